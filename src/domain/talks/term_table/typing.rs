//! What a text typed into a cell changes, or a drag.

use chrono::NaiveDate;
use uuid::Uuid;

use super::TermRow;
use crate::domain::date::day_text;
use crate::domain::dossier::Dossier;
use crate::domain::edit::PackageEdit;
use crate::domain::extra::Extra;
use crate::domain::id::{AddOnId, InstalmentId};
use crate::domain::money::{Currency, Money};
use crate::domain::package::{AddOn, Package};
use crate::domain::typed::{self, TypedError};

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

impl Package {
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
                PackageEdit::SetOptionYear(typed::option_year(text, on, None).map_err(words)?)
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
