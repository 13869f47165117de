//! What is done with whole rows: mark, copy, paste, remove, change several at once.

use eframe::egui;

use super::edit;
use super::selection::{self, Step};
use super::{Page, TableState, inspect};
use crate::domain::comparison::MOST_PLAYERS;
use crate::domain::dossier::RecordRef;
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::figures::counted;
use crate::domain::id::PlayerId;
use crate::domain::roster::{Column, PastedRows, parse_rows, tsv};
use crate::editor::command::{Command, Commands};
use crate::editor::pasting::cell_reader;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::icon_button;

/// Marks the selected players for comparison, or takes the marks back if all are marked.
pub(super) fn toggle_marks(page: &mut Page<'_>) {
    let players = page.state.selection.players(page.ctx.editor.arranged());
    let unmarked: Vec<PlayerId> = players
        .iter()
        .copied()
        .filter(|player| !page.view.marked.contains(player))
        .collect();
    let toggled = if unmarked.is_empty() {
        players
    } else {
        unmarked
    };
    if !toggled
        .into_iter()
        .all(|player| page.view.toggle_mark(player))
    {
        let message =
            format!("{MOST_PLAYERS} players are marked, the most that a comparison holds");
        page.out.push(Command::Tell(message));
    }
}

/// Puts the selected rows on the clipboard with the shown columns.
pub(super) fn copy(ui: &egui::Ui, page: &mut Page<'_>) {
    let players = page.state.selection.players(page.ctx.editor.arranged());
    if players.is_empty() {
        return;
    }
    let roster = &page.ctx.derived.roster;
    let places: Vec<u32> = players
        .iter()
        .filter_map(|player| roster.position_of(*player))
        .collect();
    ui.copy_text(tsv(roster, &places, page.columns));
    page.out.push(Command::Tell(format!(
        "Copied {}",
        counted(places.len(), "row")
    )));
}

/// Enters rows of a spreadsheet as one step. One word goes into the cell of the cursor.
pub(super) fn paste(page: &mut Page<'_>, text: &str) {
    let word = text.trim();
    let cell = page.state.selection.cursor();
    let one_cell = !word.contains(['\t', '\n', ';']);
    if one_cell && cell.is_some_and(|cell| cell.column != Column::Name) {
        edit::begin(page, word);
        return;
    }
    let clock = page.ctx.editor.clock();
    let PastedRows {
        edit,
        added,
        changed,
        refused,
        unread,
    } = parse_rows(text, page.ctx.dossier, cell_reader(), &mut || {
        clock.new_id()
    });
    let mut message = match (added, changed) {
        (0, 0) => "Nothing new in the pasted rows".to_owned(),
        (added, 0) => format!("Pasted, {} added", counted(added, "player")),
        (0, changed) => format!("Pasted, {} changed", counted(changed, "player")),
        (added, changed) => format!(
            "Pasted, {} added and {changed} changed",
            counted(added, "player")
        ),
    };
    if !refused.is_empty() {
        message = format!("{message}; {} refused", counted(refused.len(), "cell"));
    }
    if !unread.is_empty() {
        message = format!("{message}; not read: {}", unread.join(", "));
    }
    page.state.refused = refused;
    page.state.refused_by = Paste::Nothing;
    if let Some(edit) = edit {
        page.out.edit(edit);
        page.state.refused_by = Paste::After(page.ctx.document.history.serial());
    }
    page.out.push(Command::Tell(message));
}

/// Takes the selected players out as one step.
pub(super) fn remove(page: &mut Page<'_>) {
    let arranged = page.ctx.editor.arranged();
    let players = page.state.selection.players(arranged);
    let Some(last) = players.last().copied() else {
        return;
    };
    let (what, message) = match players.as_slice() {
        [only] => {
            let name = page
                .ctx
                .dossier
                .player(*only)
                .map_or("player", |player| &player.name);
            let message = format!("Removed {name}. Undo brings him back");
            (name.to_owned(), message)
        }
        many => {
            let what = counted(many.len(), "player");
            let message = format!("Removed {what}. Undo brings them back");
            (what, message)
        }
    };
    let column = page
        .state
        .selection
        .cursor()
        .map_or(Column::Name, |cell| cell.column);
    let from = selection::Cell {
        player: last,
        column,
    };
    let next = selection::moved(arranged, &[column], Some(from), Step::Rows(1));
    page.out.edit(Edit::Many {
        label: format!("remove {what}"),
        edits: players
            .iter()
            .map(|player| Edit::Remove(RecordRef::Player(*player)))
            .collect(),
    });
    page.out.push(Command::Tell(message));
    page.view.marked.retain(|marked| !players.contains(marked));
    if let Some(next) = next.filter(|next| next.player != last) {
        page.state.selection.put(next);
        inspect(page.ctx, next, page.view);
    } else {
        page.state.selection = selection::Selection::default();
        page.view.inspected = None;
    }
}

/// Makes the same change to several players as one step.
pub(super) fn change_all(
    players: &[PlayerId],
    what: &str,
    change: &PlayerEdit,
    out: &mut Commands,
) {
    let label = format!("change {what} of {}", counted(players.len(), "player"));
    let edits = players
        .iter()
        .map(|player| Edit::Player(*player, change.clone()));
    out.edit(Edit::Many {
        label,
        edits: edits.collect(),
    });
}

/// The step to which refused cells belong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Paste {
    /// Nothing was taken.
    #[default]
    Nothing,
    /// It comes after this state.
    After(u64),
    /// It led to this state.
    Made(u64),
}

/// Forgets the cells of a paste that was undone.
pub(super) fn forget_undone(ctx: &ViewCtx<'_>, state: &mut TableState) {
    let history = &ctx.document.history;
    match state.refused_by {
        Paste::After(before) if history.serial() != before => {
            state.refused_by = Paste::Made(history.serial());
        }
        Paste::Made(serial) if history.steps_since(serial).is_none() => {
            state.refused.clear();
            state.refused_by = Paste::Nothing;
        }
        _ => {}
    }
}

/// The cells of the last paste that could not be taken, and why.
pub(super) fn refused_ui(ui: &mut egui::Ui, state: &mut TableState) {
    if state.refused.is_empty() {
        return;
    }
    let t = Tokens::of(ui);
    let mut close = false;
    let frame = egui::Frame::new()
        .fill(t.raised)
        .inner_margin(egui::Margin::symmetric(16, 8));
    egui::Panel::bottom("players-refused")
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                let words = format!(
                    "{} of the pasted rows could not be taken",
                    counted(state.refused.len(), "cell")
                );
                ui.label(Type::Section.rich(words));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    close = icon_button(ui, Icon::Close, "Close the list").clicked();
                });
            });
            ui.add_space(space::XS);
            let height = Type::Body.line_height();
            let area = egui::ScrollArea::vertical()
                .max_height(6.0 * height)
                .auto_shrink([false, true]);
            area.show_rows(ui, height, state.refused.len(), |ui, range| {
                for cell in state.refused.get(range).unwrap_or_default() {
                    // Many reasons quote the text themselves.
                    let shown = if cell.text.is_empty() || cell.why.starts_with('“') {
                        String::new()
                    } else {
                        format!("“{}” ", cell.text)
                    };
                    let words = format!("Line {}, {}   {shown}{}", cell.row, cell.column, cell.why);
                    ui.add(egui::Label::new(Type::Body.rich(words)).truncate());
                }
            });
        });
    if close {
        state.refused.clear();
    }
}
