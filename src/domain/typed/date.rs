//! Dates as people write them, the day first.

use std::str::FromStr as _;

use chrono::{Datelike as _, Month, NaiveDate};

use super::{Typed, TypedError};
use crate::domain::date::{PartialDate, Season, is_plausible};

/// Reads a date: `30/6/26`, `30.6.2026`, `2026-06-30`, `30 Jun 2026`, `June 2026`, `6/2026`,
/// `2026`, `today`, `end of season`, `end of next season`. `on` is the decision date, which is
/// what "today" means in a dossier.
///
/// # Errors
/// [`TypedError`] if there is no such day, or if it is not clear which one is meant.
pub fn date(text: &str, on: NaiveDate) -> Typed<PartialDate> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(day) = phrase(text, on) {
        return Ok(Some(PartialDate::Day(day)));
    }
    let parts: Vec<Part<'_>> = text
        .split([' ', ',', '/', '.', '-', '–', '−', '\u{a0}'])
        .filter(|part| !part.is_empty())
        .map(Part::read)
        .collect();
    let written = Written { text, on };
    let date = match parts.as_slice() {
        [Part::Number(year)] if year.len() == 4 => written.year(year),
        [Part::Number(year), Part::Number(month)] if year.len() == 4 => written.month(year, month),
        [Part::Number(month), Part::Number(year)] if year.len() == 4 => written.month(year, month),
        [Part::Month(month), Part::Number(year)] => written.month_of(year, *month),
        [Part::Number(year), Part::Number(month), Part::Number(day)] if year.len() == 4 => {
            written.day(year, month, day)
        }
        [Part::Number(day), Part::Number(month), Part::Number(year)] => {
            written.day(year, month, day)
        }
        [Part::Number(day), Part::Month(month), Part::Number(year)]
        | [Part::Month(month), Part::Number(day), Part::Number(year)] => {
            written.day_of(year, *month, day)
        }
        [Part::Number(_), Part::Number(_) | Part::Month(_)] | [Part::Month(_)] => {
            Err(written.error("needs a year, as in 30/6/2026 or 6/2026"))
        }
        [Part::Number(_)] => Err(written.error("needs a year of four digits")),
        _ => Err(written.error("is no date. Type 30/6/26, June 2026 or 2026")),
    }?;
    if is_plausible(date.earliest()) {
        Ok(Some(date))
    } else {
        Err(written.error("lies outside the years 1850 to 2200"))
    }
}

/// Reads a date of which the day must be known.
///
/// # Errors
/// [`TypedError`] if it is no date or only a month or a year.
pub fn day(text: &str, on: NaiveDate) -> Typed<NaiveDate> {
    let Some(date) = date(text, on)? else {
        return Ok(None);
    };
    let span = match date {
        PartialDate::Day(day) => return Ok(Some(day)),
        PartialDate::Month(..) => "month",
        PartialDate::Year(_) => "year",
    };
    let text = text.trim();
    Err(TypedError::new(format!(
        "“{text}” is a {span}. Which day of it?"
    )))
}

fn phrase(text: &str, on: NaiveDate) -> Option<NaiveDate> {
    let words = text.to_lowercase();
    let words: Vec<&str> = words
        .split_whitespace()
        .filter(|word| *word != "the")
        .collect();
    let season = Season::of(on);
    match words.as_slice() {
        ["today" | "now"] => Some(on),
        ["end", "of", "season"] | ["end", "of", "this", "season"] => Some(season.end()),
        ["end", "of", "next", "season"] => Some(season.offset(1).end()),
        _ => None,
    }
}

enum Part<'a> {
    Number(&'a str),
    Month(Month),
    Word,
}

impl<'a> Part<'a> {
    fn read(part: &'a str) -> Self {
        let number = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| part.strip_suffix(ending))
            .unwrap_or(part);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if is_number(number) {
            Self::Number(number)
        } else if part.eq_ignore_ascii_case("sept") {
            Self::Month(Month::September)
        } else {
            Month::from_str(part).map_or(Self::Word, Self::Month)
        }
    }
}

/// The text of a date while its parts are put together.
struct Written<'a> {
    text: &'a str,
    on: NaiveDate,
}

impl Written<'_> {
    fn error(&self, why: &str) -> TypedError {
        TypedError::new(format!("“{}” {why}", self.text))
    }

    /// Four digits, or two: those of the century that ends twenty years after the decision.
    fn year_number(&self, year: &str) -> Result<i32, TypedError> {
        let error = || self.error("needs a year of two or four digits");
        let number: i32 = year.parse().map_err(|_| error())?;
        match year.len() {
            4 => Ok(number),
            2 => {
                let latest = self.on.year() + 20;
                Ok(latest - (latest - number).rem_euclid(100))
            }
            _ => Err(error()),
        }
    }

    fn year(&self, year: &str) -> Result<PartialDate, TypedError> {
        Ok(PartialDate::Year(self.year_number(year)?))
    }

    fn month(&self, year: &str, month: &str) -> Result<PartialDate, TypedError> {
        self.month_of(year, self.named(month)?)
    }

    fn month_of(&self, year: &str, month: Month) -> Result<PartialDate, TypedError> {
        let year = self.year_number(year)?;
        Ok(PartialDate::Month(year, month.number_from_month()))
    }

    fn named(&self, month: &str) -> Result<Month, TypedError> {
        month
            .parse::<u8>()
            .ok()
            .and_then(|month| Month::try_from(month).ok())
            .ok_or_else(|| self.error(&format!("has no such month: {month}")))
    }

    fn day(&self, year: &str, month: &str, day: &str) -> Result<PartialDate, TypedError> {
        match self.named(month) {
            Ok(named) => self.day_of(year, named, day),
            Err(err) => match self.named(day) {
                Ok(_) if year.len() != 4 || !self.text.starts_with(year) => Err(self.error(
                    &format!("puts the month first. The day comes first: {month}/{day}/{year}"),
                )),
                _ => Err(err),
            },
        }
    }

    fn day_of(&self, year: &str, month: Month, day: &str) -> Result<PartialDate, TypedError> {
        let year = self.year_number(year)?;
        let number = day.parse().unwrap_or(0);
        let found = NaiveDate::from_ymd_opt(year, month.number_from_month(), number);
        found.map(PartialDate::Day).ok_or_else(|| {
            let name = month.name();
            let days = month.num_days(year).unwrap_or(31);
            let of = if month == Month::February {
                format!("{name} {year}")
            } else {
                name.to_owned()
            };
            self.error(&format!("has no such day: {of} has {days} days"))
        })
    }
}
