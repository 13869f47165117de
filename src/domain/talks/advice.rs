//! What to do on a day, in one sentence: made of figures that exist, and shorter where some are
//! missing. What the day itself says, windows and pre-contract, stands behind them.

use chrono::NaiveDate;

use super::reckoning::Reckoning;
use crate::domain::date::{PartialDate, day_text, pre_contract_from};
use crate::domain::deal::model::Model;
use crate::domain::dossier::Dossier;
use crate::domain::figures::{chance_text, millions_text};
use crate::domain::negotiation::Negotiation;
use crate::domain::package::Package;
use crate::domain::text::capitalised;

/// How a fee lies to our ceiling, in millions: above nothing if it is more than we would pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgainstCeiling(f64);

impl AgainstCeiling {
    /// Half of the last digit that the screen prints.
    const AT: f64 = 0.005;

    /// True if the fee is more than we would pay.
    pub fn is_above(self) -> bool {
        self.0 >= Self::AT
    }

    /// `5.05 above our ceiling`.
    pub fn words(self) -> String {
        let by = millions_text(self.0.abs());
        if self.is_above() {
            format!("{by} above our ceiling")
        } else if self.0 <= -Self::AT {
            format!("{by} below our ceiling")
        } else {
            "at our ceiling".to_owned()
        }
    }
}

impl Package {
    /// The letter before the comma of its name: `A` of `A, bridge`.
    pub fn letter(&self) -> &str {
        self.name.split(',').next().unwrap_or(&self.name).trim()
    }
}

impl Reckoning {
    /// The fixed fee of the package as which the limits are reckoned, in millions.
    pub fn fee(&self) -> Option<f64> {
        let scenario = self.scenario.as_ref()?;
        let terms = scenario.packages.get(scenario.paid_as)?;
        terms.problem.is_none().then_some(terms.fixed_fee)
    }

    /// How that fee lies to our ceiling.
    pub fn against_ceiling(&self) -> Option<AgainstCeiling> {
        Some(AgainstCeiling(self.fee()? - self.ceiling()?))
    }
}

/// `20`, `24.95`: at most two decimals.
fn short(millions: f64) -> String {
    let text = millions_text(millions);
    let text = text.strip_suffix(".00").unwrap_or(&text);
    text.to_owned()
}

impl Negotiation {
    /// `Open at 20, go to 24.95, walk away above; 33 % chance of a zone; windows close 1 Sep 2025`.
    pub fn advice(&self, dossier: &Dossier, reckoning: &Reckoning) -> String {
        let mut parts = Vec::new();
        if let Some(limits) = self.limits_words(dossier, reckoning) {
            parts.push(limits);
        }
        let evaluation = reckoning.evaluation.as_ref();
        let room = evaluation.and_then(|found| found.room.as_ref());
        if let Some(chance) = room.and_then(|room| room.chance) {
            parts.push(format!("{} chance of a zone", chance_text(chance.p_zopa)));
        }
        parts.extend(self.day_words(dossier, reckoning.on));
        capitalised(&parts.join("; "))
    }

    /// How far to go; a package that goes too far comes first.
    fn limits_words(&self, dossier: &Dossier, reckoning: &Reckoning) -> Option<String> {
        let most = reckoning.ceiling()?;
        if most <= 0.0 {
            let most = millions_text(most);
            return Some(format!(
                "walk away: our ceiling is {most}, no fee is worth it"
            ));
        }
        let go = format!("go to {}, walk away above", millions_text(most));
        let place = reckoning.scenario.as_ref().map(|scenario| scenario.paid_as);
        let package = place.and_then(|place| self.packages.get(place));
        let too_far = reckoning.against_ceiling().filter(|lies| lies.is_above());
        if let (Some(package), Some(lies), Some(fee)) = (package, too_far, reckoning.fee()) {
            let (letter, fee) = (package.letter(), short(fee));
            return Some(format!(
                "package {letter} at {fee} is {}: {go}",
                lies.words()
            ));
        }
        Some(match self.opening(dossier, reckoning) {
            Some(open) if open < most => format!("open at {}, {go}", short(open)),
            Some(_) | None => go,
        })
    }

    /// The lower end of our last bid: its fixed fee, where the terms are known.
    fn opening(&self, dossier: &Dossier, reckoning: &Reckoning) -> Option<f64> {
        let bid = self.bid(reckoning.on)?;
        let fee = bid.terms.as_deref().and_then(|terms| terms.fixed_fee);
        let sum = fee.or_else(|| Some(bid.amount.as_ref()?.low))?;
        Model::of(dossier, reckoning.on).millions(sum, "bid").ok()
    }

    /// What the day itself says: when the window closes or that none is open, and whether he may
    /// sign elsewhere for nothing.
    pub fn day_words(&self, dossier: &Dossier, on: NaiveDate) -> Vec<String> {
        let mut words = Vec::new();
        words.extend(window_words(dossier, on));
        let end = dossier
            .player(self.player)
            .and_then(|player| player.contract_end());
        if let Some(end) = end {
            let free = pre_contract_from(end);
            if on > end {
                words.push(format!("out of contract since {}", day_text(end)));
            } else if on >= free {
                words.push(format!("free to sign abroad since {}", day_text(free)));
            }
        }
        words
    }

    /// `beliefs were stated for 11 Jul 2025`, once the day is past; a belief without a day was
    /// stated for the decision date of the dossier.
    pub fn stale_beliefs(&self, dossier: &Dossier, on: NaiveDate) -> Option<String> {
        let used = self.beliefs.values().filter_map(|belief| {
            let stated = belief.used_reading()?.basis.on.and_then(PartialDate::day);
            Some(stated.unwrap_or(dossier.head.decision_date))
        });
        let stated = used.min().filter(|stated| *stated < on)?;
        Some(format!("beliefs were stated for {}", day_text(stated)))
    }
}

/// `Spain’s window closes 1 Sep 2025`; `no window open` among those that the dossier holds.
fn window_words(dossier: &Dossier, on: NaiveDate) -> Option<String> {
    let windows = dossier.windows_by_day();
    let open = |country: Option<&str>| {
        windows
            .iter()
            .filter(|window| window.opens <= on && on <= window.closes)
            .filter(|window| country.is_none_or(|country| window.country == country))
            .map(|window| (window.closes, window.country.as_str()))
            .min()
    };
    let home = dossier.head.our_country.as_str();
    let ours = windows.iter().any(|window| window.country == home);
    match (open(Some(home)), open(None)) {
        (Some((closes, _)), Some((first, _))) if closes == first => {
            let same = windows
                .iter()
                .filter(|window| window.closes == closes && window.opens <= on);
            let day = day_text(closes);
            Some(match same.count() {
                1 => format!("{home}’s window closes {day}"),
                _ => format!("windows close {day}"),
            })
        }
        (Some((closes, _)), _) => Some(format!("{home}’s window closes {}", day_text(closes))),
        (None, Some(_)) if ours => Some(format!("no window open in {home}")),
        (None, Some((closes, country))) => {
            Some(format!("{country}’s window closes {}", day_text(closes)))
        }
        (None, None) => (!windows.is_empty()).then(|| "no window open".to_owned()),
    }
}
