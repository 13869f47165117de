//! One of a list, chosen from a popup: by pointer, by arrows or by typing its first letters.

use eframe::egui;
use egui::{CornerRadius, Event, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior};
use egui::{Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::basis_mark::MarkKind;
use super::draft_field::FieldLook;
use super::paint::{self, Face};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

/// Letters typed within this many seconds belong together.
const TOGETHER: f64 = 1.0;
/// A longer list scrolls.
const MOST_ROWS: f32 = 12.0;

/// A field whose value is one of a list.
#[derive(Clone, Debug)]
pub struct ChoiceField<'a> {
    label: &'a str,
    shown: &'a str,
    hint: &'a str,
    width: Option<f32>,
    look: FieldLook,
    mark: Option<MarkKind>,
    enabled: bool,
    face: Face,
}

/// What the list remembers between frames.
#[derive(Clone, Debug, Default)]
struct List {
    open: bool,
    at: usize,
    typed: String,
    typed_at: f64,
}

impl<'a> ChoiceField<'a> {
    /// A field with its accessible name and the words of the chosen item.
    pub fn new(label: &'a str, shown: &'a str) -> Self {
        Self {
            label,
            shown,
            hint: "",
            width: None,
            look: FieldLook::Boxed,
            mark: None,
            enabled: true,
            face: Face::Live,
        }
    }

    /// Grey words where nothing is chosen, for a field that reads like text.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The width; else all that is left.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Reads like text at the right until the pointer or the keyboard comes.
    pub fn plain(mut self) -> Self {
        self.look = FieldLook::Plain;
        self
    }

    /// What the value rests on.
    pub fn mark(mut self, mark: MarkKind) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Whether it can be changed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Drawn in this state, for the gallery.
    pub fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }

    /// The id that takes the keyboard, for callers that give it the focus.
    pub fn resolved_id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(("choice field", self.label))
    }

    /// Shows it; another item than the present one, once.
    pub fn ui<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        items: &[(T, &str)],
        chosen: Option<&T>,
    ) -> Option<T> {
        let id = self.resolved_id(ui);
        let mut list: List = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let at = chosen.and_then(|chosen| items.iter().position(|(item, _)| item == chosen));
        let words: Vec<&str> = items.iter().map(|(_, words)| *words).collect();

        let width = self.width.unwrap_or_else(|| ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, size::CONTROL));
        let enabled = self.enabled && ui.is_enabled();
        // Before the interaction, which would take Enter for a click.
        let mut picked = if enabled {
            keys(ui, id, &mut list, &words, at)
        } else {
            None
        };
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, id, sense);
        if response.clicked() {
            list.open = !list.open;
            list.at = at.unwrap_or(0);
            response.request_focus();
        }
        self.describe(ui, &response, enabled, list.open);
        self.paint(ui, &response, enabled, list.open);

        let mut open = list.open;
        let shown = Popup::from_response(&response)
            .id(id.with("list"))
            .gap(2.0)
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(self.label)
            .show(|ui| list_ui(ui, id, &words, at, list.at, width));
        if let Some(clicked) = shown.and_then(|shown| shown.inner) {
            picked = Some(clicked);
        }
        list.open = open && picked.is_none();
        ui.data_mut(|data| data.insert_temp(id, list));
        let picked = picked.filter(|picked| Some(*picked) != at)?;
        ui.ctx().request_repaint();
        items.get(picked).map(|(item, _)| item.clone())
    }

    fn describe(&self, ui: &Ui, response: &Response, enabled: bool, open: bool) {
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, enabled, self.label);
            let words = if self.shown.is_empty() {
                self.hint
            } else {
                self.shown
            };
            info.current_text_value = Some(words.to_owned());
            info
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_expanded(open);
            if let Some(mark) = self.mark {
                node.set_description(mark.words());
            }
        });
    }

    fn paint(&self, ui: &Ui, response: &Response, enabled: bool, open: bool) {
        let rect = response.rect;
        if !ui.is_rect_visible(rect) {
            return;
        }
        let t = Tokens::of(ui);
        let painter = ui.painter();
        let boxed = self.look == FieldLook::Boxed;
        let frame = if boxed {
            rect
        } else {
            rect.expand2(vec2(space::XS, -1.0))
        };
        let focused = response.has_focus() || self.face == Face::Focus;
        let hovered = enabled && (response.hovered() || self.face == Face::Hover);
        let edged = boxed || hovered || focused || open;
        if edged {
            let (fill, edge) = match () {
                () if !enabled => (t.raised, t.line),
                () if focused || open => (t.panel, t.accent),
                () if hovered => (t.hover, t.ctl),
                () => (t.panel, t.ctl),
            };
            let corner = CornerRadius::same(radius::CONTROL);
            let stroke = egui::Stroke::new(1.0, edge);
            painter.rect(frame, corner, fill, stroke, egui::StrokeKind::Inside);
        }
        let ink = if enabled { t.text } else { t.text3 };
        if boxed {
            let inner = rect.shrink2(vec2(space::S, 0.0));
            let galley = paint::line(ui, self.shown, Type::Body, ink, inner.width() - 16.0);
            paint::put_left(painter, inner.left(), rect, &galley);
            let centre = pos2(inner.right() - 6.0, rect.center().y);
            Icon::ChevronDown.paint_at(painter, centre, 12.0, t.text3);
        } else {
            let is_empty = self.shown.is_empty();
            // Where nothing is chosen, nothing rests on anything.
            let mark = self.mark.filter(|_| !is_empty);
            let right = rect.right() - mark.map_or(0.0, |_| size::MARK_SLOT);
            let (words, ink) = if is_empty {
                (self.hint, t.text3)
            } else {
                (self.shown, ink)
            };
            let galley = paint::line(ui, words, Type::Body, ink, right - rect.left() - 16.0);
            paint::put_right(painter, right, rect, &galley);
            if let Some(mark) = mark {
                mark.paint_in_slot(painter, t, rect);
            }
            if edged {
                let centre = pos2(rect.left() + 8.0, rect.center().y);
                Icon::ChevronDown.paint_at(painter, centre, 12.0, t.text3);
            }
        }
        if focused {
            paint::focus_ring(ui, frame, radius::CONTROL);
        }
    }
}

/// What the keyboard does; the item that Enter picked.
fn keys(ui: &Ui, id: Id, list: &mut List, words: &[&str], at: Option<usize>) -> Option<usize> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        list.open = list.open && ui.input(|input| input.pointer.any_down());
        return None;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            vertical_arrows: true,
            escape: list.open,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, filter);
    });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = words.len().checked_sub(1)?;
    let now = ui.input(|input| input.time);
    let going_on = now - list.typed_at <= TOGETHER && !list.typed.is_empty();
    let opening = !list.open;
    if opening {
        list.at = at.unwrap_or(0);
    }

    let letters: String = ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) if going_on || text != " " => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    if !letters.is_empty() {
        if !going_on {
            list.typed.clear();
        }
        list.typed.push_str(&letters);
        list.typed_at = now;
        list.open = true;
        if let Some(found) = found_by_letters(words, &list.typed, list.at) {
            list.at = found;
        }
        pressed(Key::Space);
        return None;
    }
    if pressed(Key::ArrowDown) {
        list.open = true;
        list.at = if opening {
            list.at
        } else {
            (list.at + 1).min(last)
        };
    } else if pressed(Key::ArrowUp) {
        list.open = true;
        list.at = if opening {
            list.at
        } else {
            list.at.saturating_sub(1)
        };
    } else if list.open && pressed(Key::Home) {
        list.at = 0;
    } else if list.open && pressed(Key::End) {
        list.at = last;
    } else if list.open && (pressed(Key::Enter) || pressed(Key::Space)) {
        return Some(list.at);
    } else if list.open && pressed(Key::Escape) {
        list.open = false;
    }
    None
}

/// The item that begins with the letters, from the present one on; one letter again and again
/// goes through the items that begin with it.
fn found_by_letters(words: &[&str], typed: &str, at: usize) -> Option<usize> {
    let typed = typed.to_lowercase();
    let first = typed.chars().next()?;
    let again = typed.chars().count() > 1 && typed.chars().all(|letter| letter == first);
    let (wanted, start) = if again {
        (first.to_string(), at + 1)
    } else if typed.chars().count() == 1 {
        (typed, at + 1)
    } else {
        (typed, at)
    };
    let round = (0..words.len()).map(|step| (start + step) % words.len());
    round.into_iter().find(|idx| {
        words
            .get(*idx)
            .is_some_and(|words| words.to_lowercase().starts_with(&wanted))
    })
}

/// A list as it looks when it is open, for the gallery.
pub fn list_face_ui(ui: &mut Ui, words: &[&str], chosen: usize, at: usize, width: f32) {
    let id = ui.make_persistent_id("list face");
    egui::Frame::popup(ui.style()).show(ui, |ui| {
        ui.vertical(|ui| list_ui(ui, id, words, Some(chosen), at, width));
    });
}

/// The rows of the open list; the one that was clicked.
fn list_ui(
    ui: &mut Ui,
    id: Id,
    words: &[&str],
    chosen: Option<usize>,
    at: usize,
    width: f32,
) -> Option<usize> {
    let ink = Tokens::of(ui).text;
    let widest = words
        .iter()
        .map(|words| {
            paint::line(ui, words, Type::Body, ink, f32::INFINITY)
                .size()
                .x
        })
        .fold(0.0, f32::max);
    let margin = ui.spacing().menu_margin.sum().x + 2.0;
    let width = (widest + 2.0 * space::S + 20.0).ceil().max(width - margin);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.set_width(width);
    let mut clicked = None;
    ScrollArea::vertical()
        .max_height(MOST_ROWS * size::ROW)
        .show(ui, |ui| {
            for (idx, words) in words.iter().enumerate() {
                let (_, rect) = ui.allocate_space(vec2(width, size::ROW));
                let row = ui.interact(rect, id.with(("row", idx)), Sense::CLICK);
                row.widget_info(|| {
                    let on = chosen == Some(idx);
                    WidgetInfo::selected(Role::ListBoxOption, true, on, words)
                });
                if row.clicked() {
                    clicked = Some(idx);
                }
                if idx == at && !ui.is_rect_visible(rect) {
                    row.scroll_to_me(None);
                }
                paint_row(
                    ui,
                    rect,
                    words,
                    chosen == Some(idx),
                    idx == at,
                    row.hovered(),
                );
            }
        });
    clicked
}

fn paint_row(ui: &Ui, rect: Rect, words: &str, chosen: bool, at: bool, hovered: bool) {
    let t = Tokens::of(ui);
    let corner = CornerRadius::same(radius::CONTROL);
    if at {
        ui.painter().rect_filled(rect, corner, t.sel);
    } else if hovered {
        ui.painter().rect_filled(rect, corner, t.hover);
    }
    let kind = if chosen { Type::Strong } else { Type::Body };
    let galley = paint::line(
        ui,
        words,
        kind,
        t.text,
        rect.width() - 2.0 * space::S - 16.0,
    );
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &galley);
    if chosen {
        let centre = pos2(rect.right() - space::S - 6.0, rect.center().y);
        Icon::Check.paint_at(ui.painter(), centre, 12.0, t.accent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lead_to_the_item_that_begins_with_them() {
        let stages = ["Longlist", "Shortlist", "Talks", "Offer", "Signed"];
        let cases = [
            ("s", 0, Some(1)),
            ("s", 1, Some(4)),
            ("ss", 1, Some(4)),
            ("si", 1, Some(4)),
            ("SH", 1, Some(1)),
            ("x", 0, None),
        ];
        for (typed, at, expected) in cases {
            assert_eq!(
                found_by_letters(&stages, typed, at),
                expected,
                "{typed} from {at}"
            );
        }
    }
}
