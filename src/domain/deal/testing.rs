//! Konaté in July 2025, as docs/DEAL.md works it through: every belief is an assumption.

use super::beliefs::Beliefs;
use super::evaluation::Evaluation;
use super::figure::{Figure, PackageFigure};
use super::scenario::{Chair, Scenario};
use super::terms::{AddOnTerm, Terms};
use super::tornado::Bar;

pub(super) use crate::domain::testing::day;

/// What both sides are believed to think.
pub(super) const KONATE: &[(&str, f64)] = &[
    ("season0_with", 7.0),
    ("season0_cover", 2.0),
    ("mu", 40.0),
    ("sigma", 15.0),
    ("v_alt", 12.0),
    ("J", 17.0),
    ("p_renew", 0.30),
    ("p_rival", 0.25),
    ("p_injury", 0.10),
    ("on_cost", 0.05),
    ("r_buyer", 0.08),
    ("season_value", 20.0),
    ("season_wage", 5.5),
    ("p_jan", 0.15),
    ("jan_fee", 15.0),
    ("renew_value", 30.0),
    ("replacement_net", -3.0),
    ("r_seller", 0.07),
    ("own_training_pct", 0.005),
    ("sd_B", 4.0),
    ("sd_S", 5.0),
];

/// His package at this fee, paid in two parts.
pub(super) fn package(fee: f64) -> Terms {
    Terms {
        name: "A".to_owned(),
        fixed_fee: fee,
        // 365 days apart: year 0 and year 1.
        schedule: vec![(day("2025-07-15"), 0.5), (day("2026-07-15"), 0.5)],
        add_ons: vec![AddOnTerm {
            due: day("2026-07-15"),
            amount: 0.0,
            ours: 0.15,
            theirs: 0.30,
            ..AddOnTerm::default()
        }],
        wage_per_year: Some(13.0),
        contract_until: Some(day("2030-06-30")),
        ..Terms::default()
    }
}

/// The negotiation over him.
pub(super) fn konate() -> Scenario {
    Scenario {
        on: day("2025-07-15"),
        packages: vec![package(25.0)],
        beliefs: Beliefs::from_values(KONATE, "the worked example"),
        ..Scenario::default()
    }
}

/// Checks a figure against the one of the worked example.
pub(super) fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found}, expected {expected}"
    );
}

impl PackageFigure {
    /// Those of every package that are no row of a list.
    const PLAIN: &[Self] = &[
        Self::Headline,
        Self::Guaranteed,
        Self::Expected,
        Self::ExpectedTheirs,
        Self::WorthToBuyer,
        Self::WorthToSeller,
        Self::SellerKeeps,
        Self::SellerKeepsToday,
        Self::SellerProfit,
        Self::SellerFrees,
        Self::ToAgents,
        Self::SellOn,
        Self::BuyBack,
        Self::BookedCost,
        Self::Amortisation,
        Self::CostPerYear,
        Self::CostPer90,
        Self::Expected90s,
        Self::SquadCostBefore,
        Self::SquadCostAfter,
        Self::HeadroomBefore,
        Self::HeadroomAfter,
        Self::PsrBefore,
        Self::PsrAfter,
        Self::CostLimitBefore,
        Self::CostLimitAfter,
        Self::NowWorth,
        Self::SaleWorth,
        Self::BuyerGain,
        Self::SellerGain,
        Self::ExchangeLow,
        Self::ExchangeHigh,
    ];
}

impl Figure {
    /// Those of the negotiation that are no row of a list.
    const OF_THE_ROOM: &[Self] = &[
        Self::Most,
        Self::Least,
        Self::WaitValue,
        Self::KeepValue,
        Self::PAvailable,
        Self::PSign,
        Self::Width,
        Self::Nash,
        Self::KalaiSmorodinsky,
        Self::Egalitarian,
        Self::ChanceOfZone,
        Self::ExpectedSurplus,
        Self::FinalOffer,
        Self::FinalOfferChance,
        Self::BridgeAddOn,
        Self::BridgeFee,
        Self::OutsidePrinciple,
        Self::OutsideDisagreement,
    ];

    /// Every figure that this evaluation holds, package by package.
    pub(super) fn all(scenario: &Scenario, found: &Evaluation) -> Vec<Self> {
        let mut figures = Figure::OF_THE_ROOM.to_vec();
        for (idx, package) in found.packages.iter().enumerate() {
            let of_package = |figure| Figure::Package(idx, figure);
            figures.extend(PackageFigure::PLAIN.iter().copied().map(of_package));
            let seasons = 0..package.cash.len();
            figures.extend(seasons.map(PackageFigure::SeasonCash).map(of_package));
            let charges = 0..package.amortisation.len();
            figures.extend(charges.map(PackageFigure::SeasonCharge).map(of_package));
            for row in &package.worths {
                figures.extend(
                    [Chair::Buyer, Chair::Seller].map(|chair| Figure::Term(idx, row.term, chair)),
                );
            }
        }
        let paths = found.buyer_paths.iter().chain(&found.seller_paths);
        figures.extend(paths.map(|row| Figure::Path(row.path)));
        let bars = |chair, bars: &[Bar]| -> Vec<Figure> {
            bars.iter().map(|bar| Figure::Bar(chair, bar.key)).collect()
        };
        figures.extend(bars(Chair::Buyer, &found.tornado_buyer));
        figures.extend(bars(Chair::Seller, &found.tornado_seller));
        let thetas = found
            .room
            .as_ref()
            .map_or(0, |room| room.nash_by_theta.len());
        figures.extend((0..thetas).map(Figure::NashAt));
        figures.extend((0..found.curve.len()).map(Figure::Curve));
        figures.extend((0..found.curve_seller.len()).map(Figure::CurveSeller));
        figures.retain(|figure| figure.value(scenario, found).is_some());
        figures
    }
}
