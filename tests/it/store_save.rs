//! What we promise about saving: all or nothing, and never over somebody else's work.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use backline::domain::dossier::{Dossier, Head};
use backline::domain::id::RevisionId;
use backline::store::{FileStamp, Revision, StoreError, changed, encode, load, save};
use uuid::Uuid;

struct Desk {
    folder: tempfile::TempDir,
    dossier: Dossier,
    revision: Revision,
}

impl Desk {
    fn new() -> Self {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1/full.backline");
        let (loaded, _) = load(&golden).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            dossier: loaded.dossier,
            revision: loaded.revision,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, expected: Option<&FileStamp>) -> Result<FileStamp, StoreError> {
        save(&self.path(name), &self.dossier, &self.revision, expected)
    }

    fn retitle(&mut self, title: &str) {
        let head = Head::clone(&self.dossier.head);
        self.dossier.head = Arc::new(Head {
            title: title.to_owned(),
            ..head
        });
        self.revision = self
            .revision
            .next(RevisionId(Uuid::from_u128(title.len() as u128)));
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn check_error(err: &StoreError, path: &Path, what: &str) {
    let path = path.display();
    assert_eq!(err.to_string(), what.replace("{}", &path.to_string()));
    assert!(!err.advice().is_empty());
}

#[test]
fn what_was_saved_is_loaded() {
    let desk = Desk::new();
    let stamp = desk.save("a.backline", None).unwrap();
    let (loaded, read_stamp) = load(&desk.path("a.backline")).unwrap();
    assert_eq!(
        (loaded.dossier, loaded.revision),
        (desk.dossier.clone(), desk.revision.clone())
    );
    assert_eq!(loaded.notices, []);
    assert_eq!(stamp, read_stamp);
    assert!(!changed(&desk.path("a.backline"), &stamp));
    assert_eq!(desk.names(), ["a.backline"]);
}

#[test]
fn a_save_over_bytes_that_somebody_else_wrote_is_refused() {
    let mut desk = Desk::new();
    let path = desk.path("a.backline");
    let stamp = desk.save("a.backline", None).unwrap();
    let theirs = fs::read_to_string(&path)
        .unwrap()
        .replace("Konaté", "Konate");
    fs::write(&path, &theirs).unwrap();
    assert!(changed(&path, &stamp));

    desk.retitle("Mine");
    let err = desk.save("a.backline", Some(&stamp)).unwrap_err();
    check_error(
        &err,
        &path,
        "Could not save {}. The file was changed by another program since it was opened",
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    assert_eq!(desk.names(), ["a.backline"]);

    desk.save("a.backline", None).unwrap();
    assert_eq!(load(&path).unwrap().0.dossier.head.title, "Mine");
}

#[test]
fn a_change_of_the_same_length_is_seen() {
    let desk = Desk::new();
    let path = desk.path("a.backline");
    let stamp = desk.save("a.backline", None).unwrap();
    let theirs = fs::read_to_string(&path)
        .unwrap()
        .replace("Virgil", "Vergil");
    fs::write(&path, theirs).unwrap();
    assert!(matches!(
        desk.save("a.backline", Some(&stamp)),
        Err(StoreError::ChangedOnDisk { .. })
    ));
}

#[test]
fn a_file_that_was_only_touched_or_copied_back_is_not_changed() {
    let mut desk = Desk::new();
    let path = desk.path("a.backline");
    let stamp = desk.save("a.backline", None).unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(changed(&path, &stamp));
    fs::write(&path, bytes).unwrap();
    assert!(!changed(&path, &stamp));
    desk.retitle("Next");
    let next = desk.save("a.backline", Some(&stamp)).unwrap();
    assert_ne!(next.hash, stamp.hash);
}

#[test]
fn a_file_that_is_gone_is_written_anew() {
    let desk = Desk::new();
    let stamp = desk.save("a.backline", None).unwrap();
    fs::remove_file(desk.path("a.backline")).unwrap();
    desk.save("a.backline", Some(&stamp)).unwrap();
    assert_eq!(desk.names(), ["a.backline"]);
}

#[test]
fn a_reader_never_sees_half_a_file() {
    let mut desk = Desk::new();
    let path = desk.path("a.backline");
    desk.save("a.backline", None).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) || reads == 0 {
                let (loaded, _) = load(&path).unwrap();
                assert_eq!(loaded.notices, []);
                reads += 1;
            }
        });
        for round in 0..40 {
            desk.retitle(&"long ".repeat(round % 7 * 500));
            desk.save("a.backline", None).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert_eq!(desk.names(), ["a.backline"]);
}

#[test]
fn files_that_cannot_be_opened_say_why() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    check_error(
        &load(&desk.path("no.backline")).unwrap_err(),
        &desk.path("no.backline"),
        "Could not open {}. There is no such file",
    );
    check_error(
        &load(folder).unwrap_err(),
        folder,
        "Could not open {}. It is a folder",
    );
    fs::write(desk.path("a.txt"), "name;club").unwrap();
    check_error(
        &load(&desk.path("a.txt")).unwrap_err(),
        &desk.path("a.txt"),
        "Could not open {}. It is not a Backline dossier",
    );
    let huge = fs::File::create(desk.path("huge.backline")).unwrap();
    huge.set_len((1 << 30) + 1).unwrap();
    check_error(
        &load(&desk.path("huge.backline")).unwrap_err(),
        &desk.path("huge.backline"),
        "Could not open {}. It has 1073741825 bytes, and a dossier may have 1073741824",
    );
}

#[test]
fn files_that_cannot_be_saved_say_why_and_stay() {
    let mut desk = Desk::new();
    let lost = desk.path("gone/a.backline");
    let err = save(&lost, &desk.dossier, &desk.revision, None).unwrap_err();
    check_error(&err, &lost, "Could not save {}. Its folder does not exist");
    let folder = desk.folder.path().to_owned();
    let err = save(&folder, &desk.dossier, &desk.revision, None).unwrap_err();
    check_error(&err, &folder, "Could not save {}. It is a folder");

    let path = desk.path("a.backline");
    desk.save("a.backline", None).unwrap();
    let before = fs::read(&path).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    desk.retitle("Next");
    check_error(
        &desk.save("a.backline", None).unwrap_err(),
        &path,
        "Could not save {}. The file is read-only",
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(desk.names(), ["a.backline"]);
}

#[test]
fn what_could_not_be_opened_again_is_not_saved() {
    let mut desk = Desk::new();
    let path = desk.path("a.backline");
    desk.save("a.backline", None).unwrap();
    let before = fs::read(&path).unwrap();

    let sound = desk.dossier.clone();
    desk.retitle(&"x".repeat((1 << 20) + 1));
    check_error(
        &desk.save("a.backline", None).unwrap_err(),
        &path,
        "Could not save {}. A text is longer than 1048576 bytes",
    );

    desk.dossier = sound;
    let id = *desk.dossier.comparisons.keys().next().unwrap();
    let mut comparison = (*desk.dossier.comparisons[&id]).clone();
    comparison.weights.insert("defending".to_owned(), f64::NAN);
    desk.dossier.comparisons.insert(id, Arc::new(comparison));
    let err = desk.save("a.backline", None).unwrap_err();
    check_error(
        &err,
        &path,
        "Could not save {}. The new file would not open again. The comparison Aerial has a weight that is no number",
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn long_names_and_names_in_other_scripts_are_saved() {
    let desk = Desk::new();
    for name in [
        format!("{}.backline", "é".repeat(120)),
        "Innenverteidiger – 守備.backline".to_owned(),
    ] {
        desk.save(&name, None).unwrap();
        assert!(load(&desk.path(&name)).is_ok());
    }
    assert_eq!(desk.names().len(), 2);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_permissions() {
        let mut desk = Desk::new();
        let path = desk.path("a.backline");
        desk.save("a.backline", None).unwrap();
        assert_eq!(mode(&path), 0o600);
        for kept in [0o640, 0o664, 0o600] {
            fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
            desk.retitle(&kept.to_string());
            desk.save("a.backline", None).unwrap();
            assert_eq!(mode(&path), kept);
        }
    }

    #[test]
    fn a_link_stays_a_link_and_the_file_behind_it_is_saved() {
        let mut desk = Desk::new();
        fs::create_dir(desk.path("share")).unwrap();
        desk.save("share/real.backline", None).unwrap();
        symlink("share/real.backline", desk.path("link.backline")).unwrap();
        symlink(desk.path("link.backline"), desk.path("second.backline")).unwrap();
        for name in ["link.backline", "second.backline"] {
            desk.retitle(name);
            desk.save(name, None).unwrap();
            assert!(fs::symlink_metadata(desk.path(name)).unwrap().is_symlink());
            assert_eq!(
                load(&desk.path("share/real.backline"))
                    .unwrap()
                    .0
                    .dossier
                    .head
                    .title,
                name
            );
        }
        assert_eq!(fs::read_dir(desk.path("share")).unwrap().count(), 1);
    }

    #[test]
    fn a_link_whose_file_is_gone_gets_it_back() {
        let desk = Desk::new();
        fs::create_dir(desk.path("share")).unwrap();
        symlink("share/real.backline", desk.path("link.backline")).unwrap();
        desk.save("link.backline", None).unwrap();
        assert_eq!(
            fs::read(desk.path("share/real.backline")).unwrap(),
            encode(&desk.dossier, &desk.revision)
        );
        symlink("loop.backline", desk.path("loop.backline")).unwrap();
        assert!(desk.save("loop.backline", None).is_err());
    }

    #[test]
    fn devices_are_neither_read_nor_replaced() {
        let desk = Desk::new();
        let null = Path::new("/dev/null");
        check_error(
            &load(null).unwrap_err(),
            null,
            "Could not open {}. It is not an ordinary file",
        );
        let err = save(null, &desk.dossier, &desk.revision, None).unwrap_err();
        check_error(&err, null, "Could not save {}. It is not an ordinary file");
    }
}
