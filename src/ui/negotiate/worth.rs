//! What each package comes to: headline, guaranteed, expected, worth to each side, books.

use eframe::egui;

use super::Shown;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::widgets::rows::section_heading;

/// The table, a column for each package.
pub fn worth_ui(
    ui: &mut egui::Ui,
    _ctx: &ViewCtx<'_>,
    _shown: &Shown,
    _view: &mut ViewState,
    _out: &mut Commands,
) {
    section_heading(ui, "What it is worth", "");
}
