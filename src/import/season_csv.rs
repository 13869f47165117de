//! Season totals as the program itself writes them: one row for each player and competition, metric
//! keys as headers.
//!
//! The table is plain enough for a spreadsheet and exact enough to be read again. Percentages that
//! follow from counts are left out and worked out again.

use std::collections::BTreeMap;

use super::events::add_rates;
use crate::domain::career::typed_season;
use crate::domain::date::PartialDate;
use crate::domain::fact::Position;
use crate::domain::stats::{
    Counts, MetricKind, Provider, Rows, StatColumn, StatRow, StatTable, metric,
};

/// The columns before the metrics.
const HEAD: [&str; 11] = [
    "provider",
    "key",
    "name",
    "born",
    "club",
    "competition",
    "season",
    "role",
    "positions",
    "age",
    "minutes",
];

/// Rows that a table may have.
const MAX_ROWS: usize = 5_000_000;
/// Columns that a table may have.
const MAX_COLUMNS: usize = 1_000;

/// Why bytes are no table of season totals of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeasonCsvError {
    /// It begins otherwise.
    #[error("It is no table of season totals: its first columns are not {}", HEAD.join(", "))]
    OtherHead,
    /// A row cannot be read.
    #[error("Row {row} cannot be read ({why})")]
    Row {
        /// The row of the file, from 1.
        row: u64,
        /// Why.
        why: String,
    },
    /// Too many rows or columns.
    #[error("It has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns")]
    TooLarge,
}

/// True if bytes begin as such a table does.
pub fn is_season_csv(bytes: &[u8]) -> bool {
    bytes.starts_with(HEAD.join(",").as_bytes())
}

/// Writes the totals of a table.
pub fn write(table: &StatTable) -> String {
    let keys: Vec<&str> = table
        .columns
        .keys()
        .map(String::as_str)
        .filter(|key| is_written(table, key))
        .collect();
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut put = |record: &[String]| {
        // Writing to memory fails for no other reason than its end.
        let _ = writer.write_record(record);
    };
    let head = HEAD.iter().chain(&keys).map(|key| (*key).to_owned());
    put(&head.collect::<Vec<_>>());
    for (idx, row) in table.rows.iter().enumerate() {
        let positions: Vec<&str> = row.positions.iter().map(Position::key).collect();
        let mut record = vec![
            table.provider.label().to_owned(),
            row.key.to_string(),
            row.name.to_string(),
            row.born.map(|born| born.iso()).unwrap_or_default(),
            row.club.to_string(),
            row.competition.to_string(),
            row.season.map(|season| season.long()).unwrap_or_default(),
            row.role.to_string(),
            positions.join(" "),
            number(row.age),
            number(Some(row.minutes)),
        ];
        record.extend(keys.iter().map(|key| number(table.figure(idx, key))));
        put(&record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Minutes stand before; rates follow from their counts.
fn is_written(table: &StatTable, key: &str) -> bool {
    let follows = metric(key).is_some_and(|metric| match metric.kind {
        MetricKind::Rate { won, of } => {
            let has = |key: &str| table.columns.contains_key(key);
            has(won)
                && of.iter().all(|key| has(key))
                && metric.definition(&table.provider).is_some()
        }
        MetricKind::Volume | MetricKind::Derived => false,
    });
    key != "minutes" && !follows
}

/// Two decimals are more than any count deserves.
fn number(value: Option<f64>) -> String {
    let value = value.filter(|value| value.is_finite());
    value.map_or_else(String::new, |value| {
        ((value * 100.0).round() / 100.0).to_string()
    })
}

/// Reads such a table.
///
/// # Errors
/// [`SeasonCsvError`] if it is none.
pub fn read(name: &str, bytes: &[u8]) -> Result<StatTable, SeasonCsvError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let trouble = |err: &csv::Error| SeasonCsvError::Row {
        row: err.position().map_or(1, csv::Position::line),
        why: err.to_string(),
    };
    let head = reader.headers().map_err(|err| trouble(&err))?.clone();
    if head.iter().take(HEAD.len()).ne(HEAD) {
        return Err(SeasonCsvError::OtherHead);
    }
    if head.len() > MAX_COLUMNS {
        return Err(SeasonCsvError::TooLarge);
    }
    let mut columns = vec![StatColumn::default(); head.len() - HEAD.len()];
    let (mut rows, mut provider) = (Rows::default(), String::new());
    for record in reader.records() {
        let record = record.map_err(|err| trouble(&err))?;
        if rows.len() >= MAX_ROWS {
            return Err(SeasonCsvError::TooLarge);
        }
        let line = record.position().map_or(0, csv::Position::line);
        let refused = |why: String| SeasonCsvError::Row { row: line, why };
        let figure = |at: usize| -> Result<f64, SeasonCsvError> {
            let text = record.get(at).unwrap_or_default();
            if text.is_empty() {
                return Ok(f64::NAN);
            }
            let figure = text.parse::<f64>().ok().filter(|figure| figure.is_finite());
            figure.ok_or_else(|| refused(format!("“{text}” is no number")))
        };
        for (at, column) in (HEAD.len()..).zip(&mut columns) {
            column.push(figure(at)?);
        }
        rows.push(row(&record, figure(9)?, figure(10)?));
        if provider.is_empty() {
            record.get(0).unwrap_or_default().clone_into(&mut provider);
        }
    }
    let keys = head.iter().skip(HEAD.len()).map(str::to_owned);
    let mut columns: BTreeMap<String, StatColumn> = keys.zip(columns).collect();
    columns.insert("minutes".to_owned(), rows.minutes.clone());
    let provider = Provider::parse(&provider);
    add_rates(&mut columns, &provider);
    Ok(StatTable::new(
        provider,
        name,
        Counts::Totals,
        rows,
        columns,
    ))
}

fn row(record: &csv::StringRecord, age: f64, minutes: f64) -> StatRow<'_> {
    let text = |at: usize| record.get(at).unwrap_or_default();
    StatRow {
        key: text(1).into(),
        name: text(2).into(),
        born: PartialDate::from_iso(text(3)),
        club: text(4).into(),
        competition: text(5).into(),
        season: typed_season(text(6)),
        role: text(7).into(),
        positions: text(8).split_whitespace().map(Position::from_key).collect(),
        minutes,
        age: Some(age).filter(|age| age.is_finite()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Season;

    fn a_table() -> StatTable {
        let row = |key: &'static str, minutes: f64| StatRow {
            key: key.into(),
            name: "Konaté, \"Ibou\"".into(),
            born: PartialDate::from_iso("1999-05-25"),
            club: "RB Leipzig".into(),
            competition: "Bundesliga".into(),
            season: Some(Season(2017)),
            role: "DEF".into(),
            positions: vec![Position::CentreBack, Position::LeftBack].into(),
            minutes,
            age: None,
        };
        let mut columns: BTreeMap<String, StatColumn> = [
            ("minutes", [1_241.0, 0.0]),
            ("passes", [606.0, 0.0]),
            ("passes_completed", [509.0, 0.0]),
            ("possession_pct", [51.25, f64::NAN]),
        ]
        .into_iter()
        .map(|(key, figures)| (key.to_owned(), figures.into_iter().collect()))
        .collect();
        add_rates(&mut columns, &Provider::Wyscout);
        let rows = [row("393247-426", 1_241.0), row("5-426", 0.0)]
            .into_iter()
            .collect();
        StatTable::new(Provider::Wyscout, "a table", Counts::Totals, rows, columns)
    }

    #[test]
    fn a_table_that_is_written_reads_as_it_was() {
        let table = a_table();
        let text = write(&table);
        assert!(is_season_csv(text.as_bytes()));
        assert!(!text.contains("pass_pct"));
        assert_eq!(read("a table", text.as_bytes()).unwrap(), table);
        assert_eq!(table.figure(0, "pass_pct").map(f64::round), Some(84.0));
    }

    #[test]
    fn another_table_is_refused_with_the_reason() {
        let text = write(&a_table());
        for (text, words) in [
            (
                "Player,Squad\nKonaté,Leipzig\n".to_owned(),
                "no table of season totals",
            ),
            (String::new(), "no table of season totals"),
            (
                text.replace("606", "many"),
                "Row 2 cannot be read (“many” is no number)",
            ),
            (text.replace("606", "inf"), "“inf” is no number"),
            (text.replace("5-426", "5-426,more"), "Row 3 cannot be read"),
        ] {
            let err = read("a table", text.as_bytes()).unwrap_err().to_string();
            assert!(err.contains(words), "{err}");
        }
    }
}
