//! How wide columns are: as wide as their header and their first rows, until a person drags them.

use std::collections::BTreeMap;

use eframe::egui;

use super::TableState;
use super::cells::{NAME_INSET, has_slot, kind_of};
use crate::domain::roster::{Column, Line};
use crate::editor::derived::ArrangementKey;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Type, size, space};
use crate::ui::widgets::paint;

/// Rows that are measured.
const MEASURED: usize = 50;
/// The narrowest and the widest column that is measured; a person may go beyond.
const NARROW: f32 = 44.0;
const WIDE: f32 = 200.0;
/// A name is cut last: without it the row says nothing.
const WIDE_NAME: f32 = 280.0;
const USUAL: f32 = 80.0;

/// What is known of the widths.
#[derive(Default)]
pub(super) struct Widths {
    dragged: BTreeMap<Column, f32>,
    measured: BTreeMap<Column, f32>,
    /// The rows that were measured.
    of: Option<ArrangementKey>,
}

impl Widths {
    /// Keeps the width to which a person dragged a column.
    pub fn drag(&mut self, column: Column, width: f32) {
        self.dragged.insert(column, width);
    }

    /// Lets a column be as wide as its rows again.
    pub fn forget(&mut self, column: Column) {
        self.dragged.remove(&column);
        self.measured.remove(&column);
    }
}

/// The width of each shown column. Other rows than before may widen a column and never narrow it,
/// so that filtering and sorting leave the columns where they are.
pub(super) fn widths(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut TableState,
    columns: &[Column],
) -> Vec<f32> {
    let Widths {
        dragged,
        measured,
        of,
    } = &mut state.widths;
    let arranged = ctx.editor.arranged();
    if arranged.players == 0 {
        let known = |column| dragged.get(column).or_else(|| measured.get(column));
        let known = |column| known(column).copied().unwrap_or(USUAL);
        return columns.iter().map(known).collect();
    }
    let others = *of != arranged.key;
    if others {
        of.clone_from(&arranged.key);
    }
    let width = |column: &Column| {
        if let Some(width) = dragged.get(column) {
            return *width;
        }
        let before = measured.get(column).copied();
        match before.filter(|_| !others) {
            Some(width) => width,
            None => {
                let width = measure(ui, ctx, *column).max(before.unwrap_or(0.0));
                measured.insert(*column, width);
                width
            }
        }
    };
    columns.iter().map(width).collect()
}

fn measure(ui: &egui::Ui, ctx: &ViewCtx<'_>, column: Column) -> f32 {
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
    let most = if column == Column::Name {
        WIDE_NAME
    } else {
        WIDE
    };
    (widest + extra + 2.0 * space::DENSE)
        .ceil()
        .clamp(NARROW, most)
}
