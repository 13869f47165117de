//! Wages in the convention of a country, the yearly cost of a player, and paths of unequal length.

use serde::Serialize;
use serde_json::json;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;
use super::time::discount;

/// Weeks of pay in a year of the British convention.
pub const WEEKS_PER_YEAR: f64 = 52.0;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "wage_uk",
        section: "3.9",
        purpose: "A weekly gross wage in England as yearly cost to the employer.",
        formula: "annual = 52 w; NIC = rate × max(0, annual − threshold); net ≈ (1 − marginal tax) × annual",
        source: "UK employer NIC of 15 % above GBP 5,000 from 6 April 2025; top marginal rate 45 % + 2 %",
        mark: Mark::M,
        fields: &[
            Field::new("weekly_gross", Kind::Sum, "GBP"),
            Field::share("nic_rate").or(0.15),
            Field::new("nic_threshold", Kind::Sum, "GBP per year").or(5000.0),
            Field::share("marginal_tax").or(0.47),
        ],
        outputs: &[
            ("annual_gross", "GBP"),
            ("employer_nic", "GBP"),
            ("employer_cost", "GBP"),
            ("net_approx", "GBP"),
        ],
        run: |input| {
            output(&wage_uk(
                input.number("weekly_gross")?,
                input.number("nic_rate")?,
                input.number("nic_threshold")?,
                input.number("marginal_tax")?,
            ))
        },
    },
    Function {
        name: "wage_es",
        section: "3.9",
        purpose: "A yearly net wage in Spain as yearly cost to the employer.",
        formula: "gross = net / (1 − tau); the employer's capped contribution is left out",
        source: "Spain, top marginal rate of about 45 % (Madrid), 2025",
        mark: Mark::M,
        fields: &[
            Field::sum("annual_net"),
            Field::new("tau", Kind::ShareBelowOne, "").or(0.45),
        ],
        outputs: &[("annual_gross", "m"), ("employer_cost", "m")],
        run: |input| {
            let annual_gross = gross_of_net(input.number("annual_net")?, input.number("tau")?);
            output(&WageSpain {
                annual_gross,
                employer_cost: annual_gross,
            })
        },
    },
    Function {
        name: "tco_season",
        section: "3.9",
        purpose: "What a player costs in a season, and per expected 90 minutes.",
        formula: "TCO = amortisation + wage + image + bonuses + signing-on charge + other; E90 = matches × share × availability",
        source: "convention; because E[1/X] > 1/E[X] it is the cost per expected 90, not the expected cost per 90",
        mark: Mark::V,
        fields: &[
            Field::sum("amortisation"),
            Field::sum("wage_employer"),
            Field::new("team_matches", Kind::NonNegative, "matches"),
            Field::share("share"),
            Field::share("availability"),
            Field::sum("image").or(0.0),
            Field::sum("bonuses").or(0.0),
            Field::sum("signing_on_charge").or(0.0),
            Field::sum("other").or(0.0),
        ],
        outputs: &[
            ("tco", "m"),
            ("exp_90s", "90 minutes"),
            ("cost_per_90", "m"),
        ],
        run: |input| {
            let mut tco = 0.0;
            for part in [
                "amortisation",
                "wage_employer",
                "image",
                "bonuses",
                "signing_on_charge",
                "other",
            ] {
                tco += input.number(part)?;
            }
            output(&season_cost(
                tco,
                input.number("team_matches")?,
                input.number("share")?,
                input.number("availability")?,
            )?)
        },
    },
    Function {
        name: "equivalent_annual_cost",
        section: "3.9",
        purpose: "A present value as a level yearly cost, to compare paths of unequal length.",
        formula: "NPV × r / (1 − (1 + r)^−n); NPV / n at r = 0",
        source: "annuity",
        mark: Mark::V,
        fields: &[
            Field::amount("npv"),
            Field::rate("r"),
            Field::new("n", Kind::Positive, "years"),
        ],
        outputs: &[("eac", "m per year")],
        run: |input| {
            let eac = equivalent_annual_cost(
                input.number("npv")?,
                input.number("r")?,
                input.number("n")?,
            );
            output(&json!({ "eac": eac }))
        },
    },
];

/// A British wage by the year, in pounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WageUk {
    /// Before tax.
    pub annual_gross: f64,
    /// The employer's national insurance.
    pub employer_nic: f64,
    /// Both together.
    pub employer_cost: f64,
    /// What he keeps, at the top rate throughout.
    pub net_approx: f64,
}

/// A weekly gross wage as a British club bears it.
pub fn wage_uk(weekly: f64, nic_rate: f64, nic_threshold: f64, marginal_tax: f64) -> WageUk {
    let annual_gross = weekly * WEEKS_PER_YEAR;
    let employer_nic = nic_rate * (annual_gross - nic_threshold).max(0.0);
    WageUk {
        annual_gross,
        employer_nic,
        employer_cost: annual_gross + employer_nic,
        net_approx: (1.0 - marginal_tax) * annual_gross,
    }
}

#[derive(Serialize)]
struct WageSpain {
    annual_gross: f64,
    employer_cost: f64,
}

/// The gross of a net sum at a tax rate below 1.
pub fn gross_of_net(net: f64, tax: f64) -> f64 {
    net / (1.0 - tax)
}

/// What a season costs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SeasonCost {
    /// In millions.
    pub tco: f64,
    /// Full matches that he is expected to play.
    pub exp_90s: f64,
    /// In millions.
    pub cost_per_90: f64,
}

/// A season's cost per expected 90 minutes.
pub fn season_cost(
    tco: f64,
    team_matches: f64,
    share: f64,
    availability: f64,
) -> Result<SeasonCost, DealError> {
    let exp_90s = team_matches * share * availability;
    if exp_90s <= 0.0 {
        let field = [
            ("team_matches", team_matches),
            ("share", share),
            ("availability", availability),
        ]
        .into_iter()
        .find_map(|(name, value)| (value <= 0.0).then_some(name))
        .unwrap_or("team_matches");
        let message = "He is not expected to play, so there is no cost per 90";
        return Err(DealError::new(Code::DivisionByZero, field, message));
    }
    Ok(SeasonCost {
        tco,
        exp_90s,
        cost_per_90: tco / exp_90s,
    })
}

/// The level yearly cost of a present value over `years`.
pub fn equivalent_annual_cost(npv: f64, rate: f64, years: f64) -> f64 {
    // Near 0 the formula divides two vanishing numbers.
    if rate.abs() < 1e-9 {
        return npv / years;
    }
    npv * rate / (1.0 - discount(rate, years))
}
