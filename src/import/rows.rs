//! Rows of a table, read into what a dossier holds. A cell that cannot be read is refused alone, with
//! its reason; its row still counts.

mod dates;
mod moves;
mod spells;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::countries;
use super::detect::{Counting, number};
use super::field::Field;
use super::kind::TableKind;
use super::mapping::Mapping;
use super::names::{clean, single_spaced};
use super::settings::{Reading, is_count};
use super::sums::is_sum_of_others;
use super::table::Table;
use super::values::{self, ReadSum, SumUnits, is_blank};
use crate::domain::career::typed_season;
use crate::domain::contract::{ReleaseClause, Wage, WagePeriod};
use crate::domain::date::{PartialDate, Season};
use crate::domain::dossier::Head;
use crate::domain::extra::Extra;
use crate::domain::fact::{FactKey, FactKind, FactValue};
use crate::domain::money::Money;
use crate::domain::typed;

pub use dates::DoubtedDate;
pub use moves::MoveRow;
pub use spells::{DayCount, SpellRow, day_count};

/// A row as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadRow {
    /// The number of the row in the file.
    pub number: u32,
    /// Whose row it is.
    pub who: Who,
    /// Facts in the order of their columns.
    pub facts: Vec<(FactKey, FactValue)>,
    /// A market value with its day.
    pub value: Option<(Money, Option<PartialDate>)>,
    /// An injury.
    pub spell: Option<SpellRow>,
    /// A transfer.
    pub transfer: Option<MoveRow>,
    /// Figures of a season.
    pub season: Option<SeasonRow>,
    /// True if the row sums up others.
    pub is_sum: bool,
    /// Why nothing can be taken from the row; `None` if something can.
    pub refused: Option<String>,
    /// Cells that were refused.
    pub cells: Vec<RefusedCell>,
    /// What a person should know of the row.
    pub notes: Vec<String>,
    /// Dates that may be other days.
    pub doubted: Vec<DoubtedDate>,
}

impl ReadRow {
    /// Everything that a person should know of the row, as it is kept with its values.
    pub fn note(&self) -> String {
        let doubted = self.doubted.iter().map(ToString::to_string);
        let notes: Vec<String> = doubted.chain(self.notes.iter().cloned()).collect();
        notes.join(". ")
    }
}

/// A cell that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCell {
    /// The header of its column.
    pub column: String,
    /// What stands in it.
    pub text: String,
    /// Why, in a sentence.
    pub why: String,
}

/// Whose row it is, as far as the row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Who {
    /// The number that the provider gave him.
    pub number: String,
    /// The name by which he is known.
    pub name: String,
    /// His full legal name.
    pub full_name: String,
    /// Birth, as exact as the row gives it.
    pub born: Option<PartialDate>,
    /// The year of birth that an age and a season give, give or take one.
    pub born_about: Option<i32>,
    /// His club.
    pub club: String,
    /// Height in centimetres.
    pub height: Option<u32>,
}

/// Whose row it is, as far as a table of figures needs it.
#[derive(Clone, Debug)]
pub(super) struct Named<'a> {
    pub number: &'a str,
    pub name: Cow<'a, str>,
    pub born: Option<PartialDate>,
    pub club: &'a str,
}

/// Figures of a season.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeasonRow {
    /// The season.
    pub season: Option<Season>,
    /// The competition.
    pub competition: String,
    /// The club.
    pub club: String,
    /// Minutes played.
    pub minutes: Option<u32>,
    /// Totals, or percent, by metric key.
    pub metrics: BTreeMap<String, f64>,
}

/// Reads the rows of one table.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    table: &'a Table,
    kind: TableKind,
    mapping: &'a Mapping,
    /// The columns of all fields but metrics, which every row is asked for by name.
    columns: Vec<(&'a Field, usize)>,
    reading: &'a Reading,
    head: &'a Head,
}

impl<'a> Reader<'a> {
    /// A reader for a table of which everything was found out.
    pub fn new(
        table: &'a Table,
        kind: TableKind,
        mapping: &'a Mapping,
        reading: &'a Reading,
        head: &'a Head,
    ) -> Self {
        let fields = mapping.columns.iter().enumerate().filter_map(|(idx, one)| {
            let field = one.field.as_ref()?;
            (!matches!(field, Field::Metric(_))).then_some((field, idx))
        });
        Self {
            table,
            kind,
            mapping,
            columns: fields.collect(),
            reading,
            head,
        }
    }

    /// The cell of a field that is no metric, empty if there is no such column.
    pub(super) fn cell(&self, row: usize, field: &Field) -> &'a str {
        let column = self.columns.iter().find(|(held, _)| *held == field);
        column.map_or("", |(_, column)| self.table.cell(row, *column))
    }

    fn season(&self, row: usize) -> Option<Season> {
        typed_season(self.cell(row, &Field::Season))
    }

    /// Reads one row.
    pub fn row(&self, row: usize) -> ReadRow {
        let mut read = ReadRow {
            number: self.table.row_number(row),
            ..ReadRow::default()
        };
        if self.kind == TableKind::Rates {
            return read;
        }
        if self.kind == TableKind::Unknown {
            read.refused = Some("is of a table that the program does not know".to_owned());
            return read;
        }
        read.who = self.who(row, &mut read);
        if read.who.name.is_empty() && read.who.number.is_empty() {
            read.refused = Some("names nobody".to_owned());
            return read;
        }
        if is_sum_of_others(&read.who.name) {
            read.is_sum = true;
            read.refused = Some("sums up other rows and is no player".to_owned());
            return read;
        }
        if self.reading.sums_of_clubs.contains(&row) {
            read.is_sum = true;
            read.refused = Some("sums up clubs that have rows of their own".to_owned());
            return read;
        }
        match self.kind {
            TableKind::Players | TableKind::EaFc | TableKind::FootballManager => {
                self.facts(row, &mut read);
                self.value(row, &mut read);
            }
            TableKind::Injuries => self.spell(row, &mut read),
            TableKind::Transfers => self.transfer(row, &mut read),
            TableKind::Values => {
                self.value(row, &mut read);
                if read.value.is_none() {
                    read.refused = Some("states no market value".to_owned());
                }
            }
            TableKind::Seasons => self.season_row(row, &mut read),
            TableKind::Rates | TableKind::Unknown => {}
        }
        read
    }

    /// Whose row it is, and of which season, for those who take the figures by columns; `None` for a
    /// row that names nobody or sums up others.
    pub(super) fn player_and_season(&self, row: usize) -> Option<(Named<'a>, Option<Season>)> {
        if matches!(self.kind, TableKind::Rates | TableKind::Unknown) {
            return None;
        }
        let who = Named {
            number: self.player_number(row),
            name: self.name(row, &mut Vec::new()),
            born: self.born(row).ok().flatten(),
            club: self.club(row),
        };
        let is_nobody = who.name.is_empty() && who.number.is_empty();
        let known = self.reading.season.as_ref().and_then(|season| season.value);
        let stated = match self.kind {
            TableKind::Seasons => self.season(row),
            _ => None,
        };
        let is_sum = is_sum_of_others(&who.name) || self.reading.sums_of_clubs.contains(&row);
        (!is_nobody && !is_sum).then(|| (who, stated.or(known)))
    }

    fn name_in(&self, row: usize, field: &Field, notes: &mut Vec<String>) -> Cow<'a, str> {
        let cell = self.cell(row, field);
        if is_blank(cell) {
            return Cow::Borrowed("");
        }
        let cleaned = clean(cell);
        let mended = cleaned.mended.iter();
        notes.extend(mended.map(|mend| format!("“{cell}”: {mend}")));
        cleaned.name
    }

    /// The name by which he is known; what was put right in it is noted.
    fn name(&self, row: usize, notes: &mut Vec<String>) -> Cow<'a, str> {
        let name = self.name_in(row, &Field::Name, notes);
        if !name.is_empty() {
            return name;
        }
        let first = self.name_in(row, &Field::FirstName, notes);
        let last = self.name_in(row, &Field::LastName, notes);
        let name = format!("{first} {last}");
        match name.trim() {
            "" => self.name_in(row, &Field::FullName, &mut Vec::new()),
            name => Cow::Owned(name.to_owned()),
        }
    }

    /// The number that the provider gave him; empty without one.
    fn player_number(&self, row: usize) -> &'a str {
        let id = self.cell(row, &Field::Id).trim_end_matches(".0");
        if is_blank(id) { "" } else { id }
    }

    fn born(&self, row: usize) -> Result<Option<PartialDate>, String> {
        match self.cell(row, &Field::Fact(FactKey::Born)) {
            cell if is_blank(cell) => Ok(None),
            cell => self.birth(cell).map(Some),
        }
    }

    fn club(&self, row: usize) -> &'a str {
        let club = self.cell(row, &Field::Fact(FactKey::Club));
        if is_blank(club) { "" } else { club }
    }

    fn who(&self, row: usize, read: &mut ReadRow) -> Who {
        let name = self.name(row, &mut read.notes).into_owned();
        let full_name = self.name_in(row, &Field::FullName, &mut read.notes);
        let born = self.born(row).unwrap_or_else(|why| {
            let field = Field::Fact(FactKey::Born);
            self.refuse_cell(read, &field, self.cell(row, &field), why);
            None
        });
        let age = number(
            years_of(self.cell(row, &Field::Fact(FactKey::StatedAge))),
            self.reading.decimal.value,
        );
        let season =
            self.season(row)
                .or(self.reading.season.as_ref().and_then(|season| season.value));
        let born_about = age
            .filter(|age| self.kind != TableKind::Players && (10.0..=60.0).contains(age))
            .zip(season)
            .map(|(age, season)| season.0 - age as i32);
        let height = self.cell(row, &Field::Fact(FactKey::Height));
        Who {
            number: self.player_number(row).to_owned(),
            name,
            full_name: full_name.into_owned(),
            born,
            born_about,
            club: self.club(row).to_owned(),
            height: values::height(height, self.reading.decimal.value)
                .ok()
                .flatten(),
        }
    }

    fn refuse_cell(&self, read: &mut ReadRow, field: &Field, text: &str, why: String) {
        read.cells.push(RefusedCell {
            column: self.header(field),
            text: text.to_owned(),
            why,
        });
    }

    fn header(&self, field: &Field) -> String {
        let column = self.mapping.column(field);
        let column = column.and_then(|idx| self.mapping.columns.get(idx));
        column.map_or_else(String::new, |column| column.header.clone())
    }

    fn units(&self, field: &Field) -> SumUnits {
        let column = self
            .mapping
            .column(field)
            .and_then(|idx| self.mapping.columns.get(idx));
        let named = column.and_then(|column| column.currency);
        let found = self
            .reading
            .currency
            .as_ref()
            .map(|currency| currency.value);
        SumUnits {
            currency: named.or(found).unwrap_or(self.head.currency),
            power: column.and_then(|column| column.power).unwrap_or(0),
            sign: self.reading.decimal.value,
        }
    }

    fn sum(&self, field: &Field, cell: &str) -> Result<Option<ReadSum>, String> {
        values::sum(cell, &self.units(field))
    }

    fn facts(&self, row: usize, read: &mut ReadRow) {
        let mut facts = Vec::new();
        for (column, mapped) in self.mapping.columns.iter().enumerate() {
            let Some(field @ Field::Fact(key)) = &mapped.field else {
                continue;
            };
            let cell = self.table.cell(row, column);
            if is_blank(cell) {
                continue;
            }
            match self.fact(*key, field, cell) {
                Ok(Some(value)) => {
                    if let FactValue::Date(_) = value {
                        self.note_date(*key, cell, read);
                    }
                    facts.push((*key, value));
                }
                Ok(None) => {}
                // The birth was refused when it was asked whose row it is.
                Err(_) if *key == FactKey::Born => {}
                Err(why) => self.refuse_cell(read, field, cell, why),
            }
        }
        let second = self.cell(row, &Field::SecondNationality);
        if !is_blank(second)
            && let Some((_, FactValue::Text(nation))) = facts
                .iter_mut()
                .find(|(key, _)| *key == FactKey::Nationality)
        {
            *nation = format!("{nation}, {}", countries::named(second));
        }
        read.facts = facts;
    }

    fn fact(&self, key: FactKey, field: &Field, cell: &str) -> Result<Option<FactValue>, String> {
        let sign = self.reading.decimal.value;
        Ok(match key.kind() {
            FactKind::Text if key == FactKey::Nationality => {
                Some(FactValue::Text(countries::named(cell)))
            }
            FactKind::Text => Some(FactValue::Text(clean_text(cell))),
            FactKind::Date if key == FactKey::Born => Some(FactValue::Date(self.birth(cell)?)),
            FactKind::Date => Some(FactValue::Date(self.date(cell, None)?.date)),
            FactKind::Count if key == FactKey::Height => {
                values::height(cell, sign)?.map(FactValue::Count)
            }
            FactKind::Count => {
                let years = years_of(cell);
                let count = number(years, sign).filter(|count| count.fract() == 0.0);
                let count = count.ok_or_else(|| format!("“{cell}” is no whole number"))?;
                let text = format!("{count}");
                let range = if key == FactKey::StatedAge {
                    10..=60
                } else {
                    0..=400
                };
                let count = typed::count(&text, range).map_err(|err| err.to_string())?;
                count.map(FactValue::Count)
            }
            FactKind::Foot => values::foot(cell)?.map(FactValue::Foot),
            FactKind::Position => values::position(cell)?.map(FactValue::Position),
            FactKind::Wage => self.wage(field, cell)?.map(FactValue::Wage),
            FactKind::Clause => self.sum(field, cell)?.map(|sum| {
                FactValue::Clause(ReleaseClause {
                    amount: sum.amount,
                    from: None,
                    until: None,
                    up_front: None,
                    extra: Extra::new(),
                })
            }),
            FactKind::Option => typed::option_year(cell, self.head.decision_date, None)
                .map_err(|err| err.to_string())?
                .map(FactValue::Option),
        })
    }

    fn wage(&self, field: &Field, cell: &str) -> Result<Option<Wage>, String> {
        let Some(read) = self.sum(field, cell)? else {
            return Ok(None);
        };
        // A wage of nothing is how tables say that they do not know it.
        if read.amount.low.minor == 0 && read.amount.high.is_none() {
            return Ok(None);
        }
        let usual = self
            .reading
            .wage_period
            .as_ref()
            .map(|per| per.value.clone());
        Ok(Some(Wage {
            amount: read.amount,
            per: read.per.or(usual).unwrap_or(WagePeriod::Week),
            tax: None,
            extra: Extra::new(),
        }))
    }

    fn value(&self, row: usize, read: &mut ReadRow) {
        let cell = self.cell(row, &Field::Value);
        match self.sum(&Field::Value, cell) {
            Ok(None) => {}
            Ok(Some(sum)) => {
                if sum.amount.low.minor == 0 && sum.amount.high.is_none() {
                    return;
                }
                if let Some(high) = sum.amount.high {
                    read.notes.push(format!(
                        "“{cell}” is a range up to {high}; its lower end is entered as the value"
                    ));
                }
                let on = self.noted_date(row, &Field::ValueDate, read);
                read.notes.extend(on.and_then(|on| self.ahead(on)));
                read.value = Some((sum.amount.low, on));
            }
            Err(why) => self.refuse_cell(read, &Field::Value, cell, why),
        }
    }

    fn season_row(&self, row: usize, read: &mut ReadRow) {
        let stated = self.cell(row, &Field::Season);
        let known = self.reading.season.as_ref().and_then(|season| season.value);
        let season = typed_season(stated).or(known);
        if season.is_none() {
            read.refused = Some(if is_blank(stated) {
                "says no season".to_owned()
            } else {
                format!("has the season “{stated}”, which is none")
            });
            return;
        }
        let sign = self.reading.decimal.value;
        let minutes = number(self.cell(row, &Field::Minutes), sign);
        let per_90 = self
            .reading
            .counting
            .as_ref()
            .map(|counting| counting.value);
        let mut metrics = BTreeMap::new();
        for (column, mapped) in self.mapping.columns.iter().enumerate() {
            let Some(field @ Field::Metric(key)) = &mapped.field else {
                continue;
            };
            let cell = self.table.cell(row, column);
            let Some(figure) = number(cell, sign) else {
                if !is_blank(cell) {
                    self.refuse_cell(read, field, cell, format!("“{cell}” is no number"));
                }
                continue;
            };
            let figure = figure * self.reading.scale(column);
            let is_rate =
                mapped.per_90 || self.reading.is_per_90(column) || per_90 == Some(Counting::Per90);
            let figure = match minutes {
                _ if !is_count(field) || !is_rate => figure,
                Some(minutes) => figure * minutes / 90.0,
                None => continue,
            };
            metrics.insert(key.clone(), figure);
        }
        let text = |field: &Field| {
            let cell = self.cell(row, field);
            if is_blank(cell) {
                String::new()
            } else {
                clean_text(cell)
            }
        };
        read.season = Some(SeasonRow {
            season,
            competition: text(&Field::Competition),
            club: read.who.club.clone(),
            minutes: minutes.and_then(whole),
            metrics,
        });
    }

    /// A cell as it will stand in the dossier.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn shown(&self, row: usize, column: usize, field: &Field) -> Result<String, String> {
        let cell = self.table.cell(row, column);
        if is_blank(cell) {
            return Ok(String::new());
        }
        let sign = self.reading.decimal.value;
        match field {
            Field::Fact(key) => {
                let value = self.fact(*key, field, cell)?;
                Ok(value.map(|value| value.to_string()).unwrap_or_default())
            }
            Field::Name | Field::FullName | Field::FirstName | Field::LastName => {
                Ok(clean(cell).name.into_owned())
            }
            field if field.is_date() => Ok(self.shown_date(field, cell, row)?),
            Field::TransferFee => Ok(moves::fee_text(self, cell)?),
            field if field.is_sum() => {
                let sum = self.sum(field, cell)?;
                Ok(sum.map(|sum| sum.amount.to_string()).unwrap_or_default())
            }
            Field::Season => typed_season(cell)
                .map(Season::long)
                .ok_or_else(|| format!("“{cell}” is no season")),
            Field::SpellDays | Field::SpellGames | Field::Minutes | Field::Metric(_) => {
                number(cell, sign)
                    .map(|figure| figure.to_string())
                    .ok_or_else(|| format!("“{cell}” is no number"))
            }
            _ => Ok(clean_text(cell)),
        }
    }
}

/// The years of an age: "24-123" is 24 years and 123 days, "25y 3m" is 25 years.
pub(super) fn years_of(cell: &str) -> &str {
    let end = cell.find(|c: char| c == '-' || c.is_alphabetic());
    end.and_then(|end| cell.get(..end)).unwrap_or(cell).trim()
}

/// Words with single spaces, entities and escapes read.
fn clean_text(cell: &str) -> String {
    if cell.contains(['\\', '&', 'Ã', 'Â']) {
        let cleaned = clean(cell);
        // A comma in a club or a diagnosis does not part a family name from a first name.
        if !cleaned.mended.contains(&"the family name stood first") {
            return cleaned.name.into_owned();
        }
    }
    single_spaced(cell)
}

fn whole(figure: f64) -> Option<u32> {
    let rounded = figure.round();
    (0.0..=1_000_000.0)
        .contains(&rounded)
        .then_some(rounded as u32)
}
