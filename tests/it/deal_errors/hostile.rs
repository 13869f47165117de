//! Whatever is thrown at a function, it answers with finite numbers or with a refusal.

use backline::domain::deal::field::{Field, Kind};
use backline::domain::deal::function::Function;
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use serde_json::json;

use super::*;

/// Inputs that are thrown at each function.
const THROWS: usize = 400;

/// Draws as a vandal would.
struct Vandal(ChaCha8Rng);

impl Vandal {
    fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }

    fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    /// A number of any size and sign, often on an edge.
    fn number(&mut self) -> f64 {
        const EDGES: [f64; 26] = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            1e-300,
            -1e-300,
            5e-324,
            1e300,
            -1e300,
            1.797e308,
            -1.797e308,
            1e15,
            9.007_199_254_740_993e15,
            1e9,
            1e-9,
            0.999_999_999_999,
            1.000_000_000_001,
            -0.999_999_999_999,
            365.0,
            60.0,
            12.0,
            100.0,
            101.0,
            4_294_967_296.0,
            2.5,
        ];
        if self.below(2) == 0 {
            return self.one_of(&EDGES);
        }
        // Any pattern of bits is a number, if it is finite.
        let any = f64::from_bits(self.0.next_u64());
        if any.is_finite() { any } else { 1e308 }
    }

    /// A number that the kind of a field may well take.
    fn fitting(&mut self) -> f64 {
        let part = (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let scale = self.one_of(&[1.0, 1.0, 100.0, 1e4, 1e12, 1e-12]);
        part * scale
    }

    fn day(&mut self) -> Value {
        const DAYS: [&str; 16] = [
            "2024-02-29",
            "2025-02-29",
            "2023-02-28",
            "1850-01-01",
            "1849-12-31",
            "2200-12-31",
            "2201-01-01",
            "2025-06-30",
            "2025-07-01",
            "0000-01-01",
            "9999-12-31",
            "2025-13-01",
            "2025-00-10",
            "2025-7-1",
            "",
            "30 June 2025",
        ];
        if self.below(3) == 0 {
            return json!(self.one_of(&DAYS));
        }
        let year = 1_990 + self.below(60);
        json!(format!(
            "{year}-{:02}-{:02}",
            1 + self.below(12),
            1 + self.below(31)
        ))
    }

    /// Something that the kind asks for, more or less.
    fn of_kind(&mut self, kind: Kind) -> Value {
        let rows = self.below(4);
        match kind {
            Kind::Day => self.day(),
            Kind::Choice(words) => json!(self.one_of(words)),
            Kind::Text => self.one_of(&[json!("EUR"), json!("gbp"), json!("XXX"), json!("Ş€")]),
            Kind::Count(_) => json!(self.one_of(&[1.0, 2.0, 1_000.0, 1e6, 1e7, 0.0])),
            Kind::Payments => (0..rows)
                .map(|_| json!([self.day(), self.fitting()]))
                .collect(),
            Kind::AddOns => (0..rows)
                .map(|_| json!([self.day(), self.fitting(), self.fitting()]))
                .collect(),
            Kind::Profile => match self.below(3) {
                0 => json!([[self.fitting(), 1.0]]),
                1 => json!([[0, 0.5], [self.number(), 0.5]]),
                _ => (0..rows)
                    .map(|_| json!([self.fitting(), self.fitting()]))
                    .collect(),
            },
            Kind::Pairs => (0..rows)
                .map(|_| json!([self.fitting(), self.fitting(), self.number()]))
                .collect(),
            Kind::Numbers => (0..rows).map(|_| json!(self.number())).collect(),
            Kind::Passport => {
                json!({"A": {(10 + self.below(16)).to_string(): self.fitting()}, "Ş": {}})
            }
            Kind::Tactics => json!({
                "open": self.number(), "reserve": self.number(), "beta": self.fitting(),
                "k": self.fitting(), "family": self.one_of(&["polynomial", "exponential"]),
            }),
            Kind::Amount | Kind::Sum | Kind::Price if self.below(4) == 0 => {
                let currency = self.one_of(&["EUR", "GBP", "JPY", "XXX", "eur", ""]);
                let minor = self.one_of(&[0, 1, -1, i64::MAX, i64::MIN, 2_500_000_000]);
                json!({"minor": minor, "currency": currency})
            }
            _ if self.below(2) == 0 => json!(self.fitting()),
            _ => json!(self.number()),
        }
    }

    /// Something else.
    fn anything(&mut self) -> Value {
        let number = self.number();
        self.one_of(&[
            json!(null),
            json!(true),
            json!("0.5"),
            json!([]),
            json!({}),
            json!([[]]),
            json!([[[1]]]),
            json!({"minor": 1}),
            json!({"minor": 1.5, "currency": "EUR"}),
            json!("NaN"),
            json!(number),
            json!([number]),
            json!({"open": number}),
            json!(""),
            json!("2025-07-15"),
        ])
    }

    fn spoilt(&mut self, function: &Function) -> Map<String, Value> {
        let mut fields = valid(function.name);
        for _ in 0..=self.below(function.fields.len() + 1) {
            let field: &Field = &function.fields[self.below(function.fields.len())];
            let value = match self.below(8) {
                0 => self.anything(),
                _ => self.of_kind(field.kind),
            };
            match self.below(12) {
                0 => fields.remove(field.name),
                _ => fields.insert(field.name.to_owned(), value),
            };
        }
        fields
    }
}

/// True if every number is one.
fn is_finite(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Number(number) => number.as_f64().is_some_and(f64::is_finite),
        Value::Array(rows) => rows.iter().all(is_finite),
        Value::Object(members) => members.values().all(is_finite),
        Value::Bool(_) | Value::String(_) => true,
    }
}

fn check_answer(function: &str, text: &str) -> bool {
    match call_text(function, text) {
        Ok(found) => {
            assert!(is_finite(&found), "{function} {text}: {found}");
            true
        }
        Err(err) => {
            let json = serde_json::to_value(&err).unwrap();
            let parts = json["error"].as_object().unwrap();
            assert!(
                parts.keys().eq(["code", "field", "message"]),
                "{function} {text}: {json}"
            );
            assert!(!err.message.is_empty(), "{function} {text}: {json}");
            false
        }
    }
}

#[test]
fn whatever_comes_in_a_number_or_a_refusal_goes_out() {
    let mut vandal = Vandal(ChaCha8Rng::seed_from_u64(2_025));
    let (mut results, mut refusals) = (0, 0);
    for function in catalogue::functions() {
        for _ in 0..THROWS {
            let text = Value::Object(vandal.spoilt(function)).to_string();
            if check_answer(function.name, &text) {
                results += 1;
            } else {
                refusals += 1;
            }
        }
    }
    println!("{results} results and {refusals} refusals, {THROWS} for each function");
    // Were all refused, nothing but the reader would have been tried.
    assert!(results > refusals / 20, "{results} of {refusals}");
}

#[test]
fn text_with_a_letter_changed_is_answered_too() {
    let mut vandal = Vandal(ChaCha8Rng::seed_from_u64(7));
    for (function, text) in VALID {
        for _ in 0..200 {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=vandal.below(3) {
                let place = vandal.below(bytes.len());
                bytes[place] = vandal.one_of(b"0123456789-+.eE{}[]\",: nN");
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            // A million rounds or more digits than a day has cost time, not sense.
            check_answer(function, &text);
        }
    }
}

#[test]
fn a_chance_outside_0_to_1_is_refused_by_its_name_wherever_there_is_one() {
    let mut tried = 0;
    for function in catalogue::functions() {
        let chances = function
            .fields
            .iter()
            .filter(|field| field.kind == Kind::Chance);
        for field in chances {
            for value in [-1e-9, 1.000_000_001, -1.0, 100.0, 1e300] {
                let mut fields = valid(function.name);
                fields.insert(field.name.to_owned(), json!(value));
                check(
                    function.name,
                    &fields,
                    "probability_out_of_range",
                    field.name,
                );
                tried += 1;
            }
            for value in [0.0, 1.0] {
                let mut fields = valid(function.name);
                fields.insert(field.name.to_owned(), json!(value));
                check_answer(function.name, &Value::Object(fields).to_string());
            }
        }
    }
    println!("{tried} chances");
    assert!(tried > 50);
}
