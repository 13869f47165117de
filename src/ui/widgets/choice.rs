//! Joined segments, of which one is chosen.

use eframe::egui;
use egui::{CornerRadius, EventFilter, Key, Modifiers, Rect, Response, Role, Sense};
use egui::{StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::paint::{self, Face};
use crate::ui::tokens::{Tokens, Type, radius, size, space};

/// Shows the segments; Left and Right move the choice. True if another one was chosen.
///
/// `label` says what is chosen: “Count”.
pub fn choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    items: &[(T, &str)],
    chosen: &mut T,
) -> bool {
    choice_with_face(ui, label, items, chosen, Face::Live)
}

/// As [`choice`], drawn in one state for the gallery.
pub fn choice_with_face<T: PartialEq + Clone>(
    ui: &mut Ui,
    label: &str,
    items: &[(T, &str)],
    chosen: &mut T,
    face: Face,
) -> bool {
    let widths: Vec<f32> = items
        .iter()
        .map(|(_, words)| segment_width(ui, words))
        .collect();
    let wanted = Vec2::new(widths.iter().sum(), size::CONTROL);
    let (rect, group) = ui.allocate_exact_size(wanted, Sense::focusable_noninteractive());
    let at = items.iter().position(|(item, _)| item == chosen);
    let words = at
        .and_then(|at| items.get(at))
        .map_or("none", |item| item.1);
    group.widget_info(|| {
        let name = format!("{label}, {words}");
        WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), name)
    });

    let mut next = at;
    let mut segments = Vec::with_capacity(items.len());
    let mut left = rect.left();
    for (idx, ((_, words), width)) in items.iter().zip(&widths).enumerate() {
        let place = Rect::from_min_size(pos2(left, rect.top()), Vec2::new(*width, rect.height()));
        // One Tab stop for all of them: the segments take clicks but no focus.
        let response = ui.interact(place, group.id.with(idx), Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), at == Some(idx), words)
        });
        if response.clicked() {
            next = Some(idx);
        }
        segments.push((place, *words, response));
        left += width;
    }
    if group.has_focus() {
        next = moved_by_keys(ui, &group, next, items.len());
    }
    if ui.is_rect_visible(rect) {
        paint_segments(ui, rect, &segments, at);
        if group.has_focus() || face == Face::Focus {
            paint::focus_ring(ui, rect, radius::CONTROL);
        }
    }
    match next.filter(|_| next != at).and_then(|next| items.get(next)) {
        Some((item, _)) => {
            *chosen = item.clone();
            ui.ctx().request_repaint();
            true
        }
        None => false,
    }
}

/// Wide enough for the SemiBold of the chosen one, so that choosing moves nothing.
fn segment_width(ui: &Ui, words: &str) -> f32 {
    let ink = Tokens::of(ui).text;
    let galley = paint::line(ui, words, Type::Strong, ink, f32::INFINITY);
    (galley.size().x + 2.0 * space::S).ceil()
}

fn moved_by_keys(ui: &Ui, group: &Response, at: Option<usize>, count: usize) -> Option<usize> {
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(group.id, filter);
    });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = count.checked_sub(1)?;
    if pressed(Key::ArrowRight) {
        Some(at.map_or(0, |at| (at + 1).min(last)))
    } else if pressed(Key::ArrowLeft) {
        Some(at.map_or(last, |at| at.saturating_sub(1)))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        at
    }
}

fn paint_segments(ui: &Ui, rect: Rect, segments: &[(Rect, &str, Response)], at: Option<usize>) {
    let t = Tokens::of(ui);
    let painter = ui.painter();
    let corner = CornerRadius::same(radius::CONTROL);
    painter.rect_filled(rect, corner, t.panel);
    let last = segments.len().saturating_sub(1);
    for (idx, (place, words, response)) in segments.iter().enumerate() {
        let on = at == Some(idx);
        let fill = match (on, response.hovered()) {
            (true, _) => t.sel,
            (false, true) => t.hover,
            (false, false) => t.panel,
        };
        painter.rect_filled(*place, ends(idx == 0, idx == last), fill);
        if idx > 0 {
            painter.vline(place.left(), place.y_range(), t.rule());
        }
        let (kind, ink) = if on {
            (Type::Strong, t.text)
        } else {
            (Type::Body, t.text2)
        };
        let galley = paint::line(ui, words, kind, ink, f32::INFINITY);
        let left = place.center().x - galley.size().x / 2.0;
        paint::put_left(painter, left, *place, &galley);
    }
    painter.rect_stroke(rect, corner, t.strong_rule(), StrokeKind::Inside);
}

/// Round corners at the ends of the row only.
fn ends(first: bool, last: bool) -> CornerRadius {
    let round = |end: bool| if end { radius::CONTROL } else { 0 };
    CornerRadius {
        nw: round(first),
        sw: round(first),
        ne: round(last),
        se: round(last),
    }
}
