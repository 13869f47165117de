//! A chart as it leaves the program: its title above, what it rests on below, a margin around.

use super::labels::wrap;
use super::scene::{Align, Face, Measure, Scene, Tint, at};

const MARGIN: f32 = 16.0;

/// Puts a chart on a sheet. The notes say provider, season, pool, date and revision; each begins a
/// line of its own.
pub fn sheet(measure: &dyn Measure, scene: &Scene, title: &str, notes: &[String]) -> Scene {
    let mut sheet = Scene::new(scene.width + 2.0 * MARGIN, 0.0);
    let mut y = MARGIN;
    let write = |sheet: &mut Scene, words: &str, (face, tint): (Face, Tint), y: &mut f32| {
        for line in wrap(measure, words, face, scene.width) {
            let middle = at(MARGIN, *y + face.line_height() / 2.0);
            sheet.text(middle, Align::Left, face, tint, line);
            *y += face.line_height();
        }
    };
    if !title.is_empty() {
        write(&mut sheet, title, (Face::Strong, Tint::Text), &mut y);
        y += 8.0;
    }
    sheet.inset(at(MARGIN, y), scene.clone());
    y += scene.height;
    if notes.iter().any(|note| !note.is_empty()) {
        y += 8.0;
    }
    for note in notes {
        write(&mut sheet, note, (Face::Note, Tint::Text3), &mut y);
    }
    sheet.height = y + MARGIN;
    sheet.name.clone_from(&scene.name);
    sheet.table.clone_from(&scene.table);
    sheet
}

#[cfg(test)]
mod tests {
    use super::super::bars::bars;
    use super::super::testing::{FixedWidth, WIDTHS, cases, check_scene, texts};
    use super::*;

    #[test]
    fn title_and_notes_stand_outside_the_chart() {
        for case in cases().iter().take(6) {
            for width in WIDTHS {
                let scene = bars(&FixedWidth, width, case.view(), 0);
                let notes = [
                    "FBref, 2024/25".to_owned(),
                    "At 11 Jul 2025, revision 3".to_owned(),
                ];
                let sheet = sheet(&FixedWidth, &scene, "Tackles per 90", &notes);
                check_scene(&sheet);
                let all = texts(&sheet);
                assert_eq!(all.first(), Some(&"Tackles per 90"));
                assert!(all.contains(&"FBref, 2024/25"));
                assert_eq!(sheet.table, scene.table);
            }
        }
    }
}
