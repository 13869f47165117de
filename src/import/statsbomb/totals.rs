//! Many matches together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counts, Match, Minutes, primary};

/// Everybody's totals over many matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Season {
    /// By the id of the player.
    pub players: BTreeMap<i64, Totals>,
}

/// What one player did over many matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// The name as the last match writes it.
    pub name: String,
    /// The teams, each once.
    pub teams: BTreeSet<String>,
    /// Matches.
    pub matches: u32,
    /// Matches that he began.
    pub starts: u32,
    /// What he did.
    pub counts: Counts,
    /// Time on the pitch.
    pub minutes: Minutes,
    positions: BTreeMap<i64, u32>,
    /// Possession of his teams times milliseconds, and the milliseconds.
    possession: (f64, u64),
}

impl Totals {
    /// The position id on most of his events; of equals the smaller one.
    pub fn primary_position(&self) -> Option<i64> {
        primary(&self.positions)
    }

    /// The share of passes of his teams, weighted by his minutes.
    pub fn possession(&self) -> Option<f64> {
        let (sum, time) = self.possession;
        (time > 0).then(|| sum / time as f64)
    }
}

impl Season {
    /// Adds a match.
    pub fn add(&mut self, played: &Match) {
        for (id, player) in &played.players {
            let totals = self.players.entry(*id).or_default();
            if !player.name.is_empty() {
                totals.name.clone_from(&player.name);
            }
            totals.teams.insert(player.team.clone());
            totals.matches += 1;
            totals.starts += u32::from(player.started);
            totals.counts.add(&player.counts);
            totals.minutes.clock += player.minutes.clock;
            totals.minutes.nominal += player.minutes.nominal;
            for (position, events) in &player.positions {
                *totals.positions.entry(*position).or_default() += events;
            }
            if let Some(possession) = player.possession {
                totals.possession.0 += possession * player.minutes.clock as f64;
                totals.possession.1 += player.minutes.clock;
            }
        }
    }
}
