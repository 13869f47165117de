//! What is typed outlives the program: the changes that no file has are kept in a journal, and are
//! back at the next start.
//!
//! A journal is written on a worker, at most a second after a change, when the window loses the
//! focus and before the program asks whether to save. It goes once its changes are saved or given up.

mod kept;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub(super) use self::kept::Kept;
use super::Editor;
use super::command::Command;
use super::document::DocumentKey;
use super::files::{file_name, offers};
use super::jobs::Outcome;
use super::notices::NoticeWeight;
use crate::domain::date::day_text;
use crate::domain::dossier::Dossier;
use crate::domain::id::ChangeId;
use crate::store::{self, FileStamp, Fit, Journal, Journals, Origin, Unsaved};

/// A dossier with changes that were left unsaved.
pub(super) struct Restored {
    dossier: Arc<Dossier>,
    journal: Journal,
    words: Words,
    cut: bool,
}

/// How many changes there are, and from when.
#[derive(Clone, Copy)]
struct Words {
    changes: usize,
    at: DateTime<Utc>,
}

impl Words {
    fn of(unsaved: &Unsaved, base: Option<&Dossier>, changed: &Dossier) -> Self {
        let new = |id: &ChangeId| base.is_none_or(|base| !base.changes.contains_key(id));
        Self {
            changes: changed.changes.keys().filter(|id| new(id)).count(),
            at: unsaved.at,
        }
    }
}

/// What a worker found beside a file that it read.
pub(super) enum Beside {
    /// Changes to this file.
    Restored(Box<Restored>),
    /// Changes to what the file was before.
    Changed(LeftOver),
}

/// Changes that wait for a decision, in a journal.
pub(super) struct LeftOver {
    journal: PathBuf,
    words: Words,
}

/// Looks for changes to a file that was just read.
pub(super) fn beside(
    journals: &Journals,
    path: &Path,
    dossier: &Dossier,
    stamp: &FileStamp,
) -> Option<Beside> {
    let (unsaved, fit) = journals.of_file(path, dossier, stamp)?;
    let changed = unsaved.onto(dossier);
    let words = Words::of(&unsaved, Some(dossier), &changed);
    match fit {
        Fit::Same => restored(unsaved, changed, words).map(Beside::Restored),
        Fit::Changed => Some(Beside::Changed(LeftOver {
            journal: unsaved.into_journal().path().to_owned(),
            words,
        })),
    }
}

fn restored(unsaved: Unsaved, dossier: Dossier, words: Words) -> Option<Box<Restored>> {
    let (dossier, cut) = (Arc::new(dossier), unsaved.cut);
    match unsaved.go_on(dossier.clone()) {
        Ok(journal) => Some(Box::new(Restored {
            dossier,
            journal,
            words,
            cut,
        })),
        Err(err) => {
            tracing::warn!("a journal could not be gone on with: {err}");
            None
        }
    }
}

/// What a start finds that the last one left.
enum LeftBehind {
    /// A file whose changes are found when it is opened.
    File(PathBuf),
    /// Changes to a file that is gone.
    Gone(String, LeftOver),
    /// A dossier that was in no file.
    Whole(Origin, Box<Restored>),
}

fn left_behind(journals: &Journals) -> Vec<LeftBehind> {
    let look = |(journal, origin): (PathBuf, Origin)| {
        let Some(file) = &origin.file else {
            let unsaved = journals.open(&journal)?;
            if unsaved.is_empty() {
                unsaved.discard();
                return None;
            }
            let whole = unsaved.whole();
            let words = Words::of(&unsaved, None, &whole);
            return Some(LeftBehind::Whole(origin, restored(unsaved, whole, words)?));
        };
        let path = PathBuf::from(&file.path);
        if path.try_exists().unwrap_or(true) {
            return Some(LeftBehind::File(path));
        }
        let unsaved = journals.open(&journal)?;
        let words = Words::of(&unsaved, None, &unsaved.whole());
        Some(LeftBehind::Gone(
            file_name(&path),
            LeftOver { journal, words },
        ))
    };
    journals
        .left_behind()
        .into_iter()
        .filter_map(look)
        .collect()
}

impl Editor {
    /// Says where unsaved changes are kept; until then they are not.
    pub fn set_journals(&mut self, journals: Journals) {
        self.journals = Some(journals);
    }

    /// Opens what the last run of the program left unsaved, but for files that are being opened
    /// anyway.
    pub fn look_for_unsaved(&mut self, opening: Vec<PathBuf>) {
        let Some(journals) = self.journals.clone() else {
            return;
        };
        self.jobs.start("", self.clock.seconds(), false, move |_| {
            let found = left_behind(&journals);
            Outcome::new(move |editor| {
                for found in found {
                    match found {
                        LeftBehind::File(path) if opening.contains(&path) => {}
                        LeftBehind::File(path) => editor.open(path),
                        LeftBehind::Gone(name, left) => {
                            editor.offer_left_over(&left, &format!("{name} is gone"));
                        }
                        LeftBehind::Whole(origin, restored) => {
                            editor.show_whole(&origin, *restored);
                        }
                    }
                }
            })
        });
    }

    /// Puts the changes into a dossier that was just opened, or says where they are.
    pub(super) fn take_beside(&mut self, key: DocumentKey, beside: Beside) {
        let Some(document) = self.document_mut(key) else {
            return;
        };
        match beside {
            Beside::Restored(restored) => {
                let (label, dossier) = ("restore unsaved changes", (*restored.dossier).clone());
                document.history.record(label.to_owned(), dossier);
                document.kept = Kept::going_on(restored.journal, document.history.serial());
                self.say_restored(key, restored.words, restored.cut);
            }
            Beside::Changed(left) => {
                let why = format!("{} was changed since", document.name());
                self.offer_left_over(&left, &why);
            }
        }
    }

    fn show_whole(&mut self, origin: &Origin, restored: Restored) {
        let mut document = self.new_document((*restored.dossier).clone(), &origin.name);
        document.saved_serial = None;
        document.kept = Kept::going_on(restored.journal, document.history.serial());
        let key = document.key;
        self.show(document);
        self.say_restored(key, restored.words, restored.cut);
    }

    fn say_restored(&mut self, key: DocumentKey, words: Words, cut: bool) {
        let end = if words.changes == 1 {
            "was not saved; it is back"
        } else {
            "were not saved; they are back"
        };
        let title = format!("{} {end}", self.count_words(words));
        let Some(document) = self.document_mut(key) else {
            return;
        };
        let mut detail = format!("The program ended before {} was saved.", document.name());
        if cut {
            detail.push_str(" What was changed last could not be read.");
        }
        let discard = if words.changes == 1 {
            "Discard it"
        } else {
            "Discard them"
        };
        let save = if document.path.is_some() {
            "Save"
        } else {
            "Save…"
        };
        let actions = offers(
            key,
            [(save, Command::Save), (discard, Command::DiscardUnsaved)],
        );
        self.notices
            .show(NoticeWeight::Warning, title, detail, actions);
    }

    fn offer_left_over(&mut self, left: &LeftOver, why: &str) {
        let counted = self.count_words(left.words);
        let were = if left.words.changes == 1 {
            "was"
        } else {
            "were"
        };
        let title = format!("{counted} {were} not saved, and {why}");
        let detail =
            "The file is left as it is. Your version is kept until you open or discard it.";
        let journal = || left.journal.clone();
        let actions = vec![
            (
                "Open my unsaved version beside it".to_owned(),
                Command::OpenUnsaved(journal()),
            ),
            ("Discard it".to_owned(), Command::ForgetUnsaved(journal())),
        ];
        self.notices
            .show(NoticeWeight::Warning, title, detail, actions);
    }

    /// "2 changes from 16:55".
    fn count_words(&self, words: Words) -> String {
        let at = self.clock.local(words.at);
        let time = at.format("%H:%M");
        let from = if at.date() == self.clock.today() {
            time.to_string()
        } else {
            format!("{}, {time}", day_text(at.date()))
        };
        match words.changes {
            0 => format!("Changes from {from}"),
            1 => format!("1 change from {from}"),
            changes => format!("{changes} changes from {from}"),
        }
    }

    /// Goes back to what the file holds; a dossier that is in no file closes.
    pub(super) fn discard_unsaved(&mut self) {
        let document = self.shown_mut();
        let key = document.key;
        let Some((_, saved)) = document.saved.clone() else {
            return self.drop_document(key);
        };
        let label = "discard unsaved changes".to_owned();
        document.history.record(label, (*saved).clone());
        document.saved_serial = Some(document.history.serial());
        self.keep(key, 0.0);
        self.notices
            .done("Discarded the unsaved changes. Undo brings them back");
    }

    /// Opens changes to a file that is another one by now, as a dossier of their own.
    pub(super) fn open_unsaved(&mut self, journal: PathBuf) {
        let Some(journals) = self.journals.clone() else {
            return;
        };
        self.jobs.start("", self.clock.seconds(), false, move |_| {
            let opened = journals.open(&journal).map(|unsaved| {
                let path = unsaved.origin.file.as_ref().map(|file| &file.path);
                let base = path.and_then(|path| store::load(Path::new(path)).ok());
                let dossier = match &base {
                    Some((loaded, _)) if loaded.dossier.id == unsaved.origin.doc => {
                        unsaved.onto(&loaded.dossier)
                    }
                    // The file is gone or another dossier took its place.
                    _ => unsaved.whole(),
                };
                (dossier, unsaved.origin.name.clone(), unsaved.into_journal())
            });
            Outcome::new(move |editor| match opened {
                Some((dossier, name, journal)) => editor.show_beside(dossier, &name, journal),
                None => editor
                    .notices
                    .done("The unsaved changes are no longer there"),
            })
        });
    }

    fn show_beside(&mut self, dossier: Dossier, name: &str, journal: Journal) {
        let stem = name.strip_suffix(".backline").unwrap_or(name);
        let mut document = self.new_document(dossier, &format!("{stem} (unsaved).backline"));
        document.saved_serial = None;
        document.kept = Kept::in_place_of(journal);
        let key = document.key;
        self.documents.push(document);
        self.shown = self.documents.len() - 1;
        self.keep(key, 0.0);
    }

    /// Gives up changes that were offered.
    pub(super) fn forget_unsaved(&mut self, journal: PathBuf) {
        let Some(journals) = self.journals.clone() else {
            return;
        };
        self.jobs.start("", self.clock.seconds(), false, move |_| {
            if let Some(unsaved) = journals.open(&journal) {
                unsaved.discard();
            }
            Outcome::nothing()
        });
    }
}
