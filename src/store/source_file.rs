//! Reading files that other people made: plain or gzipped, alone or in folders, within limits.
//!
//! Nothing is trusted: a file that unpacks to more than it may, a folder that leads back into
//! itself and a pipe that never ends are each refused with a message.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flate2::read::MultiGzDecoder;

/// How large other people's files may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLimits {
    /// Bytes of one file on disk.
    pub bytes: u64,
    /// Bytes of one file once unpacked.
    pub unpacked: u64,
    /// Files in a folder and the folders in it.
    pub files: usize,
    /// Folders within folders.
    pub depth: usize,
}

impl Default for SourceLimits {
    fn default() -> Self {
        Self {
            bytes: 1 << 30,
            unpacked: 2 << 30,
            files: 20_000,
            depth: 8,
        }
    }
}

/// Why a file of somebody else could not be read. `Display` says what was tried and why it failed;
/// [`SourceError::advice`] says what to do now.
#[derive(Clone, Debug, thiserror::Error)]
#[error("Could not read {}. {trouble}", path.display())]
pub struct SourceError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub trouble: SourceTrouble,
}

/// What is wrong with a file of somebody else.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SourceTrouble {
    /// Nothing has this name.
    #[error("There is no such file or folder")]
    Missing,
    /// A folder stands where one file is asked for.
    #[error("It is a folder")]
    IsFolder,
    /// A device, a pipe or a socket.
    #[error("It is not an ordinary file")]
    NotAFile,
    /// The system refuses.
    #[error("You have no permission")]
    NoPermission,
    /// Too many bytes on disk.
    #[error("It has {found} bytes, and a source may have {max}")]
    TooLarge {
        /// What it has.
        found: u64,
        /// What it may have.
        max: u64,
    },
    /// Too many bytes once unpacked.
    #[error("Unpacked it has more than {max} bytes, and a source may have no more")]
    UnpacksTooLarge {
        /// What it may have.
        max: u64,
    },
    /// The compressed bytes are cut off or damaged.
    #[error("It is compressed and damaged ({why})")]
    BadGzip {
        /// What the unpacking says.
        why: String,
    },
    /// Too many files in a folder.
    #[error("It holds more than {max} files")]
    TooManyFiles {
        /// How many it may hold.
        max: usize,
    },
    /// Folders within folders without an end.
    #[error("It holds folders more than {max} deep")]
    TooDeep {
        /// How deep it may be.
        max: usize,
    },
    /// A folder without a file that could be read.
    #[error("It holds no file")]
    Empty,
    /// Any other trouble.
    #[error("{0}")]
    Io(Arc<io::Error>),
}

impl SourceError {
    /// What to do now.
    pub fn advice(&self) -> &'static str {
        match self.trouble {
            SourceTrouble::Missing => "It may have been moved or renamed. Look for it again",
            SourceTrouble::IsFolder => "Choose a file in it",
            SourceTrouble::NotAFile | SourceTrouble::Empty => "Choose another one",
            SourceTrouble::NoPermission => "Ask its owner for permission to read it",
            SourceTrouble::TooLarge { .. } | SourceTrouble::UnpacksTooLarge { .. } => {
                "Divide it into smaller files"
            }
            SourceTrouble::BadGzip { .. } => "Download or copy it again",
            SourceTrouble::TooManyFiles { .. } | SourceTrouble::TooDeep { .. } => {
                "Choose the folder with the files themselves"
            }
            SourceTrouble::Io(_) => "Try again, or copy it to another drive",
        }
    }

    fn new(path: &Path, trouble: SourceTrouble) -> Self {
        Self {
            path: path.to_owned(),
            trouble,
        }
    }

    fn of_io(path: &Path, err: io::Error) -> Self {
        let trouble = match err.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SourceTrouble::Missing,
            io::ErrorKind::IsADirectory => SourceTrouble::IsFolder,
            io::ErrorKind::PermissionDenied => SourceTrouble::NoPermission,
            _ => SourceTrouble::Io(Arc::new(err)),
        };
        Self::new(path, trouble)
    }
}

/// The bytes of one file; gzipped ones are unpacked, whatever their name.
pub fn read_source(path: &Path, limits: &SourceLimits) -> Result<Vec<u8>, SourceError> {
    let packed = read_packed(path, limits)?;
    unpack(packed, limits).map_err(|trouble| SourceError::new(path, trouble))
}

/// The bytes of one file as they are on disk.
pub fn read_packed(path: &Path, limits: &SourceLimits) -> Result<Vec<u8>, SourceError> {
    let trouble = |err| SourceError::of_io(path, err);
    let refused = |trouble| Err(SourceError::new(path, trouble));
    // Before it is opened: opening a pipe waits for a writer.
    let metadata = fs::metadata(path).map_err(trouble)?;
    if metadata.is_dir() {
        return refused(SourceTrouble::IsFolder);
    }
    if !metadata.is_file() {
        return refused(SourceTrouble::NotAFile);
    }
    let too_large = |found| SourceTrouble::TooLarge {
        found,
        max: limits.bytes,
    };
    if metadata.len() > limits.bytes {
        return refused(too_large(metadata.len()));
    }
    let file = File::open(path).map_err(trouble)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default() + 1);
    file.take(limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(trouble)?;
    if bytes.len() as u64 > limits.bytes {
        return refused(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// The content of gzipped bytes; any other bytes as they are.
pub fn unpack(bytes: Vec<u8>, limits: &SourceLimits) -> Result<Vec<u8>, SourceTrouble> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return if bytes.len() as u64 > limits.unpacked {
            Err(SourceTrouble::UnpacksTooLarge {
                max: limits.unpacked,
            })
        } else {
            Ok(bytes)
        };
    }
    let mut content = Vec::with_capacity(likely_size(&bytes, limits));
    MultiGzDecoder::new(bytes.as_slice())
        .take(limits.unpacked.saturating_add(1))
        .read_to_end(&mut content)
        .map_err(|err| SourceTrouble::BadGzip {
            why: err.to_string(),
        })?;
    if content.len() as u64 > limits.unpacked {
        return Err(SourceTrouble::UnpacksTooLarge {
            max: limits.unpacked,
        });
    }
    Ok(content)
}

/// Reads files on all cores and hands each to `work`; what comes out is in the order of the files.
pub fn each_source<T: Send>(
    files: &[PathBuf],
    limits: &SourceLimits,
    work: impl Fn(&Path, Result<Vec<u8>, SourceError>) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let idx = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = files.get(idx) else {
                return done;
            };
            done.push((idx, work(path, read_source(path, limits))));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(files.len()))
            .map(|_| scope.spawn(worker))
            .collect();
        let mut done = worker();
        // A worker that panicked took its files along; ours is not to panic too.
        done.extend(
            others
                .into_iter()
                .flat_map(|other| other.join().unwrap_or_default()),
        );
        done
    });
    done.sort_by_key(|(idx, _)| *idx);
    done.into_iter().map(|(_, result)| result).collect()
}

/// What the last four bytes claim, as far as that can be believed: event files pack 15 to 1.
fn likely_size(packed: &[u8], limits: &SourceLimits) -> usize {
    let claimed = packed
        .last_chunk::<4>()
        .map_or(0, |end| u32::from_le_bytes(*end));
    let believed = u64::from(claimed)
        .min(packed.len() as u64 * 32)
        .min(limits.unpacked);
    // One more, so that the end is found without growing.
    usize::try_from(believed).unwrap_or_default() + 1
}

/// The files behind paths, folders opened up: each folder's files in the order of their names, then
/// its folders'. Hidden files are left out.
pub fn list_sources(paths: &[PathBuf], limits: &SourceLimits) -> Result<Vec<PathBuf>, SourceError> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|err| SourceError::of_io(path, err))?;
        if metadata.is_dir() {
            let before = files.len();
            list_folder(path, limits, 0, &mut files)?;
            if files.len() == before {
                return Err(SourceError::new(path, SourceTrouble::Empty));
            }
        } else {
            files.push(path.clone());
        }
        if files.len() > limits.files {
            let trouble = SourceTrouble::TooManyFiles { max: limits.files };
            return Err(SourceError::new(path, trouble));
        }
    }
    Ok(files)
}

fn list_folder(
    folder: &Path,
    limits: &SourceLimits,
    depth: usize,
    files: &mut Vec<PathBuf>,
) -> Result<(), SourceError> {
    let trouble = |err| SourceError::of_io(folder, err);
    if depth > limits.depth {
        let trouble = SourceTrouble::TooDeep { max: limits.depth };
        return Err(SourceError::new(folder, trouble));
    }
    let (mut here, mut folders) = (Vec::new(), Vec::new());
    for (seen, entry) in fs::read_dir(folder).map_err(trouble)?.enumerate() {
        if seen > limits.files {
            let trouble = SourceTrouble::TooManyFiles { max: limits.files };
            return Err(SourceError::new(folder, trouble));
        }
        let entry = entry.map_err(trouble)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // A link may lead back here: it is followed to a file, never to a folder.
        let path = entry.path();
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => here.push(path),
            Ok(metadata) if metadata.is_dir() && !is_link => folders.push(path),
            _ => {}
        }
    }
    here.sort();
    folders.sort();
    files.append(&mut here);
    if files.len() > limits.files {
        let trouble = SourceTrouble::TooManyFiles { max: limits.files };
        return Err(SourceError::new(folder, trouble));
    }
    folders
        .iter()
        .try_for_each(|folder| list_folder(folder, limits, depth + 1, files))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_gzipped_file_reads_like_a_plain_one() {
        let content = b"[1, 2, 3]".repeat(1_000);
        let limits = SourceLimits::default();
        assert_eq!(unpack(content.clone(), &limits).unwrap(), content);
        assert_eq!(unpack(packed(&content), &limits).unwrap(), content);
        let twice = [packed(b"one"), packed(b"two")].concat();
        assert_eq!(unpack(twice, &limits).unwrap(), b"onetwo");
    }

    #[test]
    fn a_damaged_gzip_is_said_to_be_one() {
        let whole = packed(&b"content".repeat(500));
        for cut in [2, 9, 12, whole.len() / 2, whole.len() - 1] {
            let trouble = unpack(whole[..cut].to_vec(), &SourceLimits::default()).unwrap_err();
            assert!(
                matches!(trouble, SourceTrouble::BadGzip { .. }),
                "{cut}: {trouble}"
            );
        }
    }

    #[test]
    fn each_limit_has_its_message() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, [b'1'; 100]).unwrap();
        fs::write(folder.path().join("b.json"), packed(&[b'1'; 300])).unwrap();
        let deep = folder.path().join("one/two");
        fs::create_dir_all(&deep).unwrap();
        let message = |result: Result<Vec<PathBuf>, SourceError>| result.unwrap_err().to_string();
        let read = |name: &str, limits: SourceLimits| {
            message(read_source(&folder.path().join(name), &limits).map(|_| Vec::new()))
        };
        let all = SourceLimits::default();
        let list =
            |limits: SourceLimits| message(list_sources(&[folder.path().to_owned()], &limits));
        for (found, words) in [
            (
                read(
                    "a.json",
                    SourceLimits {
                        bytes: 99,
                        ..all.clone()
                    },
                ),
                "It has 100 bytes, and a source may have 99",
            ),
            (
                read(
                    "a.json",
                    SourceLimits {
                        unpacked: 99,
                        ..all.clone()
                    },
                ),
                "Unpacked it has more than 99 bytes",
            ),
            (
                read(
                    "b.json",
                    SourceLimits {
                        unpacked: 299,
                        ..all.clone()
                    },
                ),
                "Unpacked it has more than 299 bytes",
            ),
            (read("none", all.clone()), "There is no such file or folder"),
            (read("one", all.clone()), "It is a folder"),
            (
                list(SourceLimits {
                    files: 1,
                    ..all.clone()
                }),
                "It holds more than 1 files",
            ),
            (
                list(SourceLimits {
                    depth: 1,
                    ..all.clone()
                }),
                "It holds folders more than 1 deep",
            ),
            (
                message(list_sources(std::slice::from_ref(&deep), &all)),
                "It holds no file",
            ),
        ] {
            assert!(found.contains(words), "{found}");
            assert!(found.starts_with("Could not read "), "{found}");
        }
    }

    #[test]
    fn folders_are_opened_up_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("below");
        fs::create_dir(&below).unwrap();
        for name in ["b", "a", "c", ".hidden", "below/a"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let files = list_sources(
            &[below.join("a"), folder.path().to_owned()],
            &SourceLimits::default(),
        );
        let names: Vec<PathBuf> = files
            .unwrap()
            .iter()
            .map(|file| file.strip_prefix(folder.path()).unwrap().to_owned())
            .collect();
        let expected = ["below/a", "a", "b", "c", "below/a"].map(PathBuf::from);
        assert_eq!(names, expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "a").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        let files = list_sources(&[folder.path().to_owned()], &SourceLimits::default()).unwrap();
        assert_eq!(files.len(), 1);
    }
}
