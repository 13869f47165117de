//! A player as part of the price.

use serde::Serialize;

use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "swap",
    section: "3.7",
    purpose: "What a swap costs the buyer, brings the seller, and does to the books.",
    formula: "headline = c + P; cost = phi_B c + v_B; gain = phi_S c + v_S; profit = P − NBV; capitalised = c + P",
    source: "IAS 38 for the books; UEFA and auditors challenge inflated reciprocal prices",
    mark: Mark::S,
    fields: &[
        Field::amount("cash"),
        Field::sum("agreed_value"),
        Field::sum("nbv"),
        Field::amount("buyer_keep_value"),
        Field::amount("seller_gain_value"),
        Field::new("phi_B", Kind::Positive, ""),
        Field::new("phi_S", Kind::Positive, ""),
    ],
    outputs: &[
        ("headline", "m"),
        ("buyer_economic_cost", "m"),
        ("seller_economic_gain", "m"),
        ("profit_on_outgoing", "m"),
        ("capitalised_cost", "m"),
    ],
    run: |input| {
        let cash = input.number("cash")?;
        let agreed_value = input.number("agreed_value")?;
        output(&Swap {
            headline: cash + agreed_value,
            buyer_economic_cost: input.number("phi_B")? * cash
                + input.number("buyer_keep_value")?,
            seller_economic_gain: input.number("phi_S")? * cash
                + input.number("seller_gain_value")?,
            profit_on_outgoing: agreed_value - input.number("nbv")?,
            capitalised_cost: cash + agreed_value,
        })
    },
}];

/// What a swap comes to, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Swap {
    /// Cash and agreed value.
    pub headline: f64,
    /// What the buyer gives up.
    pub buyer_economic_cost: f64,
    /// What the seller gets. A swap creates value if he values the player more than the buyer.
    pub seller_economic_gain: f64,
    /// The buyer's book profit on the player who goes.
    pub profit_on_outgoing: f64,
    /// The cost of the player who comes.
    pub capitalised_cost: f64,
}
