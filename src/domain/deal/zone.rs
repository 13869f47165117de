//! The room to agree: zone or gap, where theory puts the price, and a bridge over a gap.

use serde::Serialize;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;
use super::normal::{bachelier, cdf};
use super::time::discount;

/// The seller's least.
pub(super) const R_S: Field = Field::amount("R_S");
/// The buyer's most.
pub(super) const R_B: Field = Field::amount("R_B");
const THETA: Field = Field::share("theta").or(0.5);

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "bargain",
        section: "5.2",
        purpose: "The zone of agreement and the price that each solution puts in it, or the gap.",
        formula: "Nash = R_S + theta (R_B − R_S); Kalai-Smorodinsky = midpoint; egalitarian = (a R_B + c R_S)/(a + c), a and c the slopes",
        source: "Nash 1950, Roth 1979; Kalai and Smorodinsky 1975; Kalai 1977",
        mark: Mark::M,
        fields: &[
            R_S,
            R_B,
            THETA,
            Field::new("slope_B", Kind::Positive, "utility per m").or(1.0),
            Field::new("slope_S", Kind::Positive, "utility per m").or(1.0),
        ],
        outputs: &[
            ("zopa", "true if R_S ≤ R_B"),
            ("width", "m, with a zone"),
            ("nash", "m, with a zone"),
            ("kalai_smorodinsky", "m, with a zone"),
            ("egalitarian", "m, with a zone"),
            ("gap", "m, without a zone"),
        ],
        run: |input| {
            let room = bargain(input.number("R_S")?, input.number("R_B")?);
            output(&room.solutions(
                input.number("theta")?,
                input.number("slope_B")?,
                input.number("slope_S")?,
            ))
        },
    },
    Function {
        name: "outside_option",
        section: "5.4",
        purpose: "What a firm bid of a rival does to the price, in both readings.",
        formula: "principle: max(inside fee, outside fee); disagreement point: outside + theta (R_B − outside)",
        source: "Binmore, Shaked, Sutton 1989",
        mark: Mark::M,
        fields: &[
            Field::amount("inside_fee"),
            R_B,
            Field::amount("seller_outside_fee"),
            THETA,
        ],
        outputs: &[
            ("outside_option_principle", "m"),
            ("disagreement_point", "m"),
        ],
        run: |input| {
            let (most, outside) = (input.number("R_B")?, input.number("seller_outside_fee")?);
            let room = zone_or_refuse(outside, most, "seller_outside_fee")?;
            output(&OutsideOption {
                outside_option_principle: input.number("inside_fee")?.max(outside),
                disagreement_point: room.nash(input.number("theta")?),
            })
        },
    },
    Function {
        name: "p_zopa",
        section: "5.7",
        purpose: "How likely there is a zone, and what it is expected to be worth.",
        formula: "Φ(d/s) and B(d, s), d = mean_B − mean_S, s² = sd_B² + sd_S²",
        source: "difference of two independent normal variables; Bachelier 1900",
        mark: Mark::V,
        fields: &[
            Field::amount("mean_B"),
            Field::sum("sd_B"),
            Field::amount("mean_S"),
            Field::sum("sd_S"),
        ],
        outputs: &[("p_zopa", "probability"), ("expected_surplus", "m")],
        run: |input| {
            output(&chance_of_zone(
                (input.number("mean_B")?, input.number("sd_B")?),
                (input.number("mean_S")?, input.number("sd_S")?),
            ))
        },
    },
    Function {
        name: "bridging_addon",
        section: "5.9",
        purpose: "The add-on and fixed fee that leave both sides just indifferent across a gap.",
        formula: "X = (R_S − R_B)/(p_S v_S/phi_S − p_B v_B/phi_B), v = (1 + r)^−t; F = R_B − p_B X v_B/phi_B",
        source: "differing beliefs, Raiffa 1982; the disagreement must be real",
        mark: Mark::M,
        fields: &[
            R_S,
            R_B,
            Field::chance("p_S"),
            Field::chance("p_B"),
            Field::new("t", Kind::NonNegative, "years"),
            Field::rate("r_S"),
            Field::rate("r_B"),
            Field::new("phi_S", Kind::Positive, ""),
            Field::new("phi_B", Kind::Positive, ""),
        ],
        outputs: &[("addon", "m"), ("fixed_fee", "m")],
        run: |input| {
            let bridge = Bridge {
                seller_chance: input.number("p_S")?,
                buyer_chance: input.number("p_B")?,
                years: input.number("t")?,
                seller_rate: input.number("r_S")?,
                buyer_rate: input.number("r_B")?,
                seller_phi: input.number("phi_S")?,
                buyer_phi: input.number("phi_B")?,
            };
            output(&bridge.over(input.number("R_S")?, input.number("R_B")?)?)
        },
    },
];

/// The room between the seller's least and the buyer's most, in millions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The seller's least.
    pub least: f64,
    /// The buyer's most.
    pub most: f64,
}

/// Zone or gap, as programs read it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Solutions {
    /// There is a zone.
    Zone {
        /// Always true.
        zopa: bool,
        /// How wide it is, in millions.
        width: f64,
        /// The price at the seller's power theta.
        nash: f64,
        /// The price that gives both the same part of their best.
        kalai_smorodinsky: f64,
        /// The price that gives both the same gain.
        egalitarian: f64,
    },
    /// There is none on these assumptions.
    Gap {
        /// Always false.
        zopa: bool,
        /// How far they are apart, in millions.
        gap: f64,
    },
}

/// The room between two reservation prices.
pub fn bargain(least: f64, most: f64) -> Room {
    Room { least, most }
}

impl Room {
    /// True if there is a zone of agreement.
    pub fn is_zone(&self) -> bool {
        self.least <= self.most
    }

    /// The width of the zone; negative for a gap.
    pub fn width(&self) -> f64 {
        self.most - self.least
    }

    /// The price at the seller's power `theta`. At 0 it is his least, at 1 the buyer's most.
    pub fn nash(&self, theta: f64) -> f64 {
        // A weighted mean hits both ends exactly.
        self.least * (1.0 - theta) + self.most * theta
    }

    /// All solutions, with the slopes of utility in the fee.
    pub fn solutions(&self, theta: f64, slope_buyer: f64, slope_seller: f64) -> Solutions {
        if !self.is_zone() {
            return Solutions::Gap {
                zopa: false,
                gap: -self.width(),
            };
        }
        let slopes = slope_buyer + slope_seller;
        Solutions::Zone {
            zopa: true,
            width: self.width(),
            nash: self.nash(theta),
            kalai_smorodinsky: self.nash(0.5),
            egalitarian: self.nash(slope_buyer / slopes),
        }
    }
}

/// The room, if there is a zone; bargaining over a gap has no price.
pub(super) fn zone_or_refuse(least: f64, most: f64, field: &str) -> Result<Room, DealError> {
    let room = bargain(least, most);
    if room.is_zone() {
        return Ok(room);
    }
    let message = format!(
        "No zone on these assumptions: the seller's least is {least}, the buyer's most {most}"
    );
    Err(DealError::new(Code::NoZone, field, message))
}

#[derive(Serialize)]
struct OutsideOption {
    outside_option_principle: f64,
    disagreement_point: f64,
}

/// How likely there is a zone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ChanceOfZone {
    /// The chance that the seller's least is at most the buyer's most.
    pub p_zopa: f64,
    /// The expected width of the zone, counting none as nothing; millions.
    pub expected_surplus: f64,
}

/// The chance of a zone between two independent normal reservations, each with its deviation.
///
/// Without any spread it is 1 or 0, and one half where both are equal.
pub fn chance_of_zone(buyer: (f64, f64), seller: (f64, f64)) -> ChanceOfZone {
    let apart = buyer.0 - seller.0;
    let sd = buyer.1.hypot(seller.1);
    let p_zopa = if apart == 0.0 {
        0.5
    } else if sd > 0.0 {
        cdf(apart / sd)
    } else {
        f64::from(u8::from(apart > 0.0))
    };
    ChanceOfZone {
        p_zopa,
        expected_surplus: bachelier(apart, sd),
    }
}

/// What both sides believe of an add-on that might bridge a gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridge {
    /// How likely the seller holds the event.
    pub seller_chance: f64,
    /// How likely the buyer holds it.
    pub buyer_chance: f64,
    /// When it would be paid, in years.
    pub years: f64,
    /// The seller's yearly rate.
    pub seller_rate: f64,
    /// The buyer's yearly rate.
    pub buyer_rate: f64,
    /// The seller's factor for the payment profile of the fee.
    pub seller_phi: f64,
    /// The buyer's.
    pub buyer_phi: f64,
}

/// The package that leaves both just indifferent, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct BridgingPackage {
    /// The add-on. A larger one leaves a joint gain.
    pub addon: f64,
    /// The fixed fee beside it.
    pub fixed_fee: f64,
}

impl Bridge {
    /// The package that spans the gap between two reservations.
    pub fn over(&self, least: f64, most: f64) -> Result<BridgingPackage, DealError> {
        if least < most {
            let message = format!(
                "There is no gap to bridge: the seller's least {least} is below the buyer's most {most}"
            );
            return Err(DealError::new(Code::NoGap, "R_S", message));
        }
        let to_seller =
            self.seller_chance * discount(self.seller_rate, self.years) / self.seller_phi;
        let to_buyer = self.buyer_chance * discount(self.buyer_rate, self.years) / self.buyer_phi;
        if to_seller <= to_buyer {
            let message = "The seller must value the add-on more than it costs the buyer: p_S v_S/phi_S must exceed p_B v_B/phi_B";
            return Err(DealError::new(Code::NoBridge, "p_S", message));
        }
        let addon = (least - most) / (to_seller - to_buyer);
        Ok(BridgingPackage {
            addon,
            fixed_fee: most - addon * to_buyer,
        })
    }
}
