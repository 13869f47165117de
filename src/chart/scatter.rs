//! Two metrics against each other: the pool as dots, its medians, and the players by name.

mod places;
mod pool;

use self::pool::{Spread, dots};
use super::axis::{Scale, tick_text};
use super::comparison::{Comparison, Entry, MetricRow, notes, number, strength};
use super::labels::elide;
use super::scene::{About, Align, Face, Measure, Point, Rect, Scene, Table, Tint, at};
use super::spots::Spots;
use crate::domain::figures::{ends, figure};

pub use self::places::Side;
pub use self::pool::{PoolDot, PoolDots};

/// What the picture shows.
#[derive(Clone, Copy, Debug)]
pub struct Scatter<'a> {
    /// The players and metrics.
    pub of: Comparison<'a>,
    /// The place of the metric that runs across.
    pub across: usize,
    /// The place of the metric that runs up.
    pub up: usize,
    /// The pool in these two.
    pub pool: &'a PoolDots,
}

/// The picture, and the way from places back to players of the pool.
#[derive(Clone, Debug)]
pub struct ScatterChart {
    /// What to paint.
    pub scene: Scene,
    x: Scale,
    y: Scale,
}

const TOP: f32 = 22.0;
const BELOW: f32 = 36.0;
const SIGN: (f32, f32) = (8.0, 15.0);

/// Draws the picture.
pub fn scatter(measure: &dyn Measure, width: f32, chart: Scatter<'_>) -> ScatterChart {
    let metrics = (
        chart.of.metrics.get(chart.across),
        chart.of.metrics.get(chart.up),
    );
    let found = match metrics {
        (Some(across), Some(up)) => Some((across, up)).zip(reaches(chart, across, up)),
        _ => None,
    };
    let Some(((across, up), (x_ends, y_ends))) = found else {
        let advice = "Choose two metrics that were measured of the players or of the pool. Right and up is better.";
        let nowhere = Scale {
            from: 0.0,
            to: 0.0,
            start: 0.0,
            end: 0.0,
        };
        return ScatterChart {
            scene: Scene::empty(measure, width, "No two metrics to show", advice),
            x: nowhere,
            y: nowhere,
        };
    };
    let bottom = TOP + (width * 0.66).clamp(180.0, 420.0);
    let y = scale(y_ends, up.less_is_better, (bottom - 8.0, TOP + 8.0));
    let mut scene = Scene::new(width, bottom + BELOW);
    let left = levels(&mut scene, measure, y, up);
    let x = scale(
        x_ends,
        across.less_is_better,
        (left + 8.0, (width - 10.0).max(left + 9.0)),
    );
    columns(&mut scene, measure, x, across, bottom);
    let plot = Rect::span(left, width, TOP, bottom - TOP);
    medians(&mut scene, measure, chart, (across, up), (x, y, plot));
    dots(&mut scene, chart.pool, (x, y, plot));
    players(&mut scene, measure, chart, (across, up), (x, y, plot));
    let from = bottom + BELOW;
    scene.height = notes(&mut scene, measure, from, &footnote(chart, across, up));
    (scene.name, scene.table) = words(chart, across, up);
    ScatterChart { scene, x, y }
}

type Ends = (f64, f64);

/// The ends of both metrics over pool and players.
fn reaches(chart: Scatter<'_>, across: &MetricRow, up: &MetricRow) -> Option<(Ends, Ends)> {
    let both = placed(chart, across, up);
    let of_pool = |spread: Option<Spread>| {
        spread.map_or([f64::NAN; 2], |spread| [spread.ends.0, spread.ends.1])
    };
    let x = both.iter().map(|(_, x, _)| *x).chain(of_pool(chart.pool.x));
    let y = both.iter().map(|(_, _, y)| *y).chain(of_pool(chart.pool.y));
    Some((ends(x)?, ends(y)?))
}

/// The players who have both values.
fn placed<'a>(
    chart: Scatter<'a>,
    across: &MetricRow,
    up: &MetricRow,
) -> Vec<(&'a Entry, f64, f64)> {
    let both = |(idx, entry): (usize, &'a Entry)| {
        let x = across.reading(idx).value()?;
        Some((entry, x, up.reading(idx).value()?))
    };
    chart
        .of
        .entries
        .iter()
        .enumerate()
        .filter_map(both)
        .collect()
}

fn scale((least, most): Ends, turned: bool, (start, end): (f32, f32)) -> Scale {
    let pad = if most > least {
        (most - least) * 0.05
    } else {
        (most.abs() * 0.2).max(0.5)
    };
    let (start, end) = if turned { (end, start) } else { (start, end) };
    Scale {
        from: if least >= 0.0 {
            (least - pad).max(0.0)
        } else {
            least - pad
        },
        to: most + pad,
        start,
        end,
    }
}

/// The metric that runs up, its levels at the left; returns where the plot begins.
fn levels(scene: &mut Scene, measure: &dyn Measure, y: Scale, up: &MetricRow) -> f32 {
    let name = elide(
        measure,
        &format!("↑ {}", up.full_name()),
        Face::NoteStrong,
        scene.width,
    );
    scene.text(
        at(0.0, 7.0),
        Align::Left,
        Face::NoteStrong,
        Tint::Text,
        name,
    );
    let ticks = y.ticks(32.0);
    let widths = ticks
        .iter()
        .map(|tick| measure.width(&tick_text(*tick), Face::Note));
    let left = (widths.fold(0.0, f32::max) + 8.0).min(scene.width * 0.3);
    for tick in ticks {
        let place = y.place(tick);
        scene.level(place, left, scene.width, Tint::Line, 1.0);
        let words = elide(measure, &tick_text(tick), Face::Note, left - 6.0);
        scene.text(
            at(left - 6.0, place),
            Align::Right,
            Face::Note,
            Tint::Text3,
            words,
        );
    }
    left
}

fn columns(scene: &mut Scene, measure: &dyn Measure, x: Scale, across: &MetricRow, bottom: f32) {
    let widest = measure.width(&tick_text(x.to), Face::Note).min(80.0);
    let mut ticks = x.ticks(widest + 24.0);
    ticks.sort_by(|one, other| x.place(*one).total_cmp(&x.place(*other)));
    let mut free = x.start.min(x.end) - 16.0;
    for tick in ticks {
        let place = x.place(tick);
        scene.upright(place, TOP, bottom, Tint::Line, 1.0);
        let words = tick_text(tick);
        let half = measure.width(&words, Face::Note) / 2.0;
        if place - half < free || place + half > scene.width {
            continue;
        }
        free = place + half + 6.0;
        scene.text(
            at(place, bottom + 9.0),
            Align::Centre,
            Face::Note,
            Tint::Text3,
            words,
        );
    }
    let name = elide(
        measure,
        &format!("{} →", across.full_name()),
        Face::NoteStrong,
        scene.width,
    );
    let place = at(scene.width, bottom + 25.0);
    scene.text(place, Align::Right, Face::NoteStrong, Tint::Text, name);
}

/// Dashed lines at the medians of the pool, their figures at the ends.
fn medians(
    scene: &mut Scene,
    measure: &dyn Measure,
    chart: Scatter<'_>,
    (across, up): (&MetricRow, &MetricRow),
    (x, y, plot): (Scale, Scale, Rect),
) {
    let (Some(of_x), Some(of_y)) = (chart.pool.x, chart.pool.y) else {
        return;
    };
    let (mx, my) = (x.place(of_x.median), y.place(of_y.median));
    let dash = &[4.0, 3.0];
    scene.line(
        vec![at(mx, plot.top), at(mx, plot.bottom())],
        Tint::Text3,
        1.0,
        dash,
    );
    scene.line(
        vec![at(plot.left, my), at(plot.right(), my)],
        Tint::Text3,
        1.0,
        dash,
    );
    let words = [
        (
            across,
            of_x.median,
            Rect::new(mx - 3.0, plot.top, 6.0, plot.height),
        ),
        (
            up,
            of_y.median,
            Rect::new(plot.left, my - 3.0, plot.width, 6.0),
        ),
    ];
    for (metric, median, hit) in words {
        let name = format!(
            "Median of the pool, {} {}",
            metric.name(),
            metric.text(median)
        );
        let lines = vec![metric.pool_words(chart.of.pool)];
        scene.mark_about(hit, name, lines, About::key(metric.key.as_str()));
    }
    let half = measure.width("median", Face::Key) / 2.0;
    if mx - half > plot.left + 4.0 && mx + half + 2.0 < plot.right() {
        scene.bar(
            Rect::new(mx - half - 2.0, plot.top, 2.0 * half + 4.0, 12.0),
            0.0,
            Tint::Panel,
        );
        scene.text(
            at(mx, plot.top + 6.0),
            Align::Centre,
            Face::Key,
            Tint::Text3,
            "median",
        );
    }
}

/// The players, as large as their minutes, each with his name where there is room.
fn players(
    scene: &mut Scene,
    measure: &dyn Measure,
    chart: Scatter<'_>,
    (across, up): (&MetricRow, &MetricRow),
    (x, y, plot): (Scale, Scale, Rect),
) {
    let placed = placed(chart, across, up);
    let minutes = |entry: &Entry| number(entry.minutes).unwrap_or(0.0).max(0.0);
    let most = placed
        .iter()
        .map(|(entry, ..)| minutes(entry))
        .fold(chart.pool.most_minutes, f64::max);
    let size = |entry: &Entry| {
        let part = (minutes(entry) / most.max(1.0)).clamp(0.0, 1.0).sqrt() as f32;
        SIGN.0 + part * (SIGN.1 - SIGN.0)
    };
    let mut spots = Spots::new(Rect::new(plot.left, 0.0, plot.width, plot.bottom()));
    spots.keep_free(Rect::new(0.0, 0.0, scene.width, 14.0));
    let places: Vec<(&Entry, Point, f32)> = placed
        .iter()
        .map(|(entry, vx, vy)| (*entry, at(x.place(*vx), y.place(*vy)), size(entry)))
        .collect();
    for (_, place, size) in &places {
        let (left, top) = (place.x - size / 2.0, place.y - size / 2.0);
        spots.keep_free(Rect::new(left, top, *size, *size));
    }
    // The largest lie lowest, so that none hides a smaller one.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|one, other| {
        let size = |idx: &usize| places.get(*idx).map_or(0.0, |place| place.2);
        size(other).total_cmp(&size(one))
    });
    for idx in order {
        let (Some((entry, place, size)), Some((_, vx, vy))) = (places.get(idx), placed.get(idx))
        else {
            continue;
        };
        let from = scene.shapes.len();
        scene.player(*place, *size, entry.slot, !entry.is_own);
        scene.fade_since(from, strength(entry.sample));
        let face = if entry.is_own {
            Face::Note
        } else {
            Face::NoteStrong
        };
        let label = elide(measure, &entry.name, face, plot.width * 0.45);
        if !label.is_empty() {
            spots.write_beside(
                scene,
                measure,
                (*place, size / 2.0 - 2.0),
                (face, Tint::Text),
                &label,
            );
        }
        let hit = Rect::new(place.x - size / 2.0, place.y - size / 2.0, *size, *size);
        let name = format!(
            "{}, {} {}, {} {}",
            entry.name,
            across.name(),
            across.text(*vx),
            up.name(),
            up.text(*vy)
        );
        let mut lines = vec![across.definition.clone(), up.definition.clone()];
        lines
            .extend(number(entry.minutes).map(|minutes| format!("{} minutes", figure(minutes, 0))));
        lines.push(pool_words(chart));
        lines.retain(|line| !line.is_empty());
        scene.mark_about(within(hit, scene), name, lines, About::player(entry.slot));
    }
}

fn within(rect: Rect, scene: &Scene) -> Rect {
    let left = rect.left.max(0.0);
    Rect::span(
        left,
        rect.right().min(scene.width),
        rect.top.max(0.0),
        rect.height,
    )
}

fn pool_words(chart: Scatter<'_>) -> String {
    let drawn = chart.pool.drawn();
    if chart.of.pool.is_empty() || drawn == 0 {
        "No pool".to_owned()
    } else if chart.of.pool.contains(&format!("n = {drawn}")) {
        format!("Pool {}", chart.of.pool)
    } else {
        format!("Pool {}; {drawn} of them with both metrics", chart.of.pool)
    }
}

fn footnote(chart: Scatter<'_>, across: &MetricRow, up: &MetricRow) -> Vec<String> {
    let mut signs = vec!["Right and up is better", "size: minutes"];
    if chart.of.entries.iter().any(|entry| entry.is_own) {
        signs.push("hollow: own player");
    }
    if chart.pool.x.is_some() {
        signs.push("dots: the pool, dashed: its medians");
    }
    let absent: Vec<String> = chart
        .of
        .entries
        .iter()
        .enumerate()
        .filter_map(|(idx, entry)| {
            let missing = [across, up]
                .into_iter()
                .map(|metric| metric.reading(idx))
                .find(|reading| reading.value().is_none())?;
            Some(format!("{} ({})", entry.name, missing.reason()))
        })
        .collect();
    let absent = if absent.is_empty() {
        String::new()
    } else {
        format!("Not drawn: {}", absent.join(", "))
    };
    vec![signs.join("; "), pool_words(chart), absent]
}

fn words(chart: Scatter<'_>, across: &MetricRow, up: &MetricRow) -> (String, Table) {
    let mut table = Table::new(&["Player", &across.full_name(), &up.full_name(), "Minutes"]);
    for (idx, entry) in chart.of.entries.iter().enumerate() {
        let value = |metric: &MetricRow| {
            let value = metric.reading(idx).value().unwrap_or(f64::NAN);
            metric.text(value)
        };
        let minutes = figure(entry.minutes.unwrap_or(f64::NAN), 0);
        table.row([entry.name.clone(), value(across), value(up), minutes]);
    }
    if let (Some(x), Some(y)) = (chart.pool.x, chart.pool.y) {
        table.row([
            "Median of the pool".to_owned(),
            across.text(x.median),
            up.text(y.median),
            "—".to_owned(),
        ]);
    }
    let title = format!("{} against {}", up.name(), across.name());
    (chart.of.title(&title), table)
}

#[cfg(test)]
mod tests;
