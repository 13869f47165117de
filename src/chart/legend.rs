//! The line below a chart that says what its signs mean.

use super::labels;
use super::scene::{Align, Dash, Edge, Face, Measure, Rect, Scene, Tint, at};

/// A small picture of a sign.
#[derive(Clone, Copy, Debug)]
pub enum Swatch {
    /// A bar.
    Bar(Tint),
    /// An outlined bar.
    Outline(Tint, Dash),
    /// A hatch.
    Hatch(Tint),
    /// An upright line.
    Tick(Tint),
    /// An arc.
    Arc(Tint),
    /// A level line.
    Line(Tint, Dash),
    /// The shape of a player: his slot, and true for a target.
    Player(usize, bool),
    /// Words alone.
    None,
}

/// The height of one line.
pub const LEGEND_ROW: f32 = 16.0;
const SWATCH: f32 = 16.0;
const BETWEEN: f32 = 16.0;

/// Adds the legend below `top`, in as many lines as the width takes; returns its height.
pub fn legend(
    scene: &mut Scene,
    measure: &dyn Measure,
    top: f32,
    items: &[(Swatch, String)],
) -> f32 {
    let (mut x, mut y) = (0.0, top);
    for (swatch, words) in items {
        let picture = match swatch {
            Swatch::None => 0.0,
            _ => SWATCH + 4.0,
        };
        let words = labels::elide(measure, words, Face::Note, scene.width - picture);
        let width = picture + measure.width(&words, Face::Note);
        if x > 0.0 && x + width > scene.width {
            (x, y) = (0.0, y + LEGEND_ROW);
        }
        let middle = y + LEGEND_ROW / 2.0;
        paint(scene, *swatch, Rect::new(x, middle - 4.0, SWATCH, 8.0));
        let place = at(x + picture, middle);
        scene.text(place, Align::Left, Face::Note, Tint::Text3, words);
        x += width + BETWEEN;
    }
    if items.is_empty() {
        0.0
    } else {
        y - top + LEGEND_ROW
    }
}

fn paint(scene: &mut Scene, swatch: Swatch, rect: Rect) {
    let middle = rect.centre();
    match swatch {
        Swatch::Bar(tint) => scene.bar(rect.grown(-1.0), 1.0, tint),
        Swatch::Outline(tint, dash) => {
            let edge = Edge {
                tint,
                width: 1.0,
                dash,
            };
            scene.boxed(rect.grown(-0.5), 1.0, None, Some(edge));
        }
        Swatch::Hatch(tint) => scene.hatch(rect, tint),
        Swatch::Tick(tint) => {
            scene.upright(middle.x, rect.top - 2.0, rect.bottom() + 2.0, tint, 1.0)
        }
        Swatch::Arc(tint) => {
            let (from, to) = (
                at(rect.left, rect.bottom() - 1.0),
                at(rect.right(), rect.bottom() - 1.0),
            );
            let points = super::geometry::curve(from, at(middle.x, rect.top - 5.0), to);
            scene.line(points, tint, 1.2, super::scene::SOLID);
        }
        Swatch::Line(tint, dash) => {
            let ends = vec![at(rect.left, middle.y), at(rect.right(), middle.y)];
            scene.line(ends, tint, 2.0, dash);
        }
        Swatch::Player(slot, filled) => scene.player(middle, 12.0, slot, filled),
        Swatch::None => {}
    }
}
