//! Texts that stand in their fields and were not taken: where each was typed, and the way back.

use eframe::egui;

use super::ViewCtx;
use super::state::ViewState;
use super::widgets::draft_field::{UntakenDraft, field_in_use, has_draft, untaken_drafts};
use crate::editor::action::Action;

/// The texts that would be lost if this closed what it closes.
pub fn before(
    action: Action,
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &ViewState,
) -> Vec<UntakenDraft> {
    let shown = ctx.document.key;
    let open = |key| {
        ctx.editor
            .documents()
            .iter()
            .any(|document| document.key == key)
    };
    let concerned = |draft: &UntakenDraft| {
        let document = view
            .typed_in
            .get(&draft.id)
            .map_or(shown, |typed| typed.document);
        match action {
            Action::Close => document == shown,
            _ => open(document),
        }
    };
    let mut drafts = untaken_drafts(ui.ctx());
    drafts.retain(concerned);
    drafts
}

/// Notes where somebody types, after the frame was drawn.
pub fn note_typing(ui: &egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let Some(id) = field_in_use(ui.ctx()) else {
        return;
    };
    if !view.typed_in.contains_key(&id) {
        view.typed_in.retain(|id, _| has_draft(ui.ctx(), *id));
    }
    view.note_typing(id, ctx.document.key);
}

/// Shows the field that was to be gone to, and gives it the keyboard.
pub fn go_to_field(ui: &egui::Ui, view: &mut ViewState) {
    let Some(id) = view.going_to.take() else {
        return;
    };
    if let Some(typed_in) = view.typed_in.get(&id).cloned() {
        view.return_to(&typed_in);
    }
    ui.memory_mut(|memory| memory.request_focus(id));
}
