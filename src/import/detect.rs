//! What a file of rows is, found in the file itself, each finding with its evidence.

mod counting;
mod dates;
mod encoding;
mod format;
mod layout;
mod numbers;

pub use counting::{Counting, Fractions, counting, fractions};
pub use dates::{
    DateEvidence, DateOrder, Figures, ReadDate, date_evidence, date_order, read_figures,
};
pub use encoding::{Decoded, decode};
pub use format::{Format, format, refuse_bytes, unpack};
pub use layout::{Head, head, separator};
pub use numbers::{DecimalSign, PlainNumber, decimal_sign, number, plain_number};

/// Something found out about a file, with the evidence in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected<T> {
    /// What was found.
    pub value: T,
    /// Why, in a sentence for people.
    pub evidence: String,
    /// False if a person should look at it before anything is taken from the file.
    pub sure: bool,
}

impl<T> Detected<T> {
    /// Found beyond doubt.
    pub fn sure(value: T, evidence: impl Into<String>) -> Self {
        Self {
            value,
            evidence: evidence.into(),
            sure: true,
        }
    }

    /// The best that can be said; a person should look.
    pub fn doubtful(value: T, evidence: impl Into<String>) -> Self {
        Self {
            value,
            evidence: evidence.into(),
            sure: false,
        }
    }

    /// Chosen by a person.
    pub fn chosen(value: T) -> Self {
        Self::sure(value, "Chosen by hand")
    }

    /// The same finding of something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Detected<U> {
        Detected {
            value: change(self.value),
            evidence: self.evidence,
            sure: self.sure,
        }
    }
}
