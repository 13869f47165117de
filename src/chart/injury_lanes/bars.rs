//! The bars of the spells, what stands in or beside them, and the arcs between them.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::field::FieldRef;
use crate::domain::injury::Spell;

use super::super::geometry::curve;
use super::super::scene::{
    Align, DASHED, Edge, Face, Group, Measure, Point, Rect, SOLID, Scene, Tint, at,
};
use super::Injuries;
use super::lanes::{Lane, Layout, Piece};

/// The number stands inside from this width on.
const INSIDE: f32 = 22.0;
/// A second spell of a part within this many days counts as the same injury again (late
/// recurrence, Fuller et al. 2006).
const AGAIN_DAYS: i64 = 365;
/// How far an arc rises.
const RISE: f32 = 14.0;

/// Draws the bars of one lane.
pub(super) fn bars(
    scene: &mut Scene,
    measure: &dyn Measure,
    layout: &Layout,
    lane: &Lane<'_>,
    injuries: Injuries<'_>,
) {
    for (idx, piece) in lane.pieces.iter().enumerate() {
        let next = lane
            .pieces
            .get(idx + 1)
            .filter(|next| next.line == piece.line);
        let room = next.map_or(layout.right, |next| next.rect.left - 2.0);
        bar(scene, measure, piece, room);
        let hit = piece.expected.map_or(piece.rect, |ahead| {
            Rect::span(
                piece.rect.left,
                ahead.right(),
                piece.rect.top,
                piece.rect.height,
            )
        });
        let mut name = name(piece.spell, injuries.on);
        if !piece.begins {
            name = format!("{name}, continued in {}", lane.season);
        }
        let field = FieldRef::Spell(injuries.player, piece.spell.id);
        scene.mark(hit, name, details(piece.spell, injuries), Some(field));
    }
}

fn bar(scene: &mut Scene, measure: &dyn Measure, piece: &Piece<'_>, room: f32) {
    let group = Group::from(&piece.spell.group);
    let (tint, rect) = (Tint::Injury(group), piece.rect);
    let counts = piece.spell.counts_as_injury();
    let edge = |dash| Edge {
        tint,
        width: 1.0,
        dash,
    };
    if is_reversed(piece.spell) {
        let edge = Edge {
            tint: Tint::Warn,
            width: 1.0,
            dash: DASHED,
        };
        scene.boxed(rect, 1.5, Some(Tint::Panel), Some(edge));
    } else if counts {
        scene.bar(rect, 1.5, tint);
    } else {
        let inner = if rect.width > 3.0 {
            rect.grown(-0.5)
        } else {
            rect
        };
        scene.boxed(inner, 1.5, Some(Tint::Panel), Some(edge(SOLID)));
    }
    if let Some(expected) = piece.expected {
        scene.boxed(expected.grown(-0.5), 1.5, None, Some(edge(DASHED)));
    }
    let mut end = piece.expected.map_or(rect.right(), Rect::right);
    if piece.open {
        end = (end + 8.0).min(room.max(end));
        for y in [rect.top + 0.5, rect.bottom() - 0.5] {
            scene.line(vec![at(rect.right(), y), at(end, y)], tint, 1.0, DASHED);
        }
    }
    let number = games(piece.spell)
        .filter(|_| piece.numbered)
        .map(|games| games.to_string());
    let hatch = if counts { Tint::Panel } else { tint };
    let Some(number) = number else {
        if piece.spell.surgery {
            scene.hatch(rect, hatch);
        }
        return;
    };
    let middle = rect.centre();
    let width = measure.width(&number, Face::NoteStrong);
    if rect.width >= INSIDE.max(width + 6.0) {
        if piece.spell.surgery {
            // The number keeps plain ground around it.
            let half = width / 2.0 + 3.0;
            scene.hatch(
                Rect::span(rect.left, middle.x - half, rect.top, rect.height),
                hatch,
            );
            scene.hatch(
                Rect::span(middle.x + half, rect.right(), rect.top, rect.height),
                hatch,
            );
        }
        let tint = if counts {
            Tint::OnInjury(group)
        } else {
            Tint::Text2
        };
        scene.text(middle, Align::Centre, Face::NoteStrong, tint, number);
        return;
    }
    if piece.spell.surgery {
        scene.hatch(rect, hatch);
    }
    if end + 3.0 + measure.width(&number, Face::Note) <= room {
        scene.text(
            at(end + 3.0, middle.y),
            Align::Left,
            Face::Note,
            Tint::Text2,
            number,
        );
    }
}

fn is_reversed(spell: &Spell) -> bool {
    spell.to.is_some_and(|to| to < spell.from)
}

/// The games that he missed for his club; none is not worth a number.
pub(super) fn games(spell: &Spell) -> Option<u16> {
    spell.games_missed_club.filter(|games| *games > 0)
}

fn name(spell: &Spell, on: NaiveDate) -> String {
    let mut name = spell.to_string();
    if is_reversed(spell) {
        return name + ", ends before it starts";
    }
    match spell.days_out(on) {
        1 => name += ", 1 day",
        days => name += &format!(", {days} days"),
    }
    match spell.games_missed_club {
        Some(1) => name += ", 1 game missed",
        Some(games) => name += &format!(", {games} games missed"),
        None => {}
    }
    name
}

fn details(spell: &Spell, injuries: Injuries<'_>) -> Vec<String> {
    let mut place = spell.group.label().to_owned();
    if !spell.body_part.is_empty() {
        place = format!("{place}, {}", spell.body_part);
    }
    if let Some(side) = &spell.side {
        place = format!("{place}, {}", side.label());
    }
    let mut lines = vec![place];
    if spell.surgery {
        lines.push("Operated on".to_owned());
    }
    if !spell.counts_as_injury() {
        lines.push("Does not count against availability".to_owned());
    }
    if spell.to.is_some_and(|to| to > injuries.on) {
        lines.push("Days are counted to the decision date".to_owned());
    }
    if let Some(games) = spell.games_missed_country {
        lines.push(format!("{games} games missed for his country"));
    }
    lines.push((injuries.source)(&spell.basis));
    lines
}

/// Pairs of spells of one part of the body, the second within a year of the first.
fn recurrences(spells: &[Spell], on: NaiveDate) -> Vec<(&Spell, &Spell)> {
    let part = |spell: &Spell| spell.body_part.trim().to_lowercase();
    let mut named: Vec<(String, &Spell)> = spells
        .iter()
        .filter(|spell| spell.from <= on && !is_reversed(spell))
        .map(|spell| (part(spell), spell))
        .filter(|(part, _)| !part.is_empty())
        .collect();
    named.sort_by(|a, b| (&a.0, a.1.from).cmp(&(&b.0, b.1.from)));
    let again = |(part, first): &(String, &Spell), (same, second): &(String, &Spell)| {
        let sides = match (&first.side, &second.side) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let days = (second.from - first.last_day_known(on)).num_days();
        part == same && sides && (1..=AGAIN_DAYS).contains(&days)
    };
    named
        .iter()
        .zip(named.iter().skip(1))
        .filter(|(first, second)| again(first, second))
        .map(|((_, first), (_, second))| (*first, *second))
        .collect()
}

/// True if an injury came again.
pub(super) fn recurs(spells: &[Spell], on: NaiveDate) -> bool {
    !recurrences(spells, on).is_empty()
}

/// Draws an arc from each spell to the next of the same part. From an earlier season it enters at
/// the left edge.
pub(super) fn arcs(scene: &mut Scene, lanes: &[Lane<'_>], layout: &Layout, injuries: Injuries<'_>) {
    // An id can occur twice in a broken file, an address cannot.
    let mut starts: HashMap<*const Spell, (usize, Rect)> = HashMap::new();
    let mut ends: HashMap<*const Spell, (usize, Rect)> = HashMap::new();
    for (idx, lane) in lanes.iter().enumerate() {
        for piece in &lane.pieces {
            let spell: *const Spell = piece.spell;
            if piece.begins {
                starts.insert(spell, (idx, piece.rect));
            }
            // Lanes run from the newest: the first piece met is the last in time.
            ends.entry(spell).or_insert((idx, piece.rect));
        }
    }
    for (first, second) in recurrences(injuries.spells, injuries.on) {
        let (Some(&(to_lane, to)), from) = (
            starts.get(&std::ptr::from_ref(second)),
            ends.get(&std::ptr::from_ref(first)),
        ) else {
            continue;
        };
        let tint = Tint::Injury(Group::from(&second.group));
        let points = match from {
            Some(&(from_lane, from)) if from_lane == to_lane => {
                arc(at(from.right(), from.top), at(to.left + 1.0, to.top))
            }
            _ => entering(layout.left, at(to.left + 1.0, to.top)),
        };
        scene.line(points, tint, 1.2, SOLID);
    }
}

fn arc(from: Point, to: Point) -> Vec<Point> {
    let top = from.y.min(to.y) - RISE;
    curve(from, at((from.x + to.x) / 2.0, top), to)
}

fn entering(left: f32, to: Point) -> Vec<Point> {
    let y = to.y - RISE / 2.0 + 1.0;
    let turn = (to.x - 12.0).max(left - 8.0);
    let mut points = vec![at(left - 7.0, y)];
    points.extend(curve(at(turn, y), at(to.x, y), to));
    points
}
