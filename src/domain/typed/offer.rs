//! Fees and other sums of an offer as people type them: a bare number is millions.

use super::{Typed, TypedError, millions, money};
use crate::domain::money::{Currency, Money, StatedAmount};

/// A larger sum is a slip of a key, in millions of any currency that buys players.
const LARGEST: i64 = 10_000;

/// A fee as it is said: `22.5`, or `20 + 5`, where the second sum is an add-on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Paid whatever happens.
    pub fixed: Money,
    /// Behind each plus.
    pub add_ons: Vec<Money>,
}

/// Reads a fee: `22.5m`, `€22m`, `22.5` in millions, `20 + 5`.
///
/// # Errors
/// [`TypedError`] if it is no sum, below zero, or could be two sums.
pub fn fee(text: &str, currency: Currency) -> Typed<Fee> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut sums = Vec::new();
    for part in text.split('+') {
        match sum_in_millions(part, currency)? {
            Some(sum) => sums.push(sum),
            None => {
                let why = "ends in a plus. Type 20 + 5 for a fee and an add-on; “or more” belongs into the ledger";
                return Err(error(text, why));
            }
        }
    }
    let mut sums = sums.into_iter();
    Ok(sums.next().map(|fixed| Fee {
        fixed,
        add_ons: sums.collect(),
    }))
}

/// Reads a sum that is not below zero in a column of millions: `22.5`, `22.5m`, `€22`, `80k`.
///
/// # Errors
/// [`TypedError`] if it is no sum, below zero, or beyond any fee.
pub fn sum_in_millions(text: &str, currency: Currency) -> Typed<Money> {
    let (figure, stated) = without_currency(text);
    let sum = if is_bare(&figure) {
        millions(&figure, stated.unwrap_or(currency))?
    } else {
        money(text, currency)?
    };
    let Some(sum) = sum else {
        return Ok(None);
    };
    if sum.minor < 0 {
        return Err(error(text, "is below zero"));
    }
    if sum.millions() > rust_decimal::Decimal::from(LARGEST) {
        let why = format!("is more than {LARGEST}m");
        return Err(error(text, &why));
    }
    Ok(Some(sum))
}

/// Reads a figure as a source states it, where a number without a letter is millions: `50 or more`,
/// `20-25`, `50m (GBP 43m)`.
///
/// # Errors
/// [`TypedError`] if it is no such figure.
pub fn stated_in_millions(text: &str, currency: Currency) -> Typed<StatedAmount> {
    let mut written = String::with_capacity(text.len() + 4);
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        written.push(sign);
        let goes_on = rest
            .peek()
            .is_some_and(|next| next.is_ascii_digit() || matches!(next, '.' | ',' | '\''));
        if !sign.is_ascii_digit() || goes_on {
            continue;
        }
        let next = rest.clone().find(|sign| *sign != ' ');
        let has_unit = next.is_some_and(|next| {
            let word: String = rest
                .clone()
                .skip_while(|sign| *sign == ' ')
                .take(3)
                .collect();
            next.is_alphabetic() && Currency::from_code(&word).is_none() && !word.starts_with("or")
        });
        if !has_unit && !is_full(&written) {
            written.push('m');
        }
    }
    super::stated_amount(&written, currency).or_else(|_| super::stated_amount(text, currency))
}

/// True if the number at the end of a text is too large to be millions.
fn is_full(text: &str) -> bool {
    let digits = text
        .chars()
        .rev()
        .take_while(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '\''));
    let digits: String = digits.collect::<String>().chars().rev().collect();
    let whole = digits.split('.').next().unwrap_or("");
    whole.chars().filter(char::is_ascii_digit).count() > 4
}

pub(super) fn error(text: &str, why: &str) -> TypedError {
    TypedError::new(format!("“{}” {why}", text.trim()))
}

pub(super) fn is_bare(figure: &str) -> bool {
    let mut signs = figure.chars();
    !figure.is_empty()
        && signs.all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '−' | '–'))
}

/// A figure and the currency before or behind it.
pub(super) fn without_currency(text: &str) -> (String, Option<Currency>) {
    let text = text.trim();
    for (sign, currency) in [
        ("€", Currency::EUR),
        ("£", Currency::GBP),
        ("$", Currency::USD),
    ] {
        let rest = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
        if let Some(rest) = rest {
            return (rest.trim().to_owned(), Some(currency));
        }
    }
    let letters = |part: &str| part.chars().count() == 3 && part.chars().all(char::is_alphabetic);
    let first = text.split_whitespace().next().unwrap_or("");
    let last = text.split_whitespace().next_back().unwrap_or("");
    for code in [first, last] {
        if let (true, Some(currency)) = (letters(code), Currency::from_code(code)) {
            let rest = text.strip_prefix(code).or_else(|| text.strip_suffix(code));
            return (rest.unwrap_or(text).trim().to_owned(), Some(currency));
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fee_text(text: &str) -> Result<String, String> {
        let read = fee(text, Currency::EUR).map_err(|err| err.to_string())?;
        Ok(read.map_or_else(String::new, |fee| {
            let add_ons = fee.add_ons.iter().map(|sum| format!(" + {sum}"));
            format!("{}{}", fee.fixed, add_ons.collect::<String>())
        }))
    }

    #[test]
    fn fees_are_read_as_they_are_said() {
        for (text, expected) in [
            ("", ""),
            ("0", "EUR 0"),
            ("22.5", "EUR 22.5m"),
            ("22,5", "EUR 22.5m"),
            ("22.172221", "EUR 22.172221m"),
            ("22.5m", "EUR 22.5m"),
            ("€22m", "EUR 22m"),
            ("€22", "EUR 22m"),
            ("£17.5", "GBP 17.5m"),
            ("GBP 17", "GBP 17m"),
            ("17 gbp", "GBP 17m"),
            ("800k", "EUR 800k"),
            ("20 + 5", "EUR 20m + EUR 5m"),
            ("20m+5m + 2.5", "EUR 20m + EUR 5m + EUR 2.5m"),
            ("1000m", "EUR 1000m"),
            ("999", "EUR 999m"),
        ] {
            assert_eq!(fee_text(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused_with_a_sentence() {
        for text in [
            "-5",
            "−5m",
            "twenty",
            "20 +",
            "+",
            "20 + x",
            "1e9",
            "20-25",
            "€",
            "99999m",
            "1.2.3",
            "=5",
            "20 000 000 000 000 000 000",
        ] {
            assert!(fee_text(text).is_err(), "{text} gave {:?}", fee_text(text));
        }
    }

    #[test]
    fn figures_of_the_ledger_are_millions_unless_they_say_otherwise() {
        for (text, expected) in [
            ("50", "EUR 50m"),
            ("50 or more", "EUR 50m or more"),
            ("50m or more (GBP 43m)", "EUR 50m or more"),
            ("20-25", "EUR 20m–25m"),
            ("20–25m", "EUR 20m–25m"),
            ("GBP 43.5", "GBP 43.5m"),
            ("800k", "EUR 800k"),
            ("50,000,000", "EUR 50m"),
            ("EUR 50m", "EUR 50m"),
        ] {
            let read = stated_in_millions(text, Currency::EUR)
                .map(|read| read.map(|read| read.to_string()));
            assert_eq!(read, Ok(Some(expected.to_owned())), "{text}");
        }
        let printed = stated_in_millions("50 or more (GBP 43)", Currency::EUR);
        let printed = printed.unwrap().unwrap().printed.unwrap();
        assert_eq!(printed.low.to_string(), "GBP 43m");
        for text in ["-50", "fifty", "50 to", "25-20"] {
            assert!(stated_in_millions(text, Currency::EUR).is_err(), "{text}");
        }
    }
}
