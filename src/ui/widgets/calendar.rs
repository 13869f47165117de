//! A month to pick a day from, below a date field.
//!
//! Arrows move by days and weeks, Page Up and Page Down by months (with Shift by years), Home and
//! End within the week; Enter picks, Esc closes.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use eframe::egui;
use egui::{CornerRadius, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect};
use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::icon_button;
use super::paint;
use crate::domain::date::is_plausible;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

const CELL: f32 = 28.0;
const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const WEEKS: usize = 6;

/// The calendar of one field, kept between frames.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    id: Id,
    open: bool,
    /// It was opened in this frame and wants the keyboard.
    fresh: bool,
    at: NaiveDate,
}

impl Calendar {
    /// The calendar that belongs to a field.
    pub fn load(ui: &Ui, field: Id) -> Self {
        let id = field.with("month");
        let kept = ui.data(|data| data.get_temp::<Self>(id));
        kept.unwrap_or(Self {
            id,
            open: false,
            fresh: false,
            at: NaiveDate::default(),
        })
    }

    /// Opens it at a day, or closes it.
    pub fn toggle(&mut self, at: NaiveDate) {
        self.open = !self.open;
        self.fresh = self.open;
        self.at = at;
    }

    /// Shows it below the field if it is open; the day that was picked, once.
    pub fn ui(
        mut self,
        ui: &Ui,
        field: &Response,
        label: &str,
        chosen: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let mut open = self.open;
        let shown = Popup::from_response(field)
            .id(self.id.with("popup"))
            .gap(4.0)
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(format!("{label}, calendar"))
            .show(|ui| self.month_ui(ui, chosen));
        let picked = shown.and_then(|shown| shown.inner);
        let closed_by_key = self.open && !open && ui.input(|input| input.key_pressed(Key::Escape));
        self.open = open && picked.is_none();
        if picked.is_some() || closed_by_key {
            field.request_focus();
        }
        ui.data_mut(|data| {
            if self.open {
                data.insert_temp(self.id, self);
            } else {
                data.remove::<Self>(self.id);
            }
        });
        picked
    }

    /// A month as it looks when it is open, for the gallery.
    pub fn face_ui(ui: &mut Ui, day: NaiveDate) {
        let mut calendar = Self {
            id: ui.make_persistent_id("calendar face"),
            open: true,
            fresh: false,
            at: day,
        };
        egui::Frame::popup(ui.style())
            .show(ui, |ui| ui.vertical(|ui| calendar.month_ui(ui, Some(day))));
    }

    fn month_ui(&mut self, ui: &mut Ui, chosen: Option<NaiveDate>) -> Option<NaiveDate> {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.set_width(7.0 * CELL);
        self.heading_ui(ui);
        let wanted = vec2(7.0 * CELL, 16.0 + WEEKS as f32 * size::ROW);
        let (place, _) = ui.allocate_exact_size(wanted, Sense::hover());
        let grid_id = self.id.with("grid");
        let by_key = self.keys(ui, grid_id);
        let grid = ui.interact(place, grid_id, Sense::focusable_noninteractive());
        let at = self.at;
        grid.widget_info(|| {
            let name = format!("{}, {}", at.format("%A"), spoken(at));
            WidgetInfo::labeled(Role::Grid, true, name)
        });
        // The pass that only measures the popup takes no focus.
        if self.fresh && !ui.is_sizing_pass() {
            grid.request_focus();
            self.fresh = false;
        }
        weekdays(ui, place);
        let by_pointer = self.days_ui(ui, place, chosen, grid.has_focus());
        by_key.or(by_pointer)
    }

    fn heading_ui(&mut self, ui: &mut Ui) {
        let t = Tokens::of(ui);
        ui.horizontal(|ui| {
            if icon_button(ui, Icon::ChevronLeft, "Month before").clicked() {
                self.go(months(self.at, -1));
            }
            let title = self.at.format("%B %Y").to_string();
            let width = ui.available_width() - size::CONTROL;
            let (rect, response) =
                ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
            let galley = paint::line(ui, &title, Type::Strong, t.text, width);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &title));
            let left = rect.center().x - galley.size().x / 2.0;
            paint::put_left(ui.painter(), left, rect, &galley);
            if icon_button(ui, Icon::ChevronRight, "Month after").clicked() {
                self.go(months(self.at, 1));
            }
        });
        ui.add_space(space::XS);
    }

    /// Moves by key; the day on which Enter was pressed.
    fn keys(&mut self, ui: &Ui, grid: Id) -> Option<NaiveDate> {
        if !ui.memory(|memory| memory.has_focus(grid)) {
            return None;
        }
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                tab: false,
                escape: true,
            };
            memory.set_focus_lock_filter(grid, filter);
        });
        let pressed = |key, modifiers| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Key::Enter, Modifiers::NONE) || pressed(Key::Space, Modifiers::NONE) {
            return Some(self.at);
        }
        let weekday = i64::from(self.at.weekday().num_days_from_monday());
        // Shift first: a plain pattern also matches a press with Shift.
        let moves = [
            (Key::PageUp, Modifiers::SHIFT, months(self.at, -12)),
            (Key::PageDown, Modifiers::SHIFT, months(self.at, 12)),
            (Key::PageUp, Modifiers::NONE, months(self.at, -1)),
            (Key::PageDown, Modifiers::NONE, months(self.at, 1)),
            (Key::ArrowLeft, Modifiers::NONE, days(self.at, -1)),
            (Key::ArrowRight, Modifiers::NONE, days(self.at, 1)),
            (Key::ArrowUp, Modifiers::NONE, days(self.at, -7)),
            (Key::ArrowDown, Modifiers::NONE, days(self.at, 7)),
            (Key::Home, Modifiers::NONE, days(self.at, -weekday)),
            (Key::End, Modifiers::NONE, days(self.at, 6 - weekday)),
        ];
        for (key, modifiers, day) in moves {
            if pressed(key, modifiers) {
                self.go(day);
                break;
            }
        }
        None
    }

    fn go(&mut self, day: Option<NaiveDate>) {
        if let Some(day) = day.filter(|day| is_plausible(*day)) {
            self.at = day;
        }
    }

    fn days_ui(
        &self,
        ui: &Ui,
        place: Rect,
        chosen: Option<NaiveDate>,
        has_keys: bool,
    ) -> Option<NaiveDate> {
        let mut picked = None;
        let first = first_shown(self.at)?;
        for (idx, day) in first.iter_days().take(7 * WEEKS).enumerate() {
            let (week, weekday) = (idx / 7, idx % 7);
            let corner = vec2(weekday as f32 * CELL, 16.0 + week as f32 * size::ROW);
            let cell = Rect::from_min_size(place.min + corner, vec2(CELL, size::ROW));
            let response = ui.interact(cell, self.id.with(day), Sense::CLICK);
            response.widget_info(|| {
                WidgetInfo::selected(Role::Button, true, Some(day) == chosen, spoken(day))
            });
            if response.clicked() {
                picked = Some(day);
            }
            self.paint_day(ui, cell, day, chosen, &response, has_keys);
        }
        picked
    }

    fn paint_day(
        &self,
        ui: &Ui,
        cell: Rect,
        day: NaiveDate,
        chosen: Option<NaiveDate>,
        response: &Response,
        has_keys: bool,
    ) {
        let t = Tokens::of(ui);
        let painter = ui.painter();
        let corner = CornerRadius::same(radius::CONTROL);
        let box_of = cell.shrink(1.0);
        let is_chosen = Some(day) == chosen;
        if is_chosen {
            painter.rect_filled(box_of, corner, t.sel);
        } else if response.hovered() {
            painter.rect_filled(box_of, corner, t.hover);
        }
        if day == self.at {
            let width = if has_keys { 2.0 } else { 1.0 };
            let edge = if has_keys { t.accent } else { t.line2 };
            let stroke = Stroke::new(width, edge);
            painter.rect_stroke(box_of, corner, stroke, StrokeKind::Inside);
        }
        let (kind, ink) = match (is_chosen, day.month() == self.at.month()) {
            (true, _) => (Type::Strong, t.text),
            (false, true) => (Type::Body, t.text),
            (false, false) => (Type::Body, t.text3),
        };
        let galley = paint::line(ui, &day.day().to_string(), kind, ink, CELL);
        let left = cell.center().x - galley.size().x / 2.0;
        paint::put_left(painter, left, cell, &galley);
    }
}

fn weekdays(ui: &Ui, place: Rect) {
    let t = Tokens::of(ui);
    for (idx, name) in WEEKDAYS.iter().enumerate() {
        let corner = pos2(place.left() + idx as f32 * CELL, place.top());
        let cell = Rect::from_min_size(corner, vec2(CELL, 16.0));
        let galley = paint::line(ui, name, Type::Note, t.text3, CELL);
        let left = cell.center().x - galley.size().x / 2.0;
        paint::put_left(ui.painter(), left, cell, &galley);
    }
}

/// The day in words: `11 July 2025`.
fn spoken(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The Monday at which the page of a month begins.
fn first_shown(at: NaiveDate) -> Option<NaiveDate> {
    let first = at.with_day(1)?;
    days(first, -i64::from(first.weekday().num_days_from_monday()))
}

fn days(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let count = Days::new(by.unsigned_abs());
    if by < 0 {
        day.checked_sub_days(count)
    } else {
        day.checked_add_days(count)
    }
}

fn months(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let count = Months::new(by.unsigned_abs());
    if by < 0 {
        day.checked_sub_months(count)
    } else {
        day.checked_add_months(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_page_begins_on_the_monday_of_the_week_of_the_first() {
        let cases = [
            ("2025-07-11", "2025-06-30"),
            ("2025-09-01", "2025-09-01"),
            ("2024-02-29", "2024-01-29"),
            ("2026-02-15", "2026-01-26"),
        ];
        for (at, first) in cases {
            assert_eq!(first_shown(day(at)), Some(day(first)), "{at}");
        }
    }

    #[test]
    fn a_month_further_stays_in_that_month() {
        assert_eq!(months(day("2025-01-31"), 1), Some(day("2025-02-28")));
        assert_eq!(months(day("2024-03-31"), -1), Some(day("2024-02-29")));
    }
}
