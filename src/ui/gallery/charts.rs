//! The charts of Compare and Negotiate on pages of their own, linked by what the pointer meets.

use eframe::egui;
use egui::{Ui, UiBuilder, vec2};

use super::samples::{ChartPage, charts};
use crate::chart::scene::About;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widgets::chart::{Chart, UiMeasure};
use crate::ui::widgets::rows;

/// Which page is shown, and what lights up on it.
#[derive(Clone, Debug, Default)]
pub struct ChartGalleryState {
    /// The page.
    pub page: ChartPage,
    /// What one of its charts was about last.
    pub lit: Option<About>,
}

/// The page in two columns.
pub fn charts_ui(ui: &mut Ui, state: &mut ChartGalleryState) {
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, Tokens::of(ui).panel);
    let page = ui.max_rect().shrink2(vec2(space::L, space::L));
    let width = (page.width() - space::XL) / 2.0;
    let all = charts(state.page, &UiMeasure::new(ui), width);
    let whole: f32 = all.iter().map(|(_, scene)| scene.height + 48.0).sum();
    let mut columns: [Vec<_>; 2] = Default::default();
    let mut filled = 0.0;
    for chart in all {
        let right = usize::from(filled > 0.0 && filled + chart.1.height / 2.0 > whole / 2.0);
        filled += chart.1.height + 48.0;
        if let Some(column) = columns.get_mut(right) {
            column.push(chart);
        }
    }
    let mut lit = None;
    for (idx, column) in columns.into_iter().enumerate() {
        let left = page.left() + idx as f32 * (width + space::XL);
        let place =
            egui::Rect::from_min_size(egui::pos2(left, page.top()), vec2(width, page.height()));
        let mut ui = ui.new_child(UiBuilder::new().id_salt(idx).max_rect(place));
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        for (heading, scene) in column {
            rows::section_heading(&mut ui, heading, "");
            let shown = Chart::new(&scene)
                .title(heading)
                .lit(state.lit.as_ref())
                .ui(&mut ui, heading);
            lit = lit.or(shown.about);
            ui.add_space(space::L);
        }
    }
    state.lit = lit;
}
