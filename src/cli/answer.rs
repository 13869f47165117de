//! How a command answers: on standard output, in its exit code, and in complaints.

use std::io::{self, Write as _};
use std::process::ExitCode;

use serde::Serialize;

/// The end of a command that had an answer: 2 if it could not be written.
pub(super) fn ended(printed: io::Result<()>, code: u8) -> ExitCode {
    match printed {
        // A reader that went away, as `head` does, is no trouble of ours.
        Err(err) if err.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(code),
    }
}

/// The end of a command that has no answer.
pub(super) fn refused(message: &str) -> ExitCode {
    complain(message);
    ExitCode::from(2)
}

/// Says on standard error what went wrong.
pub fn complain(message: &str) {
    // Nobody is left to be told if that fails.
    let _ = writeln!(io::stderr(), "backline: {message}");
}

/// Prints an answer for other programs that people can read too.
pub(super) fn print_json(answer: &impl Serialize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, answer)?;
    writeln!(out)
}

/// Prints a large answer for other programs, on one line.
pub(super) fn print_json_line(answer: &impl Serialize) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, answer)?;
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

/// A cell of a table for people.
pub(super) fn cell(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}
