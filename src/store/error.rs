//! Why a file could not be opened or saved, in words for the person who asked for it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::decode::DecodeError;
use super::limits::Limit;
use super::load::FileStamp;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// To read a dossier.
    Open,
    /// To write a dossier.
    Save,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Save => "save",
        })
    }
}

/// Why a file could not be opened or saved. `Display` says what was tried and why it failed;
/// [`StoreError::advice`] says what to do now. After a failed save the old file is as it was.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing has this name.
    #[error("Could not open {}. There is no such file", path.display())]
    NoSuchFile {
        /// The file.
        path: PathBuf,
    },
    /// The folder to save in is gone.
    #[error("Could not save {}. Its folder does not exist", path.display())]
    NoSuchFolder {
        /// The file.
        path: PathBuf,
    },
    /// A folder has this name.
    #[error("Could not {attempt} {}. It is a folder", path.display())]
    IsFolder {
        /// What was tried.
        attempt: Attempt,
        /// The folder.
        path: PathBuf,
    },
    /// A device, a pipe or a socket has this name.
    #[error("Could not {attempt} {}. It is not an ordinary file", path.display())]
    NotAFile {
        /// What was tried.
        attempt: Attempt,
        /// What has the name.
        path: PathBuf,
    },
    /// The system refuses.
    #[error("Could not {attempt} {}. You have no permission", path.display())]
    NoPermission {
        /// What was tried.
        attempt: Attempt,
        /// The file.
        path: PathBuf,
    },
    /// The file is marked read-only.
    #[error("Could not save {}. The file is read-only", path.display())]
    ReadOnlyFile {
        /// The file.
        path: PathBuf,
    },
    /// No file can be made in the folder.
    #[error("Could not save {}. Its folder is read-only", path.display())]
    ReadOnlyFolder {
        /// The file.
        path: PathBuf,
    },
    /// No room.
    #[error("Could not save {}. The disk is full", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// The dossier holds more than could be opened again.
    #[error("Could not {attempt} {}. {limit}", path.display())]
    TooLarge {
        /// What was tried.
        attempt: Attempt,
        /// The file.
        path: PathBuf,
        /// The limit.
        limit: Limit,
    },
    /// The bytes are no dossier that this version can read.
    #[error("Could not open {}. {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
    /// Somebody else wrote the file since it was read.
    #[error("Could not save {}. The file was changed by another program since it was opened", path.display())]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// What would be written could not be read again.
    #[error("Could not save {}. The new file would not open again. {why}", path.display())]
    WouldNotReopen {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The new file is in place, but the disk did not confirm it.
    #[error("Saved {}, but the disk did not confirm it ({source})", path.display())]
    NotConfirmed {
        /// The file.
        path: PathBuf,
        /// What it looks like now, so that it is not taken for somebody else's.
        stamp: FileStamp,
        /// What the system says.
        source: Arc<io::Error>,
    },
    /// Any other trouble.
    #[error("Could not {attempt} {}. {source}", path.display())]
    Io {
        /// What was tried.
        attempt: Attempt,
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: Arc<io::Error>,
    },
}

impl StoreError {
    /// The file that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NoSuchFile { path }
            | Self::NoSuchFolder { path }
            | Self::IsFolder { path, .. }
            | Self::NotAFile { path, .. }
            | Self::NoPermission { path, .. }
            | Self::ReadOnlyFile { path }
            | Self::ReadOnlyFolder { path }
            | Self::DiskFull { path }
            | Self::TooLarge { path, .. }
            | Self::Unreadable { path, .. }
            | Self::ChangedOnDisk { path }
            | Self::WouldNotReopen { path, .. }
            | Self::NotConfirmed { path, .. }
            | Self::Io { path, .. } => path,
        }
    }

    /// What to do now.
    pub fn advice(&self) -> &str {
        match self {
            Self::NoSuchFile { .. } => "It may have been moved or renamed. Look for it with Open…",
            Self::NoSuchFolder { .. } => {
                "Save it in another folder. If it was on a drive, connect the drive again"
            }
            Self::IsFolder {
                attempt: Attempt::Open,
                ..
            } => "Choose a file in it",
            Self::IsFolder {
                attempt: Attempt::Save,
                ..
            } => "Save it under another name",
            Self::NotAFile { .. } => "Choose another file",
            Self::NoPermission {
                attempt: Attempt::Open,
                ..
            } => "Ask its owner for permission to read it",
            Self::NoPermission {
                attempt: Attempt::Save,
                ..
            }
            | Self::ReadOnlyFile { .. } => {
                "Save a copy under another name, or ask its owner for permission to change it"
            }
            Self::ReadOnlyFolder { .. } => "Save a copy in another folder",
            Self::DiskFull { .. } => {
                "Free some space and save again, or save a copy on another drive"
            }
            Self::TooLarge {
                attempt: Attempt::Open,
                ..
            } => "Divide it into smaller dossiers with the program that wrote it",
            Self::TooLarge {
                attempt: Attempt::Save,
                ..
            } => "Take something out, or divide the dossier",
            Self::Unreadable { source, .. } => source.advice(),
            Self::ChangedOnDisk { .. } => {
                "Save a copy under another name, or open the file again to see what changed"
            }
            Self::WouldNotReopen { .. } => {
                "Undo the last changes and save again. The old file is as it was"
            }
            Self::NotConfirmed { .. } => "Save again, and keep a copy on another drive",
            Self::Io {
                attempt: Attempt::Open,
                ..
            } => "Try again, or open an older copy",
            Self::Io {
                attempt: Attempt::Save,
                ..
            } => "Try again, or save a copy in another folder",
        }
    }

    /// Sorts an error of the system by what a person can do about it.
    pub(super) fn of_io(attempt: Attempt, path: &Path, err: io::Error) -> Self {
        let path = path.to_owned();
        match (err.kind(), attempt) {
            (io::ErrorKind::NotFound | io::ErrorKind::NotADirectory, Attempt::Open) => {
                Self::NoSuchFile { path }
            }
            (io::ErrorKind::NotFound | io::ErrorKind::NotADirectory, Attempt::Save) => {
                Self::NoSuchFolder { path }
            }
            (io::ErrorKind::IsADirectory, attempt) => Self::IsFolder { attempt, path },
            (io::ErrorKind::PermissionDenied, attempt) => Self::NoPermission { attempt, path },
            (io::ErrorKind::ReadOnlyFilesystem, Attempt::Save) => Self::ReadOnlyFolder { path },
            (io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded, Attempt::Save) => {
                Self::DiskFull { path }
            }
            (_, attempt) => Self::Io {
                attempt,
                path,
                source: Arc::new(err),
            },
        }
    }
}
