//! stub
use super::ViewCtx;
use super::state::ViewState;
use crate::editor::command::Commands;
#[derive(Default)]
pub struct TableState {
    pub focus_filter: bool,
}
pub fn players_ui(_: &mut eframe::egui::Ui, _: &ViewCtx<'_>, _: &mut ViewState, _: &mut Commands) {}
