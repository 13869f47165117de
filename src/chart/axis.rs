//! Axes: from dates and amounts to places, and back.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::domain::figures::thousands;

/// Days along a line. The end is the last day that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeAxis {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Where the first day stands.
    pub left: f32,
    /// Where the last day stands.
    pub right: f32,
}

impl TimeAxis {
    /// Where a day begins; days outside stand at the ends.
    pub fn x_of(&self, day: NaiveDate) -> f32 {
        let days = (day - self.from).num_days() as f64 / self.days();
        let along = days.clamp(0.0, 1.0) * f64::from(self.right - self.left);
        self.left + along as f32
    }

    /// The day at a place; places outside give the first or the last day.
    pub fn date_at(&self, x: f32) -> NaiveDate {
        let width = f64::from(self.right - self.left).max(1.0);
        let along = (f64::from(x - self.left) / width).clamp(0.0, 1.0);
        // A place that is no number falls on the first day.
        let days = Days::new((along * self.days()).round() as u64);
        let day = self.from.checked_add_days(days);
        day.map_or(self.to, |day| day.min(self.to))
    }

    fn days(&self) -> f64 {
        ((self.to - self.from).num_days() as f64).max(1.0)
    }

    /// The first days of months, this many months apart, counted from January.
    pub fn months(&self, step: u32) -> Vec<NaiveDate> {
        let step = step.max(1);
        let first = month_start(self.from);
        let mut month = (0..step)
            .filter_map(|ahead| first.checked_add_months(Months::new(ahead)))
            .find(|month| month_number(*month) % i64::from(step) == 0);
        let mut months = Vec::new();
        while let Some(start) = month.filter(|start| *start <= self.to) {
            if start >= self.from {
                months.push(start);
            }
            month = start.checked_add_months(Months::new(step));
        }
        months
    }

    /// The smallest distance of months that leaves this much room between them.
    pub fn month_step(&self, room: f32) -> u32 {
        const STEPS: [u32; 11] = [1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1_200];
        let per_day = f64::from(self.right - self.left) / self.days();
        let wide = |step: &u32| per_day * 28.0 * f64::from(*step) >= f64::from(room);
        STEPS.into_iter().find(wide).unwrap_or(12_000)
    }
}

/// The first day of the month.
pub fn month_start(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn month_number(month: NaiveDate) -> i64 {
    i64::from(month.year()) * 12 + i64::from(month.month0())
}

/// Amounts along a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The amount at `start`.
    pub from: f64,
    /// The amount at `end`.
    pub to: f64,
    /// Where the first amount stands.
    pub start: f32,
    /// Where the last amount stands; before `start` on an axis that runs up.
    pub end: f32,
}

impl Scale {
    /// Where an amount stands; amounts outside stand at the ends.
    pub fn place(&self, amount: f64) -> f32 {
        let span = self.to - self.from;
        let along = if span > 0.0 {
            ((amount - self.from) / span).clamp(0.0, 1.0)
        } else {
            0.5
        };
        self.start + (along * f64::from(self.end - self.start)) as f32
    }

    /// The amount at a place; places outside give the ends.
    pub fn amount_at(&self, place: f32) -> f64 {
        let length = f64::from(self.end - self.start);
        let along = f64::from(place - self.start) / length;
        let along = if along.is_finite() { along } else { 0.0 };
        self.from + along.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Round amounts on the axis that leave at least this much room between them.
    pub fn ticks(&self, room: f32) -> Vec<f64> {
        let length = f64::from((self.end - self.start).abs());
        let most = (length / f64::from(room.max(1.0))).clamp(1.0, 100.0);
        let step = nice_step((self.to - self.from) / most);
        let first = (self.from / step - 1e-9).ceil();
        let last = (self.to / step + 1e-9).floor();
        let count = (last - first).clamp(0.0, 200.0) as u32;
        (0..=count)
            .map(|idx| (first + f64::from(idx)) * step)
            .filter(|tick| *tick <= self.to + step * 1e-6)
            .collect()
    }
}

/// The next of 1, 2, 5, 10, … that is not smaller.
pub fn nice_step(least: f64) -> f64 {
    if !least.is_finite() || least <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * power >= least * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

/// A tick of an axis in the fewest digits: `20`, `0.5`, `1,000`.
pub fn tick_text(tick: f64) -> String {
    let rounded = (tick * 1e6).round() / 1e6 + 0.0;
    let plain = format!("{}", rounded.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let grouped = thousands(whole);
    let sign = if rounded < 0.0 { "−" } else { "" };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_found_again_where_it_stands() {
        for (from, to) in [
            ("2025-06-01", "2026-07-31"),
            ("2025-01-01", "2025-01-01"),
            ("1900-01-01", "2200-12-31"),
        ] {
            let axis = TimeAxis {
                from: day(from),
                to: day(to),
                left: 4.0,
                right: 1_256.0,
            };
            let span = (axis.to - axis.from).num_days();
            for step in 0..=200 {
                let on = axis.from + Days::new((span * step / 200) as u64);
                assert_eq!(axis.date_at(axis.x_of(on)), on, "{from} to {to}");
            }
            assert_eq!(axis.date_at(f32::NAN), axis.from);
            assert_eq!(axis.date_at(1e9), axis.to);
        }
    }

    #[test]
    fn ticks_are_round_and_on_the_axis() {
        let scale = |from, to| Scale {
            from,
            to,
            start: 0.0,
            end: 600.0,
        };
        assert_eq!(
            scale(15.0, 65.0).ticks(70.0),
            [20.0, 30.0, 40.0, 50.0, 60.0]
        );
        assert_eq!(scale(0.0, 1.0).ticks(200.0), [0.0, 0.5, 1.0]);
        for (from, to) in [(0.0, 0.0), (-3.0, 9.0e16), (1e-3, 2e-3)] {
            let scale = scale(from, to);
            let ticks = scale.ticks(50.0);
            assert!(ticks.len() <= 201);
            assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn ticks_print_in_the_fewest_digits() {
        for (tick, text) in [
            (0.1 + 0.2, "0.3"),
            (1_234_567.0, "1,234,567"),
            (-50.0, "−50"),
            (-0.0, "0"),
        ] {
            assert_eq!(tick_text(tick), text);
        }
    }
}
