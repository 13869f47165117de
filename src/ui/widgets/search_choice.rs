//! The choice of one of many: a list with a search, for which the arrow keys and Enter do.

use eframe::egui;
use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Role, ScrollArea, Sense, WidgetInfo, vec2};

use super::button::Button;
use super::fields::search_field;
use super::paint;
use crate::domain::text::plain;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

const WIDTH: f32 = 300.0;
const ROWS: f32 = 12.0;
/// More rows than this are found by typing.
const SHOWN: usize = 400;

/// What is typed in the list that is open.
#[derive(Default)]
pub struct Search {
    text: String,
    at: usize,
    /// The choice whose list is open.
    open: Option<String>,
}

/// One row of a list.
pub struct SearchItem<T> {
    /// What is chosen.
    pub value: T,
    /// How it is called.
    pub words: String,
    /// What stands at its right.
    pub aside: String,
    /// By what it is found besides its words, in small letters.
    pub keys: String,
    /// True for a row that hardly fits.
    pub faint: bool,
}

/// A button with such a list.
pub struct SearchChoice<'a> {
    /// What is chosen: "Tackles holds".
    pub label: &'a str,
    /// The words on the button.
    pub words: &'a str,
    /// What the list is of: "What the column holds".
    pub list: &'a str,
    /// In the search while it is empty: "Search fields".
    pub hint: &'a str,
    /// In place of the rows if none is found: "No such field".
    pub none: &'a str,
}

impl SearchChoice<'_> {
    /// The button and its list, whose rows are asked for while it is open; another value than the
    /// present one.
    pub fn ui<T: Clone + PartialEq>(
        self,
        ui: &mut egui::Ui,
        search: &mut Search,
        present: Option<&T>,
        items: impl FnOnce() -> Vec<SearchItem<T>>,
    ) -> Option<T> {
        let width = ui.available_width();
        let button = Button::quiet(self.words).chevron().width(width).ui(ui);
        button.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, self.label);
            info.current_text_value = Some(self.words.to_owned());
            info
        });
        let popup = Popup::from_toggle_button_response(&button)
            .gap(2.0)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(self.list.to_owned());
        if !popup.is_open() && !button.clicked() {
            if search.open.as_deref() == Some(self.label) {
                search.open = None;
            }
            return None;
        }
        let opened = search.open.as_deref() != Some(self.label);
        if opened {
            *search = Search {
                open: Some(self.label.to_owned()),
                ..Search::default()
            };
        }
        let items = items();
        let shown = popup.show(|ui| self.list_ui(ui, search, present, &items, opened));
        let picked = shown.and_then(|shown| shown.inner)?;
        Popup::close_id(ui.ctx(), Popup::default_response_id(&button));
        button.request_focus();
        (Some(&picked) != present).then_some(picked)
    }

    fn list_ui<T: Clone + PartialEq>(
        &self,
        ui: &mut egui::Ui,
        search: &mut Search,
        present: Option<&T>,
        items: &[SearchItem<T>],
        opened: bool,
    ) -> Option<T> {
        ui.set_width(WIDTH);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        // The press that opened the list is not one that picks from it.
        let enter = pressed(Key::Enter) && !opened;
        self.search_ui(ui, search, opened);
        let wanted = plain(search.text.trim());
        let found = |item: &&SearchItem<T>| {
            let words = || plain(&item.words);
            wanted.is_empty() || item.keys.contains(&wanted) || words().contains(&wanted)
        };
        let rows: Vec<&SearchItem<T>> = items.iter().filter(found).take(SHOWN).collect();
        if opened {
            let here = rows.iter().position(|row| Some(&row.value) == present);
            search.at = here.unwrap_or(0);
        }
        let last = rows.len().saturating_sub(1);
        search.at = match (down, up) {
            (true, _) => (search.at + 1).min(last),
            (_, true) => search.at.saturating_sub(1),
            _ => search.at.min(last),
        };
        let moved = down || up || opened;
        let at = rows.get(search.at).filter(|_| enter);
        let mut picked = at.map(|row| row.value.clone());
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .max_height(ROWS * size::ROW)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (idx, row) in rows.iter().enumerate() {
                    if row_ui(ui, row, idx == search.at, moved) {
                        picked = Some(row.value.clone());
                    }
                }
                if rows.is_empty() {
                    let ink = Tokens::of(ui).text2;
                    ui.label(Type::Body.rich(self.none).color(ink));
                }
            });
        picked
    }

    fn search_ui(&self, ui: &mut egui::Ui, search: &mut Search, opened: bool) {
        let edit = search_field(ui, &mut search.text, self.hint);
        if opened || !edit.has_focus() {
            edit.request_focus();
        }
        if edit.changed() {
            search.at = 0;
        }
    }
}

fn row_ui<T>(ui: &mut egui::Ui, item: &SearchItem<T>, at: bool, moved: bool) -> bool {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, row) = ui.allocate_exact_size(wanted, Sense::CLICK);
    if at && moved {
        row.scroll_to_me(None);
    }
    row.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, at, &item.words));
    if !ui.is_rect_visible(rect) {
        return row.clicked();
    }
    let corner = egui::CornerRadius::same(radius::CONTROL);
    if at {
        ui.painter().rect_filled(rect, corner, t.sel);
    } else if row.hovered() {
        ui.painter().rect_filled(rect, corner, t.hover);
    }
    let ink = if item.faint { t.text3 } else { t.text };
    let galley = paint::line(ui, &item.words, Type::Body, ink, rect.width() * 0.62);
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &galley);
    let galley = paint::line(ui, &item.aside, Type::Note, t.text3, rect.width() * 0.32);
    paint::put_right(ui.painter(), rect.right() - space::S, rect, &galley);
    row.clicked()
}
