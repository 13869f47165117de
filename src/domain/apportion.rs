//! Splitting a sum of whole minor units so that the parts add up exactly.

/// Splits `total` minor units by `weights`.
///
/// Each part is rounded down; the units that remain go one by one to the largest fractions, the
/// first-listed first. The parts add up to `total` unless no weight is positive: then all are 0.
pub fn apportion(total: i64, weights: &[f64]) -> Vec<i64> {
    let usable = |weight: f64| {
        if weight.is_finite() {
            weight.max(0.0)
        } else {
            0.0
        }
    };
    let sum: f64 = weights.iter().map(|weight| usable(*weight)).sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    // Split the size and put the sign back, so that a refund mirrors its payment.
    let size = i128::from(total).abs();
    let mut parts: Vec<(i128, f64)> = weights
        .iter()
        .map(|weight| {
            let exact = size as f64 * (usable(*weight) / sum);
            let whole = exact.floor();
            (whole as i128, exact - whole)
        })
        .collect();
    let mut left = size - parts.iter().map(|(whole, _)| whole).sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| fraction(&parts, *b).total_cmp(&fraction(&parts, *a)));
    // A float of a huge sum is off by more than a unit, in either direction.
    let step = left.signum();
    while left != 0 && !order.is_empty() {
        let rounds = left.abs() / order.len() as i128;
        for idx in &order {
            if left == 0 {
                break;
            }
            let units = step * rounds.max(1);
            if let Some((whole, _)) = parts.get_mut(*idx) {
                *whole += units;
                left -= units;
            }
        }
    }
    let sign = i128::from(total.signum());
    parts
        .into_iter()
        .map(|(whole, _)| i64::try_from(whole * sign).unwrap_or(total))
        .collect()
}

fn fraction(parts: &[(i128, f64)], idx: usize) -> f64 {
    parts.get(idx).map_or(0.0, |(_, fraction)| *fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_remains_goes_to_the_largest_fractions_and_to_the_first_of_equals() {
        for (total, weights, parts) in [
            (100, &[1.0, 1.0, 1.0][..], &[34, 33, 33][..]),
            (10, &[0.26, 0.26, 0.48], &[3, 2, 5]),
            (1, &[0.2, 0.8], &[0, 1]),
            (-100, &[1.0, 2.0], &[-33, -67]),
            (7, &[0.0, 0.0], &[0, 0]),
            (i64::MAX, &[1.0, 0.0], &[i64::MAX, 0]),
        ] {
            assert_eq!(apportion(total, weights), parts, "{total} {weights:?}");
        }
    }
}
