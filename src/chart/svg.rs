//! A scene as SVG: the same shapes that the screen paints, in the colours that are handed in.
//!
//! Texts are text, not outlines: they can be searched and edited. They name the program's typeface;
//! who opens the picture without it sees another one, for which the widths were not measured.

use std::fmt::{self, Write as _};

use super::geometry::hatch;
use super::markers::{Outline, bold_cross, edge_width, outline};
use super::scene::{Align, Dash, Edge, Face, Point, Scene, Shape, Tint, at};

/// The colour of every role as red, green, blue.
pub type Palette<'a> = &'a dyn Fn(Tint) -> [u8; 3];

/// The family of the program's faces.
pub const FAMILY: &str = "Backline Sans";

/// The whole picture, on the ground of the palette.
pub fn svg(scene: &Scene, palette: Palette<'_>) -> String {
    let mut pen = Pen {
        out: String::new(),
        palette,
        strength: 1.0,
    };
    // Writing to a string does not fail.
    let _ = pen.document(scene);
    pen.out
}

struct Pen<'a> {
    out: String,
    palette: Palette<'a>,
    /// How much of their own colour the shapes keep.
    strength: f32,
}

impl Pen<'_> {
    fn document(&mut self, scene: &Scene) -> fmt::Result {
        let (width, height) = (Num(scene.width.ceil()), Num(scene.height.ceil()));
        write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            Escaped(&scene.name),
            self.colour(Tint::Panel)
        )?;
        for shape in &scene.shapes {
            self.shape(shape)?;
        }
        self.out.push_str("</svg>\n");
        Ok(())
    }

    fn shape(&mut self, shape: &Shape) -> fmt::Result {
        match shape {
            Shape::Rect {
                rect,
                radius,
                fill,
                edge,
            } => {
                write!(
                    self.out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"",
                    Num(rect.left),
                    Num(rect.top),
                    Num(rect.width),
                    Num(rect.height),
                    Num(*radius)
                )?;
                self.close(*fill, 1.0, *edge)
            }
            Shape::Line {
                points,
                tint,
                width,
                dash,
            } => {
                self.points("polyline", points)?;
                let edge = Edge {
                    tint: *tint,
                    width: *width,
                    dash,
                };
                self.close(None, 1.0, Some(edge))
            }
            Shape::Hatch { rect, tint, step } => {
                self.out.push_str("<path d=\"");
                for [from, to] in hatch(*rect, *step) {
                    let (x, y) = (Num(from.x), Num(from.y));
                    write!(self.out, "M{x} {y}L{} {}", Num(to.x), Num(to.y))?;
                }
                self.out.push('"');
                self.close(None, 1.0, Some(solid(*tint, 1.0)))
            }
            Shape::Polygon {
                points,
                fill,
                opacity,
                edge,
            } => {
                self.points("polygon", points)?;
                self.close(*fill, *opacity, *edge)
            }
            Shape::Circle {
                centre,
                radius,
                fill,
                edge,
            } => {
                self.circle(*centre, *radius)?;
                self.close(*fill, 1.0, *edge)
            }
            Shape::Text {
                at,
                align,
                face,
                tint,
                text,
            } => self.text(*at, *align, *face, *tint, text),
            Shape::Marker {
                centre,
                size,
                slot,
                filled,
            } => self.marker(*centre, *size, *slot, *filled),
            Shape::Dots {
                centres,
                radius,
                tint,
            } => {
                // A stroke of no length with a round cap is a dot; one path holds them all.
                self.out.push_str("<path d=\"");
                for centre in centres.iter() {
                    write!(self.out, "M{} {}h0", Num(centre.x), Num(centre.y))?;
                }
                writeln!(
                    self.out,
                    "\" fill=\"none\" stroke-linecap=\"round\" stroke=\"{}\" stroke-width=\"{}\"/>",
                    self.colour(*tint),
                    Num(2.0 * radius)
                )
            }
            Shape::Faded { strength, shapes } => {
                let before = self.strength;
                self.strength *= strength.clamp(0.0, 1.0);
                for shape in shapes {
                    self.shape(shape)?;
                }
                self.strength = before;
                Ok(())
            }
        }
    }

    fn circle(&mut self, centre: Point, radius: f32) -> fmt::Result {
        let (x, y, r) = (Num(centre.x), Num(centre.y), Num(radius));
        write!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"")
    }

    fn points(&mut self, element: &str, points: &[Point]) -> fmt::Result {
        write!(self.out, "<{element} points=\"")?;
        for (idx, point) in points.iter().enumerate() {
            let between = if idx == 0 { "" } else { " " };
            write!(self.out, "{between}{},{}", Num(point.x), Num(point.y))?;
        }
        self.out.push('"');
        Ok(())
    }

    /// The paint of an element, and its end.
    fn close(&mut self, fill: Option<Tint>, opacity: f32, edge: Option<Edge>) -> fmt::Result {
        match fill {
            Some(fill) => write!(self.out, " fill=\"{}\"", self.colour(fill))?,
            None => self.out.push_str(" fill=\"none\""),
        }
        if opacity < 1.0 {
            write!(self.out, " fill-opacity=\"{}\"", Num(opacity.max(0.0)))?;
        }
        if let Some(edge) = edge {
            write!(
                self.out,
                " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
                self.colour(edge.tint),
                Num(edge.width)
            )?;
            self.dash(edge.dash)?;
        }
        self.out.push_str("/>\n");
        Ok(())
    }

    fn dash(&mut self, dash: Dash) -> fmt::Result {
        if dash.iter().sum::<f32>() < 1.0 {
            return Ok(());
        }
        let lengths: Vec<String> = dash.iter().map(|length| Num(*length).to_string()).collect();
        write!(self.out, " stroke-dasharray=\"{}\"", lengths.join(" "))
    }

    fn text(&mut self, at: Point, align: Align, face: Face, tint: Tint, text: &str) -> fmt::Result {
        // Half the height of a capital of the program's face.
        const TO_BASELINE: f32 = 0.364;
        if text.is_empty() {
            return Ok(());
        }
        let anchor = match align {
            Align::Left => "start",
            Align::Centre => "middle",
            Align::Right => "end",
        };
        let weight = match face {
            Face::Strong | Face::NoteStrong => 600,
            Face::Body | Face::Note | Face::Key => 400,
        };
        let size = face.size();
        let (x, y) = (Num(at.x), Num(at.y + TO_BASELINE * size));
        let (words, colour) = (Escaped(text), self.colour(tint));
        writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-family=\"'{FAMILY}', Inter, sans-serif\" font-size=\"{size}\" \
             font-weight=\"{weight}\" text-anchor=\"{anchor}\" xml:space=\"preserve\" fill=\"{colour}\">{words}</text>"
        )
    }

    fn marker(&mut self, centre: Point, size: f32, slot: usize, filled: bool) -> fmt::Result {
        let unit = size / 12.0;
        let tint = Tint::Player(slot);
        let fill = Some(if filled { tint } else { Tint::Panel });
        let outline = outline(slot);
        let edge = solid(tint, edge_width(size, outline));
        match outline {
            Outline::Circle(radius) => {
                self.circle(centre, radius * unit)?;
                self.close(fill, 1.0, Some(edge))
            }
            Outline::Figure(corners) | Outline::Narrow(corners) => {
                let points: Vec<Point> = corners
                    .iter()
                    .map(|(x, y)| at(centre.x + x * unit, centre.y + y * unit))
                    .collect();
                self.points("polygon", &points)?;
                self.close(fill, 1.0, Some(edge))
            }
            Outline::Cross(half) => {
                let reach = half * unit;
                let (left, right) = (Num(centre.x - reach), Num(centre.x + reach));
                let (top, bottom) = (Num(centre.y - reach), Num(centre.y + reach));
                write!(
                    self.out,
                    "<path d=\"M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}\""
                )?;
                let width = if filled { bold_cross(size) } else { edge.width };
                self.close(None, 1.0, Some(solid(tint, width)))
            }
        }
    }

    fn colour(&self, tint: Tint) -> Hex {
        let full = (self.palette)(tint);
        if self.strength >= 1.0 {
            return Hex(full);
        }
        let ground = (self.palette)(Tint::Panel);
        let mix = |idx: usize| {
            let (full, ground) = (channel(full, idx), channel(ground, idx));
            (ground + (full - ground) * self.strength).round() as u8
        };
        Hex([mix(0), mix(1), mix(2)])
    }
}

fn channel(colour: [u8; 3], idx: usize) -> f32 {
    colour.get(idx).copied().map_or(0.0, f32::from)
}

fn solid(tint: Tint, width: f32) -> Edge {
    Edge {
        tint,
        width,
        dash: super::scene::SOLID,
    }
}

/// At most two decimals, none that says nothing; what is no number is zero.
struct Num(f32);

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.0.is_finite() { self.0 } else { 0.0 };
        let text = format!("{value:.2}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

struct Hex([u8; 3]);

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Text inside an element; signs that XML forbids are left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sign in self.0.chars() {
            match sign {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '\u{FFFE}' | '\u{FFFF}' => {}
                sign if sign.is_control() => f.write_str(" ")?,
                sign => f.write_char(sign)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::scene::Rect;
    use super::*;

    fn grey(tint: Tint) -> [u8; 3] {
        match tint {
            Tint::Panel => [255, 255, 255],
            _ => [0, 0, 0],
        }
    }

    #[test]
    fn words_cannot_break_out_of_their_element() {
        let mut scene = Scene::new(100.0, 20.0);
        scene.name = "</title><script>".to_owned();
        scene.text(
            at(0.0, 8.0),
            Align::Left,
            Face::Body,
            Tint::Text,
            "a < b & \u{7} \"c\"",
        );
        let svg = svg(&scene, &grey);
        assert!(svg.contains("&lt;/title&gt;&lt;script&gt;"));
        assert!(svg.contains("a &lt; b &amp;   \"c\"</text>"));
        assert!(!svg.contains('\u{7}'));
    }

    #[test]
    fn what_stands_back_lies_between_its_colour_and_the_ground() {
        let mut scene = Scene::new(100.0, 20.0);
        scene.bar(Rect::new(0.0, 0.0, 9.0, 9.0), 0.0, Tint::Text);
        scene.fade_since(0, 0.6);
        assert!(svg(&scene, &grey).contains("fill=\"#666666\""));
    }

    #[test]
    fn numbers_are_short_and_never_wild() {
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (12.5, "12.5"),
            (100.0, "100"),
            (1.0 / 3.0, "0.33"),
            (f32::NAN, "0"),
            (f32::INFINITY, "0"),
        ] {
            assert_eq!(Num(value).to_string(), text);
        }
    }
}
