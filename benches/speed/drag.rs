//! Dragging a fee in Negotiate: each frame reckons the whole negotiation anew and draws it.

use std::time::Duration;

use backline::domain::money::{Currency, Money};
use backline::editor::command::{Command, Sample};
use backline::ui::state::Screen;

use crate::screen::{Window, median};
use crate::table::Row;
use crate::{best, millis};

const ROUNDS: usize = 5;
const STEPS: usize = 60;
/// How far the fee moves in one frame.
const STEP_EUROS: i64 = 50_000;

/// The row of the table.
pub fn rows() -> Vec<Row> {
    let mut window = Window::empty();
    window.editor.apply(Command::OpenSample(Sample::Worked2025));
    window.view.show(Screen::Negotiate);
    window.settle();
    let rest = median((0..STEPS).map(|_| window.idle()).collect());
    let mut round = 0;
    let dragged = best([(); ROUNDS].map(|()| {
        round += 1;
        drag(&mut window, round)
    }));
    let is_drawn = window.shows(&fee_text(round, STEPS));
    vec![Row {
        what: "A frame while a fee is dragged: everything reckoned, curve, bars and range drawn"
            .into(),
        found: is_drawn.then_some(dragged.as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(4.0),
        detail: if is_drawn {
            format!(
                "median of {STEPS}, best of {ROUNDS}; {} at rest",
                millis(rest)
            )
        } else {
            "the dragged fee is not on the screen".to_owned()
        },
    }]
}

/// The fee of a step; no two steps of a measurement share one, or an old reckoning would do.
fn fee(round: usize, step: usize) -> Money {
    let steps = (round * STEPS + step) as i64;
    Money::new((10_000_000 + steps * STEP_EUROS) * 100, Currency::EUR)
}

fn fee_text(round: usize, step: usize) -> String {
    format!("{:.2}", fee(round, step).minor as f64 / 1e8)
}

/// The usual frame of one drag.
fn drag(window: &mut Window, round: usize) -> Duration {
    let dossier = window.editor.shown().dossier();
    let negotiation = dossier.negotiations.values().next().unwrap();
    let (id, package) = (negotiation.id, negotiation.packages[0].clone());
    let step = |step| {
        let package = package.clone().with_fixed_fee(Some(fee(round, step)));
        window.view.reckonings.dragged = Some((id, package));
        window.idle()
    };
    median((1..=STEPS).map(step).collect())
}
