//! What a figure rests on. The rule of the house: what was derived from an assumption counts as
//! assumed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::sourced::{Basis, Grade};

/// What one figure rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Tag {
    /// Somebody published it.
    Reported {
        /// Who.
        source: String,
        /// The day, month or year to which it belongs; empty if unknown.
        #[serde(default)]
        on: String,
        /// How far it can be trusted.
        grade: Grade,
    },
    /// It was reckoned from others.
    Derived {
        /// How.
        formula: String,
        /// The weakest of what went in.
        rests_on: Standing,
    },
    /// Somebody assumed it.
    Assumed {
        /// Who.
        by: String,
    },
    /// Nobody said.
    #[default]
    Unsourced,
}

/// How firm a figure is, firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Published, or reckoned from what was published alone.
    Reported,
    /// Nobody said where it comes from.
    Unsourced,
    /// Assumed, or reckoned from something assumed.
    Assumed,
}

impl Standing {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Unsourced => "unsourced",
            Self::Assumed => "assumed",
        }
    }
}

/// Who stands behind a default of the program.
pub const BY_DEFAULT: &str = "Backline, by default";

impl Tag {
    /// An assumption of somebody.
    pub fn assumed(by: impl Into<String>) -> Self {
        Self::Assumed { by: by.into() }
    }

    /// What was reckoned from others: as weak as the weakest of them.
    pub fn derived<'a>(
        formula: impl Into<String>,
        from: impl IntoIterator<Item = &'a Self>,
    ) -> Self {
        let weakest = from.into_iter().map(Self::standing).max();
        Self::Derived {
            formula: formula.into(),
            rests_on: weakest.unwrap_or(Standing::Reported),
        }
    }

    /// How firm it is.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Reported { .. } => Standing::Reported,
            Self::Derived { rests_on, .. } => *rests_on,
            Self::Assumed { .. } => Standing::Assumed,
            Self::Unsourced => Standing::Unsourced,
        }
    }

    /// The tag of a reading of the dossier. `source_name` and `source_grade` are those of the
    /// source that the basis names; its own grade wins.
    pub fn of_basis(
        basis: &Basis,
        source_name: Option<&str>,
        source_grade: Option<&Grade>,
    ) -> Self {
        if let Some(by) = &basis.assumed_by {
            return Self::assumed(by);
        }
        match (source_name, basis.grade.as_ref().or(source_grade)) {
            (Some(source), Some(grade)) => Self::Reported {
                source: source.to_owned(),
                on: basis.on.map(|on| on.to_string()).unwrap_or_default(),
                grade: grade.clone(),
            },
            _ => Self::Unsourced,
        }
    }
}

/// `reported by AS, 11 Jul 2025 (grade C, single report or rumour)`.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported { source, on, grade } => {
                write!(f, "reported by {source}")?;
                if !on.is_empty() {
                    write!(f, ", {on}")?;
                }
                write!(f, " (grade {})", grade.label())
            }
            Self::Derived { rests_on, .. } => match rests_on {
                Standing::Reported => f.write_str("derived from reported figures"),
                Standing::Unsourced => f.write_str("derived, partly from unsourced figures"),
                Standing::Assumed => f.write_str("derived from assumptions, so assumed"),
            },
            Self::Assumed { by } => write!(f, "assumed by {by}"),
            Self::Unsourced => f.write_str("no source given"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported() -> Tag {
        Tag::Reported {
            source: "Liverpool".to_owned(),
            on: "2025-07-01".to_owned(),
            grade: Grade::A,
        }
    }

    #[test]
    fn what_is_derived_is_as_weak_as_its_weakest_input() {
        let assumed = Tag::assumed("scout");
        for (from, standing) in [
            (vec![reported(), reported()], Standing::Reported),
            (vec![reported(), Tag::Unsourced], Standing::Unsourced),
            (vec![reported(), assumed.clone()], Standing::Assumed),
        ] {
            let once = Tag::derived("a + b", &from);
            assert_eq!(once.standing(), standing);
            // Through a second step it stays what it is.
            assert_eq!(
                Tag::derived("2 c", [&once, &reported()]).standing(),
                standing
            );
        }
    }

    #[test]
    fn a_deal_in_words_survives_a_round_trip_with_every_tag() {
        for tag in [
            reported(),
            Tag::assumed("scout"),
            Tag::derived("a + b", [&reported()]),
            Tag::Unsourced,
        ] {
            let text = serde_json::to_string(&tag).unwrap();
            assert_eq!(serde_json::from_str::<Tag>(&text).unwrap(), tag);
        }
    }
}
