//! Buy now or wait: what each side gains by agreeing now, over the fee.

use super::axis::{Scale, nice_step, tick_text};
use super::labels::{elide, wrap};
use super::legend::{Swatch, legend};
use super::scene::{
    Align, Dash, Edge, Face, Measure, Point, Rect, SOLID, Scene, Shape, Table, Tint, at,
};
use super::spots::Spots;
use crate::domain::figures::{ends, figure, signed, tied};

/// What one side gains by agreeing now rather than later.
#[derive(Clone, Debug, Default)]
pub struct Gain {
    /// Fee and gain, in millions; straight in between, in any order.
    pub points: Vec<(f64, f64)>,
    /// The fee at which it gains nothing.
    pub break_even: Option<f64>,
    /// How that fee came about: formula, inputs, tags.
    pub lines: Vec<String>,
}

/// A fee that has a name: a bid, an ask, the package that is being made.
#[derive(Clone, Debug)]
pub struct Fee {
    /// In millions.
    pub at: f64,
    /// "our bid", "package A".
    pub name: String,
    /// True for the one that is being worked on.
    pub is_draft: bool,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct NowOrLater<'a> {
    /// "EUR m".
    pub unit: &'a str,
    /// Our gain by buying now.
    pub ours: &'a Gain,
    /// Their gain by selling now.
    pub theirs: &'a Gain,
    /// The fees with a name.
    pub fees: &'a [Fee],
}

/// The chart, and the fee along it, so that a fee can be dragged.
#[derive(Clone, Debug)]
pub struct NowOrLaterChart {
    /// What to paint.
    pub scene: Scene,
    /// From fees to places and back.
    pub fee: Scale,
}

/// The height of the plot between its outer levels.
const PLOT: f32 = 128.0;
const DOT: f32 = 2.5;
const RING: f32 = 4.5;

/// A side as it is drawn.
#[derive(Clone, Copy)]
struct Side<'a> {
    gain: &'a Gain,
    tint: Tint,
    dash: Dash,
    /// "we gain by buying now".
    words: &'static str,
    /// "our ceiling".
    limit: &'static str,
    /// "we".
    who: &'static str,
}

fn sides<'a>(chart: NowOrLater<'a>) -> [Side<'a>; 2] {
    [
        Side {
            gain: chart.ours,
            tint: Tint::Us,
            dash: SOLID,
            words: "we gain by buying now",
            limit: "Our break-even",
            who: "we",
        },
        Side {
            gain: chart.theirs,
            tint: Tint::Them,
            dash: &[6.0, 3.0],
            words: "they gain by selling now",
            limit: "Their break-even",
            who: "they",
        },
    ]
}

impl Gain {
    /// The gain at a fee, along the straight pieces; none outside.
    fn at(&self, fee: f64) -> Option<f64> {
        let points = self.sorted();
        let pairs = points.iter().zip(points.iter().skip(1));
        let mut pieces = pairs.filter(|(from, to)| (from.0..=to.0).contains(&fee));
        let (from, to) = pieces.next()?;
        let span = to.0 - from.0;
        let along = if span > 0.0 {
            (fee - from.0) / span
        } else {
            0.0
        };
        Some(from.1 + along * (to.1 - from.1))
    }

    fn sorted(&self) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = self
            .points
            .iter()
            .copied()
            .filter(|(fee, gain)| fee.is_finite() && gain.is_finite())
            .collect();
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        points
    }

    fn break_even(&self) -> Option<f64> {
        self.break_even.filter(|fee| fee.is_finite())
    }
}

/// Draws the chart.
pub fn now_or_later(measure: &dyn Measure, width: f32, chart: NowOrLater<'_>) -> NowOrLaterChart {
    let sides = sides(chart);
    let lines = sides.map(|side| side.gain.sorted());
    let fees = ends(lines.iter().flatten().map(|point| point.0));
    let gains = ends(lines.iter().flatten().map(|point| point.1));
    let (Some(fees), Some(gains)) = (fees, gains) else {
        let advice = "Say what he is worth to us now and what waiting would bring. The chart then shows from which fee on waiting is better.";
        return NowOrLaterChart {
            scene: Scene::empty(measure, width, "Nothing to weigh yet", advice),
            fee: fee_axis((0.0, 0.0), 0.0, width),
        };
    };
    let mut scene = Scene::new(width, 0.0);
    let caption = format!(
        "up: gain over waiting or keeping, {unit}; across: fee, {unit}",
        unit = tied(chart.unit)
    );
    let top = caption_ui(&mut scene, measure, &caption) + 10.0;
    let gain = gain_axis(gains, top);
    let left = levels(&mut scene, measure, gain, width);
    let fee = fee_axis(fees, left, width);
    let plot = Rect::span(left, width, top, gain.start - top);
    fee_ticks(&mut scene, measure, fee, plot);
    let room = room(&mut scene, chart, fee, plot);

    let inside = Rect::span(plot.left, width, plot.top - 4.0, plot.height + 8.0);
    let mut spots = Spots::new(inside);
    let zero = gain.place(0.0);
    spots.keep_line_free(at(plot.left, zero), at(plot.right(), zero));
    let drafts = || chart.fees.iter().filter(|fee| fee.is_draft);
    for draft in drafts() {
        draft_line(&mut scene, &mut spots, fee.place(draft.at), plot);
    }
    for (side, line) in sides.iter().zip(&lines) {
        let points: Vec<Point> = line
            .iter()
            .map(|(at_fee, gained)| at(fee.place(*at_fee), gain.place(*gained)))
            .collect();
        for pair in points.windows(2) {
            if let [from, to] = *pair {
                spots.keep_line_free(from, to);
            }
        }
        if points.len() > 1 {
            scene.line(points, side.tint, 2.0, side.dash);
        }
    }
    for side in &sides {
        dots(&mut scene, &mut spots, *side, chart, (fee, gain));
    }
    rings(&mut scene, &mut spots, &sides, chart, (fee, gain));
    let untold = side_words(&mut scene, (measure, &mut spots), &sides, (fee, gain), room);
    for draft in drafts() {
        draft_words(
            &mut scene,
            (measure, &mut spots),
            draft,
            fee.place(draft.at),
            plot,
        );
    }
    scene.height = plot.bottom() + 22.0;
    let below = scene.height + 2.0;
    let more = legend(&mut scene, measure, below, &untold);
    if more > 0.0 {
        scene.height = below + more;
    }
    (scene.name, scene.table) = words(chart, &sides);
    NowOrLaterChart { scene, fee }
}

/// What the axes mean; returns where it ends.
fn caption_ui(scene: &mut Scene, measure: &dyn Measure, words: &str) -> f32 {
    let face = Face::Note;
    let mut y = 0.0;
    for line in wrap(measure, words, face, scene.width) {
        let middle = at(0.0, y + face.line_height() / 2.0);
        scene.text(middle, Align::Left, face, Tint::Text3, line);
        y += face.line_height();
    }
    y
}

/// Levels are round and hold zero; `start` is the lowest, at the bottom.
fn gain_axis((least, most): (f64, f64), top: f32) -> Scale {
    let (least, most) = (least.min(0.0), most.max(0.0));
    let step = nice_step((most - least) / 7.0);
    let mut from = (least / step - 1e-9).floor() * step;
    let mut to = (most / step + 1e-9).ceil() * step;
    if from >= to {
        (from, to) = (-step, step);
    }
    Scale {
        from,
        to,
        start: top + PLOT,
        end: top,
    }
}

fn fee_axis((least, most): (f64, f64), left: f32, width: f32) -> Scale {
    let pad = if most > least {
        (most - least) * 0.08
    } else {
        (most.abs() * 0.2).max(0.5)
    };
    let from = least - pad;
    Scale {
        from: if least >= 0.0 { from.max(0.0) } else { from },
        to: most + pad,
        start: left + 4.0,
        end: (width - 4.0).max(left + 5.0),
    }
}

/// Level lines with their gains at the left; returns where the plot begins.
fn levels(scene: &mut Scene, measure: &dyn Measure, gain: Scale, width: f32) -> f32 {
    let text = |level: f64| {
        let plain = tick_text(level);
        if level > 0.0 {
            format!("+{plain}")
        } else {
            plain
        }
    };
    let ticks = gain.ticks(22.0);
    let widest = ticks
        .iter()
        .map(|level| measure.width(&text(*level), Face::Note))
        .fold(0.0, f32::max);
    let left = (widest + 8.0).min(width * 0.4);
    for level in ticks {
        let y = gain.place(level);
        let is_zero = level.abs() < 1e-9 * (gain.to - gain.from);
        let tint = if is_zero { Tint::Ctl } else { Tint::Line };
        scene.level(y, left, width, tint, 1.0);
        let words = elide(measure, &text(level), Face::Note, left);
        scene.text(
            at(left - 6.0, y),
            Align::Right,
            Face::Note,
            Tint::Text3,
            words,
        );
    }
    left
}

fn fee_ticks(scene: &mut Scene, measure: &dyn Measure, fee: Scale, plot: Rect) {
    let widest = measure.width(&tick_text(fee.to.round()), Face::Note);
    let mut free = plot.left - 8.0;
    for tick in fee.ticks(widest + 20.0) {
        let x = fee.place(tick);
        let words = tick_text(tick);
        let half = measure.width(&words, Face::Note) / 2.0;
        if x - half < free || x + half > scene.width {
            continue;
        }
        free = x + half + 6.0;
        scene.upright(x, plot.bottom(), plot.bottom() + 3.0, Tint::Line2, 1.0);
        let place = at(x, plot.bottom() + 12.0);
        scene.text(place, Align::Centre, Face::Note, Tint::Text3, words);
    }
}

/// The span between the break-evens: hatched if nobody gains in it, tinted if both do.
fn room(scene: &mut Scene, chart: NowOrLater<'_>, fee: Scale, plot: Rect) -> Option<Rect> {
    let ours = chart.ours.break_even()?;
    let theirs = chart.theirs.break_even()?;
    let is_zone = ours >= theirs;
    let (low, high) = (ours.min(theirs), ours.max(theirs));
    let rect = Rect::span(fee.place(low), fee.place(high), plot.top, plot.height);
    let name = if is_zone {
        scene.bar(rect, 0.0, Tint::UsBg);
        format!(
            "Zone {} {}: both gain by agreeing now",
            figure(high - low, 2),
            chart.unit
        )
    } else {
        scene.bar(rect, 0.0, Tint::GapBg);
        scene.hatch(rect, Tint::Line2);
        format!(
            "Gap {} {}: no fee at which both gain on these assumptions",
            figure(high - low, 2),
            chart.unit
        )
    };
    if rect.width >= 1.0 {
        let between = format!("from {} to {}", figure(low, 2), figure(high, 2));
        scene.mark(rect, name, vec![between], None);
    }
    Some(rect)
}

fn draft_line(scene: &mut Scene, spots: &mut Spots, x: f32, plot: Rect) {
    scene.upright(x, plot.top - 4.0, plot.bottom(), Tint::Accent, 2.0);
    spots.keep_free(Rect::new(x - 2.0, plot.top - 4.0, 4.0, plot.height + 4.0));
}

/// The name and the fee of the draft beside its line, where there is room.
fn draft_words(
    scene: &mut Scene,
    (measure, spots): (&dyn Measure, &mut Spots),
    draft: &Fee,
    x: f32,
    plot: Rect,
) {
    let face = Face::NoteStrong;
    let words = format!("{} {}", draft.name, figure(draft.at, 2));
    let (width, height) = (measure.width(&words, face), face.size());
    let (right, left) = (x + 5.0, x - 5.0 - width);
    let (top, bottom) = (plot.top, plot.bottom() - height - 1.0);
    let places = [(right, top), (left, top), (right, bottom), (left, bottom)];
    let place = places
        .into_iter()
        .map(|(x, y)| Rect::new(x, y, width, height))
        .find(|place| spots.is_free(*place));
    if let Some(place) = place {
        spots.write_at(scene, place, (face, Tint::Accent), &words);
    }
}

/// A dot on the line at every fee with a name.
fn dots(
    scene: &mut Scene,
    spots: &mut Spots,
    side: Side<'_>,
    chart: NowOrLater<'_>,
    (fee, gain): (Scale, Scale),
) {
    for named in chart.fees {
        let Some(gained) = side.gain.at(named.at) else {
            continue;
        };
        let centre = at(fee.place(named.at), gain.place(gained));
        scene.shapes.push(Shape::Circle {
            centre,
            radius: DOT,
            fill: Some(side.tint),
            edge: None,
        });
        let hit = hit(centre, DOT + 2.0, scene.width);
        spots.keep_free(hit);
        let name = format!(
            "{}, fee {} {}: {} gain {}",
            named.name,
            figure(named.at, 2),
            chart.unit,
            side.who,
            signed(gained, 2)
        );
        scene.mark(hit, name, side.gain.lines.clone(), None);
    }
}

/// An open circle where a side gains nothing.
fn rings(
    scene: &mut Scene,
    spots: &mut Spots,
    sides: &[Side<'_>],
    chart: NowOrLater<'_>,
    (fee, gain): (Scale, Scale),
) {
    for side in sides {
        let Some(limit) = side.gain.break_even() else {
            continue;
        };
        if !(fee.from..=fee.to).contains(&limit) {
            continue;
        }
        let centre = at(fee.place(limit), gain.place(0.0));
        scene.shapes.push(Shape::Circle {
            centre,
            radius: RING,
            fill: Some(Tint::Panel),
            edge: Some(Edge {
                tint: side.tint,
                width: 1.5,
                dash: SOLID,
            }),
        });
        let hit = hit(centre, RING + 2.0, scene.width);
        spots.keep_free(hit);
        let name = format!("{} {} {}", side.limit, figure(limit, 2), chart.unit);
        scene.mark(hit, name, side.gain.lines.clone(), None);
    }
}

fn hit(centre: Point, around: f32, width: f32) -> Rect {
    let side = 2.0 * around;
    let rect = Rect::new(centre.x - around, (centre.y - around).max(0.0), side, side);
    Rect::span(rect.left.max(0.0), rect.right().min(width), rect.top, side)
}

/// The words of each line, where they touch none; the rest goes into a legend.
fn side_words(
    scene: &mut Scene,
    (measure, spots): (&dyn Measure, &mut Spots),
    sides: &[Side<'_>],
    (fee, gain): (Scale, Scale),
    room: Option<Rect>,
) -> Vec<(Swatch, String)> {
    let face = Face::NoteStrong;
    let mut untold = Vec::new();
    for side in sides {
        if side.gain.sorted().len() < 2 {
            continue;
        }
        let (width, height) = (measure.width(side.words, face), face.size());
        let places = (1..40_u8).flat_map(|step| {
            let along = f32::from(step) / 40.0;
            let x = fee.start + along * (fee.end - fee.start);
            let y = side
                .gain
                .at(fee.amount_at(x))
                .map(|gained| gain.place(gained));
            let near = y.map(|y| {
                [
                    Rect::new(x - width, y - height - 5.0, width, height),
                    Rect::new(x, y - height - 5.0, width, height),
                    Rect::new(x - width, y + 5.0, width, height),
                    Rect::new(x, y + 5.0, width, height),
                ]
            });
            near.into_iter().flatten()
        });
        let free: Vec<Rect> = places.filter(|place| spots.is_free(*place)).collect();
        let outside = |place: &&Rect| !room.is_some_and(|room| room.overlaps(**place));
        match free.iter().find(outside).or(free.first()).copied() {
            Some(place) => spots.write_at(scene, place, (face, side.tint), side.words),
            None => untold.push((Swatch::Line(side.tint, side.dash), side.words.to_owned())),
        }
    }
    untold
}

fn words(chart: NowOrLater<'_>, sides: &[Side<'_>]) -> (String, Table) {
    let fee = format!("Fee, {}", chart.unit);
    let mut table = Table::new(&[&fee, "What", "We gain", "They gain"]);
    let mut rows: Vec<(f64, String)> = chart
        .fees
        .iter()
        .map(|fee| (fee.at, fee.name.clone()))
        .collect();
    for side in sides {
        let points = side.gain.sorted();
        let ends = [points.first(), points.last()];
        rows.extend(
            ends.into_iter()
                .flatten()
                .map(|end| (end.0, "end of the line".to_owned())),
        );
        rows.extend(
            side.gain
                .break_even()
                .map(|fee| (fee, side.limit.to_owned())),
        );
    }
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.dedup();
    for (fee, what) in rows {
        let gain = |gain: &Gain| signed(gain.at(fee).unwrap_or(f64::NAN), 2);
        table.row([figure(fee, 2), what, gain(chart.ours), gain(chart.theirs)]);
    }
    let limits: Vec<String> = sides
        .iter()
        .map(|side| {
            let limit = side.gain.break_even().unwrap_or(f64::NAN);
            format!("{} {}", side.limit.to_lowercase(), figure(limit, 2))
        })
        .collect();
    let name = format!("Now or later, {}, {}", limits.join(", "), chart.unit);
    (name, table)
}

#[cfg(test)]
mod tests;
