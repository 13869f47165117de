//! What happened after 11 July 2025, as it was known on 1 July 2026.

use std::sync::Arc;

use backline::domain::career::TransferKind::{Fee, Free};
use backline::domain::dossier::{Dossier, Record};
use backline::domain::extra::Extra;
use backline::domain::fact::{FactKey, FactValue};
use backline::domain::id::DossierId;
use backline::domain::negotiation::{Move, Round, RoundStatus, Side};
use backline::domain::sourced::Grade;

use super::super::build::{Desk, numbered};
use super::super::values::{Cite as _, date, day, eur, gbp, text};
use super::sources::Outlet::*;
use super::{Said, add_statements, player, sources};

const DECISION_DATE: &str = "2026-07-01";

/// The case of 2025 with the later facts.
pub fn dossier(case: Dossier) -> Dossier {
    let mut desk = Desk::new(DECISION_DATE, 100);
    let mut dossier = case;
    dossier.id = DossierId(numbered(day(DECISION_DATE), 1));
    let head = Arc::make_mut(&mut dossier.head);
    head.title = "Centre-back for 2025/26, in hindsight".to_owned();
    head.question =
        "What became of the centre-backs whom Real Madrid could have signed in July 2025?"
            .to_owned();
    head.decision_date = day(DECISION_DATE);
    for source in sources::added_in_2026() {
        dossier.put(Record::Source(Arc::new(source)));
    }
    follow_konate(&mut dossier, &mut desk);
    follow_guehi(&mut dossier, &mut desk);
    end_negotiation(&mut dossier, &mut desk);
    add_statements(&mut dossier, &mut desk, &STATEMENTS);
    dossier
}

#[rustfmt::skip]
const STATEMENTS: [Said<'_>; 6] = [
    ("Konaté", Elsewhere, None, "2026-03-10", "There is talk of a signing-on fee of EUR 15m"),
    ("Konaté", Liverpool, None, "2026-05-31", "Liverpool confirm that he leaves when his contract expires"),
    ("Guéhi", Elsewhere, Some(Grade::B), "2025-09-01", "His move to Liverpool, agreed at GBP 35m, fell on deadline day"),
    ("Guéhi", Elsewhere, Some(Grade::B), "2026-01-19", "He signed for 5.5 years with Manchester City"),
    ("Guéhi", Elsewhere, Some(Grade::C), "2026-01-19", "Crystal Palace owed Chelsea 20 % of his sale to Manchester City, about GBP 4m"),
    ("Guéhi", Elsewhere, Some(Grade::D), "", "His wages at Manchester City are reported at about GBP 85.8m in total, which is disputed"),
];

/// What was known of his wage and his talks stays, with its date: it is that of Liverpool.
fn follow_konate(dossier: &mut Dossier, desk: &mut Desk) {
    let konate = desk
        .more_on(player(dossier, "Konaté"))
        .now(FactKey::Club, text("Real Madrid"), Transfermarkt)
        .now(
            FactKey::ClubSince,
            FactValue::Date(date("2026-07")),
            Transfermarkt,
        )
        .now(
            FactKey::ContractEnd,
            FactValue::Date(date("2030-06-30")),
            Transfermarkt,
        )
        .moved("2026-07", "Liverpool", "Real Madrid", Free, Transfermarkt)
        .worth(Transfermarkt, &[("2026-02", "50"), ("2026-07", "45")])
        .done();
    dossier.put(Record::Player(Arc::new(konate)));
}

/// The end of his contract is left empty: only its length is known.
fn follow_guehi(dossier: &mut Dossier, desk: &mut Desk) {
    let fee = Elsewhere
        .graded(Grade::B)
        .noting("Add-ons can bring it to about GBP 30m");
    let guehi = desk
        .more_on(player(dossier, "Guéhi"))
        .now(FactKey::Club, text("Manchester City"), Transfermarkt)
        .now(
            FactKey::ClubSince,
            FactValue::Date(date("2026-01-19")),
            Transfermarkt,
        )
        .no_longer(FactKey::ContractEnd)
        .moved_for(
            "2026-01-19",
            "Crystal Palace",
            "Manchester City",
            Fee,
            Transfermarkt,
            vec![(gbp("20"), fee), (eur("23.0"), Transfermarkt.into())],
        )
        .worth(Transfermarkt, &[("2026-01-19", "55"), ("2026-07", "70")])
        .done();
    dossier.put(Record::Player(Arc::new(guehi)));
}

fn end_negotiation(dossier: &mut Dossier, desk: &mut Desk) {
    let konate = player(dossier, "Konaté").id;
    let mut negotiation = dossier.negotiation_over(konate).unwrap().as_ref().clone();
    Arc::make_mut(&mut negotiation.rounds).push(Round {
        id: desk.id(),
        on: day("2025-11-28"),
        side: Side::Buyer,
        kind: Move::Withdraw,
        package: None,
        terms: None,
        amount: None,
        status: RoundStatus::Closed,
        corrects: None,
        basis: Athletic
            .on("2025-11-28")
            .noting("Madrid told Liverpool that they do not pursue him"),
        extra: Extra::new(),
    });
    negotiation.closed = true;
    dossier.put(Record::Negotiation(Arc::new(negotiation)));
}
