//! How one cell looks.

use eframe::egui;
use egui::{Rect, pos2, vec2};

use crate::domain::injury::ELITE_AVAILABILITY;
use crate::domain::player::Role;
use crate::domain::roster::{Column, Row};
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, paint_value};
use crate::ui::widgets::chart::player_mark;
use crate::ui::widgets::paint;

/// Contracts shorter than this, in months, are marked.
const SHORT: f64 = 12.0;

/// The width of a column at first.
pub fn width(column: Column) -> f32 {
    match column {
        Column::Name => 172.0,
        Column::NextStep | Column::Note | Column::Talks | Column::FullName => 180.0,
        Column::Club => 112.0,
        Column::Bid | Column::Availability | Column::Minutes => 92.0,
        Column::MonthsLeft | Column::Ask => 86.0,
        Column::Value | Column::Height | Column::Role => 78.0,
        Column::Position | Column::ContractEnd => 98.0,
        Column::Age | Column::Foot => 58.0,
        column if column.is_numeric() => 80.0,
        _ => 112.0,
    }
}

/// What a screen reader says of a cell.
pub fn words(ctx: &ViewCtx<'_>, row: &Row, column: Column) -> String {
    let text = row.text(column);
    if column == Column::Name {
        return text.into_owned();
    }
    let mark = ctx.mark_of_cell(row, column);
    let value = if text.is_empty() {
        "not entered"
    } else {
        &text
    };
    let basis = match (text.is_empty(), mark) {
        (true, _) | (_, MarkKind::Missing) => String::new(),
        (_, mark) => format!(", {}", mark.words()),
    };
    format!("{}, {} {value}{basis}", row.player.name, column.label())
}

/// Paints a cell of a player.
pub fn cell_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    rect: Rect,
    row: &Row,
    column: Column,
    marked: bool,
) {
    let inner = rect.shrink2(vec2(space::DENSE, 0.0));
    match column {
        Column::Name => name_ui(ui, ctx, inner, row, marked),
        column if column.is_numeric() => number_ui(ui, ctx, inner, row, column),
        column => text_ui(ui, ctx, inner, row, column),
    }
}

fn name_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, rect: Rect, row: &Row, marked: bool) {
    let t = Tokens::of(ui);
    let player = &row.player;
    if let Some(slot) = ctx.slot(player.id) {
        let centre = pos2(rect.left() + 7.0, rect.center().y);
        player_mark(
            ui.painter(),
            centre,
            10.0,
            slot,
            player.role != Role::Own,
            t,
        );
    }
    if marked {
        let centre = pos2(rect.right() - 6.0, rect.center().y);
        crate::ui::icons::Icon::Check.paint_at(ui.painter(), centre, 12.0, t.accent);
    }
    let kind = if player.role == Role::Pool {
        Type::Body
    } else {
        Type::Strong
    };
    let name = paint::line(ui, &player.name, kind, t.text, rect.width() - 20.0 - 14.0);
    paint::put_left(ui.painter(), rect.left() + 20.0, rect, &name);
}

/// Paints a figure with its mark; a short contract and a low availability stand out.
pub fn number_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, rect: Rect, row: &Row, column: Column) {
    let t = Tokens::of(ui);
    let text = row.text(column);
    let short =
        column == Column::MonthsLeft && row.months_left.is_some_and(|months| months < SHORT);
    let low = column == Column::Availability
        && row
            .availability
            .is_some_and(|percent| percent < ELITE_AVAILABILITY);
    let (kind, ink) = match (short, low) {
        (true, _) => (Type::Strong, t.text),
        (_, true) => (Type::Strong, t.them),
        _ => (Type::Body, t.text),
    };
    let mark = match ctx.mark_of_cell(row, column) {
        // A plain field rests on nothing but whoever typed it.
        MarkKind::Missing if !text.is_empty() => {
            let words = paint::line(ui, &text, kind, ink, rect.width() - size::MARK_SLOT);
            return paint::put_right(ui.painter(), rect.right() - size::MARK_SLOT, rect, &words);
        }
        mark => mark,
    };
    paint_value(ui, rect, &text, mark, kind, ink);
    if short {
        let width = paint::line(ui, &text, kind, ink, rect.width()).size().x;
        let centre = pos2(
            rect.right() - size::MARK_SLOT - width - 9.0,
            rect.center().y,
        );
        short_sign(ui.painter(), centre, t.them);
    }
}

/// The sign of a contract that ends within a year.
pub fn short_sign(painter: &egui::Painter, centre: egui::Pos2, colour: egui::Color32) {
    let points = vec![
        centre + vec2(0.0, -4.0),
        centre + vec2(4.5, 4.0),
        centre + vec2(-4.5, 4.0),
    ];
    let stroke = egui::Stroke::NONE;
    painter.add(egui::Shape::convex_polygon(points, colour, stroke));
}

fn text_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, rect: Rect, row: &Row, column: Column) {
    let t = Tokens::of(ui);
    let text = row.text(column);
    let (words, ink) = if text.is_empty() {
        ("—", t.ctl)
    } else {
        (&*text, t.text)
    };
    let mark = match ctx.mark_of_cell(row, column) {
        MarkKind::Disputed if !text.is_empty() => Some(MarkKind::Disputed),
        MarkKind::Unsourced if !text.is_empty() => Some(MarkKind::Unsourced),
        _ => None,
    };
    let room = rect.width() - if mark.is_some() { size::MARK_SLOT } else { 0.0 };
    let words = paint::line(ui, words, Type::Body, ink, room);
    paint::put_left(ui.painter(), rect.left(), rect, &words);
    if let Some(mark) = mark {
        let slot = rect.with_min_x(rect.right() - size::MARK_SLOT);
        mark.paint_in_slot(ui.painter(), t, slot);
    }
}
