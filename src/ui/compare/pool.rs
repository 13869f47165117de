//! The pool to which percentiles refer: chosen, narrowed down while everything ranks anew, kept.

use std::sync::Arc;

use eframe::egui;
use egui::{Popup, PopupCloseBehavior, ScrollArea};

use super::{CompareState, bar};
use crate::domain::comparison::{Comparison, StatPool};
use crate::domain::dossier::Record;
use crate::domain::edit::{ComparisonEdit, Edit};
use crate::domain::fact::Position;
use crate::domain::id::PoolId;
use crate::domain::stats::{Pool, StatTable};
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::draft_field::DraftField;

const WIDTH: f32 = 330.0;

/// The button and its sheet.
pub(super) fn pool_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    comparison: &Comparison,
    out: &mut Commands,
) {
    let compared = ctx.editor.compared();
    let words = match (&compared.sheet.pool, &state.trial) {
        (None, _) => "Pool: none".to_owned(),
        (Some(pool), None) if ctx.narrow => format!("Pool: n = {}", pool.n),
        (Some(pool), None) => format!("Pool: {}, n = {}", bar::cut(&pool.name, 20), pool.n),
        (Some(pool), Some(_)) => format!("Pool: tried, n = {}", pool.n),
    };
    let button = Button::quiet(&words)
        .chevron()
        .selected(state.trial.is_some())
        .hint("Among whom percentiles are counted")
        .ui(ui);
    let popup = Popup::from_toggle_button_response(&button)
        .gap(2.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Pool");
    popup.show(|ui| {
        ui.set_width(WIDTH);
        list_ui(ui, ctx, state, comparison, out);
        if let Some(definition) = shown(ctx, state, comparison) {
            ui.add_space(space::S);
            ui.separator();
            narrow_ui(ui, ctx, state, comparison, &definition, out);
        }
    });
}

/// The pool that is tried, or the one that the comparison keeps.
fn shown(
    ctx: &ViewCtx<'_>,
    state: &CompareState,
    comparison: &Comparison,
) -> Option<Arc<StatPool>> {
    let kept = || ctx.dossier.pools.get(&comparison.pool?).cloned();
    state.trial.clone().or_else(kept)
}

/// Every pool of the dossier, none, and the tables from which a new one can be taken.
fn list_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    comparison: &Comparison,
    out: &mut Commands,
) {
    let now = state
        .trial
        .as_ref()
        .map(|trial| trial.id)
        .or(comparison.pool);
    let mut choose = |state: &mut CompareState, pool: Option<PoolId>| {
        state.trial = None;
        out.edit(Edit::Comparison(
            comparison.id,
            ComparisonEdit::SetPool(pool),
        ));
    };
    let area = ScrollArea::vertical()
        .max_height(180.0)
        .auto_shrink([false, true]);
    area.show(ui, |ui| {
        if ui
            .radio(now.is_none(), Type::Body.rich("No pool"))
            .clicked()
        {
            choose(state, None);
        }
        for pool in ctx.dossier.pools.values() {
            let words = format!("{}, n = {}", pool.name, pool.size);
            if ui
                .radio(now == Some(pool.id), Type::Body.rich(words))
                .clicked()
            {
                choose(state, Some(pool.id));
            }
        }
        for table in tables(ctx) {
            let taken = ctx
                .dossier
                .pools
                .values()
                .any(|pool| pool.table_hash == table.hash);
            if taken {
                continue;
            }
            let words = format!("New pool from {}", table.name);
            if ui.radio(false, Type::Body.rich(words)).clicked() {
                state.trial = Some(Arc::new(whole_table(ctx, table)));
            }
        }
    });
    if ctx.dossier.pools.is_empty() && tables(ctx).is_empty() {
        let words = "A pool needs a table of a season: import one, and every figure gets its place among it.";
        ui.add(egui::Label::new(Type::Note.rich(words).color(Tokens::of(ui).text2)).wrap());
    }
}

/// The tables that are at hand.
fn tables<'a>(ctx: &ViewCtx<'a>) -> Vec<&'a Arc<StatTable>> {
    ctx.editor.tables().all()
}

/// Defenders of a whole table with 900 minutes or more: where most comparisons begin.
fn whole_table(ctx: &ViewCtx<'_>, table: &StatTable) -> StatPool {
    let season = table.rows.seasons.values.iter().flatten().next().copied();
    let season = season.unwrap_or_else(|| crate::domain::injury::three_seasons(ctx.on).1);
    StatPool {
        provider: table.provider.label().to_owned(),
        positions: vec![Position::CentreBack],
        min_minutes: 900,
        table_hash: table.hash.clone(),
        ..StatPool::new(ctx.new_id(), format!("{}, defenders", table.name), season)
    }
}

/// Competition, season, position, minutes, age. Each change is tried at once.
fn narrow_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    comparison: &Comparison,
    definition: &StatPool,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let compared = ctx.editor.compared();
    let Some(table) = compared.table() else {
        let words = "Its table is not at hand. The dossier quotes the figures of its players and how the pool is \
                     spread; import the table to narrow it down.";
        ui.add(egui::Label::new(Type::Note.rich(words).color(t.text2)).wrap());
        return;
    };
    let mut next = definition.clone();
    competitions_ui(ui, table, &mut next);
    positions_ui(ui, &mut next);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let minutes = next.min_minutes.to_string();
        if let Some(Some(minutes)) = count_ui(ui, "Minutes from", &minutes, 10_000) {
            next.min_minutes = minutes;
        }
        let age = |age: Option<u8>| age.map_or_else(String::new, |age| age.to_string());
        let (from, to) = (age(next.min_age), age(next.max_age));
        if let Some(from) = count_ui(ui, "Age from", &from, 60) {
            next.min_age = from.and_then(|age| u8::try_from(age).ok());
        }
        if let Some(to) = count_ui(ui, "Age to", &to, 60) {
            next.max_age = to.and_then(|age| u8::try_from(age).ok());
        }
    });
    let mut seasons: Vec<_> = table
        .rows
        .seasons
        .values
        .iter()
        .flatten()
        .copied()
        .collect();
    seasons.sort_unstable();
    if seasons.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for season in seasons {
                if ui
                    .radio(next.season == season, Type::Body.rich(season.long()))
                    .clicked()
                {
                    next.season = season;
                }
            }
        });
    }
    if next != *definition {
        state.trial = Some(Arc::new(next));
    }
    if let Some(trial) = state.trial.clone() {
        ui.add_space(space::S);
        trial_ui(ui, ctx, state, comparison, (&trial, table), out);
    }
}

/// Keeping a pool that is tried, or letting it go.
fn trial_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    comparison: &Comparison,
    (trial, table): (&StatPool, &StatTable),
    out: &mut Commands,
) {
    let known = ctx.dossier.pools.contains_key(&trial.id);
    let field = DraftField::new("Name of the pool", &trial.name).width(WIDTH - space::M);
    let named = field.ui(ui, |text| match text.trim() {
        "" => Err("A pool needs a name".to_owned()),
        name => Ok(name.to_owned()),
    });
    if let Some(name) = named.committed {
        let next = StatPool {
            name,
            ..trial.clone()
        };
        state.trial = Some(Arc::new(next));
        return;
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        let words = if known {
            "Change the pool"
        } else {
            "Keep the pool"
        };
        let changed = Button::quiet(words).strong().ui(ui).clicked();
        let another = known && Button::quiet("Keep as another").ui(ui).clicked();
        if changed || another {
            let mut kept = trial.clone();
            if another {
                kept.id = ctx.new_id();
                if ctx
                    .dossier
                    .pools
                    .values()
                    .any(|pool| pool.name == kept.name)
                {
                    kept.name = format!("{} 2", kept.name);
                }
            }
            Pool::of(&kept, table).keep_in(&mut kept);
            let label = format!("keep pool {}", kept.name);
            let pool = kept.id;
            out.edit(Edit::Many {
                label,
                edits: vec![
                    Edit::Put(Record::Pool(Arc::new(kept))),
                    Edit::Comparison(comparison.id, ComparisonEdit::SetPool(Some(pool))),
                ],
            });
            state.trial = None;
        }
        if Button::bare("Take back").ui(ui).clicked() {
            state.trial = None;
        }
    });
}

fn competitions_ui(ui: &mut egui::Ui, table: &StatTable, next: &mut StatPool) {
    let names = table.competitions();
    if names.len() < 2 {
        return;
    }
    ui.label(
        Type::Note
            .rich("Competitions, all without a choice")
            .color(Tokens::of(ui).text2),
    );
    let area = ScrollArea::vertical()
        .id_salt("competitions")
        .max_height(120.0)
        .auto_shrink([false, true]);
    area.show(ui, |ui| {
        for name in names {
            let mut on = next.competitions.iter().any(|other| other == name);
            if ui.checkbox(&mut on, Type::Body.rich(name)).changed() {
                next.competitions.retain(|other| other != name);
                if on {
                    next.competitions.push(name.to_owned());
                }
            }
        }
    });
}

fn positions_ui(ui: &mut egui::Ui, next: &mut StatPool) {
    ui.label(
        Type::Note
            .rich("Positions, all without a choice")
            .color(Tokens::of(ui).text2),
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, 2.0);
        for position in Position::ALL {
            let mut on = next.positions.contains(position);
            if ui
                .checkbox(&mut on, Type::Body.rich(position.label()))
                .changed()
            {
                next.positions.retain(|other| other != position);
                if on {
                    next.positions.push(position.clone());
                }
            }
        }
    });
}

/// A small field for a whole number; a new one, or none where it was emptied.
fn count_ui(ui: &mut egui::Ui, label: &str, shown: &str, most: u32) -> Option<Option<u32>> {
    ui.vertical(|ui| {
        ui.label(Type::Note.rich(label).color(Tokens::of(ui).text2));
        let field = DraftField::new(label, shown).width(88.0).right();
        let parse = |text: &str| typed::count(text, 0..=most).map_err(|err| err.to_string());
        field.ui(ui, parse).committed
    })
    .inner
}
