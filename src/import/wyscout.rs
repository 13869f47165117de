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

use super::events::list::read_list;

#[cfg(test)]
mod tests;
