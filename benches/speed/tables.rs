//! Text with separators into typed columns, against pandas on the same file where it is installed.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use backline::import::columns::Columns;
use backline::import::limits::Limits;

use crate::table::Row;
use crate::{best, millis, timed};

const ROWS: usize = 1_000_000;
const COLUMNS: usize = 23;
const ROUNDS: usize = 5;

pub fn rows() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text()).unwrap();
    let size = std::fs::metadata(&path).unwrap().len() as f64 / 1e6;
    let mut memory = 0;
    let rounds: [[Duration; 2]; ROUNDS] = std::array::from_fn(|_| {
        let (reading, text) = timed(|| String::from_utf8(std::fs::read(&path).unwrap()).unwrap());
        drop(text);
        let (columns_time, columns) = timed(|| {
            let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
            Columns::read(&text, b',', &Limits::default()).unwrap()
        });
        assert_eq!((columns.len(), columns.headers().len()), (ROWS, COLUMNS));
        memory = columns.memory();
        [reading, columns_time]
    });
    let [reading, ours] = std::array::from_fn(|part| best(rounds.map(|round| round[part])));
    let what = format!("{ROWS} × {COLUMNS} CSV rows into columns ({size:.0} MB)");
    let mut rows = vec![Row {
        what: what.clone(),
        found: Some(ours.as_secs_f64() / reading.as_secs_f64()),
        unit: "× reading the bytes and checking UTF-8",
        limit: None,
        detail: format!("{} against {}", millis(ours), millis(reading)),
    }];
    let peer = pandas(&path);
    let why = "pandas is not installed";
    rows.push(Row {
        what: what.clone(),
        found: peer.map(|(seconds, _)| ours.as_secs_f64() / seconds),
        unit: "× pandas.read_csv",
        limit: Some(0.8),
        detail: peer.map_or(why.to_owned(), |(seconds, _)| {
            format!(
                "{} against {}",
                millis(ours),
                millis(Duration::from_secs_f64(seconds))
            )
        }),
    });
    let megabytes = memory as f64 / 1e6;
    rows.push(Row {
        what: format!("{what}, memory"),
        found: peer.map(|(_, bytes)| memory as f64 / bytes),
        unit: "× the data frame",
        limit: Some(0.5),
        detail: peer.map_or(format!("{megabytes:.0} MB; {why}"), |(_, bytes)| {
            format!("{megabytes:.0} MB against {:.0} MB", bytes / 1e6)
        }),
    });
    rows
}

/// Two columns of words, then figures as season tables hold them.
fn text() -> String {
    let mut text = "player,club".to_owned();
    for column in 2..COLUMNS {
        let _ = write!(text, ",metric {column}");
    }
    text.push('\n');
    let mut state = 1_u64;
    for row in 0..ROWS {
        let _ = write!(text, "Player {row},Club {}", row % 500);
        for column in 2..COLUMNS {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let number = (state >> 33) % 4_000;
            let _ = match column % 3 {
                0 => write!(text, ",{number}"),
                1 => write!(text, ",{}.{:02}", number / 100, number % 100),
                _ if number < 200 => write!(text, ","),
                _ => write!(text, ",{}.{}", number / 40, number % 10),
            };
        }
        text.push('\n');
    }
    text
}

/// Seconds and bytes that pandas takes; `None` without it.
fn pandas(path: &Path) -> Option<(f64, f64)> {
    const SCRIPT: &str = "import sys, time, pandas\n\
        best = 9e9\n\
        for _ in range(3):\n    \
        start = time.perf_counter()\n    \
        frame = pandas.read_csv(sys.argv[1])\n    \
        best = min(best, time.perf_counter() - start)\n\
        print(best, frame.memory_usage(deep=True).sum())";
    let output = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(path)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (seconds, bytes) = text.trim().split_once(' ')?;
    Some((seconds.parse().ok()?, bytes.parse().ok()?))
}
