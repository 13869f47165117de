//! The negotiation over one player in short, for Compare and Profile.

use eframe::egui;

use super::range;
use crate::chart::range_bar::range_bar;
use crate::domain::id::PlayerId;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::widgets::chart::{Chart, UiMeasure};

/// Range bar and sentence of a player's negotiation.
pub fn brief_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: PlayerId,
    view: &mut ViewState,
    _out: &mut Commands,
) {
    let Some(negotiation) = ctx.dossier.negotiation_over(player) else {
        return;
    };
    let Some(shown) = view.negotiate.shown(ctx, negotiation.id) else {
        return;
    };
    let bar = range::bar_of(ctx, &shown);
    let (measure, width) = (UiMeasure::new(ui), ui.available_width());
    let scene = range_bar(&measure, width, &bar);
    let open = range_bar(&measure, width, &range::without_limits(&bar));
    let chart = Chart::new(&scene).title("Room to agree").leaves_as(&open);
    if let Some(field) = chart.ui(ui, ("brief", player)).clicked {
        view.show_field(&field);
    }
}
