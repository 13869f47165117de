//! The ceiling on agents' pay in the FIFA Football Agent Regulations: a reference line.
//!
//! The rules were approved on 16 December 2022 and are suspended since 30 December 2023 in their
//! contested parts, so the ceiling binds nobody unless a person says so (`rules`, row agent caps).

use serde_json::json;

use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;

/// The yearly pay, in US dollars, up to which the higher rate holds (FFAR art. 15, 2022).
pub const THRESHOLD_USD: f64 = 200_000.0;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "agent_cap",
    section: "2.3",
    purpose: "The most that an agent may take under FFAR, as a reference line.",
    formula: "individual, engaging: 5 % to USD 200,000 and 3 % above; dual: 10 % and 6 %; releasing: 10 %. Marginal reads the lower rate for the excess, flat for the whole base",
    source: "FIFA Football Agent Regulations art. 15, 2022; suspended since 30 December 2023",
    mark: Mark::S,
    fields: &[
        Field::new(
            "role",
            Kind::Choice(&["individual", "engaging", "dual", "releasing"]),
            "",
        ),
        Field::new("base", Kind::Sum, "USD"),
        Field::new("mode", Kind::Choice(&["marginal", "flat"]), "").or_word("marginal"),
    ],
    outputs: &[("cap", "USD")],
    run: |input| {
        let (low, high) = match input.word("role")? {
            "individual" | "engaging" => (0.05, 0.03),
            "dual" => (0.10, 0.06),
            _ => (0.10, 0.10),
        };
        let flat = input.word("mode")? == "flat";
        output(&json!({ "cap": agent_cap(input.number("base")?, low, high, flat) }))
    },
}];

/// The ceiling on a base in US dollars, with the rates below and above the threshold.
pub fn agent_cap(base: f64, low: f64, high: f64, flat: bool) -> f64 {
    if base <= THRESHOLD_USD {
        base * low
    } else if flat {
        base * high
    } else {
        THRESHOLD_USD * low + (base - THRESHOLD_USD) * high
    }
}
