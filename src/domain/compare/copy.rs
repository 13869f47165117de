//! A sheet as rows of text, for spreadsheets.

use chrono::NaiveDate;

use super::{Cell, GroupKey, Look, Rest, Row, RowKind, Sheet};
use crate::domain::citation::grade;
use crate::domain::dossier::Dossier;
use crate::domain::field::FieldRef;

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

/// The sheet for a spreadsheet: what it is at which date and from which state of the file, plain
/// numbers with their units, beside each what it rests on, and at the foot what must be known to
/// read it.
pub fn sheet_copy(
    sheet: &Sheet,
    dossier: &Dossier,
    on: NaiveDate,
    revision: &str,
) -> Vec<Vec<String>> {
    let pair = |name: &str, value: &str| vec![name.to_owned(), value.to_owned()];
    let mut lines = vec![
        pair("Dossier", &dossier.head.title),
        pair("Revision", revision),
        pair("Decision date", &on.to_string()),
        Vec::new(),
    ];
    let has_pool = sheet.is_ranked();
    let mut names = ["Group", "Row", "Unit"].map(str::to_owned).to_vec();
    for column in &sheet.columns {
        names.push(column.name.clone());
        names.push(format!("{}, rests on", column.short));
        if has_pool {
            names.push(format!("{}, percentile", column.short));
        }
    }
    lines.push(names);
    for group in &sheet.groups {
        for row in &group.rows {
            let unit = unit(group.key, &group.note, row).to_owned();
            let mut line = vec![group.label.clone(), row.label.clone(), unit];
            for (column, cell) in sheet.columns.iter().zip(&row.cells) {
                line.push(plain(dossier, row, cell));
                let provider = column.provider.as_ref().map(ToString::to_string);
                line.push(rests_on(dossier, row, cell, provider));
                if has_pool {
                    let percentile = cell.percentile.map(|percentile| format!("{percentile:.1}"));
                    line.push(percentile.unwrap_or_default());
                }
            }
            lines.push(line);
        }
    }
    lines.push(Vec::new());
    let look = Look::default();
    let table = sheet_table(sheet, look).into_iter();
    lines.extend(table.filter(|line| line.len() == 1));
    if let Some(pool) = &sheet.pool {
        lines.push(pair("Pool, n", &pool.n.to_string()));
    }
    lines
}

fn unit<'a>(group: GroupKey, note: &'a str, row: &Row) -> &'a str {
    match (group, row.key.as_str(), row.kind) {
        (GroupKey::Money, ..) => note,
        (_, _, RowKind::Minutes) => "minutes",
        (_, _, RowKind::Rate) | (_, "available_pct", _) => "%",
        (_, "days_out", _) => "days",
        (_, "months_left", _) => "months",
        (_, "contract_end", _) => "date",
        (_, _, RowKind::Count) if row.label.ends_with("per 90") => "per 90 minutes",
        _ => "",
    }
}

/// A figure without the marks that only the eye needs, a day as a spreadsheet reads it.
fn plain(dossier: &Dossier, row: &Row, cell: &Cell) -> String {
    if let Some(figure) = cell.figure.filter(|figure| figure.is_finite()) {
        return format!("{figure:.*}", row.decimals);
    }
    let end = match (row.key.as_str(), &cell.field) {
        ("contract_end", Some(FieldRef::Fact(player, _))) => dossier
            .player(*player)
            .and_then(|player| player.contract_end()),
        _ => None,
    };
    end.map_or_else(|| cell.text.clone(), |end| end.to_string())
}

/// `reported, C`, `derived`, `assumed`; who counted it for a count; empty where nothing is known.
fn rests_on(dossier: &Dossier, row: &Row, cell: &Cell, provider: Option<String>) -> String {
    match &cell.rest {
        _ if cell.is_empty() => String::new(),
        Some(Rest::Stated(basis)) if basis.assumed_by.is_some() => "assumed".to_owned(),
        Some(Rest::Stated(basis)) => match grade(dossier, basis) {
            Some(grade) => format!("reported, {}", grade.key()),
            None => "no source".to_owned(),
        },
        Some(Rest::Derived) => "derived".to_owned(),
        Some(Rest::Assumed) => "assumed".to_owned(),
        None if row.kind.is_counted() => {
            provider.map_or_else(String::new, |provider| format!("counted by {provider}"))
        }
        None => String::new(),
    }
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
