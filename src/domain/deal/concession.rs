//! How offers move: time-dependent tactics, who should give way, and where a pattern leads.

use serde::Serialize;
use serde_json::Value;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Input, output};
use super::search::root_between;
use super::zone::{R_B, R_S, zone_or_refuse};

const DEADLINE: Field = Field::new("T", Kind::Positive, "days");
const BUYER: Field = Field::new("buyer", Kind::Tactics, "m");
const SELLER: Field = Field::new("seller", Kind::Tactics, "m");
const FARATIN: &str = "Faratin, Sierra, Jennings 1998";

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "faratin",
        section: "5.5",
        purpose: "What each side offers at a time before the deadline.",
        formula: "α = k + (1 − k)(min(t, T)/T)^(1/β), or exp((1 − min(t, T)/T)^β ln k); offer = open + α (reserve − open)",
        source: FARATIN,
        mark: Mark::M,
        fields: &[
            Field::new("t", Kind::NonNegative, "days"),
            DEADLINE,
            BUYER,
            SELLER,
        ],
        outputs: &[("buyer_offer", "m"), ("seller_offer", "m")],
        run: |input| {
            let (t, deadline) = (input.number("t")?, input.number("T")?);
            let (buyer, seller) = sides(input)?;
            output(&Offers {
                buyer_offer: buyer.offer(t, deadline),
                seller_offer: seller.offer(t, deadline),
            })
        },
    },
    Function {
        name: "faratin_cross",
        section: "5.5",
        purpose: "When the two offers meet, and at which fee.",
        formula: "the first t with buyer's offer ≥ seller's offer, and the first whole day",
        source: FARATIN,
        mark: Mark::M,
        fields: &[DEADLINE, BUYER, SELLER],
        outputs: &[
            ("cross", "true if they meet by T"),
            ("t", "days, if they meet"),
            ("fee", "m, if they meet"),
            ("first_day", "days, if they meet"),
        ],
        run: |input| {
            let (buyer, seller) = sides(input)?;
            output(&crossing(&buyer, &seller, input.number("T")?))
        },
    },
    Function {
        name: "zeuthen",
        section: "5.6",
        purpose: "Who should give way next, and at least how far.",
        formula: "risk = (u(own) − u(theirs))/u(own), the smaller gives way; to mid ± √((W/2)² − P), P the Nash product of the other's offer",
        source: "Zeuthen 1930; Harsanyi 1956",
        mark: Mark::M,
        fields: &[
            R_S,
            R_B,
            Field::amount("buyer_offer"),
            Field::amount("seller_offer"),
        ],
        outputs: &[
            ("risk_buyer", "fraction"),
            ("risk_seller", "fraction"),
            ("conceder", "buyer, seller or both"),
            ("min_concession_to", "m"),
        ],
        run: |input| {
            output(&zeuthen(
                input.number("R_S")?,
                input.number("R_B")?,
                input.number("buyer_offer")?,
                input.number("seller_offer")?,
            )?)
        },
    },
    Function {
        name: "concession_limit",
        section: "5.6",
        purpose: "Where a side's offers lead if the pattern continues.",
        formula: "rho = (a3 − a2)/(a2 − a1); limit = a3 + (a3 − a2) rho/(1 − rho)",
        source: "geometric series; a heuristic",
        mark: Mark::V,
        fields: &[Field::new("offers", Kind::Numbers, "m")],
        outputs: &[("rho", ""), ("limit", "m")],
        run: |input| output(&concession_limit(&input.numbers("offers")?)?),
    },
];

/// How a side moves from its opening to its reserve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tactics {
    /// The first offer, in millions.
    pub open: f64,
    /// The last one.
    pub reserve: f64,
    /// Below 1 it holds out, above 1 it gives way early.
    pub beta: f64,
    /// How far it has moved at the start, 0 to 1.
    pub k: f64,
    /// True for the exponential family, false for the polynomial one.
    pub exponential: bool,
}

impl Tactics {
    /// How far a side has moved at `t` of `deadline` days: from `k` to 1.
    pub fn progress(&self, t: f64, deadline: f64) -> f64 {
        let elapsed = t.min(deadline) / deadline;
        if self.exponential {
            ((1.0 - elapsed).powf(self.beta) * self.k.ln()).exp()
        } else {
            self.k + (1.0 - self.k) * elapsed.powf(1.0 / self.beta)
        }
    }

    /// The offer at `t` of `deadline` days; it never passes the reserve.
    pub fn offer(&self, t: f64, deadline: f64) -> f64 {
        let progress = self.progress(t, deadline);
        self.open * (1.0 - progress) + self.reserve * progress
    }
}

fn sides(input: &Input<'_>) -> Result<(Tactics, Tactics), DealError> {
    let (buyer, seller) = (tactics(input, "buyer")?, tactics(input, "seller")?);
    for (side, holds, word) in [
        ("buyer", buyer.open <= buyer.reserve, "above"),
        ("seller", seller.open >= seller.reserve, "below"),
    ] {
        if !holds {
            let message = format!("The {side} opens {word} the own reserve");
            let field = format!("{side}.open");
            return Err(DealError::new(Code::OutOfRange, field, message));
        }
    }
    Ok((buyer, seller))
}

fn tactics(input: &Input<'_>, side: &str) -> Result<Tactics, DealError> {
    // The table has checked that what must be there is there.
    let number = |member: &str| input.member(side, member).and_then(Value::as_f64);
    let needed = |member: &str| {
        number(member).ok_or_else(|| {
            let field = format!("{side}.{member}");
            let message = format!("{field} is not a number");
            DealError::new(Code::WrongType, field, message)
        })
    };
    let family = input.member(side, "family").and_then(Value::as_str);
    Ok(Tactics {
        open: needed("open")?,
        reserve: needed("reserve")?,
        beta: needed("beta")?,
        k: number("k").unwrap_or(0.0),
        exponential: family == Some("exponential"),
    })
}

#[derive(Serialize)]
struct Offers {
    buyer_offer: f64,
    seller_offer: f64,
}

/// When and where two offers meet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Crossing {
    /// They meet by the deadline.
    Meets {
        /// Always true.
        cross: bool,
        /// Days from the start.
        t: f64,
        /// Millions.
        fee: f64,
        /// The first whole day on which the buyer offers enough.
        first_day: u32,
    },
    /// They do not.
    Apart {
        /// Always false.
        cross: bool,
    },
}

/// When two tactics meet. Offers that overlap from the start meet halfway on day 0.
pub fn crossing(buyer: &Tactics, seller: &Tactics, deadline: f64) -> Crossing {
    let overlap = |t: f64| buyer.offer(t, deadline) - seller.offer(t, deadline);
    let t = if overlap(0.0) >= 0.0 {
        0.0
    } else if overlap(deadline) < 0.0 {
        return Crossing::Apart { cross: false };
    } else {
        root_between(0.0, deadline, overlap).unwrap_or(deadline)
    };
    // A crossing on a whole day must not slip to the next one by rounding.
    let whole = t.round();
    let day = if (t - whole).abs() <= 1e-9 * deadline.max(1.0) {
        whole
    } else {
        t.ceil()
    };
    Crossing::Meets {
        cross: true,
        t,
        fee: 0.5 * (buyer.offer(t, deadline) + seller.offer(t, deadline)),
        first_day: day as u32,
    }
}

/// Who should give way next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Zeuthen {
    /// The part of the own offer that the buyer would lose by taking theirs.
    pub risk_buyer: f64,
    /// The same of the seller.
    pub risk_seller: f64,
    /// The side with the smaller risk.
    pub conceder: &'static str,
    /// The offer at which the risks are equal, in millions.
    pub min_concession_to: f64,
}

/// Zeuthen's comparison of risks between two standing offers.
pub fn zeuthen(least: f64, most: f64, bid: f64, ask: f64) -> Result<Zeuthen, DealError> {
    zone_or_refuse(least, most, "R_S")?;
    for (gain, field, side) in [
        (most - bid, "buyer_offer", "buyer"),
        (ask - least, "seller_offer", "seller"),
    ] {
        if gain <= 0.0 {
            let message = format!(
                "The {side}'s own offer leaves nothing over the reserve, so there is no risk to compare"
            );
            return Err(DealError::new(Code::NonPositiveSurplus, field, message));
        }
    }
    if bid >= ask {
        let message = "The bid reaches the ask: the offers have met";
        return Err(DealError::new(Code::OffersCross, "buyer_offer", message));
    }
    let risk_buyer = (ask - bid) / (most - bid);
    let risk_seller = (ask - bid) / (ask - least);
    let middle = 0.5 * (least + most);
    // Where the Nash product equals that of the other's offer; half² − P = (offer − middle)².
    let (conceder, min_concession_to) = if risk_buyer < risk_seller {
        ("buyer", middle - (ask - middle).abs())
    } else if risk_seller < risk_buyer {
        ("seller", middle + (bid - middle).abs())
    } else {
        ("both", middle)
    };
    Ok(Zeuthen {
        risk_buyer,
        risk_seller,
        conceder,
        min_concession_to,
    })
}

/// Where a pattern of offers leads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ConcessionLimit {
    /// The last concession by the one before.
    pub rho: f64,
    /// The limit in millions, if the pattern continues.
    pub limit: f64,
}

/// The limit of the last three offers of one side.
pub fn concession_limit(offers: &[f64]) -> Result<ConcessionLimit, DealError> {
    let refused = |message: &str| Err(DealError::new(Code::NoLimit, "offers", message));
    let [.., first, second, third] = offers else {
        return refused("A pattern needs at least three offers");
    };
    let (before, last) = (second - first, third - second);
    if before == 0.0 {
        return refused("The last but one concession is nothing, so there is no ratio");
    }
    let rho = last / before;
    if rho.abs() >= 1.0 {
        return refused("The concessions do not shrink, so they lead to no limit");
    }
    Ok(ConcessionLimit {
        rho,
        limit: third + last * rho / (1.0 - rho),
    })
}
