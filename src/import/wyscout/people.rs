//! Players, teams and competitions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::names::decoded;
use super::read_list;
use crate::domain::date::PartialDate;
use crate::domain::fact::Position;
use crate::import::events::EventError;
use crate::import::events::lenient::{Text, Whole, object};

/// What the list of players says of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// First and last name.
    pub name: String,
    /// "I. Konaté".
    pub short_name: String,
    /// His birth date.
    pub born: Option<PartialDate>,
    /// His height in centimetres.
    pub height_cm: Option<u32>,
    /// `left`, `right`, `both` or nothing.
    pub foot: String,
    /// `GKP`, `DEF`, `MID` or `FWD`.
    pub role: String,
}

impl Person {
    /// Where his role can be: Wyscout names the line only.
    pub fn positions(&self) -> Vec<Position> {
        match self.role.as_str() {
            "GKP" | "GK" => vec![Position::Goalkeeper],
            "DEF" | "DF" => vec![
                Position::CentreBack,
                Position::LeftBack,
                Position::RightBack,
            ],
            "MID" | "MD" => vec![
                Position::DefensiveMidfielder,
                Position::Midfielder,
                Position::AttackingMidfielder,
            ],
            "FWD" | "FW" => vec![Position::Winger, Position::Forward],
            _ => Vec::new(),
        }
    }
}

/// The name of a competition of the open data.
pub fn competition_name(id: i64) -> Option<&'static str> {
    Some(match id {
        28 => "World Cup",
        102 => "European Championship",
        364 => "Premier League",
        412 => "Ligue 1",
        426 => "Bundesliga",
        524 => "Serie A",
        795 => "La Liga",
        _ => return None,
    })
}

/// Reads the list of players, by their ids.
///
/// # Errors
/// The bytes are no JSON list of objects.
pub fn read_players(bytes: &[u8]) -> Result<BTreeMap<i64, Person>, EventError> {
    let list: Vec<RawPerson<'_>> = read_list(bytes)?;
    Ok(list.into_iter().filter_map(RawPerson::person).collect())
}

/// Reads the names of the teams, by their ids.
///
/// # Errors
/// The bytes are no JSON list of objects.
pub fn read_teams(bytes: &[u8]) -> Result<BTreeMap<i64, String>, EventError> {
    let list: Vec<RawTeam<'_>> = read_list(bytes)?;
    Ok(list.into_iter().filter_map(RawTeam::team).collect())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawPerson<'a> {
    #[serde(rename = "wyId")]
    id: Whole,
    #[serde(rename = "firstName", borrow)]
    first: Text<'a>,
    #[serde(rename = "lastName", borrow)]
    last: Text<'a>,
    #[serde(rename = "shortName", borrow)]
    short: Text<'a>,
    #[serde(rename = "birthDate", borrow)]
    born: Text<'a>,
    height: Whole,
    #[serde(borrow)]
    foot: Text<'a>,
    #[serde(borrow, deserialize_with = "object")]
    role: Option<Role<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Role<'a> {
    #[serde(borrow)]
    code2: Text<'a>,
    #[serde(borrow)]
    code3: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawTeam<'a> {
    #[serde(rename = "wyId")]
    id: Whole,
    #[serde(borrow)]
    name: Text<'a>,
}

impl RawPerson<'_> {
    fn person(self) -> Option<(i64, Person)> {
        let words = |text: &Text<'_>| match decoded(text.0.trim()) {
            null if null == "null" => String::new(),
            words => words,
        };
        let (first, last, short_name) = (words(&self.first), words(&self.last), words(&self.short));
        let name = format!("{first} {last}").trim().to_owned();
        let role = self.role.unwrap_or_default();
        let code = [&role.code3, &role.code2].map(words);
        let [role, line] = code;
        let born: Option<NaiveDate> = self.born.0.trim().parse().ok();
        let person = Person {
            name: if name.is_empty() {
                short_name.clone()
            } else {
                name
            },
            short_name,
            born: born.map(PartialDate::Day),
            // 0 is unknown.
            height_cm: self
                .height
                .0
                .and_then(|height| u32::try_from(height).ok())
                .filter(|height| *height > 0),
            foot: words(&self.foot),
            role: if role.is_empty() { line } else { role },
        };
        Some((self.id.0?, person))
    }
}

impl RawTeam<'_> {
    fn team(self) -> Option<(i64, String)> {
        Some((self.id.0?, decoded(&self.name.0)))
    }
}

/// An entry of the people within a file of events.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Listed<'a> {
    #[serde(borrow, deserialize_with = "object")]
    player: Option<RawPerson<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    team: Option<RawTeam<'a>>,
}

impl Listed<'_> {
    pub fn person(self) -> Option<(i64, Person)> {
        self.player?.person()
    }

    pub fn team(self) -> Option<(i64, String)> {
        self.team?.team()
    }
}
