//! The season rows of one provider, column by column.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::catalogue::metric;
use super::column::StatColumn;
use super::metric::{Metric, MetricKind};
use super::provider::Provider;
use super::rows::Rows;

/// Season rows of one provider. A figure that is not measured is NaN; no other is.
///
/// Rows and columns stay as they are once a pool was worked out: the order of each column is kept.
#[derive(Clone, Debug)]
pub struct StatTable {
    /// Who counted.
    pub provider: Provider,
    /// What a person calls it: the name of the file.
    pub name: String,
    /// The BLAKE3 hash of the file that it was read from, in hex.
    pub hash: String,
    /// How its counts are printed.
    pub counts: Counts,
    /// One row for each player, club and competition.
    pub rows: Rows,
    /// By metric key, one figure for each row: counts as `counts` says, percentages of rates.
    pub columns: BTreeMap<String, StatColumn>,
    ranking: OnceLock<BTreeMap<&'static str, RankedColumn>>,
}

/// One column on the scale of comparison, with the rows in the order of their figures, so that
/// another pool over the same table sorts nothing.
#[derive(Clone, Debug)]
pub(super) struct RankedColumn {
    /// The figure of each row; NaN where it is not measured.
    pub(super) scaled: Vec<f64>,
    /// The rows that have a figure, the smallest first.
    pub(super) order: Vec<u32>,
}

impl PartialEq for StatTable {
    fn eq(&self, other: &Self) -> bool {
        self.provider == other.provider
            && self.name == other.name
            && self.hash == other.hash
            && self.counts == other.counts
            && self.rows == other.rows
            && self.columns == other.columns
    }
}

/// How the counts of a table are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Counts {
    /// Over the minutes played.
    #[default]
    Totals,
    /// For 90 minutes already.
    Per90,
}

impl StatTable {
    /// A table. Columns are cut or filled to the rows.
    pub fn new(
        provider: Provider,
        name: impl Into<String>,
        counts: Counts,
        rows: Rows,
        mut columns: BTreeMap<String, StatColumn>,
    ) -> Self {
        for column in columns.values_mut() {
            column.resize(rows.len());
        }
        Self {
            provider,
            name: name.into(),
            hash: String::new(),
            counts,
            rows,
            columns,
            ranking: OnceLock::new(),
        }
    }

    /// The same table, known by the hash of its file.
    pub fn with_hash(self, hash: impl Into<String>) -> Self {
        Self {
            hash: hash.into(),
            ..self
        }
    }

    /// The same table under another name.
    pub fn with_name(self, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..self
        }
    }

    /// Works out the order of each column, so that nobody waits for it later.
    pub fn prepare(&self) {
        self.ranking();
    }

    /// Each column of the catalogue in order, worked out once.
    pub(super) fn ranking(&self) -> &BTreeMap<&'static str, RankedColumn> {
        self.ranking.get_or_init(|| {
            let ranked = self.columns.keys().filter_map(|key| {
                let metric = metric(key)?;
                let scaled: Vec<f64> = (0..self.rows.len())
                    .map(|row| self.scaled(row, metric).unwrap_or(f64::NAN))
                    .collect();
                let figures = (0..).zip(&scaled).filter(|(_, figure)| figure.is_finite());
                let mut pairs: Vec<(u32, f64)> =
                    figures.map(|(row, figure)| (row, *figure)).collect();
                pairs.sort_by(|(_, one), (_, other)| one.total_cmp(other));
                let order = pairs.into_iter().map(|(row, _)| row).collect();
                Some((metric.key, RankedColumn { scaled, order }))
            });
            ranked.collect()
        })
    }

    /// The figure of a row as the table gives it.
    pub fn figure(&self, row: usize, key: &str) -> Option<f64> {
        self.columns.get(key)?.get(row)
    }

    /// The count over all minutes, or the percentage.
    pub fn total(&self, row: usize, metric: &Metric) -> Option<f64> {
        let figure = self.figure(row, metric.key)?;
        match (self.counts, metric.kind) {
            (Counts::Per90, MetricKind::Volume) => {
                let minutes = self.rows.minutes(row);
                minutes.is_finite().then(|| figure * minutes / 90.0)
            }
            _ => Some(figure),
        }
    }

    /// The figure on the scale of comparison: for 90 minutes, or the percentage.
    pub fn scaled(&self, row: usize, metric: &Metric) -> Option<f64> {
        let figure = self.figure(row, metric.key)?;
        match self.counts {
            Counts::Per90 => Some(figure),
            Counts::Totals => metric.scaled(figure, self.rows.minutes(row)),
        }
    }

    /// How often he succeeded and tried, where a rate and its counts are in the table.
    pub fn attempts(&self, row: usize, rate: &Metric) -> Option<(f64, f64)> {
        rate.attempts(|key| self.total(row, metric(key)?))
    }

    /// The competitions, each once, in the order of the alphabet.
    pub fn competitions(&self) -> Vec<&str> {
        let names = self.rows.competitions.values.iter();
        let mut names: Vec<&str> = names.map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// A row by its key.
    pub fn row(&self, key: &str) -> Option<usize> {
        self.rows.keys.place(key)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::rows::StatRow;
    use super::*;
    use crate::domain::date::{PartialDate, Season};
    use crate::domain::fact::Position;

    /// Name, minutes, figures by metric key.
    pub(crate) type TestRow<'a> = (&'a str, f64, &'a [(&'a str, f64)]);

    /// A table of defenders of one league: minutes and the figures of some metrics.
    pub(crate) fn a_table(counts: Counts, rows: &[TestRow<'_>]) -> StatTable {
        let mut columns: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for (idx, (_, _, figures)) in rows.iter().enumerate() {
            for (key, figure) in *figures {
                let column = columns.entry((*key).to_owned());
                let column = column.or_insert_with(|| vec![f64::NAN; rows.len()]);
                column[idx] = *figure;
            }
        }
        let rows = rows.iter().map(|(name, minutes, _)| StatRow {
            key: (*name).into(),
            name: (*name).into(),
            born: PartialDate::from_iso("1999-05-25"),
            club: "Leipzig".into(),
            competition: "Bundesliga".into(),
            season: Some(Season(2017)),
            role: "DF".into(),
            positions: vec![
                Position::CentreBack,
                Position::LeftBack,
                Position::RightBack,
            ]
            .into(),
            minutes: *minutes,
            age: None,
        });
        StatTable::new(
            Provider::Opta,
            "a table",
            counts,
            rows.collect(),
            of_columns(columns),
        )
    }

    /// Columns of figures as a table holds them.
    pub(crate) fn of_columns(columns: BTreeMap<String, Vec<f64>>) -> BTreeMap<String, StatColumn> {
        let columns = columns.into_iter();
        columns
            .map(|(key, figures)| (key, figures.into_iter().collect()))
            .collect()
    }

    #[test]
    fn a_total_and_a_count_for_90_minutes_say_the_same() {
        let figures: &[(&str, f64)] = &[("tackles", 20.0), ("pass_pct", 80.0)];
        let totals = a_table(Counts::Totals, &[("a", 900.0, figures)]);
        let per_90 = a_table(
            Counts::Per90,
            &[("a", 900.0, &[("tackles", 2.0), ("pass_pct", 80.0)])],
        );
        for table in [totals, per_90] {
            let tackles = metric("tackles").unwrap();
            assert_eq!(table.scaled(0, tackles), Some(2.0));
            assert_eq!(table.total(0, tackles), Some(20.0));
            let share = metric("pass_pct").unwrap();
            assert_eq!(table.scaled(0, share), Some(80.0));
            assert_eq!(table.total(0, share), Some(80.0));
        }
    }

    #[test]
    fn a_rate_shows_its_attempts() {
        let won = metric("aerials_won_pct").unwrap();
        let figures: &[(&str, f64)] = &[("aerials_won", 39.0), ("aerials_lost", 19.0)];
        let table = a_table(
            Counts::Totals,
            &[("a", 900.0, figures), ("b", 90.0, &[("aerials_won", 1.0)])],
        );
        assert_eq!(table.attempts(0, won), Some((39.0, 58.0)));
        assert_eq!(table.attempts(1, won), None);
    }

    #[test]
    fn an_age_is_the_one_of_the_source_else_that_of_july() {
        let rows = a_table(Counts::Totals, &[("a", 900.0, &[])]).rows;
        let mut row = rows.get(0).unwrap();
        assert_eq!(row.age_in_season(), Some(18));
        row.age = Some(24.0);
        assert_eq!(row.age_in_season(), Some(24));
        row.age = None;
        row.season = None;
        assert_eq!(row.age_in_season(), None);
    }
}
