//! Asking for a file: the desktop's own dialog, or none where the desktop has none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Asks a person for a file. Called on a thread of its own, so it may take its time.
pub trait FileDialogs: Send + Sync {
    /// False where no dialog can be shown; a path is then typed in the window.
    fn available(&self) -> bool;

    /// A file to open; `None` if cancelled.
    fn choose_open(&self, folder: Option<&Path>) -> Option<PathBuf>;

    /// A file to write; `None` if cancelled.
    fn choose_save(&self, folder: Option<&Path>, name: &str) -> Option<PathBuf>;

    /// A file to write a picture to; `None` if cancelled.
    fn choose_picture(&self, folder: Option<&Path>, name: &str) -> Option<PathBuf> {
        self.choose_save(folder, name)
    }

    /// Files of others to take in; none if cancelled.
    fn choose_sources(&self, _folder: Option<&Path>) -> Vec<PathBuf> {
        Vec::new()
    }

    /// A folder of match events to take in; `None` if cancelled.
    fn choose_folder(&self, _folder: Option<&Path>) -> Option<PathBuf> {
        None
    }
}

/// The desktop's own dialogs.
#[derive(Debug)]
pub struct NativeDialogs {
    available: bool,
}

impl NativeDialogs {
    /// Looks whether the desktop has dialogs: with neither a portal nor zenity the library would
    /// answer as if the person had cancelled.
    pub fn probe() -> Arc<Self> {
        let on_path = |program: &str| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
        };
        let portal = || {
            let services = [
                "/usr/share/dbus-1/services/org.freedesktop.portal.Desktop.service",
                "/usr/local/share/dbus-1/services/org.freedesktop.portal.Desktop.service",
            ];
            std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
                && services.iter().any(|service| Path::new(service).is_file())
        };
        Arc::new(Self {
            available: !cfg!(target_os = "linux") || on_path("zenity") || portal(),
        })
    }

    fn dialog(folder: Option<&Path>) -> rfd::FileDialog {
        let dialog = rfd::FileDialog::new().add_filter("Backline dossier", &["backline"]);
        match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        }
    }
}

impl FileDialogs for NativeDialogs {
    fn available(&self) -> bool {
        self.available
    }

    fn choose_open(&self, folder: Option<&Path>) -> Option<PathBuf> {
        Self::dialog(folder)
            .add_filter("All files", &["*"])
            .set_title("Open dossier")
            .pick_file()
    }

    fn choose_save(&self, folder: Option<&Path>, name: &str) -> Option<PathBuf> {
        let path = Self::dialog(folder)
            .set_title("Save dossier")
            .set_file_name(name)
            .save_file()?;
        Some(with_extension(path))
    }

    fn choose_picture(&self, folder: Option<&Path>, name: &str) -> Option<PathBuf> {
        let dialog = rfd::FileDialog::new()
            .add_filter("PNG picture", &["png"])
            .add_filter("SVG picture", &["svg"])
            .set_title("Save picture")
            .set_file_name(name);
        match folder {
            Some(folder) => dialog.set_directory(folder).save_file(),
            None => dialog.save_file(),
        }
    }

    fn choose_sources(&self, folder: Option<&Path>) -> Vec<PathBuf> {
        let dialog = rfd::FileDialog::new()
            .add_filter("All files", &["*"])
            .add_filter(
                "Tables",
                &["csv", "tsv", "txt", "xlsx", "ods", "html", "htm", "gz"],
            )
            .add_filter("Match events", &["json", "gz"])
            .set_title("Import files");
        let dialog = match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        };
        dialog.pick_files().unwrap_or_default()
    }

    fn choose_folder(&self, folder: Option<&Path>) -> Option<PathBuf> {
        let dialog = rfd::FileDialog::new().set_title("Import a folder of match events");
        match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        }
        .pick_folder()
    }
}

/// A path with the ending of dossiers, unless it has one.
pub fn with_extension(path: PathBuf) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension("backline")
    }
}
