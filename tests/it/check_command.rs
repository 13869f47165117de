//! What we promise other programs about `backline check`: findings on standard output, trouble on
//! standard error, and an exit code that says which it was.

use std::path::Path;

use serde_json::Value;

use crate::support::command::{Ended, Folder, backline, shipped};

fn check(file: &Path, arguments: &[&str]) -> Ended {
    let mut all = vec!["check", file.to_str().unwrap()];
    all.extend(arguments);
    backline(&all)
}

fn check_sample(path: &str) {
    let ended = check(&shipped(path), &["--json"]);
    assert_eq!(ended.err, "", "{path}");
    let report = ended.json();
    let count = |name: &str| report[name].as_u64().unwrap();
    let rows = report["findings"].as_array().unwrap();
    let of = |weight: &str| rows.iter().filter(|row| row["weight"] == weight).count() as u64;
    assert_eq!(count("errors"), of("error"), "{path}");
    assert_eq!(count("warnings"), of("warning"), "{path}");
    assert_eq!(count("notes"), of("note"), "{path}");
    assert_eq!(ended.code, Some(i32::from(count("errors") > 0)), "{path}");
    assert!(report["decision_date"].as_str().unwrap().starts_with("202"));
    assert!(report["file"].as_str().unwrap().ends_with(path), "{path}");
    assert!(!rows.is_empty(), "{path}");
    for row in rows {
        for name in ["kind", "subject", "text"] {
            let text = row[name].as_str().unwrap();
            assert!(!text.is_empty(), "{path}: {row}");
        }
        assert!(!row["field"].is_null(), "{path}: {row}");
    }
    check_table(path, rows, ended.code);
}

/// The table for people says the same.
fn check_table(path: &str, rows: &[Value], code: Option<i32>) {
    let ended = check(&shipped(path), &[]);
    assert_eq!((ended.code, ended.err.as_str()), (code, ""), "{path}");
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!(lines.len(), rows.len() + 1, "{path}");
    for (line, row) in lines.iter().zip(rows) {
        assert!(line.starts_with(row["weight"].as_str().unwrap()), "{line}");
        assert!(line.contains(row["text"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn findings_are_printed_and_an_error_among_them_ends_with_one() {
    check_sample("sample_data/konate-2025.backline");
    check_sample("sample_data/hindsight-2026.backline");
}

/// A file of the test's own.
fn check_bytes(bytes: &[u8], arguments: &[&str]) -> Ended {
    let folder = Folder::new();
    folder.file("a.backline", bytes);
    let file = folder.path("a.backline");
    let ended = check(&file, arguments);
    assert!(
        std::fs::read(&file).unwrap() == bytes,
        "check writes nothing"
    );
    ended
}

#[test]
fn a_dossier_without_errors_ends_with_zero() {
    let empty = std::fs::read(shipped("tests/golden/v1/empty.backline")).unwrap();
    let ended = check_bytes(&empty, &["--json"]);
    let report = ended.json();
    assert_eq!(report["errors"], 0);
    assert_eq!(ended.code, Some(0));
}

#[test]
fn what_is_lost_in_a_damaged_file_is_an_error_among_the_findings() {
    let whole = std::fs::read(shipped("sample_data/konate-2025.backline")).unwrap();
    let ended = check_bytes(&whole[..whole.len() / 2], &["--json"]);
    let report = ended.json();
    let rows = report["findings"].as_array().unwrap();
    let lost = |row: &&Value| row["subject"] == "File" && row["field"].is_null();
    assert!(
        rows.iter()
            .find(lost)
            .is_some_and(|row| row["weight"] == "error")
    );
    assert_eq!(ended.code, Some(1));
}

fn check_unreadable(ended: &Ended, why: &str) {
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert!(
        ended.err.starts_with("backline: Could not open"),
        "{}",
        ended.err
    );
    assert!(ended.err.contains(why), "{}", ended.err);
}

#[test]
fn an_unreadable_file_ends_with_two_and_says_why() {
    let nowhere = shipped("tests/no such file.backline");
    check_unreadable(&check(&nowhere, &[]), "There is no such file");
    check_unreadable(&check(&shipped("tests"), &["--json"]), "It is a folder");
    check_unreadable(&check_bytes(b"", &[]), "The file is empty");
    check_unreadable(
        &check_bytes(b"name,age\n", &["--json"]),
        "not a Backline dossier",
    );
}

#[test]
fn version_and_help_need_no_display() {
    let version = backline(&["--version"]);
    let expected = format!("backline {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((version.code, version.out), (Some(0), expected));

    let help = backline(&["--help"]);
    assert_eq!(help.code, Some(0));
    for word in ["Usage:", "check", "[FILES]"] {
        assert!(help.out.contains(word), "{word} is not in\n{}", help.out);
    }
    let help = backline(&["check", "--help"]);
    assert!(help.out.contains("--json"), "{}", help.out);
    assert_eq!(backline(&["check"]).code, Some(2));
}
