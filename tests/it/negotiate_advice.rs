//! What Negotiate says to do: for the package that is worked on, on the day that is looked at.

use backline::domain::dossier::Dossier;
use backline::domain::edit::{Edit, NegotiationEdit, PackageEdit};
use backline::domain::money::{Currency, Money};
use backline::domain::negotiation::Negotiation;
use backline::domain::talks::reckoning::Reckoning;
use backline::editor::Sample;
use backline::editor::command::Command;
use backline::ui::state::Screen;
use chrono::NaiveDate;

use crate::support::samples::worked_2025;
use crate::support::values::day;
use crate::support::window::Window;

fn negotiation(dossier: &Dossier) -> &Negotiation {
    dossier.negotiations.values().next().unwrap()
}

fn window() -> Window {
    let mut window = Window::with_sample(Screen::Negotiate);
    window.apply(Command::OpenSample(Sample::Worked2025));
    window
}

/// Pays the first package in two parts of these shares.
fn pay_a_in(window: &mut Window, now: i64) {
    let talks = negotiation(window.dossier());
    let package = talks.packages[0].clone();
    let fee = package.fixed_fee.unwrap().minor;
    let mut parts = package.instalments.to_vec();
    parts[0].amount = Money::new(fee * now / 100, Currency::EUR);
    parts[1].amount = Money::new(fee - parts[0].amount.minor, Currency::EUR);
    let edit = PackageEdit::SetInstalments(parts);
    let edit = NegotiationEdit::Package(package.id, edit);
    window.edit(Edit::Negotiation(talks.id, edit));
    window.run();
}

#[test]
fn the_bar_is_reckoned_for_the_chosen_package_and_names_it() {
    let mut window = window();
    pay_a_in(&mut window, 95);
    assert!(window.shows_part("our ceiling EUR 24.12"), "A is paid 95/5");
    assert!(window.shows_part("package A, bridge") || window.shows_part("package A EUR 22.17"));
    let b = negotiation(window.dossier()).packages[1].id;
    window.screens().negotiate.package = Some(b);
    window.run();
    assert!(window.shows_part("our ceiling EUR 24.95"), "B is paid 50/50");
    assert!(window.shows_part("package B EUR 25, 0.05 above our ceiling"));
}

#[test]
fn a_fee_above_our_ceiling_is_said_first() {
    let dossier = worked_2025();
    let talks = negotiation(&dossier);
    let on = dossier.head.decision_date;
    let said = |fee: i64| {
        let mut talks = talks.clone();
        let packages = std::sync::Arc::make_mut(&mut talks.packages);
        packages[0].fixed_fee = Some(Money::new(fee * 1_000_000, Currency::EUR));
        let reckoning = Reckoning::of(&talks, &dossier, on);
        let lies = reckoning.against_ceiling().unwrap();
        (talks.advice(&dossier, &reckoning), lies.is_above(), lies.words())
    };
    let tail = "33 % chance of a zone; windows close 1 Sep 2025";
    let (words, above, _) = said(2217);
    assert_eq!(words, format!("Open at 20, go to 24.95, walk away above; {tail}"));
    assert!(!above);
    let (words, above, lies) = said(3000);
    let go = "go to 24.95, walk away above";
    assert_eq!(words, format!("Package A at 30 is 5.05 above our ceiling: {go}; {tail}"));
    assert_eq!((above, lies.as_str()), (true, "5.05 above our ceiling"));
}

#[test]
fn the_sentence_says_less_where_figures_are_missing() {
    let dossier = worked_2025();
    let on = dossier.head.decision_date;
    let mut talks = negotiation(&dossier).clone();
    talks.rounds = std::sync::Arc::default();
    let words = |talks: &Negotiation| talks.advice(&dossier, &Reckoning::of(talks, &dossier, on));
    assert!(words(&talks).starts_with("Go to 24.95, walk away above; 33 %"));
    talks.beliefs.clear();
    assert_eq!(words(&talks), "Windows close 1 Sep 2025");
}

fn check_day(on: &str, words: &[&str], stale: Option<&str>) {
    let dossier = worked_2025();
    let (talks, on) = (negotiation(&dossier), day(on));
    assert_eq!(talks.day_words(&dossier, on), words, "{on}");
    assert_eq!(talks.stale_beliefs(&dossier, on).as_deref(), stale, "{on}");
}

#[test]
fn a_later_day_says_what_holds_on_it_and_that_the_beliefs_are_older() {
    let stale = Some("beliefs were stated for 11 Jul 2025");
    let close = "windows close 1 Sep 2025";
    check_day("2025-07-11", &[close], None);
    check_day("2025-06-20", &["no window open in Spain"], None);
    check_day("2025-10-01", &["no window open"], stale);
    let free = "free to sign abroad since 1 Jan 2026";
    check_day("2026-01-15", &["windows close 2 Feb 2026", free], stale);
    check_day("2026-03-08", &["no window open", free], stale);
    let out = "out of contract since 30 Jun 2026";
    check_day("2026-07-02", &["no window open", out], stale);
}

#[test]
fn a_decision_that_is_moved_leaves_the_beliefs_with_the_day_for_which_they_were_stated() {
    let mut window = window();
    let later: NaiveDate = day("2026-03-08");
    window.edit(Edit::SetDecisionDate(later));
    let dossier = window.dossier();
    let stale = negotiation(dossier).stale_beliefs(dossier, later);
    assert_eq!(stale.as_deref(), Some("beliefs were stated for 11 Jul 2025"));
    assert!(window.shows_part("beliefs were stated for 11 Jul 2025"));
}

#[test]
fn the_overview_says_the_same_sentence() {
    let mut window = window();
    window.view().show(Screen::Overview);
    window.run();
    assert!(window.shows_part("Open at 20, go to 24.95, walk away above; 33 % chance of a zone"));
}
