//! The heads of the columns: who stands there. Dragged to another place, pinned as baseline, taken
//! out; the same by keyboard and from the menu of each head.

use eframe::egui;
use egui::{CornerRadius, Popup, Rect, Role, Sense, Stroke, WidgetInfo, pos2, vec2};

use super::link::{Link, Zone};
use super::matrix::Measures;
use super::{Page, matrix_id};
use crate::domain::compare::{Column, Sheet};
use crate::domain::edit::ComparisonEdit;
use crate::domain::figures::whole;
use crate::domain::id::PlayerId;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::chart::player_mark;
use crate::ui::widgets::menu::menu_item;
use crate::ui::widgets::paint;

/// The heads.
pub(super) fn head_ui(ui: &mut egui::Ui, page: &mut Page<'_>, measures: Measures) {
    let t = Tokens::of(ui);
    let area = ui.max_rect();
    let head = area.with_max_y(area.top() + measures.head);
    let drawn = head.with_max_x(head.right() - 8.0);
    let ranked = page.sheet.corner_words();
    let note = paint::line(ui, &ranked, Type::Note, t.text3, measures.label);
    let low = head.with_min_y(head.bottom() - 20.0);
    paint::put_left(ui.painter(), head.left(), low, &note);
    let left = head.left() + measures.label;
    let place = |idx: usize| {
        let x = left + measures.column * idx as f32;
        Rect::from_min_size(pos2(x, head.top()), vec2(measures.column, head.height()))
    };
    for (idx, column) in page.sheet.columns.iter().enumerate() {
        column_ui(ui, page, (column, idx), place(idx));
    }
    drag_ui(ui, page, (left, measures, head));
    paint::rule_below(ui.painter(), drawn, t.strong_rule());
}

fn column_ui(ui: &mut egui::Ui, page: &mut Page<'_>, (column, idx): (&Column, usize), place: Rect) {
    let t = Tokens::of(ui);
    let id = ui.scope_id().with(("head", column.player));
    let response = ui.interact(place, id, Sense::CLICK | Sense::DRAG);
    response.widget_info(|| {
        let words = format!("{}, {}", column.name, second_line(page.sheet, column));
        WidgetInfo::labeled(Role::ColumnHeader, true, words)
    });
    let dragged = page
        .state
        .dragged
        .is_some_and(|(player, _)| player == column.player);
    let fill = if response.hovered() || dragged || page.state.link.is_player(column.player) {
        Some(t.hover)
    } else {
        column.is_baseline.then_some(t.raised)
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(place, CornerRadius::ZERO, fill);
    }
    paint_head(ui, page.sheet, column, place);
    if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        let from = idx as f32 + 0.5;
        let to = from + (at.x - place.center().x) / place.width();
        let to = to
            .floor()
            .clamp(0.0, page.sheet.columns.len().saturating_sub(1) as f32);
        page.state.dragged = Some((column.player, to as usize));
    }
    if response.double_clicked() {
        page.view.show_player(column.player);
    }
    let wanted = page.state.menu == Some(column.player);
    if wanted {
        page.state.menu = None;
    }
    let opened = response.clicked() || response.secondary_clicked() || wanted;
    let response = response.on_hover_ui(|ui| hover_ui(ui, column));
    Popup::menu(&response)
        .open_memory(opened.then_some(egui::SetOpenCommand::Bool(true)))
        .accessible_name("Column")
        .show(|ui| {
            ui.set_width(220.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            menu_ui(ui, page, (column, idx), wanted);
        });
    let link = Link {
        row: None,
        player: Some(column.player),
    };
    page.state.zones.push(Zone { rect: place, link });
}

/// What stands under the name; the season where not everybody is looked at in the same.
fn second_line(sheet: &Sheet, column: &Column) -> String {
    let seasons = sheet.columns.iter().filter_map(|column| column.season);
    let differ = seasons.clone().max() != seasons.min();
    match column.season.filter(|_| differ) {
        Some(season) if column.is_baseline => format!("baseline, {season}"),
        Some(season) => season.to_string(),
        None => column.under(),
    }
}

fn paint_head(ui: &egui::Ui, sheet: &Sheet, column: &Column, place: Rect) {
    let t = Tokens::of(ui);
    let right = place.right() - space::XS - size::MARK_SLOT;
    let top = Rect::from_min_max(
        pos2(place.left(), place.top() + 6.0),
        pos2(right, place.top() + 22.0),
    );
    let name = paint::line(
        ui,
        &column.short,
        Type::Strong,
        t.text,
        place.width() - 34.0,
    );
    paint::put_right(ui.painter(), right, top, &name);
    let centre = pos2(right - name.size().x - 11.0, top.center().y);
    player_mark(ui.painter(), centre, 11.0, column.slot, !column.is_own(), t);
    let low = Rect::from_min_max(
        pos2(place.left(), place.bottom() - 20.0),
        pos2(right, place.bottom() - 4.0),
    );
    let ink = if column.warning.is_some() {
        t.warn
    } else {
        t.text3
    };
    let under = paint::line(
        ui,
        &second_line(sheet, column),
        Type::Note,
        ink,
        place.width() - space::S,
    );
    paint::put_right(ui.painter(), right, low, &under);
}

fn hover_ui(ui: &mut egui::Ui, column: &Column) {
    let t = Tokens::of(ui);
    ui.label(Type::Strong.rich(&column.name));
    let mut lines = Vec::new();
    if let (Some(season), Some(provider)) = (column.season, &column.provider) {
        lines.push(format!(
            "{}, {}, {provider}",
            season.long(),
            column.played_in
        ));
    }
    if let Some(minutes) = column.minutes {
        lines.push(format!(
            "{} minutes. {}",
            whole(minutes),
            column.sample.label()
        ));
    }
    lines.extend(column.warning.clone());
    lines.push("Drag to another place; click for more".to_owned());
    for line in lines {
        ui.label(Type::Note.rich(line).color(t.text2));
    }
}

/// What can be done with a column.
fn menu_ui(ui: &mut egui::Ui, page: &mut Page<'_>, (column, idx): (&Column, usize), by_key: bool) {
    let player = column.player;
    let words = if column.is_baseline {
        "Baseline no more"
    } else {
        "Pin as baseline"
    };
    let first = menu_item(ui, words, "B");
    if by_key {
        first.request_focus();
    }
    if first.clicked() {
        toggle_baseline(page, player);
    }
    if idx > 0 && menu_item(ui, "Move left", "Ctrl+Left").clicked() {
        page.edit(ComparisonEdit::MovePlayer(player, idx - 1));
    }
    if idx + 1 < page.sheet.columns.len() && menu_item(ui, "Move right", "Ctrl+Right").clicked() {
        page.edit(ComparisonEdit::MovePlayer(player, idx + 1));
    }
    if menu_item(ui, "Open profile", "Enter").clicked() {
        page.view.show_player(player);
    }
    if menu_item(ui, "Take out", "Delete").clicked() {
        page.edit(ComparisonEdit::RemovePlayer(player));
    }
    if column.seasons.len() > 1 {
        ui.separator();
        for season in &column.seasons {
            let now = if column.season == Some(*season) {
                "shown"
            } else {
                ""
            };
            if menu_item(ui, &format!("Season {}", season.long()), now).clicked() {
                page.edit(ComparisonEdit::SetSeason(player, Some(*season)));
            }
        }
    }
}

/// Pins a player as the one against whom differences are shown, or lets him go.
pub(super) fn toggle_baseline(page: &mut Page<'_>, player: PlayerId) {
    let next = (page.comparison.baseline != Some(player)).then_some(player);
    page.edit(ComparisonEdit::SetBaseline(next));
}

/// Shows where a dragged column would come to stand, and puts it there when it is let go.
fn drag_ui(ui: &egui::Ui, page: &mut Page<'_>, (left, measures, head): (f32, Measures, Rect)) {
    let Some((player, to)) = page.state.dragged else {
        return;
    };
    let Some(from) = page.sheet.column_of(player) else {
        page.state.dragged = None;
        return;
    };
    let edge = if to > from { to + 1 } else { to };
    let x = left + measures.column * edge as f32;
    let line = Stroke::new(2.0, Tokens::of(ui).accent);
    if to != from {
        ui.painter().vline(x, head.y_range(), line);
    }
    ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    if ui.input(|input| input.pointer.any_released()) {
        page.state.dragged = None;
        if to != from {
            page.edit(ComparisonEdit::MovePlayer(player, to));
        }
        ui.memory_mut(|memory| memory.request_focus(matrix_id()));
    }
}
