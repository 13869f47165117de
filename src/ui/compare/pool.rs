//! The pool to which percentiles refer: chosen, narrowed down while everything ranks anew, kept.

use std::sync::Arc;

use eframe::egui;
use egui::ScrollArea;

use super::{Page, bar};
use crate::domain::comparison::StatPool;
use crate::domain::dossier::Record;
use crate::domain::edit::{ComparisonEdit, Edit};
use crate::domain::fact::Position;
use crate::domain::injury::three_seasons;
use crate::domain::stats::{Pool, StatTable};
use crate::ui::ViewCtx;
use crate::ui::pool_fields::pool_fields_ui;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::fields::name_of;
use crate::ui::widgets::menu::sheet_below;

const WIDTH: f32 = 330.0;

/// The button and its sheet.
pub(super) fn pool_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let compared = page.compared;
    let is_short = page.ctx.narrow || page.view.wants_inspector();
    let words = match (&compared.sheet.pool, &page.state.trial) {
        (None, _) => "Pool: none".to_owned(),
        (Some(pool), None) if is_short => format!("Pool: n = {}", pool.n),
        (Some(pool), None) => format!("Pool: {}, n = {}", bar::cut(&pool.name, 20), pool.n),
        (Some(pool), Some(_)) => format!("Pool: tried, n = {}", pool.n),
    };
    let button = Button::quiet(&words)
        .chevron()
        .selected(page.state.trial.is_some())
        .hint("Among whom percentiles are counted")
        .ui(ui);
    sheet_below(&button, "Pool", WIDTH, |ui| {
        list_ui(ui, page);
        if let Some(definition) = shown(page) {
            ui.add_space(space::S);
            ui.separator();
            narrow_ui(ui, page, &definition);
        }
    });
}

/// The pool that is tried, or the one that the comparison keeps.
fn shown(page: &Page<'_>) -> Option<Arc<StatPool>> {
    let kept = || page.ctx.dossier.pools.get(&page.comparison.pool?).cloned();
    page.state.trial.clone().or_else(kept)
}

/// Every pool of the dossier, none, and the tables from which a new one can be taken.
fn list_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let pools = &page.ctx.dossier.pools;
    let tables = page.ctx.editor.tables().all();
    let now = shown(page).map(|pool| pool.id);
    let area = ScrollArea::vertical()
        .max_height(180.0)
        .auto_shrink([false, true]);
    area.show(ui, |ui| {
        let none = std::iter::once((None, "No pool".to_owned()));
        let named = pools.values().map(|pool| {
            let words = format!("{}, n = {}", pool.name, pool.size);
            (Some(pool.id), words)
        });
        for (pool, words) in none.chain(named) {
            if ui.radio(now == pool, Type::Body.rich(words)).clicked() {
                page.state.trial = None;
                page.edit(ComparisonEdit::SetPool(pool));
            }
        }
        let is_taken = |table: &StatTable| pools.values().any(|it| it.table_hash == table.hash);
        for table in tables.iter().filter(|table| !is_taken(table)) {
            let words = format!("New pool from {}", table.name);
            if ui.radio(false, Type::Body.rich(words)).clicked() {
                page.state.trial = Some(Arc::new(whole_table(page.ctx, table)));
            }
        }
    });
    if pools.is_empty() && tables.is_empty() {
        let words = "A pool needs a table of a season: import one, and every figure gets its place among it.";
        Type::Note.wrapped(ui, words, Tokens::of(ui).text2);
    }
}

/// Defenders of a whole table with 900 minutes or more: where most comparisons begin.
fn whole_table(ctx: &ViewCtx<'_>, table: &StatTable) -> StatPool {
    let season = table.rows.seasons.values.iter().flatten().next().copied();
    let season = season.unwrap_or_else(|| three_seasons(ctx.on).1);
    StatPool {
        provider: table.provider.label().to_owned(),
        positions: vec![Position::CentreBack],
        min_minutes: 900,
        table_hash: table.hash.clone(),
        ..StatPool::new(ctx.new_id(), format!("{}, defenders", table.name), season)
    }
}

/// The fields of the pool. Each change is tried at once.
fn narrow_ui(ui: &mut egui::Ui, page: &mut Page<'_>, definition: &StatPool) {
    let Some(table) = page.compared.table() else {
        let words = "Its table is not at hand. The dossier quotes the figures of its players and how the pool is \
                     spread; import the table to narrow it down.";
        Type::Note.wrapped(ui, words, Tokens::of(ui).text2);
        return;
    };
    if let Some(next) = pool_fields_ui(ui, definition, table) {
        page.state.trial = Some(Arc::new(next));
    }
    if let Some(trial) = page.state.trial.clone() {
        ui.add_space(space::S);
        trial_ui(ui, page, &trial, table);
    }
}

/// Keeping a pool that is tried, or letting it go.
fn trial_ui(ui: &mut egui::Ui, page: &mut Page<'_>, trial: &StatPool, table: &StatTable) {
    let pools = &page.ctx.dossier.pools;
    let known = pools.contains_key(&trial.id);
    let field = DraftField::new("Name of the pool", &trial.name).width(WIDTH - space::M);
    if let Some(name) = field.ui(ui, name_of("A pool")).committed {
        let named = StatPool {
            name,
            ..trial.clone()
        };
        page.state.trial = Some(Arc::new(named));
        return;
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        let words = if known {
            "Change the pool"
        } else {
            "Keep the pool"
        };
        if Button::quiet(words).strong().ui(ui).clicked() {
            keep(page, trial.clone(), table);
        }
        if known && Button::quiet("Keep as another").ui(ui).clicked() {
            let mut another = trial.clone();
            another.id = page.ctx.new_id();
            if pools.values().any(|pool| pool.name == another.name) {
                another.name.push_str(" 2");
            }
            keep(page, another, table);
        }
        if Button::bare("Take back").ui(ui).clicked() {
            page.state.trial = None;
        }
    });
}

/// Puts a pool into the dossier and lets the comparison refer to it.
fn keep(page: &mut Page<'_>, mut pool: StatPool, table: &StatTable) {
    Pool::of(&pool, table).keep_in(&mut pool);
    let refer = ComparisonEdit::SetPool(Some(pool.id));
    page.out.edit(Edit::Many {
        label: format!("keep pool {}", pool.name),
        edits: vec![
            Edit::Put(Record::Pool(Arc::new(pool))),
            Edit::Comparison(page.comparison.id, refer),
        ],
    });
    page.state.trial = None;
}
