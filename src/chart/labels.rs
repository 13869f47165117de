//! Words that find their place: cut, wrapped, or set beside a line without touching one another.

use super::scene::{Align, Face, Measure, Rect, Scene, Tint, at};

/// A text that fits into a width, cut with "…" if it must be.
pub fn elide(measure: &dyn Measure, text: &str, face: Face, width: f32) -> String {
    if measure.width(text, face) <= width {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
    let fits = |end: usize| measure.width(&format!("{}…", text[..end].trim_end()), face) <= width;
    let fitting = ends.partition_point(|end| fits(*end));
    match fitting.checked_sub(1).and_then(|idx| ends.get(idx)) {
        Some(0) | None => String::new(),
        Some(end) => format!("{}…", text[..*end].trim_end()),
    }
}

/// A text in lines that fit into a width; a word that is too long is cut. A no-break space holds
/// its words together.
pub fn wrap(measure: &dyn Measure, text: &str, face: Face, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let words = text.split([' ', '\t', '\n']);
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if measure.width(&longer, face) <= width {
                *line = longer;
                continue;
            }
        }
        lines.push(elide(measure, word, face, width));
    }
    lines
}

/// The side of its line on which a label would like to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Ours.
    Left,
    /// Theirs.
    Right,
}

/// An upright line with a label of two lines beside its head.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Where the line stands.
    pub x: f32,
    /// The side that its label prefers.
    pub side: Side,
    /// The first line, SemiBold.
    pub title: String,
    /// The second line.
    pub note: String,
    /// The colour of the first line.
    pub tint: Tint,
}

/// Where a label found room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// 0 is the row next to the chart.
    pub row: usize,
    /// From where to where.
    pub left: f32,
    /// The right end.
    pub right: f32,
    align: Align,
    /// True if it stands above its line, which then ends below it.
    over: bool,
}

/// The height of a row of labels.
pub const FLAG_ROW: f32 = 28.0;
/// From a line to its label.
const GAP: f32 = 4.0;
/// From label to label in a row.
const APART: f32 = 8.0;
/// More rows than this would hide the chart below its words.
const MOST_ROWS: usize = 3;
/// Trying every arrangement is quick up to here.
const MOST_FLAGS: usize = 7;

/// Finds a place for every label between 0 and `width`, the first flag being the most important.
/// Labels neither overlap nor lie on a line; one for which there is no room gets none.
pub fn place(measure: &dyn Measure, flags: &[Flag], width: f32) -> Vec<Option<Placed>> {
    let sizes: Vec<f32> = flags
        .iter()
        .map(|flag| {
            let title = measure.width(&flag.title, Face::NoteStrong);
            title.max(measure.width(&flag.note, Face::Note))
        })
        .collect();
    let mut count = flags.len().min(MOST_FLAGS);
    while count > 0 {
        for rows in 1..=MOST_ROWS {
            let mut found = Vec::new();
            if search(flags, &sizes, width, rows, count, &mut found) {
                let mut places: Vec<Option<Placed>> = found.into_iter().map(Some).collect();
                places.resize(flags.len(), None);
                return places;
            }
        }
        count -= 1;
    }
    vec![None; flags.len()]
}

fn search(
    flags: &[Flag],
    sizes: &[f32],
    width: f32,
    rows: usize,
    count: usize,
    found: &mut Vec<Placed>,
) -> bool {
    let idx = found.len();
    if idx == count {
        return true;
    }
    let (Some(flag), Some(&size)) = (flags.get(idx), sizes.get(idx)) else {
        return true;
    };
    for row in 0..rows {
        for placed in candidates(flag, size, width, row) {
            if fits(flags, found, flag.x, placed) {
                found.push(placed);
                if search(flags, sizes, width, rows, count, found) {
                    return true;
                }
                found.pop();
            }
        }
    }
    false
}

fn candidates(flag: &Flag, size: f32, width: f32, row: usize) -> Vec<Placed> {
    let right = Placed {
        row,
        left: flag.x + GAP,
        right: flag.x + GAP + size,
        align: Align::Left,
        over: false,
    };
    let left = Placed {
        left: flag.x - GAP - size,
        right: flag.x - GAP,
        align: Align::Right,
        ..right
    };
    let start = (flag.x - size / 2.0).min(width - size).max(0.0);
    let over = Placed {
        left: start,
        right: start + size,
        align: Align::Left,
        over: true,
        ..right
    };
    let order = match flag.side {
        Side::Left => [left, right, over],
        Side::Right => [right, left, over],
    };
    order
        .into_iter()
        .filter(|placed| placed.left >= 0.0 && placed.right <= width)
        .collect()
}

/// True if the label touches no other label and no line of a flag, neither way round.
fn fits(flags: &[Flag], found: &[Placed], x: f32, placed: Placed) -> bool {
    let covers = |label: Placed, x: f32| label.left - 2.0 < x && x < label.right + 2.0;
    let mine = found.len();
    for (idx, flag) in flags.iter().enumerate() {
        if idx == mine {
            continue;
        }
        match found.get(idx) {
            Some(other) => {
                let beside = placed.row == other.row
                    && placed.left < other.right + APART
                    && other.left < placed.right + APART;
                let on_line = other.row >= placed.row && covers(placed, flag.x);
                let below_label = placed.row >= other.row && covers(*other, x);
                if beside || on_line || below_label {
                    return false;
                }
            }
            // A flag without a place yet can still go below a label in a higher row.
            None if placed.row == 0 && covers(placed, flag.x) => return false,
            None => {}
        }
    }
    true
}

/// The rows that labels take.
pub fn rows(places: &[Option<Placed>]) -> usize {
    places
        .iter()
        .flatten()
        .map(|placed| placed.row + 1)
        .max()
        .unwrap_or(0)
}

/// Draws the words of a flag whose rows end at `bottom`; returns where its line begins.
pub fn draw(scene: &mut Scene, flag: &Flag, placed: Option<Placed>, bottom: f32) -> f32 {
    let Some(placed) = placed else {
        return bottom - 6.0;
    };
    let top = bottom - FLAG_ROW * (placed.row + 1) as f32;
    let x = match placed.align {
        Align::Left | Align::Centre => placed.left,
        Align::Right => placed.right,
    };
    let title = flag.title.clone();
    let note = flag.note.clone();
    scene.text(
        at(x, top + 7.0),
        placed.align,
        Face::NoteStrong,
        flag.tint,
        title,
    );
    if !note.is_empty() {
        scene.text(
            at(x, top + 20.0),
            placed.align,
            Face::Note,
            Tint::Text2,
            note,
        );
    }
    if placed.over { top + FLAG_ROW } else { top }
}

/// The box of a placed label, for the pointer.
pub fn label_rect(placed: Placed, bottom: f32) -> Rect {
    let top = bottom - FLAG_ROW * (placed.row + 1) as f32;
    Rect::span(placed.left, placed.right, top, FLAG_ROW)
}

#[cfg(test)]
mod tests {
    use super::super::testing::FixedWidth;
    use super::*;

    #[test]
    fn a_cut_text_fits_and_says_that_it_is_cut() {
        for width in 0..200 {
            let width = width as f32;
            let cut = elide(&FixedWidth, "Schlotterbeck, Borussia", Face::Note, width);
            assert!(FixedWidth.width(&cut, Face::Note) <= width, "{width}");
            assert!(cut.is_empty() || cut.ends_with('…') || cut.ends_with('a'));
        }
    }

    #[test]
    fn labels_touch_neither_each_other_nor_a_line() {
        let titles = [
            "11 Jul",
            "30 Jun, contract ends",
            "1 Sep, window closes",
            "1 Jan, pre-contract",
        ];
        for width in [300.0, 420.0, 640.0, 1_400.0] {
            for seed in 0..400_u32 {
                let flags: Vec<Flag> = titles
                    .iter()
                    .zip(0_u32..)
                    .map(|(title, idx)| Flag {
                        x: ((seed * 7_919 + idx * (seed + 3) * 104_729) % 1_000) as f32 / 1_000.0
                            * width,
                        side: if idx % 2 == 0 {
                            Side::Right
                        } else {
                            Side::Left
                        },
                        title: (*title).to_owned(),
                        note: "in 174 days".to_owned(),
                        tint: Tint::Text,
                    })
                    .collect();
                check_places(&flags, width);
            }
        }
    }

    fn check_places(flags: &[Flag], width: f32) {
        let places = place(&FixedWidth, flags, width);
        assert!(
            places.iter().flatten().count() >= 2,
            "too few labels at {width}"
        );
        for (a, one) in places.iter().enumerate() {
            let Some(one) = one else { continue };
            assert!(one.left >= 0.0 && one.right <= width);
            for (b, other) in places.iter().enumerate().filter(|(b, _)| *b != a) {
                let Some(other) = other else { continue };
                let (mine, theirs) = (label_rect(*one, 0.0), label_rect(*other, 0.0));
                assert!(!mine.overlaps(theirs), "{flags:?}");
                let crossed = other.row >= one.row && (one.left..=one.right).contains(&flags[b].x);
                assert!(!crossed, "a line runs through a label: {flags:?}");
            }
        }
    }
}
