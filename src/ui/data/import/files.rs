//! The first step: which files.

use std::path::PathBuf;

use eframe::egui;
use egui::{Align, Layout, Role, Sense, TextEdit, WidgetInfo, vec2};

use super::{ImportState, trouble_ui};
use crate::domain::figures;
use crate::domain::figures::counted;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::{FileContent, ImportCommand, ImportFile};
use crate::ui::ViewCtx;
use crate::ui::data::cells::Slot;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::rows::{empty_state, row_ground, section_heading};

/// The step.
pub(super) fn files_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    out: &mut Commands,
) {
    let import = &ctx.document.import;
    section_heading(
        ui,
        "File",
        "CSV, TSV, XLSX, ODS, HTML; StatsBomb and Wyscout events; plain or gzipped",
    );
    choose_ui(ui, ctx, state, out);
    ui.add_space(space::S);
    for trouble in &import.troubles {
        trouble_ui(ui, &trouble.words);
    }
    if import.files.is_empty() {
        empty_state(
            ui,
            "Nothing chosen yet",
            "Type the path of a file or a folder, drop it anywhere on the window, or copy it, or rows in a spreadsheet, and press Ctrl+V here. You see what would change before anything does, and one undo takes it back.",
            None,
        );
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for file in &import.files {
        file_row_ui(ui, ctx, file, out);
    }
}

fn choose_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, state: &mut ImportState, out: &mut Commands) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if ctx.editor.has_dialogs() {
            let files = Button::quiet("Choose files…").icon(Icon::Folder).ui(ui);
            if files.clicked() {
                out.push(Command::Import(ImportCommand::ChooseFiles));
            }
            if Button::quiet("Choose a folder…").ui(ui).clicked() {
                out.push(Command::Import(ImportCommand::ChooseFolder));
            }
        }
        let wide = (ui.available_width() - 60.0).min(520.0);
        let hint = Type::Body.rich("Path of a file or folder").color(t.text3);
        let edit = TextEdit::singleline(&mut state.path)
            .font(Type::Body.font())
            .hint_text(hint)
            .desired_width(wide)
            .min_size(vec2(0.0, size::CONTROL))
            .align(egui::Align2::LEFT_CENTER);
        let field = ui.add(edit).accessible_name("Path of a file or folder");
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let path = state.path.trim();
        let off = path.is_empty().then_some("");
        let clicked = Button::quiet("Read").disabled_because(off).ui(ui).clicked();
        if (clicked || entered) && !path.is_empty() {
            let paths = vec![expanded(path)];
            out.push(Command::Import(ImportCommand::Read(paths)));
        }
    });
}

/// A leading `~` is the home folder, as in a shell; quotation marks around a path are left out.
fn expanded(text: &str) -> PathBuf {
    let text = text.trim_matches(['"', '\'']);
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

fn file_row_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, file: &ImportFile, out: &mut Commands) {
    let import = &ctx.document.import;
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let on = import.shown == Some(file.key);
    let words = content_words(ctx, file);
    response.widget_info(|| {
        let name = format!("{}, {words}", file.name);
        WidgetInfo::selected(Role::ListBoxOption, true, on, name)
    });
    row_ground(ui, rect, &response, on);
    let [name, what, bytes, _] = Slot::row(rect.width(), [0.0, 320.0, -80.0, 32.0]);
    name.put(ui, rect, &file.name, Type::Strong, t.text);
    what.put(ui, rect, &words, Type::Body, t.text2);
    bytes.put(ui, rect, &size_words(file.bytes), Type::Body, t.text2);
    if response.clicked() {
        out.push(Command::Import(ImportCommand::Show(file.key)));
    }
    let place = rect.with_min_x(rect.right() - 28.0);
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    child.push_id(file.key, |ui| {
        let words = format!("Put {} away", file.name);
        if icon_button(ui, Icon::Close, &words).clicked() {
            out.push(Command::Import(ImportCommand::Remove(file.key)));
        }
    });
}

/// What is in a file, in words.
fn content_words(ctx: &ViewCtx<'_>, file: &ImportFile) -> String {
    match &file.content {
        FileContent::Table(table) => match (&table.trouble, &table.draft) {
            (Some(_), _) => "cannot be read".to_owned(),
            (None, Some(draft)) => {
                let rows = counted(draft.table.len(), "row");
                format!("{rows}, {}", draft.kind.value.label())
            }
            (None, None) => {
                let serial = ctx.document.history.serial();
                let is_stopped = table.is_stopped(ctx.editor.jobs(), serial);
                let words = if is_stopped {
                    "stopped"
                } else {
                    "being read…"
                };
                words.to_owned()
            }
        },
        FileContent::Events(events) => {
            let matches = match events.set.matches() {
                1 => "1 match".to_owned(),
                count => format!("{} matches", figures::count(count)),
            };
            format!("{matches}, {} events", events.set.provider())
        }
    }
}

/// A size as file managers print it.
fn size_words(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
