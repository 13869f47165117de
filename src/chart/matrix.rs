//! The table of a comparison as a picture: who in which column, what in which row.

use super::labels::{elide, wrap};
use super::scene::{About, Align, Face, Measure, Rect, Scene, Table, Tint, at};
use crate::domain::compare::{
    Cell, CellRemark, Column, Group, Row, RowKind, Sheet, Shown, sheet_table,
};
use crate::domain::stats::Sample;

/// The first column.
pub const LABEL: f32 = 172.0;
/// Every other column.
pub const COLUMN: f32 = 92.0;
/// The heads of the columns.
pub const HEAD: f32 = 44.0;
const ROW: f32 = 24.0;
/// Right of a figure, for its rank.
const SLOT: f32 = 16.0;

/// The colour of a cell's words, and whether they stand out.
pub fn ink(row: &Row, column: &Column, cell: &Cell) -> (Tint, bool) {
    let few = row.kind.is_counted() && column.sample != Sample::High;
    let tint = match cell.remark {
        Some(CellRemark::BelowBaseline) => Tint::Them,
        _ if cell.warning.is_some() => Tint::Warn,
        _ if few => Tint::Text3,
        _ => Tint::Text,
    };
    let is_strong = match row.kind {
        RowKind::Minutes => !few,
        _ => cell.is_best || cell.remark.is_some(),
    };
    (tint, is_strong)
}

/// How full the small bar of minutes or months is, and its colour: a season of 38 matches, the
/// longest contract that most rules allow.
pub fn bar_of(row: &Row, cell: &Cell) -> Option<(f32, Tint)> {
    let most = match row.key.as_str() {
        "minutes" => 3_420.0,
        "months_left" => 60.0,
        _ => return None,
    };
    let share = (cell.figure? / most).clamp(0.0, 1.0) as f32;
    let tint = match cell.remark {
        Some(CellRemark::EndsSoon) => Tint::Them,
        _ => Tint::Fill,
    };
    Some((share, tint))
}

/// How to read the table, and what must be known before anybody does.
pub fn legend(sheet: &Sheet) -> Vec<String> {
    let against = match sheet.look.shown {
        Shown::Differences => "from the baseline",
        Shown::Values | Shown::Percentiles => "from it",
    };
    let legend = format!(
        "Bold: first of those above 950 minutes. ~ not told apart {against}: the difference lies inside its 90 % \
         interval. Grey: 950 minutes or fewer. — not entered, unless the group says why."
    );
    let pool = sheet.pool.iter();
    let pool = pool.map(|pool| format!("Pool: {}.", pool.words()));
    let warnings = sheet.warnings.iter().map(|warning| format!("{warning}."));
    std::iter::once(legend)
        .chain(pool)
        .chain(warnings)
        .collect()
}

/// How wide it is with so many players.
pub fn width(players: usize) -> f32 {
    LABEL + COLUMN * players.max(2) as f32
}

/// Draws the table.
pub fn matrix(measure: &dyn Measure, sheet: &Sheet) -> Scene {
    let width = width(sheet.columns.len());
    let mut scene = Scene::new(width, 0.0);
    let names: Vec<&str> = sheet
        .columns
        .iter()
        .map(|column| column.short.as_str())
        .collect();
    scene.name = format!("Comparison of {}", names.join(", "));
    let height = HEAD
        + sheet
            .groups
            .iter()
            .map(|group| ROW * (group.rows.len() + 1) as f32)
            .sum::<f32>();
    if let Some(idx) = sheet.columns.iter().position(|column| column.is_baseline) {
        let left = LABEL + COLUMN * idx as f32;
        scene.bar(Rect::new(left, 0.0, COLUMN, height), 0.0, Tint::Raised);
    }
    head(&mut scene, measure, sheet);
    let mut y = HEAD;
    for group in &sheet.groups {
        heading(&mut scene, measure, group, y);
        y += ROW;
        for row in &group.rows {
            line(&mut scene, measure, sheet, row, y);
            y += ROW;
        }
    }
    scene.height = notes(&mut scene, measure, sheet, y + 8.0);
    scene.table = table(sheet);
    scene
}

fn right_of(idx: usize) -> f32 {
    LABEL + COLUMN * (idx + 1) as f32 - 4.0 - SLOT
}

fn head(scene: &mut Scene, measure: &dyn Measure, sheet: &Sheet) {
    let words = sheet.corner_words();
    let low = HEAD - 10.0;
    scene.text(at(0.0, low), Align::Left, Face::Note, Tint::Text3, words);
    for (idx, column) in sheet.columns.iter().enumerate() {
        let right = right_of(idx);
        let name = elide(measure, &column.short, Face::Strong, COLUMN - 36.0);
        let wide = measure.width(&name, Face::Strong);
        scene.text(
            at(right, 14.0),
            Align::Right,
            Face::Strong,
            Tint::Text,
            name,
        );
        scene.player(
            at(right - wide - 11.0, 14.0),
            11.0,
            column.slot,
            !column.is_own(),
        );
        let under = elide(measure, &column.under(), Face::Note, COLUMN - 8.0);
        scene.text(at(right, low), Align::Right, Face::Note, Tint::Text3, under);
    }
    let edge = scene.width;
    scene.level(HEAD - 0.5, 0.0, edge, Tint::Line2, 1.0);
}

fn heading(scene: &mut Scene, measure: &dyn Measure, group: &Group, top: f32) {
    let middle = top + ROW / 2.0 + 2.0;
    scene.text(
        at(0.0, middle),
        Align::Left,
        Face::NoteStrong,
        Tint::Text,
        &group.label,
    );
    let left = measure.width(&group.label, Face::NoteStrong) + 8.0;
    let note = elide(measure, &group.note, Face::Note, scene.width - left);
    scene.text(at(left, middle), Align::Left, Face::Note, Tint::Text3, note);
    let edge = scene.width;
    scene.level(top + ROW - 0.5, 0.0, edge, Tint::Line2, 1.0);
}

fn line(scene: &mut Scene, measure: &dyn Measure, sheet: &Sheet, row: &Row, top: f32) {
    let middle = top + ROW / 2.0;
    let label = elide(measure, &row.label, Face::Body, LABEL - 4.0);
    scene.text(at(0.0, middle), Align::Left, Face::Body, Tint::Text, label);
    for (idx, (column, cell)) in sheet.columns.iter().zip(&row.cells).enumerate() {
        figure(scene, measure, (sheet, row), (column, cell), (idx, middle));
        let says = format!("{}, {} {}", column.short, row.label, cell.text);
        let place = Rect::new(LABEL + COLUMN * idx as f32, top, COLUMN, ROW);
        let about = About::value(row.key.as_str(), column.slot);
        scene.mark_about(place, says, Vec::new(), about);
    }
    let edge = scene.width;
    scene.level(top + ROW - 0.5, 0.0, edge, Tint::Line, 1.0);
}

fn figure(
    scene: &mut Scene,
    measure: &dyn Measure,
    (sheet, row): (&Sheet, &Row),
    (column, cell): (&Column, &Cell),
    (idx, middle): (usize, f32),
) {
    let right = right_of(idx);
    if cell.is_empty() {
        let short = cell.why.as_ref().map_or("—", |why| why.short());
        scene.text(
            at(right, middle),
            Align::Right,
            Face::Body,
            Tint::Text3,
            short,
        );
        return;
    }
    if let Some((share, tint)) = bar_of(row, cell) {
        let track = Rect::new(LABEL + COLUMN * idx as f32 + 2.0, middle - 3.0, 28.0, 6.0);
        scene.bar(track, 1.0, Tint::Track);
        let filled = Rect::new(track.left, track.top, track.width * share, track.height);
        scene.bar(filled, 1.0, tint);
    }
    let (tint, is_strong) = ink(row, column, cell);
    let face = if is_strong { Face::Strong } else { Face::Body };
    let text = elide(measure, &cell.shown(sheet.look), face, COLUMN - 8.0);
    let wide = measure.width(&text, face);
    scene.text(at(right, middle), Align::Right, face, tint, text);
    if cell.is_close {
        let left = right - wide - 3.0;
        scene.text(at(left, middle), Align::Right, Face::Body, Tint::Text3, "~");
    }
    if let Some(rank) = cell.rank {
        let words = rank.to_string();
        scene.text(
            at(right + 6.0, middle),
            Align::Left,
            Face::Note,
            Tint::Text3,
            words,
        );
    }
}

fn notes(scene: &mut Scene, measure: &dyn Measure, sheet: &Sheet, top: f32) -> f32 {
    let face = Face::Note;
    let mut y = top;
    for line in legend(sheet) {
        for part in wrap(measure, &line, face, scene.width) {
            let middle = at(0.0, y + face.line_height() / 2.0);
            scene.text(middle, Align::Left, face, Tint::Text3, part);
            y += face.line_height();
        }
    }
    y
}

fn table(sheet: &Sheet) -> Table {
    let mut lines = sheet_table(sheet, sheet.look).into_iter();
    Table {
        header: lines.next().unwrap_or_default(),
        rows: lines.collect(),
    }
}

/// The table with its pictures beside it, as the screen shows them: all metrics, and one large.
pub fn page(measure: &dyn Measure, sheet: &Sheet, pictures: &[(String, Scene)]) -> Scene {
    const GAP: f32 = 24.0;
    const TITLE: f32 = 24.0;
    let left = matrix(measure, sheet);
    let beside = left.width + GAP;
    let widths = pictures.iter().map(|(_, scene)| scene.width);
    let right = widths.fold(0.0, f32::max);
    let (name, table) = (left.name.clone(), left.table.clone());
    let mut page = Scene::new(beside + right, left.height);
    page.inset(at(0.0, 0.0), left);
    let mut y = 0.0;
    for (title, scene) in pictures {
        let middle = at(beside, y + TITLE / 2.0 - 2.0);
        page.text(middle, Align::Left, Face::Strong, Tint::Text, title);
        let (from, below) = (beside, y + TITLE - 0.5);
        page.level(below, from, from + right, Tint::Line2, 1.0);
        y += TITLE + 8.0;
        let height = scene.height;
        page.inset(at(beside, y), scene.clone());
        y += height + GAP;
    }
    page.height = page.height.max(y);
    let line = vec![
        at(beside - GAP / 2.0, 0.0),
        at(beside - GAP / 2.0, page.height),
    ];
    page.line(line, Tint::Line2, 1.0, super::scene::SOLID);
    (page.name, page.table) = (name, table);
    page
}
