//! Our own squad by places, and the calendar in which it is filled.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::day_text;
use super::extra::Extra;
use super::fact::Position;
use super::id::{PlayerId, SlotId, WindowId};
use super::sourced::Basis;

/// A place in our squad and who fills it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SquadSlot {
    /// Stable across copies of the file.
    pub id: SlotId,
    /// "Left centre-back".
    pub name: String,
    /// The position.
    pub position: Position,
    /// Who fills it, the first choice first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub players: Vec<PlayerId>,
    /// How many the club wants there; 0 if nobody said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub wanted: u8,
    /// Free remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn is_zero(count: &u8) -> bool {
    *count == 0
}

/// A span in which an association registers players.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegistrationWindow {
    /// Stable across copies of the file.
    pub id: WindowId,
    /// The country of the association.
    pub country: String,
    /// The first day.
    pub opens: NaiveDate,
    /// The last day.
    pub closes: NaiveDate,
    /// The hour of the last day, with its zone: "19:00 UK".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closes_at: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// `England, 16 Jun 2025 – 1 Sep 2025`.
impl fmt::Display for RegistrationWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {} – {}",
            self.country,
            day_text(self.opens),
            day_text(self.closes)
        )
    }
}
