//! Which columns the table shows.

use eframe::egui;
use egui::ScrollArea;

use super::Page;
use crate::domain::roster::Column;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::{Button, quiet_button};
use crate::ui::widgets::fields::search_field;
use crate::ui::widgets::menu::{is_sheet_open, sheet_below};

/// The button and its list.
pub(super) fn chooser_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let words = format!("{} of {} columns", page.columns.len(), Column::ALL.len());
    let button = Button::quiet(&words).icon(Icon::Columns).ui(ui);
    if !is_sheet_open(&button) {
        page.state.column_search.clear();
    }
    sheet_below(&button, "Columns", 260.0, |ui| {
        search_field(ui, &mut page.state.column_search, "Search columns");
        ui.add_space(space::XS);
        let area = ScrollArea::vertical()
            .max_height(360.0)
            .auto_shrink([false, true]);
        area.show(ui, |ui| list_ui(ui, page));
        ui.add_space(space::XS);
        ui.separator();
        let usual = page.view.settings.columns.is_empty();
        let reset = Button::quiet("Usual columns")
            .disabled_because(usual.then_some("shown now"))
            .ui(ui);
        if reset.clicked() {
            page.view.settings.columns.clear();
        }
    });
}

fn list_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let wanted = page.state.column_search.trim().to_lowercase();
    let found = |column: &&Column| column.label().to_lowercase().contains(&wanted);
    let mut any = false;
    for column in Column::ALL.iter().filter(found) {
        any = true;
        let mut on = page.columns.contains(column);
        let empty = !page.ctx.derived.roster.has(*column);
        let mut words = Type::Body.rich(column.label());
        if empty {
            words = words.color(Tokens::of(ui).text3);
        }
        let fixed = *column == Column::Name;
        let tick = ui.add_enabled(!fixed, egui::Checkbox::new(&mut on, words));
        let tick = tick.on_hover_text(column.definition());
        let tick = if empty {
            tick.on_hover_text("Empty for every player so far")
        } else {
            tick
        };
        if tick.changed() {
            page.view.settings.columns = keys(&with(page.columns, *column, on));
        }
    }
    if !any {
        ui.label(
            Type::Body
                .rich("No such column")
                .color(Tokens::of(ui).text2),
        );
    }
}

/// The columns with one more or one less. A new one stands before those that follow it in the list.
pub(super) fn with(columns: &[Column], column: Column, on: bool) -> Vec<Column> {
    let mut columns = columns.to_vec();
    columns.retain(|other| *other != column);
    if on {
        let at = columns.iter().position(|other| *other > column);
        columns.insert(at.unwrap_or(columns.len()), column);
    }
    columns
}

/// The names under which columns are kept.
pub(super) fn keys(columns: &[Column]) -> Vec<String> {
    columns
        .iter()
        .map(|column| column.key().to_owned())
        .collect()
}

/// The quiet button of a popup that does one thing and closes it.
pub(super) fn closing_button(ui: &mut egui::Ui, words: &str) -> bool {
    let clicked = quiet_button(ui, words).clicked();
    if clicked {
        ui.close();
    }
    clicked
}
