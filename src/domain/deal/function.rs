//! One deal function: what it answers, by which formula, who says so, and the reckoning.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::DealError;
use super::field::Field;
use super::input::Input;
use super::tag::{Standing, Tag};

/// How far a rule or an estimate was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Checked in a primary document, or plain arithmetic.
    V,
    /// From a secondary page: a law firm, an agency, the press.
    S,
    /// Commonly stated, not confirmed. Shown as unverified and open to change.
    M,
}

impl Mark {
    /// What was reckoned by a rule that was checked so far: an unverified one weakens a figure as an
    /// assumption does.
    pub(super) fn derived<'a>(self, formula: &str, from: impl IntoIterator<Item = &'a Tag>) -> Tag {
        let mut tag = Tag::derived(formula, from);
        if let (Self::M, Tag::Derived { rests_on, .. }) = (self, &mut tag) {
            *rests_on = Standing::Assumed;
        }
        tag
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::V => "verified",
            Self::S => "secondary source",
            Self::M => "unverified",
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
        Field::named(name, self.fields)
    }
}
