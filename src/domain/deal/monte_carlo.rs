//! Waiting, path by path, for what has no closed form; the closed form checks it.
//!
//! ChaCha8 from a seed that the screen shows. Each path takes four draws in a fixed order: renews,
//! rival, injury, worth. They are drawn whether they matter or not, so two cases with one seed
//! share their paths and differ by their beliefs alone.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use serde::Serialize;

use super::normal::{cdf, quantile};
use super::wait::BuyerCase;

const DRAWS: usize = 4;
const PATHS_PER_BLOCK: usize = 1024;
const BYTES_PER_DRAW: usize = 8;
const BYTES_PER_PATH: usize = DRAWS * BYTES_PER_DRAW;

/// An estimate by simulation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// What waiting is worth, in millions.
    pub wait_value: f64,
    /// How far the estimate may be off, one deviation.
    pub standard_error: f64,
    /// How often he was signed.
    pub p_sign: f64,
    /// How many paths.
    pub paths: u64,
    /// From which seed.
    pub seed: u64,
}

/// What waiting is worth, over so many paths.
///
/// `go_on` is asked after each block with the paths done so far; `None` once it says no.
pub fn wait_value(
    case: &BuyerCase,
    seed: u64,
    paths: u64,
    mut go_on: impl FnMut(u64) -> bool,
) -> Option<Estimate> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut block = vec![0_u8; PATHS_PER_BLOCK * BYTES_PER_PATH];
    let payoff = Payoff::of(case);
    // What signing adds to plan B; sums of it lose no digits to the constant part.
    let (mut sum, mut squares, mut signed) = (0.0, 0.0, 0_u64);
    let mut done = 0;
    while done < paths {
        let now = (paths - done).min(PATHS_PER_BLOCK as u64);
        let bytes = now as usize * BYTES_PER_PATH;
        let (used, _) = block.split_at_mut(bytes);
        rng.fill_bytes(used);
        for path in used.chunks_exact(BYTES_PER_PATH) {
            if let Some(gain) = payoff.gain(draws(path)) {
                sum += gain;
                squares += gain * gain;
                signed += 1;
            }
        }
        done += now;
        if !go_on(done) {
            return None;
        }
    }
    let n = paths.max(1) as f64;
    let mean = sum / n;
    let variance = (squares / n - mean * mean).max(0.0) * n / (n - 1.0).max(1.0);
    let next_summer = 1.0 / (1.0 + case.rate);
    Some(Estimate {
        wait_value: case.season0_cover + next_summer * (case.alternative + mean),
        standard_error: next_summer * (variance / n).sqrt(),
        p_sign: signed as f64 / n,
        paths,
        seed,
    })
}

/// Four uniform draws inside (0, 1), 53 bits each.
fn draws(path: &[u8]) -> [f64; DRAWS] {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    let mut draws = [0.0; DRAWS];
    for (draw, bytes) in draws.iter_mut().zip(path.chunks_exact(BYTES_PER_DRAW)) {
        let mut word = [0; BYTES_PER_DRAW];
        word.copy_from_slice(bytes);
        *draw = ((u64::from_le_bytes(word) >> 11) as f64 + 0.5) * STEP;
    }
    draws
}

/// The tree of one case.
struct Payoff {
    renew: f64,
    rival: f64,
    injury: f64,
    /// What signing gains over plan B, expected.
    mean: f64,
    sd: f64,
    /// The draw above which he is worth signing; the costly quantile is not taken below it.
    worth_signing: f64,
}

impl Payoff {
    fn of(case: &BuyerCase) -> Self {
        let mean = case.mean - case.free_premium - case.alternative;
        let worth_signing = if case.sd > 0.0 {
            cdf(-mean / case.sd)
        } else if mean > 0.0 {
            0.0
        } else {
            1.0
        };
        Self {
            renew: case.branches.renew,
            rival: case.branches.rival,
            injury: case.branches.injury,
            mean,
            sd: case.sd,
            worth_signing,
        }
    }

    /// The gain over plan B on a path; `None` if he is not signed.
    fn gain(&self, [renew, rival, injury, worth]: [f64; DRAWS]) -> Option<f64> {
        let available = renew >= self.renew && rival >= self.rival && injury >= self.injury;
        if !available || worth <= self.worth_signing {
            return None;
        }
        Some((self.mean + self.sd * quantile(worth)).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::wait::Branches;
    use super::*;

    fn konate() -> BuyerCase {
        BuyerCase {
            season0_with: 7.0,
            season0_cover: 2.0,
            rate: 0.08,
            mean: 40.0,
            sd: 15.0,
            alternative: 12.0,
            free_premium: 17.0,
            branches: Branches {
                renew: 0.30,
                rival: 0.25,
                injury: 0.10,
            },
            profile: vec![(0.0, 0.5), (1.0, 0.5)],
            on_cost: 0.05,
            resale: None,
        }
    }

    #[test]
    fn paths_agree_with_the_closed_form_within_four_standard_errors_on_twenty_seeds() {
        let closed = konate().breakeven();
        let mut worst: f64 = 0.0;
        for seed in 0..20 {
            let found = wait_value(&konate(), seed, 100_000, |_| true).unwrap();
            let off = (found.wait_value - closed.wait_value) / found.standard_error;
            let share = (closed.p_sign * (1.0 - closed.p_sign) / 1e5).sqrt();
            assert!(off.abs() <= 4.0, "seed {seed}: {off} standard errors");
            assert!(
                (found.p_sign - closed.p_sign).abs() <= 4.0 * share,
                "seed {seed}"
            );
            worst = worst.max(off.abs());
        }
        println!("worst of 20 seeds: {worst:.2} standard errors");
    }

    #[test]
    fn one_seed_gives_one_answer_and_two_cases_share_their_paths() {
        let run = |case: &BuyerCase, seed| wait_value(case, seed, 20_000, |_| true).unwrap();
        assert_eq!(run(&konate(), 7), run(&konate(), 7));
        assert_ne!(run(&konate(), 7).wait_value, run(&konate(), 8).wait_value);
        let dearer = BuyerCase {
            free_premium: 17.5,
            ..konate()
        };
        let closed = konate().breakeven().wait_value - dearer.breakeven().wait_value;
        let paths = run(&konate(), 7).wait_value - run(&dearer, 7).wait_value;
        // Far below the standard error of either, because the paths are the same.
        assert!((closed - paths).abs() < 0.2 * run(&konate(), 7).standard_error);
    }

    #[test]
    fn a_job_that_is_told_to_stop_stops() {
        let mut asked = 0;
        let found = wait_value(&konate(), 1, 1_000_000, |done| {
            asked += 1;
            done < 3_000
        });
        assert_eq!((found, asked), (None, 3));
    }

    #[test]
    fn without_spread_every_available_path_pays_the_same() {
        let sure = BuyerCase {
            sd: 0.0,
            ..konate()
        };
        let found = wait_value(&sure, 3, 50_000, |_| true).unwrap();
        let off = found.wait_value - sure.breakeven().wait_value;
        assert!(off.abs() <= 4.0 * found.standard_error);
    }
}
