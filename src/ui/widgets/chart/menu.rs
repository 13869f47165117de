//! What a chart can be turned into: a table, data for a spreadsheet, a picture.

use std::sync::Arc;

use eframe::egui;
use egui::{Id, Response, SetOpenCommand, Ui};

use super::{Chart, UiMeasure, palette};
use crate::chart::scene::Scene;
use crate::chart::sheet::sheet;
use crate::chart::svg::svg;
use crate::editor::command::{ChartPicture, Command};
use crate::ui::tokens::LIGHT;
use crate::ui::widgets::menu::{menu_item, menu_item_off};

/// Where the menu should open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Menu {
    AtPointer,
    AtChart,
    Stay,
}

/// What of a chart may leave the program.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Leaves<'a> {
    /// What is on the screen.
    #[default]
    Same,
    /// Another scene, without what is confidential.
    Instead(&'a Scene),
    /// Nothing.
    Nothing,
}

impl<'a> Leaves<'a> {
    fn scene(self, shown: &'a Scene) -> Option<&'a Scene> {
        match self {
            Self::Same => Some(shown),
            Self::Instead(other) => Some(other),
            Self::Nothing => None,
        }
    }
}

/// Shows the menu if it is open, or is to be opened now.
pub(super) fn menu_ui(
    ui: &Ui,
    response: &Response,
    menu: Menu,
    (table_id, is_table): (Id, bool),
    chart: &Chart<'_>,
) {
    let anchor_id = table_id.with("anchor");
    let mut popup = egui::Popup::menu(response)
        .open_memory((menu != Menu::Stay).then_some(SetOpenCommand::Bool(true)));
    if menu != Menu::Stay {
        ui.data_mut(|data| data.insert_temp(anchor_id, menu == Menu::AtPointer));
    }
    if ui.data(|data| data.get_temp(anchor_id)).unwrap_or(false) {
        popup = popup.at_pointer_fixed();
    }
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let first = table_item(ui, (table_id, is_table), chart.scene);
        if menu == Menu::AtChart {
            first.request_focus();
        }
        match chart.leaves.scene(chart.scene) {
            Some(scene) => leaving_ui(ui, scene, chart),
            None => {
                for words in ["Copy data", "Copy as picture", "Save picture…"] {
                    menu_item_off(ui, words, "confidential");
                }
            }
        }
    });
}

fn table_item(ui: &mut Ui, (table_id, is_table): (Id, bool), scene: &Scene) -> Response {
    let words = if is_table {
        "Show as chart"
    } else {
        "Show as table"
    };
    if scene.table.rows.is_empty() && !is_table {
        return menu_item_off(ui, words, "no data");
    }
    let response = menu_item(ui, words, "");
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(table_id, !is_table));
    }
    response
}

fn leaving_ui(ui: &mut Ui, scene: &Scene, chart: &Chart<'_>) {
    let without = match chart.leaves {
        Leaves::Instead(_) => "confidential left out",
        Leaves::Same | Leaves::Nothing => "",
    };
    if scene.table.rows.is_empty() {
        menu_item_off(ui, "Copy data", "no data");
    } else if menu_item(ui, "Copy data", without).clicked() {
        ui.copy_text(scene.table.to_tsv());
    }
    if menu_item(ui, "Copy as picture", without).clicked() {
        ask(ui, Command::CopyPicture(picture_of(ui, scene, chart)));
    }
    if menu_item(ui, "Save picture…", "PNG, SVG").clicked() {
        let file_name = file_name(chart.title, &scene.name);
        let svg = picture_of(ui, scene, chart);
        ask(ui, Command::ChoosePicture(ChartPicture { file_name, svg }));
    }
}

/// The chart on a sheet, light: it goes into documents.
fn picture_of(ui: &Ui, scene: &Scene, chart: &Chart<'_>) -> Arc<str> {
    let mut notes = chart.notes.to_vec();
    notes.extend(ui.data(|data| data.get_temp::<String>(imprint_id())));
    let title = if chart.title.is_empty() {
        &scene.name
    } else {
        chart.title
    };
    let sheet = sheet(&UiMeasure::new(ui), scene, title, &notes);
    svg(&sheet, &palette(&LIGHT)).into()
}

/// `interceptions-per-90.png`: letters, figures and hyphens, which every system takes.
fn file_name(title: &str, name: &str) -> String {
    const LONGEST: usize = 60;
    let words = if title.is_empty() { name } else { title };
    let mut file = String::new();
    for letter in words.chars() {
        if file.len() >= LONGEST {
            break;
        }
        if letter.is_alphanumeric() {
            file.extend(letter.to_lowercase());
        } else if !file.is_empty() && !file.ends_with('-') {
            file.push('-');
        }
    }
    let file = file.trim_end_matches('-');
    let file = if file.is_empty() { "chart" } else { file };
    format!("{file}.png")
}

fn imprint_id() -> Id {
    Id::unique("imprint of pictures")
}

fn asked_id() -> Id {
    Id::unique("asked by charts")
}

/// What every picture says at its foot: the file, the date at which it is computed.
pub fn set_imprint(ctx: &egui::Context, imprint: String) {
    ctx.data_mut(|data| data.insert_temp(imprint_id(), imprint));
}

/// Charts stand in views that hand no commands down; the window takes from here what they ask for.
fn ask(ui: &Ui, command: Command) {
    ui.data_mut(|data| {
        data.get_temp_mut_or_default::<Vec<Command>>(asked_id())
            .push(command);
    });
}

/// What charts have asked for since the last call.
pub fn take_asked(ctx: &egui::Context) -> Vec<Command> {
    ctx.data_mut(|data| {
        let asked = data.remove_temp::<Vec<Command>>(asked_id());
        asked.unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_chart_in_plain_signs() {
        for (title, name, file) in [
            ("Interceptions per 90", "", "interceptions-per-90.png"),
            ("", "Radar, Konaté, Guéhi", "radar-konaté-guéhi.png"),
            ("../../etc/passwd", "", "etc-passwd.png"),
            ("  ", "", "chart.png"),
            ("", "", "chart.png"),
        ] {
            assert_eq!(file_name(title, name), file);
        }
        assert!(file_name(&"a".repeat(900), "").len() < 80);
    }
}
