//! Comparisons, the pools they rank against, and views of the player table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::Season;
use super::extra::{Extra, is_false};
use super::fact::Position;
use super::id::{ComparisonId, PlayerId, PoolId, ViewId};
use super::sourced::Basis;

/// Players side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Stable across copies of the file.
    pub id: ComparisonId,
    /// What we call it.
    pub name: String,
    /// Who is compared, in the order of joining, which gives each his colour and shape.
    pub players: Vec<PlayerId>,
    /// The player against whom differences are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<PlayerId>,
    /// The pool that ranks refer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<PoolId>,
    /// The rows that are shown, by metric key; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// The weight of each group of metrics.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, f64>,
    /// Free remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
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
    /// The values that comparisons quote, by player and metric key, so that a mailed file is
    /// complete without the table.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub quoted: BTreeMap<PlayerId, BTreeMap<String, f64>>,
    /// The source with its licence.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
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
