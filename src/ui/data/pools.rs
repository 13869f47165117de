//! Pools: the players among whom percentiles are counted.
use eframe::egui;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
/// What the part remembers.
#[derive(Default)]
pub(super) struct PoolsState {}
/// The part.
pub(super) fn pools_ui(_ui: &mut egui::Ui, _ctx: &ViewCtx<'_>, _state: &mut PoolsState, _out: &mut Commands) {}
