//! What both sides are believed to think, read from a negotiation by the names of the engine.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::error::{Code, DealError};
use super::input::Profile;
use super::keep::SellerCase;
use super::model::Model;
use super::solidarity::seller_net;
use super::squad_cost::SquadCost;
use super::tag::{BY_DEFAULT, Tag};
use super::wait::{Branches, BuyerCase};
use crate::domain::belief::{BELIEFS, BeliefKind, BeliefSpec, Bounds, Part};
use crate::domain::money::{Currency, Money};
use crate::domain::negotiation::{BeliefValue, Negotiation};

/// What the Premier League lets a club lose over three years, to season 2025/26 (rules, `pl.psr`).
const PSR_LIMIT_PENCE: i64 = 10_500_000_000;

/// Rates and spreads above 1,000 % mean nothing, and their powers are no numbers.
const LARGEST_RATE: f64 = 10.0;

/// The beliefs of a negotiation as numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beliefs {
    values: BTreeMap<&'static str, f64>,
    /// Shared: a tornado changes values only.
    tags: Arc<BTreeMap<&'static str, Tag>>,
    /// Those stated in another currency than the model's.
    foreign: Arc<BTreeMap<&'static str, Currency>>,
    /// How low and how high somebody says that they may be.
    ranges: Arc<BTreeMap<&'static str, (f64, f64)>>,
}

/// A belief that a reservation needs and nobody entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MissingBelief {
    /// Its key.
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
}

impl MissingBelief {
    /// The belief of a specification.
    pub fn of(spec: &BeliefSpec) -> Self {
        Self {
            key: spec.key,
            label: spec.label,
        }
    }
}

impl Beliefs {
    /// Reads the beliefs; money is brought to the model currency. Those that cannot be are left
    /// out, with the reason.
    pub fn read(negotiation: &Negotiation, model: &Model<'_>) -> (Self, Vec<DealError>) {
        let mut beliefs = Self::default();
        let (mut tags, mut foreign) = (BTreeMap::new(), BTreeMap::new());
        let mut problems = Vec::new();
        for spec in BELIEFS {
            let reading = negotiation
                .beliefs
                .get(spec.key)
                .and_then(|sourced| sourced.used_reading());
            let found = match reading {
                Some(reading) => {
                    if let BeliefValue::Money(money) = reading.value
                        && money.currency != model.currency
                    {
                        foreign.insert(spec.key, money.currency);
                    }
                    number(&reading.value, spec, model)
                        .map(|value| Some((value, model.tag(&reading.basis))))
                }
                None => Ok(by_default(spec, model)),
            };
            match found {
                Ok(Some((value, tag))) => {
                    beliefs.values.insert(spec.key, value);
                    tags.insert(spec.key, tag);
                }
                Ok(None) => {}
                Err(err) => problems.push(err),
            }
        }
        beliefs.tags = Arc::new(tags);
        beliefs.foreign = Arc::new(foreign);
        beliefs.ranges = Arc::new(ranges(negotiation, model));
        (beliefs, problems)
    }

    /// How low and how high somebody says that each may be.
    pub fn ranges(&self) -> &BTreeMap<&'static str, (f64, f64)> {
        &self.ranges
    }

    /// Those stated in another currency than the model's, with it.
    pub fn foreign(&self) -> &BTreeMap<&'static str, Currency> {
        &self.foreign
    }

    /// The same beliefs if every other currency were worth `factor` times as much.
    #[must_use]
    pub fn at_rates(mut self, factor: f64) -> Self {
        for key in self.foreign.keys() {
            if let Some(value) = self.values.get_mut(key) {
                *value *= factor;
            }
        }
        self
    }

    /// A belief; 0 for one that is missing.
    pub fn get(&self, key: &str) -> f64 {
        self.values.get(key).copied().unwrap_or(0.0)
    }

    /// The same beliefs with one of them changed.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: f64) -> Self {
        self.set(key, value);
        self
    }

    /// Changes one belief.
    pub fn set(&mut self, key: &'static str, value: f64) {
        self.values.insert(key, value);
    }

    /// A belief that was entered or has a default.
    pub fn known(&self, key: &str) -> Option<f64> {
        self.values.get(key).copied()
    }

    /// True if somebody entered it.
    pub fn is_entered(&self, key: &str) -> bool {
        self.tags
            .get(key)
            .is_some_and(|tag| *tag != Tag::assumed(BY_DEFAULT))
    }

    /// What a belief rests on.
    pub fn tag(&self, key: &str) -> &Tag {
        self.tags.get(key).unwrap_or(&Tag::Unsourced)
    }

    /// The tags of the beliefs that move a reservation.
    pub fn tags_of(&self, part: Part) -> impl Iterator<Item = &Tag> {
        BELIEFS
            .iter()
            .filter(move |spec| spec.part == part || spec.part == Part::Both)
            .filter_map(|spec| self.tags.get(spec.key))
    }

    /// What a reservation still needs.
    pub fn missing(&self, part: Part) -> Vec<MissingBelief> {
        BELIEFS
            .iter()
            .filter(|spec| spec.part == part || spec.part == Part::Both)
            .filter(|spec| !self.values.contains_key(spec.key))
            .map(MissingBelief::of)
            .collect()
    }

    /// The buyer's case for a fee that is paid in these parts.
    pub fn buyer(&self, profile: &Profile) -> BuyerCase {
        BuyerCase {
            season0_with: self.get("season0_with"),
            season0_cover: self.get("season0_cover"),
            rate: self.get("r_buyer"),
            mean: self.get("mu"),
            sd: self.get("sigma"),
            alternative: self.get("v_alt"),
            free_premium: self.get("J"),
            branches: Branches {
                renew: self.get("p_renew"),
                rival: self.get("p_rival"),
                injury: self.get("p_injury"),
            },
            profile: profile.clone(),
            on_cost: self.get("on_cost"),
            resale: None,
        }
    }

    /// The seller's case for the same fee.
    pub fn seller(&self, profile: &Profile, solidarity_on_top: bool) -> SellerCase {
        SellerCase {
            season_value: self.get("season_value"),
            season_wage: self.get("season_wage"),
            january_chance: self.get("p_jan"),
            january_fee: self.get("jan_fee"),
            renew_chance: self.get("p_renew"),
            renew_value: self.get("renew_value"),
            replacement_net: self.get("replacement_net"),
            rate: self.get("r_seller"),
            kept_fraction: self.kept_fraction(solidarity_on_top),
            owed: self.owed(),
            profile: profile.clone(),
            headroom_price: self.get("lam"),
            book_value: self.get("nbv_S"),
        }
    }

    /// A share of the profit that the seller owes, with the sum above which it counts; `None` if he
    /// owes nothing or a share of the whole fee.
    pub fn owed(&self) -> Option<(f64, f64)> {
        let (share, base) = (self.get("sell_on_pct"), self.get("sell_on_base"));
        (share > 0.0 && base > 0.0).then_some((share, base))
    }

    /// What the seller keeps of a fee, without a share of the profit that he owes.
    pub fn kept_fraction(&self, solidarity_on_top: bool) -> f64 {
        let percent = |key: &str| 100.0 * self.get(key);
        let solidarity = if solidarity_on_top {
            0.0
        } else {
            percent("total_solidarity_pct")
        };
        let sell_on = if self.owed().is_some() {
            0.0
        } else {
            percent("sell_on_pct")
        };
        seller_net(
            1.0,
            percent("own_training_pct"),
            solidarity,
            sell_on,
            percent("selling_agent_pct"),
        )
        .fraction
    }

    /// The buyer's squad cost; `None` if nobody entered an income.
    pub fn books(&self) -> Option<SquadCost> {
        let income = self.get("revenue") + self.get("disposal_net_36m") / 3.0;
        (income > 0.0).then(|| SquadCost {
            cost: self.get("wages") + self.get("amortisation") + self.get("agents"),
            income,
            limit: self.get("limit"),
        })
    }
}

#[cfg(test)]
impl Beliefs {
    /// Beliefs from plain numbers in millions and fractions; the rest by default.
    pub(super) fn from_values(given: &[(&'static str, f64)], by: &str) -> Self {
        let (mut values, mut tags) = (BTreeMap::new(), BTreeMap::new());
        for spec in BELIEFS {
            let stated = given.iter().find(|(key, _)| *key == spec.key);
            if let Some(value) = stated.map(|(_, value)| *value).or(spec.default) {
                values.insert(spec.key, value);
                tags.insert(
                    spec.key,
                    Tag::assumed(if stated.is_some() { by } else { BY_DEFAULT }),
                );
            }
        }
        Self {
            values,
            tags: Arc::new(tags),
            foreign: Arc::default(),
            ranges: Arc::default(),
        }
    }

    /// The same beliefs with ranges of their own, in millions and fractions.
    #[must_use]
    pub(super) fn with_ranges(mut self, ranges: &[(&'static str, f64, f64)]) -> Self {
        let ranges = ranges.iter().map(|(key, low, high)| (*key, (*low, *high)));
        self.ranges = Arc::new(ranges.collect());
        self
    }
}

/// A belief as the engine reckons with it. What lies outside its range is brought to its end: a
/// chance above 100 % is refused where it is typed, but a foreign file may hold one.
fn number(value: &BeliefValue, spec: &BeliefSpec, model: &Model<'_>) -> Result<f64, DealError> {
    let value = match (value, spec.kind) {
        (BeliefValue::Money(money), BeliefKind::Money) => model.millions(*money, spec.key)?,
        (BeliefValue::Percent(percent), BeliefKind::Percent) => percent.fraction(),
        (BeliefValue::Money(_) | BeliefValue::Percent(_) | BeliefValue::Years(_), kind) => {
            let takes = match kind {
                BeliefKind::Money => "a sum",
                BeliefKind::Percent => "a percentage",
            };
            let message = format!("{} takes {takes}, not what the file holds", spec.label);
            return Err(DealError::new(Code::WrongType, spec.key, message));
        }
    };
    Ok(match (spec.bounds, spec.kind) {
        (Bounds::Share, _) => value.clamp(0.0, 1.0),
        (Bounds::Size, _) => value.max(0.0),
        (Bounds::None, BeliefKind::Percent) => value.min(LARGEST_RATE),
        (Bounds::None, BeliefKind::Money) => value,
    })
}

/// The ranges of the beliefs that were entered. One that cannot be brought to the model currency
/// is left out: the standard step then holds.
fn ranges(negotiation: &Negotiation, model: &Model<'_>) -> BTreeMap<&'static str, (f64, f64)> {
    let of = |spec: &'static BeliefSpec| {
        let range = negotiation.ranges.get(spec.key)?;
        negotiation.beliefs.get(spec.key)?.value()?;
        let low = number(&range.low, spec, model).ok()?;
        let high = number(&range.high, spec, model).ok()?;
        Some((spec.key, (low.min(high), low.max(high))))
    };
    BELIEFS.iter().filter_map(of).collect()
}

/// What holds without a reading.
fn by_default(spec: &BeliefSpec, model: &Model<'_>) -> Option<(f64, Tag)> {
    if spec.key == "psr_limit" {
        let limit = Money::new(PSR_LIMIT_PENCE, Currency::GBP);
        let value = model.millions(limit, spec.key).ok()?;
        return Some((value, Tag::assumed(BY_DEFAULT)));
    }
    Some((spec.default?, Tag::assumed(BY_DEFAULT)))
}
