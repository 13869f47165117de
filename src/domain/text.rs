//! Words: how they are compared with what was typed, and how they leave for a spreadsheet.

use std::borrow::Cow;

use deunicode::deunicode;

/// Small letters without accents, in which "Guéhi" is "guehi".
pub fn plain(text: &str) -> String {
    deunicode(text).to_lowercase()
}

/// "Liverpool FC" and "Liverpool" are one club; "Real Madrid" and "Real Sociedad" are two.
pub fn clubs_alike(one: &str, other: &str) -> bool {
    const FORMS: [&str; 22] = [
        "fc", "cf", "afc", "sc", "ac", "as", "ss", "us", "rc", "cd", "ud", "sv", "vfb", "vfl",
        "tsg", "rb", "1", "club", "calcio", "04", "05", "09",
    ];
    let bare = |name: &str| -> Vec<String> {
        let plain = plain(name);
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
        let all: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let weighty: Vec<String> = all
            .iter()
            .filter(|word| !FORMS.contains(&word.as_str()))
            .cloned()
            .collect();
        if weighty.is_empty() { all } else { weighty }
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

/// True for the same words in another case or without accents.
pub fn same_words(one: &str, other: &str) -> bool {
    plain(one.trim()) == plain(other.trim())
}

/// The words of a key in a file: `dribbled_past` is "Dribbled past".
pub fn key_words(key: &str) -> String {
    let mut words = key.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
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

/// A cell without the apostrophe that kept a spreadsheet from running it.
pub fn unguarded(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_club_is_the_same_with_and_without_its_form() {
        for (one, other, alike) in [
            ("Liverpool FC", "Liverpool", true),
            ("1. FC Köln", "Koln", true),
            ("Nott'm Forest", "Nott'm Forest", true),
            ("Inter", "Inter Miami", false),
            ("Real Madrid", "Real Sociedad", false),
            ("", "Liverpool", false),
        ] {
            assert_eq!(clubs_alike(one, other), alike, "{one} / {other}");
        }
    }

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
