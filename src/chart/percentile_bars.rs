//! Percentile bars: where a value stands in its pool, how sure that is, and where it stood before.

use super::bars::{missing, whisker};
use super::comparison::{
    Comparison, Entry, MetricRow, Reading, notes, number, numbers, strength, turned,
};
use super::labels::elide;
use super::scene::{Align, Face, Measure, Rect, Scene, Table, Tint, at};
use crate::domain::figures::figure;

/// Which rows the picture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Every metric of the player at this place, under the headings of their groups.
    OfPlayer(usize),
    /// Every player in the metric at this place.
    OfMetric(usize),
}

/// Dense, as the lists are.
const ROW: f32 = 22.0;
const HEADING: f32 = 24.0;
const TRACK: f32 = 10.0;
const VALUE: f32 = 6.0;
/// The player's shape and its distance to the name.
const MARK: f32 = 18.0;
/// The number at the right.
const NUMBER: f32 = 30.0;

/// Where the parts of a row stand.
#[derive(Clone, Copy)]
struct Columns {
    label: f32,
    value: f32,
    track: f32,
    end: f32,
}

/// Draws the bars.
pub fn percentile_bars(measure: &dyn Measure, width: f32, of: Comparison<'_>, rows: Rows) -> Scene {
    let drawn = rows_of(of, rows);
    if drawn.is_empty() {
        let advice = "Bring in a season’s table in Data, or enter the figures of a season. The bars then show where he stands among players of his place.";
        return Scene::empty(measure, width, "Nothing measured yet", advice);
    }
    let by_player = matches!(rows, Rows::OfPlayer(_));
    let columns = columns(measure, width, &drawn, by_player);
    let mut scene = Scene::new(width, 0.0);
    let mut top = 0.0;
    let mut group = "";
    for (metric, entry, reading) in &drawn {
        if by_player && metric.group != group {
            group = &metric.group;
            heading(&mut scene, measure, group, top);
            top += HEADING;
        }
        row(
            &mut scene,
            measure,
            (metric, entry, reading),
            columns,
            (top, by_player),
        );
        let (name, lines) = metric.says(entry, reading, of.pool);
        let hit = Rect::new(0.0, top, width, ROW);
        scene.mark_about(hit, name, lines, entry.about(metric));
        top += ROW;
    }
    scene.height = notes(&mut scene, measure, top + 6.0, &footnote(&drawn, of));
    (scene.name, scene.table) = words(&drawn, of);
    scene
}

type Row<'a> = (&'a MetricRow, &'a Entry, &'a Reading);

fn rows_of(of: Comparison<'_>, rows: Rows) -> Vec<Row<'_>> {
    match rows {
        Rows::OfPlayer(idx) => of
            .entries
            .get(idx)
            .into_iter()
            .flat_map(|entry| {
                of.metrics
                    .iter()
                    .map(move |metric| (metric, entry, metric.reading(idx)))
            })
            .collect(),
        Rows::OfMetric(idx) => of
            .metrics
            .get(idx)
            .into_iter()
            .flat_map(|metric| {
                let entries = of.entries.iter().enumerate();
                entries.map(move |(idx, entry)| (metric, entry, metric.reading(idx)))
            })
            .collect(),
    }
}

fn columns(measure: &dyn Measure, width: f32, rows: &[Row<'_>], by_player: bool) -> Columns {
    let label = |row: &Row<'_>| {
        if by_player {
            measure.width(&row.0.name(), Face::Body)
        } else {
            MARK + measure.width(&row.1.name, row.1.face())
        }
    };
    let value = |row: &Row<'_>| measure.width(&value_text(row), Face::Body);
    let widest = |width: &dyn Fn(&Row<'_>) -> f32| rows.iter().map(width).fold(0.0, f32::max);
    let label = widest(&label).clamp(40.0, width * 0.42);
    let value = label + 8.0 + widest(&value).clamp(16.0, width * 0.2);
    Columns {
        label,
        value,
        track: value + 10.0,
        end: width - NUMBER,
    }
}

fn value_text(row: &Row<'_>) -> String {
    row.0.text(row.2.value().unwrap_or(f64::NAN))
}

fn heading(scene: &mut Scene, measure: &dyn Measure, group: &str, top: f32) {
    let words = elide(measure, group, Face::NoteStrong, scene.width);
    scene.text(
        at(0.0, top + 15.0),
        Align::Left,
        Face::NoteStrong,
        Tint::Text,
        words,
    );
    scene.level(top + HEADING - 0.5, 0.0, scene.width, Tint::Line, 1.0);
}

fn row(
    scene: &mut Scene,
    measure: &dyn Measure,
    row: Row<'_>,
    columns: Columns,
    (top, by_player): (f32, bool),
) {
    let (metric, entry, reading) = row;
    let middle = top + ROW / 2.0;
    scene.level(top + ROW - 0.5, 0.0, scene.width, Tint::Line, 1.0);
    if by_player {
        let words = elide(measure, &metric.name(), Face::Body, columns.label);
        scene.text(at(0.0, middle), Align::Left, Face::Body, Tint::Text2, words);
    } else {
        let from = scene.shapes.len();
        scene.player(at(6.0, middle), 12.0, entry.slot, !entry.is_own);
        scene.fade_since(from, strength(entry.sample));
        let words = elide(measure, &entry.name, entry.face(), columns.label - MARK);
        scene.text(
            at(MARK, middle),
            Align::Left,
            entry.face(),
            Tint::Text,
            words,
        );
    }
    if reading.value().is_some() || reading.percentile().is_none() {
        let words = elide(
            measure,
            &value_text(&row),
            Face::Body,
            columns.value - columns.label,
        );
        let tint = if reading.value().is_some() {
            Tint::Text
        } else {
            Tint::Ctl
        };
        scene.text(
            at(columns.value, middle),
            Align::Right,
            Face::Body,
            tint,
            words,
        );
    }
    match reading.percentile() {
        Some(percentile) => {
            let from = scene.shapes.len();
            bar(scene, (entry, reading), percentile, columns, middle);
            scene.fade_since(from, strength(entry.sample));
            let words = figure(percentile, 0);
            scene.text(
                at(scene.width, middle),
                Align::Right,
                Face::Strong,
                Tint::Text,
                words,
            );
        }
        None => {
            let reason = if reading.value().is_some() {
                Reading {
                    reason: "no pool for it".to_owned(),
                    ..Reading::default()
                }
            } else {
                reading.clone()
            };
            missing(
                scene,
                measure,
                &reason,
                (columns.track, columns.end, middle),
            );
        }
    }
}

fn bar(
    scene: &mut Scene,
    (entry, reading): (&Entry, &Reading),
    percentile: f64,
    columns: Columns,
    middle: f32,
) {
    let place = |percentile: f64| {
        let along = (percentile / 100.0).clamp(0.0, 1.0) as f32;
        columns.track + along * (columns.end - columns.track)
    };
    let track = Rect::span(columns.track, columns.end, middle - TRACK / 2.0, TRACK);
    scene.bar(track, 1.0, Tint::Track);
    for cut in [25.0, 75.0] {
        scene.upright(place(cut), track.top, track.bottom(), Tint::Panel, 1.0);
    }
    let x = place(percentile);
    let value = Rect::span(track.left, x, middle - VALUE / 2.0, VALUE);
    scene.bar(value, 1.0, Tint::Player(entry.slot));
    scene.upright(
        place(50.0),
        track.top - 2.0,
        track.bottom() + 2.0,
        Tint::Text3,
        1.0,
    );
    if let Some(ghost) = number(reading.ghost) {
        let ends = vec![
            at(place(ghost), middle - 8.0),
            at(place(ghost), middle + 8.0),
        ];
        scene.line(ends, Tint::Text3, 1.5, &[2.0, 2.0]);
    }
    if let Some((low, high)) = numbers(reading.percentile_interval) {
        whisker(scene, (place(low), place(high)), middle);
    }
    scene.player(at(x, middle), 11.0, entry.slot, !entry.is_own);
}

fn footnote(rows: &[Row<'_>], of: Comparison<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let pool = match rows {
        [(metric, ..), ..] if rows.iter().all(|row| row.0.n == metric.n) => {
            metric.pool_words(of.pool)
        }
        _ if of.pool.is_empty() => "No pool".to_owned(),
        _ => format!("Pool {}", of.pool),
    };
    lines.push(pool);
    let mut signs = Vec::new();
    let turned = turned(rows.iter().map(|row| row.0));
    if !turned.is_empty() {
        signs.push(format!("Less is better: {turned}"));
    }
    if rows
        .iter()
        .any(|row| numbers(row.2.percentile_interval).is_some())
        && !of.interval.is_empty()
    {
        signs.push(format!("Line: {}", of.interval));
    }
    if rows.iter().any(|row| number(row.2.ghost).is_some()) {
        signs.push("Dotted tick: before the pool changed".to_owned());
    }
    lines.push(signs.join(". "));
    lines
}

/// The percentiles of every player in every metric.
pub(super) fn table(of: Comparison<'_>) -> Table {
    let all = (0..of.entries.len()).flat_map(|idx| rows_of(of, Rows::OfPlayer(idx)));
    words(&all.collect::<Vec<_>>(), of).1
}

fn words(rows: &[Row<'_>], of: Comparison<'_>) -> (String, Table) {
    let mut table = Table::new(&[
        "Metric",
        "Player",
        "Value",
        "Percentile",
        "90 % interval",
        "Minutes",
        "n",
        "Note",
    ]);
    for (metric, entry, reading) in rows {
        let interval = numbers(reading.percentile_interval);
        let note = match (reading.value(), number(reading.ghost)) {
            (None, _) => reading.reason().to_owned(),
            (_, Some(before)) => format!("{} before the pool changed", figure(before, 0)),
            (Some(_), None) => String::new(),
        };
        table.row([
            metric.full_name(),
            entry.name.clone(),
            metric.text(reading.value().unwrap_or(f64::NAN)),
            figure(reading.percentile().unwrap_or(f64::NAN), 0),
            interval.map_or("—".to_owned(), |ends| {
                crate::domain::figures::span(ends, 0)
            }),
            figure(entry.minutes.unwrap_or(f64::NAN), 0),
            metric.n.map_or("—".to_owned(), |n| n.to_string()),
            note,
        ]);
    }
    (of.title("Percentiles"), table)
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
                let players = (0..case.entries.len()).map(Rows::OfPlayer);
                let metrics = (0..case.metrics.len()).map(Rows::OfMetric);
                for rows in players.chain(metrics) {
                    let scene = percentile_bars(&FixedWidth, width, case.view(), rows);
                    check_scene(&scene);
                    assert_eq!(scene.table.rows.len(), scene.marks.len());
                }
            }
        }
    }

    #[test]
    fn a_percentile_is_read_by_its_name_with_pool_and_n() {
        let case = cases().remove(1);
        let scene = percentile_bars(&FixedWidth, 420.0, case.view(), Rows::OfMetric(0));
        let mark = &scene.marks[0];
        assert!(mark.name.contains("percentile "), "{}", mark.name);
        assert!(
            mark.lines.iter().any(|line| line.contains("n = 104")),
            "{:?}",
            mark.lines
        );
        assert!(
            texts(&scene)
                .iter()
                .any(|text| text.contains(&tied("n = 104")))
        );
    }
}
