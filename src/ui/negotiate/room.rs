//! The room between both limits: zone or gap, prices by theory, a bridge, the best final offer.

use eframe::egui;

use super::Shown;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::widgets::rows::section_heading;

/// The room.
pub fn room_ui(
    ui: &mut egui::Ui,
    _ctx: &ViewCtx<'_>,
    _shown: &Shown,
    _view: &mut ViewState,
    _out: &mut Commands,
) {
    section_heading(ui, "Room to agree", "");
}
