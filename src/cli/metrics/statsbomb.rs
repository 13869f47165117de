//! StatsBomb matches as JSON and as a table.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::rounded;
use crate::cli::answer::{Table, cell};
use crate::domain::stats::{Ranked, metric};
use crate::import::statsbomb::{COUNTS, Counts, Match, Minutes, Season, Totals};

/// Minutes from which a centre-back belongs to the pool of the files.
const POOL_MINUTES: f64 = 180.0;

pub(super) struct Report<'a> {
    matches: &'a BTreeMap<String, Match>,
    season: Season,
}

impl<'a> Report<'a> {
    /// `None` without a match.
    pub fn of(matches: &'a BTreeMap<String, Match>) -> Option<Self> {
        let mut season = Season::default();
        matches.values().for_each(|played| season.add(played));
        (!matches.is_empty()).then_some(Self { matches, season })
    }

    pub fn json(&self) -> Map<String, Value> {
        let matches = self
            .matches
            .iter()
            .map(|(id, played)| (id.clone(), match_json(played)));
        let totals = &self.season.players;
        let totals = totals
            .iter()
            .map(|(id, totals)| (id.to_string(), totals_json(totals)));
        let mut report = Map::new();
        report.insert("definitions".into(), "docs/METRICS.md".into());
        report.insert("matches".into(), Value::Object(matches.collect()));
        report.insert("totals".into(), Value::Object(totals.collect()));
        report.insert("cb_pool".into(), self.pool_json());
        report
    }

    /// The centre-backs of all files, and where each stands among them.
    fn pool_json(&self) -> Value {
        let members: Vec<(&i64, &Totals)> = self
            .season
            .players
            .iter()
            .filter(|(_, totals)| {
                matches!(totals.primary_position(), Some(3..=5))
                    && totals.minutes.minutes_clock() >= POOL_MINUTES
            })
            .collect();
        let figures: Vec<Vec<(&str, Option<f64>)>> = members
            .iter()
            .map(|(_, totals)| {
                let minutes = totals.minutes.minutes_clock();
                let counts = totals.counts.iter();
                let counts = counts.map(|(key, count)| (key, per_90(count, minutes)));
                counts.chain(rates(&totals.counts)).collect()
            })
            .collect();
        let keys = figures.first().map_or(0, Vec::len);
        let ranked: Vec<Ranked> = (0..keys)
            .map(|idx| Ranked::of(figures.iter().filter_map(|figures| figures.get(idx)?.1)))
            .collect();
        let players = members.iter().zip(&figures).map(|((id, totals), figures)| {
            let mut percentiles = Map::new();
            for ((key, value), ranked) in figures.iter().zip(&ranked) {
                let share = value.and_then(|value| ranked.share(value));
                percentiles.insert((*key).to_owned(), rounded(share, 6));
                if less_is_better(key) {
                    let inverted = share.map(|share| 100.0 - share);
                    percentiles.insert(format!("{key}__inverted"), rounded(inverted, 6));
                }
            }
            let figures = figures
                .iter()
                .map(|(key, value)| ((*key).to_owned(), rounded(*value, 6)));
            let player = json!({
                "name": totals.name,
                "minutes_clock": rounded(Some(totals.minutes.minutes_clock()), 6),
                "per90_or_pct": Value::Object(figures.collect()),
                "percentile": percentiles,
            });
            (id.to_string(), player)
        });
        json!({
            "rule": "primary_position_id in {3,4,5} and minutes_clock>=180 over all files",
            "size": members.len(),
            "players": Value::Object(players.collect()),
        })
    }

    pub fn table(&self) -> Table {
        let head = [
            "Player",
            "Team",
            "Matches",
            "Minutes",
            "Tackles/90",
            "Int/90",
            "Blocks/90",
            "Clear/90",
            "Aerials %",
            "Passes %",
            "Prog 10yd/90",
        ];
        let mut players: Vec<&Totals> = self.season.players.values().collect();
        players.sort_by_key(|totals| (std::cmp::Reverse(totals.minutes.clock), &totals.name));
        let rows = players.into_iter().map(|totals| {
            let minutes = totals.minutes.minutes_clock();
            let count = |key: &str| cell(per_90(totals.counts.get(key), minutes), 2);
            let rate = |wanted: &str| {
                let rate = rates(&totals.counts)
                    .into_iter()
                    .find(|(key, _)| *key == wanted);
                cell(rate.and_then(|(_, rate)| rate), 1)
            };
            let teams: Vec<&str> = totals.teams.iter().map(String::as_str).collect();
            vec![
                totals.name.clone(),
                teams.join(", "),
                totals.matches.to_string(),
                cell(Some(minutes), 0),
                count("tackles"),
                count("interceptions"),
                count("blocks"),
                count("clearances"),
                rate("aerial_won_pct"),
                rate("pass_pct"),
                count("prog_passes_10yd"),
            ]
        });
        std::iter::once(head.map(str::to_owned).to_vec())
            .chain(rows)
            .collect()
    }
}

fn less_is_better(name: &str) -> bool {
    let key = COUNTS
        .iter()
        .find(|(count, _)| *count == name)
        .map(|(_, key)| *key);
    key.and_then(metric)
        .is_some_and(|metric| metric.less_is_better())
}

fn match_json(played: &Match) -> Value {
    let periods = (1..)
        .zip(played.periods)
        .filter_map(|(period, length): (u32, _)| {
            let seconds = length? as f64 / 1_000.0;
            Some((period.to_string(), seconds.into()))
        });
    let players = played.players.iter().map(|(id, player)| {
        let mut json = counted_json(&player.counts, player.minutes);
        json.insert("name".into(), player.name.clone().into());
        json.insert("team".into(), player.team.clone().into());
        json.insert("how_off".into(), player.leaving.key().into());
        json.insert(
            "primary_position_id".into(),
            player.primary_position().into(),
        );
        (id.to_string(), Value::Object(json))
    });
    json!({
        "period_seconds": Value::Object(periods.collect()),
        "players": Value::Object(players.collect()),
    })
}

fn totals_json(totals: &Totals) -> Value {
    let mut json = counted_json(&totals.counts, totals.minutes);
    json.insert("name".into(), totals.name.clone().into());
    json.insert("teams".into(), totals.teams.iter().cloned().collect());
    json.insert("matches".into(), totals.matches.into());
    json.insert(
        "primary_position_id".into(),
        totals.primary_position().into(),
    );
    Value::Object(json)
}

fn counted_json(counts: &Counts, minutes: Minutes) -> Map<String, Value> {
    let plain = counts
        .iter()
        .map(|(key, count)| (key.to_owned(), count.into()));
    let mut json: Map<String, Value> = plain.collect();
    let aerials = counts.get("aerials_won") + counts.get("aerials_lost");
    json.insert("aerials".into(), aerials.into());
    for (key, rate) in rates(counts) {
        json.insert(key.into(), rounded(rate, 6));
    }
    let mut put = |key: &str, minutes: f64| {
        json.insert(format!("minutes_{key}"), rounded(Some(minutes), 6));
        let counts = counts.iter();
        let per_90 =
            counts.map(|(key, count)| (key.to_owned(), rounded(per_90(count, minutes), 6)));
        json.insert(format!("p90_{key}"), Value::Object(per_90.collect()));
    };
    put("clock", minutes.minutes_clock());
    put("nominal", minutes.minutes_nominal());
    json
}

fn per_90(count: u32, minutes: f64) -> Option<f64> {
    (minutes > 0.0).then(|| f64::from(count) * 90.0 / minutes)
}

/// The percentages, by their names in the file.
fn rates(counts: &Counts) -> [(&'static str, Option<f64>); 4] {
    let count = |key: &str| {
        let (name, _) = COUNTS.iter().find(|(_, of)| *of == key)?;
        Some(f64::from(counts.get(name)))
    };
    [
        ("aerial_won_pct", "aerials_won_pct"),
        ("pass_pct", "pass_pct"),
        ("tackle_vs_dribble_pct", "tackle_vs_dribble_pct"),
        ("tackles_won_pct", "tackles_won_pct"),
    ]
    .map(|(name, key)| (name, metric(key).and_then(|metric| metric.rate(count))))
}
