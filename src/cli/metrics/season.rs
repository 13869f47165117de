//! `backline season`: the events of a season as a table of totals, from which pools are made.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::read;
use crate::cli::answer::{complain, refused};
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
        return refused(&format!(
            "“{}” is no season. Write it like 2017/18",
            options.season
        ));
    }
    let found = match read(paths) {
        Ok(found) => found,
        Err(why) => return refused(&why),
    };
    let table = match found.table("", &options.competition, year) {
        Ok(table) => table,
        Err(err) => return refused(&err.to_string()),
    };
    if let Err(err) = write_text(out, &season_csv::write(&table)) {
        return refused(&format!("Could not write {}. {err}", out.display()));
    }
    complain(&format!(
        "{} rows of {} matches in {}",
        table.rows.len(),
        found.counted,
        out.display()
    ));
    ExitCode::from(u8::from(found.left_out()))
}
