//! A comparison as one person makes and reads it: by role and label, by keyboard alone.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails should say so at once"
)]

mod support;

use backline::domain::comparison::Comparison;
use backline::domain::id::PlayerId;
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use support::samples::player;
use support::window::Window;

fn comparison(window: &Window) -> Comparison {
    let all = &window.dossier().comparisons;
    Comparison::clone(all.values().next_back().unwrap())
}

fn id(window: &Window, name: &str) -> PlayerId {
    player(window.dossier(), name).id
}

/// Marks the players of these names in the table and compares them.
fn compared(names: &[&str]) -> Window {
    let mut window = Window::with_sample(Screen::Players);
    for name in names {
        window.press_with(Modifiers::COMMAND, Key::F);
        window.press_with(Modifiers::COMMAND, Key::A);
        window.type_text(name);
        window.press(Key::Enter);
        window.press(Key::Home);
        window.press(Key::Space);
    }
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.run();
    window
}

#[test]
fn three_marked_players_stand_side_by_side_by_keyboard_alone() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    assert_eq!(window.view().screen, Screen::Compare);
    let expected = ["Konaté", "Guéhi", "Rüdiger"].map(|name| id(&window, name));
    assert_eq!(comparison(&window).players, expected);
    assert!(window.shows("Konaté, Interceptions per 90 0.60, rank 2 of 3, not told apart"));
    assert!(window.shows("Rüdiger, Interceptions per 90 0.35, rank 3 of 3"));
    assert!(window.shows_part("Konaté, Months left 11.6"));
    assert!(window.view().marked.is_empty());
}

#[test]
fn a_pinned_baseline_shows_differences_and_undo_takes_it_back() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    window.press(Key::End);
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.press(Key::B);
    let rudiger = id(&window, "Rüdiger");
    assert_eq!(comparison(&window).baseline, Some(rudiger));
    assert_eq!(
        window.undo_label(),
        Some("compare Centre-backs against Rüdiger")
    );
    window.click("Against Rüdiger");
    assert!(window.shows_part("Konaté, Interceptions per 90 0.60, rank 2 of 3, +0.24 against Rüdiger"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(comparison(&window).baseline, None);
    assert!(!window.shows_part("+0.24 against Rüdiger"));
}

#[test]
fn columns_move_and_leave_by_keyboard() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    window.press(Key::Home);
    window.press_with(Modifiers::COMMAND, Key::ArrowRight);
    let order = ["Guéhi", "Konaté", "Rüdiger"].map(|name| id(&window, name));
    assert_eq!(comparison(&window).players, order);
    window.press(Key::Delete);
    let order = ["Guéhi", "Rüdiger"].map(|name| id(&window, name));
    assert_eq!(comparison(&window).players, order);
    assert_eq!(
        window.undo_label(),
        Some("take Konaté out of Centre-backs")
    );
}

#[test]
fn an_empty_cell_says_why() {
    let window = compared(&["konate", "rudiger", "huijsen"]);
    for words in [
        "Rüdiger, Available, %, injuries not known for these seasons",
        "Huijsen, Ask, one of ours, so nobody asks a price",
        "Physical not measured by Opta (FBref)",
    ] {
        assert!(window.shows_part(words), "{words}");
    }
}

#[test]
fn the_copied_comparison_has_a_line_for_each_row() {
    let mut window = compared(&["konate", "guehi"]);
    window.press(Key::Home);
    let text = window.copied().unwrap();
    let line = text
        .lines()
        .find(|line| line.contains("Tackles per 90"))
        .unwrap();
    assert_eq!(line, "Ground\tTackles per 90\t1.41\t1.79");
    assert!(text.contains("Ibrahima Konaté: 2024/25, Premier League, Liverpool, Opta (FBref), 2,560 minutes"));
}

#[test]
fn every_picture_speaks_and_settles() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    for (picture, words) in [
        ("Bars", "Konaté, Tackles per 90 1.41"),
        ("Strips", "Konaté, Tackles per 90 1.41"),
        ("Radar", "Konaté, Tackles per 90 1.41"),
        ("Table", "Konaté, Value 1.41"),
    ] {
        window.click(picture);
        window.run();
        assert!(window.shows_part(words), "{picture}");
    }
    for picture in ["Pizza", "Scatter", "Weights", "Similar"] {
        window.click(picture);
        window.run();
    }
}

#[test]
fn the_weights_say_who_leads_and_how_often() {
    let mut window = compared(&["konate", "guehi", "van dijk"]);
    window.click("Weights");
    window.run();
    let rows = window.all(Role::Row);
    let leads = rows.iter().find(|row| row.starts_with("1, ")).unwrap();
    assert!(leads.contains("first in") && leads.contains("ahead of"), "{leads}");
}

#[test]
fn what_is_pointed_at_lights_up_in_the_other_half_in_the_same_frame() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    assert!(window.shows("Tackles per 90"));
    let cell = "Guéhi, Clearances per 90 4.80, rank 1 of 3";
    window.harness.get_by_label(cell).hover();
    window.harness.step();
    assert!(window.shows("Clearances per 90, Konaté, Guéhi, Rüdiger"));
}
