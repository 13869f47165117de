//! The normal distribution and the two option formulas that rest on it.
//!
//! `erfc` comes from `libm` (a port of musl, error below 1e-15). The quantile comes from `statrs`
//! (rational approximations of Boost, error below 2e-15 over the whole range). The `erfc` of
//! `statrs` is not used: it is wrong by 2.5e-11 near 0.7071.

pub(super) mod grid;

use std::f64::consts::{FRAC_1_SQRT_2, PI, SQRT_2};

/// Below this the ratio of tail to density is taken from its series: both factors underflow.
const FAR_TAIL: f64 = -25.0;

/// The chance that a standard normal variable is at most `x`.
pub fn cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The density of a standard normal variable.
pub fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
}

/// The value that a standard normal variable stays below with chance `p`, for `p` inside (0, 1).
pub fn quantile(p: f64) -> f64 {
    -SQRT_2 * statrs::function::erf::erfc_inv(2.0 * p)
}

/// `cdf(x) / density(x)`, also where both are too small for a float.
pub fn mills(x: f64) -> f64 {
    if x >= FAR_TAIL {
        return cdf(x) / density(x);
    }
    // The asymptotic series; its first left-out term is below 1e-13 from here outwards.
    let inverse = 1.0 / (x * x);
    let series = 1.0
        - inverse
            * (1.0
                - 3.0
                    * inverse
                    * (1.0 - 5.0 * inverse * (1.0 - 7.0 * inverse * (1.0 - 9.0 * inverse))));
    series / -x
}

/// The expected positive part of a normal variable with mean `mean` and deviation `sd`
/// (Bachelier 1900), in the unit of `mean`. With no spread it is the positive part of the mean.
pub fn bachelier(mean: f64, sd: f64) -> f64 {
    if sd <= 0.0 {
        return mean.max(0.0);
    }
    let x = mean / sd;
    // Far out the product of zero and infinity would be no number.
    if x < -38.0 {
        return 0.0;
    }
    mean * cdf(x) + sd * density(x)
}

/// The expected excess over `strike` of a lognormal price with mean `mean` (not median) and
/// deviation `log_sd` of its logarithm, in the unit of `mean`, undiscounted.
pub fn lognormal_call(mean: f64, log_sd: f64, strike: f64) -> f64 {
    if log_sd <= 0.0 || mean <= 0.0 || strike <= 0.0 {
        return (mean - strike.max(0.0)).max(0.0);
    }
    let d1 = (mean / strike).ln() / log_sd + 0.5 * log_sd;
    let value = mean * cdf(d1) - strike * cdf(d1 - log_sd);
    // Rounding must not push it below what it is worth without spread.
    value.max(mean - strike).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of a 40-digit computation (mpmath).
    #[test]
    fn tail_and_quantile_are_exact_to_twelve_digits() {
        for (x, p) in [
            (-6.0, 9.865_876_450_376_98e-10),
            (-1.0, 0.158_655_253_931_457_05),
            (-FRAC_1_SQRT_2, 0.239_750_061_093_477_2),
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (2.5, 0.993_790_334_674_224),
        ] {
            assert!((cdf(x) - p).abs() < 1e-13, "{x}: {}", cdf(x));
            assert!((quantile(p) - x).abs() < 1e-12, "{p}: {}", quantile(p));
        }
    }

    #[test]
    fn the_ratio_of_tail_to_density_is_smooth_where_the_series_takes_over() {
        let (near, far) = (mills(FAR_TAIL), mills(FAR_TAIL - 1e-9));
        assert!((near / far - 1.0).abs() < 1e-9, "{near} {far}");
        assert!((mills(-1e9) * 1e9 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn options_without_spread_are_worth_what_they_are_worth_at_once() {
        assert_eq!(bachelier(3.0, 0.0), 3.0);
        assert_eq!(bachelier(-3.0, 0.0), 0.0);
        assert_eq!(lognormal_call(40.0, 0.0, 30.0), 10.0);
        assert_eq!(lognormal_call(40.0, 0.5, 0.0), 40.0);
        assert_eq!(bachelier(-1e6, 1e-3), 0.0);
    }
}
