//! Headings, rows, empty places and small signs: the pieces of which pages are built.

use eframe::egui;
use egui::{Align, Color32, Layout, WidgetInfo, pos2, vec2};
use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2};

use super::basis_mark::{self, MarkKind};
use super::button::Button;
use super::draft_field::{DraftField, ErrorPlace, FieldResponse, error_line};
use super::paint;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

/// A section heading: words, a note behind them, a rule below.
pub fn section_heading(ui: &mut Ui, heading: &str, note: &str) {
    section_heading_with(ui, heading, note, |_| ());
}

/// A section heading with text or actions at the right, laid out from the right.
pub fn section_heading_with<R>(
    ui: &mut Ui,
    heading: &str,
    note: &str,
    right: impl FnOnce(&mut Ui) -> R,
) -> R {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, heading));
    let words = paint::line(ui, heading, Type::Section, t.text, rect.width());
    paint::put_left(ui.painter(), rect.left(), rect, &words);
    paint::rule_below(ui.painter(), rect, t.strong_rule());

    let mut actions = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let inner = right(&mut actions);
    let free_right = if actions.min_rect().width() > 0.0 {
        actions.min_rect().left() - space::S
    } else {
        rect.right()
    };
    let left = rect.left() + words.size().x + space::S;
    let note = paint::line(ui, note, Type::Note, t.text3, free_right - left);
    // One point lower, the small words stand on the line of the large ones.
    paint::put_left(ui.painter(), left, rect.translate(vec2(0.0, 1.0)), &note);
    ui.add_space(space::S - ui.spacing().item_spacing.y);
    inner
}

/// A label, a value and its mark: 24 high with a rule below. `value` gets the place right of the
/// label, mark slot included.
pub fn fact_row_with<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let words = paint::line(ui, label, Type::Body, t.text2, size::LABEL - space::XS);
    paint::put_left(ui.painter(), rect.left(), rect, &words);
    paint::rule_below(ui.painter(), rect, t.rule());
    let left = (rect.left() + size::LABEL).min(rect.right());
    let place = Rect::from_min_max(pos2(left, rect.top()), rect.max);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(label)
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center)),
    );
    value(&mut child)
}

/// A fact that is only read.
pub fn fact_row(ui: &mut Ui, label: &str, value: &str, mark: MarkKind) -> Response {
    fact_row_with(ui, label, |ui| {
        basis_mark::value_with_mark(ui, ui.available_width(), value, mark)
    })
}

/// A fact that nobody entered or reported: — and, before it, the reason.
pub fn fact_row_missing(ui: &mut Ui, label: &str, reason: &str) -> Response {
    fact_row_with(ui, label, |ui| {
        let t = Tokens::of(ui);
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
        response.widget_info(|| {
            let name = format!("{}, {reason}", MarkKind::Missing.words());
            WidgetInfo::labeled(Role::Label, true, name)
        });
        basis_mark::paint_value(ui, rect, "", MarkKind::Missing, Type::Body, t.text);
        let right = rect.right() - size::MARK_SLOT - space::L;
        let words = paint::line(ui, reason, Type::Note, t.text3, right - rect.left());
        paint::put_right(ui.painter(), right, rect, &words);
        response
    })
}

/// A fact that is edited in place; the reason for a refused text stands under the row.
pub fn fact_row_field<T>(
    ui: &mut Ui,
    label: &str,
    field: DraftField<'_>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> FieldResponse<T> {
    let field = field.plain().right().error_place(ErrorPlace::Elsewhere);
    let shown = fact_row_with(ui, label, |ui| field.ui(ui, parse));
    if let Some(why) = &shown.error {
        error_under_value(ui, why);
    }
    shown
}

/// The reason for a refused text: under the value of a fact row, not under its label.
pub fn error_under_value(ui: &mut Ui, why: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(size::LABEL);
        let width = ui.available_width();
        error_line(ui, why, width);
    });
}

/// The row above a group of rows.
pub fn group_row(ui: &mut Ui, name: &str, note: &str) -> Response {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, t.raised);
    paint::rule_below(ui.painter(), rect, t.rule());
    let inner = rect.shrink2(vec2(space::S, 0.0));
    let words = paint::line(ui, name, Type::NoteStrong, t.text2, inner.width());
    paint::put_left(ui.painter(), inner.left(), rect, &words);
    let room = inner.width() - words.size().x - space::S;
    let note = paint::line(ui, note, Type::Note, t.text3, room);
    paint::put_right(ui.painter(), inner.right(), rect, &note);
    response
}

/// How much a finding or a notice matters; each has its own shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Octagon.
    Error,
    /// Triangle.
    Warning,
    /// Circle.
    Note,
}

impl Sign {
    /// The word for screen readers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Note => "Note",
        }
    }

    /// The shape.
    pub fn icon(self) -> Icon {
        match self {
            Self::Error => Icon::Error,
            Self::Warning => Icon::Warning,
            Self::Note => Icon::Info,
        }
    }

    /// The colour of the shape.
    pub fn colour(self, t: &Tokens) -> Color32 {
        match self {
            Self::Error => t.error,
            Self::Warning => t.warn,
            Self::Note => t.info,
        }
    }
}

/// Below this width a finding row does without its kind.
const ROOM_FOR_KIND: f32 = 520.0;

/// What one finding row says.
#[derive(Clone, Copy, Debug)]
pub struct FindingRow<'a> {
    /// How much it matters.
    pub sign: Sign,
    /// The field, with its player: “Konaté, age”.
    pub subject: &'a str,
    /// What is missing or contradicts itself.
    pub sentence: &'a str,
    /// The kind of finding, at the right.
    pub kind: &'a str,
    /// The row is selected.
    pub selected: bool,
}

impl FindingRow<'_> {
    /// Shows it; the whole row is one button that leads to the field.
    pub fn ui(self, ui: &mut Ui) -> Response {
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| {
            let name = format!(
                "{}, {}. {} {}",
                self.sign.word(),
                self.subject,
                self.sentence,
                self.kind
            );
            WidgetInfo::labeled(Role::Button, enabled, name)
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        response.on_hover_text(self.sentence)
    }

    fn paint(self, ui: &Ui, rect: Rect, response: &Response) {
        let t = Tokens::of(ui);
        row_ground(ui, rect, response, self.selected);
        let painter = ui.painter();
        let centre = pos2(rect.left() + 7.0, rect.center().y);
        self.sign
            .icon()
            .paint_at(painter, centre, 14.0, self.sign.colour(t));

        let left = rect.left() + 14.0 + space::S;
        let subject = paint::line(ui, self.subject, Type::Strong, t.text, rect.width() * 0.4);
        paint::put_left(painter, left, rect, &subject);
        // In a narrow column the sentence needs the room of the kind.
        let kind = if rect.width() < ROOM_FOR_KIND {
            ""
        } else {
            self.kind
        };
        let kind = paint::line(ui, kind, Type::Note, t.text3, rect.width() * 0.3);
        paint::put_right(painter, rect.right(), rect, &kind);

        let least = if rect.width() < ROOM_FOR_KIND {
            104.0
        } else {
            124.0
        };
        let left = left + subject.size().x.max(least) + space::S;
        let room = rect.right() - kind.size().x - space::S - left;
        let sentence = paint::line(ui, self.sentence, Type::Body, t.text2, room);
        paint::put_left(painter, left, rect, &sentence);
    }
}

/// Ground, rule and ring of a row that can be pressed.
pub fn row_ground(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let t = Tokens::of(ui);
    let painter = ui.painter();
    let fill = match (selected, response.hovered()) {
        (true, _) => Some(t.sel),
        (false, true) => Some(t.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    paint::rule_below(painter, rect, t.rule());
    if response.has_focus() {
        paint::focus_ring_inside(ui, rect);
    }
}

/// Arrows and Esc belong to a table while it has the focus.
pub fn keep_keys(table: &Response) {
    let filter = egui::EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
        tab: false,
    };
    let keep = |memory: &mut egui::Memory| memory.set_focus_lock_filter(table.id, filter);
    table.ctx.memory_mut(keep);
}

/// What stands where nothing was entered yet: what to enter, and which decision it changes.
pub fn empty_state(ui: &mut Ui, title: &str, sentence: &str, action: Option<&str>) -> bool {
    let t = Tokens::of(ui);
    let width = ui.available_width();
    let inner_width = width - 2.0 * space::L;
    let words = paint::block(ui, sentence, Type::Body, t.text2, inner_width);
    let title_height = Type::Strong.line_height();
    let mut height = 2.0 * space::L + title_height + space::XS + words.size().y;
    if action.is_some() {
        height += space::M + size::CONTROL;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{title}. {sentence}")));
    paint::dashed_rect(ui.painter(), rect.shrink(0.5), t.strong_rule(), 3.0, 3.0);
    let inner = rect.shrink(space::L);
    let title_rect = Rect::from_min_size(inner.min, Vec2::new(inner.width(), title_height));
    let title = paint::line(ui, title, Type::Strong, t.text, inner.width());
    paint::put_left(ui.painter(), inner.left(), title_rect, &title);
    let words_height = words.size().y;
    let words_top = title_rect.bottom() + space::XS;
    ui.painter()
        .galley(pos2(inner.left(), words_top), words, Color32::PLACEHOLDER);
    let Some(action) = action else {
        return false;
    };
    let top = words_top + words_height + space::M;
    let place = Rect::from_min_max(pos2(inner.left(), top), inner.max);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place));
    Button::quiet(action)
        .icon(Icon::Plus)
        .ui(&mut child)
        .clicked()
}

/// A key as it is printed on the keyboard.
pub fn key_cap(ui: &mut Ui, keys: &str) -> Response {
    let t = Tokens::of(ui);
    let words = paint::line(ui, keys, Type::Key, t.text3, f32::INFINITY);
    let wanted = vec2((words.size().x + 2.0 * space::XS + 2.0).ceil(), 16.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(radius::CONTROL - 1),
        Stroke::new(1.0, t.line2),
        StrokeKind::Inside,
    );
    paint::put_left(ui.painter(), rect.left() + space::XS + 1.0, rect, &words);
    response
}

/// One entry of a legend: `mark` draws into a box 12 high and `width` wide, then the words.
pub fn legend_item(
    ui: &mut Ui,
    words: &str,
    width: f32,
    mark: impl FnOnce(&egui::Painter, Rect),
) -> Response {
    let t = Tokens::of(ui);
    let galley = paint::line(ui, words, Type::Note, t.text2, f32::INFINITY);
    let wanted = vec2((width + space::DENSE + galley.size().x).ceil(), 16.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let top = rect.center().y - size::MARK / 2.0;
    let place = Rect::from_min_size(pos2(rect.left(), top), vec2(width, size::MARK));
    mark(ui.painter(), place);
    paint::put_left(ui.painter(), place.right() + space::DENSE, rect, &galley);
    response
}
