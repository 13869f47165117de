//! Stat tables outside the dossier: one columnar file for each, named by the hash of its source.
//!
//! A cache is never trusted and never needed. Each part of the file carries its own hash; a file
//! that is cut off, changed or of another version is thrown away and built again from the source.

mod file;
mod sum;

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::domain::stats::StatTable;

pub use file::CacheError;
use file::{decode, encode};

/// Where the columnar files are.
#[derive(Clone, Debug)]
pub struct PoolCache {
    folder: PathBuf,
}

/// From where a table came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// From its columnar file.
    Cached,
    /// From its source; there was no columnar file.
    Built,
    /// From its source; the columnar file was damaged.
    Rebuilt,
}

impl PoolCache {
    /// A cache in a folder, which is made when something is kept in it.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The cache of the person who runs the program; `None` if the system has no place for one.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "backline")?;
        Some(Self::new(folders.cache_dir().join("pools")))
    }

    /// The file of a table; `None` for a hash that is none, as a foreign dossier may hold one.
    pub fn path(&self, hash: &str) -> Option<PathBuf> {
        let sound = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        sound.then(|| {
            self.folder
                .join(format!("pool-{}.col", hash.to_ascii_lowercase()))
        })
    }

    /// Keeps a table under its hash.
    ///
    /// # Errors
    /// The system's, if the folder cannot be written to; the table is as good without.
    pub fn put(&self, table: &StatTable) -> io::Result<()> {
        let Some(path) = self.path(&table.hash) else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the table has no hash",
            ));
        };
        fs::create_dir_all(&self.folder)?;
        let temporary =
            self.folder
                .join(format!(".pool-{}.{}.tmp", &table.hash, std::process::id()));
        let written =
            fs::write(&temporary, encode(table)).and_then(|()| fs::rename(&temporary, &path));
        if written.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    /// A table by the hash of its source.
    ///
    /// # Errors
    /// [`CacheError`] if there is none or if it is damaged.
    pub fn get(&self, hash: &str) -> Result<StatTable, CacheError> {
        let path = self.path(hash).ok_or(CacheError::Missing)?;
        let table = decode(&path)?;
        if table.hash.eq_ignore_ascii_case(hash) {
            Ok(table)
        } else {
            Err(CacheError::Damaged("it holds another table"))
        }
    }

    /// A table by its hash, built again from its source if the cache does not hold it whole.
    pub fn fetch(
        &self,
        hash: &str,
        build: impl FnOnce() -> Option<StatTable>,
    ) -> Option<(StatTable, Fetched)> {
        let fetched = match self.get(hash) {
            Ok(table) => return Some((table, Fetched::Cached)),
            Err(CacheError::Missing) => Fetched::Built,
            Err(_) => {
                self.forget(hash);
                Fetched::Rebuilt
            }
        };
        let table = build()?;
        if let Err(err) = self.put(&table) {
            log::warn!("a stat table could not be cached: {err}");
        }
        Some((table, fetched))
    }

    /// Throws a file away.
    pub fn forget(&self, hash: &str) {
        if let Some(path) = self.path(hash) {
            // It may be gone already.
            let _ = fs::remove_file(path);
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

#[cfg(test)]
mod tests;
