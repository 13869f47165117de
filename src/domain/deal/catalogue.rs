//! The table of deal functions: names, fields, units, defaults, formula and source.
//!
//! A function that is not in the table does not exist. `call` is the one way in for programs:
//! one JSON object in, one out.

use serde::Serialize;
use serde_json::{Map, Value};

use super::error::{Code, DealError};
use super::input::{self, Input};

/// How far a rule or an estimate was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub enum Mark {
    /// Checked in a primary document, or plain arithmetic.
    V,
    /// From a secondary page: a law firm, an agency, the press.
    S,
    /// Commonly stated, not confirmed. Shown as unverified and open to change.
    M,
}

impl Mark {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::V => "verified",
            Self::S => "secondary source",
            Self::M => "unverified",
        }
    }
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Money of any sign: a number in the unit of the field, or `{"minor", "currency"}`.
    Amount,
    /// Money that is not negative.
    Sum,
    /// Money above nothing.
    Price,
    /// A number of any sign.
    Real,
    /// A number that is not negative.
    NonNegative,
    /// A number above nothing.
    Positive,
    /// A probability, 0 to 1.
    Chance,
    /// A fraction, 0 to 1.
    Share,
    /// A fraction above 0 and at most 1.
    PositiveShare,
    /// A fraction from 0 to below 1.
    ShareBelowOne,
    /// A correlation, −1 to 1.
    Correlation,
    /// A percentage, 0 to 100.
    Percent,
    /// A yearly rate above −100 %.
    Rate,
    /// A whole number of at least so many.
    Count(u32),
    /// A day, `2025-07-15`.
    Day,
    /// A text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of `[day, amount]`.
    Payments,
    /// A list of `[day, amount, probability]`.
    AddOns,
    /// A list of `[years, share]` whose shares add up to 1.
    Profile,
    /// A list of `[amount, printed amount, rounding unit]`.
    Pairs,
    /// A list of numbers.
    Numbers,
    /// `{club: {age: fraction of the season}}`.
    Passport,
    /// `{open, reserve, beta, k, family}` of one side.
    Tactics,
}

impl Kind {
    /// What the list prints.
    fn label(self) -> String {
        match self {
            Self::Amount => "amount".to_owned(),
            Self::Sum => "amount ≥ 0".to_owned(),
            Self::Price => "amount > 0".to_owned(),
            Self::Real => "number".to_owned(),
            Self::NonNegative => "number ≥ 0".to_owned(),
            Self::Positive => "number > 0".to_owned(),
            Self::Chance => "probability 0–1".to_owned(),
            Self::Share => "fraction 0–1".to_owned(),
            Self::PositiveShare => "fraction > 0, ≤ 1".to_owned(),
            Self::ShareBelowOne => "fraction ≥ 0, < 1".to_owned(),
            Self::Correlation => "number −1–1".to_owned(),
            Self::Percent => "percentage 0–100".to_owned(),
            Self::Rate => "rate > −1".to_owned(),
            Self::Count(least) => format!("whole number ≥ {least}"),
            Self::Day => "date".to_owned(),
            Self::Text => "text".to_owned(),
            Self::Choice(words) => words.join(" | "),
            Self::Payments => "[[date, amount], …]".to_owned(),
            Self::AddOns => "[[date, amount, probability], …]".to_owned(),
            Self::Profile => "[[years, share], …]".to_owned(),
            Self::Pairs => "[[amount, printed, rounding unit], …]".to_owned(),
            Self::Numbers => "[number, …]".to_owned(),
            Self::Passport => "{club: {age: fraction of season}}".to_owned(),
            Self::Tactics => "{open, reserve, beta, k = 0, family = polynomial}".to_owned(),
        }
    }
}

/// What holds if a field is absent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Absent {
    /// It is an error.
    Error,
    /// The term is left out.
    Without,
    /// This number.
    Number(f64),
    /// This word.
    Word(&'static str),
    /// An empty list.
    EmptyList,
}

/// One input of a function.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name in the input.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Its unit; empty for a pure number.
    pub unit: &'static str,
    /// What holds if it is absent.
    pub absent: Absent,
}

/// Money in millions of the model currency.
pub const MILLIONS: &str = "m";

impl Field {
    /// A field that must be there.
    pub(super) const fn new(name: &'static str, kind: Kind, unit: &'static str) -> Self {
        Self {
            name,
            kind,
            unit,
            absent: Absent::Error,
        }
    }

    /// Money of any sign, in millions.
    pub(super) const fn amount(name: &'static str) -> Self {
        Self::new(name, Kind::Amount, MILLIONS)
    }

    /// Money that is not negative, in millions.
    pub(super) const fn sum(name: &'static str) -> Self {
        Self::new(name, Kind::Sum, MILLIONS)
    }

    /// A probability.
    pub(super) const fn chance(name: &'static str) -> Self {
        Self::new(name, Kind::Chance, "")
    }

    /// A fraction.
    pub(super) const fn share(name: &'static str) -> Self {
        Self::new(name, Kind::Share, "")
    }

    /// A yearly rate.
    pub(super) const fn rate(name: &'static str) -> Self {
        Self::new(name, Kind::Rate, "per year")
    }

    /// A day.
    pub(super) const fn day(name: &'static str) -> Self {
        Self::new(name, Kind::Day, "")
    }

    /// The same field with a default.
    pub(super) const fn or(mut self, default: f64) -> Self {
        self.absent = Absent::Number(default);
        self
    }

    /// The same field with a default word.
    pub(super) const fn or_word(mut self, default: &'static str) -> Self {
        self.absent = Absent::Word(default);
        self
    }

    /// The same field with an empty list for a default.
    pub(super) const fn or_none(mut self) -> Self {
        self.absent = Absent::EmptyList;
        self
    }

    /// The same field, which may be left out.
    pub(super) const fn optional(mut self) -> Self {
        self.absent = Absent::Without;
        self
    }

    /// The default as JSON; `None` if there is none.
    pub fn default_value(&self) -> Option<Value> {
        match self.absent {
            Absent::Error | Absent::Without => None,
            Absent::Number(number) => Some(Value::from(number)),
            Absent::Word(word) => Some(Value::from(word)),
            Absent::EmptyList => Some(Value::Array(Vec::new())),
        }
    }
}

/// One deal function.
pub struct Function {
    /// The name in the catalogue.
    pub name: &'static str,
    /// The section of the specification.
    pub section: &'static str,
    /// What it answers.
    pub purpose: &'static str,
    /// The formula in words and signs.
    pub formula: &'static str,
    /// The paper, the article of the regulation with its year, or the convention.
    pub source: &'static str,
    /// How far that was checked.
    pub mark: Mark,
    /// What goes in.
    pub fields: &'static [Field],
    /// What comes out, with units.
    pub outputs: &'static [(&'static str, &'static str)],
    /// The reckoning.
    pub(super) run: fn(&Input<'_>) -> Result<Value, DealError>,
}

/// The name stands for the rest.
impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Function {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

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
    let input = Input::read(function, fields)?;
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
