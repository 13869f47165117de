//! Who is under contract in which season: our players, then the targets, over five seasons.

use chrono::NaiveDate;

use crate::domain::date::{Season, day_text};
use crate::domain::field::FieldRef;

use super::axis::TimeAxis;
use super::labels::elide;
use super::legend::{Swatch, legend};
use super::scene::{Align, Edge, Face, MISSING, Measure, Rect, Scene, Shape, Table, Tint, at};

/// One player.
#[derive(Clone, Debug)]
pub struct SquadRow {
    /// His short name.
    pub name: String,
    /// His slot of colour and shape, counted from 0.
    pub slot: usize,
    /// True for one of ours, false for a target.
    pub is_own: bool,
    /// The last day of his contract with his club.
    pub end: Option<NaiveDate>,
    /// What stands beside the bar: "2026, aged 32".
    pub note: String,
    /// Where the end stands.
    pub field: FieldRef,
}

/// What the chart shows.
#[derive(Clone, Copy, Debug)]
pub struct SquadBars<'a> {
    /// The decision date; its season is the first column.
    pub on: NaiveDate,
    /// Our players, then the targets.
    pub rows: &'a [SquadRow],
    /// The season in which too few are under contract.
    pub hole: Option<Season>,
}

const SEASONS: i32 = 5;
const HEADER: f32 = 20.0;
const ROW: f32 = 24.0;
const BAR: f32 = 12.0;
/// The player's mark and its distance to the name.
const MARK: f32 = 18.0;

/// Less room than this right of a bar tells nothing.
const LEAST_WORDS: f32 = 56.0;

/// Draws the bars.
pub fn squad_bars(measure: &dyn Measure, width: f32, bars: SquadBars<'_>) -> Scene {
    if bars.rows.is_empty() {
        let advice = "Put our players into their places and enter when their contracts end. \
                      The chart shows in which season a place falls open.";
        return Scene::empty(measure, width, "No squad entered", advice);
    }
    let first = Season::of(bars.on);
    let names = bars
        .rows
        .iter()
        .map(|row| measure.width(&row.name, face(row)));
    let left = (MARK + names.fold(0.0, f32::max) + 10.0).clamp(60.0, width * 0.3);
    let axis = TimeAxis {
        from: first.start(),
        to: first.offset(SEASONS).start(),
        left,
        right: width,
    };
    let bottom = HEADER + ROW * bars.rows.len() as f32;
    let mut scene = Scene::new(width, bottom);
    columns(&mut scene, measure, axis, bars, bottom);
    for (idx, row) in bars.rows.iter().enumerate() {
        let top = HEADER + ROW * idx as f32;
        row_label(&mut scene, measure, row, left, top);
        row_bar(&mut scene, measure, axis, row, top);
    }
    let mut items = Vec::new();
    if bars.rows.iter().any(|row| row.is_own) {
        items.push((Swatch::Bar(Tint::Fill), "own contract".to_owned()));
    }
    if let Some(target) = bars.rows.iter().find(|row| !row.is_own) {
        let swatch = Swatch::Outline(Tint::Player(target.slot), MISSING);
        items.push((swatch, "target’s contract with his club".to_owned()));
    }
    scene.height = bottom + 8.0 + legend(&mut scene, measure, bottom + 8.0, &items);
    (scene.name, scene.table) = words(bars);
    scene
}

fn face(row: &SquadRow) -> Face {
    if row.is_own { Face::Body } else { Face::Strong }
}

fn columns(
    scene: &mut Scene,
    measure: &dyn Measure,
    axis: TimeAxis,
    bars: SquadBars<'_>,
    bottom: f32,
) {
    let first = Season::of(bars.on);
    for idx in 0..SEASONS {
        let season = first.offset(idx);
        let (left, right) = (
            axis.x_of(season.start()),
            axis.x_of(season.offset(1).start()),
        );
        let is_hole = bars.hole == Some(season);
        if is_hole {
            scene.bar(
                Rect::span(left, right, HEADER, bottom - HEADER),
                0.0,
                Tint::ThemBg,
            );
        }
        let (face, tint) = if is_hole {
            (Face::NoteStrong, Tint::Text)
        } else {
            (Face::Note, Tint::Text3)
        };
        let name = elide(measure, &season.to_string(), face, right - left - 4.0);
        scene.text(
            at((left + right) / 2.0, 8.0),
            Align::Centre,
            face,
            tint,
            name,
        );
        let rule = if is_hole { Tint::Line2 } else { Tint::Line };
        scene.upright(left, HEADER - 4.0, bottom, rule, 1.0);
    }
    scene.upright(axis.right, HEADER - 4.0, bottom, Tint::Line, 1.0);
}

fn row_label(scene: &mut Scene, measure: &dyn Measure, row: &SquadRow, left: f32, top: f32) {
    let middle = top + ROW / 2.0;
    scene.level(top + ROW - 0.5, 0.0, scene.width, Tint::Line, 1.0);
    scene.shapes.push(Shape::Marker {
        centre: at(6.0, middle),
        size: 12.0,
        slot: row.slot,
        filled: !row.is_own,
    });
    let name = elide(measure, &row.name, face(row), left - MARK - 6.0);
    scene.text(at(MARK, middle), Align::Left, face(row), Tint::Text, name);
}

fn row_bar(scene: &mut Scene, measure: &dyn Measure, axis: TimeAxis, row: &SquadRow, top: f32) {
    let y = top + (ROW - BAR) / 2.0;
    let start = axis.left + 3.0;
    let (end, mut note) = match row.end {
        Some(end) => (end, row.note.clone()),
        None => return missing(scene, measure, axis, row, y),
    };
    let whole = Rect::span(start, axis.x_of(end), y, BAR);
    let is_over = end < axis.from;
    if is_over {
        note = format!("ended {}", day_text(end));
    }
    let bar = whole.at_least_wide(2.0, start, axis.right - 1.0);
    if !is_over {
        body(scene, row, bar);
    }
    if end >= axis.to {
        runs_on(scene, row, bar);
    }
    let mut hit = bar;
    if !note.is_empty() {
        let beside = if is_over { start } else { bar.right() + 6.0 };
        hit = words_beside(scene, measure, &note, beside, bar.centre().y).map_or(bar, |right| {
            Rect::span(bar.left, right.max(bar.right()), y, BAR)
        });
    }
    let mut name = format!("{}, contract to {}", row.name, day_text(end));
    if !row.note.is_empty() {
        name = format!("{name}, {}", row.note);
    }
    scene.mark(hit, name, Vec::new(), Some(row.field.clone()));
}

fn body(scene: &mut Scene, row: &SquadRow, bar: Rect) {
    if row.is_own {
        scene.bar(bar, 2.0, Tint::Fill);
    } else {
        let edge = Edge {
            tint: Tint::Player(row.slot),
            width: 1.5,
            dash: &[4.0, 3.0],
        };
        let inner = if bar.width > 3.0 {
            bar.grown(-0.5)
        } else {
            bar
        };
        scene.boxed(inner, 2.0, Some(Tint::Panel), Some(edge));
    }
}

/// A notch at the right end: the contract runs beyond the last season.
fn runs_on(scene: &mut Scene, row: &SquadRow, bar: Rect) {
    let tint = if row.is_own {
        Tint::Panel
    } else {
        Tint::Player(row.slot)
    };
    let tip = at(bar.right() - 4.0, bar.centre().y);
    let points = vec![
        at(tip.x - 4.0, tip.y - 4.0),
        tip,
        at(tip.x - 4.0, tip.y + 4.0),
    ];
    scene.line(points, tint, 1.5, super::scene::SOLID);
}

/// The note right of the bar, if there is room for it; returns where it ends.
fn words_beside(
    scene: &mut Scene,
    measure: &dyn Measure,
    note: &str,
    x: f32,
    middle: f32,
) -> Option<f32> {
    let face = Face::Note;
    let width = measure.width(note, face);
    if x + width <= scene.width {
        scene.text(at(x, middle), Align::Left, face, Tint::Text2, note);
        return Some(x + width);
    }
    // Without room beside the bar the hover and the table have the words.
    if scene.width - x < LEAST_WORDS {
        return None;
    }
    let words = elide(measure, note, face, scene.width - x);
    let end = x + measure.width(&words, face);
    scene.text(at(x, middle), Align::Left, face, Tint::Text2, words);
    Some(end)
}

fn missing(scene: &mut Scene, measure: &dyn Measure, axis: TimeAxis, row: &SquadRow, y: f32) {
    let season = axis.x_of(Season::of(axis.from).offset(1).start());
    let box_of = Rect::span(axis.left + 3.0, season, y + 0.5, BAR - 1.0);
    let edge = Edge {
        tint: Tint::Ctl,
        width: 1.0,
        dash: MISSING,
    };
    scene.boxed(box_of, 2.0, None, Some(edge));
    let words = "contract end not entered";
    let x = box_of.right() + 6.0;
    let text = elide(measure, words, Face::Note, scene.width - x);
    scene.text(
        at(x, y + BAR / 2.0),
        Align::Left,
        Face::Note,
        Tint::Text3,
        text,
    );
    let name = format!("{}, {words}", row.name);
    scene.mark(box_of, name, Vec::new(), Some(row.field.clone()));
}

fn words(bars: SquadBars<'_>) -> (String, Table) {
    let mut table = Table::new(&["Player", "Squad or target", "Contract end", "Note"]);
    for row in bars.rows {
        let end = row.end.map_or_else(|| "—".to_owned(), day_text);
        let side = if row.is_own { "squad" } else { "target" };
        table.row([row.name.clone(), side.to_owned(), end, row.note.clone()]);
    }
    let own = bars.rows.iter().filter(|row| row.is_own).count();
    let mut name = format!(
        "Contracts of {own} of our players and {} targets",
        bars.rows.len() - own
    );
    if let Some(hole) = bars.hole {
        let bound = |row: &&SquadRow| row.is_own && row.end.is_some_and(|end| end >= hole.end());
        let left = bars.rows.iter().filter(bound).count();
        name = format!("{name}. The hole: {hole}, {left} of our {own} have a contract to its end");
    }
    (name, table)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FixedWidth, WIDTHS, check_scene, day, player};
    use super::*;
    use crate::domain::fact::FactKey;

    fn row(name: &str, is_own: bool, end: Option<&str>, note: &str) -> SquadRow {
        SquadRow {
            name: name.to_owned(),
            slot: 0,
            is_own,
            end: end.map(day),
            note: note.to_owned(),
            field: FieldRef::Fact(player(), FactKey::ContractEnd),
        }
    }

    fn draw(width: f32, rows: &[SquadRow]) -> Scene {
        let bars = SquadBars {
            on: day("2025-07-11"),
            rows,
            hole: Some(Season(2026)),
        };
        let scene = squad_bars(&FixedWidth, width, bars);
        check_scene(&scene);
        scene
    }

    #[test]
    fn bars_and_words_stay_in_their_row_whatever_the_end() {
        let note = "2028, two cruciate ligaments and a long note on everything else";
        for width in WIDTHS {
            for end in [
                "1850-01-01",
                "2025-06-30",
                "2025-07-11",
                "2026-06-30",
                "2028-06-30",
                "2030-06-30",
                "2200-06-30",
            ] {
                for is_own in [true, false] {
                    for note in ["", "2028", note] {
                        let name = "Maximilian Schlotterbeck-Anselmino";
                        let scene = draw(
                            width,
                            &[
                                row(name, is_own, Some(end), note),
                                row("Alaba", true, None, note),
                            ],
                        );
                        assert!(scene.marks[0].rect.bottom() <= HEADER + ROW);
                    }
                }
            }
        }
    }

    #[test]
    fn the_hole_counts_those_who_stay() {
        let rows = [
            row("Huijsen", true, Some("2030-06-30"), ""),
            row("Rüdiger", true, Some("2026-06-30"), ""),
            row("Asencio", true, None, ""),
            row("Konaté", false, Some("2030-06-30"), ""),
        ];
        let scene = draw(600.0, &rows);
        assert!(
            scene
                .name
                .ends_with("The hole: 26/27, 1 of our 3 have a contract to its end")
        );
        assert!(
            scene
                .marks
                .iter()
                .any(|mark| mark.name == "Asencio, contract end not entered")
        );
    }

    #[test]
    fn an_empty_squad_says_what_to_enter() {
        for width in WIDTHS {
            assert!(draw(width, &[]).name.starts_with("No squad entered"));
        }
    }
}
