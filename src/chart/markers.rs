//! The shapes of the players as corners in a square of 12 around their middle.

/// What the shape of a slot is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outline {
    /// A circle of this radius.
    Circle(f32),
    /// A closed figure.
    Figure(&'static [(f32, f32)]),
    /// Two strokes from corner to corner of a square of this half side.
    Cross(f32),
}

/// The shape of a slot, counted from 0.
pub(super) fn outline(slot: usize) -> Outline {
    const LONG: f32 = 4.5;
    const SHORT: f32 = 1.62;
    match slot % 7 {
        0 => Outline::Circle(4.2),
        1 => Outline::Figure(&[(-3.7, -3.7), (3.7, -3.7), (3.7, 3.7), (-3.7, 3.7)]),
        2 => Outline::Figure(&[(0.0, -4.5), (4.5, 3.6), (-4.5, 3.6)]),
        3 => Outline::Figure(&[(0.0, -4.5), (4.5, 0.0), (0.0, 4.5), (-4.5, 0.0)]),
        4 => Outline::Figure(&[
            (-SHORT, -LONG),
            (SHORT, -LONG),
            (SHORT, -SHORT),
            (LONG, -SHORT),
            (LONG, SHORT),
            (SHORT, SHORT),
            (SHORT, LONG),
            (-SHORT, LONG),
            (-SHORT, SHORT),
            (-LONG, SHORT),
            (-LONG, -SHORT),
            (-SHORT, -SHORT),
        ]),
        5 => Outline::Figure(&[
            (4.5, 0.0),
            (2.2, 3.9),
            (-2.2, 3.9),
            (-4.5, 0.0),
            (-2.2, -3.9),
            (2.2, -3.9),
        ]),
        _ => Outline::Cross(3.5),
    }
}
