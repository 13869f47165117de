//! Players: every player of the dossier in one table, to filter, sort, edit, copy and paste.
//!
//! Only visible cells are computed and painted. The order of the rows comes from the editor, which
//! works it out beside the frame for a large dossier.

pub mod cells;

mod bar;
mod chooser;
mod edit;
mod grid;
mod keys;
mod menu;
mod rows;
mod selection;
mod views;
mod widths;

use eframe::egui;
use egui::{Id, Role, Sense, WidgetInfo};

use self::edit::Open;
use self::grid::{Grid, Touch};
use self::menu::Menu;
use self::selection::{Cell, Selection};
use self::widths::Widths;
use super::ViewCtx;
use super::icons::Icon;
use super::state::{Floating, Inspected, ViewState};
use super::tokens::{Tokens, Type, space};
use super::widgets::button::Button;
use super::widgets::rows::{empty_state, keep_keys};
use crate::domain::roster::{Arrangement, Column, Direction, RefusedCell, Row};
use crate::editor::command::{Command, Commands};

/// What the table remembers.
#[derive(Default)]
pub struct TableState {
    /// True if the filter is to take the focus.
    pub focus_filter: bool,
    /// True if the table is to take the focus.
    pub focus_table: bool,
    /// True if the focus came to the table and found no cursor yet.
    enters: bool,
    query: String,
    sort: Vec<(Column, Direction)>,
    /// True without groups.
    flat: bool,
    /// The order that the editor was last asked for.
    asked: Option<Arrangement>,
    selection: Selection,
    /// Cells that are being typed into, or hold a text that could not be taken.
    open: Vec<Open>,
    widths: Widths,
    /// Rows that fit on the screen.
    page: usize,
    /// True if the cursor is to be scrolled into view.
    scroll: bool,
    menu: Menu,
    refused: Vec<RefusedCell>,
    refused_by: rows::Paste,
    column_search: String,
}

/// The Tab stop of the table. There is one table.
fn table_id() -> Id {
    Id::unique("players table")
}

/// The screen in one frame: what its parts read, what they may change, and where they ask for
/// more.
struct Page<'a> {
    ctx: &'a ViewCtx<'a>,
    columns: &'a [Column],
    state: &'a mut TableState,
    view: &'a mut ViewState,
    out: &'a mut Commands,
}

/// The screen.
pub fn players_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut TableState,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let columns = shown_columns(ctx, &view.settings.columns);
    if std::mem::take(&mut state.focus_table) {
        take_focus(ui);
    }
    let page = &mut Page {
        ctx,
        columns: &columns,
        state,
        view,
        out,
    };
    if is_active(ui, page) {
        keys::keys_ui(ui, page);
    }
    if !ctx.dossier.players.is_empty() {
        egui::Panel::top("players-bar")
            .exact_size(40.0)
            .frame(egui::Frame::new())
            .show(ui, |ui| bar::bar_ui(ui, page));
    }
    rows::forget_undone(ctx, page.state);
    rows::refused_ui(ui, page.state);
    egui::CentralPanel::default()
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            if ctx.dossier.players.is_empty() {
                nobody_ui(ui, page.view);
            } else if page.state.lines(ctx) == 0 && !page.state.query.is_empty() {
                nothing_found_ui(ui, page.state);
            } else {
                table_ui(ui, page);
            }
        });
    ask(ui, page.state, page.out);
}

/// Asks for the order of the table when it changes; it is there in the next frame.
fn ask(ui: &egui::Ui, state: &mut TableState, out: &mut Commands) {
    let wanted = state.arrangement();
    if state.asked.as_ref() == Some(&wanted) {
        return;
    }
    let asked = state.asked.as_ref();
    if asked.is_some_and(|asked| asked.query != wanted.query) {
        // A change to selected rows must not reach rows that are no longer seen.
        state.selection.one();
    }
    state.asked = Some(wanted.clone());
    out.push(Command::Arrange(wanted));
    ui.ctx().request_repaint();
}

/// True if keys belong to the table: it has the focus, or nothing has.
fn is_active(ui: &egui::Ui, page: &Page<'_>) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    let popup = page.state.menu != Menu::Closed || egui::Popup::is_any_open(ui.ctx());
    focused.is_none_or(|id| id == table_id()) && !page.view.is_covered(page.ctx.editor) && !popup
}

/// Gives the table the focus. An arrow that is pressed in this frame belongs to the table: without
/// it having the focus yet, the toolkit would move the focus on to what stands below.
fn take_focus(ui: &egui::Ui) {
    ui.memory_mut(|memory| {
        memory.request_focus(table_id());
        memory.move_focus(egui::FocusDirection::None);
    });
}

/// The columns from left to right: those that the user chose, or else the usual ones that are not
/// empty for every row. The name always comes first.
fn shown_columns(ctx: &ViewCtx<'_>, chosen: &[String]) -> Vec<Column> {
    let roster = &ctx.derived.roster;
    let mut columns: Vec<Column> = if chosen.is_empty() {
        let usual = Column::ALL.iter().copied();
        usual
            .filter(|column| column.is_shown_first() && roster.has(*column))
            .collect()
    } else {
        chosen
            .iter()
            .filter_map(|key| Column::from_key(key))
            .collect()
    };
    columns.retain(|column| *column != Column::Name);
    columns.insert(0, Column::Name);
    columns
}

impl TableState {
    /// Shows every player again.
    pub fn clear_filter(&mut self) {
        self.query.clear();
    }

    fn arrangement(&self) -> Arrangement {
        Arrangement {
            query: self.query.clone(),
            sort: self.sort.clone(),
            grouped: !self.flat,
        }
    }

    /// How many lines the table has, or would have before the first order is known.
    fn lines(&self, ctx: &ViewCtx<'_>) -> usize {
        match ctx.editor.arranged().key {
            Some(_) => ctx.editor.arranged().lines.len(),
            None => 1,
        }
    }

    /// Sorts by a column; a second time turns the direction, a third lets it go. Figures begin with
    /// the largest.
    fn sort_by(&mut self, column: Column, add: bool) {
        let first = if column.is_numeric() {
            Direction::Down
        } else {
            Direction::Up
        };
        let place = self.sort.iter().position(|(by, _)| *by == column);
        let before = place.and_then(|place| self.sort.get(place).copied());
        let after = match before {
            None => Some((column, first)),
            Some((_, direction)) if direction == first => Some((column, direction.turned())),
            Some(_) => None,
        };
        if !add {
            self.sort = after.into_iter().collect();
            return;
        }
        match (place.and_then(|place| self.sort.get_mut(place)), after) {
            (Some(by), Some(after)) => *by = after,
            (Some(_), None) => self.sort.retain(|(by, _)| *by != column),
            (None, after) => self.sort.extend(after),
        }
    }

    /// Moves the cursor and lets the inspector follow it.
    fn go_to(&mut self, ctx: &ViewCtx<'_>, cell: Cell, extend: bool, view: &mut ViewState) {
        let arranged = ctx.editor.arranged();
        if extend {
            self.selection.extend_to(cell, arranged);
        } else {
            self.selection.put(cell);
        }
        self.scroll = true;
        inspect(ctx, cell, view);
    }
}

/// The row of a player in the newest state that is known.
fn row_of<'a>(ctx: &ViewCtx<'a>, cell: Cell) -> Option<&'a Row> {
    ctx.derived.roster.row_of(cell.player).map(AsRef::as_ref)
}

/// Lets the inspector follow the cursor; a cell that nothing can be said of leaves it empty.
fn inspect(ctx: &ViewCtx<'_>, cell: Cell, view: &mut ViewState) {
    view.inspected = row_of(ctx, cell).and_then(|row| inspected(row, cell.column));
}

/// What there is to say of a cell: the way to a figure that was worked out, else its readings.
pub fn inspected(row: &Row, column: Column) -> Option<Inspected> {
    if column.is_reckoned() {
        return Some(Inspected::Cell(row.player.id, column));
    }
    row.field(column).map(Inspected::Field)
}

fn table_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let arranged = page.ctx.editor.arranged();
    let area = ui.available_rect_before_wrap();
    let table = ui.interact(area, table_id(), Sense::focusable_noninteractive());
    table.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Players"));
    keep_keys(&table);
    page.state.enters |= table.gained_focus();
    // The first row is known once the order is the one that is asked for.
    let order = arranged.key.as_ref().map(|key| &key.arrangement);
    if page.state.enters && order == Some(&page.state.arrangement()) {
        page.state.enters = false;
        let first = selection::first(arranged, page.columns);
        if let (Some(cell), None) = (first, page.state.selection.cursor()) {
            page.state.go_to(page.ctx, cell, false, page.view);
        }
    }
    let widths = widths::widths(ui, page.ctx, page.state, page.columns);
    let mut grid = Grid::new(ui, page.ctx, page.state, page.columns, page.view, area);
    grid::show(ui, &mut grid, &widths, page.state.scroll);
    let seen = grid.seen;
    page.state.scroll = false;
    page.state.page = seen.rows.saturating_sub(2).max(1);
    if let Some(cursor) = &seen.cursor {
        let id = cursor.id.accesskit_id();
        ui.accesskit_node_builder(table.id, |node| node.set_active_descendant(id));
    }
    edit::open_ui(ui, page, &seen.places);
    let below = seen.cursor.map(|cursor| cursor.rect.left_bottom());
    menu::menu_ui(ui, page, below);
    for touch in seen.touches {
        touched(ui, page, touch);
    }
}

fn touched(ui: &egui::Ui, page: &mut Page<'_>, touch: Touch) {
    match touch {
        Touch::Cell(cell, modifiers) => {
            if modifiers.command {
                page.state
                    .selection
                    .toggle(cell, page.ctx.editor.arranged());
                inspect(page.ctx, cell, page.view);
            } else {
                page.state.go_to(page.ctx, cell, modifiers.shift, page.view);
            }
            page.state.scroll = false;
            let is_figure = cell.column.is_numeric() && page.view.inspected.is_some();
            if let (true, Some(figure)) = (is_figure, page.view.inspected.clone()) {
                let was_open = page.view.wants_inspector();
                page.view.offer(figure);
                // The table has become narrower: the column that was clicked stays in it.
                page.state.scroll = !was_open && page.view.wants_inspector();
            }
            ui.memory_mut(|memory| memory.request_focus(table_id()));
        }
        Touch::Open(player) => page.view.show_player(player),
        Touch::Menu(cell, at) => {
            if !page.state.selection.is_selected(cell.player) {
                page.state.selection.put(cell);
            } else {
                page.state.selection.move_within(cell);
            }
            inspect(page.ctx, cell, page.view);
            page.state.menu = Menu::At(at);
            ui.memory_mut(|memory| memory.request_focus(table_id()));
        }
        Touch::Sort(column, add) => {
            page.state.sort_by(column, add);
            page.state.scroll = true;
        }
        Touch::Width(column, width) => {
            page.state.widths.drag(column, width);
        }
        Touch::UsualWidth(column) => {
            page.state.widths.forget(column);
        }
    }
}

fn nobody_ui(ui: &mut egui::Ui, view: &mut ViewState) {
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        let wanted = empty_state(
            ui,
            "No players yet",
            "Enter the targets, those to hold them against, and your own players of the position: they decide who, \
             at what price, and what happens if he is lost. Rows of a spreadsheet can be pasted here with Ctrl+V; \
             the line above them says which column is which.",
            Some("Add a player"),
        );
        if wanted {
            view.floating = Some(Floating::AddPlayer(String::new()));
        }
    });
}

fn nothing_found_ui(ui: &mut egui::Ui, state: &mut TableState) {
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        let t = Tokens::of(ui);
        ui.label(Type::Strong.rich("No player passes the filter"));
        let note =
            "Words are looked for in name, club and position; cb <23 contract<12 asks for more.";
        ui.label(Type::Body.rich(note).color(t.text2));
        ui.add_space(space::S);
        if Button::quiet("Clear filter")
            .icon(Icon::Close)
            .ui(ui)
            .clicked()
        {
            state.query.clear();
        }
    });
}
