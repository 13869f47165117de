//! When a player may sign elsewhere, and how long his contract is protected.

use chrono::{Months, NaiveDate};
use serde::Serialize;
use serde_json::json;

use super::error::{Code, DealError};
use super::field::Field;
use super::function::{Function, Mark};
use super::input::output;
use super::time::last_day_of_years;
use crate::domain::date::pre_contract_from;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "precontract_from",
        section: "2.1",
        purpose: "The first day on which a club abroad may sign a player whose contract runs out.",
        formula: "six calendar months before the day after the expiry, clamped to the end of the month",
        source: "FIFA RSTP art. 18(3), editions to 2026",
        mark: Mark::S,
        fields: &[Field::day("expiry")],
        outputs: &[("date", "date")],
        run: |input| output(&json!({ "date": pre_contract_from(input.day("expiry")?) })),
    },
    Function {
        name: "protected_end",
        section: "2.1",
        purpose: "The last day of the protected period, by its limb of years.",
        formula: "start + 3 years − 1 day if signed before the 28th birthday, else start + 2 years − 1 day",
        source: "FIFA RSTP, definition of the protected period, editions to 2026; the limb of entire seasons can only shorten it",
        mark: Mark::S,
        fields: &[
            Field::day("start"),
            Field::day("signed"),
            Field::day("birth"),
        ],
        outputs: &[("years", "years"), ("last_day", "date")],
        run: |input| {
            output(&protected_end(
                input.day("start")?,
                input.day("signed")?,
                input.day("birth")?,
            )?)
        },
    },
];

/// The protected period of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ProtectedPeriod {
    /// 3, or 2 for a player of 28 and more.
    pub years: u32,
    /// Its last day.
    pub last_day: NaiveDate,
}

/// The protected period by its limb of years (FIFA RSTP, definitions).
pub fn protected_end(
    start: NaiveDate,
    signed: NaiveDate,
    birth: NaiveDate,
) -> Result<ProtectedPeriod, DealError> {
    if signed < birth {
        let message = format!("He signed on {signed}, before his birth on {birth}");
        return Err(DealError::new(Code::DatesOutOfOrder, "signed", message));
    }
    let out_of_range = || {
        let message = format!("{start} is too late to add years to");
        DealError::new(Code::BadDate, "start", message)
    };
    let turns_28 = birth
        .checked_add_months(Months::new(28 * 12))
        .ok_or_else(out_of_range)?;
    let years = if signed < turns_28 { 3 } else { 2 };
    let last_day = last_day_of_years(start, years).ok_or_else(out_of_range)?;
    Ok(ProtectedPeriod { years, last_day })
}
