//! The place of the notices: bottom right above the status line, the newest lowest.

use std::time::Duration;

use eframe::egui;
use egui::{Align2, Area, Id, Order, Vec2};

use super::ViewCtx;
use super::tokens::{size, space};
use super::widgets::notice::{Notice, NoticeReply};
use super::widgets::rows::Sign;
use crate::editor::command::{Command, Commands};
use crate::editor::notices::NoticeWeight;

/// How long a confirmation stays, in seconds.
const CONFIRMATION: f64 = 4.0;

/// The standing notices. What failed stays until it is answered; what only confirms goes.
pub fn notices_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, out: &mut Commands) {
    let now = ui.input(|input| input.time);
    let offset = Vec2::new(-space::L, -(size::STATUS + space::M));
    let mut above = 0.0;
    for notice in ctx.editor.notices().standing().iter().rev() {
        let id = Id::unique(("notice", notice.id));
        if notice.weight == NoticeWeight::Done {
            let shown = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
            let left = CONFIRMATION - (now - shown);
            if left <= 0.0 {
                out.push(Command::Dismiss(notice.id));
                continue;
            }
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(left));
        }
        let sign = match notice.weight {
            NoticeWeight::Failure => Sign::Error,
            NoticeWeight::Warning => Sign::Warning,
            NoticeWeight::Done => Sign::Note,
        };
        let actions: Vec<&str> = notice
            .actions
            .iter()
            .map(|(words, _)| words.as_str())
            .collect();
        let words = Notice {
            sign,
            title: &notice.title,
            detail: &notice.detail,
            actions: &actions,
        };
        let area = Area::new(id)
            .anchor(Align2::RIGHT_BOTTOM, offset - Vec2::new(0.0, above))
            .order(Order::Foreground)
            .show(ui.ctx(), |ui| words.ui(ui));
        above += area.response.rect.height() + space::S;
        match area.inner {
            NoticeReply::None => {}
            NoticeReply::Close => out.push(Command::Dismiss(notice.id)),
            NoticeReply::Act(idx) => {
                out.push(Command::Dismiss(notice.id));
                out.extend(notice.actions.get(idx).map(|(_, command)| command.clone()));
            }
        }
    }
}
