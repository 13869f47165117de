//! A comparison as one person makes and reads it: by role and label, by keyboard alone.

use std::sync::Arc;

use crate::support::samples::player;
use crate::support::window::Window;
use backline::domain::career::SeasonLine;
use backline::domain::comparison::Comparison;
use backline::domain::date::Season;
use backline::domain::dossier::Record;
use backline::domain::edit::{ComparisonEdit, Edit, PlayerEdit};
use backline::domain::extra::Extra;
use backline::domain::id::{ComparisonId, PlayerId, SeasonLineId};
use backline::domain::player::{Player, Role as PlayerRole};
use backline::domain::sourced::Basis;
use backline::editor::command::{Command, Sample};
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use uuid::Uuid;

/// The sample has one of this name already.
const NAME: &str = "Centre-backs 2";

fn comparison(window: &Window) -> Comparison {
    let mut all = window.dossier().comparisons.values();
    Comparison::clone(all.find(|comparison| comparison.name == NAME).unwrap())
}

fn id(window: &Window, name: &str) -> PlayerId {
    player(window.dossier(), name).id
}

#[test]
fn the_same_comparison_of_another_file_is_worked_out_anew() {
    let mut window = Window::with_sample(Screen::Compare);
    assert!(window.shows_part("Konaté, Months left 11.6"));
    // A file comes in between two frames, when a worker has read it.
    window.apply(Command::OpenSample(Sample::Worked2025));
    window.view().show(Screen::Compare);
    window.run();
    assert!(window.shows_part("Konaté, Months left 11.6"));
}

/// Marks the players of these names in the table and compares them.
fn compared(names: &[&str]) -> Window {
    let mut window = Window::with_sample(Screen::Players);
    for name in names {
        window.press_with(Modifiers::COMMAND, Key::F);
        window.press_with(Modifiers::COMMAND, Key::A);
        window.type_text(name);
        window.press(Key::Enter);
        window.press(Key::Home);
        window.press(Key::Space);
    }
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.run();
    window
}

#[test]
fn three_marked_players_stand_side_by_side_by_keyboard_alone() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    assert_eq!(window.view().screen, Screen::Compare);
    let expected = ["Konaté", "Guéhi", "Rüdiger"].map(|name| id(&window, name));
    assert_eq!(comparison(&window).players, expected);
    assert!(window.shows("Konaté, Interceptions per 90 0.60, rank 2 of 3, not told apart"));
    assert!(window.shows("Rüdiger, Interceptions per 90 0.35, rank 3 of 3"));
    assert!(window.shows_part("Konaté, Months left 11.6"));
    assert!(window.view().marked.is_empty());
}

#[test]
fn a_pinned_baseline_shows_differences_and_undo_takes_it_back() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    window.press(Key::End);
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    window.press(Key::B);
    let rudiger = id(&window, "Rüdiger");
    assert_eq!(comparison(&window).baseline, Some(rudiger));
    assert_eq!(
        window.undo_label(),
        Some("compare Centre-backs 2 against Rüdiger")
    );
    window.click("Against Rüdiger");
    assert!(
        window.shows_part("Konaté, Interceptions per 90 0.60, rank 2 of 3, +0.24 against Rüdiger")
    );
    assert!(window.shows_part("~ not told apart from the baseline"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(comparison(&window).baseline, None);
    assert!(!window.shows_part("+0.24 against Rüdiger"));
}

#[test]
fn columns_move_and_leave_by_keyboard() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    window.press(Key::Home);
    window.press_with(Modifiers::COMMAND, Key::ArrowRight);
    let order = ["Guéhi", "Konaté", "Rüdiger"].map(|name| id(&window, name));
    assert_eq!(comparison(&window).players, order);
    window.press(Key::Delete);
    let order = ["Guéhi", "Rüdiger"].map(|name| id(&window, name));
    assert_eq!(comparison(&window).players, order);
    assert_eq!(
        window.undo_label(),
        Some("take Konaté out of Centre-backs 2")
    );
}

#[test]
fn an_empty_cell_says_why() {
    let window = compared(&["konate", "rudiger", "huijsen"]);
    for words in [
        "Rüdiger, Available, %, injuries not known for these seasons",
        "Huijsen, Ask, one of ours, so nobody asks a price",
        "Physical not measured by Opta (FBref)",
    ] {
        assert!(window.shows_part(words), "{words}");
    }
}

#[test]
fn the_copied_comparison_has_a_line_for_each_row() {
    let mut window = compared(&["konate", "guehi"]);
    window.press(Key::Home);
    let text = window.copied().unwrap();
    let line = text
        .lines()
        .find(|line| line.contains("Tackles per 90"))
        .unwrap();
    assert_eq!(line, "Ground\tTackles per 90\t1.41\t1.79");
    assert!(text.contains(
        "Ibrahima Konaté: 2024/25, Premier League, Liverpool, Opta (FBref), 2,560 minutes"
    ));
}

#[test]
fn a_name_in_the_copied_comparison_cannot_run_in_a_spreadsheet() {
    let mut window = compared(&["konate", "guehi"]);
    let konate = id(&window, "Konaté");
    window.edit(Edit::Player(konate, PlayerEdit::SetName("=1+1".to_owned())));
    window.press(Key::Home);
    let text = window.copied().unwrap();
    let header = text.lines().next().unwrap();
    assert!(header.starts_with("Group\tRow\t'=1+1\t"), "{header}");
}

#[test]
fn every_picture_speaks_and_settles() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    for (picture, words) in [
        ("Bars", "Konaté, Tackles per 90 1.41"),
        ("Strips", "Konaté, Tackles per 90 1.41"),
        ("Radar", "Konaté, Tackles per 90 1.41"),
        ("Table", "Konaté, Value 1.41"),
    ] {
        window.click(picture);
        window.run();
        assert!(window.shows_part(words), "{picture}");
    }
    for picture in ["Pizza", "Scatter", "Weights", "Similar", "Price"] {
        window.click(picture);
        window.run();
    }
    window.click("Open");
    assert_eq!(window.view().screen, Screen::Negotiate);
}

#[test]
fn the_weights_say_who_leads_and_how_often() {
    let mut window = compared(&["konate", "guehi", "van dijk"]);
    window.click("Weights");
    window.run();
    let rows = window.all(Role::Row);
    let leads = rows.iter().find(|row| row.starts_with("1, ")).unwrap();
    assert!(
        leads.contains("first in") && leads.contains("ahead of"),
        "{leads}"
    );
}

#[test]
fn what_is_pointed_at_lights_up_in_the_other_half_in_the_same_frame() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    assert!(window.shows("Tackles per 90"));
    let cell = "Guéhi, Clearances per 90 4.80, rank 1 of 3";
    window.harness.get_by_label(cell).hover();
    window.harness.step();
    assert!(window.shows("Clearances per 90, Konaté, Guéhi, Rüdiger"));
}

/// Goes on with Tab until something of this name has the keyboard.
fn tab_to(window: &mut Window, part: &str) {
    let mut passed = Vec::new();
    for _ in 0..60 {
        window.press(Key::Tab);
        let focused = focused(window);
        if focused.as_deref().is_some_and(|name| name.contains(part)) {
            return;
        }
        passed.extend(focused);
    }
    panic!("Tab does not lead to {part}, but to {}", passed.join("; "));
}

/// The name of what has the keyboard.
fn focused(window: &Window) -> Option<String> {
    let all = window.harness.root().children_recursive();
    let found = all
        .into_iter()
        .find(|node| node.accesskit_node().is_focused());
    found.and_then(|node| node.accesskit_node().label())
}

#[test]
fn a_pool_and_a_season_are_chosen_by_keyboard_and_a_percentile_is_read() {
    let mut window = compared(&["konate", "van dijk", "rudiger"]);
    tab_to(&mut window, "Pool: none");
    window.press(Key::Enter);
    tab_to(&mut window, "Bundesliga and Premier League 2017/18");
    window.press(Key::Space);
    assert!(comparison(&window).pool.is_some());
    assert!(window.shows_part("No percentiles: the pool is 2017/18, counted by Wyscout"));
    window.press(Key::Escape);
    tab_to(&mut window, "Season 2024/25");
    window.press(Key::Enter);
    tab_to(&mut window, "2017/18");
    window.press(Key::Enter);
    assert_eq!(
        window.undo_label(),
        Some("look at Centre-backs 2 in 2017/18")
    );
    assert!(window.shows_part("Konaté, Air duels won, % 56.5, rank 3 of 3, percentile 61"));
    assert!(window.shows_part("n = 228"), "the pool is always printed");
    assert!(window.shows_part("90 % intervals"));

    // Narrowed down, everything ranks anew at once, and nothing is changed before it is kept.
    tab_to(&mut window, "Pool: Bundesliga");
    window.press(Key::Enter);
    tab_to(&mut window, "Premier League");
    tab_to(&mut window, "Premier League");
    window.press(Key::Space);
    window.run();
    assert!(
        window.shows_part("Pool: tried, n = 104"),
        "the Bundesliga alone"
    );
    assert!(window.shows_part("Konaté, Air duels won, % 56.5, rank 3 of 3, percentile 58"));
    assert_eq!(
        window.undo_label(),
        Some("look at Centre-backs 2 in 2017/18")
    );
    tab_to(&mut window, "Change the pool");
    window.press(Key::Enter);
    assert!(window.undo_label().unwrap().starts_with("keep pool"));
    let pool = comparison(&window).pool.unwrap();
    assert_eq!(window.dossier().pools.get(&pool).unwrap().size, 104);
}

#[test]
fn esc_closes_a_sheet_and_gives_the_keyboard_back_to_its_button() {
    for (button, within) in [("Pool: none", "No pool"), ("Rows", "Search rows")] {
        let mut window = compared(&["konate", "rudiger"]);
        tab_to(&mut window, button);
        window.press(Key::Enter);
        tab_to(&mut window, within);
        window.press(Key::Escape);
        assert!(!window.shows(within), "{button} stays open");
        assert_eq!(focused(&window).as_deref(), Some(button));
    }
}

/// A dossier of six players whose names are long or not Latin; each has these counts.
fn of_names(metrics: &[(&str, f64)]) -> (Window, Vec<PlayerId>) {
    let names = [
        "Jan Vennegoor of Hesselink van der Meijden",
        "Κωνσταντίνος Μαυροπάνος",
        "Милан Шкриняр",
        "Nguyễn Quang Hải",
        "Çağlar Söyüncü",
        "محمد صلاح",
    ];
    let mut window = Window::with_sample(Screen::Players);
    let mut players = Vec::new();
    for (idx, name) in (0_u128..).zip(names) {
        let mut player = Player::new(
            PlayerId(Uuid::from_u128(1_000 + idx)),
            name,
            PlayerRole::Target,
        );
        let line = SeasonLine {
            id: SeasonLineId(Uuid::from_u128(2_000 + idx)),
            season: Season(2024),
            competition: "League".to_owned(),
            club: "Club".to_owned(),
            minutes: Some(2_000),
            metrics: metrics
                .iter()
                .map(|(key, figure)| ((*key).to_owned(), *figure))
                .collect(),
            basis: Basis::default(),
            extra: Extra::new(),
        };
        player.seasons = Arc::new(vec![line]);
        players.push(player.id);
        window.edit(Edit::Put(Record::Player(Arc::new(player))));
    }
    (window, players)
}

/// Shows a comparison of these players in every picture.
fn check_holds(window: &mut Window, players: &[PlayerId]) {
    let id = ComparisonId(Uuid::from_u128(3_000 + players.len() as u128));
    let edit = ComparisonEdit::Create {
        name: format!("Comparison of {}", players.len()),
        players: players.to_vec(),
    };
    window.edit(Edit::Comparison(id, edit));
    window.view().show_comparison(id);
    window.run();
    for face in [
        "Strips", "Radar", "Pizza", "Scatter", "Table", "Bars", "Weights", "Similar",
    ] {
        window.click(face);
        window.run();
    }
    window.click("Back to the pictures");
}

#[test]
fn one_two_and_six_players_of_any_name_stand_beside_each_other() {
    let equal = [
        ("tackles", 40.0),
        ("blocks", 20.0),
        ("clearances", 90.0),
        ("errors", 0.0),
    ];
    for metrics in [&equal[..], &equal[..1], &[]] {
        let (mut window, players) = of_names(metrics);
        for count in [1, 2, 6] {
            check_holds(&mut window, &players[..count]);
        }
    }
}

#[test]
fn the_window_may_be_narrow() {
    let mut program = crate::support::window::program();
    program
        .editor
        .apply(Command::OpenSample(Sample::Konate2025));
    program.view.show(Screen::Compare);
    let mut harness = crate::support::window::drawn(program, [1024.0, 700.0]);
    harness.get_by_label("Scatter").click();
    harness.run();
    harness.get_by_label("Konaté, Tackles per 90 1.41, rank 3 of 6, not told apart");
}

#[test]
fn a_dossier_without_a_comparison_offers_one_and_says_what_it_decides() {
    let mut window = Window::with_sample(Screen::Compare);
    let all: Vec<_> = window.dossier().comparisons.keys().copied().collect();
    for id in all {
        window.edit(Edit::Comparison(id, ComparisonEdit::Delete));
    }
    assert!(window.shows_part("It decides who is worth a negotiation"));
    window.click("Compare the players of the case");
    window.run();
    assert!(window.shows_part("Konaté, Tackles per 90 1.41"));
    assert!(window.undo_label().unwrap().starts_with("compare "));
}

/// The names in the heads of the columns, from left to right.
fn heads(window: &Window) -> Vec<PlayerId> {
    comparison(window).players
}

#[test]
fn a_column_is_dragged_to_another_place_and_undo_puts_it_back() {
    let mut window = compared(&["konate", "guehi", "rudiger"]);
    let before = heads(&window);
    let head = |window: &Window, label: &str| {
        let found = window
            .harness
            .get_by_role_and_label(Role::ColumnHeader, label);
        found.rect().center()
    };
    let from = head(&window, "Ibrahima Konaté, target");
    let to = head(&window, "Antonio Rüdiger, own");
    window.harness.hover_at(from);
    window.harness.step();
    window.harness.drag_at(from);
    window.harness.step();
    for share in [0.3, 0.7, 1.0] {
        window.harness.hover_at(from.lerp(to, share));
        window.harness.step();
    }
    assert_eq!(
        heads(&window),
        before,
        "nothing changes before it is let go"
    );
    window.harness.drop_at(to);
    window.run();
    let order = ["Guéhi", "Rüdiger", "Konaté"].map(|name| id(&window, name));
    assert_eq!(heads(&window), order);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(heads(&window), before);
}

/// The sample's comparison of those whom the pool holds.
fn of_then() -> Window {
    let mut window = Window::with_sample(Screen::Compare);
    let all = &window.dossier().comparisons;
    let then = all
        .values()
        .find(|it| it.name.ends_with("2017/18"))
        .unwrap()
        .id;
    window.view().show_comparison(then);
    window.run();
    window
}

#[test]
fn dots_of_the_pool_are_marked_and_added_by_keyboard() {
    let mut window = of_then();
    let of_four = |window: &Window| {
        let mut all = window.dossier().comparisons.values();
        all.next_back().unwrap().players.len()
    };
    window.click("Scatter");
    tab_to(&mut window, "Dots of the pool");
    let first = focused(&window).unwrap();
    window.press(Key::ArrowRight);
    let second = focused(&window).unwrap();
    assert!(first != second && second.starts_with("Dots of the pool, "));
    window.press(Key::Space);
    assert_eq!(focused(&window).unwrap(), format!("{second}, marked"));
    window.press(Key::Space);
    assert_eq!(focused(&window).unwrap(), second, "Space lets go again");
    window.press(Key::Space);
    window.press(Key::ArrowUp);
    window.press(Key::Space);
    assert!(window.shows_part("2 players: "));
    assert_eq!(of_four(&window), 4);
    window.press(Key::Enter);
    assert_eq!(of_four(&window), 6);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(of_four(&window), 4);
}

#[test]
fn adjusted_counts_keep_their_percentiles() {
    let mut window = of_then();
    let cell = |window: &Window, name: &str| {
        let cells = window.all(Role::Cell);
        cells
            .into_iter()
            .find(|cell| cell.starts_with(name))
            .unwrap()
    };
    let plain = cell(&window, "Konaté, Interceptions per 90 5.22, ");
    assert!(plain.contains("percentile 34"), "{plain}");
    window.click("How figures are put right");
    window.click("possession-adjusted (sigmoid)");
    window.press(Key::Escape);
    let adjusted = cell(&window, "Konaté, Interceptions, adjusted ");
    assert!(adjusted.contains("percentile"), "{adjusted}");
}

#[test]
fn a_pool_of_another_season_stands_beside_the_figures_of_this_one() {
    let mut window = Window::with_sample(Screen::Compare);
    assert!(window.shows_part("No percentiles: the pool is 2017/18, counted by Wyscout"));
    assert!(window.shows_part("Konaté, RB Leipzig, 18, Defending duels won"));
    assert!(window.shows("Not in the pool of 2017/18: Guéhi, Huijsen, Militão"));
    window.click("Look at 2017/18");
    let label = window.undo_label().unwrap();
    assert_eq!(label, "look at Centre-backs in 2017/18");
    assert!(window.shows_part("Konaté, Air duels won, % 56.5, rank 3 of 3, percentile 61"));
}

#[test]
fn rows_are_chosen_taken_over_by_another_comparison_and_undone() {
    let mut window = Window::with_sample(Screen::Compare);
    window.click("Rows");
    window.enter("Search rows", "blocks per");
    window
        .harness
        .get_by_role_and_label(Role::CheckBox, "Blocks per 90")
        .click();
    window.run();
    assert!(!window.shows_part("Konaté, Blocks per 90"));
    assert_eq!(window.undo_label(), Some("change rows of Centre-backs"));
    window.press(Key::Escape);
    let chosen = |window: &Window| -> Vec<Vec<String>> {
        let all = window.dossier().comparisons.values();
        all.map(|it| it.rows.clone()).collect()
    };
    let rows = chosen(&window)[0].clone();
    assert!(!rows.is_empty() && !rows.contains(&"blocks".to_owned()));
    let then = *window.dossier().comparisons.keys().nth(1).unwrap();
    window.view().show_comparison(then);
    window.run();
    window.click("Rows");
    window.click("Rows of Centre-backs");
    assert_eq!(chosen(&window)[1], rows);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(chosen(&window), [Vec::<String>::new(), Vec::new()]);
}

#[test]
fn a_role_and_a_note_are_kept_and_undone() {
    let mut window = Window::with_sample(Screen::Compare);
    let kept = |window: &Window| -> (String, String) {
        let first = window.dossier().comparisons.values().next().unwrap();
        (first.role.clone(), first.note.clone())
    };
    window.click("Weights");
    window.enter("Role", "Left-sided stopper");
    window.press(Key::Enter);
    assert_eq!(kept(&window).0, "Left-sided stopper");
    window.click("Centre-backs, 6");
    window
        .harness
        .get_by_label("Note on the comparison")
        .focus();
    window.run();
    window.type_text("Ask the scouts");
    window.press(Key::Tab);
    assert_eq!(kept(&window).1, "Ask the scouts");
    window.press(Key::Escape);
    assert!(window.shows("Ask the scouts"), "it stands below the table");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(kept(&window), (String::new(), String::new()));
}
