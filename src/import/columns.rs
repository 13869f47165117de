//! Text with separators straight into typed columns, for tables of a million rows.
//!
//! A column of numbers takes four bytes a cell: its figures are kept as whole numbers of the column's
//! smallest decimal place, so that each reads back as exactly the figure that was written. A column
//! that holds anything but numbers keeps its words.

mod cells;

use super::error::ReadError;
use super::limits::Limits;
use cells::{Cells, Figure};

/// A table column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    headers: Vec<String>,
    columns: Vec<Column>,
    rows: usize,
    uneven: usize,
}

/// The cells of one column.
#[derive(Clone, Debug, PartialEq)]
enum Column {
    /// Whole numbers of `10^-decimals`; [`BLANK`] for an empty cell.
    Places { decimals: u8, values: Vec<i32> },
    /// Figures that need more room; NaN for an empty cell.
    Floats(Vec<f64>),
    /// Words, all in one text.
    Words { text: String, ends: Vec<u32> },
}

const BLANK: i32 = i32::MIN;
/// More decimals than this are kept as floats.
const MAX_DECIMALS: u8 = 6;

impl Columns {
    /// Reads text whose first row holds the headers. Decimals stand behind a point.
    ///
    /// # Errors
    /// [`ReadError`] if there is nothing in it or more than a table may hold.
    pub fn read(text: &str, separator: u8, limits: &Limits) -> Result<Self, ReadError> {
        if text.len() > limits.unpacked {
            let max = limits.unpacked;
            return Err(ReadError::Unpacked { max });
        }
        let mut header = Cells::new(text, separator, limits.cell);
        let headers = header.row_of_words()?.ok_or(ReadError::Empty)?;
        if headers.len() > limits.columns {
            let max = limits.columns;
            return Err(ReadError::Columns { row: 1, max });
        }
        // A column shows only on the way that it holds words; then all is read again, once more at
        // most for each such column, and the first thousand rows nearly always tell.
        let mut words = vec![false; headers.len()];
        find_words(header.clone(), &mut words)?;
        loop {
            let columns = fill(header.clone(), &words, limits)?;
            match columns {
                Filled::Done {
                    columns,
                    rows,
                    uneven,
                } => {
                    return Ok(Self {
                        headers,
                        columns,
                        rows,
                        uneven,
                    });
                }
                Filled::HoldsWords(column) => match words.get_mut(column) {
                    Some(holds) => *holds = true,
                    None => return Err(ReadError::Empty),
                },
            }
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// What stands above each column.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Rows that have more or fewer cells than there are headers.
    pub fn uneven(&self) -> usize {
        self.uneven
    }

    /// True if a column holds numbers alone.
    pub fn is_numeric(&self, column: usize) -> bool {
        !matches!(self.columns.get(column), None | Some(Column::Words { .. }))
    }

    /// A figure; NaN for an empty cell and for words.
    pub fn number(&self, row: usize, column: usize) -> f64 {
        match self.columns.get(column) {
            Some(Column::Places { decimals, values }) => values
                .get(row)
                .map_or(f64::NAN, |value| place(*value, *decimals)),
            Some(Column::Floats(values)) => values.get(row).copied().unwrap_or(f64::NAN),
            Some(Column::Words { .. }) | None => f64::NAN,
        }
    }

    /// All figures of a column, as pools take them; `None` for a column of words.
    pub fn numbers(&self, column: usize) -> Option<Vec<f64>> {
        match self.columns.get(column)? {
            Column::Places { decimals, values } => Some(
                values
                    .iter()
                    .map(|value| place(*value, *decimals))
                    .collect(),
            ),
            Column::Floats(values) => Some(values.clone()),
            Column::Words { .. } => None,
        }
    }

    /// A word; empty for a column of numbers.
    pub fn word(&self, row: usize, column: usize) -> &str {
        let Some(Column::Words { text, ends }) = self.columns.get(column) else {
            return "";
        };
        let end = |row: usize| ends.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).map_or(0, end);
        text.get(start..end(row)).unwrap_or_default()
    }

    /// Bytes that it holds in memory.
    pub fn memory(&self) -> usize {
        let of = |column: &Column| match column {
            Column::Places { values, .. } => 4 * values.capacity(),
            Column::Floats(values) => 8 * values.capacity(),
            Column::Words { text, ends } => text.capacity() + 4 * ends.capacity(),
        };
        self.columns.iter().map(of).sum()
    }
}

/// The figure that was written: a quotient of exact whole numbers is rounded once, as a reader of
/// decimals rounds.
fn place(value: i32, decimals: u8) -> f64 {
    const TENS: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
    if value == BLANK {
        return f64::NAN;
    }
    f64::from(value) / TENS.get(usize::from(decimals)).copied().unwrap_or(1.0)
}

/// Looks at the first rows for columns that hold words.
fn find_words(mut cells: Cells<'_>, words: &mut [bool]) -> Result<(), ReadError> {
    const ROWS: usize = 1_000;
    for _ in 0..ROWS {
        let Some(row) = cells.row_of_words()? else {
            break;
        };
        for (word, holds) in row.iter().zip(words.iter_mut()) {
            *holds |= !Figure::is_one(word);
        }
    }
    Ok(())
}

enum Filled {
    Done {
        columns: Vec<Column>,
        rows: usize,
        uneven: usize,
    },
    /// A column that was taken for numbers holds words.
    HoldsWords(usize),
}

fn fill(mut cells: Cells<'_>, words: &[bool], limits: &Limits) -> Result<Filled, ReadError> {
    let room = cells.likely_rows();
    let mut columns: Vec<Column> = words
        .iter()
        .map(|holds_words| {
            if *holds_words {
                Column::Words {
                    text: String::with_capacity(room * 8),
                    ends: Vec::with_capacity(room),
                }
            } else {
                Column::Places {
                    decimals: 0,
                    values: Vec::with_capacity(room),
                }
            }
        })
        .collect();
    let (mut rows, mut uneven) = (0_usize, 0_usize);
    while cells.starts_row() {
        if rows >= limits.rows {
            let max = limits.rows;
            return Err(ReadError::Rows { max });
        }
        for (idx, column) in columns.iter_mut().enumerate() {
            match column {
                Column::Words { text, ends } => {
                    cells.push_word(text)?;
                    ends.push(u32::try_from(text.len()).map_err(|_| ReadError::Unpacked {
                        max: limits.unpacked,
                    })?);
                }
                Column::Places { .. } | Column::Floats(_) => {
                    let figure = cells.figure()?;
                    if figure == Figure::Words {
                        return Ok(Filled::HoldsWords(idx));
                    }
                    column.add(figure);
                }
            }
        }
        uneven += usize::from(cells.end_row()?);
        rows += 1;
    }
    Ok(Filled::Done {
        columns,
        rows,
        uneven,
    })
}

impl Column {
    fn add(&mut self, figure: Figure) {
        loop {
            match (&mut *self, figure) {
                (Self::Places { values, .. }, Figure::Blank) => return values.push(BLANK),
                (Self::Floats(values), figure) => return values.push(figure.value()),
                (Self::Places { decimals, values }, Figure::Decimal { digits, places })
                    if places <= *decimals =>
                {
                    let scaled = 10_i64
                        .checked_pow(u32::from(*decimals - places))
                        .and_then(|unit| digits.checked_mul(unit))
                        .and_then(|scaled| i32::try_from(scaled).ok())
                        .filter(|scaled| *scaled != BLANK);
                    match scaled {
                        Some(scaled) => return values.push(scaled),
                        None => self.widen(),
                    }
                }
                (Self::Places { .. }, Figure::Decimal { places, .. }) => self.refine(places),
                (Self::Places { .. }, Figure::Float(_)) => self.widen(),
                (Self::Places { .. }, Figure::Words) | (Self::Words { .. }, _) => return,
            }
        }
    }

    /// Makes room for more decimals.
    fn refine(&mut self, places: u8) {
        let Self::Places { decimals, values } = self else {
            return;
        };
        let unit = 10_i32.checked_pow(u32::from(places.saturating_sub(*decimals)));
        let fits = |unit: i32| {
            let scaled = |value: &i32| *value == BLANK || value.checked_mul(unit).is_some();
            places <= MAX_DECIMALS && values.iter().all(scaled)
        };
        match unit.filter(|unit| fits(*unit)) {
            Some(unit) => {
                for value in values.iter_mut().filter(|value| **value != BLANK) {
                    *value *= unit;
                }
                *decimals = places;
            }
            None => self.widen(),
        }
    }

    fn widen(&mut self) {
        if let Self::Places { decimals, values } = self {
            let mut floats = Vec::with_capacity(values.capacity());
            floats.extend(values.iter().map(|value| place(*value, *decimals)));
            *self = Self::Floats(floats);
        }
    }
}

#[cfg(test)]
mod tests;
