//! What both sides are believed to think, read from a negotiation by the names of the engine.

mod list;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::error::DealError;
use super::explain::{BY_DEFAULT, Tag};
use super::input::Profile;
use super::keep::SellerCase;
use super::model::Model;
use super::solidarity::seller_net;
use super::squad_cost::SquadCost;
use super::wait::{Branches, BuyerCase};
use crate::domain::negotiation::{BeliefValue, Negotiation};

pub use list::BELIEFS;

/// What a belief is a figure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeliefKind {
    /// A sum; may be negative.
    Money,
    /// A share, a chance or a yearly rate.
    Percent,
}

/// One belief that the engine can use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeliefSpec {
    /// Its key in the negotiation; the field of the catalogue where there is one.
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
    /// What it is a figure of.
    pub kind: BeliefKind,
    /// What holds without it; `None` if nothing is assumed in its place. A reservation needs those
    /// of its own part.
    pub default: Option<f64>,
    /// What it belongs to.
    pub part: Part,
    /// What a person is asked.
    pub question: &'static str,
    /// Which values are usual.
    pub typical: Typical,
}

/// What a belief belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The buyer's most.
    Buyer,
    /// The seller's least.
    Seller,
    /// Both.
    Both,
    /// Uncertainty and power in the bargain.
    Bargain,
    /// The other things that either side could do.
    Alternatives,
    /// A later sale.
    Resale,
    /// The worth of a player who goes the other way.
    Clauses,
    /// How much he will play.
    Playing,
    /// The buyer's books and the rules on spending.
    Books,
}

/// Which values are usual, and who says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typical {
    /// Somebody published a range: millions of euro, or fractions.
    Published {
        /// Its lower end.
        low: f64,
        /// Its upper end.
        high: f64,
        /// Who, and of when.
        source: &'static str,
    },
    /// The worked example moves it in this range to show the method; no evidence.
    Illustrated {
        /// Its lower end.
        low: f64,
        /// Its upper end.
        high: f64,
    },
    /// No published range is known.
    Unknown,
}

impl BeliefSpec {
    /// The usual range with its source, or that none is known, in one sentence.
    pub fn typical_text(&self) -> String {
        let end = |value: f64| match self.kind {
            BeliefKind::Money => value.to_string().replace('-', "−"),
            BeliefKind::Percent => ((value * 1e4).round() / 1e2).to_string(),
        };
        let unit = match self.kind {
            BeliefKind::Money => "EUR m",
            BeliefKind::Percent => "%",
        };
        let range = |low: f64, high: f64| match self.kind {
            BeliefKind::Money => format!("{unit} {} to {}", end(low), end(high)),
            BeliefKind::Percent => format!("{}–{} {unit}", end(low), end(high)),
        };
        match self.typical {
            Typical::Published { low, high, source } => format!("{}: {source}", range(low, high)),
            Typical::Illustrated { low, high } => format!(
                "{} in the worked example, assumed to illustrate; no published range is known",
                range(low, high)
            ),
            Typical::Unknown => "No published range is known".to_owned(),
        }
    }
}

/// The belief of that key.
pub fn belief(key: &str) -> Option<&'static BeliefSpec> {
    BELIEFS.iter().find(|spec| spec.key == key)
}

/// The beliefs of a negotiation as numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beliefs {
    values: BTreeMap<&'static str, f64>,
    /// Shared: a tornado changes values only.
    tags: Arc<BTreeMap<&'static str, Tag>>,
}

/// A belief that a reservation needs and nobody entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MissingBelief {
    /// Its key.
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
}

impl Beliefs {
    /// Reads the beliefs; money is brought to the model currency.
    pub fn read(negotiation: &Negotiation, model: &Model<'_>) -> Result<Self, DealError> {
        let (mut values, mut tags) = (BTreeMap::new(), BTreeMap::new());
        for spec in BELIEFS {
            let reading = negotiation
                .beliefs
                .get(spec.key)
                .and_then(|sourced| sourced.used_reading());
            let (value, tag) = match reading {
                Some(reading) => {
                    let value = match reading.value {
                        BeliefValue::Money(money) => model.millions(money, spec.key)?,
                        BeliefValue::Percent(percent) => percent.fraction(),
                        BeliefValue::Years(years) => f64::from(years),
                    };
                    (value, model.tag(&reading.basis))
                }
                None => match spec.default {
                    Some(value) => (value, Tag::assumed(BY_DEFAULT)),
                    None => continue,
                },
            };
            values.insert(spec.key, value);
            tags.insert(spec.key, tag);
        }
        Ok(Self {
            values,
            tags: Arc::new(tags),
        })
    }

    /// Beliefs from plain numbers in millions and fractions; the rest by default.
    pub fn from_values(given: &[(&'static str, f64)], by: &str) -> Self {
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
        }
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
            .map(|spec| MissingBelief {
                key: spec.key,
                label: spec.label,
            })
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
            profile: profile.clone(),
            headroom_price: self.get("lam"),
            book_value: self.get("nbv_S"),
        }
    }

    /// What the seller keeps of a fee.
    pub fn kept_fraction(&self, solidarity_on_top: bool) -> f64 {
        let percent = |key: &str| 100.0 * self.get(key);
        let solidarity = if solidarity_on_top {
            0.0
        } else {
            percent("total_solidarity_pct")
        };
        seller_net(
            1.0,
            percent("own_training_pct"),
            solidarity,
            percent("sell_on_pct"),
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
