//! What keys do while the table has them.

use eframe::egui;
use egui::{Event, Key, Modifiers};

use super::{Cursor, Page, head, matrix, matrix_id};
use crate::domain::compare::{Row, Sheet, sheet_copy};
use crate::domain::edit::ComparisonEdit;
use crate::domain::text::harmless;
use crate::editor::command::{Command, Commands};
use crate::ui::ViewCtx;
use crate::ui::state::Inspected;

/// True if keys belong to the table: it has the focus, or nothing has.
pub(super) fn is_active(ui: &egui::Ui, page: &Page<'_>) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    let popup = egui::Popup::is_any_open(ui.ctx());
    let shown = !page.state.only_pane;
    focused.is_none_or(|id| id == matrix_id())
        && !page.view.is_covered(page.ctx.editor)
        && !popup
        && shown
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
pub(super) fn keys_ui(ui: &egui::Ui, page: &mut Page<'_>) {
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
    if presses.is_empty() || page.sheet.columns.is_empty() {
        return;
    }
    ui.memory_mut(|memory| memory.request_focus(matrix_id()));
    for press in presses {
        pressed(ui, page, press);
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

fn pressed(ui: &egui::Ui, page: &mut Page<'_>, press: Press) {
    let before = page.state.cursor.clone();
    let Some(cursor) = before
        .filter(|it| at(page.sheet, it).is_some())
        .or_else(|| matrix::first(page.sheet))
    else {
        return;
    };
    let Some((row, column)) = at(page.sheet, &cursor) else {
        return;
    };
    match press {
        Press::Rows(_) | Press::Columns(_) | Press::FirstRow | Press::LastRow
            if page.state.cursor.is_none() =>
        {
            go_to(page, (0, 0));
        }
        Press::Rows(by) => go_to(page, (row.saturating_add_signed(by), column)),
        Press::Columns(by) => go_to(page, (row, column.saturating_add_signed(by))),
        Press::FirstRow => go_to(page, (0, column)),
        Press::LastRow => go_to(page, (usize::MAX, column)),
        Press::Baseline => head::toggle_baseline(page, cursor.player),
        Press::Move(by) => {
            if let Some(to) = column
                .checked_add_signed(by)
                .filter(|to| *to < page.sheet.columns.len())
            {
                page.edit(ComparisonEdit::MovePlayer(cursor.player, to));
            }
        }
        Press::Open => match page
            .sheet
            .cell(&cursor.row, cursor.player)
            .and_then(|cell| cell.field.clone())
        {
            Some(field) => page.view.show_field(&field),
            None => page.view.show_player(cursor.player),
        },
        Press::TakeOut => {
            page.edit(ComparisonEdit::RemovePlayer(cursor.player));
            let near = if column > 0 { column - 1 } else { 1 };
            let near = page.sheet.columns.get(near).map(|column| column.player);
            page.state.cursor = near.map(|player| Cursor { player, ..cursor });
        }
        Press::Menu => page.state.menu = Some(cursor.player),
        Press::Copy => copy(ui, page.ctx, page.sheet, page.out),
        Press::Leave => page.state.cursor = None,
    }
}

/// Puts the whole sheet on the clipboard, but for what is confidential.
pub(super) fn copy(ui: &egui::Ui, ctx: &ViewCtx<'_>, sheet: &Sheet, out: &mut Commands) {
    let shown = sheet.clone().without_confidential();
    let lines = sheet_copy(&shown, ctx.dossier, ctx.on, &ctx.document.revision_words());
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

fn go_to(page: &mut Page<'_>, (row, column): (usize, usize)) {
    let rows: Vec<&Row> = page.sheet.rows().collect();
    let row = rows.get(row.min(rows.len().saturating_sub(1)));
    let column = page
        .sheet
        .columns
        .get(column.min(page.sheet.columns.len().saturating_sub(1)));
    if let Some((row, column)) = row.zip(column) {
        page.view.inspected = Some(Inspected::Compared(row.key.clone(), column.player));
        page.state.cursor = Some(Cursor {
            row: row.key.clone(),
            player: column.player,
        });
        page.state.scroll = true;
    }
}
