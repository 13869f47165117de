//! `backline metrics`: events counted.

mod statsbomb;
mod wyscout;

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value};

use super::complain;
use crate::import::events::{EventError, EventFile};
use crate::import::statsbomb::Match;
use crate::import::wyscout::{Events, MatchSheet, Person};
use crate::store::{SourceError, SourceLimits, each_source, list_sources};

/// Counts the events of files and folders. 0: all counted; 1: a file was left out; 2: nothing
/// counted.
pub fn metrics(paths: &[PathBuf], json: bool) -> ExitCode {
    let limits = SourceLimits::default();
    let files = match list_sources(paths, &limits) {
        Ok(files) => files,
        Err(err) => {
            complain(&format!("{err}. {}", err.advice()));
            return ExitCode::from(2);
        }
    };
    let read = each_source(&files, &limits, |_, bytes| read(bytes));
    let mut found = Found::default();
    for (file, read) in files.iter().zip(read) {
        let named = paths.contains(file);
        found.take(file, read, named);
    }
    let statsbomb = statsbomb::Report::of(&found.statsbomb);
    let wyscout = wyscout::Report::of(found.wyscout);
    for note in wyscout.iter().flat_map(wyscout::Report::notes) {
        complain(&note);
    }
    let printed = match (&statsbomb, &wyscout) {
        (None, None) => {
            complain("there are no match events in it. StatsBomb and Wyscout events are known");
            return ExitCode::from(2);
        }
        (statsbomb, wyscout) if json => {
            let mut report = Map::new();
            if let Some(wyscout) = wyscout {
                let base = paths.first().map(|path| path.display().to_string());
                report.insert("base".into(), base.into());
                report.append(&mut wyscout.json());
            }
            if let Some(statsbomb) = statsbomb {
                report.append(&mut statsbomb.json());
            }
            report.insert("files".into(), found.counted.into());
            print_json(&Value::Object(report))
        }
        (statsbomb, wyscout) => {
            let tables = statsbomb.iter().map(statsbomb::Report::table);
            let tables = tables.chain(wyscout.iter().map(wyscout::Report::table));
            tables
                .collect::<Vec<_>>()
                .iter()
                .try_for_each(|table| print_table(table))
        }
    };
    match printed {
        // A reader that went away, as `head` does, is no trouble of ours.
        Err(err) if err.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ if found.left_out => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}

/// What one file holds.
enum Read {
    Match(Box<Match>),
    Events(Box<Events>),
    Sheets(Vec<MatchSheet>),
    Players(BTreeMap<i64, Person>),
    Teams(BTreeMap<i64, String>),
    /// Known, and of no use here.
    Beside(EventFile),
    NoFile(SourceError),
    NoEvents(EventError),
}

fn read(bytes: Result<Vec<u8>, SourceError>) -> Read {
    use crate::import::{statsbomb, wyscout};
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(err) => return Read::NoFile(err),
    };
    let Some(kind) = EventFile::of(&bytes) else {
        let empty = bytes.iter().all(u8::is_ascii_whitespace);
        return Read::NoEvents(if empty {
            EventError::Empty
        } else {
            EventError::Unknown
        });
    };
    let read = match kind {
        EventFile::StatsBombEvents => statsbomb::read(&bytes).map(Box::new).map(Read::Match),
        EventFile::WyscoutEvents => wyscout::read_events(&bytes).map(Box::new).map(Read::Events),
        EventFile::WyscoutMatches => wyscout::read_matches(&bytes).map(Read::Sheets),
        EventFile::WyscoutPlayers => wyscout::read_players(&bytes).map(Read::Players),
        EventFile::WyscoutTeams => wyscout::read_teams(&bytes).map(Read::Teams),
        EventFile::StatsBombLineups | EventFile::StatsBombFrames | EventFile::StatsBombList => {
            Ok(Read::Beside(kind))
        }
    };
    read.unwrap_or_else(Read::NoEvents)
}

/// What all files hold.
#[derive(Default)]
struct Found {
    statsbomb: BTreeMap<String, Match>,
    wyscout: crate::import::wyscout::Season,
    counted: usize,
    left_out: bool,
}

impl Found {
    /// Takes what a file holds. What a folder holds besides events is no trouble; a file that was
    /// named and cannot be read is.
    fn take(&mut self, file: &Path, read: Read, named: bool) {
        match read {
            Read::Match(played) => {
                let id = match_id(file);
                for note in &played.notes {
                    complain(&format!("{}: {note}", file.display()));
                }
                if self.statsbomb.contains_key(&id) {
                    twice(file, &id);
                    return;
                }
                self.counted += 1;
                self.statsbomb.insert(id, *played);
            }
            Read::Events(events) => {
                let again = self.wyscout.add_events(*events);
                if let Some(id) = again.first() {
                    twice(file, &id.to_string());
                    return;
                }
                self.counted += 1;
            }
            Read::Sheets(sheets) => self.wyscout.add_sheets(sheets),
            Read::Players(players) => self.wyscout.players.extend(players),
            Read::Teams(teams) => self.wyscout.teams.extend(teams),
            Read::Beside(kind) if named => {
                complain(&format!(
                    "{}: {} are not needed",
                    file.display(),
                    kind.label()
                ));
            }
            Read::NoEvents(err) if named || err != EventError::Unknown => {
                self.leave_out(file, &err.to_string());
            }
            Read::Beside(_) | Read::NoEvents(_) => {}
            Read::NoFile(err) => {
                complain(&format!("{err}. {}", err.advice()));
                self.left_out = true;
            }
        }
    }

    fn leave_out(&mut self, file: &Path, why: &str) {
        complain(&format!("left out {}: {why}", file.display()));
        self.left_out = true;
    }
}

/// Says that a match is in two files. All of it is counted, so this is no trouble.
fn twice(file: &Path, id: &str) {
    let file = file.display();
    complain(&format!(
        "{file}: match {id} was read already and is not counted twice"
    ));
}

/// The name of the file without its endings.
fn match_id(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.strip_suffix(".json").unwrap_or(name).to_owned()
}

pub(super) fn print_json(report: &Value) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, report)?;
    writeln!(out)?;
    out.flush()
}

/// Rows of cells; the first row is the head, the first two columns are words.
pub(super) type Table = Vec<Vec<String>>;

pub(super) fn print_table(table: &Table) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in table {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| {
                if column < 2 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    out.flush()
}

/// A number with at most so many decimals; null if there is none.
pub(super) fn rounded(value: Option<f64>, decimals: usize) -> Value {
    // By way of text, which looks at all digits: 88.36595 is a little less than it seems.
    let text = value
        .filter(|value| value.is_finite())
        .map(|value| format!("{value:.decimals$}"));
    let value = text.and_then(|text| text.parse::<f64>().ok());
    value.map_or(Value::Null, Value::from)
}

/// A cell of a table for people.
pub(super) fn cell(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}
