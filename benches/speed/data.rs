//! Frames of the screen Data: an import before anything is taken, and the catalogue of metrics.

use std::fmt::Write as _;
use std::time::Duration;

use backline::editor::command::Command;
use backline::editor::imports::{FileContent, ImportCommand};
use backline::ui::data::Part;
use backline::ui::state::Screen;

use crate::millis;
use crate::screen::{Window, median};
use crate::table::Row;

const FEW: usize = 1_000;
const MANY: usize = 100_000;
const ROUNDS: usize = 5;
const FRAMES: usize = 60;

/// A table of invented players.
fn players(count: usize) -> String {
    let mut text = "name,date of birth,club,height,position,contract until\n".to_owned();
    for n in 0..count {
        let (year, month, day) = (1985 + n % 20, 1 + n % 12, 13 + n % 15);
        let height = 175 + n % 25;
        let _ = writeln!(
            text,
            "Man Number{n},{year}-{month:02}-{day},Club {},{height},Centre-Back,2028-06-30",
            n % 400
        );
    }
    text
}

/// A window with the plan for a table of so many rows; `None` if there is none.
fn planned(count: usize) -> Option<Window> {
    let mut window = Window::empty();
    window.view.show(Screen::Data);
    let paste = ImportCommand::Paste(players(count));
    window.editor.apply(Command::Import(paste));
    window.settle();
    let import = &window.editor.shown().import;
    let FileContent::Table(table) = &import.file()?.content else {
        return None;
    };
    let rows = table.planned.as_ref()?.plan.rows.len();
    (rows == count).then_some(window)
}

pub fn rows() -> Vec<Row> {
    vec![import(), catalogue()]
}

fn import() -> Row {
    let windows = planned(FEW).zip(planned(MANY));
    let medians = windows.map(|(mut few, mut many)| {
        let mut medians = [Duration::MAX; 2];
        for _ in 0..ROUNDS {
            for (window, best) in [&mut few, &mut many].into_iter().zip(&mut medians) {
                let times = (0..FRAMES).map(|_| window.idle()).collect();
                *best = median(times).min(*best);
            }
        }
        medians
    });
    Row {
        what: format!("A frame of an import of {MANY} rows with its plan, against {FEW}"),
        found: medians.map(|[few, many]| many.as_secs_f64() / few.as_secs_f64()),
        unit: "×",
        limit: Some(1.2),
        detail: medians.map_or_else(
            || "the plan does not hold every row".to_owned(),
            |[few, many]| format!("{} against {}", millis(many), millis(few)),
        ),
    }
}

fn catalogue() -> Row {
    let mut window = Window::empty();
    window.view.show(Screen::Data);
    window.screens.data.part = Part::Metrics;
    window.settle();
    let rounds = (0..ROUNDS).map(|_| median((0..FRAMES).map(|_| window.idle()).collect()));
    let frame = rounds.min().unwrap_or_default();
    Row {
        what: "A frame of the catalogue of metrics".to_owned(),
        found: Some(frame.as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(8.0),
        detail: format!("best median of {ROUNDS} rounds of {FRAMES} frames"),
    }
}
