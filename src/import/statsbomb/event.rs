//! One event as far as it is counted, and the list of them.

use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::import::events::lenient::{Flag, List, Number, Object, Spot, Text, Whole, object};
use crate::import::events::{MAX_EVENTS, TOO_MANY};

/// An id with its name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Named<'a> {
    pub id: Whole,
    #[serde(borrow)]
    pub name: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event<'a> {
    pub index: Whole,
    pub period: Whole,
    #[serde(borrow)]
    pub timestamp: Text<'a>,
    #[serde(rename = "type", borrow, deserialize_with = "object")]
    pub kind: Option<Named<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub team: Option<Named<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub player: Option<Named<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub position: Option<Named<'a>>,
    pub location: Spot,
    pub under_pressure: Flag,
    pub counterpress: Flag,
    #[serde(borrow, deserialize_with = "object")]
    pub tactics: Option<Tactics<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub substitution: Option<Substitution<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub duel: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub interception: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub pass: Option<Pass<'a>>,
    #[serde(deserialize_with = "object")]
    pub carry: Option<Carry>,
    #[serde(borrow, deserialize_with = "object")]
    pub shot: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub clearance: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub miscontrol: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub block: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub ball_recovery: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub foul_committed: Option<Detail<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub bad_behaviour: Option<Detail<'a>>,
}

/// What the members of an event other than passes and carries are read for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Detail<'a> {
    #[serde(rename = "type", borrow, deserialize_with = "object")]
    pub kind: Option<Named<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub outcome: Option<Named<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub card: Option<Named<'a>>,
    pub aerial_won: Flag,
    pub offensive: Flag,
    pub recovery_failure: Flag,
    pub penalty: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Pass<'a> {
    #[serde(rename = "type", borrow, deserialize_with = "object")]
    pub kind: Option<Named<'a>>,
    #[serde(borrow, deserialize_with = "object")]
    pub outcome: Option<Named<'a>>,
    pub length: Number,
    pub end_location: Spot,
    pub aerial_won: Flag,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Carry {
    pub end_location: Spot,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Substitution<'a> {
    #[serde(borrow, deserialize_with = "object")]
    pub replacement: Option<Named<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tactics<'a> {
    #[serde(borrow)]
    pub lineup: List<Object<Place<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place<'a> {
    #[serde(borrow, deserialize_with = "object")]
    pub player: Option<Named<'a>>,
}

impl Tactics<'_> {
    /// The players of the line-up.
    pub fn players(&self) -> impl Iterator<Item = &Named<'_>> {
        let places = self.lineup.0.iter().filter_map(|place| place.0.as_ref());
        places.filter_map(|place| place.player.as_ref())
    }
}

impl Event<'_> {
    pub fn kind(&self) -> &str {
        self.kind.as_ref().map_or("", |kind| &kind.name.0)
    }
}

/// The name of a member that is an id with a name; empty if it is missing.
pub(super) fn name<'a>(named: &'a Option<Named<'_>>) -> &'a str {
    named.as_ref().map_or("", |named| &named.name.0)
}

/// Hands each event over as it is read, so that a match never stands in memory whole.
pub(super) fn each(
    bytes: &[u8],
    take: &mut dyn FnMut(&Event<'_>),
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    Each(take).deserialize(&mut deserializer)?;
    deserializer.end()
}

struct Each<'t>(&'t mut dyn FnMut(&Event<'_>));

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut seen = 0;
        while let Some(event) = seq.next_element::<Object<Event<'de>>>()? {
            seen += 1;
            if seen > MAX_EVENTS {
                return Err(A::Error::custom(TOO_MANY));
            }
            if let Some(event) = event.0 {
                (self.0)(&event);
            }
        }
        Ok(())
    }

    /// Some programs wrap the list: `{"events": […]}`.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Text<'de>>()? {
            if name.0 == "events" {
                map.next_value_seed(Each(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
