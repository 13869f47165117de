//! The table of terms: which rows it has, and the words around them.
//!
//! What stands in a cell is told by `cell`, what a text typed into it changes by `typing`.

mod cell;
mod parts;
mod typing;

use crate::domain::deal::scenario::Term;
use crate::domain::field::TermField;
use crate::domain::money::Currency;
use crate::domain::package::Package;

pub use cell::{Worth, worth_of, worth_text};
pub use typing::{Reading, dragged_sum};

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

    /// True for a row that is folded away while no package has it: all but those with which an
    /// offer begins.
    pub fn folds(self) -> bool {
        match self {
            Self::FixedFee
            | Self::Shares
            | Self::Dues
            | Self::AddOn(0)
            | Self::Wage
            | Self::ContractUntil
            | Self::AnswerBy => false,
            Self::AddOn(_)
            | Self::AddOnEvent(_)
            | Self::AddOnDue(_)
            | Self::ChanceOurs(_)
            | Self::ChanceTheirs(_)
            | Self::SellOn
            | Self::BuyBack
            | Self::Swap
            | Self::Loan
            | Self::SigningBonus
            | Self::AgentFee
            | Self::OptionYear
            | Self::Solidarity => true,
        }
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
