//! A table of season figures can become a pool: percentiles then refer to its players.

use eframe::egui;
use egui::Label;

use crate::domain::figures;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::{FileKey, ImportCommand, TableImport};
use crate::import::kind::TableKind;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::rows::section_heading;

/// True if the rows are figures of seasons.
pub(super) fn is_pool_stuff(table: &TableImport) -> bool {
    let draft = table.draft.as_ref();
    draft.is_some_and(|draft| draft.kind.value == TableKind::Seasons)
}

/// The step.
pub(super) fn pool_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    key: FileKey,
    table: &TableImport,
    out: &mut Commands,
) {
    let rows = table.draft.as_ref().map_or(0, |draft| draft.table.len());
    section_heading(ui, "Pool", "among whom our players rank");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if quiet_button(ui, "Make a pool of it").clicked() {
            out.push(Command::Import(ImportCommand::MakePool(key)));
        }
        let at_hand = ctx.editor.tables().all().len();
        let words = format!(
            "All {} rows are kept as a table outside the dossier ({at_hand} at hand); the dossier keeps the definition and what it quotes",
            figures::count(rows)
        );
        let ink = Tokens::of(ui).text2;
        ui.add(Label::new(Type::Body.rich(words).color(ink)).wrap());
    });
}
