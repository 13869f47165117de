//! Packages.

use eframe::egui;

use super::Shown;
use crate::ui::state::ViewState;

/// What we pay by season.
pub fn cash_ui(_ui: &mut egui::Ui, _shown: &Shown, _view: &mut ViewState) {}
