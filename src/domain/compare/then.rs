//! The same players in the season of the pool, where a comparison looks at another one.
//!
//! A pool of an earlier season ranks nobody's figures of today. What it says of those whom it holds
//! is shown beside them, under its own season, club and age, so that nobody takes it for today's.

use super::{Row, Sheet, SheetInput};
use crate::domain::comparison::Comparison;

impl Sheet {
    /// The sheet of those whom the pool holds, in its season; `None` if this sheet has percentiles
    /// itself or if the pool holds nobody. Names carry the club and the age of then.
    pub fn then(&self, input: &SheetInput<'_>) -> Option<Self> {
        let (definition, pool) = input.pool?;
        if self.is_ranked() {
            return None;
        }
        let held = |id: &_| pool.total_of(*id, "minutes").is_some();
        let compared = &input.comparison.players;
        let players: Vec<_> = compared.iter().copied().filter(held).collect();
        let comparison = Comparison {
            seasons: players
                .iter()
                .map(|player| (*player, definition.season))
                .collect(),
            players,
            rows: Vec::new(),
            ..input.comparison.clone()
        };
        let mut then = Self::of(&SheetInput {
            comparison: &comparison,
            ..*input
        });
        for column in &mut then.columns {
            let club = column.played_in.rsplit(", ").next();
            let player = input.dossier.player(column.player);
            let age = player.and_then(|player| player.age(definition.season.start()));
            let age = age.map(|age| age.to_string());
            let parts = [Some(column.short.clone()), club.map(str::to_owned), age];
            let known = parts.into_iter().flatten().filter(|part| !part.is_empty());
            column.short = known.collect::<Vec<_>>().join(", ");
        }
        then.is_ranked().then_some(then)
    }

    /// True if any figure has a percentile.
    pub fn is_ranked(&self) -> bool {
        let mut cells = self.rows().flat_map(|row| &row.cells);
        cells.any(|cell| cell.percentile.is_some())
    }

    /// The row that comes nearest to a row of another sheet: the same, or one of its group, or the
    /// first that has percentiles.
    pub fn nearest(&self, other: &Self, key: &str) -> Option<&Row> {
        let group = other
            .groups
            .iter()
            .find(|group| group.rows.iter().any(|row| row.key == key))
            .map(|group| group.key);
        let ranked = |row: &&Row| row.cells.iter().any(|cell| cell.percentile.is_some());
        let same = self.row(key).filter(ranked);
        let of_group = || {
            let groups = self.groups.iter().filter(|it| Some(it.key) == group);
            groups.flat_map(|it| &it.rows).rfind(ranked)
        };
        same.or_else(of_group).or_else(|| self.rows().find(ranked))
    }
}
