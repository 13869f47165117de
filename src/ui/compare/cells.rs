//! How one cell looks, what it is called, and what its hover tells.

use eframe::egui;
use egui::{Color32, CornerRadius, Rect, pos2, vec2};

use crate::chart::matrix::{bar_of, ink};
use crate::domain::compare::{Cell, Column, GroupKey, Look, Rest, Row, RowKind, Sheet, Shown};
use crate::domain::figures::{span, whole};
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, paint_value};
use crate::ui::widgets::chart::colour;
use crate::ui::widgets::paint;

/// The small bars of minutes and months, in a wide and in a narrow column.
const BAR: egui::Vec2 = vec2(28.0, 6.0);
const NARROW_BAR: f32 = 18.0;

/// The name of a cell for screen readers: "Konaté, Interceptions per 90 0.60, rank 5 of 6,
/// percentile 31".
pub(super) fn spoken(sheet: &Sheet, column: &Column, row: &Row, cell: &Cell, look: Look) -> String {
    let mut name = format!("{}, {}", column.short, row.label);
    if cell.is_empty() {
        let why = cell
            .why
            .as_ref()
            .map_or_else(String::new, |why| why.words());
        return format!("{name}, {why}");
    }
    name = format!("{name} {}", cell.text);
    if let Some(rank) = cell.rank {
        let ranked = row.cells.iter().filter(|cell| cell.rank.is_some()).count();
        name = format!("{name}, rank {rank} of {ranked}");
    }
    if let Some(percentile) = cell.percentile {
        name = format!("{name}, percentile {percentile:.0}");
    }
    let against = sheet.columns.iter().find(|column| column.is_baseline);
    if let (Shown::Differences, Some(delta), Some(baseline)) = (look.shown, &cell.delta, against) {
        name = format!("{name}, {delta} against {}", baseline.short);
    }
    if cell.is_close {
        name.push_str(", not told apart");
    }
    if let Some(warning) = &cell.warning {
        name = format!("{name}, {warning}");
    }
    name
}

/// Draws a cell.
pub(super) fn paint_cell(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    (group, row): (GroupKey, &Row),
    (column, cell): (&Column, &Cell),
    place: Rect,
    look: Look,
) {
    let inner = place.shrink2(vec2(space::XS, 0.0));
    if cell.is_empty() {
        paint_reason(ui, cell, inner);
        return;
    }
    let t = Tokens::of(ui);
    let (tint, is_strong) = ink(row, column, cell);
    let ink = colour(t, tint);
    let kind = if is_strong { Type::Strong } else { Type::Body };
    if let Some((share, tint)) = bar_of(row, cell) {
        bar_ui(ui, inner, share, colour(t, tint));
    }
    let is_figure = matches!(group, GroupKey::Metrics(_) | GroupKey::Other);
    match row.kind {
        RowKind::Figure | RowKind::Words if !is_figure || row.kind == RowKind::Words => {
            paint_value(ui, inner, &cell.shown(look), mark(ctx, cell), kind, ink);
        }
        _ => figure_ui(ui, inner, cell, (kind, ink), look),
    }
}

/// A figure of the game: `~`, the figure, and its rank in the slot.
fn figure_ui(ui: &egui::Ui, inner: Rect, cell: &Cell, (kind, ink): (Type, Color32), look: Look) {
    let t = Tokens::of(ui);
    let right = inner.right() - size::MARK_SLOT;
    let text = cell.shown(look);
    let words = paint::line(ui, &text, kind, ink, right - inner.left());
    paint::put_right(ui.painter(), right, inner, &words);
    if cell.is_close {
        let sign = paint::line(ui, "~", Type::Body, t.text3, 12.0);
        paint::put_right(ui.painter(), right - words.size().x - 3.0, inner, &sign);
    }
    if cell.warning.is_some() {
        let centre = pos2(inner.right() - 6.0, inner.center().y);
        Icon::Warning.paint_at(ui.painter(), centre, 12.0, t.warn);
    } else if let Some(rank) = cell.rank {
        let words = paint::line(ui, &rank.to_string(), Type::Note, t.text3, size::MARK_SLOT);
        paint::put_left(ui.painter(), right + 6.0, inner, &words);
    }
}

fn bar_ui(ui: &egui::Ui, inner: Rect, share: f32, fill: Color32) {
    let t = Tokens::of(ui);
    let corner = CornerRadius::same(radius::BAR);
    let whole = if inner.width() < 3.0 * BAR.x {
        NARROW_BAR
    } else {
        BAR.x
    };
    let track = Rect::from_min_size(
        pos2(inner.left() - 2.0, inner.center().y - BAR.y / 2.0),
        vec2(whole, BAR.y),
    );
    ui.painter().rect_filled(track, corner, t.track);
    let width = whole * share;
    ui.painter()
        .rect_filled(track.with_max_x(track.left() + width), corner, fill);
}

fn paint_reason(ui: &egui::Ui, cell: &Cell, inner: Rect) {
    let t = Tokens::of(ui);
    let short = cell.why.as_ref().map_or("—", |why| why.short());
    let ink = if short == "—" { t.ctl } else { t.text3 };
    let words = paint::line(ui, short, Type::Body, ink, inner.width());
    paint::put_right(ui.painter(), inner.right() - size::MARK_SLOT, inner, &words);
}

/// The mark of what a cell rests on.
fn mark(ctx: &ViewCtx<'_>, cell: &Cell) -> MarkKind {
    match &cell.rest {
        Some(Rest::Stated(basis)) => ctx.mark(basis, false),
        Some(Rest::Derived) => MarkKind::Derived,
        Some(Rest::Assumed) => MarkKind::Assumed,
        None => MarkKind::Missing,
    }
}

/// What holds for a whole row: how it is spread in the pool, and how it was adjusted.
pub fn row_lines(row: &Row) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(row.adjustment.clone());
    if let Some(spread) = &row.spread {
        lines.push(format!(
            "In the pool, n = {}: 5th to 95th {}, median {:.*}",
            spread.n,
            span((spread.low, spread.high), row.decimals),
            row.decimals,
            spread.median
        ));
    }
    lines
}

/// Everything that is to be said about a cell.
pub(super) fn hover_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    sheet: &Sheet,
    (column, row, cell): (&Column, &Row, &Cell),
) {
    let t = Tokens::of(ui);
    ui.set_max_width(340.0);
    let value = if cell.is_empty() {
        cell.why
            .as_ref()
            .map_or_else(String::new, |why| why.words())
    } else {
        cell.text.clone()
    };
    ui.label(Type::Strong.rich(format!("{}, {}  {value}", column.short, row.label)));
    for line in lines(ctx, sheet, column, row, cell) {
        ui.label(Type::Note.rich(line).color(t.text2));
    }
}

/// What is to be said of a cell, a line each: sample, interval, rank, pool, source, rule.
pub fn lines(
    ctx: &ViewCtx<'_>,
    sheet: &Sheet,
    column: &Column,
    row: &Row,
    cell: &Cell,
) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(cell.warning.clone());
    if let Some(counted) = cell.counted {
        let what = if row.kind == RowKind::Rate {
            "attempts"
        } else {
            "counted"
        };
        let minutes = column.minutes.map_or_else(String::new, |minutes| {
            format!(" in {} minutes", whole(minutes))
        });
        lines.push(format!("{} {what}{minutes}", whole(counted)));
    }
    if let Some(interval) = cell.interval {
        lines.push(format!("90 % interval {}", span(interval, row.decimals)));
    }
    if let Some(rank) = cell.rank {
        lines.push(format!(
            "Rank {rank} of {}",
            row.cells.iter().filter(|cell| cell.rank.is_some()).count()
        ));
    }
    if let (Some(percentile), Some(pool)) = (cell.percentile, &sheet.pool) {
        let interval = cell
            .percentile_interval
            .map_or_else(String::new, |ends| format!(", interval {}", span(ends, 0)));
        lines.push(format!(
            "Percentile {percentile:.0}{interval} of {}, n = {}",
            pool.name, pool.n
        ));
    }
    lines.extend(
        cell.no_percentile
            .as_ref()
            .map(|why| format!("No percentile: {why}")),
    );
    let baseline = sheet.columns.iter().find(|column| column.is_baseline);
    if let (Some(delta), Some(baseline)) = (&cell.delta, baseline) {
        lines.push(format!("{delta} against {}", baseline.short));
    }
    match &cell.rest {
        Some(Rest::Stated(basis)) => lines.push(ctx.source_words(basis)),
        Some(Rest::Derived) => lines.push("Derived".to_owned()),
        Some(Rest::Assumed) => lines.push("Rests on assumptions of ours".to_owned()),
        None => {}
    }
    if let (Some(season), Some(provider), true) =
        (column.season, &column.provider, row.kind.is_counted())
    {
        lines.push(format!(
            "{}, {}, {provider}",
            season.long(),
            column.played_in
        ));
    }
    lines.push(row.definition.clone());
    lines.retain(|line| !line.is_empty());
    lines
}
