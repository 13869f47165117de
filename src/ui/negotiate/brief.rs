//! The negotiation over one player in short, for Compare and Profile: the room to agree, the package
//! in work, and the way to the whole.

use eframe::egui;

use super::{Advice, Shown, range, start};
use crate::chart::range_bar::{RangeBar, range_bar};
use crate::domain::figures::millions_text;
use crate::domain::id::PlayerId;
use crate::domain::player::Role;
use crate::domain::talks::ledger::package_words;
use crate::domain::text::capitalised;
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
    let shown = negotiation.and_then(|found| view.reckonings.shown(ctx, found.id));
    let Some(shown) = shown else {
        start_ui(ui, ctx, player, view, out);
        return;
    };
    let lacking = shown.reckoning.lacking();
    let note = if lacking.is_empty() {
        format!("{} m; figures reported, limits assumed", shown.currency())
    } else {
        lacking
    };
    let id = shown.negotiation.id;
    let whole = section_heading_with(ui, "Negotiation", &note, |ui| {
        Button::bare("Open")
            .hint("Shows the whole negotiation")
            .ui(ui)
    });
    if whole.clicked() {
        view.show_negotiation(id);
    }
    let bar = range::bar_of(ctx, &shown);
    let (measure, width) = (UiMeasure::new(ui), ui.available_width());
    let scene = range_bar(&measure, width, &bar);
    let open = range_bar(&measure, width, &range::without_limits(&bar));
    let chart = Chart::new(&scene).title("Room to agree").leaves_as(&open);
    let found = chart.ui(ui, ("brief", player));
    range::clicked(&found, &scene, id, view);
    let words = shown
        .negotiation
        .ceiling_words(ctx.dossier, &shown.reckoning);
    if words != note {
        words_ui(ui, &capitalised(&words));
    }
    package_ui(ui, &shown);
}

/// Where both clubs stand, for another screen.
pub struct Room {
    /// What is drawn here.
    pub bar: RangeBar,
    /// The same as it may leave the program.
    pub open: RangeBar,
    /// True if both limits are there; the bar then says what is between them.
    pub has_limits: bool,
    /// What to do, in one sentence.
    pub advice: Advice,
    /// One line on our ceiling, or on what is lacking for it.
    pub ceiling: String,
    /// Our ceiling in millions.
    pub most: Option<f64>,
    /// How far it lies below the ask.
    pub short_of_ask: Option<f64>,
}

/// The room over one player; `None` without a negotiation.
pub fn room_of(ctx: &ViewCtx<'_>, player: PlayerId, view: &mut ViewState) -> Option<Room> {
    let id = ctx.dossier.negotiation_over(player)?.id;
    let shown = view.reckonings.shown(ctx, id)?;
    let (negotiation, reckoning) = (&shown.negotiation, &shown.reckoning);
    let bar = range::bar_of(ctx, &shown);
    Some(Room {
        open: range::without_limits(&bar),
        advice: Advice::of(ctx, &shown),
        bar,
        has_limits: !reckoning.sentence().is_empty(),
        ceiling: capitalised(&negotiation.ceiling_words(ctx.dossier, reckoning)),
        most: reckoning.ceiling(),
        short_of_ask: negotiation.short_of_ask(ctx.dossier, reckoning),
    })
}

fn words_ui(ui: &mut egui::Ui, words: &str) {
    Type::Note.wrapped(ui, words, Tokens::of(ui).text2);
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
    words_ui(ui, &words);
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
