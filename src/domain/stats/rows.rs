//! The rows of a table: as they are, or packed column by column until somebody looks at one.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::table::StatRow;
use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::Position;

/// The rows of a table. A million packed ones are a few blocks of memory; they are unpacked when the
/// first is looked at.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    packed: Option<Arc<PackedRows>>,
    rows: OnceLock<Vec<StatRow>>,
}

impl Rows {
    /// How many, without looking at one.
    pub fn len(&self) -> usize {
        match (self.rows.get(), &self.packed) {
            (Some(rows), _) => rows.len(),
            (None, Some(packed)) => packed.count(),
            (None, None) => 0,
        }
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn unpack(&self) -> Vec<StatRow> {
        self.packed
            .as_ref()
            .map(|packed| packed.unpack())
            .unwrap_or_default()
    }
}

impl From<Vec<StatRow>> for Rows {
    fn from(rows: Vec<StatRow>) -> Self {
        Self {
            packed: None,
            rows: OnceLock::from(rows),
        }
    }
}

impl From<PackedRows> for Rows {
    fn from(packed: PackedRows) -> Self {
        Self {
            packed: Some(Arc::new(packed)),
            rows: OnceLock::new(),
        }
    }
}

impl Deref for Rows {
    type Target = Vec<StatRow>;

    fn deref(&self) -> &Vec<StatRow> {
        self.rows.get_or_init(|| self.unpack())
    }
}

impl Rows {
    /// Changes them; for those who make a table.
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<StatRow>)) {
        let mut rows = self.rows.take().unwrap_or_else(|| self.unpack());
        change(&mut rows);
        *self = Self::from(rows);
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// A season that is not known.
const NO_SEASON: i32 = i32::MIN;

/// Rows column by column: names one behind the other, words that repeat as numbers of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackedRows {
    /// The keys.
    pub keys: Texts,
    /// The names.
    pub names: Texts,
    /// Clubs, competitions, roles, positions (keys with tabs between) and births, by these names.
    pub words: BTreeMap<String, Words>,
    /// The years in which seasons start.
    pub seasons: Vec<i32>,
    /// Minutes; NaN if not given.
    pub minutes: Vec<f64>,
    /// Ages; NaN if not given.
    pub ages: Vec<f64>,
}

/// Texts that stand one behind the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// All of them.
    pub text: String,
    /// Where each ends.
    pub ends: Vec<u64>,
}

/// Words that repeat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// Each once.
    pub words: Vec<String>,
    /// Which one each row has.
    pub codes: Vec<u32>,
}

impl PackedRows {
    /// The names of the columns of words.
    pub const WORDS: [&str; 5] = ["club", "competition", "role", "positions", "born"];

    /// How many rows.
    pub fn count(&self) -> usize {
        self.minutes.len()
    }

    /// Packs rows.
    pub fn pack(rows: &[StatRow]) -> Self {
        let words: [fn(&StatRow) -> String; 5] = [
            |row| row.club.clone(),
            |row| row.competition.clone(),
            |row| row.role.clone(),
            |row| {
                let keys: Vec<&str> = row.positions.iter().map(Position::key).collect();
                keys.join("\t")
            },
            |row| row.born.map(PartialDate::iso).unwrap_or_default(),
        ];
        let words = Self::WORDS.iter().zip(words);
        Self {
            keys: Texts::of(rows.iter().map(|row| row.key.as_str())),
            names: Texts::of(rows.iter().map(|row| row.name.as_str())),
            words: words
                .map(|(name, word)| ((*name).to_owned(), Words::of(rows.iter().map(word))))
                .collect(),
            seasons: rows
                .iter()
                .map(|row| row.season.map_or(NO_SEASON, |season| season.0))
                .collect(),
            minutes: rows.iter().map(|row| row.minutes).collect(),
            ages: rows.iter().map(|row| row.age.unwrap_or(f64::NAN)).collect(),
        }
    }

    /// The rows. Parts that do not fit together give empty words rather than none.
    fn unpack(&self) -> Vec<StatRow> {
        let none = Words::default();
        let words = |name: &str| self.words.get(name).unwrap_or(&none);
        let [clubs, competitions, roles, positions, births] = Self::WORDS.map(words);
        let positions_of = |word: &String| -> Vec<Position> {
            let keys = word.split('\t').filter(|key| !key.is_empty());
            keys.map(Position::from_key).collect()
        };
        let position_list: Vec<Vec<Position>> = positions.words.iter().map(positions_of).collect();
        let birth_list: Vec<Option<PartialDate>> = births
            .words
            .iter()
            .map(|word| PartialDate::from_iso(word))
            .collect();
        let season = |row: usize| self.seasons.get(row).filter(|season| **season != NO_SEASON);
        let rows = self
            .minutes
            .iter()
            .enumerate()
            .map(|(row, minutes)| StatRow {
                key: self.keys.get(row).to_owned(),
                name: self.names.get(row).to_owned(),
                born: births.code(row).and_then(|code| *birth_list.get(code)?),
                club: clubs.get(row).to_owned(),
                competition: competitions.get(row).to_owned(),
                season: season(row).map(|season| Season(*season)),
                role: roles.get(row).to_owned(),
                positions: positions
                    .code(row)
                    .and_then(|code| position_list.get(code).cloned())
                    .unwrap_or_default(),
                minutes: *minutes,
                age: self.ages.get(row).copied().filter(|age| age.is_finite()),
            });
        rows.collect()
    }
}

impl Texts {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut text = String::new();
        let ends = texts.map(|one| {
            text.push_str(one);
            text.len() as u64
        });
        let ends = ends.collect();
        Self { text, ends }
    }

    fn get(&self, row: usize) -> &str {
        let end = |row: usize| usize::try_from(*self.ends.get(row)?).ok();
        let start = row.checked_sub(1).map_or(Some(0), end);
        let span = start.zip(end(row));
        span.and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }
}

impl Words {
    fn of(words: impl Iterator<Item = String>) -> Self {
        let mut list: BTreeMap<String, u32> = BTreeMap::new();
        let codes = words.map(|word| {
            let next = u32::try_from(list.len()).unwrap_or(u32::MAX);
            *list.entry(word).or_insert(next)
        });
        let codes = codes.collect();
        let mut words: Vec<(u32, String)> =
            list.into_iter().map(|(word, code)| (code, word)).collect();
        words.sort_unstable();
        let words = words.into_iter().map(|(_, word)| word).collect();
        Self { words, codes }
    }

    fn code(&self, row: usize) -> Option<usize> {
        self.codes.get(row).map(|code| *code as usize)
    }

    fn get(&self, row: usize) -> &str {
        self.code(row)
            .and_then(|code| self.words.get(code))
            .map_or("", String::as_str)
    }
}
