//! Now or later: what each thing that a side could do is worth to it.

use serde::Serialize;

use super::Scenario;
use super::term::Chair;
use super::term_worth::counted;
use crate::domain::belief::belief;
use crate::domain::deal::beliefs::MissingBelief;
use crate::domain::deal::tag::Tag;
use crate::domain::deal::time::discount;

/// The beliefs that waiting until he is free needs.
pub(in crate::domain::deal) const WAIT: &[&str] = &[
    "season0_cover",
    "mu",
    "sigma",
    "v_alt",
    "J",
    "p_renew",
    "p_rival",
    "p_injury",
];

/// Something that a side could do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Path {
    /// The buyer: buy him now by the first package.
    BuyNow,
    /// The buyer: try in January, else wait on.
    WaitForJanuary,
    /// The buyer: wait until he is free.
    FreeInSummer,
    /// The buyer: another player now.
    Alternative,
    /// The buyer: nobody; those whom he has.
    KeepOwn,
    /// The seller: sell him now by the first package.
    SellNow,
    /// The seller: keep him, and he renews.
    Renew,
    /// The seller: keep him, and sell him in January.
    SellInJanuary,
    /// The seller: keep him and lose him for nothing.
    LoseFree,
    /// The seller: keep him, all ends weighted with their chances.
    Keep,
}

impl Path {
    /// What the buyer could do.
    pub const BUYER: [Self; 5] = [
        Self::BuyNow,
        Self::WaitForJanuary,
        Self::FreeInSummer,
        Self::Alternative,
        Self::KeepOwn,
    ];
    /// What the seller could do.
    pub const SELLER: [Self; 5] = [
        Self::SellNow,
        Self::Keep,
        Self::Renew,
        Self::SellInJanuary,
        Self::LoseFree,
    ];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::BuyNow => "Buy now",
            Self::WaitForJanuary => "Wait for January",
            Self::FreeInSummer => "Wait until he is free",
            Self::Alternative => "Another player",
            Self::KeepOwn => "Keep who we have",
            Self::SellNow => "Sell now",
            Self::Renew => "Keep him, and he renews",
            Self::SellInJanuary => "Keep him and sell in January",
            Self::LoseFree => "Keep him and lose him for nothing",
            Self::Keep => "Keep him, all told",
        }
    }

    /// The beliefs that it needs.
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            Self::BuyNow => &["season0_with", "mu"],
            Self::FreeInSummer => WAIT,
            Self::WaitForJanuary => &[
                "season0_with",
                "season0_cover",
                "mu",
                "sigma",
                "v_alt",
                "J",
                "p_renew",
                "p_rival",
                "p_injury",
                "january_price",
                "january_chance",
            ],
            Self::Alternative => &["alternative_now"],
            Self::KeepOwn => &["season0_cover", "keep_later"],
            Self::SellNow => &["replacement_net"],
            Self::Renew => &["season_value", "season_wage", "renew_value"],
            Self::SellInJanuary => &["season_value", "season_wage", "jan_fee"],
            Self::LoseFree => &["season_value", "season_wage"],
            Self::Keep => &[
                "season_value",
                "season_wage",
                "p_jan",
                "jan_fee",
                "p_renew",
                "renew_value",
            ],
        }
    }

    /// The formula, in the names of the beliefs.
    pub fn formula(self) -> &'static str {
        match self {
            Self::BuyNow => "with + δ mu − what the terms of the package cost today",
            Self::WaitForJanuary => {
                "p ((with + cover)/2 + δ mu − (1 + on-cost) price (1 + r)^−½) + (1 − p) WAIT, p the chance that he can be had in January"
            }
            Self::FreeInSummer => "WAIT = cover + δ (v_alt + p_a C), C = B(mu − J − v_alt, sigma)",
            Self::Alternative => "as entered",
            Self::KeepOwn => "cover + δ × later seasons with those whom we have",
            Self::SellNow => "what the terms of the package bring today + replacement",
            Self::Renew => "season value − wage + renew_value/(1 + r)",
            Self::SellInJanuary => "(season value − wage)/2 + what is kept of jan_fee × (1 + r)^−½",
            Self::LoseFree => "season value − wage",
            Self::Keep => {
                "K = (season value − wage)(1 − p_jan/2) + p_jan × kept of jan_fee (1 + r)^−½ + (1 − p_jan) p_renew renew_value/(1 + r)"
            }
        }
    }
}

/// What one path is worth to its side, in millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathWorth {
    /// Which.
    pub path: Path,
    /// The words on the screen.
    pub label: &'static str,
    /// `None` while beliefs are missing.
    pub worth: Option<f64>,
    /// How likely it comes about, where the beliefs say so.
    pub chance: Option<f64>,
    /// What that chance is of.
    pub note: &'static str,
    /// What must be entered.
    pub missing: Vec<MissingBelief>,
    /// True for the best of the side's own choices.
    pub is_best: bool,
    /// What it rests on.
    pub tag: Tag,
}

impl Scenario {
    /// What the buyer could do. He buys by the first package.
    pub fn buyer_paths(&self) -> Vec<PathWorth> {
        self.paths(Path::BUYER)
    }

    /// What the seller could do. That he renews, is sold in January or leaves for nothing are ends
    /// of keeping him, not choices.
    pub fn seller_paths(&self) -> Vec<PathWorth> {
        self.paths(Path::SELLER)
    }

    fn paths(&self, paths: [Path; 5]) -> Vec<PathWorth> {
        let mut rows: Vec<PathWorth> = paths.into_iter().map(|path| self.path(path)).collect();
        let is_choice =
            |path: Path| !matches!(path, Path::Renew | Path::SellInJanuary | Path::LoseFree);
        let best = rows
            .iter()
            .filter(|row| is_choice(row.path))
            .filter_map(|row| row.worth)
            .max_by(f64::total_cmp);
        for row in &mut rows {
            row.is_best = row.worth.is_some() && row.worth == best && is_choice(row.path);
        }
        rows
    }

    /// What one path is worth.
    pub fn path(&self, path: Path) -> PathWorth {
        let needs = path.needs();
        let missing: Vec<MissingBelief> = needs
            .iter()
            .filter(|key| self.beliefs.known(key).is_none())
            .filter_map(|key| belief(key))
            .map(MissingBelief::of)
            .collect();
        let worth = missing.is_empty().then(|| self.worth_of(path)).flatten();
        let (chance, note) = self.chance_of(path);
        PathWorth {
            path,
            label: path.label(),
            worth: worth.filter(|worth| worth.is_finite()),
            chance: chance.filter(|_| missing.is_empty()),
            note,
            missing,
            is_best: false,
            tag: Tag::derived(
                path.formula(),
                needs.iter().map(|key| self.beliefs.tag(key)),
            ),
        }
    }

    fn worth_of(&self, path: Path) -> Option<f64> {
        let belief = |key| self.beliefs.get(key);
        let year = |key| discount(belief(key), 1.0);
        let season = belief("season_value") - belief("season_wage");
        let keep = || self.beliefs.seller(&Vec::new(), false);
        Some(match path {
            Path::BuyNow => {
                let paid = counted(&self.worths(self.first()?), Chair::Buyer);
                belief("season0_with") + year("r_buyer") * belief("mu") + paid
            }
            Path::WaitForJanuary => {
                let cost = belief("january_price") * (1.0 + belief("on_cost"));
                let bought = 0.5 * (belief("season0_with") + belief("season0_cover"))
                    + year("r_buyer") * belief("mu")
                    - cost * discount(belief("r_buyer"), 0.5);
                let chance = belief("january_chance");
                chance * bought + (1.0 - chance) * self.wait_worth()
            }
            Path::FreeInSummer => self.wait_worth(),
            Path::Alternative => belief("alternative_now"),
            Path::KeepOwn => belief("season0_cover") + year("r_buyer") * belief("keep_later"),
            Path::SellNow => {
                counted(&self.worths(self.first()?), Chair::Seller) + belief("replacement_net")
            }
            Path::Renew => season + year("r_seller") * belief("renew_value"),
            Path::SellInJanuary => {
                let kept = keep().kept(belief("jan_fee"));
                0.5 * season + kept * discount(belief("r_seller"), 0.5)
            }
            Path::LoseFree => season,
            Path::Keep => keep().keep_value(),
        })
    }

    fn first(&self) -> Option<&crate::domain::deal::terms::Terms> {
        self.packages
            .first()
            .filter(|terms| terms.problem.is_none())
    }

    fn chance_of(&self, path: Path) -> (Option<f64>, &'static str) {
        let known = |key| self.beliefs.known(key);
        let sold = known("p_jan");
        let renews = sold
            .zip(known("p_renew"))
            .map(|(sold, renews)| (1.0 - sold) * renews);
        match path {
            Path::WaitForJanuary => (known("january_chance"), "he can be had then"),
            Path::FreeInSummer => {
                let breakeven = self.beliefs.buyer(&Vec::new()).breakeven();
                (Some(breakeven.p_sign), "he signs")
            }
            Path::Renew => (renews, "of it, if he is kept"),
            Path::SellInJanuary => (sold, "of it, if he is kept"),
            Path::LoseFree => (
                sold.zip(renews).map(|(sold, renews)| 1.0 - sold - renews),
                "of it, if he is kept",
            ),
            Path::BuyNow | Path::Alternative | Path::KeepOwn | Path::SellNow | Path::Keep => {
                (None, "")
            }
        }
    }
}
