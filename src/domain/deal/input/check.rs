//! What each kind of field allows.

use std::cell::Cell;

use serde_json::Value;

use super::{
    PROFILE_TOLERANCE, at_least, chance, day, fraction, ledger, missing, number, numbers, passport,
    payment, wrong_type,
};
use crate::domain::deal::error::{Code, DealError};
use crate::domain::deal::field::{Field, Kind, MILLIONS};
use crate::domain::money::Currency;

/// Refuses a value that the kind of its field does not allow.
pub(in crate::domain::deal) fn check_kind(field: &Field, value: &Value) -> Result<(), DealError> {
    let name = field.name;
    let within = |holds: fn(f64) -> bool, code: Code, what: &str| {
        let number = number(value, field.unit, name)?;
        if holds(number) {
            return Ok(());
        }
        let message = format!("{name} is {number}; it must be {what}");
        Err(DealError::new(code, name, message))
    };
    if value.is_object() && !takes_objects(field.kind) {
        return Err(wrong_type(name, "a plain value"));
    }
    match field.kind {
        Kind::Amount | Kind::Real => within(|_| true, Code::OutOfRange, "a number"),
        Kind::Sum | Kind::NonNegative => within(|x| x >= 0.0, Code::OutOfRange, "0 or more"),
        Kind::Price | Kind::Positive => within(|x| x > 0.0, Code::OutOfRange, "more than 0"),
        Kind::Chance => chance(value, name).map(drop),
        Kind::Share => fraction(value, name).map(drop),
        Kind::PositiveShare => within(
            |x| x > 0.0 && x <= 1.0,
            Code::OutOfRange,
            "above 0 and at most 1",
        ),
        Kind::ShareBelowOne => within(
            |x| (0.0..1.0).contains(&x),
            Code::OutOfRange,
            "at least 0 and below 1",
        ),
        Kind::Correlation => within(
            |x| (-1.0..=1.0).contains(&x),
            Code::OutOfRange,
            "between −1 and 1",
        ),
        Kind::Percent => within(
            |x| (0.0..=100.0).contains(&x),
            Code::OutOfRange,
            "between 0 and 100",
        ),
        Kind::Rate => within(|x| x > -1.0, Code::RateTooLow, "above −1, which is −100 %"),
        Kind::Count(least) => {
            let number = number(value, "", name)?;
            if number.fract() == 0.0 && number >= f64::from(least) && number <= 1e6 {
                return Ok(());
            }
            let message =
                format!("{name} is {number}; it must be a whole number from {least} to 1,000,000");
            Err(DealError::new(Code::OutOfRange, name, message))
        }
        Kind::Day => day(value, name).map(drop),
        Kind::Text => value
            .as_str()
            .map(drop)
            .ok_or_else(|| wrong_type(name, "a text")),
        Kind::Choice(words) => match value.as_str() {
            Some(word) if words.contains(&word) => Ok(()),
            Some(word) => {
                let message = format!("{name} is {word:?}; it is one of {}", words.join(", "));
                Err(DealError::new(Code::BadChoice, name, message))
            }
            None => Err(wrong_type(name, "a text")),
        },
        Kind::Payments => each(value, name, |row, at| {
            if row.as_array().is_some_and(|row| row.len() != 2) {
                return Err(wrong_type(at, "a row of date and amount"));
            }
            payment(row, at).map(drop)
        }),
        Kind::AddOns => each(value, name, |row, at| {
            if row.as_array().is_some_and(|row| row.len() != 3) {
                return Err(wrong_type(at, "a row of date, amount and probability"));
            }
            payment(row, at).map(drop)
        }),
        Kind::Profile => check_profile(value, name),
        Kind::Pairs => each(value, name, |row, at| {
            let [amount, printed, unit] = numbers(row, at)?;
            if amount > 0.0 && printed >= 0.0 && unit >= 0.0 {
                return Ok(());
            }
            let message = format!("{at} needs an amount above 0, and no negative print or unit");
            Err(DealError::new(Code::OutOfRange, at, message))
        })
        .and_then(|()| not_empty(value, name)),
        Kind::Numbers => each(value, name, |row, at| number(row, MILLIONS, at).map(drop)),
        Kind::Passport => passport(value, name).map(drop),
        Kind::Tactics => check_tactics(value, name),
    }
}

fn takes_objects(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Amount | Kind::Sum | Kind::Price | Kind::Passport | Kind::Tactics
    )
}

fn each(
    value: &Value,
    name: &str,
    check: impl Fn(&Value, &str) -> Result<(), DealError>,
) -> Result<(), DealError> {
    let rows = value.as_array().ok_or_else(|| wrong_type(name, "a list"))?;
    rows.iter()
        .enumerate()
        .try_for_each(|(row, value)| check(value, &format!("{name}[{row}]")))
}

fn not_empty(value: &Value, name: &str) -> Result<(), DealError> {
    if value.as_array().is_some_and(|rows| !rows.is_empty()) {
        return Ok(());
    }
    let message = format!("{name} is empty; give at least one row");
    Err(DealError::new(Code::OutOfRange, name, message))
}

fn check_profile(value: &Value, name: &str) -> Result<(), DealError> {
    let mut sum = 0.0;
    for (row, value) in value
        .as_array()
        .ok_or_else(|| wrong_type(name, "a list"))?
        .iter()
        .enumerate()
    {
        let at = format!("{name}[{row}]");
        let [years, share] = numbers(value, &at)?;
        at_least(years, 0.0, &format!("{at}[0]"))?;
        at_least(share, 0.0, &format!("{at}[1]"))?;
        sum += share;
    }
    if (sum - 1.0).abs() <= PROFILE_TOLERANCE {
        return Ok(());
    }
    let message = format!("The shares of {name} add up to {sum}, not to 1");
    Err(DealError::new(Code::ProfileSum, name, message))
}

fn check_tactics(value: &Value, name: &str) -> Result<(), DealError> {
    let members = value
        .as_object()
        .ok_or_else(|| wrong_type(name, "an object of open, reserve and beta"))?;
    let at = |member: &str| format!("{name}.{member}");
    for member in members.keys() {
        if !["open", "reserve", "beta", "k", "family"].contains(&member.as_str()) {
            let message = format!(
                "{name} has no field {member:?}. Its fields are open, reserve, beta, k, family"
            );
            return Err(DealError::new(Code::UnknownField, at(member), message));
        }
    }
    for member in ["open", "reserve", "beta"] {
        let value = members.get(member).ok_or_else(|| missing(&at(member)))?;
        let number = number(value, MILLIONS, &at(member))?;
        if member == "beta" && number <= 0.0 {
            let message = format!("{name}.beta is {number}; it must be more than 0");
            return Err(DealError::new(Code::OutOfRange, at(member), message));
        }
    }
    let k = match members.get("k") {
        Some(k) => fraction(k, &at("k"))?,
        None => 0.0,
    };
    match members
        .get("family")
        .map(|family| (family, family.as_str()))
    {
        None | Some((_, Some("polynomial"))) => Ok(()),
        Some((_, Some("exponential"))) if k > 0.0 => Ok(()),
        Some((_, Some("exponential"))) => Err(DealError::new(
            Code::OutOfRange,
            at("k"),
            format!("{name}.k must be more than 0 in the exponential family"),
        )),
        Some((_, Some(other))) => Err(DealError::new(
            Code::BadChoice,
            at("family"),
            format!("{name}.family is {other:?}; it is one of polynomial, exponential"),
        )),
        Some((_, None)) => Err(wrong_type(&at("family"), "a text")),
    }
}

/// Refuses a second currency among the ledger amounts of one call.
pub(super) fn check_currency(
    field: &Field,
    value: &Value,
    first: &Cell<Option<Currency>>,
) -> Result<(), DealError> {
    let check = |value: &Value, name: &str| {
        let Some(money) = value.as_object().and_then(|_| ledger(value)) else {
            return Ok(());
        };
        match first.get() {
            None => first.set(Some(money.currency)),
            Some(currency) if currency == money.currency => {}
            Some(currency) => {
                let message = format!(
                    "{name} is in {}, other amounts are in {currency}. Convert one of them first",
                    money.currency
                );
                return Err(DealError::new(Code::MixedCurrencies, name, message));
            }
        }
        Ok(())
    };
    match value {
        Value::Object(_) if field.kind != Kind::Passport && field.kind != Kind::Tactics => {
            check(value, field.name)
        }
        Value::Array(rows) => rows.iter().enumerate().try_for_each(|(row, value)| {
            let at = format!("{}[{row}]", field.name);
            match value {
                Value::Array(cells) => cells
                    .iter()
                    .enumerate()
                    .try_for_each(|(cell, value)| check(value, &format!("{at}[{cell}]"))),
                other => check(other, &at),
            }
        }),
        _ => Ok(()),
    }
}
