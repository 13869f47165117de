//! A pizza: the percentiles of one player as slices, one pizza for each player.

use super::comparison::{Comparison, Entry, MetricRow, notes, strength, turned};
use super::labels::elide;
use super::percentile_bars;
use super::scene::{
    Align, Edge, Face, MISSING, Measure, Point, Rect, SOLID, Scene, Shape, Tint, at,
};
use super::strips;
use super::wheel::{self, SpokeValue, SpokeWords, Wheel};
use crate::domain::figures::figure;

const RADIUS: (f32, f32) = (52.0, 200.0);
/// More slices cannot be read.
const MOST_SLICES: usize = 16;

/// Draws a pizza for each player.
pub fn pizza(measure: &dyn Measure, width: f32, of: Comparison<'_>) -> Scene {
    let of = Comparison {
        metrics: of.metrics.get(..MOST_SLICES).unwrap_or(of.metrics),
        ..of
    };
    if of.entries.is_empty() || of.metrics.len() < 3 {
        let advice = "Choose players, a pool and at least three metrics. Each slice then shows a percentile.";
        return Scene::empty(measure, width, "Too little for a pizza", advice);
    }
    let head = |scene: &mut Scene, entry: &Entry, corner: Point, cell: f32| {
        head(scene, measure, entry, corner, cell);
    };
    let one = |cell: f32, idx: usize| one(measure, cell, of, idx);
    let mut scene = wheel::side_by_side(width, of.entries, head, one);
    let pool = if of.pool.is_empty() {
        "No pool: without one there are no percentiles".to_owned()
    } else {
        format!("Slices: percentile in the pool {}. Ring: the 50th", of.pool)
    };
    let turned = turned(of.metrics.iter());
    let turned = if turned.is_empty() {
        turned
    } else {
        format!("Less is better, reversed: {turned}")
    };
    let bottom = scene.height;
    scene.height = notes(&mut scene, measure, bottom, &[pool, turned]);
    let (name, _) = strips::words(of);
    scene.name = name.replacen("All metrics", "Pizza", 1);
    scene.table = percentile_bars::table(of);
    scene
}

fn head(scene: &mut Scene, measure: &dyn Measure, entry: &Entry, corner: Point, cell: f32) {
    let middle = corner.y + 10.0;
    scene.player(at(corner.x + 6.0, middle), 12.0, entry.slot, !entry.is_own);
    let minutes = entry.minutes.filter(|minutes| minutes.is_finite());
    let minutes = minutes.map_or(String::new(), |minutes| {
        format!("{} min", figure(minutes, 0))
    });
    let taken = measure.width(&minutes, Face::Note);
    let name = elide(
        measure,
        &entry.name,
        Face::Strong,
        cell - 18.0 - taken - 8.0,
    );
    let end = corner.x + 18.0 + measure.width(&name, Face::Strong);
    scene.text(
        at(corner.x + 18.0, middle),
        Align::Left,
        Face::Strong,
        Tint::Text,
        name,
    );
    scene.text(
        at(end + 8.0, middle),
        Align::Left,
        Face::Note,
        Tint::Text3,
        minutes,
    );
}

fn one(measure: &dyn Measure, width: f32, of: Comparison<'_>, idx: usize) -> Scene {
    let room = width * 0.24;
    let words = |with_percentile| -> Vec<SpokeWords> {
        of.metrics
            .iter()
            .enumerate()
            .map(|(spoke, metric)| {
                let pole = Wheel::is_pole(of.metrics.len(), spoke);
                let room = if pole { 1.5 * room } else { room };
                spoke_words((measure, room), metric, idx, with_percentile)
            })
            .collect()
    };
    let side = wheel::words_reach(measure, &words(true), room) + 12.0;
    let wheel = Wheel {
        centre: at(width / 2.0, 0.0),
        radius: (width / 2.0 - side)
            .clamp(RADIUS.0, RADIUS.1)
            .min(width * 0.42),
        spokes: of.metrics.len(),
    };
    let words = words(!has_numbers(wheel));
    let blocks = wheel::lay_out(measure, wheel, &words, (0.0, width));
    let (top, bottom) = wheel::reach(wheel, &blocks);
    let down = 6.0 - top;
    let mut scene = Scene::new(width, bottom - top + 12.0);
    let moved = Wheel {
        centre: at(wheel.centre.x, down),
        ..wheel
    };
    let Some(entry) = of.entries.get(idx) else {
        return scene;
    };
    for (spoke, metric) in of.metrics.iter().enumerate() {
        slice(&mut scene, measure, moved, (spoke, metric, entry, idx));
    }
    half_ring(&mut scene, moved);
    for ((spoke, words), block) in words.iter().enumerate().zip(&blocks) {
        wheel::leader(&mut scene, wheel, spoke, *block, down);
        wheel::write(&mut scene, measure, words, *block, down);
        let Some(metric) = of.metrics.get(spoke) else {
            continue;
        };
        let rect = block.rect;
        if rect.width > 0.0 {
            let hit = Rect::new(rect.left, rect.top + down, rect.width, rect.height);
            let (name, lines) = metric.says(entry, metric.reading(idx), of.pool);
            scene.mark_about(hit, name, lines, entry.about(metric));
        }
    }
    scene
}

/// True if the percentiles find room in the slices; else they stand outside.
fn has_numbers(wheel: Wheel) -> bool {
    wheel.radius >= 70.0 && wheel.spokes <= 10
}

fn spoke_words(
    room: (&dyn Measure, f32),
    metric: &MetricRow,
    idx: usize,
    with_percentile: bool,
) -> SpokeWords {
    let reading = metric.reading(idx);
    let value = reading.value();
    let mut text = value.map_or("—".to_owned(), |value| metric.text(value));
    let mut ends = String::new();
    if let (true, Some(percentile)) = (with_percentile, reading.percentile()) {
        ends = text;
        text = figure(percentile, 0);
    }
    let values = vec![SpokeValue { slot: None, text }];
    SpokeWords::new(room, &metric.name(), ends, values)
}

/// A slice as long as the percentile, its number in it.
fn slice(
    scene: &mut Scene,
    measure: &dyn Measure,
    wheel: Wheel,
    (spoke, metric, entry, idx): (usize, &MetricRow, &Entry, usize),
) {
    let spoke = spoke as f32;
    let (from, to) = (spoke - 0.47, spoke + 0.47);
    let whole = piece(wheel, (from, to), 1.0);
    let Some(percentile) = metric.reading(idx).percentile() else {
        let edge = Edge {
            tint: Tint::Ctl,
            width: 1.0,
            dash: MISSING,
        };
        scene.shapes.push(Shape::Polygon {
            points: whole,
            fill: None,
            opacity: 1.0,
            edge: Some(edge),
        });
        return;
    };
    scene.shapes.push(Shape::Polygon {
        points: whole,
        fill: Some(Tint::Track),
        opacity: 1.0,
        edge: None,
    });
    let out = (percentile / 100.0) as f32;
    let start = scene.shapes.len();
    if out > 0.0 {
        scene.shapes.push(Shape::Polygon {
            points: piece(wheel, (from, to), out),
            fill: Some(Tint::Player(entry.slot)),
            opacity: 1.0,
            edge: None,
        });
    }
    scene.fade_since(start, strength(entry.sample));
    if has_numbers(wheel) {
        number(scene, measure, wheel, (spoke, out, percentile));
    }
}

/// The percentile on its own small ground, at the end of the slice.
fn number(
    scene: &mut Scene,
    measure: &dyn Measure,
    wheel: Wheel,
    (spoke, out, percentile): (f32, f32, f64),
) {
    let face = Face::Key;
    let words = figure(percentile, 0);
    let (width, height) = (measure.width(&words, face) + 5.0, 12.0);
    // Nearer to the middle than this the numbers of neighbours would touch.
    let turn = wheel.turn(1.0).min(std::f32::consts::FRAC_PI_2);
    let least = (width + 1.0) / (2.0 * (turn / 2.0).sin() * wheel.radius.max(1.0));
    let out = (out - 10.0 / wheel.radius.max(1.0)).max(least);
    if out > 0.95 {
        return;
    }
    let place = wheel.place(spoke, out);
    let ground = Rect::new(place.x - width / 2.0, place.y - height / 2.0, width, height);
    let edge = Edge {
        tint: Tint::Line2,
        width: 1.0,
        dash: SOLID,
    };
    scene.boxed(ground, 2.0, Some(Tint::Panel), Some(edge));
    scene.text(place, Align::Centre, face, Tint::Text, words);
}

/// The corners of a slice: the middle, then the outer edge.
fn piece(wheel: Wheel, (from, to): (f32, f32), out: f32) -> Vec<Point> {
    let mut points = vec![wheel.centre];
    points.extend(wheel.arc(from, to, out));
    points
}

fn half_ring(scene: &mut Scene, wheel: Wheel) {
    let ring = wheel.arc(0.0, wheel.spokes as f32, 0.5);
    scene.line(ring, Tint::Text3, 1.0, SOLID);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FixedWidth, WIDTHS, cases, check_scene, texts};
    use super::*;
    use crate::domain::figures::tied;

    #[test]
    fn every_comparison_holds_at_every_width() {
        for case in cases() {
            for width in WIDTHS {
                let scene = pizza(&FixedWidth, width, case.view());
                check_scene(&scene);
                assert_eq!(
                    scene.table.rows.len(),
                    case.metrics.len() * case.entries.len()
                );
            }
        }
    }

    #[test]
    fn from_three_to_sixteen_slices_hold() {
        let case = cases().remove(1);
        for slices in 0..20 {
            let metrics: Vec<MetricRow> =
                case.metrics.iter().cycle().take(slices).cloned().collect();
            let view = Comparison {
                metrics: &metrics,
                ..case.view()
            };
            for width in WIDTHS {
                check_scene(&pizza(&FixedWidth, width, view));
            }
        }
    }

    #[test]
    fn the_pool_is_printed_and_so_is_every_percentile() {
        let case = cases().remove(0);
        let scene = pizza(&FixedWidth, 420.0, case.view());
        let all = texts(&scene);
        assert!(all.iter().any(|text| text.contains(&tied("n = 104"))));
        for metric in &case.metrics {
            let printed = figure(metric.readings[0].percentile.unwrap(), 0);
            assert!(all.contains(&printed.as_str()), "{printed}");
        }
    }
}
