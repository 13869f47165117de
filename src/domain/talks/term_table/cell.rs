//! What stands in a cell of the table, the field behind it, and what it is worth.

use super::TermRow;
use crate::domain::contract::{Wage, WagePeriod, WageTax};
use crate::domain::date::day_text;
use crate::domain::deal::scenario::PackageFigures;
use crate::domain::dossier::Dossier;
use crate::domain::field::FieldRef;
use crate::domain::figures::millions_text;
use crate::domain::id::NegotiationId;
use crate::domain::money::{Currency, Money, Percent};
use crate::domain::package::{AddOn, Package, SellOnBase};

impl Package {
    /// The field behind a cell.
    pub fn field_of(&self, negotiation: NegotiationId, row: TermRow) -> FieldRef {
        match self.add_on_of(row) {
            Some(add_on) => FieldRef::AddOn(negotiation, self.id, add_on.id),
            None => FieldRef::Term(negotiation, self.id, row.term()),
        }
    }

    pub(super) fn add_on_of(&self, row: TermRow) -> Option<&AddOn> {
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
        let sum = |money: Option<Money>| money.map(|money| money.in_column_of(currency));
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
                    let amount = clause.amount.in_column_of(currency);
                    format!("{amount} until {}", day_text(until))
                }
                None => clause.amount.in_column_of(currency),
            }),
            TermRow::Swap => self.swap.as_ref().map(|swap| {
                let player = dossier.player(swap.player);
                let name = player.map_or("?", |player| player.short_name());
                format!("{name} {}", swap.agreed_value.in_column_of(currency))
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

    /// True if something stands in the row: of the rows of add-ons, only in those that it has.
    pub fn fills(&self, row: TermRow) -> bool {
        match row {
            TermRow::AddOn(idx)
            | TermRow::AddOnEvent(idx)
            | TermRow::AddOnDue(idx)
            | TermRow::ChanceOurs(idx)
            | TermRow::ChanceTheirs(idx) => idx < self.add_ons.len(),
            row => self.has(row),
        }
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
