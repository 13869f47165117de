//! What is odd about a table as a whole: columns of one name, figures that cannot be, rows that repeat.

use std::collections::HashMap;

use super::detect::number;
use super::draft::Draft;
use super::field::Field;
use super::kind::TableKind;
use super::settings::is_rate;
use super::sums::{is_sum_of_others, names_several};
use super::values::names_line;
use crate::domain::fact::FactKey;
use crate::domain::figures::counted;

/// Rows that are looked at.
const ROWS: usize = 200_000;

/// What a person should know of the columns and rows of a table, in sentences.
pub fn oddities(draft: &Draft) -> Vec<String> {
    let mut odd = Vec::new();
    if draft.table.is_empty() {
        odd.push("There are no rows below the header".to_owned());
    }
    odd.extend(names_twice(draft));
    odd.extend(other_counting(draft));
    odd.extend(shares(draft));
    odd.extend(lines(draft));
    if draft.kind.value == TableKind::Seasons {
        odd.extend(sums_of_others(draft));
        odd.extend(sums_of_clubs(draft));
        odd.extend(minutes(draft));
    }
    if matches!(draft.kind.value, TableKind::Seasons | TableKind::Injuries) {
        odd.extend(repeated(draft));
    }
    odd.extend(small_sums(draft));
    odd
}

fn words(draft: &Draft, columns: &[usize]) -> String {
    let header = |column: &usize| {
        let column = draft.mapping.columns.get(*column)?;
        Some(format!("“{}”", column.header))
    };
    let headers: Vec<String> = columns.iter().filter_map(header).collect();
    super::kind::listed(&headers)
}

/// Columns of one name of which one is taken: the other may be the one that is meant.
fn names_twice(draft: &Draft) -> Vec<String> {
    let (table, mapping) = (&draft.table, &draft.mapping);
    let mut odd = Vec::new();
    for (column, (head, mapped)) in table.headers().iter().zip(&mapping.columns).enumerate() {
        let twin = table
            .headers()
            .iter()
            .zip(&mapping.columns)
            .position(|(other_head, other)| {
                other_head.written == head.written
                    && other_head.group == head.group
                    && other.field.is_some()
            });
        let Some(twin) = twin.filter(|twin| *twin != column && mapped.field.is_none()) else {
            continue;
        };
        let is_left_out_by_hand = draft.choices.columns.contains_key(&mapped.header);
        let differs =
            (0..table.len().min(ROWS)).any(|row| table.cell(row, twin) != table.cell(row, column));
        let field = mapping
            .columns
            .get(twin)
            .and_then(|twin| twin.field.as_ref());
        if let Some(field) = field.filter(|_| differs && !is_left_out_by_hand) {
            odd.push(format!(
                "Two columns are called “{}”. The first is taken as {}, and “{}” is left out: check which is meant",
                head.written,
                field.label(),
                head.name
            ));
        }
    }
    odd
}

fn other_counting(draft: &Draft) -> Option<String> {
    let columns = &draft.reading.per_90_columns;
    (!columns.is_empty()).then(|| {
        let (verb, are) = if columns.len() == 1 {
            ("holds", "is")
        } else {
            ("hold", "are")
        };
        format!(
            "{} {verb} fractions among totals and {are} taken for 90 minutes",
            words(draft, columns)
        )
    })
}

fn shares(draft: &Draft) -> Vec<String> {
    let mut odd = Vec::new();
    let columns = &draft.reading.share_columns;
    if !columns.is_empty() {
        odd.push(format!(
            "No figure of {} is above 1: shares of one are read as percent",
            words(draft, columns)
        ));
    }
    // Some of a column in percent and some of it in shares: nobody can tell 0.9 % from 90 %.
    let sign = draft.reading.decimal.value;
    for column in draft.mapping.columns_of(is_rate) {
        let (mut below, mut above, mut first) = (0_usize, 0_usize, None);
        for row in 0..draft.table.len().min(ROWS) {
            match number(draft.table.cell(row, column), sign) {
                Some(value) if value > 0.0 && value < 1.0 => {
                    below += 1;
                    first.get_or_insert(row);
                }
                Some(value) if value > 1.0 => above += 1,
                _ => {}
            }
        }
        if let Some(row) = first.filter(|_| above > 0 && below * 10 > above) {
            odd.push(format!(
                "{} holds percent in {above} rows and perhaps shares of one in {below}, such as {} in row {}",
                words(draft, &[column]),
                draft.table.cell(row, column),
                draft.table.row_number(row)
            ));
        }
    }
    odd
}

/// Positions that only name a line of the team.
fn lines(draft: &Draft) -> Option<String> {
    if !draft.kind.value.is_players() {
        return None;
    }
    let column = draft.mapping.column(&Field::Fact(FactKey::Position))?;
    let mut named = draft
        .table
        .column_cells(column)
        .filter(|cell| names_line(cell));
    let example = named.next()?;
    let count = named.count() + 1;
    let (name, are) = if count == 1 {
        ("position names", "it is")
    } else {
        ("positions name", "they are")
    };
    Some(format!(
        "{count} {name} no single place on the pitch, such as “{example}”: {are} left out"
    ))
}

fn sums_of_others(draft: &Draft) -> Option<String> {
    let column = draft.mapping.column(&Field::Name)?;
    let is_sum = |row: &usize| is_sum_of_others(draft.table.cell(*row, column));
    let rows: Vec<usize> = (0..draft.table.len()).filter(is_sum).collect();
    let first = rows.first()?;
    let sums = if rows.len() == 1 { "sums" } else { "sum" };
    Some(format!(
        "{} {sums} up others, such as “{}” in row {}, and no player",
        counted(rows.len(), "row"),
        draft.table.cell(*first, column),
        draft.table.row_number(*first)
    ))
}

/// Rows of a man's clubs together, beside the row of each club.
fn sums_of_clubs(draft: &Draft) -> Option<String> {
    let rows = &draft.reading.sums_of_clubs;
    let row = *rows.first()?;
    let columns = [Field::Fact(FactKey::Club), Field::Competition];
    let columns = columns
        .iter()
        .filter_map(|field| draft.mapping.column(field));
    let mut cells = columns.map(|column| draft.table.cell(row, column));
    let (sum, is) = if rows.len() == 1 {
        ("sums", "is")
    } else {
        ("sum", "are")
    };
    Some(format!(
        "{} {sum} up clubs that have rows of their own, such as “{}” in row {}, and {is} not counted beside them",
        counted(rows.len(), "row"),
        cells.find(|cell| names_several(cell)).unwrap_or_default(),
        draft.table.row_number(row)
    ))
}

/// Minutes that no season holds, or that are no whole number.
fn minutes(draft: &Draft) -> Option<String> {
    const MOST: f64 = 6_500.0;
    let column = draft.mapping.column(&Field::Minutes)?;
    let name = draft.mapping.column(&Field::Name);
    let sign = draft.reading.decimal.value;
    let is_odd = |row: &usize| {
        let is_sum = name.is_some_and(|name| is_sum_of_others(draft.table.cell(*row, name)));
        let minutes = number(draft.table.cell(*row, column), sign);
        minutes.is_some_and(|minutes| {
            !(is_sum || draft.reading.sums_of_clubs.contains(row))
                && (!(0.0..=MOST).contains(&minutes) || (minutes < 10.0 && minutes.fract() != 0.0))
        })
    };
    let rows: Vec<usize> = (0..draft.table.len().min(ROWS)).filter(is_odd).collect();
    let first = rows.first()?;
    let have = if rows.len() == 1 { "has" } else { "have" };
    Some(format!(
        "{} {have} minutes that no season holds, such as “{}” in row {}",
        counted(rows.len(), "row"),
        draft.table.cell(*first, column),
        draft.table.row_number(*first)
    ))
}

/// Rows that say again what another says, in every column that is taken.
fn repeated(draft: &Draft) -> Option<String> {
    let columns = draft.mapping.columns_of(|_| true);
    let mut seen: HashMap<Vec<&str>, usize> = HashMap::new();
    let mut again = Vec::new();
    for row in 0..draft.table.len().min(ROWS) {
        let cells: Vec<&str> = columns
            .iter()
            .map(|column| draft.table.cell(row, *column))
            .collect();
        match seen.get(&cells) {
            Some(first) => again.push((*first, row)),
            None => {
                seen.insert(cells, row);
            }
        }
    }
    let (first, row) = again.first()?;
    let is_injuries = draft.kind.value == TableKind::Injuries;
    let number = |row: &usize| draft.table.row_number(*row);
    let (row, first) = (number(row), number(first));
    if again.len() == 1 {
        let taken = if is_injuries {
            "its days count once"
        } else {
            "both count, each as a row of its own"
        };
        return Some(format!(
            "Row {row} repeats row {first} in every column; {taken}"
        ));
    }
    let taken = if is_injuries {
        "their days count once"
    } else {
        "each counts as a row of its own"
    };
    Some(format!(
        "{} repeat others in every column, such as row {row} row {first}; {taken}",
        counted(again.len(), "row")
    ))
}

/// Sums so small that the table may count in thousands or millions.
fn small_sums(draft: &Draft) -> Option<String> {
    let sums = [Field::Value, Field::TransferFee];
    let field = sums.iter().find(|field| draft.has(field))?;
    let column = draft.mapping.column(field)?;
    let mapped = draft.mapping.columns.get(column)?;
    if mapped.power.is_some() {
        return None;
    }
    let sign = draft.reading.decimal.value;
    let figures: Vec<f64> = draft
        .table
        .column_cells(column)
        .take(ROWS)
        .filter_map(|cell| number(cell, sign))
        .filter(|figure| *figure != 0.0)
        .collect();
    let most = figures.iter().copied().fold(0.0, f64::max);
    (figures.len() >= 2 && most < 1_000.0).then(|| {
        format!(
            "No sum of “{}” is above {most}: the table may count in thousands or millions, which its header does not say",
            mapped.header
        )
    })
}
