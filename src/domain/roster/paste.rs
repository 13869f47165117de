//! Rows that come from a spreadsheet.
//!
//! A header line says which column is which. Without one the first column is the name and the
//! others are refused. A cell that cannot be read is refused alone; its row still counts.

mod header;
mod reader;

pub use reader::CellReader;

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::plain_line;
use crate::domain::career::Valuation;
use crate::domain::date::PartialDate;
use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::{Edit, EditError, PlayerEdit};
use crate::domain::extra::Extra;
use crate::domain::fact::FactKey;
use crate::domain::id::{PlayerId, ReadingId, ValuationId};
use crate::domain::money::Money;
use crate::domain::player::{Player, Role, Stage};
use crate::domain::sourced::Basis;
use crate::domain::text::unguarded;
use crate::domain::typed;

use header::{Head, Target, is_header, target};

/// What became of pasted rows.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedRows {
    /// One step; `None` if nothing is to change.
    pub edit: Option<Edit>,
    /// Players who are new.
    pub added: usize,
    /// Players who were in the file and whose facts were entered.
    pub changed: usize,
    /// Cells that could not be taken.
    pub refused: Vec<RefusedCell>,
    /// Columns whose cells were not read: the program computes them, or does not know them.
    pub unread: Vec<String>,
}

/// A cell that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCell {
    /// The line of the pasted text, counted from 1.
    pub row: usize,
    /// The words above the column, or its number.
    pub column: String,
    /// What stands in the cell.
    pub text: String,
    /// Why.
    pub why: String,
}

/// Reads rows as a spreadsheet puts them on the clipboard.
pub fn parse_rows(
    text: &str,
    dossier: &Dossier,
    reader: CellReader,
    make_id: &mut dyn FnMut() -> Uuid,
) -> PastedRows {
    let mut lines = cells(text);
    lines.retain(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let mut paste = Paste::new(dossier, reader, make_id);
    let heads = match lines.first() {
        Some((row, first)) if is_header(first, reader) => {
            let heads = paste.heads(*row, first);
            lines.remove(0);
            heads
        }
        Some((row, first)) => paste.nameless_heads(*row, first.len()),
        None => Vec::new(),
    };
    let unread = heads.iter().filter(|head| head.goes_to == Target::Nothing);
    let unread = unread.filter(|head| !head.label.is_empty());
    paste.unread = unread.map(|head| head.label.clone()).collect();
    let count = lines.len();
    for (row, cells) in &lines {
        paste.line(*row, &heads, cells);
    }
    paste.finish(count)
}

struct Paste<'a> {
    dossier: &'a Dossier,
    reader: CellReader,
    make_id: &'a mut dyn FnMut() -> Uuid,
    /// Who is called so, in the file and among the new rows.
    by_name: BTreeMap<String, Vec<PlayerId>>,
    new: BTreeMap<PlayerId, Player>,
    /// New players in the order of their rows.
    order: Vec<PlayerId>,
    edits: Vec<Edit>,
    changed: Vec<PlayerId>,
    refused: Vec<RefusedCell>,
    unread: Vec<String>,
}

impl<'a> Paste<'a> {
    fn new(dossier: &'a Dossier, reader: CellReader, make_id: &'a mut dyn FnMut() -> Uuid) -> Self {
        let mut by_name: BTreeMap<String, Vec<PlayerId>> = BTreeMap::new();
        for player in dossier.players.values() {
            for name in [&player.name, &player.full_name] {
                let ids = by_name.entry(plain_line(name)).or_default();
                if !name.is_empty() && !ids.contains(&player.id) {
                    ids.push(player.id);
                }
            }
        }
        Self {
            dossier,
            reader,
            make_id,
            by_name,
            new: BTreeMap::new(),
            order: Vec::new(),
            edits: Vec::new(),
            changed: Vec::new(),
            refused: Vec::new(),
            unread: Vec::new(),
        }
    }

    fn heads(&mut self, row: usize, cells: &[String]) -> Vec<Head> {
        let mut heads: Vec<Head> = Vec::new();
        for label in cells {
            let goes_to = target(label, self.reader);
            let twice = heads.iter().any(|head| Some(head.goes_to) == goes_to);
            let goes_to = match goes_to {
                Some(Target::Nothing) => Target::Nothing,
                Some(_) if twice => {
                    self.refuse(
                        row,
                        label,
                        label,
                        "stands above two columns; the first counts",
                    );
                    Target::Nothing
                }
                Some(goes_to) => goes_to,
                None => {
                    if !label.trim().is_empty() {
                        self.refuse(row, label, label, "is no column of a player");
                    }
                    Target::Nothing
                }
            };
            heads.push(Head {
                label: label.trim().to_owned(),
                goes_to,
            });
        }
        heads
    }

    fn nameless_heads(&mut self, row: usize, columns: usize) -> Vec<Head> {
        for column in 2..=columns {
            let label = format!("column {column}");
            self.refuse(row, &label, "", "has no header that says what it holds");
        }
        (0..columns)
            .map(|idx| Head {
                label: format!("column {}", idx + 1),
                goes_to: if idx == 0 {
                    Target::Name
                } else {
                    Target::Nothing
                },
            })
            .collect()
    }

    fn refuse(&mut self, row: usize, column: &str, text: &str, why: &str) {
        self.refused.push(RefusedCell {
            row,
            column: column.trim().to_owned(),
            text: text.trim().to_owned(),
            why: why.to_owned(),
        });
    }

    fn line(&mut self, row: usize, heads: &[Head], cells: &[String]) {
        let pairs = || {
            heads
                .iter()
                .zip(cells)
                .map(|(head, cell)| (head, unguarded(cell)))
        };
        let of = |wanted: Target| {
            pairs()
                .find(|(head, _)| head.goes_to == wanted)
                .map_or("", |(_, cell)| cell)
        };
        let name = of(Target::Name)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if name.is_empty() {
            self.refuse(row, "Player", "", "names nobody");
            return;
        }
        let born = typed::day(
            of(Target::Fact(FactKey::Born)),
            self.dossier.head.decision_date,
        );
        let Some(id) = self.who(row, &name, born.ok().flatten()) else {
            return;
        };
        let value_date = of(Target::ValueDate);
        for (head, cell) in pairs().filter(|(_, cell)| !cell.is_empty()) {
            if let Err(why) = self.cell(id, head, cell, value_date) {
                self.refuse(row, &head.label, cell, &why);
            }
        }
    }

    /// The one player who is called so and, as far as both births are known, born on that day.
    fn who(&mut self, row: usize, name: &str, born: Option<chrono::NaiveDate>) -> Option<PlayerId> {
        let key = plain_line(name);
        let called = self.by_name.get(&key).cloned().unwrap_or_default();
        let fitting: Vec<PlayerId> = called
            .into_iter()
            .filter(|id| {
                let known = self.player(*id).and_then(Player::born);
                known.zip(born).is_none_or(|(known, born)| known == born)
            })
            .collect();
        match fitting.as_slice() {
            [id] => Some(*id),
            [] => {
                let id = PlayerId((self.make_id)());
                self.new.insert(id, Player::new(id, name, Role::Target));
                self.order.push(id);
                self.by_name.entry(key).or_default().push(id);
                Some(id)
            }
            _ => {
                self.refuse(
                    row,
                    "Player",
                    name,
                    "could be more than one player. Add his birth",
                );
                None
            }
        }
    }

    fn player(&self, id: PlayerId) -> Option<&Player> {
        let known = || self.dossier.player(id).map(Arc::as_ref);
        self.new.get(&id).or_else(known)
    }

    fn cell(
        &mut self,
        id: PlayerId,
        below: &Head,
        cell: &str,
        value_date: &str,
    ) -> Result<(), String> {
        if (self.reader.is_blank)(cell) {
            return Ok(());
        }
        let head = &self.dossier.head;
        let edit = match below.goes_to {
            Target::Name | Target::Nothing | Target::ValueDate => return Ok(()),
            Target::FullName => PlayerEdit::SetFullName(cell.to_owned()),
            Target::Role => {
                let role = Role::parse(cell).ok_or("is no role: target, benchmark, own or pool")?;
                PlayerEdit::SetRole(role)
            }
            Target::Stage => {
                let stage = Stage::parse(cell).ok_or("is no stage of a target")?;
                PlayerEdit::SetStage(Some(stage))
            }
            Target::NextStep => PlayerEdit::SetNextStep(cell.to_owned()),
            Target::Owner => PlayerEdit::SetOwner(cell.to_owned()),
            Target::Note => PlayerEdit::SetNote(cell.to_owned()),
            Target::Fact(key) => {
                let value = typed::fact(key, cell, head).or_else(|err| {
                    let read = (self.reader.fact)(key, cell, head.currency);
                    read.map(Some).ok_or_else(|| err.to_string())
                })?;
                if value.is_none() {
                    return Ok(());
                }
                let reading = ReadingId((self.make_id)());
                PlayerEdit::EnterFact {
                    key,
                    value,
                    reading,
                }
            }
            Target::Value(currency, letter) => {
                let currency = currency.unwrap_or(head.currency);
                let digit = cell.ends_with(|c: char| c.is_ascii_digit());
                let sum = format!("{cell}{}", if digit { letter } else { "" });
                let amount = typed::money(&sum, currency).or_else(|err| {
                    let read = (self.reader.sum)(cell, &below.label, currency);
                    read.map(Some).ok_or_else(|| err.to_string())
                })?;
                let on = typed::date(value_date, head.decision_date);
                let on = on.map_err(|err| err.to_string())?;
                let on = on.unwrap_or(PartialDate::Day(head.decision_date));
                match amount.and_then(|amount| self.valuation(id, amount, on)) {
                    Some(value) => PlayerEdit::PutValuation(value),
                    None => return Ok(()),
                }
            }
        };
        self.enter(id, edit).map_err(|err| err.to_string())
    }

    /// A market value, unless the player has it already.
    fn valuation(&mut self, id: PlayerId, amount: Money, on: PartialDate) -> Option<Valuation> {
        let known = self.player(id)?.valuations.iter();
        let mut known = known.map(|value| (value.amount, value.on));
        (!known.any(|value| value == (amount, on))).then(|| Valuation {
            id: ValuationId((self.make_id)()),
            on,
            amount,
            basis: Basis::default(),
            extra: Extra::new(),
        })
    }

    fn enter(&mut self, id: PlayerId, edit: PlayerEdit) -> Result<(), EditError> {
        if let Some(player) = self.new.get_mut(&id) {
            return player.carry_out(&edit);
        }
        let same = self
            .dossier
            .player(id)
            .is_some_and(|player| says(player, &edit));
        if !same {
            self.edits.push(Edit::Player(id, edit));
            if !self.changed.contains(&id) {
                self.changed.push(id);
            }
        }
        Ok(())
    }

    fn finish(mut self, rows: usize) -> PastedRows {
        let (added, changed) = (self.order.len(), self.changed.len());
        let new = self.order.iter().filter_map(|id| self.new.remove(id));
        let mut edits: Vec<Edit> = new
            .map(|player| Edit::Put(Record::Player(Arc::new(player))))
            .collect();
        edits.append(&mut self.edits);
        let plural = if rows == 1 { "" } else { "s" };
        let label = format!("paste {rows} row{plural}");
        PastedRows {
            edit: (!edits.is_empty()).then_some(Edit::Many { label, edits }),
            added,
            changed,
            refused: self.refused,
            unread: self.unread,
        }
    }
}

/// True if a player already is what a cell says.
fn says(player: &Player, edit: &PlayerEdit) -> bool {
    match edit {
        PlayerEdit::SetFullName(name) => player.full_name == *name,
        PlayerEdit::SetRole(role) => player.role == *role,
        PlayerEdit::SetStage(stage) => player.stage == *stage,
        PlayerEdit::SetNextStep(step) => player.next_step == *step,
        PlayerEdit::SetOwner(owner) => player.owner == *owner,
        PlayerEdit::SetNote(note) => player.note.lines().next() == Some(note),
        // What the cell shows is compared, not what it hides: a conversion that a source printed
        // is not lost because a table did not show it.
        PlayerEdit::EnterFact { key, value, .. } => {
            let text = value.as_ref().map(ToString::to_string);
            player.facts.value(*key).map(ToString::to_string) == text
        }
        _ => false,
    }
}

/// The cells of a text by line, with the number of the line. Spreadsheets put cells that hold a
/// tab, a line break or a quotation mark between quotation marks.
fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace('\r', "");
    let divider = if !text.contains('\t') && text.contains(';') {
        b';'
    } else {
        b'\t'
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(divider)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Vec::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let row = record.position().map_or(1, |at| {
            // The reader skips empty lines and counts them to the line that follows.
            let rest = text.as_bytes().get(at.byte() as usize..);
            let empty = rest.unwrap_or_default().iter();
            at.line() as usize + empty.take_while(|byte| **byte == b'\n').count()
        });
        lines.push((row, record.iter().map(str::to_owned).collect()));
    }
    lines
}
