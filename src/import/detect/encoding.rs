//! In which encoding text is written: a mark at its start, UTF-8 if every byte fits, else the guess
//! of the detector that browsers use, with words that show whether it is right.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use super::Detected;
use crate::domain::figures::counted;
use crate::import::error::ReadError;

/// Text with the encoding in which it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded<'a> {
    /// The text; borrowed if it was UTF-8.
    pub text: Cow<'a, str>,
    /// The name of the encoding: "UTF-8", "windows-1252".
    pub encoding: Detected<&'static str>,
}

/// Reads bytes as text.
///
/// # Errors
/// [`ReadError::NoEncoding`] for a chosen encoding that nobody knows.
pub fn decode<'a>(bytes: &'a [u8], chosen: Option<&str>) -> Result<Decoded<'a>, ReadError> {
    if let Some(label) = chosen {
        let encoding = Encoding::for_label(label.as_bytes())
            .ok_or_else(|| ReadError::NoEncoding(label.to_owned()))?;
        let (text, encoding, _) = encoding.decode(bytes);
        let encoding = Detected::chosen(encoding.name());
        return Ok(Decoded { text, encoding });
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, encoding, _) = encoding.decode(bytes);
        let evidence = "The file begins with the mark of this encoding";
        let encoding = Detected::sure(encoding.name(), evidence);
        return Ok(Decoded { text, encoding });
    }
    if let Some(encoding) = wide(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let evidence = "Every second byte is zero, as in this encoding";
        let encoding = Detected::sure(encoding.name(), evidence);
        return Ok(Decoded { text, encoding });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            // Each letter beyond ASCII has one byte that begins it; bytes are counted far faster.
            let letters = text.bytes().filter(|byte| *byte >= 0xc0).count();
            let evidence = if letters == 0 {
                "Every letter is the same in all common encodings".to_owned()
            } else {
                let letters = counted(letters, "letter");
                format!("Every byte fits, {letters} beyond the English alphabet among them")
            };
            Ok(Decoded {
                text: Cow::Borrowed(text),
                encoding: Detected::sure(UTF_8.name(), evidence),
            })
        }
        Err(err) => Ok(guessed(bytes, err.valid_up_to())),
    }
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

fn guessed(bytes: &[u8], bad: usize) -> Decoded<'_> {
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
    Decoded {
        text,
        encoding: Detected::doubtful(encoding.name(), evidence),
    }
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
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.text, text, "{}", decoded.encoding.evidence);
        let found = (decoded.encoding.value, decoded.encoding.sure);
        assert_eq!(found, (encoding, sure));
    }

    #[test]
    fn marks_utf_8_and_old_encodings_are_told_apart() {
        check("Konaté".as_bytes(), "UTF-8", true, "Konaté");
        check("\u{feff}Konaté".as_bytes(), "UTF-8", true, "Konaté");
        let wide: Vec<u8> = "Name;Konaté"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, "UTF-16LE", true, "Name;Konaté");
        let latin = b"Name,Club\nIbrahima Konat\xe9,Liverpool\nAym\xe9ric,Bor\xfassia\n";
        let text = "Name,Club\nIbrahima Konaté,Liverpool\nAyméric,Borússia\n";
        check(latin, "windows-1252", false, text);
        let evidence = decode(latin, None).unwrap().encoding.evidence;
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
        let evidence = |bytes: &[u8]| decode(bytes, None).unwrap().encoding.evidence;
        let joined = evidence(b"Gr\xc3\xb6\xc3\x9fe\nKonat\xe9\n");
        assert!(joined.contains("2 letters are in UTF-8"), "{joined}");
        assert!(!evidence(b"Gr\xf6\xdfe\nKonat\xe9\n").contains("all the same"));
    }

    #[test]
    fn a_chosen_encoding_overrules_the_guess() {
        let decoded = decode(b"Pa\xb9ka", Some("iso-8859-2")).unwrap();
        assert_eq!(decoded.text, "Paška");
        assert!(decode(b"x", Some("klingon")).is_err());
    }
}
