//! Which sign divides cells, and in which rows the headers stand.

use std::collections::BTreeMap;

use super::Detected;
use super::numbers::looks_numeric;
use crate::domain::figures::counted;
use crate::import::csv::{SEPARATORS, declared_separator, read_rows, separator_word};
use crate::import::limits::Limits;
use crate::import::table::Grid;

/// Rows that are looked at.
const SAMPLE: usize = 200;
/// Rows among which a header is sought.
const HEAD_ROWS: usize = 30;

/// The sign between cells: the one that divides most rows into equally many.
pub fn separator(text: &str, limits: &Limits) -> Detected<u8> {
    if let Some(sign) = declared_separator(text) {
        let evidence = "The first line declares it";
        return Detected::sure(sign, evidence);
    }
    let trials = SEPARATORS.iter().filter_map(|sign| {
        let grid = read_rows(text, *sign, limits, SAMPLE).ok()?;
        let (width, alike) = usual_width(&grid);
        (width > 1).then_some((
            alike * 100 / grid.len().max(1),
            width,
            *sign,
            alike,
            grid.len(),
        ))
    });
    // A comma may stand in every name and every number; the other signs hardly do.
    let rank = |sign: u8| b",|;\t".iter().position(|other| *other == sign);
    let best = trials.max_by_key(|(share, width, sign, ..)| {
        let share = if *share >= 90 { 100 } else { *share };
        (share, rank(*sign), *width)
    });
    match best {
        Some((share, width, sign, alike, of)) => {
            let word = separator_word(sign);
            let rows = counted(of, "row");
            let evidence =
                format!("The {word} divides {alike} of the first {rows} into {width} cells");
            Detected {
                value: sign,
                evidence,
                sure: share >= 80,
            }
        }
        None => Detected::doubtful(b',', "No sign divides the rows; there is one column"),
    }
}

/// How many cells most rows have, and how many rows have as many.
fn usual_width(grid: &Grid) -> (usize, usize) {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for row in 0..grid.len().min(SAMPLE) {
        *widths.entry(grid.width_of(row)).or_default() += 1;
    }
    let usual = widths
        .into_iter()
        .max_by_key(|(width, rows)| (*rows, *width));
    usual.unwrap_or_default()
}

/// Where the headers of a grid stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The row of the grid with the names, from 0; `None` without any.
    pub row: Option<usize>,
    /// 2 if the row above names groups of columns.
    pub rows: usize,
}

/// Finds the header: the first row that is nearly full and holds words, or names columns that are
/// known.
pub fn head(grid: &Grid, known: &dyn Fn(&str) -> bool) -> Detected<Head> {
    let (width, _) = usual_width(grid);
    let rows = || (0..grid.len().min(HEAD_ROWS)).map(|row| (row, Filled::of(grid, row, known)));
    let best_known = rows().max_by_key(|(row, filled)| (filled.known, std::cmp::Reverse(*row)));
    let by_names = best_known.filter(|(_, filled)| filled.known >= 2);
    let first_full = rows().find(|(_, filled)| filled.cells * 10 >= width * 6);
    let found = by_names.or_else(|| first_full.filter(|(_, filled)| filled.is_words()));
    let Some((row, filled)) = found else {
        let evidence = "No row holds names of columns; the columns are numbered";
        return Detected::doubtful(Head::default(), evidence);
    };
    let groups = row
        .checked_sub(1)
        .map(|above| Filled::of(grid, above, known))
        .filter(|above| above.cells >= 2 && above.is_words() && above.known < filled.known.max(1));
    let number = grid.number(row);
    let names = if filled.known > 0 {
        format!(
            "{} of {} names in row {number} are known",
            filled.known, filled.cells
        )
    } else {
        format!("Row {number} is the first full row and holds words alone")
    };
    match groups {
        Some(_) => {
            let above = grid.number(row - 1);
            let evidence = format!("{names}; row {above} names groups of columns");
            Detected::sure(
                Head {
                    row: Some(row),
                    rows: 2,
                },
                evidence,
            )
        }
        None => Detected {
            value: Head {
                row: Some(row),
                rows: 1,
            },
            evidence: names,
            sure: filled.known >= 2,
        },
    }
}

/// What the cells of a row hold.
#[derive(Clone, Copy, Debug)]
struct Filled {
    cells: usize,
    numeric: usize,
    known: usize,
}

impl Filled {
    fn of(grid: &Grid, row: usize, known: &dyn Fn(&str) -> bool) -> Self {
        let mut filled = Self {
            cells: 0,
            numeric: 0,
            known: 0,
        };
        for cell in grid.row(row).filter(|cell| !cell.is_empty()) {
            filled.cells += 1;
            filled.numeric += usize::from(looks_numeric(cell));
            filled.known += usize::from(known(cell));
        }
        filled
    }

    /// True if hardly a cell is a number.
    fn is_words(&self) -> bool {
        self.numeric * 10 <= self.cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::csv;

    fn check_separator(text: &str, sign: u8, sure: bool) {
        let found = separator(text, &Limits::default());
        assert_eq!(
            (found.value, found.sure),
            (sign, sure),
            "{}",
            found.evidence
        );
    }

    #[test]
    fn the_sign_that_divides_evenly_is_the_separator() {
        check_separator("name,age\nA,1\nB,2\n", b',', true);
        check_separator("name;fee\n\"A\";1,5\nB;2,5\nC;3\n", b';', true);
        check_separator("Konaté, I.\t26\nvan Dijk, V.\t34\n", b'\t', true);
        check_separator("sep=|\na|b\n", b'|', true);
        check_separator("one\ntwo\n", b',', false);
    }

    fn check_head(text: &str, row: Option<usize>, rows: usize) {
        let grid = csv::read(text, b',', &Limits::default()).unwrap();
        let known = |cell: &str| ["Player", "Club", "Gls", "Tkl"].contains(&cell);
        let found = head(&grid, &known);
        assert_eq!(
            found.value,
            Head { row, rows },
            "{text}: {}",
            found.evidence
        );
    }

    #[test]
    fn headers_are_found_below_titles_and_groups() {
        check_head("Player,Club,Min\nA,B,3\n", Some(0), 1);
        check_head("Exported by us,,\n\nPlayer,Club,Min\nA,B,3\n", Some(1), 1);
        check_head(
            ",,Per 90,Per 90\nPlayer,Club,Gls,Tkl\nA,B,1,2\n",
            Some(1),
            2,
        );
        check_head("Nachname,Ort\nA,B\nC,D\n", Some(0), 1);
        check_head("1,2,3\n4,5,6\n", None, 0);
    }
}
