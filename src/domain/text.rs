//! Words: how they are compared with what was typed, and how they leave for a spreadsheet.

use std::borrow::Cow;

use deunicode::deunicode;

/// Small letters without accents, in which "Guéhi" is "guehi".
pub fn plain(text: &str) -> String {
    deunicode(text).to_lowercase()
}

/// With a capital at the beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// One cell in one line. A spreadsheet runs a cell that begins like a formula; an apostrophe makes
/// it words.
pub fn harmless(text: &str) -> String {
    let danger = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let number = text.parse::<f64>().is_ok_and(f64::is_finite);
    let line: Cow<'_, str> = if text.contains(char::is_control) {
        Cow::Owned(text.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(text)
    };
    if danger && !number {
        format!("'{line}")
    } else {
        line.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula_and_figures_stay_figures() {
        for (text, cell) in [
            ("Guéhi", "Guéhi"),
            ("=1+1", "'=1+1"),
            ("@sum", "'@sum"),
            ("-Konaté", "'-Konaté"),
            ("\t=1", "' =1"),
            ("two\r\nlines", "two  lines"),
            ("-1.5", "-1.5"),
            ("+3", "+3"),
            ("+inf", "'+inf"),
        ] {
            assert_eq!(harmless(text), cell, "{text:?}");
        }
    }
}
