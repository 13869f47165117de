//! What a chart is made of: shapes in roles of colour, marks that speak, and the same numbers as a
//! table.

use std::sync::Arc;

use crate::domain::field::FieldRef;
use crate::domain::injury::SpellGroup;
use crate::domain::sourced::Basis;

pub use super::about::About;
pub use super::geometry::{Point, Rect, at};
use super::labels;
pub use super::table::Table;

/// A role of colour; each painter knows the colours themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// Text, and ticks that matter.
    Text,
    /// Labels and notes.
    Text2,
    /// Headers, units and hints.
    Text3,
    /// The ground.
    Panel,
    /// The ground of what is set off.
    Raised,
    /// The empty part of a bar.
    Track,
    /// The rule under a row.
    Line,
    /// A stronger rule.
    Line2,
    /// The zero of an axis, hatches.
    Ctl,
    /// The decision date, focus.
    Accent,
    /// Ours; at the baseline or above.
    Us,
    /// Theirs; below the baseline; at risk.
    Them,
    /// The ground of ours.
    UsBg,
    /// The ground of theirs, of an open place.
    ThemBg,
    /// The band of our limit.
    UsBand,
    /// The band of their limit.
    ThemBand,
    /// The ground of a gap, below its hatch.
    GapBg,
    /// A neutral bar.
    Fill,
    /// A second neutral bar.
    Ink,
    /// Something may be wrong.
    Warn,
    /// Something is wrong.
    Error,
    /// The player in this slot, counted from 0.
    Player(usize),
    /// A group of injuries.
    Injury(Group),
    /// A number inside a bar of this group.
    OnInjury(Group),
}

/// The groups of injuries that have a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Muscle or tendon.
    Muscle,
    /// Ligament or joint.
    Joint,
    /// Bone.
    Bone,
    /// Head.
    Head,
    /// Out for a reason that is no injury.
    Illness,
    /// A knock, and whatever the source does not say.
    Knock,
}

impl From<&SpellGroup> for Group {
    fn from(group: &SpellGroup) -> Self {
        match group {
            SpellGroup::Muscle => Self::Muscle,
            SpellGroup::Joint => Self::Joint,
            SpellGroup::Bone => Self::Bone,
            SpellGroup::Head => Self::Head,
            SpellGroup::Illness
            | SpellGroup::Rest
            | SpellGroup::Suspension
            | SpellGroup::Quarantine => Self::Illness,
            SpellGroup::Knock | SpellGroup::Fitness | SpellGroup::Other(_) => Self::Knock,
        }
    }
}

/// A type role of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// 12 / 16.
    Body,
    /// 12 / 16 SemiBold.
    Strong,
    /// 11 / 14.
    Note,
    /// 11 / 14 SemiBold.
    NoteStrong,
    /// 10 / 12.
    Key,
}

impl Face {
    /// The height of a line, in points.
    pub fn line_height(self) -> f32 {
        match self {
            Self::Body | Self::Strong => 16.0,
            Self::Note | Self::NoteStrong => 14.0,
            Self::Key => 12.0,
        }
    }

    /// The size of the letters, in points.
    pub fn size(self) -> f32 {
        match self {
            Self::Body | Self::Strong => 12.0,
            Self::Note | Self::NoteStrong => 11.0,
            Self::Key => 10.0,
        }
    }
}

/// How wide a text is. The painter hands it in, so that labels never overlap.
pub trait Measure {
    /// The width of one line, in points.
    fn width(&self, text: &str, face: Face) -> f32;
}

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    Left,
    /// It is centred there.
    Centre,
    /// It ends there.
    Right,
}

/// Lengths on, off, on, off; empty is solid.
pub type Dash = &'static [f32];

/// A solid line.
pub const SOLID: Dash = &[];
/// What rests on an assumption.
pub const DASHED: Dash = &[3.0, 2.0];
/// What nobody has sourced.
pub const DOTTED: Dash = &[2.0, 3.0];
/// The outline of what is not there.
pub const MISSING: Dash = &[3.0, 3.0];

/// The dash of a player's line, by his slot.
pub fn dash_of_slot(slot: usize) -> Dash {
    const DASHES: [Dash; 7] = [
        SOLID,
        &[7.0, 3.0],
        &[2.0, 3.0],
        &[8.0, 3.0, 2.0, 3.0],
        &[12.0, 3.0],
        &[4.0, 4.0],
        &[1.0, 4.0],
    ];
    DASHES.get(slot % DASHES.len()).copied().unwrap_or(SOLID)
}

/// The dash of a line that draws a value, by what the value rests on.
pub fn dash_of(basis: &Basis) -> Dash {
    if basis.assumed_by.is_some() {
        DASHED
    } else if basis.is_unsourced() {
        DOTTED
    } else {
        SOLID
    }
}

/// The edge of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Its colour.
    pub tint: Tint,
    /// Its width.
    pub width: f32,
    /// Its dash.
    pub dash: Dash,
}

/// One thing to paint. Later shapes lie over earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A bar or a box.
    Rect {
        /// Where.
        rect: Rect,
        /// The radius of its corners.
        radius: f32,
        /// What fills it.
        fill: Option<Tint>,
        /// What surrounds it.
        edge: Option<Edge>,
    },
    /// A line through points; curves come as many short pieces.
    Line {
        /// Where.
        points: Vec<Point>,
        /// Its colour.
        tint: Tint,
        /// Its width.
        width: f32,
        /// Its dash.
        dash: Dash,
    },
    /// Lines that rise to the right, cut at the rectangle; see [`geometry::hatch`](super::geometry::hatch).
    Hatch {
        /// Where.
        rect: Rect,
        /// Their colour.
        tint: Tint,
        /// The distance from line to line.
        step: f32,
    },
    /// A closed figure, seen whole from the mean of its corners.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// What fills it.
        fill: Option<Tint>,
        /// How much of the ground the fill hides, 0 to 1.
        opacity: f32,
        /// What surrounds it.
        edge: Option<Edge>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        centre: Point,
        /// Its radius.
        radius: f32,
        /// What fills it.
        fill: Option<Tint>,
        /// What surrounds it.
        edge: Option<Edge>,
    },
    /// One line of text; `at` is on the middle of its height.
    Text {
        /// Where.
        at: Point,
        /// On which side of the point.
        align: Align,
        /// Its type.
        face: Face,
        /// Its colour.
        tint: Tint,
        /// The words.
        text: String,
    },
    /// The shape of a player: filled for a target, outlined for one of ours.
    Marker {
        /// Its middle.
        centre: Point,
        /// The side of its square, 12 in a row.
        size: f32,
        /// The player's slot, counted from 0.
        slot: usize,
        /// True for a target.
        filled: bool,
    },
    /// Many equal dots, too many for a shape each.
    Dots {
        /// Their middles.
        centres: Arc<[Point]>,
        /// Their radius.
        radius: f32,
        /// Their colour.
        tint: Tint,
    },
    /// Shapes that stand back: their colours lie between the ground (0) and themselves (1).
    Faded {
        /// How much of the colour is left.
        strength: f32,
        /// What stands back.
        shapes: Vec<Shape>,
    },
}

/// What one part of a chart says.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where the pointer meets it.
    pub rect: Rect,
    /// What it is, with its value: "knee, 28 Nov 2024 – 31 Dec 2024, 34 days, 8 games missed".
    pub name: String,
    /// What else the hover tells: definition, n, source.
    pub lines: Vec<String>,
    /// The field to which a click leads.
    pub field: Option<FieldRef>,
    /// The metric, the input or the player that it shows.
    pub about: Option<About>,
}

/// A whole chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What the whole chart says, for a screen reader.
    pub name: String,
    /// What to paint, in this order.
    pub shapes: Vec<Shape>,
    /// What its parts say.
    pub marks: Vec<Mark>,
    /// The same numbers as text.
    pub table: Table,
}

impl Scene {
    /// An empty scene of a size.
    pub fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            ..Self::default()
        }
    }

    /// A chart without data: what to enter, and what it is good for.
    pub fn empty(measure: &dyn Measure, width: f32, title: &str, advice: &str) -> Self {
        const INSET: f32 = 12.0;
        let face = Face::Note;
        let room = width - 2.0 * INSET;
        let lines = labels::wrap(measure, advice, face, room);
        let height = 2.0 * INSET - 4.0 + 16.0 + lines.len() as f32 * face.line_height();
        let mut scene = Self::new(width, height);
        scene.name = format!("{title}. {advice}");
        scene.boxed(
            Rect::new(0.5, 0.5, width - 1.0, height - 1.0),
            4.0,
            None,
            Some(Edge {
                tint: Tint::Line2,
                width: 1.0,
                dash: MISSING,
            }),
        );
        let title = labels::elide(measure, title, Face::Strong, room);
        let mut y = INSET - 2.0 + 8.0;
        scene.text(at(INSET, y), Align::Left, Face::Strong, Tint::Text, title);
        y += 15.0;
        for line in lines {
            scene.text(at(INSET, y), Align::Left, face, Tint::Text2, line);
            y += face.line_height();
        }
        scene
    }

    /// Adds a filled bar.
    pub fn bar(&mut self, rect: Rect, radius: f32, tint: Tint) {
        self.boxed(rect, radius, Some(tint), None);
    }

    /// Adds a box.
    pub fn boxed(&mut self, rect: Rect, radius: f32, fill: Option<Tint>, edge: Option<Edge>) {
        self.shapes.push(Shape::Rect {
            rect,
            radius,
            fill,
            edge,
        });
    }

    /// Adds an upright solid line.
    pub fn upright(&mut self, x: f32, top: f32, bottom: f32, tint: Tint, width: f32) {
        self.line(vec![at(x, top), at(x, bottom)], tint, width, SOLID);
    }

    /// Adds a level solid line.
    pub fn level(&mut self, y: f32, left: f32, right: f32, tint: Tint, width: f32) {
        self.line(vec![at(left, y), at(right, y)], tint, width, SOLID);
    }

    /// Adds a line.
    pub fn line(&mut self, points: Vec<Point>, tint: Tint, width: f32, dash: Dash) {
        self.shapes.push(Shape::Line {
            points,
            tint,
            width,
            dash,
        });
    }

    /// Adds a hatch of the usual step.
    pub fn hatch(&mut self, rect: Rect, tint: Tint) {
        let step = 4.0;
        self.shapes.push(Shape::Hatch { rect, tint, step });
    }

    /// Adds a line of text.
    pub fn text(
        &mut self,
        at: Point,
        align: Align,
        face: Face,
        tint: Tint,
        text: impl Into<String>,
    ) {
        let text = text.into();
        self.shapes.push(Shape::Text {
            at,
            align,
            face,
            tint,
            text,
        });
    }

    /// Adds an outline of one pixel or more.
    pub fn outline(&mut self, rect: Rect, tint: Tint, dash: Dash) {
        let width = 1.0;
        self.boxed(rect, 1.0, None, Some(Edge { tint, width, dash }));
    }

    /// Adds the shape of a player in a square of this side.
    pub fn player(&mut self, centre: Point, size: f32, slot: usize, filled: bool) {
        self.shapes.push(Shape::Marker {
            centre,
            size,
            slot,
            filled,
        });
    }

    /// Lets every shape that was added after `from` stand back.
    pub fn fade_since(&mut self, from: usize, strength: f32) {
        if strength < 1.0 && from < self.shapes.len() {
            let shapes = self.shapes.split_off(from);
            self.shapes.push(Shape::Faded { strength, shapes });
        }
    }

    /// Adds what a part says.
    pub fn mark(
        &mut self,
        rect: Rect,
        name: impl Into<String>,
        lines: Vec<String>,
        field: Option<FieldRef>,
    ) {
        let name = name.into();
        self.marks.push(Mark {
            rect,
            name,
            lines,
            field,
            about: None,
        });
    }

    /// Adds what a part says about a metric, an input or a player.
    pub fn mark_about(
        &mut self,
        rect: Rect,
        name: impl Into<String>,
        lines: Vec<String>,
        about: About,
    ) {
        let name = name.into();
        self.marks.push(Mark {
            rect,
            name,
            lines,
            field: None,
            about: Some(about),
        });
    }

    /// Sets another scene into this one, its upper left corner at `origin`.
    pub fn inset(&mut self, origin: Point, mut part: Self) {
        for shape in &mut part.shapes {
            shift(shape, origin);
        }
        for mark in &mut part.marks {
            mark.rect.left += origin.x;
            mark.rect.top += origin.y;
        }
        self.shapes.append(&mut part.shapes);
        self.marks.append(&mut part.marks);
    }
}

fn shift(shape: &mut Shape, by: Point) {
    let moved = |point: &mut Point| {
        point.x += by.x;
        point.y += by.y;
    };
    match shape {
        Shape::Rect { rect, .. } | Shape::Hatch { rect, .. } => {
            rect.left += by.x;
            rect.top += by.y;
        }
        Shape::Line { points, .. } | Shape::Polygon { points, .. } => {
            points.iter_mut().for_each(moved);
        }
        Shape::Circle { centre, .. } | Shape::Marker { centre, .. } => moved(centre),
        Shape::Text { at, .. } => moved(at),
        Shape::Dots { centres, .. } => {
            *centres = centres
                .iter()
                .map(|centre| at(centre.x + by.x, centre.y + by.y))
                .collect();
        }
        Shape::Faded { shapes, .. } => {
            for shape in shapes {
                shift(shape, by);
            }
        }
    }
}
