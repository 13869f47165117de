//! Pictures of the screens, for the README and for the eye: each shows the sample as the program
//! of today draws it. `UPDATE_SNAPSHOTS=1 make test` draws them anew.
#![cfg(feature = "snapshots")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod support;

use backline::editor::command::{Command, Sample};
use backline::ui::state::{Screen, Settings};
use eframe::egui;
use egui::ThemePreference::{Dark, Light};
use egui_kittest::SnapshotOptions;
use support::window::{drawn, program_with};

fn picture(name: &str, size: [f32; 2], theme: egui::ThemePreference, screen: Screen) {
    let mut program = program_with(Settings {
        theme,
        ..Settings::default()
    });
    program
        .editor
        .apply(Command::OpenSample(Sample::Konate2025));
    let dossier = program.editor.shown().dossier();
    let konate = dossier.players.values().next().unwrap().id;
    match screen {
        Screen::Profile => program.view.show_player(konate),
        Screen::Overview
        | Screen::Players
        | Screen::Compare
        | Screen::Negotiate
        | Screen::Sources => {
            program.view.show(screen);
        }
    }
    let options = SnapshotOptions::new().output_path("docs/screenshots");
    drawn(program, size).snapshot_options(name, &options);
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
fn compare_in_light() {
    picture("compare-light", WIDE, Light, Screen::Compare);
}

#[test]
fn compare_in_dark_and_narrow() {
    picture("compare-1024-dark", NARROW, Dark, Screen::Compare);
}

#[test]
fn sources_in_light() {
    picture("sources-light", WIDE, Light, Screen::Sources);
}
