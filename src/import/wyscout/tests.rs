use serde_json::{Value, json};

use super::*;
use crate::domain::date;
use crate::domain::stats::{Pool, Provider, metric};

fn event(kind: i64, sub_kind: Value, tags: &[i64]) -> Value {
    let tags: Vec<Value> = tags.iter().map(|id| json!({"id": id})).collect();
    json!({
        "eventId": kind, "subEventId": sub_kind, "tags": tags, "playerId": 393247, "teamId": 2975,
        "matchId": 1, "matchPeriod": "1H", "eventSec": 2.5,
    })
}

fn read_all(events: &[Value]) -> Events {
    read_events(json!({"events": events}).to_string().as_bytes()).unwrap()
}

#[test]
fn events_are_counted_by_kind_sub_kind_and_tag() {
    for (kind, sub_kind, tags, expected) in [
        (
            1,
            json!(10),
            vec![703, 1801],
            vec!["air_duels", "air_duels_won"],
        ),
        (
            1,
            json!(11),
            vec![701, 1802],
            vec!["ground_att_duels", "ground_att_duels_lost"],
        ),
        (1, json!(12), vec![702, 1801], vec!["ground_def_duels"]),
        (
            1,
            json!(13),
            vec![703],
            vec!["loose_ball_duels", "loose_ball_duels_won"],
        ),
        (8, json!(85), vec![1801], vec!["passes", "passes_accurate"]),
        (
            8,
            json!(85),
            vec![1802, 1401],
            vec!["interceptions", "passes"],
        ),
        (
            7,
            json!(71),
            vec![1401],
            vec!["clearances", "interceptions"],
        ),
        (2, json!(20), vec![], vec!["fouls"]),
        (
            1,
            json!(12),
            vec![1601, 703],
            vec![
                "ground_def_duels",
                "ground_def_duels_won",
                "sliding_tackles",
            ],
        ),
        (6, json!(""), vec![], vec![]),
    ] {
        let found = read_all(&[event(kind, sub_kind, &tags)]);
        let counts = found.matches[&1].players[&393_247].iter();
        let counted: Vec<&str> = counts
            .filter(|(_, count)| *count > 0)
            .map(|(key, _)| key)
            .collect();
        assert_eq!(counted, expected, "{kind} {tags:?}");
    }
}

#[test]
fn nobody_and_a_shoot_out_are_not_counted() {
    let mut nobody = event(8, json!(85), &[]);
    nobody["playerId"] = 0.into();
    let mut shoot_out = event(8, json!(85), &[]);
    shoot_out["matchPeriod"] = "P".into();
    let found = read_all(&[nobody, shoot_out]);
    assert!(found.matches[&1].players.is_empty());
}

#[test]
fn both_forms_of_a_file_read_alike() {
    let events = [event(8, json!(85), &[1801]), event(8, json!("85"), &[])];
    let one = read_all(&events);
    let other = read_events(json!(events).to_string().as_bytes()).unwrap();
    assert_eq!(one, other);
}

fn a_sheet(formation: Value) -> MatchSheet {
    let list = json!([{
        "wyId": 1, "competitionId": 426, "dateutc": "2018-05-12 13:30:00",
        "teamsData": {"2975": {"teamId": 2975, "formation": formation}},
    }]);
    read_matches(list.to_string().as_bytes()).unwrap().remove(0)
}

#[test]
fn minutes_follow_the_line_up_the_substitutions_and_red_cards() {
    let named = |id: i64, red: Value| json!({"playerId": id, "redCards": red});
    let sheet = a_sheet(json!({
        "lineup": [named(1, json!("0")), named(2, json!("0")), named(3, json!("80")), named(4, json!("null"))],
        "bench": [named(5, json!("88")), named(6, json!("0")), named(7, json!("0")), named(8, json!("12"))],
        "substitutions": [
            {"playerIn": 5, "playerOut": 1, "minute": 70},
            {"playerIn": 7, "playerOut": 6, "minute": "85"},
            {"playerIn": 6, "playerOut": 2, "minute": 46},
            {"playerIn": 0, "playerOut": 4, "minute": 94},
        ],
    }));
    let minutes: Vec<(i64, u32)> = sheet.teams[0]
        .stays
        .iter()
        .map(|(id, stay)| (*id, stay.minutes()))
        .collect();
    assert_eq!(
        minutes,
        [(1, 70), (2, 46), (3, 80), (4, 90), (5, 18), (6, 39), (7, 5)]
    );
}

#[test]
fn a_formation_that_is_missing_is_no_trouble() {
    for formation in [
        json!("null"),
        json!(null),
        json!({"lineup": "null", "substitutions": "null"}),
    ] {
        assert!(a_sheet(formation).teams[0].stays.is_empty());
    }
    let line_up = json!({"lineup": [{"playerId": 1}], "substitutions": "null"});
    assert_eq!(a_sheet(line_up).teams[0].stays[&1].minutes(), 90);
}

fn a_season() -> Season {
    let mut season = Season::default();
    assert!(
        season
            .add_events(read_all(&[
                event(8, json!(85), &[1801]),
                event(8, json!(85), &[])
            ]))
            .is_empty()
    );
    season.add_sheets(vec![a_sheet(json!({"lineup": [{"playerId": 393247}]}))]);
    let people = json!([{
        "wyId": 393247, "firstName": "Ibrahima", "lastName": "Konat\\u00e9", "shortName": "I. Konat\\u00e9",
        "birthDate": "1999-05-25", "height": 192, "role": {"code2": "DF", "code3": "DEF"}, "foot": "right",
    }]);
    season.players = read_players(people.to_string().as_bytes()).unwrap();
    let teams = json!([{"wyId": 2975, "name": "RB Leipzig"}]);
    season.teams = read_teams(teams.to_string().as_bytes()).unwrap();
    season
}

#[test]
fn a_season_becomes_a_table_with_names_and_roles() {
    let table = season_table(&a_season(), "Wyscout 2017/18");
    let row = table.rows.get(0).unwrap();
    assert_eq!((&*row.key, &*row.name), ("393247-426", "Ibrahima Konaté"));
    assert_eq!(
        (&*row.club, &*row.competition),
        ("RB Leipzig", "Bundesliga")
    );
    assert_eq!(
        (row.minutes, row.season, row.age_in_season()),
        (90.0, Some(date::Season(2017)), Some(18))
    );
    assert_eq!(row.positions.len(), 3);
    assert_eq!(table.figure(0, "pass_pct"), Some(50.0));
    assert_eq!(table.figure(0, "air_duels_won_pct"), None);
    assert_eq!(
        table.attempts(0, metric("pass_pct").unwrap()),
        Some((1.0, 2.0))
    );
    let mut pool = crate::domain::comparison::StatPool::new(
        crate::domain::id::PoolId(uuid::Uuid::nil()),
        "",
        date::Season(2017),
    );
    pool.competitions = vec!["Bundesliga".into()];
    assert_eq!(Pool::of(&pool, &table).size, 1);
}

#[test]
fn a_tournament_of_a_summer_is_of_one_season() {
    let mut season = a_season();
    let mut other = event(8, json!(85), &[]);
    other["matchId"] = 2.into();
    season.add_events(read_all(&[other]));
    let line_up = json!({"lineup": [{"playerId": 393247}]});
    for (id, on) in [(1, "2018-06-14"), (2, "2018-07-15")] {
        season.add_sheets(vec![MatchSheet {
            id,
            season_id: Some(10_078),
            on: Some(on.parse().unwrap()),
            ..a_sheet(line_up.clone())
        }]);
    }
    let lines = season.lines();
    assert_eq!((lines.len(), lines[0].matches), (1, 2));
    assert_eq!(lines[0].season, Some(date::Season(2017)));
}

#[test]
fn a_match_is_counted_once() {
    let mut season = a_season();
    let again = season.add_events(read_all(&[event(8, json!(85), &[])]));
    assert_eq!(again, [1]);
    assert_eq!(season.lines()[0].counts.get("passes"), 2);
}

#[test]
fn matches_without_line_ups_or_events_are_told() {
    let mut season = a_season();
    let mut other = event(8, json!(85), &[]);
    other["matchId"] = 2.into();
    season.add_events(read_all(&[other]));
    season.add_sheets(vec![MatchSheet {
        id: 3,
        ..a_sheet(json!(null))
    }]);
    assert_eq!((season.without_sheet(), season.without_events()), (1, 1));
    let lines = season.lines();
    assert_eq!(lines.len(), 2);
    assert!(
        lines
            .iter()
            .any(|line| line.competition.is_none() && line.matches == 0)
    );
}

#[test]
fn odd_values_are_read_or_left_out() {
    let odd = json!({
        "players": {"1": [null, {"player": null}, {"player": {"wyId": "5", "shortName": 7}}], "2": null},
        "teams": [],
        "events": [null, 3, {"eventId": "8", "tags": [null, 3, {"id": "1801"}], "playerId": 5.0}],
    });
    let found = read_events(odd.to_string().as_bytes()).unwrap();
    assert_eq!(found.matches[&0].players[&5].get("passes_accurate"), 1);
    assert!(found.players.contains_key(&5));
    assert_eq!(
        read_matches(b"[null, 4, {\"wyId\": 1, \"teamsData\": []}]")
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn every_count_is_in_the_catalogue() {
    for (name, key) in COUNTS {
        let defined = metric(key).and_then(|metric| metric.definition(&Provider::Wyscout));
        assert!(defined.is_some(), "{name}");
    }
}
