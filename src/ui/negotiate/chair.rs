//! Whose chair the figures are seen from.

use eframe::egui;

use super::Shown;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;

/// The switch in the header; laid out from the right.
pub fn chair_ui(_ui: &mut egui::Ui, _ctx: &ViewCtx<'_>, _shown: &Shown, _view: &mut ViewState) {}
