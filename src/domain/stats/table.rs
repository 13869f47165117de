//! The season rows of one provider, column by column.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::catalogue::metric;
use super::metric::{Metric, MetricKind};
use super::provider::Provider;
use super::rows::Rows;
use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::Position;

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
    pub columns: BTreeMap<String, Vec<f64>>,
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
        let same = self.provider == other.provider
            && self.name == other.name
            && self.hash == other.hash
            && self.counts == other.counts
            && self.rows == other.rows
            && self.columns.len() == other.columns.len();
        let same_figures = |one: &[f64], other: &[f64]| {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one == other || one.is_nan() && other.is_nan())
        };
        same && self
            .columns
            .iter()
            .zip(&other.columns)
            .all(|((key, one), (other_key, other))| key == other_key && same_figures(one, other))
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

/// Who a row is about.
#[derive(Clone, Debug, PartialEq)]
pub struct StatRow {
    /// Names the row within its table: the provider's id of the player with his club, or the
    /// number of the line.
    pub key: String,
    /// The player as the source writes him.
    pub name: String,
    /// His birth date, as exact as the source gives it.
    pub born: Option<PartialDate>,
    /// The club.
    pub club: String,
    /// The competition as the source writes it.
    pub competition: String,
    /// The season; `None` if the source does not say.
    pub season: Option<Season>,
    /// The position as the source writes it: `DF,MF`.
    pub role: String,
    /// Where that can be, by the position named first. A source without centre-backs gives all
    /// positions of a defender.
    pub positions: Vec<Position>,
    /// Minutes played; NaN if not given.
    pub minutes: f64,
    /// The age that the source gives for the season.
    pub age: Option<f64>,
}

impl StatRow {
    /// Completed years: as the source gives them, else at the start of the season.
    pub fn age_in_season(&self) -> Option<u32> {
        if let Some(age) = self.age.filter(|age| (0.0..150.0).contains(age)) {
            return Some(age as u32);
        }
        let start = self.season?.start();
        start.years_since(self.born?.latest())
    }
}

impl StatTable {
    /// A table. Columns are cut or filled to the rows, and what is no number becomes NaN.
    pub fn new(
        provider: Provider,
        name: impl Into<String>,
        counts: Counts,
        rows: impl Into<Rows>,
        mut columns: BTreeMap<String, Vec<f64>>,
    ) -> Self {
        let rows = rows.into();
        for column in columns.values_mut() {
            column.resize(rows.len(), f64::NAN);
            for figure in column {
                // Minus zero would stand below zero.
                *figure = if figure.is_finite() {
                    *figure + 0.0
                } else {
                    f64::NAN
                };
            }
        }
        Self::of_columns(provider, name, counts, rows, columns)
    }

    /// A table whose columns were those of a table before: each has a figure or NaN for every row.
    pub fn of_columns(
        provider: Provider,
        name: impl Into<String>,
        counts: Counts,
        rows: impl Into<Rows>,
        columns: BTreeMap<String, Vec<f64>>,
    ) -> Self {
        Self {
            provider,
            name: name.into(),
            hash: String::new(),
            counts,
            rows: rows.into(),
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
        let figure = *self.columns.get(key)?.get(row)?;
        figure.is_finite().then_some(figure)
    }

    /// The count over all minutes, or the percentage.
    pub fn total(&self, row: usize, metric: &Metric) -> Option<f64> {
        let figure = self.figure(row, metric.key)?;
        match (self.counts, metric.kind) {
            (Counts::Per90, MetricKind::Volume) => {
                let minutes = self.rows.get(row)?.minutes;
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
            Counts::Totals => metric.scaled(figure, self.rows.get(row)?.minutes),
        }
    }

    /// How often he succeeded and tried, where a rate and its counts are in the table.
    pub fn attempts(&self, row: usize, rate: &Metric) -> Option<(f64, f64)> {
        rate.attempts(|key| self.total(row, metric(key)?))
    }

    /// The competitions, each once, in the order of the alphabet.
    pub fn competitions(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .rows
            .iter()
            .map(|row| row.competition.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// A row by its key.
    pub fn row(&self, key: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

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
            key: (*name).to_owned(),
            name: (*name).to_owned(),
            born: PartialDate::from_iso("1999-05-25"),
            club: "Leipzig".into(),
            competition: "Bundesliga".into(),
            season: Some(Season(2017)),
            role: "DF".into(),
            positions: vec![
                Position::CentreBack,
                Position::LeftBack,
                Position::RightBack,
            ],
            minutes: *minutes,
            age: None,
        });
        StatTable::new(
            Provider::Opta,
            "a table",
            counts,
            rows.collect::<Vec<_>>(),
            columns,
        )
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
        let mut row = a_table(Counts::Totals, &[("a", 900.0, &[])]).rows[0].clone();
        assert_eq!(row.age_in_season(), Some(18));
        row.age = Some(24.0);
        assert_eq!(row.age_in_season(), Some(24));
        row.age = None;
        row.season = None;
        assert_eq!(row.age_in_season(), None);
    }
}
