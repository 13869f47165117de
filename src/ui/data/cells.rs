//! Lines of a list: words in columns, painted into a row that is one thing to press.

use eframe::egui;
use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;

/// A column: from its left edge within the row, and how wide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub left: f32,
    pub width: f32,
    pub right_aligned: bool,
}

impl Slot {
    /// Columns one after another; a width below 0 is for text at the right, as numbers stand. One
    /// width of 0 takes what the others leave.
    pub fn row<const N: usize>(total: f32, widths: [f32; N]) -> [Self; N] {
        let taken: f32 = widths.iter().map(|width| width.abs()).sum();
        let rest = (total - 2.0 * space::S - taken).max(0.0);
        let mut left = space::S;
        widths.map(|wanted| {
            let width = if wanted == 0.0 { rest } else { wanted.abs() };
            let slot = Self {
                left,
                width: (width - space::S).max(0.0),
                right_aligned: wanted < 0.0,
            };
            left += width;
            slot
        })
    }

    /// Puts words into the column of a row.
    pub fn put(self, ui: &Ui, row: Rect, words: &str, kind: Type, colour: Color32) {
        let galley = paint::line(ui, words, kind, colour, self.width);
        let left = row.left() + self.left;
        if self.right_aligned {
            paint::put_right(ui.painter(), left + self.width, row, &galley);
        } else {
            paint::put_left(ui.painter(), left, row, &galley);
        }
    }

    /// The place of the column in a row.
    pub fn rect(self, row: Rect) -> Rect {
        let left = row.left() + self.left;
        row.with_min_x(left).with_max_x(left + self.width)
    }
}

/// The names above the columns.
pub(super) fn header_ui<const N: usize>(ui: &mut Ui, slots: &[Slot; N], names: [&str; N]) {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::DENSE_ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, names.join(", ")));
    for (slot, name) in slots.iter().zip(names) {
        slot.put(ui, rect, name, Type::Note, t.text3);
    }
    paint::rule_below(ui.painter(), rect, t.strong_rule());
}
