use serde_json::{Value, json};

use super::*;

/// A match with the line-up of player 1 and two full periods, and some events of his.
fn a_match(events: Vec<Value>) -> Match {
    let named = |id: i64, name: &str| json!({"id": id, "name": name});
    let mut all = vec![json!({
        "index": 1, "period": 1, "timestamp": "00:00:00.000", "type": named(35, "Starting XI"),
        "team": named(10, "Leipzig"),
        "tactics": {"lineup": [{"player": named(1, "Konaté"), "position": named(3, "Right Center Back")}]},
    })];
    all.extend(events);
    for (period, end) in [(1, "00:47:00.000"), (2, "00:48:30.000")] {
        all.push(json!({
            "index": 900 + period, "period": period, "timestamp": end, "type": named(34, "Half End"),
        }));
    }
    read(serde_json::to_vec(&all).unwrap().as_slice()).unwrap()
}

/// One event of player 1 in the first period.
fn event(kind: &str, more: Value) -> Value {
    let mut event = json!({
        "index": 5, "period": 1, "timestamp": "00:10:00.000", "type": {"id": 0, "name": kind},
        "team": {"id": 10, "name": "Leipzig"}, "player": {"id": 1, "name": "Konaté"},
        "position": {"id": 3, "name": "Right Center Back"},
    });
    event
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    event
}

/// Checks what one event is counted for, everything else being 0.
fn check(kind: &str, more: Value, expected: &[&str]) {
    let found = a_match(vec![event(kind, more.clone())]);
    let counts = found.players[&1].counts.iter();
    let counted: Vec<&str> = counts
        .filter(|(_, count)| *count > 0)
        .map(|(key, _)| key)
        .collect();
    assert_eq!(counted, expected, "{kind} {more}");
}

fn named(name: &str) -> Value {
    json!({"id": 0, "name": name})
}

#[test]
fn duels_and_defending_are_counted_by_their_type_and_outcome() {
    for (outcome, won) in [
        ("Won", true),
        ("Success In Play", true),
        ("Success Out", true),
        ("Success", true),
        ("Lost In Play", false),
    ] {
        let more = json!({"duel": {"type": named("Tackle"), "outcome": named(outcome)}});
        check(
            "Duel",
            more,
            if won {
                &["tackles", "tackles_won"]
            } else {
                &["tackles"]
            },
        );
        let more = json!({"interception": {"outcome": named(outcome)}});
        check(
            "Interception",
            more,
            if won {
                &["interceptions", "interceptions_won"]
            } else {
                &["interceptions"]
            },
        );
    }
    check(
        "Duel",
        json!({"duel": {"type": named("Aerial Lost")}}),
        &["aerials_lost"],
    );
    check("Duel", json!({}), &[]);
    check("Block", json!({"block": {"offensive": true}}), &["blocks"]);
    check(
        "Block",
        json!({"block": null}),
        &["blocks", "blocks_defensive"],
    );
    check(
        "Clearance",
        json!({"clearance": {"aerial_won": true}}),
        &["clearances", "aerials_won"],
    );
    check(
        "Shot",
        json!({"shot": {"aerial_won": true}}),
        &["aerials_won"],
    );
    check(
        "Pressure",
        json!({"counterpress": true}),
        &["pressures", "counterpressures"],
    );
    check(
        "Ball Recovery",
        json!({"ball_recovery": {"recovery_failure": true}}),
        &["ball_recoveries_failed"],
    );
    check("Ball Recovery", json!({}), &["ball_recoveries"]);
}

#[test]
fn a_second_yellow_is_not_also_a_yellow() {
    let card = |name: &str| json!({"foul_committed": {"card": named(name)}});
    check(
        "Foul Committed",
        card("Second Yellow"),
        &["fouls_committed", "second_yellows"],
    );
    check(
        "Foul Committed",
        card("Yellow Card"),
        &["fouls_committed", "yellow_cards"],
    );
    check(
        "Bad Behaviour",
        json!({"bad_behaviour": {"card": named("Red Card")}}),
        &["red_cards"],
    );
}

#[test]
fn passes_are_counted_by_length_way_and_outcome() {
    let pass = |from: [f64; 2], to: [f64; 2], more: Value| {
        let length = ((from[0] - to[0]).powi(2) + (from[1] - to[1]).powi(2)).sqrt();
        let mut pass = json!({"end_location": to, "length": length});
        pass.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"location": from, "pass": pass})
    };
    let plain = ["passes", "passes_completed"];
    check("Pass", pass([30.0, 40.0], [40.0, 40.0], json!({})), &plain);
    check(
        "Pass",
        pass(
            [30.0, 40.0],
            [40.0, 40.0],
            json!({"outcome": named("Incomplete")}),
        ),
        &["passes"],
    );
    check(
        "Pass",
        pass([30.0, 40.0], [40.0, 40.0], json!({"outcome": null})),
        &plain,
    );
    for outcome in ["Unknown", "Injury Clearance"] {
        check(
            "Pass",
            pass(
                [30.0, 40.0],
                [40.0, 40.0],
                json!({"outcome": named(outcome)}),
            ),
            &[],
        );
    }
    check(
        "Pass",
        pass([30.0, 40.0], [65.0, 40.0], json!({})),
        &[
            "passes",
            "passes_completed",
            "long_passes",
            "long_passes_completed",
            "prog_passes_25pct",
        ],
    );
    check(
        "Pass",
        pass([79.9, 40.0], [80.0, 40.0], json!({})),
        &["passes", "passes_completed", "passes_into_final_third"],
    );
    check(
        "Pass",
        pass([48.0, 0.0], [58.0, 0.0], json!({})),
        &["passes", "passes_completed", "prog_passes_10yd"],
    );
    check("Pass", pass([47.9, 0.0], [58.0, 0.0], json!({})), &plain);
    check(
        "Pass",
        pass([101.0, 17.0], [102.0, 18.0], json!({})),
        &["passes", "passes_completed", "prog_passes_10yd"],
    );
    check(
        "Pass",
        pass([103.0, 20.0], [104.0, 20.0], json!({})),
        &plain,
    );
    for kind in SET_PIECES {
        check(
            "Pass",
            pass([60.0, 40.0], [75.0, 40.0], json!({"type": named(kind)})),
            &plain,
        );
    }
    check(
        "Pass",
        pass(
            [30.0, 40.0],
            [31.0, 40.0],
            json!({"type": named("Interception")}),
        ),
        &["pass_interceptions", "passes", "passes_completed"],
    );
    let pressed = json!({"location": null, "pass": {}, "under_pressure": true});
    check(
        "Pass",
        pressed,
        &[
            "passes",
            "passes_completed",
            "passes_under_pressure",
            "passes_under_pressure_completed",
        ],
    );
}

const SET_PIECES: [&str; 5] = ["Corner", "Free Kick", "Throw-in", "Goal Kick", "Kick Off"];

#[test]
fn carries_forward_are_counted_both_ways() {
    let carry =
        |from: [f64; 2], to: [f64; 2]| json!({"location": from, "carry": {"end_location": to}});
    check(
        "Carry",
        carry([50.0, 40.0], [60.0, 40.0]),
        &["carries", "prog_carries_10yd"],
    );
    check("Carry", carry([49.0, 40.0], [59.0, 40.0]), &["carries"]);
    check(
        "Carry",
        carry([40.0, 40.0], [60.0, 40.0]),
        &["carries", "prog_carries_25pct", "prog_carries_10yd"],
    );
    check("Carry", carry([112.0, 40.0], [116.0, 40.0]), &["carries"]);
    check("Carry", json!({"carry": {}}), &["carries"]);
}

fn minutes(events: Vec<Value>) -> (f64, f64, Leaving) {
    let found = a_match(events);
    let player = &found.players[&1];
    (
        player.minutes.minutes_clock(),
        player.minutes.minutes_nominal(),
        player.leaving,
    )
}

fn at(period: u32, timestamp: &str, kind: &str, more: Value) -> Value {
    let mut event = event(kind, more);
    event["period"] = period.into();
    event["timestamp"] = timestamp.into();
    event
}

#[test]
fn minutes_run_from_the_line_up_to_how_he_left() {
    let replacement = json!({"substitution": {"replacement": {"id": 2, "name": "Orban"}}});
    let sent_off = json!({"bad_behaviour": {"card": named("Second Yellow")}});
    let off = |timestamp: &str| at(2, timestamp, "Player Off", json!({}));
    let on = |timestamp: &str| at(2, timestamp, "Player On", json!({}));
    for (events, expected) in [
        (vec![], (95.5, 90.0, Leaving::End)),
        (
            vec![at(2, "00:30:00.000", "Substitution", replacement.clone())],
            (77.0, 75.0, Leaving::Substituted),
        ),
        (
            vec![at(2, "00:00:00.000", "Substitution", replacement.clone())],
            (47.0, 45.0, Leaving::Substituted),
        ),
        (
            vec![at(1, "00:46:00.000", "Bad Behaviour", sent_off)],
            (46.0, 45.0, Leaving::SentOff),
        ),
        (
            vec![off("00:10:00.000"), on("00:12:00.000")],
            (95.5, 90.0, Leaving::End),
        ),
        (
            vec![on("00:12:00.000"), off("00:10:00.000")],
            (95.5, 90.0, Leaving::End),
        ),
        (vec![off("00:10:00.000")], (57.0, 55.0, Leaving::Left)),
        (
            vec![off("00:10:00.000"), on("00:12:00.000"), off("00:20:00.000")],
            (67.0, 65.0, Leaving::Left),
        ),
        (
            vec![
                off("00:10:00.000"),
                at(2, "00:11:00.000", "Substitution", replacement),
            ],
            (57.0, 55.0, Leaving::Left),
        ),
    ] {
        assert_eq!(minutes(events.clone()), expected, "{events:?}");
    }
}

#[test]
fn a_substitute_counts_from_his_coming_on() {
    let replacement = json!({"substitution": {"replacement": {"id": 2, "name": "Orban"}}});
    let found = a_match(vec![at(2, "00:47:00.000", "Substitution", replacement)]);
    let orban = &found.players[&2];
    assert_eq!(
        (orban.name.as_str(), orban.team.as_str()),
        ("Orban", "Leipzig")
    );
    assert_eq!(
        (
            orban.minutes.minutes_clock(),
            orban.minutes.minutes_nominal()
        ),
        (1.5, 0.0)
    );
    assert!(!orban.started && found.players[&1].started);
}

#[test]
fn a_shoot_out_is_none_of_the_match() {
    let found = a_match(vec![at(
        5,
        "00:01:00.000",
        "Shot",
        json!({"shot": {"aerial_won": true}}),
    )]);
    assert_eq!(found.players[&1].counts, Counts::default());
    assert_eq!(
        found.periods,
        [Some(2_820_000), Some(2_910_000), None, None]
    );
    assert_eq!(found.players[&1].primary_position(), None);
}

#[test]
fn the_longest_half_end_is_the_length_of_a_period() {
    let found = a_match(vec![at(1, "00:47:00.500", "Half End", json!({}))]);
    assert_eq!(found.periods[0], Some(2_820_500));
}

#[test]
fn what_is_missing_is_said() {
    let events = json!([event("Pressure", json!({}))]);
    let found = read(events.to_string().as_bytes()).unwrap();
    assert_eq!(found.players[&1].counts.get("pressures"), 1);
    assert_eq!(found.players[&1].minutes, Minutes::default());
    assert_eq!(found.notes.len(), 2, "{:?}", found.notes);
}

#[test]
fn a_position_is_the_one_of_most_events_and_of_equals_the_smaller() {
    let placed = |id: i64| event("Pressure", json!({"position": {"id": id, "name": ""}}));
    let position = |ids: &[i64]| {
        let found = a_match(ids.iter().map(|id| placed(*id)).collect());
        found.players[&1].primary_position()
    };
    assert_eq!(position(&[5, 5, 3]), Some(5));
    assert_eq!(position(&[5, 3]), Some(3));
}

#[test]
fn odd_values_are_read_or_left_out() {
    let odd = json!([
        null, 5, "event", [],
        {"period": "1", "timestamp": 5, "type": "Pass", "player": {"id": 1.0}},
        {"period": 1.0, "type": {"name": "Pressure"}, "player": {"id": "1", "name": null}, "team": null,
         "position": [], "location": "60,40", "under_pressure": 1, "duel": true, "pass": "none"},
    ]);
    let found = read(odd.to_string().as_bytes()).unwrap();
    assert_eq!(found.players[&1].counts.get("pressures"), 1);
}

#[test]
fn bytes_that_are_no_events_are_refused_with_the_reason() {
    let deep = "{\"events\":".repeat(200);
    for (text, words) in [
        ("", "The file is empty"),
        ("[]", "It holds no events"),
        ("{}", "It holds no events"),
        ("[{\"period\": 1}", "damaged at line 1, column 14"),
        ("[{\"period\": 1}] more", "damaged at line 1"),
        (deep.as_str(), "nested more than 128 deep"),
    ] {
        let found = read(text.as_bytes()).unwrap_err().to_string();
        assert!(found.contains(words), "{found}");
    }
}

#[test]
fn totals_add_up_over_matches() {
    let one = a_match(vec![
        event("Pressure", json!({})),
        event("Pass", json!({"pass": {}})),
    ]);
    let mut season = Season::default();
    season.add(&one);
    season.add(&one);
    let totals = &season.players[&1];
    assert_eq!(
        (
            totals.matches,
            totals.starts,
            totals.counts.get("pressures")
        ),
        (2, 2, 2)
    );
    assert_eq!(totals.minutes.minutes_clock(), 191.0);
    assert_eq!(totals.possession(), Some(100.0));
    let part = Part {
        competition: "World Cup".to_owned(),
        year: None,
        totals: season,
    };
    let table = season_table(std::slice::from_ref(&part));
    assert_eq!(table.figure(0, "pressures"), Some(2.0));
    assert_eq!(table.figure(0, "pass_pct"), Some(100.0));
    assert_eq!(table.figure(0, "aerials_won_pct"), None);
    assert_eq!(
        *table.rows.get(0).unwrap().positions,
        [crate::domain::fact::Position::CentreBack]
    );
    let other = Part {
        competition: "Champions League".to_owned(),
        ..part.clone()
    };
    let both = season_table(&[part, other]);
    let rows: Vec<String> = both
        .rows
        .iter()
        .map(|row| format!("{} {}", row.key, row.competition))
        .collect();
    assert_eq!(rows, ["1-1 World Cup", "1-2 Champions League"]);
}

#[test]
fn every_count_is_in_the_catalogue() {
    for (name, key) in COUNTS {
        let metric = crate::domain::stats::metric(key);
        let defined =
            metric.and_then(|metric| metric.definition(&crate::domain::stats::Provider::StatsBomb));
        assert!(defined.is_some(), "{name}");
    }
}
