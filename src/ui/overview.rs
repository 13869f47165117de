//! stub
use super::ViewCtx;
use super::state::ViewState;
use crate::editor::command::Commands;
pub fn overview_ui(_: &mut eframe::egui::Ui, _: &ViewCtx<'_>, _: &mut ViewState, _: &mut Commands) {
}
