//! A notice: what happened or failed, why, and what the user can do about it.

use eframe::egui;
use egui::{Align, Color32, Frame, Label, Layout, Margin, Role, Sense, Stroke, Ui, Vec2};

use super::button::{icon_button, quiet_button};
use super::rows::Sign;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

/// The widest notice; longer words wrap.
const WIDTH: f32 = 440.0;

/// What one notice says.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// Its shape and colour.
    pub sign: Sign,
    /// What happened, in one sentence.
    pub title: &'a str,
    /// Why, and what became of the work; may be empty.
    pub detail: &'a str,
    /// What the user can do, the likeliest first.
    pub actions: &'a [&'a str],
}

/// What the user did with a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeReply {
    /// Nothing yet.
    #[default]
    None,
    /// Took the action of this number.
    Act(usize),
    /// Closed it.
    Close,
}

impl Notice<'_> {
    /// Shows it, 36 high or as high as its words.
    pub fn ui(self, ui: &mut Ui) -> NoticeReply {
        let t = Tokens::of(ui);
        let frame = Frame::new()
            .fill(t.panel)
            .stroke(Stroke::new(1.0, self.edge(t)))
            .corner_radius(radius::FLOAT)
            .shadow(t.shadow)
            .inner_margin(Margin::symmetric(12, 6));
        let shown = frame.show(ui, |ui| {
            ui.set_max_width(WIDTH.min(ui.ctx().content_rect().width() - 2.0 * space::L));
            let mut reply = self.title_ui(ui);
            if !self.detail.is_empty() {
                let detail = Type::Body.rich(self.detail).color(t.text2);
                ui.add(Label::new(detail).wrap());
            }
            if !self.actions.is_empty() {
                ui.add_space(space::XS);
                ui.horizontal(|ui| {
                    for (idx, words) in self.actions.iter().enumerate() {
                        if quiet_button(ui, words).clicked() {
                            reply = NoticeReply::Act(idx);
                        }
                    }
                });
                ui.add_space(space::XS);
            }
            reply
        });
        let role = match self.sign {
            Sign::Error | Sign::Warning => Role::Alert,
            Sign::Note => Role::Status,
        };
        let words = format!("{}, {} {}", self.sign.word(), self.title, self.detail);
        shown
            .response
            .widget_info(|| egui::WidgetInfo::labeled(role, true, words.trim()));
        shown.inner
    }

    fn title_ui(self, ui: &mut Ui) -> NoticeReply {
        let t = Tokens::of(ui);
        let mut reply = NoticeReply::None;
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            let icon = self.sign.icon();
            icon.paint_at(ui.painter(), rect.center(), 14.0, self.sign.colour(t));
            let room = ui.available_width() - size::CONTROL - space::S;
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(Type::Strong.rich(self.title)).wrap());
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, Icon::Close, "Close the notice").clicked() {
                    reply = NoticeReply::Close;
                }
            });
        });
        reply
    }

    fn edge(self, t: &Tokens) -> Color32 {
        match self.sign {
            Sign::Error => t.error,
            Sign::Warning => t.warn,
            Sign::Note => t.line2,
        }
    }
}
