//! The events of a file, handed over one by one, so that a match never stands in memory whole.

use std::fmt;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::lenient::Text;
use super::{EventError, MAX_EVENTS, TOO_MANY, read_json};

/// What counts the events of a file.
pub(in crate::import) trait Counter<'de> {
    /// One event as far as it is counted.
    type Event: Deserialize<'de>;

    /// Counts one event.
    fn add(&mut self, event: &Self::Event);

    /// Reads what stands beside the list of events: nothing that counts, unless it says otherwise.
    fn beside<A: MapAccess<'de>>(&mut self, _name: &str, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>().map(drop)
    }
}

/// Reads a list of events, or an object that holds it as `events`. What is no object in the list is
/// passed over.
pub(in crate::import) fn count_events<'de, C: Counter<'de>>(
    bytes: &'de [u8],
    counter: &mut C,
) -> Result<(), EventError> {
    read_json(bytes, List(counter))
}

/// The file: a list of events, or an object with one.
struct List<'c, C>(&'c mut C);

impl<'de, C: Counter<'de>> DeserializeSeed<'de> for List<'_, C> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, C: Counter<'de>> Visitor<'de> for List<'_, C> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut seen = 0;
        while seq.next_element_seed(One(&mut *self.0))?.is_some() {
            seen += 1;
            if seen > MAX_EVENTS {
                return Err(de::Error::custom(TOO_MANY));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Text<'de>>()? {
            if name.0 == "events" {
                map.next_value_seed(List(&mut *self.0))?;
            } else {
                self.0.beside(&name.0, &mut map)?;
            }
        }
        Ok(())
    }
}

/// One entry of the list. It is counted where it was read: handing it up would copy it four times,
/// which took a tenth of the reading.
struct One<'c, C>(&'c mut C);

impl<'de, C: Counter<'de>> DeserializeSeed<'de> for One<'_, C> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, C: Counter<'de>> Visitor<'de> for One<'_, C> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let event = C::Event::deserialize(de::value::MapAccessDeserializer::new(map))?;
        self.0.add(&event);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        IgnoredAny.visit_seq(seq).map(drop)
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
