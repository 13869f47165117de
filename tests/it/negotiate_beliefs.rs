//! What both sides are believed to think, and how far it may be off, as a person enters it.

use crate::support::window::Window;
use backline::domain::edit::{Edit, NegotiationEdit};
use backline::domain::id::PackageId;
use backline::domain::money::{Currency, Money};
use backline::domain::negotiation::Negotiation;
use backline::domain::package::Package;
use backline::domain::sourced::Basis;
use backline::ui::negotiate::Aside;
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use uuid::Uuid;

/// What our ceiling rests on, in the order of the form.
const OURS: [&str; 9] = ["7", "2", "40", "15", "12", "17", "30", "25", "10"];

fn negotiation(window: &Window) -> &Negotiation {
    window.dossier().negotiations.values().next().unwrap()
}

/// The form filled from the first question by Enter alone.
fn with_ceiling() -> Window {
    let mut window = Window::with_sample(Screen::Negotiate);
    window.harness.get_by_label("First season with him").focus();
    window.run();
    for figure in OURS {
        window.type_text(figure);
        window.press(Key::Enter);
    }
    assert_eq!(negotiation(&window).beliefs.len(), OURS.len());
    window
}

fn range_of_plan_b(window: &Window) -> String {
    let range = negotiation(window).ranges.get("v_alt");
    range.map_or_else(String::new, ToString::to_string)
}

#[test]
fn a_range_beside_a_belief_moves_its_bar_and_emptied_gives_the_step_back() {
    let mut window = with_ceiling();
    // All of the page, so that the bars are drawn while the form has the keyboard.
    window.harness.set_size(vec2(1440.0, 2600.0));
    window.run();
    assert!(
        window.shows_part("at 18, 28"),
        "half as much again by itself"
    );
    window.enter("Low and high of plan b", "18 to 4");
    window.press(Key::Enter);
    assert_eq!(range_of_plan_b(&window), "EUR 4m to EUR 18m");
    assert_eq!(
        window.undo_label(),
        Some("add range of belief plan b of Konaté")
    );
    assert!(window.shows_part("at 18, 29."));
    window.enter("Low and high of plan b", "");
    window.press(Key::Backspace);
    window.press(Key::Enter);
    assert_eq!(range_of_plan_b(&window), "");
    assert!(window.shows_part("at 18, 28"));
}

#[test]
fn a_range_that_cannot_be_meant_stays_in_its_field_with_the_reason() {
    let mut window = with_ceiling();
    for (label, text, why) in [
        ("Low and high of plan b", "7", "is no range"),
        ("Low and high of plan b", "a–b", "is no range"),
        ("Low and high of he renews", "50–120", "from 0 to 100 %"),
    ] {
        window.enter(label, text);
        window.press(Key::Enter);
        assert!(window.shows_part(why), "{text}");
        assert!(negotiation(&window).ranges.is_empty());
        let field = window.field(label);
        assert_eq!(field.accesskit_node().value().as_deref(), Some(text));
    }
}

#[test]
fn a_belief_outside_its_own_range_is_told() {
    let mut window = with_ceiling();
    window.enter("Low and high of plan b", "14–18");
    window.press(Key::Enter);
    assert!(window.shows_part("EUR 12m lies outside EUR 14m to EUR 18m"));
}

#[test]
fn in_a_narrow_window_who_assumes_a_belief_is_edited_below_it() {
    let mut window = with_ceiling();
    window.harness.set_size(vec2(1024.0, 700.0));
    window.screens().negotiate.aside = Aside::Beliefs;
    window.run();
    window.harness.get_by_label("Plan B").focus();
    window.run();
    assert!(!window.shows_part("Another case"));
    window.press_with(Modifiers::COMMAND, Key::I);
    window.enter("Another case", "9");
    window.press(Key::Enter);
    let readings = &negotiation(&window).beliefs["v_alt"].readings;
    assert_eq!(readings.len(), 2);
}

#[test]
fn of_many_packages_each_is_reached_by_name() {
    let mut window = Window::with_sample(Screen::Negotiate);
    let id = negotiation(&window).id;
    for (n, name) in ["A", "B", "C", "D", "E", "F"].into_iter().enumerate() {
        let mut package = Package::new(
            PackageId(Uuid::from_u128(n as u128 + 1)),
            name,
            Basis::assumed("Anna"),
        );
        package.fixed_fee = Some(Money::new(2_000_000_000, Currency::EUR));
        let edit = NegotiationEdit::AddPackage(package);
        window.edit(Edit::Negotiation(id, edit));
    }
    for width in [1440.0, 1024.0] {
        window.harness.set_size(vec2(width, 900.0));
        for name in ["F", "A", "C"] {
            window.run();
            let buttons = window.all(Role::Button);
            let all = buttons
                .iter()
                .find(|label| label.ends_with("of 6 packages"));
            window.harness.get_by_label(all.unwrap()).click();
            window.run();
            let item = window
                .harness
                .get_all_by_role(Role::MenuItem)
                .find(|node| node.accesskit_node().label().as_deref() == Some(name));
            item.unwrap().click();
            window.run();
            let field = format!("Fixed fee of {name}");
            assert!(
                window.all(Role::TextInput).contains(&field),
                "{field} at {width}"
            );
        }
    }
}

#[test]
fn our_ceiling_stands_on_overview_and_profile_or_what_is_lacking_for_it() {
    let mut window = with_ceiling();
    window.view().show(Screen::Overview);
    window.run();
    assert!(window.shows_part("short of the ask"));
    let player = negotiation(&window).player;
    window.view().show_player(player);
    window.run();
    assert!(window.shows_part("short of the ask"));

    let mut window = Window::with_sample(Screen::Overview);
    assert!(window.shows_part("Our ceiling needs 9 beliefs"));
    window.view().show_player(player);
    window.run();
    assert!(window.shows_part("beliefs not entered"));
}

#[test]
fn enter_goes_down_the_terms_and_nothing_offered_has_no_figure() {
    let mut window = Window::with_sample(Screen::Negotiate);
    window.click("Add package A");
    let cells = |window: &Window| {
        let cell = "Headline of A";
        window.shows_part(cell) && window.shows_part("0.00")
    };
    assert!(!cells(&window), "no figure before there is an offer");
    for text in ["22.17", "50/50"] {
        window.type_text(text);
        window.press(Key::Enter);
        window.run();
    }
    let package = &negotiation(&window).packages[0];
    assert_eq!(package.shares_text(), "50/50");
    assert_eq!(package.fixed_fee.unwrap().to_string(), "EUR 22.17m");
}

#[test]
fn a_fee_dragged_to_nothing_leaves_our_ceiling_where_it_was() {
    let mut window = with_ceiling();
    window.harness.set_size(vec2(1440.0, 2600.0));
    window.run();
    window.click("Add package A");
    let ceiling = |window: &Window| {
        let rows = window.all(Role::Button);
        rows.into_iter()
            .find(|row| row.starts_with("Our ceiling EUR m"))
    };
    for text in ["22.17", "50/50"] {
        window.type_text(text);
        window.press(Key::Enter);
        window.run();
    }
    let before = ceiling(&window);
    assert!(before.is_some());
    window.enter("Fixed fee of A", "0");
    window.press(Key::Enter);
    assert_eq!(negotiation(&window).packages[0].fixed_fee.unwrap().minor, 0);
    assert_eq!(ceiling(&window), before);
}

#[test]
fn an_offer_says_its_fixed_fee_and_its_headline_apart() {
    let mut window = with_ceiling();
    window.harness.set_size(vec2(1440.0, 2600.0));
    window.run();
    window.click("Add package A");
    window.type_text("22 + 5");
    window.press(Key::Enter);
    let before_sending = window.undo_label().map(str::to_owned);
    window.click("Record offer");
    window.run();
    assert_eq!(
        window.undo_label(),
        before_sending.as_deref(),
        "it asks first"
    );
    window.press(Key::Enter);
    window.run();
    assert_eq!(window.undo_label(), Some("record bid"));
    assert!(window.shows_part("fixed fee; headline EUR 27m"));
    window.view().show(Screen::Overview);
    window.run();
    assert!(window.shows_part("would pay EUR 22m fixed, EUR 27m with every add-on"));
    let player = negotiation(&window).player;
    window.view().show_player(player);
    window.run();
    assert!(window.shows_part("headline; fixed fee EUR 22m"));
}
