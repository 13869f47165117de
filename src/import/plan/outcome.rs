//! What an import would do, row by row.

use crate::domain::edit::Edit;
use crate::import::identity::Candidate;
use crate::import::rows::RefusedCell;

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The dossier says that already.
    Unchanged,
    /// It adds to what the dossier says.
    Changed,
    /// It brings a player, an injury, a transfer, a value or a season that was not there.
    New,
    /// It disagrees with what another source said; both are kept.
    Conflicting,
    /// He is not in the dossier, or none of ours.
    LeftOut,
    /// A person must say first who he is.
    Doubtful,
    /// Nothing can be taken from it.
    Refused,
}

impl Outcome {
    /// Every outcome, as a summary lists them.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Changed,
        Self::Conflicting,
        Self::Unchanged,
        Self::Doubtful,
        Self::LeftOut,
        Self::Refused,
    ];

    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Conflicting => "conflicting",
            Self::Unchanged => "unchanged",
            Self::Doubtful => "doubtful",
            Self::LeftOut => "left out",
            Self::Refused => "refused",
        }
    }
}

/// One row and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOutcome {
    /// The number of the row in the file.
    pub row: u32,
    /// Whose row it is.
    pub who: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, or what it says, in words; empty if there is nothing to say.
    pub text: String,
}

/// A man of the table of whom it is not sure who he is.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// The key for [`Choices::people`](crate::import::choices::Choices::people).
    pub key: String,
    /// How the table shows him.
    pub shown: String,
    /// His rows in the file.
    pub rows: Vec<u32>,
    /// Who he may be, the likeliest first, each with its reasons.
    pub candidates: Vec<Candidate>,
    /// What is odd about his rows.
    pub notes: Vec<String>,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// One for each row of the table, in its order.
    pub rows: Vec<RowOutcome>,
    /// Cells that cannot be read, with the number of their row.
    pub cells: Vec<(u32, RefusedCell)>,
    /// What a person should know, with the number of the row.
    pub notes: Vec<(u32, String)>,
    /// What a person should know of the table as a whole.
    pub remarks: Vec<String>,
    /// Whom a person must decide on.
    pub doubts: Vec<Doubt>,
    /// Players who would be added.
    pub new_players: usize,
    /// Players who would be changed.
    pub changed_players: usize,
    /// The one step; `None` if nothing is to change.
    pub edit: Option<Edit>,
}

impl Plan {
    /// How many rows have an outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.rows
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    }

    /// `12 new, 3 changed, 2 refused`.
    pub fn summary(&self) -> String {
        let counts = Outcome::ALL.iter().filter_map(|outcome| {
            let count = self.count(*outcome);
            (count > 0).then(|| format!("{count} {}", outcome.label()))
        });
        let counts: Vec<String> = counts.collect();
        if counts.is_empty() {
            "no rows".to_owned()
        } else {
            counts.join(", ")
        }
    }
}

/// What one row did, gathered from its parts: the gravest outcome and the words.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) outcome: Outcome,
    pub(super) words: Vec<String>,
}

impl Default for Said {
    fn default() -> Self {
        Self {
            outcome: Outcome::Unchanged,
            words: Vec::new(),
        }
    }
}

impl Said {
    pub(super) fn say(&mut self, outcome: Outcome, words: String) {
        self.outcome = self.outcome.max(outcome);
        if !words.is_empty() {
            self.words.push(words);
        }
    }
}
