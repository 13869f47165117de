//! Values of JSON that are read whatever they are: a value of another kind counts as missing.
//!
//! Real files write an id as `8`, `8.0` or `"8"`, a missing member as `null`, `""` or not at all.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Words; empty if there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) struct Text<'a>(pub(in crate::import) Cow<'a, str>);

/// A whole number, if it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Whole(pub(in crate::import) Option<i64>);

/// A number, if it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::import) struct Number(pub(in crate::import) Option<f64>);

/// True if it says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Flag(pub(in crate::import) bool);

/// A place on the pitch: the first two of a list of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::import) struct Spot(pub(in crate::import) Option<(f64, f64)>);

/// A list, empty if it is of another kind.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct List<T>(pub(in crate::import) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What any JSON value is to a reader that takes what it can use.
trait Lenient<'de>: Default {
    fn of_bool(_: bool) -> Self {
        Self::default()
    }
    fn of_number(_: f64) -> Self {
        Self::default()
    }
    fn of_integer(value: i64) -> Self {
        Self::of_number(value as f64)
    }
    fn of_str(_: &str) -> Self {
        Self::default()
    }
    fn of_borrowed(value: &'de str) -> Self {
        Self::of_str(value)
    }
    fn of_seq<A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
    fn of_map<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
}

struct LenientVisitor<T>(PhantomData<T>);

impl<'de, T: Lenient<'de>> Visitor<'de> for LenientVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        Ok(T::of_bool(value))
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Ok(T::of_integer(value))
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        Ok(i64::try_from(value).map_or_else(|_| T::of_number(value as f64), T::of_integer))
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        Ok(T::of_number(value))
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Ok(T::of_str(value))
    }
    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<T, E> {
        Ok(T::of_borrowed(value))
    }
    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Ok(T::default())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
        T::of_seq(seq)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of_map(map)
    }
}

macro_rules! lenient {
    ($($name:ty),+) => { $(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(LenientVisitor(PhantomData))
            }
        }
    )+ };
}

lenient!(Whole, Number, Flag, Spot);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LenientVisitor(PhantomData))
    }
}

impl<'de: 'a, 'a> Lenient<'de> for Text<'a> {
    fn of_str(value: &str) -> Self {
        Self(Cow::Owned(value.to_owned()))
    }
    fn of_borrowed(value: &'de str) -> Self {
        Self(Cow::Borrowed(value))
    }
}

impl Lenient<'_> for Whole {
    fn of_integer(value: i64) -> Self {
        Self(Some(value))
    }
    fn of_number(value: f64) -> Self {
        // Beyond 2^53 a float no longer tells its neighbours apart.
        let whole = value.fract() == 0.0 && value.abs() < 9e15;
        Self(whole.then_some(value as i64))
    }
    fn of_str(value: &str) -> Self {
        let value = value.trim();
        match value.parse() {
            Ok(value) => Self(Some(value)),
            Err(_) => value.parse().map_or(Self(None), Self::of_number),
        }
    }
}

impl Lenient<'_> for Number {
    fn of_number(value: f64) -> Self {
        Self(value.is_finite().then_some(value))
    }
    fn of_str(value: &str) -> Self {
        value.trim().parse().map_or(Self(None), Self::of_number)
    }
}

impl Lenient<'_> for Flag {
    fn of_bool(value: bool) -> Self {
        Self(value)
    }
    fn of_number(value: f64) -> Self {
        Self(value != 0.0)
    }
    fn of_str(value: &str) -> Self {
        Self(value.eq_ignore_ascii_case("true"))
    }
}

impl<'de> Lenient<'de> for Spot {
    fn of_seq<A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
        let x = seq.next_element::<Number>()?.unwrap_or_default();
        let y = seq.next_element::<Number>()?.unwrap_or_default();
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self(x.0.zip(y.0)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LenientVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Lenient<'de> for List<T> {
    fn of_seq<A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Self(list))
    }
}

/// An object in a list, or nothing where another kind of value stands in its place.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct Object<T>(pub(in crate::import) Option<T>);

impl<T> Default for Object<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LenientVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Lenient<'de> for Object<T> {
    fn of_map<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        T::deserialize(de::value::MapAccessDeserializer::new(map)).map(|object| Self(Some(object)))
    }
}

/// An object, or nothing where another kind of value stands in its place.
pub(in crate::import) fn object<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Object::deserialize(deserializer).map(|object| object.0)
}

/// An object, or an empty one where another kind of value stands in its place.
pub(in crate::import) fn or_empty<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    object(deserializer).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a, T: Deserialize<'a>>(json: &'a str) -> T {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_id_is_read_as_it_is_written() {
        for (json, id) in [
            ("8", Some(8)),
            ("8.0", Some(8)),
            ("\"8\"", Some(8)),
            ("\" 8.0\"", Some(8)),
            ("8.5", None),
            ("\"\"", None),
            ("null", None),
            ("\"null\"", None),
            ("1e300", None),
            ("[8]", None),
            ("{\"id\": 8}", None),
        ] {
            assert_eq!(read::<Whole>(json).0, id, "{json}");
        }
    }

    #[test]
    fn words_flags_and_places_are_read_or_missing() {
        assert_eq!(read::<Text<'_>>("\"Pass\"").0, "Pass");
        assert_eq!(read::<Text<'_>>("\"K\\u00f6ln\"").0, "Köln");
        assert_eq!(read::<Text<'_>>("null").0, "");
        assert!(read::<Flag>("true").0 && read::<Flag>("1.0").0 && !read::<Flag>("null").0);
        assert_eq!(read::<Spot>("[60.5, 40, 1.2]").0, Some((60.5, 40.0)));
        assert_eq!(read::<Spot>("[60.5]").0, None);
        assert_eq!(read::<Spot>("\"60,40\"").0, None);
        assert_eq!(read::<List<Whole>>("\"null\"").0, []);
        assert_eq!(read::<List<Whole>>("[1]").0, [Whole(Some(1))]);
        let listed = read::<List<Object<Vec<u8>>>>("[null, 1, \"a\", [], true]").0;
        assert_eq!(listed, vec![Object(None); 5]);
    }
}
