//! The numbers of a chart as text, row by row.

use eframe::egui;
use egui::{Align2, Id, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::chart::scene::{Face, Measure as _, Scene, Table};
use crate::ui::tokens::{Tokens, Type, space};

use super::UiMeasure;

const ROW: f32 = 18.0;
/// The widths follow from this many rows; a longer text further down is cut.
const MEASURED: usize = 200;
const WIDEST: f32 = 320.0;

/// Draws the table of a scene, about as high as its chart.
pub(super) fn table_ui(ui: &mut Ui, id: Id, scene: &Scene) {
    let tokens = Tokens::of(ui);
    let widths = widths(&UiMeasure::new(ui), &scene.table);
    let height = scene.height.max(8.0 * ROW);
    ScrollArea::both()
        .id_salt(id)
        .max_width(scene.width)
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, scene.table.rows.len() + 1, |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for idx in range {
                let cells = match idx.checked_sub(1) {
                    None => Some(&scene.table.header),
                    Some(row) => scene.table.rows.get(row),
                };
                if let Some(cells) = cells {
                    row_ui(ui, tokens, &scene.table.header, cells, &widths, idx == 0);
                }
            }
        });
}

fn widths(measure: &UiMeasure, table: &Table) -> Vec<f32> {
    let cell = |idx: usize, cells: &Vec<String>, face| {
        cells.get(idx).map_or(0.0, |text| measure.width(text, face))
    };
    (0..table.header.len())
        .map(|idx| {
            let rows = table.rows.iter().take(MEASURED);
            let widest = rows
                .map(|cells| cell(idx, cells, Face::Note))
                .fold(0.0, f32::max);
            widest
                .max(cell(idx, &table.header, Face::NoteStrong))
                .min(WIDEST)
                + space::L
        })
        .collect()
}

fn row_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    header: &[String],
    cells: &[String],
    widths: &[f32],
    is_header: bool,
) {
    // The spacing of a row belongs to its height, or the scroll area counts it twice.
    let size = vec2(widths.iter().sum(), ROW + ui.spacing().item_spacing.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let words: Vec<String> = header
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| {
                if is_header {
                    cell.clone()
                } else {
                    format!("{name} {cell}")
                }
            })
            .collect();
        WidgetInfo::labeled(Role::ListItem, true, words.join(", "))
    });
    let (text, colour) = if is_header {
        (Type::NoteStrong, tokens.text2)
    } else {
        (Type::Note, tokens.text)
    };
    let mut left = rect.left();
    for (cell, width) in cells.iter().zip(widths) {
        let place = egui::pos2(left, rect.center().y);
        let room = egui::Rect::from_x_y_ranges(left..=left + width - space::XS, rect.y_range());
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        painter.text(place, Align2::LEFT_CENTER, cell, text.font(), colour);
        left += width;
    }
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
}
