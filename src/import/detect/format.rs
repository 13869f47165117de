//! What kind of file bytes are, by what stands in them and not by their name.

use std::io::Read as _;

use super::Detected;
use crate::import::FileBytes;
use crate::import::error::ReadError;
use crate::import::limits::Limits;
use crate::import::sheet::Workbook;
use crate::import::sheet::zipped::is_zip;

/// A format that can be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a sign between cells.
    Text,
    /// A workbook.
    Workbook(Workbook),
    /// A web page with a table.
    Page,
}

impl Format {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text with separators (CSV, TSV)",
            Self::Workbook(Workbook::Xlsx) => "Excel workbook (XLSX)",
            Self::Workbook(Workbook::Ods) => "OpenDocument workbook (ODS)",
            Self::Page => "Web page (HTML)",
        }
    }
}

/// The bytes without the gzip around them.
///
/// # Errors
/// [`ReadError`] if there is more than a table may hold or the packing is damaged.
pub fn unpack(bytes: &FileBytes, limits: &Limits) -> Result<FileBytes, ReadError> {
    if bytes.len() > limits.bytes {
        let (found, max) = (bytes.len(), limits.bytes);
        return Err(ReadError::Bytes { found, max });
    }
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes.clone());
    }
    let max = limits.unpacked;
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(&**bytes)
        .take(max as u64 + 1)
        .read_to_end(&mut out)
        .map_err(|err| ReadError::Damaged {
            format: "gzip file",
            why: err.to_string(),
        })?;
    if out.len() > max {
        return Err(ReadError::Unpacked { max });
    }
    Ok(out.into())
}

/// What unpacked bytes are.
///
/// # Errors
/// [`ReadError`] for what is certainly no table.
pub fn format(bytes: &[u8]) -> Result<Detected<Format>, ReadError> {
    let start = start(bytes);
    if bytes.is_empty() || (start.is_empty() && bytes.len() < 1 << 12) {
        return Err(ReadError::Empty);
    }
    if let Some(kind) = Workbook::of(bytes) {
        let evidence = "The archive holds the parts of a workbook";
        return Ok(Detected::sure(Format::Workbook(kind), evidence));
    }
    refuse(bytes, &start)?;
    let is_page = ["<!doctype html", "<html", "<table"]
        .iter()
        .any(|tag| start.contains(tag));
    if is_page && start.starts_with('<') {
        return Ok(Detected::sure(Format::Page, "It begins as a web page does"));
    }
    Ok(Detected::sure(Format::Text, "It is plain text"))
}

/// The first thousand characters in lower case, as far as they are ASCII.
fn start(bytes: &[u8]) -> String {
    let head: Vec<u8> = bytes
        .iter()
        .take(2_048)
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .copied()
        .collect();
    let text = String::from_utf8(head).unwrap_or_default();
    text.trim_start().to_lowercase()
}

/// Refuses what was decoded and is no text: bytes of a program or a picture.
///
/// # Errors
/// [`ReadError::NoTable`] if more than one character in fifty is a control sign.
pub fn refuse_bytes(text: &str) -> Result<(), ReadError> {
    let is_control = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}');
    let head = || text.chars().take(8_192);
    let controls = head().filter(is_control).count();
    if controls * 50 > head().count() {
        return Err(ReadError::NoTable {
            what: "a file of bytes and not of text",
            advice: "Choose the file that holds the rows, or save it as CSV",
        });
    }
    Ok(())
}

fn refuse(bytes: &[u8], start: &str) -> Result<(), ReadError> {
    let no_table = |what, advice| Err(ReadError::NoTable { what, advice });
    if is_zip(bytes) {
        return no_table(
            "an archive",
            "Unpack it and choose the file that holds the rows",
        );
    }
    for (magic, what, advice) in [
        (
            &b"\xd0\xcf\x11\xe0"[..],
            "an Excel workbook from before 2007",
            "Save it as XLSX or CSV",
        ),
        (
            b"%PDF",
            "a PDF document",
            "Copy its table and paste it here",
        ),
        (
            b"\x89PNG",
            "a picture",
            "Choose the file that holds the rows",
        ),
        (
            b"\xff\xd8\xff",
            "a picture",
            "Choose the file that holds the rows",
        ),
        (b"PAR1", "a Parquet file", "Save it as CSV"),
        (b"SQLite format 3", "a database", "Save the table as CSV"),
        (
            b"\x7fELF",
            "a program",
            "Choose the file that holds the rows",
        ),
        (
            b"MZ\x90",
            "a program",
            "Choose the file that holds the rows",
        ),
    ] {
        if bytes.starts_with(magic) {
            return no_table(what, advice);
        }
    }
    if start.starts_with("{\"format\":\"backline\"") {
        return no_table("a Backline dossier", "Open it instead");
    }
    if start.starts_with(['{', '[']) {
        return Err(ReadError::Events);
    }
    Ok(())
}
