//! What values rest on: nothing, a source that is gone, or something said after the decision.
//!
//! One finding for each of the three, however many values it concerns; it leads to the first.

use super::{FindingContext, FindingKind, Log, Weight};
use crate::domain::citation::{self, Citation};
use crate::domain::date::{PartialDate, day_text};
use crate::domain::field::FieldRef;
use crate::domain::figures::counted;
use crate::domain::player::Player;
use crate::domain::source::SourceKind;
use crate::domain::sourced::Basis;

pub(super) fn check(player: &Player, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    let citations = citation::of_player(player);
    for (field, found, what, text) in of_citations(&citations, ctx) {
        out.add(field, found, &what, text);
    }
    dated_later(player, out);
}

pub(super) type Found = (FieldRef, (Weight, FindingKind), String, String);

/// The findings of a list of citations: fields, what and text.
pub(super) fn of_citations(citations: &[Citation<'_>], ctx: &FindingContext<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    if let Some((first, count)) = first_of(&unsourced(citations)) {
        let text = match count {
            1 => format!("“{}” has no source.", first.value),
            _ => format!("{} have no source.", counted(count, "value")),
        };
        let of = (Weight::Note, FindingKind::Unsourced);
        found.push((first.field.clone(), of, what(first, count), text));
    }
    let lost = |basis: &Basis| {
        basis
            .source
            .is_some_and(|source| !ctx.sources.contains_key(&source))
    };
    let lost: Vec<_> = citations.iter().filter(|it| lost(it.basis)).collect();
    if let Some((first, count)) = first_of(&lost) {
        let text = match count {
            1 => format!("“{}” names a source that is not in the file.", first.value),
            _ => format!("{count} values name sources that are not in the file."),
        };
        let of = (Weight::Warning, FindingKind::Lost);
        found.push((first.field.clone(), of, what(first, count), text));
    }
    let later: Vec<_> = citations.iter().filter(|it| later(it.basis, ctx)).collect();
    if let Some((first, count)) = first_of(&later) {
        let on = day_text(ctx.on);
        let text = match count {
            1 => format!("“{}” was said after {on}.", first.value),
            _ => format!("{count} values were said after {on}."),
        };
        let of = (Weight::Note, FindingKind::Later);
        found.push((first.field.clone(), of, what(first, count), text));
    }
    found
}

fn first_of<'a, 'b>(of: &[&'a Citation<'b>]) -> Option<(&'a Citation<'b>, usize)> {
    of.first().map(|first| (*first, of.len()))
}

fn what(first: &Citation<'_>, count: usize) -> String {
    match count {
        1 => first.field.label().to_lowercase(),
        _ => "sources".to_owned(),
    }
}

/// The first citation of each field of which no used statement has a source: the fee of a transfer
/// vouches for its date.
fn unsourced<'a, 'b>(citations: &'a [Citation<'b>]) -> Vec<&'a Citation<'b>> {
    citations
        .chunk_by(|one, other| one.field == other.field)
        .filter(|rows| {
            let mut used = rows.iter().filter(|row| row.used);
            used.all(|row| row.basis.is_unsourced())
        })
        .filter_map(|rows| rows.iter().find(|row| row.used))
        .collect()
}

/// True for a statement made after the decision date. The date of a provider or a rate list is the
/// day on which its table was fetched and says nothing about the statement.
fn later(basis: &Basis, ctx: &FindingContext<'_>) -> bool {
    let of_source = || {
        let source = ctx.source(basis)?;
        match source.kind {
            SourceKind::Provider | SourceKind::Reference => None,
            SourceKind::Press
            | SourceKind::Official
            | SourceKind::Person
            | SourceKind::Other(_) => source.on,
        }
    };
    let said = basis.on.or_else(of_source);
    said.is_some_and(|said: PartialDate| said.earliest() > ctx.on)
}

/// Moves and market values that belong to a day after the decision.
fn dated_later(player: &Player, out: &mut Log<'_>) {
    let id = out.id;
    let transfers = player
        .transfers
        .iter()
        .map(|row| (row.on, FieldRef::Transfer(id, row.id), "transfer"));
    let valuations = player
        .valuations
        .iter()
        .map(|row| (row.on, FieldRef::Valuation(id, row.id), "market value"));
    let mut rows: Vec<_> = transfers
        .chain(valuations)
        .filter(|(on, ..)| on.earliest() > out.on)
        .collect();
    rows.sort();
    let count = rows.len();
    let Some((on, field, what)) = rows.into_iter().next() else {
        return;
    };
    let (what, text) = match count {
        1 => (what, format!("Dated {on}, after the decision date.")),
        _ => (
            "career",
            format!("{count} moves and values are dated after the decision date."),
        ),
    };
    out.add(field, (Weight::Note, FindingKind::Later), what, text);
}
