//! The cells of text one after another, numbers read on the way.

use memchr::{memchr, memchr2};

use crate::import::error::ReadError;

/// A cell of a column of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// Nothing.
    Blank,
    /// `digits · 10^-places`.
    Decimal { digits: i64, places: u8 },
    /// A figure that needs a general reader.
    Float(f64),
    /// No number.
    Words,
}

impl Figure {
    pub(super) fn value(self) -> f64 {
        match self {
            Self::Blank | Self::Words => f64::NAN,
            Self::Float(value) => value,
            // The general reader rounds once; so does a quotient of two exact numbers.
            Self::Decimal { digits, places } => {
                if digits.unsigned_abs() < 1 << 53 {
                    digits as f64 / 10_f64.powi(i32::from(places))
                } else {
                    digits as f64 * 10_f64.powi(-i32::from(places))
                }
            }
        }
    }

    /// True for what a column of numbers can hold.
    pub(super) fn is_one(text: &str) -> bool {
        Self::of(text) != Self::Words
    }

    fn of(text: &str) -> Self {
        let text = text.trim();
        match text {
            "" | "N/A" | "NA" | "NaN" | "nan" | "null" => return Self::Blank,
            _ => {}
        }
        let (figure, read) = Self::read(text.as_bytes());
        if read == text.len() {
            return figure;
        }
        let is_number = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        match text.parse() {
            Ok(value) if is_number => Self::Float(value),
            _ => Self::Words,
        }
    }

    /// Reads digits with at most one point from the start, and says how many bytes they take.
    #[inline]
    fn read(bytes: &[u8]) -> (Self, usize) {
        let minus = bytes.first() == Some(&b'-');
        let start = usize::from(minus);
        let (mut digits, mut at) = (0_i64, start);
        while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')) {
            if digit > 9 {
                break;
            }
            digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit));
            at += 1;
        }
        let mut places = 0;
        let mut count = at - start;
        if bytes.get(at) == Some(&b'.') {
            let point = at;
            at += 1;
            while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')) {
                if digit > 9 {
                    break;
                }
                digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit));
                at += 1;
            }
            places = at - point - 1;
            count += places;
        }
        // More digits than these overflow or lose the last one.
        if count == 0 || count > 15 {
            return (Self::Words, 0);
        }
        let digits = if minus { -digits } else { digits };
        let places = u8::try_from(places).unwrap_or(u8::MAX);
        (Self::Decimal { digits, places }, at)
    }
}

/// Reads cells from left to right.
#[derive(Clone, Debug)]
pub(super) struct Cells<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
    max_cell: usize,
    /// The row, from 1, for messages.
    row: u32,
    /// True behind the last cell of a row.
    row_done: bool,
    /// Cells that a row lacked.
    lacks: bool,
}

impl<'a> Cells<'a> {
    pub(super) fn new(text: &'a str, separator: u8, max_cell: usize) -> Self {
        Self {
            text,
            at: 0,
            separator,
            max_cell,
            row: 0,
            row_done: false,
            lacks: false,
        }
    }

    /// As many rows as the rest holds if they are as long as the first ones.
    pub(super) fn likely_rows(&self) -> usize {
        const SAMPLE: usize = 1 << 16;
        let rest = self.bytes();
        let sample = rest.get(..SAMPLE.min(rest.len())).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', sample).count().max(1);
        rest.len() / (sample.len() / lines).max(1) + rest.len() / (sample.len().max(1) * 20) + 2
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Moves to the next row that is not blank; false at the end.
    pub(super) fn starts_row(&mut self) -> bool {
        let blank = self
            .bytes()
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'));
        self.at += blank.count();
        self.row = self.row.saturating_add(1);
        (self.row_done, self.lacks) = (false, false);
        self.at < self.text.len()
    }

    /// Passes what is left of a row; true if it had more or fewer cells than were read.
    pub(super) fn end_row(&mut self) -> Result<bool, ReadError> {
        let mut more = false;
        let mut scratch = String::new();
        while !self.row_done {
            more = true;
            scratch.clear();
            self.push_word(&mut scratch)?;
        }
        Ok(more || self.lacks)
    }

    /// All cells of the next row.
    pub(super) fn row_of_words(&mut self) -> Result<Option<Vec<String>>, ReadError> {
        if !self.starts_row() {
            return Ok(None);
        }
        let mut row = Vec::new();
        while !self.row_done {
            let mut word = String::new();
            self.push_word(&mut word)?;
            row.push(word);
        }
        Ok(Some(row))
    }

    /// Steps over the sign behind a cell.
    #[inline]
    fn step(&mut self, end: usize) {
        let byte = self.text.as_bytes().get(end).copied();
        if byte == Some(self.separator) {
            self.at = end + 1;
            return;
        }
        self.row_done = true;
        self.at = match byte {
            Some(b'\r') if self.text.as_bytes().get(end + 1) == Some(&b'\n') => end + 2,
            Some(_) => end + 1,
            None => end,
        };
    }

    /// Adds the next cell to a text.
    pub(super) fn push_word(&mut self, out: &mut String) -> Result<(), ReadError> {
        if self.row_done {
            self.lacks = true;
            return Ok(());
        }
        if self.bytes().first() == Some(&b'"') {
            return self.push_quoted(out);
        }
        let bytes = self.bytes();
        let end = memchr2(self.separator, b'\n', bytes).unwrap_or(bytes.len());
        let is_last = bytes.get(end) != Some(&self.separator);
        let cell = self.text.get(self.at..self.at + end).unwrap_or_default();
        let cell = if is_last {
            cell.strip_suffix('\r').unwrap_or(cell)
        } else {
            cell
        };
        self.check(cell.len())?;
        out.push_str(cell.trim());
        self.step(self.at + end);
        Ok(())
    }

    fn check(&self, len: usize) -> Result<(), ReadError> {
        if len > self.max_cell {
            let (row, max) = (self.row, self.max_cell);
            return Err(ReadError::Cell { row, max });
        }
        Ok(())
    }

    fn push_quoted(&mut self, out: &mut String) -> Result<(), ReadError> {
        let before = out.len();
        let mut at = self.at + 1;
        loop {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            let Some(quote) = memchr(b'"', rest) else {
                self.check(rest.len())?;
                out.push_str(self.text.get(at..).unwrap_or_default());
                self.at = self.text.len();
                self.row_done = true;
                return Ok(());
            };
            out.push_str(self.text.get(at..at + quote).unwrap_or_default());
            self.check(out.len() - before)?;
            at += quote + 1;
            if self.text.as_bytes().get(at) != Some(&b'"') {
                break;
            }
            out.push('"');
            at += 1;
        }
        // What stands behind the closing mark belongs to the cell, as most readers have it.
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let end = memchr2(self.separator, b'\n', rest).unwrap_or(rest.len());
        let tail = self.text.get(at..at + end).unwrap_or_default();
        out.push_str(tail.trim_end_matches('\r'));
        self.step(at + end);
        Ok(())
    }

    /// Reads the next cell as a number.
    #[inline]
    pub(super) fn figure(&mut self) -> Result<Figure, ReadError> {
        if self.row_done {
            self.lacks = true;
            return Ok(Figure::Blank);
        }
        let bytes = self.bytes();
        let (figure, read) = Figure::read(bytes);
        let next = bytes.get(read).copied();
        let ends = next.is_none_or(|next| next == self.separator || matches!(next, b'\n' | b'\r'));
        if ends {
            self.step(self.at + read);
            return Ok(if read == 0 { Figure::Blank } else { figure });
        }
        let mut word = String::new();
        self.push_word(&mut word)?;
        Ok(Figure::of(&word))
    }
}
