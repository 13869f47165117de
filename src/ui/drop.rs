//! Files that are held over the window and dropped on it.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{Align2, Area, Id, Order};

use super::data::Part;
use super::screens::Screens;
use super::state::{Screen, ViewState};
use super::tokens::{Tokens, Type, radius, space};
use crate::domain::figures::counted;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::ImportCommand;
use crate::store::EXTENSION;

/// Turns files that were dropped on the window into commands: dossiers are opened, anything else
/// is taken in.
pub fn dropped_files(
    ui: &egui::Ui,
    view: &mut ViewState,
    screens: &mut Screens,
    out: &mut Commands,
) {
    let dropped = ui.input(|input| input.raw.dropped_files.clone());
    let paths = dropped.iter().map(|file| file.path().to_owned());
    let (dossiers, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| is_dossier(path));
    for path in dossiers {
        out.push(Command::Open(path));
    }
    if !others.is_empty() {
        screens.data.part = Part::Import;
        view.show(Screen::Data);
        out.push(Command::Import(ImportCommand::Read(others)));
    }
}

fn is_dossier(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case(EXTENSION))
}

/// What letting go of the files over the window would do.
pub fn hint_ui(ui: &egui::Ui) {
    let held = ui.input(|input| input.raw.hovered_files.clone());
    let paths: Vec<&Path> = held
        .iter()
        .filter_map(|file| file.path.as_deref())
        .collect();
    let Some(words) = words(&paths) else {
        return;
    };
    let t = Tokens::of(ui);
    Area::new(Id::unique("files over the window"))
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .order(Order::Tooltip)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            egui::Frame::new()
                .fill(t.raised)
                .stroke(egui::Stroke::new(1.0, t.accent))
                .corner_radius(radius::FLOAT)
                .shadow(t.shadow)
                .inner_margin(space::L)
                .show(ui, |ui| ui.label(Type::Strong.rich(words)));
        });
}

/// "Drop to open konate-2025.backline", "Drop to read 3 files"; `None` without a file.
fn words(paths: &[&Path]) -> Option<String> {
    let all_dossiers = paths.iter().all(|path| is_dossier(path));
    let verb = if all_dossiers { "open" } else { "read" };
    let what = match paths {
        [] => return None,
        [path] => path.file_name()?.to_string_lossy().into_owned(),
        many => counted(many.len(), "file"),
    };
    Some(format!("Drop to {verb} {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_says_what_letting_go_would_do() {
        for (paths, expected) in [
            (&[][..], None),
            (
                &["/a/Konate.BACKLINE"][..],
                Some("Drop to open Konate.BACKLINE"),
            ),
            (&["/a/players.csv"], Some("Drop to read players.csv")),
            (&["/a/b.backline", "/a/c"], Some("Drop to read 2 files")),
        ] {
            let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
            assert_eq!(words(&paths).as_deref(), expected, "{paths:?}");
        }
    }
}
