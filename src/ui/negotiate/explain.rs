//! The rows of figures, and how each explains itself: on hover, with the keyboard, in the inspector.

use eframe::egui;
use egui::{Rect, Response, Role, Sense, Tooltip, Ui, WidgetInfo, pos2, vec2};

use super::{Page, Shown, Subject};
use crate::domain::field::FieldRef;
use crate::ui::inspector;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{self, MarkKind};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::row_ground;

/// How wide an explanation stands beside its figure.
const WIDTH: f32 = 340.0;

/// One figure of the right side with what is needed to show and to explain it.
pub struct FigureRow<'a> {
    /// Its name: “Our ceiling”.
    pub name: &'a str,
    /// Small words behind the name: a unit, a rate.
    pub aside: &'a str,
    /// As it is printed; `None` if it cannot be reckoned.
    pub value: Option<String>,
    /// More of it, right of the mark: “36 % he signs”; or why there is none.
    pub note: &'a str,
    /// True for a figure on which the decision hangs.
    pub is_strong: bool,
    /// True in a list of long names; they get more of the width than the notes.
    pub is_long: bool,
    /// Which one it is, for its explanation.
    pub subject: Subject,
    /// What a click leads to instead of the explanation: the first thing that is missing.
    pub leads_to: Option<FieldRef>,
}

/// From the left edge to the end of a value, mark included, as a part of the width.
const SPLIT: f32 = 0.62;

impl<'a> FigureRow<'a> {
    /// A figure that is not known yet, without any words around it.
    pub fn new(name: &'a str, subject: impl Into<Subject>) -> Self {
        Self {
            name,
            aside: "",
            value: None,
            note: "",
            is_strong: false,
            is_long: false,
            subject: subject.into(),
            leads_to: None,
        }
    }

    /// Shows it. The inspector follows the keyboard and the pointer; where there is no room for it,
    /// the explanation stands beside the figure.
    pub fn ui(self, ui: &mut Ui, page: &mut Page<'_>) -> Response {
        let t = Tokens::of(ui);
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        let mark = self.mark(page.shown);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.words(mark)));
        if ui.is_rect_visible(rect) {
            row_ground(ui, rect, &response, false);
            let split = if self.is_long { 0.78 } else { SPLIT };
            let end = rect.left() + (split * rect.width()).round();
            let cell = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
            let kind = if self.is_strong {
                Type::Strong
            } else {
                Type::Body
            };
            let value = self.value.as_deref().unwrap_or("—");
            let value_width = paint::line(ui, value, kind, t.text, cell.width()).size().x;
            let room = cell.width() - size::MARK_SLOT - value_width - space::S;
            let name = paint::line(ui, self.name, Type::Body, t.text, room);
            paint::put_left(ui.painter(), rect.left(), rect, &name);
            let left = name.size().x + space::XS;
            let aside = paint::line(ui, self.aside, Type::Note, t.text3, room - left);
            paint::put_left(ui.painter(), rect.left() + left, rect, &aside);
            basis_mark::paint_value(ui, cell, value, mark, kind, t.text);
            let note = paint::line(
                ui,
                self.note,
                Type::Body,
                t.text2,
                rect.right() - end - space::S,
            );
            paint::put_left(ui.painter(), end + space::S, rect, &note);
        }
        match self.leads_to {
            Some(field) if response.clicked() => {
                page.view.show_field(&field);
                response
            }
            _ => follow(ui, page, self.subject, response),
        }
    }

    fn mark(&self, shown: &Shown) -> MarkKind {
        match &self.value {
            None => MarkKind::Missing,
            Some(_) => self.subject.mark(shown),
        }
    }

    /// “Our ceiling EUR m, 24.95, assumed”.
    fn words(&self, mark: MarkKind) -> String {
        let parts = [
            [self.name, self.aside].join(" ").trim().to_owned(),
            self.value.clone().unwrap_or_default(),
            mark.words().to_owned(),
            self.note.to_owned(),
        ];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(", ")
    }
}

/// Lets the inspector follow a figure, and explains it beside it where the pointer rests or where
/// the inspector has no room.
pub fn follow(ui: &Ui, page: &mut Page<'_>, subject: Subject, response: Response) -> Response {
    if response.gained_focus() {
        page.explain(Some(subject));
    }
    if response.clicked() {
        // Tab and the arrows go on from where the pointer was.
        response.request_focus();
        page.ask(subject);
    } else if page.state.keep == Some(subject) {
        page.state.keep = None;
        response.scroll_to_me(None);
        response.request_focus();
    }
    let is_here = response.has_focus();
    beside(ui, page, subject, response, is_here)
}

/// The explanation beside its figure: below the pointer, or where the keyboard is and the inspector
/// is not open.
pub fn beside(
    ui: &Ui,
    page: &Page<'_>,
    subject: Subject,
    response: Response,
    is_here: bool,
) -> Response {
    let words = |ui: &mut Ui| {
        ui.set_max_width(WIDTH);
        inspector::gist_ui(ui, page.shown, subject);
    };
    if is_here && !response.hovered() && !inspector::is_open(page.view) {
        Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, &response).show(words);
        return response;
    }
    response.on_hover_ui(words)
}
