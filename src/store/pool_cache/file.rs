//! The columnar file: a mark, a head in JSON, then the parts, each at a multiple of eight bytes.
//!
//! Numbers stand as the machine holds them, so that a column is read into its place and needs no
//! second look; a file of a machine with the other order of bytes fails its mark.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::texts::{self, RowParts};
use crate::domain::stats::{Counts, Provider, StatRow, StatTable};

/// "BLPOOL" and a version, as a number, so that the order of bytes is part of it.
const MARK: u64 = u64::from_be_bytes(*b"BLPOOL01");
/// Rows of the largest table.
const MAX_ROWS: usize = 5_000_000;
/// Parts of the largest table.
const MAX_PARTS: usize = 2_000;
/// Bytes of the longest head.
const MAX_HEAD: u64 = 1 << 20;

/// Why a cached table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// There is none.
    #[error("The table is not in the cache")]
    Missing,
    /// It is not what was written.
    #[error("The cached table is damaged: {0}")]
    Damaged(&'static str),
    /// The system refuses.
    #[error("The cached table cannot be read: {0}")]
    Io(io::Error),
}

impl From<io::Error> for CacheError {
    fn from(err: io::Error) -> Self {
        match err.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::UnexpectedEof => Self::Damaged("it is cut off"),
            _ => Self::Io(err),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    provider: String,
    name: String,
    hash: String,
    per_90: bool,
    rows: usize,
    parts: Vec<Part>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Part {
    /// `metric.…` for a column of numbers, `row.…` for what tells who a row is about.
    name: String,
    bytes: u64,
    hash: String,
}

/// The bytes of a table.
pub fn encode(table: &StatTable) -> Vec<u8> {
    let mut body = Vec::new();
    let mut parts = Vec::new();
    let mut put = |name: String, bytes: &[u8]| {
        parts.push(Part {
            name,
            bytes: bytes.len() as u64,
            hash: blake3::hash(bytes).to_hex().to_string(),
        });
        body.extend_from_slice(bytes);
        body.resize(body.len().next_multiple_of(8), 0);
    };
    for (name, bytes) in texts::parts(&table.rows) {
        put(format!("row.{name}"), &bytes);
    }
    for (key, column) in &table.columns {
        put(format!("metric.{key}"), bytemuck::cast_slice(column));
    }
    let head = Head {
        provider: table.provider.label().to_owned(),
        name: table.name.clone(),
        hash: table.hash.clone(),
        per_90: table.counts == Counts::Per90,
        rows: table.rows.len(),
        parts,
    };
    let mut head = serde_json::to_vec(&head).unwrap_or_default();
    // Spaces are no part of JSON, and leave the parts where they belong.
    head.resize(head.len().next_multiple_of(8), b' ');
    let mut bytes = Vec::with_capacity(48 + head.len() + body.len());
    bytes.extend_from_slice(&MARK.to_ne_bytes());
    bytes.extend_from_slice(&(head.len() as u64).to_ne_bytes());
    bytes.extend_from_slice(blake3::hash(&head).as_bytes());
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&body);
    bytes
}

/// Reads a table: its columns on one core, who the rows are about on another.
///
/// # Errors
/// [`CacheError`] if the file is not there, not whole or not ours.
pub fn decode(path: &Path) -> Result<StatTable, CacheError> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let (head, start) = read_head(&mut file, length)?;
    let mut at = start;
    let mut places = Vec::with_capacity(head.parts.len());
    for part in &head.parts {
        places.push((part, at));
        let padded = part.bytes.checked_next_multiple_of(8);
        at = padded
            .and_then(|bytes| at.checked_add(bytes))
            .ok_or(CacheError::Damaged("a part is too long"))?;
    }
    // Before anything is made room for: a head that lies must not take all memory.
    if at != length {
        return Err(CacheError::Damaged("its length is not that of its parts"));
    }
    let (columns, rows) = std::thread::scope(|scope| {
        let columns = scope.spawn(|| read_columns(path, &places, head.rows));
        let rows = read_rows(path, &places, head.rows);
        let columns = columns
            .join()
            .unwrap_or(Err(CacheError::Damaged("a column cannot be read")));
        (columns, rows)
    });
    let counts = if head.per_90 {
        Counts::Per90
    } else {
        Counts::Totals
    };
    let table = StatTable::new(
        Provider::parse(&head.provider),
        head.name,
        counts,
        rows?,
        columns?,
    );
    Ok(table.with_hash(head.hash))
}

fn read_head(file: &mut File, length: u64) -> Result<(Head, u64), CacheError> {
    let mut start = [0_u8; 48];
    file.read_exact(&mut start)?;
    let (mark, rest) = start.split_at(8);
    let (size, hash) = rest.split_at(8);
    if mark != MARK.to_ne_bytes() {
        return Err(CacheError::Damaged("it is of another kind or version"));
    }
    let size = u64::from_ne_bytes(size.try_into().unwrap_or_default());
    if size > MAX_HEAD || size + 48 > length {
        return Err(CacheError::Damaged("its head is too long"));
    }
    let mut head = vec![0; usize::try_from(size).unwrap_or_default()];
    file.read_exact(&mut head)?;
    if blake3::hash(&head).as_bytes() != hash {
        return Err(CacheError::Damaged("its head was changed"));
    }
    let head: Head =
        serde_json::from_slice(&head).map_err(|_| CacheError::Damaged("its head is no head"))?;
    if head.rows > MAX_ROWS || head.parts.len() > MAX_PARTS {
        return Err(CacheError::Damaged("it has too many rows or columns"));
    }
    Ok((head, size + 48))
}

type Places<'a> = [(&'a Part, u64)];

fn read_columns(
    path: &Path,
    places: &Places<'_>,
    rows: usize,
) -> Result<BTreeMap<String, Vec<f64>>, CacheError> {
    let mut file = File::open(path)?;
    let mut columns = BTreeMap::new();
    for (part, at) in places {
        let Some(key) = part.name.strip_prefix("metric.") else {
            continue;
        };
        if part.bytes != rows as u64 * 8 {
            return Err(CacheError::Damaged("a column is too short or too long"));
        }
        let mut column = vec![0.0_f64; rows];
        read_part(&mut file, *at, part, bytemuck::cast_slice_mut(&mut column))?;
        columns.insert(key.to_owned(), column);
    }
    Ok(columns)
}

fn read_rows(path: &Path, places: &Places<'_>, rows: usize) -> Result<Vec<StatRow>, CacheError> {
    let mut file = File::open(path)?;
    let mut parts = RowParts::default();
    for (part, at) in places {
        let Some(name) = part.name.strip_prefix("row.") else {
            continue;
        };
        let bytes =
            usize::try_from(part.bytes).map_err(|_| CacheError::Damaged("a part is too long"))?;
        // Numbers are read in place, so the room must begin where a number can.
        let mut words = vec![0_u64; bytes.div_ceil(8)];
        let room = bytemuck::cast_slice_mut::<u64, u8>(&mut words);
        let room = room.get_mut(..bytes).unwrap_or_default();
        read_part(&mut file, *at, part, room)?;
        parts.insert(name.to_owned(), (words, bytes));
    }
    texts::rows(&parts, rows).ok_or(CacheError::Damaged("its rows cannot be told"))
}

fn read_part(file: &mut File, at: u64, part: &Part, room: &mut [u8]) -> Result<(), CacheError> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(room)?;
    if blake3::hash(room).to_hex().as_str() == part.hash {
        Ok(())
    } else {
        Err(CacheError::Damaged("a part was changed"))
    }
}
