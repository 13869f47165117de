//! What a column of a table can hold.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::fact::FactKey;

macro_rules! plain_fields {
    ($( $(#[$meta:meta])* $variant:ident = $key:literal, $label:literal; )+) => {
        /// What a column holds.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $( $(#[$meta])* $variant, )+
            /// A fact of a player.
            Fact(FactKey),
            /// A figure of a season, by its metric key.
            Metric(String),
        }

        impl Field {
            /// Every field but facts and metrics, in the order of a list.
            pub const PLAIN: &[Self] = &[ $( Self::$variant, )+ ];

            fn plain_key(&self) -> Option<&'static str> {
                match self { $( Self::$variant => Some($key), )+ Self::Fact(_) | Self::Metric(_) => None }
            }

            /// The words on the screen.
            pub fn label(&self) -> &str {
                match self {
                    $( Self::$variant => $label, )+
                    Self::Fact(key) => key.name(),
                    Self::Metric(key) => crate::domain::stats::metric(key).map_or(key, |metric| metric.label),
                }
            }
        }
    };
}

plain_fields! {
    /// The number that a provider gave him.
    Id = "player.id", "Number of the player";
    /// The name by which he is known.
    Name = "player.name", "Name";
    /// His full legal name.
    FullName = "player.full_name", "Full name";
    /// His first name alone.
    FirstName = "player.first_name", "First name";
    /// His family name alone.
    LastName = "player.last_name", "Family name";
    /// A second nationality in a column of its own.
    SecondNationality = "fact.nationality_2", "Second nationality";
    /// A market value.
    Value = "value.amount", "Market value";
    /// The day of a market value.
    ValueDate = "value.date", "Date of the value";
    /// What an injury is called.
    SpellKind = "spell.kind", "Injury";
    /// The first day out.
    SpellFrom = "spell.from", "Out from";
    /// The last day out.
    SpellTo = "spell.to", "Out to";
    /// Days out as the source counts them.
    SpellDays = "spell.days", "Days out as printed";
    /// Matches that he missed.
    SpellGames = "spell.games", "Games missed";
    /// The part of the body.
    SpellPart = "spell.body_part", "Body part";
    /// The number that a provider gave a transfer.
    TransferId = "transfer.id", "Number of the transfer";
    /// The day of a transfer.
    TransferDate = "transfer.date", "Transfer date";
    /// The club that he left.
    TransferFrom = "transfer.from", "From club";
    /// The club that he joined.
    TransferTo = "transfer.to", "To club";
    /// The club whose list it is.
    TransferClub = "transfer.club", "Club of the list";
    /// The other club of the move.
    TransferOtherClub = "transfer.other_club", "Other club";
    /// Into or out of the club whose list it is.
    TransferDirection = "transfer.direction", "In or out";
    /// Summer or winter.
    TransferWindow = "transfer.window", "Transfer window";
    /// What was paid.
    TransferFee = "transfer.fee", "Fee";
    /// How he moved.
    TransferKind = "transfer.kind", "Kind of transfer";
    /// The season.
    Season = "season.season", "Season";
    /// The competition.
    Competition = "season.competition", "Competition";
    /// Minutes played.
    Minutes = "season.minutes", "Minutes";
}

impl Field {
    /// The name in files: `fact.born`, `spell.from`, `metric.tackles`.
    pub fn key(&self) -> String {
        match self {
            Self::Fact(key) => format!("fact.{}", key.key()),
            Self::Metric(key) => format!("metric.{key}"),
            plain => plain.plain_key().unwrap_or_default().to_owned(),
        }
    }

    /// Reads the name in files.
    pub fn from_key(key: &str) -> Option<Self> {
        let plain = Self::PLAIN
            .iter()
            .find(|field| field.plain_key() == Some(key));
        if let Some(plain) = plain {
            return Some(plain.clone());
        }
        match key.split_once('.')? {
            ("fact", key) => FactKey::from_key(key).map(Self::Fact),
            ("metric", key) if !key.is_empty() => Some(Self::Metric(key.to_owned())),
            _ => None,
        }
    }

    /// True for a column of dates.
    pub fn is_date(&self) -> bool {
        matches!(
            self,
            Self::ValueDate
                | Self::SpellFrom
                | Self::SpellTo
                | Self::TransferDate
                | Self::Fact(FactKey::Born | FactKey::ContractEnd | FactKey::ClubSince)
        )
    }

    /// True for a column of sums.
    pub fn is_sum(&self) -> bool {
        matches!(
            self,
            Self::Value
                | Self::TransferFee
                | Self::Fact(FactKey::Wage | FactKey::WageAsked | FactKey::ReleaseClause)
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| {
            serde::de::Error::custom(format_args!(
                "{key:?} is no field. Fields are named like fact.born, spell.from or metric.tackles"
            ))
        })
    }
}
