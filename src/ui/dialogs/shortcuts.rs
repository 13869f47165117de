//! The page of keys (F1).

use eframe::egui;

use super::{Answer, dialog};
use crate::editor::action::{Action, Group, SCREEN_KEYS};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::main_button;
use crate::ui::widgets::rows::key_cap;

/// Every key of the program, by menu.
pub fn shortcuts_ui(ui: &egui::Ui) -> Answer {
    dialog(ui, "Keyboard shortcuts", 860.0, |ui| {
        ui.columns(2, |columns| {
            for group in [Group::File, Group::Edit, Group::View] {
                group_ui(&mut columns[0], group);
            }
            for group in [Group::Go, Group::Help] {
                group_ui(&mut columns[1], group);
            }
            heading_ui(&mut columns[1], "Within a screen");
            for (keys, words) in SCREEN_KEYS {
                row_ui(&mut columns[1], keys, words);
            }
        });
        ui.add_space(space::M);
        let close = ui
            .with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                main_button(ui, "Close").clicked()
            })
            .inner;
        if close { Answer::Closed } else { Answer::Open }
    })
}

fn group_ui(ui: &mut egui::Ui, group: Group) {
    let keyed = |action: &&Action| action.group() == group && !action.keys().is_empty();
    heading_ui(ui, group.label());
    for action in Action::ALL.iter().filter(keyed) {
        row_ui(ui, action.keys(), action.label());
    }
}

fn heading_ui(ui: &mut egui::Ui, words: &str) {
    ui.add_space(space::S);
    ui.label(Type::NoteStrong.rich(words).color(Tokens::of(ui).text2));
}

fn row_ui(ui: &mut egui::Ui, keys: &str, words: &str) {
    ui.horizontal(|ui| {
        let cap = ui.scope(|ui| {
            ui.set_width(112.0);
            key_cap(ui, keys);
        });
        let rest = 124.0 - cap.response.rect.width();
        ui.add_space(rest.max(space::S));
        ui.add(egui::Label::new(Type::Body.rich(words)).truncate());
    });
}
