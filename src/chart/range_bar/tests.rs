use uuid::Uuid;

use super::super::scene::{SOLID, Shape};
use super::super::testing::{FixedWidth, WIDTHS, check_scene, million, text_rects};
use super::*;
use crate::domain::id::NegotiationId;

fn field() -> FieldRef {
    FieldRef::Negotiation(NegotiationId(Uuid::nil()))
}

fn figure(low: Money, high: Option<Money>, or_more: bool) -> Option<Figure> {
    Some(Figure {
        low,
        high,
        or_more,
        note: "reported, C".to_owned(),
        dash: SOLID,
        field: field(),
    })
}

fn limit(at: Money, around: i64) -> Option<Limit> {
    let band = |minor: i64| Money::new(at.minor.saturating_add(minor), at.currency);
    Some(Limit {
        at,
        band: Some((band(-around * 100_000_000), band(around * 100_000_000))),
        note: "assumed".to_owned(),
        field: None,
    })
}

fn nothing() -> RangeBar {
    RangeBar {
        currency: Currency::EUR,
        bid: None,
        ask: None,
        value: None,
        offer: None,
        ceiling: None,
        floor: None,
        sentence: String::new(),
    }
}

fn konate() -> RangeBar {
    RangeBar {
        bid: figure(million(20), Some(million(25)), false),
        ask: figure(million(50), None, true),
        value: figure(million(60), None, false),
        ..nothing()
    }
}

#[test]
fn labels_never_overlap_wherever_the_figures_lie() {
    for width in WIDTHS {
        check_scene(&range_bar(&FixedWidth, width, &konate()));
        for seed in 0..300_i64 {
            let amount = |salt: i64| million((seed * 7_919 + salt * 104_729 * (seed + 1)) % 97);
            let bar = RangeBar {
                bid: figure(amount(1), Some(amount(2)), seed % 5 == 0),
                ask: figure(amount(3), (seed % 3 == 0).then(|| amount(9)), seed % 2 == 0),
                value: figure(amount(4), None, false),
                ceiling: limit(amount(5), 4),
                floor: limit(amount(6), 9),
                sentence: "gap 2.80; chance of a zone 33 %".to_owned(),
                ..nothing()
            };
            check_scene(&range_bar(&FixedWidth, width, &bar));
        }
    }
}

#[test]
fn every_figure_speaks_and_leads_to_its_field() {
    let scene = range_bar(&FixedWidth, 600.0, &konate());
    for name in [
        "bid EUR 20–25, reported, C",
        "ask EUR 50 or more, reported, C",
        "value EUR 60, reported, C",
    ] {
        let mark = scene.marks.iter().find(|mark| mark.name == name);
        assert_eq!(
            mark.and_then(|mark| mark.field.clone()),
            Some(field()),
            "{name}"
        );
    }
    assert_eq!(scene.table.rows[1][..3], ["ask", "50", "or more"]);
}

#[test]
fn a_gap_is_hatched_and_a_zone_is_not() {
    for (ceiling, floor, gap) in [(25, 28, true), (28, 25, false)] {
        let bar = RangeBar {
            ceiling: limit(million(ceiling), 4),
            floor: limit(million(floor), 4),
            ..konate()
        };
        let scene = range_bar(&FixedWidth, 600.0, &bar);
        let hatched = scene
            .shapes
            .iter()
            .any(|shape| matches!(shape, Shape::Hatch { .. }));
        assert_eq!(hatched, gap);
    }
}

#[test]
fn other_currencies_are_told_and_not_drawn() {
    let bar = RangeBar {
        ask: figure(Money::new(4_300_000_000, Currency::GBP), None, false),
        ..konate()
    };
    let scene = range_bar(&FixedWidth, 600.0, &bar);
    check_scene(&scene);
    let told = text_rects(&scene)
        .iter()
        .any(|(_, text)| text.contains("no rate to EUR: ask GBP 43 m"));
    assert!(told);
}

#[test]
fn nothing_one_figure_and_absurd_figures_hold() {
    for width in WIDTHS {
        assert!(
            range_bar(&FixedWidth, width, &nothing())
                .name
                .starts_with("No figures yet")
        );
        for minor in [0, 1, -5_000_000_000, i64::MAX, i64::MIN] {
            let absurd = Money::new(minor, Currency::EUR);
            for or_more in [true, false] {
                let one = RangeBar {
                    ask: figure(absurd, None, or_more),
                    ..nothing()
                };
                check_scene(&range_bar(&FixedWidth, width, &one));
                let with_others = RangeBar {
                    value: figure(absurd, None, or_more),
                    ceiling: limit(absurd, 1),
                    ..konate()
                };
                check_scene(&range_bar(&FixedWidth, width, &with_others));
            }
        }
    }
}
