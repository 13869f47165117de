//! The figures of one column, as exact as they were read, in two, four or eight bytes each.

/// Figures one below the other; one that is not measured is NaN.
///
/// Season figures are counts and decimals of few places, so that nearly all are whole multiples of
/// 1, 0.1 or 0.01. Such a column holds the multiples; the first figure that is none makes it wide.
#[derive(Clone, Debug, Default)]
pub struct StatColumn {
    cells: Cells,
    /// Decimals of each figure, if they are held as multiples.
    places: u8,
}

/// How the figures of a column are held; multiples have [`i16::MIN`] and [`i32::MIN`] for NaN.
#[derive(Clone, Debug)]
pub enum Cells {
    /// Multiples of two bytes.
    Short(Vec<i16>),
    /// Multiples of four bytes.
    Long(Vec<i32>),
    /// Any figures.
    Wide(Vec<f64>),
}

impl Default for Cells {
    fn default() -> Self {
        Self::Short(Vec::new())
    }
}

/// Ten to the power of the decimals.
const TENS: [f64; 5] = [1.0, 10.0, 100.0, 1_000.0, 10_000.0];

impl StatColumn {
    /// An empty column with room for so many figures.
    pub fn with_capacity(rows: usize) -> Self {
        Self {
            cells: Cells::Short(Vec::with_capacity(rows)),
            places: 0,
        }
    }

    /// A column of cells as [`StatColumn::cells`] gave them.
    pub fn of_cells(cells: Cells, places: u8) -> Self {
        Self { cells, places }
    }

    /// The cells and the decimals of multiples.
    pub fn cells(&self) -> (&Cells, u8) {
        (&self.cells, self.places)
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Short(cells) => cells.len(),
            Cells::Long(cells) => cells.len(),
            Cells::Wide(cells) => cells.len(),
        }
    }

    /// True without a row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The figure of a row; `None` if it is not measured.
    pub fn get(&self, row: usize) -> Option<f64> {
        let figure = match &self.cells {
            Cells::Short(cells) => cells.get(row)?.figure(self.tens()),
            Cells::Long(cells) => cells.get(row)?.figure(self.tens()),
            Cells::Wide(cells) => *cells.get(row)?,
        };
        figure.is_finite().then_some(figure)
    }

    /// The figure of each row; NaN if it is not measured.
    pub fn iter(&self) -> impl Iterator<Item = f64> {
        (0..self.len()).map(|row| self.get(row).unwrap_or(f64::NAN))
    }

    /// Adds a figure; what is no number becomes NaN.
    pub fn push(&mut self, figure: f64) {
        let tens = self.tens();
        let is_held = match &mut self.cells {
            Cells::Short(cells) => i16::of(figure, tens).map(|cell| cells.push(cell)).is_some(),
            Cells::Long(cells) => i32::of(figure, tens).map(|cell| cells.push(cell)).is_some(),
            Cells::Wide(cells) => {
                // Minus zero would stand below zero.
                cells.push(finite(figure) + 0.0);
                true
            }
        };
        if !is_held {
            self.widen(figure);
            self.push(figure);
        }
    }

    /// Adds a figure by its digits, so many of which are decimals: 237 and 2 for 2.37.
    pub fn push_decimal(&mut self, digits: i64, places: u8) {
        let fits = places == self.places;
        match &mut self.cells {
            Cells::Short(cells) if fits && i64::from(i16::MAX) >= digits.abs() => {
                cells.push(digits as i16);
            }
            Cells::Long(cells) if fits && i64::from(i32::MAX) >= digits.abs() => {
                cells.push(digits as i32);
            }
            _ => self.push(digits as f64 / 10_f64.powi(i32::from(places))),
        }
    }

    /// Adds the figures of another column below.
    pub fn append(&mut self, other: Self) {
        let alike = self.places == other.places;
        match (&mut self.cells, &other.cells) {
            (Cells::Short(cells), Cells::Short(more)) if alike => cells.extend_from_slice(more),
            (Cells::Long(cells), Cells::Long(more)) if alike => cells.extend_from_slice(more),
            (Cells::Wide(cells), Cells::Wide(more)) => cells.extend_from_slice(more),
            _ => other.iter().for_each(|figure| self.push(figure)),
        }
    }

    /// Cuts the column, or fills it with NaN.
    pub fn resize(&mut self, rows: usize) {
        match &mut self.cells {
            Cells::Short(cells) => cells.resize(rows, i16::NONE),
            Cells::Long(cells) => cells.resize(rows, i32::NONE),
            Cells::Wide(cells) => cells.resize(rows, f64::NAN),
        }
    }

    /// Bytes that it holds in memory.
    pub fn memory(&self) -> usize {
        match &self.cells {
            Cells::Short(cells) => size_of::<i16>() * cells.capacity(),
            Cells::Long(cells) => size_of::<i32>() * cells.capacity(),
            Cells::Wide(cells) => size_of::<f64>() * cells.capacity(),
        }
    }

    fn tens(&self) -> f64 {
        TENS.get(usize::from(self.places)).copied().unwrap_or(1.0)
    }

    /// Holds the figures in the next way that is exact for all of them and for one more.
    fn widen(&mut self, next: f64) {
        for places in self.places..TENS.len() as u8 {
            let tens = TENS[usize::from(places)];
            let cells = if matches!(self.cells, Cells::Short(_)) {
                self.multiples(next, tens).map(Cells::Short)
            } else {
                None
            };
            let cells = cells.or_else(|| self.multiples(next, tens).map(Cells::Long));
            if let Some(cells) = cells {
                *self = Self { cells, places };
                return;
            }
        }
        let mut figures = Vec::with_capacity(self.room());
        figures.extend(self.iter());
        *self = Self::of_cells(Cells::Wide(figures), 0);
    }

    fn multiples<T: Multiple>(&self, next: f64, tens: f64) -> Option<Vec<T>> {
        T::of(next, tens)?;
        let mut cells = Vec::with_capacity(self.room());
        for figure in self.iter() {
            cells.push(T::of(figure, tens)?);
        }
        Some(cells)
    }

    /// Rows for which there is room.
    fn room(&self) -> usize {
        match &self.cells {
            Cells::Short(cells) => cells.capacity(),
            Cells::Long(cells) => cells.capacity(),
            Cells::Wide(cells) => cells.capacity(),
        }
    }
}

impl PartialEq for StatColumn {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (f64, f64)| one == other || one.is_nan() && other.is_nan();
        self.len() == other.len() && self.iter().zip(other.iter()).all(same)
    }
}

impl FromIterator<f64> for StatColumn {
    fn from_iter<I: IntoIterator<Item = f64>>(figures: I) -> Self {
        let figures = figures.into_iter();
        let mut column = Self::with_capacity(figures.size_hint().0);
        figures.for_each(|figure| column.push(figure));
        column
    }
}

fn finite(figure: f64) -> f64 {
    if figure.is_finite() { figure } else { f64::NAN }
}

/// A whole number that a figure is held as, times a power of ten.
trait Multiple: Copy + PartialEq + Into<f64> {
    /// What stands for NaN.
    const NONE: Self;

    fn cut(figure: f64) -> Self;

    /// The multiple that reads as the figure to the last bit; `None` if there is none.
    fn of(figure: f64, tens: f64) -> Option<Self> {
        if !figure.is_finite() {
            return Some(Self::NONE);
        }
        let scaled = figure * tens;
        let cell = Self::cut(scaled + 0.5_f64.copysign(scaled));
        (cell != Self::NONE && cell.into() / tens == figure).then_some(cell)
    }

    fn figure(self, tens: f64) -> f64 {
        if self == Self::NONE {
            f64::NAN
        } else {
            self.into() / tens
        }
    }
}

impl Multiple for i16 {
    const NONE: Self = Self::MIN;

    fn cut(figure: f64) -> Self {
        figure as Self
    }
}

impl Multiple for i32 {
    const NONE: Self = Self::MIN;

    fn cut(figure: f64) -> Self {
        figure as Self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn width(column: &StatColumn) -> usize {
        match column.cells().0 {
            Cells::Short(_) => 2,
            Cells::Long(_) => 4,
            Cells::Wide(_) => 8,
        }
    }

    #[test]
    fn figures_take_as_few_bytes_as_they_can_without_loss() {
        for (figures, bytes) in [
            (vec![], 2),
            (vec![0.0, 3_421.0, f64::NAN], 2),
            (vec![2.37, 18.0, 100.0, -0.5], 2),
            (vec![f64::NAN, 32_767.0, -32_767.0], 2),
            (vec![1.0, -32_768.0], 4),
            (vec![2_881.0, 84.65], 4),
            (vec![0.1234, 99.0], 4),
            (vec![1.0, 100.0 / 3.0], 8),
            (vec![3e9], 8),
            (vec![0.1 + 0.2], 8),
            (vec![f64::MIN_POSITIVE, f64::MAX], 8),
        ] {
            let column: StatColumn = figures.iter().copied().collect();
            assert_eq!(width(&column), bytes, "{figures:?}");
            let back: Vec<u64> = column.iter().map(f64::to_bits).collect();
            let bits: Vec<u64> = figures.iter().map(|figure| figure.to_bits()).collect();
            assert_eq!(back, bits, "{figures:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_measured() {
        let column: StatColumn = [f64::INFINITY, -0.0, f64::NAN, 2.5].into_iter().collect();
        let figures: Vec<Option<f64>> = (0..5).map(|row| column.get(row)).collect();
        assert_eq!(figures, [None, Some(0.0), None, Some(2.5), None]);
        assert!(column.get(1).is_some_and(f64::is_sign_positive));
    }

    #[test]
    fn digits_give_the_figure_that_they_spell() {
        let mut column = StatColumn::default();
        let decimals = [
            (2_366, 2),
            (-5, 1),
            (7, 0),
            (40_000, 2),
            (123_456_789_012_345, 15),
            (1, 12),
        ];
        for (digits, places) in decimals {
            column.push_decimal(digits, places);
        }
        let figures: Vec<f64> = column.iter().collect();
        assert_eq!(
            figures,
            [23.66, -0.5, 7.0, 400.0, 0.123_456_789_012_345, 1e-12]
        );
    }

    proptest! {
        #[test]
        fn two_columns_below_each_other_are_one(
            upper in prop::collection::vec((-400_000..400_000_i32, 0..3_i32), 0..9),
            lower in prop::collection::vec((-400_000..400_000_i32, 0..3_i32), 0..9),
        ) {
            let figures = |of: &[(i32, i32)]| -> Vec<f64> {
                of.iter().map(|(digits, places)| f64::from(*digits) / 10_f64.powi(*places)).collect()
            };
            let (upper, lower) = (figures(&upper), figures(&lower));
            let mut column: StatColumn = upper.iter().copied().collect();
            column.append(lower.iter().copied().collect());
            prop_assert_eq!(column, upper.into_iter().chain(lower).collect::<StatColumn>());
        }

        #[test]
        fn every_figure_reads_as_it_was_pushed(
            figures in prop::collection::vec(
                prop_oneof![
                    (-400_000..400_000_i32).prop_map(f64::from),
                    (-400_000..400_000_i32).prop_map(|cents| f64::from(cents) / 100.0),
                    any::<f64>(),
                ],
                0..40,
            ),
        ) {
            let column: StatColumn = figures.iter().copied().collect();
            let read: Vec<Option<f64>> = (0..figures.len()).map(|row| column.get(row)).collect();
            let pushed: Vec<Option<f64>> = figures
                .iter()
                .map(|figure| figure.is_finite().then_some(*figure))
                .collect();
            prop_assert_eq!(read, pushed);
        }
    }
}
