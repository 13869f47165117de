//! Taking players of a pool into a comparison.

use std::collections::BTreeSet;
use std::sync::Arc;

use uuid::Uuid;

use crate::domain::comparison::{Comparison, MOST_PLAYERS, StatPool};
use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::{ComparisonEdit, Edit};
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::id::{PlayerId, ReadingId};
use crate::domain::player::{Player, Role};
use crate::domain::sourced::{Reading, Sourced};
use crate::domain::stats::{Pool, StatRow, StatTable};

/// The edit that adds the players of these rows as far as there is room, and how many those are;
/// `None` if nobody new is among them. Who is not in the dossier yet enters it as one of a pool,
/// with his birth date and club, and the pool notes which row is his.
pub fn join_from_pool(
    dossier: &Dossier,
    comparison: &Comparison,
    definition: &StatPool,
    table: &StatTable,
    rows: &[usize],
    new_id: &mut dyn FnMut() -> Uuid,
) -> Option<(Edit, usize)> {
    let present = |id: &&PlayerId| dossier.player(**id).is_some();
    let there = comparison.players.iter().filter(present).count();
    let room = MOST_PLAYERS.saturating_sub(there);
    let mut definition = definition.clone();
    let mut edits = Vec::new();
    let mut joined: BTreeSet<PlayerId> = BTreeSet::new();
    for row in rows.iter().filter_map(|row| table.rows.get(*row)) {
        if joined.len() == room {
            break;
        }
        let known = definition
            .row_keys
            .iter()
            .find(|(id, key)| **key == row.key && dossier.player(**id).is_some());
        let id = match known {
            Some((id, _)) => *id,
            None => {
                let player = player_of(&row, &definition, new_id);
                let id = player.id;
                definition.row_keys.insert(id, row.key.to_string());
                edits.push(Edit::Put(Record::Player(Arc::new(player))));
                id
            }
        };
        if comparison.players.contains(&id) || !joined.insert(id) {
            continue;
        }
    }
    if joined.is_empty() {
        return None;
    }
    if !edits.is_empty() {
        // What the dossier quotes of the pool goes with it.
        let pool = Pool::of(&definition, table);
        pool.keep_in(&mut definition);
        edits.push(Edit::Put(Record::Pool(Arc::new(definition))));
    }
    let count = joined.len();
    edits.extend(
        joined
            .into_iter()
            .map(|id| Edit::Comparison(comparison.id, ComparisonEdit::AddPlayer(id))),
    );
    let what = crate::domain::figures::counted(count, "player");
    Some((
        Edit::Many {
            label: format!("add {what} of a pool to {}", comparison.name),
            edits,
        },
        count,
    ))
}

fn player_of(row: &StatRow<'_>, definition: &StatPool, new_id: &mut dyn FnMut() -> Uuid) -> Player {
    let mut player = Player::new(PlayerId(new_id()), row.name.trim(), Role::Pool);
    if player.name.is_empty() {
        player.name = "Unnamed player".to_owned();
    }
    let mut state = |key: FactKey, value: FactValue| {
        let reading = Reading::new(ReadingId(new_id()), value, definition.basis.clone());
        player.facts.set(key, Sourced::single(reading));
    };
    if let Some(born) = row.born {
        state(FactKey::Born, FactValue::Date(born));
    }
    if !row.club.is_empty() {
        state(FactKey::Club, FactValue::Text(row.club.to_string()));
    }
    if let [position] = &*row.positions {
        state(FactKey::Position, FactValue::Position(position.clone()));
    }
    player
}
