//! The books: cost spread over the contract, book value on a day, profit on a sale.
//!
//! Daily straight line. `N` is the number of days from start to end, both counted, with the end
//! cut to the cap. A sale takes him off the books at the start of its day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Input, output};
use super::time::{days_by_season, days_inclusive, last_day_of_years, ordered};

/// The cap of UEFA and the Premier League, in years, on what is registered since 2023.
pub const CAP_YEARS: f64 = 5.0;

const CAP: Field = Field::new("cap_years", Kind::Count(1), "years").or(CAP_YEARS);
const SOURCE: &str = "IAS 38; UEFA CLFSR, cap of five years since 1 July 2023; Premier League, cap voted on 12 December 2023";

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "amort",
        section: "3.8",
        purpose: "The charge of each season.",
        formula: "cost × days in season / N",
        source: SOURCE,
        mark: Mark::S,
        fields: &[
            Field::sum("cost"),
            Field::day("start"),
            Field::day("end"),
            CAP,
        ],
        outputs: &[("days", "days"), ("by_season", "m by season")],
        run: |input| {
            let spread = spread(input)?;
            output(&Schedule {
                days: spread.days(),
                by_season: spread.by_season(),
            })
        },
    },
    Function {
        name: "nbv_at",
        section: "3.8",
        purpose: "The book value at the start of a day.",
        formula: "cost × remaining days / N",
        source: SOURCE,
        mark: Mark::S,
        fields: &[
            Field::sum("cost"),
            Field::day("start"),
            Field::day("end"),
            Field::day("date"),
            CAP,
        ],
        outputs: &[("nbv", "m")],
        run: |input| {
            let spread = spread(input)?;
            output(&json!({ "nbv": spread.book_value(input.day("date")?) }))
        },
    },
    Function {
        name: "respread",
        section: "3.8",
        purpose: "The charges after an extension.",
        formula: "NBV on the day of extension over that day to min(new end, day + cap − 1 day)",
        source: SOURCE,
        mark: Mark::S,
        fields: &[
            Field::sum("cost"),
            Field::day("start"),
            Field::day("end"),
            Field::day("ext_date"),
            Field::day("new_end"),
            CAP,
        ],
        outputs: &[("nbv", "m"), ("days", "days"), ("by_season", "m by season")],
        run: |input| {
            let old = spread(input)?;
            let (start, end) = (input.day("start")?, input.day("end")?);
            let on = input.day("ext_date")?;
            if on < start || on > end {
                let message =
                    format!("The extension on {on} lies outside the contract, {start} to {end}");
                return Err(DealError::new(Code::DatesOutOfOrder, "ext_date", message));
            }
            let new_end = input.day("new_end")?;
            ordered(on, new_end, "new_end")?;
            let new = Spread::new(old.book_value(on), on, new_end, input.count("cap_years")?)?;
            output(&Respread {
                nbv: new.cost,
                days: new.days(),
                by_season: new.by_season(),
            })
        },
    },
    Function {
        name: "disposal_profit",
        section: "3.8",
        purpose: "The book profit on a sale.",
        formula: "proceeds − seller's costs − NBV",
        source: "IAS 38; IFRIC agenda decision June 2020: a gain or loss, not revenue",
        mark: Mark::S,
        fields: &[
            Field::sum("proceeds"),
            Field::sum("seller_costs"),
            Field::sum("nbv"),
        ],
        outputs: &[("profit", "m")],
        run: |input| {
            let profit =
                input.number("proceeds")? - input.number("seller_costs")? - input.number("nbv")?;
            output(&json!({ "profit": profit }))
        },
    },
];

fn spread(input: &Input<'_>) -> Result<Spread, DealError> {
    Spread::new(
        input.number("cost")?,
        input.day("start")?,
        input.day("end")?,
        input.count("cap_years")?,
    )
}

#[derive(Serialize)]
struct Schedule {
    days: i64,
    by_season: BTreeMap<String, f64>,
}

#[derive(Serialize)]
struct Respread {
    nbv: f64,
    days: i64,
    by_season: BTreeMap<String, f64>,
}

/// A cost spread evenly over days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Millions.
    cost: f64,
    start: NaiveDate,
    /// The last day with a charge, cap applied.
    end: NaiveDate,
}

impl Spread {
    /// Spreads a cost over a contract, at most `cap_years` from its start.
    pub fn new(
        cost: f64,
        start: NaiveDate,
        end: NaiveDate,
        cap_years: u32,
    ) -> Result<Self, DealError> {
        ordered(start, end, "end")?;
        // A cap beyond the calendar cuts nothing.
        let end = last_day_of_years(start, cap_years).map_or(end, |cap| cap.min(end));
        Ok(Self { cost, start, end })
    }

    /// Days with a charge.
    pub fn days(&self) -> i64 {
        days_inclusive(self.start, self.end)
    }

    /// The charge of each season.
    pub fn by_season(&self) -> BTreeMap<String, f64> {
        let days = self.days() as f64;
        days_by_season(self.start, self.end)
            .into_iter()
            .map(|(season, part)| (season.long(), self.cost * part as f64 / days))
            .collect()
    }

    /// The book value at the start of a day: the whole cost before the contract, nothing after it.
    pub fn book_value(&self, on: NaiveDate) -> f64 {
        let days = self.days();
        let remaining = days_inclusive(on, self.end).min(days);
        self.cost * remaining as f64 / days as f64
    }
}
