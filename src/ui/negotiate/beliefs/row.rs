//! One belief: its name, how low and how high it may be, its value; or its question while there is
//! none.

use eframe::egui;
use egui::{Color32, Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};
use rust_decimal::prelude::ToPrimitive as _;

use super::super::{Page, Shown};
use crate::domain::belief::{BeliefKind, BeliefSpec, Part};
use crate::domain::deal::tornado::{standard_step, takes_range};
use crate::domain::edit::NegotiationEdit;
use crate::domain::field::FieldRef;
use crate::domain::figures::{figure, tied};
use crate::domain::money::Currency;
use crate::domain::negotiation::{BeliefRange, BeliefValue};
use crate::domain::typed;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, error_line};
use crate::ui::widgets::paint;

/// The place of a value and its mark.
const FIELD: f32 = 84.0;
/// The place of the unit before it.
const UNIT: f32 = 42.0;
/// The place of low and high before that.
const RANGE: f32 = 74.0;

/// The right edge of low and high in a row.
pub fn range_right(row: Rect) -> f32 {
    row.right() - FIELD - UNIT - space::S
}

/// The field of a value, to which Enter goes on.
pub fn field_id(shown: &Shown, spec: &BeliefSpec) -> Id {
    Id::unique(("belief", shown.negotiation.id, spec.key))
}

/// The row. True if Enter took a value.
pub fn belief_ui(ui: &mut Ui, page: &mut Page<'_>, spec: &'static BeliefSpec) -> bool {
    let currency = page.ctx.dossier.head.currency;
    let sourced = page.shown.negotiation.beliefs.get(spec.key);
    let value = sourced.and_then(|sourced| sourced.value());
    let width = ui.available_width();
    let has_range = value.is_some() && takes_range(spec);
    let (rect, row) = words_ui(ui, spec, value, currency, has_range);
    if let Some(value) = value {
        let basis = sourced.and_then(|sourced| Some(&sourced.used_reading()?.basis));
        let whose = basis.map_or_else(String::new, |basis| page.ctx.source_words(basis));
        let lines = [
            spec.question.to_owned(),
            usual_text(spec),
            whose,
            reach_text(page.shown, spec, page.state.from_their_chair),
            "Ctrl+I: who assumes it, other cases, history".to_owned(),
        ];
        let said = lines.into_iter().filter(|line| !line.is_empty());
        let _ = row.on_hover_text(said.collect::<Vec<_>>().join("\n"));
        if has_range {
            range_ui(ui, page, (spec, value), rect);
        }
    }
    let entered = value_ui(ui, page, spec, rect);
    let outside = value
        .zip(page.shown.negotiation.ranges.get(spec.key))
        .filter(|(value, range)| !range.holds(value));
    if let Some((value, range)) = outside {
        error_line(ui, &format!("{value} lies outside {range}"), width);
    }
    entered
}

/// The words of the row and its rule.
fn words_ui(
    ui: &mut Ui,
    spec: &BeliefSpec,
    value: Option<&BeliefValue>,
    currency: Currency,
    has_range: bool,
) -> (Rect, egui::Response) {
    let t = Tokens::of(ui);
    let is_foreign = matches!(value, Some(BeliefValue::Money(sum)) if sum.currency != currency);
    let unit = match spec.kind {
        _ if is_foreign => String::new(),
        BeliefKind::Money => format!("{currency} m"),
        BeliefKind::Percent => "%".to_owned(),
    };
    let width = ui.available_width();
    let taken = if has_range { RANGE + space::S } else { 0.0 };
    let room = width - FIELD - UNIT - taken - space::M;
    let words = if value.is_some() {
        paint::line(ui, spec.label, Type::Body, t.text2, room)
    } else {
        paint::block(ui, spec.question, Type::Body, t.text, room)
    };
    let usual = value.is_none().then(|| {
        let usual = usual_text(spec);
        paint::block(ui, &usual, Type::Note, t.text3, room)
    });
    let lines = words.size().y + usual.as_ref().map_or(0.0, |usual| usual.size().y);
    let height = (lines + space::S).max(size::ROW);
    let (rect, row) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let top = rect.top() + (size::ROW - words.size().y.min(16.0)) / 2.0;
    let below = top + words.size().y;
    ui.painter()
        .galley(pos2(rect.left(), top), words, Color32::PLACEHOLDER);
    if let Some(usual) = usual {
        let at = pos2(rect.left(), below);
        ui.painter().galley(at, usual, Color32::PLACEHOLDER);
    }
    paint::rule_below(ui.painter(), rect, t.rule());
    let line = Rect::from_min_size(rect.min, vec2(width, size::ROW));
    let right = rect.right() - FIELD - space::S;
    let unit = paint::line(ui, &unit, Type::Note, t.text3, UNIT);
    paint::put_right(ui.painter(), right, line, &unit);
    (rect, row)
}

/// The value, or the empty field of the question.
fn value_ui(ui: &mut Ui, page: &mut Page<'_>, spec: &'static BeliefSpec, rect: Rect) -> bool {
    let currency = page.ctx.dossier.head.currency;
    let sourced = page.shown.negotiation.beliefs.get(spec.key);
    let value = sourced.and_then(|sourced| sourced.value());
    let text = value.map_or_else(String::new, |value| belief_text(value, currency));
    let hint = match spec.default {
        Some(default) => default_text(spec, default).replace(" %", ""),
        None => String::new(),
    };
    let mark = sourced.map(|sourced| page.ctx.mark_of_sourced(sourced));
    let field = DraftField::new(spec.label, &text)
        .id(field_id(page.shown, spec))
        .hint(&hint)
        .mark(mark.unwrap_or(MarkKind::Missing))
        .width(FIELD)
        .right()
        .error_place(ErrorPlace::Elsewhere);
    let field = if value.is_some() {
        field.plain()
    } else {
        field
    };
    let place = Rect::from_min_max(pos2(rect.right() - FIELD, rect.top()), rect.max);
    let builder = UiBuilder::new().id_salt(spec.key).max_rect(place);
    let field = field.ui(&mut ui.new_child(builder), |text| {
        typed::belief(spec.kind, text, currency).map_err(|err| err.to_string())
    });
    if let Some(why) = &field.error {
        error_line(ui, why, rect.width());
    }
    let at = FieldRef::Belief(page.shown.negotiation.id, spec.key.to_owned());
    page.view.follow(&at, &field.response);
    if let Some(value) = field.committed {
        let edit = NegotiationEdit::EnterBelief {
            key: spec.key.to_owned(),
            value,
            reading: page.ctx.new_id(),
            by: page.ctx.editor.author().to_owned(),
        };
        page.edit(edit);
    }
    field.entered
}

/// How low and how high it may be. While nobody says so, the standard step stands in the field as
/// a hint.
fn range_ui(
    ui: &mut Ui,
    page: &mut Page<'_>,
    (spec, value): (&'static BeliefSpec, &BeliefValue),
    rect: Rect,
) {
    // A sum in another currency is moved in that currency.
    let currency = match value {
        BeliefValue::Money(sum) => sum.currency,
        BeliefValue::Percent(_) | BeliefValue::Years(_) => page.ctx.dossier.head.currency,
    };
    let range = page.shown.negotiation.ranges.get(spec.key);
    let text = range.map_or_else(String::new, |range| range_text(range, currency));
    let step = step_text(page.shown, spec, value);
    let name = format!("Low and high of {}", spec.label.to_lowercase());
    let field = DraftField::new(&name, &text)
        .id(Id::unique((
            "belief range",
            page.shown.negotiation.id,
            spec.key,
        )))
        .hint(if step.is_empty() { "—" } else { &step })
        .text(Type::Note)
        .width(RANGE)
        .right()
        .plain()
        .error_place(ErrorPlace::Elsewhere);
    let right = range_right(rect);
    let place = Rect::from_min_max(pos2(right - RANGE, rect.top()), pos2(right, rect.bottom()));
    let builder = UiBuilder::new()
        .id_salt(("range", spec.key))
        .max_rect(place);
    let field = field.ui(&mut ui.new_child(builder), |text| {
        typed::belief_range(spec.kind, text, currency).map_err(|err| err.to_string())
    });
    if let Some(why) = &field.error {
        error_line(ui, why, rect.width());
    }
    if field.response.gained_focus() {
        let at = FieldRef::Belief(page.shown.negotiation.id, spec.key.to_owned());
        page.view.inspect(&at);
    }
    let words = match (range.is_some(), step.is_empty()) {
        (true, _) => {
            "Your range; the bars of the limit run between both ends. Emptied, the standard step holds"
        }
        (false, false) => "The standard step, an assumption of the program. Type your own, as 2–12",
        (false, true) => "How low and how high it may be, as 2–12; the limit then has a bar for it",
    };
    field.response.on_hover_text(words);
    if let Some(range) = field.committed {
        let edit = NegotiationEdit::SetRange(spec.key.to_owned(), range);
        page.edit(edit);
    }
}

/// What is usual, and what holds until somebody says otherwise.
fn usual_text(spec: &BeliefSpec) -> String {
    let usual = spec.typical_text();
    match spec.default {
        Some(default) => format!(
            "{usual}. Until you say so: {}",
            tied(&default_text(spec, default))
        ),
        None => usual,
    }
}

/// How far the limit of the side in the chair moves if this belief is wrong.
fn reach_text(shown: &Shown, spec: &BeliefSpec, theirs: bool) -> String {
    let Some(evaluation) = shown.evaluation() else {
        return String::new();
    };
    let (whose, bars) = if theirs {
        ("their floor", &evaluation.tornado_seller)
    } else {
        ("our ceiling", &evaluation.tornado_buyer)
    };
    let Some(bar) = bars.iter().find(|bar| bar.key == spec.key) else {
        return String::new();
    };
    let (factor, unit) = match spec.kind {
        BeliefKind::Money => (1.0, "m"),
        BeliefKind::Percent => (100.0, " %"),
    };
    format!(
        "From {}{unit} to {}{unit} {whose} goes from {} to {}",
        figure(factor * bar.low, 1),
        figure(factor * bar.high, 1),
        figure(bar.at_low, 2),
        figure(bar.at_high, 2)
    )
}

/// Low and high as they are typed: `2–12`, `−8 to 2`.
fn range_text(range: &BeliefRange, currency: Currency) -> String {
    let (low, high) = (
        belief_text(&range.low, currency),
        belief_text(&range.high, currency),
    );
    joined(&low, &high)
}

/// A dash before a minus reads as one sign.
fn joined(low: &str, high: &str) -> String {
    if low.contains('−') || high.contains('−') || low.contains(' ') {
        format!("{low} to {high}")
    } else {
        format!("{low}–{high}")
    }
}

/// What the tornado takes while nobody says how low and how high it may be, in the currency of the
/// value; empty if it takes nothing.
fn step_text(shown: &Shown, spec: &BeliefSpec, value: &BeliefValue) -> String {
    let Some(scenario) = &shown.reckoning.scenario else {
        return String::new();
    };
    let part = if spec.part == Part::Seller {
        Part::Seller
    } else {
        Part::Buyer
    };
    let Some((low, high)) = standard_step(scenario, part, spec.key) else {
        return String::new();
    };
    let known = scenario.beliefs.get(spec.key);
    let factor = match value {
        BeliefValue::Money(sum) if known != 0.0 => sum.millions().to_f64().unwrap_or(known) / known,
        BeliefValue::Money(_) | BeliefValue::Years(_) => 1.0,
        BeliefValue::Percent(_) => 100.0,
    };
    let text = |value: f64| {
        let text = figure(factor * value, 1);
        text.trim_end_matches(".0").to_owned()
    };
    joined(&text(low), &text(high))
}

fn default_text(spec: &BeliefSpec, default: f64) -> String {
    match spec.kind {
        BeliefKind::Money => format!("{default}"),
        BeliefKind::Percent => format!("{} %", (default * 1e4).round() / 1e2),
    }
}

/// A belief as it is typed: millions without their unit in the dossier's currency, percent without
/// the sign.
fn belief_text(value: &BeliefValue, currency: Currency) -> String {
    match value {
        BeliefValue::Money(sum) if sum.currency == currency => {
            sum.millions().normalize().to_string().replace('-', "−")
        }
        BeliefValue::Money(sum) => sum.to_string(),
        BeliefValue::Percent(share) => share.to_string().trim_end_matches(" %").to_owned(),
        BeliefValue::Years(years) => years.to_string(),
    }
}
