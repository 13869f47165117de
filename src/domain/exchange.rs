//! Exchange rates that the dossier holds, and which of them stands for a day.

use std::fmt;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use imbl::OrdMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::date::day_text;
use super::extra::Extra;
use super::id::RateId;
use super::money::{Currency, Money};
use super::sourced::Basis;

/// A rate older than this says nothing about a day: banks close for a long weekend, not longer.
const HOLDS_FOR: Days = Days::new(7);

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
fn rate_on(
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

/// A sum in a currency, at the last rate known on a day.
pub fn converted(
    rates: &OrdMap<RateId, Arc<ExchangeRate>>,
    amount: Money,
    to: Currency,
    day: NaiveDate,
) -> Option<Money> {
    if amount.currency == to {
        return Some(amount);
    }
    rate_on(rates, amount.currency, to, day)?.convert(amount)
}

/// The last rate between two currencies on or before a day, and whether it still stands for the day.
pub fn last_rate_on(
    rates: &OrdMap<RateId, Arc<ExchangeRate>>,
    one: Currency,
    other: Currency,
    day: NaiveDate,
) -> Option<(&ExchangeRate, bool)> {
    let rate = rate_on(rates, one, other, day)?;
    Some((rate, fresh_rate_on(rates, one, other, day).is_some()))
}

/// The same rate, unless it is too old to stand for the day.
pub fn fresh_rate_on(
    rates: &OrdMap<RateId, Arc<ExchangeRate>>,
    one: Currency,
    other: Currency,
    day: NaiveDate,
) -> Option<&ExchangeRate> {
    let rate = rate_on(rates, one, other, day)?;
    (day <= rate.on.checked_add_days(HOLDS_FOR)?).then_some(rate)
}
