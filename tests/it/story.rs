//! The main job as one person does it, by role and label, keyboard alone: open, look, edit, undo,
//! save, close, reopen.

use std::path::{Path, PathBuf};

use crate::support::samples::player;
use crate::support::window::Window;
use backline::domain::dossier::Dossier;
use backline::domain::fact::FactKey;
use backline::store;
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

const SAVE: (Modifiers, Key) = (Modifiers::COMMAND, Key::S);
const UNDO: (Modifiers, Key) = (Modifiers::COMMAND, Key::Z);
const CLOSE: (Modifiers, Key) = (Modifiers::COMMAND, Key::W);

struct Story {
    window: Window,
    folder: tempfile::TempDir,
}

impl Story {
    /// A copy of the first sample, opened by its path as on a desktop without file dialogs.
    fn opened() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/konate-2025.backline");
        std::fs::copy(sample, folder.path().join("case.backline")).unwrap();
        let mut story = Self {
            window: Window::empty(Screen::Overview),
            folder,
        };
        story.open();
        story
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("case.backline")
    }

    fn open(&mut self) {
        let path = self.path().display().to_string();
        self.press((Modifiers::COMMAND, Key::O));
        self.window.enter("Path of the file", &path);
        self.press((Modifiers::NONE, Key::Enter));
        self.window.run();
    }

    fn press(&mut self, (modifiers, key): (Modifiers, Key)) {
        self.window.press_with(modifiers, key);
        self.window.run();
    }

    /// Goes to a field by the palette.
    fn go_to(&mut self, letters: &str) {
        self.press((Modifiers::COMMAND, Key::K));
        self.window.type_text(letters);
        self.press((Modifiers::NONE, Key::Enter));
    }

    fn retype(&mut self, text: &str) {
        self.press((Modifiers::COMMAND, Key::A));
        self.window.type_text(text);
        self.press((Modifiers::NONE, Key::Enter));
    }

    fn wage(dossier: &Dossier) -> String {
        let value = player(dossier, "Konaté").facts.value(FactKey::Wage);
        value.map_or_else(String::new, ToString::to_string)
    }

    fn wage_in_window(&self) -> String {
        Self::wage(self.window.dossier())
    }

    fn wage_in_file(&self) -> String {
        let (loaded, _) = store::load(&self.path()).unwrap();
        Self::wage(&loaded.dossier)
    }

    fn title(&self) -> String {
        self.window.dossier().head.title.clone()
    }
}

#[test]
fn a_wage_is_edited_undone_done_again_saved_and_found_again() {
    let mut story = Story::opened();
    assert_eq!(story.wage_in_window(), "GBP 80k a week");

    story.go_to("kon wage");
    story.retype("GBP 85k a week");
    assert_eq!(story.wage_in_window(), "GBP 85k a week");
    assert_eq!(story.window.undo_label(), Some("change wage of Konaté"));

    story.press(UNDO);
    assert_eq!(story.wage_in_window(), "GBP 80k a week");
    story.press((Modifiers::COMMAND | Modifiers::SHIFT, Key::Z));
    assert_eq!(story.wage_in_window(), "GBP 85k a week");
    assert_eq!(story.wage_in_file(), "GBP 80k a week", "not saved yet");

    story.press(SAVE);
    assert_eq!(story.wage_in_file(), "GBP 85k a week");

    story.press(CLOSE);
    assert_eq!(story.title(), "New dossier", "closed without a question");
    story.open();
    assert_eq!(story.wage_in_window(), "GBP 85k a week");
}

#[test]
fn what_is_being_typed_is_part_of_a_save() {
    let mut story = Story::opened();
    story.go_to("kon wage");
    story.press((Modifiers::COMMAND, Key::A));
    story.window.type_text("GBP 90k a week");
    story.press(SAVE);
    assert_eq!(story.wage_in_file(), "GBP 90k a week");
}

#[test]
fn closing_with_changes_asks_once_and_keeps_the_work_if_told_so() {
    let mut story = Story::opened();
    story.go_to("kon wage");
    story.retype("GBP 85k a week");

    story.press(CLOSE);
    assert!(story.window.shows("Go on working"));
    story.window.click("Go on working");
    assert_eq!(story.wage_in_window(), "GBP 85k a week");

    story.press(CLOSE);
    story.window.click("Save");
    story.window.run();
    assert_eq!(story.wage_in_file(), "GBP 85k a week");
    assert_eq!(story.title(), "New dossier");
}

#[test]
fn another_date_changes_the_figures_and_not_the_dossier() {
    let mut story = Story::opened();
    assert!(story.window.shows_part("Months left 11.6"));
    story.window.enter("Decision date", "11/1/26");
    story.press((Modifiers::NONE, Key::Enter));
    assert!(story.window.shows_part("Months left 5.6"));
    assert_eq!(story.window.undo_label(), None, "looking is no edit");

    story.window.click("Back");
    assert!(story.window.shows_part("Months left 11.6"));

    story.window.enter("Decision date", "end of season");
    story.press((Modifiers::NONE, Key::Enter));
    story.window.click("Keep");
    assert_eq!(story.window.undo_label(), Some("change decision date"));
    story.press(UNDO);
    assert!(story.window.shows_part("Months left 11.6"));
}

#[test]
fn a_finding_leads_to_its_field() {
    let mut story = Story::opened();
    let finding =
        "Warning, Konaté, height. Transfermarkt 194 cm, Wyscout 192 cm. 194 is used. contradictory";
    story.window.click(finding);
    let harness = &story.window.harness;
    let height = harness.get_by_role_and_label(Role::TextInput, "Height");
    assert!(egui_kittest::kittest::NodeT::accesskit_node(&height).is_focused());
}

#[test]
fn every_action_of_the_palette_leaves_a_window_that_settles() {
    for letters in [
        "keyboard short",
        "about back",
        "registration w",
        "dark theme",
        "larger",
        "players",
        "sources",
        "add player",
    ] {
        let mut story = Story::opened();
        story.go_to(letters);
        story.window.run();
        story.press((Modifiers::NONE, Key::Escape));
        assert_eq!(story.wage_in_window(), "GBP 80k a week", "{letters}");
    }
}

#[test]
fn the_palette_does_nothing_on_a_chance_hit_and_forgives_a_letter() {
    let mut story = Story::opened();
    let before = story.window.dossier().clone();
    for letters in ["scale", "scl", "rcpl"] {
        story.go_to(letters);
        story.press((Modifiers::NONE, Key::Escape));
        assert_eq!(story.window.dossier(), &before, "{letters}");
    }
    story.go_to("konat");
    assert_eq!(story.window.dossier(), &before, "no sample is opened");
    assert_eq!(story.window.view().screen, Screen::Profile);
    story.window.view().show(Screen::Overview);
    story.go_to("liverpol");
    assert_eq!(story.window.view().screen, Screen::Profile);
    let shown = story.window.view().player.unwrap();
    let shown = story.window.dossier().player(shown).unwrap();
    assert_eq!(shown.club(), Some("Liverpool"));
}

#[test]
fn what_buttons_do_is_in_the_palette() {
    for (letters, said) in [
        ("term sheet club", "there is no term sheet"),
        ("copy comparison", "comparison"),
        ("add source", "New source"),
    ] {
        let mut story = Story::opened();
        story.go_to(letters);
        assert!(story.window.shows_part(said), "{letters}");
    }
}
