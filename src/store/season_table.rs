//! A large table of season figures, made on two processors.

use super::spread::both;
use crate::domain::dossier::Head;
use crate::domain::stats::StatTable;
use crate::import::draft::Draft;
use crate::import::seasons::{season_rows, stat_table};

/// Fewer rows are read sooner than a thread is started.
const FEW: usize = 10_000;

/// Makes the table of a draft that was read for a dossier with that head.
pub fn season_table(draft: &Draft, head: &Head) -> StatTable {
    let count = draft.table.len();
    if count < FEW {
        return stat_table(draft, head);
    }
    let half = count / 2;
    let (mut upper, lower) = both(
        || season_rows(draft, head, 0..half),
        || season_rows(draft, head, half..count),
    );
    upper.append(lower);
    upper.into_table(draft)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::money::Currency;
    use crate::import::choices::Choices;
    use crate::import::limits::Limits;

    #[test]
    fn a_table_made_in_halves_is_the_one_made_at_once() {
        let mut text = "Player,Squad,Comp,Season,Min,Tkl,Int,Pass %\n".to_owned();
        for row in 0..FEW + 1 {
            let league = if row < FEW / 2 { "A" } else { "B" };
            let share = row % 400;
            writeln!(
                text,
                "P {row},C {},{league},2017/18,{row},{},{row}.5,{share}.25",
                row % 7,
                row % 90
            )
            .unwrap();
        }
        let head = Arc::new(Head::new(
            "",
            NaiveDate::from_ymd_opt(2025, 7, 11).unwrap(),
            Currency::EUR,
        ));
        let limits = Limits::default();
        let draft = Draft::read("a.csv", text, Choices::default(), &head, &limits).unwrap();
        let table = season_table(&draft, &head);
        assert_eq!(table.rows.len(), FEW + 1);
        assert_eq!(table, stat_table(&draft, &head));
    }
}
