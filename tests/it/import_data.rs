//! The tables that people pass around read without a panic, with the rows that they hold. The files
//! are nobody's to ship: they lie beside the project, and without them there is nothing to test.

use std::sync::Arc;

use backline::domain::dossier::Head;
use backline::domain::extra::Extra;
use backline::domain::money::Currency;
use backline::import::choices::Choices;
use backline::import::draft::Draft;
use backline::import::kind::TableKind;
use backline::import::limits::Limits;

use crate::support::shared::shared;

fn head() -> Arc<Head> {
    Arc::new(Head {
        title: "Data".to_owned(),
        question: String::new(),
        our_club: String::new(),
        our_country: String::new(),
        decision_date: "2026-11-25".parse().unwrap(),
        currency: Currency::EUR,
        extra: Extra::new(),
    })
}

/// Reads a file and checks its kind, its rows and how many of them cannot be taken.
fn check(path: &str, kind: TableKind, rows: usize, refused: usize) -> Option<String> {
    let bytes = std::fs::read(shared(&format!("data/{path}"))?).unwrap();
    let draft = Draft::read(path, bytes, Choices::default(), &head(), &Limits::default()).unwrap();
    let read = draft.rows();
    if std::env::var_os("SHOW").is_some() {
        show(&draft);
    }
    let lost = read.iter().filter(|row| row.refused.is_some()).count();
    let found = (draft.kind.value, draft.table.len(), lost);
    assert_eq!(draft.preview(20).len(), draft.table.len().min(20), "{path}");
    let expected = (kind, rows, refused);
    (found != expected).then(|| format!("{path}: {found:?} and not {expected:?}"))
}

fn show(draft: &Draft) {
    println!("=== {}", draft.name);
    for line in draft.lines() {
        println!(
            "{} {:12} {:30} {}",
            if line.sure { " " } else { "?" },
            line.key,
            line.value,
            line.evidence
        );
    }
    for column in &draft.mapping.columns {
        let field = column
            .field
            .as_ref()
            .map(|field| field.key())
            .unwrap_or_else(|| "–".to_owned());
        println!("    {:30} {:28} {}", column.header, field, column.why);
    }
    let read = draft.rows();
    let cells: usize = read.iter().map(|row| row.cells.len()).sum();
    let notes = read.iter().filter(|row| !row.notes.is_empty()).count();
    println!(
        "  {} rows, {} refused cells, {} rows with notes, days {:?}",
        read.len(),
        cells,
        notes,
        draft.reader().day_count()
    );
    for row in read.iter().filter(|row| row.refused.is_some()).take(4) {
        println!("  refused {} {}", row.number, row.refused.as_ref().unwrap());
    }
    for row in read.iter().filter(|row| !row.cells.is_empty()).take(6) {
        println!("  cells {} {:?}", row.number, row.cells);
    }
    for row in read.iter().filter(|row| !row.notes.is_empty()).take(4) {
        println!("  notes {} {:?}", row.number, row.notes);
    }
    for row in read.iter().take(2) {
        println!("  {row:?}");
    }
}

#[test]
fn every_table_reads_with_the_rows_that_it_holds() {
    use TableKind::{
        EaFc, FootballManager, Injuries, Players, Rates, Seasons, Transfers, Unknown, Values,
    };
    let wrong: Vec<String> = [
        ("transfermarkt/bilal_injuries.csv", Injuries, 1_346, 0),
        (
            "transfermarkt/salimt_player_injuries_excerpt_2026-09-29.csv",
            Injuries,
            39,
            0,
        ),
        ("transfermarkt/footydex_players.csv", Players, 2_798, 0),
        ("transfermarkt/footydex_transfers.csv", Transfers, 24_019, 7),
        (
            "transfermarkt/ewenme_premier-league_2015on.csv",
            Transfers,
            6_056,
            0,
        ),
        (
            "transfermarkt/salimt_player_latest_market_value_2025-08.csv",
            Values,
            31_026,
            1_906,
        ),
        ("ea_fc/FIFA23_official_data_first3000.csv", EaFc, 3_000, 0),
        ("football_manager/Squad.html", FootballManager, 2, 0),
        ("football_manager/Player Search.html", FootballManager, 2, 0),
        ("fbref/players_data-2024_2025.csv", Seasons, 2_854, 0),
        (
            "fbref/2021-2022 Football Player Stats.csv",
            Seasons,
            2_921,
            0,
        ),
        ("fx/eurofxref-hist_2015-01_2026-10.csv", Rates, 3_029, 0),
        ("statsbomb/matches.csv", Unknown, 65, 65),
    ]
    .into_iter()
    .filter_map(|(path, kind, rows, refused)| check(path, kind, rows, refused))
    .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
