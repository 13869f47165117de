//! A draft of a table of season figures as a stat table that pools can be made of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::detect::{Counting, DecimalSign, PlainNumber, number, plain_number};
use super::draft::Draft;
use super::events::add_rates;
use super::field::Field;
use super::rows::{Named, Reader, years_of};
use super::table::Cells;
use super::values;
use crate::domain::date::Season;
use crate::domain::dossier::Head;
use crate::domain::fact::{FactKey, Position};
use crate::domain::stats::{
    Counts, MetricGroup, MetricKind, Provider, Rows, StatColumn, StatRow, StatTable, metric,
};

/// Headers that only FBref's tables of Opta's figures have.
const FBREF: [&[&str]; 2] = [&["90s", "PrgP", "Tkl"], &["90s", "PasProg", "TklDri"]];

/// Some rows of a table, read: who they are about, and one column for each metric.
#[derive(Clone, Debug)]
pub struct SeasonRows {
    rows: Rows,
    columns: Vec<(String, StatColumn)>,
}

/// Reads some rows of a file: one for each that names somebody. `head` is that of the dossier for
/// which the draft was read. Parts can be read side by side.
pub fn season_rows(draft: &Draft, head: &Head, part: Range<usize>) -> SeasonRows {
    let table = &*draft.table;
    let sign = draft.reading.decimal.value;
    let reader = Reader::new(
        table,
        draft.kind.value,
        &draft.mapping,
        &draft.reading,
        head,
    );
    let mut metrics = metrics(draft, part.len());
    let mut rows = Rows::with_capacity(part.len());
    // All figures of a row at once: in a large table going down each column would fetch every row
    // from memory as often as it has columns.
    let mut line = String::new();
    for idx in part {
        let Some(whose) = reader.player_and_season(idx) else {
            continue;
        };
        if whose.0.number.is_empty() {
            line.clear();
            // Writing to a text does not fail.
            let _ = write!(line, "row {}", table.row_number(idx));
        }
        let row = row(draft, &reader, idx, &line, whose);
        let cells = table.cells(idx);
        for metric in &mut metrics {
            metric.take(cells, sign, row.minutes);
        }
        rows.push(row);
    }
    let columns = metrics
        .into_iter()
        .map(|metric| (metric.key.to_owned(), metric.figures));
    SeasonRows {
        rows,
        columns: columns.collect(),
    }
}

impl SeasonRows {
    /// Adds the rows of the part that follows.
    pub fn append(&mut self, next: Self) {
        self.rows.append(next.rows);
        for ((_, column), (_, more)) in self.columns.iter_mut().zip(next.columns) {
            column.append(more);
        }
    }

    /// The table of these rows, with the rates that follow from its counts.
    pub fn into_table(mut self, draft: &Draft) -> StatTable {
        self.rows.shrink();
        let mut columns: BTreeMap<String, StatColumn> = self.columns.into_iter().collect();
        columns.insert("minutes".to_owned(), self.rows.minutes.clone());
        let provider = provider(draft);
        add_rates(&mut columns, &provider);
        let name = draft.name.clone();
        StatTable::new(provider, name, counts(draft), self.rows, columns)
    }
}

/// Makes the table of all rows.
pub fn stat_table(draft: &Draft, head: &Head) -> StatTable {
    season_rows(draft, head, 0..draft.table.len()).into_table(draft)
}

fn counts(draft: &Draft) -> Counts {
    match draft.reading.counting.as_ref().map(|found| found.value) {
        Some(Counting::Per90) => Counts::Per90,
        Some(Counting::Totals) | None => Counts::Totals,
    }
}

/// Figures that say how much somebody played are never for 90 minutes.
fn is_count(key: &str) -> bool {
    metric(key).is_some_and(|metric| {
        metric.kind == MetricKind::Volume && metric.group != MetricGroup::Minutes
    })
}

/// A column of a file that holds a metric, and its figures.
struct MetricColumn<'a> {
    key: &'a str,
    column: usize,
    scale: f64,
    /// Counts for 90 minutes in a table of totals.
    is_rate: bool,
    figures: StatColumn,
}

impl MetricColumn<'_> {
    fn take(&mut self, cells: Cells<'_>, sign: DecimalSign, minutes: f64) {
        let cell = cells.get(self.column);
        let cell = cell.strip_suffix('%').map_or(cell, str::trim_end);
        if cell.is_empty() {
            self.figures.push(f64::NAN);
            return;
        }
        if !self.is_rate
            && self.scale == 1.0
            && let Some(PlainNumber { digits, places }) = plain_number(cell, sign)
        {
            self.figures.push_decimal(digits, places);
            return;
        }
        let figure = number(cell, sign).unwrap_or(f64::NAN) * self.scale;
        self.figures.push(if self.is_rate {
            figure * (minutes / 90.0)
        } else {
            figure
        });
    }
}

fn metrics(draft: &Draft, rows: usize) -> Vec<MetricColumn<'_>> {
    let counts = counts(draft);
    let columns = draft.mapping.columns.iter().enumerate();
    let metrics = columns.filter_map(|(column, mapped)| {
        let Some(Field::Metric(key)) = &mapped.field else {
            return None;
        };
        let per_90 = mapped.per_90 || draft.reading.is_per_90(column);
        Some(MetricColumn {
            key,
            column,
            scale: draft.reading.scale(column),
            is_rate: per_90 && counts == Counts::Totals && is_count(key),
            figures: StatColumn::with_capacity(rows),
        })
    });
    metrics.collect()
}

fn row<'a>(
    draft: &'a Draft,
    reader: &Reader<'a>,
    idx: usize,
    line: &'a str,
    (who, season): (Named<'a>, Option<Season>),
) -> StatRow<'a> {
    let cell = |field: &Field| reader.cell(idx, field);
    let sign = draft.reading.decimal.value;
    let role = cell(&Field::Fact(FactKey::Position));
    let age = years_of(cell(&Field::Fact(FactKey::StatedAge)));
    StatRow {
        key: if who.number.is_empty() {
            line.into()
        } else {
            who.number.into()
        },
        name: who.name,
        born: who.born,
        club: who.club.into(),
        competition: cell(&Field::Competition).into(),
        season,
        positions: positions(role).into(),
        role: role.into(),
        minutes: number(cell(&Field::Minutes), sign).unwrap_or(f64::NAN),
        age: number(age, sign),
    }
}

/// Where a role can be, by the position named first. Tables that name lines only mean all positions
/// of the line.
fn positions(role: &str) -> Vec<Position> {
    let first = role
        .split([',', ';', '|', '/', ' '])
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    match first.to_uppercase().as_str() {
        "DF" | "DEF" | "DEFENDER" | "D" if !role.contains('(') => {
            vec![
                Position::CentreBack,
                Position::LeftBack,
                Position::RightBack,
            ]
        }
        "MF" | "MID" | "MIDFIELDER" | "M" if !role.contains('(') => vec![
            Position::DefensiveMidfielder,
            Position::Midfielder,
            Position::AttackingMidfielder,
        ],
        "FW" | "FWD" | "FORWARD" | "ATTACKER" => vec![Position::Winger, Position::Forward],
        _ => values::position(role).ok().flatten().into_iter().collect(),
    }
}

/// Who counted: as a person said, else by headers that only one provider has.
fn provider(draft: &Draft) -> Provider {
    let chosen = draft
        .choices
        .source
        .as_ref()
        .map(|source| source.name.as_str());
    let said = [
        draft.choices.provider.as_deref(),
        chosen,
        Some(draft.name.as_str()),
    ];
    let known = said
        .into_iter()
        .flatten()
        .map(Provider::parse)
        .find(|provider| Provider::KNOWN.contains(provider));
    if let Some(known) = known {
        return known;
    }
    let has = |header: &&str| {
        draft
            .table
            .headers()
            .iter()
            .any(|head| head.written == *header)
    };
    if FBREF.iter().any(|headers| headers.iter().all(has)) {
        return Provider::Opta;
    }
    Provider::parse(chosen.unwrap_or(&draft.name))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::money::Currency;
    use crate::import::choices::Choices;
    use crate::import::kind::TableKind;
    use crate::import::limits::Limits;

    fn read(name: &str, text: &[u8]) -> StatTable {
        let head = Arc::new(Head {
            title: String::new(),
            question: String::new(),
            our_club: String::new(),
            our_country: String::new(),
            decision_date: NaiveDate::from_ymd_opt(2025, 7, 11).unwrap(),
            currency: Currency::EUR,
            extra: Extra::new(),
        });
        let choices = Choices {
            kind: Some(TableKind::Seasons),
            ..Choices::default()
        };
        let draft = Draft::read(name, text.to_vec(), choices, &head, &Limits::default()).unwrap();
        stat_table(&draft, &head)
    }

    #[test]
    fn totals_with_repeated_headers_become_columns_of_metrics() {
        let table = read(
            "players.csv",
            b"Rk,Player,Pos,Squad,Comp,Age,Born,Min,90s,Blocks,Tkl,PrgP,Tkl%,Lost,Blocks_stats_defense,Won,Lost_stats_misc,Won%\n\
              1,Konat\xc3\xa9,DF,Liverpool,eng Premier League,25,1999,\"1,800\",20.1,70,40,115,66.7,20,29,56,22,71.8\n\
              2,Other,\"MF,DF\",Liverpool,eng Premier League,,,900,10,8,9,4,,1,7,,3,\n",
        );
        assert_eq!(
            (table.provider.clone(), table.counts),
            (Provider::Opta, Counts::Totals)
        );
        assert_eq!(table.rows.get(0).unwrap().minutes, 1_800.0);
        assert_eq!(
            (
                &*table.rows.get(0).unwrap().role,
                table.rows.get(0).unwrap().positions.len()
            ),
            ("DF", 3)
        );
        assert!(
            !table
                .rows
                .get(1)
                .unwrap()
                .positions
                .contains(&Position::CentreBack)
        );
        for (key, figure) in [
            ("tackles", Some(40.0)),
            ("blocks", Some(29.0)),
            ("dribbled_past", Some(20.0)),
            ("aerials_lost", Some(22.0)),
            ("aerials_won_pct", Some(71.8)),
            ("dribblers_tackled_pct", Some(66.7)),
        ] {
            assert_eq!(table.figure(0, key), figure, "{key}");
        }
        assert_eq!(table.figure(1, "aerials_won"), None);
        assert_eq!(table.scaled(0, metric("tackles").unwrap()), Some(2.0));
    }

    #[test]
    fn counts_for_90_minutes_stay_as_they_are_and_latin_1_is_read() {
        let mut text = "Rk;Player;Pos;Squad;Comp;Min;90s;Tkl;PasProg;TklDri;Int\n".to_owned();
        for row in 0..40 {
            text.push_str(&format!(
                "{row};Konat\u{e9};DF;K\u{f6}ln;Premier League;2881;32;2.16;3.{row};1.63;1.81\n"
            ));
        }
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        let table = read("2021-2022.csv", &latin);
        assert_eq!(
            (table.counts, table.provider.clone()),
            (Counts::Per90, Provider::Opta)
        );
        assert_eq!(
            (
                &*table.rows.get(0).unwrap().name,
                &*table.rows.get(0).unwrap().club
            ),
            ("Konaté", "Köln")
        );
        assert_eq!(table.scaled(0, metric("tackles").unwrap()), Some(2.16));
        let total = table.total(0, metric("tackles").unwrap()).unwrap();
        assert!((total - 2.16 * 2_881.0 / 90.0).abs() < 1e-9);
    }
}
