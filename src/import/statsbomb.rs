//! StatsBomb events: one match in JSON, counted.
//!
//! Periods 1 to 4 count, a shoot-out never. The rules of every count are in docs/METRICS.md.

mod count;
mod event;
mod matches;
mod minutes;
mod table;
mod totals;

use std::collections::BTreeMap;

pub use count::{COUNTS, Counts};
pub use matches::{MatchName, is_match_rows, read_matches};
pub use minutes::{Leaving, Minutes};
pub use table::{Part, season_table};
pub use totals::{Season, Totals};

use super::events::EventError;
use super::events::list::count_events;

/// One match, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Match {
    /// The length of periods 1 to 4 in milliseconds, if they were played.
    pub periods: [Option<u64>; 4],
    /// Everybody who was on the pitch or has an event, by id.
    pub players: BTreeMap<i64, PlayerMatch>,
    /// What was noticed and how it was taken.
    pub notes: Vec<String>,
}

/// What one player did in one match.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayerMatch {
    /// The name as the events write it.
    pub name: String,
    /// His team.
    pub team: String,
    /// True if he was in the line-up at the start.
    pub started: bool,
    /// What he did.
    pub counts: Counts,
    /// How many of his events carry each position id.
    pub positions: BTreeMap<i64, u32>,
    /// How long he was on the pitch.
    pub minutes: Minutes,
    /// How his stay ended.
    pub leaving: Leaving,
    /// The passes of his team while the match lasted, in percent of both teams'.
    pub possession: Option<f64>,
}

impl PlayerMatch {
    /// The position id on most of his events; of equals the smaller one.
    pub fn primary_position(&self) -> Option<i64> {
        primary(&self.positions)
    }
}

fn primary(positions: &BTreeMap<i64, u32>) -> Option<i64> {
    let most = positions.values().max()?;
    positions
        .iter()
        .find(|(_, count)| *count == most)
        .map(|(id, _)| *id)
}

/// Reads and counts the events of one match.
///
/// # Errors
/// The bytes are no JSON list of events.
pub fn read(bytes: &[u8]) -> Result<Match, EventError> {
    let mut tally = count::Tally::default();
    count_events(bytes, &mut tally)?;
    if tally.is_empty() {
        return Err(EventError::NoEvents);
    }
    Ok(tally.finish())
}

#[cfg(test)]
mod tests;
