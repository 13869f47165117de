//! What every view may read, and the short questions that many views ask.

use std::sync::Arc;

use chrono::NaiveDate;
use eframe::egui;

use super::tokens::size;
use super::widgets::basis_mark::{MarkKind, mark_of};
use crate::domain::citation::grade;
use crate::domain::dossier::Dossier;
use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::domain::finding::FindingKind;
use crate::domain::id::PlayerId;
use crate::domain::negotiation::Negotiation;
use crate::domain::player::Player;
use crate::domain::roster::{CellBasis, Column, Row};
use crate::domain::sourced::{Basis, Sourced};
use crate::editor::Editor;
use crate::editor::derived::Derived;
use crate::editor::document::Document;

/// The read-only side of a frame.
pub struct ViewCtx<'a> {
    /// The program.
    pub editor: &'a Editor,
    /// The open dossier with its history and file.
    pub document: &'a Document,
    /// Its present state.
    pub dossier: &'a Dossier,
    /// The date at which everything is computed.
    pub on: NaiveDate,
    /// What follows from the state at that date.
    pub derived: &'a Derived,
    /// True if the window is narrow; see [`size::NARROW_BELOW`].
    pub narrow: bool,
}

impl<'a> ViewCtx<'a> {
    /// The context of this frame.
    pub fn new(ui: &egui::Ui, editor: &'a Editor) -> Self {
        let document = editor.shown();
        Self {
            editor,
            document,
            dossier: document.seen(),
            on: document.on(),
            derived: &document.derived,
            narrow: ui.ctx().content_rect().width() < size::NARROW_BELOW,
        }
    }

    /// The mark of a statement.
    pub fn mark(&self, basis: &Basis, disputed: bool) -> MarkKind {
        mark_of(basis, grade(self.dossier, basis), disputed)
    }

    /// The mark of the used reading; a disagreement of readings shows as disputed.
    pub fn mark_of_sourced<T: PartialEq>(&self, sourced: &Sourced<T>) -> MarkKind {
        match sourced.used_reading() {
            Some(reading) => self.mark(&reading.basis, sourced.disagrees()),
            None => MarkKind::Missing,
        }
    }

    /// The mark of a fact of a player.
    pub fn mark_of_fact(&self, player: &Player, key: FactKey) -> MarkKind {
        let mark = player
            .facts
            .get(key)
            .map_or(MarkKind::Missing, |sourced| self.mark_of_sourced(sourced));
        or_stale(mark, || {
            let field = FieldRef::Fact(player.id, key);
            let mut found = self.derived.findings.at(&field);
            found.any(|finding| finding.kind == FindingKind::Stale)
        })
    }

    /// The name of the source of a statement, or the words for what it lacks.
    pub fn source_words(&self, basis: &Basis) -> String {
        match (
            &basis.assumed_by,
            basis.source.and_then(|id| self.dossier.source(id)),
        ) {
            (Some(person), _) if person.is_empty() => "Assumed".to_owned(),
            (Some(person), _) => format!("Assumed by {person}"),
            (None, Some(source)) => source.name.clone(),
            (None, None) => "No source".to_owned(),
        }
    }

    /// How firm a statement is: `reported, C`.
    pub fn standing_words(&self, basis: &Basis) -> String {
        match (&basis.assumed_by, grade(self.dossier, basis)) {
            (Some(_), _) => "assumed".to_owned(),
            (None, Some(grade)) => format!("reported, {}", grade.key()),
            (None, None) => "no source".to_owned(),
        }
    }

    /// The slot of a player, which decides his colour and shape; none for the pool.
    pub fn slot(&self, player: PlayerId) -> Option<usize> {
        self.derived.slots.get(&player).copied()
    }

    /// The mark of a cell of the player table.
    pub fn mark_of_cell(&self, row: &Row, column: Column) -> MarkKind {
        let disputed = || {
            column
                .fact()
                .and_then(|key| row.player.facts.get(key))
                .is_some_and(Sourced::disagrees)
        };
        match row.basis(column) {
            None => MarkKind::Missing,
            Some(CellBasis::Derived) => MarkKind::Derived,
            Some(CellBasis::Stated(basis)) => {
                or_stale(self.mark(basis, disputed()), || row.is_stale(column))
            }
        }
    }

    /// The target that the case is about.
    pub fn lead_target(&self) -> Option<&'a Arc<Player>> {
        self.dossier.player(self.derived.lead?)
    }

    /// The negotiation over the lead target.
    pub fn lead_negotiation(&self) -> Option<&'a Negotiation> {
        Some(self.dossier.negotiation_over(self.lead_target()?.id)?)
    }

    /// A new id for a record.
    pub fn new_id<T: From<uuid::Uuid>>(&self) -> T {
        self.editor.clock().new_id().into()
    }
}

/// What was reported and is past its limit is marked as stale: that it is old tells more than who
/// said so.
fn or_stale(mark: MarkKind, is_stale: impl FnOnce() -> bool) -> MarkKind {
    let reported = matches!(mark, MarkKind::ReportedA | MarkKind::B | MarkKind::C);
    if reported && is_stale() {
        MarkKind::Stale
    } else {
        mark
    }
}
