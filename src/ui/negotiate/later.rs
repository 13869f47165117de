//! Now or later: what agreeing now is worth to each side over the fee, what moves the limits, what
//! else each side could do, and how such waits ended before.

use eframe::egui;

use super::explain::FigureRow;
use super::room::{belief, missing_ui, note_ui, percent, unit};
use super::{Page, Shown, Subject};
use crate::chart::now_or_later::{Fee, Gain, NowOrLater, now_or_later};
use crate::chart::scene::Scene;
use crate::chart::tornado::{Tornado, TornadoBar, tornado};
use crate::domain::belief::{BELIEFS, BeliefKind, Part};
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::figure::Figure;
use crate::domain::deal::precedents::{BIAS, reference_class};
use crate::domain::deal::scenario::Path;
use crate::domain::deal::tornado::Bar;
use crate::domain::figures::figure;
use crate::editor::command::Command;
use crate::editor::simulation::Simulation;
use crate::ui::tokens::space;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::chart::{Chart, UiMeasure};
use crate::ui::widgets::rows::section_heading;

/// The bars that are shown; shorter ones tell nothing.
const BARS: usize = 9;

/// Everything about the time after the decision.
pub fn later_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let theirs = page.state.from_their_chair;
    let Some(evaluation) = page.shown.evaluation() else {
        section_heading(ui, "Now or later", "");
        return;
    };
    let even = if theirs {
        evaluation.seller.as_ref().map(|seller| seller.least)
    } else {
        evaluation.buyer.as_ref().map(|buyer| buyer.most)
    };
    let note = even.map_or_else(String::new, |even| {
        format!("break-even {}", figure(even, 2))
    });
    section_heading(ui, "Now or later", &note);
    let part = if theirs { Part::Seller } else { Part::Buyer };
    match even {
        Some(even) => {
            curve_ui(ui, page, evaluation);
            ui.add_space(space::M);
            tornado_ui(ui, page, evaluation, (even, theirs));
        }
        None => missing_ui(ui, page, &missing(page.shown, part)),
    }
}

fn missing(shown: &Shown, part: Part) -> Vec<crate::domain::deal::beliefs::MissingBelief> {
    let scenario = shown.reckoning.scenario.as_ref();
    scenario.map_or_else(Vec::new, |scenario| scenario.beliefs.missing(part))
}

fn curve_ui(ui: &mut egui::Ui, page: &mut Page<'_>, evaluation: &Evaluation) {
    let theirs_only = page.state.from_their_chair;
    let ours = Gain {
        points: evaluation.curve.clone(),
        break_even: evaluation.buyer.as_ref().map(|buyer| buyer.most),
        lines: vec![evaluation.buyer_tag.to_string()],
    };
    let theirs = Gain {
        points: evaluation.curve_seller.clone(),
        break_even: evaluation.seller.as_ref().map(|seller| seller.least),
        lines: vec![evaluation.seller_tag.to_string()],
    };
    let mut fees = Vec::new();
    let rounds = page
        .shown
        .negotiation
        .rounds
        .iter()
        .zip(&page.shown.reckoning.rounds);
    for (round, found) in rounds {
        if let Some(at) = found.headline {
            let name = round.to_string();
            fees.push(Fee {
                at,
                name,
                is_draft: false,
            });
        }
    }
    let chosen = page.chosen();
    let scenario = page.shown.reckoning.scenario.as_ref();
    let packages = scenario.map_or(&[][..], |scenario| &scenario.packages);
    for (idx, terms) in packages.iter().enumerate() {
        let is_draft = chosen == Some(idx);
        if theirs_only && !is_draft {
            continue;
        }
        fees.push(Fee {
            at: terms.fixed_fee,
            name: format!("package {}", terms.name),
            is_draft,
        });
    }
    let none = Gain::default();
    let unit = unit(page.shown);
    let chart = NowOrLater {
        unit: &unit,
        ours: if theirs_only { &none } else { &ours },
        theirs: &theirs,
        fees: &fees,
    };
    let drawn = now_or_later(&UiMeasure::new(ui), ui.available_width(), chart);
    own(&drawn.scene, "Now or later", page).ui(ui, "now-or-later");
}

fn tornado_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    evaluation: &Evaluation,
    (base, theirs): (f64, bool),
) {
    let (heading, name, bars) = if theirs {
        (
            "What moves their floor",
            Figure::Least.name(),
            &evaluation.tornado_seller,
        )
    } else {
        (
            "What moves our ceiling",
            Figure::Most.name(),
            &evaluation.tornado_buyer,
        )
    };
    let note = if bars.iter().take(BARS).all(|bar| bar.is_own) {
        "low / high input"
    } else {
        "low / high input, ± by a standard step"
    };
    section_heading(ui, heading, note);
    let bars: Vec<TornadoBar> = bars
        .iter()
        .take(BARS)
        .map(|bar| tornado_bar(page.shown, bar))
        .collect();
    let unit = unit(page.shown);
    let chart = Tornado {
        figure: name,
        unit: &unit,
        base,
        bars: &bars,
    };
    let scene = tornado(&UiMeasure::new(ui), ui.available_width(), chart);
    let chart = own(&scene, heading, page).ui(ui, ("tornado", theirs));
    if let Some(field) = chart.clicked {
        page.view.show_field(&field);
    }
}

/// A chart that rests on beliefs: it leaves the program only if that was asked for.
fn own<'a>(scene: &'a Scene, title: &'a str, page: &Page<'_>) -> Chart<'a> {
    let chart = Chart::new(scene).title(title);
    if page.state.lets_out {
        chart
    } else {
        chart.confidential()
    }
}

fn tornado_bar(shown: &Shown, bar: &Bar) -> TornadoBar {
    let spec = BELIEFS.iter().find(|spec| spec.key == bar.key);
    let text = |value: f64| match spec.map(|spec| spec.kind) {
        Some(BeliefKind::Percent) => format!("{} %", percent(value)),
        _ => {
            let text = figure(value, 1);
            text.trim_end_matches(".0").to_owned()
        }
    };
    let tag = shown.reckoning.scenario.as_ref();
    let tag = tag.map(|scenario| scenario.beliefs.tag(bar.key).to_string());
    let question = spec.map(|spec| spec.question.to_owned());
    TornadoBar {
        key: bar.key.to_owned(),
        label: short_label(bar.key)
            .or(spec.map(|spec| spec.label))
            .unwrap_or(bar.key)
            .to_owned(),
        low: text(bar.low),
        high: text(bar.high),
        at_low: bar.at_low,
        at_high: bar.at_high,
        is_own: bar.is_own,
        lines: question.into_iter().chain(tag).collect(),
        field: Some(belief(shown, bar.key)),
    }
}

/// Fewer letters, so that the values of a bar have room beside them.
fn short_label(key: &str) -> Option<&'static str> {
    Some(match key {
        "season0_with" => "First season",
        "mu" => "Later seasons",
        "sigma" => "Spread of later",
        "J" => "Free premium",
        "p_rival" => "A rival first",
        "p_injury" => "Injury",
        "r_buyer" => "Our rate",
        "season_value" => "His season",
        "p_jan" => "January sale",
        "jan_fee" => "January fee",
        "renew_value" => "A renewal",
        "replacement_net" => "Replacement",
        "r_seller" => "Their rate",
        _ => return None,
    })
}

/// What the side in the chair could do, each way with its worth.
pub fn paths_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(evaluation) = page.shown.evaluation() else {
        return;
    };
    let theirs = page.state.from_their_chair;
    let (heading, paths) = if theirs {
        ("What they could do", &evaluation.seller_paths)
    } else {
        ("What we could do", &evaluation.buyer_paths)
    };
    section_heading(ui, heading, &format!("worth, {}", unit(page.shown)));
    ui.spacing_mut().item_spacing.y = 0.0;
    let first_package = page
        .shown
        .negotiation
        .packages
        .first()
        .map_or_else(String::new, |package| format!("by {}", package.name));
    for path in paths {
        let first = path.missing.first();
        let note = match (path.chance, first) {
            (Some(chance), _) => format!("{} % {}", percent(chance), path.note),
            (None, Some(_)) => "not entered".to_owned(),
            (None, None) if path.worth.is_none() => "needs a package".to_owned(),
            (None, None) if path.path == Path::BuyNow => first_package.clone(),
            (None, None) => String::new(),
        };
        FigureRow {
            value: path.worth.map(|worth| figure(worth, 2)),
            note: &note,
            is_strong: path.is_best,
            is_long: theirs,
            leads_to: first.map(|missing| belief(page.shown, missing.key)),
            ..FigureRow::new(path.label, Figure::Path(path.path))
        }
        .ui(ui, page);
    }
    if !theirs {
        simulation_ui(ui, page);
    }
}

/// Waiting by chance, path by path: whether the formula can be believed.
fn simulation_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(scenario) = &page.shown.reckoning.scenario else {
        return;
    };
    if !scenario.beliefs.missing(Part::Buyer).is_empty() {
        return;
    }
    ui.add_space(space::S);
    let (id, case) = (page.shown.negotiation.id, scenario.buyer_case());
    let mut known = page.ctx.document.simulations.iter();
    match known.find(|known| known.negotiation == id && known.case == case) {
        Some(Simulation { estimate, .. }) => {
            let words = format!(
                "By simulation waiting is worth {} ± {}, and he signs in {} %: {} paths from seed {}",
                figure(estimate.wait_value, 2),
                figure(estimate.standard_error, 2),
                figure(100.0 * estimate.p_sign, 1),
                figure(estimate.paths as f64, 0),
                estimate.seed
            );
            note_ui(ui, &words);
        }
        None => {
            let button = Button::quiet("Check the wait by simulation")
                .hint("Draws renewal, rival, injury and worth many times over, on a worker");
            if button.ui(ui).clicked() {
                page.out.push(Command::Simulate(id, Box::new(case)));
            }
        }
    }
}

/// How often the players for whom this club waited came in the end.
pub fn precedents_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    if page.state.from_their_chair {
        return;
    }
    let buyer = &page.shown.negotiation.buyer;
    let Some(class) = reference_class(buyer, page.ctx.on) else {
        section_heading(ui, "How such waits ended", "");
        let words = format!(
            "No case of {} is known to us. The chance that he signs rests on your beliefs alone.",
            if buyer.is_empty() { "the buyer" } else { buyer }
        );
        note_ui(ui, &words);
        return;
    };
    let note = format!("{buyer}, {} cases", class.cases.len());
    section_heading(ui, "How such waits ended", &note);
    ui.spacing_mut().item_spacing.y = 0.0;
    let note = format!(
        "{} of {} signed, ± {} %",
        class.signed,
        class.cases.len(),
        percent(class.chance.sd)
    );
    FigureRow {
        aside: "%",
        value: Some(percent(class.chance.mean)),
        note: &note,
        ..FigureRow::new("He came in the end", Subject::Precedents)
    }
    .ui(ui, page);
    let cases: Vec<String> = class
        .cases
        .iter()
        .map(|case| format!("{} {} {}", case.player, case.year, case.end.label()))
        .collect();
    note_ui(ui, &format!("{}.", cases.join("; ")));
    note_ui(ui, BIAS);
}
