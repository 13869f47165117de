//! What a provider's events are counted for: one list of names, from which a counter follows.

macro_rules! counts {
    ($($variant:ident = $key:literal as $metric:literal),+ $(,)?) => {
        /// One thing that is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Count { $($variant),+ }

        /// The name of each count, and the key of its metric in the catalogue.
        pub const COUNTS: &[(&str, &str)] = &[$(($key, $metric)),+];

        /// How often each thing happened, in the order of [`COUNTS`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Counts([u32; COUNTS.len()]);

        impl Default for Counts {
            fn default() -> Self {
                Self([0; COUNTS.len()])
            }
        }

        impl Counts {
            /// Name and count, in the order of [`COUNTS`].
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, u32)> + '_ {
                COUNTS
                    .iter()
                    .zip(self.0)
                    .map(|((key, _), count)| (*key, count))
            }

            /// A count by its name; 0 for a name that is none.
            pub fn get(&self, key: &str) -> u32 {
                self.iter()
                    .find(|(name, _)| *name == key)
                    .map_or(0, |(_, count)| count)
            }

            /// Adds what happened in another match.
            pub fn add(&mut self, other: &Self) {
                for (count, more) in self.0.iter_mut().zip(other.0) {
                    *count = count.saturating_add(more);
                }
            }

            fn one_more(&mut self, count: Count) {
                if let Some(count) = self.0.get_mut(count as usize) {
                    *count += 1;
                }
            }
        }
    };
}

pub(super) use counts;
