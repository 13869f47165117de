//! Pictures of the screens, for the README and for the eye: each shows the sample as the program
//! of today draws it. `UPDATE_SNAPSHOTS=1 make test` draws them anew.

use crate::support::window::{drawn, program_with};
use backline::editor::command::{Command, Sample};
use backline::editor::imports::ImportCommand;
use backline::ui::state::{Screen, Settings};
use eframe::egui;
use egui::ThemePreference::{Dark, Light};
use egui_kittest::SnapshotOptions;

fn picture(name: &str, size: [f32; 2], theme: egui::ThemePreference, screen: Screen) {
    let sample = match screen {
        Screen::Compare | Screen::Negotiate => Sample::Worked2025,
        _ => Sample::Konate2025,
    };
    let mut program = program_with(Settings {
        theme,
        ..Settings::default()
    });
    program.editor.apply(Command::OpenSample(sample));
    let dossier = program.editor.shown().dossier();
    let konate = dossier.players.values().next().unwrap().id;
    match screen {
        Screen::Profile => program.view.show_player(konate),
        other => program.view.show(other),
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

/// A table of three rows with a name that fits two ways, a date in words and two heights.
const PASTED: &str = "Spieler\tGeburtsdatum\tVerein\tGröße\tVertrag bis\tMarktwert\tBemerkung\n\
                      Ibrahima Konaté\t25.05.1999\tLiverpool\t1,95 m\t30.06.2026\t60,00 Mio. €\tlinks\n\
                      M. Guehi\t\tCrystal Palace\t182\t30.06.2026\t45,00 Mio. €\t\n\
                      Dean Huijsen\t14.04.2005\tReal Madrid\tlang\t30.06.2030\t60,00 Mio. €\t\n";

fn picture_of_data(name: &str, size: [f32; 2], theme: egui::ThemePreference) {
    let mut program = program_with(Settings {
        theme,
        ..Settings::default()
    });
    program
        .editor
        .apply(Command::OpenSample(Sample::Konate2025));
    let pasted = ImportCommand::Paste(PASTED.to_owned());
    program.editor.apply(Command::Import(pasted));
    program.editor.finish_jobs();
    program.view.show(Screen::Data);
    let options = SnapshotOptions::new().output_path("docs/screenshots");
    drawn(program, size).snapshot_options(name, &options);
}

#[test]
fn data_in_light() {
    picture_of_data("data-light", WIDE, Light);
}

#[test]
fn data_in_dark_and_narrow() {
    picture_of_data("data-1024-dark", NARROW, Dark);
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

#[test]
fn negotiate_in_light() {
    picture("negotiate-light", WIDE, Light, Screen::Negotiate);
}

#[test]
fn negotiate_in_dark_and_narrow() {
    picture("negotiate-1024-dark", NARROW, Dark, Screen::Negotiate);
}
