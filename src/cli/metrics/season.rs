//! `backline season`: the events of a season as a table of totals, from which pools are made.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{complain, read};
use crate::domain::career::typed_season;
use crate::import::season_csv;
use crate::store::write_text;

/// What events do not say themselves.
#[derive(Clone, Debug, Default, Args)]
pub struct SeasonOptions {
    /// The competition, where events do not name it.
    #[arg(long, default_value = "")]
    pub competition: String,
    /// The season, where events do not name it, like 2017/18.
    #[arg(long, default_value = "")]
    pub season: String,
}

/// Counts events and writes one row for each player and competition. 0: written; 1: written without
/// some files; 2: not written.
pub fn season(paths: &[PathBuf], out: &Path, options: &SeasonOptions) -> ExitCode {
    let year = typed_season(&options.season);
    if year.is_none() && !options.season.is_empty() {
        complain(&format!(
            "“{}” is no season. Write it like 2017/18",
            options.season
        ));
        return ExitCode::from(2);
    }
    let Some(found) = read(paths) else {
        return ExitCode::from(2);
    };
    let table = match found.table("", &options.competition, year) {
        Ok(table) => table,
        Err(err) => {
            complain(&err.to_string());
            return ExitCode::from(2);
        }
    };
    if let Err(err) = write_text(out, &season_csv::write(&table)) {
        complain(&format!("Could not write {}. {err}", out.display()));
        return ExitCode::from(2);
    }
    complain(&format!(
        "{} rows of {} matches in {}",
        table.rows.len(),
        found.counted,
        out.display()
    ));
    ExitCode::from(u8::from(found.left_out()))
}
