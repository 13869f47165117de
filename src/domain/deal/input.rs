//! Reading one JSON object against the table: nothing unknown, nothing missing, nothing absurd.

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::catalogue::{Absent, Field, Function, Kind, MILLIONS};
use super::error::{Code, DealError};
use crate::domain::date::is_plausible;
use crate::domain::money::{Currency, Money};

/// How far the shares of a payment profile may miss 1.
const PROFILE_TOLERANCE: f64 = 1e-6;

/// The checked fields of one call.
pub struct Input<'a> {
    function: &'static Function,
    given: &'a Map<String, Value>,
}

/// A payment on a day, in millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Payment {
    /// When it is paid.
    pub due: NaiveDate,
    /// How much.
    pub amount: f64,
    /// How likely; 1 for a fixed payment.
    pub chance: f64,
}

/// The parts of a fee: years from now and share of the fee.
pub type Profile = Vec<(f64, f64)>;

/// The text of one JSON object.
pub fn parse(text: &str) -> Result<Map<String, Value>, DealError> {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(DealError::new(
            Code::BadJson,
            "",
            "The input is not a JSON object. Give the fields as {\"name\": value}",
        )),
        Err(err) => Err(unreadable(text, &err)),
    }
}

/// Names the field before the place where reading stopped, and tells `NaN` from a typing error.
fn unreadable(text: &str, err: &serde_json::Error) -> DealError {
    let start: usize = text
        .split_inclusive('\n')
        .take(err.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + err.column()).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let (before, _) = text.split_at(at);
    let field = before
        .rsplit_once("\":")
        .map(|(head, _)| head)
        .and_then(|head| head.rsplit_once('"'))
        .map_or("", |(_, name)| name);
    let value = text
        .split_at(before.rfind(':').map_or(0, |colon| colon + 1))
        .1
        .trim_start_matches(|sign: char| sign.is_whitespace() || "[-".contains(sign));
    let endless = ["NaN", "nan", "Infinity", "inf"]
        .iter()
        .any(|word| value.starts_with(word));
    if endless || err.to_string().starts_with("number out of range") {
        let message = format!("{field} is not a finite number");
        return DealError::new(Code::NotFinite, field, message);
    }
    DealError::new(
        Code::BadJson,
        field,
        format!("The input is not JSON: {err}"),
    )
}

/// Refuses a result in which a figure is no finite number; such a figure serialises as null.
pub(super) fn refuse_unfinished(output: &Value) -> Result<(), DealError> {
    let Value::Object(members) = output else {
        return Ok(());
    };
    for (name, value) in members {
        let holes = match value {
            Value::Null => true,
            Value::Object(inner) => inner.values().any(Value::is_null),
            Value::Array(inner) => inner.iter().any(Value::is_null),
            _ => false,
        };
        if holes {
            let message = format!("{name} is not a finite number on these inputs");
            return Err(DealError::new(Code::NotFinite, name, message));
        }
    }
    Ok(())
}

impl<'a> Input<'a> {
    /// Checks the fields against the table of a function.
    pub fn read(
        function: &'static Function,
        given: &'a Map<String, Value>,
    ) -> Result<Self, DealError> {
        for name in given.keys() {
            if function.field(name).is_none() {
                let known: Vec<&str> = function.fields.iter().map(|field| field.name).collect();
                let message = format!(
                    "{} has no field {name:?}. Its fields are {}",
                    function.name,
                    known.join(", ")
                );
                return Err(DealError::new(Code::UnknownField, name, message));
            }
        }
        let currency = Cell::new(None);
        for field in function.fields {
            match given.get(field.name) {
                Some(value) => {
                    check_kind(field, value)?;
                    check_currency(field, value, &currency)?;
                }
                None if field.absent == Absent::Error => {
                    let message = format!("{} needs {}", function.name, field.name);
                    // The base of a profit is asked for by its own name.
                    return Err(DealError::new(Code::MissingField, field.name, message));
                }
                None => {}
            }
        }
        Ok(Self { function, given })
    }

    fn field(&self, name: &str) -> Result<&'static Field, DealError> {
        debug_assert!(
            self.function.field(name).is_some(),
            "{} reads {name}, which its table lacks",
            self.function.name
        );
        self.function.field(name).ok_or_else(|| {
            DealError::new(
                Code::UnknownField,
                name,
                format!("There is no field {name}"),
            )
        })
    }

    /// A number or an amount, if the field is there or has a default.
    pub fn maybe(&self, name: &str) -> Result<Option<f64>, DealError> {
        let field = self.field(name)?;
        match (self.given.get(name), field.absent) {
            (Some(value), _) => number(value, field.unit, name).map(Some),
            (None, Absent::Number(default)) => Ok(Some(default)),
            (None, Absent::Error | Absent::Without | Absent::Word(_) | Absent::EmptyList) => {
                Ok(None)
            }
        }
    }

    /// A number or an amount.
    pub fn number(&self, name: &str) -> Result<f64, DealError> {
        self.maybe(name)?.ok_or_else(|| missing(name))
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> Result<u32, DealError> {
        // `check_kind` has refused fractions and what does not fit.
        Ok(self.number(name)? as u32)
    }

    /// A day.
    pub fn day(&self, name: &str) -> Result<NaiveDate, DealError> {
        day(self.given.get(name).ok_or_else(|| missing(name))?, name)
    }

    /// A word.
    pub fn word(&self, name: &str) -> Result<&str, DealError> {
        let field = self.field(name)?;
        match (self.given.get(name).and_then(Value::as_str), field.absent) {
            (Some(word), _) | (None, Absent::Word(word)) => Ok(word),
            (None, _) => Err(missing(name)),
        }
    }

    /// The ledger form of an amount, if it was given in it.
    pub fn ledger(&self, name: &str) -> Option<Money> {
        self.given.get(name).and_then(ledger)
    }

    /// Payments and add-ons.
    pub fn payments(&self, name: &str) -> Result<Vec<Payment>, DealError> {
        let rows = self.rows(name);
        rows.enumerate()
            .map(|(row, value)| payment(value, &format!("{name}[{row}]")))
            .collect()
    }

    /// The parts of a fee.
    pub fn profile(&self, name: &str) -> Result<Profile, DealError> {
        let rows = self.rows(name).enumerate();
        rows.map(|(row, value)| {
            let [years, share] = numbers(value, &format!("{name}[{row}]"))?;
            Ok((years, share))
        })
        .collect()
    }

    /// Rows of three numbers.
    pub fn triples(&self, name: &str) -> Result<Vec<[f64; 3]>, DealError> {
        self.rows(name)
            .enumerate()
            .map(|(row, value)| numbers(value, &format!("{name}[{row}]")))
            .collect()
    }

    /// A list of numbers.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, DealError> {
        self.rows(name)
            .enumerate()
            .map(|(row, value)| number(value, MILLIONS, &format!("{name}[{row}]")))
            .collect()
    }

    /// Fractions of seasons by club and age.
    pub fn passport(&self, name: &str) -> Result<Passport, DealError> {
        passport(self.given.get(name).ok_or_else(|| missing(name))?, name)
    }

    /// A member of the record of one side.
    pub fn member(&self, name: &str, member: &str) -> Option<&Value> {
        self.given.get(name)?.get(member)
    }

    fn rows(&self, name: &str) -> impl Iterator<Item = &'a Value> {
        self.given
            .get(name)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice)
            .iter()
    }
}

/// Fractions of a season that a club trained a player, by his age in that season.
pub type Passport = BTreeMap<String, BTreeMap<u8, f64>>;

fn missing(name: &str) -> DealError {
    DealError::new(Code::MissingField, name, format!("{name} is missing"))
}

fn wrong_type(name: &str, expected: &str) -> DealError {
    DealError::new(Code::WrongType, name, format!("{name} is not {expected}"))
}

fn ledger(value: &Value) -> Option<Money> {
    serde_json::from_value(value.clone()).ok()
}

/// A number in the unit of its field; a ledger amount is brought to that unit.
fn number(value: &Value, unit: &str, name: &str) -> Result<f64, DealError> {
    if value.is_object() {
        let money = ledger(value).ok_or_else(|| {
            wrong_type(
                name,
                "a number or {\"minor\": whole number, \"currency\": code}",
            )
        })?;
        let digits = i32::try_from(money.currency.minor_digits()).unwrap_or(0);
        let millions = if unit == MILLIONS { 6 } else { 0 };
        return Ok(money.minor as f64 / 10_f64.powi(digits + millions));
    }
    match value.as_f64() {
        Some(number) if number.is_finite() => Ok(number),
        _ => Err(wrong_type(name, "a number")),
    }
}

fn numbers<const N: usize>(value: &Value, name: &str) -> Result<[f64; N], DealError> {
    let list = value
        .as_array()
        .filter(|list| list.len() == N)
        .ok_or_else(|| wrong_type(name, &format!("a list of {N} numbers")))?;
    let mut out = [0.0; N];
    for (slot, (column, value)) in out.iter_mut().zip(list.iter().enumerate()) {
        *slot = number(value, MILLIONS, &format!("{name}[{column}]"))?;
    }
    Ok(out)
}

fn day(value: &Value, name: &str) -> Result<NaiveDate, DealError> {
    let text = value
        .as_str()
        .ok_or_else(|| wrong_type(name, "a date such as \"2025-07-15\""))?;
    text.parse::<NaiveDate>()
        .ok()
        // chrono also takes 2025-7-5, which other programs would not.
        .filter(|day| is_plausible(*day) && text.len() == 10)
        .ok_or_else(|| {
            let message = format!("{name} is {text:?}, which is no day such as 2025-07-15");
            DealError::new(Code::BadDate, name, message)
        })
}

fn payment(value: &Value, name: &str) -> Result<Payment, DealError> {
    match value.as_array().map(Vec::as_slice) {
        Some([due, amount, rest @ ..]) if rest.len() < 2 => {
            let amount_name = format!("{name}[1]");
            Ok(Payment {
                due: day(due, &format!("{name}[0]"))?,
                amount: at_least(number(amount, MILLIONS, &amount_name)?, 0.0, &amount_name)?,
                chance: match rest.first() {
                    Some(chance) => fraction(chance, &format!("{name}[2]"), true)?,
                    None => 1.0,
                },
            })
        }
        _ => Err(wrong_type(
            name,
            "a row of date, amount and, for an add-on, probability",
        )),
    }
}

fn passport(value: &Value, name: &str) -> Result<Passport, DealError> {
    let clubs = value
        .as_object()
        .ok_or_else(|| wrong_type(name, "an object of clubs"))?;
    let mut passport = Passport::new();
    let mut by_age: BTreeMap<u8, f64> = BTreeMap::new();
    for (club, seasons) in clubs {
        let club_name = format!("{name}.{club}");
        let seasons = seasons
            .as_object()
            .ok_or_else(|| wrong_type(&club_name, "an object of ages"))?;
        let mut ages = BTreeMap::new();
        for (age, part) in seasons {
            let age_name = format!("{club_name}.{age}");
            let years = age
                .parse::<u8>()
                .ok()
                .filter(|years| (12..=23).contains(years))
                .ok_or_else(|| {
                    let message =
                        format!("{age} is no age between 12 and 23, the seasons that count");
                    DealError::new(Code::OutOfRange, &age_name, message)
                })?;
            let part = fraction(part, &age_name, false)?;
            let sum = by_age.entry(years).or_insert(0.0);
            *sum += part;
            if *sum > 1.0 + PROFILE_TOLERANCE {
                let message = format!("The clubs share more than one season at age {age}");
                return Err(DealError::new(Code::OutOfRange, &age_name, message));
            }
            ages.insert(years, part);
        }
        passport.insert(club.clone(), ages);
    }
    Ok(passport)
}

fn at_least(number: f64, least: f64, name: &str) -> Result<f64, DealError> {
    if number >= least {
        return Ok(number);
    }
    let message = format!("{name} is {number}, below {least}");
    Err(DealError::new(Code::OutOfRange, name, message))
}

fn fraction(value: &Value, name: &str, chance: bool) -> Result<f64, DealError> {
    let number = number(value, "", name)?;
    if (0.0..=1.0).contains(&number) {
        return Ok(number);
    }
    let (code, word) = if chance {
        (Code::ProbabilityOutOfRange, "a probability")
    } else {
        (Code::OutOfRange, "a fraction")
    };
    let message = format!("{name} is {number}; {word} lies between 0 and 1");
    Err(DealError::new(code, name, message))
}

/// Refuses a value that the kind of its field does not allow.
pub(super) fn check_kind(field: &Field, value: &Value) -> Result<(), DealError> {
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
        Kind::Chance => fraction(value, name, true).map(drop),
        Kind::Share => fraction(value, name, false).map(drop),
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
        Some(k) => fraction(k, &at("k"), false)?,
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
fn check_currency(
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

/// A result as JSON. A sum of nothing is 0, not −0.
pub(super) fn output(result: &impl serde::Serialize) -> Result<Value, DealError> {
    let mut value = serde_json::to_value(result)
        .map_err(|err| DealError::new(Code::NotFinite, "", format!("No result: {err}")))?;
    drop_sign_of_zero(&mut value);
    Ok(value)
}

fn drop_sign_of_zero(value: &mut Value) {
    match value {
        Value::Number(number) if number.as_f64() == Some(0.0) && number.is_f64() => {
            *value = Value::from(0.0);
        }
        Value::Array(rows) => rows.iter_mut().for_each(drop_sign_of_zero),
        Value::Object(members) => members.values_mut().for_each(drop_sign_of_zero),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
