//! Notices at the bottom right, above the status line: what happened, why, and what to do.

use eframe::egui;
use egui::{Align, Align2, Area, Id, Layout, Role, Vec2, WidgetInfo};

use super::ViewCtx;
use super::icons::Icon;
use super::tokens::{Tokens, Type, radius, size, space};
use super::widgets::button::{icon_button, quiet_button};
use super::widgets::rows::Sign;
use crate::editor::command::{Command, Commands};
use crate::editor::notices::{Notice, NoticeWeight};

/// How long a confirmation stays, in seconds.
const CONFIRMATION: f64 = 4.0;
/// The widest notice; longer words wrap.
const WIDTH: f32 = 440.0;

/// The standing notices, the newest lowest. What failed stays until it is answered; what only
/// confirms goes.
pub fn notices_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, out: &mut Commands) {
    let now = ui.input(|input| input.time);
    let offset = Vec2::new(-space::L, -(size::STATUS + space::M));
    let mut above = 0.0;
    for notice in ctx.editor.notices().standing().iter().rev() {
        let id = Id::unique(("notice", notice.id));
        if notice.weight == NoticeWeight::Done {
            let shown = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
            if now - shown > CONFIRMATION {
                out.push(Command::Dismiss(notice.id));
                continue;
            }
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(
                    CONFIRMATION - (now - shown),
                ));
        }
        let area = Area::new(id)
            .anchor(Align2::RIGHT_BOTTOM, offset - Vec2::new(0.0, above))
            .order(egui::Order::Foreground)
            .show(ui.ctx(), |ui| notice_ui(ui, notice, out));
        above += area.response.rect.height() + space::S;
    }
}

fn notice_ui(ui: &mut egui::Ui, notice: &Notice, out: &mut Commands) {
    let t = Tokens::of(ui);
    let (sign, edge, role) = match notice.weight {
        NoticeWeight::Failure => (Sign::Error, t.error, Role::Alert),
        NoticeWeight::Warning => (Sign::Warning, t.warn, Role::Alert),
        NoticeWeight::Done => (Sign::Note, t.line2, Role::Status),
    };
    let frame = egui::Frame::new()
        .fill(t.panel)
        .stroke(egui::Stroke::new(1.0, edge))
        .corner_radius(radius::FLOAT)
        .shadow(t.shadow)
        .inner_margin(egui::Margin::symmetric(12, 6));
    let shown = frame.show(ui, |ui| {
        ui.set_max_width(WIDTH.min(ui.ctx().content_rect().width() - 2.0 * space::L));
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), egui::Sense::hover());
            sign.icon()
                .paint_at(ui.painter(), rect.center(), 14.0, sign.colour(t));
            let room = ui.available_width() - size::CONTROL - space::S;
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(egui::Label::new(Type::Strong.rich(&notice.title)).wrap());
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, Icon::Close, "Close the notice").clicked() {
                    out.push(Command::Dismiss(notice.id));
                }
            });
        });
        if !notice.detail.is_empty() {
            ui.add(egui::Label::new(Type::Body.rich(&notice.detail).color(t.text2)).wrap());
        }
        if !notice.actions.is_empty() {
            ui.add_space(space::XS);
            ui.horizontal(|ui| {
                for (words, command) in &notice.actions {
                    if quiet_button(ui, words).clicked() {
                        out.push(Command::Dismiss(notice.id));
                        out.push(command.clone());
                    }
                }
            });
            ui.add_space(space::XS);
        }
    });
    let words = format!("{}, {} {}", sign.word(), notice.title, notice.detail);
    shown
        .response
        .widget_info(|| WidgetInfo::labeled(role, true, words.trim()));
}
