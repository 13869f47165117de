//! An import before anything is taken: what was detected, what a person chose instead, a preview, and
//! which column holds what.
//!
//! A draft is never changed in place. [`Draft::with`] reads the same bytes again under other choices;
//! the dry run is in [`plan`](super::plan).

use std::borrow::Cow;
use std::sync::Arc;

use super::FileBytes;
use super::choices::{Choices, shape};
use super::csv;
use super::detect::{self, Detected, Format, Head};
use super::error::ReadError;
use super::field::Field;
use super::html;
use super::kind::{TableKind, kind};
use super::limits::Limits;
use super::mapping::Mapping;
use super::rows::{ReadRow, Reader};
use super::settings::{Layout, Reading, SettingLine, line};
use super::sheet;
use super::table::{Grid, Table};
use super::{aliases, settings};
use crate::domain::contract::WagePeriod;
use crate::domain::date::Season;
use crate::domain::dossier::Head as DossierHead;
use crate::domain::figures::counted;

/// A table that somebody wants to take into a dossier.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The name of the file, or "Clipboard".
    pub name: String,
    /// What a person chose.
    pub choices: Choices,
    /// How the bytes became a table.
    pub layout: Layout,
    /// What the table is about.
    pub kind: Detected<TableKind>,
    /// Which column holds what.
    pub mapping: Mapping,
    /// How the cells are read.
    pub reading: Reading,
    /// The cells.
    pub table: Arc<Table>,
    /// The hash of its headers, by which choices are remembered.
    pub shape: String,
    bytes: FileBytes,
    head: Arc<DossierHead>,
    limits: Limits,
}

/// One row as it will be read.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRow {
    /// The number of the row in the file.
    pub number: u32,
    /// One for each column.
    pub cells: Vec<PreviewCell>,
}

/// One cell as it will be read.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewCell {
    /// As the file holds it.
    pub text: String,
    /// As it will stand in the dossier; empty if the column is left out.
    pub reads_as: String,
    /// Why it cannot be read.
    pub trouble: Option<String>,
}

impl Draft {
    /// Reads bytes as a table for a dossier with that head.
    ///
    /// # Errors
    /// [`ReadError`] if they give no table.
    pub fn read(
        name: impl Into<String>,
        bytes: impl Into<FileBytes>,
        choices: Choices,
        head: &Arc<DossierHead>,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let (name, bytes) = (name.into(), bytes.into());
        let (table, mut layout) = read_table(&bytes, &choices, limits)?;
        let kind = choices.kind.map_or_else(|| kind(&table), Detected::chosen);
        // Codes of currencies are no words that are known, and say what the table is.
        layout.head.sure |= kind.sure && kind.value == TableKind::Rates;
        let mapping = Mapping::of(&table, kind.value, &choices);
        let reading = Reading::of(&name, &table, kind.value, &mapping, &choices, head);
        Ok(Self {
            shape: shape(table.headers()),
            table: Arc::new(table),
            name,
            choices,
            layout,
            kind,
            mapping,
            reading,
            bytes,
            head: Arc::clone(head),
            limits: limits.clone(),
        })
    }

    /// The same file under other choices.
    ///
    /// # Errors
    /// [`ReadError`] if they give no table, as a sheet that is not there.
    pub fn with(&self, choices: Choices) -> Result<Self, ReadError> {
        let bytes = self.bytes.clone();
        Self::read(self.name.clone(), bytes, choices, &self.head, &self.limits)
    }

    /// Every setting with its evidence, in the order of the screen.
    pub fn lines(&self) -> Vec<SettingLine> {
        let mut lines = Vec::new();
        let (layout, reading) = (&self.layout, &self.reading);
        line(
            &mut lines,
            ("format", "Format"),
            Some(&layout.format),
            |format| format.label().into(),
        );
        if let Some(sheet) = &layout.sheet {
            let of = counted(layout.sheets.len(), "sheet");
            let evidence = format!("The first of {of} that holds rows");
            let found = Detected::sure((), evidence);
            let sheet = sheet.clone();
            line(&mut lines, ("sheet", "Sheet"), Some(&found), |()| {
                sheet.into()
            });
        }
        line(
            &mut lines,
            ("encoding", "Encoding"),
            layout.encoding.as_ref(),
            |name| Cow::Borrowed(*name),
        );
        line(
            &mut lines,
            ("separator", "Separator"),
            layout.separator.as_ref(),
            |sign| csv::separator_word(*sign).into(),
        );
        line(
            &mut lines,
            ("header_row", "Header"),
            Some(&layout.head),
            |head| match head.rows {
                0 => "none".into(),
                rows => counted(rows, "row").into(),
            },
        );
        line(&mut lines, ("kind", "Table of"), Some(&self.kind), |kind| {
            kind.label().into()
        });
        line(
            &mut lines,
            ("decimal", "Decimal sign"),
            Some(&reading.decimal),
            |sign| sign.label().into(),
        );
        line(
            &mut lines,
            ("dates", "Dates"),
            Some(&reading.dates),
            |order| order.label().into(),
        );
        line(
            &mut lines,
            ("counting", "Counts"),
            reading.counting.as_ref(),
            |counting| counting.label().into(),
        );
        line(
            &mut lines,
            ("currency", "Currency"),
            reading.currency.as_ref(),
            |currency| currency.code().into(),
        );
        line(
            &mut lines,
            ("wage_period", "Wages"),
            reading.wage_period.as_ref(),
            |per: &WagePeriod| per.label().to_owned().into(),
        );
        line(
            &mut lines,
            ("season", "Season"),
            reading.season.as_ref(),
            |season| season.map_or("not known".into(), |season: Season| season.long().into()),
        );
        line(
            &mut lines,
            ("provider", "Numbers of players"),
            Some(&reading.provider),
            |name| name.clone().into(),
        );
        line(
            &mut lines,
            ("role", "New players are"),
            reading.role.as_ref(),
            |role| role.label().to_owned().into(),
        );
        if self.kind.value == TableKind::Injuries {
            let found = full_record(&self.choices);
            line(
                &mut lines,
                ("full_record", "The list holds"),
                Some(&found),
                |full| record_words(*full).into(),
            );
        }
        lines
    }

    /// The first rows as they will be read.
    pub fn preview(&self, rows: usize) -> Vec<PreviewRow> {
        let reader = self.reader();
        let row = |row: usize| PreviewRow {
            number: self.table.row_number(row),
            cells: self
                .mapping
                .columns
                .iter()
                .enumerate()
                .map(|(column, mapped)| {
                    let text = self.table.cell(row, column).to_owned();
                    let read = mapped
                        .field
                        .as_ref()
                        .map_or(Ok(String::new()), |field| reader.shown(row, column, field));
                    let (reads_as, trouble) = match read {
                        Ok(reads_as) => (reads_as, None),
                        Err(trouble) => (String::new(), Some(trouble)),
                    };
                    PreviewCell {
                        text,
                        reads_as,
                        trouble,
                    }
                })
                .collect(),
        };
        (0..self.table.len().min(rows)).map(row).collect()
    }

    /// Every row, read.
    pub fn rows(&self) -> Vec<ReadRow> {
        let reader = self.reader();
        (0..self.table.len()).map(|row| reader.row(row)).collect()
    }

    /// Reads rows one by one, so that a caller can show progress and stop.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(
            &self.table,
            self.kind.value,
            &self.mapping,
            &self.reading,
            &self.head,
        )
    }

    /// True if a column holds that field.
    pub fn has(&self, field: &Field) -> bool {
        self.mapping.column(field).is_some()
    }
}

/// How much of the injuries of everybody in it a list holds.
pub fn record_words(full: bool) -> &'static str {
    if full {
        "all of their injuries"
    } else {
        "some of their injuries"
    }
}

fn full_record(choices: &Choices) -> Detected<bool> {
    match choices.full_record {
        Some(full) => Detected::chosen(full),
        None => Detected::doubtful(
            false,
            "No list says it of itself. Availability is worked out only where all are known",
        ),
    }
}

/// Reads bytes into a table without asking what it is about.
///
/// # Errors
/// [`ReadError`] if they give no table.
pub fn read_table(
    bytes: &FileBytes,
    choices: &Choices,
    limits: &Limits,
) -> Result<(Table, Layout), ReadError> {
    let bytes = &detect::unpack(bytes, limits)?;
    let format = detect::format(bytes)?;
    let mut layout = Layout {
        format,
        sheets: Vec::new(),
        sheet: None,
        encoding: None,
        separator: None,
        head: Detected::sure(Head::default(), ""),
    };
    let grid = match layout.format.value {
        Format::Workbook(book) => {
            let sheet = sheet::read(bytes, book, choices.sheet.as_deref(), limits)?;
            layout.sheets = sheet.names;
            layout.sheet = Some(sheet.name);
            sheet.grid
        }
        Format::Page => {
            let decoded = detect::decode(bytes, choices.encoding.as_deref())?;
            layout.encoding = Some(decoded.encoding);
            html::read(decoded.text.trim_start_matches('\u{feff}'), limits)?
        }
        Format::Text => {
            let decoded = detect::decode(bytes, choices.encoding.as_deref())?;
            detect::refuse_bytes(&decoded.text)?;
            layout.encoding = Some(decoded.encoding);
            let chosen = choices.separator.and_then(|sign| u8::try_from(sign).ok());
            let separator = chosen.map_or_else(
                || detect::separator(&decoded.text, limits),
                Detected::chosen,
            );
            let grid = csv::read_shared(&decoded.text, separator.value, limits)?;
            layout.separator = Some(separator);
            grid
        }
    };
    layout.head = head_of(&grid, choices);
    let Head { row, rows } = layout.head.value;
    Ok((Table::new(grid, row, rows), layout))
}

fn head_of(grid: &Grid, choices: &Choices) -> Detected<Head> {
    let rows = choices.header_rows.map(|rows| usize::from(rows).min(2));
    let Some(number) = choices.header_row else {
        let mut found = detect::head(grid, &aliases::is_known);
        if let Some(rows) = rows {
            found = Detected::chosen(Head {
                rows,
                ..found.value
            });
        }
        return found;
    };
    let row = (0..grid.len()).find(|row| number > 0 && grid.number(*row) == number);
    let rows = if row.is_some() { rows.unwrap_or(1) } else { 0 };
    Detected::chosen(Head { row, rows })
}

/// True for a field whose column is a count of single things.
pub fn is_count(field: &Field) -> bool {
    settings::is_count(field)
}
