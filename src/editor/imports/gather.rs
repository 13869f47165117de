//! Reading what was chosen, on a worker: each file is told apart, events are counted at once.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::events::EventSet;
use crate::editor::jobs::Steps;
use crate::import::events::{EventContent, EventFile};
use crate::store::{SourceError, SourceLimits, each_source, list_sources};

/// One file as it was read, or the events of many.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// Its name without folders.
    pub name: String,
    /// Where it lies; `None` for the clipboard.
    pub path: Option<PathBuf>,
    /// How large it is, unpacked.
    pub bytes: usize,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Perhaps a table: what its bytes are is found out when it is read.
    Table(Arc<[u8]>),
    /// Match events, counted.
    Events(Arc<EventSet>),
}

/// What could not be read, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub name: String,
    /// Why, and what to do now, in sentences.
    pub words: String,
}

impl Trouble {
    fn of(err: &SourceError) -> Self {
        Self {
            name: name_of(&err.path),
            words: format!("{err}. {}", err.advice()),
        }
    }
}

/// The last part of a path.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Endings of files in a folder that may hold a table; what else lies there is left alone.
const TABLES: [&str; 8] = ["csv", "tsv", "txt", "xlsx", "ods", "html", "htm", "tab"];

/// Reads files and what is in folders. What fails is told beside what was read.
pub(super) fn gather(paths: &[PathBuf], steps: &Steps) -> (Vec<Gathered>, Vec<Trouble>) {
    let limits = SourceLimits::default();
    let mut troubles = Vec::new();
    let mut listed = Vec::new();
    for path in paths {
        match list_sources(std::slice::from_ref(path), &limits) {
            Ok(mut found) => listed.append(&mut found),
            Err(err) => troubles.push(Trouble::of(&err)),
        }
    }
    listed.retain(|path| paths.contains(path) || is_wanted(path));
    listed.dedup();
    steps.plan(listed.len());
    let done = AtomicUsize::new(0);
    let read = each_source(&listed, &limits, |path, bytes| {
        let read = if steps.is_cancelled() {
            Found::Nothing
        } else {
            found(bytes, paths.iter().any(|named| named == path))
        };
        steps.reach(done.fetch_add(1, Ordering::Relaxed) + 1);
        read
    });
    let mut files = Vec::new();
    let mut events = Vec::new();
    for (path, read) in listed.into_iter().zip(read) {
        match read {
            Found::Table(bytes) => files.push(Gathered {
                name: name_of(&path),
                path: Some(path),
                bytes: bytes.len(),
                content: Content::Table(bytes.into()),
            }),
            Found::Events(bytes, read) => events.push((path, bytes, *read)),
            Found::Trouble(words) => troubles.push(Trouble {
                name: name_of(&path),
                words,
            }),
            Found::Nothing => {}
        }
    }
    let (sets, mut left_out) = EventSet::of(events);
    files.extend(sets);
    troubles.append(&mut left_out);
    if files.is_empty() && troubles.is_empty() && !steps.is_cancelled() {
        troubles.push(Trouble {
            name: String::new(),
            words: "Nothing in the folder is a table or holds match events. Choose a file by its name if it is one".to_owned(),
        });
    }
    (files, troubles)
}

/// What one file holds.
enum Found {
    Table(Vec<u8>),
    Events(usize, Box<EventContent>),
    Trouble(String),
    Nothing,
}

fn found(bytes: Result<Vec<u8>, SourceError>, named: bool) -> Found {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(err) => return Found::Trouble(Trouble::of(&err).words),
    };
    let Some(kind) = EventFile::of(&bytes) else {
        return Found::Table(bytes);
    };
    match EventContent::read(kind, &bytes) {
        Ok(EventContent::Beside(_)) if named => Found::Trouble(format!(
            "These are {}, which are not needed. Choose the events themselves",
            kind.label()
        )),
        Ok(EventContent::Beside(_)) => Found::Nothing,
        Ok(content) => Found::Events(bytes.len(), Box::new(content)),
        Err(err) => Found::Trouble(format!("Could not read {}. {err}", kind.label())),
    }
}

/// True for files of a folder that may hold a table or events.
fn is_wanted(path: &Path) -> bool {
    let name = name_of(path).to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending == "json" || TABLES.contains(&ending)
}
