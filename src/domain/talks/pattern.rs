//! What was really put to the other side, and where a side's offers lead if their pattern goes on.

use super::reckoning::RoundFigures;
use crate::domain::deal::concession::{ConcessionLimit, concession_limit};
use crate::domain::id::PackageId;
use crate::domain::negotiation::{Move, Negotiation, RoundStatus, Side};

/// Offers that a pattern needs.
const NEEDED: usize = 3;

/// Where the offers of one side lead.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// So many more offers are needed.
    TooFew(usize),
    /// The limit of the last three, if the pattern continues.
    Leads(ConcessionLimit),
    /// Why the last three lead nowhere.
    Nowhere(String),
}

impl Negotiation {
    /// True if the terms of a package were put to the other side.
    pub fn was_sent(&self, package: PackageId) -> bool {
        self.rounds.iter().any(|round| {
            let is_it = round.package == Some(package)
                || round
                    .terms
                    .as_ref()
                    .is_some_and(|terms| terms.id == package);
            is_it && is_put_forward(&round.status)
        })
    }

    /// The offers that one side made, in millions, oldest first: of a range, the end that the other
    /// side looks at. What others believe, what was not sent and what was corrected is none.
    pub fn offers(&self, side: &Side, figures: &[RoundFigures]) -> Vec<f64> {
        let mut made: Vec<_> = self
            .rounds
            .iter()
            .zip(figures)
            .filter(|(round, _)| round.side == *side && is_put_forward(&round.status))
            .filter(|(round, _)| matches!(round.kind, Move::Ask | Move::Bid | Move::Counter))
            .filter(|(round, _)| !self.is_corrected(round.id))
            .filter_map(|(round, found)| {
                let front = match side {
                    Side::Buyer => found.up_to.or(found.headline),
                    Side::Seller | Side::Other(_) => found.headline,
                };
                Some((round.on, front?))
            })
            .collect();
        made.sort_by_key(|(on, _)| *on);
        made.into_iter().map(|(_, offer)| offer).collect()
    }

    /// Where the offers of one side lead.
    pub fn pattern(&self, side: &Side, figures: &[RoundFigures]) -> Pattern {
        let offers = self.offers(side, figures);
        if offers.len() < NEEDED {
            return Pattern::TooFew(NEEDED - offers.len());
        }
        match concession_limit(&offers) {
            Ok(limit) => Pattern::Leads(limit),
            Err(err) => Pattern::Nowhere(err.to_string()),
        }
    }
}

fn is_put_forward(status: &RoundStatus) -> bool {
    matches!(
        status,
        RoundStatus::Standing | RoundStatus::Overtaken | RoundStatus::Closed
    )
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{NegotiationId, PlayerId, RoundId};
    use crate::domain::negotiation::Round;

    fn negotiation(asks: &[(&str, &str, f64)]) -> (Negotiation, Vec<RoundFigures>) {
        let id = NegotiationId(Uuid::from_u128(1));
        let player = PlayerId(Uuid::from_u128(2));
        let mut negotiation = Negotiation::new(id, player, "Liverpool", "Real Madrid");
        let rounds = asks.iter().enumerate().map(|(idx, (on, status, _))| {
            let round = serde_json::json!({
                "id": RoundId(Uuid::from_u128(10 + idx as u128)), "on": on,
                "side": "seller", "move": "ask", "status": status,
            });
            serde_json::from_value::<Round>(round).unwrap()
        });
        negotiation.rounds = std::sync::Arc::new(rounds.collect());
        let figures = asks.iter().map(|(_, _, sum)| RoundFigures {
            headline: Some(*sum),
            ..RoundFigures::default()
        });
        (negotiation, figures.collect())
    }

    #[test]
    fn a_pattern_is_told_from_three_offers_that_were_made() {
        let (negotiation, figures) = negotiation(&[
            ("2025-07-20", "overtaken", 46.0),
            ("2025-07-11", "overtaken", 50.0),
            ("2025-08-01", "standing", 44.0),
        ]);
        let Pattern::Leads(limit) = negotiation.pattern(&Side::Seller, &figures) else {
            panic!("no pattern");
        };
        assert!((limit.limit - 42.0).abs() < 1e-9 && (limit.rho - 0.5).abs() < 1e-9);
        assert_eq!(
            negotiation.pattern(&Side::Buyer, &figures),
            Pattern::TooFew(3)
        );
    }

    #[test]
    fn what_others_believe_is_no_offer() {
        let (negotiation, figures) = negotiation(&[
            ("2025-07-11", "believed", 50.0),
            ("2025-07-20", "standing", 46.0),
            ("2025-08-01", "not_sent", 44.0),
        ]);
        assert_eq!(
            negotiation.pattern(&Side::Seller, &figures),
            Pattern::TooFew(2)
        );
    }
}
