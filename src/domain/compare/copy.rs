//! A sheet as rows of text, for spreadsheets.

use super::{Look, Sheet};

/// The sheet as it stands: a line of names, then a line for each row with the values, and below the
/// sheet what must be known to read it. Percentiles follow the values where there are any.
pub fn sheet_table(sheet: &Sheet, look: Look) -> Vec<Vec<String>> {
    let has_pool = sheet.is_ranked();
    let mut names = vec!["Group".to_owned(), "Row".to_owned()];
    for column in &sheet.columns {
        names.push(column.name.clone());
        if has_pool {
            names.push(format!("{}, percentile", column.short));
        }
    }
    let mut lines = vec![names];
    for group in &sheet.groups {
        for row in &group.rows {
            let mut line = vec![group.label.clone(), row.label.clone()];
            for cell in &row.cells {
                line.push(cell.shown(look).into_owned());
                if has_pool {
                    let percentile = cell.percentile.map(|percentile| format!("{percentile:.1}"));
                    line.push(percentile.unwrap_or_default());
                }
            }
            lines.push(line);
        }
    }
    let mut notes: Vec<String> = sheet.columns.iter().filter_map(season_words).collect();
    notes.extend(
        sheet
            .pool
            .iter()
            .map(|pool| format!("Pool: {}", pool.words())),
    );
    notes.extend(sheet.warnings.iter().cloned());
    lines.extend(notes.into_iter().map(|note| vec![note]));
    lines
}

fn season_words(column: &super::Column) -> Option<String> {
    let (season, provider) = (column.season?, column.provider.as_ref()?);
    let minutes = column.minutes.map_or_else(
        || "no minutes".to_owned(),
        |minutes| format!("{} minutes", crate::domain::figures::whole(minutes)),
    );
    Some(format!(
        "{}: {}, {}, {provider}, {minutes}",
        column.name,
        season.long(),
        column.played_in
    ))
}
