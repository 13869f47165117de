//! Numbers and inputs of explained figures as the screen prints them.

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::date::day_text;
use crate::domain::figures::figure;
use crate::domain::money::Currency;

/// A number as the screen prints it: shares in percent, sums in millions of the currency.
pub(super) fn number_text(value: f64, unit: &str, currency: Currency) -> String {
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
        "%" => format!("{} %", figure(value, 1)),
        unit => format!("{} {unit}", plain(value, 2)),
    }
}

/// A value of the engine in words: days as days, and the numbers of a payment by their names.
pub(super) fn value_text(value: &Value, unit: &str, currency: Currency) -> String {
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
            .filter(|(_, value)| !value.is_null())
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
