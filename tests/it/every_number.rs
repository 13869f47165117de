//! Every number can be asked where it comes from, and the answer is that number's.

use crate::support::window::Window;
use backline::domain::id::PlayerId;
use backline::domain::money::Currency;
use backline::domain::roster::Column;
use backline::editor::action::Action;
use backline::ui::state::{Inspected, Screen};
use eframe::egui::{Key, Modifiers, Role};

fn id(window: &Window, name: &str) -> PlayerId {
    let mut all = window.dossier().players.values();
    all.find(|player| player.name.contains(name)).unwrap().id
}

fn profile(name: &str) -> Window {
    let mut window = Window::with_sample(Screen::Profile);
    let player = id(&window, name);
    window.view().show_player(player);
    window.run();
    window
}

/// The one button whose words begin so.
fn button(window: &Window, start: &str) -> String {
    let all = window.all(Role::Button);
    let found = all.into_iter().find(|label| label.starts_with(start));
    found.unwrap_or_else(|| panic!("no button {start}"))
}

#[test]
fn an_availability_shows_its_sum_and_the_spells_it_rests_on() {
    let mut window = profile("Konaté");
    let figure = button(&window, "Available ");
    window.click(&figure);
    window.run();
    assert!(window.shows_part("231 of 1,096 days out: 150 + 47 + 34"));
    assert!(window.shows_part("(1,096 − 231) ÷ 1,096 = 78.9 %"));
    assert!(window.shows_part("28 Nov 2024 – 31 Dec 2024"));
    assert!(window.shows("Close the inspector"));
}

#[test]
fn every_figure_of_the_strip_opens_the_inspector() {
    for start in [
        "Available ",
        "Months left ",
        "Market value, ",
        "Ask, ",
        "Our ceiling, ",
        "Squad place ",
    ] {
        let mut window = profile("Konaté");
        assert!(!window.shows("Close the inspector"));
        let figure = button(&window, start);
        window.click(&figure);
        window.run();
        assert!(window.shows("Close the inspector"), "{start}");
        assert!(window.view().inspected.is_some(), "{start}");
        assert_eq!(window.view().screen, Screen::Profile, "{start}");
    }
}

#[test]
fn a_figure_of_the_targets_explains_itself_and_the_name_leads_to_the_player() {
    let mut window = Window::with_sample(Screen::Overview);
    let player = id(&window, "Konaté");
    window.click("Ibrahima Konaté, Availability 78.9");
    window.run();
    assert_eq!(window.view().screen, Screen::Overview);
    let wanted = Inspected::Cell(player, Column::Availability);
    assert_eq!(window.view().inspected, Some(wanted));
    assert!(window.shows_part("231 of 1,096 days out"));
}

#[test]
fn the_keyboard_does_not_open_the_inspector_by_itself() {
    let mut window = profile("Konaté");
    for _ in 0..12 {
        window.press(Key::Tab);
    }
    assert!(!window.shows("Close the inspector"));
    window.view().actions.push(Action::Inspector);
    window.run();
    assert!(window.shows("Close the inspector"));
}

#[test]
fn what_is_inspected_goes_with_the_screen_and_the_player() {
    let mut window = profile("Konaté");
    let figure = button(&window, "Available ");
    window.click(&figure);
    let other = id(&window, "Guéhi");
    window.view().show_player(other);
    window.run();
    assert_eq!(window.view().inspected, None);
    let figure = button(&window, "Available ");
    window.click(&figure);
    window.view().show(Screen::Players);
    window.run();
    assert_eq!(window.view().inspected, None);
}

#[test]
fn a_cell_of_a_comparison_opens_with_its_reading() {
    let mut window = Window::with_sample(Screen::Compare);
    window.run();
    window.press(Key::Home);
    window.press(Key::ArrowDown);
    window.view().actions.push(Action::Inspector);
    window.run();
    assert!(window.shows("Close the inspector"));
    assert!(window.shows("Reading"));
    assert!(window.shows_part("90 % interval"));
}

#[test]
fn a_ceiling_is_explained_in_words_with_its_numbers() {
    let mut window = Window::with_sample(Screen::Profile);
    let negotiation = *window.dossier().negotiations.keys().next().unwrap();
    window.view().show_negotiation(negotiation);
    window.run();
    let most = backline::domain::deal::figure::Figure::Most.into();
    window.view().ask(Inspected::Figure(negotiation, most));
    window.run();
    assert!(window.shows("Close the inspector"));
}

#[test]
fn looking_in_pounds_leaves_the_file_alone() {
    let mut window = Window::with_sample(Screen::Overview);
    let own = window.dossier().head.currency;
    assert_eq!(own, Currency::EUR);
    window.click("GBP");
    window.run();
    assert_eq!(window.dossier().head.currency, own);
    assert_eq!(window.undo_label(), None);
    assert!(window.shows_part("Our ceiling") || window.shows_part("GBP"));
    let dossier = window.dossier().id;
    let remembered = window.view().settings.currencies.get(&dossier).copied();
    assert_eq!(remembered, Some(Currency::GBP));
    window.click("EUR");
    window.run();
    assert!(window.view().settings.currencies.is_empty());
}

#[test]
fn a_copied_comparison_says_what_it_is_and_on_what_it_rests() {
    let mut window = Window::with_sample(Screen::Compare);
    window.run();
    window.press(Key::Home);
    let text = window.copied().unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Dossier\t"), "{text}");
    assert!(lines[1].starts_with("Revision\t"), "{text}");
    assert_eq!(lines[2], "Decision date\t2025-07-11");
    let minutes = lines.iter().find(|line| line.contains("\tMinutes\t"));
    let minutes = minutes.unwrap_or_else(|| panic!("{text}"));
    let figures = minutes.split('\t').skip(3).step_by(2);
    for figure in figures.filter(|figure| !figure.is_empty() && *figure != "—") {
        assert!(figure.parse::<f64>().is_ok(), "{figure} in {minutes}");
    }
    let value = lines.iter().find(|line| line.contains("\tMarket value\t"));
    assert!(value.unwrap().contains("EUR m\t"), "{text}");
    assert!(text.contains("derived") && text.contains("reported, "));
    assert!(text.contains("2026-06-30"));
}

#[test]
fn control_i_stays_the_way_to_close_it() {
    let mut window = profile("Konaté");
    let figure = button(&window, "Months left ");
    window.click(&figure);
    window.run();
    window.press_with(Modifiers::COMMAND, Key::I);
    window.run();
    assert!(!window.shows("Close the inspector"));
}
