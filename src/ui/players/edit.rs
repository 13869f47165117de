//! Typing into a cell, in place and at the same height.
//!
//! A cell whose text cannot be taken stays open with the reason, until it is corrected or given up.

use eframe::egui;
use egui::{Event, Id, Key, Modifiers, Rect, UiBuilder, vec2};

use super::selection::{self, Cell, Step};
use super::{Page, row_of, table_id};
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::fact::{FactKey, FactValue, Foot, Position};
use crate::domain::field::FieldRef;
use crate::domain::player::{Role, Stage};
use crate::domain::roster::Column;
use crate::domain::typed;
use crate::editor::command::{Command, Commands};
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, size};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};

/// The narrowest field.
const LEAST: f32 = 110.0;

/// A cell that is being typed into.
#[derive(Clone)]
pub(super) struct Open {
    pub cell: Cell,
    /// Letters that opened it; they go into the field once it has the focus.
    typed: String,
    /// It has not been drawn yet.
    fresh: bool,
}

/// What became of an open cell in one frame.
enum Outcome {
    Stay,
    /// The cell closes and the table has the keys again.
    Back,
    /// The same, and the cursor goes one row down.
    Next,
    /// The cell closes; something else has the focus.
    Left,
}

/// Opens the cell of the cursor, with what was typed to open it.
pub(super) fn begin(page: &mut Page<'_>, typed: &str) {
    let Some(cell) = page.state.selection.cursor() else {
        return;
    };
    if let Some(why) = not_here(page.ctx, cell) {
        // A stray letter is no wish to edit.
        if typed.is_empty() {
            page.out.push(Command::Tell(why));
        }
        return;
    }
    page.state.open.retain(|open| open.cell != cell);
    page.state.open.push(Open {
        cell,
        typed: typed.to_owned(),
        fresh: true,
    });
    page.state.scroll = true;
}

/// Why a cell cannot be typed into.
fn not_here(ctx: &ViewCtx<'_>, cell: Cell) -> Option<String> {
    let label = cell.column.label();
    if let Some(field) = cell.column.field(cell.player) {
        let several = matches!(cell.column, Column::Note)
            && ctx.dossier.text_at(&field).trim().contains('\n');
        return several.then(|| "The note has several lines. Edit it in the profile".to_owned());
    }
    Some(match cell.column.inspects(cell.player) {
        Some(field) => format!(
            "{label} is computed. Edit {} instead",
            field.label().to_lowercase()
        ),
        None => format!("{label} comes from the rows of the profile. Enter opens it"),
    })
}

/// Draws every open cell over the table; one that scrolled away is kept alive out of sight.
pub(super) fn open_ui(ui: &mut egui::Ui, page: &mut Page<'_>, places: &[(Cell, Rect, Rect)]) {
    for mut open in std::mem::take(&mut page.state.open) {
        if page.ctx.dossier.player(open.cell.player).is_none() {
            continue;
        }
        let place = places.iter().find(|(cell, ..)| *cell == open.cell);
        let (rect, clip) = place.map_or_else(
            || {
                (
                    Rect::from_min_size(ui.min_rect().min, vec2(LEAST, size::ROW)),
                    Rect::NOTHING,
                )
            },
            |(_, rect, clip)| (*rect, *clip),
        );
        let salt = ("open cell", open.cell.player, open.cell.column);
        let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
        let mut seen = clip;
        seen.max.x = seen
            .max
            .x
            .max(rect.left() + LEAST)
            .min(ui.clip_rect().right());
        child.set_clip_rect(seen);
        let outcome = match choices(page.ctx, open.cell.column) {
            Some(choices) => choice_ui(&mut child, page.ctx, &mut open, &choices, page.out),
            None => field_ui(&mut child, page, &mut open),
        };
        match outcome {
            Outcome::Stay => page.state.open.push(open),
            Outcome::Left => {}
            Outcome::Back => ui.memory_mut(|memory| memory.request_focus(table_id())),
            Outcome::Next => {
                ui.memory_mut(|memory| memory.request_focus(table_id()));
                let (arranged, from) = (page.ctx.editor.arranged(), Some(open.cell));
                let next = selection::moved(arranged, page.columns, from, Step::Rows(1));
                if let Some(next) = next {
                    page.state.go_to(page.ctx, next, false, page.view);
                }
            }
        }
    }
}

fn field_ui(ui: &mut egui::Ui, page: &mut Page<'_>, open: &mut Open) -> Outcome {
    let Cell { player, column } = open.cell;
    let Some(field) = column.field(player) else {
        return Outcome::Left;
    };
    let shown = page.ctx.dossier.text_at(&field);
    let id = Id::unique(("open cell", player, column));
    let was_fresh = std::mem::take(&mut open.fresh);
    if was_fresh {
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.ctx().request_repaint();
    } else if !open.typed.is_empty() {
        // The field selected its text in the frame before, so the letters replace it.
        let typed = Event::Text(std::mem::take(&mut open.typed));
        ui.input_mut(|input| input.events.insert(0, typed));
    }
    let escape = ui.memory(|memory| memory.has_focus(id))
        && ui.input(|input| input.key_pressed(Key::Escape));
    let label = name_of(page.ctx, open.cell);
    let mut draft = DraftField::new(&label, &shown)
        .id(id)
        .width(ui.max_rect().width().max(LEAST))
        .error_place(ErrorPlace::Elsewhere);
    if column.is_numeric() {
        draft = draft.right();
    }
    let shown = draft.ui(ui, |text| typed_edit(page.ctx, column, text));
    page.view.follow(&field, &shown.response);
    if let Some(edit) = shown.committed {
        page.out.edit(Edit::Player(player, edit));
    }
    if let Some(why) = &shown.error {
        why_ui(ui, &shown.response, why);
    }
    let focused = ui.memory(|memory| memory.has_focus(id));
    match () {
        () if escape => Outcome::Back,
        () if shown.entered => Outcome::Next,
        () if was_fresh || focused || shown.error.is_some() => Outcome::Stay,
        () => Outcome::Left,
    }
}

/// The reason beside the cell, as long as its text stands there.
fn why_ui(ui: &egui::Ui, response: &egui::Response, why: &str) {
    let tip = egui::Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        response.id.with("why"),
        response,
    );
    tip.show(|ui| ui.label(Type::Note.rich(why).color(Tokens::of(ui).error)));
}

/// "Height of Konaté".
fn name_of(ctx: &ViewCtx<'_>, cell: Cell) -> String {
    let whose = row_of(ctx, cell).map_or("", |row| row.player.short_name());
    format!("{} of {whose}", cell.column.label())
}

/// Reads what was typed into a column.
fn typed_edit(ctx: &ViewCtx<'_>, column: Column, text: &str) -> Result<PlayerEdit, String> {
    let text = text.trim();
    if let Some(key) = column.fact() {
        let value = typed::fact(key, text, &ctx.dossier.head).map_err(|err| err.to_string())?;
        return Ok(entered(ctx, key, value));
    }
    let text = text.to_owned();
    Ok(match column {
        Column::Name if text.is_empty() => return Err("A player needs a name".to_owned()),
        Column::Name => PlayerEdit::SetName(text),
        Column::FullName => PlayerEdit::SetFullName(text),
        Column::NextStep => PlayerEdit::SetNextStep(text),
        Column::Owner => PlayerEdit::SetOwner(text),
        Column::Note => PlayerEdit::SetNote(text),
        other => return Err(format!("{} cannot be typed", other.label())),
    })
}

fn entered(ctx: &ViewCtx<'_>, key: FactKey, value: Option<FactValue>) -> PlayerEdit {
    PlayerEdit::EnterFact {
        key,
        value,
        reading: ctx.new_id(),
    }
}

/// The values of a column that takes one of a few.
pub(super) fn choices(
    ctx: &ViewCtx<'_>,
    column: Column,
) -> Option<Vec<(&'static str, PlayerEdit)>> {
    let fact = |key, value| entered(ctx, key, value);
    Some(match column {
        Column::Role => Role::ALL
            .iter()
            .map(|role| (role.label(), PlayerEdit::SetRole(role.clone())))
            .collect(),
        Column::Stage => std::iter::once(("No stage", PlayerEdit::SetStage(None)))
            .chain(
                Stage::ALL
                    .iter()
                    .map(|stage| (stage.label(), PlayerEdit::SetStage(Some(stage.clone())))),
            )
            .collect(),
        Column::Position => std::iter::once(("Not known", fact(FactKey::Position, None)))
            .chain(Position::ALL.iter().map(|position| {
                let value = FactValue::Position(position.clone());
                (position.label(), fact(FactKey::Position, Some(value)))
            }))
            .collect(),
        Column::Foot => std::iter::once(("Not known", fact(FactKey::Foot, None)))
            .chain(Foot::ALL.iter().map(|foot| {
                let value = FactValue::Foot(foot.clone());
                (foot.label(), fact(FactKey::Foot, Some(value)))
            }))
            .collect(),
        _ => return None,
    })
}

fn choice_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    open: &mut Open,
    choices: &[(&'static str, PlayerEdit)],
    out: &mut Commands,
) -> Outcome {
    let label = name_of(ctx, open.cell);
    let shown = shown_choice(ctx, open.cell.column.field(open.cell.player));
    let id = ui.make_persistent_id(("choice field", label.as_str()));
    let fresh = std::mem::take(&mut open.fresh);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let done = focused
        && ui.input(|input| input.key_pressed(Key::Escape) || input.key_pressed(Key::Enter));
    if fresh {
        ui.memory_mut(|memory| memory.request_focus(id));
        let typed = std::mem::take(&mut open.typed);
        ui.input_mut(|input| input.events.push(opening(typed)));
        ui.ctx().request_repaint();
    }
    let items: Vec<(usize, &str)> = choices
        .iter()
        .enumerate()
        .map(|(idx, (words, _))| (idx, *words))
        .collect();
    let chosen = choices.iter().position(|(words, _)| *words == shown);
    let width = ui.max_rect().width().max(LEAST);
    let field = ChoiceField::new(&label, &shown).width(width);
    let picked = field.ui(ui, &items, chosen.as_ref());
    if let Some((_, edit)) = picked.and_then(|idx| choices.get(idx)) {
        out.edit(Edit::Player(open.cell.player, edit.clone()));
        return Outcome::Back;
    }
    let focused = ui.memory(|memory| memory.has_focus(id));
    let pressing = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    match () {
        () if done => Outcome::Back,
        () if fresh || focused || pressing => Outcome::Stay,
        () => Outcome::Left,
    }
}

/// The list opens at the letter that was typed, or at the present value.
fn opening(typed: String) -> Event {
    if !typed.is_empty() {
        return Event::Text(typed);
    }
    Event::Key {
        key: Key::ArrowDown,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

fn shown_choice(ctx: &ViewCtx<'_>, field: Option<FieldRef>) -> String {
    field.map_or_else(String::new, |field| ctx.dossier.text_at(&field))
}
