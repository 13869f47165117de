//! What stands below the track: amounts, the bid, the sentence on gap or zone.

use super::super::axis::{Scale, tick_text};
use super::super::labels::elide;
use super::super::scene::{Align, Face, Measure, Rect, Scene, Tint, at};
use super::{RangeBar, figures, limits, on_axis};

const LINE: f32 = 16.0;
/// From the leader to the words.
const REACH: f32 = 24.0;

/// Draws ticks, bid and sentence; grows the scene if they need a second line.
pub(super) fn below(
    scene: &mut Scene,
    measure: &dyn Measure,
    bar: &RangeBar,
    scale: Scale,
    track: Rect,
    gap: Option<Rect>,
) {
    let leader = gap
        .filter(|_| !bar.sentence.is_empty())
        .map(|gap| gap.centre().x);
    ticks(scene, measure, bar, scale, track, leader);
    let mut y = track.bottom() + 28.0;
    let sentence = leader.map(|x| sentence(scene, measure, &bar.sentence, x, track, y));
    if let Some(words) = bid_words(bar) {
        let taken = sentence.zip(leader);
        y = bid(scene, measure, bar, scale, &words, y, taken);
    }
    let foreign = foreign(bar);
    if !foreign.is_empty() {
        y += LINE;
        let words = format!("not drawn, no rate to {}: {foreign}", bar.currency);
        let words = elide(measure, &words, Face::Note, scene.width);
        scene.text(at(0.0, y), Align::Left, Face::Note, Tint::Text3, words);
    }
    scene.height = scene.height.max(y + 12.0);
}

fn ticks(
    scene: &mut Scene,
    measure: &dyn Measure,
    bar: &RangeBar,
    scale: Scale,
    track: Rect,
    leader: Option<f32>,
) {
    let y = track.bottom();
    let unit = format!("{} m", bar.currency);
    let unit_left = scale.end - measure.width(&unit, Face::Note);
    scene.text(
        at(scale.end, y + 12.0),
        Align::Right,
        Face::Note,
        Tint::Text3,
        unit,
    );
    let widest = measure.width(&tick_text(scale.to), Face::Note).max(16.0);
    for tick in scale.ticks(widest + 24.0) {
        let x = scale.place(tick);
        scene.upright(x, y, y + 4.0, Tint::Line2, 1.0);
        let text = tick_text(tick);
        let half = measure.width(&text, Face::Note) / 2.0;
        let crossed = leader.is_some_and(|leader| (leader - x).abs() < half + 3.0);
        if x - half >= 0.0 && x + half + 6.0 <= unit_left && !crossed {
            scene.text(
                at(x, y + 12.0),
                Align::Centre,
                Face::Note,
                Tint::Text3,
                text,
            );
        }
    }
}

/// The sentence with its leader; returns from where to where the words stand.
fn sentence(
    scene: &mut Scene,
    measure: &dyn Measure,
    words: &str,
    x: f32,
    track: Rect,
    y: f32,
) -> (f32, f32) {
    let face = Face::NoteStrong;
    let words = elide(measure, words, face, scene.width);
    let width = measure.width(&words, face);
    let top = track.bottom() + 6.0;
    let (left, turn) = if x + REACH + width <= scene.width {
        (x + REACH, Some(x + REACH - 4.0))
    } else if x - REACH - width >= 0.0 {
        (x - REACH - width, Some(x - REACH + 4.0))
    } else {
        ((x - width / 2.0).min(scene.width - width).max(0.0), None)
    };
    match turn {
        Some(turn) => {
            scene.upright(x, top, y, Tint::Text2, 1.0);
            scene.level(y, x.min(turn), x.max(turn), Tint::Text2, 1.0);
        }
        None => scene.upright(x, top, y - 8.0, Tint::Text2, 1.0),
    }
    scene.text(at(left, y), Align::Left, face, Tint::Text, words);
    (left, left + width)
}

fn bid_words(bar: &RangeBar) -> Option<String> {
    let figure = bar
        .bid
        .as_ref()
        .filter(|figure| on_axis(bar, figure.low).is_some())?;
    let mut words = format!("bid {}", figure.amount_text());
    if !figure.note.is_empty() {
        words = format!("{words}, {}", figure.note);
    }
    Some(words)
}

/// The words of the bid where nothing stands yet, or in a line of their own; returns that line.
fn bid(
    scene: &mut Scene,
    measure: &dyn Measure,
    bar: &RangeBar,
    scale: Scale,
    words: &str,
    y: f32,
    taken: Option<((f32, f32), f32)>,
) -> f32 {
    let Some(figure) = &bar.bid else { return y };
    let place = |money| on_axis(bar, money).map(|amount| scale.place(amount));
    let low = place(figure.low).unwrap_or(scale.start);
    let high = figure.high.and_then(place).unwrap_or(low);
    let words = elide(measure, words, Face::Note, scene.width);
    let width = measure.width(&words, Face::Note);
    let last = (scene.width - width).max(0.0);
    let inside = |left: f32| left.clamp(0.0, last);
    let mut places = vec![inside(high - width), inside(low)];
    if let Some(((start, end), leader)) = taken {
        // Beside the sentence, on the side of the bid.
        let (before, behind) = (start.min(leader) - 8.0 - width, end + 8.0);
        places.extend(if low > leader {
            [inside(behind), inside(before)]
        } else {
            [inside(before), inside(behind)]
        });
    }
    places.push(0.0);
    let free = |left: &f32| {
        taken.is_none_or(|((start, end), leader)| {
            let (start, end) = (start.min(leader) - 6.0, end.max(leader) + 6.0);
            left + width <= start || *left >= end
        })
    };
    let free_place = places.into_iter().find(free);
    let y = if free_place.is_some() { y } else { y + LINE };
    let left = free_place.unwrap_or_else(|| inside(high - width));
    scene.text(at(left, y), Align::Left, Face::Note, Tint::Us, words);
    y
}

/// What stands in another currency.
fn foreign(bar: &RangeBar) -> String {
    let stated = figures(bar).map(|(what, figure)| (what, figure.low, figure.amount_text()));
    let limits = limits(bar).map(|(what, limit)| (what, limit.at, super::millions_text(limit.at)));
    let words: Vec<String> = stated
        .chain(limits)
        .filter(|(_, money, _)| money.currency != bar.currency)
        .map(|(what, money, text)| format!("{what} {} {text} m", money.currency))
        .collect();
    words.join(", ")
}
