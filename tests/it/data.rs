//! The screen Data, used as a person uses it: files taken in by keyboard alone, pools, metrics.

use std::path::PathBuf;

use crate::support::samples::player;
use crate::support::window::Window;
use backline::domain::comparison::StatPool;
use backline::domain::date::Season;
use backline::domain::dossier::Record;
use backline::domain::edit::Edit;
use backline::domain::fact::FactKey;
use backline::domain::id::PoolId;
use backline::editor::command::Command;
use backline::editor::imports::ImportCommand;
use backline::ui::data::Part;
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

const TABLE: &str = "Spieler\tGeburtsdatum\tVerein\tGröße\tBetreuung\n\
                     Ibrahima Konaté\t25.05.1999\tLiverpool\t1,95 m\tHerr Beispiel\n\
                     M. Guehi\t\tCrystal Palace\t182\tFrau Muster\n\
                     Nobody Atall\tgestern\t\tx\t\n";

fn data() -> Window {
    Window::with_sample(Screen::Data)
}

/// Gives the keyboard to a thing of this role and name.
fn focus(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).focus();
    window.run();
}

fn paste(window: &mut Window, text: &str) {
    window.paste(text);
    window.run();
}

fn readings(window: &Window, name: &str, key: FactKey) -> Vec<String> {
    let facts = &player(window.dossier(), name).facts;
    let sourced = facts.get(key);
    let readings = sourced.iter().flat_map(|sourced| &sourced.readings);
    readings.map(|reading| reading.value.to_string()).collect()
}

#[test]
fn a_pasted_table_is_mapped_matched_imported_and_undone_by_keyboard() {
    let mut window = Window::with_sample(Screen::Overview);
    window.press_with(Modifiers::COMMAND, Key::Num7);
    paste(&mut window, TABLE);
    assert!(window.shows_part("Clipboard"));
    let guehi = "Who is M. Guehi, Crystal Palace";
    assert!(window.shows(guehi), "his birth is missing here");
    assert!(readings(&window, "Konaté", FactKey::Agent).is_empty());

    focus(&mut window, Role::ComboBox, "Betreuung holds");
    window.press(Key::Enter);
    window.type_text("agent");
    window.press(Key::Enter);
    window.run();
    assert!(window.shows_part("Read 5"));

    focus(&mut window, Role::ComboBox, guehi);
    window.press(Key::Enter);
    window.type_text("guehi");
    window.press(Key::Enter);
    window.run();
    assert!(window.shows_part("all are decided"));
    assert_eq!(window.undo_label(), None, "nothing has changed yet");

    focus(&mut window, Role::Button, "Import 3 rows");
    window.press(Key::Enter);
    window.run();
    assert_eq!(
        readings(&window, "Konaté", FactKey::Agent),
        ["Herr Beispiel"]
    );
    assert_eq!(readings(&window, "Guéhi", FactKey::Agent), ["Frau Muster"]);
    let heights = readings(&window, "Konaté", FactKey::Height);
    assert!(heights.contains(&"195".to_owned()), "{heights:?}");
    assert_eq!(window.undo_label(), Some("import 3 rows of Clipboard"));
    assert!(window.shows_part("Imported Clipboard"));

    window.press_with(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(readings(&window, "Konaté", FactKey::Agent).is_empty());
    assert!(readings(&window, "Guéhi", FactKey::Agent).is_empty());
    assert!(window.shows("Import 3 rows"), "it can be imported again");
}

#[test]
fn a_refused_cell_says_why_and_its_row_still_counts() {
    let mut window = data();
    paste(&mut window, TABLE);
    assert!(window.shows_part("gestern, refused. "));
    assert!(window.shows_part("Refused cells, "));
}

#[test]
fn what_was_typed_and_chosen_outlives_the_screen() {
    let mut window = data();
    window.field("Path of a file or folder").focus();
    window.run();
    window.type_text("/somewhere/else");
    paste_without_field(&mut window);
    focus(&mut window, Role::ComboBox, "Table of");
    window.type_text("tr");
    window.press(Key::Enter);
    window.run();
    window.press_with(Modifiers::COMMAND, Key::Num2);
    window.press_with(Modifiers::COMMAND, Key::Num7);
    assert!(window.shows_part("transfers"));
    let field = window.field("Path of a file or folder");
    let value = egui_kittest::kittest::NodeT::accesskit_node(&field).value();
    assert_eq!(value.as_deref(), Some("/somewhere/else"));
}

/// Into a field a text is pasted as text; anywhere else a table is taken in.
fn paste_without_field(window: &mut Window) {
    window.press(Key::Escape);
    window.press(Key::Tab);
    paste(window, TABLE);
}

#[test]
fn files_that_are_no_tables_say_what_they_are_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    for (path, words) in [
        (file("report.pdf", b"%PDF-1.7\n1 0 obj"), "a PDF document"),
        (file("empty.csv", b""), "The file is empty"),
        (
            file("half.json", b"[{\"period\": 1, \"timestamp\": "),
            "damaged at line 1",
        ),
        (
            file("cut.gz", b"\x1f\x8b\x08\x00\x00"),
            "compressed and damaged",
        ),
        (folder.path().join("gone.csv"), "There is no such file"),
    ] {
        let mut window = data();
        window.apply(Command::Import(ImportCommand::Read(vec![path.clone()])));
        window.run();
        assert!(window.shows_part(words), "{}: {words}", path.display());
        assert_eq!(window.undo_label(), None);
    }
}

#[test]
fn a_folder_of_events_is_counted_and_named_before_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let event = |id: u32, rest: &str| {
        format!(
            "{{\"id\":\"{id}\",\"index\":{id},\"period\":1,\"timestamp\":\"00:0{id}:00.000\",\"minute\":{id},{rest}}}"
        )
    };
    let team = "\"team\":{\"id\":1,\"name\":\"France\"}";
    let konate = "\"player\":{\"id\":7,\"name\":\"Ibrahima Konaté\"},\"position\":{\"id\":3,\"name\":\"Right Center Back\"}";
    let events = [
        event(
            1,
            &format!(
                "\"type\":{{\"id\":35,\"name\":\"Starting XI\"}},{team},\"tactics\":{{\"formation\":442,\"lineup\":[{{{konate}}}]}}"
            ),
        ),
        event(
            2,
            &format!(
                "\"type\":{{\"id\":10,\"name\":\"Interception\"}},{team},{konate},\"interception\":{{\"outcome\":{{\"id\":4,\"name\":\"Won\"}}}}"
            ),
        ),
        event(
            9,
            &format!("\"type\":{{\"id\":34,\"name\":\"Half End\"}},{team}"),
        ),
    ];
    std::fs::write(
        folder.path().join("1.json"),
        format!("[{}]", events.join(",")),
    )
    .unwrap();
    let mut window = data();
    let paths = vec![folder.path().to_owned()];
    window.apply(Command::Import(ImportCommand::Read(paths)));
    window.run();
    assert!(window.shows_part("1 match, StatsBomb events"));
    assert!(
        window.shows_part("Refused, 1. "),
        "events do not say their season"
    );

    window.enter("Competition", "Friendly");
    window.press(Key::Enter);
    window.enter("Season", "2024/25");
    window.press(Key::Enter);
    window.run();
    assert!(!window.shows_part("Refused, 1. "));
    focus(
        &mut window,
        Role::ComboBox,
        "Who is Ibrahima Konaté, France",
    );
    window.press(Key::Enter);
    window.press(Key::Enter);
    window.run();
    focus(&mut window, Role::Button, "Import 1 row");
    window.press(Key::Enter);
    window.run();
    let seasons = &player(window.dossier(), "Konaté").seasons;
    let line = seasons
        .iter()
        .find(|line| line.competition == "Friendly")
        .unwrap();
    assert_eq!(line.metrics.get("interceptions"), Some(&1.0));
}

#[test]
fn a_metric_is_found_and_explained() {
    let mut window = data();
    window.screens().data.part = Part::Metrics;
    window.run();
    window.enter("Search metrics", "air duels won");
    assert!(window.shows_part("metrics"));
    window.click("Air duels won, %, air_duels_won_pct");
    assert!(window.shows("Definition"));
    assert!(window.shows_part("a neutral one is not won"));
}

#[test]
fn a_kept_pool_is_narrowed_down_by_one_click_and_undo_takes_it_back() {
    let mut window = data();
    window.screens().data.part = Part::Pools;
    window.run();
    let size = |window: &Window| {
        let mut pools = window.dossier().pools.values();
        pools.next().unwrap().size
    };
    let before = size(&window);
    let competition = (Role::CheckBox, "Premier League");
    let tick = window
        .harness
        .get_by_role_and_label(competition.0, competition.1);
    tick.click();
    window.run();
    assert!(size(&window) < before, "{} of {before}", size(&window));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(size(&window), before);
}

#[test]
fn a_pool_without_its_table_keeps_its_definition_and_can_be_renamed_and_deleted() {
    let mut window = data();
    let id = PoolId(uuid::Uuid::from_u128(77));
    let pool = StatPool::new(id, "Defenders", Season(2017));
    window.edit(Edit::Put(Record::Pool(std::sync::Arc::new(pool))));
    window.screens().data.part = Part::Pools;
    window.run();
    let row = window.harness.get_by_label_contains("Defenders, n 0");
    row.click();
    window.run();
    window.enter("Name", "Centre-backs");
    window.press(Key::Enter);
    assert_eq!(window.dossier().pools[&id].name, "Centre-backs");
    assert!(window.shows_part("once the table of the pool is loaded"));
    window.click("Delete this pool");
    assert!(!window.dossier().pools.contains_key(&id));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(window.dossier().pools.contains_key(&id));
}
