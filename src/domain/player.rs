//! A player as the dossier holds him.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::career::{SeasonLine, Training, Transfer, Valuation};
use super::date::{PartialDate, age_on};
use super::extra::{Extra, open_enum};
use super::fact::{FactKey, FactValue, Facts};
use super::id::PlayerId;
use super::injury::{InjuryCoverage, Spell};
use super::list;

open_enum! {
    /// What a player is to the decision.
    pub enum Role {
        /// Somebody whom we might sign.
        Target = "target", "Target";
        /// Somebody to hold the targets against.
        Benchmark = "benchmark", "Benchmark";
        /// One of ours.
        Own = "own", "Own";
        /// One of a pool.
        Pool = "pool", "Pool";
    }
}

open_enum! {
    /// How far a target has come.
    pub enum Stage {
        /// Watched.
        Longlist = "longlist", "Longlist";
        /// Wanted.
        Shortlist = "shortlist", "Shortlist";
        /// First contact.
        Introduced = "introduced", "Introduced";
        /// Talks with club or player.
        Talks = "talks", "Talks";
        /// An offer is out.
        Offer = "offer", "Offer";
        /// Terms are agreed.
        Agreed = "agreed", "Agreed";
        /// Signed.
        Signed = "signed", "Signed";
        /// Given up.
        Dropped = "dropped", "Dropped";
        /// Cannot be had.
        NotFeasible = "not_feasible", "Not feasible";
    }
}

/// One player: who he is to us, and everything that sources say of him.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Player {
    /// Stable across copies of the file.
    pub id: PlayerId,
    /// The name by which he is known.
    pub name: String,
    /// His full legal name, if it differs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// What he is to the decision.
    pub role: Role,
    /// How far he has come, for a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// What happens next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Free remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Everything that sources state of him.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// How much of his injuries is known; `None` if nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injury_coverage: Option<InjuryCoverage>,
    /// His injuries.
    #[serde(
        default,
        deserialize_with = "list::shared",
        skip_serializing_if = "is_empty"
    )]
    pub spells: Arc<Vec<Spell>>,
    /// His moves.
    #[serde(
        default,
        deserialize_with = "list::shared",
        skip_serializing_if = "is_empty"
    )]
    pub transfers: Arc<Vec<Transfer>>,
    /// His market values.
    #[serde(
        default,
        deserialize_with = "list::shared",
        skip_serializing_if = "is_empty"
    )]
    pub valuations: Arc<Vec<Valuation>>,
    /// His seasons.
    #[serde(
        default,
        deserialize_with = "list::shared",
        skip_serializing_if = "is_empty"
    )]
    pub seasons: Arc<Vec<SeasonLine>>,
    /// The clubs that trained him.
    #[serde(
        default,
        deserialize_with = "list::shared",
        skip_serializing_if = "is_empty"
    )]
    pub training: Arc<Vec<Training>>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

fn is_empty<T>(list: &Arc<Vec<T>>) -> bool {
    list.is_empty()
}

impl Player {
    /// A player of whom nothing is known but his name.
    pub fn new(id: PlayerId, name: impl Into<String>, role: Role) -> Self {
        Self {
            id,
            name: name.into(),
            full_name: String::new(),
            role,
            stage: None,
            next_step: String::new(),
            owner: String::new(),
            note: String::new(),
            facts: Facts::default(),
            injury_coverage: None,
            spells: Arc::default(),
            transfers: Arc::default(),
            valuations: Arc::default(),
            seasons: Arc::default(),
            training: Arc::default(),
            extra: Extra::new(),
        }
    }

    /// The last word of the name, as tables with little room print it; "van Dijk" stays whole.
    pub fn short_name(&self) -> &str {
        let name = self.name.trim();
        let mut start = name.rfind(' ').map_or(0, |space| space + 1);
        while let Some((head, word)) = name[..start].trim_end().rsplit_once(' ') {
            if !word.chars().next().is_some_and(char::is_lowercase) {
                break;
            }
            start = head.len() + 1;
        }
        &name[start..]
    }

    /// The date of birth, if it is known to the day.
    pub fn born(&self) -> Option<NaiveDate> {
        match self.facts.value(FactKey::Born)? {
            FactValue::Date(date) => date.day(),
            _ => None,
        }
    }

    /// Completed years at a date.
    pub fn age(&self, on: NaiveDate) -> Option<u32> {
        age_on(self.born()?, on)
    }

    /// The end of his contract: the last day that the source can mean.
    pub fn contract_end(&self) -> Option<NaiveDate> {
        match self.facts.value(FactKey::ContractEnd)? {
            FactValue::Date(date) => Some(date.latest()),
            _ => None,
        }
    }

    /// The club that holds his registration.
    pub fn club(&self) -> Option<&str> {
        match self.facts.value(FactKey::Club)? {
            FactValue::Text(club) => Some(club),
            _ => None,
        }
    }

    /// The latest market value that is known at a date.
    pub fn valuation(&self, on: NaiveDate) -> Option<&Valuation> {
        let known = self
            .valuations
            .iter()
            .filter(|value| value.on.earliest() <= on);
        known.max_by_key(|value| value.on)
    }

    /// The used value of a fact that is a date.
    pub fn date(&self, key: FactKey) -> Option<PartialDate> {
        match self.facts.value(key)? {
            FactValue::Date(date) => Some(*date),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn short_names_keep_their_particles() {
        for (name, short) in [
            ("Ibrahima Konaté", "Konaté"),
            ("Virgil van Dijk", "van Dijk"),
            ("Jan Paul van de Ven", "van de Ven"),
            ("Naldo", "Naldo"),
            ("", ""),
        ] {
            assert_eq!(
                Player::new(PlayerId(Uuid::nil()), name, Role::Target).short_name(),
                short
            );
        }
    }
}
