//! One open dossier: its states, its file, and what is known of that file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::compared::{CompareRequest, Compared, ComparedKey};
use super::derived::{Arranged, Derived};
use super::history::History;
use super::imports::Import;
use super::simulation::Simulation;
use super::unsaved::Kept;
use crate::domain::dossier::Dossier;
use crate::domain::money::Currency;
use crate::domain::roster::Arrangement;
use crate::store::{FileStamp, LoadNotice, OriginFile, Revision};

/// Names an open dossier as long as the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentKey(pub u64);

/// One open dossier.
#[derive(Debug)]
pub struct Document {
    /// Names it.
    pub key: DocumentKey,
    /// Its states.
    pub history: History,
    /// Its file; `None` until it is saved for the first time.
    pub path: Option<PathBuf>,
    /// The name that a first save proposes.
    pub proposed_name: String,
    /// Why it cannot be saved to its own file, if so.
    pub read_only: Option<String>,
    /// What was found wrong with the file.
    pub load_notices: Vec<LoadNotice>,
    /// True once somebody else has changed the file.
    pub changed_on_disk: bool,
    /// The last simulation of each negotiation.
    pub simulations: Vec<Simulation>,
    /// A date that is looked at without being kept.
    pub looking_at: Option<NaiveDate>,
    /// A currency in which sums are looked at without being kept.
    pub looking_in: Option<Currency>,
    /// The present state in that currency, with the serial of the state.
    pub(super) seen: Option<(u64, Arc<Dossier>)>,
    /// What follows from the present state; may lag behind it for a moment in a large dossier.
    pub derived: Arc<Derived>,
    /// The order of the player table.
    pub arranged: Arc<Arranged>,
    /// What is being taken in from other people's files.
    pub import: Import,
    /// The comparison that is looked at.
    pub compared: Arc<Compared>,
    pub(super) wanted_comparison: Option<CompareRequest>,
    pub(super) comparing: Option<ComparedKey>,
    pub(super) weighing: Option<ComparedKey>,
    pub(super) wanted_arrangement: Arrangement,
    pub(super) deriving: Option<(u64, NaiveDate, Currency)>,
    pub(super) arranging: Option<super::derived::ArrangementKey>,
    pub(super) arranging_job: Option<u64>,
    pub(super) revision: Revision,
    pub(super) stamp: Option<FileStamp>,
    /// What its file holds, as far as the disk has confirmed it.
    pub(super) saved: Option<(OriginFile, Arc<Dossier>)>,
    /// What of it is kept in case the program is stopped.
    pub(super) kept: Kept,
    pub(super) looking: bool,
    pub(super) saved_serial: Option<u64>,
    pub(super) saving: bool,
    /// Where it is saved once the present save has ended.
    pub(super) save_next: Option<PathBuf>,
}

impl Document {
    pub(super) fn new(
        key: DocumentKey,
        dossier: Dossier,
        revision: Revision,
        proposed_name: &str,
    ) -> Self {
        let on = dossier.head.decision_date;
        Self {
            key,
            history: History::new(dossier),
            simulations: Vec::new(),
            looking_at: None,
            looking_in: None,
            seen: None,
            derived: Arc::new(Derived::nothing(on)),
            arranged: Arc::default(),
            import: Import::default(),
            compared: Arc::default(),
            wanted_comparison: None,
            comparing: None,
            weighing: None,
            wanted_arrangement: Arrangement::default(),
            deriving: None,
            arranging: None,
            arranging_job: None,
            path: None,
            proposed_name: proposed_name.to_owned(),
            read_only: None,
            load_notices: Vec::new(),
            changed_on_disk: false,
            revision,
            stamp: None,
            saved: None,
            kept: Kept::default(),
            looking: false,
            saved_serial: Some(0),
            saving: false,
            save_next: None,
        }
    }

    /// The present state.
    pub fn dossier(&self) -> &Arc<Dossier> {
        self.history.present()
    }

    /// Which state of the file is open: `3f2a9c1e`, or `3f2a9c1e with unsaved changes`.
    pub fn revision_words(&self) -> String {
        let id = self.revision.id.to_string();
        let short = id.split('-').next().unwrap_or_default();
        match self.unsaved() {
            true => format!("{short} with unsaved changes"),
            false => short.to_owned(),
        }
    }

    /// The present state as it is looked at: in another currency, where one was chosen.
    pub fn seen(&self) -> &Arc<Dossier> {
        self.seen
            .as_ref()
            .map_or_else(|| self.dossier(), |(_, seen)| seen)
    }

    /// Brings the state that is looked at up to date.
    pub(super) fn look(&mut self) {
        let own = self.dossier().head.currency;
        let Some(currency) = self.looking_in.filter(|wanted| *wanted != own) else {
            self.seen = None;
            return;
        };
        let serial = self.history.serial();
        let is_same =
            |(of, seen): &(u64, Arc<Dossier>)| *of == serial && seen.head.currency == currency;
        if !self.seen.as_ref().is_some_and(is_same) {
            let mut seen = Dossier::clone(self.dossier());
            Arc::make_mut(&mut seen.head).currency = currency;
            self.seen = Some((serial, Arc::new(seen)));
        }
    }

    /// True if the present state is not the one that was last read or written.
    pub fn unsaved(&self) -> bool {
        self.saved_serial != Some(self.history.serial())
    }

    /// Notes that its file holds this state.
    pub(super) fn note_saved(&mut self, dossier: Arc<Dossier>) {
        self.saved = match (&self.path, &self.stamp) {
            (Some(path), Some(stamp)) => {
                Some((OriginFile::new(path, &self.revision, stamp), dossier))
            }
            _ => None,
        };
        self.kept.rebase();
    }

    /// The date at which everything is computed.
    pub fn on(&self) -> NaiveDate {
        self.looking_at.unwrap_or(self.dossier().head.decision_date)
    }

    /// How many edits the file lacks; `None` if that cannot be counted, as after an undo.
    pub fn unsaved_steps(&self) -> Option<usize> {
        self.history.steps_since(self.saved_serial?)
    }

    /// The name in the title bar.
    pub fn name(&self) -> &str {
        let of_file = self
            .path
            .as_deref()
            .and_then(Path::file_name)
            .and_then(std::ffi::OsStr::to_str);
        of_file.unwrap_or(&self.proposed_name)
    }

    /// True while it is being written.
    pub fn saving(&self) -> bool {
        self.saving
    }
}
