//! Text divided by commas, semicolons, tabs or bars; also what a spreadsheet puts on the clipboard.

use std::sync::Arc;

use csv_core::ReadRecordResult;

use super::error::ReadError;
use super::limits::Limits;
use super::table::{Grid, GridBuilder};

/// The signs that divide cells, in the order in which they are tried.
pub const SEPARATORS: [u8; 4] = *b",;\t|";

/// The words for a separator.
pub fn separator_word(separator: u8) -> &'static str {
    match separator {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "bar",
        _ => "other sign",
    }
}

/// Reads text into cells. Quoted cells may hold separators, line ends and doubled quotation marks.
///
/// # Errors
/// [`ReadError`] if there is nothing in it or more than a table may hold.
pub fn read(text: &str, separator: u8, limits: &Limits) -> Result<Grid, ReadError> {
    cut(text, separator, limits, usize::MAX)?.finish()
}

/// Reads text that the grid then shares.
///
/// # Errors
/// As [`read`].
pub fn read_shared(text: &Arc<String>, separator: u8, limits: &Limits) -> Result<Grid, ReadError> {
    cut(text, separator, limits, usize::MAX)?.finish_shared(text)
}

/// Reads the first rows only.
///
/// # Errors
/// As [`read`].
pub fn read_rows(
    text: &str,
    separator: u8,
    limits: &Limits,
    rows: usize,
) -> Result<Grid, ReadError> {
    cut(text, separator, limits, rows)?.finish()
}

fn cut<'a>(
    text: &'a str,
    separator: u8,
    limits: &'a Limits,
    rows: usize,
) -> Result<GridBuilder<'a>, ReadError> {
    let bytes = text.as_bytes();
    let mut builder = GridBuilder::of_text(limits, text)?;
    let mut quoted = QuotedRow::new(separator);
    // Files of old Macs end lines with a carriage return alone.
    let line_end = if memchr::memchr(b'\n', bytes).is_some() {
        b'\n'
    } else {
        b'\r'
    };
    let line_ends = |from: usize, to: usize| {
        let ends = memchr::memchr_iter(line_end, bytes.get(from..to).unwrap_or_default()).count();
        u32::try_from(ends).unwrap_or(u32::MAX)
    };
    let (mut at, mut count) = (first_row(text), 0);
    let mut number = 1_u32.saturating_add(line_ends(0, at));
    while let Some(start) = first_of_a_row(bytes, at).filter(|_| count < rows) {
        // Between two rows there is mostly one end of a line.
        let between = bytes[at..start].iter().filter(|byte| **byte == line_end);
        number = number.saturating_add(between.count() as u32);
        let rest = &bytes[start..];
        let stop = memchr::memchr3(b'\n', b'\r', b'"', rest).unwrap_or(rest.len());
        at = if rest.get(stop) == Some(&b'"') {
            let taken = quoted.read(rest);
            builder.push(number, quoted.cells())?;
            number = number.saturating_add(line_ends(start, start + taken));
            start + taken
        } else {
            builder.push_line(number, (start, start + stop), separator)?;
            start + stop
        };
        count += 1;
    }
    Ok(builder)
}

/// The first byte at or behind a place that is no end of a line.
fn first_of_a_row(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let blank = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n'));
    blank.map(|blank| at + blank)
}

/// A row with quotation marks, in which cells may hold separators, line ends and doubled marks.
struct QuotedRow {
    reader: csv_core::Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl QuotedRow {
    fn new(separator: u8) -> Self {
        Self {
            reader: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            text: vec![0; 1 << 10],
            ends: vec![0; 1 << 5],
            count: 0,
        }
    }

    /// Reads the row that begins there; how many bytes it takes.
    fn read(&mut self, bytes: &[u8]) -> usize {
        let (mut taken, mut written) = (0, 0);
        self.reader.reset();
        self.count = 0;
        loop {
            let (found, took, wrote, ended) = self.reader.read_record(
                &bytes[taken..],
                &mut self.text[written..],
                &mut self.ends[self.count..],
            );
            taken += took;
            written += wrote;
            self.count += ended;
            match found {
                // With nothing left to hand in, the next call ends the row.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record | ReadRecordResult::End => return taken,
            }
        }
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends.iter().take(self.count);
        let starts = std::iter::once(&0).chain(&self.ends);
        let spans = starts.zip(ends);
        spans.map(|(start, end)| self.text.get(*start..*end).unwrap_or_default())
    }
}

/// Where rows begin: behind the mark of UTF-8 and Excel's line `sep=;`, which is no row.
fn first_row(text: &str) -> usize {
    let line = declared_separator(text).and_then(|_| text.find('\n'));
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    line.map_or(mark, |line| line + 1)
}

/// The separator that a first line `sep=;` declares.
pub fn declared_separator(text: &str) -> Option<u8> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next()?.trim_matches('"');
    let sign = first.strip_prefix("sep=")?;
    match sign.as_bytes() {
        [sign] if SEPARATORS.contains(sign) => Some(*sign),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, separator: u8) -> Vec<(u32, Vec<String>)> {
        let grid = read(text, separator, &Limits::default()).unwrap();
        (0..grid.len())
            .map(|row| (grid.number(row), grid.row(row).map(str::to_owned).collect()))
            .collect()
    }

    fn check(text: &str, separator: u8, expected: &[(u32, &[&str])]) {
        let found = rows(text, separator);
        let found: Vec<(u32, Vec<&str>)> = found
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> = expected
            .iter()
            .map(|(number, cells)| (*number, cells.to_vec()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn cells_keep_separators_quotes_and_line_ends_that_are_quoted() {
        check(
            "a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\n\n\"two\nlines\",6'0\"\n",
            b',',
            &[
                (1, &["a", "b"]),
                (2, &["x, y", "say \"hi\""]),
                (4, &["two\nlines", "6'0\""]),
            ],
        );
        check("a;b\n1,5;2", b';', &[(1, &["a", "b"]), (2, &["1,5", "2"])]);
        check(
            "a\tb\n \t\u{a0}c ",
            b'\t',
            &[(1, &["a", "b"]), (2, &["", "c"])],
        );
        check("sep=;\na;b\n", b';', &[(2, &["a", "b"])]);
    }
}
