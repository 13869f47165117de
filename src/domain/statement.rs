//! What a source says in words, where no number and no date would hold it.

use serde::{Deserialize, Serialize};

use super::extra::Extra;
use super::id::{PlayerId, StatementId};
use super::sourced::Basis;

/// One statement on the case or on a player.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable across copies of the file.
    pub id: StatementId,
    /// On whom; `None` for the case as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub player: Option<PlayerId>,
    /// What is said, in our words.
    pub text: String,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}
