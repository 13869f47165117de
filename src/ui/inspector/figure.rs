//! A figure in words: what it answers, the sum, what went in, what it rests on, its formula.

use eframe::egui;
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::values::{number_text, value_text};
use super::{nothing_ui, owner, top_ui};
use crate::domain::deal::explain::{ExplainedInput, Explanation};
use crate::domain::deal::figure::{Figure, symbols};
use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::domain::id::{NegotiationId, PlayerId};
use crate::domain::money::Currency;
use crate::domain::roster::Column;
use crate::domain::text::capitalised;
use crate::ui::ViewCtx;
use crate::ui::reckoned::{Shown, Subject, mark_of_tag};
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{self, MarkKind};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::section_heading;

const INPUT_ROW: f32 = 18.0;

/// The figure that was asked about, in the inspector.
pub(super) fn figure_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    (id, subject): (NegotiationId, Subject),
    view: &mut ViewState,
) {
    let Some(shown) = view.reckonings.shown(ctx, id) else {
        nothing_ui(ui, view);
        return;
    };
    let package = match subject {
        Subject::Figure(Figure::Package(idx, _) | Figure::Term(idx, ..)) => shown
            .negotiation
            .packages
            .get(idx)
            .map(|package| package.id),
        _ => None,
    };
    let whose = owner::of_negotiation(ctx, id, package);
    page_ui(ui, &whose, view, |ui, view| {
        match subject.explanation(&shown) {
            Some(how) => explanation_ui(ui, &how, shown.currency(), view),
            None => cannot_ui(ui),
        }
    });
}

/// A derived figure of a player.
pub(super) fn cell_ui(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    (player, column): (PlayerId, Column),
    view: &mut ViewState,
) {
    let roster = &ctx.derived.roster;
    let how = roster.row_of(player).and_then(|row| {
        Some((
            row.player.name.clone(),
            row.explanation(column, ctx.dossier)?,
        ))
    });
    let Some((name, how)) = how else {
        nothing_ui(ui, view);
        return;
    };
    page_ui(ui, &name, view, |ui, view| {
        explanation_ui(ui, &how, roster.currency(), view);
    });
}

/// The place in our squad that a player holds or would fill.
pub(super) fn place_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, player: PlayerId, view: &mut ViewState) {
    let outlook = &ctx.derived.outlook;
    let name = ctx.dossier.player(player).map_or("", |player| &player.name);
    page_ui(ui, name, view, |ui, view| {
        let t = Tokens::of(ui);
        let place = outlook.position.label();
        let title = match outlook.hole() {
            Some(hole) => format!("Squad place {place}, {}", hole.season),
            None => format!("Squad place {place}"),
        };
        Type::Strong.wrapped(ui, title, t.text);
        let sentence = outlook.sentence();
        let sentence = sentence.unwrap_or_else(|| "Nobody of ours is entered".to_owned());
        Type::Body.wrapped(ui, sentence, t.text);
        for (heading, bars) in [("Ours", &outlook.own), ("Targets", &outlook.targets)] {
            if bars.is_empty() {
                continue;
            }
            ui.add_space(space::M);
            section_heading(ui, heading, "bound until");
            for bar in bars {
                let fact = ctx.dossier.player(bar.player).map(|player| {
                    let reading = player.facts.get(FactKey::ContractEnd);
                    let reading = reading.and_then(|sourced| sourced.used_reading());
                    (
                        ctx.mark_of_fact(player, FactKey::ContractEnd),
                        reading.map_or_else(String::new, |it| ctx.source_words(&it.basis)),
                    )
                });
                let (mark, source) = fact.unwrap_or((MarkKind::Missing, String::new()));
                let until = bar.until.map_or_else(String::new, |end| end.to_string());
                let row = row_ui(ui, &bar.name, &until, mark, &source);
                let said = format!("{}, {until}, {source}", bar.name);
                row.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
                if row.clicked() {
                    view.show_field(&FieldRef::Fact(bar.player, FactKey::ContractEnd));
                }
            }
        }
    });
}

/// The frame around what is explained: whose it is, and the way to close it.
fn page_ui(
    ui: &mut Ui,
    whose: &str,
    view: &mut ViewState,
    content: impl FnOnce(&mut Ui, &mut ViewState),
) {
    egui::ScrollArea::vertical()
        .id_salt("inspector-figure")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(space::M).show(ui, |ui| {
                top_ui(ui, whose, view);
                content(ui, view);
            });
        });
}

fn cannot_ui(ui: &mut Ui) {
    let words = Type::Body
        .rich("Cannot be reckoned yet")
        .color(Tokens::of(ui).text2);
    ui.label(words);
}

/// A figure in at most six lines, for a hover: what it is, its last step, what it rests on. The
/// rest stands in the inspector.
pub fn gist_ui(ui: &mut Ui, shown: &Shown, subject: Subject) {
    let t = Tokens::of(ui);
    let Some(how) = subject.explanation(shown) else {
        cannot_ui(ui);
        return;
    };
    ui.spacing_mut().item_spacing.y = 2.0;
    let line = |ui: &mut Ui, words: String, kind: Type, ink, rows| {
        let mut job = egui::text::LayoutJob::simple(words, kind.font(), ink, ui.available_width());
        job.wrap.max_rows = rows;
        ui.label(job);
    };
    line(ui, title(&how, shown.currency()), Type::Strong, t.text, 1);
    line(ui, how.purpose.to_owned(), Type::Body, t.text, 2);
    if let Some(last) = how.steps.last() {
        line(ui, last.clone(), Type::Note, t.text2, 2);
    }
    line(
        ui,
        format!("{}. Click for the whole sum", capitalised(&how.words)),
        Type::Note,
        t.text3,
        1,
    );
}

fn title(how: &Explanation, currency: Currency) -> String {
    match how.value {
        Some(value) => format!("{} {}", how.label, number_text(value, how.unit, currency)),
        None => how.label.clone(),
    }
}

/// Shows an explanation; its sums are millions of `currency`.
fn explanation_ui(ui: &mut Ui, how: &Explanation, currency: Currency, view: &mut ViewState) {
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    Type::Strong.wrapped(ui, title(how, currency), t.text);
    parts_ui(ui, how, currency, view);
}

/// How it came about, without its name: the sum, what went in, what it rests on, the formula.
pub(super) fn parts_ui(ui: &mut Ui, how: &Explanation, currency: Currency, view: &mut ViewState) {
    let t = Tokens::of(ui);
    Type::Body.wrapped(ui, how.purpose, t.text);
    for (idx, step) in how.steps.iter().enumerate() {
        ui.add_space(space::XS);
        let words = match how.steps.len() {
            1 => step.clone(),
            _ => format!("{}. {step}", idx + 1),
        };
        Type::Body.wrapped(ui, words, t.text2);
    }
    ui.add_space(space::M);
    if !how.inputs.is_empty() {
        section_heading(ui, "What went in", "");
    }
    for input in &how.inputs {
        // What was not entered matters only where it keeps the figure away.
        if (how.value.is_none() || !input.value.is_null())
            && input_ui(ui, input, currency)
            && let Some(field) = &input.field
        {
            view.show_field(field);
        }
    }
    ui.add_space(space::XS);
    let source = match how.source {
        "" => capitalised(&how.words),
        source => format!("{}. {}", capitalised(&how.words), capitalised(source)),
    };
    Type::Note.wrapped(ui, source, t.text2);
    if !how.mark.is_empty() {
        let checked = format!("Rule or paper: {}", how.mark);
        Type::Note.wrapped(ui, checked, t.text3);
    }
    if !how.formula.is_empty() {
        ui.add_space(space::XS);
        Type::Note.wrapped(ui, how.formula, t.text3);
        let symbols = symbols(how.formula);
        let symbols = symbols
            .iter()
            .map(|(symbol, words)| format!("{symbol} {words}"));
        let symbols = symbols.collect::<Vec<_>>().join("; ");
        if !symbols.is_empty() {
            Type::Note.wrapped(ui, symbols, t.text3);
        }
    }
}

/// One input: its name, its value with its mark, and what it rests on. True if it was clicked.
fn input_ui(ui: &mut Ui, input: &ExplainedInput, currency: Currency) -> bool {
    let label = match input.label.as_str() {
        "" => input.name,
        label => label,
    };
    let value = value_text(&input.value, input.unit, currency);
    let response = row_ui(ui, label, &value, mark_of_tag(&input.tag), &input.note);
    let said = format!("{label}, {value}, {}", input.words);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let clicked = response.clicked() && input.field.is_some();
    let _ = response.on_hover_text(said);
    clicked
}

/// A name with its value beside it, below them what is to be known of it. A value too long for the
/// line stands below its name.
fn row_ui(ui: &mut Ui, label: &str, value: &str, mark: MarkKind, note: &str) -> egui::Response {
    let t = Tokens::of(ui);
    let width = ui.available_width();
    let value_width = paint::line(ui, value, Type::Note, t.text, f32::INFINITY)
        .size()
        .x;
    let label_width = paint::line(ui, label, Type::Note, t.text2, f32::INFINITY)
        .size()
        .x;
    let beside = label_width + value_width + space::S + size::MARK_SLOT <= width;
    let below = match (beside, note) {
        (true, note) => note.to_owned(),
        (false, "") => value.to_owned(),
        (false, note) => format!("{value}; {note}"),
    };
    let (ink, kind) = (t.text3, Type::Note);
    let block = (!below.is_empty()).then(|| paint::block(ui, &below, kind, ink, width));
    let height = INPUT_ROW + block.as_ref().map_or(0.0, |block| block.size().y + 2.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let line = rect.with_max_y(rect.top() + INPUT_ROW);
    let room = width - size::MARK_SLOT - if beside { value_width + space::S } else { 0.0 };
    let name = paint::line(ui, label, Type::Note, t.text2, room);
    paint::put_left(ui.painter(), line.left(), line, &name);
    if beside {
        let left = line.left() + name.size().x + space::S;
        let right = (left + value_width + size::MARK_SLOT + 2.0).min(line.right());
        let cell = Rect::from_min_max(pos2(left, line.top()), pos2(right, line.bottom()));
        basis_mark::paint_value(ui, cell, value, mark, Type::Note, t.text);
    } else {
        mark.paint_in_slot(ui.painter(), t, line);
    }
    if let Some(block) = block {
        let at = pos2(rect.left(), line.bottom());
        ui.painter().galley(at, block, ink);
    }
    response
}
