//! The same pool with its counts put right for possession, so that an adjusted count has a place in
//! it.

use super::{Column, Pool, PoolSource, Quotes, Ranked, ranked};
use crate::domain::figures::counted;
use crate::domain::stats::{Adjustment, METRICS, Metric, StatTable};

/// The share of the ball, by which counts are put right.
const POSSESSION: &str = "possession_pct";

impl Pool {
    /// The pool with every count that is ever adjusted put right in the same way. All members need
    /// their possession, or those without it would silently leave; if one has none, the pool stays
    /// as it is and says why.
    #[must_use]
    pub fn adjusted(&self, table: Option<&StatTable>, adjustment: Adjustment) -> Self {
        let mut pool = self.clone();
        if adjustment == Adjustment::None {
            return pool;
        }
        match self.table_to_adjust(table) {
            Err(why) => pool.not_adjusted = why,
            Ok(table) => {
                pool.adjustment = adjustment;
                for metric in METRICS.iter().filter(|metric| is_adjusted(metric)) {
                    pool.adjust(table, metric);
                }
            }
        }
        pool
    }

    /// A figure of a row of the table in the measure of the pool: for 90 minutes, adjusted, or in
    /// percent.
    pub fn measured(&self, table: &StatTable, row: usize, metric: &Metric) -> Option<f64> {
        if self.adjustment == Adjustment::None || !is_adjusted(metric) {
            return table.scaled(row, metric);
        }
        let minutes = table.rows.minutes.get(row)?;
        let possession = table.figure(row, POSSESSION)?;
        self.adjustment
            .apply(table.total(row, metric)?, minutes, possession)
    }

    fn table_to_adjust<'a>(&self, table: Option<&'a StatTable>) -> Result<&'a StatTable, String> {
        let Some(table) = table.filter(|_| self.source == PoolSource::Table) else {
            return Err("the table of the pool is not at hand to adjust it".to_owned());
        };
        let without = |row: &&usize| table.figure(**row, POSSESSION).is_none();
        match self.members.iter().filter(without).count() {
            0 => Ok(table),
            count => Err(format!(
                "the pool cannot be adjusted: {} of {} without possession",
                counted(count, "row"),
                self.size
            )),
        }
    }

    fn adjust(&mut self, table: &StatTable, metric: &'static Metric) {
        if !self.columns.contains_key(metric.key) {
            return;
        }
        let of_member = |(member, row): (usize, &usize)| {
            let figure = self.measured(table, *row, metric)?;
            figure.is_finite().then_some((figure, member))
        };
        let members = self.members.iter().enumerate();
        let mut figures: Vec<(f64, usize)> = members.filter_map(of_member).collect();
        figures.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let (sorted, places): (Vec<f64>, Vec<usize>) = figures.into_iter().unzip();
        let mut percentiles = vec![f64::NAN; self.members.len()];
        ranked::fill(&sorted, &places, metric.less_is_better(), &mut percentiles);
        let column = Column {
            ranked: Ranked::sorted(sorted),
            percentiles,
        };
        self.columns.insert(metric.key, column);
        let mut players = std::mem::take(&mut self.players);
        for quotes in players.values_mut() {
            self.adjust_quotes(quotes, metric);
        }
        self.players = players;
    }

    fn adjust_quotes(&self, quotes: &mut Quotes, metric: &Metric) {
        quotes.scaled.remove(metric.key);
        quotes.percentiles.remove(metric.key);
        let total = |key: &str| quotes.totals.get(key).copied();
        let counts = total(metric.key).zip(total("minutes").zip(total(POSSESSION)));
        let Some((count, (minutes, possession))) = counts else {
            return;
        };
        if let Some(figure) = self.adjustment.apply(count, minutes, possession) {
            quotes.scaled.insert(metric.key.to_owned(), figure);
            if let Some(percentile) = self.percentile(metric.key, figure) {
                quotes.percentiles.insert(metric.key.to_owned(), percentile);
            }
        }
    }
}

fn is_adjusted(metric: &Metric) -> bool {
    metric.adjustable && metric.is_volume()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::comparison::StatPool;
    use crate::domain::date::Season;
    use crate::domain::id::{PlayerId, PoolId};
    use crate::domain::stats::table::tests::{TestRow, a_table};
    use crate::domain::stats::{Counts, metric};

    const TACKLES: &[(&str, f64)] = &[("tackles", 20.0), ("possession_pct", 60.0)];

    fn check_why(rows: &[TestRow<'_>], why: &str) {
        let table = a_table(Counts::Totals, rows);
        let definition = StatPool::new(PoolId(Uuid::nil()), "Defenders", Season(2017));
        let pool = Pool::of(&definition, &table).adjusted(Some(&table), Adjustment::Sigmoid);
        assert_eq!(pool.not_adjusted, why);
        let asked = if why.is_empty() {
            Adjustment::Sigmoid
        } else {
            Adjustment::None
        };
        assert_eq!(pool.adjustment, asked);
    }

    #[test]
    fn a_pool_is_adjusted_if_every_row_has_possession_and_else_says_why_not() {
        check_why(&[("a", 900.0, TACKLES), ("b", 900.0, TACKLES)], "");
        check_why(
            &[("a", 900.0, TACKLES), ("b", 900.0, &[("tackles", 20.0)])],
            "the pool cannot be adjusted: 1 row of 2 without possession",
        );
    }

    /// As many tackles with less of the ball to the opponent are worth more.
    #[test]
    fn an_adjusted_count_ranks_among_adjusted_counts() {
        let less: &[(&str, f64)] = &[("tackles", 20.0), ("possession_pct", 40.0)];
        let more: &[(&str, f64)] = &[("tackles", 19.0), ("possession_pct", 65.0)];
        let table = a_table(
            Counts::Totals,
            &[
                ("a", 900.0, less),
                ("b", 900.0, TACKLES),
                ("c", 900.0, more),
            ],
        );
        let player = PlayerId(Uuid::from_u128(1));
        let mut definition = StatPool::new(PoolId(Uuid::nil()), "Defenders", Season(2017));
        definition.row_keys.insert(player, "c".into());
        let plain = Pool::of(&definition, &table);
        assert_eq!(
            plain.percentile_of(player, "tackles").map(f64::round),
            Some(17.0)
        );
        for adjustment in [Adjustment::Sigmoid, Adjustment::OpponentMinutes] {
            let pool = plain.adjusted(Some(&table), adjustment);
            assert_eq!(
                pool.percentile_of(player, "tackles").map(f64::round),
                Some(83.0)
            );
            let tackles = metric("tackles").unwrap();
            let figure = pool.measured(&table, 2, tackles);
            assert_eq!(figure, adjustment.apply(19.0, 900.0, 65.0));
            assert_eq!(
                pool.member_percentile("tackles", 2).map(f64::round),
                Some(83.0)
            );
        }
        assert!(
            plain
                .adjusted(None, Adjustment::Sigmoid)
                .not_adjusted
                .contains("not at hand")
        );
    }
}
