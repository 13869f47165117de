//! What regulators let a squad cost: UEFA's squad cost ratio and the Premier League's PSR.

use serde::Serialize;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "squad_cost_ratio",
        section: "2.4",
        purpose: "The squad cost ratio before and after a further cost, and the room under the limit.",
        formula: "(wages + amortisation + agents) / (revenue + net disposal result of 36 months / 3); room = limit × denominator − numerator",
        source: "UEFA CLFSR art. 92 (verified); limit art. 93 of 2022, art. 94 of 2024: 70 % from 2025/26",
        mark: Mark::V,
        fields: &[
            Field::sum("wages"),
            Field::sum("amortisation"),
            Field::sum("agents"),
            Field::sum("revenue"),
            Field::amount("disposal_net_36m"),
            Field::new("limit", Kind::Positive, "").or(0.70),
            Field::amount("add_cost").or(0.0),
        ],
        outputs: &[
            ("ratio_before", "fraction"),
            ("ratio_after", "fraction"),
            ("headroom_before", "m"),
            ("headroom_after", "m"),
        ],
        run: |input| {
            let squad = SquadCost {
                cost: input.number("wages")?
                    + input.number("amortisation")?
                    + input.number("agents")?,
                income: input.number("revenue")? + input.number("disposal_net_36m")? / 3.0,
                limit: input.number("limit")?,
            };
            output(&squad.with(input.number("add_cost")?)?)
        },
    },
    Function {
        name: "psr_three_year",
        section: "2.5",
        purpose: "The Premier League's test of losses over three years.",
        formula: "sum of three adjusted results; room = limit + sum",
        source: "Premier League Handbook, Profitability and Sustainability Rules, to season 2025/26",
        mark: Mark::S,
        fields: &[
            Field::new("adjusted_results", Kind::Numbers, "m"),
            Field::sum("limit").or(105.0),
        ],
        outputs: &[
            ("sum", "m"),
            ("headroom", "m"),
            ("compliant", "true if the losses are within the limit"),
        ],
        run: |input| {
            let results = input.numbers("adjusted_results")?;
            let &[first, second, third] = results.as_slice() else {
                let message = format!(
                    "adjusted_results has {} years; the test needs 3",
                    results.len()
                );
                return Err(DealError::new(
                    Code::OutOfRange,
                    "adjusted_results",
                    message,
                ));
            };
            output(&three_year_test(
                [first, second, third],
                input.number("limit")?,
            ))
        },
    },
];

/// A squad's yearly cost and the income that it is measured against, in millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SquadCost {
    /// Wages, amortisation and agents.
    pub cost: f64,
    /// Revenue and a third of the disposal result of 36 months.
    pub income: f64,
    /// The highest ratio allowed: 0.7.
    pub limit: f64,
}

/// The ratio before and after a further yearly cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SquadCostRatio {
    /// Cost by income.
    pub ratio_before: f64,
    /// The same with the further cost.
    pub ratio_after: f64,
    /// What may still be spent, in millions a year.
    pub headroom_before: f64,
    /// The same after the further cost; negative if the limit is passed.
    pub headroom_after: f64,
}

impl SquadCost {
    /// The ratio with a further yearly cost.
    pub fn with(&self, add_cost: f64) -> Result<SquadCostRatio, DealError> {
        if self.income <= 0.0 {
            let message = format!(
                "Revenue and disposal result come to {}; a ratio needs an income above 0",
                self.income
            );
            return Err(DealError::new(Code::DivisionByZero, "revenue", message));
        }
        let allowed = self.limit * self.income;
        let after = self.cost + add_cost;
        Ok(SquadCostRatio {
            ratio_before: self.cost / self.income,
            ratio_after: after / self.income,
            headroom_before: allowed - self.cost,
            headroom_after: allowed - after,
        })
    }
}

/// The result of the three-year test, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ThreeYearTest {
    /// The three results together; a loss is negative.
    pub sum: f64,
    /// What may still be lost.
    pub headroom: f64,
    /// True if the losses are within the limit.
    pub compliant: bool,
}

/// The Premier League's test of three adjusted results against a limit on losses.
pub fn three_year_test(results: [f64; 3], limit: f64) -> ThreeYearTest {
    let sum: f64 = results.iter().sum();
    let headroom = limit + sum;
    ThreeYearTest {
        sum,
        headroom,
        compliant: headroom >= 0.0,
    }
}
