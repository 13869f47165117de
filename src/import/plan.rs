//! The dry run: what an import would do to a dossier, row by row, as one step that can be undone.
//!
//! Nothing that a source said is ever overwritten. A second source adds its reading with its date; a
//! value that disagrees stands beside the used one and becomes a finding.

mod doubted;
mod facts;
mod outcome;
mod rates;
mod remarks;
mod rows;
mod work;

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::choices::SourceChoice;
use super::draft::Draft;
use super::field::Field;
use super::identity::{Candidate, Person, Roll, Verdict, people};
use super::kind::TableKind;
use super::names::folded;
use super::rows::{ReadRow, RefusedCell};
use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::figures::counted;
use crate::domain::id::{IdentityId, MappingId, PlayerId, SourceId};
use crate::domain::import_memory::{Identity, ImportMapping};
use crate::domain::player::{Player, Role};
use crate::domain::source::{Source, SourceKind};
use crate::domain::sourced::{Basis, Grade};

use outcome::Said;
use work::Work;

pub use outcome::{Doubt, Outcome, Plan, RowOutcome};

/// More nameless players than this are not asked about one by one.
const FEW: usize = 50;

/// Works out what the import of a draft would do. Ids come from `make_id`.
pub fn dry_run(draft: &Draft, dossier: &Dossier, make_id: &mut dyn FnMut() -> Uuid) -> Plan {
    dry_run_of(draft, draft.rows(), dossier, make_id)
}

/// As [`dry_run`], for rows that were read before, as a job with progress does.
pub fn dry_run_of(
    draft: &Draft,
    rows: Vec<ReadRow>,
    dossier: &Dossier,
    make_id: &mut dyn FnMut() -> Uuid,
) -> Plan {
    if draft.kind.value == TableKind::Rates {
        return rates::plan(draft, dossier, make_id);
    }
    let mut run = Run::new(draft, dossier, make_id);
    let mut plan = Plan {
        rows: rows.iter().map(first_outcome).collect(),
        remarks: remarks::of(draft, &rows),
        ..Plan::default()
    };
    let (said, in_rows) = doubted::told(draft, &rows);
    plan.remarks.extend(said);
    plan.notes = in_rows;
    for row in &rows {
        plan.cells
            .extend(row.cells.iter().map(|cell| (row.number, cell.clone())));
        plan.notes
            .extend(row.notes.iter().map(|note| (row.number, note.clone())));
    }
    plan.notes.sort_by_key(|(row, _)| *row);
    let people = people(&rows);
    run.nameless = people
        .iter()
        .filter(|person| person.who.name.is_empty())
        .count();
    if run.nameless > FEW {
        plan.remarks.push(format!(
            "{} have a number and no name. Those that nobody in the dossier has are left out; a table \
             with names and these numbers, taken in first, tells who they are",
            counted(run.nameless, "player")
        ));
    }
    for person in &people {
        run.person(person, &rows, &mut plan);
    }
    run.finish(&mut plan);
    plan
}

/// What is odd about a table as a whole, for those who read it and import nothing.
pub fn remarks(draft: &Draft, rows: &[ReadRow]) -> Vec<String> {
    let mut said = remarks::of(draft, rows);
    said.extend(doubted::told(draft, rows).0);
    said
}

fn first_outcome(row: &ReadRow) -> RowOutcome {
    let who = if row.who.name.is_empty() {
        row.who.number.clone()
    } else {
        row.who.name.clone()
    };
    RowOutcome {
        row: row.number,
        who,
        outcome: if row.refused.is_some() {
            Outcome::Refused
        } else {
            Outcome::Unchanged
        },
        text: row.refused.clone().unwrap_or_default(),
    }
}

/// One dry run.
struct Run<'a> {
    draft: &'a Draft,
    dossier: &'a Dossier,
    roll: Roll<'a>,
    make_id: &'a mut dyn FnMut() -> Uuid,
    source: Source,
    is_new_source: bool,
    /// Players as they would be, in the order in which they were touched.
    order: Vec<PlayerId>,
    work: BTreeMap<PlayerId, Work>,
    identities: Vec<Identity>,
    /// Men of the table of whom it has the number alone.
    nameless: usize,
    /// Who was joined to which man of the table: two of them must not become one.
    joined: BTreeMap<PlayerId, String>,
}

impl<'a> Run<'a> {
    fn new(draft: &'a Draft, dossier: &'a Dossier, make_id: &'a mut dyn FnMut() -> Uuid) -> Self {
        let chosen = draft
            .choices
            .source
            .clone()
            .unwrap_or_else(|| SourceChoice {
                name: draft.name.clone(),
                grade: None,
                on: None,
            });
        let name = chosen.name.trim();
        let known = dossier
            .sources
            .values()
            .find(|source| source.name.eq_ignore_ascii_case(name));
        let source = known.map_or_else(
            || Source {
                id: SourceId(make_id()),
                name: if name.is_empty() {
                    "Table".to_owned()
                } else {
                    name.to_owned()
                },
                kind: SourceKind::Provider,
                grade: chosen.grade.clone().unwrap_or(Grade::C),
                on: chosen.on,
                title: draft.name.clone(),
                url: String::new(),
                licence: String::new(),
                note: String::new(),
                extra: Extra::new(),
            },
            |source| source.as_ref().clone(),
        );
        Self {
            draft,
            dossier,
            roll: Roll::of(dossier),
            make_id,
            is_new_source: known.is_none(),
            source,
            order: Vec::new(),
            work: BTreeMap::new(),
            identities: Vec::new(),
            nameless: 0,
            joined: BTreeMap::new(),
        }
    }

    /// What the rows of this import rest on.
    fn basis(&self, note: &str) -> Basis {
        let on = self
            .draft
            .choices
            .source
            .as_ref()
            .and_then(|source| source.on);
        Basis {
            on,
            note: note.to_owned(),
            ..Basis::reported(self.source.id)
        }
    }

    fn person(&mut self, person: &Person, rows: &[ReadRow], plan: &mut Plan) {
        let verdict = match self.decided(person) {
            Some(Ok(decided)) => decided,
            Some(Err(why)) => return self.doubt(person, Vec::new(), vec![why], rows, plan),
            None => self.roll.find(&self.draft.reading.provider, person),
        };
        let of_person = || person.rows.iter().copied();
        match verdict {
            Verdict::Is(id, reasons) => match self.joined.get(&id) {
                Some(other) if *other != person.key => {
                    let note = format!("another man of the table was joined to him: {other}");
                    self.doubt(person, Vec::new(), vec![note], rows, plan);
                }
                _ => {
                    self.join(id, person, &reasons.join(", "), false);
                    self.take(id, false, of_person(), rows, plan);
                }
            },
            Verdict::Decided(id) => {
                self.join(id, person, "decided by hand", true);
                self.take(id, false, of_person(), rows, plan);
            }
            Verdict::Nobody => {
                self.remember(person, None, "decided by hand", true);
                self.leave_out(of_person(), "is none of ours, as was decided", plan);
            }
            Verdict::New => match self
                .draft
                .reading
                .role
                .as_ref()
                .map(|role| role.value.clone())
            {
                Some(role) if !person.who.name.is_empty() => {
                    let id = self.add(person, role);
                    self.take(id, true, of_person(), rows, plan);
                }
                _ if person.who.name.is_empty() && self.nameless > FEW => {
                    self.leave_out(of_person(), "nobody in the dossier has that number", plan);
                }
                _ if person.who.name.is_empty() => {
                    let note = "the table has his number alone".to_owned();
                    self.doubt(person, Vec::new(), vec![note], rows, plan);
                }
                _ => self.leave_out(of_person(), "is not in the dossier", plan),
            },
            Verdict::Doubtful(candidates) => {
                self.doubt(person, candidates, Vec::new(), rows, plan);
            }
        }
    }

    /// What a person said of him in this import.
    fn decided(&self, person: &Person) -> Option<Result<Verdict, String>> {
        let people = &self.draft.choices.people;
        let said = people.get(&person.key).or_else(|| {
            people
                .get(&person.who.name)
                .filter(|_| !person.is_shared_name)
        })?;
        match said.trim() {
            "new" => Some(Ok(Verdict::New)),
            "nobody" => Some(Ok(Verdict::Nobody)),
            name => {
                let wanted = folded(name);
                let is_it = |player: &&Arc<Player>| {
                    player.id.to_string() == name
                        || folded(&player.name) == wanted
                        || (!player.full_name.is_empty() && folded(&player.full_name) == wanted)
                };
                let mut found = self.dossier.players.values().filter(is_it);
                match (found.next(), found.next()) {
                    (Some(player), None) => Some(Ok(Verdict::Decided(player.id))),
                    (None, _) => Some(Err(format!("“{name}” is nobody in the dossier"))),
                    (Some(_), Some(_)) => Some(Err(format!(
                        "“{name}” is more than one player. Give his id"
                    ))),
                }
            }
        }
    }

    fn doubt(
        &self,
        person: &Person,
        candidates: Vec<Candidate>,
        mut notes: Vec<String>,
        rows: &[ReadRow],
        plan: &mut Plan,
    ) {
        notes.extend(person.notes.iter().cloned());
        let why = match candidates.first() {
            Some(first) => {
                let name = self
                    .dossier
                    .player(first.player)
                    .map_or("", |player| &player.name);
                format!("may be {name}: {}", first.confidence.reasons.join(", "))
            }
            None => notes
                .first()
                .cloned()
                .unwrap_or_else(|| "could be anybody".to_owned()),
        };
        self.mark(person.rows.iter().copied(), Outcome::Doubtful, &why, plan);
        let numbers = person.rows.iter().filter_map(|idx| rows.get(*idx));
        plan.doubts.push(Doubt {
            key: person.key.clone(),
            shown: person.shown(),
            rows: numbers.map(|row| row.number).collect(),
            candidates,
            notes,
        });
    }

    fn leave_out(&self, rows: impl Iterator<Item = usize>, why: &str, plan: &mut Plan) {
        self.mark(rows, Outcome::LeftOut, why, plan);
    }

    fn mark(
        &self,
        rows: impl Iterator<Item = usize>,
        outcome: Outcome,
        text: &str,
        plan: &mut Plan,
    ) {
        for idx in rows {
            if let Some(row) = plan.rows.get_mut(idx)
                && row.outcome != Outcome::Refused
            {
                row.outcome = outcome;
                text.clone_into(&mut row.text);
            }
        }
    }

    fn add(&mut self, person: &Person, role: Role) -> PlayerId {
        let id = PlayerId((self.make_id)());
        let mut player = Player::new(id, person.who.name.clone(), role);
        if person.who.full_name != person.who.name {
            player.full_name.clone_from(&person.who.full_name);
        }
        self.order.push(id);
        self.work.insert(id, Work::of_new(player));
        if !person.who.number.is_empty() {
            self.remember(person, Some(id), "added from this table", false);
        }
        id
    }

    fn join(&mut self, id: PlayerId, person: &Person, reason: &str, by_hand: bool) {
        self.joined.insert(id, person.key.clone());
        if by_hand || !person.who.number.is_empty() {
            self.remember(person, Some(id), reason, by_hand);
        }
    }

    /// Keeps in the dossier who he is, unless it knows that already.
    fn remember(&mut self, person: &Person, player: Option<PlayerId>, reason: &str, by_hand: bool) {
        let provider = &self.draft.reading.provider.value;
        let known = self.roll.decision(provider, &person.key);
        if known.is_some_and(|known| known.player == player && (known.by_hand || !by_hand)) {
            return;
        }
        let id = known.map(|known| known.id);
        self.identities.push(Identity {
            id: id.unwrap_or_else(|| IdentityId((self.make_id)())),
            provider: provider.clone(),
            key: person.key.clone(),
            shown: person.shown(),
            player,
            by_hand,
            reason: reason.to_owned(),
            extra: Extra::new(),
        });
    }

    /// Takes the rows of one man over into a player.
    fn take(
        &mut self,
        id: PlayerId,
        is_new: bool,
        rows: impl Iterator<Item = usize>,
        read: &[ReadRow],
        plan: &mut Plan,
    ) {
        if !self.work.contains_key(&id) {
            let Some(player) = self.dossier.player(id) else {
                return;
            };
            self.order.push(id);
            self.work.insert(id, Work::of_known(player));
        }
        let mut first = is_new;
        for idx in rows {
            let (Some(row), Some(out)) = (read.get(idx), plan.rows.get_mut(idx)) else {
                continue;
            };
            if row.refused.is_some() {
                continue;
            }
            let (mut outcome, text) = self.take_row(id, row, &mut plan.cells);
            if first && outcome < Outcome::Conflicting {
                outcome = Outcome::New;
            }
            first = false;
            (out.outcome, out.text) = (outcome, text);
        }
    }

    /// Carries out one row on the working copy of its player.
    fn take_row(
        &mut self,
        id: PlayerId,
        row: &ReadRow,
        cells: &mut Vec<(u32, RefusedCell)>,
    ) -> (Outcome, String) {
        let note = row.note();
        let basis = self.basis(&note);
        let Some(work) = self.work.get_mut(&id) else {
            return (Outcome::LeftOut, String::new());
        };
        let mut said = Said::default();
        facts::take(work, row, &basis, self.make_id, &mut said);
        if let Some((amount, on)) = row.value {
            match on.or(basis.on) {
                Some(on) => rows::value(work, (amount, on), &basis, self.make_id, &mut said),
                // A table without a column of days says so once, in the remarks.
                None if !self.draft.has(&Field::ValueDate) => {}
                None => cells.push((
                    row.number,
                    RefusedCell {
                        column: Field::ValueDate.label().to_owned(),
                        text: String::new(),
                        why: format!("the market value {amount} has no day"),
                    },
                )),
            }
        }
        if let Some(spell) = &row.spell {
            let on = self.dossier.head.decision_date;
            rows::spell(work, spell, &basis, on, self.make_id, &mut said);
            if self.draft.choices.full_record == Some(true) {
                work.cover(&basis);
            }
        }
        if let Some(transfer) = &row.transfer {
            rows::transfer(work, transfer, &basis, self.make_id, &mut said);
        }
        if let Some(season) = &row.season {
            rows::season(work, season, &basis, self.make_id, &mut said);
        }
        (said.outcome, said.words.join(". "))
    }

    fn finish(self, plan: &mut Plan) {
        let mut edits = Vec::new();
        for id in &self.order {
            let Some(work) = self.work.get(id) else {
                continue;
            };
            let of_player = work.edits(self.dossier);
            if work.is_new {
                plan.new_players += 1;
            } else if !of_player.is_empty() {
                plan.changed_players += 1;
            }
            edits.extend(of_player);
        }
        let uses_source = !edits.is_empty();
        let identities = self
            .identities
            .into_iter()
            .map(|identity| Edit::Put(Record::Identity(Arc::new(identity))));
        edits.extend(identities);
        if edits.is_empty() {
            return;
        }
        if self.is_new_source && uses_source {
            edits.insert(0, Edit::Put(Record::Source(Arc::new(self.source))));
        }
        if let Some(mapping) = mapping_of(self.draft, self.dossier, self.make_id) {
            edits.push(Edit::Put(Record::Mapping(Arc::new(mapping))));
        }
        let taken = [Outcome::New, Outcome::Changed, Outcome::Conflicting];
        let rows = taken.iter().map(|outcome| plan.count(*outcome)).sum();
        let label = format!("import {} of {}", counted(rows, "row"), self.draft.name);
        plan.edit = Some(Edit::Many { label, edits });
    }
}

/// The way in which the table was read, if the dossier does not remember it so already.
fn mapping_of(
    draft: &Draft,
    dossier: &Dossier,
    make_id: &mut dyn FnMut() -> Uuid,
) -> Option<ImportMapping> {
    let known = remembered(dossier, &draft.shape);
    let (mut columns, choices) = draft.choices.to_remember();
    for column in &draft.mapping.columns {
        let key = column.field.as_ref().map(Field::key).unwrap_or_default();
        columns.insert(column.header.clone(), key);
    }
    if known.is_some_and(|known| known.columns == columns && known.choices == choices) {
        return None;
    }
    Some(ImportMapping {
        id: known.map_or_else(|| MappingId(make_id()), |known| known.id),
        name: known.map_or_else(|| draft.name.clone(), |known| known.name.clone()),
        shape: draft.shape.clone(),
        columns,
        choices,
        extra: known.map(|known| known.extra.clone()).unwrap_or_default(),
    })
}

/// The way in which a dossier remembers to read tables of a shape.
pub fn remembered<'a>(dossier: &'a Dossier, shape: &str) -> Option<&'a ImportMapping> {
    let found = dossier
        .mappings
        .values()
        .find(|mapping| mapping.shape == shape);
    found.map(Arc::as_ref)
}
