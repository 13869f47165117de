//! In which encoding text is written: a mark at its start, UTF-8 if every byte fits, else the guess
//! of the detector that browsers use, with words that show whether it is right.

use std::borrow::Cow;
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use super::Detected;
use crate::domain::figures::counted;
use crate::import::FileBytes;
use crate::import::error::ReadError;

/// Text with the encoding in which it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text; that of the file itself if it is UTF-8, with its mark.
    pub text: Arc<String>,
    /// The name of the encoding: "UTF-8", "windows-1252".
    pub encoding: Detected<&'static str>,
}

impl Decoded {
    fn of(text: Cow<'_, str>, encoding: Detected<&'static str>) -> Self {
        Self {
            text: Arc::new(text.into_owned()),
            encoding,
        }
    }
}

/// Reads bytes as text.
///
/// # Errors
/// [`ReadError::NoEncoding`] for a chosen encoding that nobody knows.
pub fn decode(bytes: &FileBytes, chosen: Option<&str>) -> Result<Decoded, ReadError> {
    let named = chosen.map(|label| {
        Encoding::for_label(label.as_bytes()).ok_or_else(|| ReadError::NoEncoding(label.to_owned()))
    });
    let named = named.transpose()?;
    if let FileBytes::Text(text) = bytes
        && named.is_none_or(|encoding| encoding == UTF_8)
        && (named.is_some() || wide(bytes).is_none())
    {
        return Ok(Decoded {
            text: Arc::clone(text),
            encoding: named.map_or_else(|| utf_8(text), |it| Detected::chosen(it.name())),
        });
    }
    if let Some(encoding) = named {
        let (text, encoding, _) = encoding.decode(bytes);
        return Ok(Decoded::of(text, Detected::chosen(encoding.name())));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, encoding, _) = encoding.decode(bytes);
        return Ok(Decoded::of(text, Detected::sure(encoding.name(), MARKED)));
    }
    if let Some(encoding) = wide(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let evidence = "Every second byte is zero, as in this encoding";
        return Ok(Decoded::of(text, Detected::sure(encoding.name(), evidence)));
    }
    Ok(guessed(bytes))
}

const MARKED: &str = "The file begins with the mark of this encoding";

fn utf_8(text: &str) -> Detected<&'static str> {
    let evidence = if text.starts_with('\u{feff}') {
        MARKED.to_owned()
    } else if text.is_ascii() {
        "Every letter is the same in all common encodings".to_owned()
    } else {
        // Each letter beyond ASCII has one byte that begins it.
        let letters = text.bytes().filter(|byte| *byte >= 0xc0).count();
        let letters = counted(letters, "letter");
        format!("Every byte fits, {letters} beyond the English alphabet among them")
    };
    Detected::sure(UTF_8.name(), evidence)
}

/// UTF-16 without its mark: text of Latin letters has a zero beside each of them.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4_096))?;
    let zeros = |odd: usize| {
        let at = head.iter().skip(odd).step_by(2);
        at.filter(|byte| **byte == 0).count()
    };
    let half = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if half > 1 && odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if half > 1 && even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn guessed(bytes: &[u8]) -> Decoded {
    let bad = std::str::from_utf8(bytes).map_or_else(|err| err.valid_up_to(), str::len);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, Utf8Detection::Deny);
    let (mut text, _) = encoding.decode_without_bom_handling(bytes);
    if encoding == WINDOWS_1250 {
        let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        if is_western(&western, &text) {
            (encoding, text) = (WINDOWS_1252, western);
        }
    }
    let line = 1 + memchr::memchr_iter(b'\n', bytes.get(..bad).unwrap_or_default()).count();
    let words = sample_words(&text);
    let shown = if words.is_empty() {
        String::new()
    } else {
        format!(". It gives {}", words.join(", "))
    };
    let mixed = match utf_8_letters(bytes) {
        0 => String::new(),
        letters => format!(
            ". {} in UTF-8 all the same, as in files that were joined",
            match letters {
                1 => "1 letter is".to_owned(),
                many => format!("{many} letters are"),
            }
        ),
    };
    let evidence =
        format!("Row {line} is no UTF-8; this is the likeliest other encoding{shown}{mixed}");
    Decoded::of(text, Detected::doubtful(encoding.name(), evidence))
}

/// True if two readings differ only where Spanish and Portuguese have their letters, or a sum its
/// pound, and the languages of the east have none: the detector takes a few names such as Acuña and
/// Guimarães for Acuńa and Guimarăes, and £60K for Ł60K.
fn is_western(western: &str, eastern: &str) -> bool {
    let mut pairs = western.chars().zip(eastern.chars()).peekable();
    while let Some((west, east)) = pairs.next() {
        let next = pairs.peek().map(|(next, _)| next.to_ascii_lowercase());
        let fits = match west.to_lowercase().next() {
            Some('ñ') => next.is_some_and(|next| "aeiouáéíóúü".contains(next)),
            Some('ã') => matches!(next, Some('o' | 'e')),
            Some('£') => next.is_some_and(|next| next.is_ascii_digit() || next == ' '),
            _ => false,
        };
        if west != east && !fits {
            return false;
        }
    }
    true
}

/// Letters beyond ASCII that are written in UTF-8 in bytes that as a whole are not.
fn utf_8_letters(bytes: &[u8]) -> usize {
    let letters = |piece: std::str::Utf8Chunk<'_>| {
        let strange = piece.valid().chars().filter(|c| !c.is_ascii());
        strange.count()
    };
    bytes.utf8_chunks().map(letters).sum()
}

/// A few words that hold letters beyond ASCII, for the eye to judge.
fn sample_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split([',', ';', '\t', '|', '\n', '\r', '"']) {
        let word = word.trim();
        let strange = !word.is_ascii();
        let word: String = word.chars().take(30).collect();
        if strange && !words.contains(&word) {
            words.push(word);
        }
        if words.len() == 3 {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: &str, sure: bool, text: &str) {
        let decoded = decode(&bytes.to_vec().into(), None).unwrap();
        assert_eq!(*decoded.text, text, "{}", decoded.encoding.evidence);
        let found = (decoded.encoding.value, decoded.encoding.sure);
        assert_eq!(found, (encoding, sure));
    }

    #[test]
    fn marks_utf_8_and_old_encodings_are_told_apart() {
        check("Konaté".as_bytes(), "UTF-8", true, "Konaté");
        check("\u{feff}Konaté".as_bytes(), "UTF-8", true, "\u{feff}Konaté");
        let wide: Vec<u8> = "Name;Konaté"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, "UTF-16LE", true, "Name;Konaté");
        let latin = b"Name,Club\nIbrahima Konat\xe9,Liverpool\nAym\xe9ric,Bor\xfassia\n";
        let text = "Name,Club\nIbrahima Konaté,Liverpool\nAyméric,Borússia\n";
        check(latin, "windows-1252", false, text);
        let evidence = decode(&latin.to_vec().into(), None)
            .unwrap()
            .encoding
            .evidence;
        assert!(evidence.contains("Row 2") && evidence.contains("Ibrahima Konaté"));
    }

    #[test]
    fn a_few_spanish_names_are_not_taken_for_polish_ones() {
        for (western, eastern, is_so) in [
            ("Acuña, Guimarães, Núñez", "Acuńa, Guimarăes, Núńez", true),
            ("£60K - £ 600K", "Ł60K - Ł 600K", true),
            ("Kamiñski", "Kamiński", false),
            ("Souèek", "Souček", false),
            ("Konaté", "Konaté", true),
        ] {
            assert_eq!(is_western(western, eastern), is_so, "{western}");
        }
    }

    #[test]
    fn a_file_that_mixes_encodings_is_told() {
        let evidence = |bytes: &[u8]| {
            decode(&bytes.to_vec().into(), None)
                .unwrap()
                .encoding
                .evidence
        };
        let joined = evidence(b"Gr\xc3\xb6\xc3\x9fe\nKonat\xe9\n");
        assert!(joined.contains("2 letters are in UTF-8"), "{joined}");
        assert!(!evidence(b"Gr\xf6\xdfe\nKonat\xe9\n").contains("all the same"));
    }

    #[test]
    fn a_chosen_encoding_overrules_the_guess() {
        let decoded = decode(&b"Pa\xb9ka".to_vec().into(), Some("iso-8859-2")).unwrap();
        assert_eq!(*decoded.text, "Paška");
        assert!(decode(&b"x".to_vec().into(), Some("klingon")).is_err());
    }
}
