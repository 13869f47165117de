//! Builders that read like the trade: `desk.player("Okoye", Role::Target).height(188, Transfermarkt)`.
//!
//! Ids are made from a day and a counter, so a dossier built twice is the same to the byte.

use std::sync::Arc;

use backline::domain::career::{SeasonLine, Training, Transfer, TransferKind, Valuation};
use backline::domain::contract::{Wage, WagePeriod};
use backline::domain::date::Season;
use backline::domain::extra::Extra;
use backline::domain::fact::{FactKey, FactValue, Foot, Position};
use backline::domain::id::ReadingId;
use backline::domain::injury::{InjuryCoverage, Spell, SpellGroup};
use backline::domain::money::{Currency, Money, StatedAmount};
use backline::domain::player::{Player, Role};
use backline::domain::sourced::{Basis, Reading, Sourced};
use chrono::NaiveDate;
use uuid::{Builder, Uuid};

use super::values::{date, day, eur, million, text};

/// Hands out ids: UUID version 7 of a day at noon, numbered.
pub struct Desk {
    day: NaiveDate,
    next: u64,
}

impl Desk {
    /// Ids of a day from a number on.
    pub fn new(day: &str, first: u64) -> Self {
        Self {
            day: super::values::day(day),
            next: first,
        }
    }

    /// The next id, of any kind.
    pub fn id<T: From<Uuid>>(&mut self) -> T {
        let id = numbered(self.day, self.next);
        self.next += 1;
        id.into()
    }

    /// A player of whom nothing is known yet.
    pub fn player(&mut self, name: &str, role: Role) -> Profile<'_> {
        let player = Player::new(self.id(), name, role);
        Profile { desk: self, player }
    }

    /// The same player with more to add.
    pub fn more_on(&mut self, player: &Player) -> Profile<'_> {
        let player = player.clone();
        Profile { desk: self, player }
    }

    /// One statement of a value.
    pub fn reading<T>(&mut self, value: T, basis: impl Into<Basis>) -> Reading<T> {
        Reading::new(ReadingId(self.id()), value, basis.into())
    }
}

/// The id of a number on a day.
pub fn numbered(day: NaiveDate, number: u64) -> Uuid {
    let noon = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let mut tail = [0; 10];
    tail[2..].copy_from_slice(&number.to_be_bytes());
    Builder::from_unix_timestamp_millis(noon.timestamp_millis() as u64, &tail).into_uuid()
}

/// A player in the making.
pub struct Profile<'a> {
    desk: &'a mut Desk,
    player: Player,
}

impl Profile<'_> {
    /// A further reading of a fact; the first one stays the used one.
    pub fn fact(mut self, key: FactKey, value: FactValue, basis: impl Into<Basis>) -> Self {
        let reading = self.desk.reading(value, basis);
        let sourced = self.player.facts.get(key).cloned().unwrap_or_default();
        self.player.facts.set(key, sourced.with_reading(reading));
        self
    }

    /// A fact that has changed: what stood there is history, not a second opinion.
    pub fn now(mut self, key: FactKey, value: FactValue, basis: impl Into<Basis>) -> Self {
        self.player.facts.set(key, Sourced::default());
        self.fact(key, value, basis)
    }

    /// A fact that no longer holds and has no known successor.
    pub fn no_longer(mut self, key: FactKey) -> Self {
        self.player.facts.set(key, Sourced::default());
        self
    }

    pub fn born(self, on: &str, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Born, FactValue::Date(date(on)), basis)
    }

    pub fn age_as_printed(self, years: u32, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::StatedAge, FactValue::Count(years), basis)
    }

    pub fn position(self, position: Position, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Position, FactValue::Position(position), basis)
    }

    pub fn height(self, cm: u32, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Height, FactValue::Count(cm), basis)
    }

    pub fn foot(self, foot: Foot, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Foot, FactValue::Foot(foot), basis)
    }

    pub fn nationality(self, country: &str, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Nationality, text(country), basis)
    }

    pub fn club(self, club: &str, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Club, text(club), basis)
    }

    pub fn club_since(self, on: &str, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::ClubSince, FactValue::Date(date(on)), basis)
    }

    pub fn contract_to(self, on: &str, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::ContractEnd, FactValue::Date(date(on)), basis)
    }

    pub fn talks(self, how: &str, basis: impl Into<Basis>) -> Self {
        self.fact(FactKey::Talks, text(how), basis)
    }

    pub fn weekly(self, key: FactKey, pounds: i64, basis: impl Into<Basis>) -> Self {
        let wage = Wage {
            amount: StatedAmount::exactly(Money::new(pounds * 100, Currency::GBP)),
            per: WagePeriod::Week,
            tax: None,
            extra: Extra::new(),
        };
        self.fact(key, FactValue::Wage(wage), basis)
    }

    /// Injuries: from, to, what the source calls it, matches missed.
    pub fn out(mut self, basis: impl Into<Basis>, spells: &[Out]) -> Self {
        let basis = basis.into();
        let mut all = Arc::unwrap_or_clone(self.player.spells);
        for &(from, to, kind, games) in spells {
            let (group, body_part) = seat(kind);
            all.push(Spell {
                id: self.desk.id(),
                kind: kind.to_owned(),
                group,
                body_part: body_part.to_owned(),
                side: None,
                from: day(from),
                to: Some(day(to)),
                games_missed_club: games,
                games_missed_country: None,
                // The others may have led to an operation; nobody says so.
                surgery: kind == "appendectomy",
                counts: None,
                basis: basis.clone(),
                extra: Extra::new(),
            });
        }
        self.player.spells = Arc::new(all);
        self
    }

    /// How much of his injuries is known.
    pub fn injuries_known(
        mut self,
        from: Option<&str>,
        until: &str,
        basis: impl Into<Basis>,
    ) -> Self {
        self.player.injury_coverage = Some(InjuryCoverage {
            from: from.map(date),
            until: Some(date(until)),
            basis: basis.into(),
            extra: Extra::new(),
        });
        self
    }

    /// Market values: when, EUR m.
    pub fn worth(mut self, basis: impl Into<Basis>, values: &[(&str, &str)]) -> Self {
        let basis = basis.into();
        let mut all = Arc::unwrap_or_clone(self.player.valuations);
        all.extend(values.iter().map(|(on, millions)| Valuation {
            id: self.desk.id(),
            on: date(on),
            amount: million(millions, Currency::EUR),
            basis: basis.clone(),
            extra: Extra::new(),
        }));
        self.player.valuations = Arc::new(all);
        self
    }

    /// A move without a fee, or whose fee is not known.
    pub fn moved(
        self,
        on: &str,
        from: &str,
        to: &str,
        kind: TransferKind,
        basis: impl Into<Basis>,
    ) -> Self {
        self.moved_for(on, from, to, kind, basis, Vec::new())
    }

    /// A transfer for millions of euros.
    pub fn bought(
        self,
        on: &str,
        from: &str,
        to: &str,
        fee: &str,
        outlet: impl Into<Basis>,
    ) -> Self {
        let basis = outlet.into();
        let fees = vec![(eur(fee), basis.clone())];
        self.moved_for(on, from, to, TransferKind::Fee, basis, fees)
    }

    /// A loan for millions of euros.
    pub fn loaned(
        self,
        on: &str,
        from: &str,
        to: &str,
        fee: &str,
        outlet: impl Into<Basis>,
    ) -> Self {
        let basis = outlet.into();
        let fees = vec![(eur(fee), basis.clone())];
        self.moved_for(on, from, to, TransferKind::Loan, basis, fees)
    }

    /// A move with the fee as each source states it, the used one first.
    pub fn moved_for(
        mut self,
        on: &str,
        from: &str,
        to: &str,
        kind: TransferKind,
        basis: impl Into<Basis>,
        fees: Vec<(StatedAmount, Basis)>,
    ) -> Self {
        let id = self.desk.id();
        let mut fee = Sourced::default();
        for (amount, basis) in fees {
            fee = fee.with_reading(self.desk.reading(amount, basis));
        }
        let mut all = Arc::unwrap_or_clone(self.player.transfers);
        all.push(Transfer {
            id,
            on: date(on),
            from: from.to_owned(),
            to: to.to_owned(),
            kind,
            fee,
            basis: basis.into(),
            extra: Extra::new(),
        });
        self.player.transfers = Arc::new(all);
        self
    }

    /// What a provider counted in a league season.
    pub fn season(
        mut self,
        season: i32,
        league: &str,
        club: &str,
        line: Line,
        basis: impl Into<Basis>,
    ) -> Self {
        let metrics = KEYS.iter().zip(line.totals);
        let line = SeasonLine {
            id: self.desk.id(),
            season: Season(season),
            competition: league.to_owned(),
            club: club.to_owned(),
            minutes: Some(line.minutes),
            metrics: metrics
                .map(|(key, value)| ((*key).to_owned(), value))
                .collect(),
            basis: basis.into(),
            extra: Extra::new(),
        };
        Arc::make_mut(&mut self.player.seasons).push(line);
        self
    }

    /// Where he was trained, from one age to another.
    pub fn trained(
        mut self,
        club: &str,
        from_age: u8,
        to_age: u8,
        basis: impl Into<Basis>,
    ) -> Self {
        let training = Training {
            id: self.desk.id(),
            club: club.to_owned(),
            from_age,
            to_age,
            basis: basis.into(),
            extra: Extra::new(),
        };
        Arc::make_mut(&mut self.player.training).push(training);
        self
    }

    pub fn note(mut self, note: &str) -> Self {
        self.player.note = note.to_owned();
        self
    }

    pub fn done(self) -> Player {
        self.player
    }
}

/// One injury: from, to, what the source calls it, matches missed.
pub type Out<'a> = (&'a str, &'a str, &'a str, Option<u16>);

/// A league season: minutes, then totals or percentages in the order of [`KEYS`].
#[derive(Clone, Copy)]
pub struct Line {
    pub minutes: u32,
    pub totals: [f64; 8],
}

/// The metric keys of a season line.
pub const KEYS: [&str; 8] = [
    "tackles",
    "interceptions",
    "blocks",
    "clearances",
    "aerials_won_pct",
    "pass_pct",
    "progressive_passes",
    "errors",
];

/// The group and the part of the body that the name of an injury implies.
fn seat(kind: &str) -> (SpellGroup, &'static str) {
    match kind {
        "thigh" | "hamstring" => (SpellGroup::Muscle, "thigh"),
        "groin" | "adductor" => (SpellGroup::Muscle, "groin"),
        "muscle" | "torn muscle fibre" => (SpellGroup::Muscle, ""),
        "knee" | "meniscus" | "cruciate ligament" => (SpellGroup::Joint, "knee"),
        "ankle" => (SpellGroup::Joint, "ankle"),
        "hip" => (SpellGroup::Joint, "hip"),
        "concussion" => (SpellGroup::Head, "head"),
        "appendectomy" => (SpellGroup::Illness, ""),
        "knock" => (SpellGroup::Knock, ""),
        "fitness" => (SpellGroup::Fitness, ""),
        other => panic!("no group for {other:?}"),
    }
}
