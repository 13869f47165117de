//! Opening, saving and watching the files of the open dossiers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::{Command, Sample};
use super::document::{Document, DocumentKey};
use super::jobs::{ChoosePurpose, LoadPurpose, Outcome};
use super::notices::NoticeWeight;
use super::unsaved::{Beside, beside};
use super::{Editor, RECENT};
use crate::domain::dossier::Dossier;
use crate::domain::id::RevisionId;
use crate::store::{self, FileStamp, Loaded, Looked, Revision, StoreError};

/// Seconds between two looks at the open files.
const LOOK: f64 = 4.0;

impl Editor {
    pub(super) fn new_document(&mut self, dossier: Dossier, proposed_name: &str) -> Document {
        self.next_key += 1;
        let revision = Revision::first(RevisionId(self.clock.new_id()));
        Document::new(DocumentKey(self.next_key), dossier, revision, proposed_name)
    }

    /// Shows a dossier; an untouched new one makes room for it.
    pub(super) fn show(&mut self, document: Document) {
        let untouched =
            |old: &Document| old.path.is_none() && !old.unsaved() && old.dossier().is_empty();
        if self.documents.get(self.shown).is_some_and(untouched) {
            self.documents[self.shown] = document;
        } else {
            self.documents.push(document);
            self.shown = self.documents.len() - 1;
        }
    }

    pub(super) fn switch(&mut self, key: DocumentKey) {
        if let Some(idx) = self
            .documents
            .iter()
            .position(|document| document.key == key)
        {
            self.shown = idx;
        }
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        self.path_wanted = None;
        let path = std::path::absolute(&path).unwrap_or(path);
        match self.opened(&path) {
            Some(key) => self.switch(key),
            None => self.load(path, LoadPurpose::Open),
        }
    }

    fn opened(&self, path: &Path) -> Option<DocumentKey> {
        self.documents
            .iter()
            .find(|document| document.path.as_deref() == Some(path))
            .map(|document| document.key)
    }

    pub(super) fn open_sample(&mut self, sample: Sample) {
        // The test that loads both samples keeps this from failing.
        match store::decode(sample.bytes(), &store::Limits::default()) {
            Ok(loaded) => {
                let mut document = self.new_document(loaded.dossier, sample.file_name());
                document.revision = loaded.revision;
                self.show(document);
            }
            Err(err) => {
                self.notices.show(
                    NoticeWeight::Failure,
                    "The sample cannot be read",
                    err.to_string(),
                    Vec::new(),
                );
            }
        }
    }

    pub(super) fn reload(&mut self) {
        let document = self.shown();
        if let Some(path) = document.path.clone() {
            self.load(path, LoadPurpose::Reload(document.key));
        }
    }

    pub(super) fn open_theirs(&mut self) {
        if let Some(path) = self.shown().path.clone() {
            self.load(path, LoadPurpose::Theirs);
        }
    }

    fn load(&mut self, path: PathBuf, purpose: LoadPurpose) {
        let label = format!("Opening {}", file_name(&path));
        let journals = self.journals.clone();
        self.jobs
            .start(label, self.clock.seconds(), true, move |_| {
                let result = store::load(&path).map(|(loaded, stamp)| {
                    let opened = purpose == LoadPurpose::Open && !is_shipped_sample(&path);
                    let journals = journals.filter(|_| opened);
                    let unsaved = journals
                        .and_then(|journals| beside(&journals, &path, &loaded.dossier, &stamp));
                    (loaded, stamp, unsaved)
                });
                Outcome::new(move |editor| editor.finish_load(path, purpose, result))
            });
    }

    fn finish_load(
        &mut self,
        path: PathBuf,
        purpose: LoadPurpose,
        result: Result<(Loaded, FileStamp, Option<Beside>), StoreError>,
    ) {
        let (loaded, stamp, unsaved) = match result {
            Ok(loaded) => loaded,
            Err(err) => return self.refuse_load(&path, purpose, &err),
        };
        match purpose {
            LoadPurpose::Reload(key) => self.take_reloaded(key, loaded, stamp),
            // It was asked for twice before it was read.
            LoadPurpose::Open if self.opened(&path).is_some() => self.open(path),
            LoadPurpose::Open => {
                let sample = is_shipped_sample(&path);
                let mut document = self.new_document(loaded.dossier, &file_name(&path));
                document.revision = loaded.revision;
                document.read_only = loaded.read_only;
                if !sample {
                    document.stamp = Some(stamp);
                    document.path = Some(path.clone());
                    document.note_saved(document.dossier().clone());
                    self.remember(path);
                }
                document.load_notices = loaded.notices;
                let key = document.key;
                self.show(document);
                self.tell_load_notices(key);
                if let Some(unsaved) = unsaved {
                    self.take_beside(key, unsaved);
                }
            }
            LoadPurpose::Theirs => {
                let name = file_name(&path);
                let stem = name.strip_suffix(".backline").unwrap_or(&name);
                let name = format!("{stem} (as on disk).backline");
                let mut document = self.new_document(loaded.dossier, &name);
                document.revision = loaded.revision;
                self.documents.push(document);
                self.shown = self.documents.len() - 1;
            }
        }
    }

    fn take_reloaded(&mut self, key: DocumentKey, loaded: Loaded, stamp: FileStamp) {
        let Some(document) = self.document_mut(key) else {
            return;
        };
        document.revision = loaded.revision;
        document.read_only = loaded.read_only;
        document.load_notices = loaded.notices;
        document.stamp = Some(stamp);
        document.changed_on_disk = false;
        document
            .history
            .record("reload from disk".to_owned(), loaded.dossier);
        document.saved_serial = Some(document.history.serial());
        document.note_saved(document.dossier().clone());
        let text = format!(
            "Reloaded {}. Undo brings your own state back",
            document.name()
        );
        self.notices.done(text);
        self.tell_load_notices(key);
    }

    fn refuse_load(&mut self, path: &Path, purpose: LoadPurpose, err: &StoreError) {
        self.recent
            .retain(|recent| recent != path || !matches!(err, StoreError::NoSuchFile { .. }));
        let title = format!("Could not open {}", file_name(path));
        let again = match purpose {
            LoadPurpose::Open => Command::Open(path.to_owned()),
            LoadPurpose::Reload(key) => Command::With(key, Box::new(Command::Reload)),
            LoadPurpose::Theirs => Command::OpenTheirs,
        };
        let actions = vec![
            ("Try again".to_owned(), again),
            ("Open another…".to_owned(), Command::ChooseOpen),
        ];
        self.notices
            .show(NoticeWeight::Failure, title, explain(err), actions);
    }

    fn tell_load_notices(&mut self, key: DocumentKey) {
        let Some(document) = self.document_mut(key) else {
            return;
        };
        let mut lines: Vec<String> = document
            .load_notices
            .iter()
            .take(3)
            .map(ToString::to_string)
            .collect();
        if document.load_notices.len() > 3 {
            lines.push(format!("And {} more", document.load_notices.len() - 3));
        }
        lines.extend(document.read_only.clone());
        if lines.is_empty() {
            return;
        }
        let loss = document.load_notices.iter().any(store::LoadNotice::is_loss);
        let weight = if loss {
            NoticeWeight::Failure
        } else {
            NoticeWeight::Warning
        };
        let title = if loss {
            format!("Parts of {} could not be read", document.name())
        } else {
            format!("About {}", document.name())
        };
        self.notices
            .show(weight, title, lines.join("\n"), Vec::new());
    }

    pub(super) fn save(&mut self) {
        let document = self.shown();
        match &document.path {
            Some(path) if document.read_only.is_none() => {
                let (key, path) = (document.key, path.clone());
                let expected = document.stamp.clone();
                self.start_save(key, path, expected);
            }
            _ => self.choose_save_as(),
        }
    }

    pub(super) fn choose_save_as(&mut self) {
        let key = self.shown().key;
        self.choose(ChoosePurpose::SaveAs(key));
    }

    pub(super) fn save_as(&mut self, path: PathBuf, replace: bool) {
        self.path_wanted = None;
        let path = super::dialogs::with_extension(std::path::absolute(&path).unwrap_or(path));
        let document = self.shown();
        let key = document.key;
        if let (Some(why), true) = (&document.read_only, document.path.as_ref() == Some(&path)) {
            let title = format!("{} cannot be replaced", file_name(&path));
            let detail = format!("{why}. Save it under another name.");
            let actions = offers(key, [("Save as…", Command::ChooseSaveAs)]);
            self.notices
                .show(NoticeWeight::Warning, title, detail, actions);
            return self.stop_closing();
        }
        if !replace && path.try_exists().unwrap_or(false) {
            let title = format!("{} is already there", file_name(&path));
            let replace = Command::SaveAs {
                path,
                replace: true,
            };
            let actions = offers(
                key,
                [
                    ("Replace it", replace),
                    ("Choose another…", Command::ChooseSaveAs),
                ],
            );
            self.notices.show(
                NoticeWeight::Warning,
                title,
                "Nothing was written.",
                actions,
            );
            return self.stop_closing();
        }
        self.start_save(key, path, None);
    }

    fn start_save(&mut self, key: DocumentKey, path: PathBuf, expected: Option<FileStamp>) {
        let id = RevisionId(self.clock.new_id());
        let now = self.clock.seconds();
        let Some(document) = self.document_mut(key) else {
            return;
        };
        if document.saving {
            document.save_next = Some(path);
            return;
        }
        document.saving = true;
        let serial = document.history.serial();
        let (dossier, revision) = (document.dossier().clone(), document.revision.next(id));
        let label = format!("Saving {}", file_name(&path));
        self.jobs.start(label, now, false, move |_| {
            let result = store::save(&path, &dossier, &revision, expected.as_ref());
            let saved = Saved {
                serial,
                dossier,
                revision,
                path,
            };
            Outcome::new(move |editor| editor.finish_save(key, saved, result))
        });
    }

    fn finish_save(
        &mut self,
        key: DocumentKey,
        saved: Saved,
        result: Result<FileStamp, StoreError>,
    ) {
        let path = saved.path;
        let Some(document) = self.document_mut(key) else {
            return;
        };
        document.saving = false;
        let next = document.save_next.take();
        match result {
            Ok(stamp) => {
                document.revision = saved.revision;
                document.stamp = Some(stamp);
                document.saved_serial = Some(saved.serial);
                document.changed_on_disk = false;
                document.read_only = None;
                document.path = Some(path.clone());
                document.note_saved(saved.dossier);
                let next = next.filter(|next| *next != path || document.unsaved());
                self.keep(key, 0.0);
                self.notices.saved(key);
                self.notices.done(format!("Saved {}", file_name(&path)));
                self.remember(path);
                match next {
                    Some(next) => self.save_next(key, next),
                    None => self.go_on_closing(),
                }
            }
            Err(err) => {
                if let StoreError::NotConfirmed { stamp, .. } = &err
                    && document.path.as_ref() == Some(&path)
                {
                    // The file is ours; the state counts as unsaved until the disk confirms it.
                    document.stamp = Some(stamp.clone());
                }
                self.refuse_save(key, &path, &err);
                match next {
                    Some(next) if next != path => self.save_next(key, next),
                    _ => self.stop_closing(),
                }
            }
        }
    }

    /// Starts the save that was asked for while another one ran.
    fn save_next(&mut self, key: DocumentKey, path: PathBuf) {
        let document = self.document_mut(key);
        let own = document.filter(|document| document.path.as_ref() == Some(&path));
        let expected = own.and_then(|document| document.stamp.clone());
        self.start_save(key, path, expected);
    }

    fn refuse_save(&mut self, key: DocumentKey, path: &Path, err: &StoreError) {
        if matches!(err, StoreError::ChangedOnDisk { .. }) {
            return self.say_changed(key);
        }
        let title = format!("Could not save {}", file_name(path));
        let own_file = self
            .document_mut(key)
            .is_some_and(|document| document.path.as_deref() == Some(path));
        let again = if own_file {
            Command::Save
        } else {
            Command::SaveAs {
                path: path.to_owned(),
                replace: true,
            }
        };
        let again = [("Try again", again), ("Save as…", Command::ChooseSaveAs)];
        let actions = offers(key, again);
        self.notices
            .show(NoticeWeight::Failure, title, explain(err), actions);
    }

    fn say_changed(&mut self, key: DocumentKey) {
        let Some(document) = self.document_mut(key) else {
            return;
        };
        document.changed_on_disk = true;
        let unsaved = document.unsaved();
        let title = format!("{} was changed by another program", document.name());
        let detail = if unsaved {
            "Your changes are kept here and the file is as they left it. Save yours under another \
             name, take theirs, or look at both."
        } else {
            "You see what it held before. Take theirs, look at both, or save what you see under \
             another name."
        };
        let actions = offers(
            key,
            [
                ("Save a copy…", Command::ChooseSaveAs),
                ("Reload", Command::Reload),
                ("See both", Command::OpenTheirs),
            ],
        );
        self.notices
            .show(NoticeWeight::Warning, title, detail, actions);
    }

    /// Looks at the open files every few seconds; gives the seconds until the next look. No file
    /// system tells of every change: those on other machines never do.
    pub fn watch_files(&mut self) -> Option<f64> {
        self.documents
            .iter()
            .find(|document| document.path.is_some())?;
        let left = self.looked + LOOK - self.clock.seconds();
        if left > 0.0 {
            return Some(left);
        }
        self.look_at_files();
        Some(LOOK)
    }

    /// Asks whether somebody else has changed the files; also called when the window gains the focus.
    pub(super) fn look_at_files(&mut self) {
        let now = self.clock.seconds();
        self.looked = now;
        for document in &mut self.documents {
            // A drive that does not answer is asked once at a time.
            let busy = document.saving || document.looking || document.changed_on_disk;
            let (Some(path), Some(stamp), false) = (&document.path, &document.stamp, busy) else {
                continue;
            };
            let (key, path, stamp) = (document.key, path.clone(), stamp.clone());
            document.looking = true;
            self.jobs.start("", now, false, move |_| {
                let looked = store::look(&path, &stamp);
                Outcome::new(move |editor| editor.finish_look(key, &stamp, looked))
            });
        }
    }

    fn finish_look(&mut self, key: DocumentKey, stamp: &FileStamp, looked: Looked) {
        let Some(document) = self.document_mut(key) else {
            return;
        };
        document.looking = false;
        // A save that ended meanwhile has made its own file.
        if document.stamp.as_ref() != Some(stamp) || document.saving {
            return;
        }
        match looked {
            Looked::Same => {}
            Looked::Touched(now) => document.stamp = Some(now),
            Looked::Changed if document.changed_on_disk => {}
            Looked::Changed => self.say_changed(key),
        }
    }

    pub(super) fn choose(&mut self, purpose: ChoosePurpose) {
        if !self.dialogs.available() {
            self.path_wanted = Some(purpose);
            return;
        }
        let dialogs = self.dialogs.clone();
        let document = self.shown();
        let latest = document
            .path
            .as_deref()
            .or(self.recent.first().map(PathBuf::as_path));
        let folder = latest.and_then(Path::parent).map(Path::to_owned);
        let name = match purpose {
            ChoosePurpose::Picture => self.picture_name(),
            ChoosePurpose::Open | ChoosePurpose::SaveAs(_) => document.name().to_owned(),
        };
        self.jobs.start("", self.clock.seconds(), false, move |_| {
            let path = match purpose {
                ChoosePurpose::Open => dialogs.choose_open(folder.as_deref()),
                ChoosePurpose::SaveAs(_) => dialogs.choose_save(folder.as_deref(), &name),
                ChoosePurpose::Picture => dialogs.choose_picture(folder.as_deref(), &name),
            };
            Outcome::new(move |editor| editor.finish_choice(purpose, path))
        });
    }

    fn finish_choice(&mut self, purpose: ChoosePurpose, path: Option<PathBuf>) {
        let Some(path) = path else {
            return self.stop_closing();
        };
        match purpose {
            ChoosePurpose::Open => self.open(path),
            ChoosePurpose::SaveAs(key) => {
                self.switch(key);
                // The desktop's dialog has asked before it named a file that is already there.
                self.save_as(path, true);
            }
            ChoosePurpose::Picture => self.save_picture(path, true),
        }
    }

    pub(super) fn cancel_choice(&mut self) {
        self.path_wanted = None;
        self.stop_closing();
    }

    fn remember(&mut self, path: PathBuf) {
        self.recent.retain(|recent| *recent != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }
}

/// What was written, and where.
struct Saved {
    /// Which state of the dossier.
    serial: u64,
    dossier: Arc<Dossier>,
    revision: Revision,
    path: PathBuf,
}

/// What a notice about one dossier offers to do with it.
pub(super) fn offers<const N: usize>(
    key: DocumentKey,
    commands: [(&str, Command); N],
) -> Vec<(String, Command)> {
    let offer = |(label, command): (&str, Command)| {
        (label.to_owned(), Command::With(key, Box::new(command)))
    };
    commands.into_iter().map(offer).collect()
}

/// What went wrong and what to do about it, as a notice says it.
fn explain(err: &StoreError) -> String {
    format!("{err}. {}", err.advice())
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The samples that come with the program are opened as copies, so that they stay as they are.
fn is_shipped_sample(path: &Path) -> bool {
    let in_folder = path
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|folder| folder == "sample_data");
    in_folder
        && Sample::ALL.iter().any(|sample| {
            path.file_name()
                .is_some_and(|name| name == sample.file_name())
        })
}
