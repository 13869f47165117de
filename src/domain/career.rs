//! A career in rows: transfers, market values, seasons, clubs that trained the player.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::{PartialDate, Season, is_plausible};
use super::extra::{Extra, open_enum};
use super::id::{SeasonLineId, TrainingId, TransferId, ValuationId};
use super::money::{Money, StatedAmount};
use super::sourced::{Basis, Sourced};
use super::text::key_words;

open_enum! {
    /// How a player changed his club.
    pub enum TransferKind {
        /// For good, for a fee.
        Fee = "fee", "for a fee";
        /// For good, at the end of his contract or without a fee.
        Free = "free", "free";
        /// For a time.
        Loan = "loan", "loan";
        /// Back from a loan.
        LoanEnd = "loan_end", "end of loan";
        /// From a youth team.
        Youth = "youth", "from the youth team";
    }
}

/// One move from club to club.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// Stable across copies of the file.
    pub id: TransferId,
    /// When, as exact as the source gives it.
    pub on: PartialDate,
    /// The club that he left.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The club that he joined.
    pub to: String,
    /// How.
    pub kind: TransferKind,
    /// What was paid, as each source states it; empty if not known.
    #[serde(default, skip_serializing_if = "Sourced::is_empty")]
    pub fee: Sourced<StatedAmount>,
    /// Where the move was read.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `Sochaux → Leipzig, July 2017, free`.
impl fmt::Display for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.from.is_empty() {
            write!(f, "{} → ", self.from)?;
        }
        write!(f, "{}, {}", self.to, self.on)?;
        match (self.fee.value(), &self.kind) {
            (Some(fee), TransferKind::Loan) => write!(f, ", loan for {fee}"),
            (Some(fee), _) => write!(f, ", {fee}"),
            (None, TransferKind::Fee) => Ok(()),
            (None, kind) => write!(f, ", {}", kind.label()),
        }
    }
}

/// What somebody held a player to be worth on a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Valuation {
    /// Stable across copies of the file.
    pub id: ValuationId,
    /// The date of the value, as exact as the source gives it.
    pub on: PartialDate,
    /// The value.
    pub amount: Money,
    /// Who values.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `EUR 60m, 29 May 2025`.
impl fmt::Display for Valuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.amount, self.on)
    }
}

/// What a provider counted for a player in one season of one competition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeasonLine {
    /// Stable across copies of the file.
    pub id: SeasonLineId,
    /// The season, by the year in which it starts.
    pub season: Season,
    /// The competition.
    pub competition: String,
    /// The club for which he played.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub club: String,
    /// Minutes played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Totals, or percentages where the metric is one, by metric key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metrics: BTreeMap<String, f64>,
    /// Who counted.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One metric of a season as a table prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The words on the screen.
    pub label: String,
    /// The count over the season; `None` for a percentage.
    pub total: Option<f64>,
    /// The count for 90 minutes, or the percentage; `None` without minutes.
    pub rate: Option<f64>,
    /// Decimals with which the rate is printed.
    pub decimals: usize,
}

impl SeasonLine {
    /// A count for 90 minutes played; `None` without minutes.
    pub fn per_90(&self, count: f64) -> Option<f64> {
        let minutes = self.minutes.filter(|minutes| *minutes > 0)?;
        Some(count * 90.0 / f64::from(minutes))
    }

    /// Every metric, in the order of its key. Keys that end in `_pct` are percentages.
    pub fn measures(&self) -> impl Iterator<Item = Measure> + '_ {
        self.metrics.iter().map(|(key, figure)| {
            let label = key_words(key);
            match label.strip_suffix(" pct") {
                Some(share) => Measure {
                    label: format!("{share}, %"),
                    total: None,
                    rate: Some(*figure),
                    decimals: 1,
                },
                None => Measure {
                    total: Some(*figure),
                    rate: self.per_90(*figure),
                    decimals: 2,
                    label,
                },
            }
        })
    }
}

impl SeasonLine {
    /// The key of a metric that a person names: `Aerials won, %` is `aerials_won_pct`.
    pub fn metric_key(words: &str) -> Option<String> {
        let words = words.trim().to_lowercase();
        let (name, share) = match words.strip_suffix('%') {
            Some(name) => (name.trim_end().trim_end_matches(','), "_pct"),
            None => (words.as_str(), ""),
        };
        let key: Vec<&str> = name.split_whitespace().collect();
        (!key.is_empty()).then(|| format!("{}{share}", key.join("_")))
    }
}

/// Reads a season as people write it: `2024/25`, `24/25`, `2024`.
pub fn typed_season(text: &str) -> Option<Season> {
    let text = text.trim();
    let (first, second) = match text.split_once(['/', '-', '–']) {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    };
    let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    let year: i32 = first.parse().ok().filter(|_| digits(first))?;
    let season = match first.len() {
        4 => Season(year),
        // A dossier holds careers of 1960 to 2059.
        2 if year >= 60 => Season(1_900 + year),
        2 => Season(2_000 + year),
        _ => return None,
    };
    let next = season.offset(1).0;
    let follows = second.is_none_or(|second| match second.len() {
        4 => second.parse() == Ok(next),
        2 => second.parse() == Ok(next.rem_euclid(100)),
        _ => false,
    });
    let plausible = is_plausible(season.start()) && is_plausible(season.end());
    (follows && plausible).then_some(season)
}

/// `24/25 Premier League, Liverpool`.
impl fmt::Display for SeasonLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.season, self.competition)?;
        if !self.club.is_empty() {
            write!(f, ", {}", self.club)?;
        }
        Ok(())
    }
}

/// The ages, birthday to birthday, at which a club trained a player (FIFA RSTP art. 20, Annex 5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// Stable across copies of the file.
    pub id: TrainingId,
    /// The club.
    pub club: String,
    /// The first age, in completed years.
    pub from_age: u8,
    /// The last age, included.
    pub to_age: u8,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `Sochaux, 16 to 18`.
impl fmt::Display for Training {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} to {}", self.club, self.from_age, self.to_age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_season_is_read_as_people_write_it() {
        for (text, year) in [
            ("2024/25", Some(2024)),
            (" 24/25 ", Some(2024)),
            ("2024-2025", Some(2024)),
            ("99/00", Some(1999)),
            ("1999/00", Some(1999)),
            ("2024", Some(2024)),
            ("2024/26", None),
            ("+24", None),
            ("9999", None),
            ("last", None),
            ("", None),
        ] {
            let season = typed_season(text).map(|season| season.0);
            assert_eq!(season, year, "{text}");
        }
    }

    #[test]
    fn a_metric_is_named_as_it_is_printed() {
        for (words, key) in [
            ("Tackles", Some("tackles")),
            ("Progressive passes", Some("progressive_passes")),
            ("Aerials won, %", Some("aerials_won_pct")),
            ("aerials won %", Some("aerials_won_pct")),
            ("  ", None),
            ("%", None),
        ] {
            assert_eq!(SeasonLine::metric_key(words).as_deref(), key, "{words}");
        }
    }
}
