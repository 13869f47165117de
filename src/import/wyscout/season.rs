//! Many matches together, as totals and as a table that pools can be made of.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use super::event::{COUNTS, Counts, Events, MatchEvents};
use super::matches::MatchSheet;
use super::people::{Person, competition_name};
use crate::domain::date;
use crate::domain::stats::{Counts as CountsAs, Provider, StatColumn, StatRow, StatTable};
use crate::import::events::add_rates;

/// Everything that the files say, each match once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Season {
    /// The events by the id of the match.
    pub events: BTreeMap<i64, MatchEvents>,
    /// The line-ups by the id of the match.
    pub sheets: BTreeMap<i64, MatchSheet>,
    /// The players.
    pub players: BTreeMap<i64, Person>,
    /// The names of the teams.
    pub teams: BTreeMap<i64, String>,
}

/// What one player did in one competition of one season.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// His id.
    pub player: i64,
    /// The id of the competition; `None` if no list of matches names it.
    pub competition: Option<i64>,
    /// The season.
    pub season: Option<date::Season>,
    /// His teams in the order of his matches.
    pub teams: Vec<i64>,
    /// Matches in which he was on the pitch.
    pub matches: u32,
    /// Matches that he began.
    pub starts: u32,
    /// Minutes by the line-ups.
    pub minutes: u32,
    /// What he did.
    pub counts: Counts,
    /// Possession of his teams times minutes.
    possession: f64,
}

impl Line {
    /// The share of passes of his teams, weighted by his minutes.
    pub fn possession(&self) -> Option<f64> {
        (self.minutes > 0).then(|| self.possession / f64::from(self.minutes))
    }

    /// Adds another competition.
    pub fn add(&mut self, other: &Self) {
        self.matches += other.matches;
        self.starts += other.starts;
        self.minutes += other.minutes;
        self.counts.add(&other.counts);
        self.possession += other.possession;
        for team in &other.teams {
            if !self.teams.contains(team) {
                self.teams.push(*team);
            }
        }
    }
}

/// Competition and its season, by Wyscout's ids.
type Edition = (Option<i64>, Option<i64>);

fn edition(sheet: &MatchSheet) -> Edition {
    (sheet.competition, sheet.season_id)
}

/// Player, competition, season.
type LineKey = (i64, Option<i64>, Option<date::Season>);

fn line_of(lines: &mut BTreeMap<LineKey, Line>, key: LineKey, team: i64) -> &mut Line {
    let (player, competition, season) = key;
    let line = lines.entry(key).or_insert_with(|| Line {
        player,
        competition,
        season,
        ..Line::default()
    });
    if !line.teams.contains(&team) {
        line.teams.push(team);
    }
    line
}

impl Season {
    /// Takes in a file of events. Returns the ids of the matches that were there already, which are
    /// not counted again.
    pub fn add_events(&mut self, file: Events) -> Vec<i64> {
        let mut again = Vec::new();
        for (id, played) in file.matches {
            match self.events.entry(id) {
                Entry::Vacant(place) => {
                    place.insert(played);
                }
                Entry::Occupied(_) => again.push(id),
            }
        }
        for (id, person) in file.players {
            self.players.entry(id).or_insert(person);
        }
        for (id, team) in file.teams {
            self.teams.entry(id).or_insert(team);
        }
        again
    }

    /// Takes in a list of matches.
    pub fn add_sheets(&mut self, sheets: Vec<MatchSheet>) {
        self.sheets
            .extend(sheets.into_iter().map(|sheet| (sheet.id, sheet)));
    }

    /// Matches with events and no line-ups: their players' minutes are unknown.
    pub fn without_sheet(&self) -> usize {
        self.events
            .keys()
            .filter(|id| !self.sheets.contains_key(id))
            .count()
    }

    /// Matches with line-ups and no events; they are not counted.
    pub fn without_events(&self) -> usize {
        self.sheets
            .keys()
            .filter(|id| !self.events.contains_key(id))
            .count()
    }

    /// The first day of each season of a competition. A summer's tournament lies on both sides of
    /// 1 July and is of one season.
    fn begins(&self) -> BTreeMap<Edition, NaiveDate> {
        let mut begins = BTreeMap::new();
        let named = |sheet: &&MatchSheet| sheet.season_id.is_some();
        for sheet in self.sheets.values().filter(named) {
            if let Some(on) = sheet.on {
                let first = begins.entry(edition(sheet)).or_insert(on);
                *first = on.min(*first);
            }
        }
        begins
    }

    /// Everybody's totals, one line for each player, competition and season.
    pub fn lines(&self) -> Vec<Line> {
        let mut order: Vec<&i64> = self.events.keys().collect();
        order.sort_by_key(|id| (self.sheets.get(id).and_then(|sheet| sheet.on), **id));
        let begins = self.begins();
        let mut lines: BTreeMap<LineKey, Line> = BTreeMap::new();
        for (id, played) in order
            .into_iter()
            .filter_map(|id| Some((id, self.events.get(id)?)))
        {
            let sheet = self.sheets.get(id);
            let key = |player: i64| -> LineKey {
                (
                    player,
                    sheet.and_then(|sheet| sheet.competition),
                    sheet
                        .and_then(|sheet| begins.get(&edition(sheet)).copied().or(sheet.on))
                        .map(date::Season::of),
                )
            };
            for team in sheet.iter().flat_map(|sheet| &sheet.teams) {
                let possession = played.possession(team.id).unwrap_or(50.0);
                for (player, stay) in &team.stays {
                    let line = line_of(&mut lines, key(*player), team.id);
                    line.matches += 1;
                    line.starts += u32::from(stay.started);
                    line.minutes += stay.minutes();
                    line.possession += possession * f64::from(stay.minutes());
                }
            }
            for (player, counts) in &played.players {
                let team = played.teams.get(player).copied().unwrap_or_default();
                line_of(&mut lines, key(*player), team).counts.add(counts);
            }
        }
        lines.into_values().collect()
    }

    /// The name of a team, or its id.
    pub fn team_name(&self, id: i64) -> String {
        self.teams
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.to_string())
    }
}

/// One row for each player, competition and season, by the minutes of the line-ups.
pub fn season_table(season: &Season, name: &str) -> StatTable {
    let lines = season.lines();
    let lines: Vec<&Line> = lines.iter().filter(|line| line.matches > 0).collect();
    let mut columns: BTreeMap<String, StatColumn> = BTreeMap::new();
    let mut put = |key: &str, figure: &dyn Fn(&Line) -> f64| {
        let column = lines.iter().map(|line| figure(line)).collect();
        columns.insert(key.to_owned(), column);
    };
    put("minutes", &|line| f64::from(line.minutes));
    put("matches", &|line| f64::from(line.matches));
    put("starts", &|line| f64::from(line.starts));
    put("possession_pct", &|line| {
        line.possession().unwrap_or(f64::NAN)
    });
    for (count, key) in COUNTS {
        put(key, &|line| f64::from(line.counts.get(count)));
    }
    add_rates(&mut columns, &Provider::Wyscout);
    let rows = lines.iter().map(|line| row(season, line)).collect();
    StatTable::new(Provider::Wyscout, name, CountsAs::Totals, rows, columns)
}

fn row(season: &Season, line: &Line) -> StatRow<'static> {
    let person = season.players.get(&line.player);
    let teams: Vec<String> = line.teams.iter().map(|id| season.team_name(*id)).collect();
    let competition = line
        .competition
        .map(|id| competition_name(id).map_or_else(|| format!("Competition {id}"), str::to_owned));
    StatRow {
        key: [Some(line.player), line.competition]
            .map(|id| id.unwrap_or_default().to_string())
            .join("-")
            .into(),
        name: person
            .map_or_else(|| line.player.to_string(), |person| person.name.clone())
            .into(),
        born: person.and_then(|person| person.born),
        club: teams.join(", ").into(),
        competition: competition.unwrap_or_default().into(),
        season: line.season,
        role: person
            .map(|person| person.role.clone())
            .unwrap_or_default()
            .into(),
        positions: person.map(Person::positions).unwrap_or_default().into(),
        minutes: f64::from(line.minutes),
        age: None,
    }
}
