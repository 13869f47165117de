//! The rail: the screens, with their keys.

use eframe::egui;
use egui::{Align2, Rect, Role, Sense, Vec2, WidgetInfo, pos2};

use super::ViewCtx;
use super::icons::Icon;
use super::state::{Screen, ViewState};
use super::tokens::{Tokens, Type, size};
use super::widgets::paint;
use crate::editor::action::Action;

const ITEMS: [(Screen, Icon, Action); 6] = [
    (Screen::Overview, Icon::Overview, Action::Overview),
    (Screen::Players, Icon::Players, Action::Players),
    (Screen::Compare, Icon::Compare, Action::Compare),
    (Screen::Negotiate, Icon::Negotiate, Action::Negotiate),
    (Screen::Data, Icon::Data, Action::Data),
    (Screen::Sources, Icon::Sources, Action::Sources),
];

/// The rail.
pub fn rail_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(8.0);
    for (screen, icon, action) in ITEMS {
        let on =
            screen == view.screen || (screen == Screen::Players && view.screen == Screen::Profile);
        if item_ui(ui, ctx.narrow, icon, action, on) {
            view.show(screen);
        }
    }
    let t = Tokens::of(ui);
    let edge = ui.max_rect().right() - 0.5;
    ui.painter()
        .vline(edge, ui.max_rect().y_range(), t.strong_rule());
}

fn item_ui(ui: &mut egui::Ui, narrow: bool, icon: Icon, action: Action, on: bool) -> bool {
    let t = Tokens::of(ui);
    let height = if narrow {
        size::NARROW_RAIL_ROW
    } else {
        size::RAIL_ROW
    };
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, on, action.label()));
    let painter = ui.painter();
    if on {
        painter.rect_filled(rect, 0, t.sel);
        painter.rect_filled(
            Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height())),
            0,
            t.accent,
        );
    } else if response.hovered() {
        painter.rect_filled(rect, 0, t.hover);
    }
    let (icon_tint, text) = if on {
        (t.accent, t.text)
    } else {
        (t.text2, t.text2)
    };
    if narrow {
        icon.paint_at(
            painter,
            pos2(rect.center().x, rect.top() + 15.0),
            16.0,
            icon_tint,
        );
        let at = pos2(rect.center().x, rect.bottom() - 6.0);
        painter.text(
            at,
            Align2::CENTER_BOTTOM,
            action.label(),
            Type::Key.font(),
            text,
        );
    } else {
        icon.paint_at(
            painter,
            pos2(rect.left() + 20.0, rect.center().y),
            16.0,
            icon_tint,
        );
        let font = if on {
            Type::Strong.font()
        } else {
            Type::Body.font()
        };
        painter.text(
            pos2(rect.left() + 38.0, rect.center().y),
            Align2::LEFT_CENTER,
            action.label(),
            font,
            text,
        );
        let digit = action.keys().trim_start_matches("Ctrl+");
        let at = pos2(rect.right() - 12.0, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, digit, Type::Note.font(), t.text3);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui, rect);
    }
    response
        .on_hover_text(format!("{}  {}", action.label(), action.keys()))
        .clicked()
}
