//! What kind of file this is and of which version, told from its first bytes.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::decode::DecodeError;

/// The format version that this program writes.
pub const SCHEMA: u32 = 1;

/// The oldest format version whose programs may write our files.
pub const MIN_READER: u32 = 1;

/// The first member of every dossier.
pub(super) const FORMAT: &str = "backline";

const FIRST_MEMBER: &str = "\"format\":\"backline\"";

/// A head line longer than this is not ours.
const PEEK: usize = 64 * 1024;

/// The version members of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// The version that its writer wrote.
    pub schema: u32,
    /// The oldest version whose programs may write it.
    pub min_reader: u32,
    /// The writer.
    pub app: String,
}

impl Version {
    /// True if this program may save over the file.
    pub fn may_write(&self) -> bool {
        self.min_reader <= SCHEMA
    }
}

/// Reads the version before anything else of the file.
pub(super) fn peek(bytes: &[u8]) -> Result<Version, DecodeError> {
    refuse_wrappers(bytes)?;
    let start = &bytes[..bytes.len().min(PEEK)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.chars().next().map_or(0, char::len_utf8);
    // A flipped bit in the brace or in the word must not cost the whole file.
    let braced = text.starts_with('{') || text[first..].starts_with(FIRST_MEMBER);
    match member::<Cow<'_, str>>(text, "format") {
        Some(format) if format == FORMAT && braced => {}
        _ if braced && text.contains("\"doc\":") && text.contains("\"min_reader\":") => {}
        _ => return Err(DecodeError::NotADossier),
    }
    Ok(Version {
        schema: member(text, "schema").unwrap_or(SCHEMA),
        min_reader: member(text, "min_reader").unwrap_or(MIN_READER),
        app: member(text, "app").unwrap_or_default(),
    })
}

fn refuse_wrappers(bytes: &[u8]) -> Result<(), DecodeError> {
    const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
    const AGE: &[u8] = b"age-encryption.org/";
    const AGE_ARMOUR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if bytes.starts_with(ZSTD)
        || bytes.starts_with(&[0x1F, 0x8B])
        || bytes.starts_with(b"PK\x03\x04")
    {
        return Err(DecodeError::Compressed);
    }
    if bytes.starts_with(AGE) || bytes.starts_with(AGE_ARMOUR) {
        return Err(DecodeError::Encrypted);
    }
    let utf16 = matches!(
        bytes,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{', 0, ..] | [0, b'{', ..]
    );
    if utf16 {
        return Err(DecodeError::Utf16);
    }
    Ok(())
}

/// Reads one member by its name, wherever it stands and whatever follows it.
pub(super) fn member<T: DeserializeOwned>(text: &str, name: &str) -> Option<T> {
    let key = format!("\"{name}\"");
    let rest = &text[text.find(&key)? + key.len()..];
    let value = rest.trim_start().strip_prefix(':')?;
    serde_json::Deserializer::from_str(value)
        .into_iter::<T>()
        .next()?
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_any_layout_of_the_head() {
        for text in [
            r#"{"format":"backline","schema":3,"min_reader":2,"app":"backline 0.4.0","#,
            "\u{feff}{\n  \"format\" : \"backline\",\n  \"app\": \"backline 0.4.0\", \"min_reader\": 2, \"schema\": 3 }",
            r#"{"fXrmat":"backline","schema":3,"min_reader":2,"app":"backline 0.4.0","doc":"x","#,
        ] {
            let version = peek(text.as_bytes()).unwrap();
            assert_eq!((version.schema, version.min_reader), (3, 2), "{text}");
            assert_eq!(version.app, "backline 0.4.0");
            assert!(!version.may_write());
        }
    }
}
