//! Points and rectangles, in points of the screen, y downwards.

/// A place in a scene.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// A place by its coordinates.
pub const fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// Never negative if made by [`Rect::new`] or [`Rect::span`].
    pub width: f32,
    /// Never negative if made by [`Rect::new`] or [`Rect::span`].
    pub height: f32,
}

impl Rect {
    /// From the upper left corner and the size; a negative size is none.
    pub fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self {
            left,
            top,
            width: width.max(0.0),
            height: height.max(0.0),
        }
    }

    /// From edge to edge; an end before the start is no width.
    pub fn span(left: f32, right: f32, top: f32, height: f32) -> Self {
        Self::new(left, top, right - left, height)
    }

    /// The right edge.
    pub fn right(self) -> f32 {
        self.left + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> f32 {
        self.top + self.height
    }

    /// The middle.
    pub fn centre(self) -> Point {
        at(self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// True if the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right()
            && other.left < self.right()
            && self.top < other.bottom()
            && other.top < self.bottom()
    }

    /// True if the other lies in it, but for rounding.
    pub fn holds(self, other: Self) -> bool {
        const SLACK: f32 = 0.01;
        other.left >= self.left - SLACK
            && other.right() <= self.right() + SLACK
            && other.top >= self.top - SLACK
            && other.bottom() <= self.bottom() + SLACK
    }

    /// Larger by this much on every side; smaller if negative.
    pub fn grown(self, by: f32) -> Self {
        Self::new(
            self.left - by,
            self.top - by,
            self.width + 2.0 * by,
            self.height + 2.0 * by,
        )
    }

    /// At least this wide, kept within `left` and `right`.
    pub fn at_least_wide(self, width: f32, left: f32, right: f32) -> Self {
        let width = self.width.max(width).min((right - left).max(0.0));
        let start = self.left.min(right - width).max(left);
        Self::new(start, self.top, width, self.height)
    }
}

/// A quadratic curve as a line of short pieces.
pub fn curve(from: Point, control: Point, to: Point) -> Vec<Point> {
    const PIECES: u8 = 12;
    let blend = |a: f32, b: f32, c: f32, t: f32| {
        let s = 1.0 - t;
        s * s * a + 2.0 * s * t * b + t * t * c
    };
    (0..=PIECES)
        .map(|piece| {
            let t = f32::from(piece) / f32::from(PIECES);
            at(
                blend(from.x, control.x, to.x, t),
                blend(from.y, control.y, to.y, t),
            )
        })
        .collect()
}

/// Lines that rise to the right and fill a rectangle, this far apart.
pub fn hatch(rect: Rect, step: f32) -> Vec<[Point; 2]> {
    let mut lines = Vec::new();
    if rect.width <= 0.0 || rect.height <= 0.0 || step < 1.0 {
        return lines;
    }
    // `foot` is where a line meets the lower edge; phase 0 lies on the grid of the scene, so that
    // neighbouring hatches run on.
    let first = ((rect.left - rect.height) / step).floor() * step;
    let count = ((rect.right() - first) / step).ceil().clamp(0.0, 4_000.0) as usize;
    for idx in 0..=count {
        let foot = first + step * idx as f32;
        let (from, to) = (foot.max(rect.left), (foot + rect.height).min(rect.right()));
        if from < to {
            let y = |x: f32| rect.bottom() - (x - foot);
            lines.push([at(from, y(from)), at(to, y(to))]);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatches_stay_in_their_rectangle() {
        for rect in [
            Rect::new(3.0, 5.0, 40.0, 11.0),
            Rect::new(0.0, 0.0, 2.0, 30.0),
            Rect::new(-7.5, 1.0, 1_400.0, 3.0),
        ] {
            let lines = hatch(rect, 4.0);
            assert!(!lines.is_empty());
            for point in lines.iter().flatten() {
                let dot = Rect::new(point.x, point.y, 0.0, 0.0);
                assert!(rect.holds(dot), "{point:?} leaves {rect:?}");
            }
        }
        assert!(hatch(Rect::new(0.0, 0.0, 0.0, 8.0), 4.0).is_empty());
    }
}
