//! The pool of a scatter: its dots, their ends and medians, drawn so that none hides another.

use std::sync::Arc;

use crate::chart::axis::Scale;
use crate::chart::scene::{Point, Rect, Scene, Shape, Tint, at};

/// Dots in the same square of this side are drawn once: the smallest side that leaves few enough.
const CELLS: [f32; 5] = [2.0, 3.0, 4.5, 6.5, 9.0];
/// More dots would cost a frame its time and tell no more.
const MOST_DOTS: usize = 1_600;

/// One player of the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolDot {
    /// His value in the metric across.
    pub x: f64,
    /// His value in the metric up.
    pub y: f64,
    /// His minutes.
    pub minutes: f64,
}

/// The pool in two metrics, worked out once for each pair.
#[derive(Clone, Debug, Default)]
pub struct PoolDots {
    pub(super) dots: Arc<[PoolDot]>,
    pub(super) x: Option<Spread>,
    pub(super) y: Option<Spread>,
    pub(super) most_minutes: f64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub(super) ends: (f64, f64),
    pub(super) median: f64,
}

impl PoolDots {
    /// The pool row by row; a row without both values keeps its place and is not drawn.
    pub fn new(dots: Vec<PoolDot>) -> Self {
        let drawn = || {
            dots.iter()
                .filter(|dot| dot.x.is_finite() && dot.y.is_finite())
        };
        Self {
            x: Spread::of(drawn().map(|dot| dot.x).collect()),
            y: Spread::of(drawn().map(|dot| dot.y).collect()),
            most_minutes: drawn().map(|dot| dot.minutes).fold(0.0, f64::max),
            dots: dots.into(),
        }
    }

    /// How many rows have both values.
    pub fn drawn(&self) -> usize {
        let both = |dot: &&PoolDot| dot.x.is_finite() && dot.y.is_finite();
        self.dots.iter().filter(both).count()
    }
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let (first, last) = (*values.first()?, *values.last()?);
        let upper = *values.get(values.len() / 2)?;
        let lower = *values.get((values.len() - 1) / 2)?;
        Some(Self {
            ends: (first, last),
            median: lower + (upper - lower) / 2.0,
        })
    }
}

/// The pool, in three sizes by minutes; dots that would hide each other are drawn once.
pub(super) fn dots(scene: &mut Scene, pool: &PoolDots, (x, y, plot): (Scale, Scale, Rect)) {
    const RADII: [f32; 3] = [1.4, 2.0, 2.6];
    let places: Vec<(Point, usize)> = pool
        .dots
        .iter()
        .filter(|dot| dot.x.is_finite() && dot.y.is_finite())
        .map(|dot| {
            let part = dot.minutes / pool.most_minutes.max(1.0);
            let class = usize::from(part > 0.4) + usize::from(part > 0.75);
            (at(x.place(dot.x), y.place(dot.y)), class)
        })
        .collect();
    let mut drawn = Vec::new();
    for cell in CELLS {
        drawn = apart(&places, plot, cell);
        if drawn.len() <= MOST_DOTS {
            break;
        }
    }
    let from = scene.shapes.len();
    for (class, radius) in RADII.into_iter().enumerate() {
        let centres: Vec<Point> = drawn
            .iter()
            .filter(|dot| dot.1 == class)
            .map(|dot| dot.0)
            .collect();
        if !centres.is_empty() {
            scene.shapes.push(Shape::Dots {
                centres: centres.into(),
                radius,
                tint: Tint::Fill,
            });
        }
    }
    scene.fade_since(from, 0.6);
}

/// The first dot of every square of this side.
fn apart(places: &[(Point, usize)], plot: Rect, cell: f32) -> Vec<(Point, usize)> {
    let across = (plot.width / cell).ceil().max(1.0) as usize;
    let rows = (plot.height / cell).ceil().max(1.0) as usize;
    let mut taken = vec![false; across * rows];
    let mut is_first = |place: Point| {
        let column = ((place.x - plot.left) / cell).max(0.0) as usize;
        let row = ((place.y - plot.top) / cell).max(0.0) as usize;
        let square = row.min(rows - 1) * across + column.min(across - 1);
        let taken = taken.get_mut(square);
        taken.is_some_and(|taken| !std::mem::replace(taken, true))
    };
    places
        .iter()
        .filter(|(place, _)| is_first(*place))
        .copied()
        .collect()
}
