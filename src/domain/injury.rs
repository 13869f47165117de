//! Injury spells, days out and availability.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::{PartialDate, Season, day_text};
use super::extra::{Extra, is_false, open_enum};
use super::id::SpellId;
use super::sourced::Basis;

/// Availability of an elite player over three seasons, percent: the line to hold against.
pub const ELITE_AVAILABILITY: f64 = 86.0;

open_enum! {
    /// The group by which spells are coloured and counted.
    pub enum SpellGroup {
        /// Muscle or tendon.
        Muscle = "muscle", "muscle";
        /// Ligament, joint, cartilage.
        Joint = "joint", "ligament or joint";
        /// Bone.
        Bone = "bone", "bone";
        /// Head, concussion.
        Head = "head", "head";
        /// Illness or operation that is no injury.
        Illness = "illness", "illness";
        /// Knock or bruise.
        Knock = "knock", "knock";
        /// Not fit, without a named injury.
        Fitness = "fitness", "fitness";
        /// Rest.
        Rest = "rest", "rest";
        /// Suspension.
        Suspension = "suspension", "suspension";
        /// Quarantine.
        Quarantine = "quarantine", "quarantine";
    }
}

impl SpellGroup {
    /// True if the days count against availability. Rest, illness, suspension and quarantine do
    /// not, unless a spell says so itself.
    pub fn counts_as_injury(&self) -> bool {
        match self {
            Self::Muscle
            | Self::Joint
            | Self::Bone
            | Self::Head
            | Self::Knock
            | Self::Fitness
            | Self::Other(_) => true,
            Self::Illness | Self::Rest | Self::Suspension | Self::Quarantine => false,
        }
    }

    /// The group that the words of a source suggest; a knock if they name no tissue.
    pub fn of_kind(kind: &str) -> Self {
        const WORDS: [(&[&str], SpellGroup); 6] = [
            (&["concuss", "head", "nose", "jaw"], SpellGroup::Head),
            (&["fracture", "broken", "bone", "rib"], SpellGroup::Bone),
            (
                &[
                    "ligament",
                    "menisc",
                    "knee",
                    "ankle",
                    "joint",
                    "cartilage",
                    "shoulder",
                ],
                SpellGroup::Joint,
            ),
            (
                &[
                    "muscle",
                    "hamstring",
                    "thigh",
                    "calf",
                    "groin",
                    "adductor",
                    "achilles",
                    "tendon",
                    "hip",
                    "fibre",
                ],
                SpellGroup::Muscle,
            ),
            (
                &["ill", "flu", "virus", "covid", "append", "surgery"],
                SpellGroup::Illness,
            ),
            (&["fitness", "condition"], SpellGroup::Fitness),
        ];
        let kind = kind.to_lowercase();
        let names = |words: &[&str]| words.iter().any(|word| kind.contains(word));
        let found = WORDS.iter().find(|(words, _)| names(words));
        found.map_or(Self::Knock, |(_, group)| group.clone())
    }
}

open_enum! {
    /// The side of the body.
    pub enum BodySide {
        /// Left.
        Left = "left", "left";
        /// Right.
        Right = "right", "right";
        /// Both sides.
        Both = "both", "both";
    }
}

/// One injury, from the first day out to the last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spell {
    /// Stable across copies of the file.
    pub id: SpellId,
    /// What the source calls it: "torn muscle fibre".
    pub kind: String,
    /// The group by which it is coloured and counted.
    pub group: SpellGroup,
    /// The part of the body, if known: "knee". Arcs join spells of one part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body_part: String,
    /// The side, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<BodySide>,
    /// The first day out.
    #[serde(with = "super::date::day")]
    pub from: NaiveDate,
    /// The last day out, or the day on which he is expected back; `None` while that is open.
    #[serde(
        default,
        with = "super::date::optional_day",
        skip_serializing_if = "Option::is_none"
    )]
    pub to: Option<NaiveDate>,
    /// Matches of the club that he missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub games_missed_club: Option<u16>,
    /// Matches of his country that he missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub games_missed_country: Option<u16>,
    /// True if he was operated on.
    #[serde(default, skip_serializing_if = "is_false")]
    pub surgery: bool,
    /// Overrules what the group says: whether the days count against availability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<bool>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `knee, 28 Nov 2024 – 31 Dec 2024`.
impl fmt::Display for Spell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} – ", self.kind, day_text(self.from))?;
        match self.to {
            Some(to) => f.write_str(&day_text(to)),
            None => f.write_str("still out"),
        }
    }
}

impl Spell {
    /// True if its days count against availability.
    pub fn counts_as_injury(&self) -> bool {
        self.counts.unwrap_or_else(|| self.group.counts_as_injury())
    }

    /// The last day out as far as it is known at a date: an open or longer spell is cut there.
    pub fn last_day_known(&self, on: NaiveDate) -> NaiveDate {
        self.to.map_or(on, |to| to.min(on))
    }

    /// Days out up to a date, both ends included; none if it starts later.
    pub fn days_out(&self, on: NaiveDate) -> i64 {
        if self.from > on {
            return 0;
        }
        ((self.last_day_known(on) - self.from).num_days() + 1).max(0)
    }

    /// True if he is out on a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What a list of spells adds up to at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpellTotals {
    /// Spells that have begun.
    pub spells: usize,
    /// Their days out, added up; days of two spells count twice, as lists print them.
    pub days: i64,
    /// Matches of the club that he missed, as far as they are known.
    pub games: u32,
}

impl SpellTotals {
    /// The totals of the spells that have begun on a day.
    pub fn of(spells: &[Spell], on: NaiveDate) -> Self {
        let begun = spells.iter().filter(|spell| spell.from <= on);
        begun.fold(
            Self {
                spells: 0,
                days: 0,
                games: 0,
            },
            |sum, spell| Self {
                spells: sum.spells + 1,
                days: sum.days + spell.days_out(on),
                games: sum.games + spell.games_missed_club.map_or(0, u32::from),
            },
        )
    }
}

/// `15 spells, 578 days, 92 games`.
impl fmt::Display for SpellTotals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: i64| if count == 1 { "" } else { "s" };
        let (spells, days, games) = (self.spells, self.days, self.games);
        let spell_count = i64::try_from(spells).unwrap_or(i64::MAX);
        write!(f, "{spells} spell{}, ", plural(spell_count))?;
        write!(f, "{days} day{}, ", plural(days))?;
        write!(f, "{games} game{}", plural(i64::from(games)))
    }
}

/// How much of a player's injuries the dossier knows. Days outside it are unknown, not healthy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InjuryCoverage {
    /// The first day covered; `None` for his whole career.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The last day covered; `None` for up to the decision date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Where the list was read, and what it leaves out.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `July 2017 – decision date`.
impl fmt::Display for InjuryCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.from {
            Some(from) => write!(f, "{from} – ")?,
            None => f.write_str("whole career – ")?,
        }
        match self.until {
            Some(until) => write!(f, "{until}"),
            None => f.write_str("decision date"),
        }
    }
}

impl InjuryCoverage {
    /// True if every day of a span is covered.
    pub fn covers(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.from.is_none_or(|start| start.latest() <= from)
            && self.until.is_none_or(|end| end.earliest() >= to)
    }
}

/// How much of a span of days a player was fit for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Availability {
    /// Days of the span.
    pub days: i64,
    /// Days lost to injury, each day counted once.
    pub days_out: i64,
}

impl Availability {
    /// Over a span with both ends included, cut at the decision date `on`; `None` if the span lies
    /// wholly after it. Spells that start after `on` are unknown.
    pub fn over(spells: &[Spell], from: NaiveDate, to: NaiveDate, on: NaiveDate) -> Option<Self> {
        let to = to.min(on);
        if to < from {
            return None;
        }
        let days_out = counted_spells(spells, from, to, on).map(|(_, days)| days);
        let days_out = days_out.sum();
        Some(Self {
            days: (to - from).num_days() + 1,
            days_out,
        })
    }

    /// One season as far as it has come at `on`.
    pub fn of_season(spells: &[Spell], season: Season, on: NaiveDate) -> Option<Self> {
        Self::over(spells, season.start(), season.end(), on)
    }

    /// The three seasons that were complete at `on`: the figure that profiles lead with.
    pub fn of_three_seasons(spells: &[Spell], on: NaiveDate) -> Option<Self> {
        let (first, last) = three_seasons(on);
        Self::over(spells, first.start(), last.end(), on)
    }

    /// 100 · (days − days out) / days.
    pub fn percent(self) -> f64 {
        100.0 * (self.days - self.days_out) as f64 / self.days as f64
    }
}

/// The spells that take days of a span, in the order of their start, each with the days that it
/// takes: a day of two spells belongs to the one that began first.
pub fn counted_spells(
    spells: &[Spell],
    from: NaiveDate,
    to: NaiveDate,
    on: NaiveDate,
) -> impl Iterator<Item = (&Spell, i64)> {
    let mut out: Vec<(NaiveDate, NaiveDate, &Spell)> = spells
        .iter()
        .filter(|spell| spell.counts_as_injury() && spell.from <= on)
        .map(|spell| {
            (
                spell.from.max(from),
                spell.last_day_known(on).min(to),
                spell,
            )
        })
        .filter(|(first, last, _)| first <= last)
        .collect();
    out.sort_by_key(|(first, last, _)| (*first, *last));
    let mut counted_to: Option<NaiveDate> = None;
    out.into_iter().filter_map(move |(first, last, spell)| {
        let first = match counted_to {
            Some(counted) if counted >= first => counted + chrono::Days::new(1),
            _ => first,
        };
        if first > last {
            return None;
        }
        counted_to = Some(last);
        Some((spell, (last - first).num_days() + 1))
    })
}

/// The first and the last of the three seasons that were complete at a date.
pub fn three_seasons(on: NaiveDate) -> (Season, Season) {
    let last = Season::of(on).offset(-1);
    (last.offset(-2), last)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::testing::day;

    fn spell(from: &str, to: Option<&str>) -> Spell {
        Spell {
            id: SpellId(Uuid::nil()),
            kind: "knee".to_owned(),
            group: SpellGroup::Joint,
            body_part: String::new(),
            side: None,
            from: day(from),
            to: to.map(day),
            games_missed_club: None,
            games_missed_country: None,
            surgery: false,
            counts: None,
            basis: Basis::default(),
            extra: Extra::new(),
        }
    }

    fn check_days_out(spells: &[Spell], on: &str, days_out: i64) {
        let season = Availability::of_season(spells, Season(2024), day(on)).unwrap();
        assert_eq!(season.days_out, days_out);
    }

    #[test]
    fn both_ends_of_a_spell_count() {
        check_days_out(&[spell("2024-11-28", Some("2024-12-31"))], "2025-07-11", 34);
    }

    #[test]
    fn overlapping_spells_count_a_day_once() {
        let spells = [
            spell("2024-09-01", Some("2024-09-10")),
            spell("2024-09-05", Some("2024-09-07")),
            spell("2024-09-09", Some("2024-09-12")),
        ];
        check_days_out(&spells, "2025-07-11", 12);
    }

    #[test]
    fn the_days_of_the_counted_spells_add_up_to_the_days_out() {
        let spells = [
            spell("2024-09-05", Some("2024-09-07")),
            spell("2024-09-01", Some("2024-09-10")),
            spell("2024-09-09", Some("2024-09-12")),
        ];
        let season = Season(2024);
        let counted = counted_spells(&spells, season.start(), season.end(), day("2025-07-11"));
        let days: Vec<i64> = counted.map(|(_, days)| days).collect();
        assert_eq!(days, [10, 2]);
        check_days_out(&spells, "2025-07-11", days.iter().sum());
    }

    #[test]
    fn open_and_later_spells_are_cut_at_the_decision_date() {
        check_days_out(&[spell("2025-01-01", None)], "2025-01-10", 10);
        check_days_out(&[spell("2025-01-01", Some("2025-12-31"))], "2025-01-10", 10);
        check_days_out(&[spell("2025-02-01", None)], "2025-01-10", 0);
    }

    #[test]
    fn rest_does_not_count_unless_the_spell_says_so() {
        let mut rest = spell("2024-11-01", Some("2024-11-05"));
        rest.group = SpellGroup::Rest;
        check_days_out(std::slice::from_ref(&rest), "2025-07-11", 0);
        rest.counts = Some(true);
        check_days_out(&[rest], "2025-07-11", 5);
    }

    #[test]
    fn the_words_of_a_source_suggest_a_group() {
        for (kind, group) in [
            ("torn muscle fibre", SpellGroup::Muscle),
            ("Cruciate ligament", SpellGroup::Joint),
            ("broken foot", SpellGroup::Bone),
            ("concussion", SpellGroup::Head),
            ("something", SpellGroup::Knock),
        ] {
            assert_eq!(SpellGroup::of_kind(kind), group, "{kind}");
        }
    }

    #[test]
    fn a_spell_that_ends_before_it_starts_takes_no_day() {
        check_days_out(&[spell("2025-01-10", Some("2025-01-01"))], "2025-07-11", 0);
    }
}
