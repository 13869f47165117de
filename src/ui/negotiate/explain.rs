//! How each figure explains itself: on hover, with the keyboard, and in the inspector.

use eframe::egui;
use egui::{Key, Rect, Response, Role, Sense, Tooltip, Ui, WidgetInfo, pos2, vec2};

use super::Shown;
use super::worth::PackageFigure;
use crate::domain::deal::beliefs::BELIEFS;
use crate::domain::deal::explain::{ExplainedInput, Explanation, Standing, Tag};
use crate::domain::deal::scenario::Path;
use crate::domain::field::FieldRef;
use crate::domain::id::PackageId;
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
    /// Which one it is, for its explanation.
    pub figure: Figure,
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

/// A figure by which the inspector finds its explanation again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// The buyer's most.
    Ceiling,
    /// The seller's least.
    Floor,
    /// Zone or gap.
    Room,
    /// How likely there is a zone.
    Chance,
    /// The price at the seller's power.
    Price,
    /// The best offer that can be made once.
    FinalOffer,
    /// The package that spans a gap.
    Bridge,
    /// What a rival's firm bid does to the price.
    Outside,
    /// Where the last three offers of a side lead.
    Pattern(Who),
    /// What one thing that a side could do is worth.
    Path(Path),
    /// How often such players came.
    Precedents,
    /// What a package comes to.
    OfPackage(PackageId, PackageFigure),
}

impl Figure {
    /// How it came about.
    pub fn explanation(self, shown: &Shown) -> Option<Explanation> {
        use crate::domain::deal::beliefs::Part;
        let scenario = shown.reckoning.scenario.as_ref()?;
        let part = match self {
            Self::Ceiling => Part::Buyer,
            Self::Floor => Part::Seller,
            _ => return None,
        };
        scenario.explanation(part).ok()
    }
}

/// From the left edge to the end of a value, mark included.
const VALUE_END: f32 = 222.0;
const VALUE: f32 = 84.0;

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
            let end = rect.left() + VALUE_END.min(rect.width());
            let cell = Rect::from_min_max(pos2(end - VALUE, rect.top()), pos2(end, rect.bottom()));
            let name = paint::line(ui, self.name, Type::Body, t.text, cell.left() - rect.left());
            paint::put_left(ui.painter(), rect.left(), rect, &name);
            let left = rect.left() + name.size().x + space::XS;
            let aside = paint::line(
                ui,
                self.aside,
                Type::Note,
                t.text3,
                end - VALUE + 24.0 - left,
            );
            paint::put_left(ui.painter(), left, rect, &aside);
            let kind = if self.is_strong {
                Type::Strong
            } else {
                Type::Body
            };
            basis_mark::paint_value(
                ui,
                cell,
                self.value.as_deref().unwrap_or(""),
                mark,
                kind,
                t.text,
            );
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
            _ => follow(ui, ctx, shown, view, self.figure, response),
        }
    }

    fn mark(&self, shown: &Shown) -> MarkKind {
        match &self.value {
            None => MarkKind::Missing,
            Some(_) => self
                .figure
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
    figure: Figure,
    response: Response,
) -> Response {
    if response.gained_focus() || response.clicked() {
        view.negotiate.explained = Some(figure);
        view.inspected = None;
    }
    if response.clicked() && ui.input(|input| input.key_pressed(Key::Enter)) {
        view.open_inspector(true);
    }
    let is_here = response.has_focus();
    beside(ui, ctx, shown, view, figure, (response, is_here))
}

/// The explanation beside its figure: below the pointer, or where the keyboard is and the inspector
/// is not open.
pub fn beside(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &ViewState,
    figure: Figure,
    (response, is_here): (Response, bool),
) -> Response {
    let words = |ui: &mut Ui| {
        ui.set_max_width(WIDTH);
        figure_ui(ui, shown, figure);
    };
    if is_here && !response.hovered() && !inspector::is_open(ctx, view) {
        Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, &response).show(words);
        return response;
    }
    response.on_hover_ui(words)
}

/// The figure that was asked about, in the inspector.
pub fn inspector_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let Some((figure, shown)) = view.negotiate.explained.zip(view.negotiate.current(ctx)) else {
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
                figure_ui(ui, &shown, figure);
            });
        });
}

/// What a figure is and how it came about.
pub fn figure_ui(ui: &mut Ui, shown: &Shown, figure: Figure) {
    match figure.explanation(shown) {
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
    wrapped(ui, how.purpose, Type::Strong, t.text);
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
    let label = BELIEFS
        .iter()
        .find(|spec| spec.key == input.name)
        .map_or(input.name, |spec| spec.label);
    let wanted = vec2(ui.available_width(), 18.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let value = format!("{} {}", value_text(&input.value), input.unit);
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

fn value_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            let text = format!("{number:.4}");
            let short = text.trim_end_matches('0').trim_end_matches('.');
            short.replace('-', "−")
        }
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(rows) => {
            let parts: Vec<String> = rows.iter().map(value_text).collect();
            parts.join("; ")
        }
        other => other.to_string(),
    }
}
