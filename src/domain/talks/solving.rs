//! Solving a package: what it should reach, which open term gives way, and the words for what came
//! of it.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use super::reckoning::Reckoning;
use crate::domain::belief::Part;
use crate::domain::deal::scenario::Scenario;
use crate::domain::deal::solve::{NoSolution, Target, Unknown, solve};
use crate::domain::deal::terms::Terms;
use crate::domain::field::TermField;
use crate::domain::figures::millions_text;
use crate::domain::money::{Currency, Money, Percent};
use crate::domain::package::Package;

/// What a package should reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// We gain nothing over waiting: the most that we should pay.
    OurCeiling,
    /// They gain nothing over keeping: the least that they should take.
    TheirFloor,
    /// The joint gain divided by their power.
    Split,
    /// A figure for the papers.
    Headline,
    /// Both limits at once, over a gap: a smaller fee and an add-on in which they believe more.
    BothLimits,
}

impl Goal {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 5] = [
        Self::OurCeiling,
        Self::TheirFloor,
        Self::Split,
        Self::Headline,
        Self::BothLimits,
    ];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::OurCeiling => "our ceiling",
            Self::TheirFloor => "zero gain for them",
            Self::Split => "the Nash split",
            Self::Headline => "a headline of",
            Self::BothLimits => "both limits, by an add-on",
        }
    }

    /// The beliefs that it needs.
    fn needs(self) -> &'static [Part] {
        match self {
            Self::OurCeiling => &[Part::Buyer],
            Self::TheirFloor => &[Part::Seller],
            Self::Split | Self::BothLimits => &[Part::Buyer, Part::Seller],
            Self::Headline => &[],
        }
    }
}

/// A package that reaches its goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The package with the term that gave way.
    pub package: Package,
    /// What the undo menu says.
    pub verb: String,
    /// What came of it, in a sentence.
    pub words: String,
}

impl Package {
    /// The terms that may give way, with their words: those that are part of the offer, or the fee,
    /// and open.
    pub fn open_terms(&self) -> Vec<(Unknown, String)> {
        let mut open = Vec::new();
        if !self.is_locked(TermField::FixedFee) {
            open.push((Unknown::FixedFee, "fixed fee".to_owned()));
        }
        if !self.is_locked(TermField::AddOns) {
            let several = self.add_ons.len() > 1;
            let words = |idx: usize| match several {
                true => format!("add-on {}", idx + 1),
                false => "add-on".to_owned(),
            };
            open.extend((0..self.add_ons.len()).map(|idx| (Unknown::AddOn(idx), words(idx))));
        }
        if self.sell_on.is_some() && !self.is_locked(TermField::SellOn) {
            open.push((Unknown::SellOnShare, "sell-on share".to_owned()));
        }
        open
    }

    fn with_solution(&self, unknown: Unknown, value: f64, currency: Currency) -> Option<Self> {
        let mut package = self.clone();
        match unknown {
            Unknown::FixedFee => {
                package = package.with_fixed_fee(Some(Money::from_millions(value, currency)?));
            }
            Unknown::AddOn(idx) => {
                package.add_ons.get_mut(idx)?.amount = Money::from_millions(value, currency)?;
            }
            Unknown::SellOnShare => {
                let share = Decimal::from_f64(value * 10_000.0)?.round().to_u32()?;
                package.sell_on.as_mut()?.share = Percent(share);
            }
        }
        Some(package)
    }
}

impl Reckoning {
    /// Solves the package in this place for its goal. `headline` is the sum of that goal.
    ///
    /// # Errors
    /// Why there is no solution, and what comes nearest.
    pub fn solved(
        &self,
        (place, package): (usize, &Package),
        unknown: Option<Unknown>,
        goal: Goal,
        headline: Option<Money>,
    ) -> Result<Solved, String> {
        let scenario = self
            .scenario
            .as_ref()
            .ok_or("The terms cannot be read yet")?;
        let terms = scenario
            .packages
            .get(place)
            .ok_or("There is no package to solve")?;
        lacking(scenario, goal)?;
        let open = package.open_terms();
        if goal == Goal::BothLimits {
            return self.bridged(scenario, terms, package);
        }
        let (unknown, what) = open
            .iter()
            .find(|(term, _)| Some(*term) == unknown)
            .or_else(|| open.first())
            .ok_or("Every term that could give way is locked. Open a padlock")?;
        let target = match goal {
            Goal::OurCeiling => Target::BuyerGain(0.0),
            Goal::TheirFloor => Target::SellerGain(0.0),
            Goal::Split | Goal::BothLimits => Target::SellerPart(scenario.beliefs.get("theta")),
            Goal::Headline => {
                let sum = headline.ok_or("Type the headline that the package should have")?;
                Target::Headline(self.millions(sum)?)
            }
        };
        let value = solve(scenario, terms, *unknown, target)
            .map_err(|why| no_solution(&why, what, goal))?;
        let package = package
            .with_solution(*unknown, value, self.currency)
            .ok_or("The solution is too large to be a sum")?;
        let figure = match unknown {
            Unknown::SellOnShare => format!("{:.2} %", 100.0 * value),
            Unknown::FixedFee | Unknown::AddOn(_) => {
                format!("{} {}m", self.currency, millions_text(value))
            }
        };
        Ok(Solved {
            package,
            verb: format!("solve {what}"),
            words: format!("The {what} of {figure} reaches {}", goal.reached()),
        })
    }

    fn millions(&self, sum: Money) -> Result<f64, String> {
        if sum.currency == self.currency {
            let millions = sum.millions().to_f64();
            return millions.ok_or_else(|| format!("{sum} is too large"));
        }
        Err(format!("Type the headline in {}", self.currency))
    }

    /// Fee and add-on at once, so that each side stands just at its own limit.
    fn bridged(
        &self,
        scenario: &Scenario,
        terms: &Terms,
        package: &Package,
    ) -> Result<Solved, String> {
        for term in [TermField::FixedFee, TermField::AddOns] {
            if package.is_locked(term) {
                let term = term.label().to_lowercase();
                return Err(format!(
                    "Fee and add-on both give way here, but the {term} is locked"
                ));
            }
        }
        if package.add_ons.len() != 1 {
            let count = package.add_ons.len();
            return Err(format!(
                "Both limits are reached with one add-on, and the package has {count}"
            ));
        }
        // The bridge of the engine looks at every package, and is paid as one of them.
        let alone = Scenario {
            packages: vec![terms.clone()],
            paid_as: 0,
            ..scenario.clone()
        };
        let found = alone.evaluate().map_err(|err| err.to_string())?;
        let room = found.room.ok_or("The beliefs of both sides are needed")?;
        let Some(bridge) = room.bridge else {
            return Err(room.no_bridge.unwrap_or_else(|| {
                "There is a zone on these assumptions: no add-on is needed to bridge a gap"
                    .to_owned()
            }));
        };
        let solved = package
            .with_solution(Unknown::FixedFee, bridge.fixed_fee, self.currency)
            .and_then(|next| next.with_solution(Unknown::AddOn(0), bridge.addon, self.currency))
            .ok_or("The solution is too large to be a sum")?;
        Ok(Solved {
            package: solved,
            verb: "solve fee and add-on".to_owned(),
            words: format!(
                "A fee of {} with an add-on of {} holds each side just at its own limit. It works only because the two believe differently in the add-on",
                millions_text(bridge.fixed_fee),
                millions_text(bridge.addon)
            ),
        })
    }
}

impl Goal {
    fn reached(self) -> &'static str {
        match self {
            Self::OurCeiling => "our ceiling: we gain nothing over waiting",
            Self::TheirFloor => "zero gain for them: they gain nothing over keeping him",
            Self::Split => "the Nash split of the joint gain",
            Self::Headline => "the headline",
            Self::BothLimits => "both limits",
        }
    }
}

fn lacking(scenario: &Scenario, goal: Goal) -> Result<(), String> {
    let mut missing = Vec::new();
    for part in goal.needs() {
        for belief in scenario.beliefs.missing(*part) {
            if !missing.contains(&belief.label) {
                missing.push(belief.label);
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let count = missing.len();
    let named: Vec<&str> = missing.into_iter().take(3).collect();
    let more = if count > named.len() {
        " and others"
    } else {
        ""
    };
    let beliefs = if count == 1 { "belief" } else { "beliefs" };
    Err(format!(
        "{count} {beliefs} are needed first: {}{more}",
        named.join(", ").to_lowercase()
    ))
}

/// The reason in the words of the screen, with what comes nearest.
fn no_solution(why: &NoSolution, what: &str, goal: Goal) -> String {
    let goal = goal.label();
    match why {
        NoSolution::Locked(_) => {
            format!("The {what} is locked. Open its padlock, or solve for another term")
        }
        NoSolution::Absent(_) => format!("The package has no {what}. Enter one first"),
        NoSolution::BelowNothing { at_least } => format!(
            "No solution: the other terms alone pass {goal} by {}m. Nearest: a {what} of 0",
            millions_text(*at_least)
        ),
        NoSolution::NotEnough { most, by } => format!(
            "No solution: even a {what} of {most} misses {goal} by {}m. That is the nearest",
            millions_text(*by)
        ),
        NoSolution::WithoutEffect(_) => format!(
            "No solution: the {what} does not move {goal}. Enter its chances, or the beliefs on a later sale"
        ),
    }
}
