//! The way from places of a scatter back to the players of the pool, by pointer and by keyboard.

use super::ScatterChart;
use super::pool::{PoolDot, PoolDots};
use crate::chart::axis::Scale;
use crate::chart::scene::{Point, Rect, at};

/// A side to which a keyboard goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Side {
    fn step(self) -> (f32, f32) {
        match self {
            Self::Left => (-1.0, 0.0),
            Self::Right => (1.0, 0.0),
            Self::Up => (0.0, -1.0),
            Self::Down => (0.0, 1.0),
        }
    }
}

impl ScatterChart {
    /// The row of the pool at a place, if a dot is near.
    pub fn row_at(&self, pool: &PoolDots, place: Point) -> Option<usize> {
        const NEAR: f32 = 6.0;
        self.nearest(pool, |spot| {
            let far = (spot.x - place.x).hypot(spot.y - place.y);
            (far <= NEAR).then_some(far)
        })
    }

    /// The rows of the pool inside a rectangle, in their order: for a brush.
    pub fn rows_in(&self, pool: &PoolDots, rect: Rect) -> Vec<usize> {
        let inside = |dot: &PoolDot| {
            let spot = self.place(dot)?;
            let dot = Rect::new(spot.x, spot.y, 0.0, 0.0);
            rect.holds(dot).then_some(())
        };
        (0..pool.dots.len())
            .filter(|row| pool.dots.get(*row).and_then(inside).is_some())
            .collect()
    }

    /// Where the dot of a row of the pool is; `None` for a row that is not drawn.
    pub fn place_of(&self, pool: &PoolDots, row: usize) -> Option<Point> {
        self.place(pool.dots.get(row)?)
    }

    /// The row whose dot lies nearest to the middle of the picture, from which a keyboard sets out.
    pub fn middle(&self, pool: &PoolDots) -> Option<usize> {
        let middle = |scale: Scale| f32::midpoint(scale.start, scale.end);
        let (x, y) = (middle(self.x), middle(self.y));
        self.nearest(pool, |spot| Some((spot.x - x).hypot(spot.y - y)))
    }

    /// The row of the nearest dot on that side of a row's dot: within half a right angle, or else
    /// anywhere on that side. Dots that lie upon each other follow one another in their order.
    pub fn beside(&self, pool: &PoolDots, row: usize, side: Side) -> Option<usize> {
        let from = self.place_of(pool, row)?;
        let (dx, dy) = side.step();
        let onward = dx + dy > 0.0;
        let upon = |(other, dot): (usize, &PoolDot)| {
            let later = (other > row) == onward && other != row;
            (later && self.place(dot)? == from).then_some(other)
        };
        let mut upon = pool.dots.iter().enumerate().filter_map(upon);
        let next = if onward {
            upon.next()
        } else {
            upon.next_back()
        };
        let on_side = |wide: bool| {
            self.nearest(pool, move |spot| {
                let (x, y) = (spot.x - from.x, spot.y - from.y);
                let (along, across) = (x * dx + y * dy, (x * dy).abs() + (y * dx).abs());
                (along > 0.0 && (wide || across <= along)).then_some(along.hypot(2.0 * across))
            })
        };
        next.or_else(|| on_side(false)).or_else(|| on_side(true))
    }

    fn nearest(&self, pool: &PoolDots, far: impl Fn(Point) -> Option<f32>) -> Option<usize> {
        let dots = pool.dots.iter().enumerate();
        dots.filter_map(|(row, dot)| Some((far(self.place(dot)?)?, row)))
            .min_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, row)| row)
    }

    pub(super) fn place(&self, dot: &PoolDot) -> Option<Point> {
        (dot.x.is_finite() && dot.y.is_finite())
            .then(|| at(self.x.place(dot.x), self.y.place(dot.y)))
    }
}
