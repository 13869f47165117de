//! How wide columns are: as wide as their header and their first rows, until a person drags them.

use eframe::egui;

use super::TableState;
use super::cells::{NAME_INSET, has_slot, kind_of};
use crate::domain::roster::{Column, Line};
use crate::ui::ViewCtx;
use crate::ui::tokens::{Type, size, space};
use crate::ui::widgets::paint;

/// Rows that are measured.
const MEASURED: usize = 50;
/// The narrowest and the widest column that is measured; a person may go beyond.
const NARROW: f32 = 44.0;
const WIDE: f32 = 200.0;
const USUAL: f32 = 80.0;

/// The width of each shown column.
pub(super) fn widths(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut TableState,
    columns: &[Column],
) -> Vec<f32> {
    if ctx.editor.arranged().players == 0 {
        let known = |column| state.widths.get(column).copied().unwrap_or(USUAL);
        return columns.iter().map(known).collect();
    }
    let width = |column: &Column| {
        let measure = || measured(ui, ctx, *column);
        *state.widths.entry(*column).or_insert_with(measure)
    };
    columns.iter().map(width).collect()
}

fn measured(ui: &egui::Ui, ctx: &ViewCtx<'_>, column: Column) -> f32 {
    let arranged = ctx.editor.arranged();
    let of = |text: &str, kind: Type| {
        let ink = egui::Color32::PLACEHOLDER;
        paint::line(ui, text, kind, ink, f32::INFINITY).size().x
    };
    let (name, unit) = arranged.roster.header(column);
    let mut widest = of(name, Type::Note).max(of(&unit, Type::Note));
    let players = arranged.lines.iter().filter_map(|line| match line {
        Line::Player(row) => arranged.roster.row(*row),
        Line::Group { .. } => None,
    });
    for row in players.take(MEASURED) {
        widest = widest.max(of(&row.text(column), kind_of(row, column)));
    }
    let extra = match column {
        Column::Name => NAME_INSET + size::MARK_SLOT - space::DENSE,
        // The triangle stands left of the figure.
        Column::MonthsLeft => size::MARK_SLOT + 12.0,
        _ if has_slot(column) => size::MARK_SLOT,
        _ => 0.0,
    };
    (widest + extra + 2.0 * space::DENSE)
        .ceil()
        .clamp(NARROW, WIDE)
}
