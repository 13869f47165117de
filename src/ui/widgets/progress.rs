//! How far a job is, and the way to stop it.

use eframe::egui;
use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::button::Button;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

const BAR: egui::Vec2 = vec2(96.0, 4.0);

/// What the status line says about one job.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What is being done: “Importing players”.
    pub label: &'a str,
    /// The done part, 0 to 1; `None` if nobody can tell.
    pub done: Option<f32>,
    /// How far in words: “1,204 of 3,000”.
    pub count: &'a str,
}

impl Progress<'_> {
    /// Shows label, bar, count and Cancel in a line; true if Cancel was pressed.
    pub fn ui(self, ui: &mut Ui) -> bool {
        let t = Tokens::of(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            // In a row that is laid out from the right the last piece comes first.
            let from_right = ui.layout().prefer_right_to_left();
            let mut cancelled = false;
            for step in 0..4 {
                match if from_right { 3 - step } else { step } {
                    0 => drop(ui.label(Type::Note.rich(self.label).color(t.text2))),
                    1 => self.bar_ui(ui),
                    2 if self.count.is_empty() => {}
                    2 => drop(ui.label(Type::Note.rich(self.count).color(t.text3))),
                    _ => cancelled = Button::bare("Cancel").hint(self.label).ui(ui).clicked(),
                }
            }
            cancelled
        })
        .inner
    }

    fn bar_ui(self, ui: &mut Ui) {
        let t = Tokens::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(BAR.x, size::STATUS), Sense::hover());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, self.label);
            info.value = self.done.map(|done| f64::from(done.clamp(0.0, 1.0)));
            info
        });
        let bar = Rect::from_center_size(rect.center(), BAR);
        let corner = CornerRadius::same(radius::BAR);
        ui.painter().rect_filled(bar, corner, t.track);
        // Without a known end the bar stands in the middle: it does not claim a part.
        let full = match self.done {
            Some(done) => Rect::from_min_size(bar.min, vec2(BAR.x * done.clamp(0.0, 1.0), BAR.y)),
            None => Rect::from_center_size(bar.center(), vec2(BAR.x / 3.0, BAR.y)),
        };
        ui.painter().rect_filled(full, corner, t.accent);
    }
}
