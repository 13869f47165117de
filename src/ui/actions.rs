//! Carrying out the actions of the table in [`action`](crate::editor::action): by key, menu or
//! palette.

use eframe::egui;
use egui::{Key, KeyboardShortcut, Modifiers};

use super::ViewCtx;
use super::compare;
use super::negotiate;
use super::palette::PaletteState;
use super::screens::Screens;
use super::state::{Floating, Screen, ViewState};
use super::untaken;
use super::widgets::draft_field::{commit_focused, is_typing};
use crate::domain::edit::Edit;
use crate::editor::action::Action;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::ImportCommand;

/// The smallest and the largest scale.
const ZOOM: std::ops::RangeInclusive<f32> = 0.8..=2.0;

/// Does what an action says.
fn perform(
    ui: &egui::Ui,
    action: Action,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    screens: &mut Screens,
    out: &mut Commands,
) {
    if let Some(command) = action.command() {
        out.push(command);
        return;
    }
    match action {
        Action::Overview => view.show(Screen::Overview),
        Action::Players => {
            view.show(Screen::Players);
            screens.players.focus_table = true;
        }
        Action::Negotiate => view.show(Screen::Negotiate),
        Action::Data => view.show(Screen::Data),
        Action::Compare => view.show(Screen::Compare),
        Action::CompareMarked => compare::compare_marked(ctx, view, out),
        Action::Sources => view.show(Screen::Sources),
        Action::Back => view.go_back(),
        Action::Palette => {
            screens.palette = PaletteState::default();
            view.floating = Some(Floating::Palette);
        }
        Action::Filter => {
            view.show(Screen::Players);
            screens.players.focus_filter = true;
        }
        Action::Inspector => view.open_inspector(!view.wants_inspector()),
        Action::Light => view.settings.theme = egui::ThemePreference::Light,
        Action::Dark => view.settings.theme = egui::ThemePreference::Dark,
        Action::System => view.settings.theme = egui::ThemePreference::System,
        Action::ZoomIn => zoom(view, view.settings.zoom + 0.1),
        Action::ZoomOut => zoom(view, view.settings.zoom - 0.1),
        Action::ZoomReset => zoom(view, 1.0),
        Action::Shortcuts => view.floating = Some(Floating::Shortcuts),
        Action::About => view.floating = Some(Floating::About),
        Action::AddPlayer => view.floating = Some(Floating::AddPlayer(String::new())),
        Action::Windows => view.floating = Some(Floating::Windows),
        Action::AddPackage
        | Action::RecordOffer
        | Action::AddRow
        | Action::CopySheetForClub
        | Action::CopySheetForPlayer
        | Action::CopySheetForUs => {
            view.show(Screen::Negotiate);
            negotiate::perform(ui, action, ctx, &mut screens.negotiate, view, out);
        }
        Action::CopyComparison => compare::copy_shown(ui, ctx, view, out),
        Action::AddSource => {
            view.show(Screen::Sources);
            screens.sources.add(ctx, out);
        }
        Action::ImportFiles => {
            view.show(Screen::Data);
            if ctx.editor.has_dialogs() {
                out.push(Command::Import(ImportCommand::ChooseFiles));
            }
        }
        Action::ClearMarks => view.marked.clear(),
        Action::ClearFilter => {
            view.show(Screen::Players);
            screens.players.clear_filter();
        }
        Action::KeepDate => out.edit(Edit::SetDecisionDate(ctx.on)),
        Action::New
        | Action::Open
        | Action::Save
        | Action::SaveAs
        | Action::Reload
        | Action::Close
        | Action::Quit
        | Action::Undo
        | Action::Redo
        | Action::LeaveDate
        | Action::SampleKonate
        | Action::SampleWorked
        | Action::SampleHindsight => {}
    }
}

fn zoom(view: &mut ViewState, zoom: f32) {
    view.settings.zoom = ((zoom * 10.0).round() / 10.0).clamp(*ZOOM.start(), *ZOOM.end());
}

/// Why an action can do nothing now; `None` if it can.
pub fn disabled(action: Action, ctx: &ViewCtx<'_>) -> Option<&'static str> {
    let history = &ctx.document.history;
    match action {
        Action::Undo if history.undo_label().is_none() => Some("nothing to undo"),
        Action::Redo if history.redo_label().is_none() => Some("nothing was undone"),
        Action::Reload if ctx.document.path.is_none() => Some("not saved to a file yet"),
        Action::AddPackage
        | Action::RecordOffer
        | Action::AddRow
        | Action::CopySheetForClub
        | Action::CopySheetForPlayer
        | Action::CopySheetForUs
            if ctx.dossier.negotiations.is_empty() =>
        {
            Some("no negotiation yet")
        }
        Action::CopyComparison if ctx.dossier.comparisons.is_empty() => Some("no comparison yet"),
        Action::KeepDate | Action::LeaveDate if ctx.document.looking_at.is_none() => {
            Some("no other date is looked at")
        }
        _ => None,
    }
}

/// The words of an action now: undo and redo name their step.
pub fn label(action: Action, ctx: &ViewCtx<'_>) -> String {
    let step = match action {
        Action::Undo => ctx.document.history.undo_label(),
        Action::Redo => ctx.document.history.redo_label(),
        _ => None,
    };
    match step {
        Some(step) => format!("{}: {step}", action.label()),
        None => action.label().to_owned(),
    }
}

/// Carries out the actions whose keys were pressed. Before the screen is drawn, so that no field
/// takes them.
pub fn shortcuts_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    screens: &mut Screens,
    out: &mut Commands,
) {
    for (action, keys) in by_modifiers() {
        let Some(keys) = shortcut(keys) else {
            continue;
        };
        // While somebody types, undo belongs to the text, and Ctrl+Enter takes a note.
        let of_text = matches!(action, Action::Undo | Action::Redo | Action::CompareMarked)
            && is_typing(ui.ctx());
        if of_text || !ui.input_mut(|input| input.consume_shortcut(&keys)) {
            continue;
        }
        if matches!(
            action,
            Action::Save | Action::SaveAs | Action::Close | Action::Quit
        ) {
            commit_focused(ui.ctx());
            view.actions.push(action);
        } else if disabled(action, ctx).is_none() {
            perform(ui, action, ctx, view, screens, out);
        }
    }
}

/// Keys that other programs use for the same; they are not printed.
const ALSO: [(Action, &str); 2] = [(Action::Redo, "Ctrl+Y"), (Action::ZoomIn, "Ctrl+Equals")];

/// Longer chords first, or Ctrl+Z would take Ctrl+Shift+Z.
fn by_modifiers() -> Vec<(Action, &'static str)> {
    let printed = Action::ALL.iter().map(|action| (*action, action.keys()));
    let mut keyed: Vec<(Action, &str)> = printed.chain(ALSO).collect();
    keyed.retain(|(_, keys)| !keys.is_empty());
    keyed.sort_by_key(|(_, keys)| std::cmp::Reverse(keys.matches('+').count()));
    keyed
}

/// Reads "Ctrl+Shift+Z".
pub fn shortcut(keys: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in keys.split('+') {
        match part {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Shift" => modifiers |= Modifiers::SHIFT,
            "Alt" => modifiers |= Modifiers::ALT,
            "Left" => key = Some(Key::ArrowLeft),
            name => key = Key::from_name(name),
        }
    }
    key.map(|key| KeyboardShortcut::new(modifiers, key))
}

/// Does what was asked for while the frame was drawn; it is seen in the next one.
pub fn run(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    screens: &mut Screens,
    out: &mut Commands,
) {
    for action in std::mem::take(&mut view.actions) {
        let closes = matches!(action, Action::Close | Action::Quit);
        if closes && !untaken::before(action, ui, ctx, view).is_empty() {
            view.floating = Some(Floating::Untaken(action));
            ui.ctx().request_repaint();
            continue;
        }
        perform(ui, action, ctx, view, screens, out);
        ui.ctx().request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_one_that_the_toolkit_knows() {
        for (_, keys) in by_modifiers() {
            assert!(shortcut(keys).is_some(), "{keys}");
        }
    }
}
