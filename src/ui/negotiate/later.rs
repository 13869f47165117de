//! Buy now, wait for January, free in July, another player, keep whom we have.

use eframe::egui;

use super::Shown;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::widgets::rows::section_heading;

/// The paths.
pub fn later_ui(
    ui: &mut egui::Ui,
    _ctx: &ViewCtx<'_>,
    _shown: &Shown,
    _view: &mut ViewState,
    _out: &mut Commands,
) {
    section_heading(ui, "Now or later", "");
}
