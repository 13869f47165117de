//! Which colour and shape a player has.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dossier::Dossier;
use crate::domain::id::PlayerId;
use crate::domain::player::Role;

/// Players with a colour of their own.
const SLOTS: usize = 7;

/// The first players of the case, in the order in which they joined it, so that nobody changes
/// his colour when another one joins.
pub fn case_slots(dossier: &Dossier) -> BTreeMap<PlayerId, usize> {
    let players = dossier.players.values();
    let of_the_case = players.filter(|player| player.role != Role::Pool);
    let first = of_the_case.take(SLOTS).enumerate();
    first.map(|(slot, player)| (player.id, slot)).collect()
}

/// The slots of players who stand beside each other. Who has a colour in the case keeps it on every
/// screen; the others take what is left, in the order of their ids, so that moving a column
/// changes no colour.
pub fn slots_of(
    players: &[PlayerId],
    case: &BTreeMap<PlayerId, usize>,
) -> BTreeMap<PlayerId, usize> {
    let mut slots: BTreeMap<PlayerId, usize> = players
        .iter()
        .filter_map(|id| Some((*id, *case.get(id)?)))
        .collect();
    let taken: BTreeSet<usize> = slots.values().copied().collect();
    let mut free = (0..SLOTS).filter(|slot| !taken.contains(slot));
    let others: BTreeSet<PlayerId> = players
        .iter()
        .copied()
        .filter(|id| !slots.contains_key(id))
        .collect();
    for id in others {
        slots.insert(id, free.next().unwrap_or(0));
    }
    slots
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> PlayerId {
        PlayerId(Uuid::from_u128(n))
    }

    #[test]
    fn nobody_shares_a_colour_and_moving_a_column_changes_none() {
        let case = BTreeMap::from([(id(1), 0), (id(2), 1), (id(3), 2)]);
        let one = slots_of(&[id(2), id(9), id(1), id(8)], &case);
        let other = slots_of(&[id(8), id(1), id(2), id(9)], &case);
        assert_eq!(one, other);
        let kept = BTreeMap::from([(id(1), 0), (id(2), 1), (id(8), 2), (id(9), 3)]);
        assert_eq!(one, kept);
    }
}
