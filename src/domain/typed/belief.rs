//! Beliefs as they are typed: sums in millions, chances and yearly rates in percent.
//!
//! The unit stands beside the field, so a bare `7` is seven million. Where a person may have meant
//! another unit, he is asked.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::offer::{is_bare, without_currency};
use super::{Typed, TypedError, number, signed_money};
use crate::domain::belief::BeliefKind;
use crate::domain::money::{Currency, Money, Percent};
use crate::domain::negotiation::{BeliefRange, BeliefValue};

/// A bare number up to here is millions; above it nobody can know.
const MOST_BARE: i64 = 999;

/// Reads a belief of this kind.
///
/// # Errors
/// [`TypedError`] if it is no such figure, or could be two.
pub fn belief(kind: BeliefKind, text: &str, currency: Currency) -> Typed<BeliefValue> {
    Ok(match kind {
        BeliefKind::Money => sum(text, currency)?.map(BeliefValue::Money),
        BeliefKind::Percent => percent(text)?.map(BeliefValue::Percent),
    })
}

/// What may stand between both ends of a range. A hyphen may also be a minus, so it comes last.
const BETWEEN: [&str; 8] = [" to ", "…", "..", "–", "—", "/", ";", "-"];

/// Reads how low and how high a belief may be: `2–12`, `2 to 12`, `−8 to 2`, `10-50 %`.
///
/// # Errors
/// [`TypedError`] if it is no range, or its ends are of two currencies.
pub fn belief_range(kind: BeliefKind, text: &str, currency: Currency) -> Typed<BeliefRange> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let error = |why: &str| TypedError::new(format!("“{typed}” {why}"));
    for between in BETWEEN {
        for (at, sign) in typed.match_indices(between) {
            let (one, other) = (&typed[..at], &typed[at + sign.len()..]);
            let Some((one, other)) = both_ends(kind, one, other, currency) else {
                continue;
            };
            if let (BeliefValue::Money(one), BeliefValue::Money(other)) = (&one, &other)
                && one.currency != other.currency
            {
                return Err(error("names two currencies"));
            }
            return Ok(Some(BeliefRange::new(one, other)));
        }
    }
    Err(error(match kind {
        BeliefKind::Money => "is no range. Type 2–12",
        BeliefKind::Percent => "is no range from 0 to 100 %. Type 10–50",
    }))
}

/// Both ends; a currency or a sign of percent that stands at one of them holds for both.
fn both_ends(
    kind: BeliefKind,
    one: &str,
    other: &str,
    currency: Currency,
) -> Option<(BeliefValue, BeliefValue)> {
    let read = |text: &str, currency| belief(kind, text, currency).ok().flatten();
    let signed = |text: &str| format!("{text} %");
    let currency_of = |value: &BeliefValue| match value {
        BeliefValue::Money(sum) => sum.currency,
        BeliefValue::Percent(_) | BeliefValue::Years(_) => currency,
    };
    if kind == BeliefKind::Percent && (one.contains('%') != other.contains('%')) {
        let (one, other) = if one.contains('%') {
            (one.to_owned(), signed(other))
        } else {
            (signed(one), other.to_owned())
        };
        return Some((read(&one, currency)?, read(&other, currency)?));
    }
    let (first, last) = (read(one, currency)?, read(other, currency)?);
    match (currency_of(&first), currency_of(&last)) {
        (a, b) if a == b => Some((first, last)),
        (a, b) if b == currency => Some((first, read(other, a)?)),
        (a, b) if a == currency => Some((read(one, b)?, last)),
        _ => Some((first, last)),
    }
}

/// Millions, also where the currency stands beside the bare number: `GBP 8` is no eight pounds.
fn sum(text: &str, currency: Currency) -> Typed<Money> {
    let (figure, stated) = without_currency(text);
    if is_bare(&figure) {
        return millions(&figure, stated.unwrap_or(currency));
    }
    millions(text, currency)
}

/// Reads a sum that may be below zero and is meant in millions if nothing else is said: `7`, `−3`,
/// `25.5m`, `GBP 80k`.
///
/// # Errors
/// [`TypedError`] if it is no sum or could be two sums.
pub fn millions(text: &str, currency: Currency) -> Typed<Money> {
    let typed = text.trim();
    let bare = typed.trim_start_matches(['-', '−', '–']).trim_start();
    let minus = bare.len() < typed.len();
    let is_bare = !bare.is_empty()
        && bare
            .chars()
            .all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','));
    if !is_bare {
        return signed_money(text, currency);
    }
    let decimal = bare.replace(',', ".");
    let Ok(figure) = Decimal::from_str_exact(&decimal) else {
        return signed_money(text, currency);
    };
    if figure > Decimal::from(MOST_BARE) {
        return Err(TypedError::new(format!(
            "“{typed}” could be millions or not. Type {MOST_BARE}m or 80k"
        )));
    }
    let figure = if minus { -figure } else { figure };
    let too_fine = || TypedError::new(format!("“{typed}” is finer than {currency} counts"));
    let sum = Money::from_major(figure * Decimal::from(1_000_000), currency);
    let sum = sum.ok_or_else(too_fine)?;
    if sum.millions() == figure {
        Ok(Some(sum))
    } else {
        Err(too_fine())
    }
}

/// Reads a share: `30`, `12.5 %`, `5%`. A bare number below one may be a fraction, so it is asked.
///
/// # Errors
/// [`TypedError`] if it is no share from 0 to 100 %, or could be two.
pub fn percent(text: &str) -> Typed<Percent> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let error = |why: &str| TypedError::new(format!("“{typed}” {why}"));
    let figure = typed.trim_end_matches('%').trim_end();
    if figure.starts_with(['-', '−', '–']) {
        return Err(error("is below zero"));
    }
    let has_sign = figure.len() < typed.len();
    let decimal = figure.replace(',', ".");
    let number = Decimal::from_str_exact(&decimal)
        .ok()
        .or_else(|| number::plain_number(figure))
        .ok_or_else(|| error("is no share. Type 30 or 12.5 %"))?;
    let hundred = Decimal::ONE_HUNDRED;
    if number > hundred {
        return Err(error("is above 100 %"));
    }
    if !has_sign && number > Decimal::ZERO && number < Decimal::ONE {
        let as_fraction = (number * hundred).normalize();
        return Err(error(&format!(
            "could be {} % or {as_fraction} %. Type it with its sign",
            number.normalize()
        )));
    }
    let hundredths = number * hundred;
    hundredths
        .is_integer()
        .then(|| hundredths.to_u32())
        .flatten()
        .map(|share| Some(Percent(share)))
        .ok_or_else(|| error("has more than two decimals"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_sum(text: &str, expected: Result<&str, &str>) {
        let read = millions(text, Currency::EUR);
        let words = read
            .as_ref()
            .map(|sum| sum.map_or_else(String::new, |sum| sum.to_string()))
            .map_err(ToString::to_string);
        match expected {
            Ok(sum) => assert_eq!(words.as_deref(), Ok(sum), "{text}"),
            Err(why) => assert!(
                words.as_ref().is_err_and(|err| err.contains(why)),
                "{words:?}"
            ),
        }
    }

    #[test]
    fn a_bare_number_is_millions_and_a_doubtful_one_is_asked() {
        for (text, sum) in [
            ("7", "EUR 7m"),
            ("5.5", "EUR 5.5m"),
            ("5,5", "EUR 5.5m"),
            ("-3", "EUR −3m"),
            ("− 3", "EUR −3m"),
            ("−3m", "EUR −3m"),
            ("0", "EUR 0"),
            ("999", "EUR 999m"),
            ("24.950354", "EUR 24.950354m"),
            ("GBP 80k", "GBP 80k"),
            ("£4.2m", "GBP 4.2m"),
            ("1bn", "EUR 1000m"),
            ("", ""),
            ("  ", ""),
        ] {
            check_sum(text, Ok(sum));
        }
        for (text, why) in [
            ("1500", "could be millions or not"),
            ("1.234567899", "finer than EUR counts"),
            ("much", "is no sum"),
            ("7x", "“x” is not known"),
            ("--7x", "is no sum"),
            ("99999999999999999999999999999999", "is too large"),
        ] {
            check_sum(text, Err(why));
        }
    }

    #[test]
    fn a_share_lies_between_nothing_and_all_and_a_fraction_is_asked() {
        for (text, hundredths) in [
            ("30", 3000),
            ("12.5 %", 1250),
            ("12,5%", 1250),
            ("0", 0),
            ("1", 100),
            ("0.5 %", 50),
            ("100", 10_000),
        ] {
            assert_eq!(percent(text), Ok(Some(Percent(hundredths))), "{text}");
        }
        assert_eq!(percent(" "), Ok(None));
        for (text, why) in [
            ("0.3", "could be 0.3 % or 30 %"),
            ("101", "above 100 %"),
            ("-5", "below zero"),
            ("12.345", "two decimals"),
            ("half", "no share"),
            ("% ", "no share"),
        ] {
            let err = percent(text).unwrap_err().to_string();
            assert!(err.contains(why), "{text}: {err}");
        }
    }

    #[test]
    fn a_range_is_read_however_its_ends_are_divided() {
        let read = |kind, text| {
            let range = belief_range(kind, text, Currency::EUR);
            range.map(|range| range.map_or_else(String::new, |range| range.to_string()))
        };
        for (text, range) in [
            ("2–12", "EUR 2m to EUR 12m"),
            ("2-12", "EUR 2m to EUR 12m"),
            ("12 / 2", "EUR 2m to EUR 12m"),
            ("2 to 12m", "EUR 2m to EUR 12m"),
            ("500k-2m", "EUR 500k to EUR 2m"),
            ("-8-2", "EUR −8m to EUR 2m"),
            ("−8 to −2", "EUR −8m to EUR −2m"),
            ("-8--2", "EUR −8m to EUR −2m"),
            ("GBP 5-8", "GBP 5m to GBP 8m"),
            ("5–8 GBP", "GBP 5m to GBP 8m"),
            ("7-7", "EUR 7m to EUR 7m"),
            ("  ", ""),
        ] {
            assert_eq!(
                read(BeliefKind::Money, text).as_deref(),
                Ok(range),
                "{text}"
            );
        }
        for (text, range) in [
            ("10–50", "10 % to 50 %"),
            ("10-50 %", "10 % to 50 %"),
            ("0.5 to 2 %", "0.5 % to 2 %"),
            ("12.5 % – 5%", "5 % to 12.5 %"),
        ] {
            let found = read(BeliefKind::Percent, text);
            assert_eq!(found.as_deref(), Ok(range), "{text}");
        }
        for (kind, text, why) in [
            (BeliefKind::Money, "7", "no range"),
            (BeliefKind::Money, "2-", "no range"),
            (BeliefKind::Money, "low–high", "no range"),
            (BeliefKind::Money, "USD 2 – GBP 3", "two currencies"),
            (BeliefKind::Percent, "50–120", "no range from 0 to 100 %"),
            (BeliefKind::Percent, "-5-10", "no range from 0 to 100 %"),
        ] {
            let err = read(kind, text).unwrap_err().to_string();
            assert!(err.contains(why), "{text}: {err}");
        }
    }

    #[test]
    fn a_belief_is_read_by_its_kind() {
        let sum = belief(BeliefKind::Money, "40", Currency::GBP)
            .unwrap()
            .unwrap();
        assert_eq!(
            sum,
            BeliefValue::Money(Money::new(4_000_000_000, Currency::GBP))
        );
        for text in ["GBP 8", "£8", "8 GBP"] {
            let sum = belief(BeliefKind::Money, text, Currency::EUR)
                .unwrap()
                .unwrap();
            assert_eq!(sum.to_string(), "GBP 8m", "{text}");
        }
        let share = belief(BeliefKind::Percent, "8 %", Currency::GBP)
            .unwrap()
            .unwrap();
        assert_eq!(share, BeliefValue::Percent(Percent(800)));
    }
}
