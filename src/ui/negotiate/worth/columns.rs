//! Which figures of a package are shown, in their order, and how they are printed.

use crate::domain::deal::figure::{Figure, PackageFigure};
use crate::domain::figures::figure;
use crate::ui::negotiate::Shown;

/// From our chair: what it comes to and what it is worth.
pub const OURS: &[PackageFigure] = {
    use PackageFigure::*;
    &[
        Headline,
        Guaranteed,
        Expected,
        ExpectedTheirs,
        WorthToBuyer,
        WorthToSeller,
        SellerKeepsToday,
        ToAgents,
        BuyerGain,
        SellerGain,
    ]
};
/// From theirs: nothing that only we know.
pub const THEIRS: &[PackageFigure] = {
    use PackageFigure::*;
    &[
        Headline,
        Guaranteed,
        ExpectedTheirs,
        WorthToSeller,
        SellerKeepsToday,
        SellerGain,
        SellerProfit,
        SellerFrees,
    ]
};
/// Our books.
pub const BOOKS: &[PackageFigure] = {
    use PackageFigure::*;
    &[
        BookedCost,
        Amortisation,
        CostPerYear,
        CostPer90,
        HeadroomBefore,
        HeadroomAfter,
        PsrBefore,
        PsrAfter,
        CostLimitBefore,
        CostLimitAfter,
    ]
};

/// The words of its row: the second of a pair goes on from the first.
pub fn label(figure: PackageFigure) -> &'static str {
    use PackageFigure::*;
    match figure {
        HeadroomAfter | PsrAfter | CostLimitAfter => "after a full year of him",
        other => other.name(),
    }
}

/// Small words behind the label: the rate, the unit where it is another.
pub fn aside(of: PackageFigure, shown: &Shown) -> String {
    let rate = |key: &str| {
        let scenario = shown.reckoning.scenario.as_ref();
        scenario.map_or_else(String::new, |scenario| {
            let rate = figure(100.0 * scenario.beliefs.get(key), 1);
            format!("{} %", rate.trim_end_matches(".0"))
        })
    };
    match of {
        PackageFigure::Headline => format!("{} m", shown.currency()),
        PackageFigure::WorthToBuyer => rate("r_buyer"),
        PackageFigure::WorthToSeller => rate("r_seller"),
        PackageFigure::BookedCost => "costs included".to_owned(),
        _ => String::new(),
    }
}

/// True for what the decision hangs on.
pub fn is_strong(figure: PackageFigure) -> bool {
    matches!(
        figure,
        PackageFigure::Headline | PackageFigure::WorthToBuyer | PackageFigure::BuyerGain
    )
}

/// True if another side may read it: it is what was put on the table, not what we think of it.
pub fn is_open(figure: PackageFigure) -> bool {
    matches!(figure, PackageFigure::Headline | PackageFigure::Guaranteed)
}

/// As it is printed; `None` while something is missing for it, or nothing is offered yet.
pub fn text(of: PackageFigure, shown: &Shown, idx: usize) -> Option<String> {
    if shown.negotiation.packages.get(idx)?.is_blank() {
        return None;
    }
    let problem = &shown.figures(idx)?.problem;
    let value = shown.value(Figure::Package(idx, of))?;
    problem.is_none().then(|| figure(value, 2))
}

/// False for a second row that nobody asked for: a limit that was not entered has one row, which
/// says so, or none.
pub fn is_asked(of: PackageFigure, shown: &Shown) -> bool {
    use PackageFigure::*;
    match of {
        HeadroomAfter | PsrAfter | CostLimitBefore | CostLimitAfter => {
            let packages = 0..shown.negotiation.packages.len();
            packages
                .into_iter()
                .any(|idx| shown.value(Figure::Package(idx, of)).is_some())
        }
        _ => true,
    }
}
