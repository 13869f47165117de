//! Taking in other people's files: what was chosen, what was read, what would change.
//!
//! The state stands beside the dossier, not in it: nothing is part of the dossier before
//! [`ImportCommand::Apply`], which is one edit. Reading and planning are jobs; each carries the turn
//! in which it was started, and what an earlier turn comes up with is dropped.

mod counted;
mod gather;
mod pool;
mod table;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Editor;
use super::command::Command;
use super::document::DocumentKey;
use super::jobs::Outcome;
use super::notices::NoticeWeight;
use crate::import::choices::Choices;
use crate::store::EventFiles;

pub use self::counted::{EventImport, EventNames, EventNews};
pub use self::gather::{Content, Gathered, Trouble};
pub use self::pool::MadePool;
pub use self::table::{Planned, TableImport, TableNews};

/// What a person asks of an import.
#[derive(Clone, Debug)]
pub enum ImportCommand {
    /// Asks for files.
    ChooseFiles,
    /// Asks for a folder of match events.
    ChooseFolder,
    /// Reads these files and folders.
    Read(Vec<PathBuf>),
    /// Reads what was on the clipboard.
    Paste(String),
    /// Shows another one of the files.
    Show(FileKey),
    /// Puts a file away.
    Remove(FileKey),
    /// Says of which competition and season events are.
    NameEvents(FileKey, EventNames),
    /// Reads a table under other choices.
    Choose(FileKey, Box<Choices>),
    /// Starts again what was stopped.
    Resume(FileKey),
    /// Makes a pool of everybody in a file.
    MakePool(FileKey),
    /// Carries out what the plan of a file says, as one step.
    Apply(FileKey),
}

/// What a job has to tell of an import.
#[derive(Clone, Debug)]
pub enum ImportNews {
    /// Files were chosen in a dialog.
    Chosen(Vec<PathBuf>),
    /// Files were read.
    Gathered {
        /// What was in them.
        files: Arc<Vec<Gathered>>,
        /// What could not be read.
        troubles: Vec<Trouble>,
    },
    /// Something came out for a table.
    Table(FileKey, TableNews),
    /// A table and its pool were made.
    Pool(FileKey, Result<Box<MadePool>, String>),
    /// Events were added up.
    Counted(FileKey, Box<EventNews>),
}

/// Names a file that is being taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(pub u64);

/// What is being taken in.
#[derive(Debug, Default)]
pub struct Import {
    /// The files, in the order of choosing.
    pub files: Vec<ImportFile>,
    /// The one that the steps are about.
    pub shown: Option<FileKey>,
    /// What could not be read the last time.
    pub troubles: Vec<Trouble>,
    gathering: Option<u64>,
    next_key: u64,
    pasted: usize,
}

/// One file that is being taken in.
#[derive(Debug)]
pub struct ImportFile {
    /// Names it.
    pub key: FileKey,
    /// Its name without folders, or that it was pasted.
    pub name: String,
    /// Where it lies; `None` for the clipboard.
    pub path: Option<PathBuf>,
    /// How large it is, unpacked.
    pub bytes: usize,
    /// What is in it, and how far it is.
    pub content: FileContent,
}

/// What is in a file, and how far it is.
#[derive(Debug)]
pub enum FileContent {
    /// A table.
    Table(Box<TableImport>),
    /// Match events.
    Events(Box<EventImport>),
}

impl ImportFile {
    /// Its rows: those of the table, or the totals of match events.
    pub fn table(&self) -> Option<&TableImport> {
        match &self.content {
            FileContent::Table(table) => Some(table),
            FileContent::Events(events) => Some(&events.rows),
        }
    }
}

impl Import {
    /// The file that the steps are about.
    pub fn file(&self) -> Option<&ImportFile> {
        self.files.iter().find(|file| Some(file.key) == self.shown)
    }

    fn file_mut(&mut self, key: FileKey) -> Option<&mut ImportFile> {
        self.files.iter_mut().find(|file| file.key == key)
    }

    fn table_mut(&mut self, key: FileKey) -> Option<&mut TableImport> {
        match &mut self.file_mut(key)?.content {
            FileContent::Table(table) => Some(table),
            FileContent::Events(events) => Some(&mut events.rows),
        }
    }

    fn events_mut(&mut self, key: FileKey) -> Option<&mut EventImport> {
        match &mut self.file_mut(key)?.content {
            FileContent::Events(events) => Some(events),
            FileContent::Table(_) => None,
        }
    }

    /// Takes a file in; the same file, read again, takes its own place.
    fn add(&mut self, file: &Gathered) {
        if let Content::Events(more) = &file.content
            && let Some(old) = self.absorb(more)
        {
            self.shown = Some(old);
            return;
        }
        let same = |old: &ImportFile| old.path.is_some() && old.path == file.path;
        self.files.retain(|old| !same(old));
        self.next_key += 1;
        let key = FileKey(self.next_key);
        self.files.push(ImportFile {
            key,
            name: file.name.clone(),
            path: file.path.clone(),
            bytes: file.bytes,
            content: match &file.content {
                Content::Table(bytes) => {
                    let (name, bytes) = (file.name.clone(), bytes.clone());
                    FileContent::Table(Box::new(TableImport::new(name, bytes, Choices::default())))
                }
                Content::Events(set) => {
                    FileContent::Events(Box::new(EventImport::new(Arc::clone(set), &file.name)))
                }
            },
        });
        self.shown = Some(key);
    }

    /// Adds events to those of the same provider: line-ups may be chosen after the events.
    fn absorb(&mut self, more: &EventFiles) -> Option<FileKey> {
        self.files
            .iter_mut()
            .find_map(|file| match &mut file.content {
                FileContent::Events(events) if events.set.provider() == more.provider() => {
                    events.absorb(more);
                    Some(file.key)
                }
                _ => None,
            })
    }
}

impl Editor {
    pub(super) fn import(&mut self, command: ImportCommand) {
        match command {
            ImportCommand::ChooseFiles => self.choose_sources(false),
            ImportCommand::ChooseFolder => self.choose_sources(true),
            ImportCommand::Read(paths) => self.gather(paths),
            ImportCommand::Paste(text) => self.take_paste(text),
            ImportCommand::Show(key) => self.shown_mut().import.shown = Some(key),
            ImportCommand::Remove(key) => self.put_away(key),
            ImportCommand::NameEvents(key, names) => {
                if let Some(events) = self.shown_mut().import.events_mut(key) {
                    events.rename(names);
                }
            }
            ImportCommand::Resume(key) => {
                if let Some(table) = self.shown_mut().import.table_mut(key) {
                    table.resume();
                }
            }
            ImportCommand::MakePool(key) => self.make_pool(key),
            ImportCommand::Apply(key) => self.apply_import(key),
            ImportCommand::Choose(key, choices) => {
                if let Some(table) = self.shown_mut().import.table_mut(key) {
                    table.choose(*choices);
                }
            }
        }
    }

    /// Carries out a plan that is of the present state of the dossier.
    fn apply_import(&mut self, key: FileKey) {
        let document = self.shown();
        let (shown, before) = (document.key, document.history.serial());
        let file = document.import.files.iter().find(|file| file.key == key);
        let table = file.and_then(ImportFile::table);
        let planned = table.and_then(|table| Some((table.ready(before)?, table.edit(before)?)));
        let Some((planned, edit)) = planned else {
            return;
        };
        let (name, summary) = (
            file.map_or_else(String::new, |file| file.name.clone()),
            planned.plan.summary(),
        );
        let edit = edit.clone();
        self.edit(&edit);
        if self.shown().history.serial() == before {
            return;
        }
        let undo = Command::With(shown, Box::new(Command::Undo));
        self.notices.show(
            NoticeWeight::Done,
            format!("Imported {name}"),
            format!("Rows: {summary}."),
            vec![("Undo".to_owned(), undo)],
        );
    }

    pub(super) fn import_news(&mut self, key: DocumentKey, news: ImportNews) {
        if let ImportNews::Chosen(paths) = news {
            self.switch(key);
            self.gather(paths);
            return;
        }
        let news = match news {
            ImportNews::Pool(_, made) => {
                // A pool for a dossier that is no longer shown is not put into another one.
                if self.shown().key == key {
                    self.take_pool(made);
                }
                return;
            }
            news => news,
        };
        let Some(document) = self.document_mut(key) else {
            return;
        };
        let import = &mut document.import;
        match news {
            ImportNews::Chosen(_) | ImportNews::Pool(..) => {}
            ImportNews::Gathered { files, troubles } => {
                import.gathering = None;
                import.troubles = troubles;
                for file in files.iter() {
                    import.add(file);
                }
            }
            ImportNews::Counted(file, news) => {
                if let Some(events) = import.events_mut(file) {
                    events.take(*news);
                }
            }
            ImportNews::Table(file, news) => {
                if let Some(table) = import.table_mut(file) {
                    table.take(news);
                }
            }
        }
    }

    fn choose_sources(&mut self, folder: bool) {
        let dialogs = self.dialogs.clone();
        let document = self.shown().key;
        let near = self.folder_of_sources();
        let now = self.clock.seconds();
        self.jobs.start("", now, false, move |_| {
            let near = near.as_deref();
            let paths = if folder {
                dialogs.choose_folder(near).into_iter().collect()
            } else {
                dialogs.choose_sources(near)
            };
            Outcome::import(document, ImportNews::Chosen(paths))
        });
    }

    /// Where files were chosen the last time, or where the dossier lies.
    fn folder_of_sources(&self) -> Option<PathBuf> {
        let document = self.shown();
        let mut files = document.import.files.iter().rev();
        let last = files.find_map(|file| file.path.as_ref());
        let path = last.or(document.path.as_ref())?;
        path.parent().map(Path::to_owned)
    }

    fn gather(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        let now = self.clock.seconds();
        let document = self.shown().key;
        let label = match paths.as_slice() {
            [one] => format!("Reading {}", gather::name_of(one)),
            many => format!("Reading {} files", many.len()),
        };
        let job = self.jobs.start_in_steps(label, now, true, move |steps| {
            let (files, troubles) = gather::gather(&paths, steps);
            Outcome::import(
                document,
                ImportNews::Gathered {
                    files: Arc::new(files),
                    troubles,
                },
            )
        });
        let import = &mut self.shown_mut().import;
        import.troubles.clear();
        import.gathering = Some(job);
    }

    fn take_paste(&mut self, text: String) {
        if let Some(paths) = gather::pasted_paths(&text) {
            self.gather(paths);
            return;
        }
        let import = &mut self.shown_mut().import;
        import.troubles.clear();
        import.pasted += 1;
        let name = match import.pasted {
            1 => "Clipboard".to_owned(),
            count => format!("Clipboard {count}"),
        };
        import.add(&Gathered {
            name,
            path: None,
            bytes: text.len(),
            content: Content::Table(text.into_bytes().into()),
        });
    }

    fn put_away(&mut self, key: FileKey) {
        let import = &mut self.shown_mut().import;
        import.files.retain(|file| file.key != key);
        if import.shown == Some(key) {
            import.shown = import.files.last().map(|file| file.key);
        }
    }

    /// Brings the reading and the plan of the file in the window up to date.
    pub(super) fn refresh_import(&mut self) {
        let clock = Arc::clone(&self.clock);
        let Some(document) = self.documents.get_mut(self.shown) else {
            return;
        };
        let (key, serial) = (document.key, document.history.serial());
        let dossier = Arc::clone(document.history.present());
        let Some(shown) = document.import.shown else {
            return;
        };
        let whose = (key, shown);
        if let Some(events) = document.import.events_mut(shown) {
            events.refresh(&mut self.jobs, &clock, whose);
            if events.is_counting() {
                return;
            }
        }
        if let Some(table) = document.import.table_mut(shown) {
            table.refresh(&mut self.jobs, &clock, whose, &dossier, serial);
        }
    }
}
