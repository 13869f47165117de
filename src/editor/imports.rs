//! Taking in other people's files: what was chosen, what was read, what would change.
//!
//! The state stands beside the dossier, not in it: nothing is part of the dossier before
//! [`ImportCommand::Apply`], which is one edit. Reading and planning are jobs; each carries the turn
//! in which it was started, and what an earlier turn comes up with is dropped.

mod gather;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Editor;
use super::document::DocumentKey;
use super::jobs::Outcome;

pub use self::gather::{Gathered, Trouble};

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
    Show(usize),
    /// Puts a file away.
    Remove(usize),
}

/// What a job has to tell of an import.
#[derive(Clone, Debug)]
pub enum ImportNews {
    /// Files were chosen in a dialog.
    Chosen(Vec<PathBuf>),
    /// Files were read.
    Gathered {
        /// In which turn.
        turn: u64,
        /// What was in them.
        files: Arc<Vec<Gathered>>,
        /// What could not be read.
        troubles: Vec<Trouble>,
    },
}

/// What is being taken in.
#[derive(Debug, Default)]
pub struct Import {
    /// The files, in the order of choosing.
    pub files: Vec<ImportFile>,
    /// The one that the steps are about.
    pub shown: usize,
    /// What could not be read the last time.
    pub troubles: Vec<Trouble>,
    /// True while files are being read.
    pub gathering: bool,
    turn: u64,
    pasted: usize,
}

/// One file that is being taken in.
#[derive(Debug)]
pub struct ImportFile {
    /// Its name without folders, or that it was pasted.
    pub name: String,
    /// Where it lies; `None` for the clipboard.
    pub path: Option<PathBuf>,
    /// How large it is.
    pub bytes: usize,
}

impl Import {
    /// The file that the steps are about.
    pub fn file(&self) -> Option<&ImportFile> {
        self.files.get(self.shown)
    }
}

impl Editor {
    pub(super) fn import(&mut self, command: ImportCommand) {
        match command {
            ImportCommand::ChooseFiles => self.choose_sources(false),
            ImportCommand::ChooseFolder => self.choose_sources(true),
            ImportCommand::Read(paths) => self.gather(paths),
            ImportCommand::Paste(text) => self.take_paste(text),
            ImportCommand::Show(idx) => {
                let import = &mut self.shown_mut().import;
                import.shown = idx.min(import.files.len().saturating_sub(1));
            }
            ImportCommand::Remove(idx) => self.put_away(idx),
        }
    }

    pub(super) fn import_news(&mut self, key: DocumentKey, news: ImportNews) {
        match news {
            ImportNews::Chosen(paths) => {
                self.switch(key);
                self.gather(paths);
            }
            ImportNews::Gathered {
                turn,
                files,
                troubles,
            } => {
                let Some(document) = self.document_mut(key) else {
                    return;
                };
                let import = &mut document.import;
                if import.turn != turn {
                    return;
                }
                import.gathering = false;
                import.troubles = troubles;
                for file in files.iter() {
                    import.add(file);
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
            Outcome::Import {
                document,
                news: ImportNews::Chosen(paths),
            }
        });
    }

    /// Where files were chosen the last time, or where the dossier lies.
    fn folder_of_sources(&self) -> Option<PathBuf> {
        let document = self.shown();
        let files = document.import.files.iter().rev();
        let last = files.filter_map(|file| file.path.as_ref()).next();
        let path = last.or(document.path.as_ref())?;
        path.parent().map(Path::to_owned)
    }

    fn gather(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        let now = self.clock.seconds();
        let document = self.shown_mut();
        let key = document.key;
        let import = &mut document.import;
        import.turn += 1;
        import.gathering = true;
        let turn = import.turn;
        let label = match paths.as_slice() {
            [one] => format!("Reading {}", gather::name_of(one)),
            many => format!("Reading {} files", many.len()),
        };
        self.jobs.start_in_steps(label, now, true, move |steps| {
            let (files, troubles) = gather::gather(&paths, steps);
            Outcome::Import {
                document: key,
                news: ImportNews::Gathered {
                    turn,
                    files: Arc::new(files),
                    troubles,
                },
            }
        });
    }

    fn take_paste(&mut self, text: String) {
        let import = &mut self.shown_mut().import;
        import.troubles.clear();
        import.pasted += 1;
        let name = match import.pasted {
            1 => "Clipboard".to_owned(),
            count => format!("Clipboard ({count})"),
        };
        import.add(&Gathered {
            name,
            path: None,
            bytes: Arc::new(text.into_bytes()),
        });
    }

    fn put_away(&mut self, idx: usize) {
        let import = &mut self.shown_mut().import;
        if idx < import.files.len() {
            import.files.remove(idx);
            import.shown = import.shown.min(import.files.len().saturating_sub(1));
        }
    }
}

impl Import {
    fn add(&mut self, file: &Gathered) {
        let same = |old: &ImportFile| old.path.is_some() && old.path == file.path;
        self.files.retain(|old| !same(old));
        self.files.push(ImportFile {
            name: file.name.clone(),
            path: file.path.clone(),
            bytes: file.bytes.len(),
        });
        self.shown = self.files.len() - 1;
    }
}
