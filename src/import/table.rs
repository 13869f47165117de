//! Rows and columns of text, as a file holds them, each row with its number in the file.

mod head;

use super::error::ReadError;
use super::limits::Limits;

pub use head::Header;

/// Cells of text, row by row; rows may differ in length.
///
/// All text stands in one buffer, so that a million rows are three allocations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    text: String,
    /// Where each cell ends in `text`.
    cells: Vec<u32>,
    /// Where each row ends in `cells`.
    rows: Vec<u32>,
    /// The number of each row in the file, from 1.
    numbers: Vec<u32>,
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

    fn span(&self, row: usize) -> std::ops::Range<usize> {
        let end = |row: usize| self.rows.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).map_or(0, end);
        start..end(row).max(start)
    }

    fn cell_at(&self, cell: usize) -> &str {
        let end = |cell: usize| self.cells.get(cell).map_or(0, |end| *end as usize);
        let start = cell.checked_sub(1).map_or(0, end);
        self.text.get(start..end(cell)).unwrap_or_default()
    }

    /// How many cells a row has.
    pub fn width_of(&self, row: usize) -> usize {
        self.span(row).len()
    }

    /// One cell, without the spaces around it; empty beyond the row.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let span = self.span(row);
        if column < span.len() {
            trimmed(self.cell_at(span.start + column))
        } else {
            ""
        }
    }

    /// The cells of one row, without the spaces around them.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        self.span(row).map(|cell| trimmed(self.cell_at(cell)))
    }

    /// The number of a row in the file, from 1.
    pub fn number(&self, row: usize) -> u32 {
        self.numbers.get(row).copied().unwrap_or_default()
    }

    /// Bytes that it holds in memory.
    pub fn memory(&self) -> usize {
        self.text.capacity()
            + 4 * (self.cells.capacity() + self.rows.capacity() + self.numbers.capacity())
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
    /// Bytes of the file, as far as they are known.
    bytes: usize,
    text: Vec<u8>,
    cells: Vec<u32>,
    rows: Vec<u32>,
    numbers: Vec<u32>,
}

/// Rows by which the size of a file is judged.
const SAMPLE: usize = 1_000;
/// Cells for which room is made ahead at most, so that a file that only begins dense takes little.
const MOST_ROOM: usize = 64 << 20;

impl<'a> GridBuilder<'a> {
    /// An empty grid with room for a text of so many bytes.
    pub fn new(limits: &'a Limits, bytes: usize) -> Self {
        Self {
            limits,
            bytes: bytes.min(limits.unpacked),
            text: Vec::with_capacity(bytes.min(limits.unpacked)),
            cells: Vec::new(),
            rows: Vec::new(),
            numbers: Vec::new(),
        }
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
        let first = self.cells.len();
        for cell in cells {
            if cell.len() > self.limits.cell {
                let max = self.limits.cell;
                return Err(ReadError::Cell { row: number, max });
            }
            self.text.extend_from_slice(cell);
            let max = self.limits.unpacked;
            let end = u32::try_from(self.text.len())
                .ok()
                .filter(|end| *end as usize <= max);
            self.cells.push(end.ok_or(ReadError::Unpacked { max })?);
            if self.cells.len() - first > self.limits.columns {
                let max = self.limits.columns;
                return Err(ReadError::Columns { row: number, max });
            }
        }
        if self.rows.len() >= self.limits.rows {
            let max = self.limits.rows;
            return Err(ReadError::Rows { max });
        }
        let max = self.limits.unpacked;
        let end = u32::try_from(self.cells.len()).map_err(|_| ReadError::Unpacked { max })?;
        self.rows.push(end);
        self.numbers.push(number);
        if self.rows.len() == SAMPLE {
            self.make_room();
        }
        Ok(())
    }

    /// Room for as many cells as the rest holds if it is like the first rows: lists that grow by
    /// doubling would hold up to twice of it.
    fn make_room(&mut self) {
        let read = (self.text.len() + self.cells.len()).max(1);
        let more = |count: usize| {
            let whole = count.saturating_mul(self.bytes) / read;
            (whole + whole / 50).min(MOST_ROOM).saturating_sub(count)
        };
        let (cells, rows) = (more(self.cells.len()), more(self.rows.len()));
        self.cells.reserve_exact(cells);
        self.rows.reserve_exact(rows);
        self.numbers.reserve_exact(rows);
    }

    /// The grid.
    ///
    /// # Errors
    /// [`ReadError::Empty`] without a row.
    pub fn finish(self) -> Result<Grid, ReadError> {
        if self.rows.is_empty() {
            return Err(ReadError::Empty);
        }
        // Readers hand in whole characters; a stray byte must still not lose the table.
        let text = String::from_utf8(self.text).map_err(|_| ReadError::Damaged {
            format: "text",
            why: "a character is cut in two".to_owned(),
        })?;
        Ok(Grid {
            text,
            cells: self.cells,
            rows: self.rows,
            numbers: self.numbers,
        })
    }
}

/// A grid of which it is known which rows are headers.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    grid: Grid,
    headers: Vec<Header>,
    /// The rows of the grid that hold data.
    data: Vec<u32>,
    /// The numbers of rows that repeat the header and are left out.
    repeats: Vec<u32>,
}

impl Table {
    /// How many rows of data.
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// True without a row of data.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        self.headers.len()
    }

    /// What stands above each column.
    pub fn headers(&self) -> &[Header] {
        &self.headers
    }

    /// The column of that name: the unique one first, then as the file writes it, in any case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let position = |is_it: &dyn Fn(&Header) -> bool| self.headers.iter().position(is_it);
        position(&|header| header.name == name)
            .or_else(|| position(&|header| header.name.eq_ignore_ascii_case(name)))
    }

    /// One cell, without the spaces around it; empty if the row is too short.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        match self.data.get(row) {
            Some(row) => self.grid.cell(*row as usize, column),
            None => "",
        }
    }

    /// The cells of one column from top to bottom.
    pub fn column_cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.data
            .iter()
            .map(move |row| self.grid.cell(*row as usize, column))
    }

    /// The number of a row in the file, as a spreadsheet or an editor counts it, from 1.
    pub fn row_number(&self, row: usize) -> u32 {
        self.data
            .get(row)
            .map_or(0, |row| self.grid.number(*row as usize))
    }

    /// The numbers of rows that repeat the header and are left out.
    pub fn repeats(&self) -> &[u32] {
        &self.repeats
    }

    /// Rows that have more or fewer cells than there are headers, with how many they have. Missing
    /// cells count as empty; cells beyond the last header are not read.
    pub fn uneven(&self) -> impl Iterator<Item = (u32, usize)> + '_ {
        let width = self.width();
        self.data.iter().filter_map(move |row| {
            let row = *row as usize;
            let found = self.grid.width_of(row);
            (found != width).then(|| (self.grid.number(row), found))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]], limits: &Limits) -> Result<Grid, ReadError> {
        let mut builder = GridBuilder::new(limits, 0);
        for (number, row) in (1..).zip(rows) {
            builder.push(number, row.iter().map(|cell| cell.as_bytes()))?;
        }
        builder.finish()
    }

    #[test]
    fn headers_that_repeat_are_made_unique_and_both_are_kept() {
        let grid = grid(
            &[&["Name", "Nat", "Nat", ""], &["Ann", "FRA", "12"]],
            &Limits::default(),
        )
        .unwrap();
        let table = Table::new(grid, Some(0), 1);
        let names: Vec<&str> = table
            .headers()
            .iter()
            .map(|head| head.name.as_str())
            .collect();
        assert_eq!(names, ["Name", "Nat", "Nat (2)", "Column 4"]);
        assert_eq!(table.cell(0, 2), "12");
        assert_eq!(table.cell(0, 3), "", "a short row has empty cells");
        assert_eq!(table.row_number(0), 2);
        assert_eq!(table.uneven().collect::<Vec<_>>(), [(2, 3)]);
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
        }
    }
}
