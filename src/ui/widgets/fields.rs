//! Fields for text, dates and money. What a text means, the caller's reader says.

use chrono::NaiveDate;
use eframe::egui;
use egui::{Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button::icon_button;
use super::calendar::Calendar;
use super::draft_field::{DraftField, FieldResponse};
use super::paint;
use crate::domain::date::{day_text, is_plausible};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};

/// The widest day, “30 May 2026”, and the calendar sign.
const DAY_FIELD: f32 = 116.0;

/// Several lines of free text; Ctrl+Enter or leaving takes them.
pub fn note_field(ui: &mut Ui, field: DraftField<'_>, rows: usize) -> Option<String> {
    field.multiline(rows).ui(ui, trimmed).committed
}

/// Reads a name that must not be empty: "A pool" needs one.
pub fn name_of(what: &str) -> impl Fn(&str) -> Result<String, String> {
    move |text| match text.trim() {
        "" => Err(format!("{what} needs a name")),
        name => Ok(name.to_owned()),
    }
}

/// One line that narrows a list down while it is typed.
pub fn search_field(ui: &mut Ui, text: &mut String, hint: &str) -> Response {
    let faint = Type::Body.rich(hint).color(Tokens::of(ui).text3);
    let edit = egui::TextEdit::singleline(text)
        .font(Type::Body.font())
        .hint_text(faint)
        .desired_width(f32::INFINITY);
    ui.add(edit).accessible_name(hint)
}

fn trimmed(text: &str) -> Result<String, String> {
    Ok(text.trim().to_owned())
}

/// A date: text, and a calendar behind its sign (F4 or Alt+Down).
///
/// `day` is the day that the field shows, `near` the one at which the calendar opens if there is
/// none. The reader gets a picked day as `2026-06-30`.
pub fn date_field<T>(
    ui: &mut Ui,
    field: DraftField<'_>,
    day: Option<NaiveDate>,
    near: NaiveDate,
    parse: impl Fn(&str) -> Result<T, String>,
) -> FieldResponse<T> {
    let plain = field.is_plain();
    let label = field.label;
    let field = if plain {
        field
    } else {
        field.icon(Icon::Calendar)
    };
    let mut calendar = Calendar::load(ui, field.resolved_id(ui));
    let keys = field.has_focus(ui)
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::F4)
                || input.consume_key(Modifiers::ALT, Key::ArrowDown)
        });
    let mut shown = field.ui(ui, &parse);

    let sign = calendar_sign(ui, &shown.response, label, plain);
    if keys || sign.clicked() {
        calendar.toggle(day.unwrap_or(near));
    }
    if let Some(picked) = calendar.ui(ui, &shown.response, label, day) {
        shown.take(ui, parse(&picked.format("%Y-%m-%d").to_string()));
    }
    shown
}

/// The sign that opens the calendar. It is no Tab stop: the field itself opens it by key.
fn calendar_sign(ui: &Ui, field: &Response, label: &str, plain: bool) -> Response {
    let rect = field.rect;
    let left = if plain {
        rect.left()
    } else {
        rect.right() - size::CONTROL
    };
    let place = Rect::from_min_size(pos2(left, rect.top()), vec2(size::CONTROL, size::CONTROL));
    let sense = if field.enabled() {
        Sense::CLICK
    } else {
        Sense::hover()
    };
    let sign = ui.interact(place, field.id.with("calendar"), sense);
    sign.widget_info(|| {
        WidgetInfo::labeled(Role::Button, field.enabled(), format!("Calendar, {label}"))
    });
    if plain && (field.hovered() || sign.hovered() || field.has_focus()) {
        let t = Tokens::of(ui);
        Icon::Calendar.paint_at(ui.painter(), place.center(), 14.0, t.text3);
    }
    sign.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A day that always is one, such as the decision date: a field between two arrows.
pub fn day_field(
    ui: &mut Ui,
    label: &str,
    day: NaiveDate,
    parse: impl Fn(&str) -> Result<NaiveDate, String>,
) -> Option<NaiveDate> {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let before = icon_button(ui, Icon::ChevronLeft, &format!("{label}, day before"));
        let text = day_text(day);
        let field = DraftField::new(label, &text)
            .width(DAY_FIELD)
            .error_place(super::draft_field::ErrorPlace::Elsewhere);
        let typed = date_field(ui, field, Some(day), day, parse).committed;
        let after = icon_button(ui, Icon::ChevronRight, &format!("{label}, day after"));
        let step = match (before.clicked(), after.clicked()) {
            (true, _) => day.pred_opt(),
            (false, true) => day.succ_opt(),
            (false, false) => None,
        };
        typed.or(step.filter(|day| is_plausible(*day)))
    })
    .inner
}

/// An amount as it is typed, with its conversion inside at the right and, beside the field, a
/// conversion that the source printed and that differs.
pub fn money_field<T>(
    ui: &mut Ui,
    field: DraftField<'_>,
    conversion: &str,
    printed: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> FieldResponse<T> {
    let shown = field.unit(conversion).ui(ui, parse);
    if !printed.is_empty() {
        let t = Tokens::of(ui);
        let galley = paint::line(ui, printed, Type::Note, t.text3, ui.available_width());
        let wanted = vec2(galley.size().x, size::CONTROL);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, printed));
        paint::put_left(ui.painter(), rect.left(), rect, &galley);
    }
    shown
}

/// A value that is only read, as a field that cannot be edited would show it, with the reason.
pub fn read_only_field(ui: &mut Ui, label: &str, shown: &str, reason: &str, width: f32) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let field = DraftField::new(label, shown).width(width).enabled(false);
        field.ui(ui, trimmed);
        if !reason.is_empty() {
            let ink = Tokens::of(ui).text3;
            ui.label(Type::Note.rich(reason).color(ink));
        }
    });
}
