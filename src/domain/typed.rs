//! What a person types into a field, read into a value.
//!
//! Empty text is no value. Text that cannot be meant is a [`TypedError`]: one sentence that stands
//! beside the field, while the text stays as it was typed. What the screen prints can be typed
//! back: [`fact`] reads the text of every value into that value, but for the parts that the text
//! does not show (a printed conversion, the days of a release clause, the last day of an option)
//! and for a range that starts below a thousand and ends above, which nobody would read as such.

mod amount;
mod belief;
mod clause;
mod date;
mod number;
mod offer;
mod terms;

use std::ops::RangeInclusive;

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::dossier::Head;
use super::fact::{FactKey, FactKind, FactValue, Foot, Position};

pub use amount::{money, signed_money, stated_amount};
pub use belief::{belief, belief_range, millions, percent};
pub use clause::{buy_back, loan, sell_on, swap};
pub use date::{date, day};
pub use offer::{Fee, fee, stated_in_millions, sum_in_millions};
pub use terms::{option_year, release_clause, wage, wage_convention, wage_here};

/// Why a text cannot be read, in the sentence that stands beside the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TypedError(String);

impl TypedError {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

/// What a field holds after typing: a value, or nothing.
pub type Typed<T> = Result<Option<T>, TypedError>;

/// Reads what was typed over a fact.
///
/// # Errors
/// [`TypedError`] if the text is not a value of that fact.
pub fn fact(key: FactKey, text: &str, head: &Head) -> Typed<FactValue> {
    let (on, currency) = (head.decision_date, head.currency);
    let value = match key.kind() {
        FactKind::Text => words(text).map(FactValue::Text),
        FactKind::Date => date(text, on)?.map(FactValue::Date),
        FactKind::Count if key == FactKey::Height => height(text)?.map(FactValue::Count),
        FactKind::Count => {
            let figure = text.trim().trim_end_matches(key.unit());
            count(figure, counts(key))?.map(FactValue::Count)
        }
        FactKind::Foot => foot(text)?.map(FactValue::Foot),
        FactKind::Position => position(text)?.map(FactValue::Position),
        FactKind::Wage => wage(text, currency)?.map(FactValue::Wage),
        FactKind::Option => option_year(text, on, None)?.map(FactValue::Option),
        FactKind::Clause => release_clause(text, currency, on)?.map(FactValue::Clause),
    };
    Ok(value)
}

fn words(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a count can be. Wide enough for every footballer, narrow enough for a slip of a key.
fn counts(key: FactKey) -> RangeInclusive<u32> {
    match key {
        FactKey::StatedAge => 10..=60,
        _ => 0..=400,
    }
}

/// Reads a whole number: `2560`, `2,560`.
///
/// # Errors
/// [`TypedError`] if it is no whole number or lies outside the range.
pub fn count(text: &str, range: RangeInclusive<u32>) -> Typed<u32> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let no_number = || TypedError::new(format!("“{text}” is no whole number"));
    let number = number::plain_number(text).ok_or_else(no_number)?;
    if !number.is_integer() {
        return Err(no_number());
    }
    number
        .to_u32()
        .filter(|count| range.contains(count))
        .map(Some)
        .ok_or_else(|| outside(text, "", &range))
}

fn outside(text: &str, unit: &str, range: &RangeInclusive<u32>) -> TypedError {
    let (low, high) = (range.start(), range.end());
    TypedError::new(format!("“{text}” lies outside {low} to {high}{unit}"))
}

/// Centimetres that can be typed.
const HEIGHTS: RangeInclusive<u32> = 140..=220;

/// Reads a height into centimetres: `194`, `194 cm`, `1.94 m`, `6'4"`, `6 ft 4`.
///
/// # Errors
/// [`TypedError`] if it is no height.
pub fn height(text: &str) -> Typed<u32> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let centimetres = match feet(text) {
        Some(centimetres) => centimetres,
        None => metric(text).ok_or_else(|| {
            TypedError::new(format!("“{text}” is no height. Type 194, 1.94 m or 6'4\""))
        })?,
    };
    centimetres
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_u32()
        .filter(|height| HEIGHTS.contains(height))
        .map(Some)
        .ok_or_else(|| outside(text, " cm", &HEIGHTS))
}

fn metric(text: &str) -> Option<Decimal> {
    let lower = text.to_lowercase();
    let (figure, metres) = match (lower.strip_suffix("cm"), lower.strip_suffix('m')) {
        (Some(figure), _) => (figure, Some(false)),
        (None, Some(figure)) => (figure, Some(true)),
        (None, None) => (lower.as_str(), None),
    };
    let number = number::plain_number(figure)?;
    let metres = metres.unwrap_or(number < Decimal::from(3));
    if metres {
        number.checked_mul(Decimal::ONE_HUNDRED)
    } else {
        Some(number)
    }
}

fn feet(text: &str) -> Option<Decimal> {
    let plain = text
        .to_lowercase()
        .replace("feet", "'")
        .replace("ft", "'")
        .replace(['’', '′'], "'")
        .replace(['"', '”', '″'], "");
    let (feet, inches) = plain.split_once('\'')?;
    let inches = inches.trim().trim_end_matches('\'').trim_end_matches("in");
    let whole = |text: &str| text.trim().parse::<u32>().ok().map(Decimal::from);
    let feet = whole(feet)?;
    let inches = match inches.trim() {
        "" => Decimal::ZERO,
        inches => whole(inches).filter(|inches| *inches < Decimal::from(12))?,
    };
    let inch = Decimal::new(254, 2);
    feet.checked_mul(Decimal::from(12))?
        .checked_add(inches)?
        .checked_mul(inch)
}

/// Reads a foot by its name or its first letter.
///
/// # Errors
/// [`TypedError`] if it is none.
pub fn foot(text: &str) -> Typed<Foot> {
    let foot = match squashed(text).as_str() {
        "" => return Ok(None),
        "l" | "left" | "leftfooted" | "leftfoot" => Foot::Left,
        "r" | "right" | "rightfooted" | "rightfoot" => Foot::Right,
        "b" | "both" | "either" | "twofooted" | "bothfeet" => Foot::Both,
        _ => {
            return Err(TypedError::new(format!(
                "“{}” is no foot. Type left, right or both",
                text.trim()
            )));
        }
    };
    Ok(Some(foot))
}

/// Reads a position by its name or one of its abbreviations.
///
/// # Errors
/// [`TypedError`] if it is none.
pub fn position(text: &str) -> Typed<Position> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    position_word(text).map(Some).ok_or_else(|| {
        let keys: Vec<&str> = Position::ALL.iter().map(Position::key).collect();
        TypedError::new(format!(
            "“{}” is no position. Type one of {}",
            text.trim(),
            keys.join(", ")
        ))
    })
}

/// The position that a word stands for.
pub fn position_word(text: &str) -> Option<Position> {
    let word = squashed(text);
    let by_name = Position::ALL
        .iter()
        .find(|position| word == position.key() || word == squashed(position.label()));
    if let Some(position) = by_name {
        return Some(position.clone());
    }
    let position = match word.as_str() {
        "goalie" | "keeper" | "tw" => Position::Goalkeeper,
        "centerback" | "centraldefender" | "centredefender" | "lcb" | "rcb" | "dc" | "iv" => {
            Position::CentreBack
        }
        "lwb" | "leftwingback" | "dl" | "lv" => Position::LeftBack,
        "rwb" | "rightwingback" | "dr" | "rv" => Position::RightBack,
        "cdm" | "dmc" | "dmf" | "defensivemidfield" | "holdingmidfielder" => {
            Position::DefensiveMidfielder
        }
        "mc" | "cmf" | "centralmidfielder" | "centralmidfield" | "midfield" => Position::Midfielder,
        "cam" | "amc" | "amf" | "attackingmidfield" => Position::AttackingMidfielder,
        "lw" | "rw" | "leftwinger" | "rightwinger" | "wing" => Position::Winger,
        "st" | "fw" | "striker" | "centreforward" | "centerforward" | "ss" => Position::Forward,
        _ => return None,
    };
    Some(position)
}

fn squashed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests;
