//! Beliefs as they are typed: sums in millions, chances and yearly rates in percent.
//!
//! The unit stands beside the field, so a bare `7` is seven million. Where a person may have meant
//! another unit, he is asked.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Typed, TypedError, number, signed_money};
use crate::domain::deal::beliefs::BeliefKind;
use crate::domain::money::{Currency, Money, Percent};
use crate::domain::negotiation::BeliefValue;

/// A bare number up to here is millions; above it nobody can know.
const MOST_BARE: i64 = 999;

/// Reads a belief of this kind.
///
/// # Errors
/// [`TypedError`] if it is no such figure, or could be two.
pub fn belief(kind: BeliefKind, text: &str, currency: Currency) -> Typed<BeliefValue> {
    Ok(match kind {
        BeliefKind::Money => millions(text, currency)?.map(BeliefValue::Money),
        BeliefKind::Percent => percent(text)?.map(BeliefValue::Percent),
    })
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
    fn a_belief_is_read_by_its_kind() {
        let sum = belief(BeliefKind::Money, "40", Currency::GBP)
            .unwrap()
            .unwrap();
        assert_eq!(
            sum,
            BeliefValue::Money(Money::new(4_000_000_000, Currency::GBP))
        );
        let share = belief(BeliefKind::Percent, "8 %", Currency::GBP)
            .unwrap()
            .unwrap();
        assert_eq!(share, BeliefValue::Percent(Percent(800)));
    }
}
