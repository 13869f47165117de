//! Which rows the table shows, and in which order.

use eframe::egui;
use egui::ScrollArea;

use super::Page;
use super::bar::cut;
use crate::domain::compare::{RowName, Sheet};
use crate::domain::comparison::Comparison;
use crate::domain::edit::ComparisonEdit;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::fields::search_field;
use crate::ui::widgets::menu::{is_sheet_open, sheet_below};

/// The button and its list. A choice is kept in the comparison.
pub(super) fn rows_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let shown: Vec<String> = page.sheet.rows().map(|row| row.key.clone()).collect();
    let button = Button::sign(Icon::Filter, "Rows").ui(ui);
    if !is_sheet_open(&button) {
        page.state.search.clear();
    }
    sheet_below(&button, "Rows", 320.0, |ui| {
        search_field(ui, &mut page.state.search, "Search rows");
        ui.add_space(space::XS);
        let area = ScrollArea::vertical()
            .max_height(400.0)
            .auto_shrink([false, true]);
        let picked = area
            .show(ui, |ui| list_ui(ui, page.sheet, &shown, &page.state.search))
            .inner;
        ui.add_space(space::XS);
        ui.separator();
        let usual = page.comparison.rows.is_empty();
        let reset = Button::quiet("Usual rows")
            .disabled_because(usual.then_some("shown now"))
            .ui(ui);
        let rows = if reset.clicked() {
            Some(Vec::new())
        } else {
            picked.or(others_ui(ui, page.ctx, page.comparison))
        };
        if let Some(rows) = rows {
            page.edit(ComparisonEdit::SetRows(rows));
        }
    });
}

/// The rows that were chosen for other comparisons; those of the one that is picked.
fn others_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, comparison: &Comparison) -> Option<Vec<String>> {
    let all = ctx.dossier.comparisons.values();
    let chosen = all.filter(|other| {
        other.id != comparison.id && !other.rows.is_empty() && other.rows != comparison.rows
    });
    let mut picked = None;
    for other in chosen {
        let words = format!("Rows of {}", cut(&other.name, 30));
        if Button::bare(&words).ui(ui).clicked() {
            picked = Some(other.rows.clone());
        }
    }
    picked
}

/// The rows; what they are after a choice.
fn list_ui(
    ui: &mut egui::Ui,
    sheet: &Sheet,
    shown: &[String],
    search: &str,
) -> Option<Vec<String>> {
    let wanted = search.trim().to_lowercase();
    let found = |row: &&RowName| row.label.to_lowercase().contains(&wanted);
    let mut picked = None;
    let mut heading = None;
    for row in sheet.choice.iter().filter(found) {
        if heading != Some(row.group) {
            heading = Some(row.group);
            ui.add_space(space::XS);
            ui.label(
                Type::NoteStrong
                    .rich(row.group.label())
                    .color(Tokens::of(ui).text2),
            );
        }
        let place = shown.iter().position(|key| *key == row.key);
        ui.push_id(&row.key, |ui| {
            ui.horizontal(|ui| {
                let mut on = place.is_some();
                let mut words = Type::Body.rich(&row.label);
                if !row.filled {
                    words = words.color(Tokens::of(ui).text3);
                }
                let tick = ui.checkbox(&mut on, words);
                let tick = if row.filled {
                    tick
                } else {
                    tick.on_hover_text("Empty for everybody here")
                };
                if tick.changed() {
                    picked = Some(with(sheet, shown, &row.key, on));
                }
                let Some(place) = place else { return };
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let above = neighbour(sheet, shown, place, -1);
                    let below = neighbour(sheet, shown, place, 1);
                    let down = format!("Move {} down", row.label);
                    if below.is_some() && icon_button(ui, Icon::ArrowDown, &down).clicked() {
                        picked = below.map(|other| swapped(shown, place, other));
                    }
                    let up = format!("Move {} up", row.label);
                    if above.is_some() && icon_button(ui, Icon::ArrowUp, &up).clicked() {
                        picked = above.map(|other| swapped(shown, place, other));
                    }
                });
            });
        });
    }
    picked
}

/// The shown rows with one more or one less. A new one stands where the usual order has it.
fn with(sheet: &Sheet, shown: &[String], key: &str, on: bool) -> Vec<String> {
    let mut rows: Vec<String> = shown
        .iter()
        .filter(|other| *other != key)
        .cloned()
        .collect();
    if on {
        let place = |key: &str| sheet.choice.iter().position(|row| row.key == key);
        let at = rows.iter().position(|other| place(other) > place(key));
        rows.insert(at.unwrap_or(rows.len()), key.to_owned());
    }
    rows
}

/// The place of the next row of the same group in a direction.
fn neighbour(sheet: &Sheet, shown: &[String], place: usize, step: isize) -> Option<usize> {
    let group = |place: usize| {
        let key = shown.get(place)?;
        sheet
            .choice
            .iter()
            .find(|row| row.key == *key)
            .map(|row| row.group)
    };
    let other = place.checked_add_signed(step)?;
    (group(other).is_some() && group(other) == group(place)).then_some(other)
}

fn swapped(shown: &[String], one: usize, other: usize) -> Vec<String> {
    let mut rows = shown.to_vec();
    rows.swap(one, other);
    rows
}
