mod pool;
mod weights;

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::domain::career::SeasonLine;
use crate::domain::comparison::{Comparison, StatPool};
use crate::domain::date::Season;
use crate::domain::dossier::{Dossier, Record};
use crate::domain::extra::Extra;
use crate::domain::id::*;
use crate::domain::player::Player;
use crate::domain::source::{Source, SourceKind};
use crate::domain::sourced::{Basis, Grade};
use crate::domain::stats::{Counts, Pool, StatColumn, StatRow, StatTable};
use crate::domain::testing::empty_dossier;

const OPTA: u128 = 1;
const WYSCOUT: u128 = 2;

fn id(n: u128) -> PlayerId {
    PlayerId(Uuid::from_u128(n))
}

/// A dossier on 11 July 2025 with two providers.
fn dossier() -> Dossier {
    let mut dossier = empty_dossier();
    for (id, name) in [(OPTA, "FBref"), (WYSCOUT, "Wyscout")] {
        dossier.put(Record::Source(Arc::new(Source::new(
            SourceId(Uuid::from_u128(id)),
            name,
            SourceKind::Provider,
            Grade::B,
        ))));
    }
    dossier
}

/// A line of 2024/25.
fn line(n: u128, provider: u128, minutes: u32, metrics: &[(&str, f64)]) -> SeasonLine {
    SeasonLine {
        id: SeasonLineId(Uuid::from_u128(n)),
        season: Season(2024),
        competition: "Premier League".to_owned(),
        club: "Club".to_owned(),
        minutes: Some(minutes),
        metrics: metrics
            .iter()
            .map(|(key, figure)| ((*key).to_owned(), *figure))
            .collect(),
        basis: Basis::reported(SourceId(Uuid::from_u128(provider))),
        extra: Extra::new(),
    }
}

fn add(dossier: &mut Dossier, n: u128, name: &str, lines: Vec<SeasonLine>) {
    let mut player = Player::new(id(n), name, Role::Target);
    player.seasons = Arc::new(lines);
    dossier.put(Record::Player(Arc::new(player)));
}

fn comparison(players: &[u128]) -> Comparison {
    let players = players.iter().copied().map(id).collect();
    Comparison::new(ComparisonId(Uuid::from_u128(5)), "Stoppers", players)
}

fn sheet_with(
    dossier: &Dossier,
    comparison: &Comparison,
    look: Look,
    pool: Option<PoolOf<'_>>,
) -> Sheet {
    Sheet::of(&SheetInput {
        dossier,
        comparison,
        on: dossier.head.decision_date,
        look,
        pool,
        deals: &BTreeMap::new(),
        slots: &case_slots(dossier),
    })
}

fn sheet(dossier: &Dossier, comparison: &Comparison) -> Sheet {
    sheet_with(dossier, comparison, Look::default(), None)
}

fn ranks(sheet: &Sheet, key: &str) -> Vec<Option<usize>> {
    let row = sheet.row(key).unwrap();
    row.cells.iter().map(|cell| cell.rank).collect()
}

fn texts(sheet: &Sheet, key: &str) -> Vec<String> {
    let row = sheet.row(key).unwrap();
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

/// Konaté, Guéhi, Militão and Rüdiger of 2024/25.
fn centre_backs() -> Dossier {
    let mut dossier = dossier();
    for (n, name, minutes, tackles, errors, pass) in [
        (11, "Konaté", 2_560, 40.0, 3.0, 90.2),
        (12, "Guéhi", 3_059, 61.0, 2.0, 83.5),
        (13, "Militão", 938, 19.0, 0.0, 89.3),
        (14, "Rüdiger", 2_291, 20.0, 1.0, 91.8),
    ] {
        let metrics = [("tackles", tackles), ("errors", errors), ("pass_pct", pass)];
        add(
            &mut dossier,
            n,
            name,
            vec![line(n, OPTA, minutes, &metrics)],
        );
    }
    dossier
}

#[test]
fn the_best_has_minutes_enough_and_others_may_not_be_told_apart_from_him() {
    let sheet = sheet(&centre_backs(), &comparison(&[11, 12, 13, 14]));
    assert_eq!(texts(&sheet, "tackles"), ["1.41", "1.79", "1.82", "0.79"]);
    assert_eq!(
        ranks(&sheet, "tackles"),
        [Some(3), Some(2), Some(1), Some(4)]
    );
    let row = sheet.row("tackles").unwrap();
    let best: Vec<bool> = row.cells.iter().map(|cell| cell.is_best).collect();
    assert_eq!(best, [false, true, false, false], "Militão has 938 minutes");
    let close: Vec<bool> = row.cells.iter().map(|cell| cell.is_close).collect();
    assert_eq!(close, [true, false, true, false]);
}

#[test]
fn fewer_errors_rank_higher_and_rates_without_attempts_are_told_apart() {
    let sheet = sheet(&centre_backs(), &comparison(&[11, 12, 13, 14]));
    assert_eq!(
        ranks(&sheet, "errors"),
        [Some(4), Some(3), Some(1), Some(2)]
    );
    assert_eq!(
        ranks(&sheet, "pass_pct"),
        [Some(2), Some(4), Some(3), Some(1)]
    );
    assert!(
        sheet
            .row("pass_pct")
            .unwrap()
            .cells
            .iter()
            .all(|cell| !cell.is_close)
    );
}

#[test]
fn figures_of_another_provider_warn_and_take_no_rank() {
    let mut dossier = centre_backs();
    let metrics = [("interceptions", 50.0), ("clearances", 90.0)];
    add(
        &mut dossier,
        15,
        "Kim",
        vec![line(15, WYSCOUT, 2_000, &metrics)],
    );
    let opta = [("interceptions", 20.0)];
    add(
        &mut dossier,
        16,
        "Saliba",
        vec![line(16, OPTA, 3_000, &opta)],
    );
    let sheet = sheet(&dossier, &comparison(&[11, 15, 16]));
    assert_eq!(ranks(&sheet, "interceptions"), [None, None, Some(1)]);
    let cell = sheet.cell("interceptions", id(15)).unwrap();
    assert!(
        cell.warning
            .as_deref()
            .is_some_and(|words| words.contains("Wyscout"))
    );
    assert!(
        sheet.warnings[0].contains("differently"),
        "{:?}",
        sheet.warnings
    );
}

#[test]
fn of_two_providers_the_one_who_counted_most_is_taken() {
    let mut dossier = centre_backs();
    let both = vec![
        line(17, WYSCOUT, 2_000, &[("interceptions", 50.0)]),
        line(18, OPTA, 2_000, &[("tackles", 10.0)]),
    ];
    add(&mut dossier, 17, "Kim", both);
    let sheet = sheet(&dossier, &comparison(&[17, 11]));
    assert_eq!(sheet.columns[0].provider, Some(Provider::Opta));
    assert!(sheet.warnings.is_empty());
}

#[test]
fn an_empty_cell_says_why() {
    let mut dossier = centre_backs();
    add(&mut dossier, 19, "Nobody", Vec::new());
    let mut no_minutes = line(20, OPTA, 0, &[("tackles", 3.0)]);
    no_minutes.minutes = None;
    add(&mut dossier, 20, "Noone", vec![no_minutes]);
    add(
        &mut dossier,
        21,
        "Some",
        vec![line(21, OPTA, 900, &[("blocks", 9.0)])],
    );
    let sheet = sheet(&dossier, &comparison(&[11, 19, 20, 21]));
    let why = |key: &str, n: u128| sheet.cell(key, id(n)).unwrap().why.as_ref().map(Why::words);
    for (key, n, words) in [
        ("tackles", 19, "no season entered"),
        ("tackles", 20, "no minutes entered"),
        ("tackles", 21, "not entered"),
        ("months_left", 11, "not entered"),
        ("available_pct", 11, "injuries not known for these seasons"),
        ("ask", 11, "no negotiation entered"),
    ] {
        assert_eq!(why(key, n).as_deref(), Some(words), "{key} of {n}");
    }
    let physical = GroupKey::Metrics(MetricGroup::Physical);
    let group = sheet
        .groups
        .iter()
        .find(|group| group.key == physical)
        .unwrap();
    assert_eq!(group.note, "not measured by Opta (FBref)");
}

#[test]
fn two_clubs_of_one_season_add_up_but_their_percentages_do_not() {
    let mut dossier = dossier();
    let one = line(30, OPTA, 900, &[("tackles", 10.0), ("pass_pct", 80.0)]);
    let other = line(31, OPTA, 900, &[("tackles", 30.0), ("pass_pct", 90.0)]);
    add(&mut dossier, 30, "Loaned", vec![one, other]);
    let won = [
        ("aerials_won", 30.0),
        ("aerials_lost", 10.0),
        ("aerials_won_pct", 75.0),
    ];
    let lost = [
        ("aerials_won", 10.0),
        ("aerials_lost", 30.0),
        ("aerials_won_pct", 25.0),
    ];
    add(
        &mut dossier,
        32,
        "Counted",
        vec![line(32, OPTA, 900, &won), line(33, OPTA, 900, &lost)],
    );
    let sheet = sheet(&dossier, &comparison(&[30, 32]));
    let cell = |key: &str, n: u128| sheet.cell(key, id(n)).unwrap();
    assert_eq!(cell("tackles", 30).text, "2.00");
    assert_eq!(sheet.columns[0].minutes, Some(1_800.0));
    assert_eq!(cell("aerials_won_pct", 32).text, "50.0");
    assert!(sheet.row("pass_pct").is_none(), "nobody has it");
}

#[test]
fn totals_and_differences_are_shown_on_demand() {
    let dossier = centre_backs();
    let mut comparison = comparison(&[11, 14]);
    comparison.baseline = Some(id(14));
    let look = Look {
        counting: Counting::Total,
        shown: Shown::Differences,
        ..Look::default()
    };
    let sheet = sheet_with(&dossier, &comparison, look, None);
    let row = sheet.row("tackles").unwrap();
    assert_eq!(row.label, "Tackles");
    let shown: Vec<String> = row
        .cells
        .iter()
        .map(|cell| cell.shown(look).into_owned())
        .collect();
    assert_eq!(shown, ["+20", "20"], "the baseline shows its figure");
}

#[test]
fn chosen_rows_come_in_their_order_within_each_group() {
    let mut comparison = comparison(&[11, 12]);
    comparison.rows = ["market_value", "blocks", "tackles", "months_left"]
        .map(str::to_owned)
        .to_vec();
    let sheet = sheet(&centre_backs(), &comparison);
    let keys: Vec<&str> = sheet.rows().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["blocks", "tackles", "months_left", "market_value"]);
    assert!(sheet.choice.len() > 40, "all can still be chosen");
}

#[test]
fn any_number_of_players_makes_a_sheet() {
    let dossier = centre_backs();
    for players in [&[][..], &[11], &[11, 12], &[11, 12, 13, 14], &[99]] {
        let sheet = sheet(&dossier, &comparison(players));
        let there = players
            .iter()
            .filter(|n| dossier.player(id(**n)).is_some())
            .count();
        assert_eq!(sheet.columns.len(), there);
        assert!(sheet.rows().all(|row| row.cells.len() == there));
        standings(&sheet, &comparison(players));
        robustness(&sheet, &comparison(players));
    }
}

#[test]
fn what_leaves_the_program_has_none_of_our_limits() {
    let sheet = sheet(&centre_backs(), &comparison(&[11, 12]));
    assert!(sheet.row("ceiling").is_some());
    let shown = sheet.without_confidential();
    assert!(shown.row("ceiling").is_none() && shown.row("ask").is_some());
    let lines = sheet_table(&shown, Look::default());
    assert!(lines.iter().flatten().all(|cell| !cell.contains("ceiling")));
}
