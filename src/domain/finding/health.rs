//! Injuries: how far they are known, and spells that cannot be or are not over.

use chrono::{Months, NaiveDate};

use super::{FindingKind, Log, Weight};
use crate::domain::date::day_text;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::figures::counted;
use crate::domain::injury::{Spell, three_seasons};
use crate::domain::player::{Player, Role};

/// Months after which an open spell is more likely forgotten than still going on.
const FORGOTTEN_AFTER: Months = Months::new(24);

pub(super) fn check(player: &Player, out: &mut Log<'_>) {
    if player.role != Role::Pool {
        coverage(player, out);
    }
    for spell in player.spells.iter() {
        order(player, spell, out);
        if spell.covers(out.on) {
            ongoing(spell, out);
        }
    }
    overlaps(&player.spells, out);
    later(&player.spells, out);
}

fn coverage(player: &Player, out: &mut Log<'_>) {
    let (first, last) = three_seasons(out.on);
    let (start, end) = (first.start(), last.end());
    let (weight, text) = match &player.injury_coverage {
        None if player.spells.is_empty() => (
            Weight::Warning,
            "No dates known: no availability shown.".to_owned(),
        ),
        None => (
            Weight::Warning,
            format!(
                "{} without the span that the list covers: no availability shown.",
                counted(player.spells.len(), "spell")
            ),
        ),
        Some(coverage) => {
            let shown = coverage.covers(start, end);
            match (coverage.from, coverage.until) {
                (_, Some(until)) if until.latest() < out.on => {
                    let (weight, tail) = if shown {
                        (Weight::Note, "")
                    } else {
                        (Weight::Warning, ": no availability shown")
                    };
                    (weight, format!("Nothing known after {until}{tail}."))
                }
                (Some(from), _) if !shown => (
                    Weight::Warning,
                    format!("Nothing known before {from}: no availability shown."),
                ),
                _ => return,
            }
        }
    };
    let field = FieldRef::Player(player.id, PlayerField::Coverage);
    out.add(field, (weight, FindingKind::Missing), "injuries", text);
}

fn what(spell: &Spell) -> &str {
    let kind = spell.kind.trim();
    if kind.is_empty() { "injury" } else { kind }
}

fn order(player: &Player, spell: &Spell, out: &mut Log<'_>) {
    let from = day_text(spell.from);
    let text = match (spell.to, player.born()) {
        (Some(to), _) if to < spell.from => {
            format!("Ends {}, before it starts on {from}.", day_text(to))
        }
        (_, Some(born)) if spell.from < born => {
            format!("Starts {from}, before he was born.")
        }
        _ => return,
    };
    let field = FieldRef::Spell(out.id, spell.id);
    out.add(field, (Weight::Error, FindingKind::Rule), what(spell), text);
}

fn ongoing(spell: &Spell, out: &mut Log<'_>) {
    let from = day_text(spell.from);
    let forgotten = |from: NaiveDate| {
        from.checked_add_months(FORGOTTEN_AFTER)
            .is_some_and(|late| late < out.on)
    };
    let (found, text) = match spell.to {
        Some(to) => (
            (Weight::Note, FindingKind::Ongoing),
            format!("Out since {from}, expected to {}.", day_text(to)),
        ),
        None if forgotten(spell.from) => (
            (Weight::Warning, FindingKind::Stale),
            format!("Out since {from} without an end. Is he back?"),
        ),
        None => (
            (Weight::Note, FindingKind::Ongoing),
            format!("Out since {from}, no return date."),
        ),
    };
    out.add(FieldRef::Spell(out.id, spell.id), found, what(spell), text);
}

/// Each spell that starts while an earlier one lasts, once. A spell that starts on the last day of
/// another does not overlap it: sources that count days without the last one print lists like that.
fn overlaps(spells: &[Spell], out: &mut Log<'_>) {
    let mut sorted: Vec<&Spell> = spells
        .iter()
        .filter(|spell| spell.counts_as_injury() && spell.to.is_none_or(|to| to >= spell.from))
        .collect();
    sorted.sort_by_key(|spell| (spell.from, spell.to.unwrap_or(NaiveDate::MAX), spell.id));
    let end = |spell: &Spell| spell.to.unwrap_or(NaiveDate::MAX);
    let mut longest: Option<&Spell> = None;
    for spell in sorted {
        if let Some(before) = longest
            && spell.from < end(before)
        {
            let field = FieldRef::Spell(out.id, spell.id);
            let text = format!("{spell} overlaps {before}. Shared days count once.");
            out.add(
                field,
                (Weight::Warning, FindingKind::Rule),
                what(spell),
                text,
            );
        }
        if longest.is_none_or(|before| end(spell) > end(before)) {
            longest = Some(spell);
        }
    }
}

/// One finding for all spells that start after the decision: they leave the figures untouched.
fn later(spells: &[Spell], out: &mut Log<'_>) {
    let after = || spells.iter().filter(|spell| spell.from > out.on);
    let Some(first) = after().min_by_key(|spell| (spell.from, spell.id)) else {
        return;
    };
    let (what, text) = match after().count() {
        1 => (
            what(first),
            format!(
                "Starts {}, after the decision date: not counted.",
                day_text(first.from)
            ),
        ),
        count => (
            "injuries",
            format!("{count} spells start after the decision date: not counted."),
        ),
    };
    let field = FieldRef::Spell(out.id, first.id);
    out.add(field, (Weight::Warning, FindingKind::Later), what, text);
}
