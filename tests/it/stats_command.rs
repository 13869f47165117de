//! `backline metrics`, `season` and `pool`: what a script sees of other people's files.

use serde_json::{Value, json};

use crate::support::command::Folder;

fn statsbomb() -> String {
    let named = |id: u32, name: &str| json!({"id": id, "name": name});
    let half_end = |period: u32| json!({"period": period, "timestamp": "00:47:00.000", "type": named(34, "Half End")});
    json!([
        {"period": 1, "timestamp": "00:00:00.000", "type": named(35, "Starting XI"), "team": named(1, "Leipzig"),
         "tactics": {"lineup": [{"player": named(7, "Konaté"), "position": named(3, "")}]}},
        {"period": 1, "timestamp": "00:10:00.000", "type": named(4, "Duel"), "team": named(1, "Leipzig"),
         "player": named(7, "Konaté"), "position": named(3, ""),
         "duel": {"type": named(11, "Tackle"), "outcome": named(4, "Won")}},
        half_end(1), half_end(2),
    ])
    .to_string()
}

const EVENTS: &str = r#"{"events": [{"eventId": 8, "matchId": 5, "playerId": 7, "teamId": 2, "matchPeriod": "1H", "tags": [{"id": 1801}]}]}"#;
const MATCHES: &str = r#"[{"wyId": 5, "competitionId": 426, "dateutc": "2018-05-12 13:30:00", "teamsData": {"2": {"formation": {"lineup": [{"playerId": 7}]}}}}]"#;
const PLAYERS: &str = r#"[{"wyId": 7, "firstName": "Ibrahima", "lastName": "Konat\\u00e9", "shortName": "I. Konat\\u00e9", "role": {"code3": "DEF"}}]"#;

#[test]
fn a_match_is_printed_for_programs_and_for_people() {
    let folder = Folder::new();
    folder.file("a/7.json", statsbomb());
    folder.file("a/notes.txt", "hello");
    let ran = folder.run(&["metrics", "a", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let report = ran.json();
    assert_eq!(report["files"], 1);
    assert_eq!(
        report["matches"]["7"]["period_seconds"],
        json!({"1": 2820.0, "2": 2820.0})
    );
    let player = &report["totals"]["7"];
    assert_eq!(
        (&player["tackles"], &player["tackles_won_pct"]),
        (&json!(1), &json!(100.0))
    );
    assert_eq!(player["p90_nominal"]["tackles"], 1.0);
    assert_eq!(player["pass_pct"], Value::Null);
    let ran = folder.run(&["metrics", "a/7.json"]);
    assert!(
        ran.out.contains("Konaté") && ran.out.contains("Tackles/90"),
        "{}",
        ran.out
    );
}

#[test]
fn a_pool_of_centre_backs_begins_at_180_minutes() {
    let folder = Folder::new();
    folder.file("7.json", statsbomb());
    folder.file("8.json", statsbomb());
    let one = folder.run(&["metrics", "7.json", "--json"]).json();
    assert_eq!(one["cb_pool"]["size"], 0);
    let two = folder
        .run(&["metrics", "7.json", "8.json", "--json"])
        .json();
    assert_eq!(two["cb_pool"]["size"], 1);
    assert_eq!(
        two["cb_pool"]["players"]["7"]["percentile"]["tackles"],
        50.0
    );
}

#[test]
fn what_cannot_be_counted_is_said_with_its_file() {
    let folder = Folder::new();
    folder.file("good.json", statsbomb());
    folder.file("cut.json", &statsbomb()[..200]);
    folder.file("other.csv", "Player,Squad\n");
    folder.file("empty.json", "");
    for (arguments, status, words) in [
        (
            &["metrics", "good.json", "cut.json"][..],
            1,
            "cut.json: Its JSON is damaged at line 1",
        ),
        (
            &["metrics", "good.json", "other.csv"],
            1,
            "other.csv: It holds no match events that are known",
        ),
        (
            &["metrics", "empty.json"],
            2,
            "empty.json: The file is empty",
        ),
        (
            &["metrics", "nowhere"],
            2,
            "There is no such file or folder",
        ),
        (&["metrics", "other.csv"], 2, "no match events"),
        (
            &["season", "good.json", "-o", "out.csv", "--season", "soon"],
            2,
            "“soon” is no season",
        ),
        (
            &["season", "other.csv", "-o", "out.csv"],
            2,
            "no match events",
        ),
        (
            &["season", "good.json", "-o", "nowhere/out.csv"],
            2,
            "Could not write",
        ),
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(status), "{arguments:?} {}", ran.err);
        assert!(ran.err.contains(words), "{arguments:?} {}", ran.err);
    }
}

#[test]
fn events_become_a_table_and_the_table_a_pool() {
    let folder = Folder::new();
    folder.file("events/5.json", EVENTS);
    folder.file("matches.json", MATCHES);
    folder.file("players.json", PLAYERS);
    let ran = folder.run(&[
        "metrics",
        "events",
        "matches.json",
        "players.json",
        "--json",
    ]);
    let player = &ran.json()["players"]["7"];
    assert_eq!(
        (&player["passes_accurate"], &player["minutes_nominal"]),
        (&json!(1), &json!(90))
    );
    assert_eq!(player["name"], "Ibrahima Konaté");
    assert_eq!(player.get("fouls").and_then(Value::as_u64), None);
    let ran = folder.run(&[
        "season",
        "events",
        "matches.json",
        "players.json",
        "-o",
        "out.csv",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = folder.run(&[
        "pool",
        "out.csv",
        "--competition",
        "Bundesliga",
        "--position",
        "DEF",
        "--min-minutes",
        "90",
        "--json",
    ]);
    let report = ran.json();
    assert_eq!(
        (&report["pool_size"], &report["rows_in_file"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(report["players"][0]["player"], "Ibrahima Konaté");
    assert_eq!(report["players"][0]["per90_or_pct"]["pass_pct"], 100.0);
    let ran = folder.run(&["metrics", "events", "--json"]);
    assert!(
        ran.err.contains("Choose the list of matches"),
        "{}",
        ran.err
    );
    assert_eq!(ran.json()["players"]["7"]["minutes_nominal"], Value::Null);
}

/// Totals with two clubs of one man, a blank, two columns of one name and a competition that two
/// countries have.
const SEASON: &str = "Rk,Player,Pos,Squad,Comp,Born,Min,90s,Blocks,Tkl,PrgP,Fls,Blocks_stats_defense,Won%\n\
    1,Konaté,DF,Liverpool,eng Premier League,1999,1800,20,9,40,10,20,20,71.8\n\
    2,Guéhi,\"DF,MF\",Palace,eng Premier League,2000,900,10,9,10,10,30,30,\n\
    3,Guéhi,DF,City,eng Premier League,2000,1000,11,9,20,10,0,1,50\n\
    4,Few,DF,City,eng Premier League,2000,899,10,9,90,10,0,1,50\n\
    5,Mid,\"MF,DF\",City,eng Premier League,2000,2000,10,9,90,10,0,1,50\n\
    6,Other,DF,Zorya,ua Premier League,2000,2000,10,9,90,10,0,1,50\n\
    7,Third,DF,Mainz,de Bundesliga,2000,2000,10,9,90,10,0,1,50\n";

#[test]
fn a_pool_takes_rows_by_competition_position_and_minutes() {
    let folder = Folder::new();
    folder.file("season.csv", SEASON);
    let ran = folder.run(&[
        "pool",
        "season.csv",
        "--competition",
        "eng Premier League",
        "--position",
        "DF",
        "--min-minutes",
        "900",
        "--json",
    ]);
    let report = ran.json();
    assert_eq!(
        (&report["rows_in_file"], &report["pool_size"]),
        (&json!(7), &json!(3))
    );
    assert_eq!(
        report["rule"],
        "Comp=='eng Premier League', Pos starts with DF, Min>=900, one unit per row"
    );
    let konate = &report["players"][0];
    assert_eq!(
        (&konate["born"], &konate["min"]),
        (&json!("1999"), &json!(1800.0))
    );
    let figures = &konate["per90_or_pct"];
    assert_eq!(
        (&figures["tackles"], &figures["blocks"]),
        (&json!(2.0), &json!(1.0))
    );
    let places = &konate["percentile"];
    assert_eq!(
        (&places["tackles"], &places["fouls__inverted"]),
        (&json!(83.333333), &json!(50.0))
    );
    // A blank is outside the pool of its metric.
    assert_eq!(places["aerial_won_pct"], 75.0);
    assert_eq!(
        report["players"][1]["percentile"]["aerial_won_pct"],
        Value::Null
    );
}

#[test]
fn a_pool_that_cannot_be_meant_is_refused_with_the_choices() {
    let folder = Folder::new();
    folder.file("season.csv", SEASON);
    folder.file("none.csv", "Player,Squad,Tkl\nKonaté,Liverpool,40\n");
    for (arguments, words) in [
        (
            &["--competition", "Premier League"][..],
            "“eng Premier League”, “ua Premier League”",
        ),
        (
            &["--competition", "La Liga"],
            "There is no competition “La Liga” in it",
        ),
        (
            &["--position", "GK"],
            "Nobody in season.csv belongs to that pool",
        ),
        (&["--position", "GK"], "The positions in it are “DF”"),
        (
            &["--min-minutes", "9000"],
            "The most minutes in it are 2000",
        ),
        (&["--min-minutes", "-5"], "-5 is not in"),
        (&["--season", "soon"], "“soon” is no season"),
    ] {
        let ran = folder.run(&[&["pool", "season.csv"], arguments].concat());
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    let ran = folder.run(&[
        "pool",
        "season.csv",
        "--competition",
        "bundesliga",
        "--json",
    ]);
    assert_eq!(ran.json()["pool_size"], 1);
    assert!(
        ran.err.contains("is taken for “de Bundesliga”"),
        "{}",
        ran.err
    );
    let ran = folder.run(&["pool", "none.csv"]);
    assert!(ran.err.contains("no column of minutes"), "{}", ran.err);
}

#[test]
fn a_total_over_two_clubs_counts_only_where_it_stands_alone() {
    let folder = Folder::new();
    folder.file(
        "season.csv",
        "Player,Pos,Squad,Comp,Born,Min,90s,Tkl,PrgP\n\
        Konaté,DF,Leipzig,Bundesliga,1999,1000,11.1,10,9\n\
        Konaté,DF,Liverpool,Bundesliga,1999,900,10,20,9\n\
        Konaté,DF,2 Clubs,Bundesliga,1999,1900,21.1,30,18\n\
        Other,DF,2 Clubs,Bundesliga,2000,1800,20,30,18\n\
        Konaté,DF,2 Clubs,Bundesliga,1985,1800,20,30,18\n",
    );
    let ran = folder.run(&["pool", "season.csv", "--json"]);
    let report = ran.json();
    let clubs: Vec<&Value> = report["players"]
        .as_array()
        .unwrap()
        .iter()
        .map(|player| &player["squad"])
        .collect();
    assert_eq!(clubs, ["Leipzig", "Liverpool", "2 Clubs", "2 Clubs"]);
    assert_eq!(
        (&report["rows_in_file"], &report["sums_left_out"]),
        (&json!(5), &json!(1))
    );
    assert!(
        ran.err.contains(
            "1 row sums up clubs that have rows of their own, such as “2 Clubs” in row 4"
        ),
        "{}",
        ran.err
    );
    folder.file(
        "bare.csv",
        "Player,Pos,Squad,Min,90s,Tkl\nKonaté,DF,Leipzig,1000,11.1,10\n",
    );
    let ran = folder.run(&["pool", "bare.csv", "--competition", "Bundesliga"]);
    assert!(ran.err.contains("names no competition"), "{}", ran.err);
}
