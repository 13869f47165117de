//! What a file of somebody else may hold at most, so that a hostile one takes neither all memory
//! nor all time.

/// What a file of rows may hold at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes as they are handed in.
    pub bytes: usize,
    /// Bytes after unpacking.
    pub unpacked: usize,
    /// Bytes of a web page: in memory it takes many times as much.
    pub page: usize,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            unpacked: 1 << 30,
            page: 64 << 20,
            rows: 5_000_000,
            columns: 16_384,
            cell: 64 << 10,
        }
    }
}
