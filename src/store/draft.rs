//! A dossier while it is read, whichever way its file is taken apart.

use std::collections::btree_map::Entry;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::dossier::{Dossier, Head, Record};
use crate::domain::extra::Extra;
use crate::domain::id::{DossierId, RevisionId};
use crate::domain::money::Currency;

use super::limits::{Limit, Limits};
use super::notice::{LoadNotice, Notices, Place, reason};
use super::revision::Revision;

/// The end mark of a file.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct End {
    /// Rows of all sections.
    pub records: usize,
    /// The hash of everything above it.
    pub blake3: String,
}

/// What to do with a record that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnBadRecord {
    /// Give up: the file is read again line by line.
    Stop,
    /// Leave it out with a notice.
    Skip,
}

/// A dossier while it is read.
pub(super) struct Draft<'a> {
    pub limits: &'a Limits,
    pub notices: Notices,
    pub doc: Option<DossierId>,
    pub rev: Option<RevisionId>,
    pub parents: Vec<RevisionId>,
    pub app: String,
    pub head: Option<Head>,
    pub end: Option<End>,
    /// Rows of all sections, known or not.
    pub records: usize,
    /// A limit that the file as a whole exceeds; no second way of reading gets round it.
    pub limit: Option<Limit>,
    on_bad_record: OnBadRecord,
    dossier: Dossier,
    extra: Extra,
}

impl<'a> Draft<'a> {
    pub fn new(limits: &'a Limits, on_bad_record: OnBadRecord) -> Self {
        Self {
            limits,
            notices: Notices::new(limits.notices),
            doc: None,
            rev: None,
            parents: Vec::new(),
            app: String::new(),
            head: None,
            end: None,
            records: 0,
            limit: None,
            on_bad_record,
            dossier: Dossier::new(DossierId(Uuid::nil()), nameless()),
            extra: Extra::new(),
        }
    }

    /// Takes every member of a JSON object: the whole file, or its first line.
    pub fn read_members(&mut self, text: &str) -> serde_json::Result<()> {
        let mut json = serde_json::Deserializer::from_str(text);
        json.deserialize_map(Members(self))?;
        json.end()
    }

    /// Counts a row, known or not.
    pub fn count_row(&mut self) -> Result<(), Limit> {
        self.records += 1;
        if self.records <= self.limits.records {
            return Ok(());
        }
        let limit = Limit::Records {
            max: self.limits.records,
        };
        self.limit = Some(limit.clone());
        Err(limit)
    }

    /// Adds a record.
    pub fn put(&mut self, record: Record) -> Result<(), Limit> {
        self.limits.check_record(&record)?;
        self.put_checked(record);
        Ok(())
    }

    /// Adds a record whose lists are known to be within the limits.
    pub fn put_checked(&mut self, record: Record) {
        let id = record.id();
        if let Some(old) = self.dossier.put(record) {
            let same = self.dossier.record(id) == Some(old);
            self.notices.push(LoadNotice::DuplicateId { id, same });
        }
    }

    /// Adds a row of a section that this version does not know.
    pub fn put_unknown(&mut self, section: &str, row: Value) -> Result<(), String> {
        self.put_member(section.to_owned(), Value::Array(vec![row]))
    }

    /// Adds a member that this version does not know, or more rows to one.
    fn put_member(&mut self, name: String, value: Value) -> Result<(), String> {
        match (self.extra.entry(name), value) {
            (Entry::Vacant(free), value) => {
                free.insert(value);
                Ok(())
            }
            (Entry::Occupied(mut old), Value::Array(more)) if old.get().is_array() => {
                if let Value::Array(rows) = old.get_mut() {
                    rows.extend(more);
                }
                Ok(())
            }
            (Entry::Occupied(old), _) => Err(format!("{} stands there twice", old.key())),
        }
    }

    pub fn lost(&mut self, section: &str, place: Place, why: String) {
        self.notices.push(LoadNotice::Lost {
            section: section.to_owned(),
            place,
            why,
        });
    }

    /// A section that this version does not know, but whose name is almost one of ours.
    pub fn misspelt_section(&self) -> Option<&str> {
        let ours = |name: &&String| Dossier::SECTIONS.iter().any(|known| nearly(name, known));
        self.extra.keys().find(ours).map(String::as_str)
    }

    /// True if nothing but perhaps an id could be read.
    pub fn is_bare(&self) -> bool {
        self.head.is_none() && self.dossier.is_empty() && self.extra.is_empty()
    }

    /// The dossier and its revision. `fallback` stands in for ids that were lost.
    pub fn finish(
        mut self,
        schema: u32,
        min_reader: u32,
        fallback: Uuid,
    ) -> (Dossier, Revision, Notices) {
        for (section, value) in &self.extra {
            if let Value::Array(rows) = value
                && !rows.is_empty()
            {
                self.notices.push(LoadNotice::UnknownKind {
                    section: section.clone(),
                    records: rows.len(),
                });
            }
        }
        if self.doc.is_none() {
            self.notices
                .push(LoadNotice::LostHead { member: "identity" });
        }
        if self.head.is_none() {
            self.notices
                .push(LoadNotice::LostHead { member: HEAD_WORDS });
        }
        let mut dossier = self.dossier;
        dossier.id = self.doc.unwrap_or(DossierId(fallback));
        dossier.head = Arc::new(self.head.unwrap_or_else(nameless));
        dossier.extra = Arc::new(self.extra);
        let revision = Revision {
            id: self.rev.unwrap_or(RevisionId(fallback)),
            parents: self.parents,
            app: self.app,
            schema,
            min_reader,
        };
        (dossier, revision, self.notices)
    }
}

/// What the head says, in words.
pub(super) const HEAD_WORDS: &str = "title, question or decision date";

/// The head of a dossier whose own is lost.
pub(super) fn nameless() -> Head {
    Head {
        title: String::new(),
        question: String::new(),
        our_club: String::new(),
        our_country: String::new(),
        decision_date: NaiveDate::default(),
        currency: Currency::EUR,
        extra: Extra::new(),
    }
}

struct Members<'d, 'a>(&'d mut Draft<'a>);

impl<'de> Visitor<'de> for Members<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dossier")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let draft = self.0;
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                // Read before everything else, by `version::peek`.
                "format" | "schema" | "min_reader" => {
                    map.next_value::<IgnoredAny>()?;
                }
                "app" => draft.app = map.next_value()?,
                "doc" => draft.doc = Some(map.next_value()?),
                "rev" => draft.rev = Some(map.next_value()?),
                "parents" => {
                    draft.parents = map.next_value()?;
                    draft.parents.truncate(Revision::MAX_PARENTS);
                }
                "head" => draft.head = Some(map.next_value()?),
                "end" => draft.end = Some(map.next_value()?),
                section if Dossier::SECTIONS.contains(&section) => {
                    map.next_value_seed(Section {
                        draft,
                        name: section,
                    })?;
                }
                unknown => {
                    let value: Value = map.next_value()?;
                    if let Value::Array(rows) = &value {
                        for _ in rows {
                            draft.count_row().map_err(A::Error::custom)?;
                        }
                    }
                    let put = draft.put_member(unknown.to_owned(), value);
                    put.map_err(A::Error::custom)?;
                }
            }
        }
        Ok(())
    }
}

struct Section<'d, 'a, 'n> {
    draft: &'d mut Draft<'a>,
    name: &'n str,
}

impl<'de> DeserializeSeed<'de> for Section<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Section<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the list of {}", self.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        match self.draft.on_bad_record {
            OnBadRecord::Stop => {
                while let Some(record) = seq.next_element_seed(RecordOf(self.name))? {
                    self.draft.count_row().map_err(A::Error::custom)?;
                    self.draft.put(record).map_err(A::Error::custom)?;
                }
            }
            OnBadRecord::Skip => {
                let mut nth = 0;
                while let Some(value) = seq.next_element::<Value>()? {
                    nth += 1;
                    self.draft.count_row().map_err(A::Error::custom)?;
                    let read = RecordOf(self.name)
                        .deserialize(value)
                        .map_err(|err| reason(&err));
                    let put = read.and_then(|record| {
                        self.draft.put(record).map_err(|limit| limit.to_string())
                    });
                    if let Err(why) = put {
                        self.draft.lost(self.name, Place::Record(nth), why);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A record of a section that this version knows.
pub(super) struct RecordOf<'n>(pub &'n str);

impl<'de> DeserializeSeed<'de> for RecordOf<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        Record::deserialize(self.0, deserializer)
            .unwrap_or_else(|| Err(D::Error::custom("no such section")))
    }
}

/// True if at most two bits differ.
pub(super) fn nearly(found: &str, expected: &str) -> bool {
    let pairs = found.bytes().zip(expected.bytes());
    let bits: u32 = pairs.map(|(one, other)| (one ^ other).count_ones()).sum();
    found.len() == expected.len() && bits <= 2
}
