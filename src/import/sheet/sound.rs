//! Whether a workbook can be handed to its reader: every part is well formed, and it does not say
//! that it has more cells than the memory holds.
//!
//! The reader of workbooks waits for the end of an element and never notices that the file ended
//! first; and it writes out cells that repeat. So the parts are read once before, by the same XML
//! reader: what is sound here is sound there.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::zipped;
use crate::import::error::ReadError;
use crate::import::limits::Limits;

/// Cells of one workbook when their repeats are written out; each takes some fifty bytes.
const MAX_CELLS: u64 = 20_000_000;
/// Elements inside each other; tables need about ten.
const MAX_DEPTH: usize = 256;

/// Refuses a workbook that would keep its reader busy for ever or fill the memory.
pub(super) fn check(bytes: &[u8], format: &'static str, limits: &Limits) -> Result<(), ReadError> {
    let damaged = |why: String| ReadError::Damaged { format, why };
    for (name, part) in zipped::xml_members(bytes).unwrap_or_default() {
        let cells = read_part(part).map_err(|why| damaged(format!("{name} {why}")))?;
        if cells > MAX_CELLS {
            let max = limits.rows;
            return Err(ReadError::Rows { max });
        }
    }
    Ok(())
}

/// Reads one part to its end, and counts the cells that an ODS table has when written out.
fn read_part(part: impl BufRead) -> Result<u64, String> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth, mut count) = (Vec::new(), 0_usize, Repeats::default());
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|err| format!("is not well formed ({err})"))? {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(format!("holds elements more than {MAX_DEPTH} deep"));
                }
                count.start(&element);
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                count.end(element.name().as_ref().as_bytes());
            }
            Event::Eof if depth > 0 => return Err("is cut off".to_owned()),
            Event::Eof => return Ok(count.total),
            _ => {}
        }
    }
}

/// Counts cells while rows and cells that repeat come by.
#[derive(Debug)]
struct Repeats {
    total: u64,
    row: u64,
    width: u64,
    widest: u64,
    /// Empty cells and rows count only if something stands behind them; only then are they written.
    empty_cells: u64,
    empty_rows: u64,
}

impl Default for Repeats {
    fn default() -> Self {
        Self {
            total: 0,
            row: 1,
            width: 0,
            widest: 1,
            empty_cells: 0,
            empty_rows: 0,
        }
    }
}

impl Repeats {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref().as_bytes() {
            b"table:table-row" => {
                self.row = repeats(element, "table:number-rows-repeated");
                (self.width, self.empty_cells) = (0, 0);
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let count = repeats(element, "table:number-columns-repeated");
                self.empty_cells = self.empty_cells.saturating_add(count);
                let holds_value = element.attributes().flatten().any(|attribute| {
                    let key = attribute.key.as_ref().as_bytes();
                    key.starts_with(b"office:") || key == b"table:formula"
                });
                if holds_value {
                    self.fill();
                }
            }
            // What stands in a cell of text.
            b"text:p" => self.fill(),
            _ => {}
        }
    }

    /// The cells up to here are written out.
    fn fill(&mut self) {
        self.width = self.width.saturating_add(self.empty_cells);
        self.empty_cells = 0;
    }

    fn end(&mut self, name: &[u8]) {
        if name != b"table:table-row" {
            return;
        }
        if self.width == 0 {
            self.empty_rows = self.empty_rows.saturating_add(self.row);
            return;
        }
        self.widest = self.widest.max(self.width);
        let rows = self.row.saturating_add(self.empty_rows);
        self.total = self.total.saturating_add(rows.saturating_mul(self.widest));
        self.empty_rows = 0;
    }
}

/// A count that cannot be read counts as endless; the reader refuses it anyway.
fn repeats(element: &BytesStart<'_>, name: &str) -> u64 {
    let attribute = element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.as_ref().as_bytes() == name.as_bytes());
    let text = attribute.map(|attribute| attribute.value.into_owned());
    text.map_or(1, |text| {
        let text: &[u8] = text.as_ref();
        let text = std::str::from_utf8(text).ok();
        text.and_then(|text| text.trim().parse().ok())
            .unwrap_or(u64::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_count_as_often_as_they_are_written_out() {
        for (content, cells) in [
            (
                "<table:table-row><table:table-cell office:value='1'/></table:table-row>",
                1,
            ),
            (
                "<table:table-row table:number-rows-repeated = \"1000\"><table:table-cell \
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
            assert_eq!(read_part(content.as_bytes()), Ok(cells), "{content}");
        }
    }

    #[test]
    fn a_part_that_ends_too_early_is_refused() {
        for (content, words) in [
            ("<a><b></b>", "is cut off"),
            ("<a><!-- </a> -->", "is cut off"),
            ("<a></b>", "is not well formed"),
            (&"<a>".repeat(300), "more than 256 deep"),
        ] {
            let why = read_part(content.as_bytes()).unwrap_err();
            assert!(why.contains(words), "{why}");
        }
    }
}
