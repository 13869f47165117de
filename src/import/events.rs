//! Match events as JSON: which provider's they are, and why they cannot be read.

pub(super) mod lenient;
pub(super) mod list;

use std::collections::BTreeMap;

use memchr::memmem;
use serde::de::DeserializeSeed;

use super::{statsbomb, wyscout};
use crate::domain::stats::{METRICS, MetricKind, Provider, StatColumn};

/// What a JSON file of match events or beside them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventFile {
    /// The events of one match, by StatsBomb.
    StatsBombEvents,
    /// Line-ups by StatsBomb; events tell them too.
    StatsBombLineups,
    /// Freeze frames by StatsBomb.
    StatsBombFrames,
    /// Matches with their competitions, by StatsBomb.
    StatsBombMatches,
    /// A list of competitions by StatsBomb.
    StatsBombList,
    /// Events of one match or of a whole competition, by Wyscout.
    WyscoutEvents,
    /// Matches with their line-ups, by Wyscout.
    WyscoutMatches,
    /// Players by Wyscout.
    WyscoutPlayers,
    /// Teams by Wyscout.
    WyscoutTeams,
}

impl EventFile {
    /// Knows a file by the names of its members; `None` if it is none of these.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let bytes = without_mark(bytes);
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace())?;
        if !matches!(first, b'[' | b'{') {
            return statsbomb::is_match_rows(bytes).then_some(Self::StatsBombMatches);
        }
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let names = |name: &str| memmem::find(head, name.as_bytes()).is_some();
        if names("\"timestamp\"") && names("\"period\"") {
            return Some(Self::StatsBombEvents);
        }
        // A match may name its teams and players before its events.
        if names("\"eventId\"") || memmem::find(bytes, b"\"eventId\"").is_some() {
            return Some(Self::WyscoutEvents);
        }
        [
            ("\"teamsData\"", Self::WyscoutMatches),
            ("\"officialName\"", Self::WyscoutTeams),
            ("\"shortName\"", Self::WyscoutPlayers),
            ("\"freeze_frame\"", Self::StatsBombFrames),
            ("\"player_id\"", Self::StatsBombLineups),
            ("\"match_id\"", Self::StatsBombMatches),
            ("\"competition_id\"", Self::StatsBombList),
        ]
        .into_iter()
        .find_map(|(name, kind)| names(name).then_some(kind))
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::StatsBombEvents => "StatsBomb events",
            Self::StatsBombLineups => "StatsBomb line-ups",
            Self::StatsBombFrames => "StatsBomb freeze frames",
            Self::StatsBombMatches => "StatsBomb matches",
            Self::StatsBombList => "a StatsBomb list of competitions",
            Self::WyscoutEvents => "Wyscout events",
            Self::WyscoutMatches => "Wyscout matches",
            Self::WyscoutPlayers => "Wyscout players",
            Self::WyscoutTeams => "Wyscout teams",
        }
    }

    /// What a file of no use for counting is for, and what to choose instead.
    pub fn advice(self) -> String {
        let why = match self {
            Self::StatsBombLineups => "The events name who played and when, so they are not needed",
            Self::StatsBombFrames => "No metric is counted from them",
            Self::StatsBombList => "The list of matches names competition and season",
            _ => "They belong to the events",
        };
        format!("This file holds {}. {why}. Choose the events", self.label())
    }
}

/// What a file of match events, or one of the lists beside them, holds.
#[derive(Clone, Debug)]
pub enum EventContent {
    /// One match of StatsBomb.
    Match(Box<statsbomb::Match>),
    /// Events of Wyscout.
    Events(Box<wyscout::Events>),
    /// Of which competition and season matches of StatsBomb are.
    Names(BTreeMap<String, statsbomb::MatchName>),
    /// Wyscout's line-ups.
    Sheets(Vec<wyscout::MatchSheet>),
    /// Wyscout's players.
    Players(BTreeMap<i64, wyscout::Person>),
    /// Wyscout's teams.
    Teams(BTreeMap<i64, String>),
    /// Known, and of no use for counting.
    Beside(EventFile),
}

impl EventContent {
    /// Reads a file of which it is known what it is.
    ///
    /// # Errors
    /// [`EventError`] if it does not hold what it seems to.
    pub fn read(kind: EventFile, bytes: &[u8]) -> Result<Self, EventError> {
        match kind {
            EventFile::StatsBombEvents => statsbomb::read(bytes).map(Box::new).map(Self::Match),
            EventFile::StatsBombMatches => statsbomb::read_matches(bytes).map(Self::Names),
            EventFile::WyscoutEvents => wyscout::read_events(bytes).map(Box::new).map(Self::Events),
            EventFile::WyscoutMatches => wyscout::read_matches(bytes).map(Self::Sheets),
            EventFile::WyscoutPlayers => wyscout::read_players(bytes).map(Self::Players),
            EventFile::WyscoutTeams => wyscout::read_teams(bytes).map(Self::Teams),
            EventFile::StatsBombLineups | EventFile::StatsBombFrames | EventFile::StatsBombList => {
                Ok(Self::Beside(kind))
            }
        }
    }
}

/// The number of a StatsBomb match: the name of its file without endings.
pub fn match_id(file_name: &str) -> String {
    let name = file_name.strip_suffix(".gz").unwrap_or(file_name);
    name.strip_suffix(".json").unwrap_or(name).to_owned()
}

/// Where the names of the members of the first records stand.
const HEAD: usize = 64 * 1024;

/// Why bytes cannot be read as events, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// Nothing in it.
    #[error("The file is empty")]
    Empty,
    /// Not JSON, or another JSON.
    #[error("It holds no match events that are known here. StatsBomb and Wyscout events are")]
    Unknown,
    /// JSON that breaks off or is no JSON from some place on.
    #[error(
        "Its JSON is damaged at line {line}, column {column} ({why}). Copy or download it again"
    )]
    Damaged {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader says.
        why: String,
    },
    /// Brackets within brackets.
    #[error("Its JSON is nested more than 128 deep. Events are not")]
    TooDeep,
    /// More events than any competition has.
    #[error("It holds more than {max} events. Divide it by matches")]
    TooMany {
        /// How many it may hold.
        max: usize,
    },
    /// JSON of the right form without an event.
    #[error("It holds no events")]
    NoEvents,
}

/// Events in one file: twenty seasons of a league.
pub const MAX_EVENTS: usize = 20_000_000;

impl EventError {
    pub(super) fn of(err: &serde_json::Error) -> Self {
        let why = err.to_string();
        if why.starts_with("recursion limit") {
            return Self::TooDeep;
        }
        if why.starts_with(TOO_MANY) {
            return Self::TooMany { max: MAX_EVENTS };
        }
        Self::Damaged {
            line: err.line(),
            column: err.column(),
            why: why.split(" at line ").next().unwrap_or_default().to_owned(),
        }
    }
}

/// The words by which a reader stops at [`MAX_EVENTS`].
const TOO_MANY: &str = "too many events";

/// Reads bytes that are one value of JSON.
pub(super) fn read_json<'de, S>(bytes: &'de [u8], seed: S) -> Result<S::Value, EventError>
where
    S: DeserializeSeed<'de>,
{
    let bytes = without_mark(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(EventError::Empty);
    }
    // In text that was checked whole, each word needs no check of its own, which took a fifth.
    let value = match str::from_utf8(bytes) {
        Ok(text) => whole(&mut serde_json::Deserializer::from_str(text), seed),
        Err(_) => whole(&mut serde_json::Deserializer::from_slice(bytes), seed),
    };
    value.map_err(|err| EventError::of(&err))
}

fn whole<'de, R, S>(json: &mut serde_json::Deserializer<R>, seed: S) -> serde_json::Result<S::Value>
where
    R: serde_json::de::Read<'de>,
    S: DeserializeSeed<'de>,
{
    let value = seed.deserialize(&mut *json)?;
    json.end()?;
    Ok(value)
}

/// The bytes without the mark that some programs put before UTF-8.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Works out the percentages that the counts of a provider allow.
pub(super) fn add_rates(columns: &mut BTreeMap<String, StatColumn>, provider: &Provider) {
    for metric in METRICS
        .iter()
        .filter(|metric| metric.definition(provider).is_some())
    {
        let MetricKind::Rate { won, of } = metric.kind else {
            continue;
        };
        let (Some(won), false) = (columns.get(won), columns.contains_key(metric.key)) else {
            continue;
        };
        let tries: Option<Vec<&StatColumn>> = of.iter().map(|key| columns.get(*key)).collect();
        let Some(tries) = tries else {
            continue;
        };
        let share = |row: usize| {
            let of: f64 = tries
                .iter()
                .map(|column| column.get(row))
                .sum::<Option<f64>>()?;
            (of > 0.0).then_some(100.0 * won.get(row)? / of)
        };
        let rates = (0..won.len()).map(|row| share(row).unwrap_or(f64::NAN));
        let rates = rates.collect();
        columns.insert(metric.key.to_owned(), rates);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_members() {
        for (text, kind) in [
            (
                r#"[{"period": 1, "timestamp": "00:00:00.000"}]"#,
                Some(EventFile::StatsBombEvents),
            ),
            (
                r#"{"teams": {}, "players": {"1": [{"shortName": ""}]}, "events": [{"eventId": 8}]}"#,
                Some(EventFile::WyscoutEvents),
            ),
            ("\u{feff}[{\"eventId\": 8}]", Some(EventFile::WyscoutEvents)),
            (r#"[{"teamsData": {}}]"#, Some(EventFile::WyscoutMatches)),
            (
                r#"[{"wyId": 1, "shortName": "I."}]"#,
                Some(EventFile::WyscoutPlayers),
            ),
            (
                r#"[{"wyId": 1, "officialName": "RB"}]"#,
                Some(EventFile::WyscoutTeams),
            ),
            (
                r#"[{"team_id": 1, "lineup": [{"player_id": 1}]}]"#,
                Some(EventFile::StatsBombLineups),
            ),
            (
                r#"[{"event_uuid": "", "freeze_frame": []}]"#,
                Some(EventFile::StatsBombFrames),
            ),
            (
                r#"[{"match_id": 1, "competition": {"competition_id": 43}}]"#,
                Some(EventFile::StatsBombMatches),
            ),
            (
                r#"[{"competition_id": 43, "season_id": 3}]"#,
                Some(EventFile::StatsBombList),
            ),
            (
                "match_id,competition,home_team\n",
                Some(EventFile::StatsBombMatches),
            ),
            ("Player,\"eventId\"", None),
            ("[]", None),
            ("", None),
        ] {
            assert_eq!(EventFile::of(text.as_bytes()), kind, "{text}");
        }
    }
}
