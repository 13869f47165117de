//! What a person should know about a file that was opened.

use std::fmt;

use crate::domain::dossier::RecordRef;

/// Where in the file something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(usize),
    /// A record of its section, from 1, in a file that another program laid out anew.
    Record(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Record(nth) => write!(f, "record {nth}"),
        }
    }
}

/// What a person should know about a file that was opened. `Display` says it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadNotice {
    /// The file is sound, but its hash is another one or missing.
    #[error(
        "The file was changed outside Backline after it was last saved. Check what you rely on"
    )]
    EditedByHand,
    /// The file is not well formed and was read line by line.
    #[error("The file is damaged at line {line} ({why}) and was read line by line")]
    Damaged {
        /// The first bad line, from 1.
        line: usize,
        /// What the reader says.
        why: String,
    },
    /// The file ends before its end mark.
    #[error("The file is cut off after line {line}. What stood behind it is lost")]
    Truncated {
        /// The last line that is there.
        line: usize,
    },
    /// A record could not be read.
    #[error("{} could not be read and is left out ({why})", whereabouts(section, *place))]
    Lost {
        /// The section of the file, as it is named there.
        section: String,
        /// Where it stands.
        place: Place,
        /// Why.
        why: String,
    },
    /// What the dossier says as a whole could not be read.
    #[error("The {member} of the dossier could not be read. Enter it again in a copy")]
    LostHead {
        /// Which part.
        member: &'static str,
    },
    /// A line was no UTF-8 text.
    #[error("Line {line} is not UTF-8 text and was read as Latin-1. Some letters may be wrong")]
    Reencoded {
        /// The line, from 1.
        line: usize,
    },
    /// Two records have the same id.
    #[error("Two records of the kind {} have the same id. The later one is kept", id.word())]
    DuplicateId {
        /// Which.
        id: RecordRef,
        /// True if both say the same.
        same: bool,
    },
    /// A newer program wrote the file.
    #[error(
        "The file was written by a newer version ({app}). What this version does not know is kept"
    )]
    NewerSchema {
        /// The writer.
        app: String,
        /// Its format version.
        schema: u32,
    },
    /// Records of a kind that only a newer version knows.
    #[error("The section {section} ({}) is of a newer version. It is kept but not shown", count_of(*records, "record"))]
    UnknownKind {
        /// The section of the file.
        section: String,
        /// How many.
        records: usize,
    },
    /// More notices than anybody reads.
    #[error("And {} more", count_of(*count, "notice"))]
    More {
        /// How many.
        count: usize,
        /// True if one of them is a loss.
        loss: bool,
    },
}

fn whereabouts(section: &str, place: Place) -> String {
    if section.is_empty() {
        return format!("The {place}");
    }
    format!("A record of {section} at {place}")
}

fn count_of(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

impl LoadNotice {
    /// True if something that stood in the file is not in the dossier, or may be wrong there.
    pub fn is_loss(&self) -> bool {
        match self {
            Self::Truncated { .. }
            | Self::Lost { .. }
            | Self::LostHead { .. }
            | Self::Reencoded { .. } => true,
            Self::DuplicateId { same, .. } => !same,
            Self::More { loss, .. } => *loss,
            Self::EditedByHand
            | Self::Damaged { .. }
            | Self::NewerSchema { .. }
            | Self::UnknownKind { .. } => false,
        }
    }
}

/// Notices up to a limit.
#[derive(Clone, Debug)]
pub(super) struct Notices {
    kept: Vec<LoadNotice>,
    max: usize,
    more: usize,
    more_loss: bool,
}

impl Notices {
    pub fn new(max: usize) -> Self {
        Self {
            kept: Vec::new(),
            max,
            more: 0,
            more_loss: false,
        }
    }

    pub fn push(&mut self, notice: LoadNotice) {
        if self.kept.len() < self.max {
            self.kept.push(notice);
        } else {
            self.more += 1;
            self.more_loss |= notice.is_loss();
        }
    }

    /// True if something is lost or may be wrong.
    pub fn has_loss(&self) -> bool {
        self.more_loss || self.kept.iter().any(LoadNotice::is_loss)
    }

    /// True if the file as a whole is not sound.
    pub fn has_damage(&self) -> bool {
        let damage = |notice: &LoadNotice| matches!(notice, LoadNotice::Damaged { .. });
        self.has_loss() || self.kept.iter().any(damage)
    }

    pub fn finish(mut self) -> Vec<LoadNotice> {
        if self.more > 0 {
            self.kept.push(LoadNotice::More {
                count: self.more,
                loss: self.more_loss,
            });
        }
        self.kept
    }
}

/// What a JSON error says, without its place and short enough for a line.
pub(super) fn reason(err: &serde_json::Error) -> String {
    let text = err.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
