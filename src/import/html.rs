//! Tables in a web page: the largest one is read, cells that span others are repeated.

use scraper::{ElementRef, Html, Selector};

use super::error::ReadError;
use super::limits::Limits;
use super::table::{Grid, GridBuilder};

/// Reads the table with the most cells.
///
/// # Errors
/// [`ReadError`] if there is no table in the page or more than a table may hold.
pub fn read(text: &str, limits: &Limits) -> Result<Grid, ReadError> {
    if text.len() > limits.page {
        let (found, max) = (text.len(), limits.page);
        return Err(ReadError::Bytes { found, max });
    }
    let page = Html::parse_document(text);
    let selector = |css: &str| {
        Selector::parse(css).map_err(|err| ReadError::Damaged {
            format: "web page",
            why: err.to_string(),
        })
    };
    let (tables, rows) = (selector("table")?, selector("tr")?);
    let largest = page
        .select(&tables)
        .max_by_key(|table| table.select(&rows).count())
        .ok_or(ReadError::NoTable {
            what: "a web page without a table",
            advice: "Save the page that shows the rows",
        })?;
    let mut builder = GridBuilder::new(limits);
    // What cells of the rows above still cover: rows left and the text, by column.
    let mut below: Vec<(usize, String)> = Vec::new();
    for (number, row) in (1..).zip(largest.select(&rows)) {
        let cells = spread(row, &mut below, limits, number)?;
        builder.push(number, cells.iter().map(String::as_bytes))?;
    }
    builder.finish()
}

/// The cells of one row with those that span columns or reach down from above repeated.
fn spread(
    row: ElementRef<'_>,
    below: &mut Vec<(usize, String)>,
    limits: &Limits,
    number: u32,
) -> Result<Vec<String>, ReadError> {
    let mut cells: Vec<String> = Vec::new();
    let too_wide = || ReadError::Columns {
        row: number,
        max: limits.columns,
    };
    let from_above = |cells: &mut Vec<String>, below: &mut Vec<(usize, String)>| {
        while let Some((rows @ 1.., text)) = below.get_mut(cells.len()) {
            *rows -= 1;
            cells.push(text.clone());
        }
    };
    let is_cell = |cell: &ElementRef<'_>| matches!(cell.value().name(), "td" | "th");
    for cell in row.child_elements().filter(is_cell) {
        from_above(&mut cells, below);
        let text = text_of(cell);
        let span = |name: &str| {
            let span = cell.value().attr(name).and_then(|span| span.parse().ok());
            span.unwrap_or(1_usize).max(1)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        if cells.len().saturating_add(columns) > limits.columns {
            return Err(too_wide());
        }
        for _ in 0..columns {
            if below.len() <= cells.len() {
                below.resize(cells.len() + 1, (0, String::new()));
            }
            if let Some(under) = below.get_mut(cells.len()) {
                *under = (
                    rows - 1,
                    if rows > 1 {
                        text.clone()
                    } else {
                        String::new()
                    },
                );
            }
            cells.push(text.clone());
        }
    }
    from_above(&mut cells, below);
    if cells.len() > limits.columns {
        return Err(too_wide());
    }
    Ok(cells)
}

/// Words with single spaces between them, as a browser shows them.
fn text_of(cell: ElementRef<'_>) -> String {
    let mut out = String::new();
    for piece in cell.text() {
        for word in piece.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &[&[&str]]) {
        let grid = read(page, &Limits::default()).unwrap();
        let rows: Vec<Vec<&str>> = (0..grid.len()).map(|row| grid.row(row).collect()).collect();
        assert_eq!(rows, expected, "{page}");
    }

    #[test]
    fn spans_are_repeated_and_entities_read() {
        check(
            "<table><tr><td>small</table><table><tr><th colspan=2>Per 90</th><th rowspan=2>Club\
             <tr><th>Tkl<th>Int<tr><td>1<td> 2\n<b>a</b><td>K&ouml;ln &amp; Co</table>",
            &[
                &["Per 90", "Per 90", "Club"],
                &["Tkl", "Int", "Club"],
                &["1", "2 a", "Köln & Co"],
            ],
        );
    }

    #[test]
    fn a_page_without_a_table_or_with_endless_spans_is_refused() {
        let err = |page: &str| read(page, &Limits::default()).unwrap_err().to_string();
        assert!(err("<p>nothing").contains("without a table"));
        let wide = "<table><tr><td colspan=99999999999>x</table>";
        assert!(
            err(wide).contains("more than 16384 columns"),
            "{}",
            err(wide)
        );
    }
}
