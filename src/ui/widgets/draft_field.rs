//! A field that is edited in place and keeps what was typed.
//!
//! At rest it reads like text. While it has the keyboard it holds a draft; Enter or leaving it
//! hands the value back once, Esc goes back to the value of the document. A text that cannot be
//! read stays in the field, with the reason, until it is corrected or given up; it outlives
//! frames, other views and changes of the document.

mod drafts;
mod look;
mod turn;

pub use drafts::{
    InvalidDraft, UntakenDraft, commit_focused, field_in_use, has_draft, has_invalid_drafts,
    invalid_drafts, is_typing, preset_invalid, untaken_drafts,
};

use eframe::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::text_edit::TextEditOutput;
use egui::{Align, Align2, Color32, EventFilter, Frame, Id, Key, Modifiers, Response, Shape};
use egui::{TextBuffer, TextEdit, Ui, Vec2, accesskit};

use super::basis_mark::{self, MarkKind};
use super::paint::{self, Face};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size};
use drafts::Draft;
use look::FieldState;
use turn::{Turn, pressed};

/// How a field looks at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldLook {
    /// With its edge, as in a form.
    Boxed,
    /// Like text, as in a row; the edge appears below the pointer.
    Plain,
}

/// Where the reason stands for which a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorPlace {
    /// Under the field.
    Below,
    /// Right of the field.
    Beside,
    /// The caller shows [`FieldResponse::error`], for instance under the whole row.
    Elsewhere,
}

/// What came of one field in one frame.
#[derive(Debug)]
pub struct FieldResponse<T> {
    /// The field; its id takes the focus.
    pub response: Response,
    /// A new value, once, when Enter or leaving the field took it.
    pub committed: Option<T>,
    /// Why the text that stands in the field cannot be taken.
    pub error: Option<String>,
    /// Enter was pressed and the text was taken. The field keeps the keyboard; a caller may move
    /// the focus on.
    pub entered: bool,
}

impl<T> FieldResponse<T> {
    /// Takes a value that came another way than by typing; it replaces what was typed.
    pub(super) fn take(&mut self, ui: &Ui, value: Result<T, String>) {
        match value {
            Ok(value) => {
                drafts::forget(ui.ctx(), self.response.id);
                self.committed = Some(value);
                self.error = None;
            }
            Err(why) => self.error = Some(why),
        }
    }
}

/// A text field that keeps what was typed.
#[derive(Clone, Debug)]
pub struct DraftField<'a> {
    pub(super) label: &'a str,
    pub(super) shown: &'a str,
    pub(super) id: Option<Id>,
    hint: &'a str,
    unit: &'a str,
    mark: Option<MarkKind>,
    icon: Option<Icon>,
    pub(super) width: Option<f32>,
    rows: usize,
    align: Align,
    text: Type,
    look: FieldLook,
    error_place: ErrorPlace,
    enabled: bool,
    face: Face,
}

impl<'a> DraftField<'a> {
    /// A field with its accessible name and the formatted value of the document.
    pub fn new(label: &'a str, shown: &'a str) -> Self {
        Self {
            label,
            shown,
            id: None,
            hint: "",
            unit: "",
            mark: None,
            icon: None,
            width: None,
            rows: 1,
            align: Align::LEFT,
            text: Type::Body,
            look: FieldLook::Boxed,
            error_place: ErrorPlace::Below,
            enabled: true,
            face: Face::Live,
        }
    }

    /// The id under which the draft is kept; else it comes from the label and the place.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Grey words in an empty field: what to write.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The unit, inside at the right.
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }

    /// What the value rests on; the mark stands in a slot of 16 inside at the right.
    pub fn mark(mut self, mark: MarkKind) -> Self {
        self.mark = Some(mark);
        self
    }

    /// A sign inside at the right.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The width; else all that is left.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Several lines: Enter begins a new one, Ctrl+Enter takes the text.
    pub fn multiline(mut self, rows: usize) -> Self {
        self.rows = rows.max(2);
        self
    }

    /// The text at the right, as numbers stand.
    pub fn right(mut self) -> Self {
        self.align = Align::RIGHT;
        self
    }

    /// The size and weight of the text.
    pub fn text(mut self, text: Type) -> Self {
        self.text = text;
        self
    }

    /// Reads like text until the pointer or the keyboard comes.
    pub fn plain(mut self) -> Self {
        self.look = FieldLook::Plain;
        self
    }

    /// Where the reason stands if a text cannot be taken.
    pub fn error_place(mut self, place: ErrorPlace) -> Self {
        self.error_place = place;
        self
    }

    /// Whether it can be edited.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Drawn in this state, for the gallery.
    pub fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }

    /// The id under which the draft is kept, for callers that give it the focus.
    pub fn resolved_id(&self, ui: &Ui) -> Id {
        self.id
            .unwrap_or_else(|| ui.make_persistent_id(("draft field", self.label)))
    }

    pub(super) fn is_plain(&self) -> bool {
        self.look == FieldLook::Plain
    }

    pub(super) fn has_focus(&self, ui: &Ui) -> bool {
        let id = self.resolved_id(ui);
        ui.memory(|memory| memory.has_focus(id))
    }

    /// Shows the field. `parse` reads a text or says in a sentence why it cannot be read.
    pub fn ui<T>(
        mut self,
        ui: &mut Ui,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> FieldResponse<T> {
        // The error line opens a place of its own, in which the id would come out differently.
        self.id = Some(self.resolved_id(ui));
        match self.error_place {
            ErrorPlace::Elsewhere => self.field_ui(ui, &parse),
            ErrorPlace::Below => {
                ui.vertical(|ui| {
                    let width = self.width.unwrap_or_else(|| ui.available_width());
                    let shown = self.field_ui(ui, &parse);
                    if let Some(why) = &shown.error {
                        error_line(ui, why, width);
                    }
                    shown
                })
                .inner
            }
            ErrorPlace::Beside => {
                ui.horizontal(|ui| {
                    let shown = self.field_ui(ui, &parse);
                    if let Some(why) = &shown.error {
                        let width = ui.available_width();
                        error_line(ui, why, width);
                    }
                    shown
                })
                .inner
            }
        }
    }

    fn field_ui<T>(
        self,
        ui: &mut Ui,
        parse: &impl Fn(&str) -> Result<T, String>,
    ) -> FieldResponse<T> {
        let id = self.resolved_id(ui);
        let mut draft = drafts::load(ui.ctx(), id).unwrap_or_default();
        self.label.clone_into(&mut draft.label);
        draft.follow(self.shown);

        let multiline = self.rows > 1;
        let take_key = multiline
            && ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let ground = ui.painter().add(Shape::Noop);
        let state = self.state(ui, id, &draft);
        let mut output = self.edit_ui(ui, id, &state, &mut draft.text);
        let response = output.response.response.clone();

        let turn = Turn {
            has_focus: ui.memory(|memory| memory.has_focus(id)),
            enter: take_key || (!multiline && response.lost_focus() && pressed(ui, Key::Enter)),
            escape: pressed(ui, Key::Escape),
            changed: response.changed(),
            asked: drafts::is_commit_asked(ui.ctx()),
        };
        self.select(ui, &mut draft, &mut output, turn);
        let committed = self.take(ui, id, &mut draft, turn, parse);
        if committed.is_some() {
            // The undo of the typing must not bring back what the dossier now undoes.
            output.state.clear_undoer();
            output.state.clone().store(ui.ctx(), id);
        }

        let after = FieldState {
            hovered: response.hovered() || self.face == Face::Hover,
            invalid: draft.error.is_some(),
            ..self.state(ui, id, &draft)
        };
        ui.painter().set(ground, after.ground(ui, response.rect));
        self.underline(ui, &after, &output);
        after.overlay(ui, response.rect);
        self.describe(ui, id, &draft);

        let error = draft.error.clone();
        let entered = turn.enter && error.is_none();
        drafts::store(ui.ctx(), id, draft);
        let response = response.accessible_name(self.label);
        let response = match &error {
            Some(why) => response.on_hover_text(why),
            None => response,
        };
        FieldResponse {
            response,
            committed,
            error,
            entered,
        }
    }

    fn state(&self, ui: &Ui, id: Id, draft: &Draft) -> FieldState<'a> {
        FieldState {
            look: self.look,
            unit: self.unit,
            mark: self.mark,
            icon: self.icon,
            enabled: self.enabled && ui.is_enabled(),
            hovered: false,
            focused: ui.memory(|memory| memory.has_focus(id)) || self.face == Face::Focus,
            invalid: draft.error.is_some(),
            multiline: self.rows > 1,
        }
    }

    fn edit_ui(
        &self,
        ui: &mut Ui,
        id: Id,
        state: &FieldState<'_>,
        text: &mut String,
    ) -> TextEditOutput {
        let t = Tokens::of(ui);
        let ink = if state.enabled { t.text } else { t.text3 };
        let (font, align, multiline) = (self.text.font(), self.align, state.multiline);
        let cut = !state.focused && !multiline;
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
            let text = text.as_str().to_owned();
            let mut job = if multiline {
                LayoutJob::simple(text, font.clone(), ink, width)
            } else {
                LayoutJob::simple_singleline(text, font.clone(), ink)
            };
            job.halign = align;
            job.keep_trailing_whitespace = true;
            if cut {
                job.wrap = TextWrapping::truncate_at_width(width);
            }
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let edit = if multiline {
            TextEdit::multiline(text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(text)
        };
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let vertical = if multiline { Align::TOP } else { Align::Center };
        edit.id(id)
            .font(self.text.font())
            .text_color(ink)
            .hint_text(self.text.rich(self.hint).color(t.text3))
            .frame(Frame::NONE.inner_margin(state.margin(ui)))
            .desired_width(width)
            .min_size(Vec2::new(width, size::CONTROL))
            .align(Align2([align, vertical]))
            .interactive(state.enabled)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                // In a single line, Up and Down go to the field above or below.
                vertical_arrows: multiline,
                tab: false,
                escape: true,
            })
            .layouter(&mut layouter)
            .show(ui)
    }

    fn underline(&self, ui: &Ui, state: &FieldState<'_>, output: &TextEditOutput) {
        let assumed = self.mark == Some(MarkKind::Assumed) && self.look == FieldLook::Plain;
        if !assumed || state.focused || state.invalid || output.galley.is_empty() {
            return;
        }
        let left = output.galley_pos.x + output.galley.rect.left().min(0.0);
        let left = if self.align == Align::RIGHT {
            output.response.rect.right() - size::MARK_SLOT - output.galley.size().x
        } else {
            left
        };
        let right = left + output.galley.size().x;
        let below = output.response.rect.center().y + 8.0;
        basis_mark::underline(ui.painter(), Tokens::of(ui), left, right, below);
    }

    fn describe(&self, ui: &Ui, id: Id, draft: &Draft) {
        let enabled = self.enabled && ui.is_enabled();
        ui.ctx().accesskit_node_builder(id, |node| {
            if !enabled {
                node.set_disabled();
            }
            if let Some(why) = &draft.error {
                node.set_invalid(accesskit::Invalid::True);
                node.set_description(why.as_str());
            } else if let Some(mark) = self.mark {
                node.set_description(mark.words());
            }
        });
    }
}

/// The sentence that says why a text cannot be taken.
pub fn error_line(ui: &mut Ui, why: &str, width: f32) {
    let galley = paint::block(ui, why, Type::Note, Tokens::of(ui).error, width);
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, why));
}
