//! Transfers, market values, seasons and training clubs.

use chrono::Months;

use super::readings::{apart, same_club};
use super::{FindingContext, FindingKind, Log, Weight};
use crate::domain::career::{SeasonLine, Transfer, TransferKind};
use crate::domain::date::PartialDate;
use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::domain::player::{Player, Role};

/// Sixty matches with extra time: more than anybody plays in one competition.
const POSSIBLE_MINUTES: u32 = 60 * 120;

/// Months after which a market value is out of date.
const VALUE_HOLDS_FOR: Months = Months::new(12);

pub(super) fn check(player: &Player, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    for line in player.seasons.iter() {
        season(line, out);
    }
    twice(player, out);
    for training in player.training.iter() {
        if training.from_age > training.to_age {
            let text = format!("{training}: the ages run backwards.");
            let field = FieldRef::Training(out.id, training.id);
            let found = (Weight::Error, FindingKind::Rule);
            out.add(field, found, "training club", text);
        }
    }
    transfers(player, out);
    valuations(player, ctx, out);
}

fn season(line: &SeasonLine, out: &mut Log<'_>) {
    let mut wrong = Vec::new();
    if let Some(minutes) = line.minutes.filter(|minutes| *minutes > POSSIBLE_MINUTES) {
        wrong.push(format!(
            "{minutes} minutes, more than 60 matches with extra time"
        ));
    }
    for (metric, value) in &line.metrics {
        if !value.is_finite() {
            wrong.push(format!("{metric} is no number"));
        } else if metric.ends_with("_pct") && !(0.0..=100.0).contains(value) {
            let side = if *value < 0.0 { "below 0" } else { "above 100" };
            wrong.push(format!("{metric} {value} %, {side}"));
        }
    }
    if !wrong.is_empty() {
        let text = format!("{}.", wrong.join("; "));
        let field = FieldRef::Season(out.id, line.id);
        let found = (Weight::Error, FindingKind::Rule);
        out.add(field, found, &line.season.long(), text);
    }
}

/// Lines of one source for one season, competition and club: sums would count them twice.
fn twice(player: &Player, out: &mut Log<'_>) {
    let seasons = &player.seasons;
    for (idx, line) in seasons.iter().enumerate() {
        let same = |other: &SeasonLine| {
            (
                other.season,
                &other.competition,
                &other.club,
                other.basis.source,
            ) == (
                line.season,
                &line.competition,
                &line.club,
                line.basis.source,
            )
        };
        if seasons.iter().take(idx).any(same) {
            let field = FieldRef::Season(out.id, line.id);
            let found = (Weight::Warning, FindingKind::Contradictory);
            out.add(
                field,
                found,
                &line.season.long(),
                format!("{line} is entered twice."),
            );
        }
    }
}

fn transfers(player: &Player, out: &mut Log<'_>) {
    let mut known: Vec<&Transfer> = player
        .transfers
        .iter()
        .filter(|transfer| transfer.on.earliest() <= out.on)
        .collect();
    known.sort_by_key(|transfer| transfer.on);
    two_clubs(&known, out);
    if let Some(born) = player.born() {
        for transfer in &known {
            if transfer.on.latest() < born {
                let text = format!("{transfer}: before he was born.");
                let field = FieldRef::Transfer(out.id, transfer.id);
                out.add(field, (Weight::Error, FindingKind::Rule), "transfer", text);
            }
        }
    }
    if let Some(last) = known.last() {
        club(player, last, out);
    }
}

fn for_good(transfer: &Transfer) -> bool {
    match transfer.kind {
        TransferKind::Fee | TransferKind::Free | TransferKind::Youth => true,
        TransferKind::Loan | TransferKind::LoanEnd | TransferKind::Other(_) => false,
    }
}

/// Two moves for good on one day to two clubs.
fn two_clubs(known: &[&Transfer], out: &mut Log<'_>) {
    for pair in known.windows(2) {
        let [one, other] = pair else { continue };
        let same_day = one.on.day().is_some() && one.on == other.on;
        // Sold on the day of joining is rare and real: then the second move leaves the first club.
        let passed_on = same_club(&one.to, &other.from) || same_club(&other.to, &one.from);
        let said = !one.from.is_empty() && !other.from.is_empty();
        if same_day
            && for_good(one)
            && for_good(other)
            && !same_club(&one.to, &other.to)
            && !(said && passed_on)
        {
            let text = format!("At {} and at {} from {}.", one.to, other.to, one.on);
            let field = FieldRef::Transfer(out.id, other.id);
            let found = (Weight::Warning, FindingKind::Contradictory);
            out.add(field, found, "two clubs", text);
        }
    }
}

/// The club as a fact, held against the last move. A loan leaves both clubs possible.
fn club(player: &Player, last: &Transfer, out: &mut Log<'_>) {
    let Some(club) = player.club() else {
        return;
    };
    let found = (Weight::Warning, FindingKind::Contradictory);
    let lent_from = last.kind == TransferKind::Loan && same_club(club, &last.from);
    if !same_club(club, &last.to) && !lent_from {
        let field = FieldRef::Fact(out.id, FactKey::Club);
        let text = format!(
            "{club}, but the last move leads to {}: {}.",
            last.to, last.on
        );
        out.add(field, found, "club", text);
        return;
    }
    if let Some(since) = player.date(FactKey::ClubSince)
        && for_good(last)
        && apart(since, last.on)
    {
        let field = FieldRef::Fact(out.id, FactKey::ClubSince);
        let text = format!("Since {since}, but he moved there in {}.", moved(last.on));
        out.add(field, found, "with the club", text);
    }
}

fn moved(on: PartialDate) -> String {
    match on {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(..) | PartialDate::Day(_) => on.earliest().format("%B %Y").to_string(),
    }
}

fn valuations(player: &Player, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    for value in player.valuations.iter() {
        if value.amount.minor < 0 {
            let field = FieldRef::Valuation(out.id, value.id);
            let text = format!("{value}: below zero.");
            out.add(field, (Weight::Error, FindingKind::Rule), "value", text);
        }
    }
    let weight = match player.role {
        Role::Target => Weight::Warning,
        Role::Own => Weight::Note,
        Role::Benchmark | Role::Pool | Role::Other(_) => return,
    };
    let Some(value) = player.valuation(ctx.on) else {
        return;
    };
    let holds_to = value.on.latest().checked_add_months(VALUE_HOLDS_FOR);
    if holds_to.is_some_and(|to| to < ctx.on) {
        let text = format!("{value} is the latest: older than 12 months.");
        let field = FieldRef::Valuation(out.id, value.id);
        out.add(field, (weight, FindingKind::Stale), "value", text);
    }
}
