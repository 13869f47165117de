//! Match events of one provider, counted match by match.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::gather::{Content, Gathered, Trouble, name_of};
use crate::domain::date;
use crate::domain::stats::{Provider, StatTable};
use crate::import::events::{EventContent, match_id};
use crate::import::{statsbomb, wyscout};

/// The events of one provider.
#[derive(Clone, Debug)]
pub struct EventSet {
    /// How many matches are counted.
    pub matches: usize,
    /// What was noticed in the files and how it was taken.
    pub notes: Vec<String>,
    /// The files.
    pub paths: Vec<PathBuf>,
    counted: Counted,
}

#[derive(Clone, Debug)]
enum Counted {
    StatsBomb(BTreeMap<String, statsbomb::Match>),
    Wyscout(Box<wyscout::Season>),
}

impl EventSet {
    /// Puts the files of each provider together. A match that comes twice is counted once.
    pub(super) fn of(read: Vec<(PathBuf, usize, EventContent)>) -> (Vec<Gathered>, Vec<Trouble>) {
        let (mut statsbomb, mut wyscout) = (Pile::default(), Pile::default());
        let (mut matches, mut season) = (BTreeMap::new(), wyscout::Season::default());
        let mut troubles = Vec::new();
        for (path, bytes, read) in read {
            let pile = match &read {
                EventContent::Match(_) => &mut statsbomb,
                _ => &mut wyscout,
            };
            pile.add(&path, bytes);
            let again = match read {
                EventContent::Match(played) => {
                    pile.notes.extend(played.notes.iter().cloned());
                    let id = match_id(&name_of(&path));
                    let again = matches.insert(id.clone(), *played).is_some();
                    again.then_some(id)
                }
                EventContent::Events(events) => {
                    let again = season.add_events(*events);
                    again.first().map(ToString::to_string)
                }
                EventContent::Sheets(sheets) => {
                    season.add_sheets(sheets);
                    None
                }
                EventContent::Players(players) => {
                    season.players.extend(players);
                    None
                }
                EventContent::Teams(teams) => {
                    season.teams.extend(teams);
                    None
                }
                EventContent::Beside(_) => None,
            };
            if let Some(id) = again {
                troubles.push(Trouble {
                    name: name_of(&path),
                    words: format!("Match {id} comes twice and is counted once"),
                });
            }
        }
        let mut sets = Vec::new();
        if statsbomb.files > 0 {
            let set = Self {
                matches: matches.len(),
                notes: std::mem::take(&mut statsbomb.notes),
                paths: std::mem::take(&mut statsbomb.paths),
                counted: Counted::StatsBomb(matches),
            };
            sets.push(statsbomb.gathered(set));
        }
        if wyscout.files > 0 {
            let set = Self {
                matches: season.events.len(),
                notes: Vec::new(),
                paths: std::mem::take(&mut wyscout.paths),
                counted: Counted::Wyscout(Box::new(season)),
            };
            sets.push(wyscout.gathered(set.noted()));
        }
        (sets, troubles)
    }

    /// Takes in what was read later, such as the line-ups of the same matches.
    pub(super) fn absorb(&mut self, other: &Self) -> bool {
        match (&mut self.counted, &other.counted) {
            (Counted::StatsBomb(matches), Counted::StatsBomb(more)) => {
                matches.extend(more.iter().map(|(id, played)| (id.clone(), played.clone())));
                self.matches = matches.len();
                self.notes.extend(other.notes.iter().cloned());
            }
            (Counted::Wyscout(season), Counted::Wyscout(more)) => {
                for (id, played) in &more.events {
                    season.events.entry(*id).or_insert_with(|| played.clone());
                }
                season.add_sheets(more.sheets.values().cloned().collect());
                season.players.extend(more.players.clone());
                season.teams.extend(more.teams.clone());
                self.matches = season.events.len();
            }
            _ => return false,
        }
        let new = other.paths.iter().filter(|path| !self.paths.contains(path));
        let new: Vec<PathBuf> = new.cloned().collect();
        self.paths.extend(new);
        *self = self.clone().noted();
        true
    }

    /// Says of Wyscout events what lists are missing beside them.
    fn noted(mut self) -> Self {
        let Counted::Wyscout(season) = &self.counted else {
            return self;
        };
        self.notes.clear();
        let (sheets, lists) = (season.without_sheet(), season.without_events());
        if season.events.is_empty() {
            let words = "These are lists without events. Choose the events too";
            self.notes.push(words.to_owned());
        } else if sheets > 0 {
            self.notes.push(format!(
                "{sheets} matches have no line-ups, so minutes are not known for them. Choose the list of matches too"
            ));
        }
        if lists > 0 && !season.events.is_empty() {
            self.notes.push(format!(
                "{lists} matches of the list have no events and are left out"
            ));
        }
        if season.players.is_empty() {
            let words = "The players have numbers and no names. Choose the list of players too";
            self.notes.push(words.to_owned());
        }
        self
    }

    /// Who counted.
    pub fn provider(&self) -> Provider {
        match self.counted {
            Counted::StatsBomb(_) => Provider::StatsBomb,
            Counted::Wyscout(_) => Provider::Wyscout,
        }
    }

    /// True if the files themselves do not say which competition and season they are.
    pub fn asks_competition(&self) -> bool {
        matches!(self.counted, Counted::StatsBomb(_))
    }

    /// The season totals of everybody.
    pub fn table(&self, competition: &str, season: Option<date::Season>) -> StatTable {
        match &self.counted {
            Counted::StatsBomb(matches) => {
                let mut totals = statsbomb::Season::default();
                for played in matches.values() {
                    totals.add(played);
                }
                statsbomb::season_table(&totals, competition, season)
            }
            Counted::Wyscout(season) => wyscout::season_table(season, competition),
        }
    }
}

/// The files of one provider.
#[derive(Default)]
struct Pile {
    files: usize,
    bytes: usize,
    first: Option<PathBuf>,
    paths: Vec<PathBuf>,
    notes: Vec<String>,
}

impl Pile {
    fn add(&mut self, path: &Path, bytes: usize) {
        self.files += 1;
        self.bytes += bytes;
        self.first.get_or_insert_with(|| path.to_owned());
        self.paths.push(path.to_owned());
    }

    fn gathered(self, set: EventSet) -> Gathered {
        let first = self.first.unwrap_or_default();
        let (name, path) = if self.files == 1 {
            (name_of(&first), first)
        } else {
            let folder = first.parent().map(Path::to_owned).unwrap_or_default();
            (
                format!("{}, {} files", name_of(&folder), self.files),
                folder,
            )
        };
        Gathered {
            name,
            path: Some(path),
            bytes: self.bytes,
            content: Content::Events(Arc::new(set)),
        }
    }
}
