//! A loan with an option or an obligation to buy.

use serde::Serialize;

use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;
use super::normal::{bachelier, cdf};
use super::time::discount;

/// From this chance on, an obligation is in substance a transfer (auditors decide).
pub const IN_SUBSTANCE_A_TRANSFER: f64 = 0.9;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "loan_option",
    section: "3.6",
    purpose: "What a loan with an option or an obligation to buy is expected to cost.",
    formula: "P = Φ((mu − K)/s); option = B(mu − K, s)/(1 + r)^T; PV with option = L0 + K P/(1 + r)^T; with obligation = L0 + K p/(1 + r)^T",
    source: "Bachelier 1900; his value at the option date is normal with mean mu and deviation sigma",
    mark: Mark::V,
    fields: &[
        Field::sum("loan_fee"),
        Field::sum("strike"),
        Field::amount("mu"),
        Field::sum("sigma"),
        Field::rate("r"),
        Field::new("T", Kind::NonNegative, "years"),
        Field::chance("p_obligation").optional(),
    ],
    outputs: &[
        ("p_exercise", "probability"),
        ("option_value", "m"),
        ("expected_pv_option", "m"),
        ("expected_pv_obligation", "m, if p_obligation is given"),
    ],
    run: |input| {
        let loan = Loan {
            fee: input.number("loan_fee")?,
            strike: input.number("strike")?,
            mean: input.number("mu")?,
            sd: input.number("sigma")?,
            rate: input.number("r")?,
            years: input.number("T")?,
        };
        output(&loan.figures(input.maybe("p_obligation")?))
    },
}];

/// A loan and what he may be worth when the option falls due; millions, years, yearly rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loan {
    /// Paid for the loan.
    pub fee: f64,
    /// The price of the option or obligation.
    pub strike: f64,
    /// His expected value then.
    pub mean: f64,
    /// The deviation of that value.
    pub sd: f64,
    /// The discount rate.
    pub rate: f64,
    /// Until then.
    pub years: f64,
}

/// What a loan comes to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LoanFigures {
    /// The chance that the option is taken.
    pub p_exercise: f64,
    /// What the right is worth, in millions.
    pub option_value: f64,
    /// What is expected to be paid with an option.
    pub expected_pv_option: f64,
    /// What is expected to be paid with an obligation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_pv_obligation: Option<f64>,
}

impl Loan {
    /// The figures, with the chance of the event that makes an obligation due.
    pub fn figures(&self, p_obligation: Option<f64>) -> LoanFigures {
        let factor = discount(self.rate, self.years);
        let above = self.mean - self.strike;
        let p_exercise = chance_above(above, self.sd);
        LoanFigures {
            p_exercise,
            option_value: bachelier(above, self.sd) * factor,
            expected_pv_option: self.fee + self.strike * p_exercise * factor,
            expected_pv_obligation: p_obligation.map(|p| self.fee + self.strike * p * factor),
        }
    }
}

/// The chance that a normal variable exceeds 0; without spread, whether its mean does.
pub(super) fn chance_above(mean: f64, sd: f64) -> f64 {
    if sd > 0.0 {
        cdf(mean / sd)
    } else if mean > 0.0 {
        1.0
    } else {
        0.0
    }
}
