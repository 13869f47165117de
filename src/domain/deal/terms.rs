//! The terms of one package as the engine reckons with them: millions of the model currency.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::error::DealError;
use super::input::{Payment, Profile};
use super::model::Model;
use super::tag::Tag;
use super::time::{days_inclusive, years_between};
use super::wages::{WEEKS_PER_YEAR, gross_of_net};
use crate::domain::contract::{Wage, WagePeriod, WageTax};
use crate::domain::date::day_text;
use crate::domain::money::{Currency, Money, Percent};
use crate::domain::package::{AddOn, LoanEnd, Package, SellOnBase};

/// The top marginal rate by which a net wage is brought to gross; unverified (rules, Spain).
const TAX_ON_NET_WAGE: f64 = 0.45;

/// An add-on with the beliefs of both sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddOnTerm {
    /// What must happen.
    pub event: String,
    /// When it would be paid.
    pub due: NaiveDate,
    /// Millions.
    pub amount: f64,
    /// How likely we hold the event.
    pub ours: f64,
    /// How likely we think that they hold it.
    pub theirs: f64,
    /// True if it is stated in another currency than the model's.
    pub is_foreign: bool,
}

/// A player of ours who goes the other way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SwapTerm {
    /// His name.
    pub player: String,
    /// What both put him down for, in millions.
    pub agreed_value: f64,
}

/// A loan before or instead of a transfer.
#[derive(Clone, Debug, PartialEq)]
pub struct LoanTerm {
    /// Paid for the loan, in millions.
    pub fee: f64,
    /// Its last day.
    pub until: NaiveDate,
    /// What follows.
    pub then: LoanEnd,
    /// The price if we buy him then, in millions.
    pub price: f64,
    /// How likely the event of an obligation is.
    pub chance: Option<f64>,
}

/// Something that a reader of the figures must know of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The member of the package.
    pub member: &'static str,
    /// What was done, or what is missing.
    pub text: String,
}

/// The terms of one package.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// A player who goes the other way.
    pub swap: Option<SwapTerm>,
    /// A loan.
    pub loan: Option<LoanTerm>,
    /// True if the buyer pays solidarity beside the fee.
    pub solidarity_on_top: bool,
    /// Paid to agents by the buyer.
    pub agent_fee: f64,
    /// Paid to the player on signing.
    pub signing_bonus: f64,
    /// His gross wage a year, before what the employer pays on top.
    pub wage_per_year: Option<f64>,
    /// The last day of the contract.
    pub contract_until: Option<NaiveDate>,
    /// The day by which they must answer.
    pub answer_by: Option<NaiveDate>,
    /// Members that solving must leave alone.
    pub locked: BTreeSet<String>,
    /// What the terms rest on.
    pub tag: Tag,
    /// Members that are stated in another currency than the model's.
    pub foreign: BTreeSet<&'static str>,
    /// Those currencies.
    pub currencies: BTreeSet<Currency>,
    /// What a reader must know.
    pub remarks: Vec<Remark>,
    /// Why the package could not be read; its sums are then 0 and mean nothing.
    pub problem: Option<String>,
}

/// Reads the sums of one package and notes those of another currency.
struct Reader<'a> {
    model: &'a Model<'a>,
    package: &'a str,
    terms: Terms,
}

impl Reader<'_> {
    fn sum(&mut self, money: Money, member: &'static str) -> Result<f64, DealError> {
        if money.currency != self.model.currency {
            self.terms.foreign.insert(member);
            self.terms.currencies.insert(money.currency);
        }
        let field = format!("{}.{member}", self.package);
        self.model.millions(money, &field)
    }

    fn maybe(&mut self, money: Option<Money>, member: &'static str) -> Result<f64, DealError> {
        money.map_or(Ok(0.0), |money| self.sum(money, member))
    }

    fn remark(&mut self, member: &'static str, text: String) {
        self.terms.remarks.push(Remark { member, text });
    }

    fn fee(&mut self, package: &Package) -> Result<(), DealError> {
        let mut parts = Vec::new();
        for part in &package.instalments {
            parts.push((part.due, self.sum(part.amount, "instalments")?));
        }
        let paid: f64 = parts.iter().map(|(_, amount)| amount).sum();
        self.terms.fixed_fee = match package.fixed_fee {
            Some(fee) => self.sum(fee, "fixed_fee")?,
            None => {
                if self.terms.foreign.contains("instalments") {
                    self.terms.foreign.insert("fixed_fee");
                }
                paid
            }
        };
        self.bring_to_today(&mut parts);
        let usable = paid > 0.0 && parts.iter().all(|(_, amount)| *amount >= 0.0);
        self.terms.schedule = if usable {
            let share = |(due, amount): (NaiveDate, f64)| (due, amount / paid);
            parts.into_iter().map(share).collect()
        } else if !parts.is_empty() && parts.iter().all(|(_, amount)| *amount == 0.0) {
            // A fee of nothing keeps its days, or the limits would jump where it comes to nothing.
            let even = 1.0 / parts.len() as f64;
            parts.into_iter().map(|(due, _)| (due, even)).collect()
        } else {
            vec![(self.model.on, 1.0)]
        };
        self.terms.schedule.sort_by_key(|(due, _)| *due);
        let fee = self.terms.fixed_fee;
        if usable && (paid - fee).abs() > fee.abs() * 1e-9 + 1e-9 {
            let text = format!(
                "The instalments come to {paid:.2}m, the fee is {fee:.2}m; their shares were kept"
            );
            self.remark("instalments", text);
        }
        Ok(())
    }

    /// Nothing can be paid before today; counted as of today, a date that is dragged past an
    /// instalment makes no figure jump.
    fn bring_to_today(&mut self, parts: &mut [(NaiveDate, f64)]) {
        let on = self.model.on;
        for (due, _) in parts.iter_mut().filter(|(due, _)| *due < on) {
            let text = format!(
                "An instalment was due on {}, before the decision date: counted as paid today",
                day_text(*due)
            );
            self.remark("instalments", text);
            *due = on;
        }
    }

    fn add_on(&mut self, add_on: &AddOn) -> Result<AddOnTerm, DealError> {
        let (on, event) = (self.model.on, &add_on.event);
        let mut due = add_on.due.unwrap_or(on);
        if add_on.due.is_none() {
            let text = format!("No day was entered for “{event}”: counted as paid today");
            self.remark("add_ons", text);
        } else if due < on {
            let text = format!(
                "“{event}” was due on {}, before the decision date: counted as paid today",
                day_text(due)
            );
            self.remark("add_ons", text);
            due = on;
        }
        if add_on.chance_ours.is_none() {
            let text = format!("No chance of ours was entered for “{event}”: counted as certain");
            self.remark("add_ons", text);
        }
        // A chance above 100 % is refused where it is typed; a foreign file may still hold one.
        let chance = |percent: Percent| percent.fraction().min(1.0);
        let ours = add_on.chance_ours.map_or(1.0, chance);
        Ok(AddOnTerm {
            event: event.clone(),
            due,
            amount: self.sum(add_on.amount, "add_ons")?,
            ours,
            theirs: add_on.chance_theirs.map_or(ours, chance),
            is_foreign: add_on.amount.currency != self.model.currency,
        })
    }

    fn clauses(&mut self, package: &Package) -> Result<(), DealError> {
        if let Some(clause) = &package.sell_on {
            self.terms.sell_on = Some((clause.share.fraction().min(1.0), clause.of.clone()));
        }
        if let Some(clause) = &package.buy_back {
            self.terms.buy_back = Some(self.sum(clause.amount, "buy_back")?);
        }
        if let Some(swap) = &package.swap {
            let player = self
                .model
                .dossier
                .and_then(|dossier| dossier.players.get(&swap.player));
            self.terms.swap = Some(SwapTerm {
                player: player.map_or_else(String::new, |player| player.name.clone()),
                agreed_value: self.sum(swap.agreed_value, "swap")?,
            });
        }
        if let Some(loan) = &package.loan {
            let mut until = loan.until;
            if until < self.model.on {
                let text = format!(
                    "The loan ended on {}, before the decision date: counted as ending today",
                    day_text(until)
                );
                self.remark("loan", text);
                until = self.model.on;
            }
            self.terms.loan = Some(LoanTerm {
                fee: self.maybe(loan.fee, "loan")?,
                until,
                then: loan.then.clone(),
                price: self.maybe(loan.price, "loan")?,
                chance: loan.chance.map(|chance| chance.fraction().min(1.0)),
            });
        }
        Ok(())
    }

    fn player(&mut self, package: &Package) -> Result<(), DealError> {
        self.terms.agent_fee = self.maybe(package.agent_fee, "agent_fee")?;
        self.terms.signing_bonus = self.maybe(package.signing_bonus, "signing_bonus")?;
        if let Some(wage) = &package.wage {
            let one = self.sum(wage.amount.low, "wage")?;
            self.terms.wage_per_year = Some(wage_per_year(wage, one));
        }
        if let Some(by) = package.answer_by
            && by < self.model.on
        {
            let text = format!("Their answer was due on {}", day_text(by));
            self.remark("answer_by", text);
        }
        if let Some(until) = package.contract_until
            && until < self.model.on
        {
            let text = format!(
                "The contract would end on {}, before the decision date",
                day_text(until)
            );
            self.remark("contract_until", text);
        }
        Ok(())
    }
}

impl Terms {
    /// Reads a package in the model currency.
    ///
    /// What lies before the decision date is counted as of that date, with a remark, so that
    /// dragging the date makes no figure jump.
    pub fn read(package: &Package, model: &Model<'_>) -> Result<Self, DealError> {
        let tag = if package.basis.is_empty() {
            Tag::assumed(format!("the terms of {}", package.name))
        } else {
            model.tag(&package.basis)
        };
        let mut reader = Reader {
            model,
            package: &package.name,
            terms: Self {
                name: package.name.clone(),
                solidarity_on_top: package.solidarity_on_top,
                contract_until: package.contract_until,
                answer_by: package.answer_by,
                locked: package.locked.clone(),
                tag,
                ..Self::default()
            },
        };
        reader.fee(package)?;
        for add_on in package.add_ons.iter() {
            let term = reader.add_on(add_on)?;
            reader.terms.add_ons.push(term);
        }
        reader.clauses(package)?;
        reader.player(package)?;
        Ok(reader.terms)
    }

    /// A package that could not be read: its name, and why.
    pub fn unread(package: &Package, err: &DealError) -> Self {
        Self {
            name: package.name.clone(),
            problem: Some(err.to_string()),
            ..Self::default()
        }
    }

    /// The same terms if every sum in another currency were worth `factor` times as much.
    #[must_use]
    pub fn at_rates(&self, factor: f64) -> Self {
        let mut terms = self.clone();
        let by = |member: &str| {
            if self.foreign.contains(member) {
                factor
            } else {
                1.0
            }
        };
        terms.fixed_fee *= by("fixed_fee");
        for row in terms.add_ons.iter_mut().filter(|row| row.is_foreign) {
            row.amount *= factor;
        }
        terms.buy_back = self.buy_back.map(|sum| sum * by("buy_back"));
        if let Some(swap) = &mut terms.swap {
            swap.agreed_value *= by("swap");
        }
        if let Some(loan) = &mut terms.loan {
            loan.fee *= by("loan");
            loan.price *= by("loan");
        }
        terms.agent_fee *= by("agent_fee");
        terms.signing_bonus *= by("signing_bonus");
        terms.wage_per_year = self.wage_per_year.map(|sum| sum * by("wage"));
        terms
    }

    /// Years of the contract from a day; `None` without its end or after it.
    pub fn contract_years(&self, on: NaiveDate) -> Option<f64> {
        let days = days_inclusive(on, self.contract_until?);
        (days > 0).then_some(days as f64 / 365.0)
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

    /// The cost that the books spread: fee, agreed value of a player who goes the other way, our
    /// agent, and as fractions of the fee solidarity if it is on top and our other costs.
    pub fn capitalised_cost(&self, solidarity: f64, on_cost: f64) -> f64 {
        let on_top = if self.solidarity_on_top {
            solidarity
        } else {
            0.0
        };
        let swap = self.swap.as_ref().map_or(0.0, |swap| swap.agreed_value);
        self.fixed_fee * (1.0 + on_top + on_cost) + swap + self.agent_fee
    }
}

/// A wage by the year, from the sum of one period; net brought to gross.
fn wage_per_year(wage: &Wage, one: f64) -> f64 {
    let year = match wage.per {
        WagePeriod::Week => one * WEEKS_PER_YEAR,
        WagePeriod::Month => one * 12.0,
        WagePeriod::Year | WagePeriod::Other(_) => one,
    };
    match wage.tax {
        Some(WageTax::Net) => gross_of_net(year, TAX_ON_NET_WAGE),
        Some(WageTax::Gross | WageTax::Other(_)) | None => year,
    }
}
