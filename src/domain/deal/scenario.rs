//! A negotiation as the engine reckons with it: terms, beliefs and facts in plain numbers, and what
//! each of its parts comes to.

mod facts;
mod flags;
mod package_figures;
mod paths;
mod term;
mod term_worth;

use chrono::NaiveDate;

use super::beliefs::Beliefs;
use super::error::DealError;
use super::input::Profile;
use super::keep::SellerCase;
use super::model::Model;
use super::terms::Terms;
use super::wait::BuyerCase;
use crate::domain::belief::Part;
use crate::domain::negotiation::Negotiation;

pub use facts::Facts;
pub(super) use package_figures::RATE_STEP;
pub use package_figures::{CostPer90, Exchange, PackageFigures, Room, SeasonCash, YearlyCost};
pub(super) use paths::WAIT;
pub use paths::{Path, PathWorth};
pub use term::{Chair, Term};
pub use term_worth::TermWorth;

/// A negotiation as the engine reckons with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// The decision date.
    pub on: NaiveDate,
    /// Packages side by side.
    pub packages: Vec<Terms>,
    /// The place of the package as which a fee is taken to be paid.
    pub paid_as: usize,
    /// What both sides are believed to think.
    pub beliefs: Beliefs,
    /// What the dossier says of player and clubs.
    pub facts: Facts,
    /// Beliefs that could not be read, and why.
    pub problems: Vec<DealError>,
}

impl Scenario {
    /// Reads a negotiation. What cannot be read of it is left out and says why, so that one odd
    /// term does not empty the screen.
    pub fn read(negotiation: &Negotiation, model: &Model<'_>) -> Result<Self, DealError> {
        let read = |package| {
            Terms::read(package, model).unwrap_or_else(|err| Terms::unread(package, &err))
        };
        let (beliefs, problems) = Beliefs::read(negotiation, model);
        Ok(Self {
            on: model.on,
            packages: negotiation.packages.iter().map(read).collect(),
            paid_as: 0,
            beliefs,
            facts: Facts::read(negotiation, model),
            problems,
        })
    }

    /// How the fee is paid: as in the package of `paid_as`, else at once.
    pub fn profile(&self) -> Profile {
        match self.packages.get(self.paid_as) {
            Some(terms) if !terms.schedule.is_empty() => terms.profile(self.on),
            _ => vec![(0.0, 1.0)],
        }
    }

    pub(super) fn solidarity_on_top(&self) -> bool {
        self.packages
            .get(self.paid_as)
            .is_some_and(|terms| terms.solidarity_on_top)
    }

    /// True if everything that a side's reservation needs was entered.
    pub(super) fn knows(&self, part: Part) -> bool {
        self.beliefs.missing(part).is_empty()
    }

    /// The buyer's most, whatever was entered.
    pub fn most(&self) -> f64 {
        self.buyer_case().breakeven().most
    }

    /// The seller's least, whatever was entered.
    pub fn least(&self) -> f64 {
        self.seller_case().reservation().least
    }

    /// The buyer's case for a fee that is paid as in the package of `paid_as`.
    pub fn buyer_case(&self) -> BuyerCase {
        let mut case = self.beliefs.buyer(&self.profile());
        if self.solidarity_on_top() {
            case.on_cost += self.beliefs.get("total_solidarity_pct");
        }
        case
    }

    /// The seller's case for the same fee.
    pub fn seller_case(&self) -> SellerCase {
        let on_top = self.solidarity_on_top();
        self.beliefs.seller(&self.profile(), on_top)
    }
}
