//! What we promise about text that a field could not take: nothing closes over it without asking.

use backline::domain::id::PlayerId;
use backline::editor::command::Command;
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers};

use crate::support::window::Window;

const FIELD: &str = "Contract option";
const HEADING: &str = "1 field holds text that was not taken";

/// The profile of a player in whose option stands what nobody can read.
fn typed() -> (Window, PlayerId) {
    let mut window = Window::with_sample(Screen::Overview);
    let konate = window.dossier().players_named("Konaté", |_| true)[0].id;
    window.view().show_player(konate);
    window.run();
    window.enter(FIELD, "club +1");
    (window, konate)
}

fn quit(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::Q);
    window.run();
}

fn ended(window: &Window) -> bool {
    window.harness.state().editor.ended()
}

#[test]
fn quitting_over_a_text_that_was_not_taken_asks_and_leads_to_it() {
    let (mut window, _) = typed();
    window.view().show(Screen::Sources);
    window.run();
    quit(&mut window);
    assert!(!ended(&window));
    assert!(window.shows(HEADING));
    assert!(window.shows_part("Contract option, “club +1”"));
    window.click("Go to the field");
    assert!(!window.shows(HEADING));
    assert_eq!(window.view().screen, Screen::Profile);
    assert!(window.field(FIELD).is_focused());
    assert_eq!(window.field(FIELD).value().as_deref(), Some("club +1"));
}

#[test]
fn closing_anyway_closes_and_a_corrected_text_is_not_asked_about() {
    let (mut window, _) = typed();
    quit(&mut window);
    window.click("Close anyway");
    assert!(ended(&window));

    let (mut window, konate) = typed();
    window.press(Key::Enter);
    assert!(window.field(FIELD).is_focused(), "{konate}");
    window.press(Key::Escape);
    quit(&mut window);
    assert!(ended(&window));
}

#[test]
fn closing_one_dossier_asks_about_its_own_fields_alone() {
    let (mut window, _) = typed();
    window.press(Key::Enter);
    let first = window.harness.state().editor.shown().key;
    window.apply(Command::New);
    window.press_with(Modifiers::COMMAND, Key::W);
    window.run();
    assert_eq!(window.harness.state().editor.shown().key, first);
    assert!(!window.shows(HEADING));
    // The text outlives the look at another dossier; quitting from there leads back.
    window.apply(Command::New);
    quit(&mut window);
    assert!(window.shows(HEADING) && !ended(&window));
    window.click("Go to the field");
    window.run();
    assert_eq!(window.harness.state().editor.shown().key, first);
    assert!(window.field(FIELD).is_focused());
}

#[test]
fn a_text_that_can_be_read_is_taken_before_closing_and_saving_is_asked() {
    let (mut window, _) = typed();
    window.press(Key::Escape);
    window.enter("Wage", "GBP 85k a week");
    let before = window.undo_label().map(str::to_owned);
    quit(&mut window);
    assert!(!window.shows(HEADING) && !ended(&window));
    assert!(window.harness.state().editor.question().is_some());
    assert_ne!(window.undo_label().map(str::to_owned), before);
}
