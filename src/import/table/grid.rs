//! Cells of text as a file holds them, row by row.

use std::sync::Arc;

use crate::import::error::ReadError;
use crate::import::limits::Limits;

/// Cells of text, row by row; rows may differ in length.
///
/// Cells stay where the file has them: beside the text there are only the places where cells end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The text of the file, or its beginning.
    text: Arc<String>,
    /// Rows whose cells do not stand in the file as they read: without their quotation marks, out of
    /// a workbook, out of a page. Their places begin behind those of the text.
    mended: String,
    /// The first place in `mended`.
    split: u32,
    /// Where each cell ends. One sign divides it from the next.
    cells: Vec<u32>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Row {
    /// The place of its first cell.
    start: u32,
    /// Where it ends in the list of cells.
    cells: u32,
    /// Its number in the file, from 1.
    number: u32,
}

impl Grid {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Where a row begins, and its cells in the list of cells.
    fn span(&self, row: usize) -> (u32, std::ops::Range<usize>) {
        let Some(found) = self.rows.get(row) else {
            return (0, 0..0);
        };
        let before = row.checked_sub(1).and_then(|row| self.rows.get(row));
        let first = before.map_or(0, |row| row.cells as usize);
        (found.start, first..found.cells as usize)
    }

    /// The text between two places, without the spaces around it.
    fn between(&self, start: u32, end: u32) -> &str {
        let (text, before) = if start < self.split {
            (self.text.as_str(), 0)
        } else {
            (self.mended.as_str(), self.split)
        };
        let span = start.wrapping_sub(before) as usize..end.wrapping_sub(before) as usize;
        trimmed(text.get(span).unwrap_or_default())
    }

    /// How many cells a row has.
    pub fn width_of(&self, row: usize) -> usize {
        self.span(row).1.len()
    }

    /// The cells of a row, to be taken in any order.
    pub fn cells(&self, row: usize) -> Cells<'_> {
        let (start, cells) = self.span(row);
        Cells {
            grid: self,
            start,
            ends: self.cells.get(cells).unwrap_or_default(),
        }
    }

    /// One cell, without the spaces around it; empty beyond the row.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.cells(row).get(column)
    }

    /// The cells of one row, without the spaces around them.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        let (mut start, cells) = self.span(row);
        let ends = self.cells.get(cells).unwrap_or_default();
        ends.iter().map(move |end| {
            let cell = self.between(start, *end);
            start = end + 1;
            cell
        })
    }

    /// The number of a row in the file, from 1.
    pub fn number(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.number)
    }

    /// Bytes that it holds in memory.
    pub fn memory(&self) -> usize {
        self.text.len()
            + self.mended.capacity()
            + size_of::<u32>() * self.cells.capacity()
            + size_of::<Row>() * self.rows.capacity()
    }
}

/// The cells of one row.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    grid: &'a Grid,
    start: u32,
    ends: &'a [u32],
}

impl<'a> Cells<'a> {
    /// One cell, without the spaces around it; empty beyond the row.
    pub fn get(self, column: usize) -> &'a str {
        let start = match column.checked_sub(1) {
            Some(before) => self.ends.get(before).map(|end| end + 1),
            None => Some(self.start),
        };
        let span = start.zip(self.ends.get(column));
        span.map_or("", |(start, end)| self.grid.between(start, *end))
    }
}

/// Without the spaces around it. Nearly no cell has any, which its outer bytes mostly tell.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [only] if only.is_ascii_graphic() => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Collects rows into a [`Grid`], and refuses more than a file may hold.
#[derive(Debug)]
pub struct GridBuilder<'a> {
    limits: &'a Limits,
    text: &'a str,
    mended: Vec<u8>,
    cells: Vec<u32>,
    rows: Vec<Row>,
}

/// Rows by which the size of a file is judged.
const SAMPLE: usize = 1_000;
/// Cells for which room is made ahead at most, so that a file that only begins dense takes little.
const MOST_ROOM: usize = 64 << 20;

impl<'a> GridBuilder<'a> {
    /// An empty grid for rows that do not stand in a text as they read.
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            text: "",
            mended: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// An empty grid for the lines of a text.
    ///
    /// # Errors
    /// [`ReadError::Unpacked`] if the text is too long.
    pub fn of_text(limits: &'a Limits, text: &'a str) -> Result<Self, ReadError> {
        if text.len() > limits.unpacked.min(u32::MAX as usize) {
            let max = limits.unpacked;
            return Err(ReadError::Unpacked { max });
        }
        Ok(Self {
            text,
            ..Self::new(limits)
        })
    }

    /// Adds a line of the text, from `start` to `end`, cut at each separator.
    ///
    /// # Errors
    /// [`ReadError`] if the row or one of its cells is too large.
    pub fn push_line(
        &mut self,
        number: u32,
        (start, end): (usize, usize),
        separator: u8,
    ) -> Result<(), ReadError> {
        let line = self.text.as_bytes().get(start..end).unwrap_or_default();
        // Places fit: the text is shorter than the largest.
        let first = start as u32;
        let ends = memchr::memchr_iter(separator, line).map(|at| first + at as u32);
        let before = self.cells.len();
        self.cells.extend(ends);
        self.cells.push(end as u32);
        let max = self.limits.cell;
        if line.len() > max {
            let longest = line.split(|byte| *byte == separator).map(<[u8]>::len).max();
            if longest.is_some_and(|longest| longest > max) {
                return Err(ReadError::Cell { row: number, max });
            }
        }
        self.end_row(number, first, before)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`ReadError`] if the row, one of its cells or the whole is too large.
    pub fn push<'t>(
        &mut self,
        number: u32,
        cells: impl IntoIterator<Item = &'t [u8]>,
    ) -> Result<(), ReadError> {
        let max = self.limits.unpacked.min(u32::MAX as usize);
        let place = |mended: &[u8]| {
            let place = self.text.len() + mended.len();
            u32::try_from(place)
                .ok()
                .filter(|_| mended.len() <= max)
                .ok_or(ReadError::Unpacked { max })
        };
        let (start, before) = (place(&self.mended)?, self.cells.len());
        for cell in cells {
            if cell.len() > self.limits.cell {
                let max = self.limits.cell;
                return Err(ReadError::Cell { row: number, max });
            }
            self.mended.extend_from_slice(cell);
            self.cells.push(place(&self.mended)?);
            self.mended.push(b'\n');
        }
        self.end_row(number, start, before)
    }

    fn end_row(&mut self, number: u32, start: u32, before: usize) -> Result<(), ReadError> {
        if self.cells.len() - before > self.limits.columns {
            let max = self.limits.columns;
            return Err(ReadError::Columns { row: number, max });
        }
        if self.rows.len() >= self.limits.rows {
            let max = self.limits.rows;
            return Err(ReadError::Rows { max });
        }
        let max = self.limits.unpacked;
        let cells = u32::try_from(self.cells.len()).map_err(|_| ReadError::Unpacked { max })?;
        self.rows.push(Row {
            start,
            cells,
            number,
        });
        if self.rows.len() == SAMPLE {
            self.make_room();
        }
        Ok(())
    }

    /// Room for as many cells as the rest of the text holds if it is like its first rows: lists that
    /// grow by doubling would hold up to twice of it.
    fn make_room(&mut self) {
        let read = self.cells.last().copied().unwrap_or_default().max(1) as usize;
        let more = |count: usize| {
            let whole = count.saturating_mul(self.text.len()) / read;
            (whole + whole / 50).min(MOST_ROOM).saturating_sub(count)
        };
        let (cells, rows) = (more(self.cells.len()), more(self.rows.len()));
        self.cells.reserve_exact(cells);
        self.rows.reserve_exact(rows);
    }

    /// The grid, with a copy of as much of the text as its rows take.
    ///
    /// # Errors
    /// [`ReadError::Empty`] without a row.
    pub fn finish(self) -> Result<Grid, ReadError> {
        let split = self.text.len() as u32;
        let in_text = self.cells.iter().rfind(|end| **end <= split);
        let used = in_text.map_or(0, |end| *end as usize);
        let text = self.text.get(..used).unwrap_or(self.text).to_owned();
        self.finish_in(&Arc::new(text), split)
    }

    /// The grid, which shares the text that was given to it.
    ///
    /// # Errors
    /// [`ReadError::Empty`] without a row.
    pub fn finish_shared(self, text: &Arc<String>) -> Result<Grid, ReadError> {
        let split = self.text.len() as u32;
        self.finish_in(text, split)
    }

    fn finish_in(self, text: &Arc<String>, split: u32) -> Result<Grid, ReadError> {
        if self.rows.is_empty() {
            return Err(ReadError::Empty);
        }
        // Readers hand in whole characters; a stray byte must still not lose the table.
        let mended = String::from_utf8(self.mended).map_err(|_| ReadError::Damaged {
            format: "text",
            why: "a character is cut in two".to_owned(),
        })?;
        Ok(Grid {
            text: Arc::clone(text),
            mended,
            split,
            cells: self.cells,
            rows: self.rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]], limits: &Limits) -> Result<Grid, ReadError> {
        let mut builder = GridBuilder::new(limits);
        for (number, row) in (1..).zip(rows) {
            builder.push(number, row.iter().map(|cell| cell.as_bytes()))?;
        }
        builder.finish()
    }

    #[test]
    fn lines_of_a_text_and_rows_beside_it_stand_in_one_grid() {
        let text = "a,,b \nxxxxxxx\n,c";
        let limits = Limits::default();
        let mut builder = GridBuilder::of_text(&limits, text).unwrap();
        builder.push_line(1, (0, 5), b',').unwrap();
        let quoted: [&[u8]; 3] = [b"x, y", b"", b"6'0\""];
        builder.push(2, quoted).unwrap();
        builder.push_line(3, (14, 16), b',').unwrap();
        let grid = builder.finish().unwrap();
        let rows: Vec<Vec<&str>> = (0..3).map(|row| grid.row(row).collect()).collect();
        let expected: [&[&str]; 3] = [&["a", "", "b"], &["x, y", "", "6'0\""], &["", "c"]];
        assert_eq!(rows, expected);
        for (row, cells) in expected.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                assert_eq!(grid.cell(row, column), *cell);
            }
            assert_eq!((grid.width_of(row), grid.cell(row, 3)), (cells.len(), ""));
        }
    }

    #[test]
    fn each_limit_says_what_is_too_much() {
        let small = Limits {
            bytes: 0,
            unpacked: 20,
            page: 0,
            rows: 2,
            columns: 3,
            cell: 8,
        };
        let ok: &[&str] = &["a", "b", "c"];
        for (rows, words) in [
            (vec![ok, ok, ok], "more than 2 rows"),
            (
                vec![&["a", "b", "c", "d"][..]],
                "Row 1 has more than 3 columns",
            ),
            (vec![ok, &["123456789"]], "Row 2 has a cell of more than 8"),
            (
                vec![&["12345678", "12345678", "12345678"][..]],
                "more than 20",
            ),
            (vec![], "is empty"),
        ] {
            let err = grid(&rows, &small).unwrap_err().to_string();
            assert!(err.contains(words), "{err}");
            let text = rows.iter().map(|row| row.join(",")).collect::<Vec<_>>();
            let err = crate::import::csv::read(&text.join("\n"), b',', &small);
            let err = err.unwrap_err().to_string();
            assert!(err.contains(words), "as text: {err}");
        }
    }
}
