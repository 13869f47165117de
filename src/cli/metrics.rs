//! `backline metrics`: events counted.

mod season;
mod statsbomb;
mod wyscout;

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Map, Value};

use super::answer::{complain, ended, print_json_line, print_table, refused};
use crate::store::{EventFiles, SourceLimits};

pub use season::{SeasonOptions, season};

/// Counts the events of files and folders. 0: all counted; 1: a file was left out; 2: nothing
/// counted.
pub fn metrics(paths: &[PathBuf], json: bool) -> ExitCode {
    let found = match read(paths) {
        Ok(found) => found,
        Err(why) => return refused(&why),
    };
    let statsbomb = statsbomb::Report::of(&found.statsbomb);
    let wyscout = wyscout::Report::of(&found.wyscout);
    let printed = match (&statsbomb, &wyscout) {
        (None, None) => {
            return refused(
                "there are no match events in it. StatsBomb and Wyscout events are known",
            );
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
            print_json_line(&Value::Object(report))
        }
        (statsbomb, wyscout) => {
            let tables = statsbomb.iter().map(statsbomb::Report::table);
            let tables = tables.chain(wyscout.iter().map(wyscout::Report::table));
            tables.collect::<Vec<_>>().iter().try_for_each(print_table)
        }
    };
    ended(printed, u8::from(found.left_out()))
}

/// Reads all files and says what should be told of them, or why they cannot even be listed.
fn read(paths: &[PathBuf]) -> Result<EventFiles, String> {
    let found = EventFiles::read(paths, &SourceLimits::default())
        .map_err(|err| format!("{err}. {}", err.advice()))?;
    for note in &found.notes {
        let verb = if note.left_out { "left out " } else { "" };
        complain(&format!("{verb}{}: {}", note.path.display(), note.text));
    }
    found.remarks().iter().for_each(|remark| complain(remark));
    Ok(found)
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
