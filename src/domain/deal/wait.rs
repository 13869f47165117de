//! Buy now or wait until he is free: the buyer's most.
//!
//! Time 0 is now, time 1 the summer in which the contract ends. Until then he renews, else a rival
//! signs him, else he is badly hurt, else he is available. If he is, the buyer first learns what
//! he is worth and then signs or walks: waiting holds an option.

use serde::Serialize;
use serde_json::Value;

use super::error::DealError;
use super::field::{Field, Kind, MILLIONS};
use super::function::{Function, Mark};
use super::input::{Input, Profile, output};
use super::loan::chance_above;
use super::normal::{bachelier, quantile};
use super::present_value::profile_factor;
use crate::domain::belief::BUYER_RATE;

const OPTION_SOURCE: &str = "real option on a player, after Carmichael and Thomas 1993 and Tunaru, Clark, Viney 2005; Bachelier 1900";

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "tree_probs",
        section: "6.1",
        purpose: "How the wait can end.",
        formula: "renew; (1 − renew) rival; (1 − renew)(1 − rival) injury; the rest available",
        source: "chance nodes in this order",
        mark: Mark::V,
        fields: &[
            Field::chance("p_renew"),
            Field::chance("p_rival"),
            Field::chance("p_injury"),
        ],
        outputs: &[
            ("renew", "probability"),
            ("rival", "probability"),
            ("injury", "probability"),
            ("available", "probability"),
        ],
        run: |input| output(&branches(input)?.ends()),
    },
    Function {
        name: "buyer_breakeven",
        section: "6.2",
        purpose: "The highest fee at which the buyer is no worse than by waiting.",
        formula: "C = B(mu − J − v_alt, sigma); WAIT = cover + δ(v_alt + p_a C); NOW(0) = with + δ(mu + B(resale − mu, sigma)); R_B = (NOW(0) − WAIT)/(phi_B (1 + on-cost))",
        source: OPTION_SOURCE,
        mark: Mark::M,
        fields: &[
            Field::amount("season0_with"),
            Field::amount("season0_cover"),
            Field::rate("r_buyer").or(BUYER_RATE),
            Field::amount("mu"),
            Field::amount("v_alt"),
            Field::amount("J"),
            Field::sum("sigma"),
            Field::chance("p_renew"),
            Field::chance("p_rival"),
            Field::chance("p_injury"),
            Field::new("fee_profile", Kind::Profile, "years, share"),
            Field::new("on_cost", Kind::NonNegative, "fraction of fee"),
            Field::new("resale", Kind::Amount, MILLIONS).optional(),
        ],
        outputs: &[
            ("p_available", "probability"),
            ("p_sign", "probability"),
            ("option_C", "m"),
            ("phi_B", ""),
            ("wait_value", "m"),
            ("now_value_at_zero_fee", "m"),
            ("R_B", "m"),
        ],
        run: |input| {
            let case = BuyerCase {
                season0_with: input.number("season0_with")?,
                season0_cover: input.number("season0_cover")?,
                rate: input.number("r_buyer")?,
                mean: input.number("mu")?,
                sd: input.number("sigma")?,
                alternative: input.number("v_alt")?,
                free_premium: input.number("J")?,
                branches: branches(input)?,
                profile: input.profile("fee_profile")?,
                on_cost: input.number("on_cost")?,
                resale: input.maybe("resale")?,
            };
            output(&case.breakeven())
        },
    },
    Function {
        name: "qmc_option",
        section: "7",
        purpose: "The option of waiting by even midpoints, against the closed form.",
        formula: "mean of max(V − J, v_alt) over V at the midpoints (i + 0.5)/10,000; closed: v_alt + B(mu − J − v_alt, sigma)",
        source: "deterministic check",
        mark: Mark::V,
        fields: &[
            Field::amount("mu"),
            Field::sum("sigma"),
            Field::amount("J"),
            Field::amount("v_alt"),
        ],
        outputs: &[("qmc", "m"), ("closed", "m")],
        run: qmc_option,
    },
];

fn branches(input: &Input<'_>) -> Result<Branches, DealError> {
    Ok(Branches {
        renew: input.number("p_renew")?,
        rival: input.number("p_rival")?,
        injury: input.number("p_injury")?,
    })
}

/// The chances of the wait, each given that the one before did not happen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branches {
    /// He renews with his club.
    pub renew: f64,
    /// A rival signs him first.
    pub rival: f64,
    /// He is badly hurt.
    pub injury: f64,
}

/// How the wait ends; the four add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// He renews.
    pub renew: f64,
    /// He is a rival's.
    pub rival: f64,
    /// He is hurt.
    pub injury: f64,
    /// He can be had.
    pub available: f64,
}

impl Branches {
    /// The chances of the four ends.
    pub fn ends(&self) -> Ends {
        let unsigned = 1.0 - self.renew;
        let free = unsigned * (1.0 - self.rival);
        Ends {
            renew: self.renew,
            rival: unsigned * self.rival,
            injury: free * self.injury,
            available: free * (1.0 - self.injury),
        }
    }
}

/// What a buyer believes. Money in millions.
#[derive(Clone, Debug, PartialEq)]
pub struct BuyerCase {
    /// Sporting value less wages of the first season with him.
    pub season0_with: f64,
    /// The same with a stop-gap.
    pub season0_cover: f64,
    /// The yearly discount rate.
    pub rate: f64,
    /// His later seasons net of standard wages, at time 1: expected.
    pub mean: f64,
    /// The deviation of that.
    pub sd: f64,
    /// Plan B at time 1.
    pub alternative: f64,
    /// What a free agent takes above a bought player: signing bonus, agent, higher wage.
    pub free_premium: f64,
    /// How the wait can end.
    pub branches: Branches,
    /// How the fee is paid.
    pub profile: Profile,
    /// The buyer's costs on top, as a fraction of the fee.
    pub on_cost: f64,
    /// What he could be resold for at time 1. If used, `mean` must not include it.
    pub resale: Option<f64>,
}

/// The buyer's most and what it is made of; millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Breakeven {
    /// The chance that he can be had for nothing.
    pub p_available: f64,
    /// The chance that he is, and that the buyer then wants him.
    pub p_sign: f64,
    /// The option of signing once his worth is known.
    #[serde(rename = "option_C")]
    pub option: f64,
    /// The present value of one unit of fee.
    #[serde(rename = "phi_B")]
    pub phi: f64,
    /// What waiting is worth.
    pub wait_value: f64,
    /// What buying now is worth before the fee.
    pub now_value_at_zero_fee: f64,
    /// The highest fee at which buying is no worse than waiting.
    #[serde(rename = "R_B")]
    pub most: f64,
}

impl BuyerCase {
    /// The gain of signing him free rather than plan B, expected.
    fn free_gain(&self) -> f64 {
        self.mean - self.free_premium - self.alternative
    }

    /// What one unit of fee costs in present value, on-costs included.
    pub fn fee_cost(&self) -> f64 {
        profile_factor(&self.profile, self.rate) * (1.0 + self.on_cost)
    }

    /// The highest fee at which buying is no worse than waiting.
    pub fn breakeven(&self) -> Breakeven {
        let next_summer = 1.0 / (1.0 + self.rate);
        let p_available = self.branches.ends().available;
        let gain = self.free_gain();
        let option = bachelier(gain, self.sd);
        let put = self
            .resale
            .map_or(0.0, |resale| bachelier(resale - self.mean, self.sd));
        let wait_value =
            self.season0_cover + next_summer * (self.alternative + p_available * option);
        let now = self.season0_with + next_summer * (self.mean + put);
        Breakeven {
            p_available,
            p_sign: p_available * chance_above(gain, self.sd),
            option,
            phi: profile_factor(&self.profile, self.rate),
            wait_value,
            now_value_at_zero_fee: now,
            most: (now - wait_value) / self.fee_cost(),
        }
    }

    /// What buying now at a fee is worth above waiting.
    pub fn now_minus_wait(&self, fee: f64) -> f64 {
        let Breakeven {
            wait_value,
            now_value_at_zero_fee,
            ..
        } = self.breakeven();
        now_value_at_zero_fee - self.fee_cost() * fee - wait_value
    }
}

#[derive(Serialize)]
struct Quadrature {
    qmc: f64,
    closed: f64,
}

fn qmc_option(input: &Input<'_>) -> Result<Value, DealError> {
    const MIDPOINTS: u32 = 10_000;
    let (mean, sd) = (input.number("mu")?, input.number("sigma")?);
    let (premium, alternative) = (input.number("J")?, input.number("v_alt")?);
    let payoff = |i: u32| {
        let z = quantile((f64::from(i) + 0.5) / f64::from(MIDPOINTS));
        (mean + sd * z - premium).max(alternative)
    };
    output(&Quadrature {
        qmc: (0..MIDPOINTS).map(payoff).sum::<f64>() / f64::from(MIDPOINTS),
        closed: alternative + bachelier(mean - premium - alternative, sd),
    })
}
