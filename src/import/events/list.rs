//! The lists in a file: small ones as a whole, events one by one, so that a match never stands in
//! memory whole.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::lenient::{Object, Text};
use super::{EventError, MAX_EVENTS, TOO_MANY, read_json};

/// Reads a list that is small beside the events. What is no object in it is passed over.
pub(in crate::import) fn read_list<'de, T: Deserialize<'de>>(
    bytes: &'de [u8],
) -> Result<Vec<T>, EventError> {
    let list = read_json(bytes, PhantomData::<Vec<Object<T>>>)?;
    Ok(list.into_iter().filter_map(|object| object.0).collect())
}

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

#[cfg(test)]
mod tests {
    use super::super::lenient::Whole;
    use super::*;

    #[derive(Default, serde::Deserialize)]
    #[serde(default)]
    struct Numbered {
        n: Whole,
    }

    #[derive(Default)]
    struct Numbers(Vec<i64>);

    impl<'de> Counter<'de> for Numbers {
        type Event = Numbered;

        fn add(&mut self, event: &Numbered) {
            self.0.extend(event.n.0);
        }
    }

    fn check(bytes: &[u8], expected: Option<&[i64]>) {
        let mut numbers = Numbers::default();
        let read = count_events(bytes, &mut numbers).ok();
        let found = read.map(|()| numbers.0);
        assert_eq!(found.as_deref(), expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn events_are_found_wherever_a_file_holds_them() {
        check(b"[{\"n\": 1}, {\"n\": 2}]", Some(&[1, 2]));
        check(
            b"[null, 5, -5, 0.5, \"event\", true, [1], {\"n\": 1}]",
            Some(&[1]),
        );
        check(
            b"{\"a\": [{\"n\": 9}], \"events\": [{\"n\": 3}]}",
            Some(&[3]),
        );
        check(b"[{\"n\": 1}", None);
    }

    #[test]
    fn bytes_that_are_no_text_matter_only_where_they_are_read() {
        check(b"[{\"n\": 1, \"name\": \"K\xf6ln\"}]", Some(&[1]));
        check(b"[{\"n\": \"\xf6\"}]", None);
    }
}
