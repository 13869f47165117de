//! Writing the journals: when, by whom, and until when.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use chrono::{DateTime, Utc};

use crate::domain::dossier::Dossier;
use crate::editor::Editor;
use crate::editor::command::Command;
use crate::editor::document::{Document, DocumentKey};
use crate::editor::files::offers;
use crate::editor::jobs::Outcome;
use crate::editor::notices::NoticeWeight;
use crate::store::{Journal, Journals, Origin};

/// How long a change waits for the next ones, in seconds.
const PAUSE: f64 = 1.0;
/// How long a journal that could not be written is left alone, in seconds.
const AFTER_FAILURE: f64 = 30.0;

/// How far the changes of one dossier are kept.
#[derive(Debug, Default)]
pub(in crate::editor) struct Kept {
    slot: Arc<Slot>,
    /// The state that the journal holds or is about to hold.
    serial: Option<u64>,
    /// Which state of the file the journal starts from; each save begins the next one.
    base: u64,
    /// Since when something is not kept, in the seconds of the clock.
    since: Option<f64>,
    writing: bool,
    /// True if there may be a journal.
    begun: bool,
}

/// The journal of one dossier, shared with the worker that writes it.
#[derive(Debug, Default)]
struct Slot {
    /// Set when nothing in it is wanted any more.
    over: AtomicBool,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    journal: Option<Journal>,
    base: u64,
    /// To be removed once the present journal holds what they hold.
    outdated: Vec<Journal>,
}

impl Held {
    fn remove(&mut self) {
        let all = self
            .journal
            .take()
            .into_iter()
            .chain(self.outdated.drain(..));
        all.for_each(Journal::remove);
    }
}

impl Slot {
    fn lock(&self) -> MutexGuard<'_, Held> {
        // What a worker left that panicked is as good as after a failed write.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
        match self.held.try_lock() {
            Ok(mut held) => held.remove(),
            Err(TryLockError::Poisoned(err)) => err.into_inner().remove(),
            // The worker that writes it looks at `over` when it has let go.
            Err(TryLockError::WouldBlock) => {}
        }
    }
}

impl Kept {
    /// Goes on with a journal that holds this state.
    pub(super) fn going_on(journal: Journal, serial: u64) -> Self {
        let kept = Self {
            serial: Some(serial),
            begun: true,
            ..Self::default()
        };
        kept.slot.lock().journal = Some(journal);
        kept
    }

    /// Begins a journal in place of another, which goes as soon as the new one is written.
    pub(super) fn in_place_of(journal: Journal) -> Self {
        let kept = Self {
            begun: true,
            ..Self::default()
        };
        kept.slot.lock().outdated.push(journal);
        kept
    }

    /// Forgets what was kept: it is saved or given up.
    pub(in crate::editor) fn end(&mut self) {
        if self.begun {
            self.slot.end();
            *self = Self::default();
        }
        self.since = None;
    }

    /// As [`Self::end`], for a program that ends: waits for a worker that is writing.
    pub(in crate::editor) fn end_at_once(&mut self) {
        self.slot.over.store(true, Ordering::SeqCst);
        self.slot.lock().remove();
    }

    /// The file holds another state now; what it lacks belongs into a new journal.
    pub(in crate::editor) fn rebase(&mut self) {
        self.base += 1;
        self.serial = None;
    }
}

/// What a worker needs to bring a journal up to date.
struct Entry {
    slot: Arc<Slot>,
    base: u64,
    origin: Origin,
    saved: Option<Arc<Dossier>>,
    present: Arc<Dossier>,
    at: DateTime<Utc>,
}

impl Entry {
    fn write(&self, journals: &Journals) -> io::Result<()> {
        let written = self.write_in(&mut self.slot.lock(), journals);
        if self.slot.over.load(Ordering::SeqCst) {
            self.slot.lock().remove();
        }
        written
    }

    fn write_in(&self, held: &mut Held, journals: &Journals) -> io::Result<()> {
        if self.slot.over.load(Ordering::SeqCst) {
            return Ok(());
        }
        if held.base != self.base {
            held.base = self.base;
            held.outdated.extend(held.journal.take());
        }
        let journal = match &mut held.journal {
            Some(journal) => journal,
            none => none.insert(journals.begin(&self.origin, self.saved.clone())?),
        };
        journal.append(&self.present, self.at)?;
        held.outdated.drain(..).for_each(Journal::remove);
        Ok(())
    }
}

impl Editor {
    /// Hands what is due to the journals. Gives the seconds until there is more to do.
    pub fn keep_up(&mut self) -> Option<f64> {
        self.keep_all(PAUSE)
    }

    /// Hands every change to the journals now.
    pub fn keep_now(&mut self) {
        self.keep_all(0.0);
    }

    fn keep_all(&mut self, pause: f64) -> Option<f64> {
        let keys: Vec<DocumentKey> = self.documents.iter().map(|document| document.key).collect();
        let waits = keys.into_iter().filter_map(|key| self.keep(key, pause));
        waits.reduce(f64::min)
    }

    /// Keeps the changes of one dossier if they have waited so long; else gives the seconds that
    /// are left.
    pub(in crate::editor) fn keep(&mut self, key: DocumentKey, pause: f64) -> Option<f64> {
        let journals = self.journals.clone()?;
        let (now, at) = (self.clock.seconds(), self.clock.now());
        let document = self.document_mut(key)?;
        let serial = document.history.serial();
        if !document.unsaved() {
            document.kept.end();
            return None;
        }
        if document.kept.writing || document.kept.serial == Some(serial) {
            return None;
        }
        let since = *document.kept.since.get_or_insert(now);
        let left = since + pause - now;
        if left > 0.0 {
            return Some(left);
        }
        let entry = document.entry(at);
        let slot = entry.slot.clone();
        let kept = &mut document.kept;
        (kept.serial, kept.since) = (Some(serial), None);
        (kept.writing, kept.begun) = (true, true);
        self.jobs.start("", now, false, move |_| {
            let written = entry.write(&journals);
            Outcome::new(move |editor| editor.finish_keeping(key, &slot, written))
        });
        None
    }

    fn finish_keeping(&mut self, key: DocumentKey, slot: &Arc<Slot>, written: io::Result<()>) {
        let later = self.clock.seconds() + AFTER_FAILURE;
        let Some(document) = self.document_mut(key) else {
            return;
        };
        let kept = &mut document.kept;
        if !Arc::ptr_eq(&kept.slot, slot) {
            return;
        }
        kept.writing = false;
        let Err(err) = written else {
            return;
        };
        (kept.serial, kept.since) = (None, Some(later));
        tracing::warn!("unsaved changes could not be kept: {err}");
        if !self.keeping_failed {
            self.keeping_failed = true;
            let detail = format!("{err}. If the program is stopped, what is not saved is lost.");
            let actions = offers(key, [("Save", Command::Save)]);
            let title = "Unsaved changes are not kept";
            self.notices
                .show(NoticeWeight::Warning, title, detail, actions);
        }
    }
}

impl Document {
    fn entry(&self, at: DateTime<Utc>) -> Entry {
        let (file, saved) = self.saved.clone().unzip();
        Entry {
            slot: self.kept.slot.clone(),
            base: self.kept.base,
            saved,
            origin: Origin {
                doc: self.dossier().id,
                name: self.name().to_owned(),
                file,
            },
            present: self.dossier().clone(),
            at,
        }
    }
}
