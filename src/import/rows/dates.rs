//! Dates of a row, each with what a person should know of it.

use std::fmt;

use chrono::NaiveDate;

use super::{ReadRow, Reader};
use crate::domain::date::{PartialDate, Season, day_text};
use crate::domain::fact::FactKey;
use crate::domain::typed;
use crate::import::dates::{in_english, is_still_open, of_number, without_age};
use crate::import::detect::{Figures, read_figures};
use crate::import::field::Field;
use crate::import::values::is_blank;

/// A date as it was read.
pub(super) struct CellDate {
    /// The date.
    pub date: PartialDate,
    /// How it was written.
    pub note: Option<String>,
    /// The day that it may be as well, as day and month are taken.
    pub or_else: Option<(NaiveDate, NaiveDate)>,
}

/// A date that could be read both ways, in a file that does not prove which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtedDate {
    /// The header of its column.
    pub column: String,
    /// What stands in the cell.
    pub cell: String,
    /// The day as which it is read.
    pub day: NaiveDate,
    /// The day that it may be.
    pub other: NaiveDate,
}

/// `“04/05/1999” is read as 4 May 1999 and may be 5 Apr 1999`.
impl fmt::Display for DoubtedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, other) = (day_text(self.day), day_text(self.other));
        write!(f, "“{}” is read as {day} and may be {other}", self.cell)
    }
}

impl Reader<'_> {
    /// Reads a date.
    ///
    /// # Errors
    /// A sentence if it is none.
    pub(super) fn date(&self, cell: &str, season: Option<Season>) -> Result<CellDate, String> {
        let text = without_age(cell);
        if let Some(figures) = Figures::read(text) {
            return self.figures(cell, figures, season);
        }
        if let Some((day, what)) = of_number(text) {
            let note =
                (text.len() != 8).then(|| format!("“{cell}” is read as {what}: {}", day_text(day)));
            let date = PartialDate::Day(day);
            return Ok(CellDate {
                date,
                note,
                or_else: None,
            });
        }
        let on = self.head.decision_date;
        let text = text.strip_suffix(" 00:00:00").unwrap_or(text);
        let date = typed::date(text, on).or_else(|err| match in_english(text) {
            Some(english) => typed::date(&english, on).map_err(|_| err),
            None => Err(err),
        });
        let date = date
            .map_err(|_| format!("“{cell}” is no date"))?
            .ok_or_else(|| "is empty".to_owned())?;
        Ok(CellDate {
            date,
            note: None,
            or_else: None,
        })
    }

    fn figures(
        &self,
        cell: &str,
        figures: Figures,
        season: Option<Season>,
    ) -> Result<CellDate, String> {
        let dates = &self.reading.dates;
        let read = read_figures(figures, dates.value, season, !dates.sure)
            .ok_or_else(|| format!("“{cell}” is no day of the calendar"))?;
        let or_else = match read.date {
            PartialDate::Day(day) => read.or_else.map(|other| (day, other)),
            PartialDate::Month(..) | PartialDate::Year(_) => None,
        };
        Ok(CellDate {
            date: read.date,
            note: None,
            or_else,
        })
    }

    /// Reads a birth.
    ///
    /// # Errors
    /// A sentence if it is no date or lies in the future.
    pub(super) fn birth(&self, cell: &str) -> Result<PartialDate, String> {
        let born = self.date(cell, None)?.date;
        if born.earliest() > self.head.decision_date {
            return Err(format!("“{cell}” lies in the future"));
        }
        Ok(born)
    }

    /// Notes what a person should know of the date of a fact.
    pub(super) fn note_date(&self, key: FactKey, cell: &str, read: &mut ReadRow) {
        let Ok(found) = self.date(cell, None) else {
            return;
        };
        let ahead = (key == FactKey::ClubSince).then(|| self.ahead(found.date));
        self.note(&Field::Fact(key), cell, &found, read);
        read.notes.extend(ahead.flatten());
    }

    fn note(&self, field: &Field, cell: &str, found: &CellDate, read: &mut ReadRow) {
        read.notes.extend(found.note.clone());
        read.doubted
            .extend(found.or_else.map(|(day, other)| DoubtedDate {
                column: self.header(field),
                cell: cell.to_owned(),
                day,
                other,
            }));
    }

    /// That a day lies after the decision date, where a table can only know what has been.
    pub(super) fn ahead(&self, date: PartialDate) -> Option<String> {
        let is_ahead = date.earliest() > self.head.decision_date;
        is_ahead.then(|| format!("{date} lies after the decision date"))
    }

    /// The date of a cell; what is odd about it is noted in its row.
    pub(super) fn noted_date(
        &self,
        row: usize,
        field: &Field,
        read: &mut ReadRow,
    ) -> Option<PartialDate> {
        let cell = self.cell(row, field);
        // An injury may end in the season after the one in which the list files it.
        let season = self.season(row).filter(|_| *field != Field::SpellTo);
        if is_blank(cell) || (*field == Field::SpellTo && is_still_open(cell)) {
            return None;
        }
        match self.date(cell, season) {
            Ok(found) => {
                self.note(field, cell, &found, read);
                Some(found.date)
            }
            Err(why) => {
                self.refuse_cell(read, field, cell, why);
                None
            }
        }
    }

    /// As [`noted_date`](Self::noted_date), for what must have a day.
    pub(super) fn noted_day(
        &self,
        row: usize,
        field: &Field,
        read: &mut ReadRow,
    ) -> Option<NaiveDate> {
        match self.noted_date(row, field, read)? {
            PartialDate::Day(day) => Some(day),
            PartialDate::Month(..) | PartialDate::Year(_) => {
                let cell = self.cell(row, field).to_owned();
                self.refuse_cell(read, field, &cell, format!("“{cell}” names no day"));
                None
            }
        }
    }

    /// A date as the preview shows it.
    pub(super) fn shown_date(
        &self,
        field: &Field,
        cell: &str,
        row: usize,
    ) -> Result<String, String> {
        if *field == Field::SpellTo && is_still_open(cell) {
            return Ok("still out".to_owned());
        }
        Ok(self.date(cell, self.season(row))?.date.to_string())
    }
}
