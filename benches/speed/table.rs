//! The table of what was measured, and the place where it is kept.

use std::fmt::Write as _;
use std::path::Path;

const BEGIN: &str = "<!-- measured by `cargo bench --bench speed -- --write` -->";
const END: &str = "<!-- end of what was measured -->";

/// One promise and what was found.
pub struct Row {
    /// What is measured, with its size.
    pub what: String,
    /// What was found, in the unit; `None` if it could not be measured.
    pub found: Option<f64>,
    /// The unit: "× reading the bytes", "µs".
    pub unit: &'static str,
    /// The most that is allowed; `None` if it is only told for comparison.
    pub limit: Option<f64>,
    /// The times behind a ratio, or why there is no figure.
    pub detail: String,
}

impl Row {
    /// True unless a limit is exceeded.
    pub fn holds(&self) -> bool {
        match (self.found, self.limit) {
            (Some(found), Some(limit)) => found <= limit,
            _ => true,
        }
    }

    fn verdict(&self) -> &'static str {
        match (self.found, self.limit) {
            (None, _) => "not measured",
            (_, None) => "",
            _ if self.holds() => "holds",
            _ => "**misses**",
        }
    }
}

/// The rows as a Markdown table.
pub fn table(rows: &[Row]) -> String {
    let mut text = "| what | found | at most | | measured |\n|---|---|---|---|---|\n".to_owned();
    for row in rows {
        let found = row
            .found
            .map_or("–".to_owned(), |found| figure(found, row.unit));
        let limit = row
            .limit
            .map_or("–".to_owned(), |limit| figure(limit, row.unit));
        let (what, verdict, detail) = (&row.what, row.verdict(), &row.detail);
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "| {what} | {found} | {limit} | {verdict} | {detail} |"
        );
    }
    text
}

fn figure(value: f64, unit: &str) -> String {
    let decimals = if value < 10.0 { 2 } else { 1 };
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text} {unit}")
}

/// Puts the table between the two marks of the document.
pub fn write(text: &str) -> std::io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/PERFORMANCE.md");
    let document = std::fs::read_to_string(&path)?;
    let parts = document
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let Some((before, after)) = parts else {
        return Err(std::io::Error::other(
            "docs/PERFORMANCE.md lacks the two marks",
        ));
    };
    std::fs::write(path, format!("{before}{BEGIN}\n\n{text}\n{END}{after}"))
}
