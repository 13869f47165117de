//! Sell now or keep him: the seller's least.

use serde::Serialize;

use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Profile, output};
use super::present_value::profile_factor;
use super::time::discount;
use crate::domain::belief::SELLER_RATE;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "seller_reservation",
    section: "6.3",
    purpose: "The lowest fee at which the seller is no worse than by keeping him.",
    formula: "K = (season value − wage)(1 − p_jan/2) + p_jan n_S jan_fee (1 + r)^−½ + (1 − p_jan) p_renew renew_value/(1 + r); R_S = (K − replacement_net − lam (wage − nbv))/(n_S (phi_S + lam))",
    source: "expected value of keeping him; lam is the shadow price of regulatory headroom (section 5.10)",
    mark: Mark::M,
    fields: &[
        Field::amount("season_value"),
        Field::sum("season_wage"),
        Field::chance("p_jan"),
        Field::sum("jan_fee"),
        Field::chance("p_renew"),
        Field::amount("renew_value"),
        Field::amount("replacement_net"),
        Field::rate("r_seller").or(SELLER_RATE),
        Field::new("n_S", Kind::PositiveShare, "fraction of fee"),
        Field::new("fee_profile", Kind::Profile, "years, share"),
        Field::new("lam", Kind::NonNegative, "").or(0.0),
        Field::sum("nbv_S").or(0.0),
    ],
    outputs: &[("keep_value", "m"), ("phi_S", ""), ("R_S", "m")],
    run: |input| {
        let case = SellerCase {
            season_value: input.number("season_value")?,
            season_wage: input.number("season_wage")?,
            january_chance: input.number("p_jan")?,
            january_fee: input.number("jan_fee")?,
            renew_chance: input.number("p_renew")?,
            renew_value: input.number("renew_value")?,
            replacement_net: input.number("replacement_net")?,
            rate: input.number("r_seller")?,
            kept_fraction: input.number("n_S")?,
            owed: None,
            profile: input.profile("fee_profile")?,
            headroom_price: input.number("lam")?,
            book_value: input.number("nbv_S")?,
        };
        output(&case.reservation())
    },
}];

/// What a seller believes. Money in millions.
#[derive(Clone, Debug, PartialEq)]
pub struct SellerCase {
    /// What his last season is worth.
    pub season_value: f64,
    /// What it costs the employer.
    pub season_wage: f64,
    /// The chance of a sale in January.
    pub january_chance: f64,
    /// Its fee.
    pub january_fee: f64,
    /// The chance that he renews, if not sold in January.
    pub renew_chance: f64,
    /// What a renewal is worth next summer.
    pub renew_value: f64,
    /// The replacement: season value less its cost, and later surplus. Negative if forced late.
    pub replacement_net: f64,
    /// The yearly discount rate.
    pub rate: f64,
    /// What the seller keeps of a fee.
    pub kept_fraction: f64,
    /// A share of the profit that he owes to others: the share, and the sum above which it counts.
    pub owed: Option<(f64, f64)>,
    /// How the fee is paid.
    pub profile: Profile,
    /// What one million of regulatory headroom is worth to the seller.
    pub headroom_price: f64,
    /// His book value.
    pub book_value: f64,
}

/// The seller's least and what it is made of; millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reservation {
    /// What keeping him is worth.
    pub keep_value: f64,
    /// The present value of one unit of fee.
    #[serde(rename = "phi_S")]
    pub phi: f64,
    /// The lowest fee at which selling is no worse.
    #[serde(rename = "R_S")]
    pub least: f64,
}

impl SellerCase {
    /// What he keeps of a fee that is paid at once.
    pub fn kept(&self, fee: f64) -> f64 {
        let owed = self
            .owed
            .map_or(0.0, |(share, base)| share * (fee - base).max(0.0));
        self.kept_fraction * fee - owed
    }

    /// The fee of which he keeps so much.
    fn fee_for(&self, kept: f64) -> f64 {
        match self.owed {
            Some((share, base)) if kept > self.kept_fraction * base => {
                (kept - share * base) / (self.kept_fraction - share)
            }
            _ => kept / self.kept_fraction,
        }
    }

    /// What keeping him is worth; losing him for nothing pays nothing.
    pub fn keep_value(&self) -> f64 {
        let season = (self.season_value - self.season_wage) * (1.0 - self.january_chance / 2.0);
        let january = self.january_chance * self.kept(self.january_fee) * discount(self.rate, 0.5);
        let renewal = (1.0 - self.january_chance)
            * self.renew_chance
            * self.renew_value
            * discount(self.rate, 1.0);
        season + january + renewal
    }

    /// What one unit that he keeps is worth in present value, headroom included.
    fn worth_of_kept(&self) -> f64 {
        profile_factor(&self.profile, self.rate) + self.headroom_price
    }

    /// The lowest fee at which selling is no worse than keeping.
    pub fn reservation(&self) -> Reservation {
        let keep_value = self.keep_value();
        let relief = self.headroom_price * (self.season_wage - self.book_value);
        Reservation {
            keep_value,
            phi: profile_factor(&self.profile, self.rate),
            least: self
                .fee_for((keep_value - self.replacement_net - relief) / self.worth_of_kept()),
        }
    }

    /// What selling now at a fee is worth above keeping.
    pub fn sell_minus_keep(&self, fee: f64) -> f64 {
        self.gain_over_keeping()(fee)
    }

    /// The same for many fees.
    pub fn gain_over_keeping(&self) -> impl Fn(f64) -> f64 + '_ {
        let least = self.kept(self.reservation().least);
        move |fee| self.worth_of_kept() * (self.kept(fee) - least)
    }
}
