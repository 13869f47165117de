//! Taking files in: one page from top to bottom, every step in view, nothing changed before the
//! button at its foot.

mod changes;
mod columns;
mod counted;
mod field_choice;
mod files;
mod foot;
mod found;
mod people;
mod pool;
mod preview;
mod source;

use eframe::egui;
use egui::{Sense, Vec2};

use self::changes::Group;
use self::columns::Listed;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::{FileContent, FileKey, ImportCommand, ImportFile, TableImport};
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::field::Field;
use crate::import::kind::TableKind;
use crate::import::plan::remembered;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::draft_field::is_typing;
use crate::ui::widgets::search_choice::Search;

/// The foot of the page.
const FOOT: f32 = 40.0;

/// What the page remembers.
#[derive(Default)]
pub(super) struct ImportState {
    path: String,
    listed: Listed,
    field_search: Search,
    who_search: Search,
    /// The group of changes that is open.
    open: Option<Group>,
    /// What had the keyboard in the last frame.
    focused: Option<egui::Id>,
    /// Where the keyboard has just come to.
    arrived: Option<egui::Rect>,
    wheel: Wheel,
}

/// Seconds without a turn of the wheel after which the next one begins anew.
const TURN: f64 = 0.35;

/// The wheel: a turn that began on the page goes on scrolling the page when a list comes under the
/// pointer.
#[derive(Clone, Copy, Default)]
struct Wheel {
    of_page: bool,
    last: f64,
}

impl Wheel {
    /// Draws what holds a list of its own.
    fn around<R>(self, ui: &mut egui::Ui, draw: impl FnOnce(&mut egui::Ui) -> R) -> R {
        if !self.of_page {
            return draw(ui);
        }
        let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta));
        let drawn = draw(ui);
        ui.input_mut(|input| input.smooth_scroll_delta = delta);
        drawn
    }

    /// Looks at the end of the page whether a list has taken the turn.
    fn watch(&mut self, ui: &egui::Ui) {
        let (delta, now) = ui.input(|input| (input.smooth_scroll_delta, input.time));
        if delta.y != 0.0 {
            (self.of_page, self.last) = (true, now);
        } else if now - self.last > TURN {
            self.of_page = false;
        }
    }
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
    state.watch_focus(ui);
    let inset = if ctx.narrow { 12 } else { 16 };
    let file = ctx.document.import.file();
    let table = file.and_then(|file| Some((file.key, file.table()?)));
    if let Some(table) = table {
        egui::Panel::bottom("import-foot")
            .exact_size(FOOT)
            .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(inset, 0)))
            .show(ui, |ui| foot::foot_ui(ui, ctx, table, out));
    }
    egui::ScrollArea::vertical()
        .id_salt("import")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(inset, 0))
                .show(ui, |ui| {
                    files::files_ui(ui, ctx, state, out);
                    if let Some(file) = file {
                        ui.push_id(file.key, |ui| steps_ui(ui, ctx, state, file, out));
                    }
                    ui.add_space(space::XL);
                });
            state.wheel.watch(ui);
            // What Tab leads to comes into view.
            if let Some(arrived) = state.arrived {
                ui.scroll_to_rect(arrived.expand(space::XXL), None);
            }
        });
}

impl ImportState {
    fn watch_focus(&mut self, ui: &egui::Ui) {
        let focused = ui.memory(|memory| memory.focused());
        self.arrived = None;
        if focused != self.focused {
            self.focused = focused;
            let response = focused.and_then(|id| ui.ctx().read_response(id));
            let here = response.filter(|response| response.layer_id == ui.layer_id());
            self.arrived = here.map(|response| response.rect);
        }
    }

    /// Scrolls a list so that the rows beside one that has just been given the keyboard are drawn:
    /// Tab goes on to them.
    fn keep_neighbours(&self, ui: &egui::Ui, row: egui::Rect) {
        let here = |at: &egui::Rect| row.contains(at.center());
        if self.arrived.as_ref().is_some_and(here) {
            ui.scroll_to_rect(row.expand2(egui::vec2(0.0, row.height())), None);
        }
    }
}

fn steps_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    file: &ImportFile,
    out: &mut Commands,
) {
    let table = match &file.content {
        FileContent::Table(table) => table.as_ref(),
        FileContent::Events(events) => {
            let wheel = state.wheel;
            wheel.around(ui, |ui| counted::counted_ui(ui, (file.key, events), out));
            &events.rows
        }
    };
    let shown = Shown {
        key: file.key,
        choices: &table.choices,
        turn: table.turn(),
        narrow: ctx.narrow,
    };
    let chosen = match &file.content {
        FileContent::Table(_) => reading_ui(ui, ctx, state, &shown, table),
        FileContent::Events(_) => None,
    };
    let decided = outcome_ui(ui, ctx, state, &shown, table, out);
    if let Some(choices) = chosen.or(decided) {
        let command = ImportCommand::Choose(file.key, Box::new(choices));
        out.push(Command::Import(command));
    }
}

/// How the table is read.
fn reading_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    shown: &Shown<'_>,
    table: &TableImport,
) -> Option<Choices> {
    if let Some(why) = &table.trouble {
        ui.add_space(space::S);
        trouble_ui(ui, &format!("Could not read it as a table. {why}"));
    }
    let draft = table.draft.as_ref()?;
    let mut chosen = remembered_ui(ui, ctx, shown, draft);
    ui.add_space(space::XL);
    chosen = found::found_ui(ui, ctx, shown, draft).or(chosen);
    ui.add_space(space::XL);
    let wheel = state.wheel;
    wheel.around(ui, |ui| preview::preview_ui(ui, shown, draft));
    ui.add_space(space::XL);
    let columns = wheel.around(ui, |ui| columns::columns_ui(ui, state, shown, draft));
    columns.or(chosen)
}

/// Offers the way in which a table of the same shape was read before.
fn remembered_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown<'_>,
    draft: &Draft,
) -> Option<Choices> {
    let mapping = remembered(ctx.dossier, &draft.shape)?;
    let choices = Choices::remembered(mapping);
    let is_read_so = reads_so(draft, &choices);
    let merged = shown.choices.clone().or(choices);
    let mut chosen = None;
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        let t = Tokens::of(ui);
        if is_read_so || merged == *shown.choices {
            let words = format!("Read as {} was", mapping.name);
            ui.label(Type::Body.rich(words).color(t.text2));
            return;
        }
        let words = format!(
            "A table of this shape was imported before, {}",
            mapping.name
        );
        ui.label(Type::Body.rich(words).color(t.text));
        if quiet_button(ui, "Read it the same way").clicked() {
            chosen = Some(merged);
        }
    });
    chosen
}

/// True if what is remembered is what was found or chosen anyway, as after the import itself.
fn reads_so(draft: &Draft, remembered: &Choices) -> bool {
    let columns = &draft.mapping.columns;
    let same = |(header, field): (&String, &Option<Field>)| {
        let column = columns.iter().find(|column| column.header == *header);
        column.is_some_and(|column| column.field == *field)
    };
    let rest = Choices {
        columns: draft.choices.columns.clone(),
        ..remembered.clone()
    };
    remembered.columns.iter().all(same) && draft.choices.clone().or(rest) == draft.choices
}

/// Who is who and what would change.
fn outcome_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    shown: &Shown<'_>,
    table: &TableImport,
    out: &mut Commands,
) -> Option<Choices> {
    let planned = table.planned.as_ref()?;
    ui.add_space(space::XL);
    let wheel = state.wheel;
    let names_players = table
        .draft
        .as_ref()
        .is_none_or(|draft| !matches!(draft.kind.value, TableKind::Rates | TableKind::Unknown));
    let decided = if names_players {
        wheel.around(ui, |ui| {
            people::people_ui(ui, ctx, state, shown, (table, planned))
        })
    } else {
        None
    };
    if pool::is_pool_stuff(table) {
        ui.add_space(space::XL);
        pool::pool_ui(ui, shown.key, out);
    }
    ui.add_space(space::XL);
    wheel.around(ui, |ui| changes::changes_ui(ui, state, planned));
    decided
}

/// Something that failed, in a sentence, with its sign.
fn trouble_ui(ui: &mut egui::Ui, words: &str) {
    let error = Tokens::of(ui).error;
    sentence_ui(ui, Icon::Error, error, words);
}

/// Something that was noticed and how it was taken.
fn note_ui(ui: &mut egui::Ui, words: &str) {
    let warn = Tokens::of(ui).warn;
    sentence_ui(ui, Icon::Warning, warn, words);
}

fn sentence_ui(ui: &mut egui::Ui, icon: Icon, colour: egui::Color32, words: &str) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
        icon.paint_at(ui.painter(), rect.center(), 14.0, colour);
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
