//! What the tests of this room share: a measure, checks of geometry, records in the trade's words.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::extra::Extra;
use crate::domain::id::{PlayerId, SourceId, SpellId, WindowId};
use crate::domain::injury::{Spell, SpellGroup};
use crate::domain::money::{Currency, Money};
use crate::domain::sourced::Basis;
use crate::domain::squad::RegistrationWindow;

use super::comparison::{Comparison, Entry, MetricRow, Reading, Sample};
use super::scene::{Align, Face, Measure, Rect, Scene, Shape};

/// Every letter is 0.6 of the size wide: a little wider than the program's face.
pub struct FixedWidth;

impl Measure for FixedWidth {
    fn width(&self, text: &str, face: Face) -> f32 {
        text.chars().count() as f32 * face.size() * 0.6
    }
}

/// The widths at which every chart must hold.
pub const WIDTHS: [f32; 7] = [300.0, 340.0, 420.0, 600.0, 820.0, 1_250.0, 1_400.0];

/// Names as they are worn, 40 letters and more, in the scripts that the program must show.
pub const LONG_NAMES: [&str; 6] = [
    "",
    "Wolfeschlegelsteinhausenbergerdorff-Smith",
    "Κωνσταντίνος Παπαδημητρόπουλος-Αναγνώστου",
    "Александр Христорождественский-Оболенский",
    "Nguyễn Phước Miên Thẩm Hoàng Thượng Quốc Vương",
    "Unbroken_name_without_any_place_to_wrap_it",
];

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn player() -> PlayerId {
    PlayerId(Uuid::from_u128(1))
}

pub fn million(millions: i64) -> Money {
    Money::new(millions * 100_000_000, Currency::EUR)
}

pub fn reported() -> Basis {
    Basis::reported(SourceId(Uuid::from_u128(9)))
}

pub fn window(country: &str, opens: &str, closes: &str) -> RegistrationWindow {
    RegistrationWindow {
        id: WindowId(Uuid::nil()),
        country: country.to_owned(),
        opens: day(opens),
        closes: day(closes),
        closes_at: "19:00 UK".to_owned(),
        basis: reported(),
        extra: Extra::new(),
    }
}

pub fn spell(kind: &str, group: SpellGroup, from: &str, to: Option<&str>, games: u16) -> Spell {
    Spell {
        id: SpellId(Uuid::from_u128(u128::from(games))),
        kind: kind.to_owned(),
        group,
        body_part: kind.to_owned(),
        side: None,
        from: day(from),
        to: to.map(day),
        games_missed_club: (games > 0).then_some(games),
        games_missed_country: None,
        surgery: false,
        counts: None,
        basis: reported(),
        extra: Extra::new(),
    }
}

/// The boxes of all texts of a scene: as wide as measured, as high as their capitals.
pub fn text_rects(scene: &Scene) -> Vec<(Rect, &str)> {
    text_rects_of(&scene.shapes)
}

fn text_rects_of(shapes: &[Shape]) -> Vec<(Rect, &str)> {
    fn text(shape: &Shape) -> Option<(Rect, &str)> {
        match shape {
            Shape::Text {
                at,
                align,
                face,
                text,
                ..
            } => {
                let width = FixedWidth.width(text, *face);
                let left = match align {
                    Align::Left => at.x,
                    Align::Centre => at.x - width / 2.0,
                    Align::Right => at.x - width,
                };
                let height = face.size() * 0.75;
                Some((
                    Rect::new(left, at.y - height / 2.0, width, height),
                    text.as_str(),
                ))
            }
            _ => None,
        }
    }
    let mut rects = Vec::new();
    for shape in shapes {
        match shape {
            Shape::Faded { shapes, .. } => rects.append(&mut text_rects_of(shapes)),
            other => rects.extend(text(other)),
        }
    }
    rects
}

/// All words of a scene.
pub fn texts(scene: &Scene) -> Vec<&str> {
    text_rects(scene)
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

/// What every chart promises: finite shapes, words inside the chart, no word on another.
pub fn check_scene(scene: &Scene) {
    assert!(scene.width.is_finite() && scene.height.is_finite() && scene.height > 0.0);
    assert!(!scene.name.is_empty(), "a chart says what it shows");
    let whole = Rect::new(0.0, 0.0, scene.width, scene.height).grown(0.5);
    let texts = text_rects(scene);
    for (idx, (rect, text)) in texts.iter().enumerate() {
        assert!(
            whole.holds(*rect),
            "{text:?} leaves the chart: {rect:?}, width {}",
            scene.width
        );
        for (other, words) in &texts[idx + 1..] {
            assert!(
                !rect.overlaps(*other) || text.is_empty() || words.is_empty(),
                "{text:?} lies on {words:?} at width {}",
                scene.width
            );
        }
    }
    check_shapes(scene, whole, &scene.shapes);
    for mark in &scene.marks {
        assert!(!mark.name.is_empty() && mark.rect.width > 0.0, "{mark:?}");
        assert!(whole.holds(mark.rect), "{mark:?} of {whole:?}");
    }
    let columns = scene.table.header.len();
    assert!(scene.table.rows.iter().all(|row| row.len() == columns));
}

fn check_shapes(scene: &Scene, whole: Rect, shapes: &[Shape]) {
    for shape in shapes {
        match shape {
            Shape::Rect { rect, .. } | Shape::Hatch { rect, .. } => {
                assert!(whole.holds(*rect), "{shape:?}");
            }
            Shape::Line { points, .. } => {
                for point in points {
                    assert!(point.x.is_finite() && point.y.is_finite());
                    assert!(
                        point.y >= -1.0 && point.y <= scene.height + 1.0,
                        "{shape:?}"
                    );
                }
            }
            Shape::Circle { centre, .. } | Shape::Marker { centre, .. } => {
                assert!(
                    whole.holds(Rect::new(centre.x, centre.y, 0.0, 0.0)),
                    "{shape:?}"
                );
            }
            Shape::Dots { centres, .. } => {
                for centre in centres.iter() {
                    let dot = Rect::new(centre.x, centre.y, 0.0, 0.0);
                    assert!(whole.holds(dot), "{centre:?}");
                }
            }
            Shape::Faded { strength, shapes } => {
                assert!((0.0..=1.0).contains(strength));
                check_shapes(scene, whole, shapes);
            }
            Shape::Polygon { points, .. } => {
                for point in points {
                    let corner = Rect::new(point.x, point.y, 0.0, 0.0);
                    assert!(whole.grown(1.0).holds(corner), "{shape:?}");
                }
            }
            Shape::Text { .. } => {}
        }
    }
}

/// A comparison that owns its numbers.
pub struct Case {
    pub what: String,
    pub entries: Vec<Entry>,
    pub metrics: Vec<MetricRow>,
    pub pool: String,
}

impl Case {
    pub fn view(&self) -> Comparison<'_> {
        Comparison {
            entries: &self.entries,
            metrics: &self.metrics,
            pool: &self.pool,
            interval: "90 % interval, Poisson for counts, Wilson for rates",
        }
    }
}

/// Which numbers a case has.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Numbers {
    Usual,
    NoneMeasured,
    Equal,
    NoPool,
    Wild,
}

/// Comparisons of 1, 2 and 6 players (and of none) that every picture must bear. The first are of
/// the usual kind; the second has two players.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for numbers in [
        Numbers::Usual,
        Numbers::NoneMeasured,
        Numbers::Equal,
        Numbers::NoPool,
        Numbers::Wild,
    ] {
        for players in [1, 2, 6] {
            for long in [false, true] {
                cases.push(case(players, numbers, long));
            }
        }
    }
    cases.swap(1, 2);
    cases
}

fn case(players: usize, numbers: Numbers, long: bool) -> Case {
    let short = [
        "Konaté", "Guéhi", "van Dijk", "Huijsen", "Rüdiger", "Militão",
    ];
    let entries = (0..players)
        .map(|idx| Entry {
            name: if long { LONG_NAMES[idx] } else { short[idx] }.to_owned(),
            slot: idx,
            is_own: idx >= 3,
            minutes: Some(2_560.0 - 400.0 * idx as f64),
            sample: if idx == 5 { Sample::Low } else { Sample::High },
        })
        .collect();
    let metric = |(idx, (key, label, unit)): (usize, &(&str, &str, &str))| MetricRow {
        key: (*key).to_owned(),
        label: if long {
            LONG_NAMES[1 + idx % 5]
        } else {
            *label
        }
        .to_owned(),
        unit: (*unit).to_owned(),
        group: ["Ground", "Air", "Security"][idx * 3 / METRICS.len()].to_owned(),
        decimals: if *unit == "%" { 1 } else { 2 },
        less_is_better: *key == "errors",
        definition: "What the provider counts".to_owned(),
        ends: (numbers != Numbers::NoPool).then_some((0.4, 2.1 + 30.0 * (idx % 2) as f64)),
        n: (numbers != Numbers::NoPool).then_some(104),
        readings: (0..players)
            .map(|player| reading(player, idx, numbers))
            .collect(),
    };
    Case {
        what: format!("{players} players, {numbers:?}, long names {long}"),
        entries,
        metrics: METRICS.iter().enumerate().map(metric).collect(),
        pool: match numbers {
            Numbers::NoPool => String::new(),
            _ => "Bundesliga defenders 2017/18, 900 minutes or more, n = 104".to_owned(),
        },
    }
}

const METRICS: [(&str, &str, &str); 8] = [
    ("tackles", "Tackles", "per 90"),
    ("blocks", "Blocks", "per 90"),
    ("aerials_won_pct", "Aerials won", "%"),
    ("clearances", "Clearances", "per 90"),
    ("interceptions", "Interceptions", "per 90"),
    ("progressive_passes", "Progressive passes", "per 90"),
    ("pass_pct", "Passes completed", "%"),
    ("errors", "Errors", "per 90"),
];

fn reading(player: usize, metric: usize, numbers: Numbers) -> Reading {
    let step = (player * 37 + metric * 53) % 19;
    let value = match numbers {
        Numbers::NoneMeasured => return Reading::default(),
        Numbers::Equal => 1.0,
        Numbers::Wild => [f64::NAN, 0.0, -4.0, 1e12, f64::INFINITY][step % 5],
        Numbers::Usual | Numbers::NoPool => 0.2 + step as f64 * 0.11,
    };
    let percentile = match numbers {
        Numbers::NoPool => None,
        Numbers::Wild => Some([f64::NAN, -5.0, 250.0][step % 3]),
        _ => Some(step as f64 * 100.0 / 19.0),
    };
    Reading {
        value: Some(value),
        interval: Some((value * 0.7, value * 1.4)),
        percentile,
        percentile_interval: percentile.map(|middle| (middle - 12.0, middle + 9.0)),
        ghost: percentile
            .filter(|_| step.is_multiple_of(2))
            .map(|now| now - 8.0),
        lines: vec!["FBref, 2024/25".to_owned()],
        reason: String::new(),
    }
}
