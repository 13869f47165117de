//! The sample dossiers hold exactly what their fact tables say, and the figures come out right.
//!
//! `UPDATE_SAMPLES=1 cargo test --test it samples::` writes the files after a change of the tables.

use std::path::Path;

use backline::domain::citation::{citations, grade};
use backline::domain::comparison::StatPool;
use backline::domain::date::{Season, pre_contract_from};
use backline::domain::deal::model::Model;
use backline::domain::deal::scenario::Scenario;
use backline::domain::dossier::Dossier;
use backline::domain::fact::FactKey;
use backline::domain::id::RevisionId;
use backline::domain::injury::Availability;
use backline::domain::money::{Currency, StatedAmount};
use backline::domain::negotiation::BeliefValue;
use backline::domain::sourced::Sourced;
use backline::domain::stats::{Pool, metric};
use backline::editor::tables;
use backline::store::{Limits, Revision, decode, encode};

use crate::support::build::numbered;
use crate::support::samples::{hindsight_2026, konate_2025, player, worked_2025};
use crate::support::values::day;

fn check_file(name: &str, dossier: &Dossier) {
    let revision = Revision::first(RevisionId(numbered(dossier.head.decision_date, 0)));
    let bytes = encode(dossier, &revision);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample_data")
        .join(name);
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        std::fs::write(&path, &bytes).unwrap();
    }
    let shipped = std::fs::read(&path).unwrap();
    assert!(shipped == bytes, "{name} is not what its table says");
    let loaded = decode(&shipped, &Limits::default()).unwrap();
    assert!(loaded.notices.is_empty(), "{:?}", loaded.notices);
    assert_eq!(&loaded.dossier, dossier, "{name}");
}

#[test]
fn the_shipped_samples_are_exactly_what_the_fact_tables_say() {
    check_file("konate-2025.backline", &konate_2025());
    check_file("hindsight-2026.backline", &hindsight_2026());
    check_file("konate-2025-worked.backline", &worked_2025());
}

/// Worked out by another program from the same events.
#[test]
fn the_pool_of_the_sample_says_where_its_defenders_stood_in_2017_18() {
    let dossier = konate_2025();
    let definition = dossier.pools.values().next().unwrap();
    let table = tables::shipped().unwrap();
    let pool = Pool::of(definition, &table);
    assert_eq!((pool.size, definition.size), (228, 228));
    let konate = player(&dossier, "Konaté").id;
    assert_eq!(pool.total_of(konate, "minutes"), Some(1_241.0));
    let count = |key: &str| pool.total_of(konate, key);
    let air_duels = metric("air_duels_won_pct").unwrap();
    assert_eq!(air_duels.attempts(count), Some((39.0, 69.0)));
    let bundesliga = StatPool {
        competitions: vec!["Bundesliga".to_owned()],
        ..StatPool::clone(definition)
    };
    let pool = Pool::of(&bundesliga, &table);
    assert_eq!(pool.size, 104);
    for (key, percentile) in [
        ("ground_def_duels", 25.0),
        ("ground_def_duels_won_pct", 94.0),
        ("sliding_tackles", 50.0),
        ("air_duels", 65.0),
        ("air_duels_won_pct", 58.0),
        ("clearances", 84.0),
        ("interceptions", 37.0),
        ("pass_pct", 50.0),
        ("fouls", 60.0),
    ] {
        let found = pool.percentile_of(konate, key).unwrap();
        assert!((found - percentile).abs() < 0.51, "{key} {found}");
    }
}

fn check_spells(name: &str, spells: usize, days: i64, games: u32) {
    let dossier = konate_2025();
    let on = dossier.head.decision_date;
    let player = player(&dossier, name);
    let missed = player
        .spells
        .iter()
        .filter_map(|spell| spell.games_missed_club);
    assert_eq!(player.spells.len(), spells, "{name}");
    let out: i64 = player.spells.iter().map(|spell| spell.days_out(on)).sum();
    assert_eq!(out, days, "{name}");
    assert_eq!(missed.map(u32::from).sum::<u32>(), games, "{name}");
}

#[test]
fn konate_missed_92_games_in_578_days() {
    check_spells("Konaté", 15, 578, 92);
}

fn check_availability(name: &str, season: Option<i32>, percent: &str) {
    let dossier = konate_2025();
    let on = dossier.head.decision_date;
    let spells = &player(&dossier, name).spells;
    let availability = match season {
        Some(season) => Availability::of_season(spells, Season(season), on),
        None => Availability::of_three_seasons(spells, on),
    };
    let text = format!("{:.1}", availability.unwrap().percent());
    assert_eq!(text, percent, "{name}, {season:?}");
}

#[test]
fn availability_is_what_the_sources_of_the_sample_give() {
    check_availability("Konaté", Some(2022), "58.9");
    check_availability("Konaté", Some(2023), "87.2");
    check_availability("Konaté", Some(2024), "90.7");
    check_availability("Konaté", None, "78.9");
    check_availability("Guéhi", None, "88.7");
}

#[test]
fn a_list_of_main_injuries_claims_no_availability() {
    let dossier = konate_2025();
    assert_eq!(player(&dossier, "van Dijk").spells.len(), 4);
    assert_eq!(player(&dossier, "van Dijk").injury_coverage, None);
}

/// Readings of a disputed value, the used one first.
fn check_readings(dossier: &Dossier, name: &str, key: FactKey, values: &[&str]) {
    let sourced = player(dossier, name).facts.get(key).unwrap();
    let used = sourced.used_reading().into_iter();
    let readings: Vec<_> = used
        .chain(sourced.others())
        .map(|reading| reading.value.to_string())
        .collect();
    assert_eq!(readings, values, "{name}, {key:?}");
}

#[test]
fn disputed_values_keep_every_reading() {
    let dossier = konate_2025();
    check_readings(&dossier, "Konaté", FactKey::Height, &["194", "192"]);
    check_readings(&dossier, "van Dijk", FactKey::Height, &["195", "193"]);
    check_readings(&dossier, "Rüdiger", FactKey::Height, &["190", "191"]);
    check_readings(
        &dossier,
        "Konaté",
        FactKey::Wage,
        &["GBP 80k a week", "GBP 70k a week"],
    );
    check_fees(&dossier, "Konaté", &["EUR 40m", "GBP 36m"]);
    check_fees(&dossier, "Huijsen", &["EUR 62.5m", "GBP 50m"]);
}

/// The fee of the last move as each source states it.
fn check_fees(dossier: &Dossier, name: &str, fees: &[&str]) {
    let last = player(dossier, name).transfers.last().unwrap();
    let readings = last.fee.readings.iter();
    let stated: Vec<_> = readings.map(|reading| reading.value.to_string()).collect();
    assert_eq!(stated, fees, "{name}");
}

#[test]
fn konate_is_26_though_the_article_prints_27() {
    let dossier = konate_2025();
    let konate = player(&dossier, "Konaté");
    assert_eq!(konate.age(dossier.head.decision_date), Some(26));
    check_readings(&dossier, "Konaté", FactKey::StatedAge, &["27"]);
}

#[test]
fn ask_and_bid_keep_the_pounds_that_the_article_printed() {
    let dossier = konate_2025();
    let on = dossier.head.decision_date;
    let negotiation = dossier
        .negotiation_over(player(&dossier, "Konaté").id)
        .unwrap();
    let amount = |round: Option<&_>| {
        let round: &backline::domain::negotiation::Round = round.unwrap();
        round.amount.clone().unwrap()
    };
    let (ask, bid) = (amount(negotiation.ask(on)), amount(negotiation.bid(on)));
    assert_eq!(ask.to_string(), "EUR 50m or more");
    assert_eq!(bid.to_string(), "EUR 20m–25m");
    check_pounds(&dossier, &ask, &["43"], &["43.3"]);
    check_pounds(&dossier, &bid, &["17", "21"], &["17.3", "21.6"]);
}

/// Millions of pounds: as printed, and at the reference rate of the day.
fn check_pounds(dossier: &Dossier, amount: &StatedAmount, printed: &[&str], converted: &[&str]) {
    let print = amount.printed.as_ref().unwrap();
    let ends: Vec<_> = [Some(print.low), print.high]
        .into_iter()
        .flatten()
        .collect();
    let texts: Vec<_> = ends.iter().map(|end| end.millions_text(0)).collect();
    assert_eq!(texts, printed);
    let rate = dossier.rates.values().next().unwrap().rate;
    let ends = [Some(amount.low), amount.high].into_iter().flatten();
    let texts: Vec<_> = ends
        .map(|end| end.converted(rate, Currency::GBP).unwrap().millions_text(1))
        .collect();
    assert_eq!(texts, converted);
}

#[test]
fn contracts_to_june_2026_open_to_clubs_abroad_on_1_january() {
    let dossier = konate_2025();
    for name in ["Konaté", "Guéhi", "Rüdiger", "Alaba"] {
        let end = player(&dossier, name).contract_end().unwrap();
        assert_eq!(pre_contract_from(end), day("2026-01-01"), "{name}");
    }
}

#[test]
fn every_value_names_a_source_with_a_grade_or_who_assumed_it() {
    for dossier in [konate_2025(), hindsight_2026(), worked_2025()] {
        for citation in citations(&dossier) {
            let known = grade(&dossier, citation.basis).is_some();
            let assumed = citation.basis.assumed_by.is_some();
            assert!(known != assumed, "{}", citation.value);
        }
    }
}

#[test]
fn nothing_in_a_sample_is_later_than_its_decision_date() {
    for dossier in [konate_2025(), hindsight_2026(), worked_2025()] {
        let on = dossier.head.decision_date;
        for player in dossier.players.values() {
            let moves = player.transfers.iter().map(|transfer| transfer.on);
            let values = player.valuations.iter().map(|value| value.on);
            for known in moves.chain(values) {
                assert!(known.earliest() <= on, "{} of {}", known, player.name);
            }
            assert!(
                player.spells.iter().all(|spell| spell.from <= on),
                "{}",
                player.name
            );
        }
        let said = citations(&dossier)
            .into_iter()
            .filter_map(|citation| citation.basis.on);
        assert!(said.into_iter().all(|said| said.earliest() <= on));
    }
}

#[test]
fn hindsight_keeps_every_record_of_the_first_sample() {
    let (then, later) = (konate_2025(), hindsight_2026());
    assert!(then.players.keys().eq(later.players.keys()));
    assert!(
        then.statements
            .keys()
            .all(|id| later.statements.contains_key(id))
    );
    assert!(then.sources.keys().all(|id| later.sources.contains_key(id)));
    let konate = player(&later, "Konaté");
    assert_eq!(konate.club(), Some("Real Madrid"));
    assert_eq!(
        konate
            .valuation(later.head.decision_date)
            .unwrap()
            .to_string(),
        "EUR 45m, July 2026"
    );
    assert!(later.negotiation_over(konate.id).unwrap().closed);
}

#[test]
fn the_worked_sample_adds_nothing_but_assumptions_to_the_first() {
    let (plain, worked) = (konate_2025(), worked_2025());
    assert_eq!(plain.players, worked.players);
    assert_eq!(plain.statements, worked.statements);
    assert_eq!(plain.sources, worked.sources);
    let konate = player(&worked, "Konaté").id;
    let negotiation = worked.negotiation_over(konate).unwrap();
    assert_eq!(
        negotiation.rounds,
        plain.negotiation_over(konate).unwrap().rounds
    );
    let readings = |sourced: &Sourced<BeliefValue>| sourced.readings.clone();
    let believed: Vec<_> = negotiation.beliefs.values().flat_map(readings).collect();
    assert_eq!(believed.len(), 22);
    assert!(believed.iter().all(|one| one.basis.assumed_by.is_some()));
    let offered = negotiation.packages.iter();
    assert!(offered.clone().all(|one| one.basis.assumed_by.is_some()));
}

/// The figures of the case as it was reckoned by hand.
#[test]
fn the_worked_sample_comes_to_the_known_figures() {
    let worked = worked_2025();
    let konate = player(&worked, "Konaté").id;
    let negotiation = worked.negotiation_over(konate).unwrap();
    let model = Model {
        on: worked.head.decision_date,
        currency: Currency::EUR,
        dossier: Some(&worked),
    };
    let evaluation = Scenario::read(negotiation, &model)
        .unwrap()
        .evaluate()
        .unwrap();
    let room = evaluation.room.unwrap();
    let printed = |figure: f64| format!("{figure:.2}");
    assert_eq!(printed(room.most.value), "24.95");
    assert_eq!(printed(room.least.value), "27.76");
    assert_eq!(printed(room.chance.unwrap().p_zopa), "0.33");
    let bridge = &evaluation.packages[0];
    assert!(bridge.buyer_gain.unwrap().abs() < 0.01);
    assert!(bridge.seller_gain.unwrap().abs() < 0.01);
}
