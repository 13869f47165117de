//! What floats above the window and waits for an answer: one file for each dialog.

mod about;
mod add_player;
mod close;
mod path;
mod shortcuts;
mod untaken;
mod windows;

use eframe::egui;
use egui::{Id, Key, Modal, Modifiers};

use super::ViewCtx;
use super::state::{Floating, ViewState};
use super::tokens::{Type, space};
use crate::editor::command::{Command, Commands};

/// How a dialog goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It stays.
    Open,
    /// It goes.
    Closed,
}

/// The dialog that is open, if any. The question before closing comes first.
pub fn dialogs_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    if let Some(question) = ctx.editor.question() {
        close::close_ui(ui, &question, out);
        return;
    }
    if let Some(purpose) = ctx.editor.path_wanted() {
        let mut text = match view.floating.take() {
            Some(Floating::Path(text)) => text,
            _ => path::proposal(ctx, purpose),
        };
        path::path_ui(ui, purpose, &mut text, out);
        view.floating = Some(Floating::Path(text));
        return;
    }
    let Some(mut floating) = view.floating.take() else {
        return;
    };
    let answer = match &mut floating {
        // It draws itself.
        Floating::Palette => Answer::Open,
        Floating::Shortcuts => shortcuts::shortcuts_ui(ui),
        Floating::About => about::about_ui(ui),
        Floating::AddPlayer(name) => add_player::add_player_ui(ui, ctx, name, view, out),
        Floating::Windows => windows::windows_ui(ui, ctx, view, out),
        Floating::Untaken(action) => untaken::untaken_ui(ui, ctx, *action, view, out),
        // The path was given or refused.
        Floating::Path(_) => Answer::Closed,
    };
    if answer == Answer::Open && view.floating.is_none() {
        view.floating = Some(floating);
    }
}

/// A dialog with a heading; Esc and a click beside it answer like its last button.
fn dialog(
    ui: &egui::Ui,
    name: &str,
    width: f32,
    content: impl FnOnce(&mut egui::Ui) -> Answer,
) -> Answer {
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::XL);
    let modal = Modal::new(Id::unique(("dialog", name)))
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_width(width.min(ui.ctx().content_rect().width() - 64.0));
            ui.label(Type::Figure.rich(name));
            ui.add_space(space::S);
            content(ui)
        });
    if modal.should_close() {
        Answer::Closed
    } else {
        modal.inner
    }
}

/// True if Enter was pressed; nobody else sees it then.
fn enter_pressed(ui: &egui::Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Buttons at the right end of a dialog; gives the command of the one that was clicked. The first
/// is the one that Enter takes.
fn answers_ui(ui: &mut egui::Ui, answers: &[(&str, Command)], out: &mut Commands) {
    ui.add_space(space::L);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        for (idx, (words, command)) in answers.iter().enumerate() {
            let clicked = if idx == 0 {
                let button = super::widgets::button::main_button(ui, words);
                if ui.ctx().memory(|memory| memory.focused().is_none()) {
                    button.request_focus();
                }
                button.clicked()
            } else {
                super::widgets::button::quiet_button(ui, words).clicked()
            };
            if clicked {
                out.push(command.clone());
            }
        }
    });
}
