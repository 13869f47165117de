//! Taking files in: one page from top to bottom, every step in view, nothing changed before the
//! button at its foot.

mod files;

use eframe::egui;

use crate::editor::command::{Command, Commands};
use crate::editor::imports::ImportCommand;
use crate::ui::ViewCtx;
use crate::ui::tokens::space;
use crate::ui::widgets::draft_field::is_typing;

/// What the page remembers.
#[derive(Default)]
pub(super) struct ImportState {
    path: String,
}

/// The page.
pub(super) fn import_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    out: &mut Commands,
) {
    take_paste(ui, out);
    egui::ScrollArea::vertical()
        .id_salt("import")
        .auto_shrink(false)
        .show(ui, |ui| {
            // Room for the scroll bar.
            ui.set_max_width(ui.available_width() - space::M);
            files::files_ui(ui, ctx, state, out);
            ui.add_space(space::XL);
        });
}

/// A table pasted anywhere on the page, unless into a field, is taken in.
fn take_paste(ui: &egui::Ui, out: &mut Commands) {
    if is_typing(ui.ctx()) {
        return;
    }
    let pasted = ui.input_mut(|input| {
        let mut pasted = None;
        input.events.retain(|event| match event {
            egui::Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
        pasted
    });
    if let Some(text) = pasted.filter(|text| !text.trim().is_empty()) {
        out.push(Command::Import(ImportCommand::Paste(text)));
    }
}
