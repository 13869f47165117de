//! One event as far as it is counted, and all of a file.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess};

use super::people::{Listed, Person};
use crate::import::counts::counts;
use crate::import::events::EventError;
use crate::import::events::lenient::{List, Object, Text, Whole};
use crate::import::events::list::{Counter, count_events};

counts! {
    AirDuels = "air_duels" as "air_duels",
    AirDuelsLost = "air_duels_lost" as "air_duels_lost",
    AirDuelsWon = "air_duels_won" as "air_duels_won",
    Clearances = "clearances" as "clearances",
    Fouls = "fouls" as "fouls",
    GroundAttDuels = "ground_att_duels" as "ground_att_duels",
    GroundAttDuelsLost = "ground_att_duels_lost" as "ground_att_duels_lost",
    GroundAttDuelsWon = "ground_att_duels_won" as "ground_att_duels_won",
    GroundDefDuels = "ground_def_duels" as "ground_def_duels",
    GroundDefDuelsLost = "ground_def_duels_lost" as "ground_def_duels_lost",
    GroundDefDuelsWon = "ground_def_duels_won" as "ground_def_duels_won",
    Interceptions = "interceptions" as "interceptions",
    LooseBallDuels = "loose_ball_duels" as "loose_ball_duels",
    LooseBallDuelsLost = "loose_ball_duels_lost" as "loose_ball_duels_lost",
    LooseBallDuelsWon = "loose_ball_duels_won" as "loose_ball_duels_won",
    Passes = "passes" as "passes",
    PassesAccurate = "passes_accurate" as "passes_completed",
    SlidingTackles = "sliding_tackles" as "sliding_tackles",
}

/// What the events of one match say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchEvents {
    /// What each player did, by his id.
    pub players: BTreeMap<i64, Counts>,
    /// The team of each player.
    pub teams: BTreeMap<i64, i64>,
    /// The passes of each team.
    pub passes: BTreeMap<i64, u32>,
}

impl MatchEvents {
    /// The passes of a team, in percent of all.
    pub fn possession(&self, team: i64) -> Option<f64> {
        let all: u32 = self.passes.values().sum();
        let own = self.passes.get(&team).copied().unwrap_or_default();
        (all > 0).then(|| 100.0 * f64::from(own) / f64::from(all))
    }
}

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Events {
    /// By the id of the match.
    pub matches: BTreeMap<i64, MatchEvents>,
    /// Players that the file names.
    pub players: BTreeMap<i64, Person>,
    /// Teams that the file names.
    pub teams: BTreeMap<i64, String>,
    events: usize,
}

/// Reads the events of one match or of a whole competition.
///
/// # Errors
/// The bytes are no JSON with events.
pub fn read_events(bytes: &[u8]) -> Result<Events, EventError> {
    let mut events = Events::default();
    count_events(bytes, &mut events)?;
    if events.events == 0 {
        return Err(EventError::NoEvents);
    }
    Ok(events)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::import) struct Event<'a> {
    #[serde(rename = "eventId")]
    event_id: Whole,
    #[serde(rename = "subEventId")]
    sub_event_id: Whole,
    tags: List<Object<Tag>>,
    #[serde(rename = "playerId")]
    player_id: Whole,
    #[serde(rename = "teamId")]
    team_id: Whole,
    #[serde(rename = "matchId")]
    match_id: Whole,
    #[serde(rename = "matchPeriod", borrow)]
    period: Text<'a>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
struct Tag {
    id: Whole,
}

impl<'de> Counter<'de> for Events {
    type Event = Event<'de>;

    fn add(&mut self, event: &Event<'de>) {
        self.events += 1;
        // A shoot-out is none of the match.
        if event.period.0 == "P" {
            return;
        }
        let played = self
            .matches
            .entry(event.match_id.0.unwrap_or_default())
            .or_default();
        let team = event.team_id.0.unwrap_or_default();
        if event.event_id.0 == Some(8) {
            *played.passes.entry(team).or_default() += 1;
        }
        // 0 is nobody.
        let Some(player) = event.player_id.0.filter(|id| *id != 0) else {
            return;
        };
        played.teams.entry(player).or_insert(team);
        count(event, played.players.entry(player).or_default());
    }

    /// A file of one match names its people.
    fn beside<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "players" => {
                let squads: ById<'de, List<Object<Listed<'de>>>> = map.next_value()?;
                let squads = squads.0.unwrap_or_default().into_values();
                let listed = squads.flat_map(|squad| squad.0);
                let people = listed.filter_map(|listed| listed.0?.person());
                self.players.extend(people);
            }
            "teams" => {
                let listed: ById<'de, Object<Listed<'de>>> = map.next_value()?;
                let listed = listed.0.unwrap_or_default().into_values();
                self.teams.extend(listed.filter_map(|team| team.0?.team()));
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// What a file lists by the ids of teams.
type ById<'a, T> = Object<BTreeMap<Text<'a>, T>>;

fn count(event: &Event<'_>, counts: &mut Counts) {
    let has = |id: i64| {
        event
            .tags
            .0
            .iter()
            .any(|tag| tag.0.is_some_and(|tag| tag.id.0 == Some(id)))
    };
    let (kind, sub_kind) = (event.event_id.0, event.sub_event_id.0);
    let duel = match (kind, sub_kind) {
        (Some(1), Some(10)) => Some((Count::AirDuels, Count::AirDuelsWon, Count::AirDuelsLost)),
        (Some(1), Some(11)) => Some((
            Count::GroundAttDuels,
            Count::GroundAttDuelsWon,
            Count::GroundAttDuelsLost,
        )),
        (Some(1), Some(12)) => Some((
            Count::GroundDefDuels,
            Count::GroundDefDuelsWon,
            Count::GroundDefDuelsLost,
        )),
        (Some(1), Some(13)) => Some((
            Count::LooseBallDuels,
            Count::LooseBallDuelsWon,
            Count::LooseBallDuelsLost,
        )),
        _ => None,
    };
    if let Some((all, won, lost)) = duel {
        counts.one_more(all);
        if has(703) {
            counts.one_more(won);
        }
        if has(701) {
            counts.one_more(lost);
        }
    }
    match kind {
        Some(8) => {
            counts.one_more(Count::Passes);
            if has(1801) {
                counts.one_more(Count::PassesAccurate);
            }
        }
        Some(2) => counts.one_more(Count::Fouls),
        _ => {}
    }
    if sub_kind == Some(71) {
        counts.one_more(Count::Clearances);
    }
    if has(1401) {
        counts.one_more(Count::Interceptions);
    }
    if has(1601) {
        counts.one_more(Count::SlidingTackles);
    }
}
