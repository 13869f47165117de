//! What dates beside each other prove of the order of day and month: the days that a list of injuries
//! prints, and the months in which players move.

use chrono::{Datelike as _, NaiveDate};

use crate::import::detect::{DateOrder, Detected, Figures, number};
use crate::import::field::Field;
use crate::import::kind::TableKind;
use crate::import::mapping::Mapping;
use crate::import::table::Table;

/// Rows that are looked at.
const ROWS: usize = 20_000;

/// Rows that make sense in one reading of their dates alone.
#[derive(Clone, Copy, Debug, Default)]
struct Sense {
    as_written: usize,
    swapped: usize,
}

/// The order that was found, or another one if the dates of the table make sense only in that.
pub(super) fn with_spans(
    found: Detected<DateOrder>,
    table: &Table,
    kind: TableKind,
    mapping: &Mapping,
) -> Detected<DateOrder> {
    let (sense, why, proves) = match kind {
        TableKind::Injuries => (
            spells(table, mapping),
            "the days out printed beside them",
            true,
        ),
        TableKind::Transfers => (
            moves(table, mapping),
            "the months in which players move",
            false,
        ),
        _ => return found,
    };
    let Sense {
        as_written,
        swapped,
    } = sense;
    let said = format!(
        "{}. By {why}, {as_written} rows fit as written and {swapped} with day and month swapped",
        found.evidence
    );
    if swapped >= 3 && swapped > 5 * as_written && found.value == DateOrder::DayFirst {
        let proved = (0..table.len().min(ROWS)).any(|row| {
            let columns = mapping.columns_of(Field::is_date);
            columns.iter().any(|column| {
                let figures = Figures::read(table.cell(row, *column));
                figures.is_some_and(|figures| {
                    figures.straight().is_some() && figures.swapped().is_none()
                })
            })
        });
        let order = if proved {
            DateOrder::Swapped
        } else {
            DateOrder::MonthFirst
        };
        return Detected::doubtful(order, said);
    }
    if proves
        && !found.sure
        && found.value == DateOrder::DayFirst
        && as_written >= 3
        && swapped == 0
    {
        return Detected::sure(DateOrder::DayFirst, said);
    }
    found
}

/// By how many days an injury lasts, with one end or both.
fn spells(table: &Table, mapping: &Mapping) -> Sense {
    let columns = (
        mapping.column(&Field::SpellFrom),
        mapping.column(&Field::SpellTo),
        mapping.column(&Field::SpellDays),
    );
    let (Some(from), Some(to), Some(days)) = columns else {
        return Sense::default();
    };
    let mut sense = Sense::default();
    for row in 0..table.len().min(ROWS) {
        let figures = |column| Figures::read(table.cell(row, column));
        let cell = table.cell(row, days);
        let digits = cell.split(' ').next().unwrap_or(cell);
        let days = number(digits, Default::default()).map(|days| days as i64);
        let (Some(from), Some(to), Some(days)) = (figures(from), figures(to), days) else {
            continue;
        };
        let fits = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            let span = from.zip(to).map(|(from, to)| (to - from).num_days());
            span.is_some_and(|span| (span..=span + 1).contains(&days))
        };
        let other = |figures: Figures| figures.swapped().or(figures.straight());
        let straight = fits(from.straight(), to.straight());
        let swapped = fits(other(from), other(to));
        sense.as_written += usize::from(straight && !swapped);
        sense.swapped += usize::from(swapped && !straight);
    }
    sense
}

/// By the months of transfer windows.
fn moves(table: &Table, mapping: &Mapping) -> Sense {
    let Some(column) = mapping.column(&Field::TransferDate) else {
        return Sense::default();
    };
    let mut sense = Sense::default();
    for row in 0..table.len().min(ROWS) {
        let Some(figures) = Figures::read(table.cell(row, column)) else {
            continue;
        };
        let (Some(straight), Some(swapped)) = (figures.straight(), figures.swapped()) else {
            continue;
        };
        let opens = |day: NaiveDate| matches!(day.month(), 1 | 2 | 6 | 7 | 8 | 9);
        sense.as_written += usize::from(opens(straight) && !opens(swapped));
        sense.swapped += usize::from(opens(swapped) && !opens(straight));
    }
    sense
}
