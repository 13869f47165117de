//! Rows and columns of text, as a file holds them, each row with its number in the file.

mod grid;
mod head;

pub use grid::{Cells, Grid, GridBuilder};
pub use head::Header;

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

    /// The cells of one row.
    pub fn cells(&self, row: usize) -> Cells<'_> {
        let row = self.data.get(row).map_or(usize::MAX, |row| *row as usize);
        self.grid.cells(row)
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
    use crate::import::csv;
    use crate::import::limits::Limits;

    #[test]
    fn headers_that_repeat_are_made_unique_and_both_are_kept() {
        let text = "Name,Nat,Nat,\nAnn,FRA,12";
        let grid = csv::read(text, b',', &Limits::default()).unwrap();
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
}
