//! The right side of Negotiate, used as a person uses it: beliefs typed in, figures read by name.

use crate::support::window::Window;
use backline::domain::edit::{Edit, NegotiationEdit};
use backline::domain::id::{InstalmentId, NegotiationId, PackageId, RoundId};
use backline::domain::money::{Currency, Money, StatedAmount};
use backline::domain::negotiation::{Move, Round, RoundStatus, Side};
use backline::domain::package::{Instalment, Package};
use backline::domain::sourced::Basis;
use backline::ui::state::{Inspected, Screen};
use eframe::egui::{Key, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use uuid::Uuid;

/// The case of the specification, as a person types it: field, figure.
const OURS: &[(&str, &str)] = &[
    ("First season with him", "7"),
    ("First season with a stop-gap", "2"),
    ("Later seasons net of wages", "40"),
    ("Spread of the later seasons", "15"),
    ("Plan B", "12m"),
    ("Free-agent premium", "EUR 17m"),
    ("He renews", "30"),
    ("A rival signs him first", "25 %"),
    ("Serious injury", "10"),
    ("Our costs on top of the fee", "5"),
];
const THEIRS: &[(&str, &str)] = &[
    ("His season with the seller", "20"),
    ("His wage there", "5.5"),
    ("They sell in January", "15"),
    ("Fee in January", "15"),
    ("A renewal is worth to them", "30"),
    ("Their replacement, net", "-3"),
    ("Solidarity back to them", "0.5 %"),
    ("Uncertainty of our ceiling", "4"),
    ("Uncertainty of their floor", "5"),
];

fn sum(millions: i64) -> Money {
    Money::new(millions * 100_000_000, Currency::EUR)
}

fn konate(window: &Window) -> NegotiationId {
    *window.dossier().negotiations.keys().next().unwrap()
}

/// A package of EUR 25m, half now and half in a year, made at the left side.
fn add_package(window: &mut Window) {
    let id = |n| Uuid::from_u128(n);
    let mut package = Package::new(PackageId(id(1)), "A", Basis::assumed("Anna"));
    package.fixed_fee = Some(sum(25));
    let part = |n, due: &str| Instalment {
        id: InstalmentId(id(n)),
        due: due.parse().unwrap(),
        amount: Money::new(1_250_000_000, Currency::EUR),
        extra: Default::default(),
    };
    package.instalments = vec![part(2, "2025-07-11"), part(3, "2026-07-11")];
    let negotiation = konate(window);
    window.edit(Edit::Negotiation(
        negotiation,
        NegotiationEdit::AddPackage(package),
    ));
}

fn type_beliefs(window: &mut Window, beliefs: &[(&str, &str)]) {
    for (label, text) in beliefs {
        window.enter(label, text);
        window.press(Key::Enter);
    }
}

/// Gives the keyboard to the thing of this name.
fn focus(window: &Window, label: &str) {
    window.harness.get_by_label(label).focus();
}

/// Opens a group of beliefs that is folded, by keyboard.
fn unfold(window: &mut Window, group: &str) {
    let headings = window.all(Role::Button);
    let heading = headings.iter().find(|name| name.starts_with(group));
    window.harness.get_by_label(heading.unwrap()).focus();
    window.run();
    window.press(Key::Space);
}

fn typed_case() -> Window {
    let mut window = Window::with_sample(Screen::Negotiate);
    add_package(&mut window);
    type_beliefs(&mut window, OURS);
    unfold(&mut window, "What they keep of a fee");
    type_beliefs(&mut window, THEIRS);
    window
}

fn check_shows(window: &Window, figures: &[&str]) {
    for figure in figures {
        let seen = || window.all(Role::Button).join("\n");
        assert!(window.shows_part(figure), "no “{figure}” in\n{}", seen());
    }
}

#[test]
fn the_konate_case_typed_by_hand_gives_its_limits_its_gap_and_its_chance() {
    let mut window = typed_case();
    check_shows(
        &window,
        &[
            "Our ceiling EUR m, 24.95, assumed",
            "Their floor EUR m, 27.76, assumed",
            "Gap EUR m, 2.80",
            "Chance of a zone %, 33",
        ],
    );
    // Case B: the replacement is already agreed.
    type_beliefs(&mut window, &[("Their replacement, net", "2")]);
    check_shows(
        &window,
        &[
            "Their floor EUR m, 22.34, assumed",
            "Zone EUR m, 2.61",
            "Price at their 50 % of power EUR m, 23.65",
            "Chance of a zone %, 66",
            "Best final offer EUR m, 20.30",
            "accepted with 34 %",
        ],
    );
}

#[test]
fn enter_goes_on_to_the_next_question_and_undo_takes_one_belief_back() {
    let mut window = Window::with_sample(Screen::Negotiate);
    window.field("First season with him").focus();
    window.run();
    for (_, text) in OURS {
        window.type_text(text);
        window.press(Key::Enter);
    }
    check_shows(&window, &["Our ceiling EUR m, "]);
    let beliefs = |window: &Window| {
        window.dossier().negotiations[&konate(window)]
            .beliefs
            .clone()
    };
    assert_eq!(beliefs(&window).len(), OURS.len());
    let reading = beliefs(&window)["mu"].used_reading().unwrap().clone();
    assert!(reading.basis.assumed_by.is_some(), "a belief is somebody’s");
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(beliefs(&window).len(), OURS.len() - 1);
}

#[test]
fn an_empty_screen_asks_in_words_and_leads_to_the_first_question() {
    let mut window = Window::with_sample(Screen::Negotiate);
    assert!(window.shows_part("No room can be reckoned yet"));
    assert!(
        window.dossier().negotiations[&konate(&window)]
            .beliefs
            .is_empty()
    );
    assert!(window.shows_part("not known"), "no figure is invented");
    // By pointer, which must not take the keyboard from where it leads.
    let first = window.harness.get_all_by_label("Enter the beliefs").next();
    first.unwrap().click();
    window.run();
    let field = window.field("First season with him");
    assert!(field.accesskit_node().is_focused());
}

#[test]
fn a_text_that_is_no_belief_stays_with_its_reason() {
    let mut window = Window::with_sample(Screen::Negotiate);
    for (label, text, why) in [
        ("First season with him", "plenty", "is no sum"),
        (
            "Later seasons net of wages",
            "4000",
            "could be millions or not",
        ),
        ("He renews", "0.3", "could be 0.3 % or 30 %"),
        ("Serious injury", "140", "is above 100 %"),
    ] {
        window.enter(label, text);
        window.press(Key::Enter);
        assert!(window.shows_part(why), "{label}: {why}");
    }
    let negotiation = konate(&window);
    assert!(
        window.dossier().negotiations[&negotiation]
            .beliefs
            .is_empty()
    );
}

#[test]
fn the_sellers_chair_shows_nothing_that_rests_on_our_ceiling() {
    let mut window = typed_case();
    for ours in [
        "Our ceiling EUR m",
        "We gain over waiting",
        "Best final offer",
    ] {
        assert!(window.shows_part(ours), "{ours}");
    }
    window.screens().negotiate.from_their_chair = true;
    window.run();
    for ours in [
        "Our ceiling EUR m",
        "We gain over waiting",
        "Worth today to us",
        "Best final offer",
        "Chance of a zone %",
        "Buy now",
        "What moves our ceiling",
    ] {
        assert!(!window.shows_part(ours), "{ours} is seen from their chair");
    }
    check_shows(
        &window,
        &[
            "Their floor EUR m, 27.76",
            "Keep him, all told, 22.64",
            "Sell now, ",
        ],
    );
}

#[test]
fn figures_stand_side_by_side_and_each_says_how_it_was_reached() {
    let mut window = typed_case();
    for cell in [
        "Headline, A, 25.00",
        "Worth today to us, A, 24.07",
        "Worth today to them, A, 24.18",
        "Seller keeps, today, A, 23.09",
        "We gain over waiting, A, −0.05",
        "They gain over keeping, A, −2.55",
        "To book, A, 26.25",
    ] {
        assert!(window.shows(cell), "no “{cell}”");
    }
    // Without the mouse: to the table, down to the figure, Enter for the inspector.
    focus(&window, "What it is worth, table of figures");
    window.run();
    for key in [Key::ArrowDown; 4] {
        window.press(key);
    }
    window.press(Key::Enter);
    assert!(window.shows("Our discount rate, 8 %, assumed by Backline, by default"));
}

#[test]
fn a_figure_takes_the_inspector_from_a_metric_that_was_read_elsewhere() {
    let mut window = typed_case();
    window.view().inspected = Some(Inspected::Metric("interceptions"));
    window.view().open_inspector(true);
    window.run();
    assert!(window.shows("How it is compared"));
    focus(&window, "What it is worth, table of figures");
    window.run();
    window.press(Key::ArrowDown);
    assert!(!window.shows("How it is compared"));
    window.click("Close the inspector");
    assert!(!window.shows("Close the inspector"));
}

#[test]
fn the_copy_of_figures_holds_nothing_of_a_package_that_was_not_sent() {
    let mut window = typed_case();
    focus(&window, "Copy");
    window.press(Key::Space);
    assert!(window.shows("Headline and guaranteed of sent packages, none was sent"));
}

#[test]
fn a_simulation_of_the_wait_agrees_with_the_formula() {
    let mut window = typed_case();
    focus(&window, "Check the wait by simulation");
    window.press(Key::Space);
    assert!(window.shows_part("By simulation waiting is worth 18.8"));
    // Another belief makes it old.
    type_beliefs(&mut window, &[("Plan B", "10")]);
    assert!(window.shows("Check the wait by simulation"));
}

#[test]
fn a_copied_chart_of_rounds_holds_no_offer_that_was_not_sent() {
    let mut window = Window::with_sample(Screen::Negotiate);
    let id = konate(&window);
    let unsent = Round {
        id: RoundId(Uuid::from_u128(7)),
        side: Side::Buyer,
        kind: Move::Bid,
        amount: Some(StatedAmount::exactly(sum(31))),
        status: RoundStatus::NotSent,
        ..window.dossier().negotiations[&id].rounds[0].clone()
    };
    window.edit(Edit::Negotiation(id, NegotiationEdit::Record(unsent)));
    let chart = |window: &Window| {
        let all = window.all(Role::Image).into_iter();
        all.chain(window.all(Role::GraphicsDocument))
            .find(|name| name.contains("31.00"))
            .unwrap_or_else(|| panic!("{:?}", window.all(Role::Image)))
    };
    let name = chart(&window);
    let text = copied_data(&mut window, &name);
    assert!(text.contains("50"), "{text}");
    assert!(!text.contains("31"), "{text}");
    window.screens().negotiate.lets_out = true;
    window.run();
    let text = copied_data(&mut window, &name);
    assert!(text.contains("31"), "asked for, it leaves: {text}");
}

fn copied_data(window: &mut Window, chart: &str) -> String {
    focus(window, chart);
    window.run();
    window.press(Key::Space);
    focus(window, "Copy data");
    window.run();
    window.harness.key_down(Key::Enter);
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    window.harness.key_up(Key::Enter);
    window.run();
    text.unwrap()
}
