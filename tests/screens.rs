//! Pictures of the screens, for the README and for the eye: each shows the sample as the program
//! of today draws it. `UPDATE_SNAPSHOTS=1 make test` draws them anew.
#![cfg(feature = "snapshots")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backline::app::prepare;
use backline::editor::Editor;
use backline::editor::clock::FixedClock;
use backline::editor::command::{Command, Sample};
use backline::editor::dialogs::FileDialogs;
use backline::editor::jobs::Runner;
use backline::ui::state::{Screen, Settings, ViewState};
use backline::ui::window_ui;
use eframe::egui;
use egui::ThemePreference::{Dark, Light};
use egui_kittest::{Harness, SnapshotOptions};

struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn available(&self) -> bool {
        false
    }

    fn choose_open(&self, _: Option<&Path>) -> Option<PathBuf> {
        None
    }

    fn choose_save(&self, _: Option<&Path>, _: &str) -> Option<PathBuf> {
        None
    }
}

fn picture(name: &str, size: [f32; 2], theme: egui::ThemePreference, screen: Screen) {
    let settings = Settings {
        theme,
        ..Settings::default()
    };
    let clock = FixedClock::at("2025-07-11".parse().unwrap());
    let mut editor = Editor::new(
        Arc::new(clock),
        Arc::new(NoDialogs),
        Runner::Inline,
        Arc::new(|| ()),
    );
    editor.apply(Command::OpenSample(Sample::Konate2025));
    let mut view = ViewState::new(settings.clone());
    let konate = editor.shown().dossier().players.values().next().unwrap().id;
    match screen {
        Screen::Profile => view.show_player(konate),
        Screen::Overview | Screen::Players | Screen::Sources => view.show(screen),
    }
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(move |ctx| prepare(ctx, &settings))
        .build_ui_state(
            |ui, (editor, view): &mut (Editor, ViewState)| {
                // The harness leaves a margin that the window does not have.
                let whole = ui.ctx().content_rect();
                ui.set_clip_rect(whole);
                let whole = egui::UiBuilder::new().max_rect(whole);
                ui.scope_builder(whole, |ui| window_ui(ui, editor, view));
            },
            (editor, view),
        );
    harness.run();
    let options = SnapshotOptions::new().output_path("docs/screenshots");
    harness.snapshot_options(name, &options);
}

const WIDE: [f32; 2] = [1440.0, 900.0];
const NARROW: [f32; 2] = [1024.0, 700.0];

#[test]
fn overview_in_light() {
    picture("overview-light", WIDE, Light, Screen::Overview);
}

#[test]
fn overview_in_dark_and_narrow() {
    picture("overview-1024-dark", NARROW, Dark, Screen::Overview);
}

#[test]
fn players_in_dark() {
    picture("players-dark", WIDE, Dark, Screen::Players);
}

#[test]
fn players_in_light_and_narrow() {
    picture("players-1024-light", NARROW, Light, Screen::Players);
}

#[test]
fn profile_in_light() {
    picture("profile-light", WIDE, Light, Screen::Profile);
}

#[test]
fn profile_in_dark_and_narrow() {
    picture("profile-1024-dark", NARROW, Dark, Screen::Profile);
}

#[test]
fn sources_in_light() {
    picture("sources-light", WIDE, Light, Screen::Sources);
}
