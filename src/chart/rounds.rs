//! Ask and bid over time: how the two sides come together, or do not.

use chrono::{Days, NaiveDate};

use crate::domain::date::day_text;
use crate::domain::field::FieldRef;

use super::axis::{Scale, TimeAxis, nice_step, tick_text};
use super::legend::{Swatch, legend};
use super::scene::{
    Align, DOTTED, Dash, Edge, Face, Mark, Measure, Point, Rect, SOLID, Scene, Shape, Table, Tint,
    at,
};
use super::spots::Spots;
use crate::domain::figures::{ends, figure};

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// We bid.
    Us,
    /// They ask.
    Them,
}

/// One row of the ledger that states an amount.
#[derive(Clone, Debug)]
pub struct RoundPoint {
    /// When.
    pub on: NaiveDate,
    /// Who.
    pub who: Who,
    /// The amount, or its lower end, in millions.
    pub low: f64,
    /// The upper end.
    pub high: Option<f64>,
    /// What the papers would print, where add-ons make it more: a thin line above the sign.
    pub headline: Option<f64>,
    /// True for "or more".
    pub or_more: bool,
    /// True if others believe it and the club has not said it.
    pub is_believed: bool,
    /// True if a later row corrects it.
    pub is_corrected: bool,
    /// "Ask, EUR 50m or more".
    pub name: String,
    /// Status, what it is worth today, source, printed conversion.
    pub lines: Vec<String>,
    /// Where it stands.
    pub field: Option<FieldRef>,
}

impl RoundPoint {
    /// The end of a range that the other side looks at: our ceiling, their floor.
    fn front(&self) -> f64 {
        match self.who {
            Who::Us => self.high.unwrap_or(self.low),
            Who::Them => self.low,
        }
    }

    fn amount_text(&self) -> String {
        let mut text = tick_text(round(self.low));
        if let Some(high) = self.high {
            text += &format!("–{}", tick_text(round(high)));
        }
        if self.or_more {
            text += " or more";
        }
        text
    }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct Rounds<'a> {
    /// "EUR m".
    pub unit: &'a str,
    /// The rows, in any order.
    pub points: &'a [RoundPoint],
    /// The day after which nothing can be signed.
    pub deadline: Option<NaiveDate>,
}

const TOP: f32 = 12.0;
const PLOT: f32 = 112.0;
const BOTTOM: f32 = TOP + PLOT;
const SIGN: f32 = 3.5;

/// Draws the chart.
pub fn rounds(measure: &dyn Measure, width: f32, chart: Rounds<'_>) -> Scene {
    let mut points: Vec<&RoundPoint> = chart
        .points
        .iter()
        .filter(|point| point.low.is_finite())
        .collect();
    // Sorting keeps the order of the ledger within a day.
    points.sort_by_key(|point| point.on);
    let amounts = points
        .iter()
        .flat_map(|point| [Some(point.low), point.high, point.headline]);
    let Some(reach) = ends(amounts.flatten()) else {
        let advice = "Record an ask or an offer with its date. From two rounds on the chart shows how fast the sides come together.";
        return Scene::empty(measure, width, "No rounds yet", advice);
    };
    let mut scene = Scene::new(width, BOTTOM + 20.0);
    let amount = amount_axis(reach, points.iter().any(|point| point.or_more));
    let left = levels(&mut scene, measure, amount, width);
    let days = day_axis(&points, chart.deadline, left, width);
    day_ticks(&mut scene, measure, days);
    let mut spots = Spots::new(Rect::span(left, width, 0.0, BOTTOM - 1.0));
    deadline(&mut scene, &mut spots, chart.deadline, days);

    for who in [Who::Them, Who::Us] {
        line(&mut scene, &mut spots, &points, who, (days, amount));
    }
    for point in &points {
        sign(&mut scene, &mut spots, point, (days, amount));
    }
    label_points(&mut scene, measure, &mut spots, &points, (days, amount));
    let below = BOTTOM + 22.0;
    let more = legend(&mut scene, measure, below, &legend_items(&points, chart));
    scene.height = below + more;
    (scene.name, scene.table) = words(chart, &points);
    scene
}

fn tint(who: Who) -> Tint {
    match who {
        Who::Us => Tint::Us,
        Who::Them => Tint::Them,
    }
}

fn amount_axis((least, most): (f64, f64), arrow: bool) -> Scale {
    let span = if most > least {
        most - least
    } else {
        most.abs().max(1.0) * 0.4
    };
    let step = nice_step(span / 3.0);
    let above = if arrow { most + span * 0.08 } else { most };
    Scale {
        from: ((least - span * 0.08) / step).floor() * step,
        to: ((above + span * 0.04) / step).ceil() * step,
        start: BOTTOM,
        end: TOP,
    }
}

fn levels(scene: &mut Scene, measure: &dyn Measure, amount: Scale, width: f32) -> f32 {
    let ticks = amount.ticks(24.0);
    let widths = ticks
        .iter()
        .map(|tick| measure.width(&tick_text(*tick), Face::Note));
    let left = (widths.fold(0.0, f32::max) + 8.0).min(width * 0.4);
    for tick in ticks {
        let y = amount.place(tick);
        scene.level(y, left, width, Tint::Line, 1.0);
        let place = at(left - 6.0, y);
        scene.text(
            place,
            Align::Right,
            Face::Note,
            Tint::Text3,
            tick_text(tick),
        );
    }
    left
}

fn day_axis(
    points: &[&RoundPoint],
    deadline: Option<NaiveDate>,
    left: f32,
    width: f32,
) -> TimeAxis {
    let first = points.first().map(|point| point.on).unwrap_or_default();
    let last = points.last().map_or(first, |point| point.on);
    let last = deadline.map_or(last, |deadline| deadline.max(last));
    // A single day stands in the middle.
    let around = if first == last { 21 } else { 0 };
    TimeAxis {
        from: first.checked_sub_days(Days::new(around)).unwrap_or(first),
        to: last.checked_add_days(Days::new(around)).unwrap_or(last),
        left: left + 14.0,
        right: (width - 14.0).max(left + 15.0),
    }
}

fn day_ticks(scene: &mut Scene, measure: &dyn Measure, days: TimeAxis) {
    let room = measure.width("Sep 2025", Face::Note) + 14.0;
    let mut ticks: Vec<(NaiveDate, String)> = days
        .months(days.month_step(room))
        .into_iter()
        .map(|month| (month, month.format("%b %Y").to_string()))
        .collect();
    ticks.insert(0, (days.from, day_text(days.from)));
    if ticks.len() < 2 {
        ticks.push((days.to, day_text(days.to)));
    }
    let mut free = 0.0;
    for (day, words) in ticks {
        let x = days.x_of(day);
        let width = measure.width(&words, Face::Note);
        let start = (x - width / 2.0).min(scene.width - width).max(0.0);
        if start < free {
            continue;
        }
        free = start + width + 6.0;
        scene.upright(x, BOTTOM, BOTTOM + 3.0, Tint::Line2, 1.0);
        let place = at(start, BOTTOM + 12.0);
        scene.text(place, Align::Left, Face::Note, Tint::Text3, words);
    }
}

fn deadline(scene: &mut Scene, spots: &mut Spots, deadline: Option<NaiveDate>, days: TimeAxis) {
    let Some(on) = deadline else { return };
    if on < days.from {
        return;
    }
    let x = days.x_of(on);
    scene.upright(x, TOP - 8.0, BOTTOM, Tint::Ink, 1.0);
    spots.keep_free(Rect::new(x - 1.0, TOP - 8.0, 2.0, PLOT + 8.0));
    let hit = Rect::new(x - 4.0, TOP - 8.0, 8.0, PLOT + 8.0);
    let name = format!("Window closes, {}", day_text(on));
    scene.mark(hit, name, Vec::new(), None);
}

fn dash(who: Who) -> Dash {
    match who {
        Who::Us => SOLID,
        Who::Them => &[6.0, 3.0],
    }
}

/// The amounts of one side, held until the next one.
fn line(
    scene: &mut Scene,
    spots: &mut Spots,
    points: &[&RoundPoint],
    who: Who,
    (days, amount): (TimeAxis, Scale),
) {
    let spoken = points
        .iter()
        .filter(|point| point.who == who && !point.is_corrected);
    let mut path: Vec<Point> = Vec::new();
    for point in spoken {
        let here = at(days.x_of(point.on), amount.place(point.front()));
        if let Some(before) = path.last().copied() {
            path.push(at(here.x, before.y));
        }
        path.push(here);
    }
    for pair in path.windows(2) {
        if let [from, to] = *pair {
            spots.keep_line_free(from, to);
        }
    }
    if path.len() > 1 {
        scene.line(path, tint(who), 2.0, dash(who));
    }
}

/// A circle for a bid, a square for an ask: hollow if believed, dotted if corrected.
fn sign(
    scene: &mut Scene,
    spots: &mut Spots,
    point: &RoundPoint,
    (days, amount): (TimeAxis, Scale),
) {
    let colour = tint(point.who);
    let x = days.x_of(point.on);
    let (low, high) = (
        amount.place(point.low),
        amount.place(point.high.unwrap_or(point.low)),
    );
    let from = scene.shapes.len();
    if low != high {
        let rule = if point.is_corrected { DOTTED } else { SOLID };
        scene.line(vec![at(x, low), at(x, high)], colour, 2.0, rule);
    }
    let front = amount.place(point.front());
    let headline = point.headline.map(|headline| amount.place(headline));
    if let Some(headline) = headline {
        scene.upright(x, headline.min(front), headline.max(front), colour, 1.0);
        scene.level(headline, x - SIGN, x + SIGN, colour, 1.0);
    }
    if point.or_more {
        arrow_up(scene, x, low.min(high), colour);
    }
    let hollow = point.is_believed || point.is_corrected;
    let edge = Edge {
        tint: colour,
        width: 1.5,
        dash: if point.is_corrected {
            &[1.5, 1.5]
        } else {
            SOLID
        },
    };
    let fill = Some(if hollow { Tint::Panel } else { colour });
    match point.who {
        Who::Us => scene.shapes.push(Shape::Circle {
            centre: at(x, front),
            radius: SIGN,
            fill,
            edge: (!point.is_corrected).then_some(edge),
        }),
        Who::Them => {
            let square = Rect::new(x - SIGN, front - SIGN, 2.0 * SIGN, 2.0 * SIGN);
            scene.boxed(square, 0.0, fill, Some(edge));
        }
    }
    if point.who == Who::Us && point.is_corrected {
        let ring = (0..=16_u8)
            .map(|step| {
                let turn = f32::from(step) / 16.0 * std::f32::consts::TAU;
                at(x + SIGN * turn.cos(), front + SIGN * turn.sin())
            })
            .collect();
        scene.line(ring, colour, 1.5, edge.dash);
    }
    if point.is_corrected {
        scene.fade_since(from, 0.7);
    }
    let top = low.min(high).min(front - SIGN);
    let top = headline.map_or(top, |headline| top.min(headline)) - 2.0;
    let bottom = low.max(high).max(front + SIGN) + 2.0;
    let rect = Rect::new(x - 6.0, top.max(0.0), 12.0, bottom - top.max(0.0));
    spots.keep_free(rect);
    let mut name = format!("{}, {}", point.name, day_text(point.on));
    if point.is_corrected {
        name += ", corrected later";
    }
    scene.marks.push(Mark {
        rect,
        name,
        lines: point.lines.clone(),
        field: point.field.clone(),
        about: None,
    });
}

fn arrow_up(scene: &mut Scene, x: f32, y: f32, tint: Tint) {
    let tip = (y - 16.0).max(2.0);
    scene.line(vec![at(x, y), at(x, tip)], tint, 1.5, SOLID);
    let head = vec![at(x - 3.0, tip + 4.0), at(x, tip), at(x + 3.0, tip + 4.0)];
    scene.line(head, tint, 1.5, SOLID);
}

/// The amounts beside their signs: the last of each side first, then from the newest.
fn label_points(
    scene: &mut Scene,
    measure: &dyn Measure,
    spots: &mut Spots,
    points: &[&RoundPoint],
    (days, amount): (TimeAxis, Scale),
) {
    let standing = |who: Who| {
        points
            .iter()
            .rposition(|point| point.who == who && !point.is_corrected)
    };
    let last = [standing(Who::Them), standing(Who::Us)];
    let rest = (0..points.len())
        .rev()
        .filter(|idx| !last.contains(&Some(*idx)));
    let order = last.into_iter().flatten().chain(rest);
    for (idx, written) in order.zip(0..60) {
        let Some(point) = points.get(idx) else {
            continue;
        };
        let sign = (
            at(days.x_of(point.on), amount.place(point.front())),
            SIGN + 2.0,
        );
        let (face, words) = if written < 2 {
            let who = match point.who {
                Who::Us => "bid",
                Who::Them => "ask",
            };
            (Face::NoteStrong, format!("{who} {}", point.amount_text()))
        } else {
            (Face::Note, point.amount_text())
        };
        spots.write_beside(scene, measure, sign, (face, tint(point.who)), &words);
    }
}

fn legend_items(points: &[&RoundPoint], chart: Rounds<'_>) -> Vec<(Swatch, String)> {
    let mut items = vec![
        (
            Swatch::Line(Tint::Them, dash(Who::Them)),
            format!("their ask, {}", chart.unit),
        ),
        (Swatch::Line(Tint::Us, dash(Who::Us)), "our bid".to_owned()),
    ];
    if points.iter().any(|point| point.is_believed) {
        items.push((Swatch::None, "hollow: believed".to_owned()));
    }
    if points.iter().any(|point| point.headline.is_some()) {
        items.push((Swatch::None, "thin: up to the headline".to_owned()));
    }
    if points.iter().any(|point| point.is_corrected) {
        items.push((Swatch::None, "dotted: corrected later".to_owned()));
    }
    if chart.deadline.is_some() {
        items.push((Swatch::Tick(Tint::Ink), "window closes".to_owned()));
    }
    items
}

fn words(chart: Rounds<'_>, points: &[&RoundPoint]) -> (String, Table) {
    let amount = format!("Amount, {}", chart.unit);
    let mut table = Table::new(&["Date", "Side", &amount, "How it stands"]);
    for point in points {
        let side = match point.who {
            Who::Us => "our bid",
            Who::Them => "their ask",
        };
        let stands = match (point.is_corrected, point.is_believed) {
            (true, _) => "corrected later",
            (false, true) => "believed",
            (false, false) => "stated",
        };
        let stands = match point.headline {
            Some(headline) => format!("{stands}, headline {}", tick_text(round(headline))),
            None => stands.to_owned(),
        };
        table.row([
            day_text(point.on),
            side.to_owned(),
            point.amount_text(),
            stands,
        ]);
    }
    let last = |who: Who| {
        let spoken = |point: &&&RoundPoint| point.who == who && !point.is_corrected;
        points.iter().rfind(spoken).map(|point| point.front())
    };
    let name = match (last(Who::Them), last(Who::Us)) {
        (Some(ask), Some(bid)) => format!(
            "Rounds, ask {}, bid {}, {} between them, {}",
            figure(ask, 2),
            figure(bid, 2),
            figure(ask - bid, 2),
            chart.unit
        ),
        _ => format!("Rounds, {} of one side, {}", points.len(), chart.unit),
    };
    (name, table)
}

#[cfg(test)]
mod tests;
