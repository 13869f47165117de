//! Rows as a spreadsheet takes them from the clipboard.

use super::{Column, Roster, Row};
use crate::domain::text::harmless;

/// The given rows with a header line, cells divided by tabs. Places that are not in the roster are
/// left out.
pub fn tsv(roster: &Roster, rows: &[u32], columns: &[Column]) -> String {
    let mut text = String::new();
    let header = columns.iter().map(|column| {
        let (label, (_, unit)) = (column.label(), roster.header(*column));
        // "Months left" says its second line already.
        if label.to_lowercase().contains(&unit) {
            label.to_owned()
        } else {
            format!("{label} ({unit})")
        }
    });
    write_line(&mut text, header);
    for row in rows.iter().filter_map(|row| roster.row(*row)) {
        write_line(&mut text, columns.iter().map(|column| cell(row, *column)));
    }
    text
}

fn write_line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    text.push_str(&cells.join("\t"));
    text.push('\n');
}

fn cell(row: &Row, column: Column) -> String {
    let text = row.text(column);
    // A day travels as a spreadsheet reads it.
    let date = column.fact().and_then(|key| row.player.date(key));
    if let Some(day) = date.and_then(|date| date.day()) {
        return day.to_string();
    }
    // A figure travels without the marks that only the eye needs.
    let figure = text.replace(',', "").replace('−', "-");
    if column.is_numeric() && figure.parse::<f64>().is_ok() {
        return figure;
    }
    harmless(&text)
}
