//! Reads the path texts of the signs (the SVG commands M L H V C S A Z, both cases) as lines.

/// One stroke: the points in a 16 x 16 box and whether it returns to its start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polyline {
    pub points: Vec<[f32; 2]>,
    pub closed: bool,
}

/// Straight pieces per curve; at 16 px no eye tells more apart.
const PIECES: u16 = 10;

/// Flattens a path text. It stops at the first thing it does not understand, which
/// the tests of the signs would show.
pub fn flatten(path: &str) -> Vec<Polyline> {
    let mut pen = Pen::default();
    let mut rest = path;
    let mut command = 'M';
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        match rest.chars().next() {
            None => break,
            Some(letter) if letter.is_ascii_alphabetic() => {
                command = letter;
                rest = &rest[1..];
                if matches!(command, 'z' | 'Z') {
                    pen.close();
                    continue;
                }
            }
            Some(_) => {}
        }
        let mut args = [0.0; 7];
        let count = match command.to_ascii_uppercase() {
            'H' | 'V' => 1,
            'M' | 'L' => 2,
            'S' => 4,
            'C' => 6,
            'A' => 7,
            _ => break,
        };
        for (idx, arg) in args.iter_mut().take(count).enumerate() {
            let flag = count == 7 && (idx == 3 || idx == 4);
            let Some((value, after)) = number(rest, flag) else {
                return pen.finish();
            };
            (*arg, rest) = (value, after);
        }
        pen.draw(command, &args);
        command = match command {
            'M' => 'L',
            'm' => 'l',
            other => other,
        };
    }
    pen.finish()
}

/// The number at the head of the text and what follows it; a flag is one digit.
fn number(text: &str, flag: bool) -> Option<(f32, &str)> {
    let text = text.trim_start_matches([' ', ',']);
    let mut dots = 0;
    let end = text
        .char_indices()
        .position(|(idx, letter)| {
            dots += usize::from(letter == '.');
            let number = letter.is_ascii_digit()
                || (letter == '-' && idx == 0)
                || (letter == '.' && dots == 1);
            !number || (flag && idx == 1)
        })
        .unwrap_or(text.len());
    let (head, after) = text.split_at(end);
    head.parse().ok().map(|value| (value, after))
}

#[derive(Default)]
struct Pen {
    lines: Vec<Polyline>,
    line: Polyline,
    at: [f32; 2],
    /// The last control point, which `S` mirrors.
    control: Option<[f32; 2]>,
}

impl Pen {
    fn draw(&mut self, command: char, args: &[f32; 7]) {
        let origin = if command.is_ascii_lowercase() {
            self.at
        } else {
            [0.0, 0.0]
        };
        let point = |idx: usize| [origin[0] + args[idx], origin[1] + args[idx + 1]];
        let mirrored = self.control.map_or(self.at, |control| {
            [2.0 * self.at[0] - control[0], 2.0 * self.at[1] - control[1]]
        });
        self.control = None;
        match command.to_ascii_uppercase() {
            'M' => {
                self.lift();
                self.to(point(0));
            }
            'L' => self.to(point(0)),
            'H' => self.to([origin[0] + args[0], self.at[1]]),
            'V' => self.to([self.at[0], origin[1] + args[0]]),
            'C' => self.curve(point(0), point(2), point(4)),
            'S' => self.curve(mirrored, point(0), point(2)),
            'A' => self.arc(args[0], args[3] > 0.5, args[4] > 0.5, point(5)),
            _ => {}
        }
    }

    fn to(&mut self, point: [f32; 2]) {
        self.line.points.push(point);
        self.at = point;
    }

    fn curve(&mut self, first: [f32; 2], second: [f32; 2], end: [f32; 2]) {
        let start = self.at;
        for piece in 1..=PIECES {
            let t = f32::from(piece) / f32::from(PIECES);
            let s = 1.0 - t;
            let along = |axis: usize| {
                s * s * s * start[axis]
                    + 3.0 * s * s * t * first[axis]
                    + 3.0 * s * t * t * second[axis]
                    + t * t * t * end[axis]
            };
            self.to([along(0), along(1)]);
        }
        self.control = Some(second);
    }

    /// A circular arc; all arcs of the signs are circles.
    fn arc(&mut self, radius: f32, large: bool, clockwise: bool, end: [f32; 2]) {
        let start = self.at;
        let half = [(end[0] - start[0]) / 2.0, (end[1] - start[1]) / 2.0];
        let reach = half[0].hypot(half[1]);
        if reach <= f32::EPSILON {
            return;
        }
        let radius = radius.max(reach);
        let away = (radius * radius - reach * reach).max(0.0).sqrt() / reach;
        let side = if large == clockwise { -away } else { away };
        let centre = [
            start[0] + half[0] - side * half[1],
            start[1] + half[1] + side * half[0],
        ];
        let angle = |point: [f32; 2]| (point[1] - centre[1]).atan2(point[0] - centre[0]);
        let from = angle(start);
        let mut sweep = (angle(end) - from).rem_euclid(std::f32::consts::TAU);
        if !clockwise {
            sweep -= std::f32::consts::TAU;
        }
        for piece in 1..PIECES {
            let at = from + sweep * f32::from(piece) / f32::from(PIECES);
            self.to([centre[0] + radius * at.cos(), centre[1] + radius * at.sin()]);
        }
        self.to(end);
    }

    fn close(&mut self) {
        self.line.closed = true;
        let start = self.line.points.first().copied();
        // A curve may already have come back to its start; a double point would spoil the join.
        if let (Some(start), Some(end)) = (start, self.line.points.last().copied())
            && self.line.points.len() > 1
            && (start[0] - end[0]).abs() + (start[1] - end[1]).abs() < 0.01
        {
            self.line.points.pop();
        }
        self.lift();
        if let Some(start) = start {
            self.at = start;
        }
    }

    fn lift(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.points.len() > 1 {
            self.lines.push(line);
        }
    }

    fn finish(mut self) -> Vec<Polyline> {
        self.lift();
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_commands_in_both_cases() {
        let lines = flatten("M2 3h4v4H2zM1.5-.5l.5.5");
        assert_eq!(lines.len(), 2);
        assert_eq!(
            lines[0].points,
            [[2.0, 3.0], [6.0, 3.0], [6.0, 7.0], [2.0, 7.0]]
        );
        assert!(lines[0].closed);
        assert_eq!(lines[1].points, [[1.5, -0.5], [2.0, 0.0]]);
    }

    #[test]
    fn two_half_arcs_make_a_circle() {
        let lines = flatten("M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z");
        assert_eq!(lines.len(), 1);
        assert!(lines[0].closed);
        for [x, y] in &lines[0].points {
            let radius = (x - 8.0).hypot(y - 8.0);
            assert!((radius - 6.0).abs() < 0.001, "{x}, {y}");
        }
        let mean: f32 = lines[0].points.iter().map(|point| point[0]).sum();
        assert!((mean / lines[0].points.len() as f32 - 8.0).abs() < 0.01);
    }

    #[test]
    fn packed_numbers_and_flags() {
        let lines = flatten("M5.5 7.5V5a2.5 2.5 0 014.8-.9");
        assert_eq!(lines[0].points.last(), Some(&[10.3, 4.1]));
    }
}
