//! Conversion as an explicit step: a stated rate, the ECB reference rate of a day, and the rate
//! that a newspaper must have used.
//!
//! The table is `assets/ecb_rates.csv` (source: European Central Bank; see its notice). A weekend
//! or holiday takes the last working day before it. A day outside the table is an error.

use std::str::FromStr as _;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;
use serde_json::{Value, json};

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Input, output};
use crate::domain::money::Currency;

/// Newest row first.
const ECB_RATES: &str = include_str!("../../../assets/ecb_rates.csv");

/// Who must be named beside a converted figure.
pub const ECB_ATTRIBUTION: &str =
    "Source: European Central Bank, euro foreign exchange reference rates";

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "convert",
        section: "9",
        purpose: "An amount at a stated rate.",
        formula: "amount × rate",
        source: "arithmetic",
        mark: Mark::V,
        fields: &[
            Field::amount("amount"),
            Field::new("rate", Kind::Positive, "units per unit"),
        ],
        outputs: &[("amount", "m")],
        run: |input| {
            let amount = convert(input.number("amount")?, input.number("rate")?);
            output(&json!({ "amount": amount }))
        },
    },
    Function {
        name: "fx",
        section: "9",
        purpose: "An amount at the ECB reference rate of a day, or of the last working day before it.",
        formula: "amount × (units of `to` per EUR) / (units of `from` per EUR)",
        source: "European Central Bank, euro foreign exchange reference rates",
        mark: Mark::V,
        fields: &[
            Field::amount("amount"),
            Field::new("from", Kind::Text, ""),
            Field::new("to", Kind::Text, ""),
            Field::day("date"),
        ],
        outputs: &[
            ("amount", "m"),
            ("rate", "units per unit"),
            ("rate_date", "date"),
        ],
        run: fx,
    },
    Function {
        name: "fx_implied_interval",
        section: "9",
        purpose: "Which exchange rates a source can have used for the conversions that it printed.",
        formula: "the intersection of [(printed − unit/2)/amount, (printed + unit/2)/amount) over all pairs",
        source: "rounding to the nearest unit",
        mark: Mark::V,
        fields: &[
            Field::new("pairs", Kind::Pairs, "m"),
            Field::new("check_rate", Kind::Positive, "units per unit").optional(),
        ],
        outputs: &[
            ("lo", "units per unit"),
            ("hi", "units per unit"),
            ("consistent", "true if one rate fits all pairs"),
            ("check_in", "true if the checked rate fits"),
        ],
        run: |input| {
            let check = input.maybe("check_rate")?;
            output(&implied_interval(&input.triples("pairs")?, check)?)
        },
    },
];

/// An amount at a rate in units of the target for one unit of the source.
pub fn convert(amount: f64, rate: f64) -> f64 {
    amount * rate
}

/// A reference rate with the working day to which it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ReferenceRate {
    /// Units of the target for one unit of the source, from the exact figures of the ECB.
    pub rate: Decimal,
    /// The working day.
    pub on: NaiveDate,
}

/// The ECB reference rate from one currency to another on a day.
pub fn ecb_rate(from: Currency, to: Currency, on: NaiveDate) -> Result<ReferenceRate, DealError> {
    let outside = || {
        let message = format!(
            "There is no ECB rate for {on}. The table runs from {} to {}",
            oldest_day(),
            newest_day()
        );
        DealError::new(Code::NoRate, "date", message)
    };
    let on_text = on.to_string();
    if on_text.as_str() > newest_day() {
        return Err(outside());
    }
    let row = row_on_or_before(&on_text).ok_or_else(outside)?;
    let day = day_of(row).parse().map_err(|_| outside())?;
    let per_euro = |currency: Currency, field: &str| {
        figure(row, currency).ok_or_else(|| {
            let message = format!("The ECB gave no rate for {currency} on {day}");
            DealError::new(Code::NoRate, field, message)
        })
    };
    let (to_units, from_units) = (per_euro(to, "to")?, per_euro(from, "from")?);
    let rate = to_units.checked_div(from_units).ok_or_else(outside)?;
    Ok(ReferenceRate { rate, on: day })
}

fn newest_day() -> &'static str {
    ECB_RATES.lines().nth(1).map_or("", day_of)
}

fn oldest_day() -> &'static str {
    ECB_RATES.lines().next_back().map_or("", day_of)
}

fn day_of(row: &str) -> &str {
    row.split(',').next().unwrap_or_default()
}

/// The newest row that is not after a day. Halves the text, because a season of screens asks often.
fn row_on_or_before(on: &str) -> Option<&'static str> {
    let (_, mut rows) = ECB_RATES.split_once('\n')?;
    // The wanted row, if there is one, starts inside `rows`.
    loop {
        let middle = rows.len() / 2;
        let start = rows
            .get(..middle)
            .and_then(|head| head.rfind('\n'))
            .map_or(0, |newline| newline + 1);
        let (newer, older) = rows.split_at_checked(start)?;
        if newer.is_empty() {
            return rows.lines().find(|row| day_of(row) <= on);
        }
        let last_newer = newer.lines().next_back()?;
        rows = if day_of(last_newer) <= on {
            newer
        } else {
            older
        };
    }
}

fn figure(row: &str, currency: Currency) -> Option<Decimal> {
    if currency == Currency::EUR {
        return Some(Decimal::ONE);
    }
    let header = ECB_RATES.lines().next()?;
    let column = header.split(',').position(|code| code == currency.code())?;
    Decimal::from_str(row.split(',').nth(column)?).ok()
}

fn fx(input: &Input<'_>) -> Result<Value, DealError> {
    #[derive(Serialize)]
    struct AtReference {
        amount: f64,
        rate: f64,
        rate_date: NaiveDate,
    }
    let currency = |name: &str| {
        let code = input.word(name)?;
        Currency::from_code(code).ok_or_else(|| {
            let message = format!("{name} is {code:?}, which is no ISO 4217 code");
            DealError::new(Code::BadChoice, name, message)
        })
    };
    let (from, to) = (currency("from")?, currency("to")?);
    if let Some(stated) = input.ledger("amount")
        && stated.currency != from
    {
        let message = format!("The amount is in {}, not in {from}", stated.currency);
        return Err(DealError::new(Code::MixedCurrencies, "amount", message));
    }
    let reference = ecb_rate(from, to, input.day("date")?)?;
    let rate = reference.rate.to_f64().unwrap_or(f64::NAN);
    output(&AtReference {
        amount: convert(input.number("amount")?, rate),
        rate,
        rate_date: reference.on,
    })
}

/// The rates that fit a set of printed conversions: from `lo` to below `hi`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ImpliedInterval {
    /// The lowest rate that fits.
    pub lo: f64,
    /// The first rate above that fits no longer.
    pub hi: f64,
    /// False if the printed amounts contradict each other.
    pub consistent: bool,
    /// True if the checked rate fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_in: Option<bool>,
}

/// Which rates a source can have used: rows of amount, printed amount and unit of rounding.
///
/// The bounds are exact decimals until the end: 0.86 must not fall inside [0.85, 0.86).
pub fn implied_interval(
    pairs: &[[f64; 3]],
    check_rate: Option<f64>,
) -> Result<ImpliedInterval, DealError> {
    let mut bounds: Option<(Decimal, Decimal)> = None;
    for (row, pair) in pairs.iter().enumerate() {
        let (lo, hi) = rates_of(*pair).ok_or_else(|| {
            let at = format!("pairs[{row}]");
            let message = format!("{at} holds a figure too large or too small to divide");
            DealError::new(Code::OutOfRange, at, message)
        })?;
        bounds = Some(bounds.map_or((lo, hi), |(low, high)| (low.max(lo), high.min(hi))));
    }
    let Some((lo, hi)) = bounds else {
        let message = "pairs is empty; give at least one row";
        return Err(DealError::new(Code::OutOfRange, "pairs", message));
    };
    // A print without rounding allows one rate only.
    let exact =
        |lo: Decimal, hi: Decimal| lo == hi && pairs.iter().any(|[_, _, unit]| *unit == 0.0);
    let fits = |rate: Decimal| lo <= rate && (rate < hi || (exact(lo, hi) && rate == hi));
    Ok(ImpliedInterval {
        lo: lo.to_f64().unwrap_or(f64::NAN),
        hi: hi.to_f64().unwrap_or(f64::NAN),
        consistent: lo < hi || exact(lo, hi),
        check_in: check_rate.map(|rate| decimal(rate).is_some_and(fits)),
    })
}

fn rates_of([amount, printed, unit]: [f64; 3]) -> Option<(Decimal, Decimal)> {
    let (amount, printed) = (decimal(amount)?, decimal(printed)?);
    let half = decimal(unit)?.checked_div(Decimal::TWO)?;
    Some((
        printed.checked_sub(half)?.checked_div(amount)?,
        printed.checked_add(half)?.checked_div(amount)?,
    ))
}

/// The decimal that was typed: the shortest one that reads back as this float.
fn decimal(number: f64) -> Option<Decimal> {
    Decimal::from_str(&number.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::day;

    #[test]
    fn a_weekend_or_holiday_takes_the_last_working_day() {
        for (asked, rate, given) in [
            ("2025-07-17", "0.8644", "2025-07-17"),
            ("2025-07-19", "0.8656", "2025-07-18"),
            ("2025-07-20", "0.8656", "2025-07-18"),
            ("2025-04-21", "0.86", "2025-04-17"),
            ("2015-01-02", "0.7789", "2015-01-02"),
        ] {
            let found = ecb_rate(Currency::EUR, Currency::GBP, day(asked)).unwrap();
            assert_eq!(found.on, day(given), "{asked}");
            if asked.starts_with("2025-07") {
                assert_eq!(found.rate, rate.parse().unwrap(), "{asked}");
            }
        }
    }

    #[test]
    fn every_row_is_found_by_its_day() {
        for row in ECB_RATES.lines().skip(1) {
            assert_eq!(row_on_or_before(day_of(row)), Some(row));
        }
    }

    #[test]
    fn a_day_outside_the_table_or_a_currency_without_rate_is_refused() {
        for (to, on, field) in [
            ("GBP", "2014-12-31", "date"),
            ("GBP", "2026-10-31", "date"),
            ("HRK", "2024-01-05", "to"),
            ("XAF", "2024-01-05", "to"),
        ] {
            let to = Currency::from_code(to).unwrap();
            let err = ecb_rate(Currency::EUR, to, day(on)).unwrap_err();
            assert_eq!(
                (err.code, err.field.as_str()),
                (Code::NoRate, field),
                "{on}"
            );
        }
    }
}
