//! The table of deal functions: names, fields, units, defaults, formula and source.
//!
//! A function that is not in the table does not exist. `call` is the one way in for programs:
//! one JSON object in, one out.

use serde_json::{Map, Value};

use super::error::{Code, DealError};
use super::field::{Absent, Field};
use super::function::Function;
use super::input::{self, Input};

/// Every function, in the order of the deal: currency, rules, money, books, value, bargain, wait.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    [
        super::currency::FUNCTIONS,
        super::contract_rules::FUNCTIONS,
        super::solidarity::FUNCTIONS,
        super::agents::FUNCTIONS,
        super::present_value::FUNCTIONS,
        super::instalments::FUNCTIONS,
        super::sell_on::FUNCTIONS,
        super::loan::FUNCTIONS,
        super::swap::FUNCTIONS,
        super::amortisation::FUNCTIONS,
        super::squad_cost::FUNCTIONS,
        super::wages::FUNCTIONS,
        super::valuation::FUNCTIONS,
        super::zone::FUNCTIONS,
        super::final_offer::FUNCTIONS,
        super::rounds::FUNCTIONS,
        super::concession::FUNCTIONS,
        super::wait::FUNCTIONS,
        super::keep::FUNCTIONS,
        super::prior::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
}

/// The function of that name.
pub fn function(name: &str) -> Result<&'static Function, DealError> {
    functions()
        .find(|function| function.name == name)
        .ok_or_else(|| {
            let message = format!(
                "There is no function {name:?}. `backline deal --list` prints those that there are"
            );
            DealError::new(Code::UnknownFunction, "", message)
        })
}

/// Carries out one function on one JSON object.
pub fn call(name: &str, fields: &Map<String, Value>) -> Result<Value, DealError> {
    let function = function(name)?;
    let input = Input::read(function.name, function.fields, fields)?;
    let output = (function.run)(&input)?;
    input::refuse_unfinished(&output)?;
    Ok(output)
}

/// Carries out one function on the text of one JSON object.
pub fn call_text(name: &str, text: &str) -> Result<Value, DealError> {
    function(name)?;
    call(name, &input::parse(text)?)
}

/// The catalogue as a person reads it.
pub fn list_text() -> String {
    use std::fmt::Write as _;

    let mut text = String::new();
    for function in functions() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}  (section {}, {})\n  {}\n  {}\n  Source  {}",
            function.name,
            function.section,
            function.mark.label(),
            function.purpose,
            function.formula,
            function.source
        );
        for field in function.fields {
            let absent = match field.absent {
                Absent::Error => "required".to_owned(),
                Absent::Without => "optional".to_owned(),
                Absent::Number(number) => format!("default {number}"),
                Absent::Word(word) => format!("default {word}"),
                Absent::EmptyList => "default []".to_owned(),
            };
            let _ = writeln!(
                text,
                "  in   {:<22}{:<9}{:<36}{absent}",
                field.name,
                field.unit,
                field.kind.label()
            );
        }
        for (name, unit) in function.outputs {
            let _ = writeln!(text, "  out  {name:<22}{unit}");
        }
        text.push('\n');
    }
    text
}

/// The catalogue as a program reads it.
pub fn list_json() -> Value {
    let field = |field: &Field| {
        let mut row = Map::new();
        row.insert("name".to_owned(), field.name.into());
        row.insert("takes".to_owned(), field.kind.label().into());
        row.insert("unit".to_owned(), field.unit.into());
        row.insert(
            "required".to_owned(),
            (field.absent == Absent::Error).into(),
        );
        if let Some(default) = field.default_value() {
            row.insert("default".to_owned(), default);
        }
        Value::Object(row)
    };
    let row = |function: &Function| {
        serde_json::json!({
            "fn": function.name,
            "section": function.section,
            "purpose": function.purpose,
            "formula": function.formula,
            "source": function.source,
            "mark": function.mark.label(),
            "in": function.fields.iter().map(field).collect::<Vec<_>>(),
            "out": function.outputs.iter()
                .map(|(name, unit)| serde_json::json!({"name": name, "unit": unit}))
                .collect::<Vec<_>>(),
        })
    };
    functions().map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_stands_twice_and_every_default_is_valid() {
        let mut names = BTreeSet::new();
        for function in functions() {
            assert!(names.insert(function.name), "{} twice", function.name);
            let mut fields = BTreeSet::new();
            for field in function.fields {
                assert!(
                    fields.insert(field.name),
                    "{}.{}",
                    function.name,
                    field.name
                );
                if let Some(default) = field.default_value() {
                    input::check_kind(field, &default).unwrap();
                }
            }
        }
    }
}
