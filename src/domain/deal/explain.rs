//! How a figure was reached and on what it rests, as data.
//!
//! The screen and the command line print the same words because they print this.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::catalogue;
use super::error::{Code, DealError};
use super::function::Function;
use super::input;
use super::tag::{BY_DEFAULT, Tag};
use crate::domain::belief::belief;
use crate::domain::field::FieldRef;

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
    /// What more is to be known of it: its days, its provider.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where it was entered.
    #[serde(skip)]
    pub field: Option<FieldRef>,
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
    /// The way to it in words, with the numbers put in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
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
            note: String::new(),
            field: None,
        });
    }
    let tags = inputs.iter().map(|input| &input.tag);
    let tag = function.mark.derived(function.formula, tags);
    Explanation {
        label: String::new(),
        value: None,
        unit: "",
        function: function.name,
        purpose: function.purpose,
        section: function.section,
        steps: Vec::new(),
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
}
