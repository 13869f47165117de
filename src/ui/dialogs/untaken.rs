//! The question before something closes while fields hold texts that were not taken.

use eframe::egui;
use egui::{Align, Layout};

use super::{Answer, dialog};
use crate::editor::action::Action;
use crate::editor::command::{Command, Commands};
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::untaken;
use crate::ui::widgets::button::{main_button, quiet_button};

/// Fields that are listed.
const LISTED: usize = 5;
/// Letters of a text that are shown.
const LETTERS: usize = 80;

/// Go to the first field, or close all the same.
pub fn untaken_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    action: Action,
    view: &mut ViewState,
    out: &mut Commands,
) -> Answer {
    let drafts = untaken::before(action, ui, ctx, view);
    let Some(first) = drafts.first() else {
        return Answer::Closed;
    };
    let heading = match drafts.len() {
        1 => "1 field holds text that was not taken".to_owned(),
        count => format!("{count} fields hold text that was not taken"),
    };
    dialog(ui, &heading, 420.0, |ui| {
        for draft in drafts.iter().take(LISTED) {
            let words = format!("{}, “{}”", draft.label, cut(&draft.text));
            ui.label(Type::Body.rich(words));
            if let Some(why) = &draft.why {
                let ink = Tokens::of(ui).text2;
                ui.label(Type::Note.rich(why).color(ink));
            }
        }
        if drafts.len() > LISTED {
            let more = format!("And {} more", drafts.len() - LISTED);
            ui.label(Type::Body.rich(more));
        }
        ui.add_space(space::L);
        let mut answer = Answer::Open;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let go = main_button(ui, "Go to the field");
            if ui.memory(|memory| memory.focused().is_none()) {
                go.request_focus();
            }
            if go.clicked() {
                let typed_in = view.typed_in.get(&first.id);
                out.extend(typed_in.map(|typed_in| Command::Switch(typed_in.document)));
                view.going_to = Some(first.id);
                answer = Answer::Closed;
            }
            if quiet_button(ui, "Close anyway").clicked() {
                out.extend(action.command());
                answer = Answer::Closed;
            }
        });
        answer
    })
}

fn cut(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
