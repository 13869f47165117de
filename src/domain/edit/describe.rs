//! The label of an edit and its entry in the change history, found in the states around it.

use std::collections::BTreeSet;

use super::{Edit, PlayerEdit};
use crate::domain::dossier::{Dossier, Record, RecordRef};
use crate::domain::field::{FieldRef, HeadField, PlayerField};
use crate::domain::player::Player;

/// What an edit did.
pub(super) struct Description {
    pub label: String,
    pub field: Option<FieldRef>,
    pub before: String,
    pub after: String,
}

impl Edit {
    pub(super) fn describe(&self, before: &Dossier, after: &Dossier) -> Description {
        let field = self.field();
        let text = |dossier: &Dossier| {
            field
                .as_ref()
                .map_or_else(String::new, |field| dossier.text_at(field))
        };
        let (old, mut new) = (text(before), text(after));
        if let Self::Many { edits, .. } = self {
            new = names_of(edits, after);
        }
        let label = self.label(before, after, &old, &new);
        Description {
            label,
            before: old,
            after: new,
            field,
        }
    }

    fn label(&self, before: &Dossier, after: &Dossier, old: &str, new: &str) -> String {
        match self {
            Self::Many { label, .. } => label.clone(),
            Self::Comparison(id, edit) => edit.label(*id, before, after),
            Self::Put(record) => {
                let verb = if before.record(record.id()).is_some() {
                    "change"
                } else {
                    "add"
                };
                describe_record(verb, record)
            }
            Self::Remove(id) => match before.record(*id) {
                Some(record) => describe_record("remove", &record),
                None => format!("remove {}", id.word()),
            },
            Self::Player(id, _) => {
                let what = self
                    .field()
                    .map_or_else(String::new, |field| field.label().to_lowercase());
                let verb = verb(old, new);
                let whose = after.player(*id).map_or("", |player| player.short_name());
                format!("{verb} {what} of {whose}")
            }
            Self::Negotiation(id, edit) => edit.label(*id, before, after),
            Self::SetTitle(_)
            | Self::SetQuestion(_)
            | Self::SetOurClub(_)
            | Self::SetOurCountry(_)
            | Self::SetDecisionDate(_)
            | Self::SetCurrency(_) => {
                let what = self
                    .field()
                    .map_or_else(String::new, |field| field.label().to_lowercase());
                format!("change {what}")
            }
        }
    }

    /// The one field that the edit touches.
    fn field(&self) -> Option<FieldRef> {
        Some(match self {
            Self::SetTitle(_) => FieldRef::Head(HeadField::Title),
            Self::SetQuestion(_) => FieldRef::Head(HeadField::Question),
            Self::SetOurClub(_) => FieldRef::Head(HeadField::OurClub),
            Self::SetOurCountry(_) => FieldRef::Head(HeadField::OurCountry),
            Self::SetDecisionDate(_) => FieldRef::Head(HeadField::DecisionDate),
            Self::SetCurrency(_) => FieldRef::Head(HeadField::Currency),
            Self::Player(id, edit) => match edit {
                PlayerEdit::SetName(_) => FieldRef::Player(*id, PlayerField::Name),
                PlayerEdit::SetFullName(_) => FieldRef::Player(*id, PlayerField::FullName),
                PlayerEdit::SetRole(_) => FieldRef::Player(*id, PlayerField::Role),
                PlayerEdit::SetStage(_) => FieldRef::Player(*id, PlayerField::Stage),
                PlayerEdit::SetNextStep(_) => FieldRef::Player(*id, PlayerField::NextStep),
                PlayerEdit::SetOwner(_) => FieldRef::Player(*id, PlayerField::Owner),
                PlayerEdit::SetNote(_) => FieldRef::Player(*id, PlayerField::Note),
                PlayerEdit::SetCoverage(_) => FieldRef::Player(*id, PlayerField::Coverage),
                PlayerEdit::EnterFact { key, .. } | PlayerEdit::SetFact(key, _) => {
                    FieldRef::Fact(*id, *key)
                }
                PlayerEdit::PutSpell(row) => FieldRef::Spell(*id, row.id),
                PlayerEdit::RemoveSpell(row) => FieldRef::Spell(*id, *row),
                PlayerEdit::PutTransfer(row) => FieldRef::Transfer(*id, row.id),
                PlayerEdit::RemoveTransfer(row) => FieldRef::Transfer(*id, *row),
                PlayerEdit::PutValuation(row) => FieldRef::Valuation(*id, row.id),
                PlayerEdit::RemoveValuation(row) => FieldRef::Valuation(*id, *row),
                PlayerEdit::PutSeason(row) => FieldRef::Season(*id, row.id),
                PlayerEdit::RemoveSeason(row) => FieldRef::Season(*id, *row),
                PlayerEdit::PutTraining(row) => FieldRef::Training(*id, row.id),
                PlayerEdit::RemoveTraining(row) => FieldRef::Training(*id, *row),
            },
            Self::Negotiation(id, edit) => edit.field(*id),
            Self::Comparison(id, _) => FieldRef::Comparison(*id),
            Self::Put(record) => return record_field(record.id()),
            Self::Remove(id) => return record_field(*id),
            Self::Many { .. } => return None,
        })
    }
}

/// Whom several edits concern: the first three, and how many more.
fn names_of(edits: &[Edit], after: &Dossier) -> String {
    const NAMED: usize = 3;
    let mut seen = BTreeSet::new();
    let mut named = Vec::new();
    for edit in edits {
        let name = match edit {
            Edit::Put(Record::Player(player)) => Some(player.name.as_str()),
            Edit::Player(id, _) => after.player(*id).map(|player| player.name.as_str()),
            _ => None,
        };
        let Some(name) = name.filter(|name| seen.insert(*name)) else {
            continue;
        };
        if named.len() < NAMED {
            named.push(name);
        }
    }
    let named_all = named.join(", ");
    match seen.len() - named.len() {
        0 => named_all,
        more => format!("{named_all} and {more} more"),
    }
}

/// What became of a text.
pub(super) fn verb(old: &str, new: &str) -> &'static str {
    match (old.is_empty(), new.is_empty()) {
        (true, false) => "add",
        (false, true) => "remove",
        _ => "change",
    }
}

fn record_field(id: RecordRef) -> Option<FieldRef> {
    match id {
        RecordRef::Player(id) => Some(FieldRef::Player(id, PlayerField::Name)),
        RecordRef::Source(id) => Some(FieldRef::Source(id)),
        RecordRef::Negotiation(id) => Some(FieldRef::Negotiation(id)),
        RecordRef::Slot(id) => Some(FieldRef::Slot(id)),
        RecordRef::Window(id) => Some(FieldRef::Window(id)),
        RecordRef::Rate(id) => Some(FieldRef::Rate(id)),
        RecordRef::Statement(id) => Some(FieldRef::Statement(id)),
        RecordRef::Comparison(id) => Some(FieldRef::Comparison(id)),
        RecordRef::Report(_)
        | RecordRef::Pool(_)
        | RecordRef::View(_)
        | RecordRef::Identity(_)
        | RecordRef::Mapping(_)
        | RecordRef::Change(_) => None,
    }
}

fn describe_record(verb: &str, record: &Record) -> String {
    let word = record.word();
    match record {
        Record::Player(player) => format!("{verb} {}", player.name),
        Record::Slot(slot) => format!("{verb} {word} {}", slot.name),
        Record::Pool(pool) => format!("{verb} {word} {}", pool.name),
        Record::Comparison(comparison) => format!("{verb} {word} {}", comparison.name),
        Record::Source(source) => format!("{verb} {word} {}", source.name),
        Record::View(view) => format!("{verb} {word} {}", view.name),
        Record::Window(window) => format!("{verb} {word} of {}", window.country),
        Record::Identity(identity) => format!("{verb} {word} of {}", identity.shown),
        Record::Mapping(mapping) => format!("{verb} {word} {}", mapping.name),
        Record::Negotiation(_)
        | Record::Report(_)
        | Record::Statement(_)
        | Record::Rate(_)
        | Record::Change(_) => format!("{verb} {word}"),
    }
}

impl Dossier {
    /// What stands in a field, as the screen prints it; empty if there is nothing.
    pub fn text_at(&self, field: &FieldRef) -> String {
        match field {
            FieldRef::Head(field) => self.head_text(*field),
            FieldRef::Source(id) => self
                .source(*id)
                .map_or_else(String::new, |source| source.name.clone()),
            FieldRef::Round(negotiation, round) => self
                .negotiations
                .get(negotiation)
                .and_then(|negotiation| row(&negotiation.rounds, |row| row.id == *round))
                .unwrap_or_default(),
            FieldRef::Negotiation(id) => self
                .negotiations
                .get(id)
                .map_or_else(String::new, |negotiation| {
                    format!("{} – {}", negotiation.seller, negotiation.buyer)
                }),
            FieldRef::Package(..)
            | FieldRef::Term(..)
            | FieldRef::AddOn(..)
            | FieldRef::Belief(..) => self.term_text(field),
            FieldRef::Slot(id) => self
                .squad
                .get(id)
                .map_or_else(String::new, |slot| slot.name.clone()),
            FieldRef::Window(id) => self
                .windows
                .get(id)
                .map_or_else(String::new, |window| window.to_string()),
            FieldRef::Rate(id) => self
                .rates
                .get(id)
                .map_or_else(String::new, |rate| rate.to_string()),
            FieldRef::Statement(id) => self
                .statements
                .get(id)
                .map_or_else(String::new, |statement| statement.text.clone()),
            FieldRef::Comparison(id) => self
                .comparisons
                .get(id)
                .map_or_else(String::new, |comparison| self.comparison_text(comparison)),
            FieldRef::Player(id, _)
            | FieldRef::Fact(id, _)
            | FieldRef::Spell(id, _)
            | FieldRef::Transfer(id, _)
            | FieldRef::Valuation(id, _)
            | FieldRef::Season(id, _)
            | FieldRef::Training(id, _) => self
                .player(*id)
                .map_or_else(String::new, |player| player.text_at(field)),
            FieldRef::Other(_) => String::new(),
        }
    }

    fn head_text(&self, field: HeadField) -> String {
        match field {
            HeadField::Title => self.head.title.clone(),
            HeadField::Question => self.head.question.clone(),
            HeadField::OurClub => self.head.our_club.clone(),
            HeadField::OurCountry => self.head.our_country.clone(),
            HeadField::DecisionDate => crate::domain::date::day_text(self.head.decision_date),
            HeadField::Currency => self.head.currency.to_string(),
        }
    }
}

impl Player {
    fn text_at(&self, field: &FieldRef) -> String {
        let text = match field {
            FieldRef::Player(_, field) => Some(match field {
                PlayerField::Name => self.name.clone(),
                PlayerField::FullName => self.full_name.clone(),
                PlayerField::Role => self.role.label().to_owned(),
                PlayerField::Stage => self
                    .stage
                    .as_ref()
                    .map_or_else(String::new, |stage| stage.label().to_owned()),
                PlayerField::NextStep => self.next_step.clone(),
                PlayerField::Owner => self.owner.clone(),
                PlayerField::Note => self.note.clone(),
                PlayerField::Coverage => self
                    .injury_coverage
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
            }),
            FieldRef::Fact(_, key) => self.facts.value(*key).map(ToString::to_string),
            FieldRef::Spell(_, id) => row(&self.spells, |row| row.id == *id),
            FieldRef::Transfer(_, id) => row(&self.transfers, |row| row.id == *id),
            FieldRef::Valuation(_, id) => row(&self.valuations, |row| row.id == *id),
            FieldRef::Season(_, id) => row(&self.seasons, |row| row.id == *id),
            FieldRef::Training(_, id) => row(&self.training, |row| row.id == *id),
            _ => None,
        };
        text.unwrap_or_default()
    }
}

fn row<T: ToString>(rows: &[T], is_it: impl Fn(&T) -> bool) -> Option<String> {
    rows.iter().find(|row| is_it(row)).map(ToString::to_string)
}
