//! The numbers of a chart as text.

use crate::domain::text::harmless;

/// Rows of cells under a header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(header: &[&str]) -> Self {
        Self {
            header: header.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// Lines of cells divided by tabs, as spreadsheets paste them: a figure without the marks that
    /// only the eye needs, and no cell that would run as a formula.
    pub fn to_tsv(&self) -> String {
        let line = |cells: &Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
            cells.join("\t") + "\n"
        };
        std::iter::once(&self.header)
            .chain(&self.rows)
            .map(line)
            .collect()
    }
}

fn plain(cell: &str) -> String {
    let figure = cell.replace(',', "").replace('−', "-");
    if figure.parse::<f64>().is_ok_and(f64::is_finite) {
        figure
    } else {
        harmless(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_pastes_as_figures_and_never_as_a_formula() {
        let mut table = Table::new(&["Player", "=Value", "Note"]);
        table.row([
            "@Konaté".to_owned(),
            "−1,234.50".to_owned(),
            "a\tb\nc".to_owned(),
        ]);
        table.row(["+20.90".to_owned(), "—".to_owned(), "=SUM(A1)".to_owned()]);
        let expected = "Player\t'=Value\tNote\n'@Konaté\t-1234.50\ta b c\n+20.90\t—\t'=SUM(A1)\n";
        assert_eq!(table.to_tsv(), expected);
    }
}
