//! Every figure of the screen by name: its words, its unit, and where it stands in an evaluation.

mod explain;
mod recipe;
mod steps;

pub use self::steps::symbols;

use super::evaluation::{Evaluation, RoomToAgree};
use super::field::MILLIONS;
use super::scenario::{Chair, PackageFigures, Path, Scenario, Term};
use super::terms::Terms;
use super::tornado::{Bar, EXCHANGE_RATE};
use super::zone::Solutions;
use crate::domain::belief::{BeliefKind, belief};

/// A figure of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PackageFigure {
    /// Every add-on met.
    Headline,
    /// Paid whatever happens.
    Guaranteed,
    /// Add-ons weighted with our chances.
    Expected,
    /// Add-ons weighted with theirs.
    ExpectedTheirs,
    /// Present value to the buyer.
    WorthToBuyer,
    /// Present value to the seller.
    WorthToSeller,
    /// What is paid in the season of that row.
    SeasonCash(usize),
    /// What the seller keeps of the fixed fee.
    SellerKeeps,
    /// What he keeps of everything, today.
    SellerKeepsToday,
    /// His book profit.
    SellerProfit,
    /// The room that the sale gives him.
    SellerFrees,
    /// Everything that goes to agents.
    ToAgents,
    /// The sell-on clause.
    SellOn,
    /// The buy-back clause.
    BuyBack,
    /// The cost in the books.
    BookedCost,
    /// Its charge in a full year.
    Amortisation,
    /// Its charge in the season of that row.
    SeasonCharge(usize),
    /// What he costs in a full year.
    CostPerYear,
    /// The same for each full match.
    CostPer90,
    /// Full matches that he is expected to play.
    Expected90s,
    /// Squad cost by income, without him.
    SquadCostBefore,
    /// The same with him.
    SquadCostAfter,
    /// Room under the squad cost limit, without him.
    HeadroomBefore,
    /// The same with him.
    HeadroomAfter,
    /// Room under the three-year test, without him.
    PsrBefore,
    /// The same with him.
    PsrAfter,
    /// Room under the limit of the league in money, without him.
    CostLimitBefore,
    /// The same with him.
    CostLimitAfter,
    /// What buying him now is worth.
    NowWorth,
    /// What selling him now is worth.
    SaleWorth,
    /// What the buyer gains over waiting.
    BuyerGain,
    /// What the seller gains over keeping.
    SellerGain,
    /// The cost if other currencies lose 5 %.
    ExchangeLow,
    /// The cost if they gain 5 %.
    ExchangeHigh,
}

/// A figure of the screen. Packages are counted in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// A figure of a package.
    Package(usize, PackageFigure),
    /// What a term of a package is worth to a side.
    Term(usize, Term, Chair),
    /// A belief as it was entered or holds by default.
    Belief(&'static str),
    /// What something that a side could do is worth to it.
    Path(Path),
    /// The buyer's most.
    Most,
    /// The seller's least.
    Least,
    /// What waiting is worth.
    WaitValue,
    /// What keeping him is worth to the seller.
    KeepValue,
    /// The chance that he can be had for nothing.
    PAvailable,
    /// The chance that waiting ends with a signature.
    PSign,
    /// How wide the zone is; negative for a gap.
    Width,
    /// The price at the seller's power as believed.
    Nash,
    /// The price at the seller's power of that row.
    NashAt(usize),
    /// The price that gives both the same part of their best.
    KalaiSmorodinsky,
    /// The price that gives both the same gain.
    Egalitarian,
    /// The chance of a zone.
    ChanceOfZone,
    /// What the zone is expected to be worth.
    ExpectedSurplus,
    /// The best offer that can be made once.
    FinalOffer,
    /// The chance that it is taken.
    FinalOfferChance,
    /// The add-on that spans the gap.
    BridgeAddOn,
    /// The fixed fee beside it.
    BridgeFee,
    /// The price with a rival's bid as an outside option.
    OutsidePrinciple,
    /// The price with a rival's bid as the point of disagreement.
    OutsideDisagreement,
    /// Buying now less waiting at the fee of that point.
    Curve(usize),
    /// Selling now less keeping at the fee of that point.
    CurveSeller(usize),
    /// How far the limit of a side moves with that belief.
    Bar(Chair, &'static str),
}

impl Figure {
    /// The unit of its value.
    pub fn unit(self) -> &'static str {
        use PackageFigure as P;
        match self {
            Self::Belief(key) => match belief(key).map(|spec| spec.kind) {
                Some(BeliefKind::Money) => MILLIONS,
                _ => "fraction",
            },
            Self::Package(_, P::SquadCostBefore | P::SquadCostAfter) => "fraction",
            Self::Package(_, P::Expected90s) => "matches",
            Self::Package(_, P::CostPer90) => "m per 90 minutes",
            Self::Package(_, P::CostPerYear | P::Amortisation) => "m per year",
            Self::PAvailable | Self::PSign | Self::ChanceOfZone | Self::FinalOfferChance => {
                "probability"
            }
            _ => MILLIONS,
        }
    }

    /// The words on the screen.
    fn label(self, scenario: &Scenario) -> String {
        match self {
            Self::Term(idx, term, chair) => {
                let default = Terms::default();
                let terms = scenario.packages.get(idx).unwrap_or(&default);
                let whom = match chair {
                    Chair::Buyer => "to us",
                    Chair::Seller => "to them",
                };
                format!("{}, worth today {whom}", term.label(terms))
            }
            Self::Belief(key) => belief(key).map_or("", |spec| spec.label).to_owned(),
            Self::Path(path) => path.label().to_owned(),
            Self::Bar(chair, key) => {
                let whose = match chair {
                    Chair::Buyer => "our ceiling",
                    Chair::Seller => "their floor",
                };
                let what = match key {
                    EXCHANGE_RATE => "Exchange rate",
                    key => belief(key).map_or(key, |spec| spec.label),
                };
                format!("{what}, how far it moves {whose}")
            }
            other => other.name().to_owned(),
        }
    }

    /// The figure in an evaluation; `None` if it is not there. A bar gives its swing.
    pub fn value(self, scenario: &Scenario, found: &Evaluation) -> Option<f64> {
        let room = found.room.as_ref();
        let offer = room.and_then(|room| room.final_offer);
        let bridge = room.and_then(|room| room.bridge);
        let outside = room.and_then(|room| room.outside.as_ref());
        let chance = room.and_then(|room| room.chance);
        match self {
            Self::Package(idx, figure) => figure.value(found.packages.get(idx)?),
            Self::Term(idx, term, chair) => {
                let rows = &found.packages.get(idx)?.worths;
                let row = rows.iter().find(|row| row.term == term)?;
                match chair {
                    Chair::Buyer => row.to_buyer,
                    Chair::Seller => row.to_seller,
                }
            }
            Self::Belief(key) => scenario.beliefs.known(key),
            Self::Path(path) => {
                let mut rows = found.buyer_paths.iter().chain(&found.seller_paths);
                rows.find(|row| row.path == path)?.worth
            }
            Self::Most => found.buyer.map(|buyer| buyer.most),
            Self::Least => found.seller.map(|seller| seller.least),
            Self::WaitValue => found.buyer.map(|buyer| buyer.wait_value),
            Self::KeepValue => found.seller.map(|seller| seller.keep_value),
            Self::PAvailable => found.buyer.map(|buyer| buyer.p_available),
            Self::PSign => found.buyer.map(|buyer| buyer.p_sign),
            Self::Width => room.map(|room| room.most.value - room.least.value),
            Self::Nash => solution(room?, |nash, _, _| nash),
            Self::KalaiSmorodinsky => solution(room?, |_, middle, _| middle),
            Self::Egalitarian => solution(room?, |_, _, even| even),
            Self::NashAt(row) => room?.nash_by_theta.get(row).map(|(_, price)| *price),
            Self::ChanceOfZone => chance.map(|chance| chance.p_zopa),
            Self::ExpectedSurplus => chance.map(|chance| chance.expected_surplus),
            Self::FinalOffer => offer.map(|offer| offer.offer),
            Self::FinalOfferChance => offer.map(|offer| offer.p_accept),
            Self::BridgeAddOn => bridge.map(|bridge| bridge.addon),
            Self::BridgeFee => bridge.map(|bridge| bridge.fixed_fee),
            Self::OutsidePrinciple => outside?.principle,
            Self::OutsideDisagreement => outside?.disagreement_point,
            Self::Curve(point) => found.curve.get(point).map(|(_, gain)| *gain),
            Self::CurveSeller(point) => found.curve_seller.get(point).map(|(_, gain)| *gain),
            Self::Bar(chair, key) => {
                let bars = match chair {
                    Chair::Buyer => &found.tornado_buyer,
                    Chair::Seller => &found.tornado_seller,
                };
                bars.iter().find(|bar| bar.key == key).map(Bar::swing)
            }
        }
    }

    /// The package whose terms go in; limits are those of a fee paid as in the first one.
    fn package(self) -> usize {
        match self {
            Self::Package(idx, _) | Self::Term(idx, ..) => idx,
            _ => 0,
        }
    }
}

fn solution(room: &RoomToAgree, pick: fn(f64, f64, f64) -> f64) -> Option<f64> {
    match room.solutions {
        Solutions::Zone {
            nash,
            kalai_smorodinsky,
            egalitarian,
            ..
        } => Some(pick(nash, kalai_smorodinsky, egalitarian)),
        Solutions::Gap { .. } => None,
    }
}

impl PackageFigure {
    fn value(self, found: &PackageFigures) -> Option<f64> {
        let ratio = found.squad_cost;
        // A fee that is spread over no contract is missing from the year.
        let a_year = |value: f64| found.has_whole_year().then_some(value);
        match self {
            Self::Headline => Some(found.totals.headline),
            Self::Guaranteed => Some(found.totals.guaranteed),
            Self::Expected => Some(found.totals.expected),
            Self::ExpectedTheirs => Some(found.expected_theirs),
            Self::WorthToBuyer => Some(found.totals.npv_buyer),
            Self::WorthToSeller => Some(found.totals.npv_seller),
            Self::SeasonCash(row) => found.cash.get(row).map(|row| row.fixed + row.expected),
            Self::SellerKeeps => Some(found.seller_keeps),
            Self::SellerKeepsToday => Some(found.seller_keeps_today),
            Self::SellerProfit => found.seller_profit,
            Self::SellerFrees => found.seller_frees,
            Self::ToAgents => Some(found.to_agents),
            Self::SellOn => Some(found.sell_on_value),
            Self::BuyBack => Some(found.buy_back_value),
            Self::BookedCost => Some(found.booked_cost),
            Self::Amortisation => found.yearly.amortisation,
            Self::SeasonCharge(row) => found.amortisation.values().nth(row).copied(),
            Self::CostPerYear => a_year(found.cost_per_year),
            Self::CostPer90 => found.per_90.and_then(|cost| a_year(cost.value)),
            Self::Expected90s => found.per_90.map(|cost| cost.expected_90s),
            Self::SquadCostBefore => ratio.map(|ratio| ratio.ratio_before),
            Self::SquadCostAfter => ratio.and_then(|ratio| a_year(ratio.ratio_after)),
            Self::HeadroomBefore => ratio.map(|ratio| ratio.headroom_before),
            Self::HeadroomAfter => ratio.and_then(|ratio| a_year(ratio.headroom_after)),
            Self::PsrBefore => found.psr.map(|room| room.before),
            Self::PsrAfter => found.psr.and_then(|room| a_year(room.after)),
            Self::CostLimitBefore => found.cost_limit.map(|room| room.before),
            Self::CostLimitAfter => found.cost_limit.and_then(|room| a_year(room.after)),
            Self::NowWorth => found.now_worth,
            Self::SaleWorth => found.sale_worth,
            Self::BuyerGain => found.buyer_gain,
            Self::SellerGain => found.seller_gain,
            Self::ExchangeLow => found.exchange.as_ref().map(|cost| cost.at_low),
            Self::ExchangeHigh => found.exchange.as_ref().map(|cost| cost.at_high),
        }
    }
}

#[cfg(test)]
mod tests;
