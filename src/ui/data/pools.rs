//! Pools: the players among whom percentiles are counted. A pool is a saved object; its table
//! stands outside the dossier, and what the dossier quotes of it stands inside.

mod definition;

use std::sync::Arc;

use eframe::egui;
use egui::{Role, Sense, WidgetInfo, vec2};

use super::cells::{Slot, header_ui};
use crate::domain::comparison::StatPool;
use crate::domain::dossier::Record;
use crate::domain::edit::Edit;
use crate::domain::id::PoolId;
use crate::domain::stats::StatTable;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::menu::{menu_button, menu_item};
use crate::ui::widgets::rows::{empty_state, row_ground};

/// What the part remembers.
#[derive(Default)]
pub(super) struct PoolsState {
    chosen: Option<PoolId>,
}

/// The part.
pub(super) fn pools_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut PoolsState,
    out: &mut Commands,
) {
    let pools = &ctx.dossier.pools;
    if state.chosen.is_none_or(|id| !pools.contains_key(&id)) {
        state.chosen = pools.keys().next().copied();
    }
    let list = if ctx.narrow { 430.0 } else { 620.0 };
    egui::Panel::left("pools-list")
        .exact_size(list)
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::new())
        .show(ui, |ui| list_ui(ui, ctx, state, out));
    let frame = egui::Frame::new().inner_margin(egui::Margin {
        left: 24,
        ..egui::Margin::ZERO
    });
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let pool = state.chosen.and_then(|id| pools.get(&id));
        let Some(pool) = pool else { return };
        egui::ScrollArea::vertical()
            .id_salt("pool")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width((ui.available_width() - space::M).min(560.0));
                ui.push_id(pool.id, |ui| definition::definition_ui(ui, ctx, pool, out));
            });
    });
}

fn list_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, state: &mut PoolsState, out: &mut Commands) {
    if ctx.dossier.pools.is_empty() {
        empty_state(
            ui,
            "No pools yet",
            "A pool says among whom a player ranks: a competition, a season, positions, minutes. Import a season table or match events, then make a pool of it. Compare draws its percentiles from there.",
            None,
        );
    }
    new_ui(ui, ctx, state, out);
    if ctx.dossier.pools.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let slots = slots(width, ctx.narrow);
    let names = ["Pool", "Provider", "Season", "Minutes", "n", "Figures"];
    header_ui(ui, &slots, names);
    egui::ScrollArea::vertical()
        .id_salt("pools")
        .auto_shrink(false)
        .show(ui, |ui| {
            for pool in ctx.dossier.pools.values() {
                row_ui(ui, ctx, pool, &slots, state);
            }
        });
}

fn slots(width: f32, narrow: bool) -> [Slot; 6] {
    if narrow {
        Slot::row(width, [0.0, 72.0, 52.0, -52.0, -40.0, 60.0])
    } else {
        Slot::row(width, [0.0, 92.0, 64.0, -64.0, -48.0, 92.0])
    }
}

fn row_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    pool: &StatPool,
    slots: &[Slot; 6],
    state: &mut PoolsState,
) {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let on = state.chosen == Some(pool.id);
    let figures = figures_words(ctx, pool);
    response.widget_info(|| {
        let name = format!("{}, n {}, {figures}", pool.name, pool.size);
        WidgetInfo::selected(Role::ListBoxOption, true, on, name)
    });
    row_ground(ui, rect, &response, on);
    let [name, provider, season, minutes, n, state_of] = slots;
    name.put(ui, rect, &pool.name, Type::Body, t.text);
    provider.put(ui, rect, &pool.provider, Type::Body, t.text2);
    season.put(ui, rect, &pool.season.to_string(), Type::Body, t.text2);
    let least = format!("{}+", pool.min_minutes);
    minutes.put(ui, rect, &least, Type::Body, t.text);
    n.put(ui, rect, &pool.size.to_string(), Type::Body, t.text);
    state_of.put(ui, rect, figures, Type::Body, t.text2);
    if response.clicked() || response.gained_focus() {
        state.chosen = Some(pool.id);
    }
}

/// Whether every row is at hand or only what the dossier quotes.
fn figures_words(ctx: &ViewCtx<'_>, pool: &StatPool) -> &'static str {
    match table_of(ctx, pool) {
        Some(_) => "loaded",
        None if pool.quoted.is_empty() && pool.spread.is_empty() => "no figures",
        None => "quoted",
    }
}

/// The table of a pool, if it is loaded.
fn table_of<'a>(ctx: &ViewCtx<'a>, pool: &StatPool) -> Option<&'a Arc<StatTable>> {
    ctx.editor.tables().get(&pool.table_hash)
}

fn new_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, state: &mut PoolsState, out: &mut Commands) {
    let tables = ctx.editor.tables().all();
    if tables.is_empty() {
        let words = "A new pool is made from a table of seasons, under Import";
        ui.label(Type::Note.rich(words).color(Tokens::of(ui).text3));
        ui.add_space(space::S);
        return;
    }
    menu_button(ui, "New pool from…", |ui| {
        for table in tables {
            let aside = format!("{} rows", table.rows.len());
            if menu_item(ui, &table.name, &aside).clicked() {
                let id: PoolId = ctx.new_id();
                let pool = StatPool::of_table(id, table, ctx.on);
                state.chosen = Some(pool.id);
                out.edit(Edit::Put(Record::Pool(Arc::new(pool))));
                ui.close();
            }
        }
    });
    ui.add_space(space::S);
}
