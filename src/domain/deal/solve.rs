//! Locks some terms of a package and solves for another, or says why there is no solution.

use super::scenario::Scenario;
use super::search::root_between;
use super::terms::Terms;

/// The largest sum that is tried, in millions.
const LARGEST_SUM: f64 = 10_000.0;

/// The term that gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The fixed fee; its instalments keep their shares.
    FixedFee,
    /// The amount of one add-on.
    AddOn(usize),
    /// The seller's share of a later sale.
    SellOnShare,
}

impl Unknown {
    /// The member of the package that a person locks.
    pub fn member(self) -> &'static str {
        match self {
            Self::FixedFee => "fixed_fee",
            Self::AddOn(_) => "add_ons",
            Self::SellOnShare => "sell_on",
        }
    }
}

/// What the solution must reach; millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// So much gain to the buyer over waiting.
    BuyerGain(f64),
    /// So much gain to the seller over keeping.
    SellerGain(f64),
    /// The seller's part of the joint gain: 0.5 for an even split.
    SellerPart(f64),
    /// So much headline.
    Headline(f64),
}

/// Why there is no solution.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoSolution {
    /// A person locked the term.
    #[error("{0} is locked; unlock it or solve for another term")]
    Locked(&'static str),
    /// The package has no such term.
    #[error("The package has no {0} to solve for")]
    Absent(&'static str),
    /// Even nothing is too much.
    #[error("Even at 0 the target is passed: the other terms give {at_least:.2}m too much")]
    BelowNothing {
        /// How far.
        at_least: f64,
    },
    /// No sensible sum is enough.
    #[error("Up to {most} the target is missed by {by:.2}m")]
    NotEnough {
        /// The largest value tried.
        most: f64,
        /// What is still lacking there.
        by: f64,
    },
    /// The term does not move the target.
    #[error("{0} does not move the target; check its chance and the beliefs on a later sale")]
    WithoutEffect(&'static str),
}

/// The value of the unknown at which a package reaches its target.
pub fn solve(
    scenario: &Scenario,
    terms: &Terms,
    unknown: Unknown,
    target: Target,
) -> Result<f64, NoSolution> {
    let member = unknown.member();
    if terms.locked.contains(member) {
        return Err(NoSolution::Locked(member));
    }
    let most = match unknown {
        Unknown::FixedFee => LARGEST_SUM,
        Unknown::AddOn(idx) if idx < terms.add_ons.len() => LARGEST_SUM,
        Unknown::SellOnShare if terms.sell_on.is_some() => 1.0,
        Unknown::AddOn(_) | Unknown::SellOnShare => return Err(NoSolution::Absent(member)),
    };
    let miss = |value: f64| shortfall(scenario, &with(terms, unknown, value), target);
    let (at_nothing, at_most) = (miss(0.0), miss(most));
    if at_nothing == at_most {
        return Err(NoSolution::WithoutEffect(member));
    }
    root_between(0.0, most, miss).ok_or_else(|| {
        if at_nothing.abs() <= at_most.abs() {
            NoSolution::BelowNothing {
                at_least: at_nothing.abs(),
            }
        } else {
            NoSolution::NotEnough {
                most,
                by: at_most.abs(),
            }
        }
    })
}

fn with(terms: &Terms, unknown: Unknown, value: f64) -> Terms {
    let mut terms = terms.clone();
    match unknown {
        Unknown::FixedFee => terms.fixed_fee = value,
        Unknown::AddOn(idx) => {
            if let Some(row) = terms.add_ons.get_mut(idx) {
                row.amount = value;
            }
        }
        Unknown::SellOnShare => {
            if let Some((share, _)) = &mut terms.sell_on {
                *share = value;
            }
        }
    }
    terms
}

fn shortfall(scenario: &Scenario, terms: &Terms, target: Target) -> f64 {
    match target {
        Target::BuyerGain(gain) => scenario.buyer_gain(terms) - gain,
        Target::SellerGain(gain) => scenario.seller_gain(terms) - gain,
        Target::SellerPart(part) => {
            (1.0 - part) * scenario.seller_gain(terms) - part * scenario.buyer_gain(terms)
        }
        Target::Headline(sum) => {
            terms.fixed_fee + terms.add_ons.iter().map(|row| row.amount).sum::<f64>() - sum
        }
    }
}
