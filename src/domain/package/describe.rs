//! A term as the screen prints it.

use std::fmt;

use super::{AddOn, BuyBack, Loan, LoanEnd, Package, SellOn};
use crate::domain::date::day_text;
use crate::domain::field::TermField;
use crate::domain::money::Money;

impl Package {
    /// What stands in a term; empty if it is not part of the offer.
    pub fn term_text(&self, term: TermField) -> String {
        let money = |sum: Option<Money>| sum.map(|sum| sum.to_string());
        let text = match term {
            TermField::FixedFee => money(self.fixed_fee),
            TermField::Instalments => {
                let parts = self.instalments.iter();
                let parts: Vec<String> = parts
                    .map(|part| format!("{} on {}", part.amount, day_text(part.due)))
                    .collect();
                Some(parts.join(", "))
            }
            TermField::AddOns => {
                let add_ons: Vec<String> = self.add_ons.iter().map(ToString::to_string).collect();
                Some(add_ons.join("; "))
            }
            TermField::SellOn => self.sell_on.as_ref().map(ToString::to_string),
            TermField::BuyBack => self.buy_back.as_ref().map(ToString::to_string),
            TermField::Swap => self.swap.as_ref().map(|swap| swap.agreed_value.to_string()),
            TermField::Loan => self.loan.as_ref().map(ToString::to_string),
            TermField::Wage => self.wage.as_ref().map(ToString::to_string),
            TermField::SigningBonus => money(self.signing_bonus),
            TermField::AgentFee => money(self.agent_fee),
            TermField::ContractUntil => self.contract_until.map(day_text),
            TermField::OptionYear => self.option_year.as_ref().map(ToString::to_string),
            TermField::AnswerBy => self.answer_by.map(day_text),
            TermField::Solidarity => self
                .solidarity_on_top
                .then(|| "on top of the fee".to_owned()),
        };
        text.unwrap_or_default()
    }
}

/// `EUR 5m, wins the league, by 1 Jul 2026`.
impl fmt::Display for AddOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.amount)?;
        if !self.event.is_empty() {
            write!(f, ", {}", self.event)?;
        }
        if let Some(due) = self.due {
            write!(f, ", by {}", day_text(due))?;
        }
        Ok(())
    }
}

/// `15 % of the fee`.
impl fmt::Display for SellOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.share, self.of.label())
    }
}

/// `EUR 40m until 30 Jun 2028`.
impl fmt::Display for BuyBack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.amount)?;
        match self.until {
            Some(until) => write!(f, " until {}", day_text(until)),
            None => Ok(()),
        }
    }
}

/// `EUR 2m until 30 Jun 2026, option to buy at EUR 30m`.
impl fmt::Display for Loan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(fee) = self.fee {
            write!(f, "{fee} ")?;
        }
        write!(f, "until {}", day_text(self.until))?;
        if self.then != LoanEnd::Return {
            write!(f, ", {}", self.then.label())?;
        }
        if let Some(price) = self.price {
            write!(f, " at {price}")?;
        }
        if let Some(chance) = self.chance {
            write!(f, ", chance {chance}")?;
        }
        Ok(())
    }
}
