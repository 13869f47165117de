//! What moves a figure most: one bar for each input, from what it gives at its low to its high.

use crate::domain::field::FieldRef;

use super::axis::{Scale, tick_text};
use super::labels::elide;
use super::scene::{About, Align, Face, MISSING, Mark, Measure, Rect, Scene, Table, Tint, at};
use crate::domain::figures::{ends, figure};

/// One input, moved.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// Its name in the engine, handed back when its bar is clicked.
    pub key: String,
    /// "Season gain".
    pub label: String,
    /// Its low value in words: "0", "10 %".
    pub low: String,
    /// Its high value in words.
    pub high: String,
    /// The figure at its low value, in millions.
    pub at_low: f64,
    /// The figure at its high value.
    pub at_high: f64,
    /// True if somebody said how low and how high it may be; else a standard step is taken, and
    /// the bar says so.
    pub is_own: bool,
    /// What else the hover tells: what the input means, who assumed it.
    pub lines: Vec<String>,
    /// Where the input is entered.
    pub field: Option<FieldRef>,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct Tornado<'a> {
    /// "Our ceiling".
    pub figure: &'a str,
    /// "EUR m".
    pub unit: &'a str,
    /// The figure with every input as entered.
    pub base: f64,
    /// The inputs, from the one that moves it most.
    pub bars: &'a [TornadoBar],
}

const HEADER: f32 = 18.0;
const ROW: f32 = 20.0;
const BAR: f32 = 12.0;
/// From a bar to its figure.
const GAP: f32 = 4.0;

/// Draws the bars.
pub fn tornado(measure: &dyn Measure, width: f32, chart: Tornado<'_>) -> Scene {
    let reach = ends(chart.bars.iter().flat_map(|bar| [bar.at_low, bar.at_high]));
    let (Some((least, most)), true) = (reach, chart.base.is_finite()) else {
        let advice = "Enter the beliefs on which the figure rests. The bars then show which of them is worth another phone call.";
        return Scene::empty(measure, width, "Nothing to move yet", advice);
    };
    let labels = chart
        .bars
        .iter()
        .map(|bar| measure.width(&label(bar), Face::Note));
    let left = (labels.fold(0.0, f32::max) + 8.0).clamp(60.0, width * 0.45);
    let figures = chart
        .bars
        .iter()
        .flat_map(|bar| [bar.at_low, bar.at_high])
        .map(|value| measure.width(&figure(value, 1), Face::Note))
        .fold(0.0, f32::max);
    let room = (figures + GAP).min((width - left) * 0.3);
    let (least, most) = (least.min(chart.base), most.max(chart.base));
    let pad = if most > least { 0.0 } else { 1.0 };
    let axis = Scale {
        from: least - pad,
        to: most + pad,
        start: left + room,
        end: (width - room).max(left + room + 1.0),
    };
    let bottom = HEADER + ROW * chart.bars.len() as f32;
    let mut scene = Scene::new(width, bottom + 2.0);
    header(&mut scene, measure, chart, axis, bottom);
    for (idx, bar) in chart.bars.iter().enumerate() {
        let top = HEADER + ROW * idx as f32;
        row(&mut scene, measure, bar, chart, (axis, left, top));
    }
    scene.upright(
        axis.place(chart.base),
        HEADER - 4.0,
        bottom,
        Tint::Text,
        1.5,
    );
    (scene.name, scene.table) = words(chart);
    scene
}

/// Which end of the bar stands left: its figure and the value of the input there.
fn ordered(bar: &TornadoBar) -> [(f64, &str); 2] {
    let ends = [
        (bar.at_low, bar.low.as_str()),
        (bar.at_high, bar.high.as_str()),
    ];
    if bar.at_high < bar.at_low {
        [ends[1], ends[0]]
    } else {
        ends
    }
}

/// `Plan B worth, 18 / 6`: the value that gives the left end comes first. A standard step has its
/// sign.
fn label(bar: &TornadoBar) -> String {
    let [(_, first), (_, second)] = ordered(bar);
    let step = if bar.is_own { "" } else { " ±" };
    format!("{}, {first} / {second}{step}", bar.label)
}

fn range_words(bar: &TornadoBar) -> &'static str {
    if bar.is_own { "own" } else { "standard step" }
}

fn header(scene: &mut Scene, measure: &dyn Measure, chart: Tornado<'_>, axis: Scale, bottom: f32) {
    let base = axis.place(chart.base);
    let words = figure(chart.base, 2);
    let half = measure.width(&words, Face::NoteStrong) / 2.0;
    let middle = base.min(scene.width - half).max(half);
    let taken = Rect::span(middle - half - 6.0, middle + half + 6.0, 0.0, HEADER);
    let widest = measure.width(&tick_text(axis.to.round()), Face::Note);
    for tick in axis.ticks(widest + 40.0) {
        let x = axis.place(tick);
        let words = tick_text(tick);
        let half = measure.width(&words, Face::Note) / 2.0;
        let place = Rect::span(x - half, x + half, 0.0, HEADER);
        if place.overlaps(taken) || place.right() > scene.width {
            continue;
        }
        scene.upright(x, HEADER - 2.0, bottom, Tint::Line, 1.0);
        scene.text(at(x, 7.0), Align::Centre, Face::Note, Tint::Text3, words);
    }
    scene.text(
        at(middle, 7.0),
        Align::Centre,
        Face::NoteStrong,
        Tint::Text,
        words,
    );
}

fn row(
    scene: &mut Scene,
    measure: &dyn Measure,
    bar: &TornadoBar,
    chart: Tornado<'_>,
    (axis, left, top): (Scale, f32, f32),
) {
    let middle = top + ROW / 2.0;
    let words = elide(measure, &label(bar), Face::Note, left - 8.0);
    scene.text(at(0.0, middle), Align::Left, Face::Note, Tint::Text2, words);
    let [(low, first), (high, second)] = ordered(bar);
    if low.is_finite() && high.is_finite() {
        let (from, to) = (axis.place(low), axis.place(high));
        let base = axis.place(chart.base);
        let y = middle - BAR / 2.0;
        scene.bar(Rect::span(from, to.min(base), y, BAR), 1.0, Tint::Them);
        scene.bar(Rect::span(from.max(base), to, y, BAR), 1.0, Tint::Us);
        let below = (from.min(base) - GAP, middle);
        let above = (to.max(base) + GAP, middle);
        end_figure(scene, measure, low, below, Align::Right, left);
        end_figure(scene, measure, high, above, Align::Left, left);
    } else {
        let rect = Rect::span(axis.start, axis.end, middle - BAR / 2.0, BAR);
        scene.outline(rect.grown(-0.5), Tint::Ctl, MISSING);
    }
    let name = format!(
        "{}: {} at {first}, {} at {second}",
        bar.label,
        figure(low, 2),
        figure(high, 2)
    );
    let moved = format!(
        "{} {} {} as entered",
        chart.figure,
        figure(chart.base, 2),
        chart.unit
    );
    let range = if bar.is_own {
        "Low and high as somebody holds them possible"
    } else {
        "Low and high by a standard step; nobody said how far it may be off"
    };
    let lines = [moved, range.to_owned()];
    let lines = lines.into_iter().chain(bar.lines.iter().cloned());
    scene.marks.push(Mark {
        rect: Rect::new(0.0, top, scene.width, ROW),
        name,
        lines: lines.collect(),
        field: bar.field.clone(),
        about: Some(About::key(bar.key.as_str())),
    });
}

fn end_figure(
    scene: &mut Scene,
    measure: &dyn Measure,
    value: f64,
    (x, y): (f32, f32),
    align: Align,
    left: f32,
) {
    let words = figure(value, 1);
    let width = measure.width(&words, Face::Note);
    let inside = match align {
        Align::Right => x - width >= left - GAP,
        Align::Left | Align::Centre => x + width <= scene.width,
    };
    if inside {
        scene.text(at(x, y), align, Face::Note, Tint::Text, words);
    }
}

fn words(chart: Tornado<'_>) -> (String, Table) {
    let at_low = format!("At low, {}", chart.unit);
    let at_high = format!("At high, {}", chart.unit);
    let mut table = Table::new(&["Input", "Low", "High", "Range", &at_low, &at_high]);
    for bar in chart.bars {
        table.row([
            bar.label.clone(),
            bar.low.clone(),
            bar.high.clone(),
            range_words(bar).to_owned(),
            figure(bar.at_low, 2),
            figure(bar.at_high, 2),
        ]);
    }
    let first = chart.bars.first().map_or("", |bar| &bar.label);
    let name = format!(
        "What moves {}, {} {} as entered, most of all {first}",
        chart.figure,
        figure(chart.base, 2),
        chart.unit
    );
    (name, table)
}

#[cfg(test)]
mod tests {
    use super::super::scene::Shape;
    use super::super::testing::{FixedWidth, LONG_NAMES, WIDTHS, check_scene, texts};
    use super::*;

    fn bar(label: &str, at_low: f64, at_high: f64) -> TornadoBar {
        TornadoBar {
            key: label.to_lowercase(),
            label: label.to_owned(),
            low: "6".to_owned(),
            high: "18".to_owned(),
            at_low,
            at_high,
            is_own: true,
            lines: vec!["assumed".to_owned()],
            field: None,
        }
    }

    fn draw(width: f32, base: f64, bars: &[TornadoBar]) -> Scene {
        let chart = Tornado {
            figure: "Our ceiling",
            unit: "EUR m",
            base,
            bars,
        };
        let scene = tornado(&FixedWidth, width, chart);
        check_scene(&scene);
        scene
    }

    #[test]
    fn each_bar_tells_both_ends_and_carries_its_input() {
        for width in WIDTHS {
            let bars = [
                bar("Season gain", 20.0, 29.9),
                bar("Plan B worth", 28.3, 21.3),
            ];
            let scene = draw(width, 24.95, &bars);
            for words in ["20.0", "29.9", "21.3", "28.3", "24.95"] {
                assert!(texts(&scene).contains(&words), "{words} at {width}");
            }
            let keys: Vec<_> = scene.marks.iter().flat_map(|mark| &mark.about).collect();
            assert_eq!(
                keys,
                [&About::key("season gain"), &About::key("plan b worth")]
            );
            // The high value of plan B gives the left end.
            assert!(scene.marks[1].name.contains("21.30 at 18, 28.30 at 6"));
        }
    }

    #[test]
    fn a_standard_step_looks_different_from_a_range_of_ones_own() {
        let own = bar("Rate", 20.0, 30.0);
        let step = TornadoBar {
            is_own: false,
            ..bar("Plan B", 21.0, 29.0)
        };
        let scene = draw(420.0, 25.0, &[own, step]);
        let words = texts(&scene);
        assert!(words.contains(&"Rate, 6 / 18"), "{words:?}");
        assert!(words.contains(&"Plan B, 6 / 18 ±"), "{words:?}");
        assert!(scene.marks[1].lines[1].contains("standard step"));
        let ranges: Vec<&String> = scene.table.rows.iter().map(|row| &row[3]).collect();
        assert_eq!(ranges, ["own", "standard step"]);
    }

    #[test]
    fn below_the_base_is_theirs_and_above_is_ours() {
        let count = |scene: &Scene, wanted: Tint| {
            let wide = |shape: &&Shape| matches!(shape, Shape::Rect { rect, fill, .. } if rect.width > 1.0 && *fill == Some(wanted));
            scene.shapes.iter().filter(wide).count()
        };
        for (at_low, at_high, below, above) in [
            (20.0, 30.0, 1, 1),
            (20.0, 22.0, 1, 0),
            (26.0, 29.0, 0, 1),
            (25.0, 25.0, 0, 0),
        ] {
            let scene = draw(
                420.0,
                25.0,
                &[bar("Rate", at_low, at_high), bar("Wide", 0.0, 50.0)],
            );
            assert_eq!(count(&scene, Tint::Them), below + 1);
            assert_eq!(count(&scene, Tint::Us), above + 1);
        }
    }

    #[test]
    fn any_figures_hold() {
        for width in WIDTHS {
            assert!(draw(width, 3.0, &[]).name.starts_with("Nothing"));
            assert!(
                draw(width, f64::NAN, &[bar("a", 1.0, 2.0)])
                    .name
                    .starts_with("Nothing")
            );
            for (at_low, at_high) in [(0.0, 0.0), (-1e9, 1e9), (f64::NAN, 2.0), (-0.001, 0.001)] {
                for name in LONG_NAMES {
                    draw(
                        width,
                        0.0,
                        &[bar(name, at_low, at_high), bar("Rate", -1.0, 1.0)],
                    );
                }
            }
        }
    }
}
