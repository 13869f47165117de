//! Dates that may be other days: said once for a column that is full of them, in their rows where
//! they are few.

use crate::domain::date::day_text;
use crate::domain::figures::counted;
use crate::import::draft::Draft;
use crate::import::rows::{DoubtedDate, ReadRow};
use crate::import::values::is_blank;

/// What is to say of a table, and of single rows by their numbers.
pub(super) fn told(draft: &Draft, rows: &[ReadRow]) -> (Vec<String>, Vec<(u32, String)>) {
    let mut doubted: Vec<(u32, &DoubtedDate)> = Vec::new();
    for row in rows {
        doubted.extend(row.doubted.iter().map(|date| (row.number, date)));
    }
    let (mut remarks, mut notes) = (Vec::new(), Vec::new());
    for (column, mapped) in draft.mapping.columns.iter().enumerate() {
        let of_column: Vec<(u32, &DoubtedDate)> = doubted
            .iter()
            .filter(|(_, date)| date.column == mapped.header)
            .copied()
            .collect();
        let Some((first, date)) = of_column.first() else {
            continue;
        };
        let filled = draft.table.column_cells(column);
        let filled = filled.filter(|cell| !is_blank(cell)).count();
        let header = &mapped.header;
        if of_column.len() < 2 || of_column.len() * 2 < filled {
            remarks.push(match of_column.len() {
                1 => format!("1 date of “{header}” may be another day; the note of its row says which"),
                many => format!(
                    "{many} dates of “{header}” may be other days; the notes of their rows say which"
                ),
            });
            let texts = of_column.iter().map(|(row, date)| (*row, date.to_string()));
            notes.extend(texts);
            continue;
        }
        let many = match of_column.len() {
            all if all == filled => format!("All {}", counted(filled, "date")),
            some => format!("{some} of {}", counted(filled, "date")),
        };
        remarks.push(format!(
            "{many} in “{header}” could each be another day, such as row {first}: “{}” is read as {} and \
             may be {}. Choose the order of dates if you know it",
            date.cell,
            day_text(date.day),
            day_text(date.other)
        ));
    }
    (remarks, notes)
}
