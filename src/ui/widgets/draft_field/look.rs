//! How a field looks in each of its states.

use eframe::egui;
use egui::epaint::{RectShape, Shape};
use egui::{Color32, CornerRadius, Margin, Rect, Stroke, StrokeKind, Ui, Vec2, pos2};

use super::FieldLook;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::paint;

/// What decides how a field is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldState<'a> {
    pub look: FieldLook,
    pub unit: &'a str,
    pub mark: Option<MarkKind>,
    pub icon: Option<Icon>,
    pub enabled: bool,
    pub hovered: bool,
    pub focused: bool,
    pub invalid: bool,
    pub multiline: bool,
}

impl FieldState<'_> {
    /// Room between the edge of the field and its text.
    pub fn margin(&self, ui: &Ui) -> Margin {
        let side = match self.look {
            FieldLook::Boxed => 8,
            FieldLook::Plain => 0,
        };
        let vertical = if self.multiline { 4 } else { 2 };
        Margin {
            left: side,
            right: side.saturating_add(whole(self.right_room(ui))),
            top: vertical,
            bottom: vertical,
        }
    }

    /// Room for whatever stands inside at the right.
    fn right_room(&self, ui: &Ui) -> f32 {
        if self.mark.is_some() && self.look == FieldLook::Plain {
            // The slot keeps its width in every state, so the digits stay where they are.
            return size::MARK_SLOT;
        }
        if self.invalid || self.icon.is_some() {
            return 14.0 + 6.0;
        }
        if self.mark.is_some() {
            return size::MARK_SLOT;
        }
        if self.unit.is_empty() {
            return 0.0;
        }
        let unit = paint::line(ui, self.unit, Type::Body, Color32::WHITE, f32::INFINITY);
        unit.size().x.ceil() + 6.0
    }

    /// The box that is drawn; a field that rests as plain text has its box around the text, so
    /// that the text stands still when the box appears.
    pub fn frame(&self, rect: Rect) -> Rect {
        match self.look {
            FieldLook::Boxed => rect,
            FieldLook::Plain => rect.expand2(Vec2::new(space::XS, -1.0)),
        }
    }

    /// Ground and edge, drawn below the text.
    pub fn ground(&self, ui: &Ui, rect: Rect) -> Shape {
        let t = Tokens::of(ui);
        let boxed = self.look == FieldLook::Boxed;
        let (fill, edge) = match () {
            () if !self.enabled && boxed => (t.raised, t.line),
            () if !self.enabled => return Shape::Noop,
            () if self.focused && self.invalid => (t.panel, t.error),
            () if self.focused => (t.panel, t.accent),
            () if self.invalid => (t.panel, t.error),
            () if self.hovered => (t.hover, t.ctl),
            () if boxed => (t.panel, t.ctl),
            () => return Shape::Noop,
        };
        let frame = self.frame(rect);
        let corner = CornerRadius::same(radius::CONTROL);
        let dashed = boxed && self.mark == Some(MarkKind::Assumed) && !self.focused;
        if dashed && !self.invalid && self.enabled {
            let inset = frame.shrink(0.5);
            let corners = [
                inset.left_top(),
                inset.right_top(),
                inset.right_bottom(),
                inset.left_bottom(),
                inset.left_top(),
            ];
            let mut shapes = vec![RectShape::filled(frame, corner, fill).into()];
            shapes.extend(Shape::dashed_line(
                &corners,
                Stroke::new(1.0, edge),
                3.0,
                2.0,
            ));
            return Shape::Vec(shapes);
        }
        RectShape::new(
            frame,
            corner,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        )
        .into()
    }

    /// Ring and signs, drawn above the text.
    pub fn overlay(&self, ui: &Ui, rect: Rect) {
        let t = Tokens::of(ui);
        let painter = ui.painter();
        let inset = match self.look {
            FieldLook::Boxed => 8.0,
            FieldLook::Plain => 0.0,
        };
        let right = rect.right() - inset;
        let top_line = Rect::from_min_size(rect.min, Vec2::new(rect.width(), size::CONTROL));
        let centre = |width: f32| pos2(right - width / 2.0, top_line.center().y);
        match (self.invalid, self.mark, self.icon) {
            (true, _, _) => Icon::Error.paint_at(painter, centre(14.0), 14.0, t.error),
            (false, Some(mark), _) => mark.paint(painter, t, centre(size::MARK)),
            (false, None, Some(icon)) => icon.paint_at(painter, centre(14.0), 14.0, t.text3),
            (false, None, None) if !self.unit.is_empty() => {
                let unit = paint::line(ui, self.unit, Type::Body, t.text3, f32::INFINITY);
                paint::put_right(painter, right, top_line, &unit);
            }
            (false, None, None) => {}
        }
        if self.focused {
            paint::focus_ring(ui, self.frame(rect), radius::CONTROL);
        }
    }
}

/// Margins of the toolkit are whole points up to 127.
fn whole(points: f32) -> i8 {
    points.ceil().clamp(0.0, 100.0) as i8
}
