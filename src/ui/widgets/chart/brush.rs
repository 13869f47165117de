//! A rectangle drawn over a chart, to take what lies in it.

use eframe::egui;
use egui::{CornerRadius, Rect, Stroke, StrokeKind, Ui};

use super::ChartResponse;
use crate::chart::scene;
use crate::ui::tokens::Tokens;

/// Smaller than this it was a click whose hand shook.
const LEAST: f32 = 4.0;

/// Draws the rectangle while the chart is dragged; returns it, in the scene's own measure, once it
/// is let go.
pub fn brush_ui(ui: &Ui, chart: &ChartResponse) -> Option<scene::Rect> {
    let id = chart.response.id.with("brush");
    if chart.response.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin());
        ui.data_mut(|data| data.insert_temp(id, from));
    }
    let held = chart.response.dragged() || chart.response.drag_stopped();
    let from: egui::Pos2 = ui.data(|data| data.get_temp::<Option<egui::Pos2>>(id))??;
    let to = chart.response.interact_pointer_pos().filter(|_| held)?;
    let rect = Rect::from_two_pos(from, to).intersect(chart.response.rect);
    if chart.response.drag_stopped() {
        ui.data_mut(|data| data.remove::<Option<egui::Pos2>>(id));
        let corner = chart.in_scene(rect.min);
        let large = rect.width() >= LEAST && rect.height() >= LEAST;
        return large.then(|| scene::Rect::new(corner.x, corner.y, rect.width(), rect.height()));
    }
    let accent = Tokens::of(ui).accent;
    let corner = CornerRadius::same(1);
    ui.painter()
        .rect_filled(rect, corner, accent.gamma_multiply(0.12));
    let stroke = Stroke::new(1.0, accent);
    ui.painter()
        .rect_stroke(rect, corner, stroke, StrokeKind::Inside);
    None
}
