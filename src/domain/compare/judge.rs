//! Who is first in a row, and who cannot be told apart from him.

use super::{Cell, Column, Counting, Look, Row, RowKind, Shown};
use crate::domain::stats::{Better, Sample};

/// Ranks a row and marks what cannot be told apart: from the best, or from the baseline where
/// differences are shown.
pub(super) fn judge(row: &mut Row, columns: &[Column], look: Look) {
    let ranked =
        matches!(row.kind, RowKind::Count | RowKind::Rate) && row.better != Better::Neither;
    if ranked {
        rank(&mut row.cells, row.better);
        mark_best(&mut row.cells, columns);
    }
    let baseline = columns.iter().position(|column| column.is_baseline);
    let reference = if look.shown == Shown::Differences {
        baseline
    } else {
        row.cells.iter().position(|cell| cell.is_best)
    };
    if let Some(reference) = reference.and_then(|at| row.cells.get(at).cloned()) {
        for cell in &mut row.cells {
            let comparable = cell.warning.is_none() && !is_same(cell, &reference);
            cell.is_close = comparable && !told_apart(cell, &reference);
        }
    }
    if let Some(cell) = baseline.and_then(|at| row.cells.get(at)) {
        write_deltas(row, cell.figure, baseline, look);
    }
}

fn rank(cells: &mut [Cell], better: Better) {
    // Figures of another provider stand beside the others and not among them.
    let figure = |cell: &Cell| cell.figure.filter(|_| cell.warning.is_none());
    let figures: Vec<f64> = cells.iter().filter_map(figure).collect();
    for cell in cells {
        let Some(own) = figure(cell) else { continue };
        let ahead = figures.iter().filter(|other| match better {
            Better::Less => **other < own,
            Better::More | Better::Neither => **other > own,
        });
        cell.rank = Some(ahead.count() + 1);
    }
}

/// The first of those with enough minutes; nobody is first among one.
fn mark_best(cells: &mut [Cell], columns: &[Column]) {
    let known = cells.iter().filter(|cell| cell.rank.is_some()).count();
    let carries = |column: &Column| column.sample == Sample::High;
    let best = cells
        .iter()
        .zip(columns)
        .filter(|(_, column)| carries(column))
        .filter_map(|(cell, _)| cell.rank)
        .min();
    for (cell, column) in cells.iter_mut().zip(columns) {
        cell.is_best = known > 1 && best.is_some() && cell.rank == best && carries(column);
    }
}

fn is_same(one: &Cell, other: &Cell) -> bool {
    one.figure == other.figure
}

/// True if the interval of the difference leaves out 0, or if either has none. The interval is put
/// together from those of the two figures (Newcombe 1998, method 10; Zou and Donner 2008), which
/// also holds for counts of 0 and for rates near 100 %.
pub(super) fn told_apart(one: &Cell, other: &Cell) -> bool {
    let both = one
        .figure
        .zip(one.interval)
        .zip(other.figure.zip(other.interval));
    let Some(((a, (a_low, a_high)), (b, (b_low, b_high)))) = both else {
        return true;
    };
    let (low, high) = difference((a, a_low, a_high), (b, b_low, b_high));
    low > 0.0 || high < 0.0
}

fn difference(
    (a, a_low, a_high): (f64, f64, f64),
    (b, b_low, b_high): (f64, f64, f64),
) -> (f64, f64) {
    let middle = a - b;
    let below = reach(a - a_low, b_high - b);
    let above = reach(a_high - a, b - b_low);
    (middle - below, middle + above)
}

fn reach(one: f64, other: f64) -> f64 {
    (one * one + other * other).sqrt()
}

fn write_deltas(row: &mut Row, baseline: Option<f64>, at: Option<usize>, look: Look) {
    let Some(baseline) = baseline else { return };
    let decimals = match (row.kind, look.counting) {
        (RowKind::Count, Counting::Total) | (RowKind::Minutes, _) => 0,
        _ => row.decimals,
    };
    for (idx, cell) in row.cells.iter_mut().enumerate() {
        if let Some(figure) = cell.figure.filter(|_| Some(idx) != at) {
            cell.delta = Some(signed(figure - baseline, decimals));
        }
    }
}

/// `+0.41`, `−0.41`, `0.00`.
pub(super) fn signed(figure: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", figure.abs());
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    match (is_zero, figure < 0.0) {
        (true, _) => text,
        (false, true) => format!("−{text}"),
        (false, false) => format!("+{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stats::{poisson_90, wilson_90};

    fn count(events: f64, minutes: f64) -> Cell {
        Cell {
            figure: Some(events * 90.0 / minutes),
            interval: poisson_90(events, minutes),
            ..Cell::default()
        }
    }

    fn rate(won: f64, of: f64) -> Cell {
        Cell {
            figure: Some(100.0 * won / of),
            interval: wilson_90(won, of),
            ..Cell::default()
        }
    }

    #[test]
    fn a_difference_counts_if_its_interval_leaves_out_nothing() {
        for (one, other, apart) in [
            (count(61.0, 3_059.0), count(40.0, 2_560.0), false),
            (count(61.0, 3_059.0), count(36.0, 2_427.0), false),
            (count(61.0, 3_059.0), count(20.0, 2_291.0), true),
            (count(55.0, 3_059.0), count(29.0, 2_560.0), true),
            (count(0.0, 938.0), count(1.0, 2_291.0), false),
            (count(0.0, 3_000.0), count(12.0, 3_000.0), true),
            (rate(90.0, 100.0), rate(80.0, 100.0), true),
            (rate(9.0, 10.0), rate(8.0, 10.0), false),
        ] {
            assert_eq!(told_apart(&one, &other), apart, "{one:?} {other:?}");
            assert_eq!(told_apart(&other, &one), apart, "{other:?} {one:?}");
        }
    }

    #[test]
    fn figures_without_intervals_are_told_apart() {
        let plain = |figure| Cell {
            figure: Some(figure),
            ..Cell::default()
        };
        assert!(told_apart(&plain(71.8), &plain(72.1)));
    }

    #[test]
    fn a_difference_shows_its_sign() {
        for (figure, text) in [
            (0.414, "+0.41"),
            (-0.414, "−0.41"),
            (0.001, "0.00"),
            (-0.001, "0.00"),
        ] {
            assert_eq!(signed(figure, 2), text);
        }
    }
}
