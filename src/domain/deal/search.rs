//! Root finding (Brent 1973, crate `roots`), with a reason when there is none.

use roots::{SearchError, SimpleConvergency, find_root_brent};

/// Where `f` is nothing between `low` and `high`, to about 13 digits of the interval.
///
/// `None` if `f` has the same sign at both ends.
pub fn root_between(low: f64, high: f64, mut f: impl FnMut(f64) -> f64) -> Option<f64> {
    let (at_low, at_high) = (f(low), f(high));
    if at_low == 0.0 {
        return Some(low);
    }
    if at_high == 0.0 {
        return Some(high);
    }
    if !at_low.is_finite() || !at_high.is_finite() || (at_low > 0.0) == (at_high > 0.0) {
        return None;
    }
    let width = (high - low).abs().max(low.abs()).max(high.abs());
    let mut precision = SimpleConvergency {
        eps: f64::EPSILON * width.max(f64::MIN_POSITIVE) * 8.0,
        max_iter: 200,
    };
    match find_root_brent(low, high, &mut f, &mut precision) {
        Ok(root) => Some(root),
        Err(
            SearchError::NoConvergency | SearchError::NoBracketing | SearchError::ZeroDerivative,
        ) => bisected(low, high, at_low > 0.0, f),
    }
}

/// The slow way, which always ends.
fn bisected(
    mut low: f64,
    mut high: f64,
    falls: bool,
    mut f: impl FnMut(f64) -> f64,
) -> Option<f64> {
    for _ in 0..200 {
        let middle = low + 0.5 * (high - low);
        if (f(middle) > 0.0) == falls {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low + 0.5 * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_found_to_twelve_digits_or_refused() {
        let root = root_between(0.0, 2.0, |x| x * x - 2.0).unwrap();
        assert!((root - std::f64::consts::SQRT_2).abs() < 1e-12);
        assert_eq!(root_between(0.0, 1.0, |x| x + 1.0), None);
        let kink = root_between(-1e9, 1e9, |x| x.powi(3)).unwrap();
        assert!(kink.abs() < 1e-3, "{kink}");
    }
}
