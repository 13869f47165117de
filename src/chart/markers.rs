//! The shapes of the players as corners in a square of 12 around their middle.

/// What the shape of a slot is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outline {
    /// A circle of this radius.
    Circle(f32),
    /// A closed figure.
    Figure(&'static [(f32, f32)]),
    /// A closed figure with narrow arms, which take a thinner edge.
    Narrow(&'static [(f32, f32)]),
    /// Two strokes from corner to corner of a square of this half side.
    Cross(f32),
}

/// The width of the edge of a shape of this side.
pub fn edge_width(size: f32, outline: Outline) -> f32 {
    let unit = (size / 12.0).max(0.8);
    match outline {
        Outline::Circle(_) | Outline::Figure(_) => 1.5 * unit,
        Outline::Narrow(_) => unit,
        Outline::Cross(_) => 1.5 * size / 12.0,
    }
}

/// The width of the strokes of a filled cross.
pub fn bold_cross(size: f32) -> f32 {
    2.6 * size / 12.0
}

/// The shape of a slot, counted from 0.
pub fn outline(slot: usize) -> Outline {
    const LONG: f32 = 4.5;
    const SHORT: f32 = 1.62;
    match slot % 7 {
        0 => Outline::Circle(4.2),
        1 => Outline::Figure(&[(-3.7, -3.7), (3.7, -3.7), (3.7, 3.7), (-3.7, 3.7)]),
        2 => Outline::Figure(&[(0.0, -4.5), (4.5, 3.6), (-4.5, 3.6)]),
        3 => Outline::Figure(&[(0.0, -4.5), (4.5, 0.0), (0.0, 4.5), (-4.5, 0.0)]),
        4 => Outline::Narrow(&[
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
