//! Players side by side in numbers: what every picture of a comparison is drawn from.

use super::axis::nice_step;
use super::scene::{About, Face, Measure, Scene, Tint, at};
use crate::domain::figures::{ends, figure, span, tied};

pub use crate::domain::stats::Sample;

/// How much of its colour a mark keeps.
pub fn strength(sample: Sample) -> f32 {
    match sample {
        Sample::Low => 0.35,
        Sample::Medium => 0.55,
        Sample::High => 1.0,
    }
}

/// One player.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// His short name.
    pub name: String,
    /// His slot of colour and shape, counted from 0.
    pub slot: usize,
    /// True for one of ours, false for a target.
    pub is_own: bool,
    /// His minutes in the season that is shown.
    pub minutes: Option<f64>,
    /// How far they carry.
    pub sample: Sample,
}

/// What was measured of one player in one metric.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the unit of the metric; none if it was not measured.
    pub value: Option<f64>,
    /// The 90 % interval of the value.
    pub interval: Option<(f64, f64)>,
    /// His percentile in the pool, 100 being best.
    pub percentile: Option<f64>,
    /// The percentiles of the ends of the interval.
    pub percentile_interval: Option<(f64, f64)>,
    /// The percentile before the pool changed.
    pub ghost: Option<f64>,
    /// Source, season, attempts.
    pub lines: Vec<String>,
    /// Why there is no value: "not measured by this provider".
    pub reason: String,
}

/// One metric with a reading for each player, in the order of the entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricRow {
    /// Its key.
    pub key: String,
    /// "Tackles".
    pub label: String,
    /// "per 90", "%"; with the method if the count is adjusted for possession.
    pub unit: String,
    /// "Ground".
    pub group: String,
    /// How many decimals it is printed with.
    pub decimals: usize,
    /// True if the smaller value is the better one.
    pub less_is_better: bool,
    /// What the provider counts.
    pub definition: String,
    /// The 5th and the 95th of the pool.
    pub ends: Option<(f64, f64)>,
    /// How many of the pool were measured.
    pub n: Option<usize>,
    /// One for each player.
    pub readings: Vec<Reading>,
}

/// What a picture shows.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The players, in the order of the screen.
    pub entries: &'a [Entry],
    /// The metrics, in the order of the screen.
    pub metrics: &'a [MetricRow],
    /// "Bundesliga defenders 2017/18, 900 minutes or more, n = 104"; empty without a pool.
    pub pool: &'a str,
    /// "90 % interval: Poisson for counts, Wilson for rates"; empty if none is drawn.
    pub interval: &'a str,
}

/// A value that is a number.
pub(super) fn number(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// An interval whose ends are numbers.
pub(super) fn numbers(interval: Option<(f64, f64)>) -> Option<(f64, f64)> {
    interval.filter(|(low, high)| low.is_finite() && high.is_finite())
}

impl Reading {
    pub(super) fn value(&self) -> Option<f64> {
        number(self.value)
    }

    pub(super) fn percentile(&self) -> Option<f64> {
        number(self.percentile).map(|percentile| percentile.clamp(0.0, 100.0))
    }

    pub(super) fn reason(&self) -> &str {
        if self.reason.is_empty() {
            "not measured"
        } else {
            &self.reason
        }
    }
}

impl MetricRow {
    /// `Tackles per 90`, `Aerials won, %`.
    pub fn name(&self) -> String {
        match self.unit.as_str() {
            "" => self.label.clone(),
            "%" => format!("{}, %", self.label),
            unit => format!("{} {unit}", self.label),
        }
    }

    /// The name, and whether less is better.
    pub(super) fn full_name(&self) -> String {
        if self.less_is_better {
            format!("{}, less is better", self.name())
        } else {
            self.name()
        }
    }

    /// A value as it is printed.
    pub(super) fn text(&self, value: f64) -> String {
        figure(value, self.decimals)
    }

    /// The reading of the player at this place; an empty one if there is none.
    pub(super) fn reading(&self, idx: usize) -> &Reading {
        static NOTHING: Reading = Reading {
            value: None,
            interval: None,
            percentile: None,
            percentile_interval: None,
            ghost: None,
            lines: Vec::new(),
            reason: String::new(),
        };
        self.readings.get(idx).unwrap_or(&NOTHING)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.readings.iter().filter_map(Reading::value)
    }

    /// The ends of its axis from worse to better, and true if they are those of the pool; without a
    /// pool round ends around the values. None if nothing was measured.
    pub(super) fn axis_ends(&self) -> Option<((f64, f64), bool)> {
        let pool = numbers(self.ends).filter(|(low, high)| low < high);
        let (low, high) = match pool {
            Some(ends) => ends,
            None => self.value_ends()?,
        };
        let ends = if self.less_is_better {
            (high, low)
        } else {
            (low, high)
        };
        Some((ends, pool.is_some()))
    }

    /// Round ends around the values; counts begin at zero.
    fn value_ends(&self) -> Option<(f64, f64)> {
        let (least, most) = ends(self.values())?;
        let from_zero = self.unit != "%" && least >= 0.0;
        let base = if from_zero { 0.0 } else { least };
        let reach = if most > base {
            most - base
        } else {
            (most.abs() * 0.2).max(1.0)
        };
        let step = nice_step(reach / 4.0);
        let low = (base / step + 1e-9).floor() * step;
        let mut high = (most / step - 1e-9).ceil() * step;
        if high <= low {
            high = low + step;
        }
        Some((low, high))
    }

    /// Where a value stands between the ends, 0 worse and 1 better; held within them.
    pub(super) fn along(&self, value: f64) -> Option<f32> {
        let ((worse, better), _) = self.axis_ends()?;
        let along = (value - worse) / (better - worse);
        along.is_finite().then_some(along.clamp(0.0, 1.0) as f32)
    }

    /// True if a value lies outside the ends of its axis.
    fn is_beyond(&self, value: f64) -> bool {
        self.axis_ends().is_some_and(|((worse, better), _)| {
            value < worse.min(better) || value > worse.max(better)
        })
    }

    /// True if anybody was measured.
    pub(super) fn is_measured(&self) -> bool {
        self.values().next().is_some()
    }

    /// Who was not measured, and why.
    pub(super) fn absent(&self, entries: &[Entry]) -> Option<String> {
        let absent: Vec<String> = entries
            .iter()
            .enumerate()
            .map(|(idx, entry)| (entry, self.reading(idx)))
            .filter(|(_, reading)| reading.value().is_none())
            .map(|(entry, reading)| format!("{} ({})", entry.name, reading.reason()))
            .collect();
        (!absent.is_empty()).then(|| format!("Without a value: {}", absent.join(", ")))
    }

    /// What a mark of a player says, and the rest of its hover.
    pub(super) fn says(
        &self,
        entry: &Entry,
        reading: &Reading,
        pool: &str,
    ) -> (String, Vec<String>) {
        let mut name = format!("{}, {}", entry.name, self.name());
        match reading.value() {
            Some(value) => name += &format!(" {}", self.text(value)),
            None => name += &format!(", {}", reading.reason()),
        }
        if let Some(percentile) = reading.percentile() {
            name += &format!(", percentile {}", figure(percentile, 0));
        }
        let mut lines = vec![self.definition.clone()];
        if reading.value().is_some_and(|value| self.is_beyond(value)) {
            lines.push("Beyond the end of the axis, drawn at it".to_owned());
        }
        if let Some(interval) = numbers(reading.interval) {
            lines.push(format!("90 % interval {}", span(interval, self.decimals)));
        }
        if let Some(before) = number(reading.ghost) {
            lines.push(format!(
                "Percentile {} before the pool changed",
                figure(before, 0)
            ));
        }
        if let Some(minutes) = number(entry.minutes) {
            lines.push(format!("{} minutes", figure(minutes, 0)));
        }
        if self.less_is_better {
            lines.push("Less is better".to_owned());
        }
        lines.push(self.pool_words(pool));
        lines.extend(reading.lines.iter().cloned());
        lines.retain(|line| !line.is_empty());
        (name, lines)
    }

    /// The pool, and how many of it were measured if the words do not say so.
    pub(super) fn pool_words(&self, pool: &str) -> String {
        match self.n {
            _ if pool.is_empty() => "No pool".to_owned(),
            Some(n) if !pool.contains("n = ") => format!("Pool {pool}, n = {n}"),
            Some(n) if !pool.contains(&format!("n = {n}")) => {
                format!("Pool {pool}; {n} of them measured here")
            }
            _ => format!("Pool {pool}"),
        }
    }
}

impl Entry {
    /// The face of his name: targets stand out.
    pub(super) fn face(&self) -> Face {
        if self.is_own {
            Face::Body
        } else {
            Face::Strong
        }
    }

    /// The mark of one metric of his.
    pub(super) fn about(&self, metric: &MetricRow) -> About {
        About::value(metric.key.as_str(), self.slot)
    }
}

impl Comparison<'_> {
    /// Who and what, for the name of a picture.
    pub(super) fn title(&self, kind: &str) -> String {
        let names: Vec<&str> = self
            .entries
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        format!("{kind}, {}", names.join(", "))
    }
}

/// What stands in place of a picture of players of whom nothing was counted.
pub(super) fn unmeasured(measure: &dyn Measure, width: f32) -> Scene {
    let advice = "Enter the figures of a season in Profile, or bring in a season’s table in Data.";
    Scene::empty(measure, width, "Nothing measured yet", advice)
}

/// The labels of the metrics in which less is better.
pub(super) fn turned<'a>(metrics: impl Iterator<Item = &'a MetricRow>) -> String {
    let mut labels: Vec<&str> = metrics
        .filter(|metric| metric.less_is_better)
        .map(|metric| metric.label.as_str())
        .collect();
    labels.dedup();
    labels.join(", ")
}

/// Words in lines below a picture; returns where they end.
pub(super) fn notes(scene: &mut Scene, measure: &dyn Measure, top: f32, notes: &[String]) -> f32 {
    let face = Face::Note;
    let mut y = top;
    for note in notes.iter().filter(|note| !note.is_empty()) {
        let note = note
            .replace("n = ", &tied("n = "))
            .replace(" %", &tied(" %"));
        for line in super::labels::wrap(measure, &note, face, scene.width) {
            let middle = at(0.0, y + face.line_height() / 2.0);
            scene.text(middle, super::scene::Align::Left, face, Tint::Text3, line);
            y += face.line_height();
        }
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: &str, values: &[f64]) -> MetricRow {
        let reading = |value: &f64| Reading {
            value: Some(*value),
            ..Reading::default()
        };
        MetricRow {
            unit: unit.to_owned(),
            readings: values.iter().map(reading).collect(),
            ..MetricRow::default()
        }
    }

    #[test]
    fn without_a_pool_the_ends_are_round_and_hold_every_value() {
        for (unit, values, ends) in [
            ("per 90", vec![0.35, 1.89], Some((0.0, 2.0))),
            ("%", vec![54.0, 72.1], Some((50.0, 75.0))),
            ("per 90", vec![0.0, 0.0], Some((0.0, 0.5))),
            ("%", vec![50.0], Some((50.0, 55.0))),
            ("", vec![-3.0, 4.0], Some((-4.0, 4.0))),
            ("%", vec![], None),
        ] {
            let found = row(unit, &values).axis_ends().map(|(ends, _)| ends);
            assert_eq!(found, ends, "{values:?}");
        }
    }

    #[test]
    fn less_is_better_turns_the_axis() {
        let mut errors = row("per 90", &[0.04, 0.15]);
        errors.less_is_better = true;
        errors.ends = Some((0.0, 0.2));
        assert_eq!(errors.axis_ends(), Some(((0.2, 0.0), true)));
        assert_eq!(errors.along(0.0), Some(1.0));
        assert_eq!(errors.along(0.3), Some(0.0), "held within the ends");
    }
}
