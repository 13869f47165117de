//! A figure of a comparison in the inspector: its reading, its place in the pool, its rule.

use eframe::egui;

use super::figure::parts_ui;
use super::rows::readings_ui;
use super::top_ui;
use crate::domain::id::PlayerId;
use crate::domain::roster::Column;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::compare::cells;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::rows::section_heading;

/// One cell of the comparison on the screen.
pub(super) fn compared_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    (key, player): (&str, PlayerId),
    view: &mut ViewState,
    out: &mut Commands,
) {
    let sheet = &ctx.editor.compared().sheet;
    let row = sheet.rows().find(|row| row.key == key);
    let column = sheet.columns.iter().find(|column| column.player == player);
    let (Some(row), Some(column), Some(cell)) = (row, column, sheet.cell(key, player)) else {
        super::nothing_ui(ui, view);
        return;
    };
    let t = Tokens::of(ui);
    egui::ScrollArea::vertical()
        .id_salt("inspector-compared")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(space::M).show(ui, |ui| {
                top_ui(ui, &column.name, view);
                ui.label(Type::Section.rich(&row.label));
                if cell.is_empty() {
                    let why = cell
                        .why
                        .as_ref()
                        .map_or_else(String::new, |why| why.words());
                    Type::Body.wrapped(ui, why, t.text2);
                } else {
                    let value = Type::Figure.rich(&cell.text);
                    ui.add(egui::Label::new(value).wrap());
                }
                ui.add_space(space::M);
                section_heading(ui, "Reading", "");
                for line in cells::lines(ctx, sheet, column, row, cell) {
                    Type::Body.wrapped(ui, line, t.text2);
                    ui.add_space(space::XS);
                }
                for line in cells::row_lines(row) {
                    Type::Note.wrapped(ui, line, t.text2);
                    ui.add_space(space::XS);
                }
                if let Some(column) = column_of(key) {
                    ui.add_space(space::M);
                    section_heading(ui, "How it came about", "");
                    let found = ctx.derived.roster.row_of(player);
                    let how = found.and_then(|row| row.explanation(column, ctx.dossier));
                    if let Some(how) = how {
                        parts_ui(ui, &how, ctx.derived.roster.currency(), view);
                    }
                }
                if let Some(field) = &cell.field {
                    ui.push_id(field, |ui| readings_ui(ui, ctx, field, view, out));
                }
            });
        });
}

/// The column of the player table that shows the same figure.
fn column_of(key: &str) -> Option<Column> {
    let key = if key == "available_pct" {
        Column::Availability.key()
    } else {
        key
    };
    Column::from_key(key).filter(|column| column.is_reckoned())
}
