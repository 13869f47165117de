//! The clauses around a fee as people type them: sell-on, buy-back, loan, swap.

use chrono::NaiveDate;

use super::offer::{error, sum_in_millions};
use super::{Typed, day, percent};
use crate::domain::dossier::Dossier;
use crate::domain::extra::Extra;
use crate::domain::money::Currency;
use crate::domain::package::{BuyBack, Loan, LoanEnd, SellOn, SellOnBase, Swap};
use crate::domain::player::Role;

/// Reads a sell-on: `15` of the later fee, `15 % profit`, `10 profit cost`.
///
/// # Errors
/// [`TypedError`](super::TypedError) if it is no share, or of something that is not known.
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
/// [`TypedError`](super::TypedError) if it lacks its sum or names no day.
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
/// [`TypedError`](super::TypedError) if it lacks its last day or holds something that is not known.
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
/// [`TypedError`](super::TypedError) if nobody of ours has that name, or several have.
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
