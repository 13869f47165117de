//! The negotiation over one player in short, for Compare and Profile: the room to agree, the package
//! in work, and the way to the whole.

use eframe::egui;

use super::{Shown, range, start};
use crate::chart::range_bar::range_bar;
use crate::domain::id::PlayerId;
use crate::domain::negotiation::ledger::package_words;
use crate::domain::negotiation::standing::millions_text;
use crate::domain::player::Role;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::{Screen, ViewState};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::chart::{Chart, UiMeasure};
use crate::ui::widgets::rows::section_heading_with;

/// The short form. Over a target without a negotiation it offers to start one; over anybody else
/// it is nothing.
pub fn brief_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: PlayerId,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let negotiation = ctx.dossier.negotiation_over(player);
    let shown = negotiation.and_then(|found| view.negotiate.shown(ctx, found.id));
    let Some(shown) = shown else {
        start_ui(ui, ctx, player, view, out);
        return;
    };
    // The bar below says how wide the gap is; twice would be once too often.
    let note = if shown.reckoning.sentence().is_empty() {
        shown.reckoning.lacking()
    } else {
        String::new()
    };
    let id = shown.negotiation.id;
    let whole = section_heading_with(ui, "Negotiation", &note, |ui| {
        Button::bare("Open")
            .hint("Shows the whole negotiation")
            .ui(ui)
    });
    if whole.clicked() {
        view.negotiate.chosen = Some(id);
        view.show(Screen::Negotiate);
    }
    let bar = range::bar_of(ctx, &shown);
    let (measure, width) = (UiMeasure::new(ui), ui.available_width());
    let scene = range_bar(&measure, width, &bar);
    let open = range_bar(&measure, width, &range::without_limits(&bar));
    let chart = Chart::new(&scene).title("Room to agree").leaves_as(&open);
    if let Some(field) = chart.ui(ui, ("brief", player)).clicked {
        view.show_field(&field);
    }
    package_ui(ui, &shown);
}

/// The first package with what it is worth today.
fn package_ui(ui: &mut egui::Ui, shown: &Shown) {
    let Some(package) = shown.negotiation.packages.first() else {
        return;
    };
    let mut words = format!("Package {}", package_words(package, shown.currency()));
    if let Some(figures) = shown.figures(0) {
        let (ours, theirs) = (figures.totals.npv_buyer, figures.totals.npv_seller);
        words.push_str(&format!(
            "; worth today {} to us, {} to them",
            millions_text(ours),
            millions_text(theirs)
        ));
    }
    let text = Type::Note.rich(words).color(Tokens::of(ui).text2);
    ui.add(egui::Label::new(text).wrap());
}

fn start_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: PlayerId,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let Some(player) = ctx.dossier.player(player) else {
        return;
    };
    if player.role != Role::Target {
        return;
    }
    section_heading_with(ui, "Negotiation", "not started", |_| ());
    ui.add_space(space::XS);
    let words = format!("Negotiate over {}", player.short_name());
    if Button::quiet(&words).ui(ui).clicked() {
        start::start(ctx, player, view, out);
        view.show(Screen::Negotiate);
    }
}
