//! Match events in files and folders, counted together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::source_file::{SourceError, SourceLimits, each_source, list_sources};
use crate::domain::date;
use crate::domain::stats::StatTable;
use crate::import::events::{EventContent, EventError, EventFile, match_id};
use crate::import::{statsbomb, wyscout};

/// Everything that files of match events hold.
#[derive(Debug, Default)]
pub struct EventFiles {
    /// StatsBomb matches by the names of their files without endings.
    pub statsbomb: BTreeMap<String, statsbomb::Match>,
    /// Wyscout matches with the lists beside them.
    pub wyscout: wyscout::Season,
    /// How many files of events were counted.
    pub counted: usize,
    /// What should be told about single files.
    pub notes: Vec<FileNote>,
    /// The BLAKE3 hash of all that was read, in hex.
    pub hash: String,
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

/// What became of one file.
enum Read {
    Content(EventContent),
    NoFile(SourceError),
    NoEvents(EventError),
}

impl EventFiles {
    /// Reads files and folders on all cores.
    ///
    /// # Errors
    /// [`SourceError`] if the files cannot be listed; one that cannot be read is left out with a
    /// note.
    pub fn read(paths: &[PathBuf], limits: &SourceLimits) -> Result<Self, SourceError> {
        let files = list_sources(paths, limits)?;
        let read = each_source(&files, limits, |_, bytes| read(bytes));
        let mut found = Self::default();
        let mut hasher = blake3::Hasher::new();
        for (file, (read, hash)) in files.iter().zip(read) {
            hasher.update(hash.as_bytes());
            found.take(file, read, paths.contains(file));
        }
        found.hash = hasher.finalize().to_hex().to_string();
        Ok(found)
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
                let mut totals = statsbomb::Season::default();
                self.statsbomb
                    .values()
                    .for_each(|played| totals.add(played));
                statsbomb::season_table(&totals, competition, season).with_name(name)
            }
            (true, false) => wyscout::season_table(&self.wyscout, name),
        };
        if table.rows.is_empty() {
            return Err(EventTableError::NoMinutes);
        }
        Ok(table.with_hash(self.hash.clone()))
    }

    /// True if a file was left out.
    pub fn left_out(&self) -> bool {
        self.notes.iter().any(|note| note.left_out)
    }

    /// What should be told about all files together.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let (matches, without) = (self.wyscout.events.len(), self.wyscout.without_sheet());
        if without > 0 {
            remarks.push(format!(
                "{without} of {matches} matches have no line-ups, so their minutes are unknown. Add the list of matches"
            ));
        }
        let unplayed = self.wyscout.without_events();
        if matches > 0 && unplayed > 0 {
            remarks.push(format!(
                "{unplayed} matches of the lists have no events here and are not counted"
            ));
        }
        remarks
    }

    /// Takes what a file holds. What a folder holds besides events is no trouble; a file that was
    /// named and holds none is.
    fn take(&mut self, file: &Path, read: Read, named: bool) {
        match read {
            Read::Content(EventContent::Match(played)) => self.take_match(file, *played),
            Read::Content(EventContent::Events(events)) => {
                match self.wyscout.add_events(*events).first() {
                    Some(again) => self.note(file, twice(again), false),
                    None => self.counted += 1,
                }
            }
            Read::Content(EventContent::Sheets(sheets)) => self.wyscout.add_sheets(sheets),
            Read::Content(EventContent::Players(players)) => self.wyscout.players.extend(players),
            Read::Content(EventContent::Teams(teams)) => self.wyscout.teams.extend(teams),
            Read::Content(EventContent::Beside(kind)) if named => {
                let words = format!("This is {} and not needed", kind.label());
                self.note(file, words, false);
            }
            Read::NoEvents(err) if named || err != EventError::Unknown => {
                self.note(file, err.to_string(), true);
            }
            Read::Content(EventContent::Beside(_)) | Read::NoEvents(_) => {}
            Read::NoFile(err) => {
                self.note(file, format!("{}. {}", err.trouble, err.advice()), true)
            }
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
        });
    }
}

/// All of a match that is in two files is counted, so this is no trouble.
fn twice(id: &impl std::fmt::Display) -> String {
    format!("Match {id} was read already and is not counted twice")
}

fn read(bytes: Result<Vec<u8>, SourceError>) -> (Read, blake3::Hash) {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(err) => return (Read::NoFile(err), blake3::hash(b"")),
    };
    (read_bytes(&bytes), blake3::hash(&bytes))
}

fn read_bytes(bytes: &[u8]) -> Read {
    let Some(kind) = EventFile::of(bytes) else {
        let empty = bytes.iter().all(u8::is_ascii_whitespace);
        return Read::NoEvents(if empty {
            EventError::Empty
        } else {
            EventError::Unknown
        });
    };
    EventContent::read(kind, bytes).map_or_else(Read::NoEvents, Read::Content)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const MATCH: &str = r#"[{"period": 1, "timestamp": "00:00:01.000", "type": {"name": "Pressure"}, "player": {"id": 1, "name": "A"}}]"#;
    const EVENTS: &str = r#"{"events": [{"eventId": 8, "matchId": 5, "playerId": 1, "teamId": 2, "matchPeriod": "1H", "tags": []}]}"#;
    const SHEETS: &str = r#"[{"wyId": 5, "competitionId": 426, "dateutc": "2018-05-12 13:30:00", "teamsData": {"2": {"formation": {"lineup": [{"playerId": 1}]}}}}]"#;

    fn read_files(files: &[(&str, &str)], named: &[&str]) -> EventFiles {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let paths: Vec<PathBuf> = named.iter().map(|name| folder.path().join(name)).collect();
        EventFiles::read(&paths, &SourceLimits::default()).unwrap()
    }

    #[test]
    fn a_folder_may_hold_other_files() {
        let found = read_files(
            &[
                ("7.json", MATCH),
                ("notes.txt", "hello"),
                ("8.json", "[{\"period\": 1, \"timestamp\""),
            ],
            &[""],
        );
        assert_eq!((found.counted, found.notes.len()), (1, 3));
        assert!(found.left_out());
        assert!(
            found
                .notes
                .iter()
                .any(|note| note.text.starts_with("Its JSON is damaged at line 1"))
        );
        let found = read_files(
            &[("7.json", MATCH), ("notes.txt", "hello")],
            &["notes.txt", "7.json"],
        );
        assert!(found.notes[0].left_out, "{:?}", found.notes);
    }

    #[test]
    fn a_match_in_two_files_is_counted_once() {
        let found = read_files(
            &[("7.json", MATCH), ("5.json", EVENTS), ("6.json", EVENTS)],
            &["7.json", "7.json", "5.json", "6.json"],
        );
        assert_eq!(found.counted, 2);
        assert!(!found.left_out());
        assert_eq!(found.statsbomb["7"].players[&1].counts.get("pressures"), 1);
        assert_eq!(found.wyscout.lines()[0].counts.get("passes"), 1);
        assert_eq!(
            found.table("", "", None).unwrap_err(),
            EventTableError::TwoProviders
        );
    }

    #[test]
    fn events_become_a_table_with_the_hash_of_their_files() {
        let files = [("events.json", EVENTS), ("matches.json", SHEETS)];
        let table = read_files(&files, &[""])
            .table("Bundesliga", "", None)
            .unwrap();
        assert_eq!((table.rows.len(), table.hash.len()), (1, 64));
        assert_eq!(table.rows[0].competition, "Bundesliga");
        let without = read_files(&files[..1], &[""]);
        assert_eq!(
            without.table("", "", None).unwrap_err(),
            EventTableError::NoMinutes
        );
        assert_eq!(without.remarks().len(), 1);
        assert_eq!(
            read_files(&[("a", "b")], &[""])
                .table("", "", None)
                .unwrap_err(),
            EventTableError::NoEvents
        );
    }
}
