//! Wyscout events in their open form: one match or a whole competition in JSON, with the lists of
//! matches, players and teams beside it.
//!
//! The rules of every count are in docs/METRICS.md. The lists hold names that are escaped twice;
//! they are decoded once more.

mod event;
mod matches;
mod names;
mod people;
mod season;

pub use event::{COUNTS, Counts, Events, MatchEvents, read_events};
pub use matches::{MatchSheet, Stay, TeamSheet, read_matches};
pub use people::{Person, competition_name, read_players, read_teams};
pub use season::{Line, Season, season_table};

use std::marker::PhantomData;

use serde::Deserialize;

use super::events::lenient::Object;
use super::events::{EventError, read_json};

/// Reads a list that is small beside the events.
fn read_list<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<Vec<T>, EventError> {
    let list = read_json(bytes, PhantomData::<Vec<Object<T>>>)?;
    Ok(list.into_iter().filter_map(|object| object.0).collect())
}

#[cfg(test)]
mod tests;
