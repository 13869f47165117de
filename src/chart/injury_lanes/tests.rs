use chrono::Days;

use super::super::scene::Shape;
use super::super::testing::{FixedWidth, WIDTHS, check_scene, day, player, reported, spell};
use super::*;
use crate::domain::date::PartialDate;
use crate::domain::extra::Extra;
use crate::domain::injury::SpellGroup;

fn coverage(from: &str) -> InjuryCoverage {
    InjuryCoverage {
        from: PartialDate::from_iso(from),
        until: None,
        basis: reported(),
        extra: Extra::new(),
    }
}

fn draw(width: f32, spells: &[Spell], coverage: Option<&InjuryCoverage>, on: &str) -> Scene {
    let injuries = Injuries {
        player: player(),
        spells,
        coverage,
        on: day(on),
        row: 26.0,
        source: &|_| "Transfermarkt".to_owned(),
    };
    let scene = injury_lanes(&FixedWidth, width, injuries);
    check_scene(&scene);
    scene
}

fn bars(scene: &Scene) -> Vec<Rect> {
    let bar = |shape: &Shape| match shape {
        Shape::Rect {
            rect,
            fill: Some(Tint::Injury(_)),
            ..
        } if rect.height > 8.0 => Some(*rect),
        _ => None,
    };
    scene.shapes.iter().filter_map(bar).collect()
}

fn career() -> Vec<Spell> {
    vec![
        spell(
            "knee",
            SpellGroup::Joint,
            "2024-11-28",
            Some("2024-12-31"),
            8,
        ),
        spell(
            "thigh",
            SpellGroup::Muscle,
            "2024-03-07",
            Some("2024-03-19"),
            3,
        ),
        spell(
            "torn muscle fibre",
            SpellGroup::Muscle,
            "2019-10-03",
            Some("2020-03-11"),
            31,
        ),
        spell(
            "torn muscle fibre",
            SpellGroup::Muscle,
            "2020-05-22",
            Some("2020-06-05"),
            3,
        ),
        spell(
            "torn muscle fibre",
            SpellGroup::Muscle,
            "2020-07-01",
            Some("2020-10-15"),
            10,
        ),
        spell(
            "knock",
            SpellGroup::Knock,
            "2022-11-10",
            Some("2022-12-27"),
            3,
        ),
    ]
}

#[test]
fn seasons_run_from_the_newest_and_print_what_the_domain_reckons() {
    for width in WIDTHS {
        let known = coverage("2017");
        let scene = draw(width, &career(), Some(&known), "2025-07-11");
        for name in [
            "knee, 28 Nov 2024 – 31 Dec 2024, 34 days, 8 games missed",
            "2024/25, 90.7 % available, 34 days lost",
            "2021/22, 100.0 % available, 0 days lost",
        ] {
            assert!(scene.marks.iter().any(|mark| mark.name == name), "{name}");
        }
        assert_eq!(scene.table.rows[0][0], "2024/25");
        assert_eq!(bars(&scene).len(), 6);
    }
}

#[test]
fn a_season_that_nobody_looked_at_is_not_a_healthy_one() {
    let from_2020 = coverage("2020-07-01");
    let scene = draw(600.0, &career(), Some(&from_2020), "2025-07-11");
    let before = scene
        .marks
        .iter()
        .find(|mark| mark.name.starts_with("2019/20"))
        .unwrap();
    assert_eq!(
        before.name,
        "2019/20, availability not known, ≥ 176 days lost"
    );
    let nobody = draw(600.0, &career(), None, "2025-07-11");
    assert!(
        nobody
            .marks
            .iter()
            .all(|mark| !mark.name.contains("% available"))
    );
    assert!(
        nobody
            .shapes
            .iter()
            .any(|shape| matches!(shape, Shape::Text { text, .. } if text == "not known"))
    );
}

#[test]
fn an_empty_list_says_what_to_enter_and_a_covered_one_is_healthy() {
    for width in WIDTHS {
        assert!(
            draw(width, &[], None, "2025-07-11")
                .name
                .starts_with("No injuries entered")
        );
        let known = coverage("2022-07-01");
        let healthy = draw(width, &[], Some(&known), "2025-07-11");
        assert!(
            healthy
                .marks
                .iter()
                .all(|mark| mark.name.contains("100.0 % available"))
        );
    }
}

#[test]
fn a_day_out_can_still_be_seen() {
    let one_day = [spell(
        "knock",
        SpellGroup::Knock,
        "2025-06-30",
        Some("2025-06-30"),
        0,
    )];
    for width in WIDTHS {
        let scene = draw(width, &one_day, None, "2025-07-11");
        assert!(bars(&scene).iter().all(|bar| bar.width >= 2.0));
        assert_eq!(bars(&scene).len(), 1);
    }
}

#[test]
fn spells_at_one_time_are_all_seen() {
    let known = coverage("2020");
    let spells: Vec<Spell> = (0..4)
        .map(|ahead| {
            let mut spell = spell(
                "ankle",
                SpellGroup::Joint,
                "2024-09-01",
                Some("2024-12-01"),
                5,
            );
            spell.from = spell.from + Days::new(ahead * 9);
            spell
        })
        .collect();
    for width in WIDTHS {
        let bars = bars(&draw(width, &spells, Some(&known), "2025-07-11"));
        assert_eq!(bars.len(), 4);
        for (idx, bar) in bars.iter().enumerate() {
            assert!(bars[idx + 1..].iter().all(|other| !bar.overlaps(*other)));
        }
    }
}

#[test]
fn an_injury_that_comes_again_is_joined_across_seasons() {
    let known = coverage("2017");
    let scene = draw(420.0, &career(), Some(&known), "2025-07-11");
    let arcs = scene.shapes.iter().filter(|shape| {
        matches!(
            shape,
            Shape::Line {
                tint: Tint::Injury(_),
                ..
            }
        )
    });
    assert_eq!(arcs.count(), 2);
}

#[test]
fn open_expected_and_later_spells_end_where_knowledge_ends() {
    let mut expected = spell(
        "meniscus",
        SpellGroup::Joint,
        "2025-04-29",
        Some("2025-07-31"),
        0,
    );
    expected.surgery = true;
    let open = spell("back", SpellGroup::Muscle, "2025-06-01", None, 2);
    let later = spell("foot", SpellGroup::Bone, "2025-08-01", None, 0);
    for width in WIDTHS {
        let scene = draw(
            width,
            &[expected.clone(), open.clone(), later.clone()],
            None,
            "2025-07-11",
        );
        let named = |name: &str| scene.marks.iter().any(|mark| mark.name == name);
        assert!(named(
            "meniscus, 29 Apr 2025 – 31 Jul 2025, 74 days, continued in 25/26"
        ));
        assert!(named(
            "back, 1 Jun 2025 – still out, 41 days, 2 games missed"
        ));
        assert!(
            scene
                .marks
                .iter()
                .all(|mark| !mark.name.starts_with("foot"))
        );
    }
}

#[test]
fn wild_dates_and_thousands_of_spells_hold() {
    let on = "2025-07-11";
    let many: Vec<Spell> = (0..5_000_u64)
        .map(|idx| {
            let mut spell = spell(
                "muscle",
                SpellGroup::Muscle,
                "2010-01-01",
                None,
                (idx % 40) as u16,
            );
            spell.from = day("2010-01-01") + Days::new(idx * 7_919 % 5_600);
            spell.to = (idx % 7 > 0).then(|| spell.from + Days::new(idx % 60));
            spell
        })
        .collect();
    let wild = [
        spell(
            "knee",
            SpellGroup::Joint,
            "1850-01-01",
            Some("2200-12-31"),
            900,
        ),
        spell(
            "knee",
            SpellGroup::Joint,
            "2025-01-10",
            Some("2025-01-01"),
            3,
        ),
        spell(
            "knee",
            SpellGroup::Rest,
            "2200-01-01",
            Some("1850-01-01"),
            3,
        ),
        spell(
            "",
            SpellGroup::Other("new".to_owned()),
            "2024-07-01",
            None,
            1,
        ),
    ];
    for width in [300.0, 1_400.0] {
        draw(width, &many, None, on);
        draw(width, &wild, Some(&coverage("1850")), on);
        draw(width, &wild, Some(&coverage("2200")), on);
    }
    let scene = draw(600.0, &wild, None, on);
    assert!(
        scene
            .marks
            .iter()
            .any(|mark| mark.name.ends_with("ends before it starts"))
    );
}
