//! Everything that the negotiation screen shows, in one call.
//!
//! The figures are continuous in the terms: dragging a fee moves them, it does not make them jump.
//! Without beliefs the packages still have their totals.

use serde::Serialize;

use super::beliefs::MissingBelief;
use super::error::{Code, DealError};
use super::final_offer::{FinalOffer, best_final_offer};
use super::keep::Reservation;
use super::rules::Flag;
use super::scenario::{PackageFigures, PathWorth, Scenario};
use super::tag::Tag;
use super::time::years_between;
use super::tornado::{Bar, tornado};
use super::valuation::Z_80;
use super::wait::Breakeven;
use super::zone::{Bridge, BridgingPackage, ChanceOfZone, Solutions, bargain, chance_of_zone};
use crate::domain::belief::Part;

/// Points of the now-or-wait curve.
const CURVE_POINTS: u32 = 200;
/// Powers of the seller at which the Nash price is listed.
const THETAS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Years to the add-on of a bridge, if no package has one.
const BRIDGE_YEARS: f64 = 1.0;

/// A reservation price with its 80 % band, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// The best estimate.
    pub value: f64,
    /// One in ten is lower.
    pub lo80: f64,
    /// One in ten is higher.
    pub hi80: f64,
}

impl Band {
    fn around(value: f64, sd: f64) -> Self {
        Self {
            value,
            lo80: value - Z_80 * sd,
            hi80: value + Z_80 * sd,
        }
    }
}

/// A point of a curve: fee, and what the deal at it is worth to a side above its alternative.
pub type CurvePoint = (f64, f64);

/// The room between both sides. Needs the beliefs of both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoomToAgree {
    /// The buyer's most.
    pub most: Band,
    /// The seller's least.
    pub least: Band,
    /// Zone or gap, with the price of each solution.
    pub solutions: Solutions,
    /// The price by the seller's power, from none to all of it; empty over a gap.
    pub nash_by_theta: Vec<(f64, f64)>,
    /// What a rival's firm bid does to the price; `None` if none was entered.
    pub outside: Option<OutsideBid>,
    /// How likely there is a zone; `None` if no uncertainty was entered.
    pub chance: Option<ChanceOfZone>,
    /// The best offer that can be made once; `None` if the seller's least is certain.
    pub final_offer: Option<FinalOffer>,
    /// The package that spans a gap; `None` in a zone or if beliefs do not differ enough.
    pub bridge: Option<BridgingPackage>,
    /// Why there is no bridge over a gap.
    pub no_bridge: Option<String>,
}

/// What a rival's firm bid does to the price, in both readings; millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutsideBid {
    /// The bid.
    pub fee: f64,
    /// It counts only if it is better than what the two would agree on anyway: the higher of both.
    pub principle: Option<f64>,
    /// It takes the place of the seller's least.
    pub disagreement_point: Option<f64>,
    /// Why there is no price in a reading.
    pub why_not: Option<String>,
}

/// Everything that the screen shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// One for each package, in their order.
    pub packages: Vec<PackageFigures>,
    /// How the buyer's most comes about; `None` without his beliefs.
    pub buyer: Option<Breakeven>,
    /// How the seller's least comes about; `None` without his.
    pub seller: Option<Reservation>,
    /// The room; `None` unless both are there.
    pub room: Option<RoomToAgree>,
    /// Buying now less waiting, over the fee.
    pub curve: Vec<CurvePoint>,
    /// Selling now less keeping, over the same fees.
    pub curve_seller: Vec<CurvePoint>,
    /// What the buyer could do, and what each is worth to him.
    pub buyer_paths: Vec<PathWorth>,
    /// What the seller could do, and what each is worth to him.
    pub seller_paths: Vec<PathWorth>,
    /// The rules of the date, whatever is offered; those of the terms stand with each package.
    pub flags: Vec<Flag>,
    /// What could not be reckoned, and why.
    pub problems: Vec<DealError>,
    /// What moves the buyer's most, largest first.
    pub tornado_buyer: Vec<Bar>,
    /// What moves the seller's least, largest first.
    pub tornado_seller: Vec<Bar>,
    /// What must be entered before there are reservations.
    pub missing: Vec<MissingBelief>,
    /// What the buyer's most rests on.
    pub buyer_tag: Tag,
    /// What the seller's least rests on.
    pub seller_tag: Tag,
}

impl Scenario {
    /// Reckons everything.
    pub fn evaluate(&self) -> Result<Evaluation, DealError> {
        let mut problems = self.problems.clone();
        let (buyer, seller) = (
            self.buyer_limit(&mut problems),
            self.seller_limit(&mut problems),
        );
        let mut missing = self.beliefs.missing(Part::Buyer);
        for belief in self.beliefs.missing(Part::Seller) {
            if !missing.contains(&belief) {
                missing.push(belief);
            }
        }
        let bars = |knows: bool, part| match knows {
            true => tornado(self, part),
            false => Vec::new(),
        };
        let fees = self.curve_fees(buyer.as_ref(), seller.as_ref());
        Ok(Evaluation {
            packages: self
                .packages
                .iter()
                .map(|terms| self.package_figures(terms))
                .collect::<Result<_, _>>()?,
            room: buyer
                .zip(seller)
                .map(|(buyer, seller)| self.room(&buyer, &seller)),
            curve: buyer.map_or_else(Vec::new, |buyer| self.curve(&buyer, &fees)),
            curve_seller: seller.map_or_else(Vec::new, |_| self.curve_seller(&fees)),
            tornado_buyer: bars(buyer.is_some(), Part::Buyer),
            tornado_seller: bars(seller.is_some(), Part::Seller),
            buyer_paths: self.buyer_paths(),
            seller_paths: self.seller_paths(),
            flags: self.flags(),
            buyer,
            seller,
            missing,
            problems,
            buyer_tag: Tag::derived("buyer_breakeven", self.beliefs.tags_of(Part::Buyer)),
            seller_tag: Tag::derived("seller_reservation", self.beliefs.tags_of(Part::Seller)),
        })
    }

    /// How the buyer's most comes about, if his beliefs are there and give a number.
    fn buyer_limit(&self, problems: &mut Vec<DealError>) -> Option<Breakeven> {
        let breakeven = self.buyer_case().breakeven();
        if !self.knows(Part::Buyer) {
            return None;
        }
        if !breakeven.most.is_finite() {
            let message = "These beliefs give no finite limit for us; check rate and instalments";
            problems.push(DealError::new(Code::NotFinite, "most", message));
            return None;
        }
        Some(breakeven)
    }

    /// The same for the seller's least.
    fn seller_limit(&self, problems: &mut Vec<DealError>) -> Option<Reservation> {
        let case = self.seller_case();
        let reservation = case.reservation();
        if !self.knows(Part::Seller) {
            return None;
        }
        let owed = case.owed.map_or(0.0, |(share, _)| share);
        let message = if case.kept_fraction - owed <= 0.0 {
            "They would keep nothing of a fee: solidarity, sell-on and agent take all of it"
        } else if !reservation.least.is_finite() {
            "These beliefs give no finite limit for them; check rate and instalments"
        } else {
            return Some(reservation);
        };
        problems.push(DealError::new(Code::NotFinite, "least", message));
        None
    }

    fn room(&self, buyer: &Breakeven, seller: &Reservation) -> RoomToAgree {
        let (sd_buyer, sd_seller) = (self.beliefs.get("sd_B"), self.beliefs.get("sd_S"));
        let (most, least) = (buyer.most, seller.least);
        let room = bargain(least, most);
        let bridge = self.bridge(buyer, seller).over(least, most);
        let no_bridge = match &bridge {
            Err(err) if !room.is_zone() => Some(err.to_string()),
            _ => None,
        };
        let nash_by_theta = match room.is_zone() {
            true => THETAS.map(|theta| (theta, room.nash(theta))).to_vec(),
            false => Vec::new(),
        };
        RoomToAgree {
            most: Band::around(most, sd_buyer),
            least: Band::around(least, sd_seller),
            solutions: room.solutions(
                self.beliefs.get("theta"),
                self.buyer_case().fee_cost(),
                self.beliefs.kept_fraction(self.solidarity_on_top()) * seller.phi,
            ),
            nash_by_theta,
            outside: self.outside_bid(least, most),
            chance: (sd_buyer > 0.0 || sd_seller > 0.0)
                .then(|| chance_of_zone((most, sd_buyer), (least, sd_seller))),
            final_offer: (sd_seller > 0.0)
                .then(|| best_final_offer(most, least, sd_seller).ok())
                .flatten(),
            bridge: bridge.ok().filter(|_| !room.is_zone()),
            no_bridge,
        }
    }

    fn outside_bid(&self, least: f64, most: f64) -> Option<OutsideBid> {
        let fee = self.beliefs.known("rival_bid")?;
        let theta = self.beliefs.get("theta");
        let inside = bargain(least, most);
        let beside = bargain(fee, most);
        let why_not = if !beside.is_zone() {
            Some("The rival's bid is above our ceiling: there is nothing to share")
        } else if !inside.is_zone() {
            Some("Without a zone there is no price inside that the bid could better")
        } else {
            None
        };
        Some(OutsideBid {
            fee,
            principle: (inside.is_zone() && beside.is_zone()).then(|| inside.nash(theta).max(fee)),
            disagreement_point: beside.is_zone().then(|| beside.nash(theta)),
            why_not: why_not.map(str::to_owned),
        })
    }

    /// A bridge by the add-on on which both sides disagree most.
    fn bridge(&self, buyer: &Breakeven, seller: &Reservation) -> Bridge {
        let disputed = self
            .packages
            .iter()
            .flat_map(|terms| &terms.add_ons)
            .max_by(|a, b| (a.theirs - a.ours).total_cmp(&(b.theirs - b.ours)));
        Bridge {
            seller_chance: disputed.map_or(0.0, |row| row.theirs),
            buyer_chance: disputed.map_or(0.0, |row| row.ours),
            years: disputed.map_or(BRIDGE_YEARS, |row| years_between(self.on, row.due)),
            seller_rate: self.beliefs.get("r_seller"),
            buyer_rate: self.beliefs.get("r_buyer"),
            seller_phi: seller.phi,
            buyer_phi: buyer.phi,
        }
    }

    /// From no fee to half as much again as the highest fee or limit, and a little beyond what was
    /// asked or bid.
    fn curve_fees(&self, buyer: Option<&Breakeven>, seller: Option<&Reservation>) -> Vec<f64> {
        let fees = self.packages.iter().map(|terms| terms.fixed_fee);
        let limits = buyer
            .map(|buyer| buyer.most)
            .into_iter()
            .chain(seller.map(|seller| seller.least));
        let reckoned = fees.chain(limits).fold(1.0, f64::max);
        let top = f64::max(1.5 * reckoned, 1.05 * self.facts.highest_stated);
        (0..CURVE_POINTS)
            .map(|idx| top * f64::from(idx) / f64::from(CURVE_POINTS - 1))
            .collect()
    }

    fn curve(&self, buyer: &Breakeven, fees: &[f64]) -> Vec<CurvePoint> {
        let slope = self.buyer_case().fee_cost();
        let at_nothing = buyer.now_value_at_zero_fee - buyer.wait_value;
        let point = |fee: &f64| (*fee, at_nothing - slope * fee);
        fees.iter().map(point).collect()
    }

    fn curve_seller(&self, fees: &[f64]) -> Vec<CurvePoint> {
        let case = self.seller_case();
        let gain = case.gain_over_keeping();
        fees.iter().map(|fee| (*fee, gain(*fee))).collect()
    }
}

#[cfg(test)]
mod tests;
