//! Who the rows of a table are about, column by column: names in one text with their ends, words
//! that repeat as numbers of a list.

use std::collections::BTreeMap;

use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::Position;
use crate::domain::stats::StatRow;

/// The parts by name: words of eight bytes, and how many bytes count.
pub(super) type RowParts = BTreeMap<String, (Vec<u64>, usize)>;

/// A season that is not known.
const NO_SEASON: i32 = i32::MIN;

/// The parts of rows.
pub(super) fn parts(rows: &[StatRow]) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    let mut put = |name: &str, bytes: Vec<u8>| parts.push((name.to_owned(), bytes));
    for (name, text) in [
        ("key", (|row| &row.key) as fn(&StatRow) -> &str),
        ("name", |row| &row.name),
    ] {
        let mut all = String::new();
        let ends = rows.iter().map(|row| {
            all.push_str(text(row));
            all.len() as u64
        });
        let ends: Vec<u64> = ends.collect();
        put(
            &format!("{name}.ends"),
            bytemuck::cast_slice(&ends).to_vec(),
        );
        put(&format!("{name}.text"), all.into_bytes());
    }
    for (name, word) in [
        ("club", (|row| row.club.clone()) as fn(&StatRow) -> String),
        ("competition", |row| row.competition.clone()),
        ("role", |row| row.role.clone()),
        ("positions", |row| {
            let keys: Vec<&str> = row.positions.iter().map(Position::key).collect();
            keys.join("\t")
        }),
        ("born", |row| {
            row.born.map(|born| born.iso()).unwrap_or_default()
        }),
    ] {
        let mut list: BTreeMap<String, u32> = BTreeMap::new();
        let codes = rows.iter().map(|row| {
            let next = u32::try_from(list.len()).unwrap_or(u32::MAX);
            *list.entry(word(row)).or_insert(next)
        });
        let codes: Vec<u32> = codes.collect();
        let mut words: Vec<(u32, String)> =
            list.into_iter().map(|(word, code)| (code, word)).collect();
        words.sort_unstable();
        let words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
        put(
            &format!("{name}.codes"),
            bytemuck::cast_slice(&codes).to_vec(),
        );
        put(
            &format!("{name}.words"),
            serde_json::to_vec(&words).unwrap_or_default(),
        );
    }
    let seasons: Vec<i32> = rows
        .iter()
        .map(|row| row.season.map_or(NO_SEASON, |season| season.0))
        .collect();
    put("season", bytemuck::cast_slice(&seasons).to_vec());
    let minutes: Vec<f64> = rows.iter().map(|row| row.minutes).collect();
    put("minutes", bytemuck::cast_slice(&minutes).to_vec());
    let ages: Vec<f64> = rows.iter().map(|row| row.age.unwrap_or(f64::NAN)).collect();
    put("age", bytemuck::cast_slice(&ages).to_vec());
    parts
}

/// The rows of parts; `None` if the parts do not fit together.
pub(super) fn rows(parts: &RowParts, count: usize) -> Option<Vec<StatRow>> {
    let keys = Texts::of(parts, "key", count)?;
    let names = Texts::of(parts, "name", count)?;
    let clubs = Words::of(parts, "club", count, |word| word.to_owned())?;
    let competitions = Words::of(parts, "competition", count, |word| word.to_owned())?;
    let roles = Words::of(parts, "role", count, |word| word.to_owned())?;
    let positions = Words::of(parts, "positions", count, |word| {
        let keys = word.split('\t').filter(|key| !key.is_empty());
        keys.map(Position::from_key).collect::<Vec<_>>()
    })?;
    let births = Words::of(parts, "born", count, PartialDate::from_iso)?;
    let seasons: &[i32] = numbers(parts, "season", count)?;
    let minutes: &[f64] = numbers(parts, "minutes", count)?;
    let ages: &[f64] = numbers(parts, "age", count)?;
    let mut rows = Vec::with_capacity(count);
    for row in 0..count {
        let season = *seasons.get(row)?;
        rows.push(StatRow {
            key: keys.get(row)?.to_owned(),
            name: names.get(row)?.to_owned(),
            born: *births.get(row)?,
            club: clubs.get(row)?.clone(),
            competition: competitions.get(row)?.clone(),
            season: (season != NO_SEASON).then_some(Season(season)),
            role: roles.get(row)?.clone(),
            positions: positions.get(row)?.clone(),
            minutes: *minutes.get(row)?,
            age: ages.get(row).copied().filter(|age| age.is_finite()),
        });
    }
    Some(rows)
}

fn bytes<'a>(parts: &'a RowParts, name: &str) -> Option<&'a [u8]> {
    let (words, bytes) = parts.get(name)?;
    bytemuck::cast_slice::<u64, u8>(words).get(..*bytes)
}

fn numbers<'a, T: bytemuck::AnyBitPattern>(
    parts: &'a RowParts,
    name: &str,
    count: usize,
) -> Option<&'a [T]> {
    let numbers: &[T] = bytemuck::try_cast_slice(bytes(parts, name)?).ok()?;
    (numbers.len() == count).then_some(numbers)
}

/// Texts that stand one behind the other.
struct Texts<'a> {
    text: &'a str,
    ends: &'a [u64],
}

impl<'a> Texts<'a> {
    fn of(parts: &'a RowParts, name: &str, count: usize) -> Option<Self> {
        Some(Self {
            text: std::str::from_utf8(bytes(parts, &format!("{name}.text"))?).ok()?,
            ends: numbers(parts, &format!("{name}.ends"), count)?,
        })
    }

    fn get(&self, row: usize) -> Option<&'a str> {
        let end = |row: usize| usize::try_from(*self.ends.get(row)?).ok();
        let start = row.checked_sub(1).map_or(Some(0), end)?;
        self.text.get(start..end(row)?)
    }
}

/// Words that repeat.
struct Words<'a, T> {
    words: Vec<T>,
    codes: &'a [u32],
}

impl<'a, T> Words<'a, T> {
    fn of(parts: &'a RowParts, name: &str, count: usize, read: impl Fn(&str) -> T) -> Option<Self> {
        let words: Vec<String> =
            serde_json::from_slice(bytes(parts, &format!("{name}.words"))?).ok()?;
        Some(Self {
            words: words.iter().map(|word| read(word)).collect(),
            codes: numbers(parts, &format!("{name}.codes"), count)?,
        })
    }

    fn get(&self, row: usize) -> Option<&T> {
        self.words.get(*self.codes.get(row)? as usize)
    }
}
