//! What pointer, keys and focus do with a draft in one frame.

use eframe::egui;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditOutput;
use egui::{Id, Key, Modifiers, Ui};

use super::DraftField;
use super::drafts::Draft;

/// What happened to a field in this frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub has_focus: bool,
    pub enter: bool,
    pub escape: bool,
    pub changed: bool,
    pub asked: bool,
}

impl DraftField<'_> {
    /// Selects all when the field is entered, so that typing replaces the value.
    pub(super) fn select(
        &self,
        ui: &Ui,
        draft: &mut Draft,
        output: &mut TextEditOutput,
        turn: Turn,
    ) {
        let gained = turn.has_focus && !draft.editing;
        if gained {
            draft.editing = true;
            if draft.error.is_some() {
                return;
            }
            if ui.input(|input| input.pointer.any_down()) {
                draft.select_on_release = true;
                return;
            }
        } else if draft.select_on_release && !ui.input(|input| input.pointer.any_down()) {
            draft.select_on_release = false;
            let dragged = output
                .state
                .cursor
                .char_range()
                .is_some_and(|range| !range.is_empty());
            if dragged {
                return;
            }
        } else {
            return;
        }
        select_all(ui, &draft.text, output);
    }

    /// What the keys and the focus do with the draft.
    pub(super) fn take<T>(
        &self,
        ui: &Ui,
        id: Id,
        draft: &mut Draft,
        turn: Turn,
        parse: &impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let left = draft.editing && !turn.has_focus;
        if turn.enter {
            ui.memory_mut(|memory| memory.request_focus(id));
            let committed = draft.attempt(parse);
            draft.editing = draft.error.is_some();
            return committed;
        }
        if turn.escape && (turn.has_focus || left) {
            self.escape(ui, id, draft, turn.has_focus);
            return None;
        }
        if left {
            draft.editing = false;
            draft.select_on_release = false;
            return draft.attempt(parse);
        }
        // A screen reader sets the whole text without taking the focus.
        let set_from_outside = turn.changed && !turn.has_focus;
        if set_from_outside || (turn.asked && turn.has_focus) {
            return draft.attempt(parse);
        }
        if turn.changed && draft.error.is_some() {
            draft.error = if draft.is_changed() {
                parse(&draft.text).err()
            } else {
                None
            };
        }
        None
    }

    /// The first Esc gives up what was typed, the second leaves the field.
    fn escape(&self, ui: &Ui, id: Id, draft: &mut Draft, has_focus: bool) {
        if draft.is_changed() {
            draft.reset(self.shown);
            // The dialog around the field must not close on the same key.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            if has_focus {
                draft.editing = false;
            }
        } else if has_focus {
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        if !has_focus {
            draft.editing = false;
        }
    }
}

pub(super) fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input(|input| input.key_pressed(key))
}

fn select_all(ui: &Ui, text: &str, output: &mut TextEditOutput) {
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::new(0), end);
    output.state.cursor.set_char_range(Some(all));
    output.state.clone().store(ui.ctx(), output.response.id);
    ui.ctx().request_repaint();
}
