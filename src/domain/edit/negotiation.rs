//! Changes to a negotiation: its packages and their terms, what we believe, and the ledger, which
//! only grows.

mod describe;

use std::sync::Arc;

use chrono::NaiveDate;

use super::EditError;
use super::apply::named;
use crate::domain::contract::{OptionYear, Wage};
use crate::domain::dossier::Dossier;
use crate::domain::field::{FieldRef, TermField};
use crate::domain::id::*;
use crate::domain::money::Money;
use crate::domain::negotiation::{BeliefRange, BeliefValue, Negotiation, Round};
use crate::domain::package::{AddOn, BuyBack, Instalment, Loan, Package, SellOn, Swap};
use crate::domain::sourced::{Basis, Reading, Sourced};

/// A change to one negotiation.
#[allow(
    clippy::large_enum_variant,
    reason = "one edit exists at a time; a box would only add noise"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum NegotiationEdit {
    /// Opens it.
    Start(Negotiation),
    /// The club that would sell.
    SetSeller(String),
    /// The club that would buy.
    SetBuyer(String),
    /// Ends it or takes it up again.
    SetClosed(bool),
    /// Free remarks.
    SetNote(String),
    /// Adds a package at the end, or behind the one that it was made from.
    AddPackage(Package),
    /// Takes a package out; the rows of the ledger keep its terms.
    RemovePackage(PackageId),
    /// Puts a package in another place.
    MovePackage {
        /// Which.
        id: PackageId,
        /// Where it then stands, counted from 0.
        to: usize,
    },
    /// Changes one package.
    Package(PackageId, PackageEdit),
    /// What a person typed over a belief; `None` takes the used reading out. It is an assumption
    /// of that person.
    EnterBelief {
        /// The name that the deal engine gives it.
        key: String,
        /// What was typed.
        value: Option<BeliefValue>,
        /// The id for the reading, if it becomes one of its own.
        reading: ReadingId,
        /// Who assumes it.
        by: String,
    },
    /// All readings of a belief.
    SetBelief(String, Sourced<BeliefValue>),
    /// How low and how high a belief may be; `None` leaves it to the standard step.
    SetRange(String, Option<BeliefRange>),
    /// Writes a row into the ledger. Nothing takes it out again but undo.
    Record(Round),
}

/// A change to one package.
#[allow(
    clippy::large_enum_variant,
    reason = "one edit exists at a time; a box would only add noise"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum PackageEdit {
    /// What we call it; never empty.
    Rename(String),
    /// The fixed fee; its instalments keep their shares and add up to it.
    SetFixedFee(Option<Money>),
    /// The parts of the fixed fee; empty for all at once.
    SetInstalments(Vec<Instalment>),
    /// Adds an add-on or replaces the one of the same id.
    PutAddOn(AddOn),
    /// Takes an add-on out.
    RemoveAddOn(AddOnId),
    /// The seller's share of a later sale.
    SetSellOn(Option<SellOn>),
    /// The seller's right to buy him back.
    SetBuyBack(Option<BuyBack>),
    /// A player who goes the other way.
    SetSwap(Option<Swap>),
    /// A loan before or instead of a transfer.
    SetLoan(Option<Loan>),
    /// What we would pay the player.
    SetWage(Option<Wage>),
    /// Paid to the player on signing.
    SetSigningBonus(Option<Money>),
    /// Paid to agents by us.
    SetAgentFee(Option<Money>),
    /// The last day of the contract.
    SetContractUntil(Option<NaiveDate>),
    /// An option in that contract.
    SetOptionYear(Option<OptionYear>),
    /// The day by which they must answer.
    SetAnswerBy(Option<NaiveDate>),
    /// True if we pay the solidarity contribution beside the fee.
    SetSolidarityOnTop(bool),
    /// Keeps a term from being solved for, or lets it go.
    Lock(TermField, bool),
    /// What the package rests on.
    SetBasis(Basis),
    /// Several terms that one gesture changed: a sum typed as “20 + 5”, a solution.
    Terms {
        /// What the undo menu says before “of package A”: “solve the fixed fee”.
        verb: String,
        /// The package with them.
        package: Package,
    },
}

impl Dossier {
    pub(super) fn negotiate(
        &mut self,
        id: NegotiationId,
        edit: &NegotiationEdit,
    ) -> Result<(), EditError> {
        if let NegotiationEdit::Start(negotiation) = edit {
            if self.negotiations.contains_key(&id) {
                return Err(EditError::There("negotiation"));
            }
            if self.player(negotiation.player).is_none() {
                return Err(EditError::Gone("player"));
            }
            self.negotiations.insert(id, Arc::new(negotiation.clone()));
            return Ok(());
        }
        let found = self.negotiations.get_mut(&id);
        let negotiation = found.ok_or(EditError::Gone("negotiation"))?;
        Arc::make_mut(negotiation).carry_out(edit)
    }

    /// What stands in a field of a package or belief.
    pub(super) fn term_text(&self, field: &FieldRef) -> String {
        let found = field
            .negotiation()
            .and_then(|id| self.negotiations.get(&id));
        let Some(negotiation) = found else {
            return String::new();
        };
        let package = field.package().and_then(|id| negotiation.package(id));
        let text = match field {
            FieldRef::Package(..) => package.map(|package| package.name.clone()),
            FieldRef::Term(_, _, term) => package.map(|package| package.term_text(*term)),
            FieldRef::AddOn(_, _, id) => package.and_then(|package| {
                let add_on = package.add_ons.iter().find(|add_on| add_on.id == *id)?;
                Some(add_on.to_string())
            }),
            FieldRef::Belief(_, key) => negotiation.belief_text(key),
            _ => None,
        };
        text.unwrap_or_default()
    }
}

impl Negotiation {
    /// A belief with its range: `EUR 7m, EUR 2m to EUR 12m`.
    fn belief_text(&self, key: &str) -> Option<String> {
        let value = self.beliefs.get(key)?.value()?;
        Some(match self.ranges.get(key) {
            Some(range) => format!("{value}, {range}"),
            None => value.to_string(),
        })
    }

    fn carry_out(&mut self, edit: &NegotiationEdit) -> Result<(), EditError> {
        match edit {
            NegotiationEdit::Start(_) => return Err(EditError::There("negotiation")),
            NegotiationEdit::SetSeller(club) => self.seller = club.trim().to_owned(),
            NegotiationEdit::SetBuyer(club) => self.buyer = club.trim().to_owned(),
            NegotiationEdit::SetClosed(closed) => self.closed = *closed,
            NegotiationEdit::SetNote(note) => self.note = note.trim_end().to_owned(),
            NegotiationEdit::AddPackage(package) => self.add_package(package)?,
            NegotiationEdit::RemovePackage(id) => {
                super::apply::remove(&mut self.packages, "package", |row| row.id == *id)?;
            }
            NegotiationEdit::MovePackage { id, to } => {
                let from = self.place_of(*id)?;
                let packages = Arc::make_mut(&mut self.packages);
                let package = packages.remove(from);
                packages.insert((*to).min(packages.len()), package);
            }
            NegotiationEdit::Package(id, edit) => {
                let at = self.place_of(*id)?;
                if let Some(package) = Arc::make_mut(&mut self.packages).get_mut(at) {
                    package.carry_out(edit)?;
                }
            }
            NegotiationEdit::EnterBelief {
                key,
                value,
                reading,
                by,
            } => self.enter_belief(key, value.as_ref(), *reading, by),
            NegotiationEdit::SetBelief(key, sourced) if sourced.is_empty() => {
                self.beliefs.remove(key);
                self.ranges.remove(key);
            }
            NegotiationEdit::SetBelief(key, sourced) => {
                self.beliefs.insert(key.clone(), sourced.clone());
            }
            NegotiationEdit::SetRange(key, Some(range)) => {
                self.ranges.insert(key.clone(), range.clone());
            }
            NegotiationEdit::SetRange(key, None) => {
                self.ranges.remove(key);
            }
            NegotiationEdit::Record(round) => self.record(round)?,
        }
        Ok(())
    }

    fn place_of(&self, id: PackageId) -> Result<usize, EditError> {
        let place = self.packages.iter().position(|package| package.id == id);
        place.ok_or(EditError::Gone("package"))
    }

    fn add_package(&mut self, package: &Package) -> Result<(), EditError> {
        if self.package(package.id).is_some() {
            return Err(EditError::There("package"));
        }
        let name = named(&package.name, "package")?;
        let behind = package.made_from.and_then(|from| self.place_of(from).ok());
        let at = behind.map_or(self.packages.len(), |idx| idx + 1);
        let package = Package {
            name,
            ..package.clone()
        };
        Arc::make_mut(&mut self.packages).insert(at, package);
        Ok(())
    }

    /// A belief is never reported: whoever types it assumes it.
    fn enter_belief(&mut self, key: &str, value: Option<&BeliefValue>, id: ReadingId, by: &str) {
        let sourced = self.beliefs.remove(key).unwrap_or_default();
        let used = sourced.used_reading().cloned();
        let next = match (value, used) {
            (None, Some(used)) => sourced.without(used.id),
            (None, None) => sourced,
            (Some(value), used) => {
                let own = used.filter(|used| used.basis.assumed_by.as_deref() == Some(by));
                let id = own.as_ref().map_or(id, |own| own.id);
                let basis = own.map_or_else(|| Basis::assumed(by), |own| own.basis);
                let reading = Reading::new(id, value.clone(), basis);
                sourced.with_reading(reading).using(id)
            }
        };
        if next.is_empty() {
            self.ranges.remove(key);
        } else {
            self.beliefs.insert(key.to_owned(), next);
        }
    }

    fn record(&mut self, round: &Round) -> Result<(), EditError> {
        let there = |id| self.rounds.iter().any(|row| row.id == id);
        if there(round.id) {
            return Err(EditError::LedgerRow);
        }
        if round.corrects.is_some_and(|id| !there(id)) {
            return Err(EditError::Gone("row of the ledger"));
        }
        Arc::make_mut(&mut self.rounds).push(round.clone());
        Ok(())
    }
}

impl Package {
    pub(in crate::domain) fn carry_out(&mut self, edit: &PackageEdit) -> Result<(), EditError> {
        match edit {
            PackageEdit::Rename(name) => self.name = named(name, "package")?,
            PackageEdit::SetFixedFee(fee) => *self = self.clone().with_fixed_fee(*fee),
            PackageEdit::SetInstalments(parts) => self.instalments = parts.clone(),
            PackageEdit::PutAddOn(add_on) => {
                match self.add_ons.iter_mut().find(|old| old.id == add_on.id) {
                    Some(old) => *old = add_on.clone(),
                    None => self.add_ons.push(add_on.clone()),
                }
            }
            PackageEdit::RemoveAddOn(id) => {
                let before = self.add_ons.len();
                self.add_ons.retain(|add_on| add_on.id != *id);
                if self.add_ons.len() == before {
                    return Err(EditError::Gone("add-on"));
                }
            }
            PackageEdit::SetSellOn(term) => self.sell_on = term.clone(),
            PackageEdit::SetBuyBack(term) => self.buy_back = term.clone(),
            PackageEdit::SetSwap(term) => self.swap = term.clone(),
            PackageEdit::SetLoan(term) => self.loan = term.clone(),
            PackageEdit::SetWage(wage) => self.wage = wage.clone(),
            PackageEdit::SetSigningBonus(sum) => self.signing_bonus = *sum,
            PackageEdit::SetAgentFee(sum) => self.agent_fee = *sum,
            PackageEdit::SetContractUntil(day) => self.contract_until = *day,
            PackageEdit::SetOptionYear(option) => self.option_year = option.clone(),
            PackageEdit::SetAnswerBy(day) => self.answer_by = *day,
            PackageEdit::SetSolidarityOnTop(on_top) => self.solidarity_on_top = *on_top,
            PackageEdit::Lock(term, true) => {
                self.locked.insert(term.key().to_owned());
            }
            PackageEdit::Lock(term, false) => {
                self.locked.remove(term.key());
            }
            PackageEdit::SetBasis(basis) => self.basis = basis.clone(),
            PackageEdit::Terms { package, .. } => {
                *self = Self {
                    id: self.id,
                    ..package.clone()
                };
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
