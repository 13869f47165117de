//! What keys do while the table has them.

use eframe::egui;
use egui::{Event, Key, Modifiers};

use super::{CompareState, Cursor, head, matrix, matrix_id};
use crate::domain::compare::{Row, Sheet, sheet_table};
use crate::domain::comparison::Comparison;
use crate::domain::edit::{ComparisonEdit, Edit};
use crate::domain::text::harmless;
use crate::editor::command::{Command, Commands};
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;

/// True if keys belong to the table: it has the focus, or nothing has.
pub(super) fn is_active(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &ViewState,
    state: &CompareState,
) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    let floating =
        view.palette.is_some() || view.floating.is_some() || ctx.editor.question().is_some();
    let popup = egui::Popup::is_any_open(ui.ctx());
    let shown = !state.only_pane;
    focused.is_none_or(|id| id == matrix_id()) && !floating && !popup && shown
}

/// What a person asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Press {
    Rows(isize),
    Columns(isize),
    FirstRow,
    LastRow,
    Baseline,
    Move(isize),
    Open,
    TakeOut,
    Menu,
    Copy,
    Leave,
}

/// Takes the keys of the table out of the input and does what they say.
pub(super) fn keys_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    sheet: &Sheet,
    comparison: &Comparison,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let mut presses = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match press(event) {
            Some(press) => {
                presses.push(press);
                false
            }
            // The letter of a key that was taken.
            None => !matches!(event, Event::Text(text) if is_command(text)),
        });
    });
    if presses.is_empty() || sheet.columns.is_empty() {
        return;
    }
    ui.memory_mut(|memory| memory.request_focus(matrix_id()));
    for press in presses {
        pressed(ui, ctx, state, sheet, comparison, press, view, out);
    }
}

fn is_command(text: &str) -> bool {
    matches!(text, "j" | "J" | "k" | "K" | "b" | "B")
}

fn press(event: &Event) -> Option<Press> {
    match event {
        Event::Copy => Some(Press::Copy),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => of_key(*key, *modifiers),
        _ => None,
    }
}

fn of_key(key: Key, modifiers: Modifiers) -> Option<Press> {
    if modifiers.alt {
        return None;
    }
    if modifiers.command {
        return match key {
            Key::ArrowLeft => Some(Press::Move(-1)),
            Key::ArrowRight => Some(Press::Move(1)),
            _ => None,
        };
    }
    match key {
        Key::ArrowDown | Key::J => Some(Press::Rows(1)),
        Key::ArrowUp | Key::K => Some(Press::Rows(-1)),
        Key::PageDown => Some(Press::Rows(10)),
        Key::PageUp => Some(Press::Rows(-10)),
        Key::ArrowRight => Some(Press::Columns(1)),
        Key::ArrowLeft => Some(Press::Columns(-1)),
        Key::Home => Some(Press::FirstRow),
        Key::End => Some(Press::LastRow),
        Key::B => Some(Press::Baseline),
        Key::Enter => Some(Press::Open),
        Key::Delete => Some(Press::TakeOut),
        Key::Escape => Some(Press::Leave),
        Key::F10 if modifiers.shift => Some(Press::Menu),
        _ => None,
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "a view takes what it shows, and what it may change"
)]
fn pressed(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    sheet: &Sheet,
    comparison: &Comparison,
    press: Press,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let edit = |out: &mut Commands, edit| out.edit(Edit::Comparison(comparison.id, edit));
    let before = state.cursor.clone();
    let Some(cursor) = before
        .filter(|it| at(sheet, it).is_some())
        .or_else(|| matrix::first(sheet))
    else {
        return;
    };
    let Some((row, column)) = at(sheet, &cursor) else {
        return;
    };
    match press {
        Press::Rows(_) | Press::Columns(_) | Press::FirstRow | Press::LastRow
            if state.cursor.is_none() =>
        {
            go_to(state, sheet, (0, 0), view);
        }
        Press::Rows(by) => go_to(state, sheet, (row.saturating_add_signed(by), column), view),
        Press::Columns(by) => go_to(state, sheet, (row, column.saturating_add_signed(by)), view),
        Press::FirstRow => go_to(state, sheet, (0, column), view),
        Press::LastRow => go_to(state, sheet, (usize::MAX, column), view),
        Press::Baseline => head::toggle_baseline(comparison, cursor.player, out),
        Press::Move(by) => {
            if let Some(to) = column
                .checked_add_signed(by)
                .filter(|to| *to < sheet.columns.len())
            {
                edit(out, ComparisonEdit::MovePlayer(cursor.player, to));
            }
        }
        Press::Open => match sheet
            .cell(&cursor.row, cursor.player)
            .and_then(|cell| cell.field.clone())
        {
            Some(field) => view.show_field(&field),
            None => view.show_player(cursor.player),
        },
        Press::TakeOut => {
            edit(out, ComparisonEdit::RemovePlayer(cursor.player));
            let near = if column > 0 { column - 1 } else { 1 };
            let near = sheet.columns.get(near).map(|column| column.player);
            state.cursor = near.map(|player| Cursor { player, ..cursor });
        }
        Press::Menu => state.menu = Some(cursor.player),
        Press::Copy => copy(ui, state, sheet, out),
        Press::Leave => state.cursor = None,
    }
    let _ = ctx;
}

/// Puts the whole sheet on the clipboard, but for what is confidential.
pub(super) fn copy(ui: &egui::Ui, state: &CompareState, sheet: &Sheet, out: &mut Commands) {
    let shown = sheet.clone().without_confidential();
    let lines = sheet_table(&shown, state.look);
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
        cells.join("\t") + "\n"
    };
    let lines = lines.iter().map(line);
    ui.copy_text(lines.collect());
    out.push(Command::Tell(
        "Copied the comparison without our limits and costs".to_owned(),
    ));
}

/// The place of a cell.
fn at(sheet: &Sheet, cursor: &Cursor) -> Option<(usize, usize)> {
    let row = sheet.rows().position(|row| row.key == cursor.row)?;
    Some((row, sheet.column_of(cursor.player)?))
}

fn go_to(
    state: &mut CompareState,
    sheet: &Sheet,
    (row, column): (usize, usize),
    view: &mut ViewState,
) {
    let rows: Vec<&Row> = sheet.rows().collect();
    let row = rows.get(row.min(rows.len().saturating_sub(1)));
    let column = sheet
        .columns
        .get(column.min(sheet.columns.len().saturating_sub(1)));
    if let Some((row, column)) = row.zip(column) {
        let cell = sheet.cell(&row.key, column.player);
        view.inspected = cell.and_then(|cell| cell.field.clone());
        state.cursor = Some(Cursor {
            row: row.key.clone(),
            player: column.player,
        });
        state.scroll = true;
    }
}
