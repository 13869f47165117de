//! Figures for the charts of the gallery: six centre-backs of 2024/25, and the case of Konaté.

use chrono::NaiveDate;

use crate::chart::bars::bars;
use crate::chart::comparison::{Comparison, Entry, MetricRow, Reading, Sample};
use crate::chart::now_or_later::{Fee, Gain, NowOrLater, now_or_later};
use crate::chart::percentile_bars::{Rows, percentile_bars};
use crate::chart::pizza::pizza;
use crate::chart::radar::radar;
use crate::chart::rounds::{RoundPoint, Rounds, Who, rounds};
use crate::chart::scatter::{PoolDot, PoolDots, Scatter, scatter};
use crate::chart::scene::{Measure, Scene};
use crate::chart::strips::{StripBy, strips};
use crate::chart::tornado::{Tornado, TornadoBar, tornado};

/// A page of charts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartPage {
    /// Bars, percentile bars and strips.
    #[default]
    Lines,
    /// Radar and pizza.
    Wheels,
    /// Scatter, and what belongs to a negotiation.
    Deal,
    /// What they show without data.
    Empty,
}

impl ChartPage {
    /// All pages with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Lines, "Bars and strips"),
        (Self::Wheels, "Radar and pizza"),
        (Self::Deal, "Scatter and deal"),
        (Self::Empty, "Empty"),
    ];
}

/// The charts of a page with their headings.
pub fn charts(page: ChartPage, measure: &dyn Measure, width: f32) -> Vec<(&'static str, Scene)> {
    let six = Players::first(6);
    let three = Players::first(3);
    let two = Players::first(2);
    match page {
        ChartPage::Lines => vec![
            ("Bars", bars(measure, width, six.view(), 4)),
            ("Bars, less is better", bars(measure, width, six.view(), 7)),
            (
                "Percentiles of a metric",
                percentile_bars(measure, width, three.view(), Rows::OfMetric(2)),
            ),
            (
                "Percentiles of a player",
                percentile_bars(measure, width, two.view(), Rows::OfPlayer(0)),
            ),
            (
                "All metrics",
                strips(measure, width, six.view(), StripBy::Value),
            ),
            (
                "All metrics, percentiles",
                strips(measure, width, three.view(), StripBy::Percentile),
            ),
        ],
        ChartPage::Wheels => vec![
            ("Radar", radar(measure, width, three.view())),
            ("Pizza", pizza(measure, width, Players::first(1).view())),
            ("Radar, small multiples", radar(measure, width, six.view())),
            ("Pizza, two", pizza(measure, width, two.view())),
        ],
        ChartPage::Deal => vec![
            ("Scatter", scatter_sample(measure, width)),
            ("Now or later", now_or_later_sample(measure, width, 27.76)),
            (
                "Now or later, with a zone",
                now_or_later_sample(measure, width, 22.0),
            ),
            ("What moves our ceiling", tornado_sample(measure, width)),
            ("One round on each side", rounds_sample(measure, width, 2)),
            ("Rounds", rounds_sample(measure, width, 8)),
        ],
        ChartPage::Empty => empty(measure, width),
    }
}

fn empty(measure: &dyn Measure, width: f32) -> Vec<(&'static str, Scene)> {
    let nobody = Players::first(0);
    let unmeasured = Players::first(2).without_values();
    let nothing = Gain::default();
    let decision = NowOrLater {
        unit: "EUR m",
        ours: &nothing,
        theirs: &nothing,
        fees: &[],
    };
    let moved = Tornado {
        figure: "Our ceiling",
        unit: "EUR m",
        base: f64::NAN,
        bars: &[],
    };
    vec![
        ("Bars", bars(measure, width, nobody.view(), 0)),
        (
            "Bars, nobody measured",
            bars(measure, width, unmeasured.view(), 0),
        ),
        (
            "Strips, nobody measured",
            strips(measure, width, unmeasured.view(), StripBy::Value),
        ),
        ("Radar", radar(measure, width, nobody.view())),
        (
            "Pizza, nobody measured",
            pizza(measure, width, unmeasured.view()),
        ),
        ("Now or later", now_or_later(measure, width, decision).scene),
        ("What moves our ceiling", tornado(measure, width, moved)),
        ("Rounds", rounds_sample(measure, width, 0)),
    ]
}

/// Six players with their metrics.
#[derive(Clone, Debug)]
pub struct Players {
    entries: Vec<Entry>,
    metrics: Vec<MetricRow>,
}

const NAMES: [(&str, bool, f64); 6] = [
    ("Konaté", false, 2_560.0),
    ("Guéhi", false, 3_059.0),
    ("van Dijk", false, 3_330.0),
    ("Huijsen", true, 2_427.0),
    ("Rüdiger", true, 2_291.0),
    ("Militão", true, 938.0),
];

struct Figures {
    metric: (&'static str, &'static str, &'static str, &'static str),
    values: [f64; 6],
    percentiles: [f64; 6],
    ends: (f64, f64),
}

const FIGURES: [Figures; 8] = [
    Figures {
        metric: ("tackles", "Tackles", "per 90", "Ground"),
        values: [1.41, 1.79, 1.03, 1.33, 0.79, 1.82],
        percentiles: [48.0, 74.0, 22.0, 42.0, 9.0, 76.0],
        ends: (0.7, 2.6),
    },
    Figures {
        metric: ("blocks", "Blocks", "per 90", "Ground"),
        values: [1.02, 1.62, 0.73, 1.48, 0.86, 1.25],
        percentiles: [38.0, 86.0, 12.0, 79.0, 22.0, 60.0],
        ends: (0.6, 1.8),
    },
    Figures {
        metric: ("aerials_won_pct", "Aerials won", "%", "Air"),
        values: [71.8, 54.0, 72.1, 60.7, 59.3, 63.6],
        percentiles: [84.0, 24.0, 86.0, 52.0, 47.0, 61.0],
        ends: (38.5, 76.4),
    },
    Figures {
        metric: ("clearances", "Clearances", "per 90", "Air"),
        values: [4.68, 4.80, 5.14, 7.34, 3.77, 3.36],
        percentiles: [58.0, 60.0, 67.0, 98.0, 34.0, 26.0],
        ends: (1.6, 6.9),
    },
    Figures {
        metric: ("interceptions", "Interceptions", "per 90", "Reading"),
        values: [0.60, 0.82, 1.51, 1.89, 0.35, 1.15],
        percentiles: [16.0, 31.0, 83.0, 97.0, 4.0, 55.0],
        ends: (0.4, 1.8),
    },
    Figures {
        metric: (
            "progressive_passes",
            "Progressive passes",
            "per 90",
            "Progression",
        ),
        values: [4.04, 3.94, 5.35, 4.89, 3.69, 4.41],
        percentiles: [63.0, 60.0, 89.0, 81.0, 54.0, 71.0],
        ends: (1.5, 6.2),
    },
    Figures {
        metric: ("pass_pct", "Passes completed", "%", "Security"),
        values: [90.2, 83.5, 91.6, 83.4, 91.8, 89.3],
        percentiles: [83.0, 33.0, 93.0, 31.0, 95.0, 74.0],
        ends: (74.0, 92.5),
    },
    Figures {
        metric: ("errors", "Errors", "per 90", "Security"),
        values: [0.11, 0.06, 0.11, 0.15, 0.04, 0.0],
        percentiles: [33.0, 62.0, 33.0, 17.0, 78.0, 99.0],
        ends: (0.0, 0.2),
    },
];

impl Players {
    /// So many of the six.
    pub fn first(count: usize) -> Self {
        let entries = NAMES.iter().take(count).enumerate();
        let entries = entries.map(|(slot, (name, is_own, minutes))| Entry {
            name: (*name).to_owned(),
            slot,
            is_own: *is_own,
            minutes: Some(*minutes),
            sample: if *minutes > 950.0 {
                Sample::High
            } else {
                Sample::Medium
            },
        });
        Self {
            entries: entries.collect(),
            metrics: FIGURES
                .iter()
                .map(|figures| metric_row(figures, count))
                .collect(),
        }
    }

    /// The same players of whom nobody was measured.
    fn without_values(mut self) -> Self {
        for reading in self
            .metrics
            .iter_mut()
            .flat_map(|metric| &mut metric.readings)
        {
            *reading = Reading {
                reason: "not measured by this provider".to_owned(),
                ..Reading::default()
            };
        }
        self
    }

    /// What a chart takes.
    pub fn view(&self) -> Comparison<'_> {
        Comparison {
            entries: &self.entries,
            metrics: &self.metrics,
            pool: "centre-backs, five leagues 2024/25, 900 minutes or more, n = 312",
            interval: "90 % interval, Poisson for counts, Wilson for rates",
        }
    }
}

fn metric_row(figures: &Figures, count: usize) -> MetricRow {
    let (key, label, unit, group) = figures.metric;
    let both = figures.values.iter().zip(figures.percentiles).take(count);
    let readings = both.map(|(value, percentile)| Reading {
        value: Some(*value),
        interval: Some((value * 0.72, value * 1.3)),
        percentile: Some(percentile),
        percentile_interval: Some(((percentile - 14.0).max(1.0), (percentile + 11.0).min(99.0))),
        ghost: (percentile > 60.0).then_some(percentile - 9.0),
        lines: vec!["FBref, league 2024/25".to_owned()],
        reason: String::new(),
    });
    MetricRow {
        key: key.to_owned(),
        label: label.to_owned(),
        unit: unit.to_owned(),
        group: group.to_owned(),
        decimals: if unit == "%" { 1 } else { 2 },
        less_is_better: key == "errors",
        definition: "As the provider counts it".to_owned(),
        ends: Some(figures.ends),
        n: Some(312),
        readings: readings.collect(),
    }
}

fn scatter_sample(measure: &dyn Measure, width: f32) -> Scene {
    let players = Players::first(6);
    // Mixed, but the same in every run: no picture of the gallery may change by itself.
    let wave = |row: u32, step: u32| {
        let mixed = (row.wrapping_add(step)).wrapping_mul(2_654_435_761);
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519);
        f64::from((mixed ^ (mixed >> 13)) % 997) / 997.0
    };
    let dots = (0..312_u32).map(|row| {
        let skill = wave(row, 577) + wave(row, 769) + wave(row, 331) - 1.5;
        PoolDot {
            x: 1.05 + 0.5 * skill + 0.4 * (wave(row, 113) - 0.5),
            y: 61.0 + 9.0 * skill + 22.0 * (wave(row, 211) - 0.5),
            minutes: 900.0 + 2_500.0 * wave(row, 449),
        }
    });
    let pool = PoolDots::new(dots.collect());
    let chart = Scatter {
        of: players.view(),
        across: 4,
        up: 2,
        pool: &pool,
    };
    scatter(measure, width, chart).scene
}

fn now_or_later_sample(measure: &dyn Measure, width: f32, floor: f64) -> Scene {
    let line = |limit: f64, slope: f64| Gain {
        points: [20.0, 50.0]
            .map(|fee| (fee, (fee - limit) * slope))
            .to_vec(),
        break_even: Some(limit),
        lines: vec!["Assumed beliefs of the case".to_owned()],
    };
    let fee = |at: f64, name: &str, is_draft: bool| Fee {
        at,
        name: name.to_owned(),
        is_draft,
    };
    let fees = [
        fee(20.0, "our bid, lower end", false),
        fee(25.0, "our bid, upper end", false),
        fee(30.0, "a fee between", false),
        fee(50.0, "ask", false),
        fee(33.0, "package A", true),
    ];
    let chart = NowOrLater {
        unit: "EUR m",
        ours: &line(24.95, -1.01),
        theirs: &line(floor, 0.94),
        fees: &fees,
    };
    now_or_later(measure, width, chart).scene
}

fn tornado_sample(measure: &dyn Measure, width: f32) -> Scene {
    let bars: Vec<TornadoBar> = [
        ("Season gain", "0", "10", 20.0, 29.9),
        ("Later value", "32", "48", 20.0, 29.4),
        ("Plan B worth", "6", "18", 28.3, 21.3),
        ("Free-agent cost", "8", "26", 21.7, 27.5),
        ("He renews", "10 %", "50 %", 23.3, 26.6),
        ("Spread", "5", "25", 25.8, 23.5),
        ("A rival first", "10 %", "40 %", 23.8, 26.1),
        ("Our rate", "5 %", "12 %", 25.2, 24.7),
    ]
    .into_iter()
    .map(|(label, low, high, at_low, at_high)| TornadoBar {
        key: label.to_lowercase(),
        label: label.to_owned(),
        low: low.to_owned(),
        high: high.to_owned(),
        at_low,
        at_high,
        is_own: label != "Our rate",
        lines: vec!["Assumed".to_owned()],
        field: None,
    })
    .collect();
    let chart = Tornado {
        figure: "Our ceiling",
        unit: "EUR m",
        base: 24.95,
        bars: &bars,
    };
    tornado(measure, width, chart)
}

fn rounds_sample(measure: &dyn Measure, width: f32, count: usize) -> Scene {
    let rows = [
        (11, 7, Who::Them, 50.0, None),
        (11, 7, Who::Us, 20.0, Some(25.0)),
        (24, 7, Who::Us, 24.0, None),
        (29, 7, Who::Them, 44.0, None),
        (6, 8, Who::Us, 29.5, None),
        (6, 8, Who::Us, 27.5, None),
        (14, 8, Who::Them, 36.0, None),
        (22, 8, Who::Us, 30.0, None),
    ];
    let points: Vec<RoundPoint> = rows
        .into_iter()
        .take(count)
        .enumerate()
        .map(|(idx, (day, month, who, low, high))| RoundPoint {
            on: date(2025, month, day),
            who,
            low,
            high,
            headline: None,
            or_more: idx == 0,
            is_believed: idx < 2,
            is_corrected: idx == 4,
            name: match who {
                Who::Us => "Real Madrid, bid".to_owned(),
                Who::Them => "Liverpool, ask".to_owned(),
            },
            lines: vec!["Article, C".to_owned()],
            field: None,
        })
        .collect();
    let chart = Rounds {
        unit: "EUR m",
        points: &points,
        deadline: Some(date(2025, 9, 1)),
    };
    rounds(measure, width, chart)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
