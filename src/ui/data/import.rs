//! Taking files in: one page from top to bottom, every step in view, nothing changed before the
//! button at its foot.

mod columns;
mod counted;
mod field_choice;
mod files;
mod found;
mod preview;

use eframe::egui;
use egui::{Sense, Vec2};

use self::columns::Listed;
use self::field_choice::FieldSearch;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::{FileContent, FileKey, ImportCommand, ImportFile, TableImport};
use crate::import::choices::Choices;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::draft_field::is_typing;

/// What the page remembers.
#[derive(Default)]
pub(super) struct ImportState {
    path: String,
    listed: Listed,
    field_search: FieldSearch,
}

/// The file that the steps are about.
struct Shown<'a> {
    key: FileKey,
    choices: &'a Choices,
    /// Counts the choices, so that what was measured for earlier ones is measured anew.
    turn: u64,
    narrow: bool,
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
            if let Some(file) = ctx.document.import.file() {
                ui.push_id(file.key, |ui| steps_ui(ui, ctx, state, file, out));
            }
            ui.add_space(space::XL);
        });
}

fn steps_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    file: &ImportFile,
    out: &mut Commands,
) {
    match &file.content {
        FileContent::Table(table) => table_ui(ui, ctx, state, (file.key, table), out),
        FileContent::Events(events) => counted::counted_ui(ui, (file.key, events), out),
    }
}

fn table_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    (key, table): (FileKey, &TableImport),
    out: &mut Commands,
) {
    if let Some(why) = &table.trouble {
        ui.add_space(space::S);
        trouble_ui(ui, &format!("Could not read it as a table. {why}"));
    }
    let Some(draft) = &table.draft else {
        return;
    };
    let shown = Shown {
        key,
        choices: &table.choices,
        turn: table.turn(),
        narrow: ctx.narrow,
    };
    let mut chosen = None;
    ui.add_space(space::XL);
    chosen = found::found_ui(ui, &shown, draft).or(chosen);
    ui.add_space(space::XL);
    preview::preview_ui(ui, &shown, draft);
    ui.add_space(space::XL);
    chosen = columns::columns_ui(ui, state, &shown, draft).or(chosen);
    if let Some(choices) = chosen {
        let command = ImportCommand::Choose(key, Box::new(choices));
        out.push(Command::Import(command));
    }
}

/// Something that failed, in a sentence, with its sign.
fn trouble_ui(ui: &mut egui::Ui, words: &str) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
        Icon::Error.paint_at(ui.painter(), rect.center(), 14.0, t.error);
        ui.add(egui::Label::new(Type::Body.rich(words).color(t.text)).wrap());
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
