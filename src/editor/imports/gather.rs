//! Reading what was chosen, on a worker: each file is told apart, events are counted at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use url::Url;

use crate::editor::jobs::Steps;
use crate::import::FileBytes;
use crate::store::{EventFiles, ReadEvents, SourceError, SourceLimits, each_source, list_sources};

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
    Table(FileBytes),
    /// Match events, counted.
    Events(Arc<EventFiles>),
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

/// The files that a file manager puts on the clipboard: one address or path a line; `None` for a
/// table.
pub(super) fn pasted_paths(text: &str) -> Option<Vec<PathBuf>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let paths: Option<Vec<PathBuf>> = lines.map(pasted_path).collect();
    paths.filter(|paths| !paths.is_empty())
}

fn pasted_path(line: &str) -> Option<PathBuf> {
    if line.starts_with("file:") {
        return Url::parse(line).ok()?.to_file_path().ok();
    }
    let line = line.trim_matches(['"', '\'']);
    let path = Path::new(line);
    let is_path = path.is_absolute() && !line.contains('\t') && path.file_name().is_some();
    is_path.then(|| path.to_owned())
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
    let read = each_source(&listed, &limits, |_, bytes| {
        let read = if steps.is_cancelled() {
            Found::Nothing
        } else {
            found(bytes)
        };
        steps.reach(done.fetch_add(1, Ordering::Relaxed) + 1);
        read
    });
    let mut files = Vec::new();
    let mut events = EventFiles::default();
    let mut event_bytes = BTreeMap::new();
    for (path, read) in listed.into_iter().zip(read) {
        match read {
            Found::Table(bytes) => files.push(Gathered {
                name: name_of(&path),
                path: Some(path),
                bytes: bytes.len(),
                content: Content::Table(bytes.into()),
            }),
            Found::Events(bytes, read) => {
                events.take(&path, *read, paths.contains(&path));
                event_bytes.insert(path, bytes);
            }
            Found::Trouble(words) => troubles.push(Trouble {
                name: name_of(&path),
                words,
            }),
            Found::Nothing => {}
        }
    }
    let told = events
        .notes
        .iter()
        .filter(|note| note.left_out || note.is_beside);
    troubles.extend(told.map(|note| Trouble {
        name: name_of(&note.path),
        words: note.text.clone(),
    }));
    events
        .notes
        .retain(|note| !note.left_out && !note.is_beside);
    files.extend(
        events
            .by_provider()
            .into_iter()
            .map(|set| gathered(set, &event_bytes)),
    );
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
    Events(usize, Box<ReadEvents>),
    Trouble(String),
    Nothing,
}

fn found(bytes: Result<Vec<u8>, SourceError>) -> Found {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(err) => return Found::Trouble(Trouble::of(&err).words),
    };
    let read = ReadEvents::of(&bytes);
    if read.is_other() {
        Found::Table(bytes)
    } else {
        Found::Events(bytes.len(), Box::new(read))
    }
}

/// The events of one provider as one entry of the list, named by their file or folder.
fn gathered(set: EventFiles, bytes: &BTreeMap<PathBuf, usize>) -> Gathered {
    let paths = set.paths();
    let first = paths.first().cloned().unwrap_or_default();
    let (name, path) = if paths.len() == 1 {
        (name_of(&first), first)
    } else {
        let folder = first.parent().map(Path::to_owned).unwrap_or_default();
        (
            format!("{}, {} files", name_of(&folder), paths.len()),
            folder,
        )
    };
    Gathered {
        name,
        path: Some(path),
        bytes: paths.iter().filter_map(|path| bytes.get(path)).sum(),
        content: Content::Events(Arc::new(set)),
    }
}

/// True for files of a folder that may hold a table or events.
fn is_wanted(path: &Path) -> bool {
    let name = name_of(path).to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending == "json" || TABLES.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_files_are_told_from_a_copied_table() {
        for (text, paths) in [
            ("/home/a/Table 1.csv", vec!["/home/a/Table 1.csv"]),
            (
                "file:///home/a/Table%201.csv\r\nfile:///home/a/%C3%A9.csv\r\n",
                vec!["/home/a/Table 1.csv", "/home/a/é.csv"],
            ),
            ("'/home/a/b.csv'", vec!["/home/a/b.csv"]),
            ("name,born\nOkoye,1999-05-13", vec![]),
            ("name\tborn\n/x\t1999", vec![]),
            ("/", vec![]),
            ("", vec![]),
        ] {
            let expected: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
            let found = pasted_paths(text).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
