//! Below the table: which open term gives way, what it should reach, and what came of it.

use eframe::egui;

use super::{Page, Shown, packages};
use crate::domain::deal::solve::Unknown;
use crate::domain::edit::{NegotiationEdit, PackageEdit};
use crate::domain::id::PackageId;
use crate::domain::money::Money;
use crate::domain::package::Package;
use crate::domain::talks::solving::Goal;
use crate::domain::typed;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, error_line};

/// What was chosen for solving, and what came of it.
#[derive(Debug)]
pub struct SolveState {
    goal: Goal,
    unknown: Unknown,
    headline: Option<Money>,
    /// The package, and whether it was solved, with the sentence.
    told: Option<(PackageId, Result<String, String>)>,
}

impl Default for SolveState {
    fn default() -> Self {
        Self {
            goal: Goal::OurCeiling,
            unknown: Unknown::FixedFee,
            headline: None,
            told: None,
        }
    }
}

/// The line below the table.
pub fn solve_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some((idx, package)) = page.package() else {
        return;
    };
    let width = ui.available_width();
    let error = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S, space::XS);
            let pressed = button_ui(ui, page, package);
            let error = goal_ui(ui, page);
            if pressed {
                solve(page, idx, package);
            }
            if Button::quiet("Add package")
                .icon(Icon::Plus)
                .ui(ui)
                .clicked()
            {
                packages::add(page);
            }
            error
        })
        .inner;
    if let Some(why) = error {
        error_line(ui, &why, width);
    }
    told_ui(ui, package.id, &page.state.solve);
}

/// The button, and the term that gives way; true if it was pressed.
fn button_ui(ui: &mut egui::Ui, page: &mut Page<'_>, package: &Package) -> bool {
    let state = &mut page.state.solve;
    let open = package.open_terms();
    let words_of = |unknown: Unknown| {
        let found = open.iter().find(|(term, _)| *term == unknown);
        found.map(|(_, words)| words.as_str())
    };
    if words_of(state.unknown).is_none()
        && let Some((term, _)) = open.first()
    {
        state.unknown = *term;
    }
    let words = match state.goal {
        Goal::BothLimits => "Solve fee and add-on to",
        _ => "Solve",
    };
    let locked = open.is_empty().then_some("every term is locked");
    let pressed = Button::quiet(words)
        .hint("Changes one open term of the chosen package so that it reaches the goal; locked terms stay")
        .disabled_because(locked)
        .ui(ui)
        .clicked();
    if state.goal != Goal::BothLimits && !open.is_empty() {
        let items: Vec<(Unknown, &str)> = open
            .iter()
            .map(|(term, words)| (*term, words.as_str()))
            .collect();
        let words = words_of(state.unknown).unwrap_or("");
        let field = ChoiceField::new("Term to solve", words).width(104.0);
        if let Some(term) = field.ui(ui, &items, Some(&state.unknown)) {
            state.unknown = term;
        }
        ui.label(Type::Note.rich("to").color(Tokens::of(ui).text2));
    }
    pressed
}

/// What the term should reach; why its figure cannot be read, if so.
fn goal_ui(ui: &mut egui::Ui, page: &mut Page<'_>) -> Option<String> {
    let state = &mut page.state.solve;
    let goals = Goal::ALL.map(|goal| (goal, goal.label()));
    let field = ChoiceField::new("Goal of solving", state.goal.label()).width(156.0);
    if let Some(goal) = field.ui(ui, &goals, Some(&state.goal)) {
        state.goal = goal;
        state.told = None;
    }
    match state.goal {
        Goal::Headline => headline_ui(ui, page.shown, state),
        _ => None,
    }
}

/// Changes the package, and remembers what to say of it.
fn solve(page: &mut Page<'_>, idx: usize, package: &Package) {
    let state = &page.state.solve;
    let (term, goal, headline) = (state.unknown, state.goal, state.headline);
    let reckoning = &page.shown.reckoning;
    let solved = reckoning.solved((idx, package), Some(term), goal, headline);
    let told = solved.map(|solved| {
        let edit = PackageEdit::Terms {
            verb: solved.verb,
            package: solved.package,
        };
        page.edit(NegotiationEdit::Package(package.id, edit));
        solved.words
    });
    page.state.solve.told = Some((package.id, told));
}

fn headline_ui(ui: &mut egui::Ui, shown: &Shown, state: &mut SolveState) -> Option<String> {
    let text = state
        .headline
        .map_or_else(String::new, |sum| sum.millions_text(2));
    let field = DraftField::new("Headline to solve for", &text)
        .hint("40")
        .right()
        .width(64.0)
        .error_place(ErrorPlace::Elsewhere);
    let found = field.ui(ui, |text| {
        typed::sum_in_millions(text, shown.currency()).map_err(|err| err.to_string())
    });
    if let Some(sum) = found.committed {
        state.headline = sum;
    }
    found.error
}

fn told_ui(ui: &mut egui::Ui, package: PackageId, state: &SolveState) {
    let Some((of, told)) = &state.told else {
        return;
    };
    if *of != package {
        return;
    }
    let t = Tokens::of(ui);
    let (words, ink) = match told {
        Ok(words) => (words, t.text2),
        Err(words) => (words, t.error),
    };
    ui.add_space(space::XS);
    Type::Note.wrapped(ui, words, ink);
}
