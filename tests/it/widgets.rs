//! The inputs, used as a person uses them: by name, pointer and keyboard.

use backline::domain::player::Stage;
use backline::ui::gallery::{GalleryState, gallery_ui};
use backline::ui::widgets::button::{self, Button};
use backline::ui::widgets::choice::choice;
use backline::ui::widgets::choice_field::ChoiceField;
use backline::ui::widgets::draft_field::{self, DraftField};
use backline::ui::widgets::fields::date_field;
use backline::ui::{fonts, icons::Icon, tokens};
use chrono::NaiveDate;
use eframe::egui::{self, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// A tiny document with two numbers and the log of what was taken.
#[derive(Default)]
struct Desk {
    height: i32,
    caps: i32,
    taken: Vec<String>,
    shown: bool,
}

fn number(text: &str) -> Result<i32, String> {
    let text = text.trim();
    text.parse()
        .map_err(|_| "Not a number: write 12 or 12.5".to_owned())
}

fn desk_ui(ui: &mut egui::Ui, desk: &mut Desk) {
    if !desk.shown {
        return;
    }
    let height = desk.height.to_string();
    if let Some(value) = DraftField::new("Height", &height).ui(ui, number).committed {
        desk.height = value;
        desk.taken.push(format!("height {value}"));
    }
    let caps = desk.caps.to_string();
    let field = DraftField::new("Caps", &caps).plain().right();
    if let Some(value) = field.ui(ui, number).committed {
        desk.caps = value;
        desk.taken.push(format!("caps {value}"));
    }
}

fn in_our_style(ctx: &egui::Context) {
    fonts::install(ctx);
    tokens::apply(ctx, egui::Theme::Light);
}

fn harness<'a, S: 'a>(app: impl FnMut(&mut egui::Ui, &mut S) + 'a, state: S) -> Harness<'a, S> {
    let mut harness = Harness::builder()
        .with_size([600.0, 500.0])
        .with_context_setup(in_our_style)
        .build_ui_state(app, state);
    harness.run();
    harness
}

fn a_desk<'a>() -> Harness<'a, Desk> {
    let desk = Desk {
        height: 194,
        caps: 24,
        shown: true,
        ..Desk::default()
    };
    harness(desk_ui, desk)
}

fn value_of<S>(harness: &Harness<'_, S>, label: &str) -> String {
    field(harness, label).value().unwrap_or_default()
}

fn field<'h, S>(harness: &'h Harness<'_, S>, label: &'h str) -> egui_kittest::Node<'h> {
    harness.get_by_role_and_label(Role::TextInput, label)
}

fn enter<S>(harness: &mut Harness<'_, S>, label: &str, text: &str) {
    field(harness, label).focus();
    harness.run();
    field(harness, label).type_text(text);
    harness.run();
}

fn press<S>(harness: &mut Harness<'_, S>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn enter_takes_what_was_typed_once_and_keeps_the_keyboard() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "192");
    assert!(harness.state().taken.is_empty());
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().taken, ["height 192"]);
    assert!(field(&harness, "Height").is_focused());
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().taken, ["height 192"]);
}

#[test]
fn after_enter_typing_replaces_the_value_again() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "192");
    press(&mut harness, Key::Enter);
    field(&harness, "Height").type_text("190");
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().taken, ["height 192", "height 190"]);
}

#[test]
fn leaving_a_field_takes_what_was_typed() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "192");
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().taken, ["height 192"]);
    assert!(field(&harness, "Caps").is_focused());
}

#[test]
fn a_click_selects_the_value() {
    let mut harness = a_desk();
    field(&harness, "Height").click();
    harness.run();
    field(&harness, "Height").type_text("188");
    harness.run();
    field(&harness, "Caps").click();
    harness.run();
    assert_eq!(harness.state().taken, ["height 188"]);
}

#[test]
fn an_unreadable_text_stays_and_says_why() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "12x");
    press(&mut harness, Key::Tab);
    harness.get_by_label("Not a number: write 12 or 12.5");
    assert_eq!(value_of(&harness, "Height"), "12x");
    assert!(draft_field::has_invalid_drafts(&harness.ctx));
    let drafts = draft_field::invalid_drafts(&harness.ctx);
    assert_eq!(
        (drafts[0].label.as_str(), drafts[0].text.as_str()),
        ("Height", "12x")
    );

    // Another view and back, and a change of the document, leave it alone.
    harness.state_mut().shown = false;
    harness.run();
    harness.state_mut().shown = true;
    harness.state_mut().height = 180;
    harness.run();
    assert_eq!(value_of(&harness, "Height"), "12x");
    assert!(harness.state().taken.is_empty());
}

#[test]
fn escape_goes_back_to_the_document_and_then_leaves() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "12x");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    assert_eq!(value_of(&harness, "Height"), "194");
    assert!(!draft_field::has_invalid_drafts(&harness.ctx));
    assert!(field(&harness, "Height").is_focused());
    press(&mut harness, Key::Escape);
    assert!(!field(&harness, "Height").is_focused());
    assert!(harness.state().taken.is_empty());
}

#[test]
fn a_corrected_text_loses_its_reason_while_it_is_typed() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "12x");
    press(&mut harness, Key::Enter);
    assert!(draft_field::has_invalid_drafts(&harness.ctx));
    press(&mut harness, Key::Backspace);
    assert!(!draft_field::has_invalid_drafts(&harness.ctx));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().taken, ["height 12"]);
}

#[test]
fn an_untouched_field_follows_undo() {
    let mut harness = a_desk();
    field(&harness, "Height").focus();
    harness.run();
    harness.state_mut().height = 180;
    harness.run();
    assert_eq!(value_of(&harness, "Height"), "180");
    press(&mut harness, Key::Tab);
    assert!(harness.state().taken.is_empty());
}

#[test]
fn saving_takes_the_text_that_is_being_typed() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "192");
    assert!(draft_field::is_typing(&harness.ctx));
    assert!(draft_field::commit_focused(&harness.ctx));
    harness.run();
    assert_eq!(harness.state().taken, ["height 192"]);
    assert!(field(&harness, "Height").is_focused());
    assert!(!draft_field::is_typing(&harness.ctx));
}

#[test]
fn undo_while_typing_belongs_to_the_field() {
    let mut harness = a_desk();
    enter(&mut harness, "Height", "192");
    assert!(draft_field::is_typing(&harness.ctx));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(value_of(&harness, "Height"), "194");
    assert!(harness.state().taken.is_empty());
}

#[test]
fn arrows_move_a_choice() {
    let app = |ui: &mut egui::Ui, chosen: &mut usize| {
        choice(
            ui,
            "Count",
            &[(0, "Per 90"), (1, "Total"), (2, "Rank")],
            chosen,
        );
    };
    let mut harness = harness(app, 0);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(*harness.state(), 2);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(*harness.state(), 1);
    harness
        .get_by_role_and_label(Role::RadioButton, "Per 90")
        .click();
    harness.run();
    assert_eq!(*harness.state(), 0);
}

#[test]
fn a_button_is_pressed_by_name_and_says_why_it_cannot_be() {
    let app = |ui: &mut egui::Ui, pressed: &mut u32| {
        if button::icon_button(ui, Icon::Undo, "Undo change of wage").clicked() {
            *pressed += 1;
        }
        let off = Button::quiet("Compare").disabled_because(Some("needs two players"));
        assert!(!off.ui(ui).clicked());
    };
    let mut harness = harness(app, 0);
    harness.get_by_label("Undo change of wage").click();
    harness.run();
    harness.get_by_label("Compare, needs two players").click();
    harness.run();
    assert_eq!(*harness.state(), 1);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert_eq!(*harness.state(), 2);
}

/// A day that is typed or picked.
fn day_ui(ui: &mut egui::Ui, end: &mut NaiveDate) {
    let text = end.format("%Y-%m-%d").to_string();
    let parse = |text: &str| text.trim().parse().map_err(|_| "Not a date".to_owned());
    let field = DraftField::new("Contract end", &text).width(140.0);
    if let Some(day) = date_field(ui, field, Some(*end), *end, parse).committed {
        *end = day;
    }
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap_or_default()
}

#[test]
fn the_calendar_picks_a_day_by_pointer() {
    let mut harness = harness(day_ui, day("2026-06-30"));
    harness.get_by_label("Calendar, Contract end").click();
    harness.run();
    harness.get_by_label("Month after").click();
    harness.run();
    harness.get_by_label("14 July 2026").click();
    harness.run();
    assert_eq!(*harness.state(), day("2026-07-14"));
    assert!(harness.query_by_label("14 July 2026").is_none());
}

#[test]
fn the_calendar_picks_a_day_by_key_and_gives_the_keyboard_back() {
    let mut harness = harness(day_ui, day("2026-06-30"));
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::F4);
    for key in [Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::Home] {
        press(&mut harness, key);
    }
    press(&mut harness, Key::Enter);
    assert_eq!(*harness.state(), day("2026-08-03"));
    assert!(field(&harness, "Contract end").is_focused());
}

#[test]
fn escape_closes_the_calendar_and_changes_nothing() {
    let mut harness = harness(day_ui, day("2026-06-30"));
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::F4);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Month after").is_none());
    assert_eq!(*harness.state(), day("2026-06-30"));
    assert!(field(&harness, "Contract end").is_focused());
}

fn stage_ui(ui: &mut egui::Ui, stage: &mut Stage) {
    let items: Vec<(Stage, &str)> = Stage::ALL.iter().map(|s| (s.clone(), s.label())).collect();
    let chosen = ChoiceField::new("Stage", stage.label())
        .width(160.0)
        .ui(ui, &items, Some(stage));
    if let Some(chosen) = chosen {
        *stage = chosen;
    }
}

#[test]
fn a_list_is_chosen_from_by_letters_arrows_and_pointer() {
    let mut harness = harness(stage_ui, Stage::Longlist);
    press(&mut harness, Key::Tab);
    harness.event(egui::Event::Text("ta".into()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(*harness.state(), Stage::Talks);
    assert!(harness.query_by_label("Agreed").is_none());

    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        press(&mut harness, key);
    }
    assert_eq!(*harness.state(), Stage::Offer);

    harness.get_by_label("Stage").click();
    harness.run();
    harness.get_by_label("Signed").click();
    harness.run();
    assert_eq!(*harness.state(), Stage::Signed);
}

#[test]
fn escape_leaves_a_list_as_it_was() {
    let mut harness = harness(stage_ui, Stage::Longlist);
    press(&mut harness, Key::Tab);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Escape] {
        press(&mut harness, key);
    }
    assert_eq!(*harness.state(), Stage::Longlist);
    assert!(harness.query_by_label("Signed").is_none());
}

#[test]
fn tab_goes_through_the_gallery_without_a_trap_and_every_stop_has_a_name() {
    let app = |ui: &mut egui::Ui, state: &mut GalleryState| gallery_ui(ui, state);
    let mut harness = Harness::builder()
        .with_size([1100.0, 1400.0])
        .with_context_setup(in_our_style)
        .build_ui_state(app, GalleryState::default());
    harness.run();
    let mut stops = Vec::new();
    for _ in 0..200 {
        press(&mut harness, Key::Tab);
        let Some(focused) = harness.ctx.memory(|memory| memory.focused()) else {
            continue;
        };
        if stops.contains(&focused) {
            break;
        }
        stops.push(focused);
    }
    assert!(stops.len() > 20, "only {} stops", stops.len());
    let inputs = [
        Role::Button,
        Role::TextInput,
        Role::ComboBox,
        Role::RadioGroup,
    ];
    let nameless = harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| inputs.contains(&node.role()))
        .filter(|node| node.label().unwrap_or_default().trim().is_empty())
        .count();
    assert_eq!(nameless, 0);
}
