//! What now or later promises.

use super::*;
use crate::chart::testing::{FixedWidth, WIDTHS, check_scene, texts};

fn gain(points: &[(f64, f64)], break_even: Option<f64>) -> Gain {
    Gain {
        points: points.to_vec(),
        break_even,
        lines: vec!["formula".to_owned()],
    }
}

fn fee(at: f64, name: &str) -> Fee {
    Fee {
        at,
        name: name.to_owned(),
        is_draft: name == "package A",
    }
}

fn draw(width: f32, ours: &Gain, theirs: &Gain, fees: &[Fee]) -> NowOrLaterChart {
    let drawn = now_or_later(
        &FixedWidth,
        width,
        NowOrLater {
            unit: "EUR m",
            ours,
            theirs,
            fees,
        },
    );
    check_scene(&drawn.scene);
    drawn
}

fn konate() -> (Gain, Gain) {
    (
        gain(&[(20.0, 5.0), (50.0, -25.3)], Some(24.95)),
        gain(&[(20.0, -7.3), (50.0, 20.9)], Some(27.76)),
    )
}

#[test]
fn the_gap_between_the_break_evens_is_hatched_and_named() {
    let (ours, theirs) = konate();
    for width in WIDTHS {
        let fees = [
            fee(25.0, "our bid"),
            fee(50.0, "ask"),
            fee(22.0, "package A"),
        ];
        let scene = draw(width, &ours, &theirs, &fees).scene;
        let hatched = |shape: &Shape| matches!(shape, Shape::Hatch { .. });
        assert!(scene.shapes.iter().any(hatched));
        let told = |words: &str| scene.marks.iter().any(|mark| mark.name.contains(words));
        assert!(told("Gap 2.81 EUR m"));
        assert!(told("Our break-even 24.95 EUR m"));
        assert!(told("ask, fee 50.00 EUR m: they gain +20.90"));
        for line in ["we gain by buying now", "they gain by selling now"] {
            assert!(texts(&scene).contains(&line), "{line} at {width}");
        }
    }
}

#[test]
fn a_zone_is_no_gap() {
    let (ours, mut theirs) = konate();
    theirs.break_even = Some(22.0);
    let scene = draw(400.0, &ours, &theirs, &[]).scene;
    assert!(
        scene
            .marks
            .iter()
            .any(|mark| mark.name.starts_with("Zone 2.95"))
    );
    assert!(
        !scene
            .shapes
            .iter()
            .any(|shape| matches!(shape, Shape::Hatch { .. }))
    );
}

#[test]
fn any_figures_hold() {
    let empty = Gain::default();
    for width in WIDTHS {
        assert!(
            draw(width, &empty, &empty, &[])
                .scene
                .name
                .starts_with("Nothing")
        );
        for points in [
            vec![(0.0, 0.0), (1_000.0, 0.0)],
            vec![(5.0, 5.0)],
            vec![(-20.0, 1e9), (20.0, -1e9)],
            vec![(f64::NAN, 1.0), (3.0, f64::INFINITY)],
            vec![(0.001, 0.0001), (0.002, -0.0001)],
            vec![(20.0, 4.0), (20.0, -4.0), (10.0, 9.0)],
        ] {
            for limit in [None, Some(f64::NAN), Some(-3.0), Some(20.0), Some(1e12)] {
                let line = gain(&points, limit);
                draw(width, &line, &empty, &[fee(20.0, "ask")]);
                draw(
                    width,
                    &line,
                    &line,
                    &[fee(20.0, "ask"), fee(20.0, "package A")],
                );
            }
        }
    }
}

#[test]
fn a_fee_is_found_again_where_it_stands() {
    let (ours, theirs) = konate();
    let axis = draw(400.0, &ours, &theirs, &[]).fee;
    for fee in [20.0, 24.95, 41.5, 50.0] {
        assert!((axis.amount_at(axis.place(fee)) - fee).abs() < 0.001);
    }
}
