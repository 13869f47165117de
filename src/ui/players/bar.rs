//! The bar above the table: filter, views, columns, marks.

use std::sync::Arc;

use eframe::egui;
use egui::{Align, Id, Layout};

use super::TableState;
use crate::domain::comparison::SavedView;
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::finding::counted;
use crate::domain::roster::{Column, Direction, Query, arrangement_of};
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::menu::{menu_below, menu_item};

const FILTER: f32 = 300.0;
const HEIGHT: f32 = 40.0;
/// Refused cells that are listed.
const REFUSED: usize = 5;

/// The bar.
pub fn bar_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    ui.allocate_ui_with_layout(
        egui::vec2(ui.available_width(), HEIGHT),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.add_space(space::M);
            filter_ui(ui, ctx, table);
            let all = ctx.dossier.players.len();
            let words = format!("{} of {all} players", ctx.editor.arranged().players);
            ui.label(Type::Note.rich(words).color(t.text2));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::M);
                marks_ui(ui, view);
                columns_ui(ui, ctx, view, table, columns);
                views_ui(ui, ctx, view, table, columns, out);
            });
        },
    );
    problems_ui(ui, table);
    let bottom = ui.min_rect().bottom() - 0.5;
    ui.painter()
        .hline(ui.max_rect().x_range(), bottom, t.strong_rule());
}

fn filter_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, table: &mut TableState) {
    let width = if ctx.narrow { FILTER * 0.7 } else { FILTER };
    let edit = egui::TextEdit::singleline(&mut table.query)
        .id(Id::unique("player filter"))
        .hint_text("Filter, for example: cb contract<12 konate")
        .margin(egui::Margin {
            left: 26,
            right: 8,
            top: 4,
            bottom: 4,
        })
        .desired_width(width);
    let response = ui.add(edit);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter players"));
    let centre = egui::pos2(response.rect.left() + 14.0, response.rect.center().y);
    Icon::Search.paint_at(ui.painter(), centre, 14.0, Tokens::of(ui).text3);
    if std::mem::take(&mut table.focus_filter) {
        response.request_focus();
    }
}

/// What the filter does not understand, and what the last paste could not take.
fn problems_ui(ui: &mut egui::Ui, table: &mut TableState) {
    let t = Tokens::of(ui);
    let query = Query::parse(&table.query);
    for problem in query.problems() {
        ui.horizontal(|ui| {
            ui.add_space(space::M);
            ui.label(Type::Note.rich(problem).color(t.warn));
        });
    }
    if table.refused.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        ui.add_space(space::M);
        let words = format!("Not taken: {}", counted(table.refused.len(), "pasted cell"));
        ui.label(Type::NoteStrong.rich(words).color(t.warn));
        if Button::bare("Close").ui(ui).clicked() {
            table.refused.clear();
        }
    });
    for cell in table.refused.iter().take(REFUSED) {
        ui.horizontal(|ui| {
            ui.add_space(space::M);
            let words = format!(
                "Row {}, {}: “{}”. {}",
                cell.row, cell.column, cell.text, cell.why
            );
            ui.label(Type::Note.rich(words).color(t.text2));
        });
    }
    ui.add_space(space::XS);
}

fn marks_ui(ui: &mut egui::Ui, view: &mut ViewState) {
    if view.marked.is_empty() {
        return;
    }
    let words = format!("{} marked", view.marked.len());
    let button = Button::quiet(&words)
        .icon(Icon::Close)
        .hint("Takes the marks for comparison back");
    if button.ui(ui).clicked() {
        view.marked.clear();
    }
}

fn columns_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
) {
    let words = format!("{} of {} columns", columns.len(), Column::ALL.len());
    let button = Button::quiet(&words).icon(Icon::Columns).ui(ui);
    let popup =
        egui::Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(240.0);
        let search =
            egui::TextEdit::singleline(&mut table.column_search).hint_text("Search columns");
        let search = ui.add(search.desired_width(f32::INFINITY));
        search.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Search columns")
        });
        let wanted = table.column_search.to_lowercase();
        egui::ScrollArea::vertical()
            .max_height(360.0)
            .show(ui, |ui| {
                for column in Column::ALL
                    .iter()
                    .copied()
                    .filter(|column| *column != Column::Name)
                {
                    if !column.label().to_lowercase().contains(&wanted) {
                        continue;
                    }
                    let mut on = columns.contains(&column);
                    let empty = if ctx.derived.roster.has(column) {
                        ""
                    } else {
                        " (empty)"
                    };
                    let words = format!("{}{empty}", column.label());
                    if ui
                        .checkbox(&mut on, words)
                        .on_hover_text(column.definition())
                        .changed()
                    {
                        let chosen = columns.iter().copied().filter(|other| *other != column);
                        let mut chosen: Vec<String> =
                            chosen.map(|column| column.key().to_owned()).collect();
                        if on {
                            chosen.push(column.key().to_owned());
                        }
                        view.settings.columns = chosen;
                    }
                }
            });
        if ui.button("The usual columns").clicked() {
            view.settings.columns.clear();
        }
    });
}

fn views_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    table: &mut TableState,
    columns: &[Column],
    out: &mut Commands,
) {
    let button = Button::quiet("View")
        .chevron()
        .hint("Saved filters, columns and orders")
        .ui(ui);
    menu_below(&button, |ui| {
        ui.set_min_width(240.0);
        if menu_item(ui, "All players, usual columns", "").clicked() {
            view.settings.columns.clear();
            table.query.clear();
            table.sort.clear();
            ui.close();
        }
        for saved in ctx.dossier.views.values() {
            if menu_item(ui, &saved.name, "").clicked() {
                let (columns, arrangement) = arrangement_of(saved);
                view.settings.columns = columns
                    .iter()
                    .map(|column| column.key().to_owned())
                    .collect();
                table.query = arrangement.query;
                table.sort = arrangement.sort;
                ui.close();
            }
        }
        let grouped = if table.grouped {
            "Without groups"
        } else {
            "In groups by role"
        };
        if menu_item(ui, grouped, "").clicked() {
            table.grouped = !table.grouped;
            ui.close();
        }
        ui.separator();
        ui.label(
            Type::Note
                .rich("Save this view as")
                .color(Tokens::of(ui).text2),
        );
        let field = DraftField::new("Name of the view", "").hint("name");
        let name = field.ui(ui, |text| Ok(text.trim().to_owned())).committed;
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            let saved = saved_view(ctx, name, table, columns);
            out.edit(Edit::Put(Record::View(Arc::new(saved))));
            ui.close();
        }
        for saved in ctx.dossier.views.values() {
            if menu_item(ui, &format!("Remove “{}”", saved.name), "").clicked() {
                out.edit(Edit::Remove(RecordRef::View(saved.id)));
                ui.close();
            }
        }
        ui.add_space(size::DENSE_ROW / 4.0);
    });
}

fn saved_view(
    ctx: &ViewCtx<'_>,
    name: String,
    table: &TableState,
    columns: &[Column],
) -> SavedView {
    let sort = table
        .sort
        .iter()
        .map(|(column, direction)| match direction {
            Direction::Up => column.key().to_owned(),
            Direction::Down => format!("-{}", column.key()),
        });
    SavedView {
        id: ctx.new_id(),
        name,
        columns: columns
            .iter()
            .map(|column| column.key().to_owned())
            .collect(),
        sort: sort.collect(),
        filter: table.query.clone(),
        extra: Extra::new(),
    }
}
