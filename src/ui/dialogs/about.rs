//! Version and licences.

use eframe::egui;

use super::{Answer, dialog};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::main_button;

/// What the program is and whose work it rests on.
pub fn about_ui(ui: &egui::Ui) -> Answer {
    dialog(ui, "Backline", 420.0, |ui| {
        let t = Tokens::of(ui);
        let version = concat!("Version ", env!("CARGO_PKG_VERSION"));
        ui.label(Type::Body.rich(version).color(t.text2));
        ui.add_space(space::S);
        ui.label(Type::Body.rich("The desk on which a football club decides about a defender."));
        ui.add_space(space::S);
        for line in [
            "Licence MIT OR Apache-2.0",
            "Typefaces: Inter and Noto, SIL Open Font License 1.1",
            "It sends nothing over the network",
        ] {
            ui.label(Type::Note.rich(line).color(t.text2));
        }
        ui.add_space(space::L);
        if main_button(ui, "Close").clicked() {
            Answer::Closed
        } else {
            Answer::Open
        }
    })
}
