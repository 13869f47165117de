//! How each figure explains itself: on hover, with the keyboard, and in the inspector.

mod words;

use std::collections::BTreeMap;

use eframe::egui;
use egui::{Key, Rect, Response, Role, Sense, Tooltip, Ui, WidgetInfo, pos2, vec2};
use serde_json::Value;

pub use self::words::capitalised;
use self::words::explanation_ui;
use super::Shown;
use crate::domain::deal::catalogue;
use crate::domain::deal::explain::{Explanation, explanation};
use crate::domain::deal::field::MILLIONS;
use crate::domain::deal::figure::Figure;
use crate::domain::deal::precedents::reference_class;
use crate::domain::deal::tag::{Standing, Tag};
use crate::domain::field::FieldRef;
use crate::domain::negotiation::Side;
use crate::domain::sourced::Grade;
use crate::domain::talks::pattern::Pattern;
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
    /// The mark of what it rests on; assumed while it cannot be reckoned.
    pub fn mark(self, shown: &Shown) -> MarkKind {
        let tag = match self {
            Self::Figure(figure) => shown.tag(figure),
            Self::Pattern(_) | Self::Precedents => self.explanation(shown).map(|how| how.tag),
        };
        tag.map_or(MarkKind::Assumed, |tag| mark_of_tag(&tag))
    }

    /// How it came about; `None` while it cannot be reckoned.
    pub fn explanation(self, shown: &Shown) -> Option<Explanation> {
        match self {
            Self::Figure(figure) => shown.explanation(figure),
            Self::Pattern(who) => {
                let side = match who {
                    Who::Us => Side::Buyer,
                    Who::Them => Side::Seller,
                };
                let rounds = &shown.reckoning.rounds;
                let offers = shown.negotiation.offers(&side, rounds);
                let mut how = by_function(
                    "concession_limit",
                    &[("offers", offers.into())],
                    &ledger_tag(shown, &side),
                )?;
                how.label = match who {
                    Who::Us => "Our bids lead to".to_owned(),
                    Who::Them => "Their asks lead to".to_owned(),
                };
                if let Pattern::Leads(found) = shown.negotiation.pattern(&side, rounds) {
                    (how.value, how.unit) = (Some(found.limit), MILLIONS);
                }
                Some(how)
            }
            Self::Precedents => {
                let class = reference_class(&shown.negotiation.buyer, shown.reckoning.on)?;
                let failures = class.cases.len() - class.signed;
                let cases = [
                    ("successes", class.signed.into()),
                    ("failures", failures.into()),
                ];
                let mut how = by_function("beta_prior", &cases, &press())?;
                how.label = "He came in the end".to_owned();
                (how.value, how.unit) = (Some(class.chance.mean), "probability");
                Some(how)
            }
        }
    }
}

/// The explanation of one function of the engine over fields that rest on the same.
fn by_function(name: &str, fields: &[(&str, Value)], tag: &Tag) -> Option<Explanation> {
    let function = catalogue::function(name).ok()?;
    let tags = fields
        .iter()
        .map(|(field, _)| ((*field).to_owned(), tag.clone()));
    let tags: BTreeMap<String, Tag> = tags.collect();
    let named = |(field, value): &(&str, Value)| ((*field).to_owned(), value.clone());
    let fields = fields.iter().map(named).collect();
    Some(explanation(function, &fields, &tags))
}

/// What the rows of a side rest on: as weak as the weakest of them.
fn ledger_tag(shown: &Shown, side: &Side) -> Tag {
    let rounds = shown.negotiation.rounds.iter();
    let standings = rounds
        .filter(|round| round.side == *side)
        .map(|round| match &round.basis {
            basis if basis.assumed_by.is_some() => Standing::Assumed,
            basis if basis.is_unsourced() => Standing::Unsourced,
            _ => Standing::Reported,
        });
    Tag::Derived {
        formula: "rows of the ledger".to_owned(),
        rests_on: standings.max().unwrap_or(Standing::Unsourced),
    }
}

fn press() -> Tag {
    Tag::Reported {
        source: "the press, picked by hand".to_owned(),
        on: String::new(),
        grade: Grade::C,
    }
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
    if response.clicked() {
        // Tab and the arrows go on from where the pointer was.
        response.request_focus();
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
        Some(how) => explanation_ui(ui, &how, shown.currency()),
        None => {
            let words = Type::Body
                .rich("Cannot be reckoned yet")
                .color(Tokens::of(ui).text2);
            ui.label(words);
        }
    }
}
