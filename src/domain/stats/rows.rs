//! Who the rows of a table are about, column by column: names one behind the other, words that
//! repeat as numbers of a list.

use std::borrow::{Borrow, Cow};
use std::hash::Hash;

use indexmap::{Equivalent, IndexSet};

use super::column::StatColumn;
use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::Position;

/// Who a row is about.
#[derive(Clone, Debug, PartialEq)]
pub struct StatRow<'a> {
    /// Names the row within its table: the provider's id of the player with his club, or the
    /// number of the line.
    pub key: Cow<'a, str>,
    /// The player as the source writes him.
    pub name: Cow<'a, str>,
    /// His birth date, as exact as the source gives it.
    pub born: Option<PartialDate>,
    /// The club.
    pub club: Cow<'a, str>,
    /// The competition as the source writes it.
    pub competition: Cow<'a, str>,
    /// The season; `None` if the source does not say.
    pub season: Option<Season>,
    /// The position as the source writes it: `DF,MF`.
    pub role: Cow<'a, str>,
    /// Where that can be, by the position named first. A source without centre-backs gives all
    /// positions of a defender.
    pub positions: Cow<'a, [Position]>,
    /// Minutes played; NaN if not given.
    pub minutes: f64,
    /// The age that the source gives for the season.
    pub age: Option<f64>,
}

impl StatRow<'_> {
    /// Completed years: as the source gives them, else at the start of the season.
    pub fn age_in_season(&self) -> Option<u32> {
        if let Some(age) = self.age.filter(|age| (0.0..150.0).contains(age)) {
            return Some(age as u32);
        }
        let start = self.season?.start();
        start.years_since(self.born?.latest())
    }
}

/// The rows of a table. A million of them are a few blocks of memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The keys.
    pub keys: Texts,
    /// The names.
    pub names: Texts,
    /// The clubs.
    pub clubs: Coded<String>,
    /// The competitions.
    pub competitions: Coded<String>,
    /// The positions as the source writes them.
    pub roles: Coded<String>,
    /// The positions that they can be.
    pub positions: Coded<Vec<Position>>,
    /// The births.
    pub births: Coded<Option<PartialDate>>,
    /// The seasons.
    pub seasons: Coded<Option<Season>>,
    /// The minutes.
    pub minutes: StatColumn,
    /// The ages.
    pub ages: StatColumn,
}

impl Rows {
    /// How many.
    pub fn len(&self) -> usize {
        self.minutes.len()
    }

    /// No rows, with room for so many.
    pub fn with_capacity(rows: usize) -> Self {
        let mut all = Self::default();
        all.keys.reserve(rows, 12);
        all.names.reserve(rows, 16);
        all.minutes = StatColumn::with_capacity(rows);
        all.ages = StatColumn::with_capacity(rows);
        all
    }

    /// Gives back the room that no row took.
    pub fn shrink(&mut self) {
        self.keys.text.shrink_to_fit();
        self.names.text.shrink_to_fit();
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: StatRow<'_>) {
        self.keys.push(&row.key);
        self.names.push(&row.name);
        self.clubs.push_word(&row.club);
        self.competitions.push_word(&row.competition);
        self.roles.push_word(&row.role);
        self.positions.push(&*row.positions);
        self.births.push(&row.born);
        self.seasons.push(&row.season);
        self.minutes.push(row.minutes);
        self.ages.push(row.age.unwrap_or(f64::NAN));
    }

    /// Adds the rows of another part below.
    pub fn append(&mut self, other: Self) {
        self.keys.append(&other.keys);
        self.names.append(&other.names);
        self.clubs.append(other.clubs);
        self.competitions.append(other.competitions);
        self.roles.append(other.roles);
        self.positions.append(other.positions);
        self.births.append(other.births);
        self.seasons.append(other.seasons);
        self.minutes.append(other.minutes);
        self.ages.append(other.ages);
    }

    /// One row.
    pub fn get(&self, row: usize) -> Option<StatRow<'_>> {
        (row < self.len()).then(|| StatRow {
            key: self.keys.get(row).into(),
            name: self.names.get(row).into(),
            born: self.births.get(row).copied().flatten(),
            club: self.clubs.word(row).into(),
            competition: self.competitions.word(row).into(),
            season: self.seasons.get(row).copied().flatten(),
            role: self.roles.word(row).into(),
            positions: self
                .positions
                .get(row)
                .map_or(&[][..], Vec::as_slice)
                .into(),
            minutes: self.minutes(row),
            age: self.ages.get(row),
        })
    }

    /// Each row from top to bottom.
    pub fn iter(&self) -> impl Iterator<Item = StatRow<'_>> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// The minutes of a row; NaN if not given.
    pub fn minutes(&self, row: usize) -> f64 {
        self.minutes.get(row).unwrap_or(f64::NAN)
    }

    /// Bytes that they hold in memory.
    pub fn memory(&self) -> usize {
        let texts = [&self.keys, &self.names].map(Texts::memory);
        let words = [&self.clubs, &self.competitions, &self.roles].map(Coded::memory);
        let lists = [
            self.positions.memory(),
            self.births.memory(),
            self.seasons.memory(),
            self.minutes.memory(),
            self.ages.memory(),
        ];
        texts.iter().chain(&words).chain(&lists).sum()
    }
}

impl<'a> FromIterator<StatRow<'a>> for Rows {
    fn from_iter<I: IntoIterator<Item = StatRow<'a>>>(rows: I) -> Self {
        let mut all = Self::default();
        rows.into_iter().for_each(|row| all.push(row));
        all
    }
}

/// Texts that stand one behind the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// All of them.
    pub text: String,
    /// Where each ends.
    pub ends: Vec<u32>,
}

impl Texts {
    /// Makes room for so many texts of about so many bytes.
    fn reserve(&mut self, rows: usize, bytes: usize) {
        self.ends.reserve_exact(rows);
        self.text.reserve_exact(rows.saturating_mul(bytes));
    }

    fn push(&mut self, text: &str) {
        // A table of more than four gigabytes of names is refused long before.
        if self.text.len() + text.len() <= u32::MAX as usize {
            self.text.push_str(text);
        }
        self.ends.push(self.text.len() as u32);
    }

    fn append(&mut self, other: &Self) {
        if other.ends.is_empty() {
            return;
        }
        let fits = self.text.len() + other.text.len() <= u32::MAX as usize;
        if !fits {
            (0..other.ends.len()).for_each(|row| self.push(other.get(row)));
            return;
        }
        let before = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    fn get(&self, row: usize) -> &str {
        let end = |row: usize| Some(*self.ends.get(row)? as usize);
        let start = row.checked_sub(1).map_or(Some(0), end);
        let span = start.zip(end(row));
        span.and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }

    /// The first row that has this text.
    pub fn place(&self, text: &str) -> Option<usize> {
        (0..self.ends.len()).find(|row| self.get(*row) == text)
    }

    fn memory(&self) -> usize {
        self.text.capacity() + size_of::<u32>() * self.ends.capacity()
    }
}

/// Values that repeat.
#[derive(Clone, Debug)]
pub struct Coded<T> {
    /// Each once.
    pub values: IndexSet<T>,
    /// Which one each row has; empty as long as all rows have the first.
    pub codes: Vec<u32>,
    /// How many rows.
    pub rows: usize,
}

impl<T> Default for Coded<T> {
    fn default() -> Self {
        Self {
            values: IndexSet::default(),
            codes: Vec::new(),
            rows: 0,
        }
    }
}

impl<T: Hash + Eq> Coded<T> {
    fn push<Q>(&mut self, value: &Q)
    where
        T: Borrow<Q>,
        Q: ?Sized + Hash + Eq + Equivalent<T> + ToOwned<Owned = T>,
    {
        // Rows of one club or league mostly follow each other.
        let last = self.last();
        let code = match self.value(last) {
            Some(held) if held.borrow() == value => last,
            _ => {
                let known = self.values.get_index_of(value);
                let code = known.unwrap_or_else(|| self.values.insert_full(value.to_owned()).0);
                u32::try_from(code).unwrap_or(u32::MAX)
            }
        };
        self.push_code(code);
    }

    fn push_code(&mut self, code: u32) {
        if self.values.len() > 1 {
            // Those before the second value have the first.
            self.codes.resize(self.rows, 0);
            self.codes.push(code);
        }
        self.rows += 1;
    }

    fn append(&mut self, other: Self) {
        let new = |value| u32::try_from(self.values.insert_full(value).0).unwrap_or(u32::MAX);
        let places: Vec<u32> = other.values.into_iter().map(new).collect();
        let place = |code: u32| places.get(code as usize).copied().unwrap_or_default();
        let rows = self.rows + other.rows;
        if self.values.len() > 1 {
            self.codes
                .reserve_exact(rows.saturating_sub(self.codes.len()));
            self.codes.resize(self.rows, 0);
            self.codes.extend(other.codes.into_iter().map(place));
            // A part whose rows have one value holds no codes.
            self.codes.resize(rows, place(0));
        }
        self.rows = rows;
    }

    /// The code of the last row.
    fn last(&self) -> u32 {
        self.codes.last().copied().unwrap_or_default()
    }

    fn value(&self, code: u32) -> Option<&T> {
        self.values.get_index(code as usize)
    }

    fn get(&self, row: usize) -> Option<&T> {
        let code = self.codes.get(row).copied().unwrap_or_default();
        self.value(code).filter(|_| row < self.rows)
    }

    fn memory(&self) -> usize {
        let each = size_of::<T>() + 2 * size_of::<usize>();
        self.values.capacity() * each + size_of::<u32>() * self.codes.capacity()
    }
}

impl Coded<String> {
    /// As `push`. An empty text has no address: some processors take longer to compare nothing there
    /// than for the rest of the row.
    fn push_word(&mut self, word: &str) {
        let last = self.last();
        if word.is_empty() && self.value(last).is_some_and(String::is_empty) {
            self.push_code(last);
        } else {
            self.push(word);
        }
    }

    fn word(&self, row: usize) -> &str {
        self.get(row).map_or("", String::as_str)
    }
}

/// Equal if each row has the same value, whichever was first.
impl<T: Hash + Eq> PartialEq for Coded<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && (0..self.rows).all(|row| self.get(row) == other.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<StatRow<'static>> {
        let row = |key: &'static str, club: &'static str, born: &str| StatRow {
            key: key.into(),
            name: "Łukasz".into(),
            born: PartialDate::from_iso(born),
            club: club.into(),
            competition: "Bundesliga".into(),
            season: (!born.is_empty()).then_some(Season(2017)),
            role: "DF".into(),
            positions: vec![Position::CentreBack, Position::Other("sw".into())].into(),
            minutes: 900.0,
            age: born.is_empty().then_some(18.0),
        };
        vec![
            row("1", "Leipzig", "1999-05-25"),
            row("2", "", ""),
            row("3", "Leipzig", "1999"),
        ]
    }

    #[test]
    fn rows_come_back_as_they_were_pushed() {
        let packed: Rows = rows().into_iter().collect();
        assert_eq!(packed.iter().collect::<Vec<_>>(), rows());
        assert_eq!(packed.get(3), None);
        assert_eq!(packed.clubs.values.len(), 2);
        assert!(packed.roles.codes.is_empty(), "all rows have one role");
    }

    #[test]
    fn parts_below_each_other_are_the_whole() {
        for cut in 0..=3 {
            let mut all = rows();
            let lower: Rows = all.split_off(cut).into_iter().collect();
            let mut upper: Rows = all.into_iter().collect();
            upper.append(lower);
            assert_eq!(upper, rows().into_iter().collect(), "cut at {cut}");
        }
    }

    #[test]
    fn tables_with_the_same_unknown_minutes_are_equal() {
        let of = |minutes: f64, key: &'static str| -> Rows {
            let row = rows().remove(0);
            let row = StatRow {
                minutes,
                key: key.into(),
                ..row
            };
            std::iter::once(row).collect()
        };
        assert_eq!(of(f64::NAN, "1"), of(f64::NAN, "1"));
        assert_ne!(of(f64::NAN, "1"), of(90.0, "1"));
        assert_ne!(of(90.0, "1"), of(90.0, "2"));
    }
}
