//! A player as he would be after the import, and the edits that lead there.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::extra::Extra;
use crate::domain::fact::FactKey;
use crate::domain::injury::InjuryCoverage;
use crate::domain::player::Player;
use crate::domain::sourced::Basis;

/// A working copy of one player.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) player: Player,
    pub(super) is_new: bool,
    /// Facts that changed.
    pub(super) facts: BTreeSet<FactKey>,
    /// Rows that were put, in their order.
    pub(super) rows: Vec<PlayerEdit>,
}

impl Work {
    pub(super) fn of_new(player: Player) -> Self {
        Self {
            player,
            is_new: true,
            facts: BTreeSet::new(),
            rows: Vec::new(),
        }
    }

    pub(super) fn of_known(player: &Arc<Player>) -> Self {
        Self {
            is_new: false,
            ..Self::of_new(player.as_ref().clone())
        }
    }

    /// Says that his whole record is known, if nobody said so before.
    pub(super) fn cover(&mut self, basis: &Basis) {
        if self.player.injury_coverage.is_some() {
            return;
        }
        let coverage = InjuryCoverage {
            from: None,
            until: basis.on,
            basis: Basis {
                note: String::new(),
                ..basis.clone()
            },
            extra: Extra::new(),
        };
        self.player.injury_coverage = Some(coverage.clone());
        self.rows.push(PlayerEdit::SetCoverage(Some(coverage)));
    }

    /// The edits that lead from the dossier to this player.
    pub(super) fn edits(&self, dossier: &Dossier) -> Vec<Edit> {
        let id = self.player.id;
        if self.is_new {
            let player = Arc::new(self.player.clone());
            return vec![Edit::Put(Record::Player(player))];
        }
        debug_assert!(
            dossier.player(id).is_some(),
            "a known player is in the dossier"
        );
        let facts = self.facts.iter().map(|key| {
            let sourced = self.player.facts.get(*key).cloned().unwrap_or_default();
            PlayerEdit::SetFact(*key, sourced)
        });
        let edits = facts.chain(self.rows.iter().cloned());
        edits.map(|edit| Edit::Player(id, edit)).collect()
    }
}
