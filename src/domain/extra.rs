//! Members that a newer version wrote and this one does not know.

use std::collections::BTreeMap;

/// Unknown members of a record. They are carried from load to save untouched.
pub type Extra = BTreeMap<String, serde_json::Value>;

/// An enum whose unknown values survive a load and save.
///
/// Each variant has its name in the file and its words on the screen. A value that only a newer
/// version knows becomes `Other` and is written back as it came.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $file:literal, $label:literal; )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$vmeta])* $variant, )+
            /// A value of a newer version, kept as it was written.
            Other(String),
        }

        impl $name {
            /// Every value this version knows, in the order of the screen.
            pub const ALL: &[Self] = &[ $( Self::$variant, )+ ];

            /// The name in the file.
            pub fn key(&self) -> &str {
                match self { $( Self::$variant => $file, )+ Self::Other(key) => key }
            }

            /// The words on the screen.
            pub fn label(&self) -> &str {
                match self { $( Self::$variant => $label, )+ Self::Other(key) => key }
            }

            /// Reads the name in the file; a name that is not known is kept.
            pub fn from_key(key: &str) -> Self {
                match key { $( $file => Self::$variant, )+ other => Self::Other(other.to_owned()) }
            }

            /// Reads what a person typed: the name in the file or the words, in any case.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                Self::ALL
                    .iter()
                    .find(|value| {
                        value.key().eq_ignore_ascii_case(text) || value.label().eq_ignore_ascii_case(text)
                    })
                    .cloned()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let key = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Ok(Self::from_key(&key))
            }
        }
    };
}
pub(crate) use open_enum;

/// True if a flag has its default, so that the file need not mention it.
pub(crate) fn is_false(flag: &bool) -> bool {
    !flag
}
