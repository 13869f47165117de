//! How one cell of the table looks and what it is called.

use eframe::egui;
use egui::{Color32, Rect, Shape, pos2, vec2};

use crate::domain::fact::FactKind;
use crate::domain::player::Role;
use crate::domain::roster::{Column, Direction, Remark, Row};
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, paint_value};
use crate::ui::widgets::chart::player_mark;
use crate::ui::widgets::paint;

/// Where names begin: right of the shape.
pub(super) const NAME_INSET: f32 = 26.0;

/// What a cell rests on; `None` for plain fields, which need no source.
fn mark(ctx: &ViewCtx<'_>, row: &Row, column: Column) -> Option<MarkKind> {
    row.basis(column).map(|_| ctx.mark_of_cell(row, column))
}

/// The mark that is drawn. Words in a row of words carry one only where it asks for attention.
fn drawn_mark(column: Column, mark: Option<MarkKind>) -> Option<MarkKind> {
    let words = column.fact().is_some_and(|key| {
        matches!(
            key.kind(),
            FactKind::Text | FactKind::Foot | FactKind::Position
        )
    });
    match mark {
        Some(MarkKind::ReportedA | MarkKind::B | MarkKind::C) if words => None,
        mark => mark,
    }
}

/// True if the column keeps a slot for marks.
pub(super) fn has_slot(column: Column) -> bool {
    column.is_numeric() || column.fact().is_some() || column == Column::ValueDate
}

/// The name of a cell for screen readers: "Ibrahima Konaté, Months left 11.6, derived".
pub(super) fn spoken(ctx: &ViewCtx<'_>, row: &Row, column: Column, marked: bool) -> String {
    let text = row.text(column);
    if column == Column::Name {
        let marked = if marked { ", marked" } else { "" };
        return format!("{text}{marked}");
    }
    let (who, what) = (&row.player.name, column.label());
    if text.is_empty() {
        return format!("{who}, {what}, {}", MarkKind::Missing.words());
    }
    let basis = mark(ctx, row, column)
        .and_then(|mark| mark.words().split(',').next())
        .map_or_else(String::new, |words| format!(", {words}"));
    format!("{who}, {what} {text}{basis}")
}

/// The words and the weight in which they are drawn.
pub(super) fn kind_of(row: &Row, column: Column) -> Type {
    let strong = match column {
        Column::Name => row.player.role != Role::Pool,
        _ => matches!(
            row.remark(column),
            Some(Remark::EndsSoon | Remark::BelowBaseline)
        ),
    };
    if strong { Type::Strong } else { Type::Body }
}

/// Draws a cell.
pub(super) fn paint_cell(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    row: &Row,
    column: Column,
    cell: Rect,
    marked: bool,
) {
    let inner = cell.shrink2(vec2(space::DENSE, 0.0));
    match column {
        Column::Name => name_ui(ui, ctx, row, cell, marked),
        column if column.is_numeric() => number_ui(ui, ctx, inner, row, column),
        column => words_ui(ui, ctx, inner, row, column),
    }
}

/// Paints a figure with its mark; a short contract, a low availability and few minutes stand out.
pub fn number_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, inner: Rect, row: &Row, column: Column) {
    let t = Tokens::of(ui);
    let (text, kind) = (row.text(column), kind_of(row, column));
    let remark = row.remark(column);
    let ink = match remark {
        Some(Remark::BelowBaseline) => t.them,
        Some(Remark::SmallSample) => t.text3,
        Some(Remark::EndsSoon) | None => t.text,
    };
    let right = inner.right() - size::MARK_SLOT;
    let room = right - inner.left();
    match mark(ctx, row, column) {
        _ if text.is_empty() => paint_value(ui, inner, "", MarkKind::Missing, kind, ink),
        Some(mark) => paint_value(ui, inner, &text, mark, kind, ink),
        // A plain field rests on nothing but whoever typed it.
        None => {
            let galley = paint::line(ui, &text, kind, ink, room);
            paint::put_right(ui.painter(), right, inner, &galley);
        }
    }
    if remark == Some(Remark::EndsSoon) {
        let width = paint::line(ui, &text, kind, ink, room).size().x;
        let centre = pos2(right - width - 9.0, inner.center().y);
        short_sign(ui.painter(), centre, t.them);
    }
}

/// The sign of a contract that ends within a year.
pub fn short_sign(painter: &egui::Painter, centre: egui::Pos2, colour: Color32) {
    let points = vec![
        centre + vec2(0.0, -4.0),
        centre + vec2(4.5, 4.0),
        centre + vec2(-4.5, 4.0),
    ];
    painter.add(Shape::convex_polygon(points, colour, egui::Stroke::NONE));
}

fn words_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, inner: Rect, row: &Row, column: Column) {
    let t = Tokens::of(ui);
    let text = row.text(column);
    let ink = match column {
        _ if text.is_empty() => t.ctl,
        Column::Role => t.text2,
        _ => t.text,
    };
    let shown = if text.is_empty() { "—" } else { &text };
    let mark = drawn_mark(column, mark(ctx, row, column));
    let room = inner.width() - mark.map_or(0.0, |_| size::MARK_SLOT);
    let words = paint::line(ui, shown, Type::Body, ink, room);
    paint::put_left(ui.painter(), inner.left(), inner, &words);
    if let Some(mark) = mark {
        let right = inner.left() + words.size().x + size::MARK_SLOT;
        mark.paint_in_slot(ui.painter(), t, inner.with_max_x(right));
    }
}

fn name_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, row: &Row, cell: Rect, marked: bool) {
    let t = Tokens::of(ui);
    let player = &row.player;
    if let Some(slot) = ctx.slot(player.id) {
        let centre = pos2(cell.left() + 14.0, cell.center().y);
        let filled = player.role != Role::Own;
        player_mark(ui.painter(), centre, 10.0, slot, filled, t);
    }
    let mut right = cell.right() - space::DENSE;
    if marked {
        let centre = pos2(right - 6.0, cell.center().y);
        Icon::Check.paint_at(ui.painter(), centre, 12.0, t.accent);
        right -= size::MARK_SLOT;
    }
    let left = cell.left() + NAME_INSET;
    let kind = kind_of(row, Column::Name);
    let name = paint::line(ui, &player.name, kind, t.text, right - left);
    paint::put_left(ui.painter(), left, cell, &name);
}

/// The words and signs above a column.
pub(super) struct Header<'a> {
    pub column: Column,
    pub name: &'a str,
    pub unit: &'a str,
    /// The direction, and the place among several; 0 if it is the only one.
    pub sorted: Option<(Direction, usize)>,
}

impl Header<'_> {
    /// Draws the two lines.
    pub fn paint(&self, ui: &egui::Ui, cell: Rect) {
        let t = Tokens::of(ui);
        let inner = cell.shrink2(vec2(space::DENSE, 5.0));
        let (top, bottom) = inner.split_top_bottom_at_fraction(0.5);
        let ink = if self.sorted.is_some() {
            t.text
        } else {
            t.text3
        };
        let sign = self
            .sorted
            .map_or(0.0, |(_, place)| if place > 0 { 20.0 } else { 13.0 });
        let slot = if self.column.is_numeric() {
            size::MARK_SLOT
        } else {
            0.0
        };
        // The arrow may stand above the marks.
        let beyond = (slot - sign).max(0.0);
        let room = inner.width() - sign - beyond;
        let name = paint::line(ui, self.name, Type::Note, ink, room);
        let unit = paint::line(ui, self.unit, Type::Note, t.text3, inner.width() - slot);
        let end = if self.column.is_numeric() {
            let right = inner.right() - slot;
            paint::put_right(ui.painter(), right, bottom, &unit);
            let right = inner.right() - sign - beyond;
            paint::put_right(ui.painter(), right, top, &name);
            right
        } else {
            let indent = if self.column == Column::Name {
                2.0
            } else {
                0.0
            };
            let left = inner.left() + indent;
            paint::put_left(ui.painter(), left, top, &name);
            paint::put_left(ui.painter(), left, bottom, &unit);
            left + name.size().x
        };
        if let Some((direction, place)) = self.sorted {
            let centre = pos2(end + 7.0, top.center().y);
            arrow(direction).paint_at(ui.painter(), centre, 11.0, t.text);
            if place > 0 {
                let place = place.to_string();
                let galley = paint::line(ui, &place, Type::Key, t.text, 12.0);
                paint::put_left(ui.painter(), end + 13.0, top, &galley);
            }
        }
    }
}

fn arrow(direction: Direction) -> Icon {
    match direction {
        Direction::Up => Icon::ArrowUp,
        Direction::Down => Icon::ArrowDown,
    }
}
