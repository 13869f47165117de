//! Shares of a later sale, and the right to buy a player back.

use serde_json::json;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Input, output};
use super::normal::lognormal_call;

const MODE: Field = Field::new("mode", Kind::Choice(&["gross", "profit"]), "");

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "sell_on_expected",
        section: "3.4",
        purpose: "What a sell-on clause is worth before the resale is known.",
        formula: "gross: q s mu; profit: q s L(mu, v, base), L the lognormal call",
        source: "Black 1976 for the call; mu is the mean of the resale price, sigma the deviation of its logarithm",
        mark: Mark::V,
        fields: &[
            Field::chance("q"),
            Field::share("s"),
            MODE,
            Field::sum("mu"),
            Field::new("sigma", Kind::NonNegative, "log"),
            Field::sum("base").optional(),
        ],
        outputs: &[("value", "m")],
        run: |input| {
            let (mean, log_sd) = (input.number("mu")?, input.number("sigma")?);
            let due = match profit_base(input)? {
                None => mean,
                Some(base) => lognormal_call(mean, log_sd, base),
            };
            output(&json!({ "value": input.number("q")? * input.number("s")? * due }))
        },
    },
    Function {
        name: "sell_on_realised",
        section: "3.4",
        purpose: "What a sell-on clause pays on a known resale.",
        formula: "gross: s R; profit: s max(0, R − base)",
        source: "the clause; its base must be stated",
        mark: Mark::V,
        fields: &[
            Field::share("s"),
            MODE,
            Field::sum("resale"),
            Field::sum("base").optional(),
        ],
        outputs: &[("value", "m")],
        run: |input| {
            let resale = input.number("resale")?;
            let due = profit_base(input)?.map_or(resale, |base| (resale - base).max(0.0));
            output(&json!({ "value": input.number("s")? * due }))
        },
    },
    Function {
        name: "buy_back_value",
        section: "3.5",
        purpose: "What the right to buy him back is worth to the old club, undiscounted.",
        formula: "L(mu, v, strike)",
        source: "Black 1976",
        mark: Mark::V,
        fields: &[
            Field::sum("mu"),
            Field::new("sigma", Kind::NonNegative, "log"),
            Field::sum("strike"),
        ],
        outputs: &[("value", "m")],
        run: |input| {
            let value = lognormal_call(
                input.number("mu")?,
                input.number("sigma")?,
                input.number("strike")?,
            );
            output(&json!({ "value": value }))
        },
    },
];

/// The cost from which profit counts; `None` if the share is of the whole price.
fn profit_base(input: &Input<'_>) -> Result<Option<f64>, DealError> {
    if input.word("mode")? == "gross" {
        return Ok(None);
    }
    match input.maybe("base")? {
        Some(base) => Ok(Some(base)),
        None => Err(DealError::new(
            Code::MissingBase,
            "base",
            "A share of profit needs base, the cost from which profit counts: the fixed fee, fee and add-ons paid, or total cost",
        )),
    }
}
