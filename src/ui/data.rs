//! Data: what comes in from elsewhere, the pools it is ranked in, and what each metric means.

mod cells;
mod import;
mod metrics;
mod pools;

use eframe::egui;

use super::ViewCtx;
use super::state::ViewState;
use super::tokens::{Type, space};
use super::widgets::choice::choice;
use crate::editor::command::Commands;

/// A part of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Taking a file in.
    #[default]
    Import,
    /// Pools for percentiles.
    Pools,
    /// The catalogue of metrics.
    Metrics,
}

/// What the screen remembers.
#[derive(Default)]
pub struct DataState {
    /// The part that is shown.
    pub part: Part,
    import: import::ImportState,
    metrics: metrics::MetricsState,
    pools: pools::PoolsState,
}

/// The screen.
pub fn data_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut DataState,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let inset = if ctx.narrow { space::M } else { space::L };
    egui::Panel::top("data-head")
        .show_separator_line(false)
        .frame(egui::Frame::new().inner_margin(egui::Margin {
            bottom: 12,
            ..egui::Margin::same(inset as i8)
        }))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(Type::Title.rich("Data"));
                ui.add_space(space::S);
                let parts = [
                    (Part::Import, "Import"),
                    (Part::Pools, "Pools"),
                    (Part::Metrics, "Metrics"),
                ];
                choice(ui, "Part", &parts, &mut state.part);
            });
        });
    // The page of imports scrolls with its margins, so that the wheel has a place beside the lists.
    let margin = match state.part {
        Part::Import => egui::Margin::ZERO,
        Part::Pools | Part::Metrics => egui::Margin::symmetric(inset as i8, 0),
    };
    egui::CentralPanel::default()
        .frame(egui::Frame::new().inner_margin(margin))
        .show(ui, |ui| match state.part {
            Part::Import => import::import_ui(ui, ctx, &mut state.import, out),
            Part::Pools => pools::pools_ui(ui, ctx, &mut state.pools, out),
            Part::Metrics => metrics::metrics_ui(ui, ctx, &mut state.metrics, view),
        });
}
