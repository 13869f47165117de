//! All metrics, one line each: every player where his value stands between the printed ends.

use super::comparison::{
    Comparison, MetricRow, Reading, notes, number, strength, turned, unmeasured,
};
use super::labels::elide;
use super::legend::{Swatch, legend};
use super::scene::{About, Align, Face, MISSING, Measure, Rect, Scene, Table, Tint, at};
use crate::domain::figures::figure;

/// What the lines measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StripBy {
    /// The value between the 5th and the 95th of the pool, or between round ends without one.
    #[default]
    Value,
    /// The percentile in the pool, with the place before the pool changed.
    Percentile,
}

const ROW: f32 = 28.0;
const SIGN: f32 = 12.0;
/// Signs that are nearer than this step apart upwards and downwards.
const CROWDED: f32 = 7.0;

/// From the end of a line to its figure: half a sign, and a gap.
const EDGE: f32 = SIGN / 2.0 + 6.0;

#[derive(Clone, Copy)]
struct Columns {
    label: f32,
    from: f32,
    to: f32,
}

/// Draws the lines.
pub fn strips(measure: &dyn Measure, width: f32, of: Comparison<'_>, by: StripBy) -> Scene {
    if !of.entries.is_empty() && of.metrics.is_empty() {
        return unmeasured(measure, width);
    }
    if of.entries.is_empty() || of.metrics.is_empty() {
        let advice = "Add players with Space in Players and choose metrics. Every line then shows who stands where.";
        return Scene::empty(measure, width, "Nothing to compare", advice);
    }
    let columns = columns(measure, width, of, by);
    let mut scene = Scene::new(width, 0.0);
    for (idx, metric) in of.metrics.iter().enumerate() {
        strip(
            &mut scene,
            measure,
            (of, metric, by),
            columns,
            ROW * idx as f32,
        );
    }
    let mut bottom = ROW * of.metrics.len() as f32 + 6.0;
    let players: Vec<(Swatch, String)> = of
        .entries
        .iter()
        .map(|entry| {
            (
                Swatch::Player(entry.slot, !entry.is_own),
                entry.name.clone(),
            )
        })
        .collect();
    bottom += legend(&mut scene, measure, bottom, &players) + 2.0;
    scene.height = notes(&mut scene, measure, bottom, &footnote(of, by));
    (scene.name, scene.table) = words(of);
    scene
}

fn end_texts(metric: &MetricRow, by: StripBy) -> Option<[String; 2]> {
    match by {
        StripBy::Percentile => {
            let any = metric
                .readings
                .iter()
                .any(|reading| reading.percentile().is_some());
            any.then(|| ["0".to_owned(), "100".to_owned()])
        }
        StripBy::Value => {
            metric.is_measured().then_some(())?;
            let ((worse, better), _) = metric.axis_ends()?;
            Some([worse, better].map(|end| end_text(metric, end)))
        }
    }
}

/// A round end in the fewest digits, another one as the metric is printed.
fn end_text(metric: &MetricRow, end: f64) -> String {
    if end == end.round() {
        figure(end, 0)
    } else {
        metric.text(end)
    }
}

fn columns(measure: &dyn Measure, width: f32, of: Comparison<'_>, by: StripBy) -> Columns {
    let names = of
        .metrics
        .iter()
        .map(|metric| measure.width(&metric.name(), Face::Body));
    let ends = of
        .metrics
        .iter()
        .filter_map(|metric| end_texts(metric, by))
        .flatten()
        .map(|text| measure.width(&text, Face::Note));
    // A narrow picture gives its words more of the room, or none could be told from the next.
    let most = (width * 0.38).max(136.0).min(width * 0.46);
    let label = names.fold(0.0, f32::max).clamp(40.0_f32.min(most), most);
    let end = ends.fold(0.0, f32::max).min(width * 0.14);
    Columns {
        label,
        from: label + 10.0 + end + EDGE,
        to: width - end - EDGE,
    }
}

fn strip(
    scene: &mut Scene,
    measure: &dyn Measure,
    (of, metric, by): (Comparison<'_>, &MetricRow, StripBy),
    columns: Columns,
    top: f32,
) {
    let middle = top + ROW / 2.0;
    let width = scene.width;
    scene.level(top + ROW - 0.5, 0.0, width, Tint::Line, 1.0);
    let name = elide(measure, &metric.name(), Face::Body, columns.label);
    scene.text(at(0.0, middle), Align::Left, Face::Body, Tint::Text, name);
    let row = Rect::new(0.0, top, width, ROW);
    let lines = [metric.definition.clone(), metric.pool_words(of.pool)];
    let lines = lines.into_iter().chain(metric.absent(of.entries));
    let lines = lines.filter(|line| !line.is_empty()).collect();
    scene.mark_about(
        row,
        metric.full_name(),
        lines,
        About::key(metric.key.as_str()),
    );

    let Some([worse, better]) = end_texts(metric, by) else {
        let line = vec![at(columns.from, middle), at(columns.to, middle)];
        scene.line(line, Tint::Ctl, 1.0, MISSING);
        let reason = metric
            .readings
            .first()
            .map_or("not measured", Reading::reason);
        let words = elide(
            measure,
            reason,
            Face::Note,
            columns.to - columns.from - 24.0,
        );
        let room = measure.width(&words, Face::Note) + 12.0;
        scene.bar(
            Rect::new(columns.from + 12.0, middle - 7.0, room, 14.0),
            0.0,
            Tint::Panel,
        );
        let place = at(columns.from + 18.0, middle);
        scene.text(place, Align::Left, Face::Note, Tint::Text3, words);
        return;
    };
    let room = width - columns.to - EDGE + 0.5;
    let worse = elide(measure, &worse, Face::Note, room);
    let better = elide(measure, &better, Face::Note, room);
    scene.text(
        at(columns.from - EDGE, middle),
        Align::Right,
        Face::Note,
        Tint::Text3,
        worse,
    );
    scene.text(
        at(width, middle),
        Align::Right,
        Face::Note,
        Tint::Text3,
        better,
    );
    scene.level(middle, columns.from, columns.to, Tint::Line2, 2.0);
    if by == StripBy::Percentile {
        for cut in [25.0, 50.0, 75.0] {
            let x = percentile_place(columns, cut);
            scene.upright(x, middle - 3.0, middle + 3.0, Tint::Line2, 1.0);
        }
    }
    signs(scene, (of, metric, by), columns, middle);
}

fn percentile_place(columns: Columns, percentile: f64) -> f32 {
    let along = (percentile / 100.0).clamp(0.0, 1.0) as f32;
    columns.from + along * (columns.to - columns.from)
}

/// The players on the line; those that would hide each other stand on steps.
fn signs(
    scene: &mut Scene,
    (of, metric, by): (Comparison<'_>, &MetricRow, StripBy),
    columns: Columns,
    middle: f32,
) {
    let place = |reading: &Reading| match by {
        StripBy::Value => {
            let along = metric.along(reading.value()?)?;
            Some(columns.from + along * (columns.to - columns.from))
        }
        StripBy::Percentile => Some(percentile_place(columns, reading.percentile()?)),
    };
    let mut placed: Vec<(f32, usize)> = (0..of.entries.len())
        .filter_map(|idx| Some((place(metric.reading(idx))?, idx)))
        .collect();
    placed.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (x, y, idx) in on_steps(&placed, middle) {
        let Some(entry) = of.entries.get(idx) else {
            continue;
        };
        let reading = metric.reading(idx);
        let from = scene.shapes.len();
        if let (StripBy::Percentile, Some(ghost)) = (by, number(reading.ghost)) {
            let ghost = percentile_place(columns, ghost);
            let tick = vec![at(ghost, middle - 8.0), at(ghost, middle + 8.0)];
            scene.line(tick, Tint::Player(entry.slot), 1.5, &[2.0, 2.0]);
        }
        scene.player(at(x, y), SIGN, entry.slot, !entry.is_own);
        scene.fade_since(from, strength(entry.sample));
        let hit = Rect::new(x - SIGN / 2.0, y - SIGN / 2.0, SIGN, SIGN);
        let hit = Rect::span(
            hit.left.max(0.0),
            hit.right().min(scene.width),
            hit.top,
            SIGN,
        );
        let (name, lines) = metric.says(entry, reading, of.pool);
        scene.mark_about(hit, name, lines, entry.about(metric));
    }
}

fn on_steps(placed: &[(f32, usize)], middle: f32) -> Vec<(f32, f32, usize)> {
    let mut on_steps = Vec::new();
    for crowd in placed.chunk_by(|one, other| other.0 - one.0 < CROWDED) {
        let gaps = (crowd.len() - 1) as f32;
        let step = if gaps > 0.0 {
            (14.0 / gaps).min(7.0)
        } else {
            0.0
        };
        for (level, (x, idx)) in crowd.iter().enumerate() {
            let y = middle + step * (level as f32 - gaps / 2.0);
            on_steps.push((*x, y, *idx));
        }
    }
    on_steps
}

fn footnote(of: Comparison<'_>, by: StripBy) -> Vec<String> {
    let mut first = "Further right is better".to_owned();
    let turned = turned(of.metrics.iter());
    if !turned.is_empty() {
        first += &format!("; less is better, reversed: {turned}");
    }
    let pooled = |metric: &MetricRow| {
        let of_pool = metric.axis_ends().is_some_and(|(_, of_pool)| of_pool);
        of_pool && metric.is_measured()
    };
    let measured = of.metrics.iter().any(MetricRow::is_measured);
    let ends = match by {
        StripBy::Percentile if of.metrics.iter().any(has_ghost) => {
            "Dotted tick: before the pool changed. "
        }
        _ if !measured => "",
        StripBy::Percentile => "",
        StripBy::Value if of.metrics.iter().any(pooled) => "Ends: 5th and 95th of the pool. ",
        StripBy::Value => "Ends: round figures around these players. ",
    };
    let pool = if of.pool.is_empty() {
        "No pool".to_owned()
    } else {
        format!("Pool {}", of.pool)
    };
    vec![first, format!("{ends}{pool}")]
}

fn has_ghost(metric: &MetricRow) -> bool {
    metric
        .readings
        .iter()
        .any(|reading| number(reading.ghost).is_some())
}

/// One row for each metric and one column for each player, then the ends.
pub(super) fn words(of: Comparison<'_>) -> (String, Table) {
    let mut header = vec!["Metric".to_owned()];
    header.extend(of.entries.iter().map(|entry| entry.name.clone()));
    header.extend(["From", "To", "n"].map(str::to_owned));
    let rows = of.metrics.iter().map(|metric| {
        let mut row = vec![metric.full_name()];
        row.extend((0..of.entries.len()).map(|idx| {
            let reading = metric.reading(idx);
            reading
                .value()
                .map_or("—".to_owned(), |value| metric.text(value))
        }));
        let ends = metric.axis_ends().map(|(ends, _)| ends);
        let (worse, better) = ends.unwrap_or((f64::NAN, f64::NAN));
        row.extend([metric.text(worse), metric.text(better)]);
        row.push(metric.n.map_or("—".to_owned(), |n| n.to_string()));
        row
    });
    let table = Table {
        rows: rows.collect(),
        header,
    };
    (of.title("All metrics"), table)
}

#[cfg(test)]
mod tests {
    use super::super::scene::Shape;
    use super::super::testing::{FixedWidth, WIDTHS, cases, check_scene, texts};
    use super::*;

    #[test]
    fn every_comparison_holds_at_every_width() {
        for case in cases() {
            for width in WIDTHS {
                for by in [StripBy::Value, StripBy::Percentile] {
                    let scene = strips(&FixedWidth, width, case.view(), by);
                    check_scene(&scene);
                    assert_eq!(scene.table.rows.len(), case.metrics.len());
                }
            }
        }
    }

    #[test]
    fn equal_values_hide_nobody() {
        let equal = |case: &super::super::testing::Case| {
            case.what.contains("Equal") && case.entries.len() == 6
        };
        let case = cases().into_iter().find(equal).unwrap();
        let scene = strips(&FixedWidth, 500.0, case.view(), StripBy::Value);
        let mut heights: Vec<i32> = Vec::new();
        let markers = scene.shapes.iter().flat_map(|shape| match shape {
            Shape::Faded { shapes, .. } => shapes.as_slice(),
            other => std::slice::from_ref(other),
        });
        for marker in markers {
            if let Shape::Marker { centre, size, .. } = marker
                && *size == SIGN
                && centre.y < ROW
            {
                heights.push(centre.y.round() as i32);
            }
        }
        heights.sort_unstable();
        heights.dedup();
        assert_eq!(heights.len(), 6);
    }

    #[test]
    fn both_ends_are_printed_and_less_is_better_is_reversed() {
        let case = cases().remove(1);
        let scene = strips(&FixedWidth, 500.0, case.view(), StripBy::Value);
        let all = texts(&scene);
        let errors = all
            .iter()
            .position(|text| text.starts_with("Errors"))
            .unwrap();
        assert!(all.iter().any(|text| text.contains("reversed: Errors")));
        assert_eq!(&all[errors + 1..errors + 3], ["32.10", "0.40"]);
    }
}
