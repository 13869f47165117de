//! `backline metrics`: events counted.

mod season;
mod statsbomb;
mod wyscout;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Map, Value};

use super::complain;
use crate::store::{EventFiles, SourceLimits};

pub use season::{SeasonOptions, season};

/// Counts the events of files and folders. 0: all counted; 1: a file was left out; 2: nothing
/// counted.
pub fn metrics(paths: &[PathBuf], json: bool) -> ExitCode {
    let Some(found) = read(paths) else {
        return ExitCode::from(2);
    };
    let statsbomb = statsbomb::Report::of(&found.statsbomb);
    let wyscout = wyscout::Report::of(&found.wyscout);
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
            tables.collect::<Vec<_>>().iter().try_for_each(print_table)
        }
    };
    match printed {
        // A reader that went away, as `head` does, is no trouble of ours.
        Err(err) if err.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ if found.left_out() => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    }
}

/// Reads all files and says what should be told of them; `None` if they cannot even be listed.
fn read(paths: &[PathBuf]) -> Option<EventFiles> {
    let found = match EventFiles::read(paths, &SourceLimits::default()) {
        Ok(found) => found,
        Err(err) => {
            complain(&format!("{err}. {}", err.advice()));
            return None;
        }
    };
    for note in &found.notes {
        let verb = if note.left_out { "left out " } else { "" };
        complain(&format!("{verb}{}: {}", note.path.display(), note.text));
    }
    found.remarks().iter().for_each(|remark| complain(remark));
    Some(found)
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
