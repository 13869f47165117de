//! Which saved state of a dossier a file holds, and which states came before.

use crate::domain::id::RevisionId;

use super::version::{MIN_READER, SCHEMA};

/// One saved state of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// This state.
    pub id: RevisionId,
    /// The states that it came from, newest first, at most [`Revision::MAX_PARENTS`].
    pub parents: Vec<RevisionId>,
    /// The program and version that wrote it. Kept from load to save, so that a file that only
    /// passes through keeps its bytes.
    pub app: String,
    /// The version of the file format, at least ours.
    pub schema: u32,
    /// The oldest format version whose programs may write the file.
    pub min_reader: u32,
}

impl Revision {
    /// How many ancestors a file names: enough to find a common one with a copy mailed weeks ago.
    pub const MAX_PARENTS: usize = 64;

    /// The first state of a new dossier.
    pub fn first(id: RevisionId) -> Self {
        Self {
            id,
            parents: Vec::new(),
            app: this_app(),
            schema: SCHEMA,
            min_reader: MIN_READER,
        }
    }

    /// The state that follows this one.
    ///
    /// A newer program's `schema` stays: its members are still in the file, and its own next load
    /// must not take them for old ones.
    #[must_use]
    pub fn next(&self, id: RevisionId) -> Self {
        let ancestors = std::iter::once(self.id).chain(self.parents.iter().copied());
        Self {
            id,
            parents: ancestors.take(Self::MAX_PARENTS).collect(),
            app: this_app(),
            schema: self.schema.max(SCHEMA),
            min_reader: self.min_reader.max(MIN_READER),
        }
    }
}

fn this_app() -> String {
    format!("backline {}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> RevisionId {
        RevisionId(Uuid::from_u128(n))
    }

    #[test]
    fn a_revision_names_its_newest_ancestors_first_and_at_most_64() {
        let mut revision = Revision::first(id(0));
        for n in 1..=100 {
            revision = revision.next(id(n));
        }
        let expected: Vec<_> = (36..100).rev().map(id).collect();
        assert_eq!(revision.parents, expected);
    }

    #[test]
    fn a_newer_schema_survives_our_next_revision() {
        let newer = Revision {
            schema: 9,
            ..Revision::first(id(1))
        };
        assert_eq!(newer.next(id(2)).schema, 9);
    }
}
