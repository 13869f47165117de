//! A table of season figures can become a pool: percentiles then refer to its players.

use eframe::egui;
use egui::Label;

use crate::editor::command::{Command, Commands};
use crate::editor::imports::{FileKey, ImportCommand, TableImport};
use crate::import::kind::TableKind;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::rows::section_heading;

/// True if the rows are figures of seasons.
pub(super) fn is_pool_stuff(table: &TableImport) -> bool {
    let draft = table.draft.as_ref();
    draft.is_some_and(|draft| draft.kind.value == TableKind::Seasons)
}

/// The step.
pub(super) fn pool_ui(ui: &mut egui::Ui, key: FileKey, out: &mut Commands) {
    section_heading(ui, "Pool", "among whom our players rank");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if quiet_button(ui, "Make a pool of it").clicked() {
            out.push(Command::Import(ImportCommand::MakePool(key)));
        }
        let words = "Its rows are kept in a table outside the dossier; the dossier keeps how the pool is defined and what it quotes";
        let ink = Tokens::of(ui).text2;
        ui.add(Label::new(Type::Body.rich(words).color(ink)).wrap());
    });
}
