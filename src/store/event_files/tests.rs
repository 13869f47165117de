use std::fs;

use super::*;

const MATCH: &str = r#"[{"period": 1, "timestamp": "00:00:01.000", "type": {"name": "Pressure"}, "player": {"id": 1, "name": "A"}}]"#;
const EVENTS: &str = r#"{"events": [{"eventId": 8, "matchId": 5, "playerId": 1, "teamId": 2, "matchPeriod": "1H", "tags": []}]}"#;
const SHEETS: &str = r#"[{"wyId": 5, "competitionId": 426, "dateutc": "2018-05-12 13:30:00", "teamsData": {"2": {"formation": {"lineup": [{"playerId": 1}]}}}}]"#;

fn read_files(files: &[(&str, &str)], named: &[&str]) -> EventFiles {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let paths: Vec<PathBuf> = named.iter().map(|name| folder.path().join(name)).collect();
    EventFiles::read(&paths, &SourceLimits::default()).unwrap()
}

#[test]
fn a_folder_may_hold_other_files() {
    let found = read_files(
        &[
            ("7.json", MATCH),
            ("notes.txt", "hello"),
            ("8.json", "[{\"period\": 1, \"timestamp\""),
        ],
        &[""],
    );
    assert_eq!((found.counted, found.notes.len()), (1, 3));
    assert!(found.left_out());
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.text.starts_with("Its JSON is damaged at line 1"))
    );
    let found = read_files(
        &[("7.json", MATCH), ("notes.txt", "hello")],
        &["notes.txt", "7.json"],
    );
    assert!(found.notes[0].left_out, "{:?}", found.notes);
}

#[test]
fn a_match_in_two_files_is_counted_once() {
    let found = read_files(
        &[("7.json", MATCH), ("5.json", EVENTS), ("6.json", EVENTS)],
        &["7.json", "7.json", "5.json", "6.json"],
    );
    assert_eq!(found.counted, 2);
    assert!(!found.left_out());
    assert_eq!(found.statsbomb["7"].players[&1].counts.get("pressures"), 1);
    assert_eq!(found.wyscout.lines()[0].counts.get("passes"), 1);
    assert_eq!(
        found.table("", "", None).unwrap_err(),
        EventTableError::TwoProviders
    );
}

#[test]
fn a_list_of_matches_names_the_competition_of_the_totals() {
    let list = "match_id,competition\n7,World Cup 2018\n8,Champions League 2017/18\n";
    let files = [
        ("7.json", MATCH),
        ("match_8.json", MATCH),
        ("matches.csv", list),
    ];
    let mut late = read_files(&files[..2], &[""]);
    assert_eq!(late.table("", "Cup", None).unwrap().rows.len(), 1);
    late.absorb(&read_files(&files, &["matches.csv"]));
    for found in [read_files(&files, &[""]), late] {
        let table = found.table("", "", None).unwrap();
        let rows: Vec<String> = table
            .rows
            .iter()
            .map(|row| format!("{} {}", row.competition, row.season.unwrap().0))
            .collect();
        assert_eq!(rows, ["Champions League 2017", "World Cup 2017"]);
        assert_eq!(found.named().len(), 2);
        // What a person says holds for all.
        assert_eq!(
            found
                .table("", "Cup", None)
                .unwrap()
                .rows
                .get(0)
                .unwrap()
                .competition,
            "Cup"
        );
        assert_eq!(found.remarks().len(), 1, "{:?}", found.remarks());
    }
    let alone = read_files(&files, &["matches.csv"]);
    assert!(alone.remarks()[0].contains("without events"));
    assert_eq!(alone.counted, 0);
}

#[test]
fn line_ups_that_come_later_serve_the_events_before_them() {
    let files = [
        ("events.json", EVENTS),
        ("matches.json", SHEETS),
        ("7.json", MATCH),
    ];
    let sets = read_files(&files[..1], &["events.json"]).by_provider();
    let [mut events] = <[EventFiles; 1]>::try_from(sets).unwrap();
    events.absorb(&read_files(&files, &["matches.json"]));
    let whole = read_files(&files, &["events.json", "matches.json"]);
    let names = |found: &EventFiles| {
        let paths = found.paths();
        let name = |path: &PathBuf| path.file_name().unwrap().to_owned();
        paths.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(names(&events), names(&whole));
    let (one, other) = (
        events.table("", "", None).unwrap(),
        whole.table("", "", None).unwrap(),
    );
    assert_eq!(one, other);
    let both = read_files(&files, &[""]).by_provider();
    let providers: Vec<Provider> = both.iter().map(EventFiles::provider).collect();
    assert_eq!(providers, [Provider::StatsBomb, Provider::Wyscout]);
    assert!(both.iter().all(|set| set.matches() == 1));
}

#[test]
fn events_become_a_table_with_the_hash_of_their_files() {
    let files = [("events.json", EVENTS), ("matches.json", SHEETS)];
    let table = read_files(&files, &[""])
        .table("Bundesliga", "", None)
        .unwrap();
    assert_eq!((table.rows.len(), table.hash.len()), (1, 64));
    assert_eq!(table.rows.get(0).unwrap().competition, "Bundesliga");
    let without = read_files(&files[..1], &[""]);
    assert_eq!(
        without.table("", "", None).unwrap_err(),
        EventTableError::NoMinutes
    );
    assert_eq!(without.remarks().len(), 2, "{:?}", without.remarks());
    assert_eq!(
        read_files(&[("a", "b")], &[""])
            .table("", "", None)
            .unwrap_err(),
        EventTableError::NoEvents
    );
}
