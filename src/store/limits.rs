//! What a file may hold at most, so that a hostile one takes neither all memory nor all time.
//!
//! Nesting is limited to 128 levels and numbers to what 64 bits hold by the JSON reader itself. Ids
//! are UUIDs and need no limit of their own.

use memchr::{memchr, memchr_iter, memchr2};

use crate::domain::dossier::{Dossier, Record};
use crate::domain::negotiation::Negotiation;
use crate::domain::player::Player;
use crate::domain::report::ScoutReport;

/// The size of a file: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;
/// Records of all kinds.
pub const MAX_RECORDS: usize = 2_000_000;
/// JSON values. The smallest ones take two bytes in a file and a hundred in memory.
pub const MAX_VALUES: usize = 40_000_000;
/// One text: 1 MiB, a thick book.
pub const MAX_TEXT: usize = 1 << 20;
/// Rows in one list of a record: injuries, seasons, rounds.
pub const MAX_ROWS: usize = 10_000;
/// Readings of one fact.
pub const MAX_READINGS: usize = 1_000;
/// Notices about one file; more would only hide the first.
pub const MAX_NOTICES: usize = 1_000;

/// What a file may hold at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Records of all kinds.
    pub records: usize,
    /// JSON values.
    pub values: usize,
    /// Bytes of one text.
    pub text: usize,
    /// Rows in one list of a record.
    pub rows: usize,
    /// Readings of one fact.
    pub readings: usize,
    /// Notices about one file.
    pub notices: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: MAX_BYTES,
            records: MAX_RECORDS,
            values: MAX_VALUES,
            text: MAX_TEXT,
            rows: MAX_ROWS,
            readings: MAX_READINGS,
            notices: MAX_NOTICES,
        }
    }
}

/// A limit that a file exceeds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// The file is too large.
    #[error("It has {found} bytes, and a dossier may have {max}")]
    Bytes {
        /// What it has.
        found: u64,
        /// What it may have.
        max: u64,
    },
    /// Too many records.
    #[error("It has more than {max} records")]
    Records {
        /// How many it may have.
        max: usize,
    },
    /// Too many values.
    #[error("It has more than {max} values")]
    Values {
        /// How many it may have.
        max: usize,
    },
    /// A text is too long.
    #[error("A text is longer than {max} bytes")]
    Text {
        /// How long it may be.
        max: usize,
    },
    /// A list of a record is too long.
    #[error("The list of {list} has {found} rows, and may have {max}")]
    Rows {
        /// Which list.
        list: &'static str,
        /// How long it is.
        found: usize,
        /// How long it may be.
        max: usize,
    },
    /// A fact has too many readings.
    #[error("{fact} has {found} readings, and may have {max}")]
    Readings {
        /// Which fact.
        fact: &'static str,
        /// How many it has.
        found: usize,
        /// How many it may have.
        max: usize,
    },
}

impl Limits {
    /// Checks what can be counted without reading the file.
    pub(super) fn check_bytes(&self, bytes: &[u8]) -> Result<(), Limit> {
        self.check_size(bytes.len() as u64)?;
        self.check_values(values_in(bytes))
    }

    /// Checks a file that is still in pieces, each of whole lines.
    pub(super) fn check_pieces<'a>(
        &self,
        pieces: impl Iterator<Item = &'a [u8]> + Clone,
    ) -> Result<(), Limit> {
        self.check_size(pieces.clone().map(|piece| piece.len() as u64).sum())?;
        self.check_values(pieces.clone().map(values_in).sum())?;
        let mut pieces = pieces;
        pieces.try_for_each(|piece| self.check_texts(piece))
    }

    fn check_values(&self, values: usize) -> Result<(), Limit> {
        if values > self.values {
            return Err(Limit::Values { max: self.values });
        }
        Ok(())
    }

    /// Checks the size alone, before the file is read.
    pub(super) fn check_size(&self, bytes: u64) -> Result<(), Limit> {
        if bytes > self.bytes {
            return Err(Limit::Bytes {
                found: bytes,
                max: self.bytes,
            });
        }
        Ok(())
    }

    /// Checks the texts of a file or a line. A JSON text never spans lines, so only lines that are
    /// too long themselves need a closer look.
    pub(super) fn check_texts(&self, bytes: &[u8]) -> Result<(), Limit> {
        let mut rest = bytes;
        while rest.len() > self.text {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            if end > self.text && has_text_over(self.text, &rest[..end]) {
                return Err(Limit::Text { max: self.text });
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        Ok(())
    }

    /// Checks the lists of a record.
    pub(super) fn check_record(&self, record: &Record) -> Result<(), Limit> {
        match record {
            Record::Player(player) => self.check_player(player),
            Record::Negotiation(negotiation) => self.check_negotiation(negotiation),
            Record::Report(report) => self.check_report(report),
            Record::Slot(_)
            | Record::Pool(_)
            | Record::Comparison(_)
            | Record::Statement(_)
            | Record::Window(_)
            | Record::Rate(_)
            | Record::Source(_)
            | Record::View(_)
            | Record::Identity(_)
            | Record::Mapping(_)
            | Record::Change(_) => Ok(()),
        }
    }

    /// Checks what a dossier would write, so that nothing is saved that could not be opened again.
    pub(super) fn check_dossier(&self, dossier: &Dossier) -> Result<(), Limit> {
        if dossier.len() > self.records {
            return Err(Limit::Records { max: self.records });
        }
        dossier
            .players
            .values()
            .try_for_each(|player| self.check_player(player))?;
        dossier
            .negotiations
            .values()
            .try_for_each(|negotiation| self.check_negotiation(negotiation))?;
        dossier
            .reports
            .values()
            .try_for_each(|report| self.check_report(report))
    }

    fn check_player(&self, player: &Player) -> Result<(), Limit> {
        self.check_rows("injuries", player.spells.len())?;
        self.check_rows("transfers", player.transfers.len())?;
        self.check_rows("market values", player.valuations.len())?;
        self.check_rows("seasons", player.seasons.len())?;
        self.check_rows("training clubs", player.training.len())?;
        for (key, sourced) in player.facts.iter() {
            self.check_readings(key.name(), sourced.readings.len())?;
        }
        let mut fees = player
            .transfers
            .iter()
            .map(|transfer| transfer.fee.readings.len());
        fees.try_for_each(|readings| self.check_readings("Transfer fee", readings))
    }

    fn check_negotiation(&self, negotiation: &Negotiation) -> Result<(), Limit> {
        self.check_rows("packages", negotiation.packages.len())?;
        self.check_rows("offers", negotiation.rounds.len())?;
        self.check_rows("beliefs", negotiation.beliefs.len())?;
        self.check_rows("ranges of beliefs", negotiation.ranges.len())?;
        for belief in negotiation.beliefs.values() {
            self.check_readings("Belief", belief.readings.len())?;
        }
        for package in negotiation.packages.iter() {
            self.check_rows("instalments", package.instalments.len())?;
            self.check_rows("add-ons", package.add_ons.len())?;
        }
        Ok(())
    }

    fn check_report(&self, report: &ScoutReport) -> Result<(), Limit> {
        self.check_rows("observations", report.observations.len())
    }

    fn check_rows(&self, list: &'static str, found: usize) -> Result<(), Limit> {
        if found <= self.rows {
            return Ok(());
        }
        let max = self.rows;
        Err(Limit::Rows { list, found, max })
    }

    fn check_readings(&self, fact: &'static str, found: usize) -> Result<(), Limit> {
        if found <= self.readings {
            return Ok(());
        }
        let max = self.readings;
        Err(Limit::Readings { fact, found, max })
    }
}

/// What could be JSON values.
fn values_in(bytes: &[u8]) -> usize {
    let count = |block: &[u8]| {
        memchr_iter(b',', block).count()
            + memchr_iter(b'[', block).count()
            + memchr_iter(b'{', block).count()
    };
    // In blocks, so that the second and third look find the bytes in the cache.
    bytes.chunks(128 * 1024).map(count).sum()
}

/// True if a JSON text in the line is longer than `max` bytes as it stands in the file.
fn has_text_over(max: usize, line: &[u8]) -> bool {
    let mut rest = line;
    while let Some(start) = memchr(b'"', rest) {
        rest = &rest[start + 1..];
        let length = text_length(rest);
        if length > max {
            return true;
        }
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    false
}

/// Bytes up to the closing quote, or all of them if there is none.
fn text_length(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if text[at] == b'"' {
            return at;
        }
        at += 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(line: &str, max: usize, too_long: bool) {
        let limits = Limits {
            text: max,
            ..Limits::default()
        };
        assert_eq!(
            limits.check_texts(line.as_bytes()).is_err(),
            too_long,
            "{line}"
        );
    }

    #[test]
    fn a_text_is_measured_between_its_quotes() {
        check_text(r#"{"a":"12345","b":"12345"}"#, 5, false);
        check_text(r#"{"a":"12345","b":"123456"}"#, 5, true);
        check_text(r#"{"a":"1\"34"}"#, 5, false);
        check_text(r#"{"a":"1\"345"}"#, 5, true);
        check_text(r#"{"a":"123\\","b":"1"}"#, 5, false);
        check_text(r#"{"a":"1234567"#, 5, true);
        check_text(r#""\"#, 1, false);
    }
}
