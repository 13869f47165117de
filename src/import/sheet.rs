//! Workbooks: XLSX and ODS.

mod sound;
pub mod zipped;

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader as _, Xlsx};

use super::error::ReadError;
use super::limits::Limits;
use super::table::{Grid, GridBuilder};

/// The kinds of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workbook {
    /// Excel since 2007.
    Xlsx,
    /// LibreOffice.
    Ods,
}

impl Workbook {
    /// Which kind bytes are; `None` if they are no workbook.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if !zipped::is_zip(bytes) {
            None
        } else if zipped::has_member(bytes, "xl/workbook.xml") {
            Some(Self::Xlsx)
        } else if zipped::has_member(bytes, "content.xml") {
            Some(Self::Ods)
        } else {
            None
        }
    }

    fn format(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX workbook",
            Self::Ods => "ODS workbook",
        }
    }

    fn damaged(self, why: impl ToString) -> ReadError {
        ReadError::Damaged {
            format: self.format(),
            why: why.to_string(),
        }
    }
}

/// A sheet of a workbook, and the names of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The cells.
    pub grid: Grid,
    /// The sheet that was read.
    pub name: String,
    /// All sheets in their order.
    pub names: Vec<String>,
}

/// Reads a sheet; without a name the first one that holds rows.
///
/// # Errors
/// [`ReadError`] if the workbook is damaged, lacks the sheet or holds more than a table may.
pub fn read(
    bytes: &[u8],
    kind: Workbook,
    wanted: Option<&str>,
    limits: &Limits,
) -> Result<Sheet, ReadError> {
    zipped::check_unpacked(bytes, limits.unpacked)?;
    sound::check(bytes, kind.format(), limits)?;
    let read = || match kind {
        Workbook::Xlsx => read_xlsx(bytes, wanted, limits),
        Workbook::Ods => read_ods(bytes, wanted, limits),
    };
    // The reader of workbooks is not ours and indexes what files state.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(kind.damaged("its parts contradict each other")))
}

fn read_xlsx(bytes: &[u8], wanted: Option<&str>, limits: &Limits) -> Result<Sheet, ReadError> {
    let damaged = |err: calamine::XlsxError| Workbook::Xlsx.damaged(err);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names = book.sheet_names();
    choose(names, wanted, |name| {
        let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
        let mut rows = Rows::new(limits);
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let text = match cell.get_value() {
                DataRef::SharedString(text) => (*text).to_owned(),
                other => data_text(&Data::from(other.clone())),
            };
            rows.add(row, column, text)?;
        }
        rows.finish()
    })
}

fn read_ods(bytes: &[u8], wanted: Option<&str>, limits: &Limits) -> Result<Sheet, ReadError> {
    let damaged = |err: calamine::OdsError| Workbook::Ods.damaged(err);
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(damaged)?;
    let names = book.sheet_names();
    choose(names, wanted, |name| {
        let range = book.worksheet_range(name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::new(limits);
        for (row, cells) in (top..).zip(range.rows()) {
            for (column, cell) in (left..).zip(cells) {
                rows.add(row, column, data_text(cell))?;
            }
        }
        rows.finish()
    })
}

fn choose(
    names: Vec<String>,
    wanted: Option<&str>,
    mut read: impl FnMut(&str) -> Result<Grid, ReadError>,
) -> Result<Sheet, ReadError> {
    let sheet = |grid, name: &str| Sheet {
        grid,
        name: name.to_owned(),
        names: names.clone(),
    };
    if let Some(wanted) = wanted {
        if !names.iter().any(|name| name == wanted) {
            return Err(ReadError::NoSheet(wanted.to_owned()));
        }
        return read(wanted).map(|grid| sheet(grid, wanted));
    }
    for name in &names {
        match read(name) {
            Err(ReadError::Empty) => {}
            read => return read.map(|grid| sheet(grid, name)),
        }
    }
    Err(ReadError::Empty)
}

/// Cells that come one by one, from left to right and from top to bottom.
struct Rows<'a> {
    limits: &'a Limits,
    builder: GridBuilder<'a>,
    number: u32,
    cells: Vec<String>,
}

impl<'a> Rows<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            builder: GridBuilder::new(limits),
            number: 0,
            cells: Vec::new(),
        }
    }

    fn add(&mut self, row: u32, column: u32, text: String) -> Result<(), ReadError> {
        if text.is_empty() {
            return Ok(());
        }
        let number = row.saturating_add(1);
        if number != self.number {
            self.end_row()?;
            self.number = number;
        }
        let column = column as usize;
        if column >= self.limits.columns {
            let max = self.limits.columns;
            return Err(ReadError::Columns { row: number, max });
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        if !self.cells.is_empty() {
            let cells = self.cells.iter().map(String::as_bytes);
            self.builder.push(self.number, cells)?;
            self.cells.clear();
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Grid, ReadError> {
        self.end_row()?;
        self.builder.finish()
    }
}

/// A cell as a person would read it: days as 2025-07-11, whole numbers without a point.
fn data_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) => moment_text(moment),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(err) => err.to_string(),
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        text.push_str(&format!(" {hour:02}:{minute:02}:{second:02}"));
    }
    text
}

#[cfg(test)]
mod tests;
