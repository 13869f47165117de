//! `backline fx`: an amount at the reference rate of a day.

use std::io::Write as _;
use std::process::ExitCode;

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::answer::{complain, ended, print_json};
use crate::domain::date::day_text;
use crate::domain::deal::currency::{ECB_ATTRIBUTION, ecb_rate};
use crate::domain::money::Currency;

#[derive(Serialize)]
struct Report {
    amount: f64,
    from: String,
    to: String,
    on: NaiveDate,
    /// Two decimals; null if there is no rate.
    result: Option<f64>,
    /// Why there is no result.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Units of the target for one unit of the source.
    rate: Option<f64>,
    /// The working day whose rate it is.
    rate_date_used: Option<NaiveDate>,
    source: &'static str,
}

/// Prints an amount at the ECB reference rate of a day. 0: a result; 1: there is no rate for it.
pub fn fx(amount: Decimal, from: &str, to: &str, on: NaiveDate, json: bool) -> ExitCode {
    let report = report(amount, from, to, on);
    let printed = if json {
        print_json(&report)
    } else {
        print_text(&report)
    };
    ended(printed, u8::from(report.result.is_none()))
}

fn report(amount: Decimal, from: &str, to: &str, on: NaiveDate) -> Report {
    let mut report = Report {
        amount: amount.to_f64().unwrap_or(f64::NAN),
        from: from.to_ascii_uppercase(),
        to: to.to_ascii_uppercase(),
        on,
        result: None,
        reason: None,
        rate: None,
        rate_date_used: None,
        source: ECB_ATTRIBUTION,
    };
    match converted(amount, from, to, on) {
        Ok((result, rate, day)) => {
            report.result = result.to_f64();
            report.rate = rate.to_f64();
            report.rate_date_used = Some(day);
        }
        Err(reason) => report.reason = Some(reason),
    }
    report
}

fn converted(
    amount: Decimal,
    from: &str,
    to: &str,
    on: NaiveDate,
) -> Result<(Decimal, Decimal, NaiveDate), String> {
    let currency = |code: &str| {
        Currency::from_code(code).ok_or_else(|| format!("“{code}” is no ISO 4217 code"))
    };
    let reference =
        ecb_rate(currency(from)?, currency(to)?, on).map_err(|err| err.message.clone())?;
    let result = amount
        .checked_mul(reference.rate)
        .ok_or_else(|| "The result is too large".to_owned())?
        .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    Ok((result, reference.rate, reference.on))
}

fn print_text(report: &Report) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let (Some(result), Some(rate), Some(day)) = (report.result, report.rate, report.rate_date_used)
    else {
        complain(report.reason.as_deref().unwrap_or("There is no rate"));
        return Ok(());
    };
    writeln!(
        out,
        "{} {} = {} {result:.2}",
        report.from, report.amount, report.to
    )?;
    writeln!(
        out,
        "at {rate} {} for 1 {}, {}",
        report.to,
        report.from,
        day_text(day)
    )?;
    writeln!(out, "{}", report.source)
}
