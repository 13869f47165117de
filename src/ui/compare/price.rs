//! The negotiation over each target in short: room to agree, and what is on the table.

use eframe::egui;

use super::Page;
use crate::domain::compare::{Column, Sheet};
use crate::domain::player::Role;
use crate::ui::negotiate::brief_ui;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::chart::player_mark;

/// The panel.
pub(super) fn price_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let has_price = |column: &&Column| {
        column.role == Role::Target || page.ctx.dossier.negotiation_over(column.player).is_some()
    };
    let mut any = false;
    for column in page.sheet.columns.iter().filter(has_price) {
        any = true;
        ui.push_id(column.player, |ui| {
            name_ui(ui, column, page.state.link.is_player(column.player));
            brief_ui(ui, page.ctx, column.player, page.view, page.out);
            costs_ui(ui, page.sheet, column);
        });
        ui.add_space(space::XL);
    }
    if !any {
        let words = "Nobody here is a target. A target has a price: what his club asks, what we should pay at most, \
                     and the room between.";
        Type::Body.wrapped(ui, words, Tokens::of(ui).text2);
    }
}

/// What the last package costs, as the table has it.
fn costs_ui(ui: &mut egui::Ui, sheet: &Sheet, column: &Column) {
    let costs = [
        ("expected_cost", "Expected cost"),
        ("cost_a_year", "a year"),
        ("cost_per_90", "per expected 90"),
    ];
    let known = costs.iter().filter_map(|(key, words)| {
        let cell = sheet.cell(key, column.player)?;
        (!cell.is_empty()).then(|| format!("{words} {}", cell.text))
    });
    let words = known.collect::<Vec<_>>().join(", ");
    if !words.is_empty() {
        let ink = Tokens::of(ui).text2;
        Type::Note.wrapped(ui, words, ink);
    }
}

fn name_ui(ui: &mut egui::Ui, column: &Column, lit: bool) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(16.0), egui::Sense::hover());
        player_mark(
            ui.painter(),
            rect.center(),
            11.0,
            column.slot,
            !column.is_own(),
            t,
        );
        let ink = if lit { t.accent } else { t.text };
        ui.label(Type::Strong.rich(&column.name).color(ink));
    });
}
