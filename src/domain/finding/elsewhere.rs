//! Findings that belong to no player: the head, negotiations, windows, squad places, statements.

use super::money::amount_findings;
use super::readings::same_club;
use super::sources::of_citations;
use super::{Finding, FindingContext, FindingKind, Weight, sort};
use crate::domain::citation::{self, Citation};
use crate::domain::date::day_text;
use crate::domain::dossier::Dossier;
use crate::domain::field::{FieldRef, HeadField};
use crate::domain::money::Money;
use crate::domain::negotiation::{Negotiation, Round};
use crate::domain::package::Package;
use crate::domain::player::Player;

pub(super) fn check(dossier: &Dossier, ctx: &FindingContext<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    head(dossier, &mut out);
    for negotiation in dossier.negotiations.values() {
        check_negotiation(dossier, negotiation, ctx, &mut out);
    }
    for window in dossier.windows.values() {
        if window.closes < window.opens {
            let text = format!(
                "Closes {}, before it opens on {}.",
                day_text(window.closes),
                day_text(window.opens)
            );
            let subject = format!("{}, window", window.country);
            let found = (Weight::Error, FindingKind::Rule);
            out.push(finding(FieldRef::Window(window.id), found, subject, text));
        }
    }
    for slot in dossier.squad.values() {
        if slot.players.iter().any(|id| dossier.player(*id).is_none()) {
            let text = "Holds a player who is not in the file.".to_owned();
            let found = (Weight::Warning, FindingKind::Lost);
            let subject = slot.name.clone();
            out.push(finding(FieldRef::Slot(slot.id), found, subject, text));
        }
    }
    let of_file: Vec<_> = citation::of_file(dossier);
    add_sources("File", &of_file, ctx, &mut out);
    sort(&mut out);
    out
}

fn finding(
    field: FieldRef,
    (weight, kind): (Weight, FindingKind),
    subject: String,
    text: String,
) -> Finding {
    Finding {
        field,
        weight,
        kind,
        subject,
        text,
        mend: None,
    }
}

fn add_sources(
    whose: &str,
    citations: &[Citation<'_>],
    ctx: &FindingContext<'_>,
    out: &mut Vec<Finding>,
) {
    for (field, found, what, text) in of_citations(citations, ctx) {
        out.push(finding(field, found, format!("{whose}, {what}"), text));
    }
}

fn head(dossier: &Dossier, out: &mut Vec<Finding>) {
    let head = &dossier.head;
    for (value, field, text) in [
        (
            &head.our_club,
            HeadField::OurClub,
            "No club named: nobody decides.",
        ),
        (
            &head.question,
            HeadField::Question,
            "No question put: nothing to decide.",
        ),
    ] {
        if value.trim().is_empty() {
            let found = (Weight::Note, FindingKind::Missing);
            let subject = field.label().to_owned();
            out.push(finding(
                FieldRef::Head(field),
                found,
                subject,
                text.to_owned(),
            ));
        }
    }
}

fn check_negotiation(
    dossier: &Dossier,
    negotiation: &Negotiation,
    ctx: &FindingContext<'_>,
    out: &mut Vec<Finding>,
) {
    let field = || FieldRef::Negotiation(negotiation.id);
    let Some(player) = dossier.player(negotiation.player) else {
        let found = (Weight::Error, FindingKind::Lost);
        let text = "The player is not in the file.".to_owned();
        out.push(finding(field(), found, "Negotiation".to_owned(), text));
        return;
    };
    let name = player.short_name();
    seller(player, negotiation, out);
    for round in negotiation.rounds.iter() {
        check_round(name, negotiation, round, ctx, out);
    }
    for package in negotiation.packages.iter() {
        if let Some(text) = instalments(package) {
            let subject = format!("{name}, package {}", package.name);
            let found = (Weight::Warning, FindingKind::Contradictory);
            out.push(finding(field(), found, subject, text));
        }
    }
    let rounds: Vec<_> = citation::of_negotiation(negotiation).collect();
    add_sources(name, &rounds, ctx, out);
}

fn seller(player: &Player, negotiation: &Negotiation, out: &mut Vec<Finding>) {
    let Some(club) = player.club() else {
        return;
    };
    if !negotiation.closed
        && !negotiation.seller.is_empty()
        && !same_club(club, &negotiation.seller)
    {
        let subject = format!("{}, seller", player.short_name());
        let text = format!("{} sells, but he is at {club}.", negotiation.seller);
        let found = (Weight::Warning, FindingKind::Contradictory);
        out.push(finding(
            FieldRef::Negotiation(negotiation.id),
            found,
            subject,
            text,
        ));
    }
}

fn check_round(
    name: &str,
    negotiation: &Negotiation,
    round: &Round,
    ctx: &FindingContext<'_>,
    out: &mut Vec<Finding>,
) {
    let field = FieldRef::Round(negotiation.id, round.id);
    let subject = format!("{name}, {}", round.kind.label().to_lowercase());
    if let Some(amount) = &round.amount {
        for (found, text) in amount_findings(amount, &round.basis, Some(round.on), ctx) {
            out.push(finding(field.clone(), found, subject.clone(), text));
        }
    }
    if round.on > ctx.on {
        let found = (Weight::Note, FindingKind::Later);
        let text = format!("Dated {}, after the decision date.", day_text(round.on));
        out.push(finding(field.clone(), found, subject.clone(), text));
    }
    let lost = |id| negotiation.packages.iter().all(|package| package.id != id);
    if round.package.is_some_and(lost) {
        let found = (Weight::Warning, FindingKind::Lost);
        let text = "Refers to a package that is not in the file.".to_owned();
        out.push(finding(field, found, subject, text));
    }
}

/// Instalments that do not add up to the fee that they divide.
fn instalments(package: &Package) -> Option<String> {
    let fee = package.fixed_fee?;
    if package.instalments.is_empty() {
        return None;
    }
    let mut sum = 0_i64;
    for instalment in &package.instalments {
        if instalment.amount.currency != fee.currency {
            return Some(format!("Instalments in another currency than {fee}."));
        }
        sum = sum.checked_add(instalment.amount.minor)?;
    }
    let sum = Money::new(sum, fee.currency);
    (sum != fee).then(|| format!("Instalments add up to {sum}, the fixed fee is {fee}."))
}
