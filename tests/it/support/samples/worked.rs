//! The case of July 2025 worked through to a priced deal. Every belief and package is an
//! assumption that shows the method; none is evidence.

use std::collections::BTreeMap;
use std::sync::Arc;

use backline::domain::contract::{Wage, WagePeriod};
use backline::domain::dossier::{Dossier, Record};
use backline::domain::extra::Extra;
use backline::domain::id::DossierId;
use backline::domain::money::{Currency, Money, Percent, StatedAmount};
use backline::domain::negotiation::{BeliefRange, BeliefValue};
use backline::domain::package::{AddOn, Instalment, Package};
use backline::domain::sourced::{Basis, Sourced};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::super::build::{Desk, numbered};
use super::super::values::{assumed, day, million};
use super::{DECISION_DATE, id_of};

/// Whose assumptions they are.
const BY: &str = "the worked example";

/// The case with beliefs of both sides, three packages and a comparison.
pub fn dossier(case: Dossier) -> Dossier {
    let mut desk = Desk::new(DECISION_DATE, 5_000);
    let mut dossier = case;
    dossier.id = DossierId(numbered(day(DECISION_DATE), 2));
    let head = Arc::make_mut(&mut dossier.head);
    head.title = "Centre-back for 2025/26, worked through".to_owned();
    work_out_konate(&mut dossier, &mut desk);
    dossier
}

fn euros(millions: &str) -> Money {
    million(millions, Currency::EUR)
}

fn sum(millions: &str) -> BeliefValue {
    BeliefValue::Money(euros(millions))
}

fn share(percent: &str) -> Percent {
    let percent: Decimal = percent.parse().unwrap();
    Percent((percent * Decimal::ONE_HUNDRED).to_u32().unwrap())
}

fn percent(text: &str) -> BeliefValue {
    BeliefValue::Percent(share(text))
}

fn work_out_konate(dossier: &mut Dossier, desk: &mut Desk) {
    let konate = id_of(dossier, "Konaté");
    let mut negotiation = dossier.negotiation_over(konate).unwrap().as_ref().clone();
    negotiation.beliefs = beliefs(desk);
    negotiation.ranges = ranges();
    negotiation.packages = Arc::new(packages(desk));
    negotiation.note = "Beliefs, packages and the length of the contract are assumed. They show \
                        how the deal is reckoned; they say nothing about what the clubs think."
        .to_owned();
    dossier.put(Record::Negotiation(Arc::new(negotiation)));
}

fn beliefs(desk: &mut Desk) -> BTreeMap<String, Sourced<BeliefValue>> {
    let wage = "GBP 80,000 a week for 52 weeks with employer's National Insurance, at 0.8679";
    let stated: [(&str, BeliefValue, &str); 22] = [
        ("season0_with", sum("7"), ""),
        ("season0_cover", sum("2"), ""),
        ("mu", sum("40"), ""),
        ("sigma", sum("15"), ""),
        ("v_alt", sum("12"), ""),
        (
            "J",
            sum("17"),
            "A signing-on fee of 15 and an agent's fee of 2",
        ),
        ("p_renew", percent("30"), ""),
        ("p_rival", percent("25"), ""),
        ("p_injury", percent("10"), ""),
        ("on_cost", percent("5"), ""),
        ("r_buyer", percent("8"), ""),
        ("season_value", sum("20"), ""),
        ("season_wage", sum("5.5"), wage),
        ("p_jan", percent("15"), ""),
        ("jan_fee", sum("15"), ""),
        ("renew_value", sum("30"), ""),
        (
            "replacement_net",
            sum("-3"),
            "No replacement agreed; 2 with Guéhi agreed",
        ),
        (
            "own_training_pct",
            percent("0.5"),
            "One of twelve training seasons, at 23",
        ),
        ("sd_B", sum("4"), ""),
        ("sd_S", sum("5"), ""),
        (
            "availability",
            percent("78.9"),
            "His share of the days of 2022/23 to 2024/25, taken to go on",
        ),
        ("minutes_share", percent("85"), ""),
    ];
    let entry = |(key, value, note): (&str, BeliefValue, &str)| {
        let basis = Basis {
            note: note.to_owned(),
            ..assumed(BY)
        };
        let reading = desk.reading(value, basis);
        (key.to_owned(), Sourced::default().with_reading(reading))
    };
    stated.into_iter().map(entry).collect()
}

/// How far the example moves each belief to show what the limits hang on.
fn ranges() -> BTreeMap<String, BeliefRange> {
    let sums = [
        // With the stop-gap at 2, a gain of 0 to 10.
        ("season0_with", "2", "12"),
        ("mu", "32", "48"),
        ("sigma", "5", "25"),
        ("v_alt", "6", "18"),
        ("J", "8", "26"),
        ("season_value", "15", "25"),
        ("renew_value", "20", "40"),
        ("jan_fee", "8", "22"),
        ("replacement_net", "-8", "2"),
    ];
    let shares = [
        ("p_renew", "10", "50"),
        ("p_rival", "10", "40"),
        ("r_buyer", "5", "12"),
        ("p_jan", "5", "30"),
    ];
    let sums = sums.map(|(key, low, high)| (key, BeliefRange::new(sum(low), sum(high))));
    let shares =
        shares.map(|(key, low, high)| (key, BeliefRange::new(percent(low), percent(high))));
    let all = sums.into_iter().chain(shares);
    all.map(|(key, range)| (key.to_owned(), range)).collect()
}

/// A bridge over the gap, the top of the reported bid, and the price if Guéhi has signed.
fn packages(desk: &mut Desk) -> Vec<Package> {
    let bridge = AddOn {
        id: desk.id(),
        event: "Champions League semi-final in 2025/26".to_owned(),
        amount: euros("19.26"),
        due: Some(day("2026-07-11")),
        chance_ours: Some(share("15")),
        chance_theirs: Some(share("30")),
        extra: Extra::new(),
    };
    let mut package = |name: &str, halves: &str, add_ons| {
        let half = euros(halves);
        let part = |id, due| Instalment {
            id,
            due: day(due),
            amount: half,
            extra: Extra::new(),
        };
        let instalments = vec![
            part(desk.id(), DECISION_DATE),
            part(desk.id(), "2026-07-11"),
        ];
        Package {
            fixed_fee: Some(Money::new(2 * half.minor, half.currency)),
            instalments,
            add_ons,
            contract_until: Some(day("2030-06-30")),
            answer_by: Some(day("2025-09-01")),
            // What he is reported to ask.
            wage: Some(Wage {
                amount: StatedAmount::exactly(million("0.2", Currency::GBP)),
                per: WagePeriod::Week,
                tax: None,
                extra: Extra::new(),
            }),
            ..Package::new(desk.id(), name, assumed(BY))
        }
    };
    vec![
        package("A, bridge", "11.085", vec![bridge]),
        package("B, top of the bid", "12.5", Vec::new()),
        package("C, Guéhi signed", "11.825", Vec::new()),
    ]
}
