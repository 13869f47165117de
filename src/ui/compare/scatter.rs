//! Any two metrics against each other, before the pool. A brush takes players of the pool into the
//! comparison.

use std::sync::Arc;

use eframe::egui;
use egui::Tooltip;

use super::{Page, dots};
use crate::chart::scatter::{PoolDot, PoolDots, Scatter, ScatterChart, scatter};
use crate::domain::compare::{Sheet, join_from_pool};
use crate::domain::comparison::{Comparison, StatPool};
use crate::domain::figures::counted;
use crate::domain::figures::whole;
use crate::domain::stats::{Pool, StatRow, StatTable, metric};
use crate::editor::command::Command;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::chart::{Chart, ChartResponse, UiMeasure, brush_ui};
use crate::ui::widgets::choice_field::ChoiceField;

/// What the picture remembers.
#[derive(Default)]
pub(super) struct ScatterState {
    across: Option<String>,
    up: Option<String>,
    built: Option<Built>,
    /// Rows of the table that were brushed.
    pub brushed: Vec<usize>,
    /// The dot with the keyboard.
    pub cursor: Option<usize>,
}

pub(super) struct Built {
    key: Key,
    pub dots: PoolDots,
    /// The row of the table of each dot.
    pub rows: Vec<usize>,
    pub chart: ScatterChart,
}

impl ScatterState {
    /// The marked rows, or else the one with the keyboard.
    fn taken(&self, built: &Built) -> Vec<usize> {
        if !self.brushed.is_empty() {
            return self.brushed.clone();
        }
        let at_cursor = self.cursor.and_then(|dot| built.rows.get(dot));
        at_cursor.copied().into_iter().collect()
    }
}

/// What a built picture rests on.
struct Key {
    sheet: Arc<Sheet>,
    pool: Option<Arc<Pool>>,
    axes: (usize, usize),
    width: u32,
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        let pool = match (&self.pool, &other.pool) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        pool && Arc::ptr_eq(&self.sheet, &other.sheet)
            && self.axes == other.axes
            && self.width == other.width
    }
}

/// The picture with its two axes.
pub(super) fn scatter_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(axes) = axes_ui(ui, page) else {
        ui.label(
            Type::Body
                .rich("Two metrics are needed: enter counts of these players, or import a table"),
        );
        return;
    };
    ui.add_space(space::S);
    let width = ui.available_width();
    build(ui, page, axes, width);
    let Some(built) = page.state.scatter.built.take() else {
        return;
    };
    let scene = &built.chart.scene;
    let shown = page
        .state
        .picture_ui(ui, "scatter", Chart::new(scene).draggable(), scene);
    if let Some(table) = page.compared.table().filter(|_| built.dots.drawn() > 0) {
        if let Some(held) = brush_ui(ui, &shown) {
            let dots = built.chart.rows_in(&built.dots, held);
            let rows = dots.iter().filter_map(|dot| built.rows.get(*dot).copied());
            page.state.scatter.brushed = rows.collect();
        }
        dot_ui(ui, &built, table, &shown);
        if dots::dots_ui(ui, &mut page.state.scatter, &built, table, &shown) {
            let rows = page.state.scatter.taken(&built);
            add_rows(page, table, &rows);
            page.state.scatter.brushed.clear();
        }
        brushed_ui(ui, page, table);
    }
    page.state.scatter.built = Some(built);
}

/// The two choices; the places of the metrics.
fn axes_ui(ui: &mut egui::Ui, page: &mut Page<'_>) -> Option<(usize, usize)> {
    let pictured = page.state.pictures.pictured();
    let names: Vec<(String, String)> = pictured
        .metrics
        .iter()
        .map(|metric| (metric.key.clone(), metric.name()))
        .collect();
    if names.len() < 2 {
        return None;
    }
    let place = |wanted: Option<&String>, usual: usize| {
        let found = wanted.and_then(|key| names.iter().position(|(other, _)| other == key));
        found.unwrap_or(usual)
    };
    let scatter = &mut page.state.scatter;
    let mut axes = (
        place(scatter.across.as_ref(), 0),
        place(scatter.up.as_ref(), 1),
    );
    let items: Vec<(usize, &str)> = names
        .iter()
        .enumerate()
        .map(|(idx, (_, name))| (idx, name.as_str()))
        .collect();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let width = (ui.available_width() - 2.0 * space::S - 60.0).max(120.0) / 2.0;
        for (label, axis) in [("Across", &mut axes.0), ("Up", &mut axes.1)] {
            ui.label(Type::Note.rich(label).color(Tokens::of(ui).text2));
            let shown = items.get(*axis).map_or("", |item| item.1);
            if let Some(picked) =
                ChoiceField::new(label, shown)
                    .width(width)
                    .ui(ui, &items, Some(axis))
            {
                *axis = picked;
            }
        }
    });
    scatter.across = names.get(axes.0).map(|(key, _)| key.clone());
    scatter.up = names.get(axes.1).map(|(key, _)| key.clone());
    Some(axes)
}

fn build(ui: &egui::Ui, page: &mut Page<'_>, axes: (usize, usize), width: f32) {
    let key = Key {
        sheet: page.compared.sheet.clone(),
        pool: page.compared.pool().cloned(),
        axes,
        width: width.max(0.0).round() as u32,
    };
    if page
        .state
        .scatter
        .built
        .as_ref()
        .is_some_and(|built| built.key.is(&key))
    {
        return;
    }
    let keys = page
        .state
        .scatter
        .across
        .as_deref()
        .zip(page.state.scatter.up.as_deref());
    let pool = page.compared.pool().zip(page.compared.table());
    let (dots, rows) = match keys.zip(pool) {
        Some((keys, (pool, table))) => dots(pool, table, keys),
        None => (Vec::new(), Vec::new()),
    };
    let dots = PoolDots::new(dots);
    let chart = scatter(
        &UiMeasure::new(ui),
        width,
        Scatter {
            of: page.state.pictures.pictured().comparison(),
            across: axes.0,
            up: axes.1,
            pool: &dots,
        },
    );
    page.state.scatter.built = Some(Built {
        key,
        dots,
        rows,
        chart,
    });
}

fn dots(pool: &Pool, table: &StatTable, (across, up): (&str, &str)) -> (Vec<PoolDot>, Vec<usize>) {
    let scaled = |key: &str, row: usize| {
        let value = metric(key).and_then(|metric| pool.measured(table, row, metric));
        value.unwrap_or(f64::NAN)
    };
    let dot = |row: &usize| PoolDot {
        x: scaled(across, *row),
        y: scaled(up, *row),
        minutes: table.rows.get(*row).map_or(f64::NAN, |row| row.minutes),
    };
    (pool.members.iter().map(dot).collect(), pool.members.clone())
}

/// Names the dot below the pointer.
fn dot_ui(ui: &egui::Ui, built: &Built, table: &StatTable, shown: &ChartResponse) {
    let Some(place) = shown.under_pointer(ui).filter(|_| shown.hovered.is_none()) else {
        return;
    };
    let dot = built.chart.row_at(&built.dots, place);
    let row = dot.and_then(|dot| table.rows.get(*built.rows.get(dot)?));
    let Some(row) = row else { return };
    Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        shown.response.id.with("dot"),
        egui::PopupAnchor::Pointer,
    )
    .show(|ui| player_ui(ui, &row));
}

/// Who a dot is.
pub(super) fn player_ui(ui: &mut egui::Ui, row: &StatRow<'_>) {
    ui.label(Type::Strong.rich(&*row.name));
    let words = format!("{}, {} minutes", row.club, whole(row.minutes));
    ui.label(Type::Note.rich(words).color(Tokens::of(ui).text2));
}

/// What was brushed, and the button that takes it in.
fn brushed_ui(ui: &mut egui::Ui, page: &mut Page<'_>, table: &StatTable) {
    let t = Tokens::of(ui);
    if page.state.scatter.brushed.is_empty() {
        let label = egui::Label::new(
            Type::Note
                .rich(
                    "Drag over dots, or go to them with Tab and the arrow keys, mark with Space and add with Enter",
                )
                .color(t.text3),
        );
        ui.add(label.wrap());
        return;
    }
    let names: Vec<String> = page
        .state
        .scatter
        .brushed
        .iter()
        .filter_map(|row| table.rows.get(*row))
        .map(|row| row.name.into_owned())
        .take(6)
        .collect();
    let count = counted(page.state.scatter.brushed.len(), "player");
    Type::Note.wrapped(ui, format!("{count}: {}", names.join(", ")), t.text2);
    ui.add_space(space::XS);
    let mut clear = false;
    ui.horizontal(|ui| {
        if Button::quiet("Add to the comparison").ui(ui).clicked() {
            let rows = page.state.scatter.brushed.clone();
            add_rows(page, table, &rows);
            clear = true;
        }
        clear |= Button::bare("Let go").ui(ui).clicked();
    });
    if clear {
        page.state.scatter.brushed.clear();
    }
}

/// Takes rows of the pool's table into the comparison and says how many found room.
pub(super) fn add_rows(page: &mut Page<'_>, table: &StatTable, rows: &[usize]) {
    let Some(definition) = pool_of(page.ctx, page.comparison) else {
        return;
    };
    let clock = page.ctx.editor.clock();
    let joined = join_from_pool(
        page.ctx.dossier,
        page.comparison,
        definition,
        table,
        rows,
        &mut || clock.new_id(),
    );
    match joined {
        None => page.out.push(Command::Tell(
            "A comparison holds six players, and these are in it or find no room".to_owned(),
        )),
        Some((edit, count)) => {
            page.out.edit(edit);
            if count < rows.len() {
                let words = format!(
                    "{count} of {} found room; a comparison holds six",
                    rows.len()
                );
                page.out.push(Command::Tell(words));
            }
        }
    }
}

/// The pool as the dossier keeps it.
fn pool_of<'a>(ctx: &ViewCtx<'a>, comparison: &Comparison) -> Option<&'a StatPool> {
    ctx.dossier.pools.get(&comparison.pool?).map(AsRef::as_ref)
}
