//! What is counted from real files agrees with what two other programs counted.

use std::path::Path;

use serde_json::Value;

use crate::support::command::backline;
use crate::support::shared::shared;

const TOLERANCE: f64 = 1e-4;

fn run(arguments: &[&str]) -> Value {
    let ended = backline(arguments);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    ended.json()
}

fn check(folder: &Path, expected: &str, found: &Value) {
    let expected = std::fs::read(folder.join("expected").join(expected)).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let mut troubles = Vec::new();
    let mut numbers = 0;
    compare(&expected, found, "", &mut numbers, &mut troubles);
    assert!(
        troubles.is_empty(),
        "{} of {numbers}, {:?}",
        troubles.len(),
        &troubles[..troubles.len().min(9)]
    );
    println!("{numbers} figures agree");
}

/// Every figure that is expected is there; more may be.
fn compare(
    expected: &Value,
    found: &Value,
    path: &str,
    numbers: &mut usize,
    troubles: &mut Vec<String>,
) {
    match (expected, found) {
        // Where the rules stand, and from where the files were read.
        _ if ["/definitions", "/base", "/file"].contains(&path) => {}
        (Value::Object(expected), _) => {
            for (key, value) in expected {
                compare(
                    value,
                    &found[key.as_str()],
                    &format!("{path}/{key}"),
                    numbers,
                    troubles,
                );
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (idx, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(expected, found, &format!("{path}/{idx}"), numbers, troubles);
            }
        }
        (Value::Number(expected), Value::Number(found)) => {
            *numbers += 1;
            let far = (expected.as_f64().unwrap() - found.as_f64().unwrap()).abs();
            if far > TOLERANCE {
                troubles.push(format!("{path}: expected {expected}, found {found}"));
            }
        }
        (expected, found) if expected == found => {}
        (expected, found) => troubles.push(format!("{path}: expected {expected}, found {found}")),
    }
}

#[test]
fn statsbomb_matches_are_counted_as_elsewhere() {
    let Some(shared) = shared("") else { return };
    for (file, expected) in [
        ("plain/18245.json.gz", "statsbomb_18245.json"),
        (
            "raw_format/statsbomb_3788741_event.json",
            "statsbomb_3788741.json",
        ),
    ] {
        let path = shared.join("data/statsbomb").join(file);
        check(
            &shared,
            expected,
            &run(&["metrics", path.to_str().unwrap(), "--json"]),
        );
    }
}

#[test]
fn a_wyscout_season_is_counted_as_elsewhere() {
    let Some(shared) = shared("") else { return };
    let files = [
        "events_germany",
        "matches_Germany.json.gz",
        "players.json",
        "teams.json",
    ];
    let paths: Vec<String> = files
        .iter()
        .map(|file| {
            shared
                .join("data/wyscout_2017_18")
                .join(file)
                .display()
                .to_string()
        })
        .collect();
    let mut arguments = vec!["metrics", "--json"];
    arguments.extend(paths.iter().map(String::as_str));
    let found = run(&arguments);
    check(&shared, "wyscout_germany_totals.json", &found);
    assert_eq!(found["players"]["393247"]["name"], "Ibrahima Konaté");
}

#[test]
fn a_pool_of_a_season_table_ranks_as_elsewhere() {
    let Some(shared) = shared("") else { return };
    let file = shared.join("data/fbref/players_data-2024_2025.csv");
    let found = run(&[
        "pool",
        file.to_str().unwrap(),
        "--competition",
        "eng Premier League",
        "--position",
        "DF",
        "--min-minutes",
        "900",
        "--json",
    ]);
    check(&shared, "fbref_2024_25_PL_defenders.json", &found);
}
