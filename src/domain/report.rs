//! A scout's observation of one player in one match.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::extra::{Extra, is_false, open_enum};
use super::fact::Position;
use super::id::{ObservationId, PlayerId, ReportId};
use super::money::Money;

open_enum! {
    /// What the scout advises.
    pub enum Verdict {
        /// Sign him.
        Sign = "sign", "Sign";
        /// Keep him among the wanted.
        Shortlist = "shortlist", "Shortlist";
        /// Watch him again.
        Monitor = "monitor", "Monitor";
        /// No.
        Reject = "reject", "Reject";
    }
}

open_enum! {
    /// The part of the game in which something was seen.
    pub enum Phase {
        /// With the ball.
        InPossession = "in_possession", "In possession";
        /// Against the ball.
        OutOfPossession = "out_of_possession", "Out of possession";
        /// When the ball changes sides.
        Transitions = "transitions", "Transitions";
        /// Set pieces.
        SetPieces = "set_pieces", "Set pieces";
        /// Body.
        Physical = "physical", "Physical";
        /// Mind.
        Mental = "mental", "Mental";
    }
}

/// One thing that was seen, graded or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Stable across copies of the file.
    pub id: ObservationId,
    /// When in the game.
    pub phase: Phase,
    /// What is graded: "aerial duels".
    pub item: String,
    /// In half steps from 2 (1.0) to 20 (10.0), so that every scale converts without loss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_steps: Option<u8>,
    /// How sure the scout is, 1 to 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The match that was watched.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatchContext {
    /// "Liverpool – Crystal Palace".
    pub fixture: String,
    /// The competition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub competition: String,
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Minutes that he played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Where he played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How strong the opponent was, 1 (weak) to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opponent_level: Option<u8>,
    /// True if the scout sat in the ground.
    #[serde(default, skip_serializing_if = "is_false")]
    pub live: bool,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A scouting report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoutReport {
    /// Stable across copies of the file.
    pub id: ReportId,
    /// On whom.
    pub player: PlayerId,
    /// By whom.
    pub scout: String,
    /// The day on which it was written.
    #[serde(with = "super::date::day")]
    pub written: NaiveDate,
    /// The match.
    #[serde(rename = "match")]
    pub seen: MatchContext,
    /// What was seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<Observation>,
    /// Strengths, one a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strengths: Vec<String>,
    /// Weaknesses, one a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weaknesses: Vec<String>,
    /// Risks, one a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    /// At most 400 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The advice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The most that the scout would pay. Confidential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Money>,
    /// What would change the scout's mind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub would_change_my_mind: String,
    /// What happens next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The template that was filled in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}
