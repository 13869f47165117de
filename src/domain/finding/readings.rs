//! Statements of one fact that exclude each other, and values outside what a body allows.

use std::ops::RangeInclusive;

use super::{FindingContext, FindingKind, Log, Weight};
use crate::domain::contract::Wage;
use crate::domain::date::{PartialDate, age_on};
use crate::domain::fact::{FactKey, FactKind, FactValue};
use crate::domain::field::FieldRef;
use crate::domain::money::StatedAmount;
use crate::domain::player::Player;
use crate::domain::sourced::{Reading, Sourced};
use crate::domain::text::{clubs_alike, plain, same_words};

/// Centimetres of a grown footballer; anything else is a typing error or another unit.
const HEIGHTS: RangeInclusive<u32> = 150..=215;

pub(super) fn check(player: &Player, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    for (key, sourced) in player.facts.iter() {
        if key == FactKey::StatedAge {
            stated_age(player, sourced, ctx, out);
        } else {
            disagreement(key, sourced, ctx, out);
        }
    }
    if let Some(FactValue::Count(height)) = player.facts.value(FactKey::Height)
        && !HEIGHTS.contains(height)
    {
        let text = format!("{height} cm is no height of a footballer.");
        let field = FieldRef::Fact(out.id, FactKey::Height);
        out.add(field, (Weight::Error, FindingKind::Rule), "height", text);
    }
}

/// An age that a source prints, held against the date of birth on the day of the print.
fn stated_age(
    player: &Player,
    sourced: &Sourced<FactValue>,
    ctx: &FindingContext<'_>,
    out: &mut Log<'_>,
) {
    let Some(born) = player.born() else {
        return;
    };
    for reading in &sourced.readings {
        let FactValue::Count(stated) = reading.value else {
            continue;
        };
        let source = ctx.source(&reading.basis);
        let printed_on = reading
            .basis
            .on
            .or_else(|| source?.on)
            .unwrap_or(PartialDate::Day(ctx.on));
        let ages = (
            age_on(born, printed_on.earliest()),
            age_on(born, printed_on.latest()),
        );
        let (Some(youngest), Some(oldest)) = ages else {
            continue;
        };
        if (youngest..=oldest).contains(&stated) {
            continue;
        }
        let who = source.map_or("A source", |source| source.name.as_str());
        let is = if printed_on == PartialDate::Day(ctx.on) {
            format!("he is {oldest}")
        } else {
            format!("he was {oldest} then")
        };
        let text = format!(
            "{who} prints {stated}. Born {}: {is}.",
            PartialDate::Day(born)
        );
        let field = FieldRef::Fact(out.id, FactKey::StatedAge);
        out.add(
            field,
            (Weight::Error, FindingKind::Contradictory),
            "age",
            text,
        );
        // One is enough: the field shows all of them.
        return;
    }
}

fn disagreement(
    key: FactKey,
    sourced: &Sourced<FactValue>,
    ctx: &FindingContext<'_>,
    out: &mut Log<'_>,
) {
    // Caps grow and talks move on: two statements of two days are no contradiction.
    if matches!(key, FactKey::Caps | FactKey::Talks) {
        return;
    }
    let Some(used) = sourced.used_reading() else {
        return;
    };
    let mut told: Vec<&Reading<FactValue>> = vec![used];
    for other in sourced.others() {
        if told
            .iter()
            .all(|reading| excludes(key, &reading.value, &other.value))
        {
            told.push(other);
        }
    }
    if told.len() < 2 {
        return;
    }
    let money = matches!(key.kind(), FactKind::Wage | FactKind::Clause);
    let (kind, text) = if money {
        let texts: Vec<String> = told
            .iter()
            .map(|reading| with_source(reading, ctx))
            .collect();
        let text = format!("{}. {} is used.", texts.join(" or "), used.value);
        (FindingKind::Disputed, text)
    } else {
        let texts: Vec<String> = told
            .iter()
            .map(|reading| {
                let name = ctx
                    .source(&reading.basis)
                    .map(|source| source.name.as_str());
                let name = name.unwrap_or("Without a source");
                format!("{name} {}{}", reading.value, unit(key))
            })
            .collect();
        let text = format!("{}. {} is used.", texts.join(", "), used.value);
        (FindingKind::Contradictory, text)
    };
    let field = FieldRef::Fact(out.id, key);
    out.add(
        field,
        (Weight::Warning, kind),
        &key.name().to_lowercase(),
        text,
    );
}

fn unit(key: FactKey) -> String {
    match key.unit() {
        "" => String::new(),
        unit => format!(" {unit}"),
    }
}

/// `GBP 80k a week (The Times)`; without a source only the value.
pub(super) fn with_source<T: std::fmt::Display>(
    reading: &Reading<T>,
    ctx: &FindingContext<'_>,
) -> String {
    match ctx.source(&reading.basis) {
        Some(source) => format!("{} ({})", reading.value, source.name),
        None => reading.value.to_string(),
    }
}

/// True if two statements cannot both be meant. "2000" and "13 Jul 2000" can.
fn excludes(key: FactKey, one: &FactValue, other: &FactValue) -> bool {
    match (one, other) {
        (FactValue::Text(one), FactValue::Text(other)) if key == FactKey::Club => {
            !clubs_alike(one, other) && !same_words(one, other)
        }
        (FactValue::Date(one), FactValue::Date(other)) => apart(*one, *other),
        (FactValue::Text(one), FactValue::Text(other)) => !same_words(one, other),
        (FactValue::Wage(one), FactValue::Wage(other)) => !same_wage(one, other),
        (FactValue::Clause(one), FactValue::Clause(other)) => {
            differs(&one.amount, &other.amount)
                || both_differ(one.up_front.as_ref(), other.up_front.as_ref())
        }
        (FactValue::Option(one), FactValue::Option(other)) => {
            one.holder != other.holder || apart(one.until, other.until)
        }
        _ => one != other,
    }
}

/// True if no day can be meant by both.
pub(super) fn apart(one: PartialDate, other: PartialDate) -> bool {
    one.latest() < other.earliest() || other.latest() < one.earliest()
}

/// True for the same club, be it "Liverpool" or "Liverpool FC".
pub(super) fn same_club(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one.trim()), plain(other.trim()));
    one.contains(&other) || other.contains(&one)
}

fn same_wage(one: &Wage, other: &Wage) -> bool {
    one.per == other.per
        && !differs(&one.amount, &other.amount)
        && !both_differ(one.tax.as_ref(), other.tax.as_ref())
}

fn both_differ<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// True if two figures differ, whatever their sources printed beside them.
pub(super) fn differs(one: &StatedAmount, other: &StatedAmount) -> bool {
    (one.low, one.high, one.or_more) != (other.low, other.high, other.or_more)
}
