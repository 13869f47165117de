//! `backline deal`: one function of the deal engine, JSON in and JSON out.

use std::io::{BufRead as _, Read as _, Write};
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;

use super::answer::{ended, refused};
use crate::domain::deal::{Code, DealError, call_text, catalogue, explain};

/// How `backline deal` reads and answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
pub struct DealOptions {
    /// Read one object on each line, and answer each on a line.
    #[arg(long)]
    pub lines: bool,
    /// Say how each figure was reached and on what it rests. The input is then
    /// {"in": fields, "tags": {field: tag}}, or the fields alone.
    #[arg(long)]
    pub explain: bool,
}

/// Carries out one function on standard input. 0: a result; 2: an error, as JSON, in its place.
pub fn deal(function: &str, options: DealOptions) -> ExitCode {
    let answered = if options.lines {
        answer_lines(function, options)
    } else {
        let mut text = String::new();
        std::io::stdin()
            .lock()
            .read_to_string(&mut text)
            .and_then(|_| print(&answer(function, &text, options)))
    };
    match answered {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(err) if err.kind() == std::io::ErrorKind::InvalidData => {
            let _ = print(&Err(not_text()));
            ExitCode::from(2)
        }
        Err(err) if err.kind() == std::io::ErrorKind::BrokenPipe => ended(Err(err), 0),
        Err(err) => refused(&format!("the input could not be read or answered: {err}")),
    }
}

/// Prints the catalogue.
pub fn list_deal_functions(json: bool) -> ExitCode {
    let text = if json {
        format!("{:#}\n", catalogue::list_json())
    } else {
        catalogue::list_text()
    };
    ended(std::io::stdout().lock().write_all(text.as_bytes()), 0)
}

fn answer_lines(function: &str, options: DealOptions) -> std::io::Result<bool> {
    let mut all_good = true;
    // By bytes: a line that is no text is refused and does not stop the rest.
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        let answer = match str::from_utf8(&line) {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => answer(function, line, options),
            Err(_) => Err(not_text()),
        };
        all_good &= print(&answer)?;
    }
    Ok(all_good)
}

fn not_text() -> DealError {
    DealError::new(Code::BadJson, "", "The input is not UTF-8 text")
}

fn answer(function: &str, text: &str, options: DealOptions) -> Result<Value, DealError> {
    if options.explain {
        explain::explain_text(function, text)
    } else {
        call_text(function, text)
    }
}

/// True if it was a result.
fn print(answer: &Result<Value, DealError>) -> std::io::Result<bool> {
    let mut out = std::io::stdout().lock();
    match answer {
        Ok(result) => serde_json::to_writer(&mut out, result)?,
        Err(err) => serde_json::to_writer(&mut out, err)?,
    }
    writeln!(out)?;
    Ok(answer.is_ok())
}
