//! What can be asked how it came about: a figure of a negotiation, a pattern of offers, precedents.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Shown;
use crate::domain::deal::catalogue;
use crate::domain::deal::explain::{Explanation, explanation};
use crate::domain::deal::field::MILLIONS;
use crate::domain::deal::figure::Figure;
use crate::domain::deal::precedents::reference_class;
use crate::domain::deal::tag::{Standing, Tag};
use crate::domain::negotiation::Side;
use crate::domain::sourced::Grade;
use crate::domain::talks::pattern::Pattern;
use crate::ui::widgets::basis_mark::MarkKind;

/// Who makes offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The buyer.
    Us,
    /// The seller.
    Them,
}

/// What the inspector can explain on this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A figure of the engine.
    Figure(Figure),
    /// Where the last three offers of a side lead.
    Pattern(Who),
    /// How often such players came.
    Precedents,
}

impl From<Figure> for Subject {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

impl Subject {
    /// The mark of what it rests on; assumed while it cannot be reckoned.
    pub fn mark(self, shown: &Shown) -> MarkKind {
        let tag = match self {
            Self::Figure(figure) => shown.tag(figure),
            Self::Pattern(_) | Self::Precedents => self.explanation(shown).map(|how| how.tag),
        };
        tag.map_or(MarkKind::Assumed, |tag| mark_of_tag(&tag))
    }

    /// How it came about; `None` while it cannot be reckoned.
    pub fn explanation(self, shown: &Shown) -> Option<Explanation> {
        match self {
            Self::Figure(figure) => shown.explanation(figure),
            Self::Pattern(who) => {
                let side = match who {
                    Who::Us => Side::Buyer,
                    Who::Them => Side::Seller,
                };
                let rounds = &shown.reckoning.rounds;
                let offers = shown.negotiation.offers(&side, rounds);
                let mut how = by_function(
                    "concession_limit",
                    &[("offers", offers.into())],
                    &ledger_tag(shown, &side),
                )?;
                how.label = match who {
                    Who::Us => "Our bids lead to".to_owned(),
                    Who::Them => "Their asks lead to".to_owned(),
                };
                if let Pattern::Leads(found) = shown.negotiation.pattern(&side, rounds) {
                    (how.value, how.unit) = (Some(found.limit), MILLIONS);
                }
                Some(how)
            }
            Self::Precedents => {
                let class = reference_class(&shown.negotiation.buyer, shown.reckoning.on)?;
                let failures = class.cases.len() - class.signed;
                let cases = [
                    ("successes", class.signed.into()),
                    ("failures", failures.into()),
                ];
                let mut how = by_function("beta_prior", &cases, &press())?;
                how.label = "He came in the end".to_owned();
                (how.value, how.unit) = (Some(class.chance.mean), "probability");
                Some(how)
            }
        }
    }
}

/// The explanation of one function of the engine over fields that rest on the same.
fn by_function(name: &str, fields: &[(&str, Value)], tag: &Tag) -> Option<Explanation> {
    let function = catalogue::function(name).ok()?;
    let tags = fields
        .iter()
        .map(|(field, _)| ((*field).to_owned(), tag.clone()));
    let tags: BTreeMap<String, Tag> = tags.collect();
    let named = |(field, value): &(&str, Value)| ((*field).to_owned(), value.clone());
    let fields = fields.iter().map(named).collect();
    Some(explanation(function, &fields, &tags))
}

/// What the rows of a side rest on: as weak as the weakest of them.
fn ledger_tag(shown: &Shown, side: &Side) -> Tag {
    let rounds = shown.negotiation.rounds.iter();
    let standings = rounds
        .filter(|round| round.side == *side)
        .map(|round| match &round.basis {
            basis if basis.assumed_by.is_some() => Standing::Assumed,
            basis if basis.is_unsourced() => Standing::Unsourced,
            _ => Standing::Reported,
        });
    Tag::Derived {
        formula: "rows of the ledger".to_owned(),
        rests_on: standings.max().unwrap_or(Standing::Unsourced),
    }
}

fn press() -> Tag {
    Tag::Reported {
        source: "the press, picked by hand".to_owned(),
        on: String::new(),
        grade: Grade::C,
    }
}

/// The mark of a tag: what was derived from an assumption counts as assumed.
pub fn mark_of_tag(tag: &Tag) -> MarkKind {
    match tag {
        Tag::Reported { grade, .. } => match grade {
            Grade::A => MarkKind::ReportedA,
            Grade::B => MarkKind::B,
            Grade::C | Grade::Other(_) => MarkKind::C,
            Grade::D => MarkKind::Disputed,
        },
        Tag::Derived { rests_on, .. } => match rests_on {
            Standing::Reported => MarkKind::Derived,
            Standing::Unsourced => MarkKind::Unsourced,
            Standing::Assumed => MarkKind::Assumed,
        },
        Tag::Assumed { .. } => MarkKind::Assumed,
        Tag::Unsourced => MarkKind::Unsourced,
    }
}
