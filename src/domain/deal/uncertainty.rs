//! Beliefs that are ranges: how the reservations spread if several are uncertain at once.
//!
//! One draw of ChaCha8 for each uncertain belief, in their order, on each path. The normal formula
//! of `p_zopa` is the closed form for beliefs that enter linearly.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use serde::Serialize;

use super::scenario::Scenario;

/// An uncertain belief: triangular between a least and a largest value around the likeliest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertain {
    /// The belief.
    pub key: &'static str,
    /// Its least value: millions or a fraction.
    pub low: f64,
    /// The likeliest.
    pub likeliest: f64,
    /// Its largest.
    pub high: f64,
}

impl Uncertain {
    /// The value that stays above the rest with chance `draw`; out of order, the likeliest.
    fn at(&self, draw: f64) -> f64 {
        let (left, width) = (self.likeliest - self.low, self.high - self.low);
        if width <= 0.0 || left < 0.0 || left > width {
            return self.likeliest;
        }
        if draw * width < left {
            self.low + (draw * width * left).sqrt()
        } else {
            self.high - ((1.0 - draw) * width * (width - left)).sqrt()
        }
    }
}

/// Three points of a spread, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Percentiles {
    /// One in ten is lower.
    pub p10: f64,
    /// As many above as below.
    pub p50: f64,
    /// One in ten is higher.
    pub p90: f64,
}

impl Percentiles {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |part: f64| {
            let rank = part * values.len().saturating_sub(1) as f64;
            let (below, above) = (rank.floor() as usize, rank.ceil() as usize);
            let value = |idx: usize| values.get(idx).copied().unwrap_or(0.0);
            value(below) + (value(above) - value(below)) * rank.fract()
        };
        Self {
            p10: at(0.1),
            p50: at(0.5),
            p90: at(0.9),
        }
    }
}

/// How both reservations spread.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The buyer's most.
    pub most: Percentiles,
    /// The seller's least.
    pub least: Percentiles,
    /// The seller's least less the buyer's most.
    pub gap: Percentiles,
    /// How often there is a zone.
    pub p_zone: f64,
    /// One deviation of that share.
    pub standard_error: f64,
    /// How many paths.
    pub paths: u32,
    /// From which seed.
    pub seed: u64,
}

/// Draws the uncertain beliefs together, path by path.
///
/// `go_on` is asked after each path with the paths done so far; `None` once it says no.
pub fn spread(
    scenario: &Scenario,
    uncertain: &[Uncertain],
    seed: u64,
    paths: u32,
    mut go_on: impl FnMut(u32) -> bool,
) -> Option<Spread> {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = scenario.clone();
    let (mut mosts, mut leasts, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
    let mut zones = 0_u32;
    for done in 1..=paths {
        for belief in uncertain {
            let draw = ((rng.next_u64() >> 11) as f64 + 0.5) * STEP;
            drawn.beliefs.set(belief.key, belief.at(draw));
        }
        let (most, least) = (drawn.most(), drawn.least());
        zones += u32::from(least <= most);
        mosts.push(most);
        leasts.push(least);
        gaps.push(least - most);
        if !go_on(done) {
            return None;
        }
    }
    let n = f64::from(paths.max(1));
    let p_zone = f64::from(zones) / n;
    Some(Spread {
        most: Percentiles::of(mosts),
        least: Percentiles::of(leasts),
        gap: Percentiles::of(gaps),
        p_zone,
        standard_error: (p_zone * (1.0 - p_zone) / n).sqrt(),
        paths,
        seed,
    })
}
