//! The terms of an offer as people type them.

use chrono::NaiveDate;

use super::amount::Reader;
use super::{Typed, TypedError, day, millions, money, percent};
use crate::domain::contract::{Wage, WagePeriod, WageTax};
use crate::domain::dossier::Dossier;
use crate::domain::extra::Extra;
use crate::domain::money::{Currency, Money, StatedAmount};
use crate::domain::package::{BuyBack, Loan, LoanEnd, SellOn, SellOnBase, Swap};
use crate::domain::player::Role;

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

fn error(text: &str, why: &str) -> TypedError {
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

/// Reads a sell-on: `15` of the later fee, `15 % profit`, `10 profit cost`.
///
/// # Errors
/// [`TypedError`] if it is no share, or of something that is not known.
pub fn sell_on(text: &str) -> Typed<SellOn> {
    let lower = text.trim().to_lowercase();
    let split = lower.find(|sign: char| sign.is_alphabetic());
    let (figure, words) = lower.split_at(split.unwrap_or(lower.len()));
    let Some(share) = percent(figure)? else {
        return if words.is_empty() {
            Ok(None)
        } else {
            Err(error(
                text,
                "lacks its share. Type 15 % of fee or 15 % profit",
            ))
        };
    };
    let has = |word: &str| words.contains(word);
    let of = match () {
        () if words.is_empty() || has("gross") => SellOnBase::Gross,
        () if has("profit") && (has("cost") || has("total")) => SellOnBase::ProfitOverCost,
        () if has("profit") && (has("paid") || has("add-on")) => SellOnBase::ProfitOverPaid,
        () if has("profit") => SellOnBase::ProfitOverFixedFee,
        () if has("fee") || has("sale") => SellOnBase::Gross,
        () => {
            let why =
                "is of what? Type 15 % of fee, 15 % profit, 15 % profit paid or 15 % profit cost";
            return Err(error(text, why));
        }
    };
    Ok(Some(SellOn {
        share,
        of,
        extra: Extra::new(),
    }))
}

/// Reads a buy-back: `40`, `40m until 30/6/28`.
///
/// # Errors
/// [`TypedError`] if it lacks its sum or names no day.
pub fn buy_back(text: &str, currency: Currency, on: NaiveDate) -> Typed<BuyBack> {
    let lower = text.trim().to_lowercase();
    let (sum, until) = match lower.split_once("until") {
        Some((sum, until)) => (sum, day(until, on)?),
        None => (lower.as_str(), None),
    };
    match (sum_in_millions(sum, currency)?, until) {
        (Some(amount), until) => Ok(Some(BuyBack {
            amount,
            until,
            extra: Extra::new(),
        })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(error(text, "lacks its price. Type 40m until 30/6/28")),
    }
}

/// Reads a loan: `until 30/6/26`, `2 until 30/6/26, option at 30`, `until 30/6/26, obligation at 25,
/// chance 80`.
///
/// # Errors
/// [`TypedError`] if it lacks its last day or holds something that is not known.
pub fn loan(text: &str, currency: Currency, on: NaiveDate) -> Typed<Loan> {
    let lower = text.trim().to_lowercase();
    if lower.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = lower.split([',', ';']).map(str::trim).collect();
    let mut found = Loan {
        fee: None,
        until: on,
        then: LoanEnd::Return,
        price: None,
        chance: None,
        extra: Extra::new(),
    };
    let mut until = None;
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if let Some((fee, last)) = part.split_once("until") {
            found.fee = sum_in_millions(fee, currency)?;
            until = day(last, on)?;
        } else if let Some(chance) = part.strip_prefix("chance") {
            found.chance = percent(chance)?;
        } else if part.starts_with("option") || part.starts_with("obligation") {
            found.then = if part.starts_with("option") {
                LoanEnd::Option
            } else {
                LoanEnd::Obligation
            };
            let price = part.split_once(" at ").map(|(_, price)| price);
            found.price = price.map_or(Ok(None), |price| sum_in_millions(price, currency))?;
        } else if part != "returns" {
            let why =
                format!("cannot be read: “{part}” is not known. Type until 30/6/26, option at 30m");
            return Err(error(text, &why));
        }
    }
    let Some(until) = until else {
        return Err(error(
            text,
            "lacks its last day. Type 2m until 30/6/26, option at 30m",
        ));
    };
    Ok(Some(Loan { until, ..found }))
}

/// Reads a swap: the name of one of ours and the value that both agree on, `Rüdiger 10`.
///
/// # Errors
/// [`TypedError`] if nobody of ours has that name, or several have.
pub fn swap(text: &str, currency: Currency, dossier: &Dossier) -> Typed<Swap> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let split = typed.find(|sign: char| sign.is_ascii_digit() || matches!(sign, '€' | '£' | '$'));
    let (name, sum) = typed.split_at(split.unwrap_or(typed.len()));
    let name = name.trim().trim_end_matches([',', ' ']);
    let player = match dossier.players_named(name, |player| player.role == Role::Own)[..] {
        [only] => only.id,
        [] => return Err(error(text, "names nobody of ours. Type Rüdiger 10m")),
        _ => return Err(error(text, "fits several of ours. Type more of the name")),
    };
    let agreed_value = sum_in_millions(sum, currency)?
        .ok_or_else(|| error(text, "lacks the value that both agree on. Type Rüdiger 10m"))?;
    Ok(Some(Swap {
        player,
        agreed_value,
        extra: Extra::new(),
    }))
}

/// How wages are stated in a country: gross a week in England, net a year in Spain and Italy.
pub fn wage_convention(country: &str) -> (WagePeriod, Option<WageTax>) {
    match country.trim().to_lowercase().as_str() {
        "england" | "scotland" | "wales" | "united kingdom" | "uk" | "great britain" => {
            (WagePeriod::Week, Some(WageTax::Gross))
        }
        "spain" | "italy" => (WagePeriod::Year, Some(WageTax::Net)),
        _ => (WagePeriod::Year, Some(WageTax::Gross)),
    }
}

/// Reads a wage in the convention of a country unless the text says otherwise: `200k`, `10m net`,
/// `GBP 200k/w`.
///
/// # Errors
/// [`TypedError`] if it is no wage.
pub fn wage_here(text: &str, currency: Currency, country: &str) -> Typed<Wage> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (per, tax) = wage_convention(country);
    // A sum alone is the wage of the convention; anything behind it is read as it stands.
    let mut reader = Reader::new(text)?;
    let amount = reader.stated(currency);
    let sum_alone = amount.is_ok() && reader.is_done();
    if let (Ok(amount), true) = (amount, sum_alone) {
        return Ok(Some(Wage {
            amount,
            per,
            tax,
            extra: Extra::new(),
        }));
    }
    let says_tax = text.contains("net") || text.contains("gross");
    match super::wage(text, currency) {
        Err(_) if says_tax => super::wage(&format!("{text} {}", per.label()), currency),
        other => other,
    }
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

    #[test]
    fn clauses_are_read_and_refused() {
        let on: NaiveDate = "2025-07-11".parse().unwrap();
        let words = |text: &str| sell_on(text).map(|read| read.map(|read| read.to_string()));
        for (text, expected) in [
            ("15", "15 % of the fee"),
            ("15 % profit", "15 % of the profit over the fixed fee"),
            (
                "10% of profit over cost",
                "10 % of the profit over the total cost",
            ),
            (
                "12.5 profit paid",
                "12.5 % of the profit over fee and add-ons paid",
            ),
        ] {
            assert_eq!(words(text), Ok(Some(expected.to_owned())), "{text}");
        }
        for text in ["profit", "15 of what", "101", "-3"] {
            assert!(words(text).is_err(), "{text}");
        }
        let loan_text = |text: &str| {
            let read = loan(text, Currency::EUR, on);
            read.map(|read| read.map(|read| read.to_string()))
        };
        for (text, expected) in [
            ("until 30/6/26", "until 30 Jun 2026"),
            (
                "2 until 30/6/26, option at 30",
                "EUR 2m until 30 Jun 2026, option to buy at EUR 30m",
            ),
            (
                "until 30/6/26, obligation at 25m, chance 80",
                "until 30 Jun 2026, obligation to buy at EUR 25m, chance 80 %",
            ),
        ] {
            assert_eq!(loan_text(text), Ok(Some(expected.to_owned())), "{text}");
            let again = loan_text(expected);
            assert_eq!(again, Ok(Some(expected.to_owned())), "{expected}");
        }
        for text in ["2m", "option at 30", "until the end", "until 30/6/26, free"] {
            assert!(loan_text(text).is_err(), "{text}");
        }
        let back = |text: &str| {
            let read = buy_back(text, Currency::EUR, on);
            read.map(|read| read.map(|read| read.to_string()))
        };
        assert_eq!(
            back("40 until 30/6/28"),
            Ok(Some("EUR 40m until 30 Jun 2028".to_owned()))
        );
        assert!(back("until 30/6/28").is_err());
    }

    #[test]
    fn a_wage_takes_the_convention_of_the_country_unless_it_says_otherwise() {
        for (text, country, expected) in [
            ("200k", "England", "GBP 200k a week, gross"),
            ("10m", "Spain", "GBP 10m a year, net"),
            ("12m gross", "Spain", "GBP 12m a year, gross"),
            ("200k/w", "Spain", "GBP 200k a week"),
            ("EUR 8m", "Germany", "EUR 8m a year, gross"),
        ] {
            let wage = wage_here(text, Currency::GBP, country).unwrap().unwrap();
            assert_eq!(wage.to_string(), expected, "{text} in {country}");
        }
        for text in ["a week", "-5", "lots"] {
            assert!(wage_here(text, Currency::GBP, "England").is_err(), "{text}");
        }
    }
}
