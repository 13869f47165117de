//! The table of terms: which rows it has, what stands in a cell, and what a text typed into a cell
//! changes.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{AddOn, Package, SellOnBase};
use crate::domain::contract::{Wage, WagePeriod, WageTax};
use crate::domain::date::day_text;
use crate::domain::deal::scenario::{PackageFigures, Term};
use crate::domain::dossier::Dossier;
use crate::domain::edit::PackageEdit;
use crate::domain::extra::Extra;
use crate::domain::field::{FieldRef, TermField};
use crate::domain::id::{AddOnId, InstalmentId, NegotiationId};
use crate::domain::money::{Currency, Money, Percent};
use crate::domain::negotiation::standing::millions_text;
use crate::domain::typed::{self, TypedError};

/// One row of the table. Add-ons are counted from 0 within each package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermRow {
    /// Paid whatever happens.
    FixedFee,
    /// Its parts.
    Shares,
    /// When the later parts are due.
    Dues,
    /// The sum of an add-on.
    AddOn(usize),
    /// What it is paid for.
    AddOnEvent(usize),
    /// When it would be paid.
    AddOnDue(usize),
    /// How likely we hold it.
    ChanceOurs(usize),
    /// How likely we think that they hold it.
    ChanceTheirs(usize),
    /// The seller's share of a later sale.
    SellOn,
    /// The seller's right to buy him back.
    BuyBack,
    /// One of ours who goes the other way.
    Swap,
    /// A loan before or instead of a transfer.
    Loan,
    /// What we would pay the player.
    Wage,
    /// Paid to the player on signing.
    SigningBonus,
    /// Paid to agents by us.
    AgentFee,
    /// The last day of the contract.
    ContractUntil,
    /// An option in it.
    OptionYear,
    /// The day by which they must answer.
    AnswerBy,
    /// Who pays the solidarity contribution.
    Solidarity,
}

/// What a text needs to be read.
pub struct Reading<'a> {
    /// The decision date.
    pub on: NaiveDate,
    /// For names of ours, and for the currency and the convention of the country.
    pub dossier: &'a Dossier,
    /// Gives ids for new rows.
    pub new_id: &'a dyn Fn() -> Uuid,
}

impl Reading<'_> {
    fn currency(&self) -> Currency {
        self.dossier.head.currency
    }
}

impl TermRow {
    /// The rows for these packages, with an empty add-on below the others.
    pub fn of(packages: &[Package]) -> Vec<Self> {
        let mut rows = vec![Self::FixedFee, Self::Shares, Self::Dues];
        let most = packages.iter().map(|package| package.add_ons.len()).max();
        let most = most.unwrap_or(0);
        for idx in 0..most {
            rows.extend([
                Self::AddOn(idx),
                Self::AddOnEvent(idx),
                Self::AddOnDue(idx),
                Self::ChanceOurs(idx),
                Self::ChanceTheirs(idx),
            ]);
        }
        rows.extend([
            Self::AddOn(most),
            Self::SellOn,
            Self::BuyBack,
            Self::Swap,
            Self::Loan,
            Self::Wage,
            Self::SigningBonus,
            Self::AgentFee,
            Self::ContractUntil,
            Self::OptionYear,
            Self::AnswerBy,
            Self::Solidarity,
        ]);
        rows
    }

    /// The term to which it belongs.
    pub fn term(self) -> TermField {
        match self {
            Self::FixedFee => TermField::FixedFee,
            Self::Shares | Self::Dues => TermField::Instalments,
            Self::AddOn(_)
            | Self::AddOnEvent(_)
            | Self::AddOnDue(_)
            | Self::ChanceOurs(_)
            | Self::ChanceTheirs(_) => TermField::AddOns,
            Self::SellOn => TermField::SellOn,
            Self::BuyBack => TermField::BuyBack,
            Self::Swap => TermField::Swap,
            Self::Loan => TermField::Loan,
            Self::Wage => TermField::Wage,
            Self::SigningBonus => TermField::SigningBonus,
            Self::AgentFee => TermField::AgentFee,
            Self::ContractUntil => TermField::ContractUntil,
            Self::OptionYear => TermField::OptionYear,
            Self::AnswerBy => TermField::AnswerBy,
            Self::Solidarity => TermField::Solidarity,
        }
    }

    /// True for a term that few offers have: its row is folded away while no package has it.
    pub fn is_rare(self) -> bool {
        matches!(
            self,
            Self::BuyBack | Self::Swap | Self::Loan | Self::OptionYear | Self::Solidarity
        )
    }

    /// The name under which the engine says what the term is worth.
    pub fn worth(self) -> Option<Term> {
        Some(match self {
            Self::FixedFee => Term::FixedFee,
            Self::AddOn(idx) => Term::AddOn(idx),
            Self::SellOn => Term::SellOn,
            Self::BuyBack => Term::BuyBack,
            Self::Swap => Term::Swap,
            Self::Loan => Term::Loan,
            Self::Wage => Term::Wage,
            Self::SigningBonus => Term::SigningBonus,
            Self::AgentFee => Term::AgentFee,
            Self::Solidarity => Term::Solidarity,
            Self::Shares
            | Self::Dues
            | Self::AddOnEvent(_)
            | Self::AddOnDue(_)
            | Self::ChanceOurs(_)
            | Self::ChanceTheirs(_)
            | Self::ContractUntil
            | Self::OptionYear
            | Self::AnswerBy => return None,
        })
    }

    /// True for the row that has the padlock of its term.
    pub fn has_lock(self) -> bool {
        !matches!(
            self,
            Self::Dues
                | Self::AddOnEvent(_)
                | Self::AddOnDue(_)
                | Self::ChanceOurs(_)
                | Self::ChanceTheirs(_)
        )
    }

    /// True for a row of days.
    pub fn is_day(self) -> bool {
        matches!(
            self,
            Self::AddOnDue(_) | Self::ContractUntil | Self::AnswerBy
        )
    }

    /// The words before the row; `add_ons` is how many add-ons the packages have at most.
    pub fn label(self, add_ons: usize) -> String {
        let one = |idx: usize| {
            if add_ons > 1 || idx > 0 {
                format!("Add-on {}", idx + 1)
            } else {
                "Add-on".to_owned()
            }
        };
        let of = |idx: usize| {
            if add_ons > 1 {
                format!(" {}", idx + 1)
            } else {
                String::new()
            }
        };
        match self {
            Self::FixedFee => "Fixed fee".to_owned(),
            Self::Shares => "Paid in parts".to_owned(),
            Self::Dues => "Later parts due".to_owned(),
            Self::AddOn(idx) if idx >= add_ons && idx > 0 => "Another add-on".to_owned(),
            Self::AddOn(idx) => one(idx),
            Self::AddOnEvent(idx) => format!("Add-on{}, paid if", of(idx)),
            Self::AddOnDue(idx) => format!("Add-on{}, paid on", of(idx)),
            Self::ChanceOurs(idx) => format!("Chance{} it is paid, ours", of(idx)),
            Self::ChanceTheirs(idx) => format!("Chance{} it is paid, theirs", of(idx)),
            Self::OptionYear => "Option in the contract".to_owned(),
            Self::ContractUntil => "Contract to".to_owned(),
            Self::Swap => "Swap, one of ours".to_owned(),
            _ => self.term().label().to_owned(),
        }
    }

    /// The unit behind the words.
    pub fn unit(self, currency: Currency) -> String {
        match self {
            Self::FixedFee
            | Self::AddOn(_)
            | Self::BuyBack
            | Self::Swap
            | Self::SigningBonus
            | Self::AgentFee => format!("{currency} m"),
            Self::ChanceOurs(_) | Self::ChanceTheirs(_) => "%".to_owned(),
            _ => String::new(),
        }
    }

    /// What can be typed into an empty cell.
    pub fn example(self) -> &'static str {
        match self {
            Self::FixedFee => "22.5, or 20 + 5 for a fee and an add-on",
            Self::Shares => "50/50, 40/30/30, 3 for equal parts, or at once",
            Self::Dues => "1 year, 6 months, or a day for each part after the first",
            Self::AddOn(_) => "5 for five million; empty takes it out",
            Self::AddOnEvent(_) => "wins the league",
            Self::AddOnDue(_) | Self::ContractUntil | Self::AnswerBy => "30/6/26, end of season",
            Self::ChanceOurs(_) => "how likely we hold that it is paid, such as 15",
            Self::ChanceTheirs(_) => "how likely we think they hold it, such as 30",
            Self::SellOn => "15 % of fee, 15 % profit, 15 % profit paid, 15 % profit cost",
            Self::BuyBack => "40 until 30/6/28",
            Self::Swap => "Rüdiger 10",
            Self::Loan => "2 until 30/6/26, option at 30",
            Self::Wage => "200k, 10m a year net, GBP 250k a week",
            Self::SigningBonus | Self::AgentFee => "5 for five million, or 800k",
            Self::OptionYear => "club option to 30/6/31",
            Self::Solidarity => "on top of the fee, or out of it",
        }
    }
}

impl Package {
    /// The field behind a cell.
    pub fn field_of(&self, negotiation: NegotiationId, row: TermRow) -> FieldRef {
        match self.add_on_of(row) {
            Some(add_on) => FieldRef::AddOn(negotiation, self.id, add_on.id),
            None => FieldRef::Term(negotiation, self.id, row.term()),
        }
    }

    fn add_on_of(&self, row: TermRow) -> Option<&AddOn> {
        match row {
            TermRow::AddOn(idx)
            | TermRow::AddOnEvent(idx)
            | TermRow::AddOnDue(idx)
            | TermRow::ChanceOurs(idx)
            | TermRow::ChanceTheirs(idx) => self.add_ons.get(idx),
            _ => None,
        }
    }

    /// False for a cell that needs another one first, such as the chance of an add-on that is not
    /// there.
    pub fn takes(&self, row: TermRow) -> bool {
        match row {
            TermRow::AddOnEvent(_)
            | TermRow::AddOnDue(_)
            | TermRow::ChanceOurs(_)
            | TermRow::ChanceTheirs(_) => self.add_on_of(row).is_some(),
            TermRow::Shares => self.fixed_fee.is_some(),
            TermRow::Dues => !self.instalments.is_empty(),
            _ => true,
        }
    }

    /// What stands in a cell, short enough for it; amounts in millions, those of another currency
    /// with its code. Empty if the term is not part of the offer.
    pub fn cell_text(&self, row: TermRow, dossier: &Dossier) -> String {
        let currency = dossier.head.currency;
        let sum = |money: Option<Money>| money.map(|money| sum_text(money, currency));
        let add_on = self.add_on_of(row);
        let percent = |share: Option<Percent>| share.map(percent_text);
        let text = match row {
            TermRow::FixedFee => sum(self.fixed_fee),
            TermRow::Shares => Some(self.shares_text()),
            TermRow::Dues => Some(self.dues_text()),
            TermRow::AddOn(_) => sum(add_on.map(|add_on| add_on.amount)),
            TermRow::AddOnEvent(_) => add_on.map(|add_on| add_on.event.clone()),
            TermRow::AddOnDue(_) => add_on.and_then(|add_on| add_on.due).map(day_text),
            TermRow::ChanceOurs(_) => percent(add_on.and_then(|add_on| add_on.chance_ours)),
            TermRow::ChanceTheirs(_) => percent(add_on.and_then(|add_on| add_on.chance_theirs)),
            TermRow::SellOn => self.sell_on.as_ref().map(|clause| {
                let of = match &clause.of {
                    SellOnBase::Gross => "of fee",
                    SellOnBase::ProfitOverFixedFee => "profit",
                    SellOnBase::ProfitOverPaid => "profit paid",
                    SellOnBase::ProfitOverCost => "profit cost",
                    SellOnBase::Other(other) => other,
                };
                format!("{} {of}", clause.share)
            }),
            TermRow::BuyBack => self.buy_back.as_ref().map(|clause| match clause.until {
                Some(until) => {
                    format!(
                        "{} until {}",
                        sum_text(clause.amount, currency),
                        day_text(until)
                    )
                }
                None => sum_text(clause.amount, currency),
            }),
            TermRow::Swap => self.swap.as_ref().map(|swap| {
                let player = dossier.player(swap.player);
                let name = player.map_or("?", |player| player.short_name());
                format!("{name} {}", sum_text(swap.agreed_value, currency))
            }),
            TermRow::Wage => self.wage.as_ref().map(|wage| wage_text(wage, currency)),
            TermRow::SigningBonus => sum(self.signing_bonus),
            TermRow::AgentFee => sum(self.agent_fee),
            TermRow::Solidarity if self.solidarity_on_top => Some("on top".to_owned()),
            TermRow::Solidarity => Some("out of fee".to_owned()),
            TermRow::Loan | TermRow::ContractUntil | TermRow::OptionYear | TermRow::AnswerBy => {
                Some(self.term_text(row.term()))
            }
        };
        text.unwrap_or_default()
    }

    /// True if a rare term is part of the offer.
    pub fn has(&self, row: TermRow) -> bool {
        !self.term_text(row.term()).is_empty()
    }

    /// What a text typed into a cell changes.
    ///
    /// # Errors
    /// The sentence that stands under the row.
    pub fn typed(
        &self,
        row: TermRow,
        text: &str,
        how: &Reading<'_>,
    ) -> Result<PackageEdit, String> {
        let (currency, on) = (how.currency(), how.on);
        let words = |err: TypedError| err.to_string();
        let sum = || typed::sum_in_millions(text, currency).map_err(words);
        let day = || typed::day(text, on).map_err(words);
        Ok(match row {
            TermRow::FixedFee => self.typed_fee(text, how)?,
            TermRow::Shares => {
                let new_id = || InstalmentId((how.new_id)());
                PackageEdit::SetInstalments(self.with_shares(text, on, new_id)?)
            }
            TermRow::Dues => PackageEdit::SetInstalments(self.with_dues(text, on)?),
            TermRow::AddOn(_)
            | TermRow::AddOnEvent(_)
            | TermRow::AddOnDue(_)
            | TermRow::ChanceOurs(_)
            | TermRow::ChanceTheirs(_) => return self.typed_add_on(row, text, how),
            TermRow::SellOn => PackageEdit::SetSellOn(typed::sell_on(text).map_err(words)?),
            TermRow::BuyBack => {
                PackageEdit::SetBuyBack(typed::buy_back(text, currency, on).map_err(words)?)
            }
            TermRow::Swap => {
                PackageEdit::SetSwap(typed::swap(text, currency, how.dossier).map_err(words)?)
            }
            TermRow::Loan => PackageEdit::SetLoan(typed::loan(text, currency, on).map_err(words)?),
            TermRow::Wage => {
                let country = &how.dossier.head.our_country;
                PackageEdit::SetWage(typed::wage_here(text, currency, country).map_err(words)?)
            }
            TermRow::SigningBonus => PackageEdit::SetSigningBonus(sum()?),
            TermRow::AgentFee => PackageEdit::SetAgentFee(sum()?),
            TermRow::ContractUntil => match day()? {
                Some(until) if until <= on => {
                    let until = day_text(until);
                    return Err(format!(
                        "{until} is not after {}, the day of signing",
                        day_text(on)
                    ));
                }
                until => PackageEdit::SetContractUntil(until),
            },
            TermRow::OptionYear => {
                PackageEdit::SetOptionYear(typed::option_year(text, on).map_err(words)?)
            }
            TermRow::AnswerBy => PackageEdit::SetAnswerBy(day()?),
            TermRow::Solidarity => PackageEdit::SetSolidarityOnTop(text.contains("top")),
        })
    }

    /// `22.5`, or `20 + 5`: the second sum is the first add-on.
    fn typed_fee(&self, text: &str, how: &Reading<'_>) -> Result<PackageEdit, String> {
        let fee = typed::fee(text, how.currency()).map_err(|err| err.to_string())?;
        let Some(fee) = fee else {
            return Ok(PackageEdit::SetFixedFee(None));
        };
        if fee.add_ons.is_empty() {
            return Ok(PackageEdit::SetFixedFee(Some(fee.fixed)));
        }
        let mut package = self.clone().with_fixed_fee(Some(fee.fixed));
        for (idx, amount) in fee.add_ons.into_iter().enumerate() {
            match package.add_ons.get_mut(idx) {
                Some(add_on) => add_on.amount = amount,
                None => package.add_ons.push(new_add_on(amount, how)),
            }
        }
        Ok(PackageEdit::Terms {
            verb: "change fee and add-ons".to_owned(),
            package,
        })
    }

    fn typed_add_on(
        &self,
        row: TermRow,
        text: &str,
        how: &Reading<'_>,
    ) -> Result<PackageEdit, String> {
        let words = |err: TypedError| err.to_string();
        let Some(old) = self.add_on_of(row) else {
            let amount = typed::sum_in_millions(text, how.currency()).map_err(words)?;
            let amount = amount.ok_or("An add-on needs its sum")?;
            return Ok(PackageEdit::PutAddOn(new_add_on(amount, how)));
        };
        let mut next = old.clone();
        let chance = || typed::percent(text).map_err(words);
        match row {
            TermRow::AddOnEvent(_) => next.event = text.trim().to_owned(),
            TermRow::AddOnDue(_) => {
                let due = typed::day(text, how.on).map_err(words)?;
                if let Some(due) = due.filter(|due| *due < how.on) {
                    let (due, on) = (day_text(due), day_text(how.on));
                    return Err(format!("{due} is before {on}, the day of signing"));
                }
                next.due = due;
            }
            TermRow::ChanceOurs(_) => next.chance_ours = chance()?,
            TermRow::ChanceTheirs(_) => next.chance_theirs = chance()?,
            _ => match typed::sum_in_millions(text, how.currency()).map_err(words)? {
                Some(amount) => next.amount = amount,
                None => return Ok(PackageEdit::RemoveAddOn(old.id)),
            },
        }
        Ok(PackageEdit::PutAddOn(next))
    }
}

/// What a row is worth today to buyer and seller, in millions; `None` for what is not reckoned.
pub type Worth = (Option<f64>, Option<f64>);

/// What a row of a package is worth today to each side.
pub fn worth_of(figures: &PackageFigures, row: TermRow) -> Option<Worth> {
    let term = row.worth()?;
    let found = figures.worths.iter().find(|worth| worth.term == term)?;
    Some((found.to_buyer, found.to_seller))
}

/// `−21.35 / 21.45`: to us, to them.
pub fn worth_text((ours, theirs): Worth) -> String {
    let text = |worth: Option<f64>| worth.map_or_else(|| "?".to_owned(), millions_text);
    match (ours, theirs) {
        (None, None) => String::new(),
        (ours, theirs) => format!("{} / {}", text(ours), text(theirs)),
    }
}

fn new_add_on(amount: Money, how: &Reading<'_>) -> AddOn {
    AddOn {
        id: AddOnId((how.new_id)()),
        event: String::new(),
        amount,
        due: None,
        chance_ours: None,
        chance_theirs: None,
        extra: Extra::new(),
    }
}

/// Millions with two decimals; another currency has its code before it.
fn sum_text(money: Money, currency: Currency) -> String {
    let text = money.millions_text(2);
    if money.currency == currency {
        text
    } else {
        format!("{} {text}", money.currency)
    }
}

fn percent_text(share: Percent) -> String {
    share.to_string().trim_end_matches(" %").to_owned()
}

/// `200k/w`, `GBP 200k/w`, `10m/y net`.
fn wage_text(wage: &Wage, currency: Currency) -> String {
    let amount = &wage.amount;
    let mut text = if amount.currency() == currency && amount.high.is_none() && !amount.or_more {
        amount.low.short()
    } else {
        amount.to_string()
    };
    text.push_str(match &wage.per {
        WagePeriod::Week => "/w",
        WagePeriod::Month => "/m",
        WagePeriod::Year => "/y",
        WagePeriod::Other(_) => "",
    });
    match &wage.tax {
        Some(WageTax::Net) => text.push_str(" net"),
        Some(WageTax::Gross) => text.push_str(" gross"),
        Some(WageTax::Other(_)) | None => {}
    }
    text
}

/// How far one step of a dragged sum goes, in thousands of the currency.
const STEP: i64 = 50;
/// The same for fine dragging.
const FINE_STEP: i64 = 10;
/// No sum is dragged further than this many millions.
const DRAGGED_TO: i64 = 1_000;

/// A sum moved by so many steps of a drag; never below nothing.
pub fn dragged_sum(from: Money, steps: i64, fine: bool) -> Money {
    let unit = 10_i64.saturating_pow(from.currency.minor_digits());
    let thousand = unit.saturating_mul(1_000);
    let step = thousand.saturating_mul(if fine { FINE_STEP } else { STEP });
    let most = thousand.saturating_mul(1_000).saturating_mul(DRAGGED_TO);
    // Onto the grid of steps, so that a dragged sum is a round one.
    let start = from.minor.div_euclid(step).saturating_mul(step);
    let moved = start.saturating_add(steps.saturating_mul(step));
    let minor = if steps == 0 { from.minor } else { moved };
    Money::new(minor.clamp(0, most.max(from.minor)), from.currency)
}

#[cfg(test)]
mod tests;
