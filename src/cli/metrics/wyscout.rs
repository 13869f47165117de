//! Wyscout matches as JSON and as a table.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::cli::answer::{Table, cell};
use crate::import::wyscout::{Counts, Line, Season};

pub(super) struct Report<'a> {
    season: &'a Season,
    players: BTreeMap<i64, Line>,
}

impl<'a> Report<'a> {
    /// `None` without events.
    pub fn of(season: &'a Season) -> Option<Self> {
        let mut players: BTreeMap<i64, Line> = BTreeMap::new();
        for line in season.lines() {
            match players.get_mut(&line.player) {
                Some(totals) => totals.add(&line),
                None => {
                    players.insert(line.player, line);
                }
            }
        }
        (!season.events.is_empty()).then_some(Self { season, players })
    }

    pub fn json(&self) -> Map<String, Value> {
        let players = self
            .players
            .iter()
            .map(|(id, line)| (id.to_string(), self.player_json(line)));
        let mut report = Map::new();
        report.insert("players".into(), Value::Object(players.collect()));
        report
    }

    fn player_json(&self, line: &Line) -> Value {
        let mut json = counts_json(&line.counts);
        let known = line.matches > 0 || self.season.without_sheet() == 0;
        let count = |count: u32| if known { count.into() } else { Value::Null };
        json.insert("matches".into(), count(line.matches));
        json.insert("minutes_nominal".into(), count(line.minutes));
        if let Some(person) = self.season.players.get(&line.player) {
            json.insert("name".into(), person.name.clone().into());
            json.insert("role".into(), person.role.clone().into());
        }
        let teams = line.teams.iter().map(|team| self.season.team_name(*team));
        json.insert("teams".into(), teams.collect());
        Value::Object(json)
    }

    pub fn table(&self) -> Table {
        let head = [
            "Player",
            "Team",
            "Matches",
            "Minutes",
            "Defending duels/90",
            "Won %",
            "Air duels/90",
            "Won %",
            "Int/90",
            "Clear/90",
            "Passes %",
        ];
        let mut players: Vec<&Line> = self.players.values().collect();
        players.sort_by_key(|line| (std::cmp::Reverse(line.minutes), line.player));
        let rows = players.into_iter().map(|line| self.row(line));
        std::iter::once(head.map(str::to_owned).to_vec())
            .chain(rows)
            .collect()
    }

    fn row(&self, line: &Line) -> Vec<String> {
        let count = |key: &str| f64::from(line.counts.get(key));
        let minutes = f64::from(line.minutes);
        let per_90 = |key: &str| cell((minutes > 0.0).then(|| count(key) * 90.0 / minutes), 2);
        let rate = |won: &str, of: &str| {
            cell((count(of) > 0.0).then(|| 100.0 * count(won) / count(of)), 1)
        };
        let person = self.season.players.get(&line.player);
        let teams: Vec<String> = line
            .teams
            .iter()
            .map(|team| self.season.team_name(*team))
            .collect();
        vec![
            person.map_or_else(|| line.player.to_string(), |person| person.name.clone()),
            teams.join(", "),
            line.matches.to_string(),
            line.minutes.to_string(),
            per_90("ground_def_duels"),
            rate("ground_def_duels_won", "ground_def_duels"),
            per_90("air_duels"),
            rate("air_duels_won", "air_duels"),
            per_90("interceptions"),
            per_90("clearances"),
            rate("passes_accurate", "passes"),
        ]
    }
}

/// What happened; the outcomes of what never happened are left out.
fn counts_json(counts: &Counts) -> Map<String, Value> {
    let happened = |key: &str| {
        let whole = key.strip_suffix("_won").or(key.strip_suffix("_lost"));
        counts.get(whole.or(key.strip_suffix("_accurate")).unwrap_or(key)) > 0
    };
    let counts = counts.iter().filter(|(key, _)| happened(key));
    counts
        .map(|(key, count)| (key.to_owned(), count.into()))
        .collect()
}
