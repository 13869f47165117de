//! What can be done with a comparison, and the words for it in the undo menu.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::EditError;
use super::apply::named;
use crate::domain::comparison::{Comparison, MOST_PLAYERS};
use crate::domain::date::Season;
use crate::domain::dossier::Dossier;
use crate::domain::id::{ComparisonId, PlayerId, PoolId};

/// A change to one comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum ComparisonEdit {
    /// Begins it.
    Create {
        /// What we call it.
        name: String,
        /// Who is compared, from left to right.
        players: Vec<PlayerId>,
    },
    /// The name; never empty.
    SetName(String),
    /// Adds a player at the right.
    AddPlayer(PlayerId),
    /// Takes a player out.
    RemovePlayer(PlayerId),
    /// Puts a player at a place, counted from 0.
    MovePlayer(PlayerId, usize),
    /// Says against whom differences are shown.
    SetBaseline(Option<PlayerId>),
    /// Says to which pool ranks refer.
    SetPool(Option<PoolId>),
    /// Says in which season a player is looked at; `None` for the last complete one.
    SetSeason(PlayerId, Option<Season>),
    /// The rows by key, in their order; empty for all that say something.
    SetRows(Vec<String>),
    /// The role, and the weight of each group in it.
    SetRole {
        /// "left-sided stopper"; may be empty.
        name: String,
        /// 0 to 100 by the key of the group.
        weights: BTreeMap<String, f64>,
    },
    /// Free remarks.
    SetNote(String),
    /// Takes it out of the dossier.
    Delete,
}

impl Dossier {
    pub(super) fn compare(
        &mut self,
        id: ComparisonId,
        edit: &ComparisonEdit,
    ) -> Result<(), EditError> {
        match edit {
            ComparisonEdit::Create { name, players } => {
                let mut comparison = Comparison::new(id, named(name, "comparison")?, Vec::new());
                for player in players {
                    self.join(&mut comparison, *player)?;
                }
                self.comparisons.insert(id, Arc::new(comparison));
                Ok(())
            }
            ComparisonEdit::Delete => {
                let gone = self.comparisons.remove(&id);
                gone.map(drop).ok_or(EditError::Gone("comparison"))
            }
            other => {
                let before = self.comparisons.get(&id);
                let mut next = before
                    .map(|it| Comparison::clone(it))
                    .ok_or(EditError::Gone("comparison"))?;
                self.change(&mut next, other)?;
                self.comparisons.insert(id, Arc::new(next));
                Ok(())
            }
        }
    }

    fn change(&self, comparison: &mut Comparison, edit: &ComparisonEdit) -> Result<(), EditError> {
        match edit {
            // Both are carried out above: they begin and end the record itself.
            ComparisonEdit::Create { .. } | ComparisonEdit::Delete => {}
            ComparisonEdit::SetName(name) => comparison.name = named(name, "comparison")?,
            ComparisonEdit::AddPlayer(player) => self.join(comparison, *player)?,
            ComparisonEdit::RemovePlayer(player) => {
                comparison.players.retain(|other| other != player);
                comparison.seasons.remove(player);
                if comparison.baseline == Some(*player) {
                    comparison.baseline = None;
                }
            }
            ComparisonEdit::MovePlayer(player, to) => {
                let from = comparison
                    .players
                    .iter()
                    .position(|other| other == player)
                    .ok_or(EditError::Gone("player"))?;
                let player = comparison.players.remove(from);
                let to = (*to).min(comparison.players.len());
                comparison.players.insert(to, player);
            }
            ComparisonEdit::SetBaseline(player) => comparison.baseline = *player,
            ComparisonEdit::SetPool(pool) => {
                if pool.is_some_and(|pool| !self.pools.contains_key(&pool)) {
                    return Err(EditError::Gone("stat pool"));
                }
                comparison.pool = *pool;
            }
            ComparisonEdit::SetSeason(player, Some(season)) => {
                comparison.seasons.insert(*player, *season);
            }
            ComparisonEdit::SetSeason(player, None) => {
                comparison.seasons.remove(player);
            }
            ComparisonEdit::SetRows(rows) => comparison.rows.clone_from(rows),
            ComparisonEdit::SetRole { name, weights } => {
                name.trim().clone_into(&mut comparison.role);
                comparison.weights.clone_from(weights);
            }
            ComparisonEdit::SetNote(note) => note.trim_end().clone_into(&mut comparison.note),
        }
        Ok(())
    }

    fn join(&self, comparison: &mut Comparison, player: PlayerId) -> Result<(), EditError> {
        if self.player(player).is_none() {
            return Err(EditError::Gone("player"));
        }
        if comparison.players.contains(&player) {
            return Ok(());
        }
        // Those who were removed from the dossier take no place.
        let present = |id: &&PlayerId| self.player(**id).is_some();
        if comparison.players.iter().filter(present).count() >= MOST_PLAYERS {
            let name = comparison.name.clone();
            return Err(EditError::ComparisonFull {
                name,
                most: MOST_PLAYERS,
            });
        }
        comparison.players.push(player);
        Ok(())
    }

    /// A comparison in words, for the change history: the players from left to right, the baseline.
    pub(super) fn comparison_text(&self, comparison: &Comparison) -> String {
        let short = |id: &PlayerId| self.player(*id).map(|player| player.short_name());
        let players: Vec<&str> = comparison.players.iter().filter_map(short).collect();
        let mut text = format!("{}, {}", comparison.name, players.join(", "));
        if let Some(baseline) = comparison.baseline.as_ref().and_then(short) {
            text = format!("{text}; against {baseline}");
        }
        text
    }
}

impl ComparisonEdit {
    pub(super) fn label(&self, id: ComparisonId, before: &Dossier, after: &Dossier) -> String {
        let stands = |dossier: &Dossier| dossier.comparisons.get(&id).map(|it| it.name.clone());
        let name = stands(after).or_else(|| stands(before)).unwrap_or_default();
        let short = |id: &PlayerId| {
            let player = after.player(*id).or_else(|| before.player(*id));
            player.map_or("player", |player| player.short_name())
        };
        match self {
            Self::Create { .. } => format!("compare {name}"),
            Self::SetName(_) => format!("rename comparison {name}"),
            Self::AddPlayer(player) => format!("add {} to {name}", short(player)),
            Self::RemovePlayer(player) => format!("take {} out of {name}", short(player)),
            Self::MovePlayer(player, _) => format!("move {} in {name}", short(player)),
            Self::SetBaseline(Some(player)) => {
                format!("compare {name} against {}", short(player))
            }
            Self::SetBaseline(None) => format!("compare {name} against nobody"),
            Self::SetPool(_) => format!("change pool of {name}"),
            Self::SetSeason(player, _) => format!("change season of {} in {name}", short(player)),
            Self::SetRows(_) => format!("change rows of {name}"),
            Self::SetRole { .. } => format!("change weights of {name}"),
            Self::SetNote(_) => format!("change note of {name}"),
            Self::Delete => format!("remove comparison {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::domain::change::Stamp;
    use crate::domain::dossier::{Head, Record};
    use crate::domain::edit::Edit;

    use crate::domain::id::{ChangeId, DossierId};
    use crate::domain::money::Currency;
    use crate::domain::player::{Player, Role};

    const ID: ComparisonId = ComparisonId(Uuid::from_u128(900));

    fn id(n: u128) -> PlayerId {
        PlayerId(Uuid::from_u128(n))
    }

    fn dossier(players: u128) -> Dossier {
        let head = Head::new("Centre-back", "2025-07-11".parse().unwrap(), Currency::EUR);
        let mut dossier = Dossier::new(DossierId(Uuid::from_u128(1)), head);
        for n in 1..=players {
            let player = Player::new(id(n), format!("Player {n}"), Role::Target);
            dossier.put(Record::Player(Arc::new(player)));
        }
        dossier
    }

    fn step(dossier: &Dossier, edit: ComparisonEdit) -> Result<(Dossier, String), EditError> {
        let stamp = Stamp {
            id: ChangeId(Uuid::from_u128(2_000 + dossier.changes.len() as u128)),
            at: DateTime::UNIX_EPOCH,
            by: String::new(),
        };
        let edited = dossier.edited(&Edit::Comparison(ID, edit), &stamp)?;
        Ok(edited.map_or_else(
            || (dossier.clone(), String::new()),
            |edited| (edited.dossier, edited.label),
        ))
    }

    fn begun(players: u128) -> Dossier {
        let create = ComparisonEdit::Create {
            name: "Stoppers".to_owned(),
            players: (1..=players).map(id).collect(),
        };
        step(&dossier(8), create).unwrap().0
    }

    fn check(edit: ComparisonEdit, label: &str, players: &[u128]) {
        let (after, found) = step(&begun(3), edit).unwrap();
        assert_eq!(found, label);
        let expected: Vec<PlayerId> = players.iter().copied().map(id).collect();
        assert_eq!(after.comparisons[&ID].players, expected, "{label}");
    }

    #[test]
    fn each_step_is_named_and_does_what_it_says() {
        check(
            ComparisonEdit::AddPlayer(id(5)),
            "add 5 to Stoppers",
            &[1, 2, 3, 5],
        );
        check(ComparisonEdit::AddPlayer(id(2)), "", &[1, 2, 3]);
        check(
            ComparisonEdit::RemovePlayer(id(2)),
            "take 2 out of Stoppers",
            &[1, 3],
        );
        check(
            ComparisonEdit::MovePlayer(id(1), 2),
            "move 1 in Stoppers",
            &[2, 3, 1],
        );
        check(
            ComparisonEdit::MovePlayer(id(1), 99),
            "move 1 in Stoppers",
            &[2, 3, 1],
        );
        check(
            ComparisonEdit::MovePlayer(id(3), 0),
            "move 3 in Stoppers",
            &[3, 1, 2],
        );
        check(
            ComparisonEdit::SetBaseline(Some(id(3))),
            "compare Stoppers against 3",
            &[1, 2, 3],
        );
        check(
            ComparisonEdit::SetNote("Left foot matters".to_owned()),
            "change note of Stoppers",
            &[1, 2, 3],
        );
    }

    #[test]
    fn a_player_who_leaves_takes_his_baseline_and_his_season_with_him() {
        let (dossier, _) = step(&begun(3), ComparisonEdit::SetBaseline(Some(id(2)))).unwrap();
        let season = ComparisonEdit::SetSeason(id(2), Some(Season(2023)));
        let (dossier, _) = step(&dossier, season).unwrap();
        let (dossier, _) = step(&dossier, ComparisonEdit::RemovePlayer(id(2))).unwrap();
        let after = &dossier.comparisons[&ID];
        assert_eq!((after.baseline, after.seasons.len()), (None, 0));
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_reason() {
        let full = EditError::ComparisonFull {
            name: "Stoppers".to_owned(),
            most: MOST_PLAYERS,
        };
        for (edit, err) in [
            (ComparisonEdit::AddPlayer(id(7)), full),
            (ComparisonEdit::AddPlayer(id(77)), EditError::Gone("player")),
            (
                ComparisonEdit::SetName(" ".to_owned()),
                EditError::NoName("comparison"),
            ),
            (
                ComparisonEdit::SetPool(Some(PoolId(Uuid::from_u128(5)))),
                EditError::Gone("stat pool"),
            ),
        ] {
            assert_eq!(step(&begun(6), edit).unwrap_err(), err);
        }
        let gone = step(&dossier(2), ComparisonEdit::Delete).unwrap_err();
        assert_eq!(gone, EditError::Gone("comparison"));
    }

    #[test]
    fn a_deleted_comparison_is_gone_and_named() {
        let (after, label) = step(&begun(2), ComparisonEdit::Delete).unwrap();
        assert!(after.comparisons.is_empty());
        assert_eq!(label, "remove comparison Stoppers");
    }
}
