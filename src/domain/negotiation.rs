//! A negotiation over one player: packages, beliefs and the ledger of rounds.

mod belief_range;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::belief::BELIEFS;
use super::date::day_text;
use super::extra::{Extra, is_false, open_enum};
use super::field::{FieldRef, TermField};
use super::id::{NegotiationId, PackageId, PlayerId, RoundId};
use super::money::{Money, Percent, StatedAmount};
use super::package::Package;
use super::sourced::{Basis, Sourced};

pub use belief_range::BeliefRange;

open_enum! {
    /// Who speaks.
    pub enum Side {
        /// The club that buys.
        Buyer = "buyer", "buyer";
        /// The club that sells.
        Seller = "seller", "seller";
    }
}

open_enum! {
    /// What a round is.
    pub enum Move {
        /// The seller's price.
        Ask = "ask", "Ask";
        /// The buyer's price.
        Bid = "bid", "Bid";
        /// An answer with other terms.
        Counter = "counter", "Counter";
        /// Accepted.
        Accept = "accept", "Accepted";
        /// Refused.
        Refuse = "refuse", "Refused";
        /// Taken back.
        Withdraw = "withdraw", "Withdrawn";
    }
}

open_enum! {
    /// How a round stands.
    pub enum RoundStatus {
        /// Believed by others, not stated by the club.
        Believed = "believed", "believed";
        /// Thought of, not sent.
        NotSent = "not_sent", "not sent";
        /// On the table.
        Standing = "standing", "standing";
        /// Overtaken by a later round.
        Overtaken = "overtaken", "overtaken";
        /// Closed.
        Closed = "closed", "closed";
    }
}

/// One row of the ledger. Rows are never changed: a correction is a new row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Stable across copies of the file.
    pub id: RoundId,
    /// When.
    pub on: NaiveDate,
    /// Who.
    pub side: Side,
    /// What.
    #[serde(rename = "move")]
    pub kind: Move,
    /// The package that was put forward, if the terms are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageId>,
    /// Its terms as they were put forward: the package may change, the row may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Arc<Package>>,
    /// The figure as its source states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<StatedAmount>,
    /// How it stands.
    pub status: RoundStatus,
    /// The row that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<RoundId>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `Ask, EUR 50m or more, 11 Jul 2025`.
impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.label())?;
        if let Some(amount) = &self.amount {
            write!(f, ", {amount}")?;
        }
        write!(f, ", {}", day_text(self.on))
    }
}

/// What a belief states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeliefValue {
    /// A sum.
    Money(Money),
    /// A chance or a yearly rate.
    Percent(Percent),
    /// A span in years.
    Years(u8),
}

/// `EUR 40m`, `30 %`, `3 years`.
impl fmt::Display for BeliefValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(money) => money.fmt(f),
            Self::Percent(percent) => percent.fmt(f),
            Self::Years(1) => f.write_str("1 year"),
            Self::Years(years) => write!(f, "{years} years"),
        }
    }
}

/// A negotiation over one player.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Negotiation {
    /// Stable across copies of the file.
    pub id: NegotiationId,
    /// Over whom.
    pub player: PlayerId,
    /// The club that would sell.
    pub seller: String,
    /// The club that would buy.
    pub buyer: String,
    /// Sets of terms, in the order of the screen.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub packages: Arc<Vec<Package>>,
    /// The ledger, oldest first.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub rounds: Arc<Vec<Round>>,
    /// What we believe, by the name that the deal engine gives it. Confidential.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub beliefs: BTreeMap<String, Sourced<BeliefValue>>,
    /// How low and how high a belief may be, by the same names. Confidential.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ranges: BTreeMap<String, BeliefRange>,
    /// True once it is over.
    #[serde(default, skip_serializing_if = "is_false")]
    pub closed: bool,
    /// Free remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn is_empty<T>(list: &Arc<Vec<T>>) -> bool {
    list.is_empty()
}

impl Negotiation {
    /// A negotiation in which nothing was said yet.
    pub fn new(
        id: NegotiationId,
        player: PlayerId,
        seller: impl Into<String>,
        buyer: impl Into<String>,
    ) -> Self {
        Self {
            id,
            player,
            seller: seller.into(),
            buyer: buyer.into(),
            packages: Arc::default(),
            rounds: Arc::default(),
            beliefs: BTreeMap::new(),
            ranges: BTreeMap::new(),
            closed: false,
            note: String::new(),
            extra: Extra::new(),
        }
    }

    /// A package.
    pub fn package(&self, id: PackageId) -> Option<&Package> {
        self.packages.iter().find(|package| package.id == id)
    }

    /// A row of the ledger.
    pub fn round(&self, id: RoundId) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// Every field to which a search can lead, with its words.
    pub fn fields(&self) -> Vec<(FieldRef, String)> {
        let mut all = vec![(FieldRef::Negotiation(self.id), "negotiation".to_owned())];
        for package in self.packages.iter() {
            let name = &package.name;
            all.push((
                FieldRef::Package(self.id, package.id),
                format!("package {name}"),
            ));
            for term in TermField::ALL {
                all.push((
                    FieldRef::Term(self.id, package.id, *term),
                    format!("{} of package {name}", term.label().to_lowercase()),
                ));
            }
        }
        for spec in BELIEFS {
            all.push((
                FieldRef::Belief(self.id, spec.key.to_owned()),
                format!("belief {}", spec.label.to_lowercase()),
            ));
        }
        for round in self.rounds.iter() {
            all.push((FieldRef::Round(self.id, round.id), round.to_string()));
        }
        all
    }

    /// The first letter that no package has for its name: A, B, … Z, A2.
    pub fn next_name(&self) -> String {
        let taken = |name: &String| {
            self.packages.iter().any(|package| {
                let own = package.name.split([',', ' ']).next();
                own == Some(name.as_str())
            })
        };
        let letters = || ('A'..='Z').map(String::from);
        let numbered = (2..1000).flat_map(|n| letters().map(move |letter| format!("{letter}{n}")));
        let free = letters().chain(numbered).find(|name| !taken(name));
        free.unwrap_or_else(|| "A".to_owned())
    }

    /// True if a later row corrects this one.
    pub fn is_corrected(&self, id: RoundId) -> bool {
        self.rounds.iter().any(|later| later.corrects == Some(id))
    }

    /// How a row stands now: a later word of the same side overtakes it. The row itself keeps what
    /// was written.
    pub fn status_now(&self, round: &Round) -> RoundStatus {
        let place = self.rounds.iter().position(|row| row.id == round.id);
        let later = self.rounds.get(place.map_or(0, |place| place + 1)..);
        let overtaken = later.unwrap_or_default().iter().any(|later| {
            later.side == round.side && later.on >= round.on && !self.is_corrected(later.id)
        });
        match round.status {
            RoundStatus::Standing if overtaken => RoundStatus::Overtaken,
            ref written => written.clone(),
        }
    }

    /// The terms against which a package is held: for an answer those that it answers, for ours
    /// those that were sent last, else those of the package that it is a copy of.
    pub fn base_of(&self, package: &Package) -> Option<&Package> {
        if let Some(answered) = package.answers {
            return self.round(answered)?.terms.as_deref();
        }
        let sent = self
            .sent(package.id)
            .find_map(|round| round.terms.as_deref());
        sent.or_else(|| self.package(package.made_from?))
    }

    /// The rows in which a package was put forward, the last first.
    pub(super) fn sent(&self, package: PackageId) -> impl Iterator<Item = &Round> {
        let rows = self.rounds.iter().rev();
        rows.filter(move |row| row.package == Some(package) && !self.is_corrected(row.id))
    }

    /// Whose terms a package holds: ours, unless it is their answer.
    pub fn side_of(&self, package: &Package) -> Side {
        let answered = package.answers.and_then(|id| self.round(id));
        match answered.map(|round| &round.side) {
            Some(Side::Buyer) => Side::Seller,
            _ => Side::Buyer,
        }
    }

    /// The last ask with a figure on or before a day.
    pub fn ask(&self, on: NaiveDate) -> Option<&Round> {
        self.last(&Side::Seller, on)
    }

    /// The last bid with a figure on or before a day.
    pub fn bid(&self, on: NaiveDate) -> Option<&Round> {
        self.last(&Side::Buyer, on)
    }

    fn last(&self, side: &Side, on: NaiveDate) -> Option<&Round> {
        let said = self
            .rounds
            .iter()
            .filter(|round| round.side == *side && round.amount.is_some());
        said.filter(|round| round.on <= on && !self.is_corrected(round.id))
            .max_by_key(|round| round.on)
    }
}
