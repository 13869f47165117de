//! `backline compare` writes what the screen shows, without a display.

use std::sync::Arc;

use backline::domain::comparison::StatPool;
use backline::domain::dossier::Record;
use backline::domain::stats::StatTable;
use backline::editor::tables;
use backline::store::PoolCache;
use serde_json::Value;

use crate::support::command::{Ended, Folder, backline, shipped};

/// Runs it; the bytes that it wrote, and what it said.
fn run(arguments: &[&str]) -> (Option<Vec<u8>>, Ended) {
    let folder = Folder::new();
    let file = folder.path("out");
    let sample = shipped("sample_data/konate-2025.backline");
    let mut all = vec!["compare", sample.to_str().unwrap()];
    all.extend(arguments);
    all.extend(["--output", file.to_str().unwrap()]);
    let ended = backline(&all);
    (std::fs::read(file).ok(), ended)
}

fn written(arguments: &[&str]) -> Vec<u8> {
    let (bytes, ended) = run(arguments);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    bytes.unwrap()
}

fn refused(arguments: &[&str]) -> String {
    let (bytes, ended) = run(arguments);
    assert_eq!(ended.code, Some(2), "{arguments:?}");
    assert!(bytes.is_none(), "nothing is written");
    ended.err
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
fn elsewhere(folder: &Folder) -> (String, StatTable) {
    let table = tables::shipped().unwrap().with_hash("0".repeat(64));
    let loaded = backline::store::load(&shipped("sample_data/konate-2025.backline"))
        .unwrap()
        .0;
    let mut dossier = loaded.dossier;
    let pool = dossier.pools.values().next().unwrap();
    let mut pool = StatPool::clone(pool);
    pool.table_hash.clone_from(&table.hash);
    dossier.put(Record::Pool(Arc::new(pool)));
    let bytes = backline::store::encode(&dossier, &loaded.revision);
    (folder.file("elsewhere.backline", bytes), table)
}

fn compared_then(folder: &Folder, file: &str) -> Value {
    let ended = folder.run(&[
        "compare",
        file,
        "--comparison",
        "Centre-backs in 2017/18",
        "--to",
        "json",
        "--output",
        "out.json",
    ]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    serde_json::from_slice(&std::fs::read(folder.path("out.json")).unwrap()).unwrap()
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
    let folder = Folder::new();
    let (file, table) = elsewhere(&folder);
    let quoted = compared_then(&folder, &file);
    let from = |answer: &Value| answer["pool_from"].as_str().unwrap().to_owned();
    assert!(
        from(&quoted).contains("as the dossier quotes it"),
        "{quoted}"
    );
    let cache = PoolCache::new(folder.path("backline/pools"));
    cache.put(&table).unwrap();
    let cached = compared_then(&folder, &file);
    assert_eq!(
        from(&cached),
        "from the table that is kept on this computer"
    );
    assert_eq!(percentile(&cached), percentile(&quoted));
    let sample = shipped("sample_data/konate-2025.backline");
    let shipped = compared_then(&folder, sample.to_str().unwrap());
    assert_eq!(from(&shipped), "from the table that comes with the program");
}
