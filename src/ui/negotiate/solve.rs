//! Below the table: which open term gives way, what it should reach, and what came of it.

use eframe::egui;

use super::{Shown, packages};
use crate::domain::deal::solve::Unknown;
use crate::domain::edit::{Edit, NegotiationEdit, PackageEdit};
use crate::domain::id::PackageId;
use crate::domain::money::Money;
use crate::domain::talks::solving::Goal;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
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
pub fn solve_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let chosen = view.negotiate.chosen_package(shown);
    let Some(idx) = chosen else { return };
    let Some(package) = shown.negotiation.packages.get(idx) else {
        return;
    };
    let mut error = None;
    let open = package.open_terms();
    let width = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::XS);
        let state = &mut view.negotiate.solve;
        let items: Vec<(Unknown, &str)> = open
            .iter()
            .map(|(term, words)| (*term, words.as_str()))
            .collect();
        if !items.iter().any(|(term, _)| *term == state.unknown)
            && let Some((term, _)) = items.first()
        {
            state.unknown = *term;
        }
        let locked = items.is_empty().then_some("every term is locked");
        let words = match state.goal {
            Goal::BothLimits => "Solve fee and add-on to".to_owned(),
            _ => "Solve".to_owned(),
        };
        let pressed = Button::quiet(&words)
            .hint("Changes one open term of the chosen package so that it reaches the goal; locked terms stay")
            .disabled_because(locked)
            .ui(ui)
            .clicked();
        if state.goal != Goal::BothLimits && !items.is_empty() {
            let shown_term = items.iter().find(|(term, _)| *term == state.unknown);
            let words = shown_term.map_or("", |(_, words)| words);
            let field = ChoiceField::new("Term to solve", words).width(104.0);
            if let Some(term) = field.ui(ui, &items, Some(&state.unknown)) {
                state.unknown = term;
            }
            ui.label(Type::Note.rich("to").color(Tokens::of(ui).text2));
        }
        let goals = Goal::ALL.map(|goal| (goal, goal.label()));
        let field = ChoiceField::new("Goal of solving", state.goal.label()).width(156.0);
        if let Some(goal) = field.ui(ui, &goals, Some(&state.goal)) {
            state.goal = goal;
            state.told = None;
        }
        if state.goal == Goal::Headline {
            error = headline_ui(ui, shown, state);
        }
        if pressed {
            let solved = shown.reckoning.solved(
                (idx, package),
                Some(state.unknown),
                state.goal,
                state.headline,
            );
            state.told = Some(match solved {
                Ok(solved) => {
                    let edit = PackageEdit::Terms {
                        verb: solved.verb,
                        package: solved.package,
                    };
                    let edit = NegotiationEdit::Package(package.id, edit);
                    out.edit(Edit::Negotiation(shown.negotiation.id, edit));
                    (package.id, Ok(solved.words))
                }
                Err(why) => (package.id, Err(why)),
            });
        }
        if Button::quiet("Add package").icon(Icon::Plus).ui(ui).clicked() {
            packages::add(ctx, shown, view, out);
        }
    });
    if let Some(why) = error {
        error_line(ui, &why, width);
    }
    told_ui(ui, package.id, &view.negotiate.solve);
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
    ui.add(egui::Label::new(Type::Note.rich(words).color(ink)).wrap());
}
