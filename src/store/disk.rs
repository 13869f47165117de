//! The steps of a save that a disk can refuse, so that tests can refuse each of them.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The steps of a save in their order. Each does the real thing unless a test replaces it.
pub(super) trait Disk {
    /// Makes a new file that only its owner can read.
    fn create_new(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }

    /// Writes all bytes.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Gives a new file the owner, group and permissions of the one that it replaces.
    fn copy_mode(&self, from: &Metadata, to: &File) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
            let new = to.metadata()?;
            // Only root may give a file away; a member of the group may at least pass it on.
            let owner = (new.uid() != from.uid()).then_some(from.uid());
            let group = (new.gid() != from.gid()).then_some(from.gid());
            let mut mode = from.permissions().mode() & 0o7777;
            if owner.is_some() || group.is_some() {
                let owned = std::os::unix::fs::fchown(to, owner, group);
                let grouped = owned.or_else(|_| std::os::unix::fs::fchown(to, None, group));
                if grouped.is_err() {
                    // Rights of the old group must not fall to ours.
                    mode &= 0o707;
                }
            }
            to.set_permissions(std::fs::Permissions::from_mode(mode))
        }
        #[cfg(not(unix))]
        to.set_permissions(from.permissions())
    }

    /// Waits until the bytes are on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Puts the new file in the place of the old one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    /// Waits until the rename is on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            match File::open(folder)?.sync_all() {
                // Some network drives cannot.
                Err(err)
                    if matches!(
                        err.kind(),
                        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                    ) =>
                {
                    Ok(())
                }
                synced => synced,
            }
        }
        #[cfg(not(unix))]
        {
            let _ = folder;
            Ok(())
        }
    }

    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
}

/// The disk as it is.
pub(super) struct RealDisk;

impl Disk for RealDisk {}

/// True if the person may change a file that exists.
pub(super) fn is_writable(path: &Path, metadata: &Metadata) -> bool {
    // The marks first: root may write everything, yet a file that is marked read-only is meant so.
    if metadata.permissions().readonly() {
        return false;
    }
    #[cfg(unix)]
    {
        rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        true
    }
}
