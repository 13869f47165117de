//! One input of a deal function: its name, what it takes, its unit, and what holds if it is absent.

use serde_json::Value;

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
    pub(super) fn label(self) -> String {
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
    /// The field of that name.
    pub(super) fn named(name: &str, fields: &'static [Self]) -> Option<&'static Self> {
        fields.iter().find(|field| field.name == name)
    }

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
