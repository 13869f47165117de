//! The table itself: headers, rows, cells, and what the pointer does with them.

use eframe::egui;
use egui::{CornerRadius, Id, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, WidgetInfo};
use egui::{accesskit, pos2, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, PrefetchInfo, Table, TableDelegate};

use super::cells::{self, Header};
use super::edit::Open;
use super::selection::{Cell, Selection};
use super::{TableState, table_id};
use crate::domain::id::PlayerId;
use crate::domain::roster::{Column, Direction, Line, Row};
use crate::editor::derived::Arranged;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;

const HEADER: f32 = 40.0;
const GRAB: f32 = 4.0;
const NARROWEST: f32 = 30.0;

/// What the pointer did.
pub(super) enum Touch {
    /// A cell was clicked.
    Cell(Cell, Modifiers),
    /// A row was double-clicked.
    Open(PlayerId),
    /// The menu of a cell was asked for.
    Menu(Cell, Pos2),
    /// A header was clicked; true to add it to the sort.
    Sort(Column, bool),
    /// The edge of a column was dragged.
    Width(Column, f32),
    /// The edge of a column was double-clicked.
    UsualWidth(Column),
}

/// What was drawn and touched in one frame.
#[derive(Default)]
pub(super) struct Seen {
    pub touches: Vec<Touch>,
    /// Where the open cells are and how far they may be seen.
    pub places: Vec<(Cell, Rect, Rect)>,
    /// How many rows fit.
    pub rows: usize,
    /// The cell with the cursor, if it is in view.
    pub cursor: Option<Response>,
}

/// What is drawn.
pub(super) struct Grid<'a> {
    ctx: &'a ViewCtx<'a>,
    arranged: &'a Arranged,
    columns: &'a [Column],
    selection: &'a Selection,
    sort: &'a [(Column, Direction)],
    marked: &'a [PlayerId],
    open: &'a [Open],
    area: Rect,
    /// The height of the pointer, while it is over the rows.
    pointer: Option<f32>,
    /// True if keys go to the table.
    focused: bool,
    pub seen: Seen,
}

impl<'a> Grid<'a> {
    pub fn new(
        ui: &egui::Ui,
        ctx: &'a ViewCtx<'a>,
        state: &'a TableState,
        columns: &'a [Column],
        view: &'a ViewState,
        area: Rect,
    ) -> Self {
        let focused = ui.memory(|memory| memory.focused());
        let body = area.with_min_y(area.top() + HEADER);
        Self {
            ctx,
            arranged: ctx.editor.arranged(),
            columns,
            selection: &state.selection,
            sort: sort_shown(&state.sort),
            marked: &view.marked,
            open: &state.open,
            area,
            pointer: pointer_over(ui, body),
            focused: focused.is_none_or(|id| id == table_id()),
            seen: Seen::default(),
        }
    }

    /// The row of a line, in the newest state that is known.
    fn row(&self, line: u64) -> Option<&'a Row> {
        let Line::Player(place) = self.line(line)? else {
            return None;
        };
        let row = self.arranged.roster.row(*place)?;
        let newest = self.ctx.derived.roster.row_of(row.player.id);
        Some(newest.unwrap_or(row))
    }

    fn line(&self, line: u64) -> Option<&'a Line> {
        self.arranged.lines.get(usize::try_from(line).ok()?)
    }
}

/// Without a sort rows stand by name.
fn sort_shown(sort: &[(Column, Direction)]) -> &[(Column, Direction)] {
    if sort.is_empty() {
        &[(Column::Name, Direction::Up)]
    } else {
        sort
    }
}

/// The height of the pointer if nothing floats between it and the rows.
fn pointer_over(ui: &egui::Ui, body: Rect) -> Option<f32> {
    let at = ui.input(|input| input.pointer.hover_pos())?;
    let ours = ui.ctx().layer_id_at(at) == Some(ui.layer_id());
    (ours && body.contains(at)).then_some(at.y)
}

/// Draws the table; `scroll` brings the cursor into view.
pub(super) fn show(ui: &mut egui::Ui, grid: &mut Grid<'_>, widths: &[f32], scroll: bool) {
    let t = Tokens::of(ui);
    let area = grid.area;
    let head = area.with_max_y(area.top() + HEADER);
    ui.painter().rect_filled(head, CornerRadius::ZERO, t.raised);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("players"));
    child.style_mut().scroll_animation = egui::style::ScrollAnimation::none();
    let filled: f32 = widths.iter().sum();
    let mut columns: Vec<egui_table::Column> = grid
        .columns
        .iter()
        .zip(widths)
        .map(|(column, width)| {
            egui_table::Column::new(*width)
                .id(Id::unique(("players column", column.key())))
                .resizable(false)
        })
        .collect();
    if filled < area.width() {
        // The rows go on to the edge of the screen.
        columns.push(
            egui_table::Column::new(area.width() - filled)
                .id(Id::unique("players rest"))
                .resizable(false),
        );
    }
    let mut table = Table::new()
        .id_salt("players table")
        .num_rows(grid.arranged.lines.len() as u64)
        .columns(columns)
        .num_sticky_cols(1)
        .headers([HeaderRow::new(HEADER)]);
    if let Some(cursor) = grid.selection.cursor().filter(|_| scroll) {
        if let Some(line) = grid.arranged.position_of(cursor.player) {
            table = table.scroll_to_row(line as u64, None);
        }
        let column = grid.columns.iter().position(|it| *it == cursor.column);
        if let Some(column) = column.filter(|column| *column > 0) {
            table = table.scroll_to_column(column, None);
        }
    }
    let id = table.get_id(&child);
    if egui_table::TableState::load(child.ctx(), id).is_none() {
        // Widths are ours; without a state the table would spend its first frame on measuring.
        egui_table::TableState::default().store(child.ctx(), id);
    }
    table.show(&mut child, grid);
    let edge = area.left() + widths.first().copied().unwrap_or_default() - 0.5;
    ui.painter().vline(edge, area.y_range(), t.strong_rule());
    let below = area.top() + HEADER - 0.5;
    ui.painter().hline(area.x_range(), below, t.strong_rule());
    ui.advance_cursor_after_rect(area);
}

impl TableDelegate for Grid<'_> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        self.seen.rows = info.visible_rows.clone().count();
    }

    fn default_row_height(&self) -> f32 {
        size::ROW
    }

    fn header_cell_ui(&mut self, ui: &mut egui::Ui, info: &HeaderCellInfo) {
        let Some(column) = self.columns.get(info.col_range.start).copied() else {
            return;
        };
        self.header_ui(ui, info.table_id, column);
    }

    fn row_ui(&mut self, ui: &mut egui::Ui, line: u64) {
        self.ground(ui, line);
    }

    fn cell_ui(&mut self, ui: &mut egui::Ui, info: &CellInfo) {
        let Some(column) = self.columns.get(info.col_nr).copied() else {
            return;
        };
        match self.line(info.row_nr) {
            Some(Line::Group { label, count }) if info.col_nr == 0 => {
                let id = info.table_id.with(("group", info.row_nr));
                let response = ui.interact(ui.max_rect(), id, Sense::hover());
                response.widget_info(|| {
                    WidgetInfo::labeled(Role::RowHeader, true, group_words(label, *count))
                });
            }
            Some(Line::Group { .. }) | None => {}
            Some(Line::Player(_)) => {
                if let Some(row) = self.row(info.row_nr) {
                    self.player_cell_ui(ui, info, row, column);
                }
            }
        }
    }
}

fn group_words(label: &str, count: usize) -> String {
    format!("{label}, {count}")
}

impl Grid<'_> {
    fn header_ui(&mut self, ui: &mut egui::Ui, table: Id, column: Column) {
        let rect = ui.max_rect();
        let (name, unit) = self.ctx.derived.roster.header(column);
        let place = self.sort.iter().position(|(other, _)| *other == column);
        let sorted = place.and_then(|place| {
            let (_, direction) = self.sort.get(place)?;
            let number = if self.sort.len() > 1 { place + 1 } else { 0 };
            Some((*direction, number))
        });
        let response = ui.interact(rect, table.with(("header", column)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.label()));
        ui.accesskit_node_builder(response.id, |node| {
            if let Some((direction, _)) = sorted {
                node.set_sort_direction(match direction {
                    Direction::Up => accesskit::SortDirection::Ascending,
                    Direction::Down => accesskit::SortDirection::Descending,
                });
            }
        });
        if response.hovered() {
            let t = Tokens::of(ui);
            ui.painter().rect_filled(rect, CornerRadius::ZERO, t.hover);
        }
        let header = Header {
            column,
            name,
            unit: &unit,
            sorted,
        };
        header.paint(ui, rect);
        if response.clicked() {
            let add = ui.input(|input| input.modifiers.shift);
            self.seen.touches.push(Touch::Sort(column, add));
        }
        response.on_hover_ui(|ui| {
            ui.set_max_width(320.0);
            ui.label(Type::Strong.rich(column.label()));
            ui.label(Type::Body.rich(column.definition()));
            let keys = "Click to sort, Shift and click to sort by several";
            ui.label(Type::Note.rich(keys).color(Tokens::of(ui).text3));
        });
        self.edge_ui(ui, table, column, rect);
    }

    /// The right edge of a header, which can be dragged. No Tab stop.
    fn edge_ui(&mut self, ui: &egui::Ui, table: Id, column: Column, rect: Rect) {
        let grab = Rect::from_center_size(
            pos2(rect.right() - GRAB / 2.0, rect.center().y),
            vec2(2.0 * GRAB, rect.height()),
        );
        let id = table.with(("edge", column));
        let edge = ui.interact(grab, id, Sense::CLICK | Sense::DRAG);
        edge.widget_info(|| {
            WidgetInfo::labeled(Role::Splitter, true, format!("Width of {}", column.label()))
        });
        if edge.hovered() || edge.dragged() {
            ui.set_cursor_icon(egui::CursorIcon::ResizeColumn);
            let line = Stroke::new(2.0, Tokens::of(ui).ctl);
            ui.painter().vline(rect.right() - 1.0, rect.y_range(), line);
        }
        if edge.dragged()
            && let Some(at) = edge.interact_pointer_pos()
        {
            let width = (at.x - rect.left()).round().max(NARROWEST);
            self.seen.touches.push(Touch::Width(column, width));
        }
        if edge.double_clicked() {
            self.seen.touches.push(Touch::UsualWidth(column));
        }
    }

    /// Ground and rule of a row, drawn for the sticky and for the other columns.
    fn ground(&self, ui: &egui::Ui, line: u64) {
        let t = Tokens::of(ui);
        let rect = ui
            .max_rect()
            .with_min_x(self.area.left())
            .with_max_x(self.area.right());
        let painter = ui.painter();
        if let Some(Line::Group { label, count }) = self.line(line) {
            painter.rect_filled(rect, CornerRadius::ZERO, t.raised);
            paint::rule_below(painter, rect, t.rule());
            let words = group_words(label, *count);
            let galley = paint::line(ui, &words, Type::NoteStrong, t.text2, rect.width());
            paint::put_left(painter, rect.left() + space::DENSE + 2.0, rect, &galley);
            return;
        }
        let Some(row) = self.row(line) else { return };
        let selected = self.selection.is_selected(row.player.id);
        let hovered = self.pointer.is_some_and(|y| rect.y_range().contains(y));
        let fill = match (selected, hovered) {
            (true, _) => Some(t.sel),
            (false, true) => Some(t.hover),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            painter.rect_filled(rect, CornerRadius::ZERO, fill);
        }
        paint::rule_below(painter, rect, t.rule());
        if selected {
            let bar = rect.with_max_x(rect.left() + 3.0);
            painter.rect_filled(bar, CornerRadius::ZERO, t.accent);
        }
    }

    fn player_cell_ui(&mut self, ui: &egui::Ui, info: &CellInfo, row: &Row, column: Column) {
        let rect = ui.max_rect();
        let cell = Cell {
            player: row.player.id,
            column,
        };
        let marked = self.marked.contains(&cell.player);
        let id = info.table_id.with((cell.player, column));
        // The table is the Tab stop; its cells take clicks but no focus.
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            let name = cells::spoken(self.ctx, row, column, marked);
            let selected = self.selection.is_selected(cell.player);
            let role = if column == Column::Name {
                Role::RowHeader
            } else {
                Role::Cell
            };
            WidgetInfo::selected(role, true, selected, name)
        });
        if self.open.iter().any(|open| open.cell == cell) {
            self.seen.places.push((cell, rect, ui.clip_rect()));
        } else {
            cells::paint_cell(ui, self.ctx, row, column, rect, marked);
        }
        if self.selection.cursor() == Some(cell) {
            self.paint_cursor(ui, rect);
            self.seen.cursor = Some(response.clone());
        }
        let touches = &mut self.seen.touches;
        if response.double_clicked() {
            touches.push(Touch::Open(cell.player));
        } else if response.clicked() {
            touches.push(Touch::Cell(cell, ui.input(|input| input.modifiers)));
        } else if response.secondary_clicked() {
            let at = response.interact_pointer_pos();
            touches.push(Touch::Menu(cell, at.unwrap_or(rect.left_bottom())));
        }
    }

    fn paint_cursor(&self, ui: &egui::Ui, rect: Rect) {
        let rect = rect.with_max_y(rect.bottom() - 1.0);
        if self.focused {
            paint::focus_ring_inside(ui, rect);
            return;
        }
        let edge = Tokens::of(ui).edge();
        let corner = CornerRadius::same(crate::ui::tokens::radius::CONTROL);
        ui.painter()
            .rect_stroke(rect, corner, edge, egui::StrokeKind::Inside);
    }
}
