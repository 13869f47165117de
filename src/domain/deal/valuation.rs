//! What a player is worth, honestly: an interval, from priors that nobody has measured well.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;
use crate::domain::date::DAYS_PER_MONTH;

/// The standard normal quantile of 90 %: the half-width of an 80 % interval.
pub const Z_80: f64 = 1.281_551_565_544_600_4;
/// 1.2 × √(1 − 0.85): residual deviation of log fees if they have deviation 1.2 and R² is 0.85.
pub const LOG_SD: f64 = 0.465;

const MONTHS: Field = Field::new("months", Kind::NonNegative, "months of 30.4375 days");
const REF: Field = Field::new("ref", Kind::Positive, "months").or(36.0);
const G: Field = Field::new("g", Kind::Positive, "per contract year").or(1.22);
const KAPPA: Field = Field::new("kappa", Kind::NonNegative, "").or(1.0);
const Z: Field = Field::new("z", Kind::NonNegative, "").or(Z_80);
const CONTRACT_SOURCE: &str = "prior of +22 % a contract year, second-hand note on Poli, Besson, Ravenel, Economies 10(1):4, 2022; kappa from one case";

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "contract_discount",
        section: "4.2",
        purpose: "What the months left on his contract do to a fee, against a reference of 36.",
        formula: "D(m) = g^((min(m, 60) − ref)/12) from 12 months on; D(12) × (m/12)^kappa below",
        source: CONTRACT_SOURCE,
        mark: Mark::M,
        fields: &[MONTHS, REF, G, KAPPA],
        outputs: &[("factor", "")],
        run: |input| {
            let factor = contract_discount(
                input.number("months")?,
                input.number("ref")?,
                input.number("g")?,
                input.number("kappa")?,
            );
            output(&json!({ "factor": factor }))
        },
    },
    Function {
        name: "value_interval",
        section: "4.3",
        purpose: "A fee with its 80 % interval.",
        formula: "median = ref value × D(months) × age_g^(ref_age − age) × (1 + infl)^years; interval = median × exp(∓ z sigma)",
        source: CONTRACT_SOURCE,
        mark: Mark::M,
        fields: &[
            Field::sum("ref_value"),
            MONTHS,
            Field::new("age", Kind::NonNegative, "years").optional(),
            Field::new("age_g", Kind::Positive, "per year of age").or(1.12),
            Field::new("ref_age", Kind::NonNegative, "years").or(25.0),
            REF,
            G,
            KAPPA,
            Field::new("sigma", Kind::NonNegative, "log").or(LOG_SD),
            Field::rate("infl").or(0.0),
            Field::new("years", Kind::Real, "years").or(0.0),
            Z,
        ],
        outputs: &[("median", "m"), ("lo80", "m"), ("hi80", "m")],
        run: |input| {
            let contract = contract_discount(
                input.number("months")?,
                input.number("ref")?,
                input.number("g")?,
                input.number("kappa")?,
            );
            let younger = match input.maybe("age")? {
                Some(age) => input.number("age_g")?.powf(input.number("ref_age")? - age),
                None => 1.0,
            };
            let prices = (1.0 + input.number("infl")?).powf(input.number("years")?);
            let median = input.number("ref_value")? * contract * younger * prices;
            output(&Interval::around(
                median,
                input.number("sigma")? * input.number("z")?,
            ))
        },
    },
    Function {
        name: "pool_two",
        section: "4.4",
        purpose: "Two valuations as one.",
        formula: "on logs: w1 = (s2² − rho s1 s2)/(s1² + s2² − 2 rho s1 s2), var = s1² s2² (1 − rho²)/(same); outside 0–1 the better one alone",
        source: "minimum variance combination; rho 0.5 because crowd, model and press share information",
        mark: Mark::V,
        fields: &[
            Field::new("m1", Kind::Price, "m"),
            Field::new("s1", Kind::NonNegative, "log"),
            Field::new("m2", Kind::Price, "m"),
            Field::new("s2", Kind::NonNegative, "log"),
            Field::new("rho", Kind::Correlation, "").or(0.5),
            Z,
        ],
        outputs: &[
            ("w1", "fraction"),
            ("median", "m"),
            ("sigma", "log"),
            ("lo80", "m"),
            ("hi80", "m"),
        ],
        run: |input| {
            let pooled = pool_two(
                (input.number("m1")?, input.number("s1")?),
                (input.number("m2")?, input.number("s2")?),
                input.number("rho")?,
                input.number("z")?,
            );
            output(&pooled)
        },
    },
    Function {
        name: "decay_from_two_bids",
        section: "4.2",
        purpose: "How fast a fee melts as the contract runs out, from two bids for one player.",
        formula: "kappa = ln(f2/f1)/ln(n2/n1); monthly retention = (f2/f1)^(30.4375/(n1 − n2)), n in days to expiry",
        source: "derived; one case, no evidence",
        mark: Mark::V,
        fields: &[
            Field::new("f1", Kind::Price, "m"),
            Field::day("d1"),
            Field::new("f2", Kind::Price, "m"),
            Field::day("d2"),
            Field::day("expiry"),
        ],
        outputs: &[("kappa", ""), ("monthly_retention", "per month")],
        run: |input| {
            output(&decay(
                (input.number("f1")?, input.day("d1")?),
                (input.number("f2")?, input.day("d2")?),
                input.day("expiry")?,
            )?)
        },
    },
];

/// What the months left do to a fee: 1 at the reference, 0 at expiry.
pub fn contract_discount(months: f64, reference: f64, growth: f64, kappa: f64) -> f64 {
    let at = |months: f64| growth.powf((months.min(60.0) - reference) / 12.0);
    if months >= 12.0 {
        at(months)
    } else if months <= 0.0 {
        // At expiry he is free, whatever the curve.
        0.0
    } else {
        at(12.0) * (months / 12.0).powf(kappa)
    }
}

/// A valuation with its 80 % interval, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// As likely above as below.
    pub median: f64,
    /// One in ten is lower.
    pub lo80: f64,
    /// One in ten is higher.
    pub hi80: f64,
}

impl Interval {
    /// A lognormal interval with so wide a half on the log scale.
    pub fn around(median: f64, half: f64) -> Self {
        Self {
            median,
            lo80: median * (-half).exp(),
            hi80: median * half.exp(),
        }
    }
}

/// Two valuations as one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pooled {
    /// The weight of the first.
    pub w1: f64,
    /// In millions.
    pub median: f64,
    /// The deviation of its logarithm.
    pub sigma: f64,
    /// One in ten is lower.
    pub lo80: f64,
    /// One in ten is higher.
    pub hi80: f64,
}

/// Combines two medians with log deviations and a correlation of their errors.
pub fn pool_two(first: (f64, f64), second: (f64, f64), rho: f64, z: f64) -> Pooled {
    let ((m1, s1), (m2, s2)) = (first, second);
    let spread = s1 * s1 + s2 * s2 - 2.0 * rho * s1 * s2;
    let (w1, sigma) = if spread <= 0.0 {
        (0.5, s1)
    } else {
        let weight = (s2 * s2 - rho * s1 * s2) / spread;
        if weight > 1.0 {
            (1.0, s1)
        } else if weight < 0.0 {
            (0.0, s2)
        } else {
            let variance = s1 * s1 * s2 * s2 * (1.0 - rho * rho) / spread;
            (weight, variance.max(0.0).sqrt())
        }
    };
    let median = (w1 * m1.ln() + (1.0 - w1) * m2.ln()).exp();
    let Interval { median, lo80, hi80 } = Interval::around(median, z * sigma);
    Pooled {
        w1,
        median,
        sigma,
        lo80,
        hi80,
    }
}

/// How a fee melts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Decay {
    /// The power of the days left.
    pub kappa: f64,
    /// What is left of a fee after a month.
    pub monthly_retention: f64,
}

/// The decay between two bids for one player under one contract.
pub fn decay(
    first: (f64, NaiveDate),
    second: (f64, NaiveDate),
    expiry: NaiveDate,
) -> Result<Decay, DealError> {
    let left = |on: NaiveDate, field: &str| {
        let days = (expiry - on).num_days();
        if days > 0 {
            return Ok(days as f64);
        }
        let message = format!("{field} is {on}, not before the expiry on {expiry}");
        Err(DealError::new(Code::DatesOutOfOrder, field, message))
    };
    let (n1, n2) = (left(first.1, "d1")?, left(second.1, "d2")?);
    if n1 == n2 {
        let message = "Both bids are of one day; a decay needs two days";
        return Err(DealError::new(Code::DatesOutOfOrder, "d2", message));
    }
    let ratio = second.0 / first.0;
    Ok(Decay {
        kappa: ratio.ln() / (n2 / n1).ln(),
        monthly_retention: ratio.powf(DAYS_PER_MONTH / (n1 - n2)),
    })
}
