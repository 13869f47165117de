//! Strokes and lines of text that several widgets share.

use std::sync::Arc;

use eframe::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, CornerRadius, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui};

use crate::ui::tokens::{Tokens, Type, radius};

/// How a widget is drawn: as it is, or in one state for the gallery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// As pointer and keyboard have it.
    #[default]
    Live,
    /// As if the pointer were on it.
    Hover,
    /// As if it had the keyboard.
    Focus,
    /// As if the button were held down.
    Pressed,
}

/// The ring that shows where the keyboard is: 2 px, 1 px outside the control.
pub fn focus_ring(ui: &Ui, rect: Rect, corner: u8) {
    ui.painter().rect_stroke(
        rect.expand(1.0),
        CornerRadius::same(corner + 1),
        Stroke::new(2.0, Tokens::of(ui).accent),
        StrokeKind::Outside,
    );
}

/// The ring of a row or cell: 2 px inside, for what stands edge to edge with its neighbours.
pub fn focus_ring_inside(ui: &Ui, rect: Rect) {
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(radius::CONTROL),
        Stroke::new(2.0, Tokens::of(ui).accent),
        StrokeKind::Inside,
    );
}

/// One line of text, cut with … where it passes `width`.
pub fn line(ui: &Ui, text: &str, kind: Type, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), kind.font(), colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Text that wraps at `width`.
pub fn block(ui: &Ui, text: &str, kind: Type, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), kind.font(), colour, width.max(0.0));
    for section in &mut job.sections {
        section.format.line_height = Some(kind.line_height());
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Puts a line at the left, centred in height.
pub fn put_left(painter: &Painter, left: f32, rect: Rect, galley: &Arc<Galley>) {
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(
        Pos2::new(left, top),
        Arc::clone(galley),
        Color32::PLACEHOLDER,
    );
}

/// Puts a line with its end at `right`, centred in height.
pub fn put_right(painter: &Painter, right: f32, rect: Rect, galley: &Arc<Galley>) {
    put_left(painter, right - galley.size().x, rect, galley);
}

/// A rule along the lower edge.
pub fn rule_below(painter: &Painter, rect: Rect, stroke: Stroke) {
    painter.hline(rect.x_range(), rect.bottom() - stroke.width / 2.0, stroke);
}

/// A dashed rectangle with square corners.
pub fn dashed_rect(painter: &Painter, rect: Rect, stroke: Stroke, on: f32, off: f32) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(&corners, stroke, on, off));
}
