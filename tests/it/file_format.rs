//! What we promise about the file: it opens for ever, to the same bytes, with what newer versions wrote.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use backline::domain::career::SeasonLine;
use backline::domain::change::Change;
use backline::domain::comparison::Comparison;
use backline::domain::date::{PartialDate, Season};
use backline::domain::dossier::{Dossier, Head, Record};
use backline::domain::exchange::ExchangeRate;
use backline::domain::extra::Extra;
use backline::domain::fact::{FactKey, FactValue};
use backline::domain::field::FieldRef;
use backline::domain::id::*;
use backline::domain::money::Currency;
use backline::domain::player::{Player, Role};
use backline::domain::sourced::{Basis, Reading, Sourced};
use backline::store::{Limits, LoadNotice, Loaded, Revision, decode, encode};
use chrono::{DateTime, NaiveDate};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

fn golden_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1")
}

fn golden(name: &str) -> Vec<u8> {
    std::fs::read(golden_folder().join(name)).unwrap()
}

fn read(bytes: &[u8]) -> Loaded {
    decode(bytes, &Limits::default()).unwrap()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn golden_files_save_to_the_bytes_that_they_were_loaded_from() {
    let mut files = 0;
    for entry in std::fs::read_dir(golden_folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let loaded = read(&bytes);
        let saved = encode(&loaded.dossier, &loaded.revision);
        assert!(saved == bytes, "{} saves to other bytes", path.display());
        assert!(
            !loaded.notices.contains(&LoadNotice::EditedByHand),
            "{}",
            path.display()
        );
        assert_eq!(loaded.read_only, None);
        files += 1;
    }
    assert_eq!(files, 3);
}

#[test]
fn the_full_golden_file_has_every_section_and_only_members_that_we_know() {
    let bytes = golden("full.backline");
    let file = json(&bytes);
    for section in Dossier::SECTIONS {
        assert!(
            file[section]
                .as_array()
                .is_some_and(|rows| !rows.is_empty()),
            "{section}"
        );
    }
    let loaded = read(&bytes);
    assert!(!format!("{loaded:?}").contains("extra: {\""));
    assert!(!format!("{loaded:?}").contains("Other("));
    assert_eq!(loaded.notices, []);
}

#[test]
fn a_file_is_one_json_object_with_one_record_on_each_line() {
    let bytes = golden("full.backline");
    let text = String::from_utf8(bytes.clone()).unwrap();
    let rows = text
        .lines()
        .filter(|line| line.starts_with("{\"id\":"))
        .count();
    let file = json(&bytes);
    assert_eq!(file["end"]["records"], rows);
    assert_eq!(read(&bytes).dossier.len(), rows);
    assert!(text.ends_with("}}\n"));
    let above = &bytes[..text.find("\"end\":").unwrap()];
    assert_eq!(file["end"]["blake3"], blake3::hash(above).to_hex().as_str());
}

#[test]
fn what_a_newer_version_wrote_survives_an_edit_of_ours() {
    let bytes = golden("newer.backline");
    let loaded = read(&bytes);
    assert!(
        matches!(&loaded.notices[..], [
        LoadNotice::NewerSchema { schema: 2, app },
        LoadNotice::UnknownKind { section, records: 2 },
    ] if section == "conflicts" && app == "backline 9.0.0"),
        "{:?}",
        loaded.notices
    );

    let mut dossier = loaded.dossier.clone();
    dossier.head = Arc::new(Head {
        title: "Another".to_owned(),
        ..Head::clone(&dossier.head)
    });
    let next = loaded.revision.next(RevisionId(Uuid::from_u128(5)));
    let mut before = json(&bytes);
    let mut after = json(&encode(&dossier, &next));
    assert_eq!(after["head"]["title"], "Another");
    assert_eq!(after["parents"][0], before["rev"]);
    assert_eq!(
        after["schema"], 2,
        "its own program must not lift it a second time"
    );
    for file in [&mut before, &mut after] {
        file["head"]["title"] = Value::Null;
        for member in ["app", "rev", "parents", "end"] {
            file.as_object_mut().unwrap().remove(member);
        }
    }
    assert_eq!(before, after);
}

#[test]
fn a_file_that_was_changed_by_hand_opens_with_a_notice() {
    let bytes = golden("full.backline");
    let text = String::from_utf8(bytes.clone()).unwrap();
    let pretty = serde_json::to_string_pretty(&json(&bytes)).unwrap();
    let original = read(&bytes).dossier;
    for changed in [
        text.replace('\n', "\r\n"),
        text.replace("\"records\":18", "\"records\":15"),
        pretty,
        format!("\u{feff}{text}"),
    ] {
        let loaded = read(changed.as_bytes());
        assert_eq!(loaded.notices, [LoadNotice::EditedByHand]);
        assert_eq!(loaded.read_only, None);
        assert_eq!(loaded.dossier, original);
    }
    let renamed = read(text.replace("Ibrahima Konaté", "I. Konaté").as_bytes());
    assert_eq!(renamed.notices, [LoadNotice::EditedByHand]);
    assert_eq!(
        renamed.dossier.players.values().next().unwrap().name,
        "I. Konaté"
    );
}

#[test]
fn a_file_that_only_newer_versions_may_write_opens_read_only() {
    let text = String::from_utf8(golden("newer.backline")).unwrap();
    let newer = text.replace("\"min_reader\":1", "\"min_reader\":2");
    let loaded = read(newer.as_bytes());
    assert!(loaded.read_only.unwrap().contains("backline 9.0.0"));
    assert_eq!(loaded.dossier, read(text.as_bytes()).dossier);

    let other_form = newer.replace(
        "\"name\":\"Virgil van Dijk\"",
        "\"name\":[\"Virgil\",\"van Dijk\"]",
    );
    let err = decode(other_form.as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!(
        err.to_string(),
        "It was written by a newer version (backline 9.0.0), and this version cannot read it"
    );
}

#[test]
fn the_order_in_which_records_came_does_not_show_in_the_file() {
    let bytes = golden("full.backline");
    let loaded = read(&bytes);
    let dossier = &loaded.dossier;
    let mut reversed = Dossier::new(dossier.id, Head::clone(&dossier.head));
    for change in dossier.changes.values().rev() {
        reversed.put(Record::Change(change.clone()));
    }
    for player in dossier.players.values().rev() {
        reversed.put(Record::Player(player.clone()));
    }
    let mut forward = Dossier::new(dossier.id, Head::clone(&dossier.head));
    forward.players = dossier.players.clone();
    forward.changes = dossier.changes.clone();
    assert_eq!(
        encode(&reversed, &loaded.revision),
        encode(&forward, &loaded.revision)
    );
}

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (-40_000..80_000_i32).prop_map(|day| {
        NaiveDate::default() + chrono::Days::new(40_000) + chrono::Duration::days(day.into())
    })
}

fn partial_date() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        (1850..=2200).prop_map(PartialDate::Year),
        (1850..=2200, 1..=12_u32).prop_map(|(year, month)| PartialDate::Month(year, month)),
        (1850..=2200, 1..=366_u32)
            .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day)
                .map(PartialDate::Day)),
    ]
}

fn finite() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("finite", |number| number.is_finite())
}

fn extra() -> impl Strategy<Value = Extra> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        finite().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..3)
                .prop_map(|members| members.into_iter().collect()),
        ]
    });
    btree_map("x_[a-z\u{e9}\"\\\\]{0,4}", value, 0..3)
}

fn basis() -> impl Strategy<Value = Basis> {
    (
        proptest::option::of(id()),
        proptest::option::of(partial_date()),
        any::<String>(),
        extra(),
    )
        .prop_map(|(source, on, note, extra)| Basis {
            source: source.map(SourceId),
            on,
            note,
            extra,
            ..Basis::default()
        })
}

fn sourced(value: impl Strategy<Value = FactValue>) -> impl Strategy<Value = Sourced<FactValue>> {
    let reading = (id(), value, basis(), extra()).prop_map(|(id, value, basis, extra)| Reading {
        id: ReadingId(id),
        value,
        basis,
        extra,
    });
    (vec(reading, 1..3), proptest::option::of(id()), extra()).prop_map(|(readings, used, extra)| {
        Sourced {
            readings,
            used: used.map(ReadingId),
            extra,
        }
    })
}

fn player() -> impl Strategy<Value = Record> {
    let season = (
        id(),
        any::<i32>(),
        any::<String>(),
        btree_map(any::<String>(), finite(), 0..4),
        basis(),
    );
    let season = season.prop_map(|(id, season, competition, metrics, basis)| SeasonLine {
        id: SeasonLineId(id),
        season: Season(season),
        competition,
        club: String::new(),
        minutes: None,
        metrics,
        basis,
        extra: Extra::new(),
    });
    let facts = (
        sourced(any::<String>().prop_map(FactValue::Text)),
        sourced(partial_date().prop_map(FactValue::Date)),
        sourced(any::<u32>().prop_map(FactValue::Count)),
    );
    let parts = (
        id(),
        any::<String>(),
        any::<String>(),
        any::<String>(),
        facts,
        vec(season, 0..3),
        extra(),
    );
    parts.prop_map(
        |(id, name, role, note, (club, born, caps), seasons, extra)| {
            let mut player = Player::new(PlayerId(id), name, Role::from_key(&role));
            player.facts.set(FactKey::Club, club);
            player.facts.set(FactKey::Born, born);
            player.facts.set(FactKey::Caps, caps);
            player.note = note;
            player.seasons = Arc::new(seasons);
            player.extra = extra;
            Record::Player(Arc::new(player))
        },
    )
}

fn other_record() -> impl Strategy<Value = Record> {
    let comparison = (
        id(),
        any::<String>(),
        vec(id(), 0..4),
        btree_map(any::<String>(), finite(), 0..4),
        extra(),
    );
    let comparison = comparison.prop_map(|(id, name, players, weights, extra)| {
        let players: Vec<PlayerId> = players.into_iter().map(PlayerId).collect();
        let seasons = players.iter().map(|player| (*player, Season(2024)));
        Record::Comparison(Arc::new(Comparison {
            seasons: seasons.collect(),
            role: name.clone(),
            weights,
            extra,
            ..Comparison::new(ComparisonId(id), name, players)
        }))
    });
    let rate = (id(), day(), any::<i64>(), 0..=18_u32).prop_map(|(id, on, number, scale)| {
        Record::Rate(Arc::new(ExchangeRate {
            id: RateId(id),
            on,
            base: Currency::EUR,
            quote: Currency::GBP,
            rate: rust_decimal::Decimal::new(number, scale),
            basis: Basis::default(),
            extra: Extra::new(),
        }))
    });
    let change = (
        id(),
        0..4_000_000_000_i64,
        0..1_000_000_000_u32,
        any::<String>(),
        any::<String>(),
    );
    let change = change.prop_map(|(id, second, nano, label, field)| {
        Record::Change(Arc::new(Change {
            id: ChangeId(id),
            at: DateTime::from_timestamp(second, nano).unwrap(),
            by: String::new(),
            label,
            field: Some(FieldRef::Other(field)),
            before: String::new(),
            after: String::new(),
            extra: Extra::new(),
        }))
    });
    prop_oneof![comparison, rate, change]
}

fn dossier() -> impl Strategy<Value = (Dossier, Revision)> {
    let head = (any::<String>(), any::<String>(), day(), extra()).prop_map(
        |(title, question, decision_date, extra)| Head {
            title,
            question,
            our_club: String::new(),
            our_country: String::new(),
            decision_date,
            currency: Currency::USD,
            extra,
        },
    );
    let records = vec(prop_oneof![player(), other_record()], 0..8);
    (id(), head, records, extra(), vec(id(), 1..70)).prop_map(
        |(id, head, records, extra, revisions)| {
            let mut dossier = Dossier::new(DossierId(id), head);
            for record in records {
                dossier.put(record);
            }
            dossier.extra = Arc::new(extra);
            let mut revision = Revision::first(RevisionId(revisions[0]));
            for id in &revisions[1..] {
                revision = revision.next(RevisionId(*id));
            }
            (dossier, revision)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_dossier_is_read_as_it_was_written((dossier, revision) in dossier()) {
        let bytes = encode(&dossier, &revision);
        let loaded = read(&bytes);
        prop_assert_eq!(&loaded.dossier, &dossier);
        prop_assert_eq!(&loaded.revision, &revision);
        let kept = |notice: &LoadNotice| matches!(notice, LoadNotice::UnknownKind { .. });
        prop_assert!(loaded.notices.iter().all(kept), "{:?}", loaded.notices);
        prop_assert!(encode(&loaded.dossier, &loaded.revision) == bytes);
    }
}

#[test]
fn unknown_maps_are_written_in_one_order() {
    let one: BTreeMap<_, _> = [
        ("b".to_owned(), Value::from(1)),
        ("a".to_owned(), Value::from(2)),
    ]
    .into();
    let mut loaded = read(&golden("empty.backline"));
    loaded.dossier.extra = Arc::new(one);
    let text = String::from_utf8(encode(&loaded.dossier, &loaded.revision)).unwrap();
    assert!(text.find("\"a\":2").unwrap() < text.find("\"b\":1").unwrap());
}
