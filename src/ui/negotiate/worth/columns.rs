//! Which figures of a package are shown, in their order, and how they are printed.

use crate::chart::figures::figure;
use crate::domain::deal::scenario::{Evaluation, PackageFigures};
use crate::ui::negotiate::Shown;

/// One figure of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PackageFigure {
    /// The figure that the papers print.
    Headline,
    /// Paid whatever happens.
    Guaranteed,
    /// With our chances.
    ExpectedOurs,
    /// With theirs.
    ExpectedTheirs,
    /// In present value at our rate.
    WorthUs,
    /// In present value at theirs.
    WorthThem,
    /// What they keep of that.
    SellerKeeps,
    /// Above waiting.
    OurGain,
    /// Above keeping him.
    TheirGain,
    /// To all agents.
    Agents,
    /// The cost that is spread.
    ToBook,
    /// A full season of it.
    Amortisation,
    /// All that he costs in a full year.
    CostPerYear,
    /// That by full match.
    PerMatch,
    /// Room under the squad-cost ratio without him.
    SquadBefore,
    /// With him.
    SquadAfter,
    /// Room under the three-year test without him.
    PsrBefore,
    /// With him.
    PsrAfter,
    /// Room under the league's limit in money without him.
    LimitBefore,
    /// With him.
    LimitAfter,
    /// Their book profit.
    SellerProfit,
    /// The room that the sale gives them.
    SellerFrees,
}

/// From our chair: what it comes to and what it is worth.
pub const OURS: &[PackageFigure] = {
    use PackageFigure::{
        Agents, ExpectedOurs, ExpectedTheirs, Guaranteed, Headline, OurGain, SellerKeeps,
        TheirGain, WorthThem, WorthUs,
    };
    &[
        Headline,
        Guaranteed,
        ExpectedOurs,
        ExpectedTheirs,
        WorthUs,
        WorthThem,
        SellerKeeps,
        Agents,
        OurGain,
        TheirGain,
    ]
};
/// From theirs: nothing that only we know.
pub const THEIRS: &[PackageFigure] = {
    use PackageFigure::{
        ExpectedTheirs, Guaranteed, Headline, SellerFrees, SellerKeeps, SellerProfit, TheirGain,
        WorthThem,
    };
    &[
        Headline,
        Guaranteed,
        ExpectedTheirs,
        WorthThem,
        SellerKeeps,
        TheirGain,
        SellerProfit,
        SellerFrees,
    ]
};
/// Our books.
pub const BOOKS: &[PackageFigure] = {
    use PackageFigure::{
        Amortisation, CostPerYear, LimitAfter, LimitBefore, PerMatch, PsrAfter, PsrBefore,
        SquadAfter, SquadBefore, ToBook,
    };
    &[
        ToBook,
        Amortisation,
        CostPerYear,
        PerMatch,
        SquadBefore,
        SquadAfter,
        PsrBefore,
        PsrAfter,
        LimitBefore,
        LimitAfter,
    ]
};

impl PackageFigure {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Guaranteed => "Guaranteed",
            Self::ExpectedOurs => "Expected, our beliefs",
            Self::ExpectedTheirs => "Expected, their beliefs",
            Self::WorthUs => "Worth today to us",
            Self::WorthThem => "Worth today to them",
            Self::SellerKeeps => "Seller keeps, today",
            Self::OurGain => "We gain over waiting",
            Self::TheirGain => "They gain over keeping",
            Self::Agents => "To agents",
            Self::ToBook => "To book",
            Self::Amortisation => "Amortisation, full season",
            Self::CostPerYear => "Total cost a year",
            Self::PerMatch => "Cost per expected 90",
            Self::SquadBefore => "Squad-cost room before",
            Self::SquadAfter => "after a full year of him",
            Self::PsrBefore => "Three-year test before",
            Self::PsrAfter => "after a full year of him",
            Self::LimitBefore => "League limit before",
            Self::LimitAfter => "after a full year of him",
            Self::SellerProfit => "Their book profit",
            Self::SellerFrees => "Room that it frees them",
        }
    }

    /// Its name for a screen reader, which does not see the row above.
    pub fn name(self) -> &'static str {
        match self {
            Self::SquadAfter => "Squad-cost room after",
            Self::PsrAfter => "Three-year test after",
            Self::LimitAfter => "League limit after",
            other => other.label(),
        }
    }

    /// Small words behind the label: the rate, the unit where it is another.
    pub fn aside(self, shown: &Shown) -> String {
        let rate = |key: &str| {
            let scenario = shown.reckoning.scenario.as_ref();
            scenario.map_or_else(String::new, |scenario| {
                format!(
                    "{} %",
                    figure(100.0 * scenario.beliefs.get(key), 1).trim_end_matches(".0")
                )
            })
        };
        match self {
            Self::Headline => format!("{} m", shown.currency()),
            Self::ToBook => "costs included".to_owned(),
            Self::WorthUs => rate("r_buyer"),
            Self::WorthThem => rate("r_seller"),
            _ => String::new(),
        }
    }

    /// True for what the decision hangs on.
    pub fn is_strong(self) -> bool {
        matches!(self, Self::Headline | Self::WorthUs | Self::OurGain)
    }

    /// True if another side may read it: it is what was put on the table, not what we think of it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Headline | Self::Guaranteed)
    }

    /// The figure; `None` while something is missing for it.
    pub fn of(self, found: &PackageFigures) -> Option<f64> {
        let totals = &found.totals;
        match self {
            Self::Headline => Some(totals.headline),
            Self::Guaranteed => Some(totals.guaranteed),
            Self::ExpectedOurs => Some(totals.expected),
            Self::ExpectedTheirs => Some(found.expected_theirs),
            Self::WorthUs => Some(totals.npv_buyer),
            Self::WorthThem => Some(totals.npv_seller),
            Self::SellerKeeps => Some(found.seller_keeps_today),
            Self::OurGain => found.buyer_gain,
            Self::TheirGain => found.seller_gain,
            Self::Agents => Some(found.to_agents),
            Self::ToBook => Some(found.booked_cost),
            Self::Amortisation => found.yearly.amortisation,
            Self::CostPerYear => Some(found.cost_per_year),
            Self::PerMatch => Some(found.per_90?.value),
            Self::SquadBefore => Some(found.squad_cost?.headroom_before),
            Self::SquadAfter => Some(found.squad_cost?.headroom_after),
            Self::PsrBefore => Some(found.psr?.before),
            Self::PsrAfter => Some(found.psr?.after),
            Self::LimitBefore => Some(found.cost_limit?.before),
            Self::LimitAfter => Some(found.cost_limit?.after),
            Self::SellerProfit => found.seller_profit,
            Self::SellerFrees => found.seller_frees,
        }
    }

    /// As it is printed.
    pub fn text(self, found: &PackageFigures) -> Option<String> {
        if found.problem.is_some() {
            return None;
        }
        Some(figure(self.of(found)?, 2))
    }

    /// False for what nobody asked for: a limit that was not entered has no rows.
    pub fn is_asked(self, evaluation: &Evaluation) -> bool {
        match self {
            Self::PsrAfter | Self::LimitBefore | Self::LimitAfter | Self::SquadAfter => evaluation
                .packages
                .iter()
                .any(|found| self.of(found).is_some()),
            _ => true,
        }
    }
}
