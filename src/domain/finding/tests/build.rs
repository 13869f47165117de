//! A small dossier and the strokes that change it.

use uuid::Uuid;

use super::super::*;
use crate::domain::career::{SeasonLine, Transfer, TransferKind, Valuation};
use crate::domain::contract::{OptionHolder, OptionYear, ReleaseClause, Wage, WagePeriod};
use crate::domain::date::{PartialDate, Season};
use crate::domain::dossier::{Head, Record};
use crate::domain::extra::Extra;
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::id::*;
use crate::domain::injury::{InjuryCoverage, Spell, SpellGroup};
use crate::domain::money::{Currency, Money, StatedAmount};
use crate::domain::source::SourceKind;
use crate::domain::sourced::{Grade, Reading, Sourced};
pub(super) use crate::domain::testing::{day, decision, head};

pub(super) const KONATE: PlayerId = PlayerId(Uuid::from_u128(1));
pub(super) const ARTICLE: SourceId = SourceId(Uuid::from_u128(101));
pub(super) const TM: SourceId = SourceId(Uuid::from_u128(102));
pub(super) const WYSCOUT: SourceId = SourceId(Uuid::from_u128(103));
pub(super) const ECB: SourceId = SourceId(Uuid::from_u128(104));

pub(super) fn date(text: &str) -> PartialDate {
    PartialDate::from_iso(text).unwrap()
}

pub(super) fn source(id: SourceId, name: &str, kind: SourceKind, on: Option<&str>) -> Record {
    Record::Source(Arc::new(Source {
        on: on.map(date),
        ..Source::new(id, name, kind, Grade::C)
    }))
}

pub(super) fn dossier() -> Dossier {
    let head = Head {
        question: "Now or in 2026?".to_owned(),
        ..head()
    };
    let mut dossier = Dossier::new(DossierId(Uuid::from_u128(9)), head);
    for record in [
        source(ARTICLE, "Article", SourceKind::Press, Some("2025-07-11")),
        source(
            TM,
            "Transfermarkt",
            SourceKind::Provider,
            Some("2026-02-01"),
        ),
        source(WYSCOUT, "Wyscout", SourceKind::Provider, None),
        source(ECB, "ECB", SourceKind::Reference, None),
        Record::Rate(Arc::new(ExchangeRate {
            id: RateId(Uuid::from_u128(200)),
            on: day("2025-07-11"),
            base: Currency::EUR,
            quote: Currency::GBP,
            rate: "0.8657".parse().unwrap(),
            basis: Basis::reported(ECB),
            extra: Extra::new(),
        })),
    ] {
        dossier.put(record);
    }
    dossier
}

/// A target of whom nothing is to be said.
pub(super) fn konate() -> Player {
    let mut player = Player::new(KONATE, "Ibrahima Konaté", Role::Target);
    state(
        &mut player,
        FactKey::Born,
        FactValue::Date(date("1999-05-25")),
        WYSCOUT,
    );
    state(
        &mut player,
        FactKey::Club,
        FactValue::Text("Liverpool".to_owned()),
        TM,
    );
    state(
        &mut player,
        FactKey::ClubSince,
        FactValue::Date(date("2021-07")),
        TM,
    );
    state(
        &mut player,
        FactKey::ContractEnd,
        FactValue::Date(date("2026-06-30")),
        TM,
    );
    player.injury_coverage = Some(InjuryCoverage {
        from: None,
        until: None,
        basis: Basis::reported(TM),
        extra: Extra::new(),
    });
    player
}

/// One more reading of a fact.
pub(super) fn state(player: &mut Player, key: FactKey, value: FactValue, source: SourceId) {
    let sourced = player.facts.get(key).cloned().unwrap_or_default();
    let id = ReadingId(Uuid::from_u128(1000 + sourced.readings.len() as u128));
    let reading = Reading::new(id, value, Basis::reported(source));
    player.facts.set(key, sourced.with_reading(reading));
}

pub(super) fn retype(player: &mut Player, key: FactKey, value: FactValue) {
    player.facts.set(key, Sourced::default());
    state(player, key, value, TM);
}

pub(super) fn spell(player: &mut Player, kind: &str, from: &str, to: Option<&str>) {
    let id = SpellId(Uuid::from_u128(300 + player.spells.len() as u128));
    Arc::make_mut(&mut player.spells).push(Spell {
        id,
        kind: kind.to_owned(),
        group: SpellGroup::Muscle,
        body_part: String::new(),
        side: None,
        from: day(from),
        to: to.map(day),
        games_missed_club: None,
        games_missed_country: None,
        surgery: false,
        counts: None,
        basis: Basis::reported(TM),
        extra: Extra::new(),
    });
}

pub(super) fn move_to(
    player: &mut Player,
    from: &str,
    to: &str,
    on: &str,
    fees: &[(Money, SourceId)],
) {
    let id = TransferId(Uuid::from_u128(400 + player.transfers.len() as u128));
    let mut fee = Sourced::default();
    for (n, (amount, source)) in fees.iter().enumerate() {
        let id = ReadingId(Uuid::from_u128(2000 + n as u128));
        let amount = StatedAmount::exactly(*amount);
        fee = fee.with_reading(Reading::new(id, amount, Basis::reported(*source)));
    }
    Arc::make_mut(&mut player.transfers).push(Transfer {
        id,
        on: date(on),
        from: from.to_owned(),
        to: to.to_owned(),
        kind: TransferKind::Fee,
        fee,
        basis: Basis::reported(TM),
        extra: Extra::new(),
    });
}

pub(super) fn value(player: &mut Player, amount: Money, on: &str) {
    let id = ValuationId(Uuid::from_u128(500 + player.valuations.len() as u128));
    Arc::make_mut(&mut player.valuations).push(Valuation {
        id,
        on: date(on),
        amount,
        basis: Basis::reported(TM),
        extra: Extra::new(),
    });
}

pub(super) fn season(player: &mut Player, minutes: u32, metrics: &[(&str, f64)]) {
    let id = SeasonLineId(Uuid::from_u128(600 + player.seasons.len() as u128));
    Arc::make_mut(&mut player.seasons).push(SeasonLine {
        id,
        season: Season(2024),
        competition: "Premier League".to_owned(),
        club: "Liverpool".to_owned(),
        minutes: Some(minutes),
        metrics: metrics
            .iter()
            .map(|(key, n)| ((*key).to_owned(), *n))
            .collect(),
        basis: Basis::reported(TM),
        extra: Extra::new(),
    });
}

pub(super) fn eur(millions: i64) -> Money {
    Money::new(millions * 100_000_000, Currency::EUR)
}

pub(super) fn gbp(millions: i64) -> Money {
    Money::new(millions * 100_000_000, Currency::GBP)
}

pub(super) fn wage(thousands: i64) -> FactValue {
    FactValue::Wage(Wage {
        amount: StatedAmount::exactly(Money::new(thousands * 100_000, Currency::GBP)),
        per: WagePeriod::Week,
        tax: None,
        extra: Extra::new(),
    })
}

pub(super) fn option_year(exercise_by: &str) -> FactValue {
    FactValue::Option(OptionYear {
        holder: OptionHolder::Club,
        until: date("2027-06-30"),
        exercise_by: Some(date(exercise_by)),
        extra: Extra::new(),
    })
}

pub(super) fn clause(until: &str) -> FactValue {
    FactValue::Clause(ReleaseClause {
        amount: StatedAmount::exactly(gbp(50)),
        from: Some(date("2024-07-01")),
        until: Some(date(until)),
        up_front: None,
        extra: Extra::new(),
    })
}
