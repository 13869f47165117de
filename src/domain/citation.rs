//! Every value of a dossier with what it rests on.

use super::dossier::Dossier;
use super::field::{FieldRef, PlayerField};
use super::id::SourceId;
use super::negotiation::Negotiation;
use super::player::Player;
use super::sourced::{Basis, Grade};

/// One value and what it rests on.
#[derive(Clone, Debug)]
pub struct Citation<'a> {
    /// Where it stands.
    pub field: FieldRef,
    /// What it rests on.
    pub basis: &'a Basis,
    /// The value as the screen prints it.
    pub value: String,
    /// False for a reading that is kept beside the used one.
    pub used: bool,
}

/// Every value that can carry a source, in the order of the file.
pub fn citations(dossier: &Dossier) -> Vec<Citation<'_>> {
    let mut all = Vec::new();
    for player in dossier.players.values() {
        all.extend(of_player(player));
    }
    for negotiation in dossier.negotiations.values() {
        all.extend(of_negotiation(negotiation));
    }
    all.extend(of_file(dossier));
    all
}

/// Statements, windows and exchange rates: what belongs to no player and no negotiation.
pub fn of_file(dossier: &Dossier) -> Vec<Citation<'_>> {
    let mut all = Vec::new();
    for statement in dossier.statements.values() {
        let value = statement.text.clone();
        let field = FieldRef::Statement(statement.id);
        all.push(Citation {
            field,
            basis: &statement.basis,
            value,
            used: true,
        });
    }
    for window in dossier.windows.values() {
        let value = window.to_string();
        let field = FieldRef::Window(window.id);
        all.push(Citation {
            field,
            basis: &window.basis,
            value,
            used: true,
        });
    }
    for rate in dossier.rates.values() {
        all.push(Citation {
            field: FieldRef::Rate(rate.id),
            basis: &rate.basis,
            value: rate.to_string(),
            used: true,
        });
    }
    all
}

/// Every value of one player that can carry a source.
pub fn of_player(player: &Player) -> Vec<Citation<'_>> {
    let mut all = Vec::new();
    for (key, sourced) in player.facts.iter() {
        let used = sourced.used_reading().map(|reading| reading.id);
        all.extend(sourced.readings.iter().map(|reading| Citation {
            field: FieldRef::Fact(player.id, key),
            basis: &reading.basis,
            value: reading.value.to_string(),
            used: Some(reading.id) == used,
        }));
    }
    let mut row = |field, basis, value| {
        all.push(Citation {
            field,
            basis,
            value,
            used: true,
        })
    };
    if let Some(coverage) = &player.injury_coverage {
        let field = FieldRef::Player(player.id, PlayerField::Coverage);
        row(field, &coverage.basis, coverage.to_string());
    }
    for spell in player.spells.iter() {
        row(
            FieldRef::Spell(player.id, spell.id),
            &spell.basis,
            spell.to_string(),
        );
    }
    for valuation in player.valuations.iter() {
        let field = FieldRef::Valuation(player.id, valuation.id);
        row(field, &valuation.basis, valuation.to_string());
    }
    for line in player.seasons.iter() {
        row(
            FieldRef::Season(player.id, line.id),
            &line.basis,
            line.to_string(),
        );
    }
    for training in player.training.iter() {
        row(
            FieldRef::Training(player.id, training.id),
            &training.basis,
            training.to_string(),
        );
    }
    for transfer in player.transfers.iter() {
        let field = FieldRef::Transfer(player.id, transfer.id);
        all.push(Citation {
            field: field.clone(),
            basis: &transfer.basis,
            value: transfer.to_string(),
            used: true,
        });
        let used = transfer.fee.used_reading().map(|reading| reading.id);
        all.extend(transfer.fee.readings.iter().map(|reading| Citation {
            field: field.clone(),
            basis: &reading.basis,
            value: reading.value.to_string(),
            used: Some(reading.id) == used,
        }));
    }
    all
}

/// Every round of a negotiation.
pub fn of_negotiation(negotiation: &Negotiation) -> impl Iterator<Item = Citation<'_>> {
    negotiation.rounds.iter().map(|round| Citation {
        field: FieldRef::Round(negotiation.id, round.id),
        basis: &round.basis,
        value: round.to_string(),
        used: true,
    })
}

/// How many values rest on a source.
pub fn uses_of(dossier: &Dossier, source: SourceId) -> usize {
    citations(dossier)
        .iter()
        .filter(|citation| citation.basis.source == Some(source))
        .count()
}

/// The grade of a statement: its own, or else the grade of its source.
pub fn grade<'a>(dossier: &'a Dossier, basis: &'a Basis) -> Option<&'a Grade> {
    let of_source = || Some(&dossier.source(basis.source?)?.grade);
    basis.grade.as_ref().or_else(of_source)
}
