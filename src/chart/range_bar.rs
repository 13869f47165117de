//! Where the two clubs stand on one line of money: bid, ask, market value, and their limits.

mod below;

use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::career::Valuation;
use crate::domain::field::FieldRef;
use crate::domain::money::{Currency, Money, StatedAmount};
use crate::domain::sourced::Basis;

use super::axis::Scale;
use super::labels::{self, Flag, Placed, Side};
use super::scene::{
    Align, DASHED, Dash, Edge, Face, Measure, Rect, Scene, Shape, Table, Tint, at, dash_of,
};

/// A figure that somebody stated.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The amount, or the lower end.
    pub low: Money,
    /// The upper end.
    pub high: Option<Money>,
    /// True for "or more".
    pub or_more: bool,
    /// The second line of its label: "reported, C".
    pub note: String,
    /// How its line is drawn.
    pub dash: Dash,
    /// Where it stands.
    pub field: FieldRef,
}

impl Figure {
    /// A figure of the ledger.
    pub fn stated(
        amount: &StatedAmount,
        basis: &Basis,
        note: impl Into<String>,
        field: FieldRef,
    ) -> Self {
        Self {
            low: amount.low,
            high: amount.high,
            or_more: amount.or_more,
            note: note.into(),
            dash: dash_of(basis),
            field,
        }
    }

    /// A market value.
    pub fn valued(value: &Valuation, note: impl Into<String>, field: FieldRef) -> Self {
        let amount = StatedAmount::exactly(value.amount);
        Self::stated(&amount, &value.basis, note, field)
    }

    fn amount_text(&self) -> String {
        let mut text = millions_text(self.low);
        if let Some(high) = self.high {
            text += &format!("–{}", millions_text(high));
        }
        if self.or_more {
            text += " or more";
        }
        text
    }
}

/// What a side would at most or at least agree to. Always an assumption.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The limit.
    pub at: Money,
    /// The ends of its band.
    pub band: Option<(Money, Money)>,
    /// The second line of its label: "assumed".
    pub note: String,
    /// Where it stands.
    pub field: Option<FieldRef>,
}

/// The fixed fee of the package that is worked on. It is our own draft, so it is dashed.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The letter of the package.
    pub name: String,
    /// The fee.
    pub at: Money,
    /// How it lies to our ceiling: "5.05 above our ceiling"; may be empty.
    pub note: String,
    /// True if it lies above: the bar then says so in the colour of risk.
    pub is_above: bool,
    /// Where it stands.
    pub field: FieldRef,
}

/// What the bar shows. Amounts in another currency than `currency` are told, not drawn.
#[derive(Clone, Debug)]
pub struct RangeBar {
    /// The currency of the axis.
    pub currency: Currency,
    /// Our bid.
    pub bid: Option<Figure>,
    /// Their ask.
    pub ask: Option<Figure>,
    /// The market value.
    pub value: Option<Figure>,
    /// The package that is worked on.
    pub offer: Option<Offer>,
    /// Our ceiling.
    pub ceiling: Option<Limit>,
    /// Their floor.
    pub floor: Option<Limit>,
    /// What stands between the limits: "gap 2.80; chance of a zone 33 %".
    pub sentence: String,
}

const INSET: f32 = 4.0;
const TRACK: f32 = 14.0;
/// The disc with the letter of a package.
const PIN: f32 = 9.0;
const NOT_SENT: &str =
    "The fixed fee of the package that is worked on; the limits are fixed fees too";
/// The height of a band.
const BAND: f32 = 6.0;

/// Draws the bar.
pub fn range_bar(measure: &dyn Measure, width: f32, bar: &RangeBar) -> Scene {
    let amounts = amounts(bar);
    if amounts.is_empty() {
        let advice = "Enter the ask or a bid in the ledger, or a market value. The bar shows how far apart the clubs are.";
        return Scene::empty(measure, width, "No figures yet", advice);
    }
    let scale = scale(&amounts, has_arrow(bar), width);
    let lines = lines(bar, scale);
    let flags: Vec<Flag> = lines.iter().map(|line| line.flag.clone()).collect();
    let places = labels::place(measure, &flags, width);
    let bottom = labels::FLAG_ROW * labels::rows(&places).max(1) as f32 + 4.0;
    let track = Rect::span(INSET, width - INSET, bottom + 14.0, TRACK);

    let mut scene = Scene::new(width, track.bottom() + 40.0);
    scene.bar(track, 2.0, Tint::Track);
    bands(&mut scene, bar, scale, track);
    let gap = room(&mut scene, bar, scale, track);
    bid(&mut scene, bar, scale, track);
    for (line, placed) in lines.iter().zip(&places) {
        upright(&mut scene, line, *placed, bottom, track);
    }
    ask_range(&mut scene, bar, scale, track);
    offer(&mut scene, bar, scale, track);
    below::below(&mut scene, measure, bar, scale, track, gap);
    (scene.name, scene.table) = words(bar);
    scene
}

/// The amount as a float on the axis, if it is in its currency.
fn on_axis(bar: &RangeBar, money: Money) -> Option<f64> {
    (money.currency == bar.currency)
        .then(|| money.millions().to_f64())
        .flatten()
}

/// Millions with at most two decimals: `24.95`, `50`.
fn millions_text(money: Money) -> String {
    let text = money.millions().round_dp(2).normalize().to_string();
    text.replace('-', "−")
}

/// A limit is reckoned, not stated: two decimals always, `21.60`.
fn reckoned_text(money: Money) -> String {
    format!("{:.2}", money.millions().round_dp(2)).replace('-', "−")
}

fn figures(bar: &RangeBar) -> impl Iterator<Item = (&'static str, &Figure)> {
    [("bid", &bar.bid), ("ask", &bar.ask), ("value", &bar.value)]
        .into_iter()
        .filter_map(|(what, figure)| Some((what, figure.as_ref()?)))
}

fn limits(bar: &RangeBar) -> impl Iterator<Item = (&'static str, &Limit)> {
    [("our ceiling", &bar.ceiling), ("their floor", &bar.floor)]
        .into_iter()
        .filter_map(|(what, limit)| Some((what, limit.as_ref()?)))
}

fn amounts(bar: &RangeBar) -> Vec<f64> {
    let stated = figures(bar).flat_map(|(_, figure)| [Some(figure.low), figure.high]);
    let limits = limits(bar).flat_map(|(_, limit)| {
        let band = limit.band;
        [
            Some(limit.at),
            band.map(|band| band.0),
            band.map(|band| band.1),
        ]
    });
    let offer = bar.offer.as_ref().map(|offer| offer.at);
    stated
        .chain(limits)
        .chain([offer])
        .flatten()
        .filter_map(|money| on_axis(bar, money))
        .collect()
}

fn has_arrow(bar: &RangeBar) -> bool {
    figures(bar).any(|(_, figure)| figure.or_more)
}

fn scale(amounts: &[f64], arrow: bool, width: f32) -> Scale {
    let least = amounts.iter().copied().fold(f64::INFINITY, f64::min);
    let most = amounts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = most - least;
    let pad = if span > 0.0 {
        span * 0.12
    } else {
        (most.abs() * 0.2).max(0.5)
    };
    let from = least - pad;
    Scale {
        from: if least >= 0.0 { from.max(0.0) } else { from },
        to: most + if arrow { pad.max(span * 0.2) } else { pad },
        start: INSET,
        end: width - INSET,
    }
}

/// An upright line with its label.
struct Line {
    flag: Flag,
    dash: Dash,
    tint: Tint,
    /// True if it ends in the middle of the track, because it bounds the upper band only.
    upper: bool,
    name: String,
    field: Option<FieldRef>,
}

/// The lines, the most important first. The bid has its label below.
fn lines(bar: &RangeBar, scale: Scale) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut stated = |what: &str, figure: &Option<Figure>, tint, title_tint| {
        let Some(figure) = figure else { return };
        let Some(amount) = on_axis(bar, figure.low) else {
            return;
        };
        let title = format!("{what} {}", figure.amount_text());
        lines.push(Line {
            name: format!(
                "{what} {} {}, {}",
                bar.currency,
                figure.amount_text(),
                figure.note
            ),
            flag: Flag {
                x: scale.place(amount),
                side: Side::Right,
                title,
                note: figure.note.clone(),
                tint: title_tint,
            },
            dash: figure.dash,
            tint,
            upper: false,
            field: Some(figure.field.clone()),
        });
    };
    stated("ask", &bar.ask, Tint::Them, Tint::Them);
    stated("value", &bar.value, Tint::Text3, Tint::Text2);
    let at = lines.len().min(1);
    for (idx, (what, limit)) in limits(bar).enumerate() {
        let Some(amount) = on_axis(bar, limit.at) else {
            continue;
        };
        let ours = what.starts_with("our");
        let (side, tint) = if ours {
            (Side::Left, Tint::Us)
        } else {
            (Side::Right, Tint::Them)
        };
        let text = reckoned_text(limit.at);
        let line = Line {
            name: format!("{what} {} {text}, {}", bar.currency, limit.note),
            flag: Flag {
                x: scale.place(amount),
                side,
                title: format!("{what} {text}"),
                note: limit.note.clone(),
                tint,
            },
            dash: DASHED,
            tint,
            upper: ours,
            field: limit.field.clone(),
        };
        lines.insert((at + idx).min(lines.len()), line);
    }
    // A fee beyond our own limit is said before anything else; within it a mark is enough.
    if let Some(offer) = bar.offer.as_ref().filter(|offer| offer.is_above)
        && let Some(amount) = on_axis(bar, offer.at)
    {
        let line = Line {
            name: offer_name(bar, offer),
            flag: Flag {
                x: scale.place(amount),
                side: Side::Right,
                title: format!("{} {}", offer.name, millions_text(offer.at)),
                note: offer.note.clone(),
                tint: Tint::Them,
            },
            dash: DASHED,
            tint: Tint::Them,
            upper: true,
            field: Some(offer.field.clone()),
        };
        lines.insert(0, line);
    }
    lines
}

fn offer_name(bar: &RangeBar, offer: &Offer) -> String {
    let note = match offer.note.as_str() {
        "" => String::new(),
        note => format!(", {note}"),
    };
    let text = millions_text(offer.at);
    format!("package {} {} {text}{note}", offer.name, bar.currency)
}

/// The mark of the package on the track.
fn offer(scene: &mut Scene, bar: &RangeBar, scale: Scale, track: Rect) {
    let Some(offer) = &bar.offer else { return };
    let Some(amount) = on_axis(bar, offer.at) else {
        return;
    };
    let centre = at(scale.place(amount), track.centre().y);
    let tint = if offer.is_above { Tint::Them } else { Tint::Us };
    scene.shapes.push(Shape::Circle {
        centre,
        radius: PIN,
        fill: Some(tint),
        edge: Some(Edge {
            tint: Tint::Panel,
            width: 1.0,
            dash: super::scene::SOLID,
        }),
    });
    let letters: String = offer.name.chars().take(2).collect();
    scene.text(
        centre,
        Align::Centre,
        Face::NoteStrong,
        Tint::Panel,
        letters,
    );
    let hit = Rect::new(centre.x - PIN, centre.y - PIN, 2.0 * PIN, 2.0 * PIN);
    let name = offer_name(bar, offer);
    scene.mark(
        hit,
        name,
        vec![NOT_SENT.to_owned()],
        Some(offer.field.clone()),
    );
}

fn upright(scene: &mut Scene, line: &Line, placed: Option<Placed>, bottom: f32, track: Rect) {
    let x = line.flag.x;
    let head = labels::draw(scene, &line.flag, placed, bottom);
    let foot = if line.upper {
        track.top + BAND
    } else {
        track.bottom()
    };
    scene.line(vec![at(x, head), at(x, foot)], line.tint, 2.0, line.dash);
    let mut hit = Rect::new(x - 4.0, head, 8.0, foot - head);
    if let Some(placed) = placed {
        let label = labels::label_rect(placed, bottom);
        let (left, top) = (hit.left.min(label.left), hit.top.min(label.top));
        hit = Rect::span(left, hit.right().max(label.right()), top, foot - top);
    }
    let hit = Rect::span(
        hit.left.max(0.0),
        hit.right().min(scene.width),
        hit.top,
        hit.height,
    );
    scene.mark(hit, line.name.clone(), Vec::new(), line.field.clone());
}

fn bands(scene: &mut Scene, bar: &RangeBar, scale: Scale, track: Rect) {
    for (what, limit) in limits(bar) {
        let Some((low, high)) = limit.band else {
            continue;
        };
        let (Some(low), Some(high)) = (on_axis(bar, low), on_axis(bar, high)) else {
            continue;
        };
        let (tint, top) = if what.starts_with("our") {
            (Tint::UsBand, track.top)
        } else {
            (Tint::ThemBand, track.bottom() - BAND)
        };
        let band = Rect::span(
            scale.place(low.min(high)),
            scale.place(low.max(high)),
            top,
            BAND,
        );
        scene.bar(
            band.at_least_wide(2.0, track.left, track.right()),
            0.0,
            tint,
        );
    }
}

/// The box between the limits: hatched where they miss each other, plain where they meet. Returns
/// its place.
fn room(scene: &mut Scene, bar: &RangeBar, scale: Scale, track: Rect) -> Option<Rect> {
    let ceiling = on_axis(bar, bar.ceiling.as_ref()?.at)?;
    let floor = on_axis(bar, bar.floor.as_ref()?.at)?;
    let (low, high) = (ceiling.min(floor), ceiling.max(floor));
    let rect = Rect::span(
        scale.place(low),
        scale.place(high),
        track.top - 6.0,
        TRACK + 12.0,
    );
    let rect = rect.at_least_wide(2.0, track.left, track.right());
    let is_gap = ceiling < floor;
    let edge = |tint, dash| {
        Some(Edge {
            tint,
            width: 1.0,
            dash,
        })
    };
    if is_gap {
        scene.hatch(rect, Tint::Text2);
        scene.boxed(rect, 0.0, None, edge(Tint::Text2, DASHED));
    } else {
        let above = Rect::new(rect.left, rect.top, rect.width, BAND);
        let under = Rect::new(rect.left, rect.bottom() - BAND, rect.width, BAND);
        scene.bar(above, 0.0, Tint::UsBg);
        scene.bar(under, 0.0, Tint::UsBg);
        scene.boxed(rect, 0.0, None, edge(Tint::Us, super::scene::SOLID));
    }
    let what = if is_gap { "gap" } else { "zone" };
    let name = if bar.sentence.is_empty() {
        what.to_owned()
    } else {
        bar.sentence.clone()
    };
    let lines = vec![if is_gap {
        "Our ceiling lies below their floor".to_owned()
    } else {
        "Between their floor and our ceiling both clubs gain".to_owned()
    }];
    scene.mark(rect, name, lines, None);
    Some(rect)
}

fn bid(scene: &mut Scene, bar: &RangeBar, scale: Scale, track: Rect) {
    let Some(figure) = &bar.bid else { return };
    let Some(low) = on_axis(bar, figure.low) else {
        return;
    };
    let high = figure
        .high
        .and_then(|high| on_axis(bar, high))
        .unwrap_or(low);
    let (left, right) = (scale.place(low.min(high)), scale.place(low.max(high)));
    if right > left {
        scene.bar(Rect::span(left, right, track.top + 1.0, 4.0), 1.0, Tint::Us);
    }
    let points = vec![at(left, track.top - 3.0), at(left, track.bottom() - 1.0)];
    scene.line(points, Tint::Us, 1.5, figure.dash);
    if figure.or_more {
        arrow(scene, right, scale.end, track.top + 3.0, Tint::Us);
    }
    let hit = Rect::span(left - 3.0, right + 3.0, track.top - 3.0, TRACK + 3.0);
    let hit = Rect::span(
        hit.left.max(0.0),
        hit.right().min(scene.width),
        hit.top,
        hit.height,
    );
    let name = format!(
        "bid {} {}, {}",
        bar.currency,
        figure.amount_text(),
        figure.note
    );
    scene.mark(hit, name, Vec::new(), Some(figure.field.clone()));
}

fn ask_range(scene: &mut Scene, bar: &RangeBar, scale: Scale, track: Rect) {
    let Some(figure) = &bar.ask else { return };
    let Some(low) = on_axis(bar, figure.low) else {
        return;
    };
    let high = figure
        .high
        .and_then(|high| on_axis(bar, high))
        .unwrap_or(low);
    let (left, right) = (scale.place(low.min(high)), scale.place(low.max(high)));
    if right > left {
        scene.bar(
            Rect::span(left, right, track.bottom() - 5.0, 4.0),
            1.0,
            Tint::Them,
        );
    }
    if figure.or_more {
        arrow(scene, right, scale.end, track.centre().y, Tint::Them);
    }
}

/// "Or more": an arrow that does not say how far.
fn arrow(scene: &mut Scene, from: f32, end: f32, y: f32, tint: Tint) {
    let tip = (from + 70.0).min(end);
    if tip < from + 4.0 {
        return;
    }
    scene.level(y, from, tip, tint, 1.5);
    let head = vec![at(tip - 5.0, y - 4.0), at(tip, y), at(tip - 5.0, y + 4.0)];
    scene.line(head, tint, 1.5, super::scene::SOLID);
}

fn words(bar: &RangeBar) -> (String, Table) {
    let mut table = Table::new(&["Figure", "Low, m", "High, m", "Currency", "Rests on"]);
    let mut said = Vec::new();
    for (what, figure) in figures(bar) {
        let text = figure.amount_text();
        said.push(format!("{what} {} {text}", figure.low.currency));
        let high = match figure.high {
            Some(high) => millions_text(high),
            None if figure.or_more => "or more".to_owned(),
            None => String::new(),
        };
        let currency = figure.low.currency.to_string();
        table.row([
            what.to_owned(),
            millions_text(figure.low),
            high,
            currency,
            figure.note.clone(),
        ]);
    }
    if let Some(offer) = &bar.offer {
        said.push(offer_name(bar, offer));
        table.row([
            format!("package {}", offer.name),
            millions_text(offer.at),
            String::new(),
            offer.at.currency.to_string(),
            offer.note.clone(),
        ]);
    }
    for (what, limit) in limits(bar) {
        let text = reckoned_text(limit.at);
        said.push(format!("{what} {} {text}", limit.at.currency));
        let currency = limit.at.currency.to_string();
        table.row([
            what.to_owned(),
            text.clone(),
            text,
            currency.clone(),
            limit.note.clone(),
        ]);
        if let Some((low, high)) = limit.band {
            let what = format!("{what}, band");
            table.row([
                what,
                reckoned_text(low),
                reckoned_text(high),
                currency,
                limit.note.clone(),
            ]);
        }
    }
    if !bar.sentence.is_empty() {
        said.push(bar.sentence.clone());
    }
    (format!("Range bar in millions: {}", said.join(", ")), table)
}

#[cfg(test)]
mod tests;
