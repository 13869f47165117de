//! A dossier as the bytes of its file.

use blake3::{Hash, Hasher};
use serde::Serialize;
use serde_json::Value;

use crate::domain::dossier::{Dossier, SectionVisitor};

use super::revision::Revision;
use super::spread::spread;
use super::version::FORMAT;

/// Top-level members with a meaning of their own; a member of another version never takes their place.
const RESERVED: &[&str] = &[
    "format",
    "schema",
    "min_reader",
    "app",
    "doc",
    "rev",
    "parents",
    "head",
    "end",
];

/// Writes a dossier. The same content gives the same bytes.
pub fn encode(dossier: &Dossier, revision: &Revision) -> Vec<u8> {
    encode_hashed(dossier, revision).0
}

/// The bytes and their hash, from the one pass that the end mark needs anyway.
pub(super) fn encode_hashed(dossier: &Dossier, revision: &Revision) -> (Vec<u8>, Hash) {
    let mut out = Lines {
        bytes: Vec::new(),
        records: 0,
    };
    let written = out.dossier(dossier, revision);
    // Writing to memory fails only for maps whose keys are no text, and the domain has none.
    debug_assert!(written.is_ok(), "{written:?}");
    if let Err(err) = written {
        tracing::error!("a dossier could not be written: {err}");
    }
    out.end()
}

/// The file as far as it is written.
struct Lines {
    bytes: Vec<u8>,
    records: usize,
}

impl Lines {
    fn dossier(&mut self, dossier: &Dossier, revision: &Revision) -> serde_json::Result<()> {
        self.bytes.push(b'{');
        self.member("format", FORMAT)?;
        self.member("schema", &revision.schema)?;
        self.member("min_reader", &revision.min_reader)?;
        self.member("app", &revision.app)?;
        self.member("doc", &dossier.id)?;
        self.member("rev", &revision.id)?;
        self.member("parents", &revision.parents)?;
        self.member("head", dossier.head.as_ref())?;
        self.bytes.push(b'\n');
        dossier.visit_sections(self)?;
        for (name, value) in dossier.extra.iter() {
            if RESERVED.contains(&name.as_str()) || Dossier::SECTIONS.contains(&name.as_str()) {
                continue;
            }
            match value {
                Value::Array(rows) if !rows.is_empty() => self.rows(name, rows.iter())?,
                other => {
                    self.member(name, other)?;
                    self.bytes.push(b'\n');
                }
            }
        }
        Ok(())
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> serde_json::Result<()> {
        serde_json::to_writer(&mut self.bytes, name)?;
        self.bytes.push(b':');
        serde_json::to_writer(&mut self.bytes, value)?;
        self.bytes.push(b',');
        Ok(())
    }

    fn rows<'a, T: Serialize + Sync + 'a>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = &'a T>,
    ) -> serde_json::Result<()> {
        serde_json::to_writer(&mut self.bytes, name)?;
        self.bytes.extend_from_slice(b":[\n");
        let rows: Vec<&T> = rows.collect();
        let parts: Vec<Vec<u8>> = spread(&rows, written).collect::<serde_json::Result<_>>()?;
        // Once for all: a buffer that grows copies everything that is in it.
        self.bytes.reserve(parts.iter().map(Vec::len).sum());
        for mut part in parts {
            self.bytes.append(&mut part);
        }
        self.records += rows.len();
        // A comma stands between the rows, not behind the last one.
        self.bytes.truncate(self.bytes.len() - 2);
        self.bytes.extend_from_slice(b"\n],\n");
        Ok(())
    }

    /// The end mark with the hash of everything above it.
    fn end(mut self) -> (Vec<u8>, Hash) {
        let mut hasher = Hasher::new();
        hasher.update(&self.bytes);
        let body = hasher.finalize().to_hex();
        let end = format!(
            "\"end\":{{\"records\":{},\"blake3\":\"{body}\"}}}}\n",
            self.records
        );
        self.bytes.extend_from_slice(end.as_bytes());
        hasher.update(end.as_bytes());
        (self.bytes, hasher.finalize())
    }
}

/// Rows with a comma and a new line behind each.
fn written<T: Serialize>(rows: &[&T]) -> serde_json::Result<Vec<u8>> {
    // A player with reports takes so much; what is not used is never touched.
    let room = (rows.len() * 6 * 1024).min(64 << 20);
    let mut bytes = Vec::with_capacity(room);
    for row in rows {
        serde_json::to_writer(&mut bytes, row)?;
        bytes.extend_from_slice(b",\n");
    }
    Ok(bytes)
}

impl SectionVisitor for Lines {
    type Error = serde_json::Error;

    fn section<'a, T: Serialize + Sync + 'a>(
        &mut self,
        name: &'static str,
        len: usize,
        records: impl Iterator<Item = &'a T>,
    ) -> serde_json::Result<()> {
        if len == 0 {
            return Ok(());
        }
        self.rows(name, records)
    }
}
