//! The bytes of a file, held once for all who read them.

use std::ops::Deref;
use std::sync::Arc;

/// The bytes of a file. Whether they are UTF-8 is found out once, when they come: text is then shared
/// with the table that is made of it, however often it is read under other choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileBytes {
    /// UTF-8.
    Text(Arc<String>),
    /// Anything else.
    Other(Arc<Vec<u8>>),
}

impl From<Vec<u8>> for FileBytes {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(Arc::new(text)),
            Err(err) => Self::Other(Arc::new(err.into_bytes())),
        }
    }
}

impl From<&[u8]> for FileBytes {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<String> for FileBytes {
    fn from(text: String) -> Self {
        Self::Text(Arc::new(text))
    }
}

impl Deref for FileBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Other(bytes) => bytes,
        }
    }
}
