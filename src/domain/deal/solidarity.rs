//! What a fee owes to the clubs that trained the player, and what the seller keeps of it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Input, Passport, output};
use crate::domain::apportion::apportion;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "solidarity_split",
        section: "2.2",
        purpose: "The solidarity contribution by club.",
        formula: "fee × Σ over seasons of (0.25 % at ages 12–15, 0.50 % at ages 16–23) × fraction of the season",
        source: "FIFA RSTP art. 21 and Annexe 5, editions to 2026; part seasons pro rata are unverified",
        mark: Mark::S,
        fields: &[
            Field::sum("fee"),
            Field::new("clubs", Kind::Passport, "fraction of a season"),
        ],
        outputs: &[("shares", "m by club"), ("total", "m")],
        run: solidarity_split,
    },
    Function {
        name: "seller_net",
        section: "3.2",
        purpose: "What the seller keeps of a fee.",
        formula: "n_S = 1 − total solidarity + own training − sell-on of gross − selling agent; net = n_S × fee",
        source: "FIFA RSTP art. 21 and Annexe 5, editions to 2026",
        mark: Mark::S,
        fields: &[
            Field::sum("fee"),
            Field::new("own_training_pct", Kind::Percent, "% of fee"),
            Field::new("total_solidarity_pct", Kind::Percent, "% of fee").or(5.0),
            Field::new("sell_on_pct", Kind::Percent, "% of fee").or(0.0),
            Field::new("selling_agent_pct", Kind::Percent, "% of fee").or(0.0),
        ],
        outputs: &[("n_S", "fraction of fee"), ("net", "m")],
        run: |input| {
            output(&seller_net(
                input.number("fee")?,
                input.number("own_training_pct")?,
                input.number("total_solidarity_pct")?,
                input.number("sell_on_pct")?,
                input.number("selling_agent_pct")?,
            ))
        },
    },
];

/// The share of a fee for one season of training at an age (FIFA RSTP Annexe 5 art. 1).
pub fn season_rate(age: u8) -> f64 {
    match age {
        12..=15 => 0.0025,
        16..=23 => 0.005,
        _ => 0.0,
    }
}

/// The share of a fee that each club earns, in the order of their names.
pub fn rates(passport: &Passport) -> BTreeMap<&str, f64> {
    passport
        .iter()
        .map(|(club, ages)| {
            let rate = ages
                .iter()
                .map(|(age, part)| season_rate(*age) * part)
                .sum();
            (club.as_str(), rate)
        })
        .collect()
}

/// The contribution of a fee in minor units by club. The parts add up to the contribution exactly.
pub fn split_minor(fee: i64, passport: &Passport) -> BTreeMap<&str, i64> {
    let rates = rates(passport);
    let weights: Vec<f64> = rates.values().copied().collect();
    let due = (fee as f64 * weights.iter().sum::<f64>()).round() as i64;
    rates.into_keys().zip(apportion(due, &weights)).collect()
}

fn solidarity_split(input: &Input<'_>) -> Result<Value, DealError> {
    #[derive(Serialize)]
    struct Split<'a> {
        shares: BTreeMap<&'a str, f64>,
        total: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        shares_minor: Option<BTreeMap<&'a str, i64>>,
    }
    let passport = input.passport("clubs")?;
    if passport.is_empty() {
        let message = "clubs is empty; name the clubs that trained him";
        return Err(DealError::new(Code::OutOfRange, "clubs", message));
    }
    let fee = input.number("fee")?;
    let shares: BTreeMap<&str, f64> = rates(&passport)
        .into_iter()
        .map(|(club, rate)| (club, rate * fee))
        .collect();
    let shares_minor = input
        .ledger("fee")
        .map(|fee| split_minor(fee.minor, &passport));
    output(&Split {
        total: shares.values().sum(),
        shares,
        shares_minor,
    })
}

/// What the seller keeps.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SellerNet {
    /// The part of the fee that he keeps.
    #[serde(rename = "n_S")]
    pub fraction: f64,
    /// The same in millions.
    pub net: f64,
}

/// What the seller keeps of a fee; all shares in percent of it.
///
/// His own training seasons come back to him. With `solidarity_on_top` the buyer bears the
/// contribution and the caller passes 0 for it.
pub fn seller_net(
    fee: f64,
    own_training_pct: f64,
    total_solidarity_pct: f64,
    sell_on_pct: f64,
    selling_agent_pct: f64,
) -> SellerNet {
    let kept = 100.0 - total_solidarity_pct + own_training_pct - sell_on_pct - selling_agent_pct;
    let fraction = kept / 100.0;
    SellerNet {
        fraction,
        net: fraction * fee,
    }
}
