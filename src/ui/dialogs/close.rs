//! The one question before something with unsaved changes closes.

use eframe::egui;

use super::{Answer, answers_ui, dialog};
use crate::editor::Question;
use crate::editor::command::{Command, Commands};
use crate::ui::tokens::Type;

/// Save, don't save, or go on working.
pub fn close_ui(ui: &egui::Ui, question: &Question<'_>, out: &mut Commands) {
    let names: Vec<&str> = question
        .unsaved
        .iter()
        .map(|document| document.name())
        .collect();
    let heading = match names.as_slice() {
        [name] => format!("Save the changes to {name}?"),
        names => format!("Save the changes to {} dossiers?", names.len()),
    };
    let answer = dialog(ui, &heading, 420.0, |ui| {
        for document in &question.unsaved {
            let label = document.history.undo_label().unwrap_or("changes");
            ui.label(Type::Body.rich(format!("{}: last, {label}", document.name())));
        }
        ui.label(Type::Body.rich("What is not saved is lost."));
        let answers = [
            ("Save", Command::SaveAndClose),
            ("Don’t save", Command::CloseUnsaved),
            ("Go on working", Command::CancelClose),
        ];
        answers_ui(ui, &answers, out);
        Answer::Open
    });
    if answer == Answer::Closed {
        out.push(Command::CancelClose);
    }
}
