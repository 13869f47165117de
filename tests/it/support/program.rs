//! The program without a window: jobs run at once, the clock stands still, dialogs answer as told.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use backline::domain::edit::Edit;
use backline::domain::id::RevisionId;
use backline::editor::Editor;
use backline::editor::clock::FixedClock;
use backline::editor::command::Command;
use backline::editor::dialogs::FileDialogs;
use backline::editor::document::Document;
use backline::editor::jobs::Runner;
use backline::editor::notices::Notice;
use backline::store::{Revision, encode, load};
use uuid::Uuid;

use super::values::day;

/// Dialogs that answer what they were told beforehand.
pub struct Answers {
    available: bool,
    next: Mutex<VecDeque<Option<PathBuf>>>,
}

impl Answers {
    fn answer(&self) -> Option<PathBuf> {
        let answer = self.next.lock().unwrap().pop_front();
        let Some(answer) = answer else {
            panic!("a dialog opens that the test does not expect");
        };
        answer
    }
}

impl FileDialogs for Answers {
    fn available(&self) -> bool {
        self.available
    }

    fn choose_open(&self, _: Option<&Path>) -> Option<PathBuf> {
        self.answer()
    }

    fn choose_save(&self, _: Option<&Path>, _: &str) -> Option<PathBuf> {
        self.answer()
    }
}

/// The program at 11 July 2025 with an empty folder of its own.
pub struct Program {
    pub editor: Editor,
    dialogs: Arc<Answers>,
    folder: tempfile::TempDir,
}

impl Program {
    pub fn start() -> Self {
        Self::on_desktop(true)
    }

    pub fn on_desktop(has_dialogs: bool) -> Self {
        let dialogs = Arc::new(Answers {
            available: has_dialogs,
            next: Mutex::default(),
        });
        let clock = Arc::new(FixedClock::at(day("2025-07-11")));
        let editor = Editor::new(clock, dialogs.clone(), Runner::Inline, Arc::new(|| ()));
        Self {
            editor,
            dialogs,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A copy of the golden dossier in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.file_of(name, &golden("full"))
    }

    /// A file in the folder.
    pub fn file_of(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The copy of the golden dossier, opened.
    pub fn open(&mut self, name: &str) -> PathBuf {
        let path = self.file(name);
        self.run(Command::Open(path.clone()));
        assert_eq!(self.shown().path.as_ref(), Some(&path), "{:?}", self.said());
        path
    }

    /// What the next dialog answers; `None` cancels it.
    pub fn answer(&self, path: Option<&Path>) {
        let answer = path.map(Path::to_owned);
        self.dialogs.next.lock().unwrap().push_back(answer);
    }

    /// True if every answer was asked for.
    pub fn all_answered(&self) -> bool {
        self.dialogs.next.lock().unwrap().is_empty()
    }

    /// Carries out a command and waits for all that comes of it.
    pub fn run(&mut self, command: Command) {
        self.editor.apply(command);
        self.settle();
    }

    pub fn settle(&mut self) {
        while !self.editor.jobs().running().is_empty() {
            self.editor.finish_jobs();
        }
    }

    pub fn retitle(&mut self, title: &str) {
        self.run(Command::Edit(Edit::SetTitle(title.to_owned())));
        assert_eq!(self.title(), title);
    }

    pub fn shown(&self) -> &Document {
        self.editor.shown()
    }

    pub fn title(&self) -> &str {
        &self.shown().dossier().head.title
    }

    /// What the present state would be as a file.
    pub fn bytes(&self) -> Vec<u8> {
        let revision = Revision::first(RevisionId(Uuid::nil()));
        encode(self.shown().dossier(), &revision)
    }

    /// The titles of the standing notices.
    pub fn said(&self) -> Vec<&str> {
        let standing = self.editor.notices().standing().iter();
        standing.map(|notice| notice.title.as_str()).collect()
    }

    /// The last notice.
    pub fn notice(&self) -> &Notice {
        self.editor.notices().standing().last().unwrap()
    }

    /// Clicks an offer of the last notice.
    pub fn choose(&mut self, label: &str) {
        let actions = &self.notice().actions;
        let offered = actions.iter().find(|(offered, _)| offered == label);
        let Some((_, command)) = offered else {
            panic!("{label} is not among {actions:?}");
        };
        self.run(command.clone());
    }
}

/// The bytes of a golden file.
pub fn golden(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    std::fs::read(folder.join(format!("{name}.backline"))).unwrap()
}

/// The title of the dossier in a file.
pub fn title_in(path: &Path) -> String {
    load(path).unwrap().0.dossier.head.title.clone()
}
