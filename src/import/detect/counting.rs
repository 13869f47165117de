//! Whether counts are totals of a season or already for 90 minutes.

use serde::{Deserialize, Serialize};

use super::{DecimalSign, Detected, number};
use crate::import::table::Table;

/// What a column of counts holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The count over the season.
    #[default]
    Totals,
    /// The count for 90 minutes.
    #[serde(rename = "per_90")]
    Per90,
}

impl Counting {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Totals => "totals of the season",
            Self::Per90 => "for 90 minutes",
        }
    }
}

/// Columns of counts, by what their figures are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fractions {
    /// Columns with many fractions, each with the row of the first.
    pub broken: Vec<(usize, usize)>,
    /// How many columns hold whole numbers.
    pub whole: usize,
}

/// Which of some columns hold fractions.
pub fn fractions(table: &Table, volume: &[usize], sign: DecimalSign) -> Fractions {
    /// Rows that are looked at.
    const ROWS: usize = 5_000;
    let (mut broken, mut whole) = (Vec::new(), 0_usize);
    for column in volume {
        let (mut fractions, mut values, mut example) = (0_usize, 0_usize, None);
        for row in 0..table.len().min(ROWS) {
            let Some(value) = number(table.cell(row, *column), sign).filter(|value| *value != 0.0)
            else {
                continue;
            };
            values += 1;
            if value.fract() != 0.0 {
                fractions += 1;
                example.get_or_insert(row);
            }
        }
        match example {
            Some(row) if fractions * 3 > values => broken.push((*column, row)),
            _ => whole += usize::from(values > 0),
        }
    }
    Fractions { broken, whole }
}

/// What columns of counts hold, judged by their figures: nobody makes 2.16 tackles. `volume` are
/// columns of things that are counted one by one: no shares, no metres, no expected goals.
pub fn counting(table: &Table, volume: &[usize], sign: DecimalSign) -> Detected<Counting> {
    let Fractions { broken, whole } = fractions(table, volume, sign);
    let name = |column: usize| table.headers().get(column).map_or("", |head| &head.name);
    match (broken.as_slice(), whole) {
        ([], 0) => Detected::doubtful(Counting::Totals, "No column of counts holds a figure"),
        ([], whole) => {
            let evidence = if whole == 1 {
                "The one column of counts holds whole numbers".to_owned()
            } else {
                format!("All {whole} columns of counts hold whole numbers")
            };
            Detected::sure(Counting::Totals, evidence)
        }
        ([(column, row), ..], whole) => {
            let (count, all) = (broken.len(), broken.len() + whole);
            let hold = if count == 1 { "holds" } else { "hold" };
            let evidence = format!(
                "{count} of {all} columns of counts {hold} fractions: “{}” is {} in row {}",
                name(*column),
                table.cell(*row, *column),
                table.row_number(*row)
            );
            let value = if count * 2 > all {
                Counting::Per90
            } else {
                Counting::Totals
            };
            Detected {
                value,
                evidence,
                sure: count * 5 > all * 3,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::csv;
    use crate::import::limits::Limits;

    fn check(text: &str, counting_is: Counting, sure: bool) {
        let grid = csv::read(text, b',', &Limits::default()).unwrap();
        let table = Table::new(grid, Some(0), 1);
        let columns: Vec<usize> = (1..table.width()).collect();
        let found = counting(&table, &columns, DecimalSign::Point);
        let ends = (found.value, found.sure);
        assert_eq!(ends, (counting_is, sure), "{}", found.evidence);
    }

    #[test]
    fn fractions_of_tackles_are_figures_for_90_minutes() {
        check("P,Tkl,Int\nA,69,50\nB,12,0\n", Counting::Totals, true);
        check("P,Tkl,Int\nA,2.16,1.56\nB,1,0.4\n", Counting::Per90, true);
        check("P,Tkl,Int\nA,2.16,50\nB,1.2,3\n", Counting::Totals, false);
        check("P,Tkl\nA,\n", Counting::Totals, false);
    }
}
