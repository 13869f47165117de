//! The quantile of a draw of 32 bits, quickly: between the values of the crate on a grid.
//!
//! Each cell holds the polynomial of degree five that has the crate's value and the first two
//! derivatives at both ends (quintic Hermite). In the middle 95 % it is off by less than 1e-13, a
//! tenth of what the engine asks of its crates; outside, the crate is asked itself.

use std::sync::LazyLock;

use super::{density, quantile};

/// A draw is a whole number below this, plus a half, divided by it.
pub(in crate::domain::deal) const WORDS: f64 = 4_294_967_296.0;
const CELL_BITS: u32 = 11;
const CELLS: usize = 1 << CELL_BITS;
const WITHIN_BITS: u32 = u32::BITS - CELL_BITS;
const WITHIN: u32 = (1 << WITHIN_BITS) - 1;
/// Two deviations from the middle; beyond, the curve bends too much for the grid.
const LOWEST: u32 = 98_784_248;
const HIGHEST: u32 = u32::MAX - LOWEST;

/// Coefficients of one cell, the constant first.
type Cell = [f64; 6];

/// The quantile on a grid.
pub(in crate::domain::deal) struct Grid(Vec<Cell>);

impl Grid {
    /// The grid, made once.
    pub(in crate::domain::deal) fn shared() -> &'static Self {
        static GRID: LazyLock<Grid> = LazyLock::new(Grid::new);
        &GRID
    }

    fn new() -> Self {
        let width = 1.0 / CELLS as f64;
        // Value and derivatives of the quantile, by the width of a cell: z' = 1/φ, z'' = z/φ².
        let node = |idx: usize| {
            let z = quantile(idx as f64 * width);
            let slope = width / density(z);
            (z, slope, slope * slope * z)
        };
        let cell = |idx: usize| {
            let ((a, da, dda), (b, db, ddb)) = (node(idx), node(idx + 1));
            let rise = b - a - da - 0.5 * dda;
            let steeper = db - da - dda;
            let bend = ddb - dda;
            [
                a,
                da,
                0.5 * dda,
                10.0 * rise - 4.0 * steeper + 0.5 * bend,
                -15.0 * rise + 7.0 * steeper - bend,
                6.0 * rise - 3.0 * steeper + 0.5 * bend,
            ]
        };
        Self((0..CELLS).map(cell).collect())
    }

    /// The quantile at the middle of a draw.
    pub(in crate::domain::deal) fn quantile(&self, word: u32) -> f64 {
        let cell = match self.0.get((word >> WITHIN_BITS) as usize) {
            Some(cell) if (LOWEST..=HIGHEST).contains(&word) => cell,
            _ => return quantile((f64::from(word) + 0.5) / WORDS),
        };
        let within = (f64::from(word & WITHIN) + 0.5) / f64::from(WITHIN + 1);
        let [a, b, c, d, e, f] = cell;
        ((((f * within + e) * within + d) * within + c) * within + b) * within + a
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_gives_the_quantile_of_the_crate() {
        let mut worst: f64 = 0.0;
        // A step without a common divisor with the cells meets every place within one.
        for word in (0..=u32::MAX).step_by(4_001) {
            let exact = quantile((f64::from(word) + 0.5) / WORDS);
            worst = worst.max((Grid::shared().quantile(word) - exact).abs());
        }
        println!("a million draws off by at most {worst:.1e}");
        assert!(worst < 1e-13, "{worst}");
        for word in [0, 1, LOWEST - 1, LOWEST, HIGHEST, HIGHEST + 1, u32::MAX] {
            let exact = quantile((f64::from(word) + 0.5) / WORDS);
            assert!(
                (Grid::shared().quantile(word) - exact).abs() < 1e-13,
                "{word}"
            );
        }
    }
}
