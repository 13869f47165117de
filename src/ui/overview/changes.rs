//! What sources say in words, and what changed since this file was last opened.

use eframe::egui;
use egui::{Role, Sense, WidgetInfo, vec2};

use crate::domain::field::FieldRef;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::basis_mark;
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
    for statement in statements.values() {
        let t = Tokens::of(ui);
        ui.push_id(statement.id, |ui| {
            let row = ui.horizontal_top(|ui| {
                let room = ui.available_width() - size::MARK_SLOT - space::S;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.add(egui::Label::new(Type::Body.rich(&statement.text)).wrap());
                });
                basis_mark(ui, ctx.mark(&statement.basis, false));
            });
            let on = statement
                .basis
                .on
                .map_or_else(String::new, |on| format!(", {on}"));
            row.response
                .clone()
                .on_hover_text(format!("{}{on}", ctx.source_words(&statement.basis)));
            let field = FieldRef::Statement(statement.id);
            if view.reveal.as_ref() == Some(&field) {
                view.reveal = None;
                row.response.scroll_to_me(Some(egui::Align::Center));
            }
            let bottom = ui.min_rect().bottom() + 1.0;
            ui.painter()
                .hline(ui.max_rect().x_range(), bottom, t.rule());
        });
    }
}

/// The newest entries of the change history that the user has not seen.
pub fn changes_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    super::heading(ui, "Since you last opened this file", "");
    let t = Tokens::of(ui);
    let seen = view.last_seen;
    let new = ctx
        .dossier
        .changes
        .values()
        .rev()
        .filter(|change| seen.is_none_or(|seen| change.at > seen));
    let new: Vec<_> = new.take(CHANGES).collect();
    if new.is_empty() {
        let words = match seen {
            None => {
                "This is the first opening. Changes by you or a colleague will be listed here, newest first, each with its field."
            }
            Some(_) => "Nothing has changed.",
        };
        ui.add(egui::Label::new(Type::Body.rich(words).color(t.text2)).wrap());
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

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
