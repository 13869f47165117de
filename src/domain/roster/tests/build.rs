//! A small dossier as a scout would type it.

use uuid::Uuid;

use super::super::*;
use crate::domain::dossier::Record;
use crate::domain::extra::Extra;
use crate::domain::id::*;
use crate::domain::injury::InjuryCoverage;
use crate::domain::negotiation::{Move, RoundStatus, Side};
use crate::domain::player::{Role, Stage};
use crate::domain::sourced::{Reading, Sourced};
pub(super) use crate::domain::testing::{day, decision, head};
use crate::domain::typed;

/// A player as a scout would type him.
pub(super) fn player(n: u128, name: &str, role: Role, facts: &[(FactKey, &str)]) -> Player {
    let mut player = Player::new(PlayerId(Uuid::from_u128(n)), name, role);
    for (key, text) in facts {
        let value = typed::fact(*key, text, &head()).unwrap().unwrap();
        let source = Basis::reported(SourceId(Uuid::from_u128(90)));
        let reading = Reading::new(ReadingId(Uuid::from_u128(n)), value, source);
        player.facts.set(*key, Sourced::single(reading));
    }
    player
}

pub(super) fn season(source: u128, year: i32, minutes: u32) -> SeasonLine {
    SeasonLine {
        id: SeasonLineId(Uuid::from_u128(source * 10_000 + u128::from(minutes))),
        season: Season(year),
        competition: "League".to_owned(),
        club: String::new(),
        minutes: Some(minutes),
        metrics: BTreeMap::new(),
        basis: Basis::reported(SourceId(Uuid::from_u128(source))),
        extra: Extra::new(),
    }
}

pub(super) fn konate() -> Player {
    let mut konate = player(
        1,
        "Ibrahima Konaté",
        Role::Target,
        &[
            (FactKey::Born, "25/5/1999"),
            (FactKey::Position, "cb"),
            (FactKey::Height, "194"),
            (FactKey::Foot, "right"),
            (FactKey::Club, "Liverpool"),
            (FactKey::ContractEnd, "30/6/2026"),
            (FactKey::Wage, "GBP 80k a week"),
        ],
    );
    konate.stage = Some(Stage::Shortlist);
    konate.injury_coverage = Some(InjuryCoverage {
        from: None,
        until: None,
        basis: Basis::default(),
        extra: Extra::new(),
    });
    konate.seasons = Arc::new(vec![
        season(7, 2024, 2000),
        season(7, 2024, 560),
        season(8, 2024, 9999),
    ]);
    konate.valuations = Arc::new(vec![crate::domain::career::Valuation {
        id: ValuationId(Uuid::from_u128(1)),
        on: typed::date("29/5/25", decision()).unwrap().unwrap(),
        amount: Money::new(6_000_000_000, Currency::EUR),
        basis: Basis::default(),
        extra: Extra::new(),
    }]);
    konate
}

pub(super) fn dossier() -> Dossier {
    let mut dossier = Dossier::new(DossierId(Uuid::nil()), head());
    let mut naldo = player(6, "Naldo", Role::Pool, &[(FactKey::Height, "198")]);
    naldo.seasons = Arc::new(vec![season(7, 2017, 3060)]);
    for player in [
        konate(),
        player(
            2,
            "Marc Guéhi",
            Role::Target,
            &[
                (FactKey::Born, "13/7/2000"),
                (FactKey::Position, "cb"),
                (FactKey::Height, "182"),
                (FactKey::Foot, "right"),
                (FactKey::Club, "Crystal Palace"),
                (FactKey::ContractEnd, "30/6/2026"),
            ],
        ),
        player(
            3,
            "Virgil van Dijk",
            Role::Benchmark,
            &[
                (FactKey::Born, "8/7/1991"),
                (FactKey::Position, "cb"),
                (FactKey::Height, "195"),
                (FactKey::Club, "Liverpool"),
                (FactKey::ContractEnd, "30/6/2027"),
            ],
        ),
        player(
            4,
            "David Alaba",
            Role::Own,
            &[
                (FactKey::Born, "24/6/1992"),
                (FactKey::Position, "lb"),
                (FactKey::Foot, "left"),
            ],
        ),
        player(5, "Éder Militão", Role::Own, &[(FactKey::Height, "186")]),
        naldo,
    ] {
        dossier.put(Record::Player(Arc::new(player)));
    }
    dossier.put(Record::Negotiation(Arc::new(negotiation())));
    dossier
}

pub(super) fn negotiation() -> Negotiation {
    let round = |n, side, kind, amount: &str| Round {
        id: RoundId(Uuid::from_u128(n)),
        on: decision(),
        side,
        kind,
        package: None,
        terms: None,
        amount: typed::stated_amount(amount, Currency::EUR).unwrap(),
        status: RoundStatus::Believed,
        corrects: None,
        basis: Basis::default(),
        extra: Extra::new(),
    };
    Negotiation {
        id: NegotiationId(Uuid::from_u128(1)),
        player: PlayerId(Uuid::from_u128(1)),
        seller: "Liverpool".to_owned(),
        buyer: "Real Madrid".to_owned(),
        packages: Arc::default(),
        rounds: Arc::new(vec![
            round(1, Side::Seller, Move::Ask, "50m or more"),
            round(2, Side::Buyer, Move::Bid, "20-25m"),
        ]),
        beliefs: BTreeMap::new(),
        ranges: BTreeMap::new(),
        closed: false,
        note: String::new(),
        extra: Extra::new(),
    }
}
