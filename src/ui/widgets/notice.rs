//! A notice: what happened or failed, and the one thing to do about it.

use eframe::egui;
use egui::{Align2, Area, Color32, CornerRadius, Frame, Id, Margin, Order, Role, Sense, Stroke};
use egui::{Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::button::{Button, icon_button};
use super::paint;
use super::rows::Sign;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

/// The widest notice; longer words wrap.
const WIDTH: f32 = 420.0;
const LOWEST: f32 = 36.0;

/// What one notice says.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// Its shape and colour.
    pub sign: Sign,
    /// What was tried, why it failed, what became of the work.
    pub text: &'a str,
    /// The one thing that the user can do.
    pub action: Option<&'a str>,
}

/// What the user did with a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeReply {
    /// Nothing yet.
    #[default]
    None,
    /// Took its action.
    Act,
    /// Closed it.
    Close,
}

impl Notice<'_> {
    /// Shows it, 36 high or as high as its words.
    pub fn ui(self, ui: &mut Ui) -> NoticeReply {
        let t = Tokens::of(ui);
        let width = WIDTH.min(ui.available_width());
        let action_width = self.action.map_or(0.0, |action| {
            paint::line(ui, action, Type::Strong, t.text, f32::INFINITY)
                .size()
                .x
                + 2.0 * space::S
                + space::S
        });
        let room = width - 2.0 * space::M - 14.0 - space::S - action_width - size::CONTROL;
        let words = paint::block(ui, self.text, Type::Body, t.text, room);
        let height = (words.size().y + 20.0).max(LOWEST);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let role = if self.sign == Sign::Error {
            Role::Alert
        } else {
            Role::Status
        };
        response.widget_info(|| {
            WidgetInfo::labeled(role, true, format!("{}, {}", self.sign.word(), self.text))
        });

        let edge = match self.sign {
            Sign::Error => t.error,
            Sign::Warning | Sign::Note => t.line2,
        };
        let corner = CornerRadius::same(radius::FLOAT);
        ui.painter().add(t.shadow.as_shape(rect, corner));
        ui.painter().rect(
            rect,
            corner,
            t.panel,
            Stroke::new(1.0, edge),
            egui::StrokeKind::Inside,
        );
        let centre = pos2(rect.left() + space::M + 7.0, rect.center().y);
        self.sign
            .icon()
            .paint_at(ui.painter(), centre, 14.0, self.sign.colour(t));
        let left = rect.left() + space::M + 14.0 + space::S;
        let top = rect.center().y - words.size().y / 2.0;
        ui.painter()
            .galley(pos2(left, top), words, Color32::PLACEHOLDER);
        self.reply_ui(ui, rect)
    }

    fn reply_ui(self, ui: &mut Ui, rect: egui::Rect) -> NoticeReply {
        let right = rect.shrink2(vec2(6.0, (rect.height() - size::CONTROL) / 2.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(right).layout(layout));
        child.spacing_mut().item_spacing.x = 2.0;
        let mut reply = NoticeReply::None;
        if icon_button(&mut child, Icon::Close, "Close notice").clicked() {
            reply = NoticeReply::Close;
        }
        if let Some(action) = self.action
            && Button::bare(action).strong().ui(&mut child).clicked()
        {
            reply = NoticeReply::Act;
        }
        reply
    }
}

/// The place of the notices: bottom right above the status line, the newest lowest.
pub fn notices_area<R>(ctx: &egui::Context, content: impl FnOnce(&mut Ui) -> R) -> R {
    let above_status = vec2(-space::L, -(size::STATUS + space::M));
    Area::new(Id::unique("notices"))
        .anchor(Align2::RIGHT_BOTTOM, above_status)
        .order(Order::Foreground)
        .show(ctx, |ui| {
            ui.set_max_width(WIDTH);
            ui.spacing_mut().item_spacing.y = space::S;
            Frame::NONE
                .inner_margin(Margin::ZERO)
                .show(ui, content)
                .inner
        })
        .inner
}
