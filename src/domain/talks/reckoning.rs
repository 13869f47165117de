//! What a negotiation comes to at a date: everything that the deal engine makes of it, once.

use chrono::NaiveDate;

use crate::domain::belief::{BUYER_RATE, SELLER_RATE};
use crate::domain::deal::DealError;
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::model::Model;
use crate::domain::deal::present_value::present_value;
use crate::domain::deal::scenario::Scenario;
use crate::domain::deal::terms::Terms;
use crate::domain::dossier::Dossier;
use crate::domain::money::Currency;
use crate::domain::negotiation::{Negotiation, Round};

/// What a row of the ledger comes to, in millions of the model currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RoundFigures {
    /// The figure as stated, or the headline of its terms; the lower end of a range.
    pub headline: Option<f64>,
    /// The upper end of a range.
    pub up_to: Option<f64>,
    /// What its terms pay whatever happens; `None` without terms.
    pub guaranteed: Option<f64>,
    /// What its terms are worth to the buyer on the date, with our chances; `None` without terms.
    pub worth_us: Option<f64>,
    /// The same to the seller, with theirs.
    pub worth_them: Option<f64>,
}

/// A negotiation as the engine sees it at a date.
#[derive(Clone, Debug)]
pub struct Reckoning {
    /// The date.
    pub on: NaiveDate,
    /// The currency of every figure, in millions.
    pub currency: Currency,
    /// What the engine was given; `None` if it could not be read.
    pub scenario: Option<Scenario>,
    /// What it found.
    pub evaluation: Option<Evaluation>,
    /// Why there is no evaluation.
    pub trouble: Option<DealError>,
    /// One for each row of the ledger.
    pub rounds: Vec<RoundFigures>,
}

impl Reckoning {
    /// Works a negotiation out, for a fee that is paid as in the first package.
    pub fn of(negotiation: &Negotiation, dossier: &Dossier, on: NaiveDate) -> Self {
        Self::paid_as(negotiation, dossier, on, 0)
    }

    /// The same for a fee that is paid as in the package of a place: the limits are fees, and a fee
    /// that is paid later may be higher.
    pub fn paid_as(
        negotiation: &Negotiation,
        dossier: &Dossier,
        on: NaiveDate,
        place: usize,
    ) -> Self {
        let model = Model::of(dossier, on);
        let scenario = Scenario::read(negotiation, &model).map(|scenario| Scenario {
            paid_as: place,
            ..scenario
        });
        let rates = match &scenario {
            Ok(scenario) => (
                scenario.beliefs.get("r_buyer"),
                scenario.beliefs.get("r_seller"),
            ),
            Err(_) => (BUYER_RATE, SELLER_RATE),
        };
        let rounds = negotiation
            .rounds
            .iter()
            .map(|round| RoundFigures::of(round, &model, rates))
            .collect();
        let mut found = Self {
            on,
            currency: model.currency,
            scenario: None,
            evaluation: None,
            trouble: None,
            rounds,
        };
        match scenario {
            Ok(scenario) => {
                match scenario.evaluate() {
                    Ok(evaluation) => found.evaluation = Some(evaluation),
                    Err(err) => found.trouble = Some(err),
                }
                found.scenario = Some(scenario);
            }
            Err(err) => found.trouble = Some(err),
        }
        found
    }
}

impl RoundFigures {
    fn of(round: &Round, model: &Model<'_>, (buyer, seller): (f64, f64)) -> Self {
        let sum = |money| model.millions(money, "amount").ok();
        let stated = round.amount.as_ref();
        let terms = round
            .terms
            .as_deref()
            .and_then(|package| Terms::read(package, model).ok());
        let mut found = Self {
            headline: stated.and_then(|amount| sum(amount.low)),
            up_to: stated.and_then(|amount| sum(amount.high?)),
            ..Self::default()
        };
        if let Some(terms) = terms {
            let (fixed, ours, theirs) =
                (terms.fixed(), terms.add_ons_ours(), terms.add_ons_theirs());
            let all = fixed.iter().chain(&ours);
            found
                .headline
                .get_or_insert_with(|| all.clone().map(|row| row.amount).sum());
            found.guaranteed = Some(fixed.iter().map(|row| row.amount).sum());
            found.worth_us = Some(present_value(model.on, all, buyer));
            found.worth_them = Some(present_value(model.on, fixed.iter().chain(&theirs), seller));
        }
        found
    }
}
