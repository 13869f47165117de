//! What is offered for a player: fee, instalments, add-ons and the clauses around them.

mod describe;
pub mod schedule;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contract::{OptionYear, Wage};
use super::extra::{Extra, is_false, open_enum};
use super::field::TermField;
use super::id::{AddOnId, InstalmentId, PackageId, PlayerId, RoundId};
use super::money::{Money, Percent};
use super::sourced::Basis;

/// One set of terms. A term that is `None` is not part of the offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Package {
    /// Stable across copies of the file.
    pub id: PackageId,
    /// What we call it: "A, bridge".
    pub name: String,
    /// Paid whatever happens, before instalments divide it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_fee: Option<Money>,
    /// How the fixed fee is paid; empty for all at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
    /// Paid if something happens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add_ons: Vec<AddOn>,
    /// The seller's share of a later sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sell_on: Option<SellOn>,
    /// The seller's right to buy him back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_back: Option<BuyBack>,
    /// A player who goes the other way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swap: Option<Swap>,
    /// A loan before or instead of a transfer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan: Option<Loan>,
    /// What we would pay the player.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wage: Option<Wage>,
    /// Paid to the player on signing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing_bonus: Option<Money>,
    /// Paid to agents by us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_fee: Option<Money>,
    /// The last day of the contract that we would sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_until: Option<NaiveDate>,
    /// An option in that contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option_year: Option<OptionYear>,
    /// The day by which they must answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// True if we pay the solidarity contribution beside the fee, not out of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub solidarity_on_top: bool,
    /// Terms that solving must not change, by the name of their member.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub locked: BTreeSet<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// The package that it is a copy of; changed terms are held against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<PackageId>,
    /// The row of the ledger that it answers: the terms are then those of the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<RoundId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Package {
    /// A package without terms.
    pub fn new(id: PackageId, name: impl Into<String>, basis: Basis) -> Self {
        Self {
            id,
            name: name.into(),
            fixed_fee: None,
            instalments: Vec::new(),
            add_ons: Vec::new(),
            sell_on: None,
            buy_back: None,
            swap: None,
            loan: None,
            wage: None,
            signing_bonus: None,
            agent_fee: None,
            contract_until: None,
            option_year: None,
            answer_by: None,
            solidarity_on_top: false,
            locked: BTreeSet::new(),
            basis,
            made_from: None,
            answers: None,
            extra: Extra::new(),
        }
    }

    /// A copy under another name. `new_id` gives ids for the copy and its rows.
    #[must_use]
    pub fn copied(&self, name: impl Into<String>, mut new_id: impl FnMut() -> uuid::Uuid) -> Self {
        let mut copy = Self {
            id: PackageId(new_id()),
            name: name.into(),
            made_from: Some(self.id),
            ..self.clone()
        };
        for part in &mut copy.instalments {
            part.id = InstalmentId(new_id());
        }
        for add_on in &mut copy.add_ons {
            add_on.id = AddOnId(new_id());
        }
        copy
    }

    /// True if no term was entered.
    pub fn is_blank(&self) -> bool {
        TermField::ALL
            .iter()
            .all(|term| self.term_text(*term).is_empty())
    }

    /// True if solving must leave the term alone.
    pub fn is_locked(&self, term: TermField) -> bool {
        self.locked.contains(term.key())
    }

    /// The figure that the papers print: fixed fee and every add-on; `None` if nothing was entered
    /// or the sums are in several currencies.
    pub fn headline(&self) -> Option<Money> {
        let sums = self.fixed_fee.iter().copied();
        let mut all = sums.chain(self.add_ons.iter().map(|add_on| add_on.amount));
        let first = all.next()?;
        all.try_fold(first, |sum, next| {
            let minor = sum.minor.checked_add(next.minor)?;
            (sum.currency == next.currency).then_some(Money::new(minor, sum.currency))
        })
    }
}

/// A part of the fixed fee on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instalment {
    /// Stable across copies of the file.
    pub id: InstalmentId,
    /// The day on which it is due.
    pub due: NaiveDate,
    /// The part.
    pub amount: Money,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A sum that is paid if an event happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddOn {
    /// Stable across copies of the file.
    pub id: AddOnId,
    /// The event: "wins the league".
    pub event: String,
    /// The sum.
    pub amount: Money,
    /// The day on which it would be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// How likely we hold the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance_ours: Option<Percent>,
    /// How likely we think that they hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance_theirs: Option<Percent>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

open_enum! {
    /// Of what a sell-on takes its share.
    pub enum SellOnBase {
        /// Of the whole later fee.
        Gross = "gross", "of the fee";
        /// Of what it exceeds the fixed fee by.
        ProfitOverFixedFee = "profit_fixed", "of the profit over the fixed fee";
        /// Of what it exceeds the fixed fee and the add-ons paid by.
        ProfitOverPaid = "profit_paid", "of the profit over fee and add-ons paid";
        /// Of what it exceeds the total cost by.
        ProfitOverCost = "profit_cost", "of the profit over the total cost";
    }
}

/// The seller's share of a later sale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SellOn {
    /// The share.
    pub share: Percent,
    /// Of what.
    pub of: SellOnBase,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The seller's right to buy a player back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuyBack {
    /// The price.
    pub amount: Money,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A player of ours who is part of the price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swap {
    /// Who goes.
    pub player: PlayerId,
    /// The value that both agree on.
    pub agreed_value: Money,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

open_enum! {
    /// What follows a loan.
    pub enum LoanEnd {
        /// He goes back.
        Return = "return", "returns";
        /// We may buy him.
        Option = "option", "option to buy";
        /// We must buy him if something happens.
        Obligation = "obligation", "obligation to buy";
    }
}

/// A loan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loan {
    /// The fee for the loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    /// Its last day.
    pub until: NaiveDate,
    /// What follows.
    pub then: LoanEnd,
    /// The price if we buy him then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// How likely the event of an obligation is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<Percent>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}
