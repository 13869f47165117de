//! Match events in files and folders, counted together.

mod remarks;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::source_file::{SourceError, SourceLimits, each_source, list_sources};
use crate::domain::date;
use crate::domain::stats::{Provider, StatTable};
use crate::import::events::{EventContent, EventError, EventFile, match_id};
use crate::import::{statsbomb, wyscout};

/// Everything that files of match events hold: of one provider, or of several before they are taken
/// [apart](EventFiles::by_provider).
#[derive(Clone, Debug, Default)]
pub struct EventFiles {
    /// StatsBomb matches by the names of their files without endings.
    pub statsbomb: BTreeMap<String, statsbomb::Match>,
    /// Of which competition and season StatsBomb's matches are, by their ids.
    pub names: BTreeMap<String, statsbomb::MatchName>,
    /// Wyscout matches with the lists beside them.
    pub wyscout: wyscout::Season,
    /// How many files of events were counted.
    pub counted: usize,
    /// What should be told about single files.
    pub notes: Vec<FileNote>,
    /// The files that hold any of it.
    sources: Vec<EventSource>,
}

/// One file that was taken in.
#[derive(Clone, Debug)]
struct EventSource {
    path: PathBuf,
    hash: blake3::Hash,
    provider: Provider,
}

/// What should be told about one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNote {
    /// The file.
    pub path: PathBuf,
    /// What, as a sentence.
    pub text: String,
    /// True if the file was left out because of it.
    pub left_out: bool,
    /// True if the file belongs to events and holds none that are counted.
    pub is_beside: bool,
}

/// Why events give no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventTableError {
    /// No events at all.
    #[error("There are no match events in it. StatsBomb and Wyscout events are known")]
    NoEvents,
    /// Events of two providers.
    #[error(
        "It holds events of StatsBomb and of Wyscout, who count differently. Take them one after the other"
    )]
    TwoProviders,
    /// Nobody's minutes are known.
    #[error("Nobody has minutes in it. Add the list of matches with their line-ups")]
    NoMinutes,
}

impl EventFiles {
    /// Reads files and folders on all cores.
    ///
    /// # Errors
    /// [`SourceError`] if the files cannot be listed; one that cannot be read is left out with a
    /// note.
    pub fn read(paths: &[PathBuf], limits: &SourceLimits) -> Result<Self, SourceError> {
        let files = list_sources(paths, limits)?;
        let read = each_source(&files, limits, |_, bytes| {
            bytes.map(|bytes| ReadEvents::of(&bytes))
        });
        let mut found = Self::default();
        for (file, read) in files.iter().zip(read) {
            let named = paths.contains(file);
            match read {
                Ok(read) => found.take(file, read, named),
                Err(err) => found.note(file, format!("{}. {}", err.trouble, err.advice()), true),
            }
        }
        Ok(found)
    }

    /// One set for each provider, since they count differently.
    pub fn by_provider(mut self) -> Vec<Self> {
        let wyscout_files = |source: &EventSource| source.provider == Provider::Wyscout;
        let (wyscout, statsbomb): (Vec<_>, Vec<_>) =
            self.sources.drain(..).partition(wyscout_files);
        let counted = self.wyscout.events.len().min(self.counted);
        let is_of = |sources: &[EventSource], note: &FileNote| {
            sources.iter().any(|source| source.path == note.path)
        };
        let (of_wyscout, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.notes)
            .into_iter()
            .partition(|note| is_of(&wyscout, note));
        let one = Self {
            statsbomb: std::mem::take(&mut self.statsbomb),
            names: std::mem::take(&mut self.names),
            counted: self.counted - counted,
            notes: others,
            sources: statsbomb,
            ..Self::default()
        };
        let other = Self {
            wyscout: std::mem::take(&mut self.wyscout),
            counted,
            notes: of_wyscout,
            sources: wyscout,
            ..Self::default()
        };
        [one, other]
            .into_iter()
            .filter(|set| !set.sources.is_empty())
            .collect()
    }

    /// Takes in what was read later of the same provider, such as the line-ups of the same matches.
    pub fn absorb(&mut self, more: &Self) {
        for (id, played) in &more.statsbomb {
            self.statsbomb
                .entry(id.clone())
                .or_insert_with(|| played.clone());
        }
        self.names.extend(more.names.clone());
        for (id, played) in &more.wyscout.events {
            let events = &mut self.wyscout.events;
            events.entry(*id).or_insert_with(|| played.clone());
        }
        let sheets = more.wyscout.sheets.values().cloned().collect();
        self.wyscout.add_sheets(sheets);
        self.wyscout.players.extend(more.wyscout.players.clone());
        self.wyscout.teams.extend(more.wyscout.teams.clone());
        for source in &more.sources {
            if !self.sources.iter().any(|old| old.path == source.path) {
                self.sources.push(source.clone());
            }
        }
        for note in &more.notes {
            if !self.notes.contains(note) {
                self.notes.push(note.clone());
            }
        }
        self.counted = self.matches();
    }

    /// How many matches have events.
    pub fn matches(&self) -> usize {
        self.statsbomb.len() + self.wyscout.events.len()
    }

    /// The files that hold events or lists, in the order of reading.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.sources
            .iter()
            .map(|source| source.path.clone())
            .collect()
    }

    /// Who counted, or the first of them.
    pub fn provider(&self) -> Provider {
        let first = self.sources.first();
        first.map_or(Provider::StatsBomb, |source| source.provider.clone())
    }

    /// True if a person may say which competition and season they are: StatsBomb's events do not,
    /// Wyscout's lists do.
    pub fn asks_competition(&self) -> bool {
        self.provider() == Provider::StatsBomb
    }

    /// What the list of matches says of one match, whose file may be named by more than its id.
    fn name_of(&self, id: &str) -> Option<&statsbomb::MatchName> {
        let digits = |part: &&str| !part.is_empty();
        let mut parts = id.split(|c: char| !c.is_ascii_digit()).filter(digits);
        let by_part = || parts.find_map(|part| self.names.get(part));
        self.names.get(id).or_else(by_part)
    }

    /// The competitions and seasons that the list of matches names for the matches here, each once.
    pub fn named(&self) -> Vec<&statsbomb::MatchName> {
        let names = self.statsbomb.keys().filter_map(|id| self.name_of(id));
        names.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// True if the list of matches names every match here.
    pub fn all_named(&self) -> bool {
        self.statsbomb.keys().all(|id| self.name_of(id).is_some())
    }

    /// StatsBomb's matches by competition and season; what a person says holds for all of them.
    fn parts(&self, competition: &str, season: Option<date::Season>) -> Vec<statsbomb::Part> {
        let mut parts: BTreeMap<(String, Option<date::Season>), statsbomb::Season> =
            BTreeMap::new();
        for (id, played) in &self.statsbomb {
            let name = self.name_of(id).cloned().unwrap_or_default();
            let competition = if competition.is_empty() {
                name.competition
            } else {
                competition.to_owned()
            };
            let totals = parts.entry((competition, season.or(name.season)));
            totals.or_default().add(played);
        }
        let part = |((competition, year), totals)| statsbomb::Part {
            competition,
            year,
            totals,
        };
        parts.into_iter().map(part).collect()
    }

    /// The BLAKE3 hash of all that was read, in hex.
    fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for source in &self.sources {
            hasher.update(source.hash.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// The totals as a table. Wyscout's lists name competition and season themselves.
    ///
    /// # Errors
    /// [`EventTableError`] if there is nothing to make a table of, or of two kinds.
    pub fn table(
        &self,
        name: &str,
        competition: &str,
        season: Option<date::Season>,
    ) -> Result<StatTable, EventTableError> {
        let table = match (self.statsbomb.is_empty(), self.wyscout.events.is_empty()) {
            (true, true) => return Err(EventTableError::NoEvents),
            (false, false) => return Err(EventTableError::TwoProviders),
            (false, true) => {
                statsbomb::season_table(&self.parts(competition, season)).with_name(name)
            }
            (true, false) => wyscout::season_table(&self.wyscout, name),
        };
        if table.rows.is_empty() {
            return Err(EventTableError::NoMinutes);
        }
        Ok(table.with_hash(self.hash()))
    }

    /// True if a file was left out.
    pub fn left_out(&self) -> bool {
        self.notes.iter().any(|note| note.left_out)
    }

    /// Takes what a file holds. What a folder holds besides events is no trouble; a file that was
    /// named and holds none is.
    pub fn take(&mut self, file: &Path, read: ReadEvents, named: bool) {
        let content = match read.content {
            Ok(EventContent::Beside(kind)) => {
                if named {
                    self.notes.push(FileNote {
                        path: file.to_owned(),
                        text: kind.advice(),
                        left_out: false,
                        is_beside: true,
                    });
                }
                return;
            }
            Ok(content) => content,
            Err(err) => {
                if named || err != EventError::Unknown {
                    self.note(file, err.to_string(), true);
                }
                return;
            }
        };
        let provider = match &content {
            EventContent::Match(_) | EventContent::Names(_) => Provider::StatsBomb,
            _ => Provider::Wyscout,
        };
        self.sources.push(EventSource {
            path: file.to_owned(),
            hash: read.hash,
            provider,
        });
        match content {
            EventContent::Match(played) => self.take_match(file, *played),
            EventContent::Events(events) => match self.wyscout.add_events(*events).first() {
                Some(again) => self.note(file, twice(again), false),
                None => self.counted += 1,
            },
            EventContent::Names(names) => self.names.extend(names),
            EventContent::Sheets(sheets) => self.wyscout.add_sheets(sheets),
            EventContent::Players(players) => self.wyscout.players.extend(players),
            EventContent::Teams(teams) => self.wyscout.teams.extend(teams),
            EventContent::Beside(_) => {}
        }
    }

    fn take_match(&mut self, file: &Path, played: statsbomb::Match) {
        let id = match_id(&file.file_name().unwrap_or_default().to_string_lossy());
        if self.statsbomb.contains_key(&id) {
            self.note(file, twice(&id), false);
            return;
        }
        for note in &played.notes {
            self.note(file, note.clone(), false);
        }
        self.counted += 1;
        self.statsbomb.insert(id, played);
    }

    fn note(&mut self, file: &Path, text: String, left_out: bool) {
        self.notes.push(FileNote {
            path: file.to_owned(),
            text,
            left_out,
            is_beside: false,
        });
    }
}

/// All of a match that is in two files is counted, so this is no trouble.
fn twice(id: &impl std::fmt::Display) -> String {
    format!("Match {id} was read already and is not counted twice")
}

/// What one file holds, read and not yet taken in.
#[derive(Debug)]
pub struct ReadEvents {
    content: Result<EventContent, EventError>,
    hash: blake3::Hash,
}

impl ReadEvents {
    /// Reads unpacked bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let content = match EventFile::of(bytes) {
            Some(kind) => EventContent::read(kind, bytes),
            None if bytes.iter().all(u8::is_ascii_whitespace) => Err(EventError::Empty),
            None => Err(EventError::Unknown),
        };
        Self {
            content,
            hash: blake3::hash(bytes),
        }
    }

    /// True if the bytes are neither events nor a list that belongs to them.
    pub fn is_other(&self) -> bool {
        matches!(self.content, Err(EventError::Unknown | EventError::Empty))
    }
}

#[cfg(test)]
mod tests;
