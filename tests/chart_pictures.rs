//! Every chart leaves the program as the picture that the screen shows.

#![allow(
    clippy::unwrap_used,
    reason = "a test that fails should say so at once"
)]

use backline::chart::scene::{Face, Measure, Scene};
use backline::chart::sheet::sheet;
use backline::chart::svg::svg;
use backline::store::{Picture, picture, png};
use backline::ui::gallery::samples::{ChartPage, charts};
use backline::ui::tokens::{DARK, LIGHT, Tokens};
use backline::ui::widgets::chart::palette;

/// About as wide as the program's face.
struct Rough;

impl Measure for Rough {
    fn width(&self, text: &str, face: Face) -> f32 {
        text.chars().count() as f32 * face.size() * 0.55
    }
}

fn all(width: f32) -> Vec<(&'static str, Scene)> {
    let pages = ChartPage::ALL.into_iter();
    pages
        .flat_map(|(page, _)| charts(page, &Rough, width))
        .collect()
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

fn check_ink(name: &str, scene: &Scene, theme: &Tokens) {
    let sheet = sheet(&Rough, scene, name, &["At 11 Jul 2025".to_owned()]);
    let drawn = picture(&svg(&sheet, &palette(theme)), 1.0).unwrap();
    assert!(ink(&drawn) > 600, "{name}: {}", ink(&drawn));
    assert_eq!(drawn.width, sheet.width.ceil() as usize);
    assert!(
        drawn.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255),
        "{name} has holes"
    );
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let (_, scene) = all(480.0).remove(0);
    let once = svg(&scene, &palette(&LIGHT));
    assert_eq!(once, svg(&scene, &palette(&LIGHT)));
    assert_eq!(png(&once, 2.0).unwrap(), png(&once, 2.0).unwrap());
}
