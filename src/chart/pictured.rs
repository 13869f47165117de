//! What the pictures of a comparison are drawn from: the counts and rates of its sheet.

use std::collections::BTreeMap;

use super::comparison::{Comparison, Entry, MetricRow, Reading, Sample};
use crate::domain::compare::{Cell, Column, Row, RowKind, Sheet};
use crate::domain::figures::whole;
use crate::domain::id::PlayerId;
use crate::domain::stats::{Better, Sample as Tier};

/// Percentiles by another pool, by row and player.
pub type Ghosts = BTreeMap<(String, PlayerId), f64>;

/// The players and metrics of a sheet, as the pictures take them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pictured {
    /// The players, from left to right.
    pub entries: Vec<Entry>,
    /// The counts and rates, from top to bottom.
    pub metrics: Vec<MetricRow>,
    /// The pool in words; empty without one.
    pub pool: String,
    /// The kind of the intervals; empty if none is drawn.
    pub interval: String,
}

impl Pictured {
    /// The pictures of a sheet; `short` where there is little room for words.
    pub fn of(sheet: &Sheet, ghosts: &Ghosts, short: bool) -> Self {
        let entries = sheet.columns.iter().map(entry).collect();
        let metrics: Vec<MetricRow> = sheet
            .groups
            .iter()
            .flat_map(|group| {
                let measured = |row: &&Row| matches!(row.kind, RowKind::Count | RowKind::Rate);
                let rows = group.rows.iter().filter(measured);
                rows.map(|row| {
                    let label = if short {
                        row.short_label()
                    } else {
                        row.label.clone()
                    };
                    metric(sheet, (&group.label, &label), row, ghosts)
                })
            })
            .collect();
        let intervals = metrics
            .iter()
            .flat_map(|metric| &metric.readings)
            .any(|reading| reading.interval.is_some());
        let interval = if intervals {
            "90 % interval: Poisson for counts, Wilson for rates with attempts"
        } else {
            ""
        };
        Self {
            entries,
            pool: pool_words(sheet, &metrics),
            metrics,
            interval: interval.to_owned(),
        }
    }

    /// What a picture borrows.
    pub fn comparison(&self) -> Comparison<'_> {
        Comparison {
            entries: &self.entries,
            metrics: &self.metrics,
            pool: &self.pool,
            interval: &self.interval,
        }
    }

    /// The place of a metric.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.key == key)
    }

    /// The metrics that say who is better, the ones that a wheel can show: of each group as many as
    /// there is room for, in the order of the sheet.
    pub fn judged(&self, sheet: &Sheet, most: usize) -> Self {
        let judged = |metric: &&MetricRow| {
            let row = sheet.row(&metric.key);
            row.is_some_and(|row| row.better != Better::Neither)
        };
        let known = |metric: &&MetricRow| {
            let mut readings = metric.readings.iter();
            readings.any(|reading| reading.value.is_some())
        };
        let all: Vec<&MetricRow> = self.metrics.iter().filter(judged).filter(known).collect();
        // The place of each within its group decides who goes first.
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut order: Vec<(usize, usize)> = Vec::with_capacity(all.len());
        for (idx, metric) in all.iter().enumerate() {
            let place = seen.entry(metric.group.as_str()).or_default();
            order.push((*place, idx));
            *place += 1;
        }
        order.sort_unstable();
        let mut taken: Vec<usize> = order.into_iter().take(most).map(|(_, idx)| idx).collect();
        taken.sort_unstable();
        let metrics = taken.into_iter().filter_map(|idx| all.get(idx));
        Self {
            entries: self.entries.clone(),
            metrics: metrics.map(|metric| (*metric).clone()).collect(),
            pool: self.pool.clone(),
            interval: self.interval.clone(),
        }
    }
}

/// The pool, if anything of what is drawn has a place in it.
fn pool_words(sheet: &Sheet, metrics: &[MetricRow]) -> String {
    let drawn = metrics.iter().any(|metric| metric.n.is_some());
    let pool = sheet.pool.as_ref().filter(|_| drawn);
    pool.map_or_else(String::new, |pool| pool.short_words())
}

fn entry(column: &Column) -> Entry {
    Entry {
        name: column.short.clone(),
        slot: column.slot,
        is_own: column.is_own(),
        minutes: column.minutes,
        sample: match column.sample {
            Tier::Low => Sample::Low,
            Tier::Medium => Sample::Medium,
            Tier::High => Sample::High,
        },
    }
}

fn metric(sheet: &Sheet, (group, label): (&str, &str), row: &Row, ghosts: &Ghosts) -> MetricRow {
    let (label, unit) = match label.strip_suffix(", %") {
        Some(label) => (label, "%"),
        None => (label, ""),
    };
    let adjusted = row.adjustment.as_deref().unwrap_or(unit);
    let cells = sheet.columns.iter().zip(&row.cells);
    MetricRow {
        key: row.key.clone(),
        label: label.to_owned(),
        unit: adjusted.to_owned(),
        group: group.to_owned(),
        decimals: decimals(row),
        less_is_better: row.better == Better::Less,
        definition: row.definition.clone(),
        ends: row.spread.map(|spread| (spread.low, spread.high)),
        n: row.spread.map(|spread| spread.n),
        readings: cells
            .map(|(column, cell)| {
                let ghost = ghosts.get(&(row.key.clone(), column.player)).copied();
                reading(column, row, cell, ghost)
            })
            .collect(),
    }
}

/// Totals are whole.
fn decimals(row: &Row) -> usize {
    let whole = row.kind == RowKind::Count
        && row
            .cells
            .iter()
            .filter(|cell| !cell.is_empty())
            .all(|cell| !cell.text.contains('.'));
    if whole { 0 } else { row.decimals }
}

fn reading(column: &Column, row: &Row, cell: &Cell, ghost: Option<f64>) -> Reading {
    let mut lines = Vec::new();
    if let Some(counted) = cell.counted {
        let what = if row.kind == RowKind::Rate {
            "attempts"
        } else {
            "counted"
        };
        lines.push(format!("{} {what}", whole(counted)));
    }
    if let (Some(season), Some(provider)) = (column.season, &column.provider) {
        lines.push(format!(
            "{}, {}, {provider}",
            season.long(),
            column.played_in
        ));
    }
    lines.extend(cell.warning.clone());
    lines.extend(
        cell.no_percentile
            .as_ref()
            .map(|why| format!("No percentile: {why}")),
    );
    // A figure of another provider has no place on the axis of the others.
    if let Some(warning) = &cell.warning {
        return Reading {
            lines,
            reason: warning.clone(),
            ..Reading::default()
        };
    }
    Reading {
        value: cell.figure,
        interval: cell.interval,
        percentile: cell.percentile,
        percentile_interval: cell.percentile_interval,
        ghost: ghost.filter(|before| {
            cell.percentile
                .is_none_or(|now| (now - before).abs() >= 0.5)
        }),
        lines,
        reason: cell
            .why
            .as_ref()
            .map_or_else(String::new, |why| why.words()),
    }
}
