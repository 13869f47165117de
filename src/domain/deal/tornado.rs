//! Which belief moves a reservation most.

use serde::Serialize;

use super::beliefs::Part;
use super::scenario::Scenario;

/// One belief at its low and high value, and the reservation at each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// The belief.
    pub key: &'static str,
    /// Its low value: millions or a fraction.
    pub low: f64,
    /// Its high value.
    pub high: f64,
    /// The reservation at the low value, in millions.
    pub at_low: f64,
    /// The reservation at the high value.
    pub at_high: f64,
}

impl Bar {
    /// How far the reservation moves.
    pub fn swing(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

/// How far a belief is moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// By a part of its value, up and down.
    Part(f64),
    /// By so much up and down, within 0 to 1.
    Points(f64),
    /// To these values.
    To(f64, f64),
}

/// What is moved by default, and how far. Assumptions of ours.
pub const BUYER_REACH: &[(&str, Reach)] = &[
    ("season0_with", Reach::Part(0.5)),
    ("mu", Reach::Part(0.2)),
    ("v_alt", Reach::Part(0.5)),
    ("J", Reach::Part(0.5)),
    ("sigma", Reach::Part(0.5)),
    ("p_renew", Reach::Points(0.2)),
    ("p_rival", Reach::Points(0.15)),
    ("p_injury", Reach::Points(0.05)),
    ("r_buyer", Reach::Points(0.03)),
];

/// The same for the seller.
pub const SELLER_REACH: &[(&str, Reach)] = &[
    ("replacement_net", Reach::Part(1.0)),
    ("p_renew", Reach::Points(0.2)),
    ("season_value", Reach::Part(0.25)),
    ("renew_value", Reach::Part(0.33)),
    ("jan_fee", Reach::Part(0.5)),
    ("p_jan", Reach::Points(0.1)),
    ("r_seller", Reach::Points(0.03)),
];

/// The bars of a side with the default reach, the longest first.
pub fn tornado(scenario: &Scenario, part: Part) -> Vec<Bar> {
    match part {
        Part::Seller => tornado_over(scenario, SELLER_REACH, Scenario::least),
        Part::Buyer
        | Part::Both
        | Part::Bargain
        | Part::Alternatives
        | Part::Resale
        | Part::Clauses
        | Part::Playing
        | Part::Books => tornado_over(scenario, BUYER_REACH, Scenario::most),
    }
}

/// The bars of any figure over any reach, the longest first.
///
/// For a figure by Monte Carlo, give each call the same seed: its paths are then the same, and a
/// bar shows the belief, not the dice.
pub fn tornado_over(
    scenario: &Scenario,
    reach: &[(&'static str, Reach)],
    figure: impl Fn(&Scenario) -> f64,
) -> Vec<Bar> {
    let mut moved = scenario.clone();
    let mut at = |key: &'static str, value: f64| {
        moved.beliefs = scenario.beliefs.clone().with(key, value);
        figure(&moved)
    };
    let mut bars: Vec<Bar> = reach
        .iter()
        .map(|(key, reach)| {
            let base = scenario.beliefs.get(key);
            let (low, high) = match *reach {
                Reach::Part(part) => (base - part * base.abs(), base + part * base.abs()),
                Reach::Points(points) => ((base - points).max(0.0), (base + points).min(1.0)),
                Reach::To(low, high) => (low, high),
            };
            Bar {
                key,
                low,
                high,
                at_low: at(key, low),
                at_high: at(key, high),
            }
        })
        .collect();
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    bars
}
