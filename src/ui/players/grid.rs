//! The table itself: header, groups, rows; only what is visible is drawn.

use std::sync::Arc;

use eframe::egui;
use egui::{Id, Rect, Role, Sense, WidgetInfo, pos2, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::{TableState, cells, keys};
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::field::PlayerField;
use crate::domain::id::PlayerId;
use crate::domain::player::{Role as PlayerRole, Stage};
use crate::domain::roster::{Column, Direction, Line, Row};
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::editor::derived::Arranged;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::paint;

const HEADER: f32 = 40.0;

/// The table.
pub fn grid_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
) {
    let arranged = ctx.editor.arranged();
    let rect = ui.available_rect_before_wrap();
    let focus = Id::unique("player table");
    let grid = ui.interact(rect, focus, Sense::focusable_noninteractive());
    let players = arranged.players;
    grid.widget_info(|| WidgetInfo::labeled(Role::Table, true, format!("Players, {players} rows")));
    keys::keys_ui(ui, ctx, view, table, columns, out, focus);

    let widths: Vec<egui_table::Column> = columns
        .iter()
        .map(|column| {
            egui_table::Column::new(cells::width(*column))
                .range(44.0..=420.0)
                .resizable(true)
                .id(Id::unique(("player column", column.key())))
        })
        .collect();
    let mut show = Table::new()
        .id_salt("players")
        .num_rows(arranged.lines.len() as u64)
        .columns(widths)
        .num_sticky_cols(1)
        .headers(vec![HeaderRow::new(HEADER)]);
    if std::mem::take(&mut table.reveal) {
        let line = table.cursor.and_then(|id| arranged.position_of(id));
        if let Some(line) = line {
            show = show.scroll_to_row(line as u64, None);
        }
        if let Some(column) = columns.iter().position(|column| *column == table.column) {
            show = show.scroll_to_column(column, None);
        }
    }
    let active = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == focus));
    let pointer = ui
        .input(|input| input.pointer.hover_pos())
        .filter(|place| rect.contains(*place));
    let mut grid = Grid {
        ctx,
        view,
        table,
        columns,
        out,
        arranged,
        active,
        pointer,
        focus,
    };
    ui.scope(|ui| {
        // The rows have their own rules; columns need none.
        ui.visuals_mut().widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
        show.show(ui, &mut grid);
    });
}

struct Grid<'a, 'b> {
    ctx: &'a ViewCtx<'b>,
    view: &'a mut ViewState,
    table: &'a mut TableState,
    columns: &'a [Column],
    out: &'a mut Commands,
    arranged: &'a Arranged,
    active: bool,
    pointer: Option<egui::Pos2>,
    focus: Id,
}

impl Grid<'_, '_> {
    fn row(&self, line: u64) -> Option<&Arc<Row>> {
        match self.arranged.lines.get(usize::try_from(line).ok()?)? {
            Line::Player(row) => self.arranged.roster.row(*row),
            Line::Group { .. } => None,
        }
    }
}

impl TableDelegate for Grid<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut egui::Ui, cell: &HeaderCellInfo) {
        let Some(column) = self.columns.get(cell.col_range.start).copied() else {
            return;
        };
        let rect = claim(ui, cells::width(column), HEADER);
        let t = Tokens::of(ui);
        ui.painter().rect_filled(rect, 0, t.raised);
        paint::rule_below(ui.painter(), rect, t.strong_rule());
        let sorted = self.table.sort.iter().position(|(by, _)| *by == column);
        let direction = sorted
            .and_then(|place| self.table.sort.get(place))
            .map(|(_, direction)| *direction);
        header_words(
            ui,
            rect,
            column,
            self.arranged.roster.header(column),
            direction,
            sorted.filter(|_| self.table.sort.len() > 1),
        );
        if cell.col_range.start == 0 {
            ui.painter()
                .vline(rect.right() - 0.5, rect.y_range(), t.strong_rule());
        }
        let id = Id::unique(("player header", column.key()));
        let response = ui.interact(rect.shrink2(vec2(4.0, 0.0)), id, Sense::CLICK);
        let state = match direction {
            Some(Direction::Up) => ", sorted upwards",
            Some(Direction::Down) => ", sorted downwards",
            None => "",
        };
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::ColumnHeader,
                true,
                format!("{}{state}", column.label()),
            )
        });
        if response.clicked() {
            let adds = ui.input(|input| input.modifiers.shift);
            sort_by(&mut self.table.sort, column, adds);
        }
        response.on_hover_text(format!(
            "{}\nClick sorts, Shift and click sorts within",
            column.definition()
        ));
    }

    fn row_ui(&mut self, ui: &mut egui::Ui, line: u64) {
        let t = Tokens::of(ui);
        let rect = ui.max_rect();
        let Some(row) = self.row(line) else {
            ui.painter().rect_filled(rect, 0, t.raised);
            paint::rule_below(ui.painter(), rect, t.rule());
            return;
        };
        let id = row.player.id;
        let selected = self.table.selected.contains(&id);
        let hovered = self
            .pointer
            .is_some_and(|place| rect.y_range().contains(place.y));
        if selected || hovered {
            ui.painter()
                .rect_filled(rect, 0, if selected { t.sel } else { t.hover });
        }
        paint::rule_below(ui.painter(), rect, t.rule());
    }

    fn cell_ui(&mut self, ui: &mut egui::Ui, cell: &CellInfo) {
        let Some(column) = self.columns.get(cell.col_nr).copied() else {
            return;
        };
        let rect = claim(ui, cells::width(column), size::ROW);
        let t = Tokens::of(ui);
        let Some(row) = self.row(cell.row_nr).cloned() else {
            self.group_ui(ui, cell, rect);
            return;
        };
        let id = row.player.id;
        if cell.col_nr == 0 {
            ui.painter()
                .vline(rect.right() - 0.5, rect.y_range(), t.strong_rule());
            if self.table.selected.contains(&id) {
                let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
                ui.painter().rect_filled(bar, 0, t.accent);
            }
        }
        if self.table.editing == Some((id, column)) {
            self.edit_ui(ui, rect, &row, column);
            return;
        }
        cells::cell_ui(
            ui,
            self.ctx,
            rect,
            &row,
            column,
            self.view.marked.contains(&id),
        );
        let response = ui.interact(
            rect,
            Id::unique(("player cell", id, column.key())),
            Sense::CLICK,
        );
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Cell, true, cells::words(self.ctx, &row, column))
        });
        let at_cursor = self.table.cursor == Some(id) && self.table.column == column;
        if at_cursor && self.active {
            paint::focus_ring_inside(ui, rect.shrink(0.5));
        }
        if response.clicked() || response.secondary_clicked() {
            self.click(ui, id, column);
        }
        if response.double_clicked() {
            self.view.show_player(id);
        }
        response.context_menu(|ui| {
            keys::menu_ui(
                ui,
                self.ctx,
                self.view,
                self.table,
                self.columns,
                self.out,
                id,
            )
        });
    }

    fn default_row_height(&self) -> f32 {
        size::ROW
    }
}

impl Grid<'_, '_> {
    fn group_ui(&self, ui: &egui::Ui, cell: &CellInfo, rect: Rect) {
        let line = usize::try_from(cell.row_nr)
            .ok()
            .and_then(|line| self.arranged.lines.get(line));
        if let (0, Some(Line::Group { label, count })) = (cell.col_nr, line) {
            let t = Tokens::of(ui);
            let words = paint::line(
                ui,
                &format!("{label}, {count}"),
                Type::NoteStrong,
                t.text2,
                rect.width() - space::S,
            );
            paint::put_left(ui.painter(), rect.left() + space::DENSE, rect, &words);
        }
    }

    fn click(&mut self, ui: &egui::Ui, id: PlayerId, column: Column) {
        let modifiers = ui.input(|input| input.modifiers);
        ui.memory_mut(|memory| memory.request_focus(self.focus));
        self.table.column = column;
        if modifiers.command {
            if !self.table.selected.remove(&id) {
                self.table.selected.insert(id);
            }
            (self.table.cursor, self.table.anchor) = (Some(id), Some(id));
        } else if modifiers.shift {
            keys::select_to(self.table, self.arranged, id);
        } else if !self.table.selected.contains(&id)
            || self.table.selected.len() < 2
            || !ui.input(|input| input.pointer.secondary_released())
        {
            self.table.put_cursor(id);
            self.table.reveal = false;
        }
        self.view.inspected = column.inspects(id);
    }

    /// The cell as a field, while it is edited.
    fn edit_ui(&mut self, ui: &mut egui::Ui, rect: Rect, row: &Row, column: Column) {
        let player = row.player.id;
        let id = Id::unique(("player cell field", player, column.key()));
        let shown = keys::editable_text(row, column);
        let label = format!("{}, {}", row.player.short_name(), column.label());
        let field = DraftField::new(&label, &shown)
            .id(id)
            .width(rect.width() - 2.0);
        let place = rect.shrink2(vec2(1.0, 0.0));
        let builder = egui::UiBuilder::new().max_rect(place);
        let field = ui
            .scope_builder(builder, |ui| {
                field
                    .error_place(crate::ui::widgets::draft_field::ErrorPlace::Elsewhere)
                    .ui(ui, |text| edit_of(self.ctx, row, column, text))
            })
            .inner;
        let begun = Id::unique("player cell begun");
        let is_new = ui.data(|data| data.get_temp::<Id>(begun)) != Some(id);
        if is_new {
            ui.data_mut(|data| data.insert_temp(begun, id));
            field.response.request_focus();
        }
        if let Some(edit) = field.committed {
            self.out.edit(edit);
        }
        if let Some(why) = &field.error {
            // The cell has no room below it, and the reason must not wait for the pointer.
            let (ctx, layer) = (ui.ctx().clone(), ui.layer_id());
            let shown = egui::Tooltip::always_open(ctx, layer, id.with("why"), &field.response);
            shown.show(|ui| ui.label(Type::Body.rich(why).color(Tokens::of(ui).error)));
        }
        let left = field.response.lost_focus() || (!is_new && !field.response.has_focus());
        if field.entered || (left && field.error.is_none()) {
            self.table.editing = None;
            ui.data_mut(|data| data.remove::<Id>(begun));
            if field.entered || ui.memory(|memory| memory.focused().is_none()) {
                ui.memory_mut(|memory| memory.request_focus(self.focus));
            }
        }
    }
}

/// Takes the room of a cell. The first pass of the table asks for its width.
fn claim(ui: &mut egui::Ui, width: f32, height: f32) -> Rect {
    let rect = ui.max_rect();
    if ui.is_sizing_pass() {
        ui.allocate_exact_size(vec2(width, height), Sense::hover());
    }
    rect
}

fn header_words(
    ui: &egui::Ui,
    rect: Rect,
    column: Column,
    header: (&str, String),
    direction: Option<Direction>,
    place: Option<usize>,
) {
    let t = Tokens::of(ui);
    let right = rect.right() - space::DENSE - size::MARK_SLOT;
    let left = rect.left() + space::DENSE;
    let (name, unit) = header;
    let ink = if direction.is_some() { t.text } else { t.text3 };
    let name = paint::line(ui, name, Type::Note, ink, rect.width() - 12.0);
    let unit = paint::line(ui, &unit, Type::Note, t.text3, rect.width() - 12.0);
    let upper = Rect::from_min_size(
        pos2(rect.left(), rect.top() + 6.0),
        vec2(rect.width(), 14.0),
    );
    let lower = upper.translate(vec2(0.0, 14.0));
    if column.is_numeric() {
        paint::put_right(ui.painter(), right, upper, &name);
        paint::put_right(ui.painter(), right, lower, &unit);
    } else {
        paint::put_left(ui.painter(), left, upper, &name);
        paint::put_left(ui.painter(), left, lower, &unit);
    }
    let Some(direction) = direction else { return };
    let arrow = match direction {
        Direction::Up => Icon::ArrowUp,
        Direction::Down => Icon::ArrowDown,
    };
    let x = if column.is_numeric() {
        right + 8.0
    } else {
        left + name.size().x + 8.0
    };
    arrow.paint_at(ui.painter(), pos2(x, upper.center().y), 10.0, t.text2);
    if let Some(place) = place {
        let digit = paint::line(ui, &(place + 1).to_string(), Type::Key, t.text3, 12.0);
        paint::put_left(ui.painter(), x + 5.0, upper, &digit);
    }
}

/// One click sorts by a column, the next turns it, the third lets it go.
fn sort_by(sort: &mut Vec<(Column, Direction)>, column: Column, adds: bool) {
    let first = if column.is_numeric() {
        Direction::Down
    } else {
        Direction::Up
    };
    let before = sort
        .iter()
        .find(|(by, _)| *by == column)
        .map(|(_, direction)| *direction);
    let after = match before {
        None => Some(first),
        Some(direction) if direction == first => Some(direction.turned()),
        Some(_) => None,
    };
    if !adds {
        sort.clear();
    }
    match (sort.iter().position(|(by, _)| *by == column), after) {
        (Some(place), Some(direction)) => sort[place].1 = direction,
        (Some(place), None) => drop(sort.remove(place)),
        (None, Some(direction)) => sort.push((column, direction)),
        (None, None) => {}
    }
}

/// The edit that a typed text asks for.
fn edit_of(ctx: &ViewCtx<'_>, row: &Row, column: Column, text: &str) -> Result<Edit, String> {
    let id = row.player.id;
    let text = text.trim();
    if let Some(key) = column.fact() {
        let value = typed::fact(key, text, &ctx.dossier.head).map_err(|err| err.to_string())?;
        return Ok(Edit::Player(
            id,
            PlayerEdit::EnterFact {
                key,
                value,
                reading: ctx.new_id(),
            },
        ));
    }
    let edit = match keys::plain_field(column) {
        Some(PlayerField::Name) if text.is_empty() => {
            return Err("A player needs a name".to_owned());
        }
        Some(PlayerField::Name) => PlayerEdit::SetName(text.to_owned()),
        Some(PlayerField::FullName) => PlayerEdit::SetFullName(text.to_owned()),
        Some(PlayerField::NextStep) => PlayerEdit::SetNextStep(text.to_owned()),
        Some(PlayerField::Owner) => PlayerEdit::SetOwner(text.to_owned()),
        Some(PlayerField::Note) => PlayerEdit::SetNote(text.to_owned()),
        Some(PlayerField::Role) => PlayerEdit::SetRole(
            PlayerRole::parse(text).ok_or_else(|| one_of(PlayerRole::ALL, PlayerRole::label))?,
        ),
        Some(PlayerField::Stage) if text.is_empty() => PlayerEdit::SetStage(None),
        Some(PlayerField::Stage) => PlayerEdit::SetStage(Some(
            Stage::parse(text).ok_or_else(|| one_of(Stage::ALL, Stage::label))?,
        )),
        Some(PlayerField::Coverage) | None => {
            return Err("This value is computed and cannot be typed".to_owned());
        }
    };
    Ok(Edit::Player(id, edit))
}

fn one_of<T>(all: &[T], label: impl Fn(&T) -> &str) -> String {
    let words: Vec<&str> = all.iter().map(label).collect();
    format!("Type one of: {}", words.join(", ").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_clicks_sort_turn_and_let_go() {
        let mut sort = Vec::new();
        sort_by(&mut sort, Column::Value, false);
        assert_eq!(sort, [(Column::Value, Direction::Down)]);
        sort_by(&mut sort, Column::Club, true);
        sort_by(&mut sort, Column::Value, true);
        assert_eq!(
            sort,
            [
                (Column::Value, Direction::Up),
                (Column::Club, Direction::Up)
            ]
        );
        sort_by(&mut sort, Column::Value, true);
        assert_eq!(sort, [(Column::Club, Direction::Up)]);
        sort_by(&mut sort, Column::Age, false);
        assert_eq!(sort, [(Column::Age, Direction::Down)]);
    }
}
