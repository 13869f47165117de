//! What the dossier says of the player and the clubs, as the rules ask for it.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::deal::model::Model;
use crate::domain::deal::rules::{DealOnDay, RuleTable};
use crate::domain::fact::FactKey;
use crate::domain::money::{Currency, Money};
use crate::domain::negotiation::Negotiation;

/// League matches of a season where the country is not known, and in England, Spain and Italy.
const LEAGUE_MATCHES: f64 = 38.0;
/// The same in Germany, and in France since 2023.
const LEAGUE_MATCHES_OF_18: f64 = 34.0;

/// What the rules ask. What is unknown is left out of their answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// His birth.
    pub born: Option<NaiveDate>,
    /// Since when his club has him.
    pub present_start: Option<NaiveDate>,
    /// The last day of his present contract.
    pub present_end: Option<NaiveDate>,
    /// The country of the buyer's league.
    pub buyer_country: Option<String>,
    /// The country of the seller's league.
    pub seller_country: Option<String>,
    /// Windows of the buyer's country that the dossier holds: first and last day.
    pub windows: Vec<(NaiveDate, NaiveDate)>,
    /// The rules.
    pub rules: Arc<RuleTable>,
    /// One US dollar in millions of the model currency.
    pub dollar: Option<f64>,
    /// The highest figure in the ledger, in millions; 0 without one.
    pub highest_stated: f64,
}

fn highest_stated(negotiation: &Negotiation, model: &Model<'_>) -> f64 {
    let amounts = negotiation
        .rounds
        .iter()
        .filter_map(|round| round.amount.as_ref());
    let ends = amounts.flat_map(|amount| [Some(amount.low), amount.high]);
    ends.flatten()
        .filter_map(|money| model.millions(money, "amount").ok())
        .fold(0.0, f64::max)
}

impl Facts {
    /// Reads what the dossier of the model says on a negotiation.
    pub fn read(negotiation: &Negotiation, model: &Model<'_>) -> Self {
        let million = Money::new(100_000_000, Currency::USD);
        let mut facts = Self {
            rules: RuleTable::shared(),
            dollar: model.millions(million, "").ok().map(|sum| sum / 1e6),
            highest_stated: highest_stated(negotiation, model),
            ..Self::default()
        };
        let Some(dossier) = model.dossier else {
            return facts;
        };
        if let Some(player) = dossier.players.get(&negotiation.player) {
            facts.born = player.born();
            facts.present_start = player.date(FactKey::ClubSince).map(|date| date.earliest());
            facts.present_end = player.contract_end();
        }
        let ours = |club: &str| {
            let is_ours = !club.is_empty() && club == dossier.head.our_club;
            (is_ours && !dossier.head.our_country.is_empty())
                .then(|| dossier.head.our_country.clone())
        };
        facts.buyer_country = ours(&negotiation.buyer);
        facts.seller_country = ours(&negotiation.seller);
        facts.windows = dossier
            .windows
            .values()
            .filter(|window| Some(&window.country) == facts.buyer_country.as_ref())
            .map(|window| (window.opens, window.closes))
            .collect();
        facts
    }

    /// How many league matches the buyer plays in a season.
    pub fn league_matches(&self) -> f64 {
        match self.buyer_country.as_deref() {
            Some("Germany" | "France") => LEAGUE_MATCHES_OF_18,
            _ => LEAGUE_MATCHES,
        }
    }

    /// The deal without the terms of a package.
    pub fn on_day(&self, on: NaiveDate) -> DealOnDay {
        DealOnDay {
            completion: Some(on),
            registers_in: self.buyer_country.clone(),
            same_association: self.buyer_country.is_some()
                && self.buyer_country == self.seller_country,
            present_end: self.present_end,
            present_start: self.present_start,
            birth: self.born,
            windows: self.windows.clone(),
            ..DealOnDay::default()
        }
    }
}
