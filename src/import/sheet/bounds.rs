//! How many cells an ODS sheet says it has when its repeats are written out.
//!
//! A cell of forty bytes can say that it stands there sixteen thousand times, and its row that it
//! stands there a million times. The reader writes them all out, so they are counted before.

use memchr::{memchr, memmem};

use super::zipped;
use crate::import::error::ReadError;
use crate::import::limits::Limits;

/// Cells of one workbook when written out; each takes some fifty bytes while it is read.
const MAX_CELLS: u64 = 20_000_000;

/// Refuses a workbook whose cells would fill the memory.
pub(super) fn check_repeats(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let Some(content) = zipped::member(bytes, "content.xml", limits.unpacked) else {
        return Ok(());
    };
    if written_out(&content) > MAX_CELLS {
        let max = limits.rows;
        return Err(ReadError::Rows { max });
    }
    Ok(())
}

fn written_out(content: &[u8]) -> u64 {
    let (mut total, mut width, mut widest) = (0_u64, 0_u64, 1_u64);
    // Empty cells and rows count only if something stands behind them.
    let (mut empty_cells, mut empty_rows, mut row_repeats) = (0_u64, 0_u64, 1_u64);
    let mut rest = content;
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = memchr(b'>', rest).unwrap_or(rest.len());
        let tag = rest.get(..end).unwrap_or_default();
        if tag.starts_with(b"table:table-row") {
            row_repeats = repeats(tag, b"number-rows-repeated=");
            (width, empty_cells) = (0, 0);
        } else if tag.starts_with(b"/table:table-row") {
            if width == 0 {
                empty_rows = empty_rows.saturating_add(row_repeats);
            } else {
                widest = widest.max(width);
                let rows = row_repeats.saturating_add(empty_rows);
                total = total.saturating_add(rows.saturating_mul(widest));
                empty_rows = 0;
            }
        } else if tag.starts_with(b"table:table-cell")
            || tag.starts_with(b"table:covered-table-cell")
        {
            let count = repeats(tag, b"number-columns-repeated=");
            let is_empty = tag.ends_with(b"/") && memmem::find(tag, b"office:").is_none();
            if is_empty {
                empty_cells = empty_cells.saturating_add(count);
            } else {
                width = width.saturating_add(count).saturating_add(empty_cells);
                empty_cells = 0;
            }
        }
    }
    total
}

fn repeats(tag: &[u8], name: &[u8]) -> u64 {
    let digits = memmem::find(tag, name)
        .and_then(|at| tag.get(at + name.len() + 1..))
        .map(|value| value.iter().take_while(|byte| byte.is_ascii_digit()));
    let Some(digits) = digits else { return 1 };
    digits.fold(0, |number: u64, digit| {
        number
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_count_as_often_as_they_are_written_out() {
        for (content, cells) in [
            (
                "<table:table-row><table:table-cell office:value=\"1\"/></table:table-row>",
                1,
            ),
            (
                "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>\
                 </table:table-row>",
                16_384_000,
            ),
            (
                "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"/></table:table-row>",
                0,
            ),
        ] {
            assert_eq!(written_out(content.as_bytes()), cells, "{content}");
        }
    }
}
