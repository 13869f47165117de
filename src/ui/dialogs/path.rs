//! A path typed in the window, where the desktop has no file dialog.

use std::path::PathBuf;

use eframe::egui;

use super::{Answer, dialog, enter_pressed};
use crate::editor::command::{Command, Commands};
use crate::editor::jobs::ChoosePurpose;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::{main_button, quiet_button};

/// What stands in the field at first: the file itself, or its name in the folder used last.
pub fn proposal(ctx: &ViewCtx<'_>, purpose: ChoosePurpose) -> String {
    let latest = ctx.document.path.as_ref().or(ctx.editor.recent().first());
    let folder = latest
        .and_then(|path| path.parent())
        .map(PathBuf::from)
        .unwrap_or_default();
    let path = match purpose {
        ChoosePurpose::Open => folder.join(""),
        ChoosePurpose::SaveAs(_) => folder.join(ctx.document.name()),
        ChoosePurpose::Picture => folder.join(ctx.editor.picture_name()),
    };
    path.display().to_string()
}

/// The field.
pub fn path_ui(ui: &egui::Ui, purpose: ChoosePurpose, text: &mut String, out: &mut Commands) {
    let (heading, verb) = match purpose {
        ChoosePurpose::Open => ("Open a dossier", "Open"),
        ChoosePurpose::SaveAs(_) => ("Save the dossier as", "Save"),
        ChoosePurpose::Picture => ("Save the picture as", "Save"),
    };
    let answer = dialog(ui, heading, 520.0, |ui| {
        let t = Tokens::of(ui);
        ui.label(
            Type::Body
                .rich("This desktop offers no file dialog, so type or paste the path.")
                .color(t.text2),
        );
        ui.add_space(space::S);
        let enter = enter_pressed(ui);
        let label = ui.label(Type::Note.rich("Path of the file").color(t.text2));
        let field = ui.add(
            egui::TextEdit::singleline(text)
                .desired_width(f32::INFINITY)
                .margin(6.0),
        );
        let field = field.labelled_by(label.id);
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ui.add_space(space::L);
        let typed = !text.trim().is_empty();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let clicked = ui
                .add_enabled_ui(typed, |ui| main_button(ui, verb).clicked())
                .inner;
            if typed && (clicked || enter) {
                let path = expanded(text.trim());
                out.push(match purpose {
                    ChoosePurpose::Open => Command::Open(path),
                    ChoosePurpose::SaveAs(_) => Command::SaveAs {
                        path,
                        replace: false,
                    },
                    ChoosePurpose::Picture => Command::SavePicture {
                        path,
                        replace: false,
                    },
                });
            }
            if quiet_button(ui, "Cancel").clicked() {
                out.push(Command::CancelChoice);
            }
        });
        Answer::Open
    });
    if answer == Answer::Closed {
        out.push(Command::CancelChoice);
    }
}

/// A leading `~` is the home folder, as in a shell.
fn expanded(text: &str) -> PathBuf {
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}
