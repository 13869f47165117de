//! What binds a player, held against the calendar.

use chrono::NaiveDate;

use super::{FindingKind, Log, Weight};
use crate::domain::contract::{OptionYear, ReleaseClause};
use crate::domain::date::{PartialDate, day_text, pre_contract_from};
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::field::FieldRef;
use crate::domain::player::{Player, Role};
use crate::domain::text::capitalised;

pub(super) fn check(player: &Player, out: &mut Log<'_>) {
    missing(player, out);
    born(player, out);
    term(player, out);
    if let Some(FactValue::Option(option)) = player.facts.value(FactKey::OptionYear) {
        option_year(player, option, out);
    }
    if let Some(FactValue::Clause(clause)) = player.facts.value(FactKey::ReleaseClause) {
        release_clause(clause, out);
    }
}

fn missing(player: &Player, out: &mut Log<'_>) {
    if !matches!(player.role, Role::Target | Role::Own) {
        return;
    }
    for (key, text) in [
        (FactKey::Born, "No date of birth: no age and no age limits."),
        (FactKey::Club, "No club: nobody to negotiate with."),
        (
            FactKey::ContractEnd,
            "No contract end: no months left, no clock.",
        ),
    ] {
        if player.facts.value(key).is_none() {
            fact(
                out,
                key,
                (Weight::Warning, FindingKind::Missing),
                text.to_owned(),
            );
        }
    }
}

fn fact(out: &mut Log<'_>, key: FactKey, what: (Weight, FindingKind), text: String) {
    let field = FieldRef::Fact(out.id, key);
    out.add(field, what, &key.name().to_lowercase(), text);
}

fn born(player: &Player, out: &mut Log<'_>) {
    let Some(born) = player.date(FactKey::Born) else {
        return;
    };
    if born.earliest() > out.on {
        let text = format!("Born {born}, after the decision date.");
        fact(out, FactKey::Born, (Weight::Error, FindingKind::Rule), text);
    } else if born.day().is_none() {
        let text = format!("Only {born} is known: no age.");
        fact(
            out,
            FactKey::Born,
            (Weight::Note, FindingKind::Missing),
            text,
        );
    }
}

fn term(player: &Player, out: &mut Log<'_>) {
    let Some(end) = player.date(FactKey::ContractEnd) else {
        return;
    };
    let key = FactKey::ContractEnd;
    if let Some(since) = player.date(FactKey::ClubSince)
        && end.latest() < since.earliest()
    {
        let text = format!("Ends {end}, before he joined: {since}.");
        fact(out, key, (Weight::Error, FindingKind::Rule), text);
        return;
    }
    let on = out.on;
    let last = end.latest();
    let free_from = pre_contract_from(last);
    if last < on {
        let text = format!("Ended {end}, before the decision date.");
        fact(out, key, (Weight::Warning, FindingKind::Stale), text);
    } else if free_from <= on {
        let text = format!("May sign abroad since {}.", day_text(free_from));
        fact(out, key, (Weight::Warning, FindingKind::Rule), text);
    }
}

fn option_year(player: &Player, option: &OptionYear, out: &mut Log<'_>) {
    let key = FactKey::OptionYear;
    let end = player.date(FactKey::ContractEnd);
    if let Some(end) = end
        && option.until.latest() < end.earliest()
    {
        let text = format!(
            "Reaches {}, less far than the contract: {end}.",
            option.until
        );
        fact(
            out,
            key,
            (Weight::Warning, FindingKind::Contradictory),
            text,
        );
        return;
    }
    // An option that reaches no farther than the contract has been exercised.
    let exercised = end.is_some_and(|end| option.until.earliest() <= end.latest());
    if let Some(by) = option.exercise_by
        && by.latest() < out.on
        && !exercised
    {
        let text = format!(
            "{} was to be exercised by {by}.",
            capitalised(&option.to_string())
        );
        fact(out, key, (Weight::Warning, FindingKind::Stale), text);
    }
}

fn release_clause(clause: &ReleaseClause, out: &mut Log<'_>) {
    let key = FactKey::ReleaseClause;
    let passed = |until: PartialDate, on: NaiveDate| until.latest() < on;
    match (clause.from, clause.until) {
        (Some(from), Some(until)) if until.latest() < from.earliest() => {
            let text = format!("Ends {until}, before it holds: {from}.");
            fact(out, key, (Weight::Error, FindingKind::Rule), text);
        }
        (_, Some(until)) if passed(until, out.on) => {
            let text = format!("{clause} held until {until}.");
            fact(out, key, (Weight::Warning, FindingKind::Stale), text);
        }
        _ => {}
    }
}
