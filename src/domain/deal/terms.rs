//! The terms of one package as the engine reckons with them: millions of the model currency.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::error::{Code, DealError};
use super::input::{Payment, Profile};
use super::model::Model;
use super::time::years_between;
use super::wages::{WEEKS_PER_YEAR, gross_of_net};
use crate::domain::contract::{Wage, WagePeriod, WageTax};
use crate::domain::package::{Package, SellOnBase};

/// The top marginal rate by which a net wage is brought to gross; unverified (rules, Spain).
const TAX_ON_NET_WAGE: f64 = 0.45;

/// An add-on with the beliefs of both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct AddOnTerm {
    /// When it would be paid.
    pub due: NaiveDate,
    /// Millions.
    pub amount: f64,
    /// How likely we hold the event.
    pub ours: f64,
    /// How likely we think that they hold it.
    pub theirs: f64,
}

/// The terms of one package.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// What we call it.
    pub name: String,
    /// The fixed fee, in millions.
    pub fixed_fee: f64,
    /// When it is paid: days and shares that add up to 1.
    pub schedule: Vec<(NaiveDate, f64)>,
    /// Its add-ons.
    pub add_ons: Vec<AddOnTerm>,
    /// The seller's share of a later sale, and whether of profit only.
    pub sell_on: Option<(f64, SellOnBase)>,
    /// The price at which the seller may buy him back.
    pub buy_back: Option<f64>,
    /// True if the buyer pays solidarity beside the fee.
    pub solidarity_on_top: bool,
    /// Paid to agents by the buyer.
    pub agent_fee: f64,
    /// Paid to the player on signing.
    pub signing_bonus: f64,
    /// What he costs the employer a year before taxes on the employer.
    pub wage_per_year: Option<f64>,
    /// The last day of the contract.
    pub contract_until: Option<NaiveDate>,
    /// Members that solving must leave alone.
    pub locked: BTreeSet<String>,
}

impl Terms {
    /// Reads a package in the model currency.
    pub fn read(package: &Package, model: &Model<'_>) -> Result<Self, DealError> {
        let at = |field: &str| format!("{}.{field}", package.name);
        let sum = |money: Option<crate::domain::money::Money>, field: &str| match money {
            Some(money) => model.millions(money, &at(field)),
            None => Ok(0.0),
        };
        let instalments = package
            .instalments
            .iter()
            .map(|part| Ok((part.due, model.millions(part.amount, &at("instalments"))?)))
            .collect::<Result<Vec<_>, DealError>>()?;
        let paid: f64 = instalments.iter().map(|(_, amount)| amount).sum();
        let fixed_fee = match package.fixed_fee {
            Some(fee) => model.millions(fee, &at("fixed_fee"))?,
            None => paid,
        };
        let mut schedule: Vec<(NaiveDate, f64)> = if paid > 0.0 {
            instalments
                .iter()
                .map(|(due, amount)| (*due, amount / paid))
                .collect()
        } else {
            vec![(model.on, 1.0)]
        };
        schedule.sort_by_key(|(due, _)| *due);
        let add_ons = package
            .add_ons
            .iter()
            .map(|add_on| {
                let due = add_on.due.unwrap_or(model.on);
                if due < model.on {
                    let message = format!("{} is due on {due}, before {}", add_on.event, model.on);
                    return Err(DealError::new(
                        Code::AddOnBeforeSigning,
                        at("add_ons"),
                        message,
                    ));
                }
                let ours = add_on.chance_ours.map_or(1.0, |chance| chance.fraction());
                let theirs = add_on
                    .chance_theirs
                    .map_or(ours, |chance| chance.fraction());
                if ours > 1.0 || theirs > 1.0 {
                    let message = format!("{} has a chance above 100 %", add_on.event);
                    let code = Code::ProbabilityOutOfRange;
                    return Err(DealError::new(code, at("add_ons"), message));
                }
                Ok(AddOnTerm {
                    due,
                    amount: model.millions(add_on.amount, &at("add_ons"))?,
                    ours,
                    theirs,
                })
            })
            .collect::<Result<Vec<_>, DealError>>()?;
        Ok(Self {
            name: package.name.clone(),
            fixed_fee,
            schedule,
            add_ons,
            sell_on: package
                .sell_on
                .as_ref()
                .map(|clause| (clause.share.fraction(), clause.of.clone())),
            buy_back: package
                .buy_back
                .as_ref()
                .map(|clause| model.millions(clause.amount, &at("buy_back")))
                .transpose()?,
            solidarity_on_top: package.solidarity_on_top,
            agent_fee: sum(package.agent_fee, "agent_fee")?,
            signing_bonus: sum(package.signing_bonus, "signing_bonus")?,
            wage_per_year: package
                .wage
                .as_ref()
                .map(|wage| wage_per_year(wage, model))
                .transpose()?,
            contract_until: package.contract_until,
            locked: package.locked.clone(),
        })
    }

    /// The instalments of the fixed fee.
    pub fn fixed(&self) -> Vec<Payment> {
        let part = |(due, share): &(NaiveDate, f64)| Payment {
            due: *due,
            amount: self.fixed_fee * share,
            chance: 1.0,
        };
        self.schedule.iter().map(part).collect()
    }

    /// The add-ons with our chances.
    pub fn add_ons_ours(&self) -> Vec<Payment> {
        let row = |term: &AddOnTerm| Payment {
            due: term.due,
            amount: term.amount,
            chance: term.ours,
        };
        self.add_ons.iter().map(row).collect()
    }

    /// The add-ons with their chances.
    pub fn add_ons_theirs(&self) -> Vec<Payment> {
        let row = |term: &AddOnTerm| Payment {
            due: term.due,
            amount: term.amount,
            chance: term.theirs,
        };
        self.add_ons.iter().map(row).collect()
    }

    /// How the fee is paid, in years from the model's day.
    pub fn profile(&self, on: NaiveDate) -> Profile {
        self.schedule
            .iter()
            .map(|(due, share)| (years_between(on, *due), *share))
            .collect()
    }

    /// The cost that the books spread: fee, our agent, solidarity if it is on top.
    pub fn capitalised_cost(&self, solidarity: f64) -> f64 {
        let on_top = if self.solidarity_on_top {
            self.fixed_fee * solidarity
        } else {
            0.0
        };
        self.fixed_fee + self.agent_fee + on_top
    }
}

/// A wage by the year in millions, net brought to gross.
fn wage_per_year(wage: &Wage, model: &Model<'_>) -> Result<f64, DealError> {
    let one = model.millions(wage.amount.low, "wage")?;
    let year = match wage.per {
        WagePeriod::Week => one * WEEKS_PER_YEAR,
        WagePeriod::Month => one * 12.0,
        WagePeriod::Year | WagePeriod::Other(_) => one,
    };
    Ok(match wage.tax {
        Some(WageTax::Net) => gross_of_net(year, TAX_ON_NET_WAGE),
        Some(WageTax::Gross | WageTax::Other(_)) | None => year,
    })
}
