//! Opening a file, and noticing that somebody else changed it since.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use blake3::{Hash, Hasher};

use super::decode::{self, DecodeError, Loaded};
use super::error::{Attempt, StoreError};
use super::limits::Limits;

/// What a file looked like when it was read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// Bytes.
    pub size: u64,
    /// When it was last written, if the system says.
    pub modified: Option<SystemTime>,
    /// Its number in the file system; 0 where there is none.
    pub inode: u64,
    /// The BLAKE3 hash of its bytes.
    pub hash: Hash,
}

impl FileStamp {
    pub(super) fn new(metadata: &Metadata, hash: Hash) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            inode: inode(metadata),
            hash,
        }
    }

    /// True if the file looks as it did, so that its bytes need not be read.
    fn looks_like(&self, metadata: &Metadata) -> bool {
        self.size == metadata.len()
            && self.modified.is_some()
            && self.modified == metadata.modified().ok()
            && self.inode == inode(metadata)
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.ino()
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// Opens a dossier.
pub fn load(path: &Path) -> Result<(Loaded, FileStamp), StoreError> {
    let limits = Limits::default();
    let (bytes, metadata) = read_file(path, &limits)?;
    let (loaded, hash) = decode::read(&bytes, &limits).map_err(|source| match source {
        DecodeError::Limit(limit) => too_large(path, limit),
        source => StoreError::Unreadable {
            path: path.to_owned(),
            source,
        },
    })?;
    Ok((loaded, FileStamp::new(&metadata, hash)))
}

fn too_large(path: &Path, limit: super::limits::Limit) -> StoreError {
    StoreError::TooLarge {
        attempt: Attempt::Open,
        path: path.to_owned(),
        limit,
    }
}

fn read_file(path: &Path, limits: &Limits) -> Result<(Vec<u8>, Metadata), StoreError> {
    let trouble = |err| StoreError::of_io(Attempt::Open, path, err);
    // Before it is opened: opening a pipe waits for a writer.
    check_kind(
        Attempt::Open,
        path,
        &std::fs::metadata(path).map_err(trouble)?,
    )?;
    let file = File::open(path).map_err(trouble)?;
    // Before it is read: a change while it is read is then seen as one.
    let metadata = file.metadata().map_err(trouble)?;
    limits
        .check_size(metadata.len())
        .map_err(|limit| too_large(path, limit))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default() + 1);
    let read = file
        .take(limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes);
    read.map_err(trouble)?;
    Ok((bytes, metadata))
}

/// Refuses what is no ordinary file.
pub(super) fn check_kind(
    attempt: Attempt,
    path: &Path,
    metadata: &Metadata,
) -> Result<(), StoreError> {
    let path = || path.to_owned();
    if metadata.is_dir() {
        return Err(StoreError::IsFolder {
            attempt,
            path: path(),
        });
    }
    if !metadata.is_file() {
        return Err(StoreError::NotAFile {
            attempt,
            path: path(),
        });
    }
    Ok(())
}

/// What became of a file since it was read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Nothing.
    Same,
    /// It holds the same bytes but looks like this now, as after a copy that was put back.
    Touched(FileStamp),
    /// It is gone or holds other bytes.
    Changed,
}

/// Looks at a file again; its bytes are read only if it looks another way than it did.
pub fn look(path: &Path, stamp: &FileStamp) -> Looked {
    let Ok(metadata) = std::fs::metadata(path) else {
        return Looked::Changed;
    };
    if differs(path, &metadata, stamp) {
        Looked::Changed
    } else if stamp.looks_like(&metadata) {
        Looked::Same
    } else {
        Looked::Touched(FileStamp::new(&metadata, stamp.hash))
    }
}

/// True if the file is gone or holds other bytes than when it was read or written.
pub fn changed(path: &Path, stamp: &FileStamp) -> bool {
    look(path, stamp) == Looked::Changed
}

/// True if the bytes of a file are other ones. A file that cannot be read counts as changed.
pub(super) fn differs(path: &Path, metadata: &Metadata, stamp: &FileStamp) -> bool {
    if stamp.looks_like(metadata) {
        return false;
    }
    metadata.len() != stamp.size || hash_file(path).ok() != Some(stamp.hash)
}

fn hash_file(path: &Path) -> io::Result<Hash> {
    let mut hasher = Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}
