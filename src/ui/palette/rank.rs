//! How well an entry of the palette answers what was typed.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::text::plain;

/// How the words of a query are found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Each begins a word.
    Begins,
    /// Each stands in the entry as it was typed.
    Within,
    /// One letter of a word is missing, wrong or too many.
    Nearly,
    /// The letters follow in order, and at least one word stands there as it was typed.
    Scattered,
}

/// How an entry answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rank {
    pub fit: Fit,
    /// True if words were found in what the entry does not show.
    aside: bool,
    score: u32,
    /// The letters of the entry that answer.
    pub matched: Vec<u32>,
}

impl Rank {
    /// The order of entries.
    pub fn order(&self) -> (Fit, bool, Reverse<u32>) {
        (self.fit, self.aside, Reverse(self.score))
    }
}

/// A query that entries are held against.
pub(super) struct Query {
    words: Vec<Vec<char>>,
    pattern: Pattern,
    matcher: Matcher,
}

impl Query {
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| {
            let letters = letters(word).into_iter().map(|(letter, _)| letter);
            letters.collect()
        });
        let (case, accents) = (CaseMatching::Ignore, Normalization::Smart);
        Self {
            words: words.collect(),
            pattern: Pattern::new(text, case, accents, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
        }
    }

    /// How an entry answers; `aside` is what it stands for beyond its own words. `None` if too
    /// little of the query is in it.
    pub fn rank(&mut self, text: &str, aside: &str) -> Option<Rank> {
        let (shown, hidden) = (letters(text), letters(aside));
        let mut fit = Fit::Begins;
        let mut uses_aside = false;
        let mut matched = Vec::new();
        let mut exact = 0;
        let mut missing = false;
        for word in &self.words {
            let here = find(&shown, word);
            let there = find(&hidden, word).filter(|_| here.is_none());
            match (here, there) {
                (Some((found, places)), _) => {
                    fit = fit.max(found);
                    exact += usize::from(found <= Fit::Within);
                    matched.extend(places);
                }
                (None, Some((found, _))) => {
                    fit = fit.max(found);
                    uses_aside = true;
                }
                (None, None) => missing = true,
            }
        }
        let mut letters = Vec::new();
        let score = self.score(text, &mut letters);
        if missing {
            // Letters here and there say something only beside a word that is meant.
            if exact == 0 || score.is_none() {
                return None;
            }
            (fit, matched) = (Fit::Scattered, letters);
        }
        matched.sort_unstable();
        matched.dedup();
        Some(Rank {
            fit,
            aside: uses_aside,
            score: score.unwrap_or(0),
            matched,
        })
    }

    fn score(&mut self, text: &str, matched: &mut Vec<u32>) -> Option<u32> {
        let mut buffer = Vec::new();
        let haystack = Utf32Str::new(text, &mut buffer);
        self.pattern.indices(haystack, &mut self.matcher, matched)
    }
}

/// The letters without case and accents, each with its place in the text.
fn letters(text: &str) -> Vec<(char, u32)> {
    let mut all = Vec::with_capacity(text.len());
    for (place, letter) in (0..).zip(text.chars()) {
        if letter.is_ascii() {
            all.push((letter.to_ascii_lowercase(), place));
        } else {
            let plain = plain(letter.encode_utf8(&mut [0; 4]));
            all.extend(plain.chars().map(|letter| (letter, place)));
        }
    }
    all
}

/// The best place of a word, with the letters that answer it.
fn find(text: &[(char, u32)], word: &[char]) -> Option<(Fit, Vec<u32>)> {
    let begins = |start: &usize| {
        let before = start.checked_sub(1).and_then(|before| text.get(before));
        before.is_none_or(|(letter, _)| !letter.is_alphanumeric())
    };
    let stands = |start: &usize| {
        let rest = text.get(*start..).unwrap_or_default();
        rest.len() >= word.len() && rest.iter().zip(word).all(|((one, _), other)| one == other)
    };
    let places = |start: usize, length: usize| {
        let found = text.iter().skip(start).take(length);
        found.map(|(_, place)| *place).collect()
    };
    let starts = 0..text.len();
    if let Some(start) = starts.clone().filter(begins).find(stands) {
        return Some((Fit::Begins, places(start, word.len())));
    }
    if let Some(start) = starts.clone().find(stands) {
        return Some((Fit::Within, places(start, word.len())));
    }
    let nearly = |start: usize| {
        let rest = text.get(start..).unwrap_or_default();
        // In a short word one letter is too much of it.
        let lengths = [word.len(), word.len() + 1, word.len().saturating_sub(1)];
        let mut lengths = lengths.into_iter().filter(|_| word.len() >= LONG);
        let length = lengths.find(|length| {
            let part = rest.get(..*length).unwrap_or_default();
            !part.is_empty() && is_one_letter_off(part, word)
        });
        length.map(|length| (Fit::Nearly, places(start, length)))
    };
    starts.filter(begins).find_map(nearly)
}

/// Letters from which a word may have one wrong.
const LONG: usize = 5;

/// True if one letter more, less or changed makes one of the other.
fn is_one_letter_off(text: &[(char, u32)], word: &[char]) -> bool {
    let same = |one: &(&(char, u32), &char)| one.0.0 == *one.1;
    let ahead = text.iter().zip(word).take_while(same).count();
    let behind = text.iter().rev().zip(word.iter().rev());
    let behind = behind.take_while(same).count();
    let longer = text.len().max(word.len());
    text.len().abs_diff(word.len()) <= 1 && ahead + behind + 1 >= longer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(query: &str, text: &str) -> Option<Fit> {
        Query::new(query).rank(text, "").map(|rank| rank.fit)
    }

    #[test]
    fn the_better_the_words_are_met_the_better_the_fit() {
        for (query, text, expected) in [
            ("", "Undo", Some(Fit::Begins)),
            ("konate", "Ibrahima Konaté", Some(Fit::Begins)),
            ("term sheet", "Copy the term sheet", Some(Fit::Begins)),
            ("sheet te", "Copy the term sheet", Some(Fit::Begins)),
            ("eight", "Konaté, height", Some(Fit::Within)),
            ("liverpol", "Liverpool", Some(Fit::Nearly)),
            ("livrepool", "Liverpool", None),
            ("livarpool", "Liverpool", Some(Fit::Nearly)),
            ("liverpooll", "Liverpool", Some(Fit::Nearly)),
            ("undi", "Undo", None),
            ("scale", "Record the chosen package in the ledger", None),
            ("scale", "Huijsen, locally trained", None),
            ("konate hgt", "Konaté, height", Some(Fit::Scattered)),
            ("knt hgt", "Konaté, height", None),
        ] {
            assert_eq!(fit(query, text), expected, "{query} in {text}");
        }
    }

    #[test]
    fn the_letters_that_answer_are_those_of_the_entry() {
        let rank = Query::new("konate").rank("I. Konaté", "").unwrap();
        assert_eq!(rank.matched, [3, 4, 5, 6, 7, 8]);
        let rank = Query::new("soyu").rank("Çağlar Söyüncü", "").unwrap();
        assert_eq!(rank.matched, [7, 8, 9, 10]);
    }

    #[test]
    fn what_an_entry_stands_for_answers_after_its_own_words() {
        let mut query = Query::new("liverpool");
        let own = query.rank("Liverpool, belief", "").unwrap();
        let aside = query.rank("Ibrahima Konaté", "Liverpool").unwrap();
        assert!(own.order() < aside.order());
        assert_eq!(query.rank("Ibrahima Konaté", "Real Madrid"), None);
    }
}
