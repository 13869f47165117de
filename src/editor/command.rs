//! Everything that a person can ask the program to do with dossiers.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::compared::CompareRequest;
use super::document::DocumentKey;
use super::imports::ImportCommand;
use crate::domain::deal::wait::BuyerCase;
use crate::domain::edit::Edit;
use crate::domain::id::NegotiationId;
use crate::domain::money::Currency;
use crate::domain::roster::Arrangement;
use crate::domain::stats::StatTable;
use crate::store::TableOrigin;

/// A wish, carried out by [`Editor::apply`](super::Editor::apply) after the frame was drawn.
#[allow(
    clippy::large_enum_variant,
    reason = "a handful exist at a time; a box would only add noise"
)]
#[derive(Clone, Debug)]
pub enum Command {
    /// Changes the dossier.
    Edit(Edit),
    /// Takes the last edit back.
    Undo,
    /// Does the last undone edit again.
    Redo,
    /// Computes everything at another date, without touching the dossier; `None` for its own.
    LookAt(Option<NaiveDate>),
    /// Show sums in another currency without keeping it; `None` goes back to the dossier's own.
    LookIn(Option<Currency>),
    /// Puts the player table in this order.
    Arrange(Arrangement),
    /// Goes on with taking in somebody else's files.
    Import(ImportCommand),
    /// Works this comparison out, and keeps it up to date.
    Compare(CompareRequest),
    /// Begins an empty dossier.
    New,
    /// Reads a file.
    Open(PathBuf),
    /// Asks for a file and reads it.
    ChooseOpen,
    /// Opens a copy of a sample.
    OpenSample(Sample),
    /// Writes the dossier to its file, or asks where.
    Save,
    /// Asks where and writes the dossier there.
    ChooseSaveAs,
    /// Writes the dossier to another file, which is its file from then on.
    SaveAs {
        /// Where.
        path: PathBuf,
        /// True if a file that is already there may be replaced.
        replace: bool,
    },
    /// Reads the file again; edits since the last save can be had back by undo.
    Reload,
    /// Opens what is on the disk beside what is in the window.
    OpenTheirs,
    /// Looks whether somebody else has changed the files that are open.
    LookAtFile,
    /// Goes back to what the file holds; closes a dossier that is in none.
    DiscardUnsaved,
    /// Opens the changes of a journal beside the file that lacks them.
    OpenUnsaved(PathBuf),
    /// Gives up the changes of a journal.
    ForgetUnsaved(PathBuf),
    /// Paints a chart, given as SVG, for the clipboard; see [`Editor::take_picture`](super::Editor::take_picture).
    CopyPicture(Arc<str>),
    /// Asks for a file and writes a chart to it.
    ChoosePicture(ChartPicture),
    /// Writes the chart that waits for a path to this file.
    SavePicture {
        /// Where; the ending says whether as PNG or as SVG.
        path: PathBuf,
        /// True if a file that is already there may be replaced.
        replace: bool,
    },
    /// Simulates waiting, with these beliefs of the buyer.
    Simulate(NegotiationId, Box<BuyerCase>),
    /// Shows another open dossier.
    Switch(DocumentKey),
    /// Shows a dossier, if it is still open, and does this with it: what a notice offers must not
    /// fall on the dossier that happens to be shown.
    With(DocumentKey, Box<Command>),
    /// Closes the dossier that is shown, asking once if it has unsaved changes.
    Close,
    /// Closes what was asked to close, without saving.
    CloseUnsaved,
    /// Saves what is unsaved, then closes what was asked to close.
    SaveAndClose,
    /// Ends the program, asking once for every dossier with unsaved changes.
    Quit,
    /// Goes on with the work instead of closing.
    CancelClose,
    /// Gives no path.
    CancelChoice,
    /// Takes a message away.
    Dismiss(u64),
    /// Stops a job.
    Cancel(u64),
    /// Says who edits, for the change history.
    SetAuthor(String),
    /// Says which files were used lately, the latest first.
    SetRecent(Vec<PathBuf>),
    /// Takes a stat table that was just read, and caches it with what is known of its files.
    KeepTable(Arc<StatTable>, Box<TableOrigin>),
    /// Looks again for a stat table that was missing.
    FindTable(String),
    /// Says that something was done.
    Tell(String),
}

/// A chart that leaves the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPicture {
    /// The name that its file is offered: "radar.png".
    pub file_name: String,
    /// What it looks like.
    pub svg: Arc<str>,
}

/// A sample that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// July 2025: Konaté now, or free in 2026.
    Konate2025,
    /// July 2026: how it ended.
    Hindsight2026,
    /// July 2025 with assumed beliefs and packages.
    Worked2025,
}

impl Sample {
    /// All, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Konate2025, Self::Worked2025, Self::Hindsight2026];

    /// The words in the menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::Konate2025 => "Konaté, July 2025",
            Self::Hindsight2026 => "The same case, July 2026",
            Self::Worked2025 => "The deal worked through, all beliefs assumed",
        }
    }

    /// The name under which a copy is saved.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Konate2025 => "konate-2025.backline",
            Self::Hindsight2026 => "hindsight-2026.backline",
            Self::Worked2025 => "konate-2025-worked.backline",
        }
    }

    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Konate2025 => include_bytes!("../../sample_data/konate-2025.backline"),
            Self::Hindsight2026 => include_bytes!("../../sample_data/hindsight-2026.backline"),
            Self::Worked2025 => include_bytes!("../../sample_data/konate-2025-worked.backline"),
        }
    }
}

/// What was asked for in one frame, first in, first out.
#[derive(Debug, Default)]
pub struct Commands(Vec<Command>);

impl Commands {
    /// Asks for something.
    pub fn push(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for an edit.
    pub fn edit(&mut self, edit: Edit) {
        self.push(Command::Edit(edit));
    }

    /// Asks for each of these.
    pub fn extend(&mut self, commands: impl IntoIterator<Item = Command>) {
        self.0.extend(commands);
    }

    /// Takes everything out.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}
