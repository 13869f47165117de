//! What a count of past cases says, and how little.

use serde::Serialize;

use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "beta_prior",
    section: "6.5",
    purpose: "A chance from a reference class: so many cases came off, so many did not.",
    formula: "Beta(a0 + successes, b0 + failures): mean and deviation",
    source: "conjugate prior; a hand-picked class has selection bias",
    mark: Mark::V,
    fields: &[
        Field::new("successes", Kind::NonNegative, "cases"),
        Field::new("failures", Kind::NonNegative, "cases"),
        Field::new("a0", Kind::Positive, "cases").or(1.0),
        Field::new("b0", Kind::Positive, "cases").or(1.0),
    ],
    outputs: &[("mean", "probability"), ("sd", "probability")],
    run: |input| {
        output(&beta(
            input.number("a0")? + input.number("successes")?,
            input.number("b0")? + input.number("failures")?,
        ))
    },
}];

/// A chance with its deviation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BeliefInChance {
    /// The expected chance.
    pub mean: f64,
    /// Its deviation.
    pub sd: f64,
}

/// Mean and deviation of a beta distribution.
pub fn beta(a: f64, b: f64) -> BeliefInChance {
    let total = a + b;
    let mean = a / total;
    BeliefInChance {
        mean,
        sd: (mean * (b / total) / (total + 1.0)).sqrt(),
    }
}
