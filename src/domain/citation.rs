//! Every value of a dossier with what it rests on.

use std::fmt;

use super::dossier::Dossier;
use super::field::{FieldRef, PlayerField};
use super::id::SourceId;
use super::negotiation::Negotiation;
use super::player::Player;
use super::sourced::{Basis, Grade};

/// One value and what it rests on.
#[derive(Clone)]
pub struct Citation<'a> {
    /// Where it stands.
    pub field: FieldRef,
    /// What it rests on.
    pub basis: &'a Basis,
    /// The value as the screen prints it; counting needs no text, so it is made when asked for.
    pub value: &'a dyn fmt::Display,
    /// False for a reading that is kept beside the used one.
    pub used: bool,
}

/// A value that is used as it stands.
fn stated<'a>(field: FieldRef, basis: &'a Basis, value: &'a dyn fmt::Display) -> Citation<'a> {
    Citation {
        field,
        basis,
        value,
        used: true,
    }
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
        let field = FieldRef::Statement(statement.id);
        all.push(stated(field, &statement.basis, &statement.text));
    }
    for window in dossier.windows.values() {
        let field = FieldRef::Window(window.id);
        all.push(stated(field, &window.basis, &**window));
    }
    for rate in dossier.rates.values() {
        all.push(stated(FieldRef::Rate(rate.id), &rate.basis, &**rate));
    }
    all
}

/// Every value of one player that can carry a source.
pub fn of_player<'a>(player: &'a Player) -> Vec<Citation<'a>> {
    let mut all = Vec::new();
    for (key, sourced) in player.facts.iter() {
        let used = sourced.used_reading().map(|reading| reading.id);
        all.extend(sourced.readings.iter().map(|reading| Citation {
            field: FieldRef::Fact(player.id, key),
            basis: &reading.basis,
            value: &reading.value,
            used: Some(reading.id) == used,
        }));
    }
    let mut row = |field, basis, value: &'a dyn fmt::Display| all.push(stated(field, basis, value));
    if let Some(coverage) = &player.injury_coverage {
        let field = FieldRef::Player(player.id, PlayerField::Coverage);
        row(field, &coverage.basis, coverage);
    }
    for spell in player.spells.iter() {
        row(FieldRef::Spell(player.id, spell.id), &spell.basis, spell);
    }
    for valuation in player.valuations.iter() {
        let field = FieldRef::Valuation(player.id, valuation.id);
        row(field, &valuation.basis, valuation);
    }
    for line in player.seasons.iter() {
        row(FieldRef::Season(player.id, line.id), &line.basis, line);
    }
    for training in player.training.iter() {
        row(
            FieldRef::Training(player.id, training.id),
            &training.basis,
            training,
        );
    }
    for transfer in player.transfers.iter() {
        let field = FieldRef::Transfer(player.id, transfer.id);
        all.push(stated(field.clone(), &transfer.basis, transfer));
        let used = transfer.fee.used_reading().map(|reading| reading.id);
        all.extend(transfer.fee.readings.iter().map(|reading| Citation {
            field: field.clone(),
            basis: &reading.basis,
            value: &reading.value,
            used: Some(reading.id) == used,
        }));
    }
    all
}

/// Every round of a negotiation.
pub fn of_negotiation(negotiation: &Negotiation) -> impl Iterator<Item = Citation<'_>> {
    negotiation.rounds.iter().map(|round| {
        let field = FieldRef::Round(negotiation.id, round.id);
        stated(field, &round.basis, round)
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
