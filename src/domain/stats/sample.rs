//! How much a number can be trusted: minutes, intervals, shrinkage, possession.

use statrs::distribution::{ContinuousCDF as _, Gamma};

/// The 95 % quantile of the standard normal distribution, for two-sided intervals of 90 %.
const Z_90: f64 = 1.644_853_626_951_472_7;

/// How much of a season stands behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// Under 570 minutes.
    Low,
    /// 570 to 950 minutes.
    Medium,
    /// Over 950 minutes.
    High,
}

impl Sample {
    /// The tier of so many minutes.
    pub fn of(minutes: f64) -> Self {
        if minutes > 950.0 {
            Self::High
        } else if minutes >= 570.0 {
            Self::Medium
        } else {
            Self::Low
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "Low sample, under 570 minutes",
            Self::Medium => "Medium sample, 570–950 minutes",
            Self::High => "High sample, over 950 minutes",
        }
    }
}

/// A percentile pulled towards the middle by what is missing in minutes.
pub fn shrink(percentile: f64, minutes: f64) -> f64 {
    let minutes = minutes.max(0.0);
    50.0 + minutes / (minutes + 270.0) * (percentile - 50.0)
}

/// The Wilson interval of 90 % of a share, in percent. `None` without attempts or if the counts do
/// not fit together.
pub fn wilson_90(won: f64, of: f64) -> Option<(f64, f64)> {
    if !(of > 0.0 && of.is_finite() && (0.0..=of).contains(&won)) {
        return None;
    }
    let share = won / of;
    let z2 = Z_90 * Z_90;
    let middle = share + z2 / (2.0 * of);
    let reach = Z_90 * (share * (1.0 - share) / of + z2 / (4.0 * of * of)).sqrt();
    let scale = 100.0 / (1.0 + z2 / of);
    let low = ((middle - reach) * scale).max(0.0);
    let high = ((middle + reach) * scale).min(100.0);
    Some((low, high))
}

/// The exact Poisson interval of 90 % of a count (quantiles of the Gamma distribution), for 90
/// minutes. `None` without minutes.
pub fn poisson_90(count: f64, minutes: f64) -> Option<(f64, f64)> {
    if !(minutes > 0.0 && minutes.is_finite() && (0.0..=1e9).contains(&count)) {
        return None;
    }
    let quantile = |shape: f64, p: f64| {
        Gamma::new(shape, 1.0)
            .ok()
            .map(|gamma| gamma.inverse_cdf(p))
    };
    let low = if count > 0.0 {
        quantile(count, 0.05)?
    } else {
        0.0
    };
    let high = quantile(count + 1.0, 0.95)?;
    Some((low * 90.0 / minutes, high * 90.0 / minutes))
}

/// How counts are put right for the ball that the opponent has. Off by default, never for rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Adjustment {
    /// As counted.
    #[default]
    None,
    /// For 30 minutes of the opponent's possession.
    OpponentMinutes,
    /// By the sigmoid of the own share of possession.
    Sigmoid,
}

impl Adjustment {
    /// In the order of the screen.
    pub const ALL: &[Self] = &[Self::None, Self::OpponentMinutes, Self::Sigmoid];

    /// The words that stand on an axis.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "as counted",
            Self::OpponentMinutes => "per 30 minutes of opponent's possession",
            Self::Sigmoid => "possession-adjusted (sigmoid)",
        }
    }

    /// A count put right and on its scale: `count` in `minutes` by a player whose team had
    /// `possession` percent of the ball. Without adjustment it is the count for 90 minutes.
    pub fn apply(self, count: f64, minutes: f64, possession: f64) -> Option<f64> {
        if !(minutes > 0.0 && count.is_finite()) {
            return None;
        }
        match self {
            Self::None => Some(count * 90.0 / minutes),
            Self::OpponentMinutes => {
                possession_minutes(count, minutes * (1.0 - possession / 100.0))
            }
            Self::Sigmoid => possession_sigmoid(count * 90.0 / minutes, possession),
        }
    }
}

/// Count / opponent's possession minutes × 30.
pub fn possession_minutes(count: f64, opponent_minutes: f64) -> Option<f64> {
    (opponent_minutes > 0.0 && count.is_finite()).then(|| count / opponent_minutes * 30.0)
}

/// Count × 2 / (1 + e^(−0.1 · (possession % − 50))).
pub fn possession_sigmoid(count: f64, possession: f64) -> Option<f64> {
    let valid = (0.0..=100.0).contains(&possession) && count.is_finite();
    valid.then(|| count * 2.0 / (1.0 + libm::exp(-0.1 * (possession - 50.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_decide_the_tier() {
        for (minutes, tier) in [
            (0.0, Sample::Low),
            (569.9, Sample::Low),
            (570.0, Sample::Medium),
            (950.0, Sample::Medium),
            (950.1, Sample::High),
        ] {
            assert_eq!(Sample::of(minutes), tier, "{minutes}");
        }
    }

    #[test]
    fn few_minutes_pull_a_percentile_to_the_middle() {
        for (percentile, minutes, shrunk) in [
            (90.0, 0.0, 50.0),
            (90.0, 270.0, 70.0),
            (10.0, 810.0, 20.0),
            (50.0, 500.0, 50.0),
        ] {
            check(Some(shrink(percentile, minutes)), shrunk);
        }
    }

    /// The ends solve `(p − x)² = z² x (1 − x) / n` and `P(X ≥ 10) = P(X ≤ 10) = 5 %`.
    #[test]
    fn intervals_are_those_of_the_books() {
        let wilson = wilson_90(39.0, 69.0);
        check(wilson.map(|ends| ends.0), 46.643_2);
        check(wilson.map(|ends| ends.1), 65.908_1);
        assert_eq!(wilson_90(0.0, 5.0).map(|ends| ends.0), Some(0.0));
        assert_eq!(wilson_90(5.0, 5.0).map(|ends| ends.1), Some(100.0));
        let poisson = poisson_90(10.0, 90.0);
        check(poisson.map(|ends| ends.0), 5.425_4);
        check(poisson.map(|ends| ends.1), 16.962_2);
        let none = poisson_90(0.0, 90.0);
        check(none.map(|ends| ends.0), 0.0);
        check(none.map(|ends| ends.1), 2.995_7);
    }

    #[test]
    fn what_cannot_be_counted_has_no_interval() {
        for (won, of) in [
            (1.0, 0.0),
            (3.0, 2.0),
            (-1.0, 4.0),
            (f64::NAN, 4.0),
            (1.0, f64::NAN),
        ] {
            assert_eq!(wilson_90(won, of), None, "{won} of {of}");
        }
        for (count, minutes) in [
            (1.0, 0.0),
            (-1.0, 90.0),
            (f64::NAN, 90.0),
            (1.0, f64::INFINITY),
        ] {
            assert_eq!(poisson_90(count, minutes), None, "{count} in {minutes}");
        }
    }

    #[test]
    fn half_the_ball_leaves_a_count_as_it_is() {
        check(Adjustment::None.apply(20.0, 900.0, 62.0), 2.0);
        check(Adjustment::Sigmoid.apply(20.0, 900.0, 50.0), 2.0);
        check(Adjustment::Sigmoid.apply(20.0, 900.0, 60.0), 2.924_234);
        check(
            Adjustment::OpponentMinutes.apply(20.0, 900.0, 60.0),
            1.666_667,
        );
        assert_eq!(Adjustment::OpponentMinutes.apply(20.0, 900.0, 100.0), None);
        assert_eq!(Adjustment::Sigmoid.apply(20.0, 900.0, f64::NAN), None);
    }

    fn check(found: Option<f64>, expected: f64) {
        assert!(
            found.is_some_and(|found| (found - expected).abs() < 1e-4),
            "{found:?} is not {expected}"
        );
    }
}
