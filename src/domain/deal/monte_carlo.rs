//! Waiting, path by path, for what has no closed form; the closed form checks it.
//!
//! ChaCha8 from a seed that the screen shows. Each path takes four draws in a fixed order: renews,
//! rival, injury, worth. They are drawn whether they matter or not, so two cases with one seed
//! share their paths and differ by their beliefs alone. A draw is one word of 32 bits.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use serde::Serialize;

use super::normal::cdf;
use super::normal::grid::{Grid, WORDS};
use super::wait::BuyerCase;

/// Four words of 32 bits: one for each draw.
const BYTES_PER_PATH: usize = 16;
const PATHS_PER_BLOCK: usize = 512;

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
    let mut worths = [0_u32; PATHS_PER_BLOCK];
    let payoff = Payoff::of(case);
    // What signing adds to plan B; sums of it lose no digits to the constant part.
    let mut gains = Gains::default();
    let mut done = 0;
    while done < paths {
        let now = (paths - done).min(PATHS_PER_BLOCK as u64);
        let (used, _) = block.split_at_mut(now as usize * BYTES_PER_PATH);
        rng.fill_bytes(used);
        payoff.add_block(used, &mut worths, &mut gains);
        done += now;
        if !go_on(done) {
            return None;
        }
    }
    let Gains {
        sum,
        squares,
        signed,
    } = gains;
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

/// What the paths gained over plan B so far.
#[derive(Default)]
struct Gains {
    sum: f64,
    squares: f64,
    signed: u64,
}

/// The tree of one case, with its chances as whole numbers to compare draws with.
struct Payoff {
    /// `None` if a chance is so near to certain that no draw lies outside: nobody is ever signed.
    ends: Option<Ends>,
    /// What signing gains over plan B, expected.
    mean: f64,
    sd: f64,
    grid: &'static Grid,
}

/// A draw below one of these falls inside its chance.
struct Ends {
    renew: u32,
    rival: u32,
    injury: u32,
    /// The draw up to which he is not worth signing; the costly quantile is not taken for it.
    worth_signing: u32,
}

impl Payoff {
    fn of(case: &BuyerCase) -> Self {
        let threshold = |chance: f64| {
            let words = (chance * WORDS).round();
            (words < WORDS).then_some(words as u32)
        };
        let mean = case.mean - case.free_premium - case.alternative;
        let in_vain = if case.sd > 0.0 {
            cdf(-mean / case.sd)
        } else if mean > 0.0 {
            0.0
        } else {
            1.0
        };
        let ends = || {
            Some(Ends {
                renew: threshold(case.branches.renew)?,
                rival: threshold(case.branches.rival)?,
                injury: threshold(case.branches.injury)?,
                worth_signing: threshold(in_vain)?,
            })
        };
        Self {
            ends: ends(),
            mean,
            sd: case.sd,
            grid: Grid::shared(),
        }
    }

    /// Adds the paths of one block. First the tree without branches in the code, as the processor
    /// cannot guess them; then the quantile for those who are signed.
    fn add_block(&self, block: &[u8], worths: &mut [u32; PATHS_PER_BLOCK], gains: &mut Gains) {
        let Some(ends) = &self.ends else {
            return;
        };
        let (paths, _) = block.as_chunks::<BYTES_PER_PATH>();
        let mut signed = 0;
        for path in paths {
            let (words, _) = path.as_chunks::<4>();
            let &[renew, rival, injury, worth] = words else {
                continue;
            };
            let draw = u32::from_le_bytes;
            let is_signed = (draw(renew) >= ends.renew)
                & (draw(rival) >= ends.rival)
                & (draw(injury) >= ends.injury)
                & (draw(worth) >= ends.worth_signing);
            // One who is not signed is written over by the next.
            if let Some(slot) = worths.get_mut(signed) {
                *slot = draw(worth);
            }
            signed += usize::from(is_signed);
        }
        let (mut sum, mut squares) = (0.0, 0.0);
        for worth in worths.iter().take(signed) {
            let gain = self.gain(*worth);
            sum += gain;
            squares += gain * gain;
        }
        gains.sum += sum;
        gains.squares += squares;
        gains.signed += signed as u64;
    }

    fn gain(&self, worth: u32) -> f64 {
        if self.sd <= 0.0 {
            return self.mean.max(0.0);
        }
        (self.mean + self.sd * self.grid.quantile(worth)).max(0.0)
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
        assert_eq!(found, None);
        assert_eq!(asked, 3_000_usize.div_ceil(PATHS_PER_BLOCK));
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
