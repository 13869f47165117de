//! A negotiation over one player: packages, beliefs and the ledger of rounds.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::day_text;
use super::extra::{Extra, is_false, open_enum};
use super::id::{NegotiationId, PackageId, PlayerId, RoundId};
use super::money::{Money, Percent, StatedAmount};
use super::package::Package;
use super::sourced::{Basis, Sourced};

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
    /// The terms, if they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageId>,
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
    /// The last ask with a figure on or before a day.
    pub fn ask(&self, on: NaiveDate) -> Option<&Round> {
        self.last(&Side::Seller, on)
    }

    /// The last bid with a figure on or before a day.
    pub fn bid(&self, on: NaiveDate) -> Option<&Round> {
        self.last(&Side::Buyer, on)
    }

    fn last(&self, side: &Side, on: NaiveDate) -> Option<&Round> {
        let corrected = |round: &Round| {
            self.rounds
                .iter()
                .any(|later| later.corrects == Some(round.id))
        };
        let said = self
            .rounds
            .iter()
            .filter(|round| round.side == *side && round.amount.is_some());
        said.filter(|round| round.on <= on && !corrected(round))
            .max_by_key(|round| round.on)
    }
}
