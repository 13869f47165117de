//! Injuries, transfers, market values and seasons of a row beside those that the dossier holds.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use super::work::Work;
use super::{Outcome, Said};
use crate::domain::career::{SeasonLine, Transfer, TransferKind, Valuation};
use crate::domain::date::{PartialDate, Season, day_text};
use crate::domain::edit::PlayerEdit;
use crate::domain::extra::Extra;
use crate::domain::id::{ReadingId, SeasonLineId, SpellId, TransferId, ValuationId};
use crate::domain::injury::Spell;
use crate::domain::money::Money;
use crate::domain::sourced::{Basis, Reading, Sourced};
use crate::domain::text::clubs_alike;
use crate::import::names::folded;
use crate::import::rows::{MoveRow, SeasonRow, SpellRow};

/// Days by which two lists may date one injury apart.
const APART: i64 = 7;

/// An injury: the same dates are the same injury, an open one can be closed, and one that another
/// source dates otherwise is kept beside it without counting its days twice.
pub(super) fn spell(
    work: &mut Work,
    row: &SpellRow,
    basis: &Basis,
    on: NaiveDate,
    make_id: &mut dyn FnMut() -> Uuid,
    said: &mut Said,
) {
    let same_start = work
        .player
        .spells
        .iter()
        .find(|known| known.from == row.from);
    if let Some(known) = same_start {
        let mut better = known.clone();
        let closes = known.to.is_none() && row.to.is_some() && same_kind(known, row);
        if closes {
            better.to = row.to;
        }
        let same_end = known.to == row.to || closes || row.to.is_none();
        if same_end && known.games_missed_club.is_none() {
            better.games_missed_club = row.games;
        }
        if better != *known {
            if closes && let Some(to) = row.to {
                said.say(
                    Outcome::Changed,
                    format!("{} ends on {}", known.kind, day_text(to)),
                );
            } else {
                said.say(Outcome::Changed, "games missed are added".to_owned());
            }
            put_spell(work, better);
            return;
        }
        if same_end {
            return;
        }
    }
    let told_otherwise = work.player.spells.iter().find(|known| {
        let near = (known.from - row.from).num_days().abs() <= APART;
        near && (known.from == row.from || same_kind(known, row)) && overlap(known, row, on)
    });
    let counts = match told_otherwise {
        Some(known) => {
            let words = format!("dated otherwise: {known}. Kept beside it; its days do not count");
            said.say(Outcome::Conflicting, words);
            Some(false)
        }
        None => {
            let other = work
                .player
                .spells
                .iter()
                .find(|known| overlap(known, row, on));
            let words = other.map_or_else(String::new, |other| {
                format!("overlaps {other}; days of both count once")
            });
            said.say(Outcome::New, words);
            None
        }
    };
    let spell = Spell {
        id: SpellId(make_id()),
        kind: row.kind.clone(),
        group: row.group.clone(),
        body_part: row.body_part.clone(),
        side: None,
        from: row.from,
        to: row.to,
        games_missed_club: row.games,
        games_missed_country: None,
        surgery: false,
        counts,
        basis: basis.clone(),
        extra: Extra::new(),
    };
    put_spell(work, spell);
}

fn same_kind(known: &Spell, row: &SpellRow) -> bool {
    known.group == row.group || folded(&known.kind) == folded(&row.kind)
}

fn overlap(known: &Spell, row: &SpellRow, on: NaiveDate) -> bool {
    let last = |to: Option<NaiveDate>, from: NaiveDate| to.unwrap_or(on.max(from));
    known.from <= last(row.to, row.from) && row.from <= last(known.to, known.from)
}

fn put_spell(work: &mut Work, spell: Spell) {
    put(&mut work.player.spells, &spell, |row| row.id == spell.id);
    // The last version of a row that this import put itself is the one that counts.
    work.rows
        .retain(|edit| !matches!(edit, PlayerEdit::PutSpell(old) if old.id == spell.id));
    work.rows.push(PlayerEdit::PutSpell(spell));
}

fn put<T: Clone>(rows: &mut Arc<Vec<T>>, row: &T, is_it: impl Fn(&T) -> bool) {
    let rows = Arc::make_mut(rows);
    match rows.iter_mut().find(|old| is_it(old)) {
        Some(old) => *old = row.clone(),
        None => rows.push(row.clone()),
    }
}

/// A market value on a day.
pub(super) fn value(
    work: &mut Work,
    (amount, on): (Money, PartialDate),
    basis: &Basis,
    make_id: &mut dyn FnMut() -> Uuid,
    said: &mut Said,
) {
    let same_day: Vec<&Valuation> = work
        .player
        .valuations
        .iter()
        .filter(|known| known.on == on)
        .collect();
    if same_day.iter().any(|known| known.amount == amount) {
        return;
    }
    match same_day.first() {
        Some(known) => {
            let words = format!("market value {amount} against {} on {on}", known.amount);
            said.say(Outcome::Conflicting, words);
        }
        None => said.say(Outcome::New, String::new()),
    }
    let valuation = Valuation {
        id: ValuationId(make_id()),
        on,
        amount,
        basis: basis.clone(),
        extra: Extra::new(),
    };
    put(&mut work.player.valuations, &valuation, |_| false);
    work.rows.push(PlayerEdit::PutValuation(valuation));
}

/// A transfer: the same clubs at about the same time are the same move, whose fee gets a reading.
pub(super) fn transfer(
    work: &mut Work,
    row: &MoveRow,
    basis: &Basis,
    make_id: &mut dyn FnMut() -> Uuid,
    said: &mut Said,
) {
    let known = work
        .player
        .transfers
        .iter()
        .find(|known| is_move(known, row))
        .cloned();
    let reading = |make_id: &mut dyn FnMut() -> Uuid| {
        row.fee
            .clone()
            .map(|fee| Reading::new(ReadingId(make_id()), fee, basis.clone()))
    };
    let Some(mut known) = known else {
        let transfer = Transfer {
            id: TransferId(make_id()),
            on: row.on,
            from: row.from.clone(),
            to: row.to.clone(),
            kind: row.kind.clone(),
            fee: reading(make_id).map(Sourced::single).unwrap_or_default(),
            basis: basis.clone(),
            extra: Extra::new(),
        };
        said.say(Outcome::New, String::new());
        put_transfer(work, transfer);
        return;
    };
    let Some(fee) = &row.fee else {
        return;
    };
    let states = |reading: &Reading<_>| reading.value == *fee;
    if known
        .fee
        .readings
        .iter()
        .any(|reading| states(reading) && reading.basis.source == basis.source)
    {
        return;
    }
    match known.fee.value() {
        Some(used) if used != fee => {
            let words = format!("fee {fee} against {used}");
            said.say(Outcome::Conflicting, words);
        }
        Some(_) | None => said.say(Outcome::Changed, String::new()),
    }
    if let Some(reading) = reading(make_id) {
        known.fee = known.fee.with_reading(reading);
        put_transfer(work, known);
    }
}

fn put_transfer(work: &mut Work, transfer: Transfer) {
    put(&mut work.player.transfers, &transfer, |row| {
        row.id == transfer.id
    });
    work.rows
        .retain(|edit| !matches!(edit, PlayerEdit::PutTransfer(old) if old.id == transfer.id));
    work.rows.push(PlayerEdit::PutTransfer(transfer));
}

fn is_move(known: &Transfer, row: &MoveRow) -> bool {
    /// Days by which two lists may date one move apart.
    const DATED: i64 = 62;
    let clubs = clubs_alike(&known.to, &row.to)
        && (known.from.is_empty() || row.from.is_empty() || clubs_alike(&known.from, &row.from));
    let unlike = |kind: &TransferKind| matches!(kind, TransferKind::LoanEnd);
    let near = match (known.on, row.on) {
        (PartialDate::Day(one), PartialDate::Day(other)) => (one - other).num_days().abs() <= DATED,
        (one, other) => {
            let season =
                |date: PartialDate| [Season::of(date.earliest()), Season::of(date.latest())];
            season(one).iter().any(|one| season(other).contains(one))
        }
    };
    clubs && near && unlike(&known.kind) == unlike(&row.kind)
}

/// Figures of a season of one provider.
pub(super) fn season(
    work: &mut Work,
    row: &SeasonRow,
    basis: &Basis,
    make_id: &mut dyn FnMut() -> Uuid,
    said: &mut Said,
) {
    let Some(season) = row.season else { return };
    let same = |known: &&SeasonLine| {
        let club =
            known.club.is_empty() || row.club.is_empty() || clubs_alike(&known.club, &row.club);
        known.season == season
            && club
            && folded(&known.competition) == folded(&row.competition)
            && known.basis.source == basis.source
    };
    let known: Vec<&SeasonLine> = work.player.seasons.iter().filter(same).collect();
    let agrees = |known: &&SeasonLine| {
        let near = |one: f64, other: f64| (one - other).abs() <= 1e-6 * one.abs().max(1.0);
        known.minutes == row.minutes
            && known.metrics.len() == row.metrics.len()
            && known.metrics.iter().all(|(key, figure)| {
                row.metrics
                    .get(key)
                    .is_some_and(|other| near(*figure, *other))
            })
    };
    if known.iter().any(agrees) {
        return;
    }
    match known.first() {
        Some(known) => {
            let words = format!("other figures than {known} of this source; both are kept");
            said.say(Outcome::Conflicting, words);
        }
        None => said.say(Outcome::New, String::new()),
    }
    let line = SeasonLine {
        id: SeasonLineId(make_id()),
        season,
        competition: row.competition.clone(),
        club: row.club.clone(),
        minutes: row.minutes,
        metrics: row.metrics.clone(),
        basis: basis.clone(),
        extra: Extra::new(),
    };
    put(&mut work.player.seasons, &line, |_| false);
    work.rows.push(PlayerEdit::PutSeason(line));
}
