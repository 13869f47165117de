//! Reading what was chosen, on a worker.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::editor::jobs::Steps;
use crate::store::{SourceError, SourceLimits, list_sources, read_source};

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// Its name without folders.
    pub name: String,
    /// Where it lies.
    pub path: Option<PathBuf>,
    /// What is in it, unpacked.
    pub bytes: Arc<Vec<u8>>,
}

/// What could not be read, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub name: String,
    /// Why, in a sentence.
    pub why: String,
    /// What to do now.
    pub advice: String,
}

impl Trouble {
    fn of(err: &SourceError) -> Self {
        Self {
            name: name_of(&err.path),
            why: err.to_string(),
            advice: err.advice().to_owned(),
        }
    }
}

/// The last part of a path.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Reads files and what is in folders. What fails is told beside what was read.
pub(super) fn gather(paths: &[PathBuf], steps: &Steps) -> (Vec<Gathered>, Vec<Trouble>) {
    let limits = SourceLimits::default();
    let (mut files, mut troubles) = (Vec::new(), Vec::new());
    let mut listed = Vec::new();
    for path in paths {
        match list_sources(std::slice::from_ref(path), &limits) {
            Ok(mut found) => listed.append(&mut found),
            Err(err) => troubles.push(Trouble::of(&err)),
        }
    }
    steps.expect(listed.len());
    for (done, path) in listed.into_iter().enumerate() {
        if steps.is_cancelled() {
            break;
        }
        match read_source(&path, &limits) {
            Ok(bytes) => files.push(Gathered {
                name: name_of(&path),
                path: Some(path),
                bytes: Arc::new(bytes),
            }),
            Err(err) => troubles.push(Trouble::of(&err)),
        }
        steps.reach(done + 1);
    }
    (files, troubles)
}
