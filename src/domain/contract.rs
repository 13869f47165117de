//! What binds a player to his club: wage, option, release clause.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::extra::{Extra, open_enum};
use super::money::StatedAmount;

open_enum! {
    /// The span that a wage pays for.
    pub enum WagePeriod {
        /// As England states wages.
        Week = "week", "a week";
        /// As Italy and Germany often state them.
        Month = "month", "a month";
        /// As Spain states them.
        Year = "year", "a year";
    }
}

open_enum! {
    /// Whether tax is taken from a stated wage.
    pub enum WageTax {
        /// Before tax, the convention of England.
        Gross = "gross", "gross";
        /// After tax, the convention of Spain and Italy.
        Net = "net", "net";
    }
}

/// A wage in the convention of its source; no conversion is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wage {
    /// The amount for one period.
    pub amount: StatedAmount,
    /// The period.
    pub per: WagePeriod,
    /// Gross or net; `None` if the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<WageTax>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `GBP 80k a week, gross`.
impl fmt::Display for Wage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.per.label())?;
        match &self.tax {
            Some(tax) => write!(f, ", {}", tax.label()),
            None => Ok(()),
        }
    }
}

open_enum! {
    /// Who may extend the contract.
    pub enum OptionHolder {
        /// The club alone.
        Club = "club", "club option";
        /// The player alone.
        Player = "player", "player option";
        /// Both together.
        Mutual = "mutual", "mutual option";
    }
}

/// An option to extend the contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionYear {
    /// Who holds it.
    pub holder: OptionHolder,
    /// The contract's end if it is exercised.
    pub until: PartialDate,
    /// The last day on which it can be exercised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise_by: Option<PartialDate>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `club option to 30 Jun 2027`.
impl fmt::Display for OptionYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.holder.label(), self.until)
    }
}

/// A sum at which the player may leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReleaseClause {
    /// The sum.
    pub amount: StatedAmount,
    /// The first day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// True if it is payable at once; `None` if the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_front: Option<bool>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `GBP 50m, up front`.
impl fmt::Display for ReleaseClause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.amount)?;
        match self.up_front {
            Some(true) => f.write_str(", up front"),
            Some(false) => f.write_str(", in instalments"),
            None => Ok(()),
        }
    }
}
