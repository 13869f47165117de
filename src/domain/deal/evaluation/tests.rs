//! The worked example of docs/DEAL.md, and what a negotiation without some of it comes to.

mod hostile;

use super::super::figure::Figure;
use super::super::model::Model;
use super::super::solve::{NoSolution, Target, Unknown, solve};
use super::super::tag::Standing;
use super::super::terms::Terms;
use super::super::testing::*;
use super::super::tornado::{Bar, Reach, tornado, tornado_over};
use super::super::uncertainty::{Uncertain, spread};
use super::*;
use crate::domain::belief::{BELIEFS, BeliefSpec};
use crate::domain::money::Currency;
use crate::domain::package::SellOnBase;

#[test]
fn one_call_gives_what_the_worked_example_prints() {
    let found = konate().evaluate().unwrap();
    near(found.buyer.unwrap().most, 24.950_354, 1e-5);
    near(found.seller.unwrap().least, 27.755_327, 1e-5);
    let room = found.room.unwrap();
    let Solutions::Gap { gap, .. } = room.solutions else {
        panic!("{:?}", room.solutions);
    };
    near(gap, 2.804_973, 1e-5);
    near(room.chance.unwrap().p_zopa, 0.330_67, 1e-5);
    near(room.most.lo80, 24.950_354 - 1.281_552 * 4.0, 1e-5);
    let bridge = room.bridge.unwrap();
    near(bridge.addon, 19.261_72, 1e-4);
    near(bridge.fixed_fee, 22.172_221, 1e-4);
    assert_eq!(found.curve.len(), 200);
    assert_eq!(found.buyer_tag.standing(), Standing::Assumed);
    assert!(found.missing.is_empty());
    let figures = found.packages.first().unwrap();
    near(figures.buyer_gain.unwrap(), -0.05, 0.005);
    near(figures.seller_gain.unwrap(), -2.55, 0.005);
    near(figures.amortisation.values().sum(), 25.0 * 1.05, 1e-9);
    near(figures.seller_keeps, 25.0 * 0.955, 1e-9);
}

#[test]
fn a_replacement_in_hand_opens_a_zone() {
    let mut scenario = konate();
    scenario.beliefs.set("replacement_net", 2.0);
    let room = scenario.evaluate().unwrap().room.unwrap();
    let Solutions::Zone { width, nash, .. } = room.solutions else {
        panic!("{:?}", room.solutions);
    };
    near(width, 2.607_678, 1e-5);
    near(nash, 23.646_515, 1e-5);
    near(room.chance.unwrap().p_zopa, 0.658, 5e-4);
    let offer = room.final_offer.unwrap();
    near(offer.offer, 20.299_134, 1e-3);
    near(offer.p_accept, 0.341_377, 1e-4);
    assert_eq!((room.bridge, room.no_bridge), (None, None));
    scenario.beliefs.set("theta", 0.3);
    let Solutions::Zone { nash, .. } = scenario.evaluate().unwrap().room.unwrap().solutions else {
        panic!("no zone");
    };
    near(nash, 23.12, 0.005);
}

#[test]
fn buying_less_waiting_and_selling_less_keeping_fall_and_rise_with_the_fee() {
    let scenario = konate();
    let buyer = scenario.beliefs.buyer(&scenario.profile());
    let seller = scenario.beliefs.seller(&scenario.profile(), false);
    for (fee, buys, sells) in [
        (20.0, 5.01, -7.16),
        (25.0, -0.05, -2.55),
        (30.0, -5.11, 2.07),
        (50.0, -25.33, 20.55),
    ] {
        near(buyer.now_minus_wait(fee), buys, 0.005);
        near(seller.sell_minus_keep(fee), sells, 0.005);
        near(scenario.buyer_gain(&package(fee)), buys, 0.005);
        near(scenario.seller_gain(&package(fee)), sells, 0.005);
    }
}

#[test]
fn a_range_of_ones_own_takes_the_place_of_the_standard_step() {
    let mut scenario = konate();
    let before = tornado(&scenario, Part::Buyer);
    assert!(before.iter().all(|bar| !bar.is_own));
    assert!(!before.iter().any(|bar| bar.key == "on_cost"));
    scenario.beliefs = scenario.beliefs.with_ranges(&[
        ("mu", 32.0, 48.0),
        // No step is taken for it by itself.
        ("on_cost", 0.0, 0.1),
        ("p_renew", 0.1, 0.5),
        // Theirs: it moves no limit of ours.
        ("jan_fee", 8.0, 22.0),
    ]);
    let bars = tornado(&scenario, Part::Buyer);
    let own: Vec<&str> = bars
        .iter()
        .filter(|bar| bar.is_own)
        .map(|bar| bar.key)
        .collect();
    assert_eq!(own, ["mu", "p_renew", "on_cost"]);
    let of = |key: &str| bars.iter().find(|bar| bar.key == key).unwrap();
    near(of("mu").at_low, 19.97, 0.006);
    near(of("mu").at_high, 29.37, 0.006);
    let step = |bars: &[Bar]| bars.iter().find(|bar| bar.key == "J").cloned();
    assert_eq!(step(&bars), step(&before), "the others keep their step");
    let theirs = tornado(&scenario, Part::Seller);
    let own: Vec<&str> = theirs
        .iter()
        .filter(|bar| bar.is_own)
        .map(|bar| bar.key)
        .collect();
    assert_eq!(own, ["p_renew", "jan_fee"]);
}

#[test]
fn the_tornado_prints_the_bars_of_the_worked_example_in_their_order() {
    let to = Reach::To;
    let bars = tornado_over(
        &konate(),
        &[
            ("r_buyer", to(0.12, 0.05)),
            ("p_rival", to(0.10, 0.40)),
            ("sigma", to(25.0, 5.0)),
            ("p_renew", to(0.10, 0.50)),
            ("J", to(8.0, 26.0)),
            ("v_alt", to(18.0, 6.0)),
            ("mu", to(32.0, 48.0)),
            // With cover at 2, a gain of 0 or 10.
            ("season0_with", to(2.0, 12.0)),
        ],
        Scenario::most,
    );
    let expected = [
        ("season0_with", 20.01, 29.90),
        ("mu", 19.97, 29.37),
        ("v_alt", 21.28, 28.31),
        ("J", 21.66, 27.54),
        ("p_renew", 23.34, 26.56),
        ("sigma", 23.48, 25.82),
        ("p_rival", 23.82, 26.08),
        ("r_buyer", 24.66, 25.18),
    ];
    for (bar, (key, low, high)) in bars.iter().zip(expected) {
        assert_eq!(bar.key, key);
        near(bar.at_low, low, 0.006);
        near(bar.at_high, high, 0.006);
    }
    let bars = tornado_over(
        &konate(),
        &[
            ("replacement_net", to(2.0, -8.0)),
            ("p_renew", to(0.10, 0.50)),
            ("season_value", to(15.0, 25.0)),
            ("renew_value", to(20.0, 40.0)),
            ("jan_fee", to(8.0, 22.0)),
            ("p_jan", to(0.30, 0.05)),
            ("r_seller", to(0.04, 0.10)),
        ],
        Scenario::least,
    );
    let expected = [
        (22.34, 33.17),
        (22.60, 32.92),
        (22.75, 32.76),
        (25.18, 30.34),
        (26.71, 28.80),
        (27.46, 27.95),
        (27.63, 27.88),
    ];
    for (bar, (low, high)) in bars.iter().zip(expected) {
        near(bar.at_low, low, 0.006);
        near(bar.at_high, high, 0.006);
    }
}

#[test]
fn solving_finds_the_reservations_and_gives_a_reason_when_it_cannot() {
    let scenario = konate();
    let terms = package(25.0);
    let fee = |target| solve(&scenario, &terms, Unknown::FixedFee, target);
    near(fee(Target::BuyerGain(0.0)).unwrap(), scenario.most(), 1e-9);
    near(
        fee(Target::SellerGain(0.0)).unwrap(),
        scenario.least(),
        1e-9,
    );
    near(fee(Target::Headline(40.0)).unwrap(), 40.0, 1e-9);
    let even = fee(Target::SellerPart(0.5)).unwrap();
    let split = package(even);
    near(
        scenario.buyer_gain(&split),
        scenario.seller_gain(&split),
        1e-9,
    );

    let mut bridge = package(22.172_221);
    let addon = solve(
        &scenario,
        &bridge,
        Unknown::AddOn(0),
        Target::SellerGain(0.0),
    )
    .unwrap();
    near(addon, 19.261_72, 1e-4);
    bridge.add_ons[0].amount = addon;
    near(scenario.buyer_gain(&bridge), 0.0, 1e-4);

    assert!(matches!(
        solve(
            &scenario,
            &terms,
            Unknown::SellOnShare,
            Target::BuyerGain(0.0)
        ),
        Err(NoSolution::Absent("sell_on"))
    ));
    assert!(matches!(
        fee(Target::BuyerGain(1e3)),
        Err(NoSolution::BelowNothing { .. })
    ));
    assert!(matches!(
        fee(Target::SellerGain(1e6)),
        Err(NoSolution::NotEnough { .. })
    ));
    let mut never = package(20.0);
    never.add_ons[0].theirs = 0.0;
    assert!(matches!(
        solve(
            &scenario,
            &never,
            Unknown::AddOn(0),
            Target::SellerGain(0.0)
        ),
        Err(NoSolution::WithoutEffect("add_ons"))
    ));
    let locked = Terms {
        locked: ["fixed_fee".to_owned()].into(),
        ..package(25.0)
    };
    assert_eq!(
        solve(
            &scenario,
            &locked,
            Unknown::FixedFee,
            Target::BuyerGain(0.0)
        ),
        Err(NoSolution::Locked("fixed_fee"))
    );
}

/// A drag of a cent moves every figure by about a cent.
#[test]
fn a_small_step_of_the_fee_moves_no_figure_far() {
    let mut scenario = konate();
    scenario.beliefs.set("resale_q", 0.4);
    scenario.beliefs.set("resale_mu", 40.0);
    scenario.beliefs.set("resale_sigma", 0.5);
    let figures = |fee: f64| {
        let mut scenario = scenario.clone();
        let terms = &mut scenario.packages[0];
        terms.fixed_fee = fee;
        terms.sell_on = Some((0.2, SellOnBase::ProfitOverFixedFee));
        let found = scenario.evaluate().unwrap();
        let package = &found.packages[0];
        vec![
            package.totals.headline,
            package.totals.npv_buyer,
            package.totals.npv_seller,
            package.sell_on_value,
            package.cost_per_year,
            package.buyer_gain.unwrap(),
            package.seller_gain.unwrap(),
            found.curve[100].0,
            found.curve[100].1,
        ]
    };
    for step in 0..400 {
        let fee = 0.25 * f64::from(step);
        for (a, b) in figures(fee).into_iter().zip(figures(fee + 1e-6)) {
            assert!((a - b).abs() < 1e-5, "at {fee}: {a} {b}");
        }
    }
}

fn is_required(spec: &BeliefSpec) -> bool {
    spec.default.is_none() && matches!(spec.part, Part::Buyer | Part::Seller | Part::Both)
}

#[test]
fn without_beliefs_the_totals_stand_and_the_list_says_what_to_enter() {
    let negotiation = serde_json::from_str(
        r#"{"id":"0197f95b-4e00-7000-8000-00000000010f","player":"0197f95b-4e00-7000-8000-000000000064",
        "seller":"Liverpool","buyer":"Real Madrid","packages":[{"id":"0197f95b-4e00-7000-8000-000000000001","name":"A",
        "fixed_fee":{"minor":2500000000,"currency":"EUR"},"contract_until":"2030-06-30",
        "add_ons":[{"id":"0197f95b-4e00-7000-8000-000000000002","event":"wins the league","amount":{"minor":500000000,"currency":"EUR"},"due":"2026-07-01","chance_ours":4000}]}],
        "beliefs":{"mu":{"readings":[{"id":"0197f95b-4e00-7000-8000-000000000003","value":{"money":{"minor":4000000000,"currency":"EUR"}},"basis":{"assumed_by":"Okafor"}}]},
                   "season_wage":{"readings":[{"id":"0197f95b-4e00-7000-8000-000000000004","value":{"money":{"minor":477300000,"currency":"GBP"}}}]}}}"#,
    )
    .unwrap();
    let model = Model {
        on: day("2025-07-15"),
        currency: Currency::EUR,
        dossier: None,
    };
    let scenario = Scenario::read(&negotiation, &model).unwrap();
    near(scenario.beliefs.get("season_wage"), 4.773 / 0.8679, 1e-6);
    assert_eq!(scenario.beliefs.tag("mu"), &Tag::assumed("Okafor"));
    let found = scenario.evaluate().unwrap();
    let totals = &found.packages[0].totals;
    near(totals.headline, 30.0, 1e-9);
    near(totals.expected, 27.0, 1e-9);
    assert_eq!((found.room, found.buyer, found.seller), (None, None, None));
    let required = BELIEFS.iter().filter(|spec| is_required(spec)).count();
    assert_eq!(found.missing.len(), required - 2);
}

#[test]
fn uncertain_beliefs_spread_the_reservations_as_the_closed_form_says() {
    // Two beliefs that enter linearly, so the reservations are triangular too.
    let uncertain = [
        Uncertain {
            key: "season0_with",
            low: 2.0,
            likeliest: 7.0,
            high: 12.0,
        },
        Uncertain {
            key: "replacement_net",
            low: -8.0,
            likeliest: -3.0,
            high: 2.0,
        },
    ];
    let found = spread(&konate(), &uncertain, 42, 20_000, |_| true).unwrap();
    near(found.most.p50, 24.95, 0.1);
    near(found.least.p50, 27.76, 0.1);
    // A triangle on 0 ± 1 has its tenths at ±(1 − √0.2).
    let tenth = (1.0 - 0.2_f64.sqrt()) * 5.0;
    near(found.most.p90 - found.most.p50, tenth * 0.989, 0.1);
    assert!(found.p_zone > 0.05 && found.p_zone < 0.5);
    assert_eq!(
        spread(&konate(), &uncertain, 42, 100, |done| done < 10),
        None
    );
}
