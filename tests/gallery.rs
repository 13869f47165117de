//! The gallery as a picture, light and dark. The eye is the judge; run with
//! `--features snapshots`, and with `UPDATE_SNAPSHOTS=true` to accept what it shows.
#![cfg(feature = "snapshots")]

use backline::ui::gallery::{GalleryState, gallery_ui};
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
