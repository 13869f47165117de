//! Names as files write them: cleaned of what is no name, and compared as a person would.

use std::borrow::Cow;

use crate::domain::text::plain;

/// A name without shirt number, escapes and signs of a broken encoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanName<'a> {
    /// The name: "K. Konaté".
    pub name: Cow<'a, str>,
    /// What was taken away or put right, in words; empty if nothing.
    pub mended: Vec<&'static str>,
}

/// Cleans a name: `19\u{a0}K. Konaté`, `K\u00f6ln`, `K&ouml;ln`, `KonatÃ©`, `Konaté, Ibrahima`.
pub fn clean(text: &str) -> CleanName<'_> {
    let mut mended = Vec::new();
    let mut name = Cow::Borrowed(text);
    if is_plain(text) {
        return CleanName { name, mended };
    }
    for (word, mend) in [
        (
            "escapes are read as letters",
            unescaped as fn(&str) -> Option<String>,
        ),
        ("web entities are read as letters", without_entities),
        ("letters of a wrong encoding are put right", recoded),
        ("the shirt number in front is left out", without_number),
        ("the family name stood first", in_order),
    ] {
        if let Some(better) = mend(&name) {
            name = Cow::Owned(better);
            mended.push(word);
        }
    }
    CleanName {
        name: if is_single_spaced(&name) {
            name
        } else {
            Cow::Owned(single_spaced(&name))
        },
        mended,
    }
}

/// True for what nothing can be wrong with: an ASCII letter, then letters, numbers and single spaces.
/// Most names of a large table are such.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_sound = |pair: &[u8]| match pair {
        [b' ', b' '] => false,
        [_, byte] => byte.is_ascii_alphanumeric() || b" -'.".contains(byte),
        _ => true,
    };
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last() != Some(&b' ')
        && bytes.windows(2).all(is_sound)
}

/// True without a space at an end, beside another or of another kind.
fn is_single_spaced(text: &str) -> bool {
    let mut words = text.split(' ');
    words.all(|word| !word.is_empty() && !word.contains(char::is_whitespace))
}

/// Words with single spaces between them.
pub(super) fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Reads literal `\u00f6` and `\xf6`.
fn unescaped(text: &str) -> Option<String> {
    text.find('\\')?;
    let mut out = String::new();
    let mut rest = text;
    let mut units: Vec<u16> = Vec::new();
    let flush = |units: &mut Vec<u16>, out: &mut String| {
        out.push_str(&String::from_utf16_lossy(units));
        units.clear();
    };
    let mut found = false;
    while let Some(first) = rest.chars().next() {
        let escape = [("\\u", 4), ("\\U", 4), ("\\x", 2)]
            .iter()
            .find_map(|(mark, len)| {
                let digits = rest.strip_prefix(mark)?.get(..*len)?;
                Some((u16::from_str_radix(digits, 16).ok()?, mark.len() + len))
            });
        let len = if let Some((unit, len)) = escape {
            units.push(unit);
            found = true;
            len
        } else {
            flush(&mut units, &mut out);
            out.push(first);
            first.len_utf8()
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    flush(&mut units, &mut out);
    found.then_some(out)
}

fn without_entities(text: &str) -> Option<String> {
    let at = text.find('&')?;
    text.get(at..)?.find(';')?;
    let page = scraper::Html::parse_fragment(text);
    let plain: String = page.root_element().text().collect();
    (plain != text).then_some(plain)
}

/// UTF-8 that somebody read as windows-1252: "KonatÃ©".
fn recoded(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'Å', 'Ä']) {
        return None;
    }
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    let better = std::str::from_utf8(&bytes).ok()?;
    (!lost && better != text).then(|| better.to_owned())
}

fn without_number(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let spaced = rest.trim_start_matches(['.', ')']).trim_start();
    let is_name = spaced.chars().next().is_some_and(char::is_alphabetic);
    ((1..=2).contains(&digits) && is_name && spaced.len() < rest.len()).then(|| spaced.to_owned())
}

fn in_order(text: &str) -> Option<String> {
    let (last, first) = text.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let is_suffix = ["jr", "jr.", "junior", "sr", "sr."].contains(&first.to_lowercase().as_str());
    let is_name = |part: &str| !part.is_empty() && part.chars().any(char::is_alphabetic);
    (is_name(last) && is_name(first) && !first.contains(',') && !is_suffix)
        .then(|| format!("{first} {last}"))
}

/// The words of a name in plain small letters: "Ibrahima Konaté" is `ibrahima konate`.
pub fn words(name: &str) -> Vec<String> {
    plain(name)
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
        .map(|word| word.replace('\'', ""))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The words as one text, for keys.
pub fn folded(name: &str) -> String {
    words(name).join(" ")
}

/// How alike two names are, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words, whatever their order and accents.
    Same,
    /// The words of one are all among those of the other: a short and a full legal name.
    Within,
    /// The family names are the same, and a first name stands as its initial.
    Initial,
    /// One or two letters differ.
    Typing,
    /// The family names are the same, and the first names begin alike: Nico and Nicolás.
    Nickname,
    /// Another name.
    Other,
}

impl Likeness {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Same => "the same name",
            Self::Within => "one name is part of the other",
            Self::Initial => "the same family name and initial",
            Self::Typing => "the name but for a letter or two",
            Self::Nickname => "the same family name, and a first name that begins alike",
            Self::Other => "another name",
        }
    }
}

/// Words that some write and others leave out.
const PARTICLES: [&str; 20] = [
    "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "van", "von", "la", "le",
    "el", "al", "bin", "ibn", "jr", "junior",
];

/// Compares two names.
pub fn likeness(one: &str, other: &str) -> Likeness {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return Likeness::Other;
    }
    let sorted = |words: &[String]| {
        let mut words: Vec<String> = words.to_vec();
        words.sort();
        words
    };
    if sorted(&one) == sorted(&other) || one.concat() == other.concat() {
        return Likeness::Same;
    }
    let bare = |words: &[String]| -> Vec<String> {
        let weighty = words
            .iter()
            .filter(|word| !PARTICLES.contains(&word.as_str()));
        weighty.cloned().collect()
    };
    let (bare_one, bare_other) = (bare(&one), bare(&other));
    if !bare_one.is_empty() && sorted(&bare_one) == sorted(&bare_other) {
        return Likeness::Same;
    }
    let (short, long) = if bare_one.len() <= bare_other.len() {
        (&bare_one, &bare_other)
    } else {
        (&bare_other, &bare_one)
    };
    if short.is_empty() {
        return Likeness::Other;
    }
    if short.iter().all(|word| long.contains(word)) {
        return Likeness::Within;
    }
    if initials_fit(short, long) {
        return Likeness::Initial;
    }
    let (joined, whole) = (one.join(" "), other.join(" "));
    let length = joined.len().min(whole.len());
    let slips = strsim::damerau_levenshtein(&joined, &whole);
    if slips <= 2 && length >= 6 * slips.max(1) {
        Likeness::Typing
    } else if begins_alike(&bare_one, &bare_other) {
        Likeness::Nickname
    } else {
        Likeness::Other
    }
}

/// "Ibou Konaté" and "Ibrahima Konaté": the last words are the same, the first begin with the same
/// two letters.
fn begins_alike(one: &[String], other: &[String]) -> bool {
    let ([first, .., last], [other_first, .., other_last]) = (one, other) else {
        return false;
    };
    let start = first.get(..2);
    last == other_last && start.is_some() && start == other_first.get(..2)
}

/// "K. Konaté" and "Karim Konaté": each word of the shorter finds a word of its own in the longer, a
/// single letter the start of one, and at least one whole word is the same.
fn initials_fit(short: &[String], long: &[String]) -> bool {
    let mut left: Vec<&String> = long.iter().collect();
    let mut rest: Vec<&String> = Vec::new();
    for word in short {
        match left.iter().position(|other| *other == word) {
            Some(at) if word.len() > 1 => {
                left.remove(at);
            }
            _ => rest.push(word),
        }
    }
    if rest.len() == short.len() {
        return false;
    }
    let is_initial =
        |one: &String, other: &String| one.len() == 1 && other.starts_with(one.as_str());
    rest.iter().all(|word| {
        let fits = |other: &&String| is_initial(word, other) || is_initial(other, word);
        let at = left.iter().position(fits);
        at.map(|at| left.remove(at)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cleaned_of_what_is_no_name() {
        for (text, name) in [
            ("19\u{a0}K. Konaté", "K. Konaté"),
            ("7. Ronaldo", "Ronaldo"),
            ("K\\u00f6ln", "Köln"),
            ("Fran\\xe7ois", "François"),
            ("M&uuml;ller", "Müller"),
            ("KonatÃ©", "Konaté"),
            ("Konaté, Ibrahima", "Ibrahima Konaté"),
            ("  Virgil   van Dijk ", "Virgil van Dijk"),
            ("Neymar, Jr.", "Neymar, Jr."),
            ("1899 Hoffenheim", "1899 Hoffenheim"),
            ("Ångström", "Ångström"),
            ("Ärzte & Co", "Ärzte & Co"),
            ("\\u00", "\\u00"),
        ] {
            assert_eq!(clean(text).name, name, "{text}");
        }
    }

    #[test]
    fn names_are_compared_as_a_person_would() {
        use Likeness::{Initial, Nickname, Other, Same, Typing, Within};
        for (one, other, alike) in [
            ("Ibrahima Konaté", "ibrahima konate", Same),
            ("Son Heung-min", "Heung-Min Son", Same),
            ("Virgil van Dijk", "Virgil Dijk", Same),
            ("Pedro", "Pedro Rodríguez Ledesma", Within),
            ("Raphaël Varane", "Raphaël Xavier Varane", Within),
            ("I. Konaté", "Ibrahima Konaté", Initial),
            ("K. Konaté", "Ibrahima Konaté", Other),
            ("Karim Konaté", "Ibrahima Konaté", Other),
            ("Ibrahim Konaté", "Ibrahima Konaté", Typing),
            ("Александр Головин", "Aleksandr Golovin", Same),
            ("Dayot Upamecano", "Dayotchanculle Upamecano", Nickname),
            ("Nico González", "Nicolás González", Nickname),
            ("Karim Okoye", "Ibrahim Okoye", Other),
            ("", "Pedro", Other),
            ("Diogo Jota", "Diogo Dalot", Other),
        ] {
            assert_eq!(likeness(one, other), alike, "{one} / {other}");
            assert_eq!(likeness(other, one), alike, "{other} / {one}");
        }
    }
}
