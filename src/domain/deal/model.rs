//! From the dossier to the model: one day, one currency, and the tags of its sources.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive as _;

use super::currency::ecb_rate;
use super::error::{Code, DealError};
use super::tag::Tag;
use crate::domain::dossier::Dossier;
use crate::domain::exchange::fresh_rate_on;
use crate::domain::money::{Currency, Money};
use crate::domain::sourced::Basis;

/// On which day and in which currency a scenario is reckoned.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    /// The decision date; all present values are of this day.
    pub on: NaiveDate,
    /// The currency of all figures.
    pub currency: Currency,
    /// For the names of sources, and for rates that a person entered.
    pub dossier: Option<&'a Dossier>,
}

impl<'a> Model<'a> {
    /// A dossier at a date, in its own currency.
    pub fn of(dossier: &'a Dossier, on: NaiveDate) -> Self {
        Self {
            on,
            currency: dossier.head.currency,
            dossier: Some(dossier),
        }
    }
}

impl Model<'_> {
    /// An amount in millions of the model currency, at the rate of the model's day: a rate of the
    /// dossier if it is fresh, else the ECB's.
    pub fn millions(&self, money: Money, field: &str) -> Result<f64, DealError> {
        let money = if money.currency == self.currency {
            money
        } else {
            self.converted(money, field)?
        };
        money
            .millions()
            .to_f64()
            .ok_or_else(|| DealError::new(Code::NotFinite, field, format!("{money} is too large")))
    }

    fn converted(&self, money: Money, field: &str) -> Result<Money, DealError> {
        let own = self
            .dossier
            .and_then(|dossier| {
                fresh_rate_on(&dossier.rates, money.currency, self.currency, self.on)
            })
            .and_then(|rate| rate.convert(money));
        if let Some(converted) = own {
            return Ok(converted);
        }
        let rate = ecb_rate(money.currency, self.currency, self.on).map_err(|err| {
            let message = format!("{money} cannot be brought to {}: {err}", self.currency);
            DealError::new(Code::MixedCurrencies, field, message)
        })?;
        money
            .converted(rate.rate, self.currency)
            .ok_or_else(|| DealError::new(Code::NotFinite, field, format!("{money} is too large")))
    }

    /// The tag of a basis of the dossier.
    pub fn tag(&self, basis: &Basis) -> Tag {
        let source = self
            .dossier
            .zip(basis.source)
            .and_then(|(dossier, id)| dossier.source(id));
        Tag::of_basis(
            basis,
            source.map(|source| source.name.as_str()),
            source.map(|source| &source.grade),
        )
    }
}
