//! Past cases of a club that waited for a player whose contract ran out: a reference class, with
//! its bias.

use chrono::NaiveDate;

use super::prior::{BeliefInChance, beta};

/// One target whose contract ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Precedent {
    /// The club that waited.
    pub club: &'static str,
    /// For whom.
    pub player: &'static str,
    /// The summer in which the wait was over.
    pub year: u16,
    /// How it ended.
    pub end: End,
    /// The day on which that was known, if it was another than the end of the contract: year,
    /// month, day.
    known: Option<(i32, u32, u32)>,
}

impl Precedent {
    /// True if one could know on a day how it ended.
    pub fn is_known(&self, on: NaiveDate) -> bool {
        let (year, month, day) = self.known.unwrap_or((i32::from(self.year), 6, 30));
        NaiveDate::from_ymd_opt(year, month, day).is_some_and(|known| known <= on)
    }

    const fn known_on(mut self, year: i32, month: u32, day: u32) -> Self {
        self.known = Some((year, month, day));
        self
    }
}

/// How the wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// He signed.
    Signed,
    /// He renewed with his club.
    Renewed,
    /// A rival paid for him.
    RivalPaid,
    /// The club that waited withdrew.
    Withdrew,
}

impl End {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Renewed => "renewed with his club",
            Self::RivalPaid => "a rival paid for him",
            Self::Withdrew => "the buyer withdrew",
        }
    }
}

const fn madrid(player: &'static str, year: u16, end: End) -> Precedent {
    Precedent {
        club: "Real Madrid",
        player,
        year,
        end,
        known: None,
    }
}

/// The cases that we know, from the press.
pub const PRECEDENTS: &[Precedent] = &[
    madrid("Alaba", 2021, End::Signed),
    madrid("Rüdiger", 2022, End::Signed),
    madrid("Mbappé", 2022, End::Renewed),
    madrid("Mbappé", 2024, End::Signed),
    madrid("Yoro", 2024, End::RivalPaid),
    madrid("Alexander-Arnold", 2025, End::Signed),
    madrid("Davies", 2025, End::Renewed),
    madrid("Saliba", 2025, End::Renewed).known_on(2025, 9, 30),
    madrid("Konaté", 2026, End::Withdrew).known_on(2025, 11, 28),
];

/// Why the share of the cases that came off is no forecast.
pub const BIAS: &str = "Picked by hand from the press: targets that nobody reported are missing, and those who came are remembered. Show it as a reference class only";

/// The cases of one club that are over, and the chance that they suggest.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceClass {
    /// The cases, oldest first.
    pub cases: Vec<Precedent>,
    /// How many signed.
    pub signed: usize,
    /// Mean and deviation, from an even start.
    pub chance: BeliefInChance,
}

/// What is known of a club's waits on a day; `None` if nothing is.
///
/// Later ends are left out: at the decision date nobody could know them.
pub fn reference_class(club: &str, on: NaiveDate) -> Option<ReferenceClass> {
    let cases: Vec<Precedent> = PRECEDENTS
        .iter()
        .filter(|case| case.club == club && case.is_known(on))
        .copied()
        .collect();
    if cases.is_empty() {
        return None;
    }
    let signed = cases.iter().filter(|case| case.end == End::Signed).count();
    Some(ReferenceClass {
        signed,
        chance: beta(1.0 + signed as f64, 1.0 + (cases.len() - signed) as f64),
        cases,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_known_waits_of_madrid_give_the_prior_of_the_specification() {
        let class = reference_class("Real Madrid", day(2026, 7, 1)).unwrap();
        assert_eq!((class.signed, class.cases.len()), (4, 9));
        assert!((class.chance.mean - 0.454_545).abs() < 1e-6);
        assert!((class.chance.sd - 0.143_740).abs() < 1e-6);
    }

    #[test]
    fn a_case_that_is_not_over_yet_is_not_known() {
        for (on, signed, cases) in [
            (day(2025, 6, 29), 3, 5),
            (day(2025, 7, 11), 4, 7),
            (day(2025, 9, 30), 4, 8),
            (day(2025, 11, 28), 4, 9),
        ] {
            let class = reference_class("Real Madrid", on).unwrap();
            assert_eq!((class.signed, class.cases.len()), (signed, cases), "{on}");
        }
        assert_eq!(reference_class("Real Madrid", day(2021, 1, 1)), None);
        assert_eq!(reference_class("Union Berlin", day(2025, 7, 11)), None);
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }
}
