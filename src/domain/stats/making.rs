//! Pools made of a table, and worked out anew when their definition changes.

use chrono::NaiveDate;

use super::{Pool, StatTable};
use crate::domain::comparison::StatPool;
use crate::domain::date::Season;
use crate::domain::id::PoolId;

/// Minutes from which a season says something about a player.
const USUAL_MINUTES: u32 = 900;

impl StatPool {
    /// A pool of everybody in a table with a season's worth of minutes, to be narrowed by its
    /// definition. A table that does not say its season is taken for that of the day.
    pub fn of_table(id: PoolId, table: &StatTable, on: NaiveDate) -> Self {
        let season = table.rows.seasons.values.iter().flatten().max().copied();
        let name = table.name.clone();
        let mut pool = Self::new(id, name, season.unwrap_or_else(|| Season::of(on)));
        pool.table_hash.clone_from(&table.hash);
        pool.provider = table.provider.label().to_owned();
        pool.min_minutes = USUAL_MINUTES;
        pool
    }

    /// The same pool with its size, its spread and what it says of the dossier's players.
    #[must_use]
    pub fn worked_out(mut self, table: &StatTable) -> Self {
        Pool::of(&self, table).keep_in(&mut self);
        self
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::table::tests::a_table;
    use super::super::{Counts, Provider};
    use super::*;

    #[test]
    fn a_pool_of_a_table_holds_those_who_played_enough() {
        let (many, few) = ([("tackles", 40.0)], [("tackles", 9.0)]);
        let table = a_table(
            Counts::Totals,
            &[("regular", 2_000.0, &many), ("substitute", 300.0, &few)],
        );
        let on = NaiveDate::from_ymd_opt(2025, 7, 11).unwrap();
        let pool = StatPool::of_table(PoolId(Uuid::from_u128(1)), &table, on).worked_out(&table);
        assert_eq!((pool.size, pool.season), (1, Season(2017)));
        assert_eq!(pool.provider, Provider::Opta.label());
        assert_eq!(pool.spread["tackles"].n, 1);
        let wide = StatPool {
            min_minutes: 0,
            ..pool
        };
        assert_eq!(wide.worked_out(&table).size, 2);
    }
}
