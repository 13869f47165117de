//! Stat tables at hand: loaded by jobs, shared between dossiers, outside all of them.
//!
//! A dossier names its tables by hash. One that is not on this computer is missing, and the pool
//! falls back to what the dossier quotes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::jobs::{Jobs, Outcome};
use crate::domain::dossier::Dossier;
use crate::domain::stats::StatTable;
use crate::import::season_csv;
use crate::store::{PoolCache, TableOrigin};

/// The table of the samples' pools: season totals of Wyscout's open data (CC BY 4.0; see the notice
/// beside it).
const SHIPPED: &[u8] = include_bytes!("../../sample_data/pools/wyscout-2017-18.csv");
/// What it is called.
const SHIPPED_NAME: &str = "Wyscout open data 2017/18";

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableState {
    /// A job looks for it.
    Loading,
    /// At hand.
    Ready(Arc<StatTable>),
    /// Not at hand, and why.
    Missing(String),
}

/// The tables that open dossiers name.
#[derive(Debug, Default)]
pub struct Tables {
    cache: Option<PoolCache>,
    states: BTreeMap<String, TableState>,
    generation: u64,
    /// True while nobody is to look for any.
    put_off: bool,
}

impl Tables {
    /// A table that is at hand, by its hash.
    pub fn get(&self, hash: &str) -> Option<&Arc<StatTable>> {
        match self.states.get(hash)? {
            TableState::Ready(table) => Some(table),
            TableState::Loading | TableState::Missing(_) => None,
        }
    }

    /// What is known of a table; `None` if no open dossier names it.
    pub fn state(&self, hash: &str) -> Option<&TableState> {
        self.states.get(hash)
    }

    /// Every table that is at hand, by name.
    pub fn all(&self) -> Vec<&Arc<StatTable>> {
        let ready = self.states.values().filter_map(|state| match state {
            TableState::Ready(table) => Some(table),
            TableState::Loading | TableState::Missing(_) => None,
        });
        let mut tables: Vec<_> = ready.collect();
        tables.sort_by(|one, other| (&one.name, &one.hash).cmp(&(&other.name, &other.hash)));
        tables
    }

    /// Grows whenever a table comes or goes, so that others know when to work out again.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Where columnar files are kept; without it nothing is cached.
    pub fn set_cache(&mut self, cache: PoolCache) {
        self.cache = Some(cache);
    }

    /// Leaves tables where they are, or looks for them from now on.
    pub(super) fn put_off(&mut self, put_off: bool) {
        self.put_off = put_off;
    }

    /// Starts a job for each table that a dossier names and nobody has looked for yet.
    pub(super) fn refresh(&mut self, dossier: &Dossier, jobs: &mut Jobs, now: f64) {
        if self.put_off {
            return;
        }
        for pool in dossier.pools.values() {
            let hash = &pool.table_hash;
            if hash.is_empty() || self.states.contains_key(hash) {
                continue;
            }
            self.states.insert(hash.clone(), TableState::Loading);
            let (hash, cache) = (hash.clone(), self.cache.clone());
            let label = format!("Loading the table of {}", pool.name);
            jobs.start(label, now, true, move |_| {
                let result = find(&hash, cache.as_ref()).map(Arc::new);
                Outcome::new(move |editor| editor.tables.finish(hash, result))
            });
        }
    }

    /// Looks for a missing table again, as after a disk was connected.
    pub(super) fn look_again(&mut self, hash: &str) {
        if matches!(self.states.get(hash), Some(TableState::Missing(_))) {
            self.states.remove(hash);
        }
    }

    /// Takes what a job found. A failure never takes away what came to hand meanwhile.
    fn finish(&mut self, hash: String, result: Result<Arc<StatTable>, String>) {
        if result.is_err() && self.get(&hash).is_some() {
            return;
        }
        self.generation += 1;
        let state = match result {
            Ok(table) => TableState::Ready(table),
            Err(why) => TableState::Missing(why),
        };
        self.states.insert(hash, state);
    }

    /// Takes a table that was just imported, and caches it.
    pub(super) fn keep(
        &mut self,
        table: Arc<StatTable>,
        origin: TableOrigin,
        jobs: &mut Jobs,
        now: f64,
    ) {
        self.finish(table.hash.clone(), Ok(table.clone()));
        let Some(cache) = self.cache.clone() else {
            return;
        };
        jobs.start("", now, false, move |_| {
            if let Err(err) = cache.keep(&table, &origin) {
                log::warn!("a stat table could not be cached: {err}");
            }
            Outcome::nothing()
        });
    }
}

/// The hash of the table that comes with the program.
pub fn shipped_hash() -> String {
    blake3::hash(SHIPPED).to_hex().to_string()
}

/// The table that comes with the program.
pub fn shipped() -> Option<StatTable> {
    // The test that reads it keeps this from failing.
    let table = season_csv::read(SHIPPED_NAME, SHIPPED).ok()?;
    Some(table.with_hash(shipped_hash()))
}

fn find(hash: &str, cache: Option<&PoolCache>) -> Result<StatTable, String> {
    let table = if hash == shipped_hash() {
        shipped().ok_or_else(|| "The table of the samples cannot be read".to_owned())
    } else {
        let cache = cache.ok_or_else(|| "Its table is not on this computer".to_owned());
        cache.and_then(|cache| cache.find(hash))
    };
    // The order of its columns is worked out here rather than in a frame.
    table.inspect(StatTable::prepare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_failure_takes_no_table_away() {
        let mut tables = Tables::default();
        let table = Arc::new(shipped().unwrap());
        let missing = || Err("Its table is not on this computer".to_owned());
        tables.finish(table.hash.clone(), missing());
        assert!(tables.get(&table.hash).is_none());
        tables.finish(table.hash.clone(), Ok(table.clone()));
        let generation = tables.generation();
        tables.finish(table.hash.clone(), missing());
        assert_eq!(tables.get(&table.hash), Some(&table));
        assert_eq!(tables.generation(), generation);
    }

    #[test]
    fn the_shipped_table_reads_and_names_the_players_of_the_sample() {
        let table = shipped().unwrap();
        assert_eq!(table.competitions(), ["Bundesliga", "Premier League"]);
        for key in ["393247-426", "370-364", "14748-364", "14724-426"] {
            assert!(table.row(key).is_some(), "{key}");
        }
    }
}
