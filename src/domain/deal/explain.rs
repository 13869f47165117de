//! How a figure was reached and on what it rests, as data.
//!
//! The screen and the command line print the same words because they print this. The rule
//! of the house: what was derived from an assumption counts as assumed.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::beliefs::belief;
use super::catalogue::{self, Function, Mark};
use super::error::{Code, DealError};
use super::input;
use crate::domain::sourced::{Basis, Grade};

/// What one figure rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Tag {
    /// Somebody published it.
    Reported {
        /// Who.
        source: String,
        /// The day, month or year to which it belongs; empty if unknown.
        #[serde(default)]
        on: String,
        /// How far it can be trusted.
        grade: Grade,
    },
    /// It was reckoned from others.
    Derived {
        /// How.
        formula: String,
        /// The weakest of what went in.
        rests_on: Standing,
    },
    /// Somebody assumed it.
    Assumed {
        /// Who.
        by: String,
    },
    /// Nobody said.
    #[default]
    Unsourced,
}

/// How firm a figure is, firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Published, or reckoned from what was published alone.
    Reported,
    /// Nobody said where it comes from.
    Unsourced,
    /// Assumed, or reckoned from something assumed.
    Assumed,
}

impl Standing {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Unsourced => "unsourced",
            Self::Assumed => "assumed",
        }
    }
}

/// Who stands behind a default of the program.
pub const BY_DEFAULT: &str = "Backline, by default";

impl Tag {
    /// An assumption of somebody.
    pub fn assumed(by: impl Into<String>) -> Self {
        Self::Assumed { by: by.into() }
    }

    /// What was reckoned from others: as weak as the weakest of them.
    pub fn derived<'a>(
        formula: impl Into<String>,
        from: impl IntoIterator<Item = &'a Self>,
    ) -> Self {
        let weakest = from.into_iter().map(Self::standing).max();
        Self::Derived {
            formula: formula.into(),
            rests_on: weakest.unwrap_or(Standing::Reported),
        }
    }

    /// How firm it is.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Reported { .. } => Standing::Reported,
            Self::Derived { rests_on, .. } => *rests_on,
            Self::Assumed { .. } => Standing::Assumed,
            Self::Unsourced => Standing::Unsourced,
        }
    }

    /// The tag of a reading of the dossier. `source_name` and `source_grade` are those of the
    /// source that the basis names; its own grade wins.
    pub fn of_basis(
        basis: &Basis,
        source_name: Option<&str>,
        source_grade: Option<&Grade>,
    ) -> Self {
        if let Some(by) = &basis.assumed_by {
            return Self::assumed(by);
        }
        match (source_name, basis.grade.as_ref().or(source_grade)) {
            (Some(source), Some(grade)) => Self::Reported {
                source: source.to_owned(),
                on: basis.on.map(|on| on.to_string()).unwrap_or_default(),
                grade: grade.clone(),
            },
            _ => Self::Unsourced,
        }
    }
}

/// `reported by AS, 11 Jul 2025 (grade C, single report or rumour)`.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reported { source, on, grade } => {
                write!(f, "reported by {source}")?;
                if !on.is_empty() {
                    write!(f, ", {on}")?;
                }
                write!(f, " (grade {})", grade.label())
            }
            Self::Derived { rests_on, .. } => match rests_on {
                Standing::Reported => f.write_str("derived from reported figures"),
                Standing::Unsourced => f.write_str("derived, partly from unsourced figures"),
                Standing::Assumed => f.write_str("derived from assumptions, so assumed"),
            },
            Self::Assumed { by } => write!(f, "assumed by {by}"),
            Self::Unsourced => f.write_str("no source given"),
        }
    }
}

/// One input of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedInput {
    /// The field.
    pub name: &'static str,
    /// The words on the screen, where it is a belief or a term; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Its value, given or by default.
    pub value: Value,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// What it rests on.
    pub tag: Tag,
    /// The same in words.
    pub words: String,
}

/// How a set of figures was reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The figure in the words of the screen; empty if a whole function is explained.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The figure; `None` if it could not be reckoned, or a whole function is explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Its unit.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub unit: &'static str,
    /// The function.
    #[serde(rename = "fn")]
    pub function: &'static str,
    /// What it answers.
    pub purpose: &'static str,
    /// The section of the specification.
    pub section: &'static str,
    /// The formula.
    pub formula: &'static str,
    /// The paper or regulation.
    pub source: &'static str,
    /// How far that was checked.
    pub mark: &'static str,
    /// What went in.
    pub inputs: Vec<ExplainedInput>,
    /// What the figures rest on.
    pub tag: Tag,
    /// The same in words.
    pub words: String,
}

/// Explains a call; a field without a tag has no source, and a default is ours.
pub fn explanation(
    function: &'static Function,
    fields: &Map<String, Value>,
    tags: &BTreeMap<String, Tag>,
) -> Explanation {
    let mut inputs = Vec::new();
    for field in function.fields {
        let (value, tag) = match fields.get(field.name) {
            Some(value) => (
                value.clone(),
                tags.get(field.name).cloned().unwrap_or(Tag::Unsourced),
            ),
            None => match field.default_value() {
                Some(value) => (value, Tag::assumed(BY_DEFAULT)),
                None => continue,
            },
        };
        inputs.push(ExplainedInput {
            name: field.name,
            label: belief(field.name).map_or_else(String::new, |spec| spec.label.to_owned()),
            value,
            unit: field.unit,
            words: tag.to_string(),
            tag,
        });
    }
    let mut tag = Tag::derived(function.formula, inputs.iter().map(|input| &input.tag));
    // An unverified rule weakens a figure as an assumption does.
    if let (Mark::M, Tag::Derived { rests_on, .. }) = (function.mark, &mut tag) {
        *rests_on = Standing::Assumed;
    }
    Explanation {
        label: String::new(),
        value: None,
        unit: "",
        function: function.name,
        purpose: function.purpose,
        section: function.section,
        formula: function.formula,
        source: function.source,
        mark: function.mark.label(),
        inputs,
        words: tag.to_string(),
        tag,
    }
}

/// Carries out one function and says how. The text holds the fields, or `{"in": fields, "tags":
/// {field: tag}}`; the answer is `{"out": …, "explanation": …}`.
pub fn explain_text(name: &str, text: &str) -> Result<Value, DealError> {
    let function = catalogue::function(name)?;
    let mut given = input::parse(text)?;
    let tags = match given.remove("tags") {
        None => BTreeMap::new(),
        Some(tags) => serde_json::from_value::<BTreeMap<String, Tag>>(tags).map_err(|err| {
            let message = format!("The tags cannot be read: {err}");
            DealError::new(Code::WrongType, "tags", message)
        })?,
    };
    let fields = match given.remove("in") {
        Some(Value::Object(fields)) if given.is_empty() => fields,
        Some(_) => {
            let message = "in must be an object, beside tags only";
            return Err(DealError::new(Code::WrongType, "in", message));
        }
        None => given,
    };
    if let Some(name) = tags.keys().find(|name| function.field(name).is_none()) {
        let message = format!("{} has no field {name:?} to tag", function.name);
        return Err(DealError::new(Code::UnknownField, name, message));
    }
    let out = catalogue::call(name, &fields)?;
    input::output(&serde_json::json!({
        "out": out,
        "explanation": explanation(function, &fields, &tags),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported() -> Tag {
        Tag::Reported {
            source: "Liverpool".to_owned(),
            on: "2025-07-01".to_owned(),
            grade: Grade::A,
        }
    }

    #[test]
    fn what_is_derived_is_as_weak_as_its_weakest_input() {
        let assumed = Tag::assumed("scout");
        for (from, standing) in [
            (vec![reported(), reported()], Standing::Reported),
            (vec![reported(), Tag::Unsourced], Standing::Unsourced),
            (vec![reported(), assumed.clone()], Standing::Assumed),
        ] {
            let once = Tag::derived("a + b", &from);
            assert_eq!(once.standing(), standing);
            // Through a second step it stays what it is.
            assert_eq!(
                Tag::derived("2 c", [&once, &reported()]).standing(),
                standing
            );
        }
    }

    #[test]
    fn a_default_is_an_assumption_of_ours_and_shows_in_the_result() {
        let text = r#"{"in":{"weekly_gross":80000},"tags":{"weekly_gross":{"reported":{"source":"The Times","on":"2025-04","grade":"C"}}}}"#;
        let found = explain_text("wage_uk", text).unwrap();
        let explanation = &found["explanation"];
        assert_eq!(found["out"]["annual_gross"], 4_160_000.0);
        assert_eq!(
            explanation["inputs"][0]["words"],
            "reported by The Times, 2025-04 (grade C, single report or rumour)"
        );
        assert_eq!(
            explanation["inputs"][1]["words"],
            "assumed by Backline, by default"
        );
        assert_eq!(explanation["words"], "derived from assumptions, so assumed");
    }

    #[test]
    fn a_deal_in_words_survives_a_round_trip_with_every_tag() {
        for tag in [
            reported(),
            Tag::assumed("scout"),
            Tag::derived("a + b", [&reported()]),
            Tag::Unsourced,
        ] {
            let text = serde_json::to_string(&tag).unwrap();
            assert_eq!(serde_json::from_str::<Tag>(&text).unwrap(), tag);
        }
    }
}
