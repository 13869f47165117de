//! Compare: players side by side.
use eframe::egui;

use super::ViewCtx;
use super::state::ViewState;
use crate::domain::id::ComparisonId;
use crate::editor::command::Commands;

/// What the screen remembers.
#[derive(Default)]
pub struct CompareState {
    chosen: Option<ComparisonId>,
}

impl CompareState {
    /// Shows a comparison.
    pub fn open(&mut self, comparison: ComparisonId) {
        self.chosen = Some(comparison);
    }
}

/// The screen.
pub fn compare_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
}
