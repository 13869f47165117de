//! Everything that the negotiation screen shows, in one call.
//!
//! Terms and beliefs in, figures out. The figures are continuous in the terms: dragging a fee
//! moves them, it does not make them jump. Without beliefs the packages still have their totals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::amortisation::{CAP_YEARS, Spread};
use super::beliefs::{Beliefs, MissingBelief, Part};
use super::catalogue;
use super::error::DealError;
use super::explain::{Explanation, Tag, explanation};
use super::final_offer::{FinalOffer, best_final_offer};
use super::input::Profile;
use super::keep::Reservation;
use super::model::Model;
use super::normal::lognormal_call;
use super::present_value::{Totals, present_value, totals};
use super::squad_cost::SquadCostRatio;
use super::terms::Terms;
use super::tornado::{Bar, tornado};
use super::valuation::Z_80;
use super::wait::Breakeven;
use super::zone::{Bridge, BridgingPackage, ChanceOfZone, Solutions, bargain, chance_of_zone};
use crate::domain::negotiation::Negotiation;
use crate::domain::package::SellOnBase;

/// Points of the now-or-wait curve.
const CURVE_POINTS: u32 = 200;
/// Years to the add-on of a bridge, if no package has one.
const BRIDGE_YEARS: f64 = 1.0;

/// A negotiation as the engine reckons with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// The decision date.
    pub on: NaiveDate,
    /// Packages side by side.
    pub packages: Vec<Terms>,
    /// What both sides are believed to think.
    pub beliefs: Beliefs,
}

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

/// What one package comes to, in millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PackageFigures {
    /// What we call it.
    pub name: String,
    /// Headline, guaranteed, expected, present value to the buyer with our chances and to the
    /// seller with theirs, cash by season.
    pub totals: Totals,
    /// What the seller keeps of the fixed fee.
    pub seller_keeps: f64,
    /// The seller's book profit on that; `None` if his book value was not entered.
    pub seller_profit: Option<f64>,
    /// The sell-on clause at the beliefs on a later sale.
    pub sell_on_value: f64,
    /// The buy-back at the same beliefs, undiscounted.
    pub buy_back_value: f64,
    /// The charge of each season; empty without an end of the contract.
    pub amortisation: BTreeMap<String, f64>,
    /// What he costs in a full year: amortisation and wage.
    pub cost_per_year: f64,
    /// The buyer's squad cost with him, if the books were entered.
    pub squad_cost: Option<SquadCostRatio>,
    /// What the buyer gains over waiting; `None` without his beliefs.
    pub buyer_gain: Option<f64>,
    /// What the seller gains over keeping; `None` without his.
    pub seller_gain: Option<f64>,
}

/// A point of the curve: fee, and what buying at it is worth above waiting.
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
    /// How likely there is a zone; `None` if no uncertainty was entered.
    pub chance: Option<ChanceOfZone>,
    /// The best offer that can be made once; `None` if the seller's least is certain.
    pub final_offer: Option<FinalOffer>,
    /// The package that spans a gap; `None` in a zone or if beliefs do not differ enough.
    pub bridge: Option<BridgingPackage>,
    /// Why there is no bridge over a gap.
    pub no_bridge: Option<String>,
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
    /// Reads a negotiation.
    pub fn read(negotiation: &Negotiation, model: &Model<'_>) -> Result<Self, DealError> {
        Ok(Self {
            on: model.on,
            packages: negotiation
                .packages
                .iter()
                .map(|package| Terms::read(package, model))
                .collect::<Result<_, _>>()?,
            beliefs: Beliefs::read(negotiation, model)?,
        })
    }

    /// How the fee is paid: as in the first package, else at once.
    pub fn profile(&self) -> Profile {
        match self.packages.first() {
            Some(terms) => terms.profile(self.on),
            None => vec![(0.0, 1.0)],
        }
    }

    fn solidarity_on_top(&self) -> bool {
        self.packages
            .first()
            .is_some_and(|terms| terms.solidarity_on_top)
    }

    /// True if everything that a side's reservation needs was entered.
    fn knows(&self, part: Part) -> bool {
        self.beliefs.missing(part).is_empty()
    }

    /// The buyer's most, whatever was entered.
    pub fn most(&self) -> f64 {
        self.beliefs.buyer(&self.profile()).breakeven().most
    }

    /// The seller's least, whatever was entered.
    pub fn least(&self) -> f64 {
        let on_top = self.solidarity_on_top();
        self.beliefs
            .seller(&self.profile(), on_top)
            .reservation()
            .least
    }

    /// What the buyer gains by a package over waiting.
    pub fn buyer_gain(&self, terms: &Terms) -> f64 {
        let breakeven = self.beliefs.buyer(&terms.profile(self.on)).breakeven();
        let rate = self.beliefs.get("r_buyer");
        let (fixed, add_ons) = (terms.fixed(), terms.add_ons_ours());
        let paid = present_value(self.on, fixed.iter().chain(&add_ons), rate);
        let on_top = if terms.solidarity_on_top {
            self.beliefs.get("total_solidarity_pct")
        } else {
            0.0
        };
        let rights = self.sell_on_value(terms) + self.buy_back_value(terms);
        breakeven.now_value_at_zero_fee
            - breakeven.wait_value
            - paid * (1.0 + self.beliefs.get("on_cost") + on_top)
            - rights
            - terms.signing_bonus
    }

    /// What the seller gains by a package over keeping him.
    pub fn seller_gain(&self, terms: &Terms) -> f64 {
        let case = self
            .beliefs
            .seller(&terms.profile(self.on), terms.solidarity_on_top);
        let (fixed, add_ons) = (terms.fixed(), terms.add_ons_theirs());
        let paid = present_value(self.on, fixed.iter().chain(&add_ons), case.rate);
        let kept = case.kept_fraction * (paid + case.headroom_price * terms.fixed_fee);
        let relief = case.headroom_price * (case.season_wage - case.book_value);
        kept + relief
            + case.replacement_net
            + self.sell_on_value(terms)
            + self.buy_back_value(terms)
            - case.keep_value()
    }

    fn sell_on_value(&self, terms: &Terms) -> f64 {
        let Some((share, of)) = &terms.sell_on else {
            return 0.0;
        };
        let (mean, log_sd) = (
            self.beliefs.get("resale_mu"),
            self.beliefs.get("resale_sigma"),
        );
        let due = match of {
            SellOnBase::Gross | SellOnBase::Other(_) => mean,
            SellOnBase::ProfitOverFixedFee => lognormal_call(mean, log_sd, terms.fixed_fee),
            SellOnBase::ProfitOverPaid => {
                let paid: f64 = terms.add_ons.iter().map(|row| row.amount * row.ours).sum();
                lognormal_call(mean, log_sd, terms.fixed_fee + paid)
            }
            SellOnBase::ProfitOverCost => {
                let solidarity = self.beliefs.get("total_solidarity_pct");
                lognormal_call(mean, log_sd, terms.capitalised_cost(solidarity))
            }
        };
        self.beliefs.get("resale_q") * share * due
    }

    fn buy_back_value(&self, terms: &Terms) -> f64 {
        let (mean, log_sd) = (
            self.beliefs.get("resale_mu"),
            self.beliefs.get("resale_sigma"),
        );
        terms.buy_back.map_or(0.0, |strike| {
            self.beliefs.get("resale_q") * lognormal_call(mean, log_sd, strike)
        })
    }

    fn package_figures(&self, terms: &Terms) -> Result<PackageFigures, DealError> {
        let (buyer_rate, seller_rate) = (self.beliefs.get("r_buyer"), self.beliefs.get("r_seller"));
        let (fixed, ours) = (terms.fixed(), terms.add_ons_ours());
        let mut sums = totals(self.on, &fixed, &ours, buyer_rate, seller_rate)?;
        let theirs = terms.add_ons_theirs();
        sums.npv_seller = present_value(self.on, fixed.iter().chain(&theirs), seller_rate);
        let kept = self.beliefs.kept_fraction(terms.solidarity_on_top);
        let cost = terms.capitalised_cost(self.beliefs.get("total_solidarity_pct"));
        let spread = terms
            .contract_until
            .map(|until| Spread::new(cost, self.on, until, CAP_YEARS as u32))
            .transpose()?;
        let per_year = spread.map_or(0.0, |spread| cost * 365.0 / spread.days() as f64);
        let cost_per_year = per_year.min(cost) + terms.wage_per_year.unwrap_or(0.0);
        Ok(PackageFigures {
            name: terms.name.clone(),
            seller_keeps: kept * terms.fixed_fee,
            seller_profit: self
                .beliefs
                .is_entered("nbv_S")
                .then(|| kept * terms.fixed_fee - self.beliefs.get("nbv_S")),
            sell_on_value: self.sell_on_value(terms),
            buy_back_value: self.buy_back_value(terms),
            amortisation: spread.map(|spread| spread.by_season()).unwrap_or_default(),
            cost_per_year,
            squad_cost: self
                .beliefs
                .books()
                .map(|books| books.with(cost_per_year))
                .transpose()?,
            buyer_gain: self.knows(Part::Buyer).then(|| self.buyer_gain(terms)),
            seller_gain: self.knows(Part::Seller).then(|| self.seller_gain(terms)),
            totals: sums,
        })
    }

    /// Reckons everything.
    pub fn evaluate(&self) -> Result<Evaluation, DealError> {
        let (knows_buyer, knows_seller) = (self.knows(Part::Buyer), self.knows(Part::Seller));
        let profile = self.profile();
        let case = self.beliefs.buyer(&profile);
        let buyer = knows_buyer.then(|| case.breakeven());
        let seller = knows_seller.then(|| {
            let on_top = self.solidarity_on_top();
            self.beliefs.seller(&profile, on_top).reservation()
        });
        let room = match (&buyer, &seller) {
            (Some(buyer), Some(seller)) => Some(self.room(buyer, seller)?),
            _ => None,
        };
        let mut missing = self.beliefs.missing(Part::Buyer);
        for belief in self.beliefs.missing(Part::Seller) {
            if !missing.contains(&belief) {
                missing.push(belief);
            }
        }
        Ok(Evaluation {
            packages: self
                .packages
                .iter()
                .map(|terms| self.package_figures(terms))
                .collect::<Result<_, _>>()?,
            curve: buyer.map(|buyer| self.curve(&buyer)).unwrap_or_default(),
            tornado_buyer: if knows_buyer {
                tornado(self, Part::Buyer)
            } else {
                Vec::new()
            },
            tornado_seller: if knows_seller {
                tornado(self, Part::Seller)
            } else {
                Vec::new()
            },
            buyer,
            seller,
            room,
            missing,
            buyer_tag: Tag::derived("buyer_breakeven", self.beliefs.tags_of(Part::Buyer)),
            seller_tag: Tag::derived("seller_reservation", self.beliefs.tags_of(Part::Seller)),
        })
    }

    /// How a side's reservation comes about: formula, inputs, and what each of them rests on.
    pub fn explanation(&self, part: Part) -> Result<Explanation, DealError> {
        let function = catalogue::function(match part {
            Part::Seller => "seller_reservation",
            Part::Buyer
            | Part::Both
            | Part::Bargain
            | Part::Alternatives
            | Part::Resale
            | Part::Clauses
            | Part::Playing
            | Part::Books => "buyer_breakeven",
        })?;
        let (mut fields, mut tags) = (serde_json::Map::new(), BTreeMap::new());
        for field in function.fields {
            let (value, tag) = match field.name {
                "fee_profile" => (
                    serde_json::json!(self.profile()),
                    Tag::derived("the instalments of the first package", []),
                ),
                "n_S" => (
                    self.beliefs.kept_fraction(self.solidarity_on_top()).into(),
                    Tag::derived(
                        catalogue::function("seller_net")?.formula,
                        ["total_solidarity_pct", "own_training_pct", "sell_on_pct"]
                            .map(|key| self.beliefs.tag(key)),
                    ),
                ),
                name => match self.beliefs.known(name) {
                    Some(value) => (value.into(), self.beliefs.tag(name).clone()),
                    None => continue,
                },
            };
            fields.insert(field.name.to_owned(), value);
            tags.insert(field.name.to_owned(), tag);
        }
        Ok(explanation(function, &fields, &tags))
    }

    fn room(&self, buyer: &Breakeven, seller: &Reservation) -> Result<RoomToAgree, DealError> {
        let (sd_buyer, sd_seller) = (self.beliefs.get("sd_B"), self.beliefs.get("sd_S"));
        let (most, least) = (buyer.most, seller.least);
        let room = bargain(least, most);
        let bridge = self.bridge(buyer, seller).over(least, most);
        let no_bridge = match &bridge {
            Err(err) if !room.is_zone() => Some(err.to_string()),
            _ => None,
        };
        Ok(RoomToAgree {
            most: Band::around(most, sd_buyer),
            least: Band::around(least, sd_seller),
            solutions: room.solutions(
                self.beliefs.get("theta"),
                buyer.phi * (1.0 + self.beliefs.get("on_cost")),
                self.beliefs.kept_fraction(self.solidarity_on_top()) * seller.phi,
            ),
            chance: (sd_buyer > 0.0 || sd_seller > 0.0)
                .then(|| chance_of_zone((most, sd_buyer), (least, sd_seller))),
            final_offer: (sd_seller > 0.0)
                .then(|| best_final_offer(most, least, sd_seller))
                .transpose()?,
            bridge: bridge.ok().filter(|_| !room.is_zone()),
            no_bridge,
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
            years: disputed.map_or(BRIDGE_YEARS, |row| {
                super::time::years_between(self.on, row.due)
            }),
            seller_rate: self.beliefs.get("r_seller"),
            buyer_rate: self.beliefs.get("r_buyer"),
            seller_phi: seller.phi,
            buyer_phi: buyer.phi,
        }
    }

    /// From no fee to half as much again as the highest figure in play.
    fn curve(&self, buyer: &Breakeven) -> Vec<CurvePoint> {
        let fees = self.packages.iter().map(|terms| terms.fixed_fee);
        let top = 1.5 * fees.fold(buyer.most.max(1.0), f64::max);
        let slope = buyer.phi * (1.0 + self.beliefs.get("on_cost"));
        let at_nothing = buyer.now_value_at_zero_fee - buyer.wait_value;
        (0..CURVE_POINTS)
            .map(|idx| {
                let fee = top * f64::from(idx) / f64::from(CURVE_POINTS - 1);
                (fee, at_nothing - slope * fee)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
