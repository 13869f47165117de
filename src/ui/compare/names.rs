//! Names for new comparisons, and who a first one is about.

use crate::domain::comparison::MOST_PLAYERS;
use crate::domain::dossier::Dossier;
use crate::domain::fact::{FactKey, FactValue, Position};
use crate::domain::id::PlayerId;
use crate::domain::player::Role;

/// "Centre-backs" if all play there, else their names; never one that is taken.
pub(super) fn fresh(dossier: &Dossier, players: &[PlayerId]) -> String {
    let wanted = common_position(dossier, players).unwrap_or_else(|| {
        let short = players.iter().filter_map(|id| dossier.player(*id));
        let names: Vec<&str> = short.map(|player| player.short_name()).collect();
        names.join(", ")
    });
    let wanted = if wanted.is_empty() {
        "Comparison".to_owned()
    } else {
        wanted
    };
    let taken = |name: &str| dossier.comparisons.values().any(|it| it.name == name);
    if !taken(&wanted) {
        return wanted;
    }
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    numbered
        .into_iter()
        .find(|name| !taken(name))
        .unwrap_or(wanted)
}

fn common_position(dossier: &Dossier, players: &[PlayerId]) -> Option<String> {
    let position = |id: &PlayerId| -> Option<&Position> {
        match dossier.player(*id)?.facts.value(FactKey::Position)? {
            FactValue::Position(position) => Some(position),
            _ => None,
        }
    };
    let first = position(players.first()?)?;
    let same = players.iter().all(|id| position(id) == Some(first));
    same.then(|| format!("{}s", first.label()))
}

/// Targets, benchmarks and our own, as many as a comparison holds.
pub(super) fn of_the_case(dossier: &Dossier) -> Vec<PlayerId> {
    let of = |role: Role| {
        dossier
            .players
            .values()
            .filter(move |player| player.role == role)
    };
    let case = of(Role::Target)
        .chain(of(Role::Benchmark))
        .chain(of(Role::Own));
    case.map(|player| player.id).take(MOST_PLAYERS).collect()
}
