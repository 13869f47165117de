//! The deal engine agrees with cases that were reckoned elsewhere, by two routes each.

use backline::domain::deal::{call, call_text, catalogue};
use serde_json::{Map, Value, json};

use crate::support::shared::shared;

/// Absolute, unless the case says otherwise.
const TOLERANCE: f64 = 1e-5;
const OFFER_TOLERANCE: f64 = 1e-3;

fn cases() -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(shared("expected/deal_cases.jsonl")?).unwrap();
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

fn agrees(expected: &Value, found: &Value, path: &str) -> Result<(), String> {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            let tolerance = if path.ends_with("best_final_offer.offer") {
                OFFER_TOLERANCE
            } else {
                TOLERANCE
            };
            if (a - b).abs() <= tolerance {
                Ok(())
            } else {
                Err(format!("{path}: expected {a}, found {b}"))
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            if a.keys().ne(b.keys()) {
                let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
                return Err(format!(
                    "{path}: expected {:?}, found {:?}",
                    keys(a),
                    keys(b)
                ));
            }
            a.iter()
                .try_for_each(|(key, value)| agrees(value, &b[key], &format!("{path}.{key}")))
        }
        (a, b) if a == b => Ok(()),
        (a, b) => Err(format!("{path}: expected {a}, found {b}")),
    }
}

#[test]
fn every_case_reckoned_elsewhere_comes_out_the_same() {
    let Some(cases) = cases() else { return };
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case["fn"].as_str().unwrap();
        let found = match call(name, case["in"].as_object().unwrap()) {
            Ok(found) => found,
            Err(err) => json!(err.to_string()),
        };
        let path = format!("{} {name}", case["id"].as_str().unwrap());
        wrong.extend(agrees(&case["out"], &found, &path).err());
    }
    println!(
        "{} of {} cases agree",
        cases.len() - wrong.len(),
        cases.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the specification names must be in the table, and nothing must be in it that no case or
/// rule of it asks for, but `fx`, which reads the shipped table of rates.
#[test]
fn the_catalogue_holds_the_functions_of_the_specification() {
    let Some(cases) = cases() else { return };
    let mut asked: Vec<&str> = cases
        .iter()
        .map(|case| case["fn"].as_str().unwrap())
        .collect();
    asked.push("fx");
    asked.sort_unstable();
    asked.dedup();
    let mut listed: Vec<&str> = catalogue::functions()
        .map(|function| function.name)
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, asked);
}

/// The outputs that the list promises are those that come.
#[test]
fn every_output_is_announced_in_the_list() {
    let Some(cases) = cases() else { return };
    for case in &cases {
        let function = catalogue::function(case["fn"].as_str().unwrap()).unwrap();
        for name in case["out"].as_object().unwrap().keys() {
            assert!(
                function.outputs.iter().any(|(output, _)| output == name),
                "{}.{name}",
                function.name
            );
        }
    }
}

/// Press conference figures of the clubs, not of the specification: Juventus bought De Ligt for
/// 85.5m in 2019 and stated the effect of his sale in 2022.
#[test]
fn book_value_agrees_with_what_juventus_published_on_de_ligt() {
    let nbv = call_text(
        "nbv_at",
        r#"{"cost":85.5,"start":"2019-07-18","end":"2024-06-30","date":"2022-07-01"}"#,
    )
    .unwrap();
    let nbv = nbv["nbv"].as_f64().unwrap();
    // Fee 67.0, solidarity 1.7, effect 30.7, each rounded to a tenth.
    let published = 67.0 - 1.7 - 30.7;
    println!("NBV {nbv:.2}, published {published:.2}");
    assert!((nbv / published - 1.0).abs() < 0.005);
}

#[test]
fn ledger_amounts_are_read_exactly_and_split_without_losing_a_cent() {
    let found = call_text(
        "solidarity_split",
        r#"{"fee":{"minor":3000000001,"currency":"EUR"},"clubs":{"A":{"12":1,"13":1},"B":{"14":1},"C":{"16":0.5}}}"#,
    )
    .unwrap();
    let shares = found["shares_minor"].as_object().unwrap();
    let sum: i64 = shares.values().map(|share| share.as_i64().unwrap()).sum();
    assert_eq!(sum, 30_000_000);
    assert_eq!(shares["A"], 15_000_000);
}

#[test]
fn an_offer_of_nothing_comes_to_nothing_without_a_sign() {
    let found = call_text("deal_totals", r#"{"val_date":"2025-07-15","fixed":[]}"#).unwrap();
    assert!(!found.to_string().contains('-'), "{found}");
}
