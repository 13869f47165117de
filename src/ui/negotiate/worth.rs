//! What each package comes to: headline, guaranteed, expected, worth to each side, books, and the
//! rules of the date.

mod columns;
mod flags;
mod grid;

use std::collections::BTreeSet;

use eframe::egui;

use self::columns::{BOOKS, OURS, THEIRS, is_asked, is_open, text};
use self::grid::{Row, grid_ui};
use super::{Page, Shown, room};
use crate::domain::deal::figure::{Figure, PackageFigure};
use crate::domain::figures::{figure, signed};
use crate::domain::text::harmless;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::{MarkKind, basis_mark};
use crate::ui::widgets::button::{Button, quiet_button};
use crate::ui::widgets::menu::{menu_below, menu_item, menu_item_off};
use crate::ui::widgets::rows::{empty_state, section_heading, section_heading_with};

/// The table, a column for each package.
pub fn worth_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    section_heading_with(ui, "What it is worth", "", |ui| {
        if !page.shown.negotiation.packages.is_empty() {
            copy_ui(ui, page.shown);
        }
        basis_mark(ui, MarkKind::Assumed);
        ui.label(Type::Note.rich("= from").color(Tokens::of(ui).text3));
    });
    let Some(evaluation) = page.shown.evaluation() else {
        return;
    };
    if evaluation.packages.is_empty() {
        let words = "Add a package at the left. Its fee, instalments and add-ons then show what it is worth today to each side, \
                     what it costs a year, and whether the rules allow it.";
        empty_state(ui, "No package yet", words, None);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let figures = if page.state.from_their_chair {
        THEIRS
    } else {
        OURS
    };
    let rows = asked(figures, page.shown);
    grid_ui(ui, page, ("What it is worth", &rows));
    ui.add_space(space::S);
    notes_ui(ui, page);
}

/// What he costs us, in the books and a year, and the room under the rules on spending.
pub fn books_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(evaluation) = page.shown.evaluation() else {
        return;
    };
    if evaluation.packages.is_empty() || page.state.from_their_chair {
        return;
    }
    section_heading(ui, "Our books", &room::unit(page.shown));
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut rows = asked(BOOKS, page.shown);
    let packages = evaluation.packages.iter();
    let seasons: BTreeSet<&String> = packages
        .flat_map(|found| found.amortisation.keys())
        .collect();
    if !seasons.is_empty() {
        rows.push(Row::Heading("Amortisation by season"));
        let seasons = seasons.into_iter().cloned();
        rows.extend(seasons.map(Row::Season));
    }
    grid_ui(ui, page, ("Our books", &rows));
    ui.add_space(space::S);
    per_match_ui(ui, page);
    books_missing_ui(ui, page);
}

/// The rules of the date that touch the deal.
pub fn rules_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    flags::flags_ui(ui, page);
}

fn asked(figures: &[PackageFigure], shown: &Shown) -> Vec<Row> {
    let asked = figures.iter().filter(|figure| is_asked(**figure, shown));
    asked.map(|figure| Row::Figure(*figure)).collect()
}

/// What the books cannot say yet, and a way to the question.
fn books_missing_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let shown = page.shown;
    let is_known = |figure: PackageFigure| {
        let mut packages = 0..shown.negotiation.packages.len();
        packages.any(|idx| shown.value(Figure::Package(idx, figure)).is_some())
    };
    for (figure, key, words) in [
        (
            PackageFigure::CostPer90,
            "availability",
            "Say how much he will play",
        ),
        (
            PackageFigure::HeadroomBefore,
            "wages",
            "Enter our squad cost",
        ),
        (
            PackageFigure::PsrBefore,
            "psr_results",
            "Enter our three-year result",
        ),
    ] {
        if !is_known(figure) && quiet_button(ui, words).clicked() {
            page.view.show_field(&room::belief(page.shown, key));
        }
    }
}

/// What a reader of the chosen package must know.
fn notes_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let t = Tokens::of(ui);
    let chosen = page.chosen();
    let Some(found) = chosen.and_then(|idx| page.shown.figures(idx)) else {
        return;
    };
    let mut say = |words: &str, ink| {
        Type::Note.wrapped(ui, words, ink);
    };
    let unread = page.shown.negotiation.packages.iter();
    for package in unread.filter(|package| page.state.unread.contains(&package.id)) {
        let words = format!(
            "{}: a term cannot be read. Its figures are those of before",
            package.letter()
        );
        say(&words, t.error);
    }
    if let Some(why) = &found.problem {
        say(why, t.error);
    }
    if let (Some(ours), Some(theirs)) = (found.buyer_gain, found.seller_gain)
        && !page.state.from_their_chair
    {
        let words = gains_text(&found.name, ours, theirs);
        say(&words, t.text2);
    }
    for remark in &found.remarks {
        say(&remark.text, t.text3);
    }
    if let Some(rates) = &found.exchange
        && rates.at_low != rates.at_high
    {
        let names: Vec<&str> = rates
            .currencies
            .iter()
            .map(|currency| currency.code())
            .collect();
        let words = format!(
            "Stated partly in {}: worth today to us {} to {} if it loses or gains 5 %",
            names.join(", "),
            figure(rates.at_low, 2),
            figure(rates.at_high, 2)
        );
        say(&words, t.text3);
    }
}

fn per_match_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let chosen = page.chosen();
    let found = chosen.and_then(|idx| page.shown.figures(idx));
    let Some(matches) = found.and_then(|found| found.per_90) else {
        return;
    };
    let high = matches
        .high
        .map_or_else(|| "no matches at all".to_owned(), |high| figure(high, 2));
    let words = format!(
        "Cost per expected 90 of the chosen package: {} full league matches; {} to {high} if he is fit in 15 points more or less of the season",
        figure(matches.expected_90s, 1),
        figure(matches.low, 2)
    );
    Type::Note.wrapped(ui, words, Tokens::of(ui).text3);
    ui.add_space(space::XS);
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
        ui.set_max_width(340.0);
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
fn table_text(shown: &Shown, public: bool) -> Option<String> {
    let packages = shown.negotiation.packages.iter().enumerate();
    let columns: Vec<usize> = packages
        .filter(|(_, package)| !public || shown.negotiation.was_sent(package.id))
        .map(|(idx, _)| idx)
        .collect();
    if columns.is_empty() {
        return None;
    }
    let title = |idx: &usize| match shown.negotiation.packages.get(*idx) {
        // The name by which we call it may say what we think of it.
        Some(_) if public => format!("Package {}", idx + 1),
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
        columns.iter().map(title).collect(),
    )];
    let figures = OURS.iter().chain(BOOKS);
    for figure in figures.filter(|figure| !public || is_open(**figure)) {
        let cells = columns
            .iter()
            .map(|idx| text(*figure, shown, *idx).unwrap_or_default());
        lines.push(line(figure.name().to_owned(), cells.collect()));
    }
    lines.push("Estimates on stated assumptions, not legal, tax or financial advice".to_owned());
    Some(lines.join("\n"))
}
