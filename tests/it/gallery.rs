//! The gallery as a picture, light and dark. The eye is the judge; run with
//! `--features snapshots`, and with `UPDATE_SNAPSHOTS=true` to accept what it shows.

use backline::ui::gallery::samples::ChartPage;
use backline::ui::gallery::{ChartGalleryState, GalleryState, charts_ui, gallery_ui};
use backline::ui::{fonts, tokens};
use eframe::egui::{self, Theme};
use egui_kittest::Harness;

fn check(theme: Theme, name: &str) {
    let app = |ui: &mut egui::Ui, state: &mut GalleryState| {
        let window = ui.content_rect();
        let ground = ui.painter().with_clip_rect(window);
        ground.rect_filled(window, 0.0, tokens::Tokens::of(ui).panel);
        gallery_ui(ui, state);
    };
    let mut harness = Harness::builder()
        .with_size([1100.0, 1400.0])
        .with_theme(theme)
        .with_context_setup(move |ctx| {
            fonts::install(ctx);
            tokens::apply(ctx, theme);
        })
        .build_ui_state(app, GalleryState::default());
    harness.run();
    harness.snapshot(name);
}

#[test]
fn the_gallery_looks_as_it_did_light() {
    check(Theme::Light, "gallery_light");
}

#[test]
fn the_gallery_looks_as_it_did_dark() {
    check(Theme::Dark, "gallery_dark");
}

fn check_charts(page: ChartPage, height: f32, theme: Theme, name: &str) {
    let state = ChartGalleryState { page, lit: None };
    let mut harness = Harness::builder()
        .with_size([1100.0, height])
        .with_theme(theme)
        .with_context_setup(move |ctx| {
            fonts::install(ctx);
            tokens::apply(ctx, theme);
        })
        .build_ui_state(
            |ui, state| {
                let window = ui.content_rect();
                let ground = ui.painter().with_clip_rect(window);
                ground.rect_filled(window, 0.0, tokens::Tokens::of(ui).panel);
                charts_ui(ui, state);
            },
            state,
        );
    harness.run();
    harness.snapshot(name);
}

#[test]
fn bars_and_strips_look_as_they_did_light() {
    check_charts(
        ChartPage::Lines,
        1_080.0,
        Theme::Light,
        "charts_lines_light",
    );
}

#[test]
fn bars_and_strips_look_as_they_did_dark() {
    check_charts(ChartPage::Lines, 1_080.0, Theme::Dark, "charts_lines_dark");
}

#[test]
fn radar_and_pizza_look_as_they_did_light() {
    check_charts(
        ChartPage::Wheels,
        1_380.0,
        Theme::Light,
        "charts_wheels_light",
    );
}

#[test]
fn scatter_and_the_deal_look_as_they_did_light() {
    check_charts(ChartPage::Deal, 1_080.0, Theme::Light, "charts_deal_light");
}

#[test]
fn scatter_and_the_deal_look_as_they_did_dark() {
    check_charts(ChartPage::Deal, 1_080.0, Theme::Dark, "charts_deal_dark");
}
