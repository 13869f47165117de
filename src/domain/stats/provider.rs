//! Who counted.

use std::fmt;

/// A provider of figures. Two providers count the same word differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// Hudl StatsBomb events.
    StatsBomb,
    /// Wyscout events.
    Wyscout,
    /// Opta, as FBref printed it.
    Opta,
    /// Somebody else, by the name that the source gives.
    Other(String),
}

impl Provider {
    /// The providers whose definitions the catalogue holds.
    pub const KNOWN: &[Self] = &[Self::StatsBomb, Self::Wyscout, Self::Opta];

    /// Reads the words of a source: "FBref totals" are Opta's.
    pub fn parse(words: &str) -> Self {
        let lower = words.to_lowercase();
        let names = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
        if names(&["statsbomb"]) {
            Self::StatsBomb
        } else if names(&["wyscout"]) {
            Self::Wyscout
        } else if names(&["opta", "fbref", "stats perform"]) {
            Self::Opta
        } else {
            Self::Other(words.trim().to_owned())
        }
    }

    /// The words on the screen.
    pub fn label(&self) -> &str {
        match self {
            Self::StatsBomb => "StatsBomb",
            Self::Wyscout => "Wyscout",
            Self::Opta => "Opta (FBref)",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_known_by_the_words_of_a_source() {
        for (words, provider) in [
            ("FBref league totals", Provider::Opta),
            ("Opta", Provider::Opta),
            ("Wyscout open data 2017/18", Provider::Wyscout),
            ("Hudl StatsBomb", Provider::StatsBomb),
            (" SofaScore ", Provider::Other("SofaScore".into())),
        ] {
            assert_eq!(Provider::parse(words), provider, "{words}");
        }
        for provider in Provider::KNOWN {
            assert_eq!(Provider::parse(provider.label()), *provider);
        }
    }
}
