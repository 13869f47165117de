//! Where facts come from.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::extra::{Extra, open_enum};
use super::id::SourceId;
use super::sourced::Grade;

open_enum! {
    /// What a source is.
    pub enum SourceKind {
        /// A newspaper or a news site.
        Press = "press", "Press";
        /// A statement of a club, a league or a regulator.
        Official = "official", "Official statement";
        /// A data provider or a table copied from one.
        Provider = "provider", "Data provider";
        /// Somebody's own observation or note.
        Person = "person", "Person";
        /// A rate list, a regulation or another reference.
        Reference = "reference", "Reference";
    }
}

/// A source that values refer to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Stable across copies of the file.
    pub id: SourceId,
    /// The short name that marks and tables print.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// The grade of its statements, unless a statement has its own.
    pub grade: Grade,
    /// Publication or retrieval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// Title, edition or table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Address on the web; shown in full and opened only after a confirmation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Licence and attribution, if figures are shown under one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Source {
    /// A source of which no more is known.
    pub fn new(id: SourceId, name: impl Into<String>, kind: SourceKind, grade: Grade) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            grade,
            on: None,
            title: String::new(),
            url: String::new(),
            licence: String::new(),
            note: String::new(),
            extra: Extra::new(),
        }
    }
}
