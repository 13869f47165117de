//! The sourced facts of a player: which there are, of what kind, and in which words.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::contract::{OptionYear, ReleaseClause, Wage};
use super::date::PartialDate;
use super::extra::{Extra, open_enum};
use super::sourced::{Reading, Sourced};

open_enum! {
    /// The foot that a player prefers.
    pub enum Foot {
        /// Left.
        Left = "left", "left";
        /// Right.
        Right = "right", "right";
        /// Both alike.
        Both = "both", "both";
    }
}

open_enum! {
    /// Where a player plays.
    pub enum Position {
        /// Goalkeeper.
        Goalkeeper = "gk", "Goalkeeper";
        /// Centre-back.
        CentreBack = "cb", "Centre-back";
        /// Left-back.
        LeftBack = "lb", "Left-back";
        /// Right-back.
        RightBack = "rb", "Right-back";
        /// Defensive midfielder.
        DefensiveMidfielder = "dm", "Defensive midfielder";
        /// Central midfielder.
        Midfielder = "cm", "Midfielder";
        /// Attacking midfielder.
        AttackingMidfielder = "am", "Attacking midfielder";
        /// Winger.
        Winger = "w", "Winger";
        /// Forward.
        Forward = "cf", "Forward";
    }
}

/// What a fact states.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// Words.
    Text(String),
    /// A date, as exact as the source gives it.
    Date(PartialDate),
    /// A whole number: centimetres, years, caps.
    Count(u32),
    /// A preferred foot.
    Foot(Foot),
    /// A position.
    Position(Position),
    /// A wage in its convention.
    Wage(Wage),
    /// An option to extend.
    Option(OptionYear),
    /// A release clause.
    Clause(ReleaseClause),
}

/// As the screen prints it, without the unit that stands in the label.
impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Count(count) => count.fmt(f),
            Self::Foot(foot) => f.write_str(foot.label()),
            Self::Position(position) => f.write_str(position.label()),
            Self::Wage(wage) => wage.fmt(f),
            Self::Option(option) => option.fmt(f),
            Self::Clause(clause) => clause.fmt(f),
        }
    }
}

/// The kind of value that a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Words.
    Text,
    /// A date.
    Date,
    /// A whole number.
    Count,
    /// A preferred foot.
    Foot,
    /// A position.
    Position,
    /// A wage.
    Wage,
    /// An option to extend.
    Option,
    /// A release clause.
    Clause,
}

/// The part of the profile in which a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactGroup {
    /// Who he is.
    Bio,
    /// What binds him.
    Contract,
}

macro_rules! facts {
    ($( $(#[$meta:meta])* $key:ident = $file:literal, $label:literal, $unit:literal, $kind:ident, $group:ident, $definition:literal; )+) => {
        /// A fact that a profile can hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactKey { $( $(#[$meta])* $key, )+ }

        impl FactKey {
            /// Every fact, in the order of the screen.
            pub const ALL: &[Self] = &[ $( Self::$key, )+ ];

            /// The name in the file.
            pub fn key(self) -> &'static str {
                match self { $( Self::$key => $file, )+ }
            }

            /// The words on the screen.
            pub fn label(self) -> &'static str {
                match self { $( Self::$key => $label, )+ }
            }

            /// The unit behind a number; empty where the value says it itself.
            pub fn unit(self) -> &'static str {
                match self { $( Self::$key => $unit, )+ }
            }

            /// The kind of value it takes.
            pub fn kind(self) -> FactKind {
                match self { $( Self::$key => FactKind::$kind, )+ }
            }

            /// The part of the profile in which it stands.
            pub fn group(self) -> FactGroup {
                match self { $( Self::$key => FactGroup::$group, )+ }
            }

            /// What it means and how it is counted.
            pub fn definition(self) -> &'static str {
                match self { $( Self::$key => $definition, )+ }
            }

            /// Reads the name in the file.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $( $file => Some(Self::$key), )+ _ => None }
            }
        }
    };
}

facts! {
    /// Date of birth.
    Born = "born", "Born", "", Date, Bio, "Date of birth as the source prints it. Ages are completed years at the decision date.";
    /// An age that a source prints.
    StatedAge = "stated_age", "Age as printed", "years", Count, Bio, "An age that a source prints. It is kept to be checked against the date of birth and is never used.";
    /// Main position.
    Position = "position", "Position", "", Position, Bio, "The position in which the club would use him.";
    /// Standing height.
    Height = "height_cm", "Height", "cm", Count, Bio, "Standing height in centimetres, as the source prints it. Not converted, not averaged.";
    /// Preferred foot.
    Foot = "foot", "Foot", "", Foot, Bio, "The foot that he prefers, as the source prints it.";
    /// Nationality.
    Nationality = "nationality", "Nationality", "", Text, Bio, "Countries for which he is eligible, divided by commas. It decides whether he takes a non-EU place.";
    /// Caps for the national team.
    Caps = "caps", "Caps", "", Count, Bio, "Matches for the senior national team.";
    /// Training status.
    Training = "training_status", "Locally trained", "", Text, Bio, "Homegrown or locally trained, and where. It decides which list of the squad he fills.";
    /// The club that holds the registration.
    Club = "club", "Club", "", Text, Contract, "The club that holds his registration at the decision date.";
    /// When he joined the club.
    ClubSince = "club_since", "With the club since", "", Date, Contract, "The date on which his registration with the club began.";
    /// The end of the contract.
    ContractEnd = "contract_end", "End", "", Date, Contract, "The last day of the contract. Months left are the days to it divided by 30.4375.";
    /// An option to extend.
    OptionYear = "option_year", "Option", "", Option, Contract, "A right to extend the contract: who holds it and to which day.";
    /// A release clause.
    ReleaseClause = "release_clause", "Release clause", "", Clause, Contract, "A sum at which he may leave, with its dates and whether it is payable up front.";
    /// His wage.
    Wage = "wage", "Wage", "", Wage, Contract, "The wage in the convention of its source: gross a week in England, net a year in Spain.";
    /// The wage that he asks.
    WageAsked = "wage_asked", "He asks", "", Wage, Contract, "The wage that he is reported to ask.";
    /// Talks over an extension.
    Talks = "talks", "Talks", "", Text, Contract, "How talks over an extension stand.";
    /// His agent.
    Agent = "agent", "Agent", "", Text, Contract, "The agent or agency that represents him.";
    /// A sell-on that the selling club owes.
    SellOnOwed = "sell_on_owed", "Sell-on owed to", "", Text, Contract, "To whom the selling club owes a share of the fee, and which share.";
}

impl FactKey {
    /// The words where the fact stands alone, outside its part of the profile.
    pub fn name(self) -> &'static str {
        match self {
            Self::ContractEnd => "Contract end",
            Self::OptionYear => "Contract option",
            Self::WageAsked => "Wage asked",
            Self::SellOnOwed => "Sell-on owed",
            Self::Talks => "Contract talks",
            other => other.label(),
        }
    }
}

/// Every sourced fact of one player. Each value has the kind of its key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Shared, so that the next state of a player repeats only the fact that changed.
    known: BTreeMap<FactKey, Arc<Sourced<FactValue>>>,
    extra: Extra,
}

impl Facts {
    /// All readings of a fact.
    pub fn get(&self, key: FactKey) -> Option<&Sourced<FactValue>> {
        self.known.get(&key).map(Arc::as_ref)
    }

    /// The used value of a fact.
    pub fn value(&self, key: FactKey) -> Option<&FactValue> {
        self.get(key)?.value()
    }

    /// Replaces all readings of a fact. Readings of another kind than the fact takes are an error
    /// of the caller and leave the fact as it is.
    pub fn set(&mut self, key: FactKey, sourced: Sourced<FactValue>) {
        let fits = sourced
            .readings
            .iter()
            .all(|reading| reading.value.fits(key.kind()));
        debug_assert!(fits, "{key:?} takes another kind of value");
        if sourced.is_empty() {
            self.known.remove(&key);
        } else if fits {
            self.known.insert(key, Arc::new(sourced));
        }
    }

    /// The facts that were entered, in the order of the screen.
    pub fn iter(&self) -> impl Iterator<Item = (FactKey, &Sourced<FactValue>)> {
        self.known
            .iter()
            .map(|(key, sourced)| (*key, sourced.as_ref()))
    }

    /// True if nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty() && self.extra.is_empty()
    }
}

impl FactValue {
    /// True if it is of the given kind.
    pub fn fits(&self, kind: FactKind) -> bool {
        matches!(
            (self, kind),
            (Self::Text(_), FactKind::Text)
                | (Self::Date(_), FactKind::Date)
                | (Self::Count(_), FactKind::Count)
                | (Self::Foot(_), FactKind::Foot)
                | (Self::Position(_), FactKind::Position)
                | (Self::Wage(_), FactKind::Wage)
                | (Self::Option(_), FactKind::Option)
                | (Self::Clause(_), FactKind::Clause)
        )
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, sourced) in &self.known {
            map.serialize_entry(key.key(), sourced.as_ref())?;
        }
        for (key, value) in &self.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FactsVisitor;

        impl<'de> Visitor<'de> for FactsVisitor {
            type Value = Facts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the facts of a player")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
                let mut facts = Facts::default();
                while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
                    let Some(key) = FactKey::from_key(&name) else {
                        facts.extra.insert(name.into_owned(), map.next_value()?);
                        continue;
                    };
                    let sourced = match key.kind() {
                        FactKind::Text => next(&mut map, FactValue::Text)?,
                        FactKind::Date => next(&mut map, FactValue::Date)?,
                        FactKind::Count => next(&mut map, FactValue::Count)?,
                        FactKind::Foot => next(&mut map, FactValue::Foot)?,
                        FactKind::Position => next(&mut map, FactValue::Position)?,
                        FactKind::Wage => next(&mut map, FactValue::Wage)?,
                        FactKind::Option => next(&mut map, FactValue::Option)?,
                        FactKind::Clause => next(&mut map, FactValue::Clause)?,
                    };
                    facts.known.insert(key, Arc::new(sourced));
                }
                Ok(facts)
            }
        }

        fn next<'de, A: MapAccess<'de>, T: DeserializeOwned>(
            map: &mut A,
            wrap: fn(T) -> FactValue,
        ) -> Result<Sourced<FactValue>, A::Error> {
            let Sourced {
                readings,
                used,
                extra,
            } = map.next_value::<Sourced<T>>()?;
            let readings = readings
                .into_iter()
                .map(
                    |Reading {
                         id,
                         value,
                         basis,
                         extra,
                     }| Reading {
                        id,
                        value: wrap(value),
                        basis,
                        extra,
                    },
                )
                .collect();
            Ok(Sourced {
                readings,
                used,
                extra,
            })
        }

        deserializer.deserialize_map(FactsVisitor)
    }
}
