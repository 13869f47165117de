//! The columnar file: a mark, a head in JSON, then the parts, each at a multiple of eight bytes.
//!
//! Numbers stand as the machine holds them, so that a column is read into its place and needs no
//! second look; a file of a machine with the other order of bytes fails its mark.

use std::collections::BTreeMap;
use std::fs::File;
use std::hash::Hash;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::sum::{CheckSum, check_sum};
use crate::domain::stats::{Cells, Coded, Counts, Provider, Rows, StatColumn, StatTable, Texts};

/// "BLPOOL" and a version, as a number, so that the order of bytes is part of it.
const MARK: u64 = u64::from_be_bytes(*b"BLPOOL02");
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
    sum: u64,
    /// Decimals of the figures of a column that holds multiples.
    #[serde(default, skip_serializing_if = "is_none")]
    places: u8,
}

fn is_none(places: &u8) -> bool {
    *places == 0
}

/// The parts of a file that is being written.
#[derive(Default)]
struct Body {
    bytes: Vec<u8>,
    parts: Vec<Part>,
}

impl Body {
    fn put(&mut self, name: String, bytes: &[u8], places: u8) {
        self.parts.push(Part {
            name,
            bytes: bytes.len() as u64,
            sum: check_sum(bytes),
            places,
        });
        self.bytes.extend_from_slice(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
    }

    fn texts(&mut self, name: &str, texts: &Texts) {
        let ends = bytemuck::cast_slice(&texts.ends);
        self.put(format!("row.{name}.ends"), ends, 0);
        self.put(format!("row.{name}.text"), texts.text.as_bytes(), 0);
    }

    fn coded<T: Serialize>(&mut self, name: &str, coded: &Coded<T>) {
        let codes = bytemuck::cast_slice(&coded.codes);
        self.put(format!("row.{name}.codes"), codes, 0);
        let values: Vec<&T> = coded.values.iter().collect();
        let list = serde_json::to_vec(&values).unwrap_or_default();
        self.put(format!("row.{name}.values"), &list, 0);
    }

    fn column(&mut self, name: String, column: &StatColumn) {
        let (cells, places) = column.cells();
        let bytes = match cells {
            Cells::Short(cells) => bytemuck::cast_slice(cells),
            Cells::Long(cells) => bytemuck::cast_slice(cells),
            Cells::Wide(cells) => bytemuck::cast_slice(cells),
        };
        self.put(name, bytes, places);
    }
}

/// The bytes of a table.
pub fn encode(table: &StatTable) -> Vec<u8> {
    let mut body = Body::default();
    let rows = &table.rows;
    body.texts("key", &rows.keys);
    body.texts("name", &rows.names);
    body.coded("club", &rows.clubs);
    body.coded("competition", &rows.competitions);
    body.coded("role", &rows.roles);
    body.coded("positions", &rows.positions);
    body.coded("born", &rows.births);
    body.coded("season", &rows.seasons);
    body.column("row.minutes".to_owned(), &rows.minutes);
    body.column("row.age".to_owned(), &rows.ages);
    for (key, column) in &table.columns {
        body.column(format!("metric.{key}"), column);
    }
    let head = Head {
        provider: table.provider.label().to_owned(),
        name: table.name.clone(),
        hash: table.hash.clone(),
        per_90: table.counts == Counts::Per90,
        rows: table.rows.len(),
        parts: body.parts,
    };
    let mut head = serde_json::to_vec(&head).unwrap_or_default();
    // Spaces are no part of JSON, and leave the parts where they belong.
    head.resize(head.len().next_multiple_of(8), b' ');
    let mut bytes = Vec::with_capacity(48 + head.len() + body.bytes.len());
    bytes.extend_from_slice(&MARK.to_ne_bytes());
    bytes.extend_from_slice(&(head.len() as u64).to_ne_bytes());
    bytes.extend_from_slice(blake3::hash(&head).as_bytes());
    bytes.extend_from_slice(&head);
    bytes.extend_from_slice(&body.bytes);
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
    let mut places = BTreeMap::new();
    for part in &head.parts {
        places.insert(part.name.as_str(), (part, at));
        let padded = part.bytes.checked_next_multiple_of(8);
        let next = padded.and_then(|bytes| at.checked_add(bytes));
        at = next.ok_or(CacheError::Damaged("a part is too long"))?;
    }
    // Before anything is made room for: a head that lies must not take all memory.
    if at != length {
        return Err(CacheError::Damaged("its length is not that of its parts"));
    }
    let parts = Parts {
        path,
        places,
        rows: head.rows,
    };
    let names = parts.places.keys().copied();
    let columns: Vec<&str> = names.filter(|name| name.starts_with("metric.")).collect();
    let (columns, rows) = if length < ALONE {
        (parts.columns(&columns), parts.rows())
    } else {
        parts.on_two_cores(&columns)
    };
    let counts = if head.per_90 {
        Counts::Per90
    } else {
        Counts::Totals
    };
    let provider = Provider::parse(&head.provider);
    let table = StatTable::new(provider, head.name, counts, rows?, columns?);
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

/// The parts of a file and where they stand.
struct Parts<'a> {
    path: &'a Path,
    places: BTreeMap<&'a str, (&'a Part, u64)>,
    rows: usize,
}

type Found<T> = Result<T, CacheError>;
type Columns = BTreeMap<String, StatColumn>;

impl Parts<'_> {
    /// Half of the columns beside the texts, the other half on another core.
    fn on_two_cores(&self, names: &[&str]) -> (Found<Columns>, Found<Rows>) {
        let (here, there) = names.split_at(names.len() * 2 / 5);
        std::thread::scope(|scope| {
            let there = scope.spawn(|| self.columns(there));
            let rows = self.rows();
            let here = self.columns(here);
            let lost = CacheError::Damaged("a column cannot be read");
            let there = there.join().unwrap_or(Err(lost));
            let columns = here.and_then(|mut here| {
                here.append(&mut there?);
                Ok(here)
            });
            (columns, rows)
        })
    }

    fn columns(&self, names: &[&str]) -> Found<Columns> {
        let mut file = File::open(self.path)?;
        let mut columns = Columns::new();
        for name in names {
            let key = name.strip_prefix("metric.").unwrap_or(name);
            columns.insert(key.to_owned(), self.column(&mut file, name)?);
        }
        Ok(columns)
    }

    fn rows(&self) -> Found<Rows> {
        let file = &mut File::open(self.path)?;
        Ok(Rows {
            keys: self.texts(file, "key")?,
            names: self.texts(file, "name")?,
            clubs: self.coded(file, "club")?,
            competitions: self.coded(file, "competition")?,
            roles: self.coded(file, "role")?,
            positions: self.coded(file, "positions")?,
            births: self.coded(file, "born")?,
            seasons: self.coded(file, "season")?,
            minutes: self.column(file, "row.minutes")?,
            ages: self.column(file, "row.age")?,
        })
    }

    fn texts(&self, file: &mut File, name: &str) -> Found<Texts> {
        let text = self.bytes(file, &format!("row.{name}.text"))?;
        Ok(Texts {
            text: String::from_utf8(text).map_err(|_| CacheError::Damaged("a text is none"))?,
            ends: self.numbers(file, &format!("row.{name}.ends"))?,
        })
    }

    fn coded<T: DeserializeOwned + Hash + Eq>(
        &self,
        file: &mut File,
        name: &str,
    ) -> Found<Coded<T>> {
        let list = self.bytes(file, &format!("row.{name}.values"))?;
        let values: Vec<T> = serde_json::from_slice(&list)
            .map_err(|_| CacheError::Damaged("a list of values is none"))?;
        Ok(Coded {
            values: values.into_iter().collect(),
            codes: self.codes(file, &format!("row.{name}.codes"))?,
            rows: self.rows,
        })
    }

    /// Which value each row has; nothing if all have the first.
    fn codes(&self, file: &mut File, name: &str) -> Found<Vec<u32>> {
        match self.part(name)? {
            (part, _) if part.bytes == 0 => Ok(Vec::new()),
            _ => self.numbers(file, name),
        }
    }

    /// A column, whose width tells how its figures are held.
    fn column(&self, file: &mut File, name: &str) -> Found<StatColumn> {
        let (part, _) = self.part(name)?;
        let width = part.bytes.checked_div(self.rows as u64).unwrap_or(2);
        let cells = match width {
            2 => Cells::Short(self.numbers(file, name)?),
            4 => Cells::Long(self.numbers(file, name)?),
            _ => Cells::Wide(self.numbers(file, name)?),
        };
        Ok(StatColumn::of_cells(cells, part.places))
    }

    /// Numbers, one for each row, read to where they stay.
    fn numbers<T: bytemuck::Pod>(&self, file: &mut File, name: &str) -> Found<Vec<T>> {
        let (part, at) = self.part(name)?;
        if part.bytes != (self.rows * size_of::<T>()) as u64 {
            return Err(CacheError::Damaged("a column is too short or too long"));
        }
        read_part(file, at, part)
    }

    fn bytes(&self, file: &mut File, name: &str) -> Result<Vec<u8>, CacheError> {
        let (part, at) = self.part(name)?;
        read_part(file, at, part)
    }

    fn part(&self, name: &str) -> Result<(&Part, u64), CacheError> {
        let part = self.places.get(name).copied();
        part.ok_or(CacheError::Damaged("a part is missing"))
    }
}

/// A file of fewer bytes is read before another core would have begun.
const ALONE: u64 = 4 << 20;
/// Words that are summed and put in place while they are near.
const PIECE: usize = 16 * 1024;

/// Reads a part to where it stays. Its length was held against that of the file.
fn read_part<T: bytemuck::Pod>(
    file: &mut File,
    at: u64,
    part: &Part,
) -> Result<Vec<T>, CacheError> {
    file.seek(SeekFrom::Start(at))?;
    let mut left =
        usize::try_from(part.bytes).map_err(|_| CacheError::Damaged("a part is too long"))?;
    let mut values = Vec::with_capacity(left / size_of::<T>());
    // Words, so that a number of any size may begin where the room does.
    let mut room = vec![0_u64; PIECE.min(left.div_ceil(8))];
    let mut sum = CheckSum::default();
    while left > 0 {
        let bytes = bytemuck::cast_slice_mut::<u64, u8>(&mut room);
        let size = left.min(bytes.len());
        let bytes = bytes.get_mut(..size).unwrap_or_default();
        file.read_exact(bytes)?;
        sum.add(bytes);
        let piece = bytemuck::try_cast_slice(bytes);
        values.extend_from_slice(piece.map_err(|_| CacheError::Damaged("a number is cut"))?);
        left -= size;
    }
    if sum.finish() == part.sum {
        Ok(values)
    } else {
        Err(CacheError::Damaged("a part was changed"))
    }
}
