//! Reading one JSON object against the table: nothing unknown, nothing missing, nothing absurd.

mod check;

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::error::{Code, DealError};
use super::field::{Absent, Field, MILLIONS};
use crate::domain::date::is_plausible;
use crate::domain::money::Money;

use check::check_currency;
pub(super) use check::check_kind;

/// How far the shares of a payment profile may miss 1.
const PROFILE_TOLERANCE: f64 = 1e-6;

/// The checked fields of one call.
pub struct Input<'a> {
    function: &'static str,
    fields: &'static [Field],
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
    // Editors on Windows put it at the start of a file.
    let text = text.trim_start_matches('\u{feff}');
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
    /// Checks what was given against the fields of a function.
    pub fn read(
        function: &'static str,
        fields: &'static [Field],
        given: &'a Map<String, Value>,
    ) -> Result<Self, DealError> {
        let input = Self {
            function,
            fields,
            given,
        };
        if let Some(name) = given
            .keys()
            .find(|name| Field::named(name, fields).is_none())
        {
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let message = format!(
                "{function} has no field {name:?}. Its fields are {}",
                known.join(", ")
            );
            return Err(DealError::new(Code::UnknownField, name, message));
        }
        let currency = Cell::new(None);
        for field in fields {
            match given.get(field.name) {
                Some(value) => {
                    check_kind(field, value)?;
                    check_currency(field, value, &currency)?;
                }
                None if field.absent == Absent::Error => {
                    let message = format!("{function} needs {}", field.name);
                    return Err(DealError::new(Code::MissingField, field.name, message));
                }
                None => {}
            }
        }
        Ok(input)
    }

    fn field(&self, name: &str) -> Result<&'static Field, DealError> {
        let found = Field::named(name, self.fields);
        debug_assert!(
            found.is_some(),
            "{} reads {name}, which its table lacks",
            self.function
        );
        found.ok_or_else(|| {
            let message = format!("There is no field {name}");
            DealError::new(Code::UnknownField, name, message)
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
                    Some(value) => chance(value, &format!("{name}[2]"))?,
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
            let part = fraction(part, &age_name)?;
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

fn fraction(value: &Value, name: &str) -> Result<f64, DealError> {
    up_to_one(value, name, (Code::OutOfRange, "a fraction"))
}

fn chance(value: &Value, name: &str) -> Result<f64, DealError> {
    up_to_one(value, name, (Code::ProbabilityOutOfRange, "a probability"))
}

fn up_to_one(value: &Value, name: &str, (code, what): (Code, &str)) -> Result<f64, DealError> {
    let number = number(value, "", name)?;
    if (0.0..=1.0).contains(&number) {
        return Ok(number);
    }
    let message = format!("{name} is {number}; {what} lies between 0 and 1");
    Err(DealError::new(code, name, message))
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
