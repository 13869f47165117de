//! What must hold of the deal engine whatever the figures.

mod bargaining;

use std::collections::BTreeMap;

use backline::domain::apportion::apportion;
use backline::domain::deal::amortisation::Spread;
use backline::domain::deal::currency::implied_interval;
use backline::domain::deal::function::Function;
use backline::domain::deal::input::{Passport, Payment};
use backline::domain::deal::normal::lognormal_call;
use backline::domain::deal::present_value::totals;
use backline::domain::deal::solidarity::{rates, season_rate, split_minor};
use backline::domain::deal::tag::Tag;
use backline::domain::deal::time::days_by_season;
use backline::domain::deal::{call, catalogue};
use backline::domain::sourced::Grade;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};
use serde_json::{Value, json};

const CASES: u32 = 512;

/// Tries a property and says with how many cases.
fn hold<S: Strategy>(name: &str, strategy: S, property: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(err) = TestRunner::new(config).run(&strategy, property) {
        panic!("{name}: {err}");
    }
    println!("{name}: {CASES} cases");
}

fn day(offset: u64) -> NaiveDate {
    "2020-01-01".parse::<NaiveDate>().unwrap() + Days::new(offset)
}

fn close(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * scale.abs().max(1.0)
}

fn passports() -> impl Strategy<Value = Passport> {
    let club = prop::collection::btree_map(12_u8..=23, 0.0..=1.0_f64, 0..6);
    prop::collection::vec(club, 1..5).prop_map(|clubs| {
        let mut taken = BTreeMap::new();
        let mut passport = Passport::new();
        for (idx, ages) in clubs.into_iter().enumerate() {
            let ages = ages
                .into_iter()
                .map(|(age, part)| {
                    let left = 1.0 - *taken.get(&age).unwrap_or(&0.0);
                    let part = part.min(left);
                    *taken.entry(age).or_insert(0.0) += part;
                    (age, part)
                })
                .collect();
            passport.insert(format!("club {idx}"), ages);
        }
        passport
    })
}

#[test]
fn solidarity_is_the_sum_of_completed_seasons_and_never_above_five_percent() {
    hold(
        "solidarity",
        (passports(), 0_i64..10_000_000_000),
        |(passport, fee)| {
            let due: f64 = passport
                .values()
                .flatten()
                .map(|(age, part)| season_rate(*age) * part)
                .sum();
            let total: f64 = rates(&passport).values().sum();
            prop_assert!(close(total, due, 1.0) && total <= 0.05 + 1e-12);
            let parts = split_minor(fee, &passport);
            prop_assert_eq!(
                parts.values().sum::<i64>(),
                (fee as f64 * total).round() as i64
            );
            prop_assert!(parts.values().all(|part| *part >= 0));
            Ok(())
        },
    );
}

#[test]
fn a_split_total_adds_up_and_each_part_is_within_one_unit() {
    let weights = prop::collection::vec(0.001..100.0_f64, 1..12);
    hold(
        "apportion",
        (weights, -1_000_000_000_000_i64..1_000_000_000_000),
        |(weights, total)| {
            let parts = apportion(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            let sum: f64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!((*part as f64 - total as f64 * weight / sum).abs() < 1.0 + 1e-3);
            }
            Ok(())
        },
    );
}

#[test]
fn amortisation_adds_up_to_the_cost_and_book_value_falls_to_nothing() {
    hold(
        "amortisation",
        (0.1..500.0_f64, 0_u64..3000, 0_u64..4000, 1_u32..9),
        |(cost, from, long, cap)| {
            let (start, end) = (day(from), day(from + long));
            let spread = Spread::new(cost, start, end, cap).unwrap();
            prop_assert!(close(spread.by_season().values().sum(), cost, cost));
            prop_assert!(close(spread.book_value(start), cost, cost));
            prop_assert_eq!(spread.book_value(end + Days::new(1)), 0.0);
            let mut last = cost;
            for step in (0..=long + 1).step_by(1 + long as usize / 9) {
                let on = start + Days::new(step);
                let value = spread.book_value(on);
                prop_assert!(value <= last + 1e-12);
                last = value;
                // Charges up to the day before.
                if step > 0 {
                    let days: i64 = days_by_season(start, on - Days::new(1))
                        .iter()
                        .map(|(_, n)| n)
                        .sum();
                    let charged = cost * days.min(spread.days()) as f64 / spread.days() as f64;
                    prop_assert!(close(cost - value, charged, cost));
                }
            }
            Ok(())
        },
    );
}

fn payments(
    chance: impl Strategy<Value = f64> + Clone + 'static,
) -> impl Strategy<Value = Vec<Payment>> {
    let row = (0_u64..2500, 0.0..50.0_f64, chance);
    prop::collection::vec(row, 0..6).prop_map(|rows| {
        rows.into_iter()
            .map(|(due, amount, chance)| Payment {
                due: day(due),
                amount,
                chance,
            })
            .collect()
    })
}

#[test]
fn guaranteed_expected_and_headline_stand_in_order_and_time_costs() {
    let strategy = (
        payments(Just(1.0)),
        payments(0.0..=1.0_f64),
        0.0..0.5_f64,
        0.001..0.3_f64,
        1_u64..400,
    );
    hold("totals", strategy, |(fixed, add_ons, rate, more, later)| {
        let on = day(0);
        let found = totals(on, &fixed, &add_ons, rate, rate + more).unwrap();
        prop_assert!(found.guaranteed <= found.expected + 1e-9);
        prop_assert!(found.expected <= found.headline + 1e-9);
        prop_assert!(found.npv_buyer <= found.expected + 1e-9);
        prop_assert!(found.npv_seller <= found.npv_buyer + 1e-9);
        prop_assert!(close(
            found.cash_by_season.values().sum(),
            found.expected,
            found.expected
        ));
        if let Some(first) = fixed.first() {
            let mut moved = fixed.clone();
            moved[0].due = first.due + Days::new(later);
            let then = totals(on, &moved, &add_ons, rate, rate + more).unwrap();
            prop_assert!(then.npv_seller <= found.npv_seller);
            prop_assert!(first.amount == 0.0 || then.npv_seller < found.npv_seller);
        }
        let with = |chance: f64| -> Vec<Payment> {
            add_ons
                .iter()
                .map(|row| Payment { chance, ..*row })
                .collect()
        };
        let never = totals(on, &fixed, &with(0.0), rate, rate).unwrap();
        let without = totals(on, &fixed, &[], rate, rate).unwrap();
        prop_assert!(close(never.npv_buyer, without.npv_buyer, 1.0));
        let sure = totals(on, &fixed, &with(1.0), rate, rate).unwrap();
        let as_fixed: Vec<Payment> = fixed.iter().copied().chain(with(1.0)).collect();
        let fixed_only = totals(on, &as_fixed, &[], rate, rate).unwrap();
        prop_assert!(close(sure.npv_buyer, fixed_only.npv_buyer, sure.expected));
        Ok(())
    });
}

#[test]
fn a_share_of_profit_lies_between_its_intrinsic_value_and_a_share_of_the_whole() {
    let strategy = (
        0.01..=1.0_f64,
        0.01..=1.0_f64,
        1.0..100.0_f64,
        0.01..1.5_f64,
        0.5..100.0_f64,
    );
    hold("sell-on", strategy, |(q, s, mu, v, base)| {
        let worth = |q: f64, s: f64, mu: f64, v: f64| {
            let fields =
                json!({"q": q, "s": s, "mode": "profit", "mu": mu, "sigma": v, "base": base});
            call("sell_on_expected", fields.as_object().unwrap()).unwrap()["value"]
                .as_f64()
                .unwrap()
        };
        let value = worth(q, s, mu, v);
        prop_assert!(value <= q * s * mu + 1e-9);
        prop_assert!(value >= q * s * (mu - base).max(0.0) - 1e-12);
        prop_assert!(close(
            worth(q, s, mu, 1e-7),
            q * s * (mu - base).max(0.0),
            mu * 1e3
        ));
        prop_assert!(worth(q, s, mu * 1.1, v) >= value - 1e-12);
        prop_assert!(worth(q, s, mu, v * 1.1) >= value - 1e-12);
        prop_assert!(worth(q * 0.9, s, mu, v) <= value + 1e-12);
        prop_assert!(worth(q, s * 0.9, mu, v) <= value + 1e-12);
        prop_assert!(lognormal_call(mu, v, base) <= mu);
        Ok(())
    });
}

#[test]
fn a_printed_rate_fits_what_it_printed_and_a_contradiction_is_flagged() {
    let amounts = prop::collection::vec(1_u32..500, 1..6);
    hold(
        "printed rates",
        (amounts, 70_u32..130),
        |(amounts, hundredths)| {
            let rate = f64::from(hundredths) / 100.0;
            let pairs: Vec<[f64; 3]> = amounts
                .iter()
                // Half up, as [printed − ½, printed + ½) reads it.
                .map(|amount| {
                    [
                        f64::from(*amount),
                        f64::from((amount * hundredths + 50) / 100),
                        1.0,
                    ]
                })
                .collect();
            let found = implied_interval(&pairs, Some(rate)).unwrap();
            prop_assert!(found.consistent);
            prop_assert_eq!(found.check_in, Some(true));
            let mut wrong = pairs.clone();
            wrong.push([100.0, 500.0, 1.0]);
            prop_assert!(!implied_interval(&wrong, None).unwrap().consistent);
            Ok(())
        },
    );
}

#[test]
fn every_figure_and_tag_survives_a_round_trip_through_json() {
    hold(
        "round trip",
        (any::<f64>(), any::<f64>(), "[a-zA-Z ]{0,12}"),
        |(a, b, by)| {
            prop_assume!(a.is_finite() && b.is_finite());
            let tags = [
                Tag::assumed(&by),
                Tag::Reported {
                    source: by.clone(),
                    on: "2025".to_owned(),
                    grade: Grade::C,
                },
                Tag::derived(&by, [&Tag::Unsourced]),
            ];
            let text = serde_json::to_string(&json!({"numbers": [a, b], "tags": tags})).unwrap();
            let back: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(back["numbers"][0].as_f64(), Some(a));
            prop_assert_eq!(back["numbers"][1].as_f64(), Some(b));
            let tags_back: Vec<Tag> = serde_json::from_value(back["tags"].clone()).unwrap();
            prop_assert_eq!(tags_back, tags);
            Ok(())
        },
    );
}

/// Whatever JSON comes in, a result or an error goes out, and no figure is missing.
#[test]
fn no_input_makes_the_engine_panic_or_answer_with_no_number() {
    let number = prop_oneof![
        any::<f64>()
            .prop_filter("JSON has no infinity", |x| x.is_finite())
            .prop_map(Value::from),
        (-3.0..100.0_f64).prop_map(Value::from),
        (0_i64..5).prop_map(Value::from),
        Just(json!(0)),
        Just(json!(1)),
    ];
    let leaf = prop_oneof![
        4 => number,
        1 => "20[0-9]{2}-0[1-9]-[0-2][0-9]".prop_map(Value::from),
        1 => prop::sample::select(vec!["gross", "profit", "B", "S", "dual", "EUR", "GBP", ""]).prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    let value = leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("(open|reserve|beta|12|minor|currency|[a-c])", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    let functions: Vec<&'static Function> = catalogue::functions().collect();
    let values = prop::collection::vec(value, 16);
    hold(
        "any input",
        (prop::sample::select(functions), values),
        |(function, values)| {
            let fields = function
                .fields
                .iter()
                .map(|field| field.name.to_owned())
                .zip(values)
                .collect();
            if let Ok(found) = call(function.name, &fields) {
                prop_assert!(
                    !found.to_string().contains("null"),
                    "{} {:?} {}",
                    function.name,
                    fields,
                    found
                );
            }
            Ok(())
        },
    );
}
