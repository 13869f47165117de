//! One metric: what it is called, who counts it how, and which way is better.

use super::provider::Provider;

/// One entry of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Names it in files: `tackles`, `aerials_won_pct`.
    pub key: &'static str,
    /// The words on the screen, without the unit.
    pub label: &'static str,
    /// Under which heading it stands.
    pub group: MetricGroup,
    /// What its total is counted in; empty for a plain count.
    pub unit: &'static str,
    /// Count, share or neither.
    pub kind: MetricKind,
    /// Which way is better.
    pub better: Better,
    /// True if it depends on how long the opponent has the ball.
    pub adjustable: bool,
    /// Decimals with which it is printed: for 90 minutes, or as a percentage.
    pub decimals: usize,
    /// How each provider counts it. A provider that is missing does not measure it.
    pub definitions: &'static [(Provider, &'static str)],
}

/// What sort of number a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    /// A count over the minutes; compared for 90 minutes.
    Volume,
    /// A percentage of attempts; never put on 90 minutes, never adjusted.
    Rate {
        /// The key of the count of successes.
        won: &'static str,
        /// The keys of the counts that together are the attempts.
        of: &'static [&'static str],
    },
    /// Neither: minutes, matches, a speed.
    Derived,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    More,
    /// Less is better; percentiles are turned round.
    Less,
    /// It describes a style.
    Neither,
}

/// The headings of the comparison, in the order of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetricGroup {
    /// How much he played.
    Minutes,
    /// Tackles and duels on the ground.
    Ground,
    /// The air.
    Air,
    /// Reading the game.
    Reading,
    /// In the own box.
    Box,
    /// Bringing the ball forward.
    Progression,
    /// Keeping the ball and out of trouble.
    Security,
    /// Running.
    Physical,
}

impl MetricGroup {
    /// In the order of the matrix.
    pub const ALL: &[Self] = &[
        Self::Minutes,
        Self::Ground,
        Self::Air,
        Self::Reading,
        Self::Box,
        Self::Progression,
        Self::Security,
        Self::Physical,
    ];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Minutes => "Minutes",
            Self::Ground => "Ground",
            Self::Air => "Air",
            Self::Reading => "Reading",
            Self::Box => "Box",
            Self::Progression => "Progression",
            Self::Security => "Security",
            Self::Physical => "Physical",
        }
    }

    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Ground => "ground",
            Self::Air => "air",
            Self::Reading => "reading",
            Self::Box => "box",
            Self::Progression => "progression",
            Self::Security => "security",
            Self::Physical => "physical",
        }
    }
}

impl Metric {
    /// How a provider counts it; `None` if it does not, or if nobody told us how.
    pub fn definition(&self, provider: &Provider) -> Option<&'static str> {
        self.definitions
            .iter()
            .find_map(|(who, words)| (who == provider).then_some(*words))
    }

    /// True if it is a percentage.
    pub fn is_rate(&self) -> bool {
        matches!(self.kind, MetricKind::Rate { .. })
    }

    /// True if it is a count that can be put on 90 minutes.
    pub fn is_volume(&self) -> bool {
        self.kind == MetricKind::Volume
    }

    /// True if less is better.
    pub fn less_is_better(&self) -> bool {
        self.better == Better::Less
    }

    /// The heading of a row: `Tackles per 90`, `Aerials won, %`, `Tackles` as a total.
    pub fn title(&self, per_90: bool) -> String {
        match self.kind {
            MetricKind::Volume if per_90 => format!("{} per 90", self.label),
            MetricKind::Rate { .. } => format!("{}, %", self.label),
            MetricKind::Derived if !self.unit.is_empty() => {
                format!("{}, {}", self.label, self.unit)
            }
            MetricKind::Volume | MetricKind::Derived => self.label.to_owned(),
        }
    }

    /// The figure on the scale on which players are compared: a count for 90 minutes, anything else
    /// as it is. `None` for what is not measured, and for counts without minutes.
    pub fn scaled(&self, figure: f64, minutes: f64) -> Option<f64> {
        if !figure.is_finite() {
            return None;
        }
        match self.kind {
            MetricKind::Volume if minutes > 0.0 => Some(figure * 90.0 / minutes),
            MetricKind::Volume => None,
            MetricKind::Rate { .. } | MetricKind::Derived => Some(figure),
        }
    }

    /// How often it succeeded and was tried, by the counts of a percentage.
    pub fn attempts(&self, count: impl Fn(&str) -> Option<f64>) -> Option<(f64, f64)> {
        let MetricKind::Rate { won, of } = self.kind else {
            return None;
        };
        let tries: Option<f64> = of.iter().map(|key| count(key)).sum();
        Some((count(won)?, tries?))
    }

    /// The percentage that comes of its counts; none without an attempt.
    pub fn rate(&self, count: impl Fn(&str) -> Option<f64>) -> Option<f64> {
        let (won, tries) = self.attempts(count)?;
        (tries > 0.0).then(|| 100.0 * won / tries)
    }
}

#[cfg(test)]
mod tests {
    use super::super::metric;

    #[test]
    fn a_row_says_its_unit() {
        for (key, per_90, title) in [
            ("tackles", true, "Tackles per 90"),
            ("tackles", false, "Tackles"),
            ("aerials_won_pct", true, "Aerials won, %"),
            ("minutes", true, "Minutes"),
            ("top_speed", false, "Top speed, km/h"),
        ] {
            let title_of = metric(key).map(|metric| metric.title(per_90));
            assert_eq!(title_of.as_deref(), Some(title));
        }
    }

    #[test]
    fn counts_alone_are_put_on_90_minutes() {
        for (key, figure, minutes, scaled) in [
            ("tackles", 40.0, 1_800.0, Some(2.0)),
            ("tackles", 40.0, 0.0, None),
            ("tackles", f64::NAN, 900.0, None),
            ("pass_pct", 83.5, 0.0, Some(83.5)),
            ("minutes", 900.0, 900.0, Some(900.0)),
        ] {
            let value = metric(key).and_then(|metric| metric.scaled(figure, minutes));
            assert_eq!(value, scaled, "{key}");
        }
    }
}
