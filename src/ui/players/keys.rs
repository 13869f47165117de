//! The table by keyboard: cursor, marks, copy, paste, remove.

use std::collections::BTreeSet;

use eframe::egui;
use egui::{Event, EventFilter, Id, Key, Modifiers};

use super::TableState;
use crate::domain::dossier::RecordRef;
use crate::domain::edit::Edit;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::finding::counted;
use crate::domain::id::PlayerId;
use crate::domain::roster::{Column, Line, Row, parse_rows, tsv};
use crate::editor::command::{Command, Commands};
use crate::editor::derived::Arranged;
use crate::ui::ViewCtx;
use crate::ui::state::{MOST_MARKED, ViewState};
use crate::ui::widgets::menu::menu_item;

const PAGE: isize = 20;

/// Carries out the keys of this frame if the table, or nothing else, has the keyboard.
pub fn keys_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
    focus: Id,
) {
    let focused = ui.memory(|memory| memory.focused());
    let floating =
        view.palette.is_some() || view.floating.is_some() || ctx.editor.question().is_some();
    if floating || table.editing.is_some() || focused.is_some_and(|focused| focused != focus) {
        return;
    }
    if focused == Some(focus) {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focus, arrows));
    }
    let arranged = ctx.editor.arranged();
    let before = (table.cursor, table.column);
    move_cursor(ui, table, arranged, columns);
    if before != (table.cursor, table.column) {
        view.inspected = table.cursor.and_then(|id| table.column.inspects(id));
    }
    act(ui, ctx, view, table, columns, out);
    clipboard(ui, ctx, table, columns, out);
}

fn move_cursor(ui: &egui::Ui, table: &mut TableState, arranged: &Arranged, columns: &[Column]) {
    // A slow frame may hold several presses.
    let presses = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let extended = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let extends = [(Key::ArrowDown, 1), (Key::ArrowUp, -1)];
    for (key, step) in extends {
        if extended(key)
            && let Some(next) = step_from(table, arranged, step)
        {
            select_to(table, arranged, next);
            table.reveal = true;
        }
    }
    let steps = [
        (Key::J, 1),
        (Key::ArrowDown, 1),
        (Key::K, -1),
        (Key::ArrowUp, -1),
        (Key::PageDown, PAGE),
        (Key::PageUp, -PAGE),
        (Key::Home, isize::MIN),
        (Key::End, isize::MAX),
    ];
    for (key, step) in steps {
        for _ in 0..presses(key) {
            if let Some(next) = step_from(table, arranged, step) {
                table.put_cursor(next);
            }
        }
    }
    for (key, step) in [(Key::ArrowRight, 1), (Key::ArrowLeft, -1)] {
        for _ in 0..presses(key) {
            let here = columns.iter().position(|column| *column == table.column);
            let next = here.unwrap_or(0).saturating_add_signed(step);
            let next = next.min(columns.len().saturating_sub(1));
            table.column = columns.get(next).copied().unwrap_or(Column::Name);
            table.reveal = true;
        }
    }
}

/// The player some rows below or above the cursor; the first one if there is no cursor.
fn step_from(table: &TableState, arranged: &Arranged, step: isize) -> Option<PlayerId> {
    let last = arranged.lines.len().checked_sub(1)?;
    let here = table.cursor.and_then(|id| arranged.position_of(id));
    let (line, direction) = match (here, step) {
        (None, _) | (_, isize::MIN) => (0, 1),
        (_, isize::MAX) => (last, -1),
        (Some(here), step) => (here.saturating_add_signed(step).min(last), step.signum()),
    };
    arranged
        .player_at_or_beyond(line, direction)
        .or_else(|| arranged.player_at_or_beyond(line, -direction))
}

/// Selects from the anchor to a player, and puts the cursor there.
pub fn select_to(table: &mut TableState, arranged: &Arranged, id: PlayerId) {
    let anchor = table.anchor.or(table.cursor).unwrap_or(id);
    let (Some(from), Some(to)) = (arranged.position_of(anchor), arranged.position_of(id)) else {
        return table.put_cursor(id);
    };
    let lines = arranged
        .lines
        .iter()
        .take(from.max(to) + 1)
        .skip(from.min(to));
    table.selected = players(arranged, lines);
    table.cursor = Some(id);
}

fn players<'a>(arranged: &Arranged, lines: impl Iterator<Item = &'a Line>) -> BTreeSet<PlayerId> {
    lines
        .filter_map(|line| match line {
            Line::Player(row) => Some(arranged.roster.row(*row)?.player.id),
            Line::Group { .. } => None,
        })
        .collect()
}

fn act(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
        let arranged = ctx.editor.arranged();
        table.selected = players(arranged, arranged.lines.iter());
    }
    let Some(id) = table.cursor.filter(|id| ctx.dossier.player(*id).is_some()) else {
        return;
    };
    if pressed(Key::Enter) {
        view.show_player(id);
    }
    if pressed(Key::E) || pressed(Key::F2) {
        edit_cell(table, columns, out);
    }
    if pressed(Key::Space) {
        toggle_mark(view, id, out);
    }
    if pressed(Key::Delete) {
        remove(ctx, table, out);
    }
}

/// Opens the cell of the cursor for editing, or says why that cannot be.
pub fn edit_cell(table: &mut TableState, columns: &[Column], out: &mut Commands) {
    let Some(id) = table.cursor else { return };
    let column = if columns.contains(&table.column) {
        table.column
    } else {
        Column::Name
    };
    if column.fact().is_some() || plain_field(column).is_some() {
        table.editing = Some((id, column));
    } else {
        let words = format!(
            "{} is computed. Enter opens the profile with its rows",
            column.label()
        );
        out.push(Command::Tell(words));
    }
}

/// The plain field that a column shows.
pub fn plain_field(column: Column) -> Option<PlayerField> {
    match column.field(PlayerId(uuid::Uuid::nil()))? {
        FieldRef::Player(_, field) => Some(field),
        _ => None,
    }
}

/// What stands in the field of a cell: the text of the table, whole.
pub fn editable_text(row: &Row, column: Column) -> String {
    match column.fact() {
        Some(key) => row
            .player
            .facts
            .value(key)
            .map_or_else(String::new, ToString::to_string),
        None if column == Column::Note => row.player.note.clone(),
        None => row.text(column).into_owned(),
    }
}

fn toggle_mark(view: &mut ViewState, id: PlayerId, out: &mut Commands) {
    if !view.toggle_mark(id) {
        out.push(Command::Tell(format!(
            "At most {MOST_MARKED} players can be marked"
        )));
    }
}

/// Removes the selected players as one step.
fn remove(ctx: &ViewCtx<'_>, table: &mut TableState, out: &mut Commands) {
    let ids: Vec<PlayerId> = table
        .selected
        .iter()
        .copied()
        .filter(|id| ctx.dossier.player(*id).is_some())
        .collect();
    let edits: Vec<Edit> = ids
        .iter()
        .map(|id| Edit::Remove(RecordRef::Player(*id)))
        .collect();
    let edit = match <[Edit; 1]>::try_from(edits) {
        Ok([edit]) => edit,
        Err(edits) if edits.is_empty() => return,
        Err(edits) => Edit::Many {
            label: format!("remove {} players", edits.len()),
            edits,
        },
    };
    out.edit(edit);
    out.push(Command::Tell("Removed. Undo brings them back".to_owned()));
    table.selected.clear();
}

/// The selected rows in the order of the table.
fn selected_rows(table: &TableState, arranged: &Arranged) -> Vec<u32> {
    let rows = arranged.lines.iter().filter_map(|line| match line {
        Line::Player(row) => Some(*row),
        Line::Group { .. } => None,
    });
    let is_selected = |row: &u32| {
        let player = arranged.roster.row(*row).map(|row| row.player.id);
        player.is_some_and(|id| table.selected.contains(&id))
    };
    rows.filter(is_selected).collect()
}

fn clipboard(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
) {
    let events = ui.input(|input| input.events.clone());
    for event in events {
        match event {
            Event::Copy => copy(ui, ctx, table, columns, out),
            Event::Paste(text) => paste(ctx, table, &text, out),
            _ => {}
        }
    }
}

/// Puts the selected rows on the clipboard as a spreadsheet reads them.
pub fn copy(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    table: &TableState,
    columns: &[Column],
    out: &mut Commands,
) {
    let arranged = ctx.editor.arranged();
    let rows = selected_rows(table, arranged);
    if rows.is_empty() {
        return;
    }
    ui.copy_text(tsv(&arranged.roster, &rows, columns));
    out.push(Command::Tell(format!(
        "Copied {} with {}",
        counted(rows.len(), "row"),
        counted(columns.len(), "column")
    )));
}

fn paste(ctx: &ViewCtx<'_>, table: &mut TableState, text: &str, out: &mut Commands) {
    let pasted = parse_rows(text, ctx.dossier, &mut || ctx.editor.clock().new_id());
    let mut words = match (pasted.added, pasted.changed) {
        (0, 0) => "Nothing new in the pasted rows".to_owned(),
        (added, 0) => format!("Added {}", counted(added, "player")),
        (0, changed) => format!("Changed {}", counted(changed, "player")),
        (added, changed) => format!("Added {}, changed {changed}", counted(added, "player")),
    };
    if !pasted.refused.is_empty() {
        let cells = counted(pasted.refused.len(), "cell");
        words.push_str(&format!(", {cells} not taken"));
    }
    if let Some(edit) = pasted.edit {
        out.edit(edit);
    }
    out.push(Command::Tell(words));
    table.refused = pasted.refused;
}

/// The menu of a row.
pub fn menu_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
    id: PlayerId,
) {
    ui.set_min_width(200.0);
    if menu_item(ui, "Open profile", "Enter").clicked() {
        view.show_player(id);
        ui.close();
    }
    if menu_item(ui, "Edit cell", "E").clicked() {
        edit_cell(table, columns, out);
        ui.close();
    }
    let words = if view.marked.contains(&id) {
        "Take the mark back"
    } else {
        "Mark for comparison"
    };
    if menu_item(ui, words, "Space").clicked() {
        toggle_mark(view, id, out);
        ui.close();
    }
    if menu_item(ui, "Copy rows", "Ctrl+C").clicked() {
        copy(ui, ctx, table, columns, out);
        ui.close();
    }
    if menu_item(ui, "Remove", "Delete").clicked() {
        remove(ctx, table, out);
        ui.close();
    }
}
