//! Paints a scene with the toolkit's painter, in the colours of the theme.

use eframe::egui;
use egui::epaint::{Mesh, RectShape};
use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, vec2};

use crate::chart::geometry;
use crate::chart::markers::{Outline, bold_cross, edge_width, outline};
use crate::chart::scene::{self, Align, Dash, Edge, Face, Group, Scene, Tint};
use crate::ui::tokens::{InjuryTint, Tokens, Type};

/// The colour of a role.
pub fn colour(tokens: &Tokens, tint: Tint) -> Color32 {
    match tint {
        Tint::Text => tokens.text,
        Tint::Text2 => tokens.text2,
        Tint::Text3 => tokens.text3,
        Tint::Panel => tokens.panel,
        Tint::Raised => tokens.raised,
        Tint::Track => tokens.track,
        Tint::Line => tokens.line,
        Tint::Line2 => tokens.line2,
        Tint::Ctl => tokens.ctl,
        Tint::Accent => tokens.accent,
        Tint::Us => tokens.us,
        Tint::Them => tokens.them,
        Tint::UsBg => tokens.us_bg,
        Tint::ThemBg => tokens.them_bg,
        Tint::UsBand => tokens.us_band,
        Tint::ThemBand => tokens.them_band,
        Tint::GapBg => tokens.gap_bg,
        Tint::Fill => tokens.fill,
        Tint::Ink => tokens.ink,
        Tint::Warn => tokens.warn,
        Tint::Error => tokens.error,
        Tint::Player(slot) => tokens.player(slot),
        Tint::Injury(group) => tokens.injury(injury(group)),
        Tint::OnInjury(group) => tokens.on_injury(injury(group)),
    }
}

/// The colours of a theme, for pictures that leave the program.
pub fn palette(tokens: &Tokens) -> impl Fn(Tint) -> [u8; 3] {
    move |tint| {
        let colour = colour(tokens, tint);
        [colour.r(), colour.g(), colour.b()]
    }
}

fn injury(group: Group) -> InjuryTint {
    match group {
        Group::Muscle => InjuryTint::Muscle,
        Group::Joint => InjuryTint::Joint,
        Group::Bone => InjuryTint::Bone,
        Group::Head => InjuryTint::Head,
        Group::Illness => InjuryTint::Illness,
        Group::Knock => InjuryTint::Knock,
    }
}

/// The type of a text in a scene.
pub fn font(face: Face) -> Type {
    match face {
        Face::Body => Type::Body,
        Face::Strong => Type::Strong,
        Face::Note => Type::Note,
        Face::NoteStrong => Type::NoteStrong,
        Face::Key => Type::Key,
    }
}

/// A rectangle of a scene whose upper left corner is at `origin`.
pub fn rect_at(origin: Pos2, rect: scene::Rect) -> Rect {
    let corner = origin + vec2(rect.left, rect.top);
    Rect::from_min_size(corner, vec2(rect.width, rect.height))
}

/// Paints every shape of a scene, with its upper left corner at `origin`. It says nothing to the
/// pointer or to a screen reader: that is for `chart_ui`, or for the cell in which it stands.
pub fn paint(painter: &Painter, origin: Pos2, scene: &Scene, tokens: &Tokens) {
    let mut brush = Brush {
        painter,
        origin,
        tokens,
        shapes: Vec::with_capacity(scene.shapes.len()),
        strength: 1.0,
    };
    for shape in &scene.shapes {
        brush.shape(shape);
    }
    painter.extend(brush.shapes);
}

struct Brush<'a> {
    painter: &'a Painter,
    origin: Pos2,
    tokens: &'a Tokens,
    shapes: Vec<Shape>,
    /// How much of their own colour the shapes keep; see [`scene::Shape::Faded`].
    strength: f32,
}

impl Brush<'_> {
    fn shape(&mut self, shape: &scene::Shape) {
        match shape {
            scene::Shape::Rect {
                rect,
                radius,
                fill,
                edge,
            } => self.rect(*rect, *radius, *fill, *edge),
            scene::Shape::Line {
                points,
                tint,
                width,
                dash,
            } => {
                let points = self.points(points);
                self.line(points, Stroke::new(*width, self.colour(*tint)), dash);
            }
            scene::Shape::Hatch { rect, tint, step } => {
                let stroke = Stroke::new(1.0, self.colour(*tint));
                for line in geometry::hatch(*rect, *step) {
                    let ends = line.map(|point| self.point(point));
                    self.shapes.push(Shape::line_segment(ends, stroke));
                }
            }
            scene::Shape::Polygon {
                points,
                fill,
                opacity,
                edge,
            } => {
                let points = self.points(points);
                if let Some(fill) = fill {
                    let fill = self.colour(*fill).gamma_multiply(opacity.clamp(0.0, 1.0));
                    self.shapes.push(filled(&points, fill));
                }
                self.outline(points, *edge);
            }
            scene::Shape::Circle {
                centre,
                radius,
                fill,
                edge,
            } => {
                let centre = self.point(*centre);
                if let Some(fill) = fill {
                    let fill = self.colour(*fill);
                    self.shapes
                        .push(Shape::circle_filled(centre, *radius, fill));
                }
                if let Some(edge) = edge {
                    let stroke = self.stroke(*edge);
                    self.shapes
                        .push(Shape::circle_stroke(centre, *radius, stroke));
                }
            }
            scene::Shape::Text {
                at,
                align,
                face,
                tint,
                text,
            } => self.text(*at, *align, *face, *tint, text),
            scene::Shape::Marker {
                centre,
                size,
                slot,
                filled,
            } => {
                let centre = self.point(*centre);
                let (tint, ground) = (self.colour(Tint::Player(*slot)), self.tokens.panel);
                mark_shapes(
                    &mut self.shapes,
                    centre,
                    *size,
                    *slot,
                    *filled,
                    tint,
                    ground,
                );
            }
            scene::Shape::Dots {
                centres,
                radius,
                tint,
            } => {
                let fill = self.colour(*tint);
                let origin = self.origin;
                let dots = centres.iter().map(|centre| {
                    let place = origin + vec2(centre.x, centre.y);
                    Shape::circle_filled(place, *radius, fill)
                });
                self.shapes.extend(dots);
            }
            scene::Shape::Faded { strength, shapes } => {
                let before = self.strength;
                self.strength *= strength.clamp(0.0, 1.0);
                for shape in shapes {
                    self.shape(shape);
                }
                self.strength = before;
            }
        }
    }

    fn rect(&mut self, rect: scene::Rect, radius: f32, fill: Option<Tint>, edge: Option<Edge>) {
        let rect = rect_at(self.origin, rect);
        if let Some(fill) = fill {
            let fill = self.colour(fill);
            self.shapes
                .push(RectShape::filled(rect, radius, fill).into());
        }
        let Some(edge) = edge else { return };
        if edge.dash.is_empty() {
            let stroke = self.stroke(edge);
            let kind = StrokeKind::Middle;
            self.shapes
                .push(RectShape::stroke(rect, radius, stroke, kind).into());
        } else {
            let corners = [
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
            ];
            self.outline(corners.to_vec(), Some(edge));
        }
    }

    fn outline(&mut self, mut points: Vec<Pos2>, edge: Option<Edge>) {
        let Some(edge) = edge else { return };
        let stroke = self.stroke(edge);
        if edge.dash.is_empty() {
            self.shapes.push(Shape::closed_line(points, stroke));
        } else {
            points.extend(points.first().copied());
            self.line(points, stroke, edge.dash);
        }
    }

    fn line(&mut self, points: Vec<Pos2>, stroke: Stroke, dash: Dash) {
        let on: Vec<f32> = dash.iter().copied().step_by(2).collect();
        let off: Vec<f32> = dash.iter().copied().skip(1).step_by(2).collect();
        let period: f32 = dash.iter().sum();
        if on.len() == off.len() && period >= 1.0 {
            Shape::dashed_line_many_with_offset(&points, stroke, &on, &off, 0.0, &mut self.shapes);
        } else if let [from, to] = points[..] {
            self.shapes.push(Shape::line_segment([from, to], stroke));
        } else {
            self.shapes.push(Shape::line(points, stroke));
        }
    }

    fn text(&mut self, at: scene::Point, align: Align, face: Face, tint: Tint, text: &str) {
        let colour = self.colour(tint);
        let galley = self
            .painter
            .layout_no_wrap(text.to_owned(), font(face).font(), colour);
        let anchor = match align {
            Align::Left => Align2::LEFT_CENTER,
            Align::Centre => Align2::CENTER_CENTER,
            Align::Right => Align2::RIGHT_CENTER,
        };
        let place = anchor.anchor_size(self.point(at), galley.size()).min;
        self.shapes.push(Shape::galley(place, galley, colour));
    }

    fn colour(&self, tint: Tint) -> Color32 {
        let full = colour(self.tokens, tint);
        if self.strength < 1.0 {
            self.tokens.panel.lerp_to_gamma(full, self.strength)
        } else {
            full
        }
    }

    fn stroke(&self, edge: Edge) -> Stroke {
        Stroke::new(edge.width, self.colour(edge.tint))
    }

    fn point(&self, point: scene::Point) -> Pos2 {
        self.origin + vec2(point.x, point.y)
    }

    fn points(&self, points: &[scene::Point]) -> Vec<Pos2> {
        points.iter().map(|point| self.point(*point)).collect()
    }
}

/// A filled figure. A concave one is filled from the mean of its corners, which the toolkit cannot
/// do; its edge then is not smoothed, but such figures have a line around them.
fn filled(points: &[Pos2], fill: Color32) -> Shape {
    if is_convex(points) {
        return Shape::convex_polygon(points.to_vec(), fill, Stroke::NONE);
    }
    let sum = points
        .iter()
        .fold(Vec2::ZERO, |sum, point| sum + point.to_vec2());
    let mut mesh = Mesh::default();
    mesh.colored_vertex((sum / points.len().max(1) as f32).to_pos2(), fill);
    for point in points {
        mesh.colored_vertex(*point, fill);
    }
    let corners = points.len() as u32;
    for corner in 0..corners {
        mesh.add_triangle(0, 1 + corner, 1 + (corner + 1) % corners);
    }
    mesh.into()
}

fn is_convex(points: &[Pos2]) -> bool {
    let corners = || points.iter().cycle();
    let mut turns = corners()
        .zip(corners().skip(1))
        .zip(corners().skip(2))
        .take(points.len())
        .map(|((a, b), c)| {
            let (one, two) = (*b - *a, *c - *b);
            one.x * two.y - one.y * two.x
        });
    let first = turns.find(|turn| turn.abs() > 1e-3).unwrap_or(0.0);
    turns.all(|turn| turn * first >= -1e-3)
}

/// Paints the shape by which a player is known: filled for a target, outlined for one of ours.
/// `size` is the side of its square, 12 in a row.
pub fn player_mark(
    painter: &Painter,
    centre: Pos2,
    size: f32,
    slot: usize,
    filled: bool,
    tokens: &Tokens,
) {
    let mut shapes = Vec::new();
    let (tint, ground) = (tokens.player(slot), tokens.panel);
    mark_shapes(&mut shapes, centre, size, slot, filled, tint, ground);
    painter.extend(shapes);
}

fn mark_shapes(
    shapes: &mut Vec<Shape>,
    centre: Pos2,
    size: f32,
    slot: usize,
    filled: bool,
    colour: Color32,
    ground: Color32,
) {
    let unit = size / 12.0;
    let outline = outline(slot);
    let stroke = Stroke::new(edge_width(size, outline), colour);
    let fill = if filled { colour } else { ground };
    let place = |(x, y): &(f32, f32)| centre + vec2(*x, *y) * unit;
    match outline {
        Outline::Circle(radius) => {
            // One disc, because a disc and its edge would show a seam.
            let edge = if filled { 0.75 } else { 0.0 };
            shapes.push(Shape::circle_filled(centre, (radius + edge) * unit, fill));
            if !filled {
                shapes.push(Shape::circle_stroke(centre, radius * unit, stroke));
            }
        }
        Outline::Figure(corners) => {
            let points = corners.iter().map(place).collect();
            shapes.push(Shape::convex_polygon(points, fill, stroke));
        }
        Outline::Narrow(corners) => {
            let points: Vec<Pos2> = corners.iter().map(place).collect();
            shapes.push(self::filled(&points, fill));
            shapes.push(Shape::closed_line(points, stroke));
        }
        Outline::Cross(half) => {
            let width = if filled {
                bold_cross(size)
            } else {
                stroke.width
            };
            let stroke = Stroke::new(width, colour);
            for ends in [
                [(-half, -half), (half, half)],
                [(half, -half), (-half, half)],
            ] {
                let ends = ends.map(|end| place(&end));
                shapes.push(Shape::line_segment(ends, stroke));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn only_figures_without_a_dent_are_convex() {
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];
        let dented = [(0.0, 0.0), (4.0, 0.0), (1.0, 1.0), (0.0, 4.0)];
        for (corners, convex) in [(square, true), (dented, false)] {
            let points = corners.map(|(x, y)| pos2(x, y));
            assert_eq!(is_convex(&points), convex);
            let mut reversed = points;
            reversed.reverse();
            assert_eq!(is_convex(&reversed), convex);
        }
    }
}
