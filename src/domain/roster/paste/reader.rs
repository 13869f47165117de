//! How cells are read that are not written as people type them.

use crate::domain::fact::{FactKey, FactValue};
use crate::domain::money::{Currency, Money};
use crate::domain::roster::Column;

/// Reads the words of other people's files, where the program's own words do not answer. The domain
/// knows none; whoever pastes hands them in.
#[derive(Clone, Copy)]
pub struct CellReader {
    /// The column that a header means.
    pub column: fn(&str) -> Option<Column>,
    /// True if a cell says that nothing is known.
    pub is_blank: fn(&str) -> bool,
    /// A fact; sums without a currency are in this one.
    pub fact: fn(FactKey, &str, Currency) -> Option<FactValue>,
    /// A market value below a header, in this currency unless header or cell name another.
    pub sum: fn(&str, &str, Currency) -> Option<Money>,
}

impl CellReader {
    /// Reads nothing beyond what people type.
    pub fn typed() -> Self {
        Self {
            column: |_| None,
            is_blank: |_| false,
            fact: |_, _, _| None,
            sum: |_, _, _| None,
        }
    }
}
