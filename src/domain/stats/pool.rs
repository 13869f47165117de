//! A pool worked out: who is in it, and where a figure stands among theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::metric;
use super::metric::Metric;
use super::provider::Provider;
use super::sample::Adjustment;
use super::table::StatTable;
use crate::domain::comparison::StatPool;
use crate::domain::id::PlayerId;

mod adjusted;
mod ranked;

pub use ranked::{Ranked, Spread, rank_share};

/// From where the figures of a pool come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolSource {
    /// From its table, row by row.
    Table,
    /// From what the dossier quotes; the table is not at hand, percentiles of other figures are
    /// read between 21 quantiles.
    Quoted,
}

/// The rows that a saved pool selects, with each metric sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// Its name in the dossier.
    pub name: String,
    /// Who counted.
    pub provider: Provider,
    /// From where the figures come.
    pub source: PoolSource,
    /// How many belong to it.
    pub size: usize,
    /// The rows of the table that belong to it, in their order; empty without the table.
    pub members: Vec<usize>,
    /// True if the source knows defenders only, and the pool asks for one position among them.
    pub coarse_positions: bool,
    /// How the counts of the pool are put right for possession.
    pub adjustment: Adjustment,
    /// Why they are not, though that was asked for; empty otherwise.
    pub not_adjusted: String,
    columns: BTreeMap<&'static str, Column>,
    players: BTreeMap<PlayerId, Quotes>,
}

/// One metric of a pool.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    ranked: Ranked,
    /// The percentile of each member; NaN where the metric is not measured.
    percentiles: Vec<f64>,
}

/// What a pool says of one player of the dossier, by metric key.
#[derive(Clone, Debug, Default, PartialEq)]
struct Quotes {
    played_in: String,
    totals: BTreeMap<String, f64>,
    scaled: BTreeMap<String, f64>,
    percentiles: BTreeMap<String, f64>,
}

impl Pool {
    /// Selects the rows of a table. Rows of which the source does not say the season belong to the
    /// pool's: a table holds one.
    pub fn of(definition: &StatPool, table: &StatTable) -> Self {
        let members: Vec<usize> = (0..table.rows.len())
            .filter(|row| {
                table
                    .rows
                    .get(*row)
                    .is_some_and(|row| definition.takes(&row))
            })
            .collect();
        Self::of_rows(definition, table, members)
    }

    /// A pool of rows that were selected otherwise.
    pub fn of_rows(definition: &StatPool, table: &StatTable, members: Vec<usize>) -> Self {
        let mut place = vec![u32::MAX; table.rows.len()];
        for (idx, row) in (0..).zip(&members) {
            place[*row] = idx;
        }
        let columns = table.ranking().iter().map(|(key, column)| {
            let mut sorted = Vec::with_capacity(members.len());
            let mut percentiles = vec![f64::NAN; members.len()];
            let of_members = column.order.iter().filter_map(|row| {
                let idx = *place.get(*row as usize)?;
                (idx != u32::MAX).then_some((idx as usize, *column.scaled.get(*row as usize)?))
            });
            let mut places = Vec::with_capacity(members.len());
            for (idx, value) in of_members {
                sorted.push(value);
                places.push(idx);
            }
            let less = metric(key).is_some_and(Metric::less_is_better);
            ranked::fill(&sorted, &places, less, &mut percentiles);
            let ranked = Ranked::sorted(sorted);
            (
                *key,
                Column {
                    ranked,
                    percentiles,
                },
            )
        });
        let mut pool = Self {
            name: definition.name.clone(),
            provider: table.provider.clone(),
            source: PoolSource::Table,
            size: members.len(),
            coarse_positions: is_coarse(definition, table, &members),
            adjustment: Adjustment::None,
            not_adjusted: String::new(),
            columns: columns.collect(),
            members,
            players: BTreeMap::new(),
        };
        pool.quote_players(definition, Some(table));
        pool
    }

    /// What the dossier itself says of a pool whose table is not at hand.
    pub fn quoted(definition: &StatPool) -> Self {
        let columns = definition.spread.iter().filter_map(|(key, spread)| {
            let column = Column {
                ranked: Ranked::spread(spread)?,
                percentiles: Vec::new(),
            };
            Some((metric(key)?.key, column))
        });
        let mut pool = Self {
            name: definition.name.clone(),
            provider: Provider::parse(&definition.provider),
            source: PoolSource::Quoted,
            size: definition.size as usize,
            members: Vec::new(),
            coarse_positions: false,
            adjustment: Adjustment::None,
            not_adjusted: String::new(),
            columns: columns.collect(),
            players: BTreeMap::new(),
        };
        pool.quote_players(definition, None);
        pool
    }

    /// The metrics that somebody in the pool has, in the order of the catalogue.
    pub fn metrics(&self) -> impl Iterator<Item = &'static Metric> + '_ {
        let measured = |metric: &&Metric| self.n(metric.key) > 0;
        super::METRICS.iter().filter(measured)
    }

    /// How many have a figure of a metric.
    pub fn n(&self, key: &str) -> usize {
        self.columns.get(key).map_or(0, |column| column.ranked.n())
    }

    /// The percentile of a figure for 90 minutes or in percent; turned round where less is better.
    pub fn percentile(&self, key: &str, value: f64) -> Option<f64> {
        let share = self.share(key, value)?;
        let less = metric(key).is_some_and(Metric::less_is_better);
        Some(if less { 100.0 - share } else { share })
    }

    /// The share of the pool below a figure, not turned round where less is better.
    pub fn share(&self, key: &str, value: f64) -> Option<f64> {
        self.columns.get(key)?.ranked.share(value)
    }

    /// The place of a figure among the members, 1 for the best; equal figures share a place.
    /// `None` without the table.
    pub fn rank(&self, key: &str, value: f64) -> Option<usize> {
        let less = metric(key).is_some_and(Metric::less_is_better);
        self.columns.get(key)?.ranked.rank(value, less)
    }

    /// The percentile of a member of [`Pool::members`].
    pub fn member_percentile(&self, key: &str, member: usize) -> Option<f64> {
        let percentile = *self.columns.get(key)?.percentiles.get(member)?;
        percentile.is_finite().then_some(percentile)
    }

    /// The figure below which a share (0 to 1) of the pool lies, between neighbours in a line.
    pub fn quantile(&self, key: &str, share: f64) -> Option<f64> {
        self.columns.get(key)?.ranked.quantile(share)
    }

    /// The ends of an axis: the 5th and the 95th percentile.
    pub fn ends(&self, key: &str) -> Option<(f64, f64)> {
        Some((self.quantile(key, 0.05)?, self.quantile(key, 0.95)?))
    }

    /// The lower quartile, the median and the upper quartile.
    pub fn quartiles(&self, key: &str) -> Option<[f64; 3]> {
        let at = |share| self.quantile(key, share);
        Some([at(0.25)?, at(0.5)?, at(0.75)?])
    }

    /// The row of the table of a member.
    pub fn row(&self, member: usize) -> Option<usize> {
        self.members.get(member).copied()
    }

    /// The players of the dossier of whom the pool's provider has figures.
    pub fn players(&self) -> impl Iterator<Item = PlayerId> + '_ {
        self.players.keys().copied()
    }

    /// A player's count over all minutes, or his percentage.
    pub fn total_of(&self, player: PlayerId, key: &str) -> Option<f64> {
        self.players.get(&player)?.totals.get(key).copied()
    }

    /// A player's count for 90 minutes, or his percentage.
    pub fn value_of(&self, player: PlayerId, key: &str) -> Option<f64> {
        self.players.get(&player)?.scaled.get(key).copied()
    }

    /// A player's percentile, turned round where less is better.
    pub fn percentile_of(&self, player: PlayerId, key: &str) -> Option<f64> {
        self.players.get(&player)?.percentiles.get(key).copied()
    }

    /// Where a player played in the season of the pool: "Bundesliga, RB Leipzig".
    pub fn played_in(&self, player: PlayerId) -> Option<&str> {
        let played_in = self.players.get(&player)?.played_in.as_str();
        (!played_in.is_empty()).then_some(played_in)
    }

    /// Writes into a definition what the dossier keeps of the pool: its size, the figures of the
    /// players whose rows it names, and the spread of each metric.
    pub fn keep_in(&self, definition: &mut StatPool) {
        definition.size = u32::try_from(self.size).unwrap_or(u32::MAX);
        definition.provider = self.provider.label().to_owned();
        for (player, quotes) in &self.players {
            definition.quoted.insert(*player, quotes.totals.clone());
            let percentiles = quotes.percentiles.clone();
            definition.quoted_percentiles.insert(*player, percentiles);
            if !quotes.played_in.is_empty() {
                let played_in = quotes.played_in.clone();
                definition.played_in.insert(*player, played_in);
            }
        }
        let spreads = self.columns.iter().filter_map(|(key, column)| {
            let spread = column.ranked.to_spread()?;
            Some(((*key).to_owned(), spread))
        });
        definition.spread = spreads.collect();
    }

    fn quote_players(&mut self, definition: &StatPool, table: Option<&StatTable>) {
        let named = definition.row_keys.keys().chain(definition.quoted.keys());
        let players: BTreeSet<PlayerId> = named.copied().collect();
        for player in players {
            let row = definition.row_keys.get(&player);
            let row = table
                .zip(row)
                .and_then(|(table, key)| Some((table, table.row(key)?)));
            let quotes = match row {
                Some((table, row)) => self.quotes_of_row(table, row),
                None => self.quotes_of_file(definition, player),
            };
            self.players.insert(player, quotes);
        }
    }

    fn quotes_of_row(&self, table: &StatTable, row: usize) -> Quotes {
        let mut quotes = Quotes::default();
        if let Some(row) = table.rows.get(row) {
            let parts = [&*row.competition, &*row.club];
            let known = parts.into_iter().filter(|part| !part.is_empty());
            quotes.played_in = known.collect::<Vec<_>>().join(", ");
        }
        if let Some(minutes) = table.rows.minutes.get(row) {
            quotes.totals.insert("minutes".to_owned(), minutes);
        }
        for metric in super::METRICS {
            if let Some(total) = table.total(row, metric) {
                quotes.totals.insert(metric.key.to_owned(), total);
            }
            if let Some(value) = table.scaled(row, metric) {
                quotes.scaled.insert(metric.key.to_owned(), value);
                if let Some(percentile) = self.percentile(metric.key, value) {
                    quotes.percentiles.insert(metric.key.to_owned(), percentile);
                }
            }
        }
        quotes
    }

    fn quotes_of_file(&self, definition: &StatPool, player: PlayerId) -> Quotes {
        let totals = definition.quoted.get(&player).cloned().unwrap_or_default();
        let minutes = totals.get("minutes").copied().unwrap_or(f64::NAN);
        let scaled: BTreeMap<String, f64> = totals
            .iter()
            .filter_map(|(key, total)| Some((key.clone(), metric(key)?.scaled(*total, minutes)?)))
            .collect();
        let mut percentiles = definition
            .quoted_percentiles
            .get(&player)
            .cloned()
            .unwrap_or_default();
        for (key, value) in &scaled {
            if let (false, Some(percentile)) =
                (percentiles.contains_key(key), self.percentile(key, *value))
            {
                percentiles.insert(key.clone(), percentile);
            }
        }
        Quotes {
            played_in: definition
                .played_in
                .get(&player)
                .cloned()
                .unwrap_or_default(),
            totals,
            scaled,
            percentiles,
        }
    }
}

/// True if a member may play elsewhere than the pool asks, because the source names lines only.
fn is_coarse(definition: &StatPool, table: &StatTable, members: &[usize]) -> bool {
    !definition.positions.is_empty()
        && members
            .iter()
            .filter_map(|row| table.rows.get(*row))
            .any(|row| {
                row.positions
                    .iter()
                    .any(|position| !definition.positions.contains(position))
            })
}

#[cfg(test)]
mod tests;
