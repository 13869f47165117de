//! Facts of a row: a reading is added, and none is ever replaced.

use uuid::Uuid;

use super::work::Work;
use super::{Outcome, Said};
use crate::domain::date::PartialDate;
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::id::ReadingId;
use crate::domain::sourced::{Basis, Reading};
use crate::domain::text::clubs_alike;
use crate::import::countries;
use crate::import::names::folded;
use crate::import::rows::ReadRow;

pub(super) fn take(
    work: &mut Work,
    row: &ReadRow,
    basis: &Basis,
    make_id: &mut dyn FnMut() -> Uuid,
    said: &mut Said,
) {
    for (key, value) in &row.facts {
        // An age without its day says nothing that could be checked.
        if *key == FactKey::StatedAge && basis.on.is_none() {
            continue;
        }
        enter(work, *key, value, basis, make_id, said);
    }
}

fn enter(
    work: &mut Work,
    key: FactKey,
    value: &FactValue,
    basis: &Basis,
    make_id: &mut dyn FnMut() -> Uuid,
    said: &mut Said,
) {
    let sourced = work.player.facts.get(key).cloned().unwrap_or_default();
    let alike = |reading: &&Reading<FactValue>| says_the_same(key, &reading.value, value);
    let same_source = |reading: &&Reading<FactValue>| reading.basis.source == basis.source;
    if sourced
        .readings
        .iter()
        .filter(alike)
        .any(|reading| same_source(&reading))
    {
        return;
    }
    let agrees = sourced.readings.iter().any(|reading| alike(&reading));
    // A year beside a known day adds nothing, and neither does what nobody disputes.
    if agrees && is_less_exact(value, sourced.value()) {
        return;
    }
    let name = key.name().to_lowercase();
    let (outcome, words) = match sourced.used_reading() {
        None => (Outcome::Changed, String::new()),
        Some(_) if agrees => (Outcome::Changed, String::new()),
        Some(used) => {
            let against = format!("{name} {value} against {}", used.value);
            (Outcome::Conflicting, against)
        }
    };
    said.say(outcome, words);
    let reading = Reading::new(ReadingId(make_id()), value.clone(), basis.clone());
    work.player.facts.set(key, sourced.with_reading(reading));
    work.facts.insert(key);
}

/// True if two values are one statement in two spellings.
fn says_the_same(key: FactKey, one: &FactValue, other: &FactValue) -> bool {
    match (one, other) {
        (FactValue::Text(one), FactValue::Text(other)) if key == FactKey::Club => {
            clubs_alike(one, other)
        }
        (FactValue::Text(one), FactValue::Text(other)) if key == FactKey::Nationality => {
            countries::alike(one, other)
        }
        (FactValue::Text(one), FactValue::Text(other)) => folded(one) == folded(other),
        (FactValue::Date(one), FactValue::Date(other)) => {
            holds(*one, *other) || holds(*other, *one)
        }
        (one, other) => one == other,
    }
}

fn holds(wide: PartialDate, narrow: PartialDate) -> bool {
    wide.earliest() <= narrow.earliest() && narrow.latest() <= wide.latest()
}

fn is_less_exact(value: &FactValue, used: Option<&FactValue>) -> bool {
    match (value, used) {
        (FactValue::Date(value), Some(FactValue::Date(used))) => {
            value != used && holds(*value, *used)
        }
        _ => false,
    }
}
