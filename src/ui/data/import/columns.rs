//! The fourth step: what each column holds.

use eframe::egui;
use egui::{Align, Layout, ScrollArea, Sense, vec2};

use super::field_choice::field_choice;
use super::{ImportState, Shown};
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::mapping::MappedColumn;
use crate::ui::data::cells::{Slot, header_ui};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::section_heading;

/// Rows in view at once.
const ROWS: usize = 12;
/// Cells that stand for a column.
const SAMPLES: usize = 4;
const ROW: f32 = size::ROW + 2.0;

/// Which columns are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Listed {
    /// All.
    #[default]
    All,
    /// Those that are read.
    Read,
    /// Those that are left out.
    LeftOut,
}

/// The step; the choices that a person made in it.
pub(super) fn columns_ui(
    ui: &mut egui::Ui,
    state: &mut ImportState,
    shown: &Shown<'_>,
    draft: &Draft,
) -> Option<Choices> {
    let columns = &draft.mapping.columns;
    let read = columns
        .iter()
        .filter(|column| column.field.is_some())
        .count();
    let left_out = columns.len() - read;
    section_heading(ui, "Columns", "what each of them holds");
    let words = [
        format!("All {}", columns.len()),
        format!("Read {read}"),
        format!("Left out {left_out}"),
    ];
    let [all, some, rest] = &words;
    let items = [
        (Listed::All, all.as_str()),
        (Listed::Read, some.as_str()),
        (Listed::LeftOut, rest.as_str()),
    ];
    choice(ui, "Columns shown", &items, &mut state.listed);
    ui.add_space(space::XS);
    ui.spacing_mut().item_spacing.y = 0.0;
    let slots = slots(ui.available_width(), shown.narrow);
    let names = ["Column", "First values", "Holds", "", "Why"];
    header_ui(ui, &slots, names);
    let listed: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| match state.listed {
            Listed::All => true,
            Listed::Read => column.field.is_some(),
            Listed::LeftOut => column.field.is_none(),
        })
        .map(|(idx, _)| idx)
        .collect();
    let mut chosen = None;
    ScrollArea::vertical()
        .id_salt("import columns")
        .max_height(ROWS as f32 * ROW)
        .min_scrolled_height(ROWS as f32 * ROW)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, listed.len(), |ui, range| {
            for column in listed.get(range).unwrap_or_default() {
                let top = ui.cursor().min;
                let row = egui::Rect::from_min_size(top, vec2(ui.available_width(), ROW));
                state.keep_neighbours(ui, row);
                if let Some(choices) = row_ui(ui, state, shown, draft, *column, &slots) {
                    chosen = Some(choices);
                }
            }
        });
    chosen
}

fn slots(width: f32, narrow: bool) -> [Slot; 5] {
    if narrow {
        Slot::row(width, [150.0, 0.0, 200.0, 24.0, 220.0])
    } else {
        Slot::row(width, [200.0, 0.0, 240.0, 24.0, 340.0])
    }
}

fn row_ui(
    ui: &mut egui::Ui,
    state: &mut ImportState,
    shown: &Shown<'_>,
    draft: &Draft,
    column: usize,
    slots: &[Slot; 5],
) -> Option<Choices> {
    let mapped = draft.mapping.columns.get(column)?;
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), ROW);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let [name, samples, holds, sign, why] = slots;
    let ink = if mapped.field.is_some() {
        t.text
    } else {
        t.text2
    };
    name.put(ui, rect, &mapped.header, Type::Body, ink);
    let cells = draft.table.column_cells(column);
    let cells = cells.filter(|cell| !cell.is_empty()).take(SAMPLES);
    let words = cells.collect::<Vec<_>>().join(" · ");
    samples.put(ui, rect, &words, Type::Body, t.text3);
    if mapped.field.is_some() {
        let centre = sign.rect(rect).center();
        Icon::Check.paint_at(ui.painter(), centre, 12.0, t.text2);
    }
    why.put(ui, rect, &why_words(mapped), Type::Body, t.text2);
    paint::rule_below(ui.painter(), rect, t.rule());

    let builder = egui::UiBuilder::new()
        .id_salt(("holds", column))
        .max_rect(holds.rect(rect))
        .layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    let picked = field_choice(
        &mut child,
        &mut state.field_search,
        &mapped.header,
        mapped.field.as_ref(),
        draft.kind.value,
    )?;
    let mut next = shown.choices.clone();
    next.columns.insert(mapped.header.clone(), picked);
    Some(next)
}

fn why_words(mapped: &MappedColumn) -> String {
    let mut words = vec![mapped.why.clone()];
    if mapped.per_90 {
        words.push("for 90 minutes".to_owned());
    }
    if let Some(currency) = mapped.currency {
        words.push(currency.code().to_owned());
    }
    if mapped.power == Some(6) {
        words.push("in millions".to_owned());
    } else if mapped.power == Some(3) {
        words.push("in thousands".to_owned());
    }
    words.join("; ")
}
