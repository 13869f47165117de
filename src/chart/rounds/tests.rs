//! What the rounds promise.

use super::*;
use crate::chart::testing::{FixedWidth, WIDTHS, check_scene, day, texts};

fn round_at(on: &str, who: Who, low: f64) -> RoundPoint {
    RoundPoint {
        on: day(on),
        who,
        low,
        high: None,
        headline: None,
        or_more: false,
        is_believed: false,
        is_corrected: false,
        name: format!("{who:?} {low}"),
        lines: vec!["article".to_owned()],
        field: None,
    }
}

fn draw(width: f32, points: &[RoundPoint], deadline: Option<&str>) -> Scene {
    let chart = Rounds {
        unit: "EUR m",
        points,
        deadline: deadline.map(day),
    };
    let scene = rounds(&FixedWidth, width, chart);
    check_scene(&scene);
    scene
}

fn seed() -> Vec<RoundPoint> {
    let mut ask = round_at("2025-07-11", Who::Them, 50.0);
    (ask.or_more, ask.is_believed) = (true, true);
    let mut bid = round_at("2025-07-11", Who::Us, 20.0);
    (bid.high, bid.is_believed) = (Some(25.0), true);
    vec![ask, bid]
}

#[test]
fn one_round_on_each_side_shows_both_and_the_distance() {
    for width in WIDTHS {
        for deadline in [None, Some("2025-09-01"), Some("2020-01-01")] {
            let scene = draw(width, &seed(), deadline);
            assert!(scene.name.contains("25.00 between them"), "{}", scene.name);
            for words in ["ask 50 or more", "bid 20–25"] {
                assert!(texts(&scene).contains(&words), "{words} at {width}");
            }
        }
    }
}

#[test]
fn the_mark_is_what_is_guaranteed_and_the_headline_a_thin_line_above() {
    let mut points = seed();
    let mut bid = round_at("2025-07-20", Who::Us, 22.17);
    bid.headline = Some(41.43);
    points.push(bid);
    let scene = draw(600.0, &points, None);
    assert!(texts(&scene).contains(&"bid 22.17"));
    assert!(scene.name.contains("27.83 between them"), "{}", scene.name);
    let row = scene.table.rows.last().unwrap();
    assert_eq!(row.last().unwrap(), "stated, headline 41.43");
}

#[test]
fn a_corrected_row_is_kept_apart_from_the_line() {
    let mut points = seed();
    points.push(round_at("2025-07-20", Who::Us, 26.0));
    points.push(round_at("2025-08-01", Who::Us, 28.0));
    points[2].is_corrected = true;
    let scene = draw(600.0, &points, Some("2025-09-01"));
    let path = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Line {
            points,
            tint: Tint::Us,
            width,
            ..
        } if *width == 2.0 => Some(points.len()),
        _ => None,
    });
    assert_eq!(path, Some(3), "two bids held make a step of three points");
    assert_eq!(
        scene
            .marks
            .iter()
            .filter(|mark| mark.name.ends_with("corrected later"))
            .count(),
        1
    );
    assert!(scene.name.contains("bid 28.00"));
}

#[test]
fn any_rounds_hold() {
    for width in WIDTHS {
        assert!(
            draw(width, &[], Some("2025-09-01"))
                .name
                .starts_with("No rounds")
        );
        for low in [0.0, -5.0, 1_000.0, 1e9, f64::NAN] {
            draw(width, &[round_at("2025-07-11", Who::Us, low)], None);
            let many: Vec<RoundPoint> = (0..40_u32)
                .map(|idx| {
                    let on = format!("20{}-{:02}-11", 10 + idx / 4, idx % 12 + 1);
                    let who = if idx % 2 == 0 { Who::Us } else { Who::Them };
                    round_at(&on, who, low + f64::from(idx * 37 % 11))
                })
                .collect();
            draw(width, &many, Some("2030-09-01"));
        }
    }
}
