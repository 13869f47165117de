//! What radar and pizza share: spokes of a wheel and the words around it.

use super::comparison::Entry;
use super::labels::{elide, wrap};
use super::scene::{Align, Face, Measure, Point, Rect, SOLID, Scene, Tint, at};
use crate::domain::figures::tied;

/// A place on a wheel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wheel {
    /// Its middle.
    pub centre: Point,
    /// Its radius.
    pub radius: f32,
    /// How many spokes it has.
    pub spokes: usize,
}

impl Wheel {
    /// The angle of a spoke, clockwise from the top.
    pub fn turn(self, spoke: f32) -> f32 {
        std::f32::consts::TAU * spoke / self.spokes.max(1) as f32
    }

    /// A place so far out along a spoke, 1 being the rim; half spokes stand in between.
    pub fn place(self, spoke: f32, out: f32) -> Point {
        let (sin, cos) = self.turn(spoke).sin_cos();
        let far = self.radius * out;
        at(self.centre.x + far * sin, self.centre.y - far * cos)
    }

    /// True for a spoke that points straight up or down: its words have both sides.
    pub fn is_pole(spokes: usize, spoke: usize) -> bool {
        spoke == 0 || 2 * spoke == spokes
    }

    /// A level ring of straight pieces from spoke to spoke.
    pub fn ring(self, out: f32) -> Vec<Point> {
        (0..self.spokes)
            .map(|spoke| self.place(spoke as f32, out))
            .collect()
    }

    /// A piece of a round ring.
    pub fn arc(self, from: f32, to: f32, out: f32) -> Vec<Point> {
        let pieces = (((to - from) * self.turn(1.0)).abs() / 0.12)
            .ceil()
            .clamp(2.0, 60.0) as u16;
        (0..=pieces)
            .map(|piece| {
                let along = f32::from(piece) / f32::from(pieces);
                self.place(from + (to - from) * along, out)
            })
            .collect()
    }
}

/// The words over each of several wheels.
const HEAD: f32 = 24.0;

/// A wheel for each player, in as many columns as find room, three at most. `head` writes over a
/// wheel; `one` draws it.
pub(super) fn side_by_side(
    width: f32,
    entries: &[Entry],
    head: impl Fn(&mut Scene, &Entry, Point, f32),
    one: impl Fn(f32, usize) -> Scene,
) -> Scene {
    const COLUMN_GAP: f32 = 16.0;
    /// A narrower wheel has no room for its words.
    const LEAST: f32 = 236.0;
    let fit = (width + COLUMN_GAP) / (LEAST + COLUMN_GAP);
    let columns = (fit.floor().clamp(1.0, 3.0) as usize).min(entries.len().max(1));
    let cell = (width - COLUMN_GAP * (columns - 1) as f32) / columns as f32;
    let mut scene = Scene::new(width, 0.0);
    let players: Vec<(usize, &Entry)> = entries.iter().enumerate().collect();
    for row in players.chunks(columns) {
        let (top, mut bottom) = (scene.height, scene.height);
        for (column, (idx, entry)) in row.iter().enumerate() {
            let left = (cell + COLUMN_GAP) * column as f32;
            head(&mut scene, entry, at(left, top), cell);
            let wheel = one(cell, *idx);
            bottom = bottom.max(top + HEAD + wheel.height);
            scene.inset(at(left, top + HEAD), wheel);
        }
        scene.height = bottom + 8.0;
    }
    scene
}

/// A value beside the name of a spoke.
#[derive(Clone, Debug)]
pub(super) struct SpokeValue {
    /// Whose shape stands before it, and true for a target; none for a bare figure.
    pub slot: Option<(usize, bool)>,
    /// The figure.
    pub text: String,
}

/// The words at the end of a spoke, in lines.
#[derive(Clone, Debug)]
pub(super) struct SpokeWords {
    /// The metric, in one line or two.
    title: Vec<String>,
    /// The ends, in the third shade; may be empty.
    ends: String,
    /// The values of the players, in as many lines as they take.
    values: Vec<Vec<SpokeValue>>,
}

const LINE: f32 = 13.0;
const SIGN: f32 = 9.0;
const BETWEEN: f32 = 7.0;
const APART: f32 = 3.0;
/// From the rim to the words.
const GAP: f32 = 10.0;

impl SpokeValue {
    fn width(&self, measure: &dyn Measure) -> f32 {
        let sign = if self.slot.is_some() { SIGN + 2.0 } else { 0.0 };
        sign + measure.width(&self.text, Face::NoteStrong)
    }
}

impl SpokeWords {
    /// The words in lines that are no longer than `room`.
    pub fn new(
        (measure, room): (&dyn Measure, f32),
        title: &str,
        ends: String,
        values: Vec<SpokeValue>,
    ) -> Self {
        let title = title
            .replace(" per 90", &format!(" {}", tied("per 90")))
            .replace(", %", &tied(", %"));
        let mut lines = wrap(measure, &title, Face::Note, room);
        if lines.len() > 2 {
            let rest = lines.split_off(1).join(" ");
            lines.push(elide(measure, &rest, Face::Note, room));
        }
        let mut rows: Vec<Vec<SpokeValue>> = Vec::new();
        let mut taken = 0.0;
        for value in values {
            let width = value.width(measure);
            match rows.last_mut().filter(|_| taken + BETWEEN + width <= room) {
                Some(row) => {
                    row.push(value);
                    taken += BETWEEN + width;
                }
                None => {
                    rows.push(vec![value]);
                    taken = width;
                }
            }
        }
        Self {
            title: lines,
            ends,
            values: rows,
        }
    }

    fn height(&self) -> f32 {
        let ends = usize::from(!self.ends.is_empty());
        LINE * (self.title.len() + ends + self.values.len()) as f32
    }

    fn width(&self, measure: &dyn Measure) -> f32 {
        let title = self
            .title
            .iter()
            .map(|line| measure.width(line, Face::Note));
        let values = self.values.iter().map(|row| row_width(measure, row));
        let ends = measure.width(&self.ends, Face::Note);
        title.chain(values).fold(ends, f32::max)
    }
}

fn row_width(measure: &dyn Measure, row: &[SpokeValue]) -> f32 {
    let values: f32 = row.iter().map(|value| value.width(measure)).sum();
    values + BETWEEN * row.len().saturating_sub(1) as f32
}

/// The words of a spoke where they found room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub rect: Rect,
    align: Align,
}

/// How far the words reach sideways, at most; the radius can be what is left.
pub(super) fn words_reach(measure: &dyn Measure, words: &[SpokeWords], most: f32) -> f32 {
    let widest = words
        .iter()
        .map(|words| words.width(measure))
        .fold(0.0, f32::max);
    widest.min(most)
}

/// Finds a place for the words of every spoke: outside the rim, none on another. Coordinates may be
/// above zero's top; the caller moves everything down by [`top_of`].
pub(super) fn lay_out(
    measure: &dyn Measure,
    wheel: Wheel,
    words: &[SpokeWords],
    (left, right): (f32, f32),
) -> Vec<Block> {
    let mut blocks: Vec<Block> = words
        .iter()
        .enumerate()
        .map(|(spoke, words)| first_place(measure, wheel, spoke, words, (left, right)))
        .collect();
    let sides: [Vec<usize>; 2] = [Align::Left, Align::Right].map(|align| {
        let mut side: Vec<usize> = (0..blocks.len())
            .filter(|idx| blocks.get(*idx).is_some_and(|block| block.align == align))
            .collect();
        side.sort_by(|one, other| {
            let y = |idx: &usize| blocks.get(*idx).map_or(0.0, |block| block.rect.top);
            y(one).total_cmp(&y(other))
        });
        side
    });
    for side in &sides {
        spread(&mut blocks, side, wheel.centre.y);
    }
    clear_poles(&mut blocks, wheel.centre.y);
    blocks
}

fn first_place(
    measure: &dyn Measure,
    wheel: Wheel,
    spoke: usize,
    words: &SpokeWords,
    (left, right): (f32, f32),
) -> Block {
    let rim = wheel.place(spoke as f32, 1.0);
    let sin = wheel.turn(spoke as f32).sin();
    let height = words.height();
    let up = rim.y < wheel.centre.y;
    if sin.abs() < 0.05 {
        let width = words.width(measure).min(right - left);
        let start = (rim.x - width / 2.0).min(right - width).max(left);
        let top = if up {
            rim.y - GAP - height
        } else {
            rim.y + GAP
        };
        return Block {
            rect: Rect::new(start, top, width, height),
            align: Align::Centre,
        };
    }
    let lift = GAP * (rim.y - wheel.centre.y) / wheel.radius.max(1.0);
    let shift = height * 0.5 * (rim.y - wheel.centre.y) / wheel.radius.max(1.0);
    let top = rim.y + lift + shift - height / 2.0;
    let (rect, align) = if sin > 0.0 {
        let start = (rim.x + GAP * sin.abs().max(0.4)).min(right);
        let width = words.width(measure).min(right - start);
        (Rect::new(start, top, width, height), Align::Left)
    } else {
        let end = (rim.x - GAP * sin.abs().max(0.4)).max(left);
        let width = words.width(measure).min(end - left);
        (Rect::new(end - width, top, width, height), Align::Right)
    };
    Block { rect, align }
}

/// Pushes the words of one side apart: above the middle upwards, below it downwards.
fn spread(blocks: &mut [Block], side: &[usize], middle: f32) {
    let centre = |block: &Block| block.rect.centre().y;
    let split = side
        .iter()
        .position(|idx| {
            blocks
                .get(*idx)
                .is_some_and(|block| centre(block) >= middle - 1.0)
        })
        .unwrap_or(side.len());
    let (upper, lower) = side.split_at(split);
    let mut ceiling = f32::NEG_INFINITY;
    for idx in lower {
        let Some(block) = blocks.get_mut(*idx) else {
            continue;
        };
        block.rect.top = block.rect.top.max(ceiling + APART);
        ceiling = block.rect.bottom();
    }
    let first_lower = lower.first().and_then(|idx| blocks.get(*idx));
    let mut floor = first_lower.map_or(f32::INFINITY, |block| block.rect.top);
    for idx in upper.iter().rev() {
        let Some(block) = blocks.get_mut(*idx) else {
            continue;
        };
        block.rect.top = block.rect.top.min(floor - APART - block.rect.height);
        floor = block.rect.top;
    }
}

/// Moves the words above and below the wheel out of the way of their neighbours.
fn clear_poles(blocks: &mut [Block], middle: f32) {
    for idx in 0..blocks.len() {
        let Some(pole) = blocks
            .get(idx)
            .copied()
            .filter(|block| block.align == Align::Centre)
        else {
            continue;
        };
        let mut rect = pole.rect;
        let up = rect.centre().y < middle;
        // Each pass can only move it further out, past one neighbour at least.
        for _ in 0..blocks.len() {
            let hit = blocks
                .iter()
                .enumerate()
                .find(|(other, block)| *other != idx && block.rect.grown(APART).overlaps(rect));
            let Some((_, block)) = hit else { break };
            rect.top = if up {
                block.rect.top - APART - 1.0 - rect.height
            } else {
                block.rect.bottom() + APART + 1.0
            };
        }
        if let Some(block) = blocks.get_mut(idx) {
            block.rect = rect;
        }
    }
}

/// The upper and the lower end of the wheel with its words.
pub(super) fn reach(wheel: Wheel, blocks: &[Block]) -> (f32, f32) {
    let (top, bottom) = (wheel.centre.y - wheel.radius, wheel.centre.y + wheel.radius);
    blocks.iter().fold((top, bottom), |(top, bottom), block| {
        (top.min(block.rect.top), bottom.max(block.rect.bottom()))
    })
}

/// Writes the words, moved down by so much.
pub(super) fn write(
    scene: &mut Scene,
    measure: &dyn Measure,
    words: &SpokeWords,
    block: Block,
    down: f32,
) {
    let rect = block.rect;
    let mut y = rect.top + down + LINE / 2.0;
    let x = match block.align {
        Align::Left => rect.left,
        Align::Centre => rect.centre().x,
        Align::Right => rect.right(),
    };
    // A cut word measured alone can be a hair wider than the sum that was laid out.
    let room = rect.width + 0.5;
    for line in &words.title {
        let line = elide(measure, line, Face::Note, room);
        scene.text(at(x, y), block.align, Face::Note, Tint::Text2, line);
        y += LINE;
    }
    if !words.ends.is_empty() {
        let ends = elide(measure, &words.ends, Face::Note, room);
        scene.text(at(x, y), block.align, Face::Note, Tint::Text3, ends);
        y += LINE;
    }
    for row in &words.values {
        let whole = row_width(measure, row);
        let from = match block.align {
            Align::Left => rect.left,
            Align::Centre => rect.centre().x - whole / 2.0,
            Align::Right => rect.right() - whole,
        };
        write_values(
            scene,
            measure,
            row,
            at(from.max(rect.left), y),
            rect.left + room,
        );
        y += LINE;
    }
}

fn write_values(
    scene: &mut Scene,
    measure: &dyn Measure,
    row: &[SpokeValue],
    from: Point,
    end: f32,
) {
    let (mut x, y) = (from.x, from.y);
    for value in row {
        let width = value.width(measure);
        if x + width > end {
            break;
        }
        let mut place = at(x, y);
        if let Some((slot, filled)) = value.slot {
            scene.player(at(x + SIGN / 2.0, y), SIGN, slot, filled);
            place.x += SIGN + 2.0;
        }
        let text = value.text.as_str();
        scene.text(place, Align::Left, Face::NoteStrong, Tint::Text, text);
        x += width + BETWEEN;
    }
}

/// A thin line from the rim to words that had to move away from it.
pub(super) fn leader(scene: &mut Scene, wheel: Wheel, spoke: usize, block: Block, down: f32) {
    let rim = wheel.place(spoke as f32, 1.0);
    let rect = block.rect;
    let near = at(
        rim.x.clamp(rect.left, rect.right()),
        rim.y.clamp(rect.top, rect.bottom()),
    );
    let far = (near.x - rim.x).hypot(near.y - rim.y);
    if far > 2.5 * GAP {
        let out = wheel.place(spoke as f32, 1.03);
        let points = vec![at(out.x, out.y + down), at(near.x, near.y + down)];
        scene.line(points, Tint::Line2, 1.0, SOLID);
    }
}
