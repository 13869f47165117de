//! How a fixed fee is paid: parts as shares, and the days between them.
//!
//! Whatever the shares, the parts add up to the fee to the cent.

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::{Instalment, Package};
use crate::domain::apportion::apportion;
use crate::domain::date::day_text;
use crate::domain::money::Money;

impl Package {
    /// The same package with another fixed fee, its parts in proportion. Without a fee there are
    /// no parts.
    #[must_use]
    pub fn with_fixed_fee(mut self, fee: Option<Money>) -> Self {
        match fee {
            Some(fee) => {
                let weights: Vec<f64> = self.instalments.iter().map(weight).collect();
                let even = weights.iter().all(|weight| *weight <= 0.0);
                let weights = if even {
                    vec![1.0; weights.len()]
                } else {
                    weights
                };
                let parts = apportion(fee.minor, &weights);
                for (part, minor) in self.instalments.iter_mut().zip(parts) {
                    part.amount = Money::new(minor, fee.currency);
                }
            }
            None => self.instalments.clear(),
        }
        self.fixed_fee = fee;
        self
    }

    /// The parts as shares: `50/50`, `40/30/30`; `at once` for one payment.
    pub fn shares_text(&self) -> String {
        let shares = self.shares();
        match (self.fixed_fee, shares.len()) {
            (None, 0) => String::new(),
            (_, 0 | 1) => "at once".to_owned(),
            _ => {
                let text = |share: &f64| {
                    let share = Decimal::from_f64(100.0 * share).unwrap_or_default();
                    share.round_dp(1).normalize().to_string()
                };
                shares.iter().map(text).collect::<Vec<_>>().join("/")
            }
        }
    }

    /// The part of the fee that each instalment is; equal parts of a fee of nothing.
    pub fn shares(&self) -> Vec<f64> {
        let weights: Vec<f64> = self.instalments.iter().map(weight).collect();
        let all: f64 = weights.iter().sum();
        let even = 1.0 / weights.len().max(1) as f64;
        let share = |weight: &f64| if all > 0.0 { weight / all } else { even };
        weights.iter().map(share).collect()
    }

    /// When the parts after the first are due: `1 year` apart, or their days.
    pub fn dues_text(&self) -> String {
        let mut parts = self.instalments.iter();
        let Some(first) = parts.next() else {
            return String::new();
        };
        let rest: Vec<NaiveDate> = parts.map(|part| part.due).collect();
        let spaced = |months: u32| {
            let mut dues = rest.iter().zip(1..);
            dues.all(|(due, idx)| after(first.due, months * idx) == Some(*due))
        };
        if rest.is_empty() {
            day_text(first.due)
        } else if spaced(12) {
            "1 year".to_owned()
        } else if spaced(6) {
            "6 months".to_owned()
        } else {
            let days: Vec<String> = rest.iter().map(|due| day_text(*due)).collect();
            days.join(", ")
        }
    }
}

fn weight(part: &Instalment) -> f64 {
    part.amount.minor.max(0) as f64
}

pub(in crate::domain) fn after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}
