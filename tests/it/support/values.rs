//! Dates, sums and citations in short forms.

use backline::domain::date::PartialDate;
use backline::domain::extra::Extra;
use backline::domain::fact::FactValue;
use backline::domain::money::{Currency, Money, PrintedConversion, StatedAmount};
use backline::domain::sourced::{Basis, Grade};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A statement of a source with what is particular to it.
pub trait Cite: Into<Basis> + Sized {
    /// Of another grade than its source.
    fn graded(self, grade: Grade) -> Basis {
        Basis {
            grade: Some(grade),
            ..self.into()
        }
    }

    /// Of a date.
    fn on(self, on: &str) -> Basis {
        Basis {
            on: Some(date(on)),
            ..self.into()
        }
    }

    /// With a remark.
    fn noting(self, note: &str) -> Basis {
        Basis {
            note: note.to_owned(),
            ..self.into()
        }
    }
}

impl<T: Into<Basis>> Cite for T {}

/// Nobody reports it: somebody assumed it.
pub fn assumed(by: &str) -> Basis {
    Basis {
        assumed_by: Some(by.to_owned()),
        ..Basis::default()
    }
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A date as exact as it is written.
pub fn date(text: &str) -> PartialDate {
    PartialDate::from_iso(text).unwrap()
}

/// Words.
pub fn text(words: &str) -> FactValue {
    FactValue::Text(words.to_owned())
}

/// Millions of a currency, exact.
pub fn million(millions: &str, currency: Currency) -> Money {
    let millions: Decimal = millions.parse().unwrap();
    Money::from_major(millions * Decimal::from(1_000_000), currency).unwrap()
}

/// Millions of euros as a source states them.
pub fn eur(millions: &str) -> StatedAmount {
    StatedAmount::exactly(million(millions, Currency::EUR))
}

/// Millions of pounds as a source states them.
pub fn gbp(millions: &str) -> StatedAmount {
    StatedAmount::exactly(million(millions, Currency::GBP))
}

/// With the conversion that the source printed, rounded to a unit in millions.
pub fn printed_as(
    amount: StatedAmount,
    low: Money,
    high: Option<Money>,
    unit: &str,
) -> StatedAmount {
    let printed = PrintedConversion {
        low,
        high,
        unit: million(unit, low.currency).minor,
        extra: Extra::new(),
    };
    StatedAmount {
        printed: Some(printed),
        ..amount
    }
}
