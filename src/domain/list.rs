//! Lists as they are read from a file, without the room that a list usually grows ahead: most
//! facts have one reading, and room for four of them would be most of what a dossier takes.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

/// Reads a list, for `#[serde(deserialize_with = "…")]`.
pub(crate) fn tight<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(Tight(PhantomData))
}

/// Reads a list that states of a dossier share.
pub(crate) fn shared<'de, D, T>(deserializer: D) -> Result<Arc<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    tight(deserializer).map(Arc::new)
}

struct Tight<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Tight<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            if list.len() == list.capacity() {
                list.reserve_exact(list.len().max(1));
            }
            list.push(item);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_its_order_and_takes_at_most_twice_its_room() {
        for count in [0_usize, 1, 2, 3, 5, 100] {
            let items: Vec<usize> = (0..count).collect();
            let text = serde_json::to_string(&items).unwrap();
            let read: Vec<usize> = tight(&mut serde_json::Deserializer::from_str(&text)).unwrap();
            assert_eq!(read, items);
            assert!(read.capacity() <= count.next_power_of_two());
        }
    }
}
