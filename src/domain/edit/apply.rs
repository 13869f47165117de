//! Carrying an edit out.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::{Edit, EditError, Edited, PlayerEdit};
use crate::domain::change::{Change, Stamp};
use crate::domain::citation::uses_of;
use crate::domain::date::{PartialDate, is_plausible};
use crate::domain::dossier::{Dossier, Head, Record, RecordRef};
use crate::domain::extra::Extra;
use crate::domain::id::NegotiationId;
use crate::domain::negotiation::BeliefValue;
use crate::domain::player::Player;
use crate::domain::sourced::Sourced;

impl Dossier {
    /// The dossier after an edit, with an entry in its change history; `None` if the edit changes
    /// nothing.
    ///
    /// # Errors
    /// [`EditError`] says why the edit was refused.
    pub fn edited(&self, edit: &Edit, stamp: &Stamp) -> Result<Option<Edited>, EditError> {
        let mut dossier = self.clone();
        dossier.carry_out(edit)?;
        if edit.left_alone(self, &dossier) {
            return Ok(None);
        }
        let description = edit.describe(self, &dossier);
        let change = Change {
            id: stamp.id,
            at: stamp.at,
            by: stamp.by.clone(),
            label: description.label.clone(),
            field: description.field,
            before: description.before,
            after: description.after,
            extra: Extra::new(),
        };
        dossier.changes.insert(change.id, Arc::new(change));
        Ok(Some(Edited {
            dossier,
            label: description.label,
        }))
    }

    fn carry_out(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::SetTitle(title) => self.head_mut().title = named(title, "dossier")?,
            Edit::SetQuestion(question) => self.head_mut().question = question.trim().to_owned(),
            Edit::SetOurClub(club) => self.head_mut().our_club = club.trim().to_owned(),
            Edit::SetOurCountry(country) => self.head_mut().our_country = country.trim().to_owned(),
            Edit::SetDecisionDate(date) if !is_plausible(*date) => {
                return Err(EditError::Implausible(date.year()));
            }
            Edit::SetDecisionDate(date) => self.decide_on(*date),
            Edit::SetCurrency(currency) => self.head_mut().currency = *currency,
            Edit::Player(id, edit) => {
                let player = self.players.get_mut(id).ok_or(EditError::Gone("player"))?;
                Arc::make_mut(player).carry_out(edit)?;
            }
            Edit::Negotiation(id, edit) => self.negotiate(*id, edit)?,
            Edit::Comparison(id, edit) => self.compare(*id, edit)?,
            Edit::Put(record) => {
                check_name(record)?;
                self.put(record.clone());
            }
            Edit::Remove(id) => self.take_out(*id)?,
            Edit::Many { edits, .. } => edits.iter().try_for_each(|edit| self.carry_out(edit))?,
        }
        Ok(())
    }

    /// Moves the decision. What was believed at the old date stays stated for it.
    fn decide_on(&mut self, date: NaiveDate) {
        let old = PartialDate::from(self.head.decision_date);
        let ids: Vec<NegotiationId> = self.negotiations.keys().copied().collect();
        for id in ids {
            let Some(negotiation) = self.negotiations.get_mut(&id) else {
                continue;
            };
            let mut beliefs = negotiation.beliefs.values();
            let undated = |belief: &Sourced<BeliefValue>| {
                let mut readings = belief.readings.iter();
                readings.any(|reading| reading.basis.on.is_none())
            };
            if !beliefs.any(undated) {
                continue;
            }
            for belief in Arc::make_mut(negotiation).beliefs.values_mut() {
                for reading in &mut belief.readings {
                    reading.basis.on.get_or_insert(old);
                }
            }
        }
        self.head_mut().decision_date = date;
    }

    fn head_mut(&mut self) -> &mut Head {
        Arc::make_mut(&mut self.head)
    }

    fn take_out(&mut self, id: RecordRef) -> Result<(), EditError> {
        if let RecordRef::Source(source) = id {
            let uses = uses_of(self, source);
            if uses > 0 {
                let name = self
                    .source(source)
                    .map(|source| source.name.clone())
                    .unwrap_or_default();
                return Err(EditError::SourceInUse { name, uses });
            }
        }
        self.remove(id).map(drop).ok_or(EditError::Gone(id.word()))
    }
}

impl Edit {
    /// True if nothing that the edit touches has changed. Looks at no other record.
    fn left_alone(&self, before: &Dossier, after: &Dossier) -> bool {
        match self {
            Self::SetTitle(_)
            | Self::SetQuestion(_)
            | Self::SetOurClub(_)
            | Self::SetOurCountry(_)
            | Self::SetDecisionDate(_)
            | Self::SetCurrency(_) => before.head == after.head,
            Self::Player(id, _) => before.player(*id) == after.player(*id),
            Self::Negotiation(id, _) => before.negotiations.get(id) == after.negotiations.get(id),
            Self::Comparison(id, _) => before.comparisons.get(id) == after.comparisons.get(id),
            Self::Put(record) => before.record(record.id()).as_ref() == Some(record),
            Self::Remove(_) => false,
            Self::Many { edits, .. } => edits.iter().all(|edit| edit.left_alone(before, after)),
        }
    }
}

fn check_name(record: &Record) -> Result<(), EditError> {
    let name = match record {
        Record::Player(player) => &player.name,
        Record::Slot(slot) => &slot.name,
        Record::Pool(pool) => &pool.name,
        Record::Comparison(comparison) => &comparison.name,
        Record::Source(source) => &source.name,
        Record::View(view) => &view.name,
        Record::Mapping(mapping) => &mapping.name,
        Record::Negotiation(_)
        | Record::Report(_)
        | Record::Statement(_)
        | Record::Window(_)
        | Record::Rate(_)
        | Record::Identity(_)
        | Record::Change(_) => return Ok(()),
    };
    named(name, record.word()).map(drop)
}

pub(super) fn named(name: &str, word: &'static str) -> Result<String, EditError> {
    let name = name.trim();
    if name.is_empty() {
        Err(EditError::NoName(word))
    } else {
        Ok(name.to_owned())
    }
}

impl Player {
    /// Carries out an edit in place, on a player who is nobody else's yet.
    pub(in crate::domain) fn carry_out(&mut self, edit: &PlayerEdit) -> Result<(), EditError> {
        match edit {
            PlayerEdit::SetName(name) => self.name = named(name, "player")?,
            PlayerEdit::SetFullName(name) => self.full_name = name.trim().to_owned(),
            PlayerEdit::SetRole(role) => self.role = role.clone(),
            PlayerEdit::SetStage(stage) => self.stage = stage.clone(),
            PlayerEdit::SetNextStep(step) => self.next_step = step.trim().to_owned(),
            PlayerEdit::SetOwner(owner) => self.owner = owner.trim().to_owned(),
            PlayerEdit::SetNote(note) => self.note = note.trim_end().to_owned(),
            PlayerEdit::EnterFact {
                key,
                value,
                reading,
            } => {
                let sourced = self.facts.get(*key).cloned().unwrap_or_default();
                let used = sourced.used_reading().map(|reading| reading.id);
                let sourced = match (value, used) {
                    (Some(value), _) => sourced.entered(*reading, value.clone()),
                    (None, Some(used)) => sourced.without(used),
                    (None, None) => sourced,
                };
                self.facts.set(*key, sourced);
            }
            PlayerEdit::SetFact(key, sourced) => self.facts.set(*key, sourced.clone()),
            PlayerEdit::SetCoverage(coverage) => self.injury_coverage = coverage.clone(),
            PlayerEdit::PutSpell(spell) => put(&mut self.spells, spell, |row| row.id),
            PlayerEdit::RemoveSpell(id) => remove(&mut self.spells, "injury", |row| row.id == *id)?,
            PlayerEdit::PutTransfer(transfer) => put(&mut self.transfers, transfer, |row| row.id),
            PlayerEdit::RemoveTransfer(id) => {
                remove(&mut self.transfers, "transfer", |row| row.id == *id)?;
            }
            PlayerEdit::PutValuation(value) => put(&mut self.valuations, value, |row| row.id),
            PlayerEdit::RemoveValuation(id) => {
                remove(&mut self.valuations, "market value", |row| row.id == *id)?;
            }
            PlayerEdit::PutSeason(line) => put(&mut self.seasons, line, |row| row.id),
            PlayerEdit::RemoveSeason(id) => {
                remove(&mut self.seasons, "season", |row| row.id == *id)?
            }
            PlayerEdit::PutTraining(training) => put(&mut self.training, training, |row| row.id),
            PlayerEdit::RemoveTraining(id) => {
                remove(&mut self.training, "training club", |row| row.id == *id)?;
            }
        }
        Ok(())
    }
}

pub(super) fn put<T: Clone, Id: PartialEq>(rows: &mut Arc<Vec<T>>, row: &T, id: impl Fn(&T) -> Id) {
    let rows = Arc::make_mut(rows);
    match rows.iter_mut().find(|old| id(old) == id(row)) {
        Some(old) => *old = row.clone(),
        None => rows.push(row.clone()),
    }
}

pub(super) fn remove<T: Clone>(
    rows: &mut Arc<Vec<T>>,
    word: &'static str,
    is_it: impl Fn(&T) -> bool,
) -> Result<(), EditError> {
    let idx = rows.iter().position(is_it).ok_or(EditError::Gone(word))?;
    Arc::make_mut(rows).remove(idx);
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::domain::date::PartialDate;
    use crate::domain::fact::{FactKey, FactValue};
    use crate::domain::id::*;

    use crate::domain::player::{Role, Stage};
    use crate::domain::source::{Source, SourceKind};
    use crate::domain::sourced::{Basis, Grade, Reading, Sourced};
    use crate::domain::testing::{day, empty_dossier};

    const KONATE: PlayerId = PlayerId(Uuid::from_u128(1));
    const PAPER: SourceId = SourceId(Uuid::from_u128(2));

    fn stamp(n: u128) -> Stamp {
        Stamp {
            id: ChangeId(Uuid::from_u128(n)),
            at: DateTime::UNIX_EPOCH,
            by: "Anna".to_owned(),
        }
    }

    fn dossier() -> Dossier {
        let mut dossier = empty_dossier();
        let mut player = Player::new(KONATE, "Ibrahima Konaté", Role::Target);
        let height = Reading::new(
            ReadingId(Uuid::from_u128(3)),
            FactValue::Count(194),
            Basis::reported(PAPER),
        );
        player.facts.set(FactKey::Height, Sourced::single(height));
        dossier.put(Record::Player(Arc::new(player)));
        dossier.put(Record::Source(Arc::new(Source::new(
            PAPER,
            "The paper",
            SourceKind::Press,
            Grade::C,
        ))));
        dossier
    }

    fn enter(key: FactKey, value: Option<FactValue>) -> Edit {
        let reading = ReadingId(Uuid::from_u128(50));
        Edit::Player(
            KONATE,
            PlayerEdit::EnterFact {
                key,
                value,
                reading,
            },
        )
    }

    fn check_label(edit: &Edit, label: &str, before: &str, after: &str) {
        let edited = dossier().edited(edit, &stamp(20)).unwrap().unwrap();
        assert_eq!(edited.label, label);
        let change = edited.dossier.changes.values().next_back().unwrap();
        assert_eq!(
            (change.before.as_str(), change.after.as_str()),
            (before, after),
            "{label}"
        );
    }

    #[test]
    fn each_edit_is_named_and_says_what_stood_there() {
        let end = FactValue::Date(PartialDate::Day(day("2026-06-30")));
        check_label(
            &enter(FactKey::ContractEnd, Some(end)),
            "add contract end of Konaté",
            "",
            "30 Jun 2026",
        );
        check_label(
            &enter(FactKey::Height, Some(FactValue::Count(192))),
            "change height of Konaté",
            "194",
            "192",
        );
        check_label(
            &enter(FactKey::Height, None),
            "remove height of Konaté",
            "194",
            "",
        );
        let stage = PlayerEdit::SetStage(Some(Stage::Talks));
        check_label(
            &Edit::Player(KONATE, stage),
            "add stage of Konaté",
            "",
            "Talks",
        );
        check_label(
            &Edit::Remove(RecordRef::Player(KONATE)),
            "remove Ibrahima Konaté",
            "Ibrahima Konaté",
            "",
        );
        check_label(
            &Edit::SetOurClub("Real".to_owned()),
            "change our club",
            "Real Madrid",
            "Real",
        );
    }

    #[test]
    fn an_edit_that_changes_nothing_leaves_no_step() {
        for edit in [
            enter(FactKey::Height, Some(FactValue::Count(194))),
            enter(FactKey::Wage, None),
            Edit::SetOurClub(" Real Madrid ".to_owned()),
        ] {
            assert!(
                dossier().edited(&edit, &stamp(20)).unwrap().is_none(),
                "{edit:?}"
            );
        }
    }

    #[test]
    fn a_refused_edit_says_why() {
        let gone = Edit::Player(
            PlayerId(Uuid::from_u128(77)),
            PlayerEdit::SetNote("x".to_owned()),
        );
        let nameless = Edit::Player(KONATE, PlayerEdit::SetName("  ".to_owned()));
        let in_use = EditError::SourceInUse {
            name: "The paper".to_owned(),
            uses: 1,
        };
        for (edit, err) in [
            (gone, EditError::Gone("player")),
            (nameless, EditError::NoName("player")),
            (Edit::Remove(RecordRef::Source(PAPER)), in_use),
        ] {
            assert_eq!(dossier().edited(&edit, &stamp(20)).unwrap_err(), err);
        }
    }

    #[test]
    fn untouched_records_are_shared_with_the_state_before() {
        let before = dossier();
        let edit = Edit::SetQuestion("Now or in 2026?".to_owned());
        let after = before.edited(&edit, &stamp(20)).unwrap().unwrap().dossier;
        assert!(Arc::ptr_eq(
            before.player(KONATE).unwrap(),
            after.player(KONATE).unwrap()
        ));
    }
}
