//! Percentiles and ranks of real season tables, read through the import and compared on a sheet,
//! agree with what two other programs counted. The files are nobody's to ship: they lie beside the
//! project, and without them there is nothing to test.

use std::collections::BTreeMap;
use std::sync::Arc;

use backline::domain::career::SeasonLine;
use backline::domain::compare::{Look, Sheet, SheetInput};
use backline::domain::comparison::{Comparison, StatPool};
use backline::domain::date::Season;
use backline::domain::dossier::{Dossier, Head, Record};
use backline::domain::extra::Extra;
use backline::domain::fact::Position;
use backline::domain::id::{ComparisonId, DossierId, PlayerId, PoolId, SeasonLineId, SourceId};
use backline::domain::money::Currency;
use backline::domain::player::{Player, Role};
use backline::domain::source::{Source, SourceKind};
use backline::domain::sourced::{Basis, Grade};
use backline::domain::stats::{Counts, Pool, Provider, StatColumn, StatRow, StatTable, metric};
use backline::import::choices::Choices;
use backline::import::draft::Draft;
use backline::import::limits::Limits;
use backline::import::rows::ReadRow;
use serde_json::Value;
use uuid::Uuid;

use crate::support::shared::shared;

const TABLE: &str = "fbref/players_data-2024_2025.csv";
const TOLERANCE: f64 = 1e-3;
const SEASON: Season = Season(2024);
const FBREF: SourceId = SourceId(Uuid::from_u128(1));
/// The names that the other programs gave to metrics of ours.
const NAMES: [(&str, &str); 14] = [
    ("tackles", "tackles"),
    ("tackles_won", "tackles_won"),
    ("interceptions", "interceptions"),
    ("blocks", "blocks"),
    ("clearances", "clearances"),
    ("recoveries", "recoveries"),
    ("prog_passes", "progressive_passes"),
    ("prog_carries", "progressive_carries"),
    ("challenges_lost", "dribbled_past"),
    ("fouls", "fouls"),
    ("errors", "errors"),
    ("aerial_won_pct", "aerials_won_pct"),
    ("pass_pct", "pass_pct"),
    ("dribblers_tackled_pct", "dribblers_tackled_pct"),
];

fn head() -> Head {
    Head {
        title: "Defenders".to_owned(),
        question: String::new(),
        our_club: String::new(),
        our_country: String::new(),
        decision_date: "2025-07-11".parse().unwrap(),
        currency: Currency::EUR,
        extra: Extra::new(),
    }
}

/// The rows of the league's defenders, as the import reads them.
fn defenders(bytes: &[u8]) -> Vec<ReadRow> {
    let draft = Draft::read(
        TABLE,
        bytes.to_vec(),
        Choices::default(),
        &Arc::new(head()),
        &Limits::default(),
    );
    let rows = draft.unwrap().rows();
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (league, role) = (at("Comp"), at("Pos"));
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), rows.len());
    let belongs = |record: &csv::StringRecord| {
        &record[league] == "eng Premier League" && record[role].starts_with("DF")
    };
    let pairs = rows.into_iter().zip(&records);
    pairs
        .filter(|(_, record)| belongs(record))
        .map(|(row, _)| row)
        .collect()
}

/// The table of these rows.
fn table(rows: &[ReadRow]) -> StatTable {
    let mut columns: BTreeMap<String, StatColumn> = BTreeMap::new();
    for (idx, row) in rows.iter().enumerate() {
        for (key, figure) in &row.season.as_ref().unwrap().metrics {
            let column = columns.entry(key.clone()).or_default();
            column.resize(idx);
            column.push(*figure);
        }
    }
    let of_table = rows.iter().enumerate().map(|(idx, row)| {
        let season = row.season.as_ref().unwrap();
        StatRow {
            key: idx.to_string().into(),
            name: row.who.name.as_str().into(),
            born: row.who.born,
            club: season.club.as_str().into(),
            competition: season.competition.as_str().into(),
            season: Some(SEASON),
            role: "DF".into(),
            positions: vec![Position::CentreBack].into(),
            minutes: season.minutes.map_or(f64::NAN, f64::from),
            age: None,
        }
    });
    StatTable::new(
        Provider::Opta,
        TABLE,
        Counts::Totals,
        of_table.collect(),
        columns,
    )
}

fn id(idx: usize) -> PlayerId {
    PlayerId(Uuid::from_u128(1_000 + idx as u128))
}

/// A dossier with each of these rows as a player of his own.
fn dossier(rows: &[ReadRow]) -> Dossier {
    let mut dossier = Dossier::new(DossierId(Uuid::from_u128(9)), head());
    dossier.put(Record::Source(Arc::new(Source {
        id: FBREF,
        name: "FBref".to_owned(),
        kind: SourceKind::Provider,
        grade: Grade::B,
        on: None,
        title: String::new(),
        url: String::new(),
        licence: String::new(),
        note: String::new(),
        extra: Extra::new(),
    })));
    for (idx, row) in rows.iter().enumerate() {
        let season = row.season.as_ref().unwrap();
        let mut player = Player::new(id(idx), row.who.name.clone(), Role::Pool);
        Arc::make_mut(&mut player.seasons).push(SeasonLine {
            id: SeasonLineId(Uuid::from_u128(100_000 + idx as u128)),
            season: SEASON,
            competition: season.competition.as_str().into(),
            club: season.club.as_str().into(),
            minutes: season.minutes,
            metrics: season.metrics.clone(),
            basis: Basis::reported(FBREF),
            extra: Extra::new(),
        });
        dossier.put(Record::Player(Arc::new(player)));
    }
    dossier
}

#[test]
fn percentiles_and_ranks_of_a_league_are_those_of_two_other_programs() {
    let Some(shared) = shared("") else { return };
    let bytes = std::fs::read(shared.join("data").join(TABLE)).unwrap();
    let expected = shared.join("expected/fbref_2024_25_PL_defenders.json");
    let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
    let rows = defenders(&bytes);
    let (table, dossier) = (table(&rows), dossier(&rows));
    let definition = StatPool {
        min_minutes: 900,
        ..StatPool::new(PoolId(Uuid::from_u128(7)), "Defenders", SEASON)
    };
    let pool = Pool::of(&definition, &table);
    assert_eq!(pool.size as u64, expected["pool_size"].as_u64().unwrap());

    let known: Vec<(usize, &Value)> = expected["players"]
        .as_array()
        .unwrap()
        .iter()
        .map(|player| {
            let is_he = |row: &ReadRow| {
                let season = row.season.as_ref().unwrap();
                row.who.name == player["player"].as_str().unwrap()
                    && season.club == player["squad"].as_str().unwrap()
            };
            (rows.iter().position(is_he).unwrap(), player)
        })
        .collect();
    let mut figures = 0;
    for six in known.chunks(6) {
        let players = six.iter().map(|(idx, _)| id(*idx)).collect();
        let comparison = Comparison::new(ComparisonId(Uuid::from_u128(8)), "Six", players);
        let sheet = Sheet::of(&SheetInput {
            dossier: &dossier,
            comparison: &comparison,
            on: dossier.head.decision_date,
            look: Look::default(),
            pool: Some((&definition, &pool)),
            deals: &BTreeMap::new(),
            slots: &BTreeMap::new(),
        });
        figures += check(&sheet, six);
    }
    assert!(figures > 3_000, "only {figures} figures were compared");
    println!("{figures} figures agree");
}

/// Compares every figure of six players; how many there were.
fn check(sheet: &Sheet, six: &[(usize, &Value)]) -> usize {
    let mut figures = 0;
    for (theirs, key) in NAMES {
        let less = metric(key).unwrap().less_is_better();
        let Some(row) = sheet.row(key) else {
            panic!("no row {key}");
        };
        let values: Vec<Option<f64>> = six
            .iter()
            .map(|(_, he)| he["per90_or_pct"][theirs].as_f64())
            .collect();
        for ((cell, (_, he)), value) in row.cells.iter().zip(six).zip(&values) {
            let name = format!("{key} of {}", he["player"]);
            let Some(value) = value else {
                assert_eq!(cell.figure, None, "{name}");
                continue;
            };
            near(cell.figure, *value, &name);
            let inverted = format!("{theirs}__inverted");
            let percentile = if less {
                &he["percentile"][&inverted]
            } else {
                &he["percentile"][theirs]
            };
            near(cell.percentile, percentile.as_f64().unwrap(), &name);
            let ahead = values.iter().flatten().filter(|other| {
                if less {
                    **other < *value - 1e-6
                } else {
                    **other > *value + 1e-6
                }
            });
            if cell.rank.is_some() {
                assert_eq!(cell.rank, Some(ahead.count() + 1), "rank in {name}");
            }
            figures += 3;
        }
    }
    figures
}

fn near(found: Option<f64>, expected: f64, what: &str) {
    let near = found.is_some_and(|found| (found - expected).abs() < TOLERANCE);
    assert!(near, "{what}: {found:?} and not {expected}");
}
