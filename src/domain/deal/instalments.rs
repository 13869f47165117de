//! Who should wait: paying later for a higher nominal sum.

use serde::Serialize;

use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "deferral_gain",
    section: "3.3",
    purpose: "What the buyer saves by paying later while the seller loses nothing.",
    formula: "nominal = X (1 + r_S)^T; saving = X − X ((1 + r_S)/(1 + r_B))^T",
    source: "annual effective discounting",
    mark: Mark::V,
    fields: &[
        Field::sum("amount"),
        Field::new("T", Kind::NonNegative, "years"),
        Field::rate("r_seller"),
        Field::rate("r_buyer"),
    ],
    outputs: &[("nominal", "m"), ("buyer_saving", "m")],
    run: |input| {
        output(&deferral_gain(
            input.number("amount")?,
            input.number("T")?,
            input.number("r_seller")?,
            input.number("r_buyer")?,
        ))
    },
}];

/// A payment moved to a later day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Deferral {
    /// What is paid then, in millions.
    pub nominal: f64,
    /// What the buyer saves in present value. Negative if he is the more patient side: then pay
    /// sooner for less.
    pub buyer_saving: f64,
}

/// `amount` moved by so many years at the seller's present value.
pub fn deferral_gain(amount: f64, years: f64, seller_rate: f64, buyer_rate: f64) -> Deferral {
    let nominal = amount * (1.0 + seller_rate).powf(years);
    let cost = amount * ((1.0 + seller_rate) / (1.0 + buyer_rate)).powf(years);
    Deferral {
        nominal,
        buyer_saving: amount - cost,
    }
}
