//! The lines of a journal: what each says, and how a reader knows that it is whole.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::dossier::{Dossier, Head, Record, RecordRef};
use crate::domain::extra::Extra;
use crate::store::limits::Limits;

/// Hexadecimal digits of the hash that a line carries.
const CHECK: usize = 16;

/// Numbers the lines. Each carries a hash of its own text and of the line before, so that no line of
/// another journal and no older end of the file is taken for the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    number: u64,
    check: String,
}

impl Chain {
    /// The next line, with its end.
    pub fn seal(&mut self, json: &str) -> String {
        let check = self.check_of(json);
        let line = format!("{} {check} {json}\n", self.number);
        self.step(check);
        line
    }

    /// The text of the next line, handed in without its end; `None` if it is not that line or not
    /// whole.
    pub fn open<'a>(&mut self, line: &'a [u8]) -> Option<&'a str> {
        let line = str::from_utf8(line).ok()?;
        let (number, rest) = line.split_once(' ')?;
        let (check, json) = rest.split_once(' ')?;
        if number != self.number.to_string() || check != self.check_of(json) {
            return None;
        }
        self.step(check.to_owned());
        Some(json)
    }

    fn check_of(&self, json: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.check.as_bytes());
        hasher.update(&self.number.to_le_bytes());
        hasher.update(json.as_bytes());
        let mut check = hasher.finalize().to_hex().to_string();
        check.truncate(CHECK);
        check
    }

    fn step(&mut self, check: String) {
        self.number += 1;
        self.check = check;
    }
}

/// What one line does to a dossier.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Put(Record),
    Remove(RecordRef),
    Head(Box<Head>),
    Extra(Extra),
}

impl Step {
    pub fn carry_out(&self, dossier: &mut Dossier) {
        match self {
            Self::Put(record) => {
                dossier.put(record.clone());
            }
            Self::Remove(id) => {
                dossier.remove(*id);
            }
            Self::Head(head) => dossier.head = (**head).clone().into(),
            Self::Extra(extra) => dossier.extra = extra.clone().into(),
        }
    }

    /// Reads a line, and when it was written.
    pub fn read(json: &str, limits: &Limits) -> Option<(Self, DateTime<Utc>)> {
        let line: Read = serde_json::from_str(json).ok()?;
        let step = match line {
            Read {
                put: Some(section),
                record: Some(record),
                ..
            } => {
                let record = Record::deserialize(&section, record)?.ok()?;
                limits.check_record(&record).ok()?;
                Self::Put(record)
            }
            Read {
                remove: Some(section),
                id: Some(id),
                ..
            } => Self::Remove(RecordRef::of(&section, id)?),
            Read {
                head: Some(head), ..
            } => Self::Head(head),
            Read {
                extra: Some(extra), ..
            } => Self::Extra(extra),
            _ => return None,
        };
        Some((step, line.at))
    }
}

#[derive(Deserialize)]
struct Read {
    at: DateTime<Utc>,
    put: Option<String>,
    record: Option<Value>,
    remove: Option<String>,
    id: Option<Uuid>,
    head: Option<Box<Head>>,
    extra: Option<Extra>,
}

#[derive(Default, Serialize)]
struct Written<'a> {
    at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    put: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a Record>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remove: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'a Head>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<&'a Extra>,
}

/// The lines that lead from one state to another; without an earlier state, everything.
pub(super) fn lines(
    before: Option<&Dossier>,
    after: &Dossier,
    at: DateTime<Utc>,
    chain: &mut Chain,
) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut write = |line: Written<'_>| {
        let json = serde_json::to_string(&Written { at, ..line })?;
        bytes.extend_from_slice(chain.seal(&json).as_bytes());
        serde_json::Result::Ok(())
    };
    if before.is_none_or(|before| before.head != after.head) {
        write(Written {
            head: Some(&after.head),
            ..Written::default()
        })?;
    }
    if before.map_or(!after.extra.is_empty(), |before| {
        before.extra != after.extra
    }) {
        write(Written {
            extra: Some(&after.extra),
            ..Written::default()
        })?;
    }
    let empty = Dossier::new(after.id, (*after.head).clone());
    for id in after.differing(before.unwrap_or(&empty)) {
        let record = after.record(id);
        let line = match &record {
            Some(record) => Written {
                put: Some(id.section()),
                record: Some(record),
                ..Written::default()
            },
            None => Written {
                remove: Some(id.section()),
                id: Some(id.uuid()),
                ..Written::default()
            },
        };
        write(line)?;
    }
    Ok(bytes)
}
