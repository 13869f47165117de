//! One event as far as it is counted.

use serde::{Deserialize, Deserializer};

use crate::import::events::lenient::{
    Flag, List, Number, Object, Spot, Text, Whole, object, or_empty,
};

/// One event; what is missing or of another kind is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event<'a> {
    pub index: Whole,
    pub period: Whole,
    #[serde(borrow)]
    pub timestamp: Text<'a>,
    #[serde(rename = "type", borrow, deserialize_with = "name")]
    pub kind: Text<'a>,
    #[serde(borrow, deserialize_with = "name")]
    pub team: Text<'a>,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub player: Named<'a>,
    #[serde(deserialize_with = "or_empty")]
    pub position: Id,
    pub location: Spot,
    pub under_pressure: Flag,
    pub counterpress: Flag,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub tactics: Tactics<'a>,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub substitution: Substitution<'a>,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub duel: Duel<'a>,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub interception: Interception<'a>,
    #[serde(borrow, deserialize_with = "object")]
    pub pass: Option<Pass<'a>>,
    #[serde(deserialize_with = "or_empty")]
    pub carry: Carry,
    #[serde(deserialize_with = "or_empty")]
    pub shot: InTheAir,
    #[serde(deserialize_with = "or_empty")]
    pub clearance: InTheAir,
    #[serde(deserialize_with = "or_empty")]
    pub miscontrol: InTheAir,
    #[serde(deserialize_with = "or_empty")]
    pub block: Block,
    #[serde(deserialize_with = "or_empty")]
    pub ball_recovery: BallRecovery,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub foul_committed: Foul<'a>,
    #[serde(borrow, deserialize_with = "or_empty")]
    pub bad_behaviour: Foul<'a>,
}

/// An id with its name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named<'a> {
    pub id: Whole,
    #[serde(borrow)]
    pub name: Text<'a>,
}

/// An id whose name nobody asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Id {
    pub id: Whole,
}

/// A name whose id nobody asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Name<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tactics<'a> {
    #[serde(borrow)]
    lineup: List<Object<LineUpPlace<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LineUpPlace<'a> {
    #[serde(borrow, deserialize_with = "or_empty")]
    player: Named<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Substitution<'a> {
    #[serde(borrow, deserialize_with = "or_empty")]
    pub replacement: Named<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Duel<'a> {
    #[serde(rename = "type", borrow, deserialize_with = "name")]
    pub kind: Text<'a>,
    #[serde(borrow, deserialize_with = "name")]
    pub outcome: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Interception<'a> {
    #[serde(borrow, deserialize_with = "name")]
    pub outcome: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Pass<'a> {
    #[serde(rename = "type", borrow, deserialize_with = "name")]
    pub kind: Text<'a>,
    /// `None` for a pass that arrived.
    #[serde(borrow, deserialize_with = "object")]
    pub outcome: Option<Name<'a>>,
    pub length: Number,
    pub end_location: Spot,
    pub aerial_won: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Carry {
    pub end_location: Spot,
}

/// What is played with the head or in a duel for a high ball.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InTheAir {
    pub aerial_won: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Block {
    pub offensive: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BallRecovery {
    pub recovery_failure: Flag,
}

/// A foul or bad behaviour, each with its card.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Foul<'a> {
    #[serde(borrow, deserialize_with = "name")]
    pub card: Text<'a>,
    pub penalty: Flag,
}

impl Event<'_> {
    /// The players of the line-up that it tells.
    pub fn line_up(&self) -> impl Iterator<Item = &Named<'_>> {
        let places = self.tactics.lineup.0.iter();
        places.filter_map(|place| Some(&place.0.as_ref()?.player))
    }
}

/// The name of a member that is an id with a name.
fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text<'de>, D::Error> {
    or_empty(deserializer).map(|named: Name<'de>| named.name)
}
