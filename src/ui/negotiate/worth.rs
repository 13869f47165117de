//! What each package comes to: headline, guaranteed, expected, worth to each side, books, and the
//! rules of the date.

mod columns;
mod flags;
mod grid;

use std::collections::BTreeSet;

use eframe::egui;

pub use self::columns::PackageFigure;

use self::columns::{BOOKS, OURS, THEIRS};
use self::grid::{Row, grid_ui};
use super::Shown;
use crate::chart::figures::signed;
use crate::domain::deal::scenario::Evaluation;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::{MarkKind, basis_mark};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::menu::{menu_below, menu_item, menu_item_off};
use crate::ui::widgets::rows::{empty_state, section_heading_with};

/// The table, a column for each package.
pub fn worth_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    _out: &mut Commands,
) {
    section_heading_with(ui, "What it is worth", "", |ui| {
        copy_ui(ui, shown);
        basis_mark(ui, MarkKind::Assumed);
        ui.label(Type::Note.rich("= from").color(Tokens::of(ui).text3));
    });
    let Some(evaluation) = shown.evaluation() else {
        return;
    };
    if evaluation.packages.is_empty() {
        let words = "Add a package at the left. Its fee, instalments and add-ons then show what it is worth today to each side, \
                     what it costs a year, and whether the rules allow it.";
        empty_state(ui, "No package yet", words, None);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    grid_ui(ui, ctx, shown, &rows(evaluation, view), view);
    ui.add_space(space::S);
    notes_ui(ui, shown, view);
    flags::flags_ui(ui, shown, view);
}

fn rows(evaluation: &Evaluation, view: &ViewState) -> Vec<Row> {
    let asked = |figures: &[PackageFigure]| {
        let asked = figures.iter().filter(|figure| figure.is_asked(evaluation));
        asked.map(|figure| Row::Figure(*figure)).collect::<Vec<_>>()
    };
    if view.negotiate.from_their_chair {
        return asked(THEIRS);
    }
    let mut rows = asked(OURS);
    rows.push(Row::Heading("Our books"));
    rows.extend(asked(BOOKS));
    let packages = evaluation.packages.iter();
    let seasons: BTreeSet<&String> = packages
        .flat_map(|found| found.amortisation.keys())
        .collect();
    if !seasons.is_empty() {
        rows.push(Row::Heading("Amortisation by season"));
        rows.extend(
            seasons
                .into_iter()
                .map(|season| Row::Season(season.clone())),
        );
    }
    rows
}

/// What a reader of the chosen package must know.
fn notes_ui(ui: &mut egui::Ui, shown: &Shown, view: &ViewState) {
    let t = Tokens::of(ui);
    let chosen = view.negotiate.chosen_package(shown);
    let Some(found) = chosen.and_then(|idx| shown.figures(idx)) else {
        return;
    };
    let mut say = |words: &str, ink| {
        ui.add(egui::Label::new(Type::Note.rich(words).color(ink)).wrap());
    };
    if let Some(why) = &found.problem {
        say(why, t.error);
    }
    if let (Some(ours), Some(theirs)) = (found.buyer_gain, found.seller_gain)
        && !view.negotiate.from_their_chair
    {
        let words = gains_text(&found.name, ours, theirs);
        say(&words, t.text2);
    }
    if let Some(matches) = &found.per_90 {
        let high = matches.high.map_or_else(
            || "no matches at all".to_owned(),
            |high| format!("{high:.2}"),
        );
        let words = format!(
            "Cost per expected 90: {:.1} full league matches; {:.2} to {high} if he is fit in 15 points more or less of the season",
            matches.expected_90s, matches.low
        );
        say(&words, t.text3);
    }
    for remark in &found.remarks {
        say(&remark.text, t.text3);
    }
    if let Some(rates) = &found.exchange {
        let names: Vec<&str> = rates
            .currencies
            .iter()
            .map(|currency| currency.code())
            .collect();
        let words = format!(
            "Stated partly in {}: worth today to us {:.2} to {:.2} if it loses or gains 5 %",
            names.join(", "),
            rates.at_low,
            rates.at_high
        );
        say(&words, t.text3);
    }
}

/// Who gains what, in one sentence.
fn gains_text(name: &str, ours: f64, theirs: f64) -> String {
    let even = |gain: f64| gain.abs() < 0.005;
    match (ours, theirs) {
        (ours, theirs) if even(ours) && even(theirs) => {
            format!("{name} holds each side just at its own limit")
        }
        (ours, theirs) if ours >= -0.005 && theirs >= -0.005 => format!(
            "{name} leaves both sides better off on these assumptions: {} for us, {} for them",
            signed(ours, 2),
            signed(theirs, 2)
        ),
        (ours, theirs) => format!(
            "On these assumptions {name} leaves us {} and them {} against the best alternative",
            signed(ours, 2),
            signed(theirs, 2)
        ),
    }
}

/// The figures as text for a table. What was not sent, and what we think of it, goes along only if
/// it is asked for.
fn copy_ui(ui: &mut egui::Ui, shown: &Shown) {
    let button = Button::bare("Copy").chevron().ui(ui);
    menu_below(&button, |ui| {
        let sent = table_text(shown, true);
        match &sent {
            Some(text) => {
                if menu_item(ui, "Headline and guaranteed of sent packages", "").clicked() {
                    ui.ctx().copy_text(text.clone());
                }
            }
            None => {
                menu_item_off(
                    ui,
                    "Headline and guaranteed of sent packages",
                    "none was sent",
                );
            }
        }
        if menu_item(ui, "All figures of all packages, confidential", "").clicked()
            && let Some(text) = table_text(shown, false)
        {
            ui.ctx().copy_text(text);
        }
    });
}

/// The table with tabs; `None` if it has no column.
fn table_text(shown: &Shown, is_open: bool) -> Option<String> {
    let packages = shown.negotiation.packages.iter().enumerate();
    let columns: Vec<usize> = packages
        .filter(|(_, package)| !is_open || shown.negotiation.was_sent(package.id))
        .map(|(idx, _)| idx)
        .collect();
    if columns.is_empty() {
        return None;
    }
    let name = |idx: &usize| match shown.negotiation.packages.get(*idx) {
        // The name by which we call it may say what we think of it.
        Some(_) if is_open => format!("Package {}", idx + 1),
        Some(package) => package.name.clone(),
        None => String::new(),
    };
    let line = |label: String, cells: Vec<String>| {
        std::iter::once(label)
            .chain(cells)
            .map(|cell| harmless(&cell))
            .collect::<Vec<_>>()
            .join("\t")
    };
    let mut lines = vec![line(
        format!("{} m", shown.currency()),
        columns.iter().map(name).collect(),
    )];
    let figures = OURS.iter().chain(BOOKS);
    for figure in figures.filter(|figure| !is_open || figure.is_open()) {
        let cells = columns.iter().map(|idx| {
            let found = shown.figures(*idx);
            found
                .and_then(|found| figure.text(found))
                .unwrap_or_default()
        });
        lines.push(line(figure.name().to_owned(), cells.collect()));
    }
    lines.push("Estimates on stated assumptions, not legal, tax or financial advice".to_owned());
    Some(lines.join("\n"))
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    let cell = cell.replace(['\t', '\n', '\r'], " ");
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{cell}"),
        _ => cell,
    }
}
