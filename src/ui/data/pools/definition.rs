//! What one pool is: its fields, edited in place.

use std::sync::Arc;

use eframe::egui;

use super::table_of;
use crate::domain::comparison::StatPool;
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::Edit;
use crate::domain::fact::Position;
use crate::domain::stats::StatTable;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::pool_fields::pool_fields_ui;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::fields::name_of;
use crate::ui::widgets::rows::{fact_row, fact_row_field, section_heading};

/// The fields, who is in it, and what the dossier quotes.
pub(super) fn definition_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    pool: &Arc<StatPool>,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let table = table_of(ctx, pool);
    ui.label(Type::Figure.rich(&pool.name));
    ui.label(
        Type::Body
            .rich(figures_sentence(pool, table))
            .color(t.text2),
    );
    ui.add_space(space::M);
    section_heading(ui, "Who belongs to it", "");
    ui.spacing_mut().item_spacing.y = 0.0;
    name_ui(ui, pool, out);
    fact_row(ui, "Provider", &pool.provider, MarkKind::Derived);
    match table {
        Some(table) => {
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.y = space::XS;
            if let Some(next) = pool_fields_ui(ui, pool, table) {
                put(out, next.worked_out(table));
            }
        }
        None => {
            for (label, shown) in lines(pool) {
                let shown = if shown.is_empty() { "any" } else { &shown };
                read_only_ui(ui, label, shown);
            }
            let words = "These can be changed once the table of the pool is loaded: import it again. Until then the dossier draws from the figures that it quotes.";
            ui.add_space(space::S);
            ui.add(egui::Label::new(Type::Note.rich(words).color(t.text3)).wrap());
        }
    }
    ui.add_space(space::L);
    quoted_ui(ui, ctx, pool);
    ui.add_space(space::L);
    delete_ui(ui, ctx, pool, out);
    ui.add_space(space::XL);
}

fn figures_sentence(pool: &StatPool, table: Option<&Arc<StatTable>>) -> String {
    match table {
        Some(table) => format!(
            "n = {} of {} rows of {}",
            pool.size,
            table.rows.len(),
            table.name
        ),
        None => format!(
            "n = {}. The table is not loaded; the dossier quotes {} players and {} metrics of it",
            pool.size,
            pool.quoted.len(),
            pool.spread.len()
        ),
    }
}

fn name_ui(ui: &mut egui::Ui, pool: &StatPool, out: &mut Commands) {
    let field = DraftField::new("Name", &pool.name).hint("what we call it");
    if let Some(name) = fact_row_field(ui, "Name", field, name_of("A pool")).committed {
        let named = StatPool {
            name,
            ..pool.clone()
        };
        put(out, named);
    }
}

fn put(out: &mut Commands, pool: StatPool) {
    out.edit(Edit::Put(Record::Pool(Arc::new(pool))));
}

/// Who belongs to a pool, in words; empty for anybody.
fn lines(pool: &StatPool) -> [(&'static str, String); 6] {
    let positions: Vec<&str> = pool.positions.iter().map(Position::key).collect();
    let age = |age: Option<u8>| age.map_or_else(String::new, |age| age.to_string());
    [
        ("Competitions", pool.competitions.join("; ")),
        ("Season", pool.season.long()),
        ("Positions", positions.join(", ")),
        ("Minutes from", pool.min_minutes.to_string()),
        ("Age from", age(pool.min_age)),
        ("Age to", age(pool.max_age)),
    ]
}

fn read_only_ui(ui: &mut egui::Ui, label: &str, shown: &str) {
    crate::ui::widgets::rows::fact_row_with(ui, label, |ui| {
        let end = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(end, |ui| {
            ui.add_space(crate::ui::tokens::size::MARK_SLOT);
            ui.label(Type::Body.rich(shown).color(Tokens::of(ui).text2));
        });
    });
}

/// The players of the dossier of whom the pool says something.
fn quoted_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, pool: &StatPool) {
    let note = "so that the file draws without the table";
    section_heading(ui, "Quoted in the dossier", note);
    let named = pool.quoted.keys().chain(pool.row_keys.keys());
    let mut players: Vec<_> = named.collect();
    players.sort();
    players.dedup();
    if players.is_empty() {
        let words = "No player of the dossier is in it yet";
        ui.label(Type::Body.rich(words).color(Tokens::of(ui).text2));
    }
    for id in players {
        let Some(player) = ctx.dossier.player(*id) else {
            continue;
        };
        let count = pool.quoted.get(id).map_or(0, |figures| figures.len());
        let words = format!("{count} figures");
        fact_row(ui, player.short_name(), &words, MarkKind::Derived);
    }
}

fn delete_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, pool: &StatPool, out: &mut Commands) {
    let users = ctx.dossier.comparisons.values();
    let users = users.filter(|comparison| comparison.pool == Some(pool.id));
    let names: Vec<&str> = users.map(|comparison| comparison.name.as_str()).collect();
    ui.horizontal(|ui| {
        if quiet_button(ui, "Delete this pool").clicked() {
            out.edit(Edit::Remove(RecordRef::Pool(pool.id)));
        }
        if !names.is_empty() {
            let words = format!("{} ranks against it", names.join(", "));
            ui.label(Type::Note.rich(words).color(Tokens::of(ui).text3));
        }
    });
}
