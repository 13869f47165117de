//! What a schedule of payments comes to: headline, guaranteed, expected, and present value to
//! each side.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Payment, output};
use super::time::{discount, years_between};
use crate::domain::belief::{BUYER_RATE, SELLER_RATE};
use crate::domain::date::Season;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "deal_totals",
    section: "3.1",
    purpose: "What an offer comes to, in sum and in present value to each side.",
    formula: "H = Σ fixed + Σ add-ons; G = Σ fixed; E = G + Σ p × add-on; NPV = Σ expected × (1 + r)^(−days/365)",
    source: "ACT/365F, annual effective discounting",
    mark: Mark::V,
    fields: &[
        Field::day("val_date"),
        Field::new("fixed", Kind::Payments, "m"),
        Field::new("addons", Kind::AddOns, "m").or_none(),
        Field::rate("r_buyer").or(BUYER_RATE),
        Field::rate("r_seller").or(SELLER_RATE),
    ],
    outputs: &[
        ("headline", "m"),
        ("guaranteed", "m"),
        ("expected", "m"),
        ("npv_buyer", "m"),
        ("npv_seller", "m"),
        ("cash_by_season", "m by season"),
    ],
    run: |input| {
        let on = input.day("val_date")?;
        let fixed = input.payments("fixed")?;
        let add_ons = input.payments("addons")?;
        let (buyer, seller) = (input.number("r_buyer")?, input.number("r_seller")?);
        output(&totals(on, &fixed, &add_ons, buyer, seller)?)
    },
}];

/// What an offer comes to, in millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Totals {
    /// Every add-on met: what the papers print.
    pub headline: f64,
    /// Paid whatever happens.
    pub guaranteed: f64,
    /// Add-ons weighted with their chance.
    pub expected: f64,
    /// The expected payments at the buyer's rate.
    pub npv_buyer: f64,
    /// The expected payments at the seller's rate.
    pub npv_seller: f64,
    /// Expected payments by season.
    pub cash_by_season: BTreeMap<String, f64>,
}

/// The totals of an offer on a valuation day.
pub fn totals(
    on: NaiveDate,
    fixed: &[Payment],
    add_ons: &[Payment],
    buyer_rate: f64,
    seller_rate: f64,
) -> Result<Totals, DealError> {
    if let Some((row, early)) = add_ons.iter().enumerate().find(|(_, row)| row.due < on) {
        let field = format!("addons[{row}][0]");
        let message = format!("The add-on is due on {}, before {on}", early.due);
        return Err(DealError::new(Code::AddOnBeforeSigning, field, message));
    }
    let all = || fixed.iter().chain(add_ons);
    let mut cash_by_season = BTreeMap::new();
    for row in all() {
        let cash = cash_by_season.entry(Season::of(row.due).long());
        *cash.or_insert(0.0) += row.amount * row.chance;
    }
    Ok(Totals {
        headline: all().map(|row| row.amount).sum(),
        guaranteed: fixed.iter().map(|row| row.amount).sum(),
        expected: all().map(|row| row.amount * row.chance).sum(),
        npv_buyer: present_value(on, all(), buyer_rate),
        npv_seller: present_value(on, all(), seller_rate),
        cash_by_season,
    })
}

/// The expected payments at a yearly rate, on a day.
pub fn present_value<'a>(
    on: NaiveDate,
    payments: impl IntoIterator<Item = &'a Payment>,
    rate: f64,
) -> f64 {
    let value =
        |row: &Payment| row.amount * row.chance * discount(rate, years_between(on, row.due));
    payments.into_iter().map(value).sum()
}

/// `phi`: the present value of one unit of fee that is paid in parts.
pub fn profile_factor(profile: &[(f64, f64)], rate: f64) -> f64 {
    profile
        .iter()
        .map(|(years, share)| share * discount(rate, *years))
        .sum()
}
