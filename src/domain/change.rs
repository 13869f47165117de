//! The change history: who changed what, when, from what to what.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::extra::Extra;
use super::field::FieldRef;
use super::id::ChangeId;

/// Who makes an edit, and when. Handed in, so that this layer needs no clock.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The id of the entry in the history.
    pub id: ChangeId,
    /// The moment, to the second.
    pub at: DateTime<Utc>,
    /// The person.
    pub by: String,
}

/// One entry of the change history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Stable across copies of the file.
    pub id: ChangeId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// What, as the undo menu names it: "change wage of Konaté".
    pub label: String,
    /// Where, if it was one field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldRef>,
    /// What stood there, as the screen printed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stands there now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}
