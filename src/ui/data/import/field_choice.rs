//! The choice of what a column holds: a list of some hundred and forty fields with a search.

use eframe::egui;
use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Role, ScrollArea, Sense, WidgetInfo, vec2};

use crate::domain::fact::FactKey;
use crate::domain::stats::METRICS;
use crate::import::field::Field;
use crate::import::kind::TableKind;
use crate::ui::tokens::{Tokens, Type, radius, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::paint;

const WIDTH: f32 = 300.0;
const ROWS: f32 = 12.0;

/// What is typed in the list that is open.
#[derive(Default)]
pub(super) struct FieldSearch {
    text: String,
    at: usize,
    /// The column whose list is open.
    open: Option<String>,
}

/// The button and its list; another field than the present one, `Some(None)` to leave the column
/// out.
pub(super) fn field_choice(
    ui: &mut egui::Ui,
    search: &mut FieldSearch,
    header: &str,
    field: Option<&Field>,
    kind: TableKind,
) -> Option<Option<Field>> {
    let words = field.map_or_else(|| "left out".to_owned(), words_of);
    let width = ui.available_width();
    let button = Button::quiet(&words).chevron().width(width).ui(ui);
    button.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, format!("{header} holds"));
        info.current_text_value = Some(words.clone());
        info
    });
    let popup = Popup::from_toggle_button_response(&button)
        .gap(2.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("What the column holds");
    if !popup.is_open() && !button.clicked() {
        if search.open.as_deref() == Some(header) {
            search.open = None;
        }
        return None;
    }
    let opened = search.open.as_deref() != Some(header);
    if opened {
        *search = FieldSearch {
            open: Some(header.to_owned()),
            ..FieldSearch::default()
        };
    }
    let shown = popup.show(|ui| list_ui(ui, search, field, kind, opened));
    let picked = shown.and_then(|shown| shown.inner)?;
    Popup::close_id(ui.ctx(), Popup::default_response_id(&button));
    button.request_focus();
    (picked.as_ref() != field).then_some(picked)
}

fn words_of(field: &Field) -> String {
    match field {
        Field::Metric(key) => crate::domain::stats::metric(key)
            .map_or_else(|| key.clone(), |metric| metric.title(false)),
        other => other.label().to_owned(),
    }
}

/// Everything that a column can hold; what fits the table first.
fn fields(kind: TableKind) -> Vec<Field> {
    let plain = Field::PLAIN.iter().cloned();
    let facts = FactKey::ALL.iter().map(|key| Field::Fact(*key));
    let metrics = METRICS
        .iter()
        .map(|metric| Field::Metric(metric.key.to_owned()));
    let mut all: Vec<Field> = plain.chain(facts).chain(metrics).collect();
    all.sort_by_key(|field| std::cmp::Reverse(kind.fit(field)));
    all
}

fn list_ui(
    ui: &mut egui::Ui,
    search: &mut FieldSearch,
    field: Option<&Field>,
    kind: TableKind,
    opened: bool,
) -> Option<Option<Field>> {
    ui.set_width(WIDTH);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    // The press that opened the list is not one that picks from it.
    let enter = pressed(Key::Enter) && !opened;
    let edit = egui::TextEdit::singleline(&mut search.text)
        .font(Type::Body.font())
        .hint_text(Type::Body.rich("Search fields").color(Tokens::of(ui).text3))
        .desired_width(f32::INFINITY);
    let edit = ui.add(edit).accessible_name("Search fields");
    if opened || !edit.has_focus() {
        edit.request_focus();
    }
    if edit.changed() {
        search.at = 0;
    }
    let wanted = search.text.trim().to_lowercase();
    let mut rows: Vec<Option<Field>> = Vec::new();
    if wanted.is_empty() || "leave out".contains(&wanted) {
        rows.push(None);
    }
    let found = |field: &Field| {
        let key = field.key();
        wanted.is_empty()
            || words_of(field).to_lowercase().contains(&wanted)
            || key.contains(&wanted)
    };
    rows.extend(fields(kind).into_iter().filter(found).map(Some));
    if opened {
        let present = rows.iter().position(|row| row.as_ref() == field);
        search.at = present.unwrap_or(0);
    }
    let last = rows.len().saturating_sub(1);
    search.at = match (down, up) {
        (true, _) => (search.at + 1).min(last),
        (_, true) => search.at.saturating_sub(1),
        _ => search.at.min(last),
    };
    let moved = down || up || opened;
    let mut picked = if enter {
        rows.get(search.at).cloned()
    } else {
        None
    };
    ui.add_space(space::XS);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .max_height(ROWS * size::ROW)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (idx, row) in rows.iter().enumerate() {
                if row_ui(ui, row.as_ref(), kind, idx == search.at, moved) {
                    picked = Some(row.clone());
                }
            }
            if rows.is_empty() {
                let ink = Tokens::of(ui).text2;
                ui.label(Type::Body.rich("No such field").color(ink));
            }
        });
    picked
}

fn row_ui(
    ui: &mut egui::Ui,
    field: Option<&Field>,
    kind: TableKind,
    at: bool,
    moved: bool,
) -> bool {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, row) = ui.allocate_exact_size(wanted, Sense::CLICK);
    if at && moved {
        row.scroll_to_me(None);
    }
    let words = field.map_or_else(|| "Leave out".to_owned(), words_of);
    row.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, at, &words));
    if !ui.is_rect_visible(rect) {
        return row.clicked();
    }
    let corner = egui::CornerRadius::same(radius::CONTROL);
    if at {
        ui.painter().rect_filled(rect, corner, t.sel);
    } else if row.hovered() {
        ui.painter().rect_filled(rect, corner, t.hover);
    }
    let fits = field.is_none_or(|field| kind.fit(field) > 0);
    let ink = if fits { t.text } else { t.text3 };
    let galley = paint::line(ui, &words, Type::Body, ink, rect.width() * 0.62);
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &galley);
    let aside = match field {
        Some(Field::Fact(_)) => "player",
        Some(Field::Metric(_)) => "metric",
        Some(_) | None => "",
    };
    let galley = paint::line(ui, aside, Type::Note, t.text3, rect.width() * 0.3);
    paint::put_right(ui.painter(), rect.right() - space::S, rect, &galley);
    row.clicked()
}
