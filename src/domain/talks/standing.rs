//! Where both clubs stand, in the words and figures of the range bar.

use super::reckoning::Reckoning;
use crate::domain::belief::Part;
use crate::domain::date::day_text;
use crate::domain::deal::model::Model;
use crate::domain::deal::zone::Solutions;
use crate::domain::dossier::Dossier;
use crate::domain::figures::{chance_text, millions_text};
use crate::domain::money::{Money, StatedAmount};
use crate::domain::negotiation::{Negotiation, Round};

impl Reckoning {
    /// What stands between both limits, in a sentence. Never that a deal is impossible: the
    /// limits rest on assumptions.
    pub fn sentence(&self) -> String {
        let Some(evaluation) = &self.evaluation else {
            return String::new();
        };
        let Some(room) = &evaluation.room else {
            return String::new();
        };
        let (most, least) = (room.most.value, room.least.value);
        let words = match room.solutions {
            Solutions::Gap { gap, .. } => {
                let gap = millions_text(gap);
                format!("gap {gap}: no zone on these assumptions")
            }
            Solutions::Zone { width, .. } => format!(
                "zone {}: both gain between {} and {}",
                millions_text(width),
                millions_text(least),
                millions_text(most)
            ),
        };
        match room.chance {
            Some(chance) => {
                format!("{words}; chance of a zone {}", chance_text(chance.p_zopa))
            }
            None => words,
        }
    }

    /// The most that we would pay, in millions; `None` while beliefs are missing for it.
    pub fn ceiling(&self) -> Option<f64> {
        Some(self.evaluation.as_ref()?.buyer.as_ref()?.most)
    }

    /// The least that they would take, in millions; `None` while beliefs are missing for it.
    pub fn floor(&self) -> Option<f64> {
        Some(self.evaluation.as_ref()?.seller.as_ref()?.least)
    }

    /// What is lacking before there are limits, in a sentence; empty if nothing is.
    pub fn lacking(&self) -> String {
        let (Some(scenario), Some(evaluation)) = (&self.scenario, &self.evaluation) else {
            return String::new();
        };
        let count = |part| scenario.beliefs.missing(part).len();
        let beliefs = |count: usize| match count {
            1 => "1 belief".to_owned(),
            count => format!("{count} beliefs"),
        };
        match (&evaluation.buyer, &evaluation.seller) {
            (Some(_), Some(_)) => String::new(),
            (Some(_), None) => {
                format!("their floor needs {} more", beliefs(count(Part::Seller)))
            }
            (None, Some(_)) => {
                format!("our ceiling needs {} more", beliefs(count(Part::Buyer)))
            }
            (None, None) => {
                let (ours, theirs) = (count(Part::Buyer), count(Part::Seller));
                let both = (ours + theirs).saturating_sub(evaluation.missing.len());
                let shared = match both {
                    0 => String::new(),
                    _ => format!(", {both} of them the same"),
                };
                format!(
                    "our ceiling needs {}, their floor {}{shared}",
                    beliefs(ours),
                    beliefs(theirs)
                )
            }
        }
    }
}

impl Reckoning {
    /// What another date than that of `before` changes, in a sentence: `At 1 Jan 2026, not 11 Jul
    /// 2025: our ceiling 24.95 → 23.10`.
    pub fn change_from(&self, before: &Self) -> String {
        let chance = |of: &Self| {
            let room = of.evaluation.as_ref()?.room.as_ref()?;
            room.chance.map(|chance| chance_text(chance.p_zopa))
        };
        let text = |limit: Option<f64>| limit.map(millions_text);
        let rows = [
            ("our ceiling", text(before.ceiling()), text(self.ceiling())),
            ("their floor", text(before.floor()), text(self.floor())),
            ("chance of a zone", chance(before), chance(self)),
        ];
        let none = || "—".to_owned();
        let changed = rows.into_iter().filter(|(_, old, new)| old != new);
        let changed: Vec<String> = changed
            .map(|(what, old, new)| {
                let (old, new) = (old.unwrap_or_else(none), new.unwrap_or_else(none));
                format!("{what} {old} → {new}")
            })
            .collect();
        let what = if changed.is_empty() {
            "no limit changes; beliefs stay as they were entered".to_owned()
        } else {
            changed.join(", ")
        };
        let (now, then) = (day_text(self.on), day_text(before.on));
        format!("At {now}, not {then}: {what}")
    }
}

/// The last figure of a side in the currency of the model, with the amount as it was stated.
pub struct Stated<'a> {
    /// The row of the ledger.
    pub round: &'a Round,
    /// In the currency of the model; `None` without a rate.
    pub amount: Option<StatedAmount>,
    /// True if it was converted.
    pub converted: bool,
}

impl Round {
    /// The fixed fee of its terms, where the headline holds more than it.
    pub fn fee_beside_headline(&self) -> Option<Money> {
        let fee = self.terms.as_deref()?.fixed_fee?;
        let headline = self.amount.as_ref()?;
        (headline.low != fee || headline.high.is_some()).then_some(fee)
    }
}

impl Negotiation {
    /// How far our ceiling lies below their ask, in millions; below nothing if it lies above. Both
    /// are fixed fees, where the terms of the ask are known. `None` without one of them.
    pub fn short_of_ask(&self, dossier: &Dossier, reckoning: &Reckoning) -> Option<f64> {
        let most = reckoning.ceiling()?;
        let ask = self.ask(reckoning.on)?;
        let fee = ask.terms.as_deref().and_then(|terms| terms.fixed_fee);
        let sum = fee.or_else(|| Some(ask.amount.as_ref()?.low))?;
        let model = Model::of(dossier, reckoning.on);
        Some(model.millions(sum, "ask").ok()? - most)
    }

    /// `our ceiling 24.95, 25.05 short of the ask`; what is lacking while there is no ceiling.
    pub fn ceiling_words(&self, dossier: &Dossier, reckoning: &Reckoning) -> String {
        let Some(most) = reckoning.ceiling() else {
            return reckoning.lacking();
        };
        let ceiling = format!("our ceiling {}", millions_text(most));
        match self.short_of_ask(dossier, reckoning) {
            None => ceiling,
            Some(short) if short > 0.0 => {
                format!("{ceiling}, {} short of the ask", millions_text(short))
            }
            Some(above) => format!("{ceiling}, {} above the ask", millions_text(-above)),
        }
    }

    /// The last figure of a row in the currency of the dossier.
    pub fn stated<'a>(
        &self,
        round: &'a Round,
        dossier: &Dossier,
        reckoning: &Reckoning,
    ) -> Option<Stated<'a>> {
        let stated = round.amount.as_ref()?;
        let model = Model::of(dossier, reckoning.on);
        let to = model.currency;
        let bring = |sum: Money| {
            if sum.currency == to {
                return Some(sum);
            }
            Money::from_millions(model.millions(sum, "amount").ok()?, to)
        };
        let amount = bring(stated.low).map(|low| StatedAmount {
            low,
            high: stated.high.and_then(bring),
            ..stated.clone()
        });
        Some(Stated {
            round,
            amount,
            converted: stated.currency() != to,
        })
    }
}
