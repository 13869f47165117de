//! `backline deal`: what a script sees of the deal engine.

use serde_json::json;

use crate::support::command::{Ended, backline_reading};

fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Ended {
    backline_reading(&[&["deal"], arguments].concat(), input.as_ref())
}

#[test]
fn one_object_in_gives_one_object_out() {
    let ended = run(&["precontract_from"], "{\"expiry\": \"2026-06-30\"}\n");
    assert_eq!(ended.out, "{\"date\":\"2026-01-01\"}\n");
    assert_eq!(ended.code, Some(0));
}

#[test]
fn an_error_is_json_on_standard_output_and_ends_with_2() {
    for (function, input, code, field) in [
        (
            "tree_probs",
            "{\"p_renew\":1.3,\"p_rival\":0.2,\"p_injury\":0.1}",
            "probability_out_of_range",
            "p_renew",
        ),
        (
            "convert",
            "{\"amount\":1,\"rate\":1,\"colour\":2}",
            "unknown_field",
            "colour",
        ),
        (
            "convert",
            "{\"amount\":NaN,\"rate\":1}",
            "not_finite",
            "amount",
        ),
        ("convert", "", "bad_json", ""),
        ("no_such", "{}", "unknown_function", ""),
    ] {
        let ended = run(&[function], input);
        let out = ended.json();
        assert_eq!(ended.code, Some(2), "{input}");
        assert_eq!(out["error"]["code"], code, "{input}");
        assert_eq!(out["error"]["field"], field, "{input}");
        assert!(!out["error"]["message"].as_str().unwrap().is_empty());
        assert_eq!(out.as_object().unwrap().len(), 1);
    }
}

#[test]
fn lines_are_answered_line_by_line_and_one_error_does_not_stop_the_rest() {
    let input = "{\"amount\":50,\"rate\":0.5}\n{\"amount\":50}\n{\"amount\":2,\"rate\":2}\n";
    let ended = run(&["convert", "--lines"], input);
    let answers = ended.json_lines();
    assert_eq!(ended.code, Some(2));
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0], json!({"amount": 25.0}));
    assert_eq!(answers[1]["error"]["field"], "rate");
    assert_eq!(answers[2], json!({"amount": 4.0}));
}

#[test]
fn a_line_that_is_no_text_is_refused_and_the_next_one_answered() {
    let input = b"\xef\xbb\xbf{\"amount\":1,\"rate\":2}\r\n\xff\xfe\n\n{\"amount\":3,\"rate\":2}";
    let ended = run(&["convert", "--lines"], input);
    let answers = ended.json_lines();
    assert_eq!(ended.code, Some(2));
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0], json!({"amount": 2.0}));
    assert_eq!(answers[1]["error"]["code"], "bad_json");
    assert_eq!(answers[2], json!({"amount": 6.0}));
    // One whole input that is no text.
    let ended = run(&["convert"], b"\xff");
    assert_eq!(ended.code, Some(2));
    assert!(ended.out.contains("bad_json"), "{}", ended.out);
}

#[test]
fn the_list_prints_fields_units_defaults_and_sections() {
    let ended = run(&["--list"], "");
    assert_eq!(ended.code, Some(0));
    for words in [
        "best_final_offer",
        "section 5.8",
        "default 0.465",
        "cap_years",
        "GBP",
    ] {
        assert!(ended.out.contains(words), "{words}");
    }
    let list = run(&["--list", "--json"], "").json();
    let mut list = list.as_array().unwrap().iter();
    let amort = list.find(|row| row["fn"] == "amort").unwrap();
    assert_eq!(amort["in"][3]["name"], "cap_years");
    assert_eq!(amort["in"][3]["default"], 5.0);
}

#[test]
fn an_explanation_comes_with_its_result() {
    let ended = run(
        &["wage_es", "--explain"],
        "{\"in\":{\"annual_net\":8},\"tags\":{\"annual_net\":{\"assumed\":{\"by\":\"Okafor\"}}}}",
    );
    assert_eq!(ended.code, Some(0));
    let out = ended.json();
    assert_eq!(
        out["explanation"]["inputs"][0]["words"],
        "assumed by Okafor"
    );
    assert!(out["out"]["annual_gross"].as_f64().unwrap() > 14.5);
}
