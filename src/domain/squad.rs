//! Our own squad by places, and the calendar in which it is filled.

pub mod outlook;

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use imbl::OrdMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::date::day_text;
use super::extra::Extra;
use super::fact::Position;
use super::id::{PlayerId, RateId, SlotId, WindowId};
use super::money::{Currency, Money};
use super::sourced::Basis;

/// A place in our squad and who fills it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SquadSlot {
    /// Stable across copies of the file.
    pub id: SlotId,
    /// "Left centre-back".
    pub name: String,
    /// The position.
    pub position: Position,
    /// Who fills it, the first choice first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub players: Vec<PlayerId>,
    /// How many the club wants there; 0 if nobody said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub wanted: u8,
    /// Free remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn is_zero(count: &u8) -> bool {
    *count == 0
}

/// A span in which an association registers players.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationWindow {
    /// Stable across copies of the file.
    pub id: WindowId,
    /// The country of the association.
    pub country: String,
    /// The first day.
    pub opens: NaiveDate,
    /// The last day.
    pub closes: NaiveDate,
    /// The hour of the last day, with its zone: "19:00 UK".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closes_at: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `England, 16 Jun 2025 – 1 Sep 2025`.
impl fmt::Display for RegistrationWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {} – {}",
            self.country,
            day_text(self.opens),
            day_text(self.closes)
        )
    }
}

/// An exchange rate of one day: units of `quote` for one unit of `base`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExchangeRate {
    /// Stable across copies of the file.
    pub id: RateId,
    /// The working day on which it was set.
    pub on: NaiveDate,
    /// One unit of this.
    pub base: Currency,
    /// Units of this.
    pub quote: Currency,
    /// The rate, exact as published.
    pub rate: Decimal,
    /// Who set it.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `EUR 1 = GBP 0.8657, 11 Jul 2025`.
impl fmt::Display for ExchangeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = day_text(self.on);
        write!(f, "{} 1 = {} {}, {on}", self.base, self.quote, self.rate)
    }
}

impl ExchangeRate {
    /// An amount of one of its currencies in the other; `None` for a third currency, for a rate
    /// that is no rate, and for a sum that does not fit.
    pub fn convert(&self, amount: Money) -> Option<Money> {
        if self.rate <= Decimal::ZERO {
            None
        } else if amount.currency == self.base {
            amount.converted(self.rate, self.quote)
        } else if amount.currency == self.quote {
            Money::from_major(amount.major().checked_div(self.rate)?, self.base)
        } else {
            None
        }
    }
}

/// The last rate between two currencies on or before a day, whichever of them it counts in.
pub fn rate_on(
    rates: &OrdMap<RateId, Arc<ExchangeRate>>,
    one: Currency,
    other: Currency,
    day: NaiveDate,
) -> Option<&ExchangeRate> {
    rates
        .values()
        .map(Arc::as_ref)
        .filter(|rate| rate.on <= day)
        .filter(|rate| {
            (rate.base, rate.quote) == (one, other) || (rate.quote, rate.base) == (one, other)
        })
        .max_by_key(|rate| (rate.on, rate.id))
}
