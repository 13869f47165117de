//! One metric of several players: bars from zero with the interval of each, the best first.

use super::axis::{Scale, tick_text};
use super::comparison::{
    Comparison, Entry, MetricRow, Reading, notes, numbers, strength, unmeasured,
};
use super::labels::elide;
use super::scene::{Align, Edge, Face, MISSING, Measure, Rect, SOLID, Scene, Table, Tint, at};
use crate::domain::figures::figure;

const ROW: f32 = 24.0;
const BAR: f32 = 10.0;
/// The player's shape and its distance to the name.
const MARK: f32 = 18.0;
const WHISKER: f32 = 6.0;

/// Draws the bars of the metric at this place.
pub fn bars(measure: &dyn Measure, width: f32, of: Comparison<'_>, metric: usize) -> Scene {
    if !of.entries.is_empty() && of.metrics.is_empty() {
        return unmeasured(measure, width);
    }
    let Some(metric) = of.metrics.get(metric).filter(|_| !of.entries.is_empty()) else {
        let advice = "Add players with Space in Players or on a profile. The bars then show who does more of it, and how sure that is.";
        return Scene::empty(measure, width, "Nobody to compare", advice);
    };
    let names = of
        .entries
        .iter()
        .map(|entry| measure.width(&entry.name, entry.face()));
    let left = (MARK + names.fold(0.0, f32::max) + 10.0).clamp(50.0, width * 0.34);
    let values = metric.readings.iter().filter_map(Reading::value);
    let figures = values.map(|value| measure.width(&metric.text(value), Face::Strong));
    let right = width - (figures.fold(0.0, f32::max) + 10.0).clamp(24.0, width * 0.25);
    let axis = axis(metric, left, right);
    let bottom = ROW * of.entries.len() as f32;
    let mut scene = Scene::new(width, bottom);
    if let Some(axis) = axis {
        grid(&mut scene, measure, axis, bottom);
    }
    for (place, idx) in order(metric, of.entries.len()).into_iter().enumerate() {
        let Some(entry) = of.entries.get(idx) else {
            continue;
        };
        let top = ROW * place as f32;
        row(
            &mut scene,
            measure,
            (metric, entry, metric.reading(idx)),
            (axis, left, right, top),
        );
        let (name, lines) = metric.says(entry, metric.reading(idx), of.pool);
        let hit = Rect::new(0.0, top, width, ROW);
        scene.mark_about(hit, name, lines, entry.about(metric));
    }
    let below = if axis.is_some() {
        bottom + 18.0
    } else {
        bottom + 4.0
    };
    scene.height = notes(&mut scene, measure, below, &footnote(metric, of));
    (scene.name, scene.table) = words(metric, of);
    scene
}

/// From the best to the least; players without a value last, in their own order.
pub fn order(metric: &MetricRow, players: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..players).collect();
    let rank = |idx: &usize| metric.reading(*idx).value();
    order.sort_by(|one, other| match (rank(one), rank(other)) {
        (Some(a), Some(b)) if metric.less_is_better => a.total_cmp(&b),
        (Some(a), Some(b)) => b.total_cmp(&a),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    order
}

/// From the worse end at the left; it holds every interval. Bars need a zero, so the ends of the
/// pool are left to the other pictures.
fn axis(metric: &MetricRow, left: f32, right: f32) -> Option<Scale> {
    let reach = metric.readings.iter().flat_map(|reading| {
        let (low, high) = numbers(reading.interval).unzip();
        [reading.value(), low, high]
    });
    let (least, most) = crate::domain::figures::ends(reach.flatten())?;
    let (least, most) = (least.min(0.0), most.max(0.0));
    let span = if most > least { most - least } else { 1.0 };
    let most = if metric.unit == "%" && most <= 100.0 {
        most.min(100.0)
    } else {
        most + span * 0.04
    };
    let (from, to) = (least, most.max(least + span * 0.5));
    let (start, end) = if metric.less_is_better {
        (right, left)
    } else {
        (left, right)
    };
    Some(Scale {
        from,
        to,
        start,
        end,
    })
}

fn grid(scene: &mut Scene, measure: &dyn Measure, axis: Scale, bottom: f32) {
    let widest = measure.width(&tick_text(axis.to), Face::Note).min(60.0);
    let mut ticks = axis.ticks(widest + 18.0);
    ticks.sort_by(|one, other| axis.place(*one).total_cmp(&axis.place(*other)));
    let mut free = 0.0;
    for tick in ticks {
        let x = axis.place(tick);
        let words = tick_text(tick);
        let half = measure.width(&words, Face::Note) / 2.0;
        let tint = if tick == 0.0 { Tint::Ctl } else { Tint::Line };
        scene.upright(x, 2.0, bottom, tint, 1.0);
        if x - half >= free && x + half <= scene.width {
            free = x + half + 6.0;
            let place = at(x, bottom + 8.0);
            scene.text(place, Align::Centre, Face::Note, Tint::Text3, words);
        }
    }
}

fn row(
    scene: &mut Scene,
    measure: &dyn Measure,
    (metric, entry, reading): (&MetricRow, &Entry, &Reading),
    (axis, left, right, top): (Option<Scale>, f32, f32, f32),
) {
    let middle = top + ROW / 2.0;
    let from = scene.shapes.len();
    scene.player(at(6.0, middle), 12.0, entry.slot, !entry.is_own);
    scene.fade_since(from, strength(entry.sample));
    let name = elide(measure, &entry.name, entry.face(), left - MARK - 8.0);
    scene.text(
        at(MARK, middle),
        Align::Left,
        entry.face(),
        Tint::Text,
        name,
    );
    let (Some(axis), Some(value)) = (axis, reading.value()) else {
        missing(scene, measure, reading, (left, right, middle));
        return;
    };
    let from = scene.shapes.len();
    let zero = axis.place(if metric.less_is_better { axis.to } else { 0.0 });
    let tip = axis.place(value);
    let bar = Rect::span(zero.min(tip), zero.max(tip), middle - BAR / 2.0, BAR);
    let tint = Tint::Player(entry.slot);
    if entry.is_own && bar.width > 2.0 {
        let edge = Edge {
            tint,
            width: 1.5,
            dash: SOLID,
        };
        scene.boxed(bar.grown(-0.75), 1.0, Some(Tint::Panel), Some(edge));
    } else {
        scene.bar(bar.at_least_wide(1.5, left, right), 1.0, tint);
    }
    if let Some((low, high)) = numbers(reading.interval) {
        whisker(scene, (axis.place(low), axis.place(high)), middle);
    }
    scene.fade_since(from, strength(entry.sample));
    let tint = match strength(entry.sample) < 1.0 {
        true => Tint::Text2,
        false => Tint::Text,
    };
    let words = metric.text(value);
    scene.text(
        at(scene.width, middle),
        Align::Right,
        Face::Strong,
        tint,
        words,
    );
}

/// A line with two ends.
pub(super) fn whisker(scene: &mut Scene, (from, to): (f32, f32), middle: f32) {
    scene.level(middle, from.min(to), from.max(to), Tint::Text, 1.0);
    for x in [from, to] {
        let (top, bottom) = (middle - WHISKER / 2.0, middle + WHISKER / 2.0);
        scene.upright(x, top, bottom, Tint::Text, 1.0);
    }
}

/// A dashed outline, a dash for the figure, and the reason if it fits.
pub(super) fn missing(
    scene: &mut Scene,
    measure: &dyn Measure,
    reading: &Reading,
    (left, right, middle): (f32, f32, f32),
) {
    let outline = Rect::span(left, right, middle - BAR / 2.0, BAR).grown(-0.5);
    scene.outline(outline, Tint::Ctl, MISSING);
    let words = elide(measure, reading.reason(), Face::Note, right - left - 16.0);
    if !words.is_empty() {
        let width = measure.width(&words, Face::Note) + 8.0;
        let ground = Rect::new(left + 6.0, middle - 7.0, width, 14.0);
        scene.bar(ground, 0.0, Tint::Panel);
        scene.text(
            at(left + 10.0, middle),
            Align::Left,
            Face::Note,
            Tint::Text3,
            words,
        );
    }
    scene.text(
        at(scene.width, middle),
        Align::Right,
        Face::Body,
        Tint::Ctl,
        "—",
    );
}

fn footnote(metric: &MetricRow, of: Comparison<'_>) -> Vec<String> {
    let mut signs = Vec::new();
    let whiskers = metric
        .readings
        .iter()
        .any(|reading| numbers(reading.interval).is_some());
    if whiskers && !of.interval.is_empty() {
        signs.push(format!("line: {}", of.interval));
    }
    if of.entries.iter().any(|entry| entry.is_own) {
        signs.push("outline: own player".to_owned());
    }
    if of.entries.iter().any(|entry| strength(entry.sample) < 1.0) {
        signs.push("faded: 950 minutes or fewer".to_owned());
    }
    let mut signs = signs.join("; ");
    if let Some(first) = signs.get(..1).map(str::to_uppercase) {
        signs.replace_range(..1, &first);
    }
    let turned = if metric.less_is_better {
        "Less is better: the axis is reversed, further right is better".to_owned()
    } else {
        String::new()
    };
    vec![turned, signs]
}

fn words(metric: &MetricRow, of: Comparison<'_>) -> (String, Table) {
    let mut table = Table::new(&["Player", &metric.name(), "90 % interval", "Minutes", "Note"]);
    for (idx, entry) in of.entries.iter().enumerate() {
        let reading = metric.reading(idx);
        let note = if reading.value().is_none() {
            reading.reason()
        } else {
            ""
        };
        table.row([
            entry.name.clone(),
            metric.text(reading.value().unwrap_or(f64::NAN)),
            numbers(reading.interval).map_or("—".to_owned(), |ends| {
                crate::domain::figures::span(ends, metric.decimals)
            }),
            figure(entry.minutes.unwrap_or(f64::NAN), 0),
            note.to_owned(),
        ]);
    }
    (of.title(&metric.full_name()), table)
}

#[cfg(test)]
mod tests {
    use super::super::scene::{About, Shape};
    use super::super::testing::{FixedWidth, WIDTHS, cases, check_scene, texts};
    use super::*;

    #[test]
    fn every_comparison_holds_at_every_width() {
        for case in cases() {
            for width in WIDTHS {
                for metric in 0..case.metrics.len() {
                    let scene = bars(&FixedWidth, width, case.view(), metric);
                    check_scene(&scene);
                    assert_eq!(scene.marks.len(), case.entries.len(), "{}", case.what);
                    assert_eq!(scene.table.rows.len(), case.entries.len());
                }
            }
        }
    }

    #[test]
    fn the_best_stands_first_and_who_was_not_measured_last() {
        let case = cases().remove(1);
        let mut metric = case.metrics[0].clone();
        for (idx, value) in [Some(0.3), None].into_iter().enumerate() {
            metric.readings[idx].value = value;
        }
        metric.readings.push(Reading {
            value: Some(0.1),
            ..Reading::default()
        });
        assert_eq!(order(&metric, 3), [0, 2, 1]);
        metric.less_is_better = true;
        assert_eq!(order(&metric, 3), [2, 0, 1]);
    }

    #[test]
    fn own_players_are_outlines_and_low_samples_stand_back() {
        let case = cases()
            .into_iter()
            .find(|case| case.entries.len() == 6)
            .unwrap();
        let scene = bars(&FixedWidth, 420.0, case.view(), 0);
        let faded = |shape: &&Shape| matches!(shape, Shape::Faded { .. });
        let few = case
            .entries
            .iter()
            .filter(|entry| strength(entry.sample) < 1.0)
            .count();
        assert_eq!(scene.shapes.iter().filter(faded).count(), 2 * few);
        assert!(texts(&scene).iter().any(|text| text.contains("own player")));
        let about = scene.marks[0].about.as_ref().unwrap();
        assert!(about.meets(&About::key("tackles")));
    }

    #[test]
    fn players_without_a_count_are_not_called_nobody() {
        let case = cases().remove(1);
        let of = Comparison {
            metrics: &[],
            ..case.view()
        };
        let scene = bars(&FixedWidth, 420.0, of, 0);
        assert!(texts(&scene).contains(&"Nothing measured yet"));
    }
}
