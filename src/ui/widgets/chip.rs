//! Chips: a word in a pill, 18 high, that may be switched or taken away.

use eframe::egui;
use egui::{CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, space};

const HEIGHT: f32 = 18.0;
const CROSS: f32 = 14.0;

/// A chip that only says something.
pub fn chip(ui: &mut Ui, text: &str) -> Response {
    show(ui, text, text, Sense::hover(), Role::Label, None, false)
}

/// A chip that a click switches on or off; the caller keeps the state.
pub fn switch_chip(ui: &mut Ui, text: &str, on: bool) -> Response {
    show(
        ui,
        text,
        text,
        Sense::click(),
        Role::CheckBox,
        Some(on),
        false,
    )
}

/// A chip that a click takes away, such as one part of a filter.
pub fn removable_chip(ui: &mut Ui, text: &str) -> Response {
    let name = format!("Remove {text}");
    show(ui, text, &name, Sense::click(), Role::Button, None, true)
}

fn show(
    ui: &mut Ui,
    text: &str,
    name: &str,
    sense: Sense,
    role: Role,
    on: Option<bool>,
    cross: bool,
) -> Response {
    let t = Tokens::of(ui);
    let ink = if on == Some(true) { t.text } else { t.text2 };
    let words = paint::line(ui, text, Type::Note, ink, f32::INFINITY);
    let extra = if cross { CROSS } else { 0.0 };
    let wanted = Vec2::new((words.size().x + 2.0 * space::DENSE + extra).ceil(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, sense);
    response.widget_info(|| match on {
        Some(on) => WidgetInfo::selected(role, ui.is_enabled(), on, name),
        None => WidgetInfo::labeled(role, ui.is_enabled(), name),
    });
    if ui.is_rect_visible(rect) {
        let hovered = response.hovered() && sense.interactive();
        let fill = match (on, hovered) {
            (Some(true), _) => t.sel,
            (_, true) => t.hover,
            _ => t.panel,
        };
        let edge = if hovered { t.ctl } else { t.line2 };
        ui.painter().rect(
            rect,
            CornerRadius::same(radius::CHIP),
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        paint::put_left(ui.painter(), rect.left() + space::DENSE, rect, &words);
        if cross {
            let centre = pos2(rect.right() - space::DENSE - 4.0, rect.center().y);
            Icon::Close.paint_at(ui.painter(), centre, 10.0, t.text3);
        }
        if response.has_focus() {
            paint::focus_ring(ui, rect, radius::CHIP);
        }
    }
    response
}
