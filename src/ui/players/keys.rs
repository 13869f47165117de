//! What keys do while the table has them.

use eframe::egui;
use egui::{Event, Key, Modifiers};

use super::selection::{self, Step};
use super::{Page, edit, menu, rows, take_focus};

/// What a person asked for.
#[derive(Clone, Debug, PartialEq)]
enum Press {
    Go(Step, bool),
    Open,
    Edit,
    Type(String),
    Mark,
    Copy,
    Paste(String),
    Remove,
    SelectAll,
    SelectOne,
    Menu,
}

/// Takes the keys of the table out of the input and does what they say.
pub(super) fn keys_ui(ui: &egui::Ui, page: &mut Page<'_>) {
    let step = isize::try_from(page.state.page).unwrap_or(1).max(1);
    let mut presses = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match press(event, step) {
            Taken::Press(press) => {
                presses.push(press);
                false
            }
            Taken::Swallow => false,
            Taken::Leave => true,
        });
    });
    if presses.is_empty() {
        return;
    }
    take_focus(ui);
    for press in presses {
        pressed(ui, page, press);
    }
}

enum Taken {
    Press(Press),
    /// The letter of a key that was taken.
    Swallow,
    Leave,
}

fn press(event: &Event, page: isize) -> Taken {
    let press = match event {
        Event::Copy => Some(Press::Copy),
        Event::Paste(text) => Some(Press::Paste(text.clone())),
        Event::Text(text) if is_command(text) => return Taken::Swallow,
        Event::Text(text) => Some(Press::Type(text.clone())),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => of_key(*key, *modifiers, page),
        _ => None,
    };
    press.map_or(Taken::Leave, Taken::Press)
}

/// Letters that are commands; every other letter begins to type into the cell.
fn is_command(text: &str) -> bool {
    matches!(text, "j" | "J" | "k" | "K" | "e" | "E" | " ")
}

fn of_key(key: Key, modifiers: Modifiers, page: isize) -> Option<Press> {
    if modifiers.alt {
        return None;
    }
    let go = |step| Some(Press::Go(step, modifiers.shift));
    if modifiers.command {
        return match key {
            Key::A => Some(Press::SelectAll),
            Key::Home => go(Step::FirstRow),
            Key::End => go(Step::LastRow),
            Key::ArrowLeft => go(Step::FirstColumn),
            Key::ArrowRight => go(Step::LastColumn),
            _ => None,
        };
    }
    match key {
        Key::ArrowDown | Key::J => go(Step::Rows(1)),
        Key::ArrowUp | Key::K => go(Step::Rows(-1)),
        Key::PageDown => go(Step::Rows(page)),
        Key::PageUp => go(Step::Rows(-page)),
        Key::ArrowRight => go(Step::Columns(1)),
        Key::ArrowLeft => go(Step::Columns(-1)),
        Key::Home => go(Step::FirstRow),
        Key::End => go(Step::LastRow),
        Key::Enter => Some(Press::Open),
        Key::E | Key::F2 => Some(Press::Edit),
        Key::Space => Some(Press::Mark),
        Key::Delete => Some(Press::Remove),
        Key::Escape => Some(Press::SelectOne),
        Key::F10 if modifiers.shift => Some(Press::Menu),
        _ => None,
    }
}

fn pressed(ui: &egui::Ui, page: &mut Page<'_>, press: Press) {
    let arranged = page.ctx.editor.arranged();
    let cursor = page.state.selection.cursor();
    match press {
        Press::Go(step, extend) => {
            if let Some(cell) = selection::moved(arranged, page.columns, cursor, step) {
                page.state.go_to(page.ctx, cell, extend, page.view);
            }
        }
        Press::Open => {
            if let Some(cell) = cursor {
                page.view.show_player(cell.player);
            }
        }
        Press::Edit => edit::begin(page, ""),
        Press::Type(text) => edit::begin(page, &text),
        Press::Mark => rows::toggle_marks(page),
        Press::Copy => rows::copy(ui, page),
        Press::Paste(text) => rows::paste(page, &text),
        Press::Remove => rows::remove(page),
        Press::SelectAll => page.state.selection.all(),
        Press::SelectOne => page.state.selection.one(),
        Press::Menu => menu::open_at_cursor(page.state),
    }
}
