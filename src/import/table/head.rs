//! Headers: one row or two, each column under a name of its own.

use std::collections::BTreeMap;

use super::{Grid, Table};

/// What stands above a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The name that no other column has: "Nat (2)" for the second "Nat".
    pub name: String,
    /// As the file writes it.
    pub written: String,
    /// What the row above spans over it: "Per 90 Minutes"; empty without one.
    pub group: String,
}

impl Table {
    /// A table of a grid whose header is in row `head` of the grid; the row above it names groups of
    /// columns if there are two header rows. Without a header every row is data.
    pub fn new(grid: Grid, head: Option<usize>, header_rows: usize) -> Self {
        let headers = headers(&grid, head, header_rows);
        let first = head.map_or(0, |head| head + 1);
        let (mut data, mut repeats) = (Vec::with_capacity(grid.len()), Vec::new());
        for row in first..grid.len() {
            let is_repeat = head.is_some_and(|head| {
                let header = head.saturating_sub(header_rows.saturating_sub(1))..=head;
                header.into_iter().any(|head| {
                    grid.width_of(row) == grid.width_of(head) && grid.row(row).eq(grid.row(head))
                })
            });
            if is_repeat {
                repeats.push(grid.number(row));
            } else if grid.row(row).any(|cell| !cell.is_empty()) {
                data.push(u32::try_from(row).unwrap_or(u32::MAX));
            }
        }
        Self {
            grid,
            headers,
            data,
            repeats,
        }
    }
}

fn headers(grid: &Grid, head: Option<usize>, header_rows: usize) -> Vec<Header> {
    // Rows beyond the header count too: their cells must not vanish without a name.
    let width = match head {
        Some(head) => grid.width_of(head),
        None => (0..grid.len().min(1_000))
            .map(|row| grid.width_of(row))
            .max()
            .unwrap_or(0),
    };
    let written = |column| head.map_or("", |head| grid.cell(head, column));
    let groups = head
        .filter(|_| header_rows > 1)
        .and_then(|head| head.checked_sub(1));
    let mut group = "";
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut headers = Vec::with_capacity(width);
    for column in 0..width {
        if let Some(row) = groups
            && !grid.cell(row, column).is_empty()
        {
            group = grid.cell(row, column);
        }
        let written = written(column);
        let name = unique(&mut seen, written, group, column);
        headers.push(Header {
            name,
            written: written.to_owned(),
            group: group.to_owned(),
        });
    }
    headers
}

/// The name as written, or with its group, or with a number, whichever is the first that is free.
fn unique(seen: &mut BTreeMap<String, usize>, written: &str, group: &str, column: usize) -> String {
    let mut name = if written.is_empty() {
        format!("Column {}", column + 1)
    } else {
        written.to_owned()
    };
    if seen.contains_key(&name) && !group.is_empty() {
        name = format!("{group} {name}");
    }
    let base = name.clone();
    while seen.contains_key(&name) {
        let count = seen.entry(base.clone()).or_insert(1);
        *count += 1;
        name = format!("{base} ({count})");
    }
    seen.insert(name.clone(), 1);
    name
}
