//! What the scatter promises.

use super::*;
use crate::chart::scene::Shape;
use crate::chart::testing::{
    FixedWidth, LONG_NAMES, WIDTHS, cases, check_scene, text_rects, texts,
};

fn pool(rows: usize) -> PoolDots {
    let dots = (0..rows).map(|row| PoolDot {
        x: (row * 7_919 % 1_000) as f64 / 400.0,
        y: if row % 50 == 3 {
            f64::NAN
        } else {
            (row * 104_729 % 997) as f64 / 300.0
        },
        minutes: 900.0 + (row * 31 % 2_500) as f64,
    });
    PoolDots::new(dots.collect())
}

fn draw(width: f32, of: Comparison<'_>, pool: &PoolDots) -> ScatterChart {
    let chart = scatter(
        &FixedWidth,
        width,
        Scatter {
            of,
            across: 0,
            up: 7,
            pool,
        },
    );
    check_scene(&chart.scene);
    chart
}

#[test]
fn every_comparison_holds_at_every_width() {
    for case in cases() {
        for width in WIDTHS {
            for rows in [0, 1, 104] {
                draw(width, case.view(), &pool(rows));
            }
        }
    }
}

#[test]
fn a_pool_of_thousands_is_a_few_shapes_and_no_marks() {
    let case = cases().remove(1);
    let small = draw(420.0, case.view(), &pool(100)).scene;
    let large = draw(420.0, case.view(), &pool(50_000)).scene;
    assert_eq!(large.shapes.len(), small.shapes.len());
    assert_eq!(large.marks.len(), small.marks.len());
    let dots = |scene: &Scene| -> usize {
        let faded = scene.shapes.iter().flat_map(|shape| match shape {
            Shape::Faded { shapes, .. } => shapes.as_slice(),
            _ => &[],
        });
        let dots = faded.map(|shape| match shape {
            Shape::Dots { centres, .. } => centres.len(),
            _ => 0,
        });
        dots.sum()
    };
    assert!(dots(&small) >= 95 && (400..=1_600).contains(&dots(&large)));
}

#[test]
fn a_dot_is_found_again_and_a_brush_takes_what_it_covers() {
    let case = cases().remove(1);
    let pool = pool(104);
    let chart = draw(420.0, case.view(), &pool);
    let spot = chart.place(&pool.dots[17]).unwrap();
    assert_eq!(chart.row_at(&pool, spot), Some(17));
    assert!(
        chart
            .rows_in(&pool, Rect::new(spot.x - 1.0, spot.y - 1.0, 2.0, 2.0))
            .contains(&17)
    );
    let whole = Rect::new(0.0, 0.0, 420.0, chart.scene.height);
    assert_eq!(chart.rows_in(&pool, whole).len(), pool.drawn());
    assert_eq!(chart.row_at(&pool, at(-90.0, -90.0)), None);
}

#[test]
fn names_touch_no_other_name_and_no_sign() {
    let case = cases()
        .into_iter()
        .find(|case| case.entries.len() == 6)
        .unwrap();
    let scene = draw(600.0, case.view(), &pool(104)).scene;
    for (rect, text) in text_rects(&scene) {
        let Some(mine) = case.entries.iter().position(|entry| entry.name == text) else {
            continue;
        };
        for shape in &scene.shapes {
            if let Shape::Marker { centre, slot, .. } = shape {
                let sign = Rect::new(centre.x - 3.0, centre.y - 3.0, 6.0, 6.0);
                assert!(!rect.overlaps(sign), "{text} of {mine} lies on {slot}");
            }
        }
    }
    assert!(LONG_NAMES.len() == 6 && texts(&scene).contains(&"Konaté"));
}

/// Every dot to which the arrow keys lead from the middle.
fn reached(chart: &ScatterChart, pool: &PoolDots) -> usize {
    let mut reached: std::collections::BTreeSet<usize> = chart.middle(pool).into_iter().collect();
    let mut open: Vec<usize> = reached.iter().copied().collect();
    while let Some(row) = open.pop() {
        for side in [Side::Left, Side::Right, Side::Up, Side::Down] {
            if let Some(next) = chart.beside(pool, row, side)
                && reached.insert(next)
            {
                open.push(next);
            }
        }
    }
    reached.len()
}

#[test]
fn the_arrow_keys_lead_to_every_dot_of_a_pool() {
    let case = cases().remove(1);
    for rows in [0, 1, 2, 104, 500] {
        let pool = pool(rows);
        let chart = draw(420.0, case.view(), &pool);
        assert_eq!(reached(&chart, &pool), pool.drawn(), "{rows} rows");
    }
    let equal = PoolDot {
        x: 1.0,
        y: 1.0,
        minutes: 900.0,
    };
    let pool = PoolDots::new(vec![equal; 5]);
    let chart = draw(420.0, case.view(), &pool);
    assert_eq!(reached(&chart, &pool), 5, "dots upon each other");
}

#[test]
fn an_arrow_key_goes_to_its_side() {
    let case = cases().remove(1);
    let pool = pool(104);
    let chart = draw(420.0, case.view(), &pool);
    let from = chart.middle(&pool).unwrap();
    let place = |row: usize| chart.place_of(&pool, row).unwrap();
    let to = |side: Side| place(chart.beside(&pool, from, side).unwrap());
    let middle = place(from);
    assert!(to(Side::Left).x < middle.x && to(Side::Right).x > middle.x);
    assert!(to(Side::Up).y < middle.y && to(Side::Down).y > middle.y);
}
