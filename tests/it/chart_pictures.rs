//! Every chart leaves the program as the picture that the screen shows.

use backline::chart::scene::Scene;
use backline::chart::sheet::sheet;
use backline::chart::svg::svg;
use backline::store::{Picture, picture, png};
use backline::ui::fonts;
use backline::ui::gallery::samples::{ChartPage, charts};
use backline::ui::tokens::{DARK, LIGHT, Tokens};
use backline::ui::widgets::chart::{UiMeasure, palette};
use eframe::egui;

/// The sheets of all charts of the gallery, measured in the program's own faces.
fn all(width: f32) -> Vec<(&'static str, Scene)> {
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    let mut sheets = Vec::new();
    for _ in 0..2 {
        sheets.clear();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let measure = UiMeasure::new(ui);
            let notes = ["konate-2025.backline, at 11 Jul 2025".to_owned()];
            let pages = ChartPage::ALL.into_iter();
            let all = pages.flat_map(|(page, _)| charts(page, &measure, width));
            sheets = all
                .map(|(name, scene)| (name, sheet(&measure, &scene, name, &notes)))
                .collect();
        });
        output.textures_delta.clear();
    }
    sheets
}

/// How many pixels differ from the first one, which shows the ground.
fn ink(picture: &Picture) -> usize {
    let mut pixels = picture.rgba.chunks_exact(4);
    let ground = pixels.next().unwrap().to_vec();
    pixels.filter(|pixel| *pixel != ground).count()
}

#[test]
fn every_chart_leaves_ink_in_both_themes() {
    for theme in [&LIGHT, &DARK] {
        for (name, scene) in all(480.0) {
            check_ink(name, &scene, theme);
        }
    }
}

fn check_ink(name: &str, sheet: &Scene, theme: &Tokens) {
    let drawn = picture(&svg(sheet, &palette(theme)), 1.0).unwrap();
    assert!(ink(&drawn) > 600, "{name}: {}", ink(&drawn));
    assert_eq!(drawn.width, sheet.width.ceil() as usize);
    let solid = drawn.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255);
    assert!(solid, "{name} has holes");
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let (_, scene) = all(480.0).remove(0);
    let once = svg(&scene, &palette(&LIGHT));
    assert_eq!(once, svg(&scene, &palette(&LIGHT)));
    assert_eq!(png(&once, 2.0).unwrap(), png(&once, 2.0).unwrap());
}

#[test]
#[ignore = "writes every chart to target/charts, for the eye"]
fn pictures_for_the_eye() {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let folder = std::path::Path::new(&target).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for (theme, tokens) in [("light", &LIGHT), ("dark", &DARK)] {
        for width in [300.0, 514.0] {
            for (idx, (name, sheet)) in all(width).iter().enumerate() {
                let file = format!(
                    "{idx:02}-{}-{width}-{theme}.png",
                    name.replace([' ', ','], "-")
                );
                let bytes = png(&svg(sheet, &palette(tokens)), 1.0).unwrap();
                std::fs::write(folder.join(file), bytes).unwrap();
            }
        }
    }
}
