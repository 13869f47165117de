//! A radar: six to twelve metrics, the ring at the 5th and the 95th of the pool.

use super::comparison::{Comparison, Entry, MetricRow, notes, strength, turned};
use super::labels::elide;
use super::legend::{Swatch, legend};
use super::scene::{
    Align, Edge, Face, Measure, Point, Rect, SOLID, Scene, Shape, Tint, at, dash_of_slot,
};
use super::strips;
use super::wheel::{self, SpokeValue, SpokeWords, Wheel};
use crate::domain::figures::figure;

/// Fewer axes make no figure.
pub const LEAST_AXES: usize = 3;
/// More axes cannot be read.
pub const MOST_AXES: usize = 12;
/// More figures over one another cannot be told apart; they become small multiples.
pub const MOST_OVERLAID: usize = 3;

const RADIUS: (f32, f32) = (56.0, 220.0);
const SMALL: (f32, f32) = (44.0, 160.0);

/// Draws one radar for up to three players, small multiples for more.
pub fn radar(measure: &dyn Measure, width: f32, of: Comparison<'_>) -> Scene {
    let of = Comparison {
        metrics: of.metrics.get(..MOST_AXES).unwrap_or(of.metrics),
        ..of
    };
    if of.entries.is_empty() || of.metrics.len() < LEAST_AXES {
        let advice = "Choose players and six to twelve metrics. The radar shows the shape of a player; for who is better, read the bars.";
        return Scene::empty(measure, width, "Too little for a radar", advice);
    }
    let all: Vec<usize> = (0..of.entries.len()).collect();
    let mut scene = if all.len() <= MOST_OVERLAID {
        one(measure, width, of, &all, RADIUS)
    } else {
        multiples(measure, width, of)
    };
    let mut bottom = scene.height + 8.0;
    if all.len() <= MOST_OVERLAID {
        let players: Vec<(Swatch, String)> = of.entries.iter().map(swatch).collect();
        bottom += legend(&mut scene, measure, bottom, &players) + 2.0;
    }
    scene.height = notes(&mut scene, measure, bottom, &footnote(of));
    let (name, table) = strips::words(of);
    scene.name = name.replacen("All metrics", "Radar", 1);
    scene.table = table;
    scene
}

fn swatch(entry: &Entry) -> (Swatch, String) {
    (
        Swatch::Player(entry.slot, !entry.is_own),
        entry.name.clone(),
    )
}

/// One wheel with the figures of these players.
fn one(
    measure: &dyn Measure,
    width: f32,
    of: Comparison<'_>,
    players: &[usize],
    (least, most): (f32, f32),
) -> Scene {
    // The shape gets the most of a small cell, words the most of a large one.
    let room = width * if most <= SMALL.1 { 0.24 } else { 0.3 };
    let words: Vec<SpokeWords> = of
        .metrics
        .iter()
        .enumerate()
        .map(|(spoke, metric)| {
            let pole = Wheel::is_pole(of.metrics.len(), spoke);
            let room = if pole { 1.5 * room } else { room };
            spoke_words((measure, room), metric, of, players)
        })
        .collect();
    let side = wheel::words_reach(measure, &words, room) + 12.0;
    let wheel = Wheel {
        centre: at(width / 2.0, 0.0),
        radius: (width / 2.0 - side).clamp(least, most).min(width * 0.42),
        spokes: of.metrics.len(),
    };
    let blocks = wheel::lay_out(measure, wheel, &words, (0.0, width));
    let (top, bottom) = wheel::reach(wheel, &blocks);
    let down = 6.0 - top;
    let mut scene = Scene::new(width, bottom - top + 12.0);
    let wheel = Wheel {
        centre: at(wheel.centre.x, down),
        ..wheel
    };
    rings(&mut scene, wheel);
    for (order, idx) in players.iter().enumerate() {
        figure_of(&mut scene, wheel, of, *idx, order);
    }
    for ((spoke, words), block) in words.iter().enumerate().zip(&blocks) {
        let unmoved = Wheel {
            centre: at(wheel.centre.x, 0.0),
            ..wheel
        };
        wheel::leader(&mut scene, unmoved, spoke, *block, down);
        wheel::write(&mut scene, measure, words, *block, down);
        axis_mark(&mut scene, of, spoke, block.rect, down);
    }
    for idx in players {
        corners(&mut scene, wheel, of, *idx);
    }
    scene
}

fn spoke_words(
    room: (&dyn Measure, f32),
    metric: &MetricRow,
    of: Comparison<'_>,
    players: &[usize],
) -> SpokeWords {
    let ends = metric.axis_ends().map(|(ends, _)| ends);
    let text = |end: f64| {
        if end == end.round() {
            figure(end, 0)
        } else {
            metric.text(end)
        }
    };
    let alone = players.len() == 1;
    let value = |idx: &usize| {
        let entry = of.entries.get(*idx)?;
        let value = metric.reading(*idx).value();
        Some(SpokeValue {
            slot: (!alone).then_some((entry.slot, !entry.is_own)),
            text: value.map_or("—".to_owned(), |value| metric.text(value)),
        })
    };
    let ends = ends.map_or("not measured".to_owned(), |(inner, outer)| {
        format!("{} to {}", text(inner), text(outer))
    });
    let values = players.iter().filter_map(value).collect();
    SpokeWords::new(room, &metric.name(), ends, values)
}

fn rings(scene: &mut Scene, wheel: Wheel) {
    for (out, tint) in [
        (0.25, Tint::Line),
        (0.5, Tint::Line),
        (0.75, Tint::Line),
        (1.0, Tint::Line2),
    ] {
        let edge = Edge {
            tint,
            width: 1.0,
            dash: SOLID,
        };
        scene.shapes.push(Shape::Polygon {
            points: wheel.ring(out),
            fill: None,
            opacity: 1.0,
            edge: Some(edge),
        });
    }
    for spoke in 0..wheel.spokes {
        let ends = vec![wheel.centre, wheel.place(spoke as f32, 1.0)];
        scene.line(ends, Tint::Line, 1.0, SOLID);
    }
}

/// Where a player stands on every spoke; none where he was not measured.
fn places(wheel: Wheel, of: Comparison<'_>, idx: usize) -> Vec<Option<Point>> {
    let place = |(spoke, metric): (usize, &MetricRow)| {
        let along = metric.along(metric.reading(idx).value()?)?;
        Some(wheel.place(spoke as f32, along))
    };
    of.metrics.iter().enumerate().map(place).collect()
}

/// The figure of a player; it is open where he was not measured.
fn figure_of(scene: &mut Scene, wheel: Wheel, of: Comparison<'_>, idx: usize, order: usize) {
    let Some(entry) = of.entries.get(idx) else {
        return;
    };
    let tint = Tint::Player(entry.slot);
    let places = places(wheel, of, idx);
    let dash = dash_of_slot(entry.slot);
    let from = scene.shapes.len();
    let known: Vec<Point> = places.iter().flatten().copied().collect();
    if known.len() == places.len() {
        scene.shapes.push(Shape::Polygon {
            points: known,
            fill: Some(tint),
            opacity: if order == 0 { 0.14 } else { 0.06 },
            edge: Some(Edge {
                tint,
                width: 2.0,
                dash,
            }),
        });
    } else {
        let next = places.iter().cycle().skip(1);
        for pair in places.iter().zip(next) {
            if let (Some(one), Some(other)) = pair {
                scene.line(vec![*one, *other], tint, 2.0, dash);
            }
        }
    }
    scene.fade_since(from, strength(entry.sample));
}

/// The shapes at the corners, over all figures, and what each says.
fn corners(scene: &mut Scene, wheel: Wheel, of: Comparison<'_>, idx: usize) {
    const SIGN: f32 = 10.0;
    let Some(entry) = of.entries.get(idx) else {
        return;
    };
    for (metric, place) in of.metrics.iter().zip(places(wheel, of, idx)) {
        let Some(place) = place else { continue };
        let from = scene.shapes.len();
        scene.player(place, SIGN, entry.slot, !entry.is_own);
        scene.fade_since(from, strength(entry.sample));
        let hit = Rect::new(place.x - SIGN / 2.0, place.y - SIGN / 2.0, SIGN, SIGN);
        let (name, lines) = metric.says(entry, metric.reading(idx), of.pool);
        scene.mark_about(hit, name, lines, entry.about(metric));
    }
}

fn axis_mark(scene: &mut Scene, of: Comparison<'_>, spoke: usize, rect: Rect, down: f32) {
    let Some(metric) = of.metrics.get(spoke).filter(|_| rect.width > 0.0) else {
        return;
    };
    let rect = Rect::new(rect.left, rect.top + down, rect.width, rect.height);
    let lines = [metric.definition.clone(), metric.pool_words(of.pool)];
    let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
    let about = super::scene::About::key(metric.key.as_str());
    scene.mark_about(rect, metric.full_name(), lines, about);
}

/// A wheel for each player.
fn multiples(measure: &dyn Measure, width: f32, of: Comparison<'_>) -> Scene {
    let head = |scene: &mut Scene, entry: &Entry, corner: Point, cell: f32| {
        let middle = corner.y + 10.0;
        scene.player(at(corner.x + 6.0, middle), 12.0, entry.slot, !entry.is_own);
        let name = elide(measure, &entry.name, Face::Strong, cell - 18.0);
        let place = at(corner.x + 18.0, middle);
        scene.text(place, Align::Left, Face::Strong, Tint::Text, name);
    };
    let one = |cell: f32, idx: usize| one(measure, cell, of, &[idx], SMALL);
    wheel::side_by_side(width, of.entries, head, one)
}

fn footnote(of: Comparison<'_>) -> Vec<String> {
    let pooled = of
        .metrics
        .iter()
        .filter_map(MetricRow::axis_ends)
        .all(|(_, of_pool)| of_pool);
    let turned = turned(of.metrics.iter());
    let mut first = if of.pool.is_empty() || !pooled {
        "Ring ends: round figures around these players, no pool".to_owned()
    } else {
        format!("Ring ends: 5th and 95th of the pool, {}", of.pool)
    };
    if !turned.is_empty() {
        first += &format!(". Less is better, reversed: {turned}");
    }
    vec![first]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FixedWidth, WIDTHS, cases, check_scene, texts};
    use super::*;

    #[test]
    fn every_comparison_holds_at_every_width() {
        for case in cases() {
            for width in WIDTHS {
                let scene = radar(&FixedWidth, width, case.view());
                check_scene(&scene);
                assert_eq!(scene.table.rows.len(), case.metrics.len(), "{}", case.what);
            }
        }
    }

    #[test]
    fn from_three_to_twelve_axes_hold() {
        let case = cases().remove(1);
        for axes in 0..20 {
            let metrics: Vec<MetricRow> = case.metrics.iter().cycle().take(axes).cloned().collect();
            let view = Comparison {
                metrics: &metrics,
                ..case.view()
            };
            for width in WIDTHS {
                let scene = radar(&FixedWidth, width, view);
                check_scene(&scene);
                let rows = if axes < 3 { 0 } else { axes.min(12) };
                assert_eq!(scene.table.rows.len(), rows);
            }
        }
    }

    #[test]
    fn three_are_filled_at_most_and_six_become_small_multiples() {
        for case in cases().iter().filter(|case| case.what.contains("Usual")) {
            let scene = radar(&FixedWidth, 820.0, case.view());
            let mut filled = 0;
            let shapes = scene.shapes.iter().flat_map(|shape| match shape {
                Shape::Faded { shapes, .. } => shapes.as_slice(),
                other => std::slice::from_ref(other),
            });
            let mut wheels = std::collections::BTreeSet::new();
            for shape in shapes {
                if let Shape::Polygon { fill, points, .. } = shape {
                    if fill.is_some() {
                        filled += 1;
                        continue;
                    }
                    let middle = points.iter().map(|p| p.x).sum::<f32>() / points.len() as f32;
                    wheels.insert((middle / 50.0) as i32);
                }
            }
            assert_eq!(filled, case.entries.len());
            assert_eq!(wheels.len() > 1, case.entries.len() > MOST_OVERLAID);
        }
    }

    #[test]
    fn ends_and_values_are_printed() {
        let case = cases().remove(1);
        let scene = radar(&FixedWidth, 820.0, case.view());
        let all = texts(&scene);
        assert!(all.contains(&"0.40 to 2.10"), "{all:?}");
        let value = case.metrics[0].readings[1].value.unwrap();
        assert!(all.contains(&figure(value, 2).as_str()));
    }
}
