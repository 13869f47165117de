//! What a person chooses over what was detected, and what is remembered of it for the next table of
//! that shape.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::aliases::folded;
use super::detect::{Counting, DateOrder, DecimalSign};
use super::field::Field;
use super::kind::TableKind;
use super::table::Header;
use crate::domain::contract::WagePeriod;
use crate::domain::date::PartialDate;
use crate::domain::extra::Extra;
use crate::domain::import_memory::ImportMapping;
use crate::domain::money::Currency;
use crate::domain::player::Role;
use crate::domain::sourced::Grade;

/// Choices; whatever is not chosen is detected. As JSON this is the file behind `--map`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// What each column holds, by its header; `null` for a column that is left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, Option<Field>>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The encoding of text: "windows-1252".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The sign between cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// The row of the file that holds the headers; 0 for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// How many rows hold headers: 1, or 2 if groups of columns stand above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u8>,
    /// The decimal sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalSign>,
    /// The order of day and month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// Whether counts are totals or for 90 minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counting: Option<Counting>,
    /// What the table is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TableKind>,
    /// The currency of sums that do not say theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The span that a wage pays for, if its cell does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wage_period: Option<WagePeriod>,
    /// The season of figures whose rows do not say theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// Whose numbers of players the table uses: "transfermarkt".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What new players are to us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether players who are not in the dossier are added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_players: Option<bool>,
    /// Whether a list of injuries is the whole record of everybody in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_record: Option<bool>,
    /// The source under which values are entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceChoice>,
    /// Who is who, by number or by name: the name of one of our players, "new" or "nobody".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<String, String>,
}

/// The source that a table comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceChoice {
    /// Its name; one of that name in the dossier is used.
    pub name: String,
    /// How far it can be trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The day on which the table was read from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
}

/// The hash of headers, whatever their order and spelling.
pub fn shape(headers: &[Header]) -> String {
    let mut names: Vec<String> = headers
        .iter()
        .map(|head| format!("{}/{}", folded(&head.group), folded(&head.name)))
        .collect();
    names.sort();
    let mut hasher = blake3::Hasher::new();
    for name in names {
        hasher.update(name.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex().to_string()
}

impl Choices {
    /// The choices that a dossier remembers for tables of a shape.
    pub fn remembered(mapping: &ImportMapping) -> Self {
        let choices: serde_json::Map<String, serde_json::Value> =
            mapping.choices.clone().into_iter().collect();
        // What a newer version chose is left out, what we know is kept.
        let mut chosen: Self =
            serde_json::from_value(choices.clone().into()).unwrap_or_else(|_| {
                let mut kept = Self::default();
                for (key, value) in choices {
                    let alone = serde_json::json!({ key: value });
                    if let Ok(one) = serde_json::from_value::<Self>(alone) {
                        kept = kept.or(one);
                    }
                }
                kept
            });
        chosen.columns = mapping
            .columns
            .iter()
            .map(|(header, field)| (header.clone(), Field::from_key(field)))
            .collect();
        chosen
    }

    /// What a dossier is to remember: not whom the rows are, which it remembers apart, and not the
    /// day of the source.
    pub fn to_remember(&self) -> (BTreeMap<String, String>, Extra) {
        let columns = self
            .columns
            .iter()
            .map(|(header, field)| {
                (
                    header.clone(),
                    field.as_ref().map(Field::key).unwrap_or_default(),
                )
            })
            .collect();
        let rest = Self {
            columns: BTreeMap::new(),
            people: BTreeMap::new(),
            season: None,
            // That one list is whole says nothing of the next.
            full_record: None,
            source: self
                .source
                .clone()
                .map(|source| SourceChoice { on: None, ..source }),
            ..self.clone()
        };
        let choices = match serde_json::to_value(rest) {
            Ok(serde_json::Value::Object(map)) => map.into_iter().collect(),
            _ => Extra::new(),
        };
        (columns, choices)
    }

    /// These choices, and those of another where nothing is chosen here.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let mut columns = other.columns;
        columns.extend(self.columns);
        let mut people = other.people;
        people.extend(self.people);
        Self {
            columns,
            sheet: self.sheet.or(other.sheet),
            encoding: self.encoding.or(other.encoding),
            separator: self.separator.or(other.separator),
            header_row: self.header_row.or(other.header_row),
            header_rows: self.header_rows.or(other.header_rows),
            decimal: self.decimal.or(other.decimal),
            dates: self.dates.or(other.dates),
            counting: self.counting.or(other.counting),
            kind: self.kind.or(other.kind),
            currency: self.currency.or(other.currency),
            wage_period: self.wage_period.or(other.wage_period),
            season: self.season.or(other.season),
            provider: self.provider.or(other.provider),
            role: self.role.or(other.role),
            add_players: self.add_players.or(other.add_players),
            full_record: self.full_record.or(other.full_record),
            source: self.source.or(other.source),
            people,
        }
    }
}
