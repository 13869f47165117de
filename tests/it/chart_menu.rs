//! Every chart of Compare and Negotiate by keyboard and by name: what its marks say, its menu, and
//! what lights up in the other pictures.

use backline::chart::scene::About;
use backline::editor::command::Command;
use backline::ui::gallery::samples::{ChartPage, Players};
use backline::ui::gallery::{ChartGalleryState, charts_ui};
use backline::ui::widgets::chart::{Chart, ChartResponse, UiMeasure, take_asked};
use backline::ui::{fonts, tokens};
use eframe::egui::{self, Key, OutputCommand, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn gallery(page: ChartPage) -> Harness<'static, ChartGalleryState> {
    let state = ChartGalleryState { page, lit: None };
    let mut harness = Harness::builder()
        .with_size([1_100.0, 1_900.0])
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            tokens::apply(ctx, egui::Theme::Light);
        })
        .build_ui_state(charts_ui, state);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, ChartGalleryState>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

/// Presses a key; what is on the clipboard then.
fn copied(harness: &mut Harness<'_, ChartGalleryState>, key: Key) -> Option<String> {
    harness.key_down(key);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    harness.key_up(key);
    harness.run();
    text
}

const BARS: &str = "Interceptions per 90, Konaté, Guéhi, van Dijk, Huijsen, Rüdiger, Militão";

#[test]
fn a_percentile_is_read_by_its_name() {
    let harness = gallery(ChartPage::Lines);
    let mark = "Konaté, Aerials won, % 71.8, percentile 84";
    let found = harness.query_all_by_label(mark);
    assert!(found.count() >= 2, "bar and strip say it");
}

#[test]
fn the_menu_opens_by_key_and_turns_the_chart_into_a_table_and_back() {
    let mut harness = gallery(ChartPage::Lines);
    harness.get_by_label(BARS).focus();
    harness.run();
    press(&mut harness, &[Key::Space]);
    assert!(harness.get_by_label("Show as table").is_focused());
    press(&mut harness, &[Key::Enter]);
    let table = format!("{BARS}, as a table");
    harness.get_by_label(&table).focus();
    harness.run();
    press(&mut harness, &[Key::Space]);
    harness.get_by_label("Show as chart").click();
    harness.run();
    assert!(harness.query_by_label(&table).is_none());
    assert!(harness.query_by_label(BARS).is_some());
}

#[test]
fn data_and_pictures_leave_by_the_menu() {
    let mut harness = gallery(ChartPage::Lines);
    let mut open = |item: &str| {
        harness.get_by_label(BARS).focus();
        harness.run();
        press(&mut harness, &[Key::Space]);
        harness.get_by_label(item).focus();
        harness.run();
        let text = copied(&mut harness, Key::Enter);
        (text, take_asked(&harness.ctx))
    };
    let (text, asked) = open("Copy data");
    let text = text.unwrap();
    assert!(text.contains("Konaté\t0.60\t0.43–0.78\t2560"), "{text}");
    assert!(asked.is_empty());

    let (_, asked) = open("Copy as picture");
    let [Command::CopyPicture(svg)] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert!(svg.contains(">Bars</text>"), "its heading stands above it");

    let (_, asked) = open("Save picture…");
    let [Command::ChoosePicture(picture)] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(picture.file_name, "bars.png");
    assert!(picture.svg.contains("Konaté</text>"));
}

#[test]
fn arrows_go_from_mark_to_mark_and_the_other_pictures_follow() {
    let mut harness = gallery(ChartPage::Lines);
    harness.get_by_label(BARS).focus();
    harness.run();
    press(&mut harness, &[Key::ArrowRight]);
    let first = About::value("interceptions", 3);
    assert_eq!(harness.state().lit.as_ref(), Some(&first), "Huijsen leads");
    press(&mut harness, &[Key::ArrowRight]);
    let second = About::value("interceptions", 2);
    assert_eq!(harness.state().lit.as_ref(), Some(&second));
    press(&mut harness, &[Key::Escape]);
    assert_eq!(harness.state().lit, None);
}

#[test]
fn every_page_speaks() {
    for (page, name) in ChartPage::ALL {
        let harness = gallery(page);
        let images = harness.query_all_by_role(Role::Image).count();
        assert!(images >= 4, "{name}");
    }
}

/// One chart on a page of its own, and what it answered.
fn alone(
    make: impl Fn(&mut egui::Ui) -> ChartResponse + 'static,
) -> Harness<'static, Option<usize>> {
    let app = move |ui: &mut egui::Ui, activated: &mut Option<usize>| {
        *activated = make(ui).activated.or(*activated);
    };
    let mut harness = Harness::builder()
        .with_size([600.0, 400.0])
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            tokens::apply(ctx, egui::Theme::Light);
        })
        .build_ui_state(app, None);
    harness.run();
    harness
}

fn scene(ui: &egui::Ui) -> backline::chart::scene::Scene {
    let players = Players::first(2);
    backline::chart::bars::bars(&UiMeasure::new(ui), 400.0, players.view(), 0)
}

#[test]
fn a_mark_is_chosen_by_click_and_by_enter() {
    let mut harness = alone(|ui| {
        let scene = scene(ui);
        Chart::new(&scene).ui(ui, "bars")
    });
    let label = "Guéhi, Tackles per 90 1.79, percentile 74";
    harness.get_by_label(label).click();
    harness.run();
    assert_eq!(harness.state(), &Some(0), "he leads");

    harness.get_by_role(Role::Image).focus();
    harness.run();
    for key in [Key::ArrowRight, Key::ArrowRight, Key::Enter] {
        harness.key_press(key);
        harness.run();
    }
    assert_eq!(harness.state(), &Some(1));
}

#[test]
fn what_is_confidential_stays_and_says_so() {
    let mut harness = alone(|ui| {
        let scene = scene(ui);
        Chart::new(&scene).confidential().ui(ui, "bars")
    });
    harness.get_by_role(Role::Image).focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    for item in ["Copy data", "Copy as picture", "Save picture…"] {
        let label = format!("{item}, confidential");
        let node = harness.get_by_label(&label);
        assert!(node.accesskit_node().is_disabled());
    }
}
