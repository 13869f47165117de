//! What was changed and not saved, kept in case the program ends without being asked.
//!
//! A journal is a file of the program's own, beside no dossier: first a line that says where the
//! dossier came from, then one for each record that was changed, as the record stood afterwards. A
//! line that is cut off or damaged ends it; what stands above is as good as before. Whoever writes
//! a journal holds a lock on it, which the system takes away when the program ends in whatever way.

mod line;
#[cfg(test)]
mod tests;

use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use self::line::{Chain, Step, lines};
use super::disk::{Disk, RealDisk};
use super::draft::nameless;
use super::limits::Limits;
use super::load::FileStamp;
use super::revision::Revision;
use crate::domain::dossier::Dossier;
use crate::domain::id::{DossierId, RevisionId};

/// The version of the lines that this program reads and writes.
const VERSION: u32 = 1;
const ENDING: &str = "journal";

/// Where a dossier came from that is not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Which dossier.
    pub doc: DossierId,
    /// What it is called in the window.
    pub name: String,
    /// The file that lacks the changes; `None` if it was never saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<OriginFile>,
}

/// The state of a file to which changes belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginFile {
    /// Where it was.
    pub path: String,
    /// Which saved state it held.
    pub revision: RevisionId,
    /// The BLAKE3 hash of its bytes.
    pub hash: String,
}

impl OriginFile {
    /// A file as it was read or written.
    pub fn new(path: &Path, revision: &Revision, stamp: &FileStamp) -> Self {
        Self {
            path: path.to_string_lossy().into_owned(),
            revision: revision.id,
            hash: stamp.hash.to_hex().to_string(),
        }
    }
}

/// The first line.
#[derive(Serialize, Deserialize)]
struct Top {
    journal: u32,
    app: String,
    pid: u32,
    origin: Origin,
}

/// The folder of the journals.
#[derive(Clone, Debug)]
pub struct Journals {
    folder: PathBuf,
}

impl Journals {
    /// Journals in a folder, which is made when something is kept in it.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The journals of the person who runs the program; `None` if the system has no place for them.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "backline")?;
        Some(Self::new(folders.data_local_dir().join("unsaved")))
    }

    /// Begins a journal. `base` is what the file of the origin holds; without one, the first entry
    /// holds the whole dossier.
    ///
    /// # Errors
    /// The system's.
    pub fn begin(&self, origin: &Origin, base: Option<Arc<Dossier>>) -> io::Result<Journal> {
        std::fs::create_dir_all(&self.folder)?;
        let random = RandomState::new().build_hasher().finish();
        let name = format!("{}-{random:016x}.{ENDING}", origin.doc);
        let path = self.folder.join(name);
        let mut file = RealDisk.create_new(&path)?;
        // A file system without locks goes by the number of the process.
        if let Err(err) = file.lock() {
            tracing::warn!("a journal could not be locked: {err}");
        }
        let top = Top {
            journal: VERSION,
            app: format!("backline {}", env!("CARGO_PKG_VERSION")),
            pid: std::process::id(),
            origin: origin.clone(),
        };
        let mut chain = Chain::default();
        let top = chain.seal(&serde_json::to_string(&top)?);
        let begun = RealDisk
            .write(&mut file, top.as_bytes())
            .and_then(|()| RealDisk.sync_folder(&self.folder));
        if let Err(err) = begun {
            // The first error is the one to tell.
            let _ = RealDisk.remove(&path);
            return Err(err);
        }
        Ok(Journal {
            file,
            path,
            length: top.len() as u64,
            chain,
            held: base,
        })
    }

    /// The journals that no running program writes, the oldest first, with where each came from.
    pub fn left_behind(&self) -> Vec<(PathBuf, Origin)> {
        let origin = |path: PathBuf| {
            let file = locked(&path)?;
            let mut line = Vec::new();
            BufReader::new(file).read_until(b'\n', &mut line).ok()?;
            let top = Chain::default()
                .open(line.strip_suffix(b"\n")?)
                .map(read_top)??;
            Some((path, top.origin))
        };
        self.files().into_iter().filter_map(origin).collect()
    }

    /// What was left unsaved of a file that was just read, and whether the file is still the one to
    /// which the changes belong. Changes that the file holds by now are forgotten.
    pub fn of_file(
        &self,
        path: &Path,
        dossier: &Dossier,
        stamp: &FileStamp,
    ) -> Option<(Unsaved, Fit)> {
        let mut found: Vec<(Unsaved, Fit)> = Vec::new();
        for (journal, origin) in self.left_behind() {
            let Some(file) = &origin.file else {
                continue;
            };
            let here = *path.to_string_lossy() == file.path;
            let same = origin.doc == dossier.id && stamp.hash.to_hex().as_str() == file.hash;
            let moved_here = same && !Path::new(&file.path).exists();
            if !here && !moved_here {
                continue;
            }
            let Some(unsaved) = self.open(&journal) else {
                continue;
            };
            if !unsaved.changes(dossier) {
                unsaved.discard();
                continue;
            }
            let fit = if same { Fit::Same } else { Fit::Changed };
            found.push((unsaved, fit));
        }
        found.sort_by_key(|(unsaved, fit)| (*fit == Fit::Same, unsaved.at));
        found.pop()
    }

    /// Reads a journal that no running program writes; `None` if there is none or its first line is
    /// damaged.
    pub fn open(&self, path: &Path) -> Option<Unsaved> {
        let mut file = locked(path)?;
        let mut bytes = Vec::new();
        let limits = Limits::default();
        let read = (&mut file).take(limits.bytes).read_to_end(&mut bytes);
        if let Err(err) = read {
            tracing::warn!("a journal could not be read: {err}");
        }
        let (origin, replay) = replay(&bytes, &limits)?;
        Some(Unsaved {
            origin,
            cut: replay.length < bytes.len(),
            steps: replay.steps,
            at: replay.at,
            journal: Journal {
                file,
                path: path.to_owned(),
                length: replay.length as u64,
                chain: replay.chain,
                held: None,
            },
        })
    }

    fn files(&self) -> Vec<PathBuf> {
        let Ok(folder) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
        let entries = folder.filter_map(Result::ok).map(|entry| entry.path());
        let mut files: Vec<PathBuf> = entries.filter(is_journal).collect();
        let written = |path: &PathBuf| path.metadata().and_then(|data| data.modified()).ok();
        files.sort_by_cached_key(|path| (written(path), path.clone()));
        files
    }
}

/// Opens a journal if nobody writes it.
fn locked(path: &Path) -> Option<File> {
    let mut file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return None,
        Err(TryLockError::Error(_)) if is_written_by_a_process(&mut file) => return None,
        Err(TryLockError::Error(_)) => {}
    }
    // Its writer may have removed it while we waited for the lock.
    path.exists().then_some(file)
}

/// Where files cannot be locked: true if the process that the first line names is running.
fn is_written_by_a_process(file: &mut File) -> bool {
    let mut line = Vec::new();
    let read = BufReader::new(&mut *file).read_until(b'\n', &mut line);
    let rewound = file.rewind();
    let top = line
        .strip_suffix(b"\n")
        .and_then(|line| Chain::default().open(line).and_then(read_top));
    let (Ok(_), Ok(()), Some(top)) = (read, rewound, top) else {
        return true;
    };
    #[cfg(unix)]
    {
        let pid = i32::try_from(top.pid)
            .ok()
            .and_then(rustix::process::Pid::from_raw);
        pid.is_some_and(|pid| rustix::process::test_kill_process(pid).is_ok())
    }
    #[cfg(not(unix))]
    {
        let _ = top;
        true
    }
}

fn read_top(json: &str) -> Option<Top> {
    let top: Top = serde_json::from_str(json).ok()?;
    (top.journal == VERSION).then_some(top)
}

/// What the sound part of a journal says.
struct Replay {
    steps: Vec<Step>,
    /// When the last line was written.
    at: DateTime<Utc>,
    chain: Chain,
    /// Bytes of the sound part.
    length: usize,
}

fn replay(bytes: &[u8], limits: &Limits) -> Option<(Origin, Replay)> {
    let mut chain = Chain::default();
    // What follows the last end of a line is half a line.
    let mut lines = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .filter_map(|line| line.strip_suffix(b"\n"));
    let top = lines.next()?;
    let origin = chain.open(top).and_then(read_top)?.origin;
    let mut replay = Replay {
        steps: Vec::new(),
        at: DateTime::UNIX_EPOCH,
        chain,
        length: top.len() + 1,
    };
    for line in lines {
        let mut chain = replay.chain.clone();
        let Some((step, at)) = chain.open(line).and_then(|json| Step::read(json, limits)) else {
            break;
        };
        replay.steps.push(step);
        replay.at = at;
        replay.chain = chain;
        replay.length += line.len() + 1;
    }
    Some((origin, replay))
}

/// A journal that is being written. It outlives its program unless it is removed.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    /// Bytes that are known to be whole.
    length: u64,
    chain: Chain,
    /// The state that it leads to; `None` if nothing is known of the dossier without it.
    held: Option<Arc<Dossier>>,
}

impl Journal {
    /// Adds what changed since the last entry, and waits until it is on the disk.
    ///
    /// # Errors
    /// The system's; the journal is then as it was.
    pub fn append(&mut self, present: &Arc<Dossier>, at: DateTime<Utc>) -> io::Result<()> {
        self.append_on(&RealDisk, present, at)
    }

    fn append_on(
        &mut self,
        disk: &impl Disk,
        present: &Arc<Dossier>,
        at: DateTime<Utc>,
    ) -> io::Result<()> {
        let mut chain = self.chain.clone();
        let lines = lines(self.held.as_deref(), present, at, &mut chain)?;
        let written = disk
            .write(&mut self.file, &lines)
            .and_then(|()| disk.sync(&self.file));
        if let Err(err) = written {
            // Half a line would end the replay before all that is added later.
            self.cut()?;
            return Err(err);
        }
        self.length += lines.len() as u64;
        self.chain = chain;
        self.held = Some(present.clone());
        Ok(())
    }

    /// Takes away what follows the sound part.
    fn cut(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(io::SeekFrom::Start(self.length))?;
        Ok(())
    }

    /// Takes the file away: everything in it is saved or given up.
    pub fn remove(self) {
        if let Err(err) = RealDisk.remove(&self.path)
            && err.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!("a journal could not be removed: {err}");
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Whether unsaved changes belong to the file as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The file is the one that was changed.
    Same,
    /// Somebody has written the file since.
    Changed,
}

/// Changes that were left unsaved. Nobody else reads or writes their journal meanwhile.
#[derive(Debug)]
pub struct Unsaved {
    /// To what they belong.
    pub origin: Origin,
    /// When the last of them was kept.
    pub at: DateTime<Utc>,
    /// True if the end of the journal was damaged.
    pub cut: bool,
    steps: Vec<Step>,
    journal: Journal,
}

impl Unsaved {
    /// A dossier with the changes in it.
    pub fn onto(&self, base: &Dossier) -> Dossier {
        let mut dossier = base.clone();
        for step in &self.steps {
            step.carry_out(&mut dossier);
        }
        dossier
    }

    /// The dossier of a journal that holds all of it.
    pub fn whole(&self) -> Dossier {
        self.onto(&Dossier::new(self.origin.doc, nameless()))
    }

    /// False if the dossier already says all that the changes say.
    pub fn changes(&self, base: &Dossier) -> bool {
        let changed = self.onto(base);
        let record = |id| changed.record(id) != base.record(id);
        changed.head != base.head
            || changed.extra != base.extra
            || changed.differing(base).into_iter().any(record)
    }

    /// True if not one change could be read.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Goes on with the journal, for the dossier that holds the changes.
    ///
    /// # Errors
    /// The system's, if a damaged end cannot be taken away.
    pub fn go_on(self, present: Arc<Dossier>) -> io::Result<Journal> {
        let mut journal = self.journal;
        journal.cut()?;
        journal.held = Some(present);
        Ok(journal)
    }

    /// The journal, to be removed once the changes are kept elsewhere.
    pub fn into_journal(self) -> Journal {
        self.journal
    }

    /// Gives the changes up.
    pub fn discard(self) {
        self.journal.remove();
    }
}
