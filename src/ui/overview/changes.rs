//! What sources say in words, and what changed since this file was last opened.

use eframe::egui;
use egui::{Role, Sense, WidgetInfo, vec2};

use crate::domain::field::FieldRef;
use crate::domain::statement::Statement;
use crate::domain::text::capitalised;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::row_ground;

/// Entries of the history that are shown.
const CHANGES: usize = 8;

/// Statements on the case and on its players.
pub fn statements_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let statements = &ctx.dossier.statements;
    if statements.is_empty() {
        return;
    }
    super::heading(
        ui,
        "What is said",
        &format!("{} statements", statements.len()),
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    for statement in statements.values() {
        ui.push_id(statement.id, |ui| statement_ui(ui, ctx, view, statement));
    }
}

/// Room for the name of the player whom a statement is about.
const NAME: f32 = 72.0;

fn statement_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, statement: &Statement) {
    let t = Tokens::of(ui);
    let player = statement.player.and_then(|id| ctx.dossier.player(id));
    let name = player.map_or("The case", |player| player.short_name());
    let room = ui.available_width() - NAME - size::MARK_SLOT - space::S;
    let text = paint::block(ui, &statement.text, Type::Body, t.text2, room);
    let height = (text.size().y + space::S).max(size::ROW);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let mark = ctx.mark(&statement.basis, false);
    response.widget_info(|| {
        let words = format!("{name}: {}, {}", statement.text, mark.words());
        WidgetInfo::labeled(Role::Button, true, words)
    });
    row_ground(ui, rect, &response, false);
    let first = rect.with_max_y(rect.top() + size::ROW);
    let name = paint::line(ui, name, Type::Strong, t.text, NAME - space::XS);
    paint::put_left(ui.painter(), rect.left(), first, &name);
    ui.painter()
        .galley(rect.min + vec2(NAME, space::XS), text, t.text2);
    mark.paint_in_slot(
        ui.painter(),
        t,
        first.with_min_x(rect.right() - size::MARK_SLOT),
    );
    let field = FieldRef::Statement(statement.id);
    if view.reveal.as_ref() == Some(&field) {
        view.reveal = None;
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
    }
    let on = statement
        .basis
        .on
        .map_or_else(String::new, |on| format!(", {on}"));
    let source = ctx.source_words(&statement.basis);
    if response
        .on_hover_text(format!("{source}{on}, {}", mark.words()))
        .clicked()
        && let Some(id) = statement.basis.source
    {
        view.show_field(&FieldRef::Source(id));
    }
}

/// The newest entries of the change history that the user has not seen.
pub fn changes_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    super::heading(ui, "Since you last opened this file", "");
    let t = Tokens::of(ui);
    let seen = view.last_seen;
    // Ids grow with time, so the newest come first from the end.
    let newest = ctx.dossier.changes.values().rev();
    let new = newest.take_while(|change| seen.is_none_or(|seen| change.at > seen));
    let new: Vec<_> = new.take(CHANGES).collect();
    if new.is_empty() {
        let words = match seen {
            None => {
                "This is the first opening. Changes by you or a colleague will be listed here, newest first, each with its field."
            }
            Some(_) => "Nothing has changed.",
        };
        Type::Body.wrapped(ui, words, t.text2);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for change in new {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
        let after = if change.after.is_empty() {
            "—"
        } else {
            &change.after
        };
        let words = format!("{}: {after}", capitalised(&change.label));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        row_ground(ui, rect, &response, false);
        let aside = format!("{} {}", change.at.format("%-d %b %H:%M"), change.by);
        let aside = paint::line(ui, aside.trim(), Type::Note, t.text3, 140.0);
        paint::put_right(ui.painter(), rect.right(), rect, &aside);
        let text = paint::line(ui, &words, Type::Body, t.text, rect.width() - 150.0);
        paint::put_left(ui.painter(), rect.left(), rect, &text);
        if let (true, Some(field)) = (response.clicked(), &change.field) {
            view.show_field(field);
        }
    }
}
