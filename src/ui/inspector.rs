//! The inspector: what the focused value rests on, what is wrong with it, how it changed, and what
//! it means.

mod basis;
mod compared;
mod figure;
mod metric;
mod owner;
mod rows;
mod values;

pub use self::basis::named_source;
pub use self::figure::gist_ui;
pub use self::metric::{better_words, definitions_ui, kind_words};

use eframe::egui;

use self::rows::readings_ui;
use super::ViewCtx;
use super::state::{Inspected, Screen, ViewState};
use super::tokens::{Tokens, Type, size, space};
use super::widgets::button;
use super::widgets::rows::Sign;
use super::widgets::rows::{FindingRow, section_heading};
use crate::domain::belief::belief;
use crate::domain::fact::FactKey;
use crate::domain::field::{FieldRef, HeadField, PlayerField};
use crate::domain::finding::{Finding, Weight};
use crate::domain::stats;
use crate::editor::command::Commands;

/// Entries of the history that are shown.
const HISTORY: usize = 12;

/// True if the inspector is open now.
pub fn is_open(view: &ViewState) -> bool {
    let has_one = match view.screen {
        Screen::Overview
        | Screen::Profile
        | Screen::Players
        | Screen::Negotiate
        | Screen::Compare => true,
        Screen::Data => matches!(view.inspected, Some(Inspected::Metric(_))),
        Screen::Sources => false,
    };
    view.wants_inspector() && has_one
}

/// Lets go of what is gone, and of what belongs to another player or negotiation than the one on the
/// screen.
pub fn settle(ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let Some(inspected) = &view.inspected else {
        return;
    };
    let shown = match view.screen {
        Screen::Profile => owner::Owner {
            player: view.player,
            negotiation: None,
        },
        Screen::Negotiate => {
            let shown = view.reckonings.current(ctx, view.negotiation);
            owner::Owner {
                player: shown.as_ref().map(|shown| shown.player.id),
                negotiation: shown.as_ref().map(|shown| shown.negotiation.id),
            }
        }
        _ => owner::Owner::default(),
    };
    if !owner::is_of(ctx, inspected, shown) {
        view.inspected = None;
    }
}

/// The inspector of a narrow window: above the right side of the screen, as long as it is asked for.
pub fn over_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let window = ui.ctx().content_rect();
    let place = egui::Rect::from_min_max(
        egui::pos2(window.right() - size::INSPECTOR, window.top() + size::STRIP),
        egui::pos2(window.right(), window.bottom() - size::STATUS),
    );
    egui::Area::new(egui::Id::unique("inspector above"))
        .order(egui::Order::Middle)
        .fixed_pos(place.min)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            ui.set_min_size(place.size());
            ui.set_max_size(place.size());
            let fill = Tokens::of(ui).raised;
            ui.painter().rect_filled(place, 0.0, fill);
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place));
            inspector_ui(&mut inner, ctx, view, out);
        });
}

/// The inspector.
pub fn inspector_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let left = ui.max_rect().left() + 0.5;
    ui.painter()
        .vline(left, ui.max_rect().y_range(), t.strong_rule());
    match view.inspected.clone() {
        None => nothing_ui(ui, view),
        Some(Inspected::Metric(key)) => {
            if let Some(metric) = stats::metric(key) {
                metric::metric_ui(ui, metric, view);
            }
        }
        Some(Inspected::Figure(id, subject)) => figure::figure_ui(ui, ctx, (id, subject), view),
        Some(Inspected::Cell(player, column)) => figure::cell_ui(ui, ctx, (player, column), view),
        Some(Inspected::SquadPlace(player)) => figure::place_ui(ui, ctx, player, view),
        Some(Inspected::Compared(row, player)) => {
            compared::compared_ui(ui, ctx, (&row, player), view, out);
        }
        Some(Inspected::Field(field)) => field_ui(ui, ctx, &field, view, out),
    }
}

/// Nothing is chosen: how to choose.
fn nothing_ui(ui: &mut egui::Ui, view: &mut ViewState) {
    egui::Frame::new().inner_margin(space::M).show(ui, |ui| {
        top_ui(ui, "Inspector", view);
        let words = "Click a figure, or go to it with the keys. What it rests on then stands here: its source, \
                     the sum behind it and its history.";
        Type::Body.wrapped(ui, words, Tokens::of(ui).text2);
    });
}

/// Whose it is, and the way to close the inspector.
fn top_ui(ui: &mut egui::Ui, whose: &str, view: &mut ViewState) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.label(Type::Note.rich(whose).color(t.text3));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button::icon_button(ui, super::icons::Icon::Close, "Close the inspector").clicked() {
                view.open_inspector(false);
            }
        });
    });
}

/// A field with its readings, findings and history.
fn field_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    field: &FieldRef,
    view: &mut ViewState,
    out: &mut Commands,
) {
    egui::ScrollArea::vertical()
        .id_salt("inspector")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(space::M).show(ui, |ui| {
                ui.push_id(field, |ui| {
                    header_ui(ui, ctx, field, view);
                    readings_ui(ui, ctx, field, view, out);
                    findings_ui(ui, ctx, field);
                    history_ui(ui, ctx, field);
                    definition_ui(ui, field);
                });
            });
        });
}

fn header_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, field: &FieldRef, view: &mut ViewState) {
    let t = Tokens::of(ui);
    top_ui(ui, &owner::whose(ctx, field), view);
    ui.label(Type::Section.rich(field.label()));
    let value = ctx.dossier.text_at(field);
    if value.is_empty() {
        ui.label(Type::Body.rich("Not entered").color(t.text3));
        return;
    }
    let unit = match field {
        FieldRef::Fact(_, key) => key.unit(),
        _ => "",
    };
    let kind = if value.chars().count() <= 18 {
        Type::Figure
    } else {
        Type::Strong
    };
    ui.add(egui::Label::new(kind.rich(format!("{value} {unit}").trim().to_owned())).wrap());
}

fn findings_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, field: &FieldRef) {
    let mut found = ctx.derived.findings.at(field).peekable();
    if found.peek().is_none() {
        return;
    }
    ui.add_space(space::L);
    section_heading(ui, "Findings", "");
    for finding in found {
        let t = Tokens::of(ui);
        let sign = sign_of(finding.weight);
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(16.0), egui::Sense::hover());
            sign.icon()
                .paint_at(ui.painter(), rect.center(), 14.0, sign.colour(t));
            Type::Body.wrapped(ui, &finding.text, t.text2);
        });
    }
}

fn history_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, field: &FieldRef) {
    ui.add_space(space::L);
    section_heading(ui, "History", "");
    let t = Tokens::of(ui);
    let changes = ctx
        .dossier
        .changes
        .values()
        .rev()
        .filter(|change| change.field.as_ref() == Some(field));
    let mut any = false;
    for change in changes.take(HISTORY) {
        any = true;
        let when = change.at.format("%-d %b %Y, %H:%M");
        let by = if change.by.is_empty() {
            String::new()
        } else {
            format!(", {}", change.by)
        };
        let dash = |text: &str| {
            if text.is_empty() {
                "—".to_owned()
            } else {
                text.to_owned()
            }
        };
        let words = format!("{} → {}", dash(&change.before), dash(&change.after));
        ui.add(egui::Label::new(Type::Body.rich(words)).wrap());
        ui.label(Type::Note.rich(format!("{when}{by}")).color(t.text3));
        ui.add_space(space::XS);
    }
    if !any {
        ui.label(
            Type::Body
                .rich("No edits since it was entered")
                .color(t.text2),
        );
    }
}

fn definition_ui(ui: &mut egui::Ui, field: &FieldRef) {
    let words = match field {
        FieldRef::Belief(_, key) => belief(key).map(|spec| {
            let usual = spec.typical_text();
            std::borrow::Cow::Owned(format!("{} {usual}", spec.question))
        }),
        _ => definition(field).map(std::borrow::Cow::Borrowed),
    };
    let Some(words) = words else {
        return;
    };
    ui.add_space(space::L);
    section_heading(ui, "Definition", "");
    Type::Body.wrapped(ui, words, Tokens::of(ui).text2);
}

fn definition(field: &FieldRef) -> Option<&'static str> {
    Some(match field {
        FieldRef::Fact(_, key) => FactKey::definition(*key),
        FieldRef::Spell(..) => {
            "One absence, both days included. Days on which two injuries overlap count once. Rest, illness, \
             suspension and quarantine do not count against availability unless the row says so."
        }
        FieldRef::Valuation(..) => {
            "What its source held him to be worth on that date. Not a price that anybody asked."
        }
        FieldRef::Transfer(..) => {
            "A move as its source prints it. Two sources that print different fees are both kept."
        }
        FieldRef::Season(..) => {
            "Totals of one provider in one competition. Providers count differently and are not mixed."
        }
        FieldRef::Training(..) => {
            "Ages, birthday to birthday, at which a club trained him. They decide the solidarity share."
        }
        FieldRef::Round(..) => {
            "A figure that one side named or is said to have in mind. A printed conversion is kept as printed."
        }
        FieldRef::Player(_, PlayerField::Coverage) => {
            "The span for which his injuries are known. Days outside it are unknown, not healthy."
        }
        FieldRef::Head(HeadField::DecisionDate) => {
            "All ages, months left and availabilities are computed at this date, never at today’s."
        }
        _ => return None,
    })
}

/// The sign of a weight.
fn sign_of(weight: Weight) -> Sign {
    match weight {
        Weight::Error => Sign::Error,
        Weight::Warning => Sign::Warning,
        Weight::Note => Sign::Note,
    }
}

/// A finding as a row that leads to its field.
pub fn finding_row(finding: &Finding) -> FindingRow<'_> {
    FindingRow {
        sign: sign_of(finding.weight),
        subject: &finding.subject,
        sentence: &finding.text,
        kind: finding.kind.label(),
        selected: false,
    }
}
