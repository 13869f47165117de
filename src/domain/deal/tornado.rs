//! Which belief moves a reservation most.

use serde::Serialize;

use super::scenario::{RATE_STEP, Scenario};
use crate::domain::belief::{BeliefSpec, Part, belief};

/// One belief at its low and high value, and the reservation at each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// The belief, or [`EXCHANGE_RATE`].
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
    /// Its low value: millions or a fraction; for the exchange rate how far it falls.
    pub low: f64,
    /// Its high value.
    pub high: f64,
    /// The reservation at the low value, in millions.
    pub at_low: f64,
    /// The reservation at the high value.
    pub at_high: f64,
    /// True if somebody said how low and how high it may be; else the standard step is taken.
    pub is_own: bool,
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

impl Reach {
    /// The low and the high value of a belief that now has this one.
    fn ends(self, base: f64) -> (f64, f64) {
        match self {
            Self::Part(part) => (base - part * base.abs(), base + part * base.abs()),
            Self::Points(points) => ((base - points).max(0.0), (base + points).min(1.0)),
            Self::To(low, high) => (low, high),
        }
    }
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

/// The key of the bar that moves every other currency at once.
pub const EXCHANGE_RATE: &str = "exchange_rate";

/// How far a belief is moved where nobody said how low and how high it may be, from its value now.
/// `None` if a limit is not tried for it.
pub fn standard_step(scenario: &Scenario, part: Part, key: &str) -> Option<(f64, f64)> {
    let (reach, _) = side(part);
    let (_, reach) = reach.iter().find(|(known, _)| *known == key)?;
    Some(reach.ends(scenario.beliefs.get(key)))
}

/// True if a range of this belief moves a limit.
pub fn takes_range(spec: &BeliefSpec) -> bool {
    matches!(spec.part, Part::Buyer | Part::Seller | Part::Both)
}

/// The bars of a side, the longest first: each belief from its own low to its own high, or by the
/// standard step if it has none. If beliefs or the fee of the
/// first package are stated in another currency, one bar moves those currencies by 5 %.
pub fn tornado(scenario: &Scenario, part: Part) -> Vec<Bar> {
    let (standard, figure) = side(part);
    let own = scenario.beliefs.ranges();
    let moves =
        |key: &str| belief(key).is_some_and(|spec| spec.part == part || spec.part == Part::Both);
    let is_own = |key: &str| own.contains_key(key) && moves(key);
    let standard = standard.iter().copied().filter(|(key, _)| !is_own(key));
    let ranges = own.iter().filter(|(key, _)| moves(key));
    let ranges = ranges.map(|(key, (low, high))| (*key, Reach::To(*low, *high)));
    let reach: Vec<(&'static str, Reach)> = standard.chain(ranges).collect();
    let mut bars = tornado_over(scenario, &reach, figure);
    for bar in &mut bars {
        bar.is_own = is_own(bar.key);
    }
    bars.extend(exchange_bar(scenario, figure));
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    bars
}

/// The limit as the other currencies move. A fee that is stated in one of them is brought back at
/// today's rate, so that the bar says how far the figure to be named at the table moves.
fn exchange_bar(scenario: &Scenario, figure: fn(&Scenario) -> f64) -> Option<Bar> {
    let fee_is_foreign = scenario
        .packages
        .first()
        .is_some_and(|terms| terms.foreign.contains("fixed_fee"));
    if scenario.beliefs.foreign().is_empty() && !fee_is_foreign {
        return None;
    }
    let at = |factor: f64| {
        let mut moved = scenario.clone();
        moved.beliefs = moved.beliefs.at_rates(factor);
        figure(&moved) / if fee_is_foreign { factor } else { 1.0 }
    };
    Some(Bar {
        key: EXCHANGE_RATE,
        label: "Exchange rate",
        low: -RATE_STEP,
        high: RATE_STEP,
        at_low: at(1.0 - RATE_STEP),
        at_high: at(1.0 + RATE_STEP),
        is_own: false,
    })
}

/// What is moved, and the limit that it moves.
type Side = (&'static [(&'static str, Reach)], fn(&Scenario) -> f64);

fn side(part: Part) -> Side {
    match part {
        Part::Seller => (SELLER_REACH, Scenario::least),
        Part::Buyer
        | Part::Both
        | Part::Bargain
        | Part::Alternatives
        | Part::Resale
        | Part::Clauses
        | Part::Playing
        | Part::Books => (BUYER_REACH, Scenario::most),
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
            let (low, high) = reach.ends(base);
            Bar {
                key,
                label: belief(key).map_or("", |spec| spec.label),
                low,
                high,
                at_low: at(key, low),
                at_high: at(key, high),
                is_own: false,
            }
        })
        .collect();
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    bars
}
