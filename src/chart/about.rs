//! What the parts of charts are about, so that pictures of the same thing can be linked.

/// What a part of a chart is about, so that another picture of the same thing can light up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct About {
    /// The metric or the input, by its key; empty if it is about none.
    pub key: String,
    /// The slot of the player, counted from 0.
    pub slot: Option<usize>,
}

impl About {
    /// A metric or an input as a whole.
    pub fn key(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            slot: None,
        }
    }

    /// A player as a whole.
    pub fn player(slot: usize) -> Self {
        Self {
            key: String::new(),
            slot: Some(slot),
        }
    }

    /// One metric of one player.
    pub fn value(key: impl Into<String>, slot: usize) -> Self {
        Self {
            key: key.into(),
            slot: Some(slot),
        }
    }

    /// True if the two name something in common and contradict each other in nothing.
    pub fn meets(&self, other: &Self) -> bool {
        let keys = !self.key.is_empty() && !other.key.is_empty();
        let slots = self.slot.is_some() && other.slot.is_some();
        (keys || slots) && (!keys || self.key == other.key) && (!slots || self.slot == other.slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_light_up_if_they_share_something_and_differ_in_nothing() {
        let tackles = About::key("tackles");
        let second = About::player(1);
        let his = About::value("tackles", 1);
        for (one, other, meets) in [
            (&tackles, &his, true),
            (&second, &his, true),
            (&his, &his, true),
            (&tackles, &second, false),
            (&his, &About::value("tackles", 2), false),
            (&his, &About::value("blocks", 1), false),
            (&About::default(), &About::default(), false),
        ] {
            assert_eq!(one.meets(other), meets, "{one:?} and {other:?}");
            assert_eq!(other.meets(one), meets);
        }
    }
}
