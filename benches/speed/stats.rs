//! Events into counts, tables out of the cache, pools ranked again.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use backline::domain::comparison::StatPool;
use backline::domain::date::{PartialDate, Season};
use backline::domain::fact::Position;
use backline::domain::id::PoolId;
use backline::domain::stats::{Counts, METRICS, Pool, Provider, StatColumn, StatRow, StatTable};
use backline::import::statsbomb;
use backline::store::{EventFiles, PoolCache, SourceLimits, unpack};
use uuid::Uuid;

use crate::table::Row;
use crate::{best, millis, timed};

const ROUNDS: usize = 5;

pub fn rows() -> Vec<Row> {
    let mut rows = events();
    rows.push(reload(1_000_000, 23, Some(2.0)));
    // Too small for a ratio to say much: it lies in the nearest memory.
    rows.push(reload(5_000, 40, None));
    rows.push(rank(5_000, 40));
    rows
}

/// Events of 64 matches, if somebody put them beside the project: they are not ours to hand on.
fn events() -> Vec<Row> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/statsbomb/wc2018/events");
    let what = "64 World Cup matches, gzipped events into counts on one core";
    let Some(files) = packed(&folder) else {
        let missing = |unit, limit| Row {
            what: what.to_owned(),
            found: None,
            unit,
            limit,
            detail: "the events are not there".to_owned(),
        };
        return vec![missing(THAN_VALUE, Some(3.0))];
    };
    let limits = SourceLimits::default();
    let size: usize = files
        .iter()
        .map(|file| unpack(file.clone(), &limits).unwrap().len())
        .sum();
    let rounds: [[Duration; 2]; ROUNDS] = std::array::from_fn(|_| {
        let (values, _) = timed(|| {
            for file in &files {
                let bytes = unpack(file.clone(), &limits).unwrap();
                black_box(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap());
            }
        });
        let (counts, season) = timed(|| {
            let mut season = statsbomb::Season::default();
            for file in &files {
                let bytes = unpack(file.clone(), &limits).unwrap();
                season.add(&statsbomb::read(&bytes).unwrap());
            }
            season
        });
        assert!(season.players.len() > 500);
        [values, counts]
    });
    let [values, ours] = std::array::from_fn(|part| best(rounds.map(|round| round[part])));
    let size = size as f64 / 1e6;
    [Row {
        what: format!("{what} ({size:.0} MB of JSON)"),
        found: Some(ours.as_secs_f64() / values.as_secs_f64()),
        unit: THAN_VALUE,
        limit: Some(3.0),
        detail: format!("{} against {}", millis(ours), millis(values)),
    }]
    .into_iter()
    .chain(against_kloppy(&folder, files.len(), ours))
    .collect()
}

const THAN_VALUE: &str = "× gunzip and serde_json into a Value";

fn packed(folder: &Path) -> Option<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .ok()?
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    Some(paths.iter().map(|path| fs::read(path).unwrap()).collect())
}

/// One process each on one core, then the program as it is used: all cores, and the files' checksums.
fn against_kloppy(folder: &Path, matches: usize, one_core: Duration) -> [Row; 2] {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let used = best::<ROUNDS>(std::array::from_fn(|_| {
        let read = || EventFiles::read(&[folder.to_owned()], &SourceLimits::default()).unwrap();
        let (time, files) = timed(read);
        assert_eq!(files.counted, matches);
        time
    }));
    let kloppy = kloppy(folder);
    let row = |what: String, ours: Duration, limit| {
        let ours = ours.as_secs_f64() / matches as f64;
        Row {
            what,
            found: kloppy.map(|kloppy| 100.0 * ours / kloppy),
            unit: "% of kloppy's time",
            limit,
            detail: kloppy.map_or_else(
                || "python3 or kloppy is not there".to_owned(),
                |kloppy| {
                    format!(
                        "{:.0} times as fast: {:.1} ms against {:.0} ms",
                        kloppy / ours,
                        ours * 1e3,
                        kloppy * 1e3
                    )
                },
            ),
        }
    };
    [
        row(
            "One of these matches on one core, against kloppy".to_owned(),
            one_core,
            Some(100.0 / 60.0),
        ),
        row(
            format!(
                "One of the {matches} read by the program on {cores} cores, checksums included, against kloppy"
            ),
            used,
            None,
        ),
    ]
}

/// Seconds that kloppy takes for a match. All would fill the memory: eight tell the rate.
fn kloppy(folder: &Path) -> Option<f64> {
    const SOME: usize = 8;
    let output = Command::new("python3")
        .args(["-c", include_str!("kloppy_rate.py")])
        .arg(folder)
        .arg(SOME.to_string())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn table(rows: usize, columns: usize) -> StatTable {
    let mut state = 1_u64;
    let mut number = |end: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % end
    };
    let row = |idx: usize| StatRow {
        key: idx.to_string().into(),
        name: format!("Player {}", idx * 7 % 99_991).into(),
        born: PartialDate::from_iso(&format!("{}-05-25", 1985 + idx % 20)),
        club: format!("Club {}", idx % 500).into(),
        competition: format!("League {}", idx % 40).into(),
        season: Some(Season(2017)),
        role: "DF".into(),
        positions: vec![
            Position::CentreBack,
            Position::LeftBack,
            Position::RightBack,
        ]
        .into(),
        minutes: (idx % 3_421) as f64,
        age: None,
    };
    let table_rows = (0..rows).map(row).collect();
    let keys = METRICS.iter().map(|metric| metric.key).take(columns);
    let columns: BTreeMap<String, StatColumn> = keys
        .map(|key| {
            (
                key.to_owned(),
                (0..rows).map(|_| number(120) as f64).collect(),
            )
        })
        .collect();
    StatTable::new(
        Provider::Opta,
        "a table",
        Counts::Totals,
        table_rows,
        columns,
    )
    .with_hash("0a".repeat(32))
}

fn reload(rows: usize, columns: usize, limit: Option<f64>) -> Row {
    let folder = tempfile::tempdir().unwrap();
    let cache = PoolCache::new(folder.path());
    let made = table(rows, columns);
    cache.put(&made).unwrap();
    let path = cache.path(&made.hash).unwrap();
    let hash = made.hash.clone();
    drop(made);
    let rounds: [[Duration; 2]; 9] = std::array::from_fn(|_| {
        let (read, bytes) = timed(|| fs::read(&path).unwrap());
        drop(bytes);
        let (loaded, table) = timed(|| cache.get(&hash).unwrap());
        assert_eq!(table.rows.len(), rows);
        [read, loaded]
    });
    let [read, loaded] = std::array::from_fn(|part| best(rounds.map(|round| round[part])));
    let size = fs::metadata(&path).unwrap().len() as f64 / 1e6;
    Row {
        what: format!("Reload {rows} × {columns} figures from the cache ({size:.1} MB), checked"),
        found: Some(loaded.as_secs_f64() / read.as_secs_f64()),
        unit: "× reading the bytes",
        limit,
        detail: format!("{} against {}", millis(loaded), millis(read)),
    }
}

fn rank(rows: usize, columns: usize) -> Row {
    let table = table(rows, columns);
    table.prepare();
    let mut definition = StatPool::new(PoolId(Uuid::nil()), "", Season(2017));
    let times: [Duration; 9] = std::array::from_fn(|round| {
        // Another pool each time; the first ones hold nearly everybody.
        definition.min_minutes = round as u32;
        let (time, pool) = timed(|| Pool::of(&definition, &table));
        assert!(pool.size > rows * 9 / 10);
        time
    });
    Row {
        what: format!(
            "Rank a pool of {rows} players × {columns} metrics again, with everybody's percentiles"
        ),
        found: Some(best(times).as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(8.0),
        detail: format!(
            "the longest of nine {}",
            millis(times.into_iter().max().unwrap_or_default())
        ),
    }
}
