//! Saving: the new file is written beside the old one and takes its place whole, or not at all.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blake3::Hash;

use crate::domain::dossier::Dossier;

use super::decode::decode;
use super::disk::{Disk, RealDisk, is_writable};
use super::encode::{Encoded, encode_in_pieces};
use super::error::{Attempt, StoreError};
use super::limits::{Limit, Limits};
use super::load::{FileStamp, check_kind, differs};
use super::notice::LoadNotice;
use super::revision::Revision;
use super::spread::both;

/// Larger files are read again before they are saved in development builds only; it would take
/// half as long as the save itself.
const ALWAYS_REREAD: usize = 10 << 20;

/// Writes a dossier to a file that is replaced whole or not at all.
///
/// With `expected`, nothing is written if the file holds other bytes than it did then. Without it,
/// the file is new or is overwritten knowingly. Links are followed and permissions kept; a new file
/// can be read by its owner only.
pub fn save(
    path: &Path,
    dossier: &Dossier,
    revision: &Revision,
    expected: Option<&FileStamp>,
) -> Result<FileStamp, StoreError> {
    save_on(&RealDisk, path, dossier, revision, expected)
}

fn save_on(
    disk: &impl Disk,
    path: &Path,
    dossier: &Dossier,
    revision: &Revision,
    expected: Option<&FileStamp>,
) -> Result<FileStamp, StoreError> {
    let trouble = |err| StoreError::of_io(Attempt::Save, path, err);
    let target = resolve(path).map_err(trouble)?;
    refuse_to_replace(path, &target, expected)?;
    let limits = Limits::default();
    check_limits(path, dossier, &limits)?;
    check_numbers(path, dossier)?;
    let encoded = encode_in_pieces(dossier, revision);
    if encoded.len() <= ALWAYS_REREAD || cfg!(debug_assertions) {
        check_reopens(path, &encoded.whole(), &limits)?;
    }

    let write = |file: &mut File| write_sealed(disk, path, file, &encoded, &limits);
    // Once more before the rename, for writing may have taken seconds.
    let look = || refuse_to_replace(path, &target, expected);
    let replaced = replace(disk, path, &target, write, look)?;
    let stamp = FileStamp::new(&replaced.metadata, replaced.written);
    match replaced.confirmed {
        Ok(()) => Ok(stamp),
        Err(err) => Err(StoreError::NotConfirmed {
            path: path.to_owned(),
            stamp,
            source: Arc::new(err),
        }),
    }
}

/// Writes any file whole or not at all; one that is already there is replaced knowingly.
pub fn export(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = resolve(path).map_err(|err| StoreError::of_io(Attempt::Save, path, err))?;
    let look = || refuse_to_replace(path, &target, None);
    look()?;
    let write = |file: &mut File| {
        let written = RealDisk.write(file, bytes);
        written.map_err(|err| StoreError::of_io(Attempt::Save, path, err))
    };
    let replaced = replace(&RealDisk, path, &target, write, look)?;
    // What was exported can be exported again, so this is no reason to alarm anybody.
    if let Err(err) = replaced.confirmed {
        tracing::warn!("the disk did not confirm an exported file: {err}");
    }
    Ok(())
}

/// Writes the pieces while their hash is taken, and the end mark below them. Refuses what would be
/// too large to be opened again. Returns the hash of the file.
fn write_sealed(
    disk: &impl Disk,
    path: &Path,
    file: &mut File,
    encoded: &Encoded,
    limits: &Limits,
) -> Result<Hash, StoreError> {
    let trouble = |err| StoreError::of_io(Attempt::Save, path, err);
    let seal = || {
        let (end, hash) = encoded.seal();
        limits.check_pieces(encoded.pieces().chain([end.as_bytes()]))?;
        Ok((end, hash))
    };
    let write = || {
        let mut pieces = encoded.pieces();
        pieces.try_for_each(|piece| disk.write(file, piece))
    };
    let (sealed, written) = both(seal, write);
    written.map_err(trouble)?;
    let (end, hash) = sealed.map_err(|limit| too_large(path, limit))?;
    disk.write(file, end.as_bytes()).map_err(trouble)?;
    Ok(hash)
}

/// A file that took the place of another.
struct Replaced<T> {
    /// What it looks like.
    metadata: Metadata,
    /// What writing it gave.
    written: T,
    /// Whether the disk confirmed that it took the place.
    confirmed: io::Result<()>,
}

/// Writes a file beside the target and puts it in its place, after a last look at it.
fn replace<T>(
    disk: &impl Disk,
    path: &Path,
    target: &Path,
    write: impl FnOnce(&mut File) -> Result<T, StoreError>,
    look: impl Fn() -> Result<(), StoreError>,
) -> Result<Replaced<T>, StoreError> {
    let trouble = |err| StoreError::of_io(Attempt::Save, path, err);
    let (folder, name) = folder_and_name(target).map_err(trouble)?;
    let temp = folder.join(temp_name(&name));
    let mut file = disk.create_new(&temp).map_err(|err| match err.kind() {
        io::ErrorKind::PermissionDenied => StoreError::ReadOnlyFolder {
            path: path.to_owned(),
        },
        _ => trouble(err),
    })?;
    let temp = Temp { disk, path: temp };
    let written = write(&mut file)?;
    // A drive without permissions refuses this; the new file then stays its owner's alone.
    if let Ok(old) = std::fs::metadata(target)
        && let Err(err) = disk.copy_mode(&old, &file)
    {
        tracing::warn!("the permissions of a saved file could not be kept: {err}");
    }
    disk.sync(&file).map_err(trouble)?;
    let metadata = file.metadata().map_err(trouble)?;
    // Windows renames no file that is open.
    drop(file);
    look()?;
    disk.rename(&temp.path, target).map_err(trouble)?;
    drop(temp);
    Ok(Replaced {
        metadata,
        written,
        confirmed: disk.sync_folder(&folder),
    })
}

/// The file behind a link, even if it does not exist yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    /// As many as the system follows.
    const MAX_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match std::fs::canonicalize(&path) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        let (folder, name) = folder_and_name(&path)?;
        let inside = std::fs::canonicalize(&folder)?.join(name);
        match std::fs::read_link(&inside) {
            Ok(link) => path = inside.with_file_name("").join(link),
            Err(_) => return Ok(inside),
        }
    }
    Err(io::Error::other("the link leads to itself"))
}

fn folder_and_name(path: &Path) -> io::Result<(PathBuf, std::ffi::OsString)> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::other("the path names no file"))?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    Ok((folder.unwrap_or(Path::new(".")).to_owned(), name.to_owned()))
}

fn refuse_to_replace(
    path: &Path,
    target: &Path,
    expected: Option<&FileStamp>,
) -> Result<(), StoreError> {
    let metadata = match std::fs::metadata(target) {
        Ok(metadata) => metadata,
        // Nothing is there that could be lost.
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(err) => return Err(StoreError::of_io(Attempt::Save, path, err)),
    };
    check_kind(Attempt::Save, path, &metadata)?;
    let path = || path.to_owned();
    if !is_writable(target, &metadata) {
        return Err(StoreError::ReadOnlyFile { path: path() });
    }
    if expected.is_some_and(|stamp| differs(target, &metadata, stamp)) {
        return Err(StoreError::ChangedOnDisk { path: path() });
    }
    Ok(())
}

fn check_limits(path: &Path, dossier: &Dossier, limits: &Limits) -> Result<(), StoreError> {
    limits
        .check_dossier(dossier)
        .map_err(|limit| too_large(path, limit))
}

/// Refuses numbers that JSON has no form for: the record would be lost when it is opened.
fn check_numbers(path: &Path, dossier: &Dossier) -> Result<(), StoreError> {
    let sound = |numbers: &BTreeMap<String, f64>| numbers.values().all(|number| number.is_finite());
    let player = dossier.players.values().find(|player| {
        let mut seasons = player.seasons.iter();
        !seasons.all(|season| sound(&season.metrics))
    });
    let pool = dossier
        .pools
        .values()
        .find(|pool| !pool.quoted.values().all(sound));
    let comparison = dossier
        .comparisons
        .values()
        .find(|comparison| !sound(&comparison.weights));
    let why = if let Some(player) = player {
        format!(
            "A season of {} holds a value that is no number",
            player.name
        )
    } else if let Some(pool) = pool {
        format!(
            "The stat pool {} holds a value that is no number",
            pool.name
        )
    } else if let Some(comparison) = comparison {
        format!(
            "The comparison {} has a weight that is no number",
            comparison.name
        )
    } else {
        return Ok(());
    };
    Err(StoreError::WouldNotReopen {
        path: path.to_owned(),
        why,
    })
}

/// Refuses to save what could not be opened again.
fn check_reopens(path: &Path, bytes: &[u8], limits: &Limits) -> Result<(), StoreError> {
    let counted = limits
        .check_bytes(bytes)
        .and_then(|()| limits.check_texts(bytes));
    counted.map_err(|limit| too_large(path, limit))?;
    let why = match decode(bytes, limits) {
        Ok(loaded) => {
            let harmless = |notice: &&LoadNotice| {
                matches!(
                    notice,
                    LoadNotice::UnknownKind { .. } | LoadNotice::NewerSchema { .. }
                )
            };
            // The last one names the record; the first only says that there is one.
            match loaded.notices.iter().rfind(|notice| !harmless(notice)) {
                None => return Ok(()),
                Some(notice) => notice.to_string(),
            }
        }
        Err(err) => err.to_string(),
    };
    Err(StoreError::WouldNotReopen {
        path: path.to_owned(),
        why,
    })
}

fn too_large(path: &Path, limit: Limit) -> StoreError {
    StoreError::TooLarge {
        attempt: Attempt::Save,
        path: path.to_owned(),
        limit,
    }
}

/// `.NAME.<random>.tmp`: never a name that was used before, so that nobody who still reads an
/// older one sees it change.
fn temp_name(name: &std::ffi::OsStr) -> String {
    /// With the rest below the 255 bytes that a name may have.
    const MAX_NAME: usize = 200;
    let name = name.to_string_lossy();
    let end = name.floor_char_boundary(MAX_NAME);
    let random = RandomState::new().build_hasher().finish();
    format!(".{}.{random:016x}.tmp", &name[..end])
}

/// A temporary file. If the save fails, it goes; after the rename there is nothing left to remove.
struct Temp<'d, D: Disk> {
    disk: &'d D,
    path: PathBuf,
}

impl<D: Disk> Drop for Temp<'_, D> {
    fn drop(&mut self) {
        match self.disk.remove(&self.path) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => {
                tracing::warn!("a temporary file could not be removed: {err}");
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use uuid::Uuid;

    use crate::domain::dossier::Head;
    use crate::domain::id::{DossierId, RevisionId};
    use crate::domain::money::Currency;

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Step {
        Create,
        Write,
        Mode,
        Sync,
        Rename,
        SyncFolder,
    }

    /// A disk that refuses one step.
    struct Faulty {
        step: Step,
        kind: io::ErrorKind,
    }

    impl Faulty {
        fn at(&self, step: Step) -> io::Result<()> {
            if step == self.step {
                return Err(self.kind.into());
            }
            Ok(())
        }
    }

    impl Disk for Faulty {
        fn create_new(&self, path: &Path) -> io::Result<File> {
            self.at(Step::Create)?;
            RealDisk.create_new(path)
        }

        fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            file.write_all(&bytes[..bytes.len() / 2])?;
            self.at(Step::Write)?;
            file.write_all(&bytes[bytes.len() / 2..])
        }

        fn copy_mode(&self, from: &Metadata, to: &File) -> io::Result<()> {
            self.at(Step::Mode)?;
            RealDisk.copy_mode(from, to)
        }

        fn sync(&self, file: &File) -> io::Result<()> {
            self.at(Step::Sync)?;
            RealDisk.sync(file)
        }

        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.at(Step::Rename)?;
            RealDisk.rename(from, to)
        }

        fn sync_folder(&self, folder: &Path) -> io::Result<()> {
            self.at(Step::SyncFolder)?;
            RealDisk.sync_folder(folder)
        }
    }

    fn dossier(title: &str) -> Dossier {
        let head = Head {
            title: title.to_owned(),
            question: String::new(),
            our_club: String::new(),
            our_country: String::new(),
            decision_date: chrono::NaiveDate::default(),
            currency: Currency::EUR,
            extra: Default::default(),
        };
        Dossier::new(DossierId(Uuid::nil()), head)
    }

    /// Saves over an old file on a disk that refuses one step; gives the title found afterwards.
    fn check_fault(step: Step, kind: io::ErrorKind, message: Option<&str>) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.backline");
        let first = Revision::first(RevisionId(Uuid::nil()));
        let stamp = save(&path, &dossier("Old"), &first, None).unwrap();
        let disk = Faulty { step, kind };
        let saved = save_on(&disk, &path, &dossier("New"), &first, Some(&stamp));
        let said = saved
            .err()
            .map(|err| err.to_string().replace(&path.display().to_string(), "F"));
        assert_eq!(said.as_deref(), message, "{step:?}");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "{step:?} leaves a file behind"
        );
        super::super::load(&path)
            .unwrap()
            .0
            .dossier
            .head
            .title
            .clone()
    }

    #[test]
    fn a_save_that_fails_leaves_the_old_file_and_nothing_else() {
        use io::ErrorKind::*;
        for (step, kind, message) in [
            (
                Step::Create,
                PermissionDenied,
                "Could not save F. Its folder is read-only",
            ),
            (
                Step::Create,
                ReadOnlyFilesystem,
                "Could not save F. Its folder is read-only",
            ),
            (
                Step::Create,
                StorageFull,
                "Could not save F. The disk is full",
            ),
            (
                Step::Write,
                StorageFull,
                "Could not save F. The disk is full",
            ),
            (
                Step::Write,
                QuotaExceeded,
                "Could not save F. The disk is full",
            ),
            (Step::Write, Other, "Could not save F. other error"),
            (
                Step::Sync,
                StorageFull,
                "Could not save F. The disk is full",
            ),
            (Step::Sync, Other, "Could not save F. other error"),
            (
                Step::Rename,
                PermissionDenied,
                "Could not save F. You have no permission",
            ),
        ] {
            assert_eq!(check_fault(step, kind, Some(message)), "Old");
        }
    }

    #[test]
    fn a_drive_without_permissions_is_saved_to() {
        assert_eq!(
            check_fault(Step::Mode, io::ErrorKind::PermissionDenied, None),
            "New"
        );
    }

    #[test]
    fn a_rename_that_the_disk_does_not_confirm_is_said() {
        let message = "Saved F, but the disk did not confirm it (other error)";
        assert_eq!(
            check_fault(Step::SyncFolder, io::ErrorKind::Other, Some(message)),
            "New"
        );
    }

    #[test]
    fn a_change_while_the_new_file_is_written_is_seen() {
        struct Racing(PathBuf);
        impl Disk for Racing {
            fn sync(&self, _: &File) -> io::Result<()> {
                fs::write(&self.0, "theirs")
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.backline");
        let first = Revision::first(RevisionId(Uuid::nil()));
        let stamp = save(&path, &dossier("Old"), &first, None).unwrap();
        let saved = save_on(
            &Racing(path.clone()),
            &path,
            &dossier("New"),
            &first,
            Some(&stamp),
        );
        assert!(matches!(saved, Err(StoreError::ChangedOnDisk { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn no_two_saves_use_the_same_temporary_name() {
        let name = std::ffi::OsStr::new("a.backline");
        assert_ne!(temp_name(name), temp_name(name));
    }
}
