//! Names that hold `\u00f6` where they mean ö.

/// Decodes `\uXXXX` once more; everything else stays as it is.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("\\u") {
        out.push_str(before);
        let (units, after) = escapes(from);
        if units.is_empty() {
            out.push_str("\\u");
            rest = from;
            continue;
        }
        out.extend(
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)),
        );
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The code units of neighbouring escapes, the first `\u` already taken, and what follows them.
fn escapes(from: &str) -> (Vec<u16>, &str) {
    let mut units = Vec::new();
    let mut rest = Some(from);
    let mut after = from;
    while let Some((digits, behind)) = rest.and_then(|rest| rest.split_at_checked(4)) {
        let Ok(unit) = u16::from_str_radix(digits, 16) else {
            break;
        };
        // `from_str_radix` takes a sign.
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            break;
        }
        units.push(unit);
        after = behind;
        rest = behind.strip_prefix("\\u");
    }
    (units, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_decoded_once_more() {
        for (text, name) in [
            ("Konat\\u00e9", "Konaté"),
            ("K. Sig\\u00fe\\u00f3rsson", "K. Sigþórsson"),
            ("Konaté", "Konaté"),
            ("\\ud83d\\ude00", "😀"),
            ("\\ud83d!", "\u{fffd}!"),
            ("\\u00e", "\\u00e"),
            ("\\u+0e9", "\\u+0e9"),
            ("\\u00é9", "\\u00é9"),
            ("C:\\users\\\\u0041", "C:\\users\\A"),
            ("", ""),
        ] {
            assert_eq!(decoded(text), name, "{text}");
        }
    }
}
