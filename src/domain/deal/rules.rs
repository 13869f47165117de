//! The rules of regulators as dated data; [`flags`](RuleTable::flags) says which of them touch a deal.
//!
//! The table is `assets/rules.json`. Each row holds from a day, names its document, and says how
//! far it was checked. A row that is not verified can be changed by a person, and keeps saying so.
//! The transfer regulations of 2027 are a set of their own.

mod flags;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::function::Mark;

pub(super) use flags::flag;
pub use flags::{DealOnDay, Flag, Severity};

const SHIPPED: &str = include_str!("../../../assets/rules.json");

/// A constant of a rule: a number with its unit in the name, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RuleValue {
    /// A number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
}

/// One rule in one edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in the table.
    pub id: String,
    /// What it is about: `window`, `pre_contract`, `contract_length`, …
    pub subject: String,
    /// Whose rule it is: FIFA, UEFA, England, Spain.
    pub body: String,
    /// What it says, in our words.
    pub text: String,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// The last day, if a later edition replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Its constants.
    pub values: BTreeMap<String, RuleValue>,
    /// Document, article and year.
    pub document: String,
    /// Where that was read.
    pub source: String,
    /// How far it was checked.
    pub mark: Mark,
    /// False if it is a reference line that binds nobody at present.
    pub binding: bool,
    /// Who changed it here, if anybody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<String>,
}

impl Rule {
    /// True if it holds on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }

    /// True if a person may change it: whatever no primary document confirms.
    pub fn is_editable(&self) -> bool {
        self.mark != Mark::V
    }

    /// A constant that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.values.get(name) {
            Some(RuleValue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A constant that is a day.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        match self.values.get(name) {
            Some(RuleValue::Day(day)) => Some(*day),
            _ => None,
        }
    }
}

/// Rules that were read together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Its name in the table.
    pub id: String,
    /// What a person should know of it.
    pub name: String,
    /// Its rows.
    pub rules: Vec<Rule>,
}

/// Every rule we know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTable {
    /// Editions side by side.
    pub sets: Vec<RuleSet>,
}

/// Why a rule was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// There is no such rule.
    #[error("There is no rule {0}")]
    Unknown(String),
    /// It stands in a primary document.
    #[error("{0} was checked in its document and cannot be changed")]
    Verified(String),
    /// It has no such constant.
    #[error("{0} has no value {1}")]
    NoValue(String, String),
}

impl RuleTable {
    /// The table that comes with the program.
    pub fn shipped() -> Self {
        let table = serde_json::from_str(SHIPPED);
        debug_assert!(
            table.is_ok(),
            "assets/rules.json: {:?}",
            table.as_ref().err()
        );
        table.unwrap_or_default()
    }

    /// The same, read once.
    pub fn shared() -> Arc<Self> {
        static TABLE: LazyLock<Arc<RuleTable>> = LazyLock::new(|| Arc::new(RuleTable::shipped()));
        Arc::clone(&TABLE)
    }

    /// Every row.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.sets.iter().flat_map(|set| &set.rules)
    }

    /// The rows that hold on a day.
    pub fn in_force(&self, on: NaiveDate) -> impl Iterator<Item = &Rule> {
        self.rules().filter(move |rule| rule.holds(on))
    }

    /// The row on a subject by one of these bodies that holds on a day; the newest of several.
    pub fn find(&self, subject: &str, bodies: &[&str], on: NaiveDate) -> Option<&Rule> {
        self.in_force(on)
            .filter(|rule| rule.subject == subject && bodies.contains(&rule.body.as_str()))
            .max_by_key(|rule| rule.from)
    }

    /// The same table with one constant changed by a person; the row then says who.
    pub fn with_value(
        mut self,
        id: &str,
        name: &str,
        value: RuleValue,
        by: &str,
    ) -> Result<Self, RuleError> {
        let rule = self
            .sets
            .iter_mut()
            .flat_map(|set| &mut set.rules)
            .find(|rule| rule.id == id)
            .ok_or_else(|| RuleError::Unknown(id.to_owned()))?;
        if !rule.is_editable() {
            return Err(RuleError::Verified(id.to_owned()));
        }
        let Some(slot) = rule.values.get_mut(name) else {
            return Err(RuleError::NoValue(id.to_owned(), name.to_owned()));
        };
        *slot = value;
        rule.changed_by = Some(by.to_owned());
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::testing::day;

    #[test]
    fn the_shipped_table_reads_and_each_row_names_its_document() {
        let table = RuleTable::shipped();
        let mut ids = BTreeSet::new();
        for rule in table.rules() {
            assert!(ids.insert(rule.id.clone()), "{} twice", rule.id);
            assert!(
                !rule.document.is_empty() && !rule.source.is_empty(),
                "{}",
                rule.id
            );
            assert!(
                rule.until.is_none_or(|until| rule.from <= until),
                "{}",
                rule.id
            );
        }
        assert!(ids.len() > 40, "{}", ids.len());
    }

    #[test]
    fn a_rule_is_the_one_of_its_day() {
        let table = RuleTable::shipped();
        for (on, limit) in [
            ("2023-08-01", 0.9),
            ("2024-08-01", 0.8),
            ("2026-01-01", 0.7),
        ] {
            let rule = table.find("squad_cost_ratio", &["UEFA"], day(on)).unwrap();
            let found = table
                .in_force(day(on))
                .filter(|rule| rule.subject == "squad_cost_ratio" && rule.body == "UEFA")
                .find_map(|rule| rule.number("limit"));
            assert_eq!(found, Some(limit), "{on} {}", rule.id);
        }
        let before = table
            .find("contract_length", &["FIFA"], day("2026-12-31"))
            .unwrap();
        let after = table
            .find("contract_length", &["FIFA"], day("2027-01-01"))
            .unwrap();
        assert_eq!((before.mark, after.mark), (Mark::S, Mark::M));
        assert!(after.id.starts_with("rstp2027."));
        assert!(
            !table
                .find("agent_cap", &["FIFA"], day("2025-07-15"))
                .unwrap()
                .binding
        );
    }

    #[test]
    fn what_is_unverified_can_be_changed_and_says_by_whom() {
        let table = RuleTable::shipped();
        let changed = table
            .with_value(
                "uefa.scr_levy",
                "levy_pct",
                RuleValue::Number(25.0),
                "finance",
            )
            .unwrap();
        let rule = changed
            .rules()
            .find(|rule| rule.id == "uefa.scr_levy")
            .unwrap();
        assert_eq!(rule.number("levy_pct"), Some(25.0));
        assert_eq!(rule.changed_by.as_deref(), Some("finance"));
        let refused = |id: &str| {
            RuleTable::shipped()
                .with_value(id, "years", RuleValue::Number(1.0), "x")
                .unwrap_err()
        };
        assert!(matches!(
            refused("rstp.interim_framework"),
            RuleError::Verified(_)
        ));
        assert!(matches!(refused("nothing"), RuleError::Unknown(_)));
        assert!(matches!(refused("rstp.training"), RuleError::NoValue(..)));
    }
}
