//! The last step: what would change, by outcome; each group opens to its rows.

use eframe::egui;
use egui::{Role, ScrollArea, Sense, WidgetInfo, vec2};

use super::{ImportState, note_ui};
use crate::domain::figures;
use crate::domain::figures::counted;
use crate::editor::imports::Planned;
use crate::import::plan::Outcome;
use crate::ui::data::cells::Slot;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{row_ground, section_heading};

/// Rows in view at once.
const ROWS: usize = 10;

/// A group that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// The rows of an outcome.
    Rows(Outcome),
    /// Cells that cannot be read.
    Cells,
    /// What a person should know of single rows.
    Notes,
}

/// The step.
pub(super) fn changes_ui(ui: &mut egui::Ui, state: &mut ImportState, planned: &Planned) {
    let plan = &planned.plan;
    let note = format!(
        "{}; nothing has changed yet",
        counted(plan.rows.len(), "row")
    );
    section_heading(ui, "What would change", &note);
    for remark in &plan.remarks {
        note_ui(ui, remark);
    }
    if !plan.remarks.is_empty() {
        ui.add_space(space::XS);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for outcome in Outcome::ALL {
        let rows = planned.groups.get(&outcome).map(Vec::as_slice);
        let rows = rows.unwrap_or_default();
        let group = Group::Rows(outcome);
        if !group_ui(ui, state, group, rows.len(), says(outcome)) {
            continue;
        }
        list_ui(ui, outcome.label(), rows.len(), |idx| {
            let row = plan.rows.get(*rows.get(idx)?)?;
            Some([row.row.to_string(), row.who.clone(), row.text.clone()])
        });
    }
    let says_of_cells = "their rows still count";
    if group_ui(ui, state, Group::Cells, plan.cells.len(), says_of_cells) {
        list_ui(ui, "cells", plan.cells.len(), |idx| {
            let (row, cell) = plan.cells.get(idx)?;
            let written = format!("{}, “{}”", cell.column, cell.text);
            Some([row.to_string(), written, cell.why.clone()])
        });
    }
    let says_of_notes = "kept with the values as a note";
    if group_ui(ui, state, Group::Notes, plan.notes.len(), says_of_notes) {
        list_ui(ui, "notes", plan.notes.len(), |idx| {
            let (row, note) = plan.notes.get(idx)?;
            Some([row.to_string(), String::new(), note.clone()])
        });
    }
}

impl Group {
    fn label(self) -> String {
        match self {
            Self::Rows(outcome) => {
                let mut words = outcome.label().to_owned();
                if let Some(first) = words.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                words
            }
            Self::Cells => "Refused cells".to_owned(),
            Self::Notes => "To know".to_owned(),
        }
    }
}

/// What an outcome means for the dossier.
fn says(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "a player, an injury, a transfer, a value or figures that were not there",
        Outcome::Changed => "adds a reading to what the dossier says",
        Outcome::Conflicting => "disagrees with another source; both are kept, and it is a finding",
        Outcome::Unchanged => "the dossier says that already",
        Outcome::Doubtful => "waits until you say who he is",
        Outcome::LeftOut => "not in the dossier, none of ours, or of another day",
        Outcome::Refused => "nothing can be taken from it",
    }
}

/// The row of a group; true if it is open.
fn group_ui(
    ui: &mut egui::Ui,
    state: &mut ImportState,
    group: Group,
    count: usize,
    note: &str,
) -> bool {
    if count == 0 {
        return false;
    }
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let mut open = state.open == Some(group);
    if response.clicked() {
        open = !open;
        state.open = open.then_some(group);
    }
    let label = group.label();
    response.widget_info(|| {
        let name = format!("{label}, {count}. {note}");
        WidgetInfo::selected(Role::Button, true, open, name)
    });
    ui.accesskit_node_builder(response.id, |node| node.set_expanded(open));
    row_ground(ui, rect, &response, false);
    let icon = if open {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    let centre = egui::pos2(rect.left() + 12.0, rect.center().y);
    icon.paint_at(ui.painter(), centre, 12.0, t.text3);
    let [_, name, number, words] = Slot::row(rect.width(), [16.0, 120.0, -72.0, 0.0]);
    name.put(ui, rect, &label, Type::Strong, t.text);
    number.put(ui, rect, &figures::count(count), Type::Strong, t.text);
    let ink = match group {
        Group::Rows(Outcome::Refused) | Group::Cells => t.error,
        Group::Rows(Outcome::Conflicting | Outcome::Doubtful) => t.warn,
        Group::Rows(_) | Group::Notes => t.text2,
    };
    words.put(ui, rect, note, Type::Body, ink);
    open
}

/// The rows of an open group; those in view alone are drawn.
fn list_ui(
    ui: &mut egui::Ui,
    name: &str,
    count: usize,
    row: impl Fn(usize) -> Option<[String; 3]>,
) {
    let t = Tokens::of(ui);
    ScrollArea::vertical()
        .id_salt(("import group", name))
        .max_height(ROWS as f32 * size::DENSE_ROW)
        .min_scrolled_height(ROWS as f32 * size::DENSE_ROW)
        .auto_shrink([false, true])
        .show_rows(ui, size::DENSE_ROW, count, |ui, range| {
            for [number, who, text] in range.filter_map(&row) {
                let wanted = vec2(ui.available_width(), size::DENSE_ROW);
                let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
                response.widget_info(|| {
                    let name = format!("Row {number}, {who}. {text}");
                    WidgetInfo::labeled(Role::Row, true, name)
                });
                let [_, at, name, words] = Slot::row(rect.width(), [16.0, -56.0, 260.0, 0.0]);
                at.put(ui, rect, &number, Type::Note, t.text3);
                name.put(ui, rect, &who, Type::Body, t.text);
                words.put(ui, rect, &text, Type::Body, t.text2);
                paint::rule_below(ui.painter(), rect, t.rule());
                if !text.is_empty() {
                    response.on_hover_text(&text);
                }
            }
        });
    ui.add_space(space::XS);
}
