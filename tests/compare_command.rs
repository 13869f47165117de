//! `backline compare` writes what the screen shows, without a display.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails should say so at once"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use backline::domain::comparison::StatPool;
use backline::domain::dossier::Record;
use backline::domain::stats::StatTable;
use backline::editor::tables::shipped;
use backline::store::PoolCache;
use serde_json::Value;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/konate-2025.backline")
}

/// Runs it; the bytes that it wrote, and what it said.
fn run(arguments: &[&str]) -> (Option<Vec<u8>>, Output) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out");
    let output = Command::new(env!("CARGO_BIN_EXE_backline"))
        .arg("compare")
        .arg(sample())
        .args(arguments)
        .arg("--output")
        .arg(&file)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    (std::fs::read(file).ok(), output)
}

fn written(arguments: &[&str]) -> Vec<u8> {
    let (bytes, output) = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    bytes.unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let (bytes, output) = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(bytes.is_none(), "nothing is written");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_figure_is_there_as_json() {
    let bytes = written(&["--players", "konate,Guéhi,van dijk", "--to", "json"]);
    let answer: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(answer["players"][0]["name"], "Ibrahima Konaté");
    let rows = answer["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["key"] == "tackles").unwrap();
    assert_eq!(row["cells"][0]["text"], "1.41");
    assert_eq!(row["cells"][0]["rank"], 2);
    assert_eq!(row["cells"][0]["counted"], 40.0);
    assert!(
        rows.iter().all(|row| row["key"] != "ceiling"),
        "our limits stay here"
    );
}

#[test]
fn a_spreadsheet_gets_a_line_for_each_row() {
    let bytes = written(&[
        "--players",
        "konate,guehi",
        "--against",
        "guehi",
        "--total",
        "--to",
        "csv",
    ]);
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("Group,Row,Ibrahima Konaté,Marc Guéhi"),
        "{text}"
    );
    assert!(text.contains("Ground,Tackles,−21,61"), "{text}");
}

#[test]
fn every_picture_is_made_without_a_display() {
    for picture in ["page", "table", "bars", "strips", "radar", "pizza"] {
        let options = [
            "--players",
            "konate,guehi,rudiger",
            "--picture",
            picture,
            "--to",
            "svg",
        ];
        let svg = String::from_utf8(written(&options)).unwrap();
        assert!(
            svg.starts_with("<svg ") && svg.contains("Konaté"),
            "{picture}"
        );
        assert!(svg.contains("at 11 Jul 2025"), "{picture} says when");
    }
    let png = written(&["--players", "konate,guehi", "--to", "png"]);
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
}

#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    for (options, words) in [
        (
            &["--players", "nobody", "--to", "csv"][..],
            "Nobody in the dossier is called",
        ),
        (&["--players", "a", "--to", "csv"], "Type more of the name"),
        (
            &["--comparison", "Stoppers", "--to", "csv"],
            "no comparison",
        ),
    ] {
        let said = refused(options);
        assert!(said.contains(words), "{said}");
    }
}

/// The sample with its pool moved to a table that does not come with the program.
fn elsewhere(folder: &Path) -> (PathBuf, StatTable) {
    let table = shipped().unwrap().with_hash("0".repeat(64));
    let loaded = backline::store::load(&sample()).unwrap().0;
    let mut dossier = loaded.dossier;
    let pool = dossier.pools.values().next().unwrap();
    let mut pool = StatPool::clone(pool);
    pool.table_hash.clone_from(&table.hash);
    dossier.put(Record::Pool(Arc::new(pool)));
    let file = folder.join("elsewhere.backline");
    std::fs::write(&file, backline::store::encode(&dossier, &loaded.revision)).unwrap();
    (file, table)
}

fn compared_then(file: &Path, cache: &Path) -> Value {
    let out = cache.join("out.json");
    let output = Command::new(env!("CARGO_BIN_EXE_backline"))
        .arg("compare")
        .arg(file)
        .args([
            "--comparison",
            "Centre-backs in 2017/18",
            "--to",
            "json",
            "--output",
        ])
        .arg(&out)
        .env("XDG_CACHE_HOME", cache)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap()
}

fn percentile(answer: &Value) -> f64 {
    let rows = answer["rows"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["key"] == "interceptions")
        .unwrap();
    row["cells"][0]["percentile"].as_f64().unwrap()
}

/// The folder of the cache follows the variable on Linux alone.
#[cfg(target_os = "linux")]
#[test]
fn a_pool_is_read_from_its_cached_table_or_else_as_quoted_and_the_answer_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let (file, table) = elsewhere(folder.path());
    let quoted = compared_then(&file, folder.path());
    let from = |answer: &Value| answer["pool_from"].as_str().unwrap().to_owned();
    assert!(
        from(&quoted).contains("as the dossier quotes it"),
        "{quoted}"
    );
    let cache = PoolCache::new(folder.path().join("backline/pools"));
    cache.put(&table).unwrap();
    let cached = compared_then(&file, folder.path());
    assert_eq!(
        from(&cached),
        "from the table that is kept on this computer"
    );
    assert_eq!(percentile(&cached), percentile(&quoted));
    let shipped = compared_then(&sample(), folder.path());
    assert_eq!(from(&shipped), "from the table that comes with the program");
}
