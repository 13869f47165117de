//! The figures of one metric in order, and the share of them that lies below another.

use serde::{Deserialize, Serialize};

/// How the figures of one metric are spread over a pool, so that a file draws without the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// How many have a figure.
    pub n: u32,
    /// The 21 figures at 0, 5, … 100 % of the pool: for 90 minutes, or percentages.
    pub quantiles: Vec<f64>,
}

/// The figures of one metric in a pool.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    n: usize,
    /// Every figure, or 21 quantiles; never empty unless `n` is 0.
    figures: Vec<f64>,
    exact: bool,
}

impl Ranked {
    /// Figures that are in order already.
    pub(super) fn sorted(figures: Vec<f64>) -> Self {
        Self {
            n: figures.len(),
            figures,
            exact: true,
        }
    }

    /// Figures in any order; those that are not measured are left out.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures
            .into_iter()
            .filter(|figure| figure.is_finite())
            .collect();
        figures.sort_unstable_by(f64::total_cmp);
        Self::sorted(figures)
    }

    /// What a dossier keeps; `None` if it is not a spread.
    pub(super) fn spread(spread: &Spread) -> Option<Self> {
        let figures = spread.quantiles.clone();
        let sound = figures.iter().all(|figure| figure.is_finite()) && figures.is_sorted();
        (sound && figures.len() == 21 && spread.n > 0).then_some(Self {
            n: spread.n as usize,
            figures,
            exact: false,
        })
    }

    /// How many have a figure.
    pub fn n(&self) -> usize {
        self.n
    }

    /// The share of the pool below a figure, half of its equals included, in percent.
    pub fn share(&self, value: f64) -> Option<f64> {
        if self.n == 0 || !value.is_finite() {
            return None;
        }
        if self.exact {
            return Some(rank_share(&self.figures, value));
        }
        let below = self.figures.partition_point(|figure| *figure < value);
        let up_to = self.figures.partition_point(|figure| *figure <= value);
        let share = if up_to > below {
            (below + up_to - 1) as f64 / 2.0
        } else {
            let (low, high) = (below.checked_sub(1), self.figures.get(below));
            match (low.and_then(|low| self.figures.get(low)), high) {
                (None, _) => 0.0,
                (_, None) => 20.0,
                (Some(low), Some(high)) => (below - 1) as f64 + (value - low) / (high - low),
            }
        };
        Some(share * 5.0)
    }

    /// The place of a figure, 1 for the best.
    pub(super) fn rank(&self, value: f64, less_is_better: bool) -> Option<usize> {
        if !self.exact || self.n == 0 || !value.is_finite() {
            return None;
        }
        Some(
            1 + if less_is_better {
                self.figures.partition_point(|figure| *figure < value)
            } else {
                self.n - self.figures.partition_point(|figure| *figure <= value)
            },
        )
    }

    /// The figure below which a share (0 to 1) lies, between neighbours in a line.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.figures.len().checked_sub(1)?;
        let place = share.clamp(0.0, 1.0) * last as f64;
        let (low, rest) = (place.floor() as usize, place.fract());
        let low_figure = *self.figures.get(low)?;
        let high_figure = *self.figures.get(low + 1).unwrap_or(&low_figure);
        Some(low_figure + rest * (high_figure - low_figure))
    }

    /// What a dossier keeps of it.
    pub fn to_spread(&self) -> Option<Spread> {
        let at = |step: u32| self.quantile(f64::from(step) / 20.0);
        let quantiles: Option<Vec<f64>> = (0..=20).map(at).collect();
        Some(Spread {
            n: u32::try_from(self.n).ok()?,
            quantiles: quantiles?,
        })
    }
}

/// `100 · (number below + half of number equal) / n` in figures that are in order. A member of the
/// pool is among its own equals.
pub fn rank_share(sorted: &[f64], value: f64) -> f64 {
    let below = sorted.partition_point(|figure| *figure < value);
    let up_to = sorted.partition_point(|figure| *figure <= value);
    share_of(below, up_to, sorted.len())
}

fn share_of(below: usize, up_to: usize, n: usize) -> f64 {
    100.0 * (below as f64 + 0.5 * (up_to - below) as f64) / n as f64
}

/// Writes the percentile of each figure to its place, a run of equals at a time.
pub(super) fn fill(
    sorted: &[f64],
    places: &[usize],
    less_is_better: bool,
    percentiles: &mut [f64],
) {
    let mut below = 0;
    for run in sorted.chunk_by(|one, other| one == other) {
        let up_to = below + run.len();
        let share = share_of(below, up_to, sorted.len());
        let percentile = if less_is_better { 100.0 - share } else { share };
        for place in places.get(below..up_to).unwrap_or_default() {
            if let Some(slot) = percentiles.get_mut(*place) {
                *slot = percentile;
            }
        }
        below = up_to;
    }
}
