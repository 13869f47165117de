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
    encode_in_pieces(dossier, revision).whole()
}

/// Writes everything but the end mark.
pub(super) fn encode_in_pieces(dossier: &Dossier, revision: &Revision) -> Encoded {
    let mut out = Lines::default();
    let written = out.dossier(dossier, revision);
    // Writing to memory fails only for maps whose keys are no text, and the domain has none.
    debug_assert!(written.is_ok(), "{written:?}");
    if let Err(err) = written {
        tracing::error!("a dossier could not be written: {err}");
    }
    out.pieces.push(out.last);
    Encoded {
        pieces: out.pieces,
        records: out.records,
    }
}

/// The text of a file without its end mark. It stays in the pieces that the processors wrote:
/// joining them would take as long as hashing them.
pub(super) struct Encoded {
    pieces: Vec<Vec<u8>>,
    records: usize,
}

impl Encoded {
    /// The pieces in their order; each ends where a line ends.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> + Clone {
        self.pieces.iter().map(Vec::as_slice)
    }

    /// Bytes of all pieces.
    pub fn len(&self) -> usize {
        self.pieces().map(<[u8]>::len).sum()
    }

    /// The end mark with the hash of everything above it, and the hash of the whole file.
    pub fn seal(&self) -> (String, Hash) {
        let mut hasher = Hasher::new();
        for piece in self.pieces() {
            hasher.update(piece);
        }
        let body = hasher.finalize().to_hex();
        let end = format!(
            "\"end\":{{\"records\":{},\"blake3\":\"{body}\"}}}}\n",
            self.records
        );
        hasher.update(end.as_bytes());
        (end, hasher.finalize())
    }

    /// The whole file.
    pub fn whole(&self) -> Vec<u8> {
        let (end, _) = self.seal();
        let mut bytes = Vec::with_capacity(self.len() + end.len());
        self.pieces()
            .for_each(|piece| bytes.extend_from_slice(piece));
        bytes.extend_from_slice(end.as_bytes());
        bytes
    }
}

/// The file as far as it is written.
#[derive(Default)]
struct Lines {
    pieces: Vec<Vec<u8>>,
    /// What follows the pieces.
    last: Vec<u8>,
    records: usize,
}

impl Lines {
    fn dossier(&mut self, dossier: &Dossier, revision: &Revision) -> serde_json::Result<()> {
        self.last.push(b'{');
        self.member("format", FORMAT)?;
        self.member("schema", &revision.schema)?;
        self.member("min_reader", &revision.min_reader)?;
        self.member("app", &revision.app)?;
        self.member("doc", &dossier.id)?;
        self.member("rev", &revision.id)?;
        self.member("parents", &revision.parents)?;
        self.member("head", dossier.head.as_ref())?;
        self.last.push(b'\n');
        dossier.visit_sections(self)?;
        for (name, value) in dossier.extra.iter() {
            if RESERVED.contains(&name.as_str()) || Dossier::SECTIONS.contains(&name.as_str()) {
                continue;
            }
            match value {
                Value::Array(rows) if !rows.is_empty() => self.rows(name, rows.iter())?,
                other => {
                    self.member(name, other)?;
                    self.last.push(b'\n');
                }
            }
        }
        Ok(())
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> serde_json::Result<()> {
        serde_json::to_writer(&mut self.last, name)?;
        self.last.push(b':');
        serde_json::to_writer(&mut self.last, value)?;
        self.last.push(b',');
        Ok(())
    }

    fn rows<'a, T: Serialize + Sync + 'a>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = &'a T>,
    ) -> serde_json::Result<()> {
        serde_json::to_writer(&mut self.last, name)?;
        self.last.extend_from_slice(b":[\n");
        let rows: Vec<&T> = rows.collect();
        let mut parts: Vec<Vec<u8>> = spread(&rows, written).collect::<serde_json::Result<_>>()?;
        // A comma stands between the rows, not behind the last one.
        if let Some(part) = parts.last_mut() {
            part.truncate(part.len() - 2);
        }
        for part in parts {
            self.add(part);
        }
        self.records += rows.len();
        self.last.extend_from_slice(b"\n],\n");
        Ok(())
    }

    fn add(&mut self, part: Vec<u8>) {
        /// Smaller ones are copied sooner than they are written alone.
        const PIECE: usize = 64 * 1024;
        if part.len() < PIECE {
            self.last.extend_from_slice(&part);
        } else {
            self.pieces.push(std::mem::take(&mut self.last));
            self.pieces.push(part);
        }
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
