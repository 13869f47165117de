//! The ledger.

use eframe::egui;

use super::Shown;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::widgets::rows::section_heading;

/// The rows.
pub fn ledger_ui(
    ui: &mut egui::Ui,
    _ctx: &ViewCtx<'_>,
    _shown: &Shown,
    _view: &mut ViewState,
    _out: &mut Commands,
) {
    section_heading(ui, "Ledger", "");
}

/// The button in the header that records the package in work.
pub fn record_button_ui(
    _ui: &mut egui::Ui,
    _ctx: &ViewCtx<'_>,
    _shown: &Shown,
    _view: &mut ViewState,
    _out: &mut Commands,
) {
}
