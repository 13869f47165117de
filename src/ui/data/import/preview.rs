//! The third step: the rows as they will be read, each refused cell with its reason.

use eframe::egui;
use egui::{CornerRadius, Id, Role, Sense, WidgetInfo, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::Shown;
use crate::domain::figures::counted;
use crate::import::draft::Draft;
use crate::import::rows::Reader;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::section_heading;

const HEADER: f32 = 38.0;
/// Rows in view at once.
const ROWS: f32 = 8.0;
/// The column with the number of the row.
const NUMBER: f32 = 52.0;
const NARROWEST: f32 = 72.0;
const WIDEST: f32 = 220.0;
/// Rows by which the width of a column is judged.
const JUDGED: usize = 30;

/// The step.
pub(super) fn preview_ui(ui: &mut egui::Ui, shown: &Shown<'_>, draft: &Draft) {
    let rows = draft.table.len();
    let repeats = draft.table.repeats().len();
    let columns = counted(draft.table.width(), "column");
    let mut note = format!("{}, {columns}", counted(rows, "row"));
    match repeats {
        0 => {}
        1 => note.push_str("; 1 row repeats the header and is left out"),
        many => {
            let rows = counted(many, "row");
            note = format!("{note}; {rows} repeat the header and are left out");
        }
    }
    section_heading(ui, "Rows as they will be read", &note);
    let in_view = (rows as f32).clamp(1.0, ROWS);
    let wanted = vec2(
        ui.available_width(),
        HEADER + in_view * size::DENSE_ROW + space::M,
    );
    let (area, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let t = Tokens::of(ui);
    let head = area.with_max_y(area.top() + HEADER);
    ui.painter().rect_filled(head, CornerRadius::ZERO, t.raised);
    let widths = widths(ui, shown, draft);
    let columns = widths.iter().enumerate().map(|(idx, width)| {
        egui_table::Column::new(*width)
            .id(Id::unique(("import column", idx)))
            .resizable(false)
    });
    let mut table = Table::new()
        .id_salt(("import preview", shown.key))
        .num_rows(rows as u64)
        .columns(columns.collect::<Vec<_>>())
        .num_sticky_cols(1)
        .headers([HeaderRow::new(HEADER)]);
    table = table.auto_size_mode(egui_table::AutoSizeMode::Never);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("preview"));
    let id = table.get_id(&child);
    if egui_table::TableState::load(child.ctx(), id).is_none() {
        egui_table::TableState::default().store(child.ctx(), id);
    }
    let mut grid = Grid {
        draft,
        reader: draft.reader(),
    };
    table.show(&mut child, &mut grid);
    let below = area.top() + HEADER - 0.5;
    ui.painter().hline(area.x_range(), below, t.strong_rule());
    ui.painter().hline(area.x_range(), area.bottom(), t.rule());
}

/// Widths by the first rows, kept as long as the reading stands.
fn widths(ui: &egui::Ui, shown: &Shown<'_>, draft: &Draft) -> Vec<f32> {
    let id = Id::unique(("import widths", shown.key, shown.turn));
    if let Some(known) = ui.data(|data| data.get_temp::<Vec<f32>>(id)) {
        return known;
    }
    let ink = Tokens::of(ui).text;
    let wide = |text: &str, kind: Type| paint::line(ui, text, kind, ink, WIDEST).size().x;
    let mut widths = vec![NUMBER];
    for (column, mapped) in draft.mapping.columns.iter().enumerate() {
        let field = mapped.field.as_ref().map_or("", |field| field.label());
        let mut widest = wide(&mapped.header, Type::NoteStrong).max(wide(field, Type::Note));
        for row in 0..draft.table.len().min(JUDGED) {
            widest = widest.max(wide(draft.table.cell(row, column), Type::Body));
        }
        widths.push((widest + 2.0 * space::S + 14.0).clamp(NARROWEST, WIDEST));
    }
    ui.data_mut(|data| data.insert_temp(id, widths.clone()));
    widths
}

struct Grid<'a> {
    draft: &'a Draft,
    reader: Reader<'a>,
}

impl TableDelegate for Grid<'_> {
    fn default_row_height(&self) -> f32 {
        size::DENSE_ROW
    }

    fn header_cell_ui(&mut self, ui: &mut egui::Ui, info: &HeaderCellInfo) {
        let t = Tokens::of(ui);
        let rect = ui.max_rect();
        let (header, field, why) = match info.col_range.start.checked_sub(1) {
            None => ("Row", "", ""),
            Some(column) => {
                let Some(mapped) = self.draft.mapping.columns.get(column) else {
                    return;
                };
                let field = mapped.field.as_ref();
                let words = field.map_or("left out", |field| field.label());
                (mapped.header.as_str(), words, mapped.why.as_str())
            }
        };
        let inner = rect.shrink2(vec2(space::DENSE, 3.0));
        let (top, bottom) = inner.split_top_bottom_at_fraction(0.5);
        let name = paint::line(ui, header, Type::NoteStrong, t.text, inner.width());
        paint::put_left(ui.painter(), inner.left(), top, &name);
        let words = paint::line(ui, field, Type::Note, t.text3, inner.width());
        paint::put_left(ui.painter(), inner.left(), bottom, &words);
        let response = ui.interact(rect, ui.scope_id().with("header"), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::ColumnHeader, true, format!("{header}, {field}"))
        });
        if !why.is_empty() {
            response.on_hover_text(format!("{header}\n{field}. {why}"));
        }
    }

    fn cell_ui(&mut self, ui: &mut egui::Ui, info: &CellInfo) {
        let Ok(row) = usize::try_from(info.row_nr) else {
            return;
        };
        let t = Tokens::of(ui);
        let rect = ui.max_rect();
        paint::rule_below(ui.painter(), rect, t.rule());
        let inner = rect.shrink2(vec2(space::DENSE, 0.0));
        let Some(column) = info.col_nr.checked_sub(1) else {
            let number = self.draft.table.row_number(row).to_string();
            let galley = paint::line(ui, &number, Type::Note, t.text3, inner.width());
            paint::put_right(ui.painter(), inner.right(), rect, &galley);
            ui.painter()
                .vline(rect.right() - 0.5, rect.y_range(), t.strong_rule());
            return;
        };
        self.data_cell_ui(ui, row, column);
    }
}

impl Grid<'_> {
    fn data_cell_ui(&self, ui: &egui::Ui, row: usize, column: usize) {
        let t = Tokens::of(ui);
        let rect = ui.max_rect();
        let inner = rect.shrink2(vec2(space::DENSE, 0.0));
        let written = self.draft.table.cell(row, column);
        let field = self.draft.mapping.columns.get(column);
        let field = field.and_then(|column| column.field.as_ref());
        let helps = field.is_some_and(|field| self.draft.kind.value.fit(field) < 2);
        let read = field.map(|field| self.reader.shown(row, column, field));
        let (words, ink, trouble) = match &read {
            None => (written, t.text3, None),
            Some(Ok(reads_as)) => (reads_as.as_str(), t.text, None),
            // What only helps to know him is not taken, so it cannot be refused.
            Some(Err(_)) if helps => (written, t.text2, None),
            Some(Err(why)) => (written, t.error, Some(why)),
        };
        let mut left = inner.left();
        if trouble.is_some() {
            let centre = egui::pos2(left + 5.0, rect.center().y);
            Icon::Error.paint_at(ui.painter(), centre, 11.0, t.error);
            left += 14.0;
        }
        let galley = paint::line(ui, words, Type::Body, ink, inner.right() - left);
        paint::put_left(ui.painter(), left, rect, &galley);
        let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::hover());
        response.widget_info(|| {
            let name = match trouble {
                Some(why) => format!("{written}, refused. {why}"),
                None => words.to_owned(),
            };
            WidgetInfo::labeled(Role::Cell, true, name)
        });
        if let Some(why) = trouble {
            response.on_hover_text(why);
        } else if words != written {
            response.on_hover_text(format!("Written as “{written}”"));
        }
    }
}
