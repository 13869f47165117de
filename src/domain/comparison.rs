//! Comparisons, the pools they rank against, and views of the player table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::Season;
use super::extra::{Extra, is_false};
use super::fact::Position;
use super::id::{ComparisonId, PlayerId, PoolId, ViewId};
use super::sourced::Basis;
use super::stats::{Spread, StatRow};

/// The most players that one comparison holds: more cannot be told apart by colour and shape.
pub const MOST_PLAYERS: usize = 6;

/// Players side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Stable across copies of the file.
    pub id: ComparisonId,
    /// What we call it.
    pub name: String,
    /// Who is compared, from left to right.
    pub players: Vec<PlayerId>,
    /// The player against whom differences are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<PlayerId>,
    /// The pool that ranks refer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<PoolId>,
    /// The season in which a player is looked at, where it is not the last complete one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seasons: BTreeMap<PlayerId, Season>,
    /// The rows that are shown, by key and in this order; empty for all that say something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// The role for which the weights stand: "left-sided stopper".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The weight of each group of metrics, 0 to 100, by the key of the group; a group that is not
    /// named weighs 50.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, f64>,
    /// Free remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Comparison {
    /// A comparison of these players, of which nothing else is said.
    pub fn new(id: ComparisonId, name: impl Into<String>, players: Vec<PlayerId>) -> Self {
        Self {
            id,
            name: name.into(),
            players,
            baseline: None,
            pool: None,
            seasons: BTreeMap::new(),
            rows: Vec::new(),
            role: String::new(),
            weights: BTreeMap::new(),
            note: String::new(),
            extra: Extra::new(),
        }
    }
}

/// Which rows of a table of a provider a percentile refers to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatPool {
    /// Stable across copies of the file.
    pub id: PoolId,
    /// "Bundesliga 2017/18, defenders with 900 minutes or more".
    pub name: String,
    /// Who counted.
    pub provider: String,
    /// The competitions.
    pub competitions: Vec<String>,
    /// The season.
    pub season: Season,
    /// The positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// Minutes from which a player belongs to it.
    pub min_minutes: u32,
    /// The youngest age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_age: Option<u8>,
    /// The oldest age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u8>,
    /// The BLAKE3 hash of the table that it was read from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub table_hash: String,
    /// How many rows belong to it.
    pub size: u32,
    /// The rows of the table that are players of the dossier, by player.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub row_keys: BTreeMap<PlayerId, String>,
    /// The values that comparisons quote, by player and metric key, so that a mailed file is
    /// complete without the table: totals over the minutes, `minutes` among them, and percentages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub quoted: BTreeMap<PlayerId, BTreeMap<String, f64>>,
    /// The percentiles of these players, by player and metric key; turned round where less is
    /// better.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub quoted_percentiles: BTreeMap<PlayerId, BTreeMap<String, f64>>,
    /// Where these players played, as the table has it: "Bundesliga, RB Leipzig".
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub played_in: BTreeMap<PlayerId, String>,
    /// How each metric is spread over the pool.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub spread: BTreeMap<String, Spread>,
    /// The source with its licence.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl StatPool {
    /// A pool that takes every row of a season.
    pub fn new(id: PoolId, name: impl Into<String>, season: Season) -> Self {
        Self {
            id,
            name: name.into(),
            provider: String::new(),
            competitions: Vec::new(),
            season,
            positions: Vec::new(),
            min_minutes: 0,
            min_age: None,
            max_age: None,
            table_hash: String::new(),
            size: 0,
            row_keys: BTreeMap::new(),
            quoted: BTreeMap::new(),
            quoted_percentiles: BTreeMap::new(),
            played_in: BTreeMap::new(),
            spread: BTreeMap::new(),
            basis: Basis::default(),
            extra: Extra::new(),
        }
    }

    /// True if a row of its table belongs to it. A row that does not say its season belongs to the
    /// pool's.
    pub fn takes(&self, row: &StatRow<'_>) -> bool {
        let competition = self.competitions.is_empty()
            || self.competitions.iter().any(|it| *it == row.competition);
        let season = row.season.is_none_or(|season| season == self.season);
        let mut positions = row.positions.iter();
        let position = self.positions.is_empty()
            || positions.any(|position| self.positions.contains(position));
        let aged = || match (self.min_age, self.max_age) {
            (None, None) => true,
            (min, max) => row.age_in_season().is_some_and(|age| {
                min.is_none_or(|min| age >= u32::from(min))
                    && max.is_none_or(|max| age <= u32::from(max))
            }),
        };
        let minutes = row.minutes >= f64::from(self.min_minutes);
        competition && season && position && minutes && aged()
    }
}

/// A saved view of the player table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    /// Stable across copies of the file.
    pub id: ViewId,
    /// What we call it.
    pub name: String,
    /// The columns from left to right, by key.
    pub columns: Vec<String>,
    /// The columns by which rows are sorted, first one first; `-` before the key sorts downwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<String>,
    /// The filter as it is typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// True if the rows stand in one list, false if they are divided by role.
    #[serde(default, skip_serializing_if = "is_false")]
    pub flat: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}
