//! How each figure explains itself: on hover, with the keyboard, and in the inspector.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use eframe::egui;
use egui::{Key, Rect, Response, Role, Sense, Tooltip, Ui, WidgetInfo, pos2, vec2};
use serde_json::Value;

use super::Shown;
use crate::chart::figures::figure;
use crate::domain::deal::catalogue;
use crate::domain::deal::explain::{ExplainedInput, Explanation, Standing, Tag, explanation};
use crate::domain::deal::precedents::reference_class;
use crate::domain::deal::scenario::Figure;
use crate::domain::field::FieldRef;
use crate::domain::negotiation::Side;
use crate::domain::sourced::Grade;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::inspector;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{self, MarkKind};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::row_ground;

/// How wide an explanation stands beside its figure.
const WIDTH: f32 = 340.0;

/// The mark of a tag: what was derived from an assumption counts as assumed.
pub fn mark_of_tag(tag: &Tag) -> MarkKind {
    match tag {
        Tag::Reported { grade, .. } => match grade {
            Grade::A => MarkKind::ReportedA,
            Grade::B => MarkKind::B,
            Grade::C | Grade::Other(_) => MarkKind::C,
            Grade::D => MarkKind::Disputed,
        },
        Tag::Derived { rests_on, .. } => match rests_on {
            Standing::Reported => MarkKind::Derived,
            Standing::Unsourced => MarkKind::Unsourced,
            Standing::Assumed => MarkKind::Assumed,
        },
        Tag::Assumed { .. } => MarkKind::Assumed,
        Tag::Unsourced => MarkKind::Unsourced,
    }
}

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

/// Who makes offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The buyer.
    Us,
    /// The seller.
    Them,
}

/// What the inspector can explain on this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A figure of the engine.
    Figure(Figure),
    /// Where the last three offers of a side lead.
    Pattern(Who),
    /// How often such players came.
    Precedents,
}

impl From<Figure> for Subject {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

impl Subject {
    /// How it came about; `None` while it cannot be reckoned.
    pub fn explanation(self, shown: &Shown) -> Option<Explanation> {
        match self {
            Self::Figure(figure) => shown.explanation(figure),
            Self::Pattern(who) => {
                let side = match who {
                    Who::Us => Side::Buyer,
                    Who::Them => Side::Seller,
                };
                let offers = shown.negotiation.offers(&side, &shown.reckoning.rounds);
                by_function("concession_limit", &[("offers", offers.into())])
            }
            Self::Precedents => {
                let year = shown.reckoning.on.year();
                let class = reference_class(&shown.negotiation.buyer, year)?;
                let failures = class.cases.len() - class.signed;
                by_function(
                    "beta_prior",
                    &[
                        ("successes", class.signed.into()),
                        ("failures", failures.into()),
                    ],
                )
            }
        }
    }
}

/// The explanation of one function of the engine over what the dossier holds.
fn by_function(name: &str, fields: &[(&str, Value)]) -> Option<Explanation> {
    let function = catalogue::function(name).ok()?;
    let named = |(field, value): &(&str, Value)| ((*field).to_owned(), value.clone());
    let fields = fields.iter().map(named).collect();
    Some(explanation(function, &fields, &BTreeMap::new()))
}

/// From the left edge to the end of a value, mark included, as a part of the width.
const SPLIT: f32 = 0.62;

impl FigureRow<'_> {
    /// Shows it. The inspector follows the keyboard and the pointer; where there is no room for it,
    /// the explanation stands beside the figure.
    pub fn ui(
        self,
        ui: &mut Ui,
        ctx: &ViewCtx<'_>,
        shown: &Shown,
        view: &mut ViewState,
    ) -> Response {
        let t = Tokens::of(ui);
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        let mark = self.mark(shown);
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
                view.show_field(&field);
                response
            }
            _ => follow(ui, ctx, shown, view, self.subject, response),
        }
    }

    fn mark(&self, shown: &Shown) -> MarkKind {
        match &self.value {
            None => MarkKind::Missing,
            Some(_) => self
                .subject
                .explanation(shown)
                .map_or(MarkKind::Assumed, |how| mark_of_tag(&how.tag)),
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
pub fn follow(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    subject: Subject,
    response: Response,
) -> Response {
    if response.gained_focus() || response.clicked() {
        view.negotiate.explained = Some(subject);
        view.inspected = None;
    }
    if response.clicked() && ui.input(|input| input.key_pressed(Key::Enter)) {
        view.open_inspector(true);
    }
    let is_here = response.has_focus();
    beside(ui, ctx, shown, view, subject, (response, is_here))
}

/// The explanation beside its figure: below the pointer, or where the keyboard is and the inspector
/// is not open.
pub fn beside(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &ViewState,
    subject: Subject,
    (response, is_here): (Response, bool),
) -> Response {
    let words = |ui: &mut Ui| {
        ui.set_max_width(WIDTH);
        subject_ui(ui, shown, subject);
    };
    if is_here && !response.hovered() && !inspector::is_open(ctx, view) {
        Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, &response).show(words);
        return response;
    }
    response.on_hover_ui(words)
}

/// The figure that was asked about, in the inspector.
pub fn inspector_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let Some((subject, shown)) = view.negotiate.explained.zip(view.negotiate.current(ctx)) else {
        return;
    };
    egui::ScrollArea::vertical()
        .id_salt("inspector-figure")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(space::M).show(ui, |ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    if icon_button(ui, Icon::Close, "Close the inspector").clicked() {
                        view.open_inspector(false);
                    }
                });
                subject_ui(ui, &shown, subject);
            });
        });
}

/// What a figure is and how it came about.
pub fn subject_ui(ui: &mut Ui, shown: &Shown, subject: Subject) {
    match subject.explanation(shown) {
        Some(how) => explanation_ui(ui, &how),
        None => {
            let words = Type::Body
                .rich("Cannot be reckoned yet")
                .color(Tokens::of(ui).text2);
            ui.label(words);
        }
    }
}

/// What a figure answers, its formula, what went in, and what it rests on.
pub fn explanation_ui(ui: &mut Ui, how: &Explanation) {
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let value = how.value.map(|value| number_text(value, how.unit));
    match value {
        Some(value) => wrapped(ui, &format!("{} {value}", how.label), Type::Strong, t.text),
        None => wrapped(ui, &how.label, Type::Strong, t.text),
    }
    wrapped(ui, how.purpose, Type::Body, t.text);
    ui.add_space(space::XS);
    wrapped(ui, how.formula, Type::Body, t.text2);
    ui.add_space(space::XS);
    for input in &how.inputs {
        input_ui(ui, input);
    }
    ui.add_space(space::XS);
    let source = format!("{}. {}", capitalised(&how.words), how.source);
    wrapped(ui, &source, Type::Note, t.text2);
    wrapped(
        ui,
        &format!("Rule or paper: {}", how.mark),
        Type::Note,
        t.text3,
    );
}

fn wrapped(ui: &mut Ui, words: &str, kind: Type, colour: egui::Color32) {
    ui.add(egui::Label::new(kind.rich(words).color(colour)).wrap());
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// One input: its name, its value with its mark, and what it rests on.
fn input_ui(ui: &mut Ui, input: &ExplainedInput) {
    let t = Tokens::of(ui);
    let label = match input.label.as_str() {
        "" => input.name,
        label => label,
    };
    let wanted = vec2(ui.available_width(), 18.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let value = match &input.value {
        Value::Number(number) => number_text(number.as_f64().unwrap_or(f64::NAN), input.unit),
        value => value_text(value),
    };
    let mark = mark_of_tag(&input.tag);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Label,
            true,
            format!("{label}, {value}, {}", input.words),
        )
    });
    let name = paint::line(ui, label, Type::Note, t.text2, rect.width() * 0.6);
    paint::put_left(ui.painter(), rect.left(), rect, &name);
    basis_mark::paint_value(ui, rect, value.trim(), mark, Type::Note, t.text);
    let _ = response.on_hover_text(&input.words);
}

/// A number as the screen prints it: shares in percent, sums in millions.
fn number_text(value: f64, unit: &str) -> String {
    let plain = |value: f64, decimals| {
        let text = figure(value, decimals);
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    };
    match unit {
        "fraction" | "probability" => format!("{} %", plain(100.0 * value, 2)),
        "" => plain(value, 4),
        unit => format!("{} {unit}", plain(value, 2)),
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Null => "—".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number_text(number.as_f64().unwrap_or(f64::NAN), ""),
        Value::String(text) => text.clone(),
        Value::Array(rows) if rows.iter().any(|row| row.is_array() || row.is_object()) => {
            rows.iter().map(value_text).collect::<Vec<_>>().join("; ")
        }
        Value::Array(parts) => parts.iter().map(value_text).collect::<Vec<_>>().join(" "),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{name} {}", value_text(value)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}
