//! Wages, contract options and release clauses.

use chrono::{Datelike, Months, NaiveDate};

use super::amount::{Reader, Token};
use super::{Typed, TypedError, date, stated_amount};
use crate::domain::contract::{OptionHolder, OptionYear, ReleaseClause, Wage, WagePeriod, WageTax};
use crate::domain::date::PartialDate;
use crate::domain::extra::Extra;
use crate::domain::money::Currency;

/// Reads a wage: `GBP 80k a week`, `80k/w`, `200k pw`, `10m a year, net`.
///
/// # Errors
/// [`TypedError`] if it is no sum or lacks its period.
pub fn wage(text: &str, default: Currency) -> Typed<Wage> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut reader = Reader::new(text)?;
    let amount = reader.stated(default)?;
    let mut per = None;
    let mut tax = None;
    while !reader.is_done() {
        if reader.takes(&[Token::Comma])
            || reader.takes(&[Token::Slash])
            || reader.takes_words("a")
            || reader.takes_words("per")
            || reader.takes_words("p")
        {
            continue;
        }
        if reader.takes_words("before tax") {
            tax = Some(WageTax::Gross);
            continue;
        }
        if reader.takes_words("after tax") {
            tax = Some(WageTax::Net);
            continue;
        }
        let Some(word) = reader.word() else {
            reader.end()?;
            break;
        };
        match (period(&word), tax_word(&word)) {
            (Some(period), _) => per = Some(period),
            (None, Some(word)) => tax = Some(word),
            (None, None) => {
                let why = format!("cannot be read: “{word}” is not known. Type 80k a week, gross");
                return Err(reader.error(&why));
            }
        }
    }
    let Some(per) = per else {
        return Err(reader.error("lacks its period: a week, a month or a year"));
    };
    Ok(Some(Wage {
        amount,
        per,
        tax,
        extra: Extra::new(),
    }))
}

fn period(word: &str) -> Option<WagePeriod> {
    match word {
        "w" | "wk" | "week" | "weekly" | "pw" => Some(WagePeriod::Week),
        "m" | "mo" | "month" | "monthly" | "pm" => Some(WagePeriod::Month),
        "y" | "yr" | "year" | "yearly" | "pa" | "annum" | "annually" => Some(WagePeriod::Year),
        _ => None,
    }
}

fn tax_word(word: &str) -> Option<WageTax> {
    match word {
        "gross" => Some(WageTax::Gross),
        "net" => Some(WageTax::Net),
        _ => None,
    }
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
    match wage(text, currency) {
        Err(_) if says_tax => wage(&format!("{text} {}", per.label()), currency),
        other => other,
    }
}

/// Reads an option to extend: `club option to 30/6/27`, `player option until June 2027, by 31/5/26`.
/// Where the day is lacking, a year after the end of the contract is suggested.
///
/// # Errors
/// [`TypedError`] if it lacks the holder or the day.
pub fn option_year(
    text: &str,
    on: NaiveDate,
    contract_end: Option<NaiveDate>,
) -> Typed<OptionYear> {
    let typed = text.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let error = |why: &str| TypedError::new(format!("“{typed}” {why}"));
    let lower = typed.to_lowercase();
    let (term, by) = match lower.split_once(" by ") {
        Some((term, by)) => (term, Some(by)),
        None => (lower.as_str(), None),
    };
    let holder = term
        .split_whitespace()
        .find_map(|word| match word {
            "club" | "club's" => Some(OptionHolder::Club),
            "player" | "player's" => Some(OptionHolder::Player),
            "mutual" => Some(OptionHolder::Mutual),
            _ => None,
        })
        .ok_or_else(|| error("lacks its holder: club, player or mutual"))?;
    let until = [" to ", " until ", " till "]
        .iter()
        .find_map(|word| term.split_once(word))
        .map(|(_, until)| {
            until
                .trim_end_matches([',', ' '])
                .trim_end_matches("exercise")
        })
        .map(|until| date(until.trim_end_matches([',', ' ']), on))
        .transpose()?
        .flatten()
        .ok_or_else(|| {
            let later = match contract_end {
                Some(end) => end.checked_add_months(Months::new(12)),
                None => NaiveDate::from_ymd_opt(on.year() + 2, 6, 30),
            };
            let day = later.unwrap_or(on).format("%-d/%-m/%y");
            error(&format!("lacks its end. Type club option to {day}"))
        })?;
    let exercise_by = match by {
        Some(by) => date(by, on)?,
        None => None,
    };
    Ok(Some(OptionYear {
        holder,
        until,
        exercise_by,
        extra: Extra::new(),
    }))
}

/// Reads a release clause: `GBP 50m, up front`, `50m, from 1/7/25, until 31/7/25`.
///
/// # Errors
/// [`TypedError`] if it lacks its sum or a condition is not known.
pub fn release_clause(text: &str, default: Currency, on: NaiveDate) -> Typed<ReleaseClause> {
    let parts = split_at_commas(text);
    let mut parts = parts.iter().map(|part| part.trim());
    let Some(amount) = stated_amount(parts.next().unwrap_or(""), default)? else {
        return Ok(None);
    };
    let mut clause = ReleaseClause {
        amount,
        from: None,
        until: None,
        up_front: None,
        extra: Extra::new(),
    };
    for part in parts {
        let lower = part.to_lowercase();
        let day = |text: &str| -> Typed<PartialDate> { date(text, on) };
        match lower.split_once(' ') {
            _ if matches!(lower.as_str(), "up front" | "upfront" | "at once") => {
                clause.up_front = Some(true);
            }
            _ if matches!(lower.as_str(), "in instalments" | "instalments") => {
                clause.up_front = Some(false);
            }
            Some(("from", from)) => clause.from = day(from)?,
            Some(("until" | "till" | "to", until)) => clause.until = day(until)?,
            _ => {
                return Err(TypedError::new(format!(
                    "“{part}” is not known. Type up front, in instalments, from or until a day"
                )));
            }
        }
    }
    Ok(Some(clause))
}

/// At commas that divide no digits.
fn split_at_commas(text: &str) -> Vec<&str> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut parts = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|tail| tail.find(',')) {
        let comma = from + found;
        let (head, tail) = rest.split_at(comma);
        let tail = tail.strip_prefix(',').unwrap_or(tail);
        if digit(head.chars().next_back()) && digit(tail.chars().next()) {
            from = comma + 1;
        } else {
            parts.push(head);
            rest = tail;
            from = 0;
        }
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

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
