//! The dots of the scatter by keyboard: one Tab stop, arrow keys from dot to dot, Space to mark.

use eframe::egui;
use egui::{EventFilter, Key, Modifiers, Role, Sense, Stroke, WidgetInfo};

use super::scatter::{Built, ScatterState};
use crate::chart::scatter::Side;
use crate::domain::stats::StatTable;
use crate::ui::tokens::Tokens;
use crate::ui::widgets::chart::ChartResponse;
use crate::ui::widgets::paint;

const SIDES: [(Key, Side); 4] = [
    (Key::ArrowLeft, Side::Left),
    (Key::ArrowRight, Side::Right),
    (Key::ArrowUp, Side::Up),
    (Key::ArrowDown, Side::Down),
];

/// The Tab stop of the dots, and rings around those that are marked; true if they are to be added
/// to the comparison.
pub(super) fn dots_ui(
    ui: &egui::Ui,
    scatter: &mut ScatterState,
    built: &Built,
    table: &StatTable,
    shown: &ChartResponse,
) -> bool {
    let id = shown.response.id.with("dots");
    let stop = ui.interact(shown.response.rect, id, Sense::focusable_noninteractive());
    let focused = stop.has_focus();
    scatter.cursor = scatter.cursor.filter(|dot| *dot < built.rows.len());
    let mut add = false;
    if focused {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keys()));
        scatter.cursor = scatter.cursor.or_else(|| built.chart.middle(&built.dots));
        add = keys_ui(ui, scatter, built);
    }
    stop.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, words(scatter, built, table)));
    rings_ui(ui, scatter, built, shown);
    let at_cursor = scatter.cursor.filter(|_| focused);
    if let Some(place) = at_cursor.and_then(|dot| built.chart.place_of(&built.dots, dot)) {
        let ring = egui::Rect::from_center_size(shown.on_screen(place), egui::Vec2::splat(12.0));
        paint::focus_ring_inside(ui, ring);
        name_ui(ui, scatter, built, table, shown.on_screen(place));
    }
    add
}

/// Arrow keys stay with the dots; Esc and Tab lead away.
fn keys() -> EventFilter {
    EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    }
}

fn keys_ui(ui: &egui::Ui, scatter: &mut ScatterState, built: &Built) -> bool {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, side) in SIDES {
        if pressed(key) {
            let from = scatter.cursor;
            let next = from.and_then(|dot| built.chart.beside(&built.dots, dot, side));
            scatter.cursor = next.or(from);
        }
    }
    let row = scatter.cursor.and_then(|dot| built.rows.get(dot)).copied();
    if pressed(Key::Space)
        && let Some(row) = row
    {
        match scatter.brushed.iter().position(|other| *other == row) {
            Some(place) => drop(scatter.brushed.remove(place)),
            None => scatter.brushed.push(row),
        }
    }
    pressed(Key::Enter) && row.is_some()
}

/// "Dots of the pool, Jan Vertonghen, Tottenham Hotspur, marked".
fn words(scatter: &ScatterState, built: &Built, table: &StatTable) -> String {
    let mut words = "Dots of the pool".to_owned();
    let row = scatter.cursor.and_then(|dot| built.rows.get(dot)).copied();
    if let Some((row, found)) = row.and_then(|row| Some((row, table.rows.get(row)?))) {
        words = format!("{words}, {}, {}", found.name, found.club);
        if scatter.brushed.contains(&row) {
            words.push_str(", marked");
        }
    }
    words
}

fn rings_ui(ui: &egui::Ui, scatter: &ScatterState, built: &Built, shown: &ChartResponse) {
    let stroke = Stroke::new(1.5, Tokens::of(ui).accent);
    for (dot, row) in built.rows.iter().enumerate() {
        if scatter.brushed.contains(row)
            && let Some(place) = built.chart.place_of(&built.dots, dot)
        {
            let centre = shown.on_screen(place);
            ui.painter().circle_stroke(centre, 4.5, stroke);
        }
    }
}

/// The name beside the dot, as the pointer would show it.
fn name_ui(
    ui: &egui::Ui,
    scatter: &ScatterState,
    built: &Built,
    table: &StatTable,
    at: egui::Pos2,
) {
    let row = scatter.cursor.and_then(|dot| built.rows.get(dot));
    let Some(row) = row.and_then(|row| table.rows.get(*row)) else {
        return;
    };
    let anchor = egui::Rect::from_center_size(at, egui::Vec2::splat(12.0));
    egui::Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        ui.scope_id().with("dot at the keyboard"),
        anchor,
    )
    .show(|ui| super::scatter::player_ui(ui, &row));
}
