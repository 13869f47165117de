//! Frames of a comparison, and the weightings that decide how sure its first place is.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use backline::domain::career::SeasonLine;
use backline::domain::compare::{Look, Sheet, SheetInput, WEIGHTINGS, case_slots, robustness};
use backline::domain::comparison::{Comparison, StatPool};
use backline::domain::date::Season;
use backline::domain::dossier::{Dossier, Record};
use backline::domain::edit::Edit;
use backline::domain::extra::Extra;
use backline::domain::fact::Position;
use backline::domain::id::{ComparisonId, PlayerId, PoolId, SeasonLineId, SourceId};
use backline::domain::player::{Player, Role};
use backline::domain::source::{Source, SourceKind};
use backline::domain::sourced::{Basis, Grade};
use backline::domain::stats::{Counts, METRICS, Pool, Provider, StatColumn, StatRow, StatTable};
use backline::editor::command::Command;
use backline::store::TableOrigin;
use backline::ui::compare::Picture;
use uuid::Uuid;

use crate::generate::{Dice, LAST};
use crate::screen::{Window, median};
use crate::table::Row;
use crate::{best, millis, timed};

const ROWS: usize = 5_000;
const FEW: usize = 500;
const PLAYERS: u128 = 6;
const ROUNDS: usize = 5;
const FRAMES: usize = 60;
const SEASON: Season = Season(2024);
const PROVIDER: SourceId = SourceId(Uuid::from_u128(1));
const POOL: PoolId = PoolId(Uuid::from_u128(2));
const COMPARISON: ComparisonId = ComparisonId(Uuid::from_u128(3));

/// A table of so many defenders with every metric that the provider counts.
fn table(rows: usize) -> StatTable {
    let mut dice = Dice::new(rows as u64);
    let of_table = (0..rows).map(|row| StatRow {
        key: row.to_string().into(),
        name: format!("{} {row}", LAST[row % LAST.len()]).into(),
        born: None,
        club: "Club".into(),
        competition: "League".into(),
        season: Some(SEASON),
        role: "DF".into(),
        positions: vec![Position::CentreBack].into(),
        minutes: 900.0 + (row % 2_400) as f64,
        age: None,
    });
    let of_table = of_table.collect();
    let counted = METRICS
        .iter()
        .filter(|metric| metric.definition(&Provider::Opta).is_some());
    let columns: BTreeMap<String, StatColumn> = counted
        .map(|metric| {
            let column = (0..rows).map(|_| dice.below(100) as f64);
            (metric.key.to_owned(), column.collect())
        })
        .collect();
    StatTable::new(Provider::Opta, "a table", Counts::Totals, of_table, columns)
        .with_hash(format!("{rows:064}"))
}

fn id(n: u128) -> PlayerId {
    PlayerId(Uuid::from_u128(100 + n))
}

/// The records of six players, their pool and their comparison.
fn records(rows: usize) -> Vec<Record> {
    let mut dice = Dice::new(6);
    let mut records = vec![Record::Source(Arc::new(Source {
        id: PROVIDER,
        name: "Opta".to_owned(),
        kind: SourceKind::Provider,
        grade: Grade::B,
        on: None,
        title: String::new(),
        url: String::new(),
        licence: String::new(),
        note: String::new(),
        extra: Extra::new(),
    }))];
    for n in 0..PLAYERS {
        let counted = METRICS
            .iter()
            .filter(|metric| metric.definition(&Provider::Opta).is_some());
        let mut player = Player::new(id(n), LAST[n as usize], Role::Target);
        player.seasons = Arc::new(vec![SeasonLine {
            id: SeasonLineId(Uuid::from_u128(200 + n)),
            season: SEASON,
            competition: "League".into(),
            club: "Club".into(),
            minutes: Some(1_500 + 200 * n as u32),
            metrics: counted
                .map(|metric| (metric.key.to_owned(), dice.below(100) as f64))
                .collect(),
            basis: Basis::reported(PROVIDER),
            extra: Extra::new(),
        }]);
        records.push(Record::Player(Arc::new(player)));
    }
    records.push(Record::Pool(Arc::new(definition(rows))));
    let mut comparison = Comparison::new(COMPARISON, "Six", (0..PLAYERS).map(id).collect());
    comparison.pool = Some(POOL);
    records.push(Record::Comparison(Arc::new(comparison)));
    records
}

fn definition(rows: usize) -> StatPool {
    StatPool {
        min_minutes: 900,
        table_hash: format!("{rows:064}"),
        ..StatPool::new(POOL, "Defenders", SEASON)
    }
}

/// A window on the comparison.
fn window(rows: usize, picture: Picture) -> Window {
    let mut window = Window::empty();
    window.editor.apply(Command::Edit(Edit::SetDecisionDate(
        SEASON.end().succ_opt().unwrap(),
    )));
    // Before the dossier names it, or it is looked for and not found.
    window.editor.apply(Command::KeepTable(
        Arc::new(table(rows)),
        Box::<TableOrigin>::default(),
    ));
    let edits = records(rows).into_iter().map(Edit::Put).collect();
    let label = "compare".to_owned();
    window
        .editor
        .apply(Command::Edit(Edit::Many { label, edits }));
    window.view.show_comparison(COMPARISON);
    window.screens.compare.show_picture(picture);
    window.settle();
    let pool = window.editor.compared().sheet.pool.clone();
    assert_eq!(pool.map(|pool| pool.n), Some(rows), "the pool is at hand");
    window
}

fn frame(window: &mut Window) -> Duration {
    let rounds = (0..ROUNDS).map(|_| median((0..FRAMES).map(|_| window.idle()).collect()));
    rounds.min().unwrap_or_default()
}

pub fn rows() -> Vec<Row> {
    let (mut few, mut many) = (window(FEW, Picture::Radar), window(ROWS, Picture::Radar));
    let drawn = few.shows_players() && many.shows_players();
    let (with_few, with_many) = (frame(&mut few), frame(&mut many));
    let whole = Row {
        what: format!(
            "A frame of a comparison: table, radar and all strips of six players, pool of {ROWS}"
        ),
        found: drawn.then_some(with_many.as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(2.0),
        detail: "the whole window, laid out and tessellated".to_owned(),
    };
    let flat = Row {
        what: format!("The same frame, against a pool of {FEW}"),
        found: drawn.then(|| with_many.as_secs_f64() / with_few.as_secs_f64()),
        unit: "×",
        limit: Some(1.2),
        detail: format!("{} against {}", millis(with_many), millis(with_few)),
    };
    vec![whole, flat, weightings()]
}

fn weightings() -> Row {
    let window = window(FEW, Picture::Bars);
    let dossier: &Dossier = window.editor.shown().dossier();
    let comparison = dossier.comparisons[&COMPARISON].clone();
    let (definition, table) = (definition(FEW), table(FEW));
    let pool = Pool::of(&definition, &table);
    let sheet = Sheet::of(&SheetInput {
        dossier,
        comparison: &comparison,
        on: dossier.head.decision_date,
        look: Look::default(),
        pool: Some((&definition, &pool)),
        deals: &BTreeMap::new(),
        slots: &case_slots(dossier),
    });
    let times: [Duration; 5] = std::array::from_fn(|_| timed(|| robustness(&sheet, &comparison)).0);
    let shortest = best(times);
    Row {
        what: format!("{WEIGHTINGS} weightings of six players"),
        found: Some(shortest.as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(15.0),
        detail: "off the frame".to_owned(),
    }
}
