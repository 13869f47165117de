//! The player table, used as a person uses it: by name, pointer and keyboard.

use std::sync::Arc;

use backline::domain::dossier::Record;
use backline::domain::edit::Edit;
use backline::domain::fact::{FactKey, FactValue};
use backline::domain::id::PlayerId;
use backline::domain::player::{Player, Role};
use backline::editor::command::{Command, Sample};
use backline::ui::state::Screen;
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::support::window::Window;

const KONATE: &str = "Ibrahima Konaté";
const GUEHI: &str = "Marc Guéhi";

fn a_table() -> Window {
    Window::with_sample(Screen::Players)
}

/// The names of the rows from top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let mut names = window.all(egui::Role::RowHeader);
    // Heads of groups end in a count.
    names.retain(|name| !name.ends_with(char::is_numeric));
    names
}

fn id_of(window: &Window, name: &str) -> PlayerId {
    let players = &window.dossier().players;
    let found = players.values().find(|player| player.name == name);
    found.unwrap_or_else(|| panic!("no {name}")).id
}

fn fact(window: &Window, name: &str, key: FactKey) -> Option<FactValue> {
    let player = window.dossier().player(id_of(window, name)).unwrap();
    player.facts.value(key).cloned()
}

/// The name of the one cell that begins with these words.
fn cell(window: &Window, words: &str) -> String {
    let cells = window.all(egui::Role::Cell);
    let found: Vec<&String> = cells
        .iter()
        .filter(|name| name.starts_with(words))
        .collect();
    let [only] = found.as_slice() else {
        panic!("{words}: {found:?}");
    };
    (*only).clone()
}

fn click_cell(window: &mut Window, words: &str) {
    let name = cell(window, words);
    window.click(&name);
}

#[test]
fn the_filter_leaves_the_right_rows_whatever_the_accents() {
    for (query, expected) in [
        ("konate", vec![KONATE]),
        ("KONATÉ", vec![KONATE]),
        ("real madrid age<30 militao", vec!["Éder Militão"]),
        ("guehi contract<12", vec![GUEHI]),
        ("guehi contract>12", vec![]),
    ] {
        let mut window = a_table();
        window.enter("Filter players", query);
        assert_eq!(rows(&window), expected, "{query}");
        let count = format!("{} of 7 players", expected.len());
        assert!(window.shows(&count), "{count}");
    }
}

#[test]
fn a_filter_that_finds_nobody_says_so_and_can_be_cleared() {
    let mut window = a_table();
    let before = rows(&window);
    window.enter("Filter players", "zzzz");
    assert_eq!(rows(&window), Vec::<String>::new());
    assert!(window.shows("No player passes the filter"));
    window.press(Key::Escape);
    assert_eq!(rows(&window), before);
}

#[test]
fn what_the_filter_cannot_read_is_said_beside_it() {
    let mut window = a_table();
    window.enter("Filter players", "weight<80");
    assert!(window.shows_part("“weight” is no column"));
}

#[test]
fn letters_move_the_cursor_and_enter_opens_the_profile() {
    let mut window = a_table();
    let names = rows(&window);
    window.press(Key::J);
    window.press(Key::J);
    window.press(Key::J);
    window.press(Key::K);
    window.press(Key::Enter);
    let second = id_of(&window, &names[1]);
    assert_eq!(window.view().screen, Screen::Profile);
    assert_eq!(window.view().player, Some(second));
}

#[test]
fn the_keys_of_the_table_reach_it_from_another_screen() {
    for downs in [0, 1, 2] {
        let mut window = Window::with_sample(Screen::Overview);
        window.press_with(Modifiers::COMMAND, Key::Num2);
        let names = rows(&window);
        for _ in 0..downs {
            window.press(Key::ArrowDown);
        }
        window.press(Key::Enter);
        let wanted = id_of(&window, &names[downs]);
        assert_eq!(window.view().screen, Screen::Profile, "{downs}");
        assert_eq!(window.view().player, Some(wanted), "{downs}");
    }
}

#[test]
fn an_arrow_that_the_table_takes_does_not_move_the_focus_out_of_it() {
    let mut window = a_table();
    let names = rows(&window);
    for _ in 0..3 {
        window.press(Key::ArrowDown);
    }
    window.press(Key::Enter);
    let third = id_of(&window, &names[2]);
    assert_eq!(window.view().player, Some(third));
    assert_eq!(window.view().screen, Screen::Profile);
}

#[test]
fn what_a_paste_could_not_take_is_said_until_the_paste_is_undone() {
    let mut window = a_table();
    let text = "Player\tContract\tFoot\tMarktwert\tAge\tHeight\n\
                Neu Mann\t30/06/2028\trechts\t80 Mio. €\t22\t999";
    window.paste(text);
    assert!(window.shows_part("not read: Age"));
    assert!(window.shows("1 cell of the pasted rows could not be taken"));
    for (key, value) in [
        (FactKey::ContractEnd, "30 Jun 2028"),
        (FactKey::Foot, "right"),
    ] {
        let read = fact(&window, "Neu Mann", key).unwrap();
        assert_eq!(read.to_string(), value);
    }
    let player = window.dossier().player(id_of(&window, "Neu Mann")).unwrap();
    assert_eq!(player.valuations[0].amount.to_string(), "EUR 80m");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(!window.shows_part("could not be taken"));
}

#[test]
fn a_longer_name_that_comes_later_is_not_cut() {
    let mut window = Window::empty(Screen::Players);
    window.paste("Player\tFoot\nAb\tleft");
    let width = |window: &Window| {
        let cells = window.harness.get_all_by_role(egui::Role::RowHeader);
        cells.map(|cell| cell.rect().width()).fold(0.0, f32::max)
    };
    let before = width(&window);
    window.paste("Player\tFoot\nA man whose name is long\tleft");
    assert!(width(&window) > before + 60.0, "{before}");
}

#[test]
fn moving_the_cursor_leads_the_inspector() {
    let mut window = a_table();
    click_cell(&mut window, "Ibrahima Konaté, Height");
    assert!(window.shows("Height"));
    let field = window.view().inspected_field().cloned().unwrap();
    assert_eq!(field.label(), "Height");
    window.press(Key::ArrowRight);
    let field = window.view().inspected_field().cloned().unwrap();
    assert_eq!(field.label(), "Foot");
}

#[test]
fn space_marks_six_players_and_refuses_the_seventh() {
    let mut window = a_table();
    for _ in 0..7 {
        window.press(Key::J);
        window.press(Key::Space);
    }
    assert_eq!(window.view().marked.len(), 6);
    assert!(window.shows("6 marked"));
    assert!(window.shows_part("6 players are marked"));
    window.press_with(Modifiers::COMMAND, Key::Home);
    window.press(Key::Space);
    assert_eq!(window.view().marked.len(), 5);
    window.click("Clear marks");
    assert!(window.view().marked.is_empty());
}

#[test]
fn a_cell_is_edited_in_place_and_undo_restores_it() {
    let mut window = a_table();
    let before = fact(&window, GUEHI, FactKey::Height);
    click_cell(&mut window, "Marc Guéhi, Height");
    window.press(Key::E);
    window.type_text("187");
    window.press(Key::Enter);
    assert_eq!(
        fact(&window, GUEHI, FactKey::Height),
        Some(FactValue::Count(187))
    );
    assert!(cell(&window, "Marc Guéhi, Height").contains("187"));
    window.apply(Command::Undo);
    assert_eq!(fact(&window, GUEHI, FactKey::Height), before);
}

#[test]
fn typing_replaces_the_value_and_esc_gives_it_up() {
    let mut window = a_table();
    click_cell(&mut window, "Marc Guéhi, Height");
    window.type_text("1");
    window.type_text("8");
    window.type_text("3");
    window.press(Key::Enter);
    assert_eq!(
        fact(&window, GUEHI, FactKey::Height),
        Some(FactValue::Count(183))
    );
    click_cell(&mut window, "Marc Guéhi, Height");
    window.type_text("2");
    window.press(Key::Escape);
    assert_eq!(
        fact(&window, GUEHI, FactKey::Height),
        Some(FactValue::Count(183))
    );
    window.press(Key::K);
    assert!(!window.shows("Height of Guéhi"));
}

#[test]
fn a_text_that_cannot_be_taken_stays_in_its_cell_with_the_reason() {
    let mut window = a_table();
    click_cell(&mut window, "Marc Guéhi, Height");
    window.press(Key::E);
    window.type_text("tall");
    window.press(Key::Enter);
    assert!(window.shows_part("is no height"));
    click_cell(&mut window, "Ibrahima Konaté, Club");
    assert_eq!(
        window.field("Height of Guéhi").value().as_deref(),
        Some("tall")
    );
}

#[test]
fn a_value_of_a_few_is_chosen_from_a_list() {
    let mut window = a_table();
    click_cell(&mut window, "Marc Guéhi, Role");
    window.press(Key::E);
    window.type_text("be");
    window.press(Key::Enter);
    let guehi = id_of(&window, GUEHI);
    assert_eq!(
        window.dossier().player(guehi).unwrap().role,
        Role::Benchmark
    );
    window.press(Key::J);
    window.press(Key::E);
    window.press(Key::Escape);
    assert!(!window.shows_part("Role of"));
}

#[test]
fn a_computed_cell_says_from_what_it_comes() {
    let mut window = a_table();
    click_cell(&mut window, "Marc Guéhi, Age");
    window.press(Key::E);
    assert!(window.shows_part("Age is computed. Edit born instead"));
}

#[test]
fn copied_rows_are_a_table_that_runs_nothing() {
    let mut window = a_table();
    let guehi = id_of(&window, GUEHI);
    let player = Player::clone(window.dossier().player(guehi).unwrap());
    let named = Player {
        name: "=cmd()".into(),
        ..player
    };
    window.edit(Edit::Put(Record::Player(Arc::new(named))));
    click_cell(&mut window, "=cmd(), Club");
    let text = window.copied().unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("Player\tRole\t"), "{text}");
    assert!(lines[1].starts_with("'=cmd()\t"), "{text}");
}

#[test]
fn a_range_of_rows_is_copied_from_top_to_bottom() {
    let mut window = a_table();
    let names = rows(&window);
    window.press(Key::J);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    let text = window.copied().unwrap();
    let copied: Vec<&str> = text
        .lines()
        .skip(1)
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    assert_eq!(copied, names[..3]);
    window.press_with(Modifiers::COMMAND, Key::A);
    assert_eq!(window.copied().unwrap().lines().count(), names.len() + 1);
}

#[test]
fn pasted_rows_are_one_step() {
    let mut window = a_table();
    window.paste("Player\tHeight\tClub\nNico Schlotterbeck\t191\tBorussia Dortmund\nMarc Guéhi\t182\t\nAn Other\ttall\t\n");
    assert!(rows(&window).contains(&"Nico Schlotterbeck".to_owned()));
    assert!(window.shows_part("2 players added"));
    assert!(window.shows_part("1 cell of the pasted rows could not be taken"));
    assert!(window.shows_part("“tall” is no height"));
    assert_eq!(window.undo_label(), Some("paste 3 rows"));
    window.apply(Command::Undo);
    assert_eq!(rows(&window).len(), 7);
}

#[test]
fn one_pasted_word_goes_into_the_cell() {
    let mut window = a_table();
    click_cell(&mut window, "Marc Guéhi, Height");
    window.paste("184");
    window.press(Key::Enter);
    assert_eq!(
        fact(&window, GUEHI, FactKey::Height),
        Some(FactValue::Count(184))
    );
    assert_eq!(window.dossier().players.len(), 7);
}

#[test]
fn removed_players_come_back_in_one_step() {
    let mut window = a_table();
    window.press(Key::J);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press(Key::Delete);
    assert_eq!(window.dossier().players.len(), 4);
    assert!(window.shows_part("Removed 3 players"));
    window.apply(Command::Undo);
    assert_eq!(window.dossier().players.len(), 7);
}

#[test]
fn a_missing_value_stands_last_in_both_directions() {
    let mut window = a_table();
    window.view().settings.columns = vec!["name".into(), "availability".into()];
    window.run();
    for _ in 0..2 {
        window.click("Availability");
        let cells = window.all(egui::Role::Cell);
        let missing: Vec<bool> = cells
            .iter()
            .map(|name| name.ends_with("not known"))
            .collect();
        let mut groups = 0;
        for pair in missing.windows(2) {
            groups += usize::from(pair[0] && !pair[1]);
        }
        assert!(missing.contains(&true), "{cells:?}");
        // Within each group of roles; there are three.
        assert!(groups <= 2, "{cells:?}");
    }
}

#[test]
fn a_header_sorts_and_shift_adds_to_the_sort() {
    let mut window = a_table();
    let first_is = |window: &Window, name: &str| assert_eq!(rows(window)[0], name);
    window.click("Height");
    first_is(&window, KONATE);
    window.click("Height");
    first_is(&window, GUEHI);
    // Both are right-footed, so the second column decides.
    window.click("Foot");
    window.click_with(Modifiers::SHIFT, "Height");
    first_is(&window, KONATE);
    window.click_with(Modifiers::SHIFT, "Height");
    first_is(&window, GUEHI);
}

#[test]
fn columns_are_chosen_and_put_back() {
    let mut window = a_table();
    let label = |count: usize| format!("{count} of 37 columns");
    let shown = (1..=37).find(|count| window.shows(&label(*count))).unwrap();
    window.click(&label(shown));
    window.enter("Search columns", "wage");
    window.click("Wage");
    assert!(window.shows(&label(shown + 1)));
    assert!(
        window
            .all(egui::Role::ColumnHeader)
            .contains(&"Wage".to_owned())
    );
    window.click("Usual columns");
    assert!(window.shows(&label(shown)));
}

#[test]
fn a_view_is_saved_in_the_dossier_and_brings_filter_and_grouping_back() {
    let mut window = a_table();
    window.enter("Filter players", "age<30");
    let grouped = rows(&window);
    window.click("Changed");
    window.click("Group by role");
    let young = rows(&window);
    assert_ne!(young, grouped);
    window.enter("Save view as…", "Young");
    window.press(Key::Enter);
    assert_eq!(window.dossier().views.len(), 1);
    assert!(window.shows("Young"));
    window.click("Clear filter");
    window.click("Changed");
    window.click("Group by role");
    window.click("Young");
    assert_eq!(rows(&window), young);
}

#[test]
fn several_players_are_changed_in_one_step() {
    let mut window = a_table();
    window.press(Key::J);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.click("2 selected");
    window.enter("Owner", "M. Ruiz");
    window.press(Key::Enter);
    let owned = |window: &Window| {
        let players = window.dossier().players.values();
        players.filter(|player| player.owner == "M. Ruiz").count()
    };
    assert_eq!(owned(&window), 2);
    window.apply(Command::Undo);
    assert_eq!(owned(&window), 0);
}

#[test]
fn a_change_to_selected_rows_reaches_no_row_that_the_filter_hides() {
    let mut window = a_table();
    window.press(Key::J);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.enter("Filter players", "guehi");
    window.press(Key::Enter);
    window.press(Key::J);
    window.press(Key::Delete);
    assert_eq!(window.dossier().players.len(), 6);
}

#[test]
fn an_empty_table_says_what_to_enter() {
    let mut window = Window::empty(Screen::Players);
    assert!(window.shows_part("No players yet"));
    window.paste("Player\tClub\nDean Huijsen\tReal Madrid");
    assert_eq!(rows(&window), ["Dean Huijsen"]);
    let mut window = Window::empty(Screen::Players);
    window.click("Add a player");
    assert!(window.view().floating.is_some());
}

#[test]
fn cells_say_what_they_rest_on() {
    let window = a_table();
    assert_eq!(
        cell(&window, "Ibrahima Konaté, Months left"),
        "Ibrahima Konaté, Months left 11.6, derived"
    );
}

#[test]
fn the_menu_of_a_row_opens_by_key_and_by_pointer() {
    let mut window = a_table();
    click_cell(&mut window, "Marc Guéhi, Height");
    window.press_with(Modifiers::SHIFT, Key::F10);
    window.click("Hide height");
    assert!(
        !window
            .all(egui::Role::ColumnHeader)
            .contains(&"Height".to_owned())
    );
}

#[test]
fn a_table_of_many_rows_names_only_those_in_view() {
    let mut window = Window::empty(Screen::Players);
    let edits = (0..2_000_u128).map(|number| {
        let id = PlayerId(uuid::Uuid::from_u128(number + 1));
        let player = Player::new(id, format!("Player {number:04}"), Role::Pool);
        Edit::Put(Record::Player(Arc::new(player)))
    });
    window.edit(Edit::Many {
        label: "add".into(),
        edits: edits.collect(),
    });
    window.run();
    let drawn = window.all(egui::Role::RowHeader).len();
    assert!((10..60).contains(&drawn), "{drawn}");
    window.press(Key::J);
    window.press(Key::End);
    assert!(window.shows("Player 1999"));
}

#[test]
fn what_is_past_its_limit_is_marked_as_stale() {
    let mut window = a_table();
    window.apply(Command::OpenSample(Sample::Hindsight2026));
    window.view().show(Screen::Players);
    window.run();
    assert!(window.shows("Antonio Rüdiger, Contract end 30 Jun 2026, stale"));
}
