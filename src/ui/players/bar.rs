//! The bar above the table: filter, count, selection, view, columns, marks.

use eframe::egui;
use egui::{
    Align, CornerRadius, EventFilter, Frame, Id, Key, Layout, Margin, Modifiers, Rect, Sense,
    Stroke, StrokeKind, TextEdit, UiBuilder, vec2,
};

use super::{Page, TableState, chooser, menu, table_id, views};
use crate::domain::figures::whole;
use crate::domain::roster::Query;
use crate::editor::action::Action;
use crate::ui::ViewCtx;
use crate::ui::compare::compare_marked;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::paint;

const FILTER: f32 = 300.0;
const NARROW_FILTER: f32 = 200.0;

/// The bar.
pub(super) fn bar_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let t = Tokens::of(ui);
    let all = ui.max_rect();
    let below = all.bottom() - 0.5;
    ui.painter().hline(all.x_range(), below, t.strong_rule());
    let inner = all.shrink2(vec2(space::M, 0.0));
    // The right side first: what is left over is the room for words.
    let right = UiBuilder::new()
        .id_salt("right")
        .max_rect(inner)
        .layout(Layout::right_to_left(Align::Center));
    let mut right = ui.new_child(right);
    right.spacing_mut().item_spacing.x = space::S;
    marks_ui(&mut right, page);
    chooser::chooser_ui(&mut right, page);
    views::views_ui(&mut right, page);
    menu::selection_ui(&mut right, page);
    let room = inner.with_max_x(right.min_rect().left() - space::S);
    let left = UiBuilder::new()
        .id_salt("left")
        .max_rect(room)
        .layout(Layout::left_to_right(Align::Center));
    let mut left = ui.new_child(left);
    left.spacing_mut().item_spacing.x = space::S;
    let width = if page.ctx.narrow {
        NARROW_FILTER
    } else {
        FILTER
    };
    filter_ui(&mut left, page.state, width.min(room.width()));
    count_ui(&mut left, page.ctx, &page.state.query);
}

fn filter_id() -> Id {
    Id::unique("players filter")
}

fn filter_ui(ui: &mut egui::Ui, state: &mut TableState, width: f32) {
    let t = Tokens::of(ui);
    let id = filter_id();
    if std::mem::take(&mut state.focus_filter) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
    let focused = ui.memory(|memory| memory.has_focus(id));
    let edge = if focused { t.accent } else { t.ctl };
    let corner = CornerRadius::same(radius::CONTROL);
    ui.painter().rect(
        rect,
        corner,
        t.panel,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
    let sign = egui::pos2(rect.left() + 14.0, rect.center().y);
    Icon::Search.paint_at(ui.painter(), sign, 14.0, t.text3);
    if focused {
        filter_keys(ui, state);
    }
    let field = Rect::from_min_max(
        egui::pos2(rect.left() + 26.0, rect.top()),
        egui::pos2(rect.right() - size::CONTROL, rect.bottom()),
    );
    let mut child = ui.new_child(UiBuilder::new().max_rect(field));
    let hint = if width < FILTER {
        "Filter, as cb contract<12"
    } else {
        "Filter, for example cb contract<12 konate"
    };
    let edit = TextEdit::singleline(&mut state.query)
        .id(id)
        .font(Type::Body.font())
        .hint_text(Type::Body.rich(hint).color(t.text3))
        .frame(Frame::NONE.inner_margin(Margin::symmetric(0, 4)))
        .desired_width(field.width())
        .event_filter(EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: false,
            escape: true,
        });
    let response = child.add(edit).accessible_name("Filter players");
    if focused {
        paint::focus_ring(ui, rect, radius::CONTROL);
    }
    if !state.query.is_empty() {
        let place = rect.with_min_x(rect.right() - size::CONTROL);
        let mut child = ui.new_child(UiBuilder::new().id_salt("clear").max_rect(place));
        if icon_button(&mut child, Icon::Close, "Clear filter").clicked() {
            state.query.clear();
            response.request_focus();
        }
    }
}

/// Down and Enter lead to the rows; Esc clears, and a second time leads back to the rows.
fn filter_keys(ui: &egui::Ui, state: &mut TableState) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to_rows = pressed(Key::ArrowDown) || pressed(Key::Enter);
    let escape = pressed(Key::Escape);
    if escape && !state.query.is_empty() {
        state.query.clear();
    } else if escape || to_rows {
        ui.memory_mut(|memory| memory.request_focus(table_id()));
        state.scroll = true;
    }
}

/// What of the filter could not be read, and how many players pass.
fn count_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, query: &str) {
    let t = Tokens::of(ui);
    let query = Query::parse(query);
    let arranged = ctx.editor.arranged();
    let (some, all) = (arranged.players, arranged.roster.rows().len());
    let plural = if all == 1 { "" } else { "s" };
    let words = format!(
        "{} of {} player{plural}",
        whole(some as f64),
        whole(all as f64)
    );
    ui.add(egui::Label::new(Type::Note.rich(words).color(t.text2)).truncate());
    if let Some(problem) = query.problems().first() {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        Icon::Warning.paint(ui.painter(), rect, t.warn);
        let words = Type::Note.rich(problem).color(t.warn);
        ui.add(egui::Label::new(words).truncate())
            .on_hover_text(query.problems().join("\n"));
    }
}

/// How many players are marked for comparison.
fn marks_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    if page.view.marked.is_empty() {
        return;
    }
    if icon_button(ui, Icon::Close, "Clear marks").clicked() {
        page.view.marked.clear();
    }
    let names: Vec<&str> = page
        .view
        .marked
        .iter()
        .filter_map(|id| page.ctx.dossier.player(*id))
        .map(|player| player.name.as_str())
        .collect();
    let button = Button::quiet("Compare").icon(Icon::Compare);
    if button
        .shortcut(Action::CompareMarked.keys())
        .ui(ui)
        .clicked()
    {
        compare_marked(page.ctx, page.view, page.out);
        return;
    }
    let words = format!("{} marked", page.view.marked.len());
    ui.label(Type::Body.rich(words))
        .on_hover_text(names.join("\n"));
}
