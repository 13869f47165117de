//! The list of matches: who played how long.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::read_list;
use crate::import::events::EventError;
use crate::import::events::lenient::{List, Object, Text, Whole, object};

/// One match of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchSheet {
    /// Its id.
    pub id: i64,
    /// The id of its competition.
    pub competition: Option<i64>,
    /// The id of the season of that competition.
    pub season_id: Option<i64>,
    /// The day on which it was played.
    pub on: Option<NaiveDate>,
    /// Both teams.
    pub teams: Vec<TeamSheet>,
}

/// One team of a match.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamSheet {
    /// Its id.
    pub id: i64,
    /// Everybody who was on the pitch, by id.
    pub stays: BTreeMap<i64, Stay>,
}

/// How long a player was on the pitch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The minute in which he came on; 0 for the line-up.
    pub from: u32,
    /// The minute in which he left, 90 at most.
    pub to: u32,
    /// True if he began the match.
    pub started: bool,
}

impl Stay {
    /// Minutes on the pitch.
    pub fn minutes(self) -> u32 {
        self.to.saturating_sub(self.from)
    }
}

/// Reads the list of matches.
///
/// # Errors
/// The bytes are no JSON list of objects.
pub fn read_matches(bytes: &[u8]) -> Result<Vec<MatchSheet>, EventError> {
    let list: Vec<RawMatch<'_>> = read_list(bytes)?;
    Ok(list.into_iter().filter_map(RawMatch::sheet).collect())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawMatch<'a> {
    #[serde(rename = "wyId")]
    id: Whole,
    #[serde(rename = "competitionId")]
    competition: Whole,
    #[serde(rename = "seasonId")]
    season_id: Whole,
    #[serde(borrow)]
    dateutc: Text<'a>,
    #[serde(rename = "teamsData", deserialize_with = "object")]
    teams: Option<BTreeMap<String, Object<RawTeam>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawTeam {
    #[serde(rename = "teamId")]
    id: Whole,
    #[serde(deserialize_with = "object")]
    formation: Option<Formation>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Formation {
    lineup: List<Object<Named>>,
    bench: List<Object<Named>>,
    substitutions: List<Object<Change>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    #[serde(rename = "playerId")]
    id: Whole,
    #[serde(rename = "redCards")]
    red_card: Whole,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Change {
    #[serde(rename = "playerIn")]
    on: Whole,
    #[serde(rename = "playerOut")]
    off: Whole,
    minute: Whole,
}

/// A whole match; stoppage time is none.
const WHOLE: u32 = 90;

impl RawMatch<'_> {
    fn sheet(self) -> Option<MatchSheet> {
        let day = self.dateutc.0.get(..10);
        let teams = self.teams.iter().flatten().filter_map(|(key, team)| {
            let team = team.0.as_ref()?;
            Some(TeamSheet {
                id: team.id.0.or_else(|| key.parse().ok()).unwrap_or_default(),
                stays: team
                    .formation
                    .as_ref()
                    .map(Formation::stays)
                    .unwrap_or_default(),
            })
        });
        Some(MatchSheet {
            id: self.id.0?,
            competition: self.competition.0,
            season_id: self.season_id.0,
            on: day.and_then(|day| day.parse().ok()),
            teams: teams.collect(),
        })
    }
}

impl Formation {
    fn stays(&self) -> BTreeMap<i64, Stay> {
        // 0 is nobody.
        let id = |id: Whole| id.0.filter(|id| *id != 0);
        let minute = |minute: Whole| {
            let minute = minute.0.unwrap_or_default().clamp(0, i64::from(WHOLE));
            u32::try_from(minute).unwrap_or(WHOLE)
        };
        let starter = Stay {
            from: 0,
            to: WHOLE,
            started: true,
        };
        let line_up = listed(&self.lineup).filter_map(|player| id(player.id));
        let mut stays: BTreeMap<i64, Stay> = line_up.map(|player| (player, starter)).collect();
        for change in listed(&self.substitutions) {
            let minute = minute(change.minute);
            if let Some(on) = id(change.on) {
                let stay = Stay {
                    from: minute,
                    to: WHOLE,
                    started: false,
                };
                stays.entry(on).or_insert(stay);
            }
        }
        // Only now: a list may name the second change of a place before the first.
        for change in listed(&self.substitutions) {
            if let Some(stay) = id(change.off).and_then(|off| stays.get_mut(&off)) {
                stay.to = stay.to.min(minute(change.minute));
            }
        }
        for player in listed(&self.lineup).chain(listed(&self.bench)) {
            let sent_off = player.red_card.0.is_some_and(|minute| minute > 0);
            if let (true, Some(stay)) = (sent_off, id(player.id).and_then(|id| stays.get_mut(&id)))
            {
                stay.to = stay.to.min(minute(player.red_card));
            }
        }
        stays
    }
}

fn listed<T>(list: &List<Object<T>>) -> impl Iterator<Item = &T> {
    list.0.iter().filter_map(|object| object.0.as_ref())
}
