//! Tables and a dossier for tests of imports. Every row is invented.

pub mod book;

use std::sync::Arc;

use backline::domain::change::Stamp;
use backline::domain::date::PartialDate;
use backline::domain::dossier::{Dossier, Head, Record};
use backline::domain::edit::Edit;
use backline::domain::extra::Extra;
use backline::domain::fact::{FactKey, FactValue};
use backline::domain::id::{ChangeId, DossierId, PlayerId, ReadingId};
use backline::domain::money::Currency;
use backline::domain::player::{Player, Role};
use backline::domain::sourced::{Basis, Reading, Sourced};
use backline::import::choices::{Choices, SourceChoice};
use backline::import::draft::Draft;
use backline::import::limits::Limits;
use backline::import::plan::{Outcome, Plan, RowOutcome, dry_run};
use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

/// The decision date of every dossier here.
pub const DECISION: &str = "2025-07-11";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn head() -> Arc<Head> {
    Arc::new(Head {
        title: "Tables".to_owned(),
        question: String::new(),
        our_club: "Rovers".to_owned(),
        our_country: "England".to_owned(),
        decision_date: day(DECISION),
        currency: Currency::EUR,
        extra: Extra::new(),
    })
}

/// Ids that count upwards.
pub fn ids(from: u128) -> impl FnMut() -> Uuid {
    let mut next = from;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}

pub fn player_id(n: u128) -> PlayerId {
    PlayerId(Uuid::from_u128(n))
}

/// Players by name, birth, club and height; an empty text and 0 are not known.
pub fn dossier(players: &[(&str, &str, &str, u32)]) -> Dossier {
    let mut dossier = Dossier::new(DossierId(Uuid::from_u128(1)), head().as_ref().clone());
    for (n, (name, born, club, height)) in (1..).zip(players) {
        let mut player = Player::new(player_id(n), *name, Role::Target);
        let mut enter = |key: FactKey, value: FactValue| {
            let reading = ReadingId(Uuid::from_u128(n * 100 + key as u128));
            let reading = Reading::new(reading, value, Basis::default());
            player.facts.set(key, Sourced::single(reading));
        };
        if let Some(born) = PartialDate::from_iso(born) {
            enter(FactKey::Born, FactValue::Date(born));
        }
        if !club.is_empty() {
            enter(FactKey::Club, FactValue::Text((*club).to_owned()));
        }
        if *height > 0 {
            enter(FactKey::Height, FactValue::Count(*height));
        }
        dossier.put(Record::Player(Arc::new(player)));
    }
    dossier
}

/// A table under choices.
pub fn draft_with(bytes: &[u8], choices: Choices) -> Draft {
    Draft::read("table.csv", bytes, choices, &head(), &Limits::default()).unwrap()
}

pub fn draft(text: &str) -> Draft {
    draft_with(text.as_bytes(), Choices::default())
}

/// Choices that name the source and whose numbers the table uses.
pub fn from_source(name: &str) -> Choices {
    Choices {
        source: Some(SourceChoice {
            name: name.to_owned(),
            grade: None,
            on: PartialDate::from_iso(DECISION),
        }),
        provider: Some("invented".to_owned()),
        ..Choices::default()
    }
}

pub fn plan(draft: &Draft, dossier: &Dossier) -> Plan {
    dry_run(draft, dossier, &mut ids(10_000))
}

/// The outcome of each row.
pub fn outcomes(plan: &Plan) -> Vec<Outcome> {
    plan.rows.iter().map(|row| row.outcome).collect()
}

pub fn row(plan: &Plan, number: u32) -> &RowOutcome {
    plan.rows.iter().find(|row| row.row == number).unwrap()
}

/// The dossier after the import.
pub fn imported(dossier: &Dossier, plan: &Plan) -> Dossier {
    let Some(edit) = &plan.edit else {
        return dossier.clone();
    };
    assert!(matches!(edit, Edit::Many { .. }), "an import is one step");
    let stamp = Stamp {
        id: ChangeId(Uuid::from_u128(99_999)),
        at: DateTime::UNIX_EPOCH,
        by: String::new(),
    };
    dossier.edited(edit, &stamp).unwrap().unwrap().dossier
}

pub fn named<'a>(dossier: &'a Dossier, name: &str) -> &'a Player {
    let found = dossier.players.values().find(|player| player.name == name);
    found.unwrap_or_else(|| panic!("{name} is not in the dossier"))
}
