//! What the deal engine says of one player, for the money rows.

use chrono::NaiveDate;

use super::money::DealFigures;
use crate::domain::belief::Part;
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::model::Model;
use crate::domain::deal::scenario::{PackageFigures, Scenario};
use crate::domain::deal::tag::{Standing, Tag};
use crate::domain::dossier::Dossier;
use crate::domain::negotiation::{Negotiation, Side};

impl DealFigures {
    /// The figures of a negotiation at a date, in the currency of the dossier. Costs are those of
    /// the package that we last put forward, or else of the first.
    pub fn of(dossier: &Dossier, negotiation: &Negotiation, on: NaiveDate) -> Self {
        let model = Model::of(dossier, on);
        let found = Scenario::read(negotiation, &model).and_then(|scenario| {
            let evaluation = scenario.evaluate()?;
            Ok((scenario, evaluation))
        });
        match found {
            Err(err) => Self {
                needs: err.to_string(),
                ..Self::default()
            },
            Ok((scenario, evaluation)) => Self::of_evaluation(negotiation, &scenario, &evaluation),
        }
    }

    fn of_evaluation(negotiation: &Negotiation, scenario: &Scenario, found: &Evaluation) -> Self {
        let package = package(negotiation, found);
        let priced = package.filter(|package| package.problem.is_none());
        let yearly = priced.filter(|package| {
            let parts = &package.yearly;
            package.has_whole_year() && (parts.wage.is_some() || parts.amortisation.is_some())
        });
        let missing = scenario.beliefs.missing(Part::Buyer);
        let first = missing.first().map(|missing| missing.label.to_lowercase());
        Self {
            ceiling: found.buyer.as_ref().map(|buyer| buyer.most),
            expected_cost: priced.map(|package| package.totals.expected),
            cost_a_year: yearly.map(|package| package.cost_per_year),
            cost_per_90: yearly
                .and_then(|package| package.per_90)
                .map(|cost| cost.value),
            assumed: is_assumed(&found.buyer_tag),
            package: priced.map_or_else(String::new, |package| package.name.clone()),
            needs: match (missing.len(), first) {
                (_, None) => String::new(),
                (1, Some(first)) => first,
                (count, Some(first)) => format!("{first} and {} more beliefs", count - 1),
            },
        }
    }
}

/// The package of our last round, or else the first.
fn package<'a>(negotiation: &Negotiation, found: &'a Evaluation) -> Option<&'a PackageFigures> {
    let ours = negotiation
        .rounds
        .iter()
        .filter(|round| round.side == Side::Buyer);
    let last = ours.filter_map(|round| round.package).next_back();
    let at = negotiation
        .packages
        .iter()
        .position(|package| Some(package.id) == last);
    found.packages.get(at.unwrap_or(0))
}

fn is_assumed(tag: &Tag) -> bool {
    tag.standing() != Standing::Reported
}
