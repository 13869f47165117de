//! The package in work as a term sheet.

use eframe::egui;

use super::Shown;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;

/// The button in the header; laid out from the right.
pub fn sheet_ui(_ui: &mut egui::Ui, _ctx: &ViewCtx<'_>, _shown: &Shown, _view: &mut ViewState) {}
