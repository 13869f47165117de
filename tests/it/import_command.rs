//! What we promise other programs about `backline import`, `availability` and `fx`.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::command::{Ended, Folder, backline};

const INJURIES: &str = "player_id,injury_reason,from_date,end_date,days_missed,games_missed\n\
    7,Hamstring injury,2024-09-01,2024-09-30,30,4\n\
    7,Knock,2024-09-20,2024-10-05,16,2\n\
    7,Knee injury,2025-06-20,,22,1\n\
    7,Ankle injury,2026-01-01,2026-01-10,10,1\n\
    8,Ill,2023-01-01,2023-01-10,10,1\n";

#[test]
fn availability_counts_days_once_and_knows_nothing_after_the_date() {
    let folder = Folder::new();
    let file = folder.file("list.csv", INJURIES);
    let ended = backline(&["availability", &file, "--as-of", "2025-07-11", "--json"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let report = ended.json();
    assert_eq!(report["as_of"], "2025-07-11");
    let player = &report["players"]["7"];
    assert_eq!(player["rows"], 4);
    assert_eq!(player["sum_days_missed_column"], 78.0);
    assert_eq!(player["sum_games_missed_column"], 8.0);
    assert_eq!(player["sum_inclusive_from_dates"], 30 + 16 + 22);
    assert_eq!(player["ongoing_at_asof"], json!(["Knee injury"]));
    let season = &player["windows"]["2024/25"];
    assert_eq!(season["window_days"], 365);
    assert_eq!(season["injured_days_union_inclusive"], 35 + 11);
    assert_eq!(season["availability_pct"], 87.3973);
    assert_eq!(season["spells_overlapping"], 3);
    assert_eq!(player["windows"]["2025/26"]["window_days"], 11);
    assert_eq!(player["windows"]["2025/26"]["availability_pct"], 0.0);
    assert_eq!(player["windows"]["2026/27"], Value::Null);
    let three = &player["windows"]["last_3_full_seasons_2022-25"];
    assert_eq!(three["window_days"], 1_096);
    let year = &player["windows"]["last_365_days_to_2025-07-11"];
    assert_eq!(
        (&year["window_days"], &year["injured_days_union_inclusive"]),
        (&json!(365), &json!(57))
    );
    let table = backline(&["availability", &file, "--as-of", "2025-07-11"]);
    assert!(table.out.contains("87.40 % available"), "{}", table.out);
}

#[test]
fn availability_says_what_is_odd_about_a_list() {
    let folder = Folder::new();
    let file = folder.file(
        "list.csv",
        "player,injury,from,until,days\n\
        Konaté,Knock,2025-07-01,9999-12-31,\n\
        Konaté,Knee injury,2026-01-20,2026-01-28,9\n\
        Guéhi,Ill,2024-03-20,2024-03-24,5\n\
        Guéhi,Ill,2024-03-20,2024-03-24,5\n",
    );
    let report = backline(&["availability", &file, "--as-of", "2025-07-11", "--json"]).json();
    let players = &report["players"];
    assert_eq!(players["Konaté"]["ongoing_at_asof"], json!(["Knock"]));
    let season = &players["Guéhi"]["windows"]["2023/24"];
    assert_eq!(season["injured_days_union_inclusive"], 5);
    let remarks = report["remarks"].to_string();
    for words in [
        "1 spell begins after 11 Jul 2025",
        "Row 5 repeats row 4 in every column; its days count once",
    ] {
        assert!(remarks.contains(words), "{remarks}");
    }
}

#[test]
fn availability_refuses_another_table_and_says_so() {
    let folder = Folder::new();
    let file = folder.file("squad.csv", "Player,Club,Height\nOkoye,City,190\n");
    let ended = backline(&["availability", &file, "--as-of", "2025-07-11"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert!(
        ended.err.contains("is no list of injuries"),
        "{}",
        ended.err
    );
    let ended = backline(&["availability", "nowhere.csv", "--as-of", "2025-07-11"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("There is no such file"), "{}", ended.err);
}

fn check_fx(arguments: &[&str], result: Value, used: Value, code: i32) {
    let mut all = vec!["fx"];
    all.extend(arguments);
    all.push("--json");
    let ended = backline(&all);
    let report = ended.json();
    assert_eq!(report["result"], result, "{arguments:?}");
    assert_eq!(report["rate_date_used"], used, "{arguments:?}");
    assert_eq!(
        report["reason"].is_null(),
        !result.is_null(),
        "{arguments:?}"
    );
    assert_eq!(ended.code, Some(code), "{arguments:?}");
}

#[test]
fn an_amount_is_converted_at_the_rate_of_its_working_day_or_not_at_all() {
    let none = Value::Null;
    check_fx(
        &["50000000", "EUR", "GBP", "--on", "2025-07-17"],
        json!(43_220_000.0),
        json!("2025-07-17"),
        0,
    );
    check_fx(
        &["100", "eur", "gbp", "--on", "2025-07-20"],
        json!(86.56),
        json!("2025-07-18"),
        0,
    );
    check_fx(
        &["100", "EUR", "EUR", "--on", "2025-07-20"],
        json!(100.0),
        json!("2025-07-18"),
        0,
    );
    check_fx(
        &["1", "EUR", "USD", "--on", "2014-12-31"],
        none.clone(),
        none.clone(),
        1,
    );
    check_fx(
        &["1", "EUR", "USD", "--on", "2031-01-01"],
        none.clone(),
        none.clone(),
        1,
    );
    check_fx(
        &["1", "EUR", "HRK", "--on", "2024-01-05"],
        none.clone(),
        none.clone(),
        1,
    );
    check_fx(
        &["1", "EUR", "XXY", "--on", "2024-01-05"],
        none.clone(),
        none,
        1,
    );
}

fn import(folder: &Folder, sources: &[&str], more: &[&str]) -> Ended {
    let into = folder.path("out.backline").display().to_string();
    let mut all = vec!["import"];
    all.extend(sources);
    all.extend(["--into", &into, "--json"]);
    all.extend(more);
    backline(&all)
}

fn dossier(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

const SQUAD: &str = "player_id,player,born,club,height,contract expires\n\
    7,Ibrahim Okoye,1999-05-25,City,194,2026-06-30\n8,Samuel Banda,2000-01-01,Town,188,2027-06-30\n";

#[test]
fn tables_go_into_a_dossier_once_and_a_dry_run_writes_nothing() {
    let folder = Folder::new();
    let squad = folder.file("squad.csv", SQUAD);
    let map = folder.file(
        "map.json",
        "{\"provider\": \"list\", \"source\": {\"name\": \"Squad list\", \"on\": \"2025-07-01\"}}",
    );
    let dry = import(&folder, &[&squad], &["--map", &map, "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.err);
    let report = dry.json();
    assert_eq!(
        (&report["written"], &report["sources"][0]["new"]),
        (&json!(false), &json!(2))
    );
    assert!(!folder.path("out.backline").exists());

    let first = import(&folder, &[&squad], &["--map", &map]).json();
    assert_eq!(first["written"], true);
    assert_eq!(first["sources"][0]["new_players"], 2);
    let saved = dossier(&folder.path("out.backline"));
    assert_eq!(saved["players"].as_array().unwrap().len(), 2);
    assert_eq!(saved["sources"][0]["name"], "Squad list");
    assert_eq!(saved["changes"].as_array().unwrap().len(), 1, "one step");

    let injuries = folder.file("injuries.csv", INJURIES);
    let second = import(&folder, &[&injuries], &["--map", &map]).json();
    assert_eq!(second["sources"][0]["new"], 5, "{second}");

    let bytes = std::fs::read(folder.path("out.backline")).unwrap();
    let again = import(&folder, &[&squad, &injuries], &["--map", &map]).json();
    assert_eq!(again["written"], false, "{again}");
    assert_eq!(again["sources"][1]["unchanged"], 5);
    assert_eq!(std::fs::read(folder.path("out.backline")).unwrap(), bytes);
}

#[test]
fn doubtful_rows_wait_and_the_map_decides() {
    let folder = Folder::new();
    let squad = folder.file("squad.csv", SQUAD);
    import(&folder, &[&squad], &[]);
    let values = folder.file(
        "values.csv",
        "player,date,market value\nS. Banda,2025-06-01,€5m\n",
    );
    let ended = import(&folder, &[&values], &[]);
    assert_eq!(ended.code, Some(1), "something waits for a person");
    let report = ended.json();
    let doubt = &report["sources"][0]["doubts"][0];
    assert_eq!(doubt["candidates"][0]["name"], "Samuel Banda");
    let key = doubt["key"].as_str().unwrap();
    let map = folder.file(
        "map.json",
        json!({"people": {key: "Samuel Banda"}}).to_string(),
    );
    let decided = import(&folder, &[&values], &["--map", &map]);
    assert_eq!(decided.json()["sources"][0]["new"], 1);
}

#[test]
fn refused_rows_are_told_with_their_numbers_and_reasons() {
    let folder = Folder::new();
    let squad = folder.file(
        "squad.csv",
        "player,born,height\nOkoye,1999-05-25,tall\n,2000-01-01,190\n",
    );
    let ended = import(&folder, &[&squad], &[]);
    let report = ended.json();
    let source = &report["sources"][0];
    assert_eq!(source["refused_rows"][0]["row"], 3);
    assert_eq!(source["refused_rows"][0]["text"], "names nobody");
    assert_eq!(source["refused_cells"][0]["row"], 2);
    assert_eq!(ended.code, Some(1));
}

#[test]
fn nothing_is_written_if_one_file_cannot_be_read() {
    let folder = Folder::new();
    let squad = folder.file("squad.csv", SQUAD);
    let events = folder.file("events.json", "[{\"id\": 1}]");
    let ended = import(&folder, &[&squad, &events], &[]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""));
    assert!(ended.err.contains("events of a match"), "{}", ended.err);
    assert!(!folder.path("out.backline").exists());
    let bad = folder.file("map.json", "{\"colums\": {}}");
    let ended = import(&folder, &[&squad], &["--map", &bad]);
    assert!(ended.err.contains("no file of choices"), "{}", ended.err);
}
