//! Why bytes cannot be read as a table.

/// Why a file gave no table. The sentence says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("The file is empty")]
    Empty,
    /// Something else than a table.
    #[error("This is {what}, no table. {advice}")]
    NoTable {
        /// What it looks like: "a PDF document".
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// JSON, which another reader takes if it holds match events.
    #[error(
        "This is JSON, and tables come as CSV, workbooks or web pages. The events of a match are counted, not taken in as a table"
    )]
    Events,
    /// A reader of a format gave up.
    #[error("The {format} cannot be read: {why}. Save it again, or save it as CSV")]
    Damaged {
        /// Which format.
        format: &'static str,
        /// What its reader says.
        why: String,
    },
    /// There is no sheet of that name.
    #[error("There is no sheet “{0}” in the workbook")]
    NoSheet(String),
    /// An encoding that nobody knows.
    #[error("There is no encoding “{0}”. Try utf-8 or windows-1252")]
    NoEncoding(String),
    /// Too many bytes.
    #[error("The file has {found} bytes, and a table may have {max}. Divide it")]
    Bytes {
        /// How many it has.
        found: usize,
        /// How many it may have.
        max: usize,
    },
    /// Too many bytes once unpacked.
    #[error("Unpacked, the file has more than {max} bytes. Unpack and divide it first")]
    Unpacked {
        /// How many it may have.
        max: usize,
    },
    /// Too many rows.
    #[error("The table has more than {max} rows. Divide it")]
    Rows {
        /// How many it may have.
        max: usize,
    },
    /// Too many columns.
    #[error("Row {row} has more than {max} columns. Check the separator, or take columns out")]
    Columns {
        /// The first row with so many.
        row: u32,
        /// How many it may have.
        max: usize,
    },
    /// A cell is too long.
    #[error(
        "Row {row} has a cell of more than {max} bytes. A quotation mark that is never closed may be the reason"
    )]
    Cell {
        /// The row.
        row: u32,
        /// How long a cell may be.
        max: usize,
    },
}
