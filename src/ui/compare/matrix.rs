//! The table: who in which column, what in which row. The heads and the first column stay in view.

use eframe::egui;
use egui::{CornerRadius, Rect, Role, ScrollArea, Sense, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::link::{Link, Zone};
use super::{Cursor, Page, cells, head, matrix_id};
use crate::chart::matrix::{COLUMN, HEAD, LABEL, legend};
use crate::domain::compare::{Cell, Column, Group, Row, Sheet};
use crate::ui::state::Inspected;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::keep_keys;

/// Room for the scroll bar, so that it hides no mark.
const SCROLL: f32 = 8.0;

/// Sizes of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    pub label: f32,
    pub column: f32,
    pub row: f32,
    pub head: f32,
}

impl Measures {
    pub fn of(narrow: bool) -> Self {
        if narrow {
            Self {
                label: 136.0,
                column: 80.0,
                row: size::DENSE_ROW,
                head: HEAD,
            }
        } else {
            Self {
                label: LABEL,
                column: COLUMN,
                row: size::ROW,
                head: HEAD,
            }
        }
    }
}

/// How wide the table is with so many players.
pub(super) fn width(players: usize, narrow: bool) -> f32 {
    let measures = Measures::of(narrow);
    measures.label + measures.column * players.max(2) as f32 + SCROLL
}

/// The table.
pub(super) fn matrix_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let measures = Measures::of(page.ctx.narrow);
    let area = ui.max_rect();
    let table = ui.interact(area, matrix_id(), Sense::focusable_noninteractive());
    table.widget_info(|| {
        WidgetInfo::labeled(
            Role::Table,
            true,
            format!("Comparison {}", page.comparison.name),
        )
    });
    keep_keys(&table);
    if table.gained_focus() && page.state.cursor.is_none() {
        page.state.cursor = first(page.sheet);
    }
    head::head_ui(ui, page, measures);
    let body = area.with_min_y(area.top() + measures.head);
    let mut child = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(body));
    child.style_mut().scroll_animation = egui::style::ScrollAnimation::none();
    let focused = ui.memory(|memory| memory.has_focus(matrix_id()));
    let mut seen = None;
    ScrollArea::vertical()
        .id_salt(("comparison", page.comparison.id))
        .auto_shrink(false)
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            let width = area.width() - SCROLL;
            ui.set_width(width);
            let drawn = Drawn { measures, focused };
            for group in &page.sheet.groups {
                group_ui(ui, group, width);
                for row in &group.rows {
                    seen = row_ui(ui, page, &drawn, group, row).or(seen.take());
                }
            }
            notes_ui(ui, page.sheet, &page.comparison.note, width);
        });
    page.state.scroll = false;
    if let Some(cell) = seen {
        ui.accesskit_node_builder(table.id, |node| {
            node.set_active_descendant(cell.accesskit_id());
        });
    }
}

/// The first cell of the table.
pub(super) fn first(sheet: &Sheet) -> Option<Cursor> {
    Some(Cursor {
        row: sheet.rows().next()?.key.clone(),
        player: sheet.columns.first()?.player,
    })
}

fn group_ui(ui: &mut egui::Ui, group: &Group, width: f32) {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    response.widget_info(|| {
        let words = format!("{} {}", group.label, group.note);
        WidgetInfo::labeled(Role::RowHeader, true, words.trim_end())
    });
    let low = rect.with_min_y(rect.top() + 4.0);
    let words = paint::line(ui, &group.label, Type::NoteStrong, t.text, width);
    paint::put_left(ui.painter(), rect.left(), low, &words);
    let left = rect.left() + words.size().x + space::S;
    let note = paint::line(ui, &group.note, Type::Note, t.text3, rect.right() - left);
    paint::put_left(ui.painter(), left, low, &note);
    paint::rule_below(ui.painter(), rect, t.strong_rule());
}

/// What every row is drawn with.
struct Drawn {
    measures: Measures,
    focused: bool,
}

/// Draws a row; the id of its cell with the cursor.
fn row_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    drawn: &Drawn,
    group: &Group,
    row: &Row,
) -> Option<egui::Id> {
    let t = Tokens::of(ui);
    let measures = drawn.measures;
    let whole = vec2(ui.max_rect().width(), measures.row);
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
    let cursor = page.state.cursor.as_ref();
    let cursor = cursor.filter(|cursor| cursor.row == row.key);
    let cursor = cursor.map(|cursor| cursor.player);
    if cursor.is_some() && page.state.scroll {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, measures.row)), None);
    }
    if !ui.is_rect_visible(rect) {
        return None;
    }
    let lit = page.state.link.is_row(&row.key);
    if lit || (cursor.is_some() && drawn.focused) {
        let fill = if lit { t.hover } else { t.raised };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    }
    let mut left = rect.left() + measures.label;
    label_ui(ui, page, row, rect.with_max_x(left));
    let mut at_cursor = None;
    for (column, cell) in page.sheet.columns.iter().zip(&row.cells) {
        let size = vec2(measures.column, rect.height());
        let place = Rect::from_min_size(pos2(left, rect.top()), size);
        left += measures.column;
        if column.is_baseline && !lit {
            ui.painter()
                .rect_filled(place, CornerRadius::ZERO, t.raised);
        }
        let id = cell_ui(ui, page, (group, row), (column, cell), place);
        if cursor == Some(column.player) {
            at_cursor = Some(id);
            if drawn.focused {
                paint::focus_ring_inside(ui, place.with_max_y(place.bottom() - 1.0));
            }
        }
    }
    paint::rule_below(ui.painter(), rect, t.rule());
    at_cursor
}

/// Draws a cell; its id. The table is the Tab stop: a cell takes clicks but no focus.
fn cell_ui(
    ui: &egui::Ui,
    page: &mut Page<'_>,
    (group, row): (&Group, &Row),
    (column, cell): (&Column, &Cell),
    place: Rect,
) -> egui::Id {
    let (ctx, sheet, look) = (page.ctx, page.sheet, page.state.look);
    let id = ui.scope_id().with((&row.key, column.player));
    let response = ui.interact(place, id, Sense::CLICK);
    response.widget_info(|| {
        let name = cells::spoken(sheet, column, row, cell, look);
        WidgetInfo::labeled(Role::Cell, true, name)
    });
    cells::paint_cell(ui, ctx, (group.key, row), (column, cell), place, look);
    if response.clicked() {
        page.state.cursor = Some(Cursor {
            row: row.key.clone(),
            player: column.player,
        });
        let figure = Inspected::Compared(row.key.clone(), column.player);
        page.view.offer(figure);
        page.state.scroll = true;
        ui.memory_mut(|memory| memory.request_focus(matrix_id()));
    }
    if response.double_clicked()
        && let Some(field) = &cell.field
    {
        page.view.show_field(field);
    }
    response.on_hover_ui(|ui| cells::hover_ui(ui, ctx, sheet, (column, row, cell)));
    let link = Link {
        row: Some(row.key.clone()),
        player: Some(column.player),
    };
    let rect = place.intersect(ui.clip_rect());
    page.state.zones.push(Zone { rect, link });
    id
}

fn label_ui(ui: &egui::Ui, page: &mut Page<'_>, row: &Row, place: Rect) {
    let t = Tokens::of(ui);
    let response = ui.interact(
        place,
        ui.scope_id().with(("label", &row.key)),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &row.label));
    let room = place.width() - space::XS;
    let mut words = paint::line(ui, &row.label, Type::Body, t.text, room);
    if words.elided {
        words = paint::line(ui, &row.short_label(), Type::Body, t.text, room);
    }
    paint::put_left(ui.painter(), place.left(), place, &words);
    let note = match row.better {
        crate::domain::stats::Better::Less if row.kind.is_counted() => "less is better",
        _ => "",
    };
    let left = place.left() + words.size().x + space::XS;
    let room = place.right() - left;
    let note_words = paint::line(ui, note, Type::Note, t.text3, room);
    if !note.is_empty() && note_words.size().x < room - 2.0 && !note_words.elided {
        paint::put_left(ui.painter(), left, place, &note_words);
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.label(Type::Strong.rich(&row.label));
        ui.label(Type::Body.rich(&row.definition));
        for line in cells::row_lines(row) {
            ui.label(Type::Note.rich(line).color(t.text3));
        }
    });
    let link = Link {
        row: Some(row.key.clone()),
        player: None,
    };
    let rect = place.intersect(ui.clip_rect());
    page.state.zones.push(Zone { rect, link });
}

/// How to read it, and what must be known before anybody does.
fn notes_ui(ui: &mut egui::Ui, sheet: &Sheet, note: &str, width: f32) {
    let t = Tokens::of(ui);
    ui.add_space(space::S);
    if !note.is_empty() {
        let galley = paint::block(ui, note, Type::Body, t.text, width);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, note));
        ui.painter().galley(rect.min, galley, t.text);
        ui.add_space(space::S);
    }
    for words in legend(sheet) {
        let galley = paint::block(ui, &words, Type::Note, t.text3, width);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        ui.painter().galley(rect.min, galley, t.text3);
    }
    ui.add_space(space::L);
}
