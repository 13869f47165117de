//! What Negotiate says to do: for the package that is worked on, on the day that is looked at.

use backline::domain::dossier::Dossier;
use backline::domain::edit::{Edit, NegotiationEdit, PackageEdit};
use backline::domain::exchange::last_rate_on;
use backline::domain::finding::{Findings, Mend, Weight};
use backline::domain::money::{Currency, Money};
use backline::domain::negotiation::Negotiation;
use backline::domain::player::Role as Standing;
use backline::domain::talks::reckoning::Reckoning;
use backline::editor::command::{Command, Sample};
use backline::ui::state::Screen;
use chrono::NaiveDate;
use eframe::egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use crate::support::samples::{hindsight_2026, konate_2025, player, worked_2025};
use crate::support::values::day;
use crate::support::window::Window;

fn negotiation(dossier: &Dossier) -> &Negotiation {
    dossier.negotiations.values().next().unwrap()
}

fn window() -> Window {
    let mut window = Window::with_sample(Screen::Negotiate);
    window.apply(Command::OpenSample(Sample::Worked2025));
    window.view().show(Screen::Negotiate);
    window.run();
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
    assert!(window.shows_part("package A EUR 22.17, 1.95 below our ceiling"));
    let b = negotiation(window.dossier()).packages[1].id;
    window.screens().negotiate.package = Some(b);
    window.run();
    assert!(
        window.shows_part("our ceiling EUR 24.95"),
        "B is paid 50/50"
    );
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
        (
            talks.advice(&dossier, &reckoning),
            lies.is_above(),
            lies.words(),
        )
    };
    let tail = "33 % chance of a zone; windows close 1 Sep 2025";
    let (words, above, _) = said(2217);
    assert_eq!(
        words,
        format!("Open at 20, go to 24.95, walk away above; {tail}")
    );
    assert!(!above);
    let (words, above, lies) = said(3000);
    let go = "go to 24.95, walk away above";
    assert_eq!(
        words,
        format!("Package A at 30 is 5.05 above our ceiling: {go}; {tail}")
    );
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
    assert_eq!(
        stale.as_deref(),
        Some("beliefs were stated for 11 Jul 2025")
    );
    assert!(window.shows_part("beliefs were stated for 11 Jul 2025"));
}

#[test]
fn the_overview_says_the_same_sentence() {
    let mut window = window();
    window.view().show(Screen::Overview);
    window.run();
    assert!(window.shows_part("Open at 20, go to 24.95, walk away above; 33 % chance of a zone"));
}

#[test]
fn a_target_who_plays_for_us_is_found_and_made_ours_in_one_step() {
    let mut window = Window::with_sample(Screen::Overview);
    window.apply(Command::OpenSample(Sample::Hindsight2026));
    window.view().show(Screen::Overview);
    window.run();
    assert!(window.shows_part("Konaté plays for us and is still a target"));
    assert!(
        !window.shows_part("Liverpool ask EUR 50m"),
        "the deal is done"
    );
    let id = player(window.dossier(), "Konaté").id;
    let bound = |window: &Window| {
        let state = window.harness.state();
        state
            .editor
            .shown()
            .derived
            .outlook
            .own
            .iter()
            .any(|bar| bar.player == id)
    };
    assert!(!bound(&window));
    window.click("Make him ours");
    window.run();
    assert_eq!(window.dossier().player(id).unwrap().role, Standing::Own);
    assert!(bound(&window), "the outlook counts him");
    assert!(!window.shows_part("is still a target"));
}

#[test]
fn a_target_elsewhere_is_no_finding() {
    let dossier = konate_2025();
    let findings = Findings::of(&dossier, dossier.head.decision_date);
    assert!(findings.all().all(|finding| finding.mend.is_none()));
    let late = hindsight_2026();
    let findings = Findings::of(&late, late.head.decision_date);
    let mended: Vec<Mend> = findings.all().filter_map(|finding| finding.mend).collect();
    assert_eq!(mended, [Mend::MakeOurs(player(&late, "Konaté").id)]);
}

#[test]
fn within_a_weight_the_lead_target_and_his_money_come_first() {
    let dossier = worked_2025();
    let on = dossier.head.decision_date;
    let findings = Findings::of(&dossier, on);
    let warnings: Vec<&str> = findings
        .all()
        .filter(|finding| finding.weight == Weight::Warning)
        .map(|finding| finding.subject.as_str())
        .collect();
    let place = |subject: &str| {
        let found = warnings.iter().position(|other| *other == subject);
        found.unwrap_or_else(|| panic!("{subject} in {warnings:?}"))
    };
    assert!(warnings[0].starts_with("Konaté"), "{warnings:?}");
    assert!(place("Konaté, wage") < place("Konaté, height"));
    assert!(place("Konaté, height") < place("Alaba, injuries"));
    let again = Findings::of(&dossier, on);
    assert!(findings.all().eq(again.all()), "the order is stable");
}

#[test]
fn a_rate_stands_for_a_week_and_then_is_stale() {
    let dossier = konate_2025();
    for (on, fresh) in [
        ("2025-07-10", None),
        ("2025-07-11", Some(true)),
        ("2025-07-18", Some(true)),
        ("2025-07-19", Some(false)),
        ("2026-07-01", Some(false)),
    ] {
        let found = last_rate_on(&dossier.rates, Currency::EUR, Currency::GBP, day(on));
        assert_eq!(found.map(|(_, fresh)| fresh), fresh, "{on}");
    }
    let mut window = Window::with_sample(Screen::Overview);
    assert!(window.shows_part("ECB, 11 Jul 2025") && !window.shows_part("2025, stale"));
    window.apply(Command::LookAt(Some(day("2026-07-01"))));
    assert!(window.shows_part("ECB, 11 Jul 2025, stale"));
    assert!(Window::empty(Screen::Overview).shows_part("no rate for this day"));
}

#[test]
fn a_term_that_cannot_be_read_names_its_package() {
    let mut window = window();
    window.harness.set_size(eframe::egui::vec2(1440.0, 2000.0));
    window.run();
    for (package, text) in [
        ("B, top of the bid", "1e99"),
        ("C, Guéhi signed", "999999999"),
    ] {
        window.enter(&format!("Fixed fee of {package}"), text);
        window.press(Key::Enter);
        window.run();
    }
    let unread = window.screens().negotiate.unread.len();
    assert_eq!(unread, 2);
    assert!(window.shows_part("B: “1e99”") && window.shows_part("C: “999999999”"));
    assert!(window.shows_part("B: a term cannot be read. Its figures are those of before"));
}

#[test]
fn terms_that_no_package_has_are_folded_and_open_by_key() {
    let mut window = window();
    window.harness.set_size(eframe::egui::vec2(1440.0, 2000.0));
    window.run();
    assert!(!window.shows("Signing bonus of A, bridge"));
    let fold = window
        .all(Role::Button)
        .into_iter()
        .find(|name| name.contains("more terms"))
        .unwrap();
    window
        .harness
        .get_by_role_and_label(Role::Button, &fold)
        .focus();
    window.run();
    window.press(Key::Enter);
    window.run();
    assert!(window.shows("Signing bonus of A, bridge"));
    window.click("Fewer terms");
    window.run();
    assert!(!window.shows("Signing bonus of A, bridge"));
}

#[test]
fn an_offer_is_recorded_with_its_day_its_recipient_and_its_sender() {
    let mut window = window();
    window.click("Record offer");
    window.run();
    assert_eq!(
        negotiation(window.dossier()).rounds.len(),
        2,
        "it asks first"
    );
    window.press(Key::Escape);
    window.run();
    assert!(!window.shows("Sent to"), "Escape leaves it");
    window.click("Record offer");
    window.run();
    window.enter("Sent by", "Anna");
    window.press(Key::Enter);
    window.run();
    let row = negotiation(window.dossier()).rounds.last().unwrap();
    assert_eq!(row.on, day("2025-07-11"));
    assert_eq!(row.basis.note, "to Liverpool, by Anna");
    assert!(
        window
            .all(Role::Button)
            .iter()
            .any(|name| name == "Recorded, already in the ledger")
    );
}

#[test]
fn escape_closes_the_row_that_is_being_written() {
    let mut window = window();
    window.harness.set_size(eframe::egui::vec2(1440.0, 2000.0));
    window.run();
    window.click("Add a row");
    window.run();
    assert!(window.shows("Source of the row"));
    window.press(Key::Escape);
    window.run();
    assert!(!window.shows("Source of the row"));
}
