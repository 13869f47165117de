//! Words near a point: each takes the first place that touches no other word and no sign.

use super::scene::{Align, Face, Measure, Point, Rect, Scene, Shape, Tint, at};

/// What is taken already.
#[derive(Clone, Debug)]
pub struct Spots {
    whole: Rect,
    taken: Vec<Rect>,
}

/// From a sign to its words.
const GAP: f32 = 4.0;
/// From words to words.
const APART: f32 = 2.0;

impl Spots {
    /// Nothing is taken within this rectangle; nothing goes outside.
    pub fn new(whole: Rect) -> Self {
        Self {
            whole,
            taken: Vec::new(),
        }
    }

    /// Keeps words off a sign.
    pub fn keep_free(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Keeps words off a line.
    pub fn keep_line_free(&mut self, from: Point, to: Point) {
        const STEP: f32 = 6.0;
        let length = (to.x - from.x).hypot(to.y - from.y);
        if !length.is_finite() {
            return;
        }
        let pieces = (length / STEP).ceil().clamp(1.0, 400.0) as u16;
        for piece in 0..=pieces {
            let along = f32::from(piece) / f32::from(pieces);
            let (x, y) = (
                from.x + (to.x - from.x) * along,
                from.y + (to.y - from.y) * along,
            );
            self.keep_free(Rect::new(x - 3.0, y - 3.0, 6.0, 6.0));
        }
    }

    /// True if nothing that is taken touches this rectangle, and it lies inside.
    pub fn is_free(&self, rect: Rect) -> bool {
        self.whole.holds(rect) && !self.taken.iter().any(|other| other.overlaps(rect))
    }

    /// Writes words beside a sign of this radius, if there is a place; returns it.
    pub fn write_beside(
        &mut self,
        scene: &mut Scene,
        measure: &dyn Measure,
        (sign, radius): (Point, f32),
        (face, tint): (Face, Tint),
        words: &str,
    ) -> Option<Rect> {
        let (width, height) = (measure.width(words, face), face.size());
        let side = radius + GAP;
        let level = sign.y - height / 2.0;
        let over = sign.y - side - height + 2.0;
        let under = sign.y + side - 2.0;
        let (left, middle) = (sign.x - side - width, sign.x - width / 2.0);
        let slack = radius * 0.7 + 1.0;
        let places = [
            (sign.x + side, level),
            (left, level),
            (middle, over),
            (middle, under),
            (sign.x + slack, over),
            (left + side - slack, over),
            (sign.x + slack, under),
            (left + side - slack, under),
        ];
        let place = places
            .into_iter()
            .map(|(x, y)| Rect::new(x, y, width, height))
            .find(|rect| self.is_free(*rect))?;
        self.write_at(scene, place, (face, tint), words);
        Some(place)
    }

    /// Writes words into a place that was found free, and takes it; what lies below shines through
    /// faintly.
    pub fn write_at(
        &mut self,
        scene: &mut Scene,
        place: Rect,
        (face, tint): (Face, Tint),
        words: &str,
    ) {
        let ground = place.grown(1.0);
        let (left, right) = (ground.left, ground.right());
        scene.shapes.push(Shape::Polygon {
            points: vec![
                at(left, ground.top),
                at(right, ground.top),
                at(right, ground.bottom()),
                at(left, ground.bottom()),
            ],
            fill: Some(Tint::Panel),
            opacity: 0.7,
            edge: None,
        });
        let from = at(place.left, place.centre().y);
        scene.text(from, Align::Left, face, tint, words);
        self.taken.push(place.grown(APART));
    }
}
