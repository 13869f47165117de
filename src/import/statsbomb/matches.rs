//! The list of matches beside the events, which alone says of which competition and season they are.
//!
//! It comes as JSON, as StatsBomb publishes it, or as rows made from that.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::career::typed_season;
use crate::domain::date::Season;
use crate::import::csv::{self, SEPARATORS};
use crate::import::events::lenient::{Object, Text, Whole, object};
use crate::import::events::{EventError, without_mark};
use crate::import::limits::Limits;
use crate::import::table::Grid;

/// Of which competition and season a match is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchName {
    /// The competition, empty if the list does not say.
    pub competition: String,
    /// The season, if the list says.
    pub season: Option<Season>,
    /// The year alone by which the list names the season, if it does.
    pub year: Option<String>,
}

/// True for rows that list matches and name no player.
pub fn is_match_rows(bytes: &[u8]) -> bool {
    const LONGEST_HEAD: usize = 4_096;
    let bytes = without_mark(bytes);
    let head = bytes.get(..LONGEST_HEAD).unwrap_or(bytes);
    let line = head.split(|byte| matches!(byte, b'\n' | b'\r')).next();
    let Some(line) = line.and_then(|line| std::str::from_utf8(line).ok()) else {
        return false;
    };
    let words = words_of(line, separator(line));
    let has = |names: &[&str]| place(&words, names).is_some();
    has(&ID) && has(&COMPETITION) && !words.iter().any(|word| word.starts_with("player"))
}

const ID: [&str; 3] = ["match_id", "match id", "matchid"];
const COMPETITION: [&str; 3] = [
    "competition",
    "competition_name",
    "competition.competition_name",
];
const SEASON: [&str; 3] = ["season", "season_name", "season.season_name"];
const DAY: [&str; 2] = ["match_date", "date"];

fn separator(line: &str) -> u8 {
    let count = |sign: &u8| line.bytes().filter(|byte| byte == sign).count();
    SEPARATORS.into_iter().max_by_key(count).unwrap_or(b',')
}

fn words_of(line: &str, separator: u8) -> Vec<String> {
    let words = line.split(char::from(separator));
    words
        .map(|word| word.trim().trim_matches('"').to_lowercase())
        .collect()
}

fn place(words: &[String], names: &[&str]) -> Option<usize> {
    words.iter().position(|word| names.contains(&word.as_str()))
}

/// Reads the list, by the ids of the matches.
///
/// # Errors
/// The bytes are neither such JSON nor such rows.
pub fn read_matches(bytes: &[u8]) -> Result<BTreeMap<String, MatchName>, EventError> {
    let bytes = without_mark(bytes);
    let listed = if is_match_rows(bytes) {
        rows(bytes)?
    } else {
        let list: Vec<Object<RawMatch<'_>>> =
            serde_json::from_slice(bytes).map_err(|err| EventError::of(&err))?;
        let list = list.into_iter().filter_map(|object| object.0);
        list.filter_map(RawMatch::listed).collect()
    };
    Ok(named(listed))
}

/// A match as the list words it.
struct Listed {
    id: String,
    competition: String,
    season: String,
    on: Option<NaiveDate>,
}

fn rows(bytes: &[u8]) -> Result<Vec<Listed>, EventError> {
    let text = String::from_utf8_lossy(bytes);
    let head = text.lines().next().unwrap_or_default();
    let sign = separator(head);
    let words = words_of(head, sign);
    let grid = csv::read(&text, sign, &Limits::default()).map_err(|_| EventError::Unknown)?;
    let cell = |grid: &Grid, row: usize, names: &[&str]| {
        let column = place(&words, names);
        column.map_or_else(String::new, |column| grid.cell(row, column).to_owned())
    };
    let listed = (1..grid.len()).map(|row| Listed {
        id: cell(&grid, row, &ID).trim_end_matches(".0").to_owned(),
        competition: cell(&grid, row, &COMPETITION),
        season: cell(&grid, row, &SEASON),
        on: cell(&grid, row, &DAY).parse().ok(),
    });
    Ok(listed.filter(|listed| !listed.id.is_empty()).collect())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawMatch<'a> {
    match_id: Whole,
    #[serde(borrow)]
    match_date: Text<'a>,
    #[serde(borrow, deserialize_with = "object")]
    competition: Option<RawName<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    season: Option<RawName<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawName<'a> {
    #[serde(borrow)]
    competition_name: Text<'a>,
    #[serde(borrow)]
    season_name: Text<'a>,
}

impl RawMatch<'_> {
    fn listed(self) -> Option<Listed> {
        Some(Listed {
            id: self.match_id.0?.to_string(),
            competition: self
                .competition
                .unwrap_or_default()
                .competition_name
                .0
                .into(),
            season: self.season.unwrap_or_default().season_name.0.into(),
            on: self.match_date.0.parse().ok(),
        })
    }
}

/// Puts competition and season in our words. The first day of a competition says to which season a
/// year alone belongs, and keeps a summer's tournament together, which lies on both sides of 1 July.
fn named(listed: Vec<Listed>) -> BTreeMap<String, MatchName> {
    let mut first: BTreeMap<(String, String), NaiveDate> = BTreeMap::new();
    for one in &listed {
        if let Some(on) = one.on {
            let key = (one.competition.clone(), one.season.clone());
            let day = first.entry(key).or_insert(on);
            *day = on.min(*day);
        }
    }
    let name = |one: Listed| {
        let first = first.get(&(one.competition.clone(), one.season.clone()));
        (one.id, name(&one.competition, &one.season, first.copied()))
    };
    listed.into_iter().map(name).collect()
}

fn name(competition: &str, season: &str, first: Option<NaiveDate>) -> MatchName {
    let (competition, season) = match competition.rsplit_once(' ') {
        Some((rest, last)) if season.is_empty() && typed_season(last).is_some() => (rest, last),
        _ => (competition, season),
    };
    let competition = competition.trim().to_owned();
    let is_year = season.len() == 4;
    let typed = typed_season(season);
    let season_of = match (typed, first) {
        (Some(of), _) if !is_year => Some(of),
        (_, Some(first)) => Some(Season::of(first)),
        // A year alone names the tournament of a summer, at the end of its season.
        (typed, None) => typed.map(|year| year.offset(-1)),
    };
    MatchName {
        competition,
        season: season_of,
        year: (is_year && typed.is_some() && first.is_none()).then(|| season.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, names: &[(&str, &str, Option<i32>)]) {
        let found = read_matches(text.as_bytes()).unwrap();
        let found: Vec<(&str, &str, Option<i32>)> = found
            .iter()
            .map(|(id, name)| {
                let season = name.season.map(|season| season.0);
                (id.as_str(), name.competition.as_str(), season)
            })
            .collect();
        assert_eq!(found, names, "{text}");
    }

    #[test]
    fn a_list_says_of_which_competition_and_season_a_match_is() {
        check(
            "match_id,competition,home_team\n7,FIFA World Cup 2018,A\n8,UEFA Champions League final 2017/18,B\n9,Cup,C\n",
            &[
                ("7", "FIFA World Cup", Some(2017)),
                ("8", "UEFA Champions League final", Some(2017)),
                ("9", "Cup", None),
            ],
        );
        check(
            "\u{feff}Match_id;season;Competition\r\n7;2015/2016;\"La Liga\"\r\n",
            &[("7", "La Liga", Some(2015))],
        );
        let one = |id: i64, day: &str| {
            format!(
                r#"{{"match_id": {id}, "match_date": "{day}", "competition": {{"competition_id": 43, "competition_name": "World Cup"}}, "season": {{"season_name": "2018"}}}}"#
            )
        };
        let list = format!("[{}, {}]", one(1, "2018-07-15"), one(2, "2018-06-14"));
        check(
            &list,
            &[
                ("1", "World Cup", Some(2017)),
                ("2", "World Cup", Some(2017)),
            ],
        );
        check(
            "[{\"match_id\": 3, \"competition\": null}, 4]",
            &[("3", "", None)],
        );
    }

    #[test]
    fn rows_that_name_players_are_no_list_of_matches() {
        for (text, is_one) in [
            ("match_id,competition,first_listed_team\n", true),
            ("match_id,competition,player_name\n", false),
            ("match_id,home_team\n", false),
            ("", false),
            ("[{\"match_id\": 1}]", false),
        ] {
            assert_eq!(is_match_rows(text.as_bytes()), is_one, "{text}");
        }
        assert!(read_matches(b"hello").is_err());
    }
}
