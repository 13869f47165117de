//! Text in which the letters that answer a search are SemiBold.

use eframe::egui;
use egui::Color32;
use egui::text::{LayoutJob, TextFormat};

use crate::ui::tokens::{Tokens, Type};

/// The text with the matched letters SemiBold; `matched` are their places, counted in letters,
/// in any order. Without matches all is Regular.
pub fn highlighted(text: &str, matched: &[u32], t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (run, strong) in runs(text, matched) {
        let kind = if strong { Type::Strong } else { Type::Body };
        job.append(run, 0.0, format(kind, t.text));
    }
    job
}

fn format(kind: Type, colour: Color32) -> TextFormat {
    TextFormat {
        line_height: Some(kind.line_height()),
        ..TextFormat::simple(kind.font(), colour)
    }
}

/// The text in pieces that are matched as a whole or not at all.
fn runs<'t>(text: &'t str, matched: &[u32]) -> Vec<(&'t str, bool)> {
    let is_matched = |idx: usize| u32::try_from(idx).is_ok_and(|idx| matched.contains(&idx));
    let mut runs = Vec::new();
    let mut start = 0;
    let mut strong = is_matched(0);
    for (idx, (offset, _)) in text.char_indices().enumerate() {
        if is_matched(idx) != strong {
            runs.push((&text[start..offset], strong));
            (start, strong) = (offset, !strong);
        }
    }
    if start < text.len() {
        runs.push((&text[start..], strong));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, matched: &[u32], expected: &[(&str, bool)]) {
        assert_eq!(runs(text, matched), expected, "{text}");
    }

    #[test]
    fn matched_letters_stand_out_whatever_their_length_in_bytes() {
        check("Éder", &[0, 1], &[("Éd", true), ("er", false)]);
        check("Konaté", &[5], &[("Konat", false), ("é", true)]);
        check("Konaté", &[], &[("Konaté", false)]);
        check("ab", &[1, 0, 9], &[("ab", true)]);
        check("", &[0], &[]);
    }
}
