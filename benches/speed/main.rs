//! What the program promises about speed, measured against what the same machine does in the same
//! run, so that the figures mean something on any machine.
//!
//! `cargo bench --bench speed` prints a table; with `-- --write` it also goes into
//! `docs/PERFORMANCE.md`. With words behind `--` only the parts of these names are measured.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails should say so at once, and its table is for the terminal"
)]

mod compare;
mod data;
mod deal;
mod drag;
mod files;
mod generate;
mod history;
mod screen;
mod stats;
mod table;
mod tables;
mod window;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use table::Row;

/// Players of the largest dossiers that are measured.
const PLAYERS: usize = 100_000;

/// What can be measured alone, by its name.
type Part = (&'static str, fn() -> Vec<Row>);

const PARTS: [Part; 9] = [
    ("files", files::rows),
    ("history", history::rows),
    ("screen", screen::rows),
    ("stats", stats::rows),
    ("tables", tables::rows),
    ("compare", compare::rows),
    ("deal", deal::rows),
    ("negotiate", drag::rows),
    ("data", data::rows),
];

fn main() -> ExitCode {
    let started = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    if has("undo-memory") {
        print_number(history::undo_memory());
    } else if has("first-frame") || has("first-frame-bare") {
        window::first_frame(has("first-frame-bare"), started);
    } else if has("--bench") {
        return measure(&arguments, has("--write"));
    } else {
        // A test run builds this too, without optimisation: nothing to measure.
        println!("Measure with: cargo bench --bench speed");
    }
    ExitCode::SUCCESS
}

fn measure(arguments: &[String], write: bool) -> ExitCode {
    let named = |part: &Part| arguments.iter().any(|argument| argument == part.0);
    let all = !PARTS.iter().any(named);
    let mut rows = Vec::new();
    for part in PARTS.iter().filter(|part| all || named(part)) {
        eprintln!("Measuring {}…", part.0);
        rows.extend(part.1());
    }
    let text = table::table(&rows);
    println!("\n{text}");
    if write && !all {
        eprintln!("Nothing was written: only a part was measured.");
    } else if write && let Err(err) = table::write(&text) {
        eprintln!("The table could not be written: {err}");
        return ExitCode::from(2);
    }
    // A miss is for people to judge: on a busy machine it may be the machine.
    ExitCode::SUCCESS
}

fn print_number(number: Option<f64>) {
    if let Some(number) = number {
        println!("{number}");
    }
}

/// Runs a part of this program in a process of its own and reads the number that it prints.
fn child(what: &str, shows_window: bool) -> Option<f64> {
    let program = std::env::current_exe().ok()?;
    let displays = ["DISPLAY", "WAYLAND_DISPLAY"];
    let display = displays.iter().any(|name| std::env::var_os(name).is_some());
    let mut command = if shows_window && !display {
        let mut command = Command::new("xvfb-run");
        command
            .args(["-a", "-s", "-screen 0 1440x900x24"])
            .arg(program);
        command
    } else {
        Command::new(program)
    };
    let output = command.arg(what).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// How long something takes, and what it gives.
fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// The least disturbed of several measurements.
fn best<const N: usize>(times: [Duration; N]) -> Duration {
    times.into_iter().min().unwrap_or_default()
}

fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1e3;
    let decimals = if millis < 10.0 { 2 } else { 0 };
    format!("{millis:.decimals$} ms")
}
