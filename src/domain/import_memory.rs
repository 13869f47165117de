//! What a dossier remembers of other people's tables: who is who, and which column holds what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::extra::{Extra, is_false};
use super::id::{IdentityId, MappingId, PlayerId};

/// That somebody in a provider's tables is one of our players, or is none of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// Stable across copies of the file.
    pub id: IdentityId,
    /// Whose numbers or names: "transfermarkt".
    pub provider: String,
    /// His number there, or his name with birth and club where there are no numbers.
    pub key: String,
    /// How the table shows him: "K. Konaté, Liverpool".
    pub shown: String,
    /// Who he is; `None` for a man who is none of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub player: Option<PlayerId>,
    /// True if a person decided it; false if nothing spoke against it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub by_hand: bool,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How tables of one shape are read: offered again for the next of that shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportMapping {
    /// Stable across copies of the file.
    pub id: MappingId,
    /// What we call it.
    pub name: String,
    /// The BLAKE3 hash of the headers, whatever their order.
    pub shape: String,
    /// What each column holds, by its header; an empty field for a column that is left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// What a person chose over what was detected: separator, order of dates, currency.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub choices: Extra,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}
