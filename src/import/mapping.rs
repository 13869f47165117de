//! Which column holds what: proposed from headers and cells, chosen by a person, said for each.

use super::aliases::{self, Meaning, meaning};
use super::choices::Choices;
use super::dates::is_still_open;
use super::detect::{DecimalSign, number};
use super::field::Field;
use super::kind::TableKind;
use super::table::Table;
use super::values::{SumUnits, is_blank};
use crate::domain::fact::FactKey;
use crate::domain::money::Currency;

/// What one column holds.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedColumn {
    /// The name of the column, which no other has.
    pub header: String,
    /// What it holds; `None` if it is left out.
    pub field: Option<Field>,
    /// Why, in words: "“Alter” is known", "holds no dates".
    pub why: String,
    /// True if the header says that counts are for 90 minutes.
    pub per_90: bool,
    /// The currency that the header names.
    pub currency: Option<Currency>,
    /// The power of ten that the header names: 6 for millions.
    pub power: Option<u32>,
}

/// What every column holds, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// One for each column of the table.
    pub columns: Vec<MappedColumn>,
}

impl Mapping {
    /// A proposal for a table of a kind, with what a person chose.
    pub fn of(table: &Table, kind: TableKind, choices: &Choices) -> Self {
        let mut columns: Vec<MappedColumn> = Vec::with_capacity(table.width());
        // What is about the table goes first, so that a helper takes no column away from it.
        let meanings: Vec<Meaning> = table
            .headers()
            .iter()
            .map(|head| meaning(&head.written, &head.group))
            .collect();
        for (column, (head, meaning)) in table.headers().iter().zip(&meanings).enumerate() {
            let (field, why) = match choices.columns.get(&head.name) {
                Some(chosen) => (chosen.clone(), "Chosen by hand".to_owned()),
                None => propose(table, column, meaning, kind, &columns, choices),
            };
            let (currency, power) = SumUnits::said(&meaning.unit);
            columns.push(MappedColumn {
                header: head.name.clone(),
                field,
                why,
                per_90: meaning.per_90,
                currency,
                power,
            });
        }
        Self { columns }
    }

    /// The column that holds a field.
    pub fn column(&self, field: &Field) -> Option<usize> {
        let holds = |column: &MappedColumn| column.field.as_ref() == Some(field);
        self.columns.iter().position(holds)
    }

    /// The columns whose fields fulfil a condition.
    pub fn columns_of(&self, is_it: impl Fn(&Field) -> bool) -> Vec<usize> {
        let fits = |column: &MappedColumn| column.field.as_ref().is_some_and(&is_it);
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| fits(column))
            .map(|(idx, _)| idx)
            .collect()
    }

    /// The headers of columns that are left out.
    pub fn left_out(&self) -> impl Iterator<Item = &MappedColumn> {
        self.columns.iter().filter(|column| column.field.is_none())
    }
}

fn propose(
    table: &Table,
    column: usize,
    meaning: &Meaning,
    kind: TableKind,
    before: &[MappedColumn],
    choices: &Choices,
) -> (Option<Field>, String) {
    if kind == TableKind::Rates && column > 0 {
        return (None, "Read for the day of the decision".to_owned());
    }
    if meaning.fields.is_empty() {
        return (None, "The header is not known".to_owned());
    }
    let mut fields: Vec<&Field> = meaning
        .fields
        .iter()
        .filter(|field| kind.fit(field) > 0)
        .collect();
    if fields.is_empty() {
        return (None, format!("Has no place in a table of {}", kind.label()));
    }
    fields.sort_by_key(|field| std::cmp::Reverse(kind.fit(field)));
    match attempts(table, column) {
        None => {}
        Some(Some(key)) => {
            let why = "“Att” before “Tkl%” counts dribblers who were met".to_owned();
            return (Some(Field::Metric(key.to_owned())), why);
        }
        Some(None) => {
            let why = "“Att” without “Cmp” can be attempts of anything".to_owned();
            return (None, why);
        }
    }
    let mut why = String::new();
    for field in fields {
        let taken = before
            .iter()
            .find(|other| other.field.as_ref() == Some(field));
        let chosen = choices
            .columns
            .values()
            .flatten()
            .any(|chosen| chosen == field);
        let exact = exact_column(table, field).filter(|exact| *exact != column);
        if let Some(exact) = exact.and_then(|exact| table.headers().get(exact)) {
            why = format!("“{}” says that more exactly", exact.name);
        } else if let Some(other) = taken {
            why = format!("“{}” holds that already", other.header);
        } else if chosen {
            why = "Another column was chosen for that".to_owned();
        } else if let Some(against) = contradiction(table, column, field) {
            why = against.to_owned();
        } else {
            return (Some(field.clone()), "The header is known".to_owned());
        }
    }
    (None, why)
}

/// "Att" in a table without completed passes: what is tried there, if the next column says it.
fn attempts(table: &Table, column: usize) -> Option<Option<&'static str>> {
    let name = |column: usize| {
        let head = table.headers().get(column)?;
        Some(aliases::folded(&head.written)).filter(|_| head.group.is_empty())
    };
    let is_bare = name(column).as_deref() == Some("att");
    let passes = (0..table.width()).any(|other| name(other).as_deref() == Some("cmp"));
    if !is_bare || passes {
        return None;
    }
    let duels = name(column + 1).is_some_and(|next| next == "tklpct");
    Some(duels.then_some("challenges"))
}

/// The column whose whole header, with the table it was taken from, names a field: "Fld_stats_misc"
/// are fouls, while a plain "Fld" before it may be counted for something else.
fn exact_column(table: &Table, field: &Field) -> Option<usize> {
    let is_exact =
        |written: &str| written.contains("_stats_") && aliases::names_exactly(written, field);
    table
        .headers()
        .iter()
        .position(|head| is_exact(&head.written))
}

/// Why the cells of a column cannot be what its header says.
fn contradiction(table: &Table, column: usize, field: &Field) -> Option<&'static str> {
    /// Cells that are looked at.
    const CELLS: usize = 300;
    let says_nothing =
        |cell: &str| is_blank(cell) || (*field == Field::SpellTo && is_still_open(cell));
    let cells = table
        .column_cells(column)
        .filter(|cell| !says_nothing(cell))
        .take(CELLS);
    let (mut numbers, mut digits, mut all) = (0_usize, 0_usize, 0_usize);
    for cell in cells {
        all += 1;
        let is_number = [DecimalSign::Point, DecimalSign::Comma]
            .iter()
            .any(|sign| number(cell, *sign).is_some());
        numbers += usize::from(is_number);
        digits += usize::from(cell.bytes().any(|byte| byte.is_ascii_digit()));
    }
    let words = matches!(
        field,
        Field::Name
            | Field::FullName
            | Field::FirstName
            | Field::LastName
            | Field::SecondNationality
            | Field::SpellKind
            | Field::TransferFrom
            | Field::TransferTo
            | Field::TransferClub
            | Field::TransferOtherClub
            | Field::Competition
            | Field::Fact(
                FactKey::Position
                    | FactKey::Foot
                    | FactKey::Nationality
                    | FactKey::Club
                    | FactKey::Agent
            )
    );
    let figures = field.is_date()
        || matches!(
            field,
            Field::SpellDays
                | Field::SpellGames
                | Field::Minutes
                | Field::Metric(_)
                | Field::Fact(FactKey::Height | FactKey::StatedAge | FactKey::Caps)
        );
    if words && all > 0 && numbers * 2 > all {
        Some("The header is known, but the cells hold numbers")
    } else if figures && all > 0 && digits * 2 < all {
        Some("The header is known, but the cells hold no numbers")
    } else {
        None
    }
}
