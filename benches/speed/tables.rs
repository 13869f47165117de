//! A large table of season figures, from the bytes of a file to the table that pools are made of, as
//! an import takes it; against pandas on the same file where it is installed.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use backline::domain::dossier::Head;
use backline::domain::stats::{StatColumn, StatTable};
use backline::import::choices::Choices;
use backline::import::csv;
use backline::import::draft::Draft;
use backline::import::limits::Limits;
use backline::store::season_table;

use crate::generate::dossier;
use crate::table::Row;
use crate::{best, millis, timed};

const ROWS: usize = 1_000_000;
const ROUNDS: usize = 5;
/// Whole numbers, percent with gaps and decimals take turns from the third on.
const HEADERS: [&str; 23] = [
    "Player",
    "Club",
    "Tackles won %",
    "Minutes",
    "Passes per 90",
    "Pass %",
    "Tackles",
    "Carries per 90",
    "Long pass %",
    "Interceptions",
    "Touches per 90",
    "Aerial duels won %",
    "Clearances",
    "Pressures per 90",
    "Defensive duels won %",
    "Blocks",
    "Long passes per 90",
    "Dribblers tackled %",
    "Recoveries",
    "Sprints per 90",
    "Top speed",
    "Fouls",
    "Progressive passes per 90",
];

pub fn rows() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, text()).unwrap();
    let size = std::fs::metadata(&path).unwrap().len() as f64 / 1e6;
    let head = Arc::new(dossier(1).head.clone());
    let (mut kept, mut cells) = (0, 0);
    let rounds: [[Duration; 4]; ROUNDS] = std::array::from_fn(|_| {
        let (reading, text) = timed(|| String::from_utf8(std::fs::read(&path).unwrap()).unwrap());
        let (splitting, grid) = timed(|| csv::read(&text, b',', &Limits::default()).unwrap());
        cells = grid.memory();
        drop((text, grid));
        let (drafting, draft) = timed(|| draft(&path, &head));
        let (making, table) = timed(|| season_table(&draft, &head));
        assert_eq!(
            (table.rows.len(), draft.mapping.left_out().count()),
            (ROWS, 0)
        );
        kept = memory(&table);
        [reading, splitting, drafting + making, making]
    });
    let [reading, splitting, ours, making] =
        std::array::from_fn(|part| best(rounds.map(|round| round[part])));
    let what = format!(
        "{ROWS} × {} season figures, CSV into a table for pools ({size:.0} MB)",
        HEADERS.len()
    );
    let mut rows = vec![Row {
        what: what.clone(),
        found: Some(ours.as_secs_f64() / reading.as_secs_f64()),
        unit: "× reading the bytes and checking UTF-8",
        limit: None,
        detail: format!(
            "{} against {}; cells take {} of it, figures and names {}",
            millis(ours),
            millis(reading),
            millis(splitting),
            millis(making)
        ),
    }];
    let peer = pandas(&path);
    let why = "pandas is not installed";
    rows.push(Row {
        what: what.clone(),
        found: peer.map(|(seconds, _)| ours.as_secs_f64() / seconds),
        unit: "× pandas.read_csv",
        limit: Some(0.8),
        detail: peer.map_or(format!("{}; {why}", millis(ours)), |(seconds, _)| {
            format!(
                "{} against {}",
                millis(ours),
                millis(Duration::from_secs_f64(seconds))
            )
        }),
    });
    let megabytes = |bytes: usize| format!("{:.0} MB", bytes as f64 / 1e6);
    let (table, cells) = (megabytes(kept), megabytes(cells));
    let beside = format!("while the import is open, its cells take {cells} more");
    rows.push(Row {
        what: format!("{what}, memory of the table"),
        found: peer.map(|(_, bytes)| kept as f64 / bytes),
        unit: "× the data frame",
        limit: Some(0.5),
        detail: peer.map_or(format!("{table}; {beside}; {why}"), |(_, bytes)| {
            format!("{table} against {:.0} MB; {beside}", bytes / 1e6)
        }),
    });
    rows
}

/// What an import reads when a file is chosen.
fn draft(path: &Path, head: &Arc<Head>) -> Draft {
    let bytes = std::fs::read(path).unwrap();
    Draft::read(
        "table.csv",
        bytes,
        Choices::default(),
        head,
        &Limits::default(),
    )
    .unwrap()
}

/// Bytes of the figures and of what tells who the rows are about.
fn memory(table: &StatTable) -> usize {
    let figures = table.columns.values().map(StatColumn::memory);
    table.rows.memory() + figures.sum::<usize>()
}

/// Two columns of words, then figures as season tables hold them.
fn text() -> String {
    let mut text = HEADERS.join(",");
    text.push('\n');
    let mut state = 1_u64;
    for row in 0..ROWS {
        let _ = write!(text, "Player {row},Club {}", row % 500);
        for column in 2..HEADERS.len() {
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
