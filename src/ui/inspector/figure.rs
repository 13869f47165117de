//! A figure of the negotiation in words: what it answers, its formula, what went in, what it rests on.

use chrono::NaiveDate;
use eframe::egui;
use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use serde_json::Value;

use crate::domain::date::day_text;
use crate::domain::deal::explain::{ExplainedInput, Explanation};
use crate::domain::figures::figure;
use crate::domain::money::Currency;
use crate::domain::text::capitalised;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::reckoned::{Shown, Subject, mark_of_tag};
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark;
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::paint;

const INPUT_ROW: f32 = 18.0;

/// The figure that was asked about, in the inspector.
pub(super) fn figure_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, subject: Subject, view: &mut ViewState) {
    let Some(shown) = view.reckonings.current(ctx, view.negotiation) else {
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

/// Shows an explanation; its sums are millions of `currency`.
fn explanation_ui(ui: &mut Ui, how: &Explanation, currency: Currency) {
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let title = match how.value {
        Some(value) => format!("{} {}", how.label, number_text(value, how.unit, currency)),
        None => how.label.clone(),
    };
    Type::Strong.wrapped(ui, &title, t.text);
    Type::Body.wrapped(ui, how.purpose, t.text);
    ui.add_space(space::XS);
    Type::Body.wrapped(ui, how.formula, t.text2);
    ui.add_space(space::XS);
    for input in &how.inputs {
        // What was not entered matters only where it keeps the figure away.
        if how.value.is_none() || !input.value.is_null() {
            input_ui(ui, input, currency);
        }
    }
    ui.add_space(space::XS);
    let source = format!("{}. {}", capitalised(&how.words), how.source);
    Type::Note.wrapped(ui, &source, t.text2);
    let checked = format!("Rule or paper: {}", how.mark);
    Type::Note.wrapped(ui, &checked, t.text3);
}

/// One input: its name, its value with its mark, and what it rests on.
fn input_ui(ui: &mut Ui, input: &ExplainedInput, currency: Currency) {
    let t = Tokens::of(ui);
    let label = match input.label.as_str() {
        "" => input.name,
        label => label,
    };
    let wanted = vec2(ui.available_width(), INPUT_ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let value = value_text(&input.value, input.unit, currency);
    let mark = mark_of_tag(&input.tag);
    let said = format!("{label}, {value}, {}", input.words);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let name = paint::line(ui, label, Type::Note, t.text2, rect.width() * 0.6);
    paint::put_left(ui.painter(), rect.left(), rect, &name);
    let left = rect.left() + name.size().x + space::S;
    let cell = Rect::from_min_max(pos2(left, rect.top()), rect.max);
    basis_mark::paint_value(ui, cell, &value, mark, Type::Note, t.text);
    let _ = response.on_hover_text(said);
}

/// A number as the screen prints it: shares in percent, sums in millions of the currency.
fn number_text(value: f64, unit: &str, currency: Currency) -> String {
    let plain = |value: f64, decimals| {
        let text = figure(value, decimals);
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    };
    if unit == "m" || unit.starts_with("m ") {
        return format!("{currency} {}{unit}", figure(value, 2));
    }
    match unit {
        "fraction" | "probability" => format!("{} %", plain(100.0 * value, 2)),
        "" => plain(value, 4),
        unit => format!("{} {unit}", plain(value, 2)),
    }
}

/// A value of the engine in words: days as days, and the numbers of a payment by their names.
fn value_text(value: &Value, unit: &str, currency: Currency) -> String {
    let each = |values: &[Value], unit: &str, between: &str| {
        let texts = values.iter().map(|value| value_text(value, unit, currency));
        texts.collect::<Vec<_>>().join(between)
    };
    match value {
        Value::Null => "—".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number_text(number.as_f64().unwrap_or(f64::NAN), unit, currency),
        Value::String(text) => match text.parse::<NaiveDate>() {
            Ok(day) => day_text(day),
            Err(_) => text.clone(),
        },
        Value::Array(rows) if rows.iter().any(|row| row.is_array() || row.is_object()) => {
            each(rows, unit, "; ")
        }
        // A part of the fee: its day or year, and its share.
        Value::Array(pair) if unit.ends_with("share") => match pair.as_slice() {
            [when, share] => format!(
                "{} {}",
                value_text(when, "", currency),
                value_text(share, "fraction", currency)
            ),
            _ => each(pair, "", " "),
        },
        Value::Array(parts) => each(parts, "", " "),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let unit = match name.as_str() {
                    "amount" | "fee" | "price" => "m",
                    "ours" | "theirs" | "chance" => "fraction",
                    _ => "",
                };
                format!("{name} {}", value_text(value, unit, currency))
            })
            .collect::<Vec<_>>()
            .join(", "),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn inputs_read_as_the_screen_prints_them() {
        for (value, unit, words) in [
            (json!(22.17), "m", "EUR 22.17m"),
            (json!(-3), "m", "EUR −3.00m"),
            (json!(4.683), "m per year", "EUR 4.68m per year"),
            (json!(0.125), "fraction", "12.5 %"),
            (json!(32.725), "matches", "32.73 matches"),
            (json!(null), "m", "—"),
            (json!("2030-06-30"), "", "30 Jun 2030"),
            (
                json!([["2025-07-11", 0.5], ["2026-07-11", 0.5]]),
                "day, share",
                "11 Jul 2025 50 %; 11 Jul 2026 50 %",
            ),
            (
                json!([{"amount": 19.26, "ours": 0.15}]),
                "m",
                "amount EUR 19.26m, ours 15 %",
            ),
        ] {
            assert_eq!(value_text(&value, unit, Currency::EUR), words);
        }
    }
}
