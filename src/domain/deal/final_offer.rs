//! The best offer that a buyer can make once, without a reply.

use serde::Serialize;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::output;
use super::normal::{cdf, mills};
use super::search::root_between;
use super::zone::R_B;

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "best_final_offer",
    section: "5.8",
    purpose: "The take-it-or-leave-it offer that gains most, against a seller's least that is uncertain.",
    formula: "maximise (R_B − F) Φ((F − mean_S)/sd_S); at the maximum R_B − F = sd_S Φ(z)/φ(z)",
    source: "first-order condition, unique because Φ is log-concave; root by Brent 1973",
    mark: Mark::V,
    fields: &[
        R_B,
        Field::amount("mean_S"),
        Field::new("sd_S", Kind::Sum, "m"),
    ],
    outputs: &[
        ("offer", "m"),
        ("p_accept", "probability"),
        ("expected_gain", "m"),
    ],
    run: |input| {
        output(&best_final_offer(
            input.number("R_B")?,
            input.number("mean_S")?,
            input.number("sd_S")?,
        )?)
    },
}];

/// One offer, taken or left; millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FinalOffer {
    /// Always below the buyer's most.
    pub offer: f64,
    /// How likely it is taken.
    pub p_accept: f64,
    /// What it is expected to gain.
    pub expected_gain: f64,
}

/// The offer that gains most for a buyer whose most is `most`.
///
/// A seller whose least is known exactly takes just that, if it is below the buyer's most.
pub fn best_final_offer(most: f64, mean: f64, sd: f64) -> Result<FinalOffer, DealError> {
    if sd <= 0.0 {
        if mean > most {
            let message = format!(
                "No zone on these assumptions: the seller's least is {mean}, the buyer's most {most}"
            );
            return Err(DealError::new(Code::NoZone, "mean_S", message));
        }
        return Ok(FinalOffer {
            offer: mean,
            p_accept: 1.0,
            expected_gain: most - mean,
        });
    }
    // In units of the deviation, the buyer's advantage falls and the ratio rises: one crossing.
    let top = (most - mean) / sd;
    let excess = |z: f64| {
        let ratio = mills(z);
        if ratio.is_finite() {
            top - z - ratio
        } else {
            f64::MIN
        }
    };
    let bottom = top.min(0.0) - 2.0;
    let z = root_between(bottom, top, excess).ok_or_else(|| {
        let message = "No best offer was found; check that sd_S is not tiny against the amounts";
        DealError::new(Code::NotFinite, "sd_S", message)
    })?;
    let p_accept = cdf(z);
    Ok(FinalOffer {
        offer: mean + sd * z,
        p_accept,
        expected_gain: (top - z) * sd * p_accept,
    })
}
