//! Whether counts are totals or for 90 minutes, and rates percent or shares of one.

use super::is_count;
use crate::domain::stats::{MetricKind, metric};
use crate::import::choices::Choices;
use crate::import::detect::{Counting, DecimalSign, Detected, counting, fractions, number};
use crate::import::field::Field;
use crate::import::mapping::Mapping;
use crate::import::table::Table;

/// Columns of counts whose headers do not say that they are for 90 minutes.
fn silent(mapping: &Mapping) -> Vec<usize> {
    let columns = mapping.columns_of(is_count);
    let says = |column: &usize| {
        let column = mapping.columns.get(*column);
        column.is_some_and(|column| column.per_90)
    };
    columns.into_iter().filter(|idx| !says(idx)).collect()
}

/// What counts are; `None` without counts.
pub(super) fn find(
    table: &Table,
    mapping: &Mapping,
    sign: DecimalSign,
    choices: &Choices,
) -> Option<Detected<Counting>> {
    if mapping.columns_of(is_count).is_empty() {
        return None;
    }
    if let Some(chosen) = choices.counting {
        return Some(Detected::chosen(chosen));
    }
    let silent = silent(mapping);
    if silent.is_empty() {
        let evidence = "The headers of all counts say so";
        return Some(Detected::sure(Counting::Per90, evidence));
    }
    let mut found = counting(table, &silent, sign);
    if found.value == Counting::Totals
        && let Some(few) = too_few(table, mapping, &silent, sign)
    {
        found = Detected::doubtful(Counting::Totals, format!("{}, {few}", found.evidence));
    }
    Some(found)
}

/// That totals would be too few for the minutes: rounded figures for 90 minutes look like totals.
fn too_few(
    table: &Table,
    mapping: &Mapping,
    silent: &[usize],
    sign: DecimalSign,
) -> Option<String> {
    /// What every defender and midfielder does at least once in 90 minutes, keepers included.
    const OFTEN: [&str; 5] = [
        "tackles",
        "interceptions",
        "clearances",
        "recoveries",
        "passes",
    ];
    let minutes = mapping.column(&Field::Minutes)?;
    let figure = |row: usize, column: usize| number(table.cell(row, column), sign);
    let rows: Vec<usize> = (0..table.len().min(5_000))
        .filter(|row| figure(*row, minutes).is_some_and(|minutes| minutes >= 450.0))
        .collect();
    let played: f64 = rows.iter().filter_map(|row| figure(*row, minutes)).sum();
    let per_90 = |column: &usize| {
        let counted: f64 = rows.iter().filter_map(|row| figure(*row, *column)).sum();
        counted * 90.0 / played
    };
    let often = silent.iter().filter(|column| {
        let field = mapping.columns.get(**column).and_then(|c| c.field.as_ref());
        matches!(field, Some(Field::Metric(key)) if OFTEN.contains(&key.as_str()))
    });
    let most = often.map(|column| (*column, per_90(column)));
    let (column, most) = most.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let header = &mapping.columns.get(column)?.header;
    (!rows.is_empty() && most < 0.3).then(|| {
        format!(
            "but as totals “{header}” would be {most:.2} in 90 minutes, so they may be for 90 minutes and rounded"
        )
    })
}

/// The columns of a table of totals that can only be for 90 minutes.
pub(super) fn per_90_columns(
    table: &Table,
    mapping: &Mapping,
    sign: DecimalSign,
    choices: &Choices,
    found: Option<&Detected<Counting>>,
) -> Vec<usize> {
    let is_totals = found.is_some_and(|found| found.value == Counting::Totals);
    if !is_totals || choices.counting.is_some() {
        return Vec::new();
    }
    let found = fractions(table, &silent(mapping), sign);
    found.broken.into_iter().map(|(column, _)| column).collect()
}

/// Columns of rates in which no cell is above 1, though most are no whole numbers.
pub(super) fn share_columns(table: &Table, mapping: &Mapping, sign: DecimalSign) -> Vec<usize> {
    let is_share = |column: &usize| {
        let cells = table.column_cells(*column).take(5_000);
        let (mut all, mut broken) = (0_usize, 0_usize);
        for cell in cells {
            let Some(value) = number(cell, sign) else {
                continue;
            };
            if !(0.0..=1.0).contains(&value) || cell.contains('%') {
                return false;
            }
            all += 1;
            broken += usize::from(value.fract() != 0.0);
        }
        broken >= 3 && broken * 2 > all
    };
    let rates = mapping.columns_of(is_rate);
    rates.into_iter().filter(is_share).collect()
}

/// True for shares of attempts, which are held in percent.
pub(in crate::import) fn is_rate(field: &Field) -> bool {
    let Field::Metric(key) = field else {
        return false;
    };
    metric(key).is_some_and(|metric| matches!(metric.kind, MetricKind::Rate { .. }))
}
