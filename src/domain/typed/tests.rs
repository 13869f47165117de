use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::contract::{OptionHolder, OptionYear, ReleaseClause, Wage, WagePeriod, WageTax};
use crate::domain::date::PartialDate;
use crate::domain::extra::Extra;
use crate::domain::money::{Currency, Money, StatedAmount};

fn on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 7, 11).unwrap()
}

fn head() -> Head {
    Head::new("Centre-back", on(), Currency::EUR)
}

/// The value as the screen prints it, or the sentence beside the field.
fn told<T>(typed: Typed<T>, show: impl Fn(T) -> String) -> String {
    match typed {
        Ok(Some(value)) => show(value),
        Ok(None) => "nothing".to_owned(),
        Err(err) => err.to_string(),
    }
}

fn check_date(text: &str, expected: &str) {
    let told = told(date(text, on()), |date| date.to_string());
    assert_eq!(told, expected, "{text}");
}

#[test]
fn dates_are_read_day_first_in_every_common_form() {
    for (text, expected) in [
        ("", "nothing"),
        ("30/6/26", "30 Jun 2026"),
        ("30.6.2026", "30 Jun 2026"),
        ("30.06.26", "30 Jun 2026"),
        ("30-6-26", "30 Jun 2026"),
        ("30 6 2026", "30 Jun 2026"),
        ("2026-06-30", "30 Jun 2026"),
        ("2026/6/30", "30 Jun 2026"),
        (" 30 Jun 2026 ", "30 Jun 2026"),
        ("30 june 26", "30 Jun 2026"),
        ("30th June 2026", "30 Jun 2026"),
        ("June 30, 2026", "30 Jun 2026"),
        ("30-Jun-2026", "30 Jun 2026"),
        ("1 Sept 2025", "1 Sep 2025"),
        ("25/5/99", "25 May 1999"),
        ("1/1/45", "1 Jan 2045"),
        ("1/1/46", "1 Jan 1946"),
        ("29/2/24", "29 Feb 2024"),
        ("June 2026", "June 2026"),
        ("6/2026", "June 2026"),
        ("2026-06", "June 2026"),
        ("2026", "2026"),
        ("today", "11 Jul 2025"),
        ("end of season", "30 Jun 2026"),
        ("End of the season", "30 Jun 2026"),
        ("end of next season", "30 Jun 2027"),
    ] {
        check_date(text, expected);
    }
}

#[test]
fn dates_that_cannot_be_meant_say_why() {
    for (text, expected) in [
        ("31/6/26", "“31/6/26” has no such day: June has 30 days"),
        (
            "29/2/25",
            "“29/2/25” has no such day: February 2025 has 28 days",
        ),
        ("0/6/26", "“0/6/26” has no such day: June has 30 days"),
        (
            "6/30/26",
            "“6/30/26” puts the month first. The day comes first: 30/6/26",
        ),
        ("13/13/26", "“13/13/26” has no such month: 13"),
        ("2026-30-06", "“2026-30-06” has no such month: 30"),
        ("2026-13", "“2026-13” has no such month: 13"),
        ("30/6", "“30/6” needs a year, as in 30/6/2026 or 6/2026"),
        ("June", "“June” needs a year, as in 30/6/2026 or 6/2026"),
        (
            "30 June",
            "“30 June” needs a year, as in 30/6/2026 or 6/2026",
        ),
        ("26", "“26” needs a year of four digits"),
        ("30/6/126", "“30/6/126” needs a year of two or four digits"),
        (
            "30/6/1066",
            "“30/6/1066” lies outside the years 1850 to 2200",
        ),
        ("soon", "“soon” is no date. Type 30/6/26, June 2026 or 2026"),
        (
            "99999999999/6/26",
            "“99999999999/6/26” has no such day: June has 30 days",
        ),
    ] {
        check_date(text, expected);
    }
}

#[test]
fn a_day_is_asked_for_where_a_day_is_needed() {
    for (text, expected) in [
        ("30/6/26", "2026-06-30"),
        ("June 2026", "“June 2026” is a month. Which day of it?"),
        ("2026", "“2026” is a year. Which day of it?"),
        ("", "nothing"),
    ] {
        assert_eq!(told(day(text, on()), |day| day.to_string()), expected);
    }
}

fn check_money(text: &str, expected: &str) {
    let told = told(money(text, Currency::EUR), |sum| {
        format!("{} {}", sum.currency, sum.minor)
    });
    assert_eq!(told, expected, "{text}");
}

#[test]
fn sums_are_read_in_every_common_form() {
    for (text, expected) in [
        ("", "nothing"),
        ("50m", "EUR 5000000000"),
        ("50 m", "EUR 5000000000"),
        ("50M", "EUR 5000000000"),
        ("50 mio", "EUR 5000000000"),
        ("EUR 50 million", "EUR 5000000000"),
        ("GBP 80k", "GBP 8000000"),
        ("80k gbp", "GBP 8000000"),
        ("€25.5m", "EUR 2550000000"),
        ("25.5m €", "EUR 2550000000"),
        ("£1,250,000", "GBP 125000000"),
        ("1.250.000", "EUR 125000000"),
        ("1 250 000", "EUR 125000000"),
        ("1'250'000", "EUR 125000000"),
        ("1.250.000,50", "EUR 125000050"),
        ("1,250,000.50", "EUR 125000050"),
        ("25,5m", "EUR 2550000000"),
        ("1,250", "EUR 125000"),
        ("1.250m", "EUR 125000000"),
        ("0.125m", "EUR 12500000"),
        ("0,125m", "EUR 12500000"),
        ("1.5bn", "EUR 150000000000"),
        ("$3", "USD 300"),
        ("JPY 950", "JPY 950"),
        ("0", "EUR 0"),
    ] {
        check_money(text, expected);
    }
}

#[test]
fn sums_that_cannot_be_meant_say_why() {
    for (text, expected) in [
        ("1.250", "“1.250” could be two numbers. Type 1250 or 1.25"),
        (
            "1,250m",
            "“1,250m” could be two sums. Type 1.250 or 1250 before the letter",
        ),
        ("-5m", "“-5m” is below zero"),
        ("EUR −5m", "“EUR −5m” is below zero"),
        ("1,25,000", "“1,25,000” has digits in odd groups"),
        ("1.25.00,5", "“1.25.00,5” has digits in odd groups"),
        ("fifty", "“fifty” is no sum. Type 25.5m or 80k"),
        (
            "50 apples",
            "“50 apples” cannot be read: “apples” is not known. Type 25.5m or 80k",
        ),
        ("50m 3", "“50m 3” is no sum. Type 25.5m or 80k"),
        ("0.001", "“0.001” is finer than EUR counts"),
        ("99999999999bn", "“99999999999bn” is too large"),
        (
            "9999999999999999999999999999999999999",
            "“9999999999999999999999999999999999999” is too large",
        ),
        ("50#", "“50#” cannot hold “#”"),
    ] {
        check_money(text, expected);
    }
}

fn check_stated(text: &str, expected: &str) {
    let told = told(stated_amount(text, Currency::EUR), |amount| {
        let printed = amount.printed.as_ref().map(|printed| {
            let high = printed.high.map(|high| format!(" to {high}"));
            let unit = Money::new(printed.unit, printed.low.currency);
            format!(" ({}{} by {unit})", printed.low, high.unwrap_or_default())
        });
        format!("{amount}{}", printed.unwrap_or_default())
    });
    assert_eq!(told, expected, "{text}");
}

#[test]
fn stated_figures_keep_range_bound_and_print() {
    for (text, expected) in [
        ("50m", "EUR 50m"),
        ("20-25m", "EUR 20m–25m"),
        ("20m–25m", "EUR 20m–25m"),
        ("GBP 20 to 25m", "GBP 20m–25m"),
        ("£20m-£25m", "GBP 20m–25m"),
        ("950-1.2k", "EUR 950–1.2k"),
        ("50m or more", "EUR 50m or more"),
        ("50m+", "EUR 50m or more"),
        (">= 50m", "EUR 50m or more"),
        ("≥ 50m", "EUR 50m or more"),
        ("at least 50m", "EUR 50m or more"),
        ("EUR 50m (GBP 43m)", "EUR 50m (GBP 43m by GBP 1m)"),
        (
            "EUR 50m or more (£43.5m)",
            "EUR 50m or more (GBP 43.5m by GBP 100k)",
        ),
        (
            "20-25m (GBP 17-21m)",
            "EUR 20m–25m (GBP 17m to GBP 21m by GBP 1m)",
        ),
        (
            "25-20m",
            "“25-20m” runs downwards. The lower end comes first",
        ),
        (
            "EUR 20m-GBP 25m",
            "“EUR 20m-GBP 25m” mixes two currencies in one range",
        ),
        (
            "50m (43m)",
            "“50m (43m)” needs the currency of what is in brackets",
        ),
        (
            "50m (EUR 43m)",
            "“50m (EUR 43m)” needs another currency in brackets",
        ),
        ("50m (GBP 43m", "“50m (GBP 43m” lacks the closing bracket"),
        ("-5m", "“-5m” is below zero"),
    ] {
        check_stated(text, expected);
    }
}

fn check_fact(key: FactKey, text: &str, expected: &str) {
    let told = told(fact(key, text, &head()), |value| value.to_string());
    assert_eq!(told, expected, "{key:?}: {text}");
}

#[test]
fn wages_are_read_with_their_convention() {
    for (text, expected) in [
        ("GBP 80k a week", "GBP 80k a week"),
        ("80k/w", "EUR 80k a week"),
        ("£80k p/w", "GBP 80k a week"),
        ("200k pw", "EUR 200k a week"),
        ("10m a year net", "EUR 10m a year, net"),
        ("10m per annum, after tax", "EUR 10m a year, net"),
        ("GBP 70-80k a week, gross", "GBP 70k–80k a week, gross"),
        ("500k a month", "EUR 500k a month"),
        ("80k", "“80k” lacks its period: a week, a month or a year"),
        (
            "80k a fortnight",
            "“80k a fortnight” cannot be read: “fortnight” is not known. Type 80k a week, gross",
        ),
    ] {
        check_fact(FactKey::Wage, text, expected);
    }
}

#[test]
fn options_and_clauses_are_read_with_their_conditions() {
    for (key, text, expected) in [
        (
            FactKey::OptionYear,
            "club option to 30/6/27",
            "club option to 30 Jun 2027",
        ),
        (
            FactKey::OptionYear,
            "Player until June 2027",
            "player option to June 2027",
        ),
        (
            FactKey::OptionYear,
            "mutual option to 2027, exercise by 31/5/26",
            "mutual option to 2027",
        ),
        (
            FactKey::OptionYear,
            "option to 30/6/27",
            "“option to 30/6/27” lacks its holder: club, player or mutual",
        ),
        (
            FactKey::OptionYear,
            "club option",
            "“club option” lacks its end. Type club option to 30/6/27",
        ),
        (
            FactKey::OptionYear,
            "club option to 31/6/27",
            "“31/6/27” has no such day: June has 30 days",
        ),
        (
            FactKey::ReleaseClause,
            "GBP 50m, up front",
            "GBP 50m, up front",
        ),
        (
            FactKey::ReleaseClause,
            "GBP 1,250,000, in instalments",
            "GBP 1.25m, in instalments",
        ),
        (FactKey::ReleaseClause, "50m, until 31/7/25", "EUR 50m"),
        (
            FactKey::ReleaseClause,
            "50m, in cash",
            "“in cash” is not known. Type up front, in instalments, from or until a day",
        ),
    ] {
        check_fact(key, text, expected);
    }
    let option = option_year("club option to 30/6/27, by 31/5/26", on(), None)
        .unwrap()
        .unwrap();
    assert_eq!(option.exercise_by.unwrap().to_string(), "31 May 2026");
    for (end, suggested) in [
        (None, "30/6/27"),
        (Some("2027-06-30"), "30/6/28"),
        (Some("2028-02-29"), "28/2/29"),
    ] {
        let end = end.map(|end: &str| end.parse().unwrap());
        let why = option_year("club +1", on(), end).unwrap_err().to_string();
        assert!(
            why.ends_with(&format!("Type club option to {suggested}")),
            "{why}"
        );
    }
    let clause = release_clause("50m, from 1/7/25, until 31/7/25", Currency::EUR, on())
        .unwrap()
        .unwrap();
    assert_eq!(clause.from.unwrap().to_string(), "1 Jul 2025");
    assert_eq!(clause.until.unwrap().to_string(), "31 Jul 2025");
}

#[test]
fn small_facts_are_read_as_people_write_them() {
    for (key, text, expected) in [
        (FactKey::Height, "194", "194"),
        (FactKey::Height, "194 cm", "194"),
        (FactKey::Height, "1.94 m", "194"),
        (FactKey::Height, "1,94", "194"),
        (FactKey::Height, "1.94", "194"),
        (FactKey::Height, "6'4\"", "193"),
        (FactKey::Height, "6 ft 4 in", "193"),
        (FactKey::Height, "6’4", "193"),
        (FactKey::Height, "19", "“19” lies outside 140 to 220 cm"),
        (
            FactKey::Height,
            "tall",
            "“tall” is no height. Type 194, 1.94 m or 6'4\"",
        ),
        (FactKey::StatedAge, "27 years", "27"),
        (FactKey::StatedAge, "270", "“270” lies outside 10 to 60"),
        (FactKey::Caps, "22.5", "“22.5” is no whole number"),
        (FactKey::Foot, "R", "right"),
        (FactKey::Foot, "left-footed", "left"),
        (
            FactKey::Foot,
            "third",
            "“third” is no foot. Type left, right or both",
        ),
        (FactKey::Position, "CB", "Centre-back"),
        (FactKey::Position, "center back", "Centre-back"),
        (FactKey::Position, "lwb", "Left-back"),
        (
            FactKey::Position,
            "libero",
            "“libero” is no position. Type one of gk, cb, lb, rb, dm, cm, am, w, cf",
        ),
        (FactKey::Nationality, " France, Mali ", "France, Mali"),
        (FactKey::Nationality, "  ", "nothing"),
    ] {
        check_fact(key, text, expected);
    }
}

fn partial_date() -> impl Strategy<Value = PartialDate> {
    let year = 1850..=2200_i32;
    prop_oneof![
        year.clone().prop_map(PartialDate::Year),
        (year.clone(), 1..=12_u32).prop_map(|(year, month)| PartialDate::Month(year, month)),
        (year, 1..=365_u32).prop_map(|(year, day)| {
            PartialDate::Day(NaiveDate::from_yo_opt(year, day).unwrap())
        }),
    ]
}

fn currency() -> impl Strategy<Value = Currency> {
    let codes = ["EUR", "GBP", "USD", "CHF", "JPY", "KWD", "TRY"];
    prop::sample::select(codes.to_vec()).prop_map(|code| Currency::from_code(code).unwrap())
}

fn amount() -> impl Strategy<Value = StatedAmount> {
    // From 1,000 major units of each currency on; below, a range prints no unit for its low end.
    let minor = prop_oneof![1_000_000..i64::MAX / 2, 1_000_000..900_000_000_000_i64];
    (
        minor,
        prop::option::of(0..i64::MAX / 2),
        any::<bool>(),
        currency(),
    )
        .prop_map(|(low, step, or_more, currency)| StatedAmount {
            high: step.map(|step| Money::new(low + step, currency)),
            or_more,
            ..StatedAmount::exactly(Money::new(low, currency))
        })
}

fn value_of(key: FactKey) -> BoxedStrategy<FactValue> {
    match key.kind() {
        FactKind::Text => "\\PC{0,20}[a-zé]"
            .prop_map(|text| FactValue::Text(text.trim().to_owned()))
            .boxed(),
        FactKind::Date => partial_date().prop_map(FactValue::Date).boxed(),
        FactKind::Count if key == FactKey::Height => HEIGHTS.prop_map(FactValue::Count).boxed(),
        FactKind::Count => counts(key).prop_map(FactValue::Count).boxed(),
        FactKind::Foot => prop::sample::select(Foot::ALL.to_vec())
            .prop_map(FactValue::Foot)
            .boxed(),
        FactKind::Position => prop::sample::select(Position::ALL.to_vec())
            .prop_map(FactValue::Position)
            .boxed(),
        FactKind::Wage => (
            amount(),
            prop::sample::select(WagePeriod::ALL.to_vec()),
            prop::option::of(prop::sample::select(WageTax::ALL.to_vec())),
        )
            .prop_map(|(amount, per, tax)| {
                let extra = Extra::new();
                FactValue::Wage(Wage {
                    amount,
                    per,
                    tax,
                    extra,
                })
            })
            .boxed(),
        FactKind::Option => (
            prop::sample::select(OptionHolder::ALL.to_vec()),
            partial_date(),
        )
            .prop_map(|(holder, until)| {
                let (exercise_by, extra) = (None, Extra::new());
                FactValue::Option(OptionYear {
                    holder,
                    until,
                    exercise_by,
                    extra,
                })
            })
            .boxed(),
        FactKind::Clause => (amount(), prop::option::of(any::<bool>()))
            .prop_map(|(amount, up_front)| {
                let (from, until, extra) = (None, None, Extra::new());
                FactValue::Clause(ReleaseClause {
                    amount,
                    from,
                    until,
                    up_front,
                    extra,
                })
            })
            .boxed(),
    }
}

fn fact_and_value() -> impl Strategy<Value = (FactKey, FactValue)> {
    prop::sample::select(FactKey::ALL.to_vec())
        .prop_flat_map(|key| value_of(key).prop_map(move |value| (key, value)))
}

proptest! {
    #[test]
    fn what_the_screen_prints_can_be_typed_back((key, value) in fact_and_value()) {
        let text = value.to_string();
        prop_assert_eq!(fact(key, &text, &head()), Ok(Some(value)), "{}", text);
    }

    #[test]
    fn no_text_is_too_odd_to_be_read_or_refused(text in "\\PC{0,24}", digits in "[0-9.,'/ kmbn€£()+–-]{0,24}") {
        for text in [text, digits] {
            for key in FactKey::ALL {
                if let Ok(Some(value)) = fact(*key, &text, &head()) {
                    prop_assert!(value.fits(key.kind()));
                }
            }
        }
    }
}
