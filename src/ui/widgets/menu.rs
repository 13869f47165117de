//! A button that opens a list of commands, and the rows of that list.

use eframe::egui;
use egui::{
    CornerRadius, InnerResponse, Key, Popup, PopupCloseBehavior, Response, Role, Sense, Ui, Vec2,
    WidgetInfo,
};

use super::button::Button;
use super::paint;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

/// Words and a chevron; a click opens `content` below, a choice or Esc closes it.
pub fn menu_button<R>(
    ui: &mut Ui,
    text: &str,
    content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<Option<R>> {
    let response = Button::quiet(text).chevron().ui(ui);
    menu_below(&response, content)
}

/// A menu that opens below any button, such as one that is a sign only.
pub fn menu_below<R>(
    response: &Response,
    content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<Option<R>> {
    let inner = Popup::menu(response).gap(2.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui)
    });
    InnerResponse::new(inner.map(|shown| shown.inner), response.clone())
}

/// A sheet that opens below a button: several things may be done in it until a click outside or Esc
/// closes it. Esc gives the keyboard back to the button.
pub fn sheet_below<R>(
    button: &Response,
    name: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let was_open = is_sheet_open(button);
    let shown = Popup::from_toggle_button_response(button)
        .gap(2.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(name)
        .show(|ui| {
            ui.set_width(width);
            content(ui)
        });
    let escaped = button.ctx.input(|input| input.key_pressed(Key::Escape));
    if was_open && escaped && !is_sheet_open(button) {
        button.request_focus();
    }
    shown.map(|shown| shown.inner)
}

/// True while the sheet of a button is open.
pub fn is_sheet_open(button: &Response) -> bool {
    Popup::is_id_open(&button.ctx, Popup::default_response_id(button))
}

/// One command of a menu, with the keys that do the same at the right.
pub fn menu_item(ui: &mut Ui, text: &str, shortcut: &str) -> Response {
    item(ui, text, shortcut, None)
}

/// One command of a menu that cannot be given now; the reason stands in place of the keys.
pub fn menu_item_off(ui: &mut Ui, text: &str, reason: &str) -> Response {
    item(ui, text, "", Some(reason))
}

fn item(ui: &mut Ui, text: &str, shortcut: &str, off: Option<&str>) -> Response {
    let t = Tokens::of(ui);
    let ink = if off.is_some() { t.text3 } else { t.text };
    let words = paint::line(ui, text, Type::Body, ink, f32::INFINITY);
    let right = paint::line(
        ui,
        off.unwrap_or(shortcut),
        Type::Note,
        t.text3,
        f32::INFINITY,
    );
    let gap = if right.size().x > 0.0 { space::XL } else { 0.0 };
    let natural = words.size().x + gap + right.size().x + 2.0 * space::S;
    let width = natural.max(ui.available_width()).ceil();
    let sense = if off.is_some() {
        Sense::hover()
    } else {
        Sense::click()
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::ROW), sense);
    response.widget_info(|| {
        let name = off.map_or_else(|| text.to_owned(), |off| format!("{text}, {off}"));
        WidgetInfo::labeled(Role::MenuItem, off.is_none(), name)
    });
    if ui.is_rect_visible(rect) {
        if off.is_none() && (response.hovered() || response.has_focus()) {
            let corner = CornerRadius::same(radius::CONTROL);
            ui.painter().rect_filled(rect, corner, t.sel);
        }
        if response.has_focus() {
            paint::focus_ring_inside(ui, rect);
        }
        paint::put_left(ui.painter(), rect.left() + space::S, rect, &words);
        paint::put_right(ui.painter(), rect.right() - space::S, rect, &right);
    }
    response
}
