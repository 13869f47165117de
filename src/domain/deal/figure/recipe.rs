//! How each figure comes about: formula, section, source, and what goes in.

mod package;
mod path;
mod term;

use super::{Figure, PackageFigure};
use crate::domain::belief::{BELIEFS, BeliefSpec, Part};
use crate::domain::deal::catalogue;
use crate::domain::deal::function::{Function, Mark};
use crate::domain::deal::scenario::{self, Chair};

/// How one figure comes about.
pub(super) struct Recipe {
    /// The function of the catalogue that it belongs to; empty if it is reckoned by none.
    pub function: &'static str,
    /// The section of the specification.
    pub section: &'static str,
    /// The formula.
    pub formula: &'static str,
    /// The paper, the regulation or the convention.
    pub source: &'static str,
    /// How far that was checked.
    pub mark: Mark,
    /// The terms that go in.
    pub terms: &'static [&'static str],
    /// The beliefs that go in.
    pub beliefs: Vec<&'static str>,
    /// What it answers.
    pub purpose: &'static str,
}

/// A recipe as the tables write it. What a row leaves out holds as the function's own.
#[derive(Clone, Copy)]
struct Row {
    label: &'static str,
    function: &'static str,
    section: Option<&'static str>,
    formula: &'static str,
    source: Option<&'static str>,
    mark: Option<Mark>,
    terms: &'static [&'static str],
    beliefs: Believed,
    purpose: &'static str,
}

/// A figure of that function, the words on the screen, and what it answers.
const fn row(function: &'static str, label: &'static str, purpose: &'static str) -> Row {
    Row {
        label,
        function,
        section: None,
        formula: "",
        source: None,
        mark: None,
        terms: NO_TERMS,
        beliefs: NOTHING,
        purpose,
    }
}

/// The same for a figure whose words depend on more than itself.
const fn unnamed(function: &'static str, purpose: &'static str) -> Row {
    row(function, "", purpose)
}

impl Row {
    /// The formula, and the terms and beliefs that go in.
    const fn by(
        mut self,
        formula: &'static str,
        terms: &'static [&'static str],
        beliefs: Believed,
    ) -> Self {
        self.formula = formula;
        self.terms = terms;
        self.beliefs = beliefs;
        self
    }

    /// Another source than that of the function.
    const fn source(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }

    /// Another section.
    const fn section(mut self, section: &'static str) -> Self {
        self.section = Some(section);
        self
    }

    /// Checked further, or less far.
    const fn mark(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    fn recipe(self) -> Recipe {
        let function = catalogue::function(self.function).ok();
        let of_function = |pick: fn(&Function) -> &'static str| function.map_or("", pick);
        Recipe {
            function: self.function,
            section: self.section.unwrap_or_else(|| of_function(|of| of.section)),
            formula: self.formula,
            source: self.source.unwrap_or_else(|| of_function(|of| of.source)),
            mark: self
                .mark
                .or(function.map(|function| function.mark))
                .unwrap_or(Mark::M),
            terms: self.terms,
            beliefs: self.beliefs.keys(),
            purpose: self.purpose,
        }
    }
}

/// The beliefs that go into a figure: all those of the limits named, then lists of others.
#[derive(Clone, Copy)]
struct Believed {
    limits: &'static [Part],
    others: &'static [&'static [&'static str]],
}

/// Beliefs that hang on no limit.
const fn these(others: &'static [&'static [&'static str]]) -> Believed {
    of_limits(&[], others)
}

/// Everything that moves these limits, and others.
const fn of_limits(
    limits: &'static [Part],
    others: &'static [&'static [&'static str]],
) -> Believed {
    Believed { limits, others }
}

impl Believed {
    /// Their keys, each once.
    fn keys(self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        let limits = self.limits.iter().flat_map(|part| of_limit(*part));
        for key in limits.chain(self.others.iter().copied().flatten().copied()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

/// The beliefs that move the limit of a side, in the order of its formula: the chance that he
/// renews, which both sides share, is the first branch of the buyer's tree, and the seller's
/// formula has it before what a renewal is worth.
fn of_limit(part: Part) -> Vec<&'static str> {
    let of = |part: Part| {
        let of_part = move |spec: &&BeliefSpec| spec.part == part;
        BELIEFS.iter().filter(of_part).map(|spec| spec.key)
    };
    let mut keys: Vec<&str> = of(part).collect();
    let before = ["p_rival", "renew_value"];
    let at = keys.iter().position(|key| before.contains(key));
    let at = at.unwrap_or(keys.len());
    keys.splice(at..at, of(Part::Both));
    keys
}

const NO_TERMS: &[&str] = &[];
const FEE: &[&str] = &["fixed_fee", "instalments", "add_ons", "swap", "loan"];
const FEE_T: &[&str] = &[
    "fixed_fee",
    "instalments",
    "add_ons",
    "swap",
    "loan",
    "solidarity_on_top",
];
const KEPT_T: &[&str] = &["fixed_fee", "solidarity_on_top"];
const AGENT: &[&str] = &["agent_fee", "fixed_fee"];
const SELL_ON: &[&str] = &["sell_on", "fixed_fee", "add_ons"];
const BUY_BACK: &[&str] = &["buy_back"];
const ALL: &[&str] = &[
    "fixed_fee",
    "instalments",
    "add_ons",
    "solidarity_on_top",
    "sell_on",
    "buy_back",
    "swap",
    "loan",
    "signing_bonus",
    "agent_fee",
];
const PROFILE: &[&str] = &["instalments", "solidarity_on_top"];
const BRIDGE: &[&str] = &["instalments", "add_ons", "solidarity_on_top"];

const BUYER: Believed = of_limits(&[Part::Buyer], &[]);
const SELLER: Believed = of_limits(&[Part::Seller], &[]);
const SIDES: &[Part] = &[Part::Buyer, Part::Seller];
const BOTH: Believed = of_limits(SIDES, &[]);
const BOTH_T: Believed = of_limits(SIDES, &[&["theta"]]);
const BOTH_SD: Believed = of_limits(SIDES, &[&["sd_B", "sd_S"]]);
const BOTH_O: Believed = of_limits(SIDES, &[&["theta", "rival_bid"]]);

const NOTHING: Believed = these(&[]);
const BRANCHES: &[&str] = &["p_renew", "p_rival", "p_injury"];
const WAIT: Believed = these(&[scenario::WAIT, &["r_buyer"]]);
const TREE: Believed = these(&[BRANCHES]);
const SIGN: Believed = these(&[BRANCHES, &["mu", "sigma", "J", "v_alt"]]);
const RESALE: Believed = these(&[&["resale_q", "resale_mu", "resale_sigma"]]);
/// What the seller owes of a fee.
const OWED: &[&str] = &[
    "total_solidarity_pct",
    "own_training_pct",
    "sell_on_pct",
    "sell_on_base",
    "selling_agent_pct",
];

const OPTION: &str =
    "real option on a player, after Carmichael and Thomas 1993 and Tunaru, Clark, Viney 2005";
const KEEPING: &str = "expected value of keeping him";
const CONVENTION: &str = "convention";

impl PackageFigure {
    /// The words on the screen.
    pub fn name(self) -> &'static str {
        package::of_package(self).label
    }
}

impl Figure {
    /// The words on the screen; empty if they depend on more than the figure.
    pub fn name(self) -> &'static str {
        self.row().label
    }

    /// How it comes about.
    pub(super) fn recipe(self) -> Recipe {
        self.row().recipe()
    }

    #[rustfmt::skip]
    fn row(self) -> Row {
        match self {
            Self::Package(_, figure) => package::of_package(figure),
            Self::Term(_, term, _) => term::of_term(term),
            Self::Path(path) => path::of_path(path),
            Self::Belief(_) => unnamed("", "What we believe.")
                .by("as entered", NO_TERMS, NOTHING)
                .source("the belief").section("6").mark(Mark::V),
            Self::Most => row("buyer_breakeven", "Our ceiling", "The highest fee at which we are no worse than by waiting.")
                .by("C = B(mu − J − v_alt, sigma); WAIT = cover + δ(v_alt + p_a C); NOW(0) = with + δ mu; R_B = (NOW(0) − WAIT)/(phi_B (1 + on-cost))", PROFILE, BUYER)
                .source(OPTION),
            Self::Least => row("seller_reservation", "Their floor", "The lowest fee at which they are no worse than by keeping him.")
                .by("R_S = (K − replacement_net − lam (wage − nbv))/(n_S (phi_S + lam))", PROFILE, SELLER)
                .source("expected value of keeping him; lam is the shadow price of headroom"),
            Self::WaitValue => row("buyer_breakeven", "Waiting is worth", "What waiting until he is free is worth to us.")
                .by("WAIT = cover + δ(v_alt + p_a C), C = B(mu − J − v_alt, sigma)", NO_TERMS, WAIT)
                .source(OPTION),
            Self::KeepValue => row("seller_reservation", "Keeping him is worth", "What keeping him is worth to them.")
                .by("K = (season value − wage)(1 − p_jan/2) + p_jan × kept of jan_fee (1 + r)^−½ + (1 − p_jan) p_renew renew_value/(1 + r)", NO_TERMS, SELLER)
                .source(KEEPING),
            Self::PAvailable => row("tree_probs", "He can be had for nothing", "How likely he is free and fit next summer.")
                .by("(1 − p_renew)(1 − p_rival)(1 − p_injury)", NO_TERMS, TREE),
            Self::PSign => row("buyer_breakeven", "He signs with us if we wait", "How likely waiting ends with his signature.")
                .by("p_available Φ((mu − J − v_alt)/sigma)", NO_TERMS, SIGN)
                .source(OPTION),
            Self::Width => row("bargain", "Zone, or gap if negative", "How far apart both limits are.")
                .by("R_B − R_S", PROFILE, BOTH)
                .source("definition").section("5.1").mark(Mark::V),
            Self::Nash => row("bargain", "Price at their power", "Where an even-handed bargain would end.")
                .by("R_S + theta (R_B − R_S)", PROFILE, BOTH_T)
                .source("Nash 1950, Roth 1979"),
            Self::NashAt(_) => row("bargain", "Price by their power", "Where a bargain would end, by their power.")
                .by("R_S + theta (R_B − R_S), theta from 0 to 1", PROFILE, BOTH)
                .source("Nash 1950, Roth 1979"),
            Self::KalaiSmorodinsky => row("bargain", "Same part of the best", "The price that gives both the same part of their best.")
                .by("midpoint of R_S and R_B", PROFILE, BOTH)
                .source("Kalai and Smorodinsky 1975"),
            Self::Egalitarian => row("bargain", "Same gain", "The price that gives both the same gain.")
                .by("(a R_B + c R_S)/(a + c), a and c the slopes", PROFILE, BOTH)
                .source("Kalai 1977; not free of the unit, so both gains are in money"),
            Self::ChanceOfZone => row("p_zopa", "Chance of a zone", "How likely there is room to agree.")
                .by("Φ(d/s), d = R_B − R_S, s² = sd_B² + sd_S²", PROFILE, BOTH_SD)
                .source("difference of two independent normal variables"),
            Self::ExpectedSurplus => row("p_zopa", "Expected width of the zone", "What the zone is worth on average, none counted as nothing.")
                .by("B(d, s), d = R_B − R_S, s² = sd_B² + sd_S²", PROFILE, BOTH_SD)
                .source("Bachelier 1900"),
            Self::FinalOffer => row("best_final_offer", "Best final offer", "The best offer that can be made once.")
                .by("F that maximises (R_B − F) Φ((F − R_S)/sd_S)", PROFILE, BOTH_SD)
                .source("take it or leave it, the seller's least normal").mark(Mark::M),
            Self::FinalOfferChance => row("best_final_offer", "It is taken", "How likely the best final offer is taken.")
                .by("Φ((F − R_S)/sd_S)", PROFILE, BOTH_SD)
                .source("take it or leave it, the seller's least normal").mark(Mark::M),
            Self::BridgeAddOn => row("bridging_addon", "Bridge, add-on", "The add-on that leaves both just indifferent.")
                .by("X = (R_S − R_B)/(p_S v_S/phi_S − p_B v_B/phi_B), v = (1 + r)^−t", BRIDGE, BOTH),
            Self::BridgeFee => row("bridging_addon", "Bridge, fixed fee", "The fixed fee beside that add-on.")
                .by("F = R_B − p_B X v_B/phi_B", BRIDGE, BOTH),
            Self::OutsidePrinciple => row("outside_option", "Price, bid only if better", "The bid counts only if it betters the bargain.")
                .by("max(price at their power, rival's bid)", PROFILE, BOTH_O),
            Self::OutsideDisagreement => row("outside_option", "Price, bid as their floor", "The bid is what they have if talks fail.")
                .by("bid + theta (R_B − bid)", PROFILE, BOTH_O),
            Self::Curve(_) => row("buyer_breakeven", "Buying now less waiting", "What buying now at this fee is worth above waiting.")
                .by("NOW(0) − phi_B (1 + on-cost) F − WAIT", PROFILE, BUYER)
                .source(OPTION),
            Self::CurveSeller(_) => row("seller_reservation", "Selling now less keeping", "What selling now at this fee is worth above keeping.")
                .by("kept of F × (phi_S + lam) + replacement − K + lam (wage − nbv)", PROFILE, SELLER)
                .source(KEEPING),
            Self::Bar(Chair::Buyer, _) => unnamed("buyer_breakeven", "How much our ceiling hangs on this belief.")
                .by("R_B at the high end of the belief less R_B at its low end, all else as believed", PROFILE, BUYER)
                .source(OPTION),
            Self::Bar(Chair::Seller, _) => unnamed("seller_reservation", "How much their floor hangs on this belief.")
                .by("R_S at the high end of the belief less R_S at its low end, all else as believed", PROFILE, SELLER)
                .source(KEEPING),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_hangs_on_every_belief_of_its_side() {
        for part in SIDES {
            let mut keys = of_limit(*part);
            let of_side = |spec: &&BeliefSpec| spec.part == *part || spec.part == Part::Both;
            let mut all: Vec<_> = BELIEFS
                .iter()
                .filter(of_side)
                .map(|spec| spec.key)
                .collect();
            keys.sort_unstable();
            all.sort_unstable();
            assert_eq!(keys, all);
        }
    }
}
