//! The program without a screen: open dossiers, their histories and files, and the jobs around
//! them.
//!
//! [`Editor::apply`] and the ends of jobs are the only places where a dossier is replaced.
//! Everything else reads.

pub mod action;
pub mod clock;
pub mod command;
pub mod compared;
pub mod derived;
pub mod dialogs;
pub mod document;
pub mod history;
pub mod imports;
pub mod jobs;
pub mod notices;
pub mod pasting;
pub mod tables;

mod closing;
mod files;
mod pictures;
pub mod simulation;
mod unsaved;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use self::clock::Clock;
use self::closing::Closing;
use self::command::Command;
use self::compared::Compared;
use self::derived::Arranged;
use self::dialogs::FileDialogs;
use self::document::{Document, DocumentKey};
use self::jobs::{ChoosePurpose, Jobs, Runner};
use self::notices::Notices;
use self::pictures::Pictures;
use self::tables::Tables;
use crate::domain::change::Stamp;
use crate::domain::dossier::{Dossier, Head};
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::id::{ChangeId, DossierId};
use crate::domain::money::Currency;
use crate::domain::roster::Arrangement;
use crate::domain::stats::StatTable;
use crate::store::{Journals, PoolCache, TableOrigin};

pub use self::closing::Question;

/// Recent files that are remembered.
const RECENT: usize = 12;

/// Everything that is open.
pub struct Editor {
    clock: Arc<dyn Clock>,
    dialogs: Arc<dyn FileDialogs>,
    jobs: Jobs,
    notices: Notices,
    /// Never empty; the one at `shown` is in the window.
    documents: Vec<Document>,
    shown: usize,
    next_key: u64,
    closing: Option<Closing>,
    path_wanted: Option<ChoosePurpose>,
    pictures: Pictures,
    recent: Vec<PathBuf>,
    tables: Tables,
    /// Where unsaved changes are kept.
    journals: Option<Journals>,
    /// True once it was said that they are not.
    keeping_failed: bool,
    /// When the files were last looked at.
    looked: f64,
    author: String,
    ended: bool,
}

impl Editor {
    /// A program with one empty dossier. `wake` is called from threads when there is news.
    pub fn new(
        clock: Arc<dyn Clock>,
        dialogs: Arc<dyn FileDialogs>,
        runner: Runner,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        let mut editor = Self {
            clock,
            dialogs,
            jobs: Jobs::new(runner, wake),
            notices: Notices::default(),
            documents: Vec::new(),
            shown: 0,
            next_key: 0,
            closing: None,
            path_wanted: None,
            pictures: Pictures::default(),
            recent: Vec::new(),
            tables: Tables::default(),
            journals: None,
            keeping_failed: false,
            looked: 0.0,
            author: String::new(),
            ended: false,
        };
        editor.open_new();
        editor
    }

    /// Carries out one command. Nothing but this and the end of a job replaces a dossier.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Edit(edit) => self.edit(&edit),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::LookAt(date) => self.shown_mut().looking_at = date,
            Command::LookIn(currency) => self.shown_mut().looking_in = currency,
            Command::Arrange(arrangement) => self.arrange(arrangement),
            Command::Import(command) => self.import(command),
            Command::Compare(request) => self.shown_mut().wanted_comparison = Some(request),
            Command::Simulate(negotiation, case) => self.simulate(negotiation, *case),
            Command::New => self.open_new(),
            Command::Open(path) => self.open(path),
            Command::ChooseOpen => self.choose(ChoosePurpose::Open),
            Command::OpenSample(sample) => self.open_sample(sample),
            Command::Save => self.save(),
            Command::ChooseSaveAs => self.choose_save_as(),
            Command::SaveAs { path, replace } => self.save_as(path, replace),
            Command::Reload => self.reload(),
            Command::OpenTheirs => self.open_theirs(),
            Command::LookAtFile => self.look_at_files(),
            Command::DiscardUnsaved => self.discard_unsaved(),
            Command::OpenUnsaved(journal) => self.open_unsaved(journal),
            Command::ForgetUnsaved(journal) => self.forget_unsaved(journal),
            Command::CopyPicture(svg) => self.copy_picture(svg),
            Command::ChoosePicture(picture) => self.choose_picture(picture),
            Command::SavePicture { path, replace } => self.save_picture(path, replace),
            Command::Switch(key) => self.switch(key),
            Command::With(key, command) => self.with(key, *command),
            Command::Close => self.close(),
            Command::CloseUnsaved => self.close_unsaved(),
            Command::SaveAndClose => self.save_and_close(),
            Command::Quit => self.quit(),
            Command::CancelClose => self.closing = None,
            Command::CancelChoice => self.cancel_choice(),
            Command::Dismiss(id) => self.notices.dismiss(id),
            Command::Cancel(job) => self.jobs.cancel(job),
            Command::SetAuthor(name) => self.author = name,
            Command::SetRecent(paths) => self.recent = paths,
            Command::KeepTable(table, origin) => self.keep_table(table, *origin),
            Command::FindTable(hash) => self.tables.look_again(&hash),
            Command::Tell(message) => self.notices.done(message),
        }
        self.refresh();
    }

    /// Does what ended jobs have left to do.
    pub fn finish_jobs(&mut self) {
        for outcome in self.jobs.finished() {
            outcome.apply(self);
            self.refresh();
        }
    }

    fn with(&mut self, key: DocumentKey, command: Command) {
        if self.document_mut(key).is_some() {
            self.switch(key);
            self.apply(command);
        }
    }

    fn edit(&mut self, edit: &Edit) {
        let stamp = Stamp {
            id: ChangeId(self.clock.new_id()),
            at: self.clock.now(),
            by: self.author.clone(),
        };
        match self.shown().dossier().edited(edit, &stamp) {
            Ok(Some(edited)) => {
                self.notices.fade();
                let document = self.shown_mut();
                if matches!(edit, Edit::SetDecisionDate(_)) {
                    document.looking_at = None;
                }
                document.history.record(edited.label, edited.dossier);
            }
            Ok(None) => {}
            Err(err) => self.notices.refused("make that change", &err),
        }
    }

    fn undo(&mut self) {
        let label = self.shown().history.undo_label().map(str::to_owned);
        if self.shown_mut().history.undo() {
            let label = label.unwrap_or_default();
            self.notices.done(format!("Undid {label}"));
        }
    }

    fn redo(&mut self) {
        let label = self.shown().history.redo_label().map(str::to_owned);
        if self.shown_mut().history.redo() {
            let label = label.unwrap_or_default();
            self.notices.done(format!("Did again {label}"));
        }
    }

    fn arrange(&mut self, arrangement: Arrangement) {
        self.shown_mut().wanted_arrangement = arrangement;
    }

    /// Brings what follows from the present state up to date: at once where that is quick, on a
    /// worker where it is not.
    fn refresh(&mut self) {
        let now = self.clock.seconds();
        let document = &mut self.documents[self.shown];
        document.look();
        derived::refresh(document, &mut self.jobs, now);
        self.tables.refresh(document.dossier(), &mut self.jobs, now);
        compared::refresh(document, &mut self.jobs, &self.tables, now);
        self.refresh_import();
    }

    fn keep_table(&mut self, table: Arc<StatTable>, origin: TableOrigin) {
        let now = self.clock.seconds();
        self.tables.keep(table, origin, &mut self.jobs, now);
    }

    fn open_new(&mut self) {
        let head = Head {
            title: "New dossier".to_owned(),
            question: String::new(),
            our_club: String::new(),
            our_country: String::new(),
            decision_date: self.clock.today(),
            currency: Currency::EUR,
            extra: Extra::new(),
        };
        let dossier = Dossier::new(DossierId(self.clock.new_id()), head);
        let document = self.new_document(dossier, "New dossier.backline");
        self.show(document);
    }

    /// What stands in the window.
    pub fn shown(&self) -> &Document {
        &self.documents[self.shown]
    }

    fn shown_mut(&mut self) -> &mut Document {
        &mut self.documents[self.shown]
    }

    fn document_mut(&mut self, key: DocumentKey) -> Option<&mut Document> {
        self.documents
            .iter_mut()
            .find(|document| document.key == key)
    }

    /// Everything that is open, in the order of opening.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The date at which the window computes: the decision date, unless another is looked at.
    pub fn on(&self) -> NaiveDate {
        self.shown().on()
    }

    /// The order of the player table, as far as it has been computed.
    pub fn arranged(&self) -> &Arranged {
        &self.shown().arranged
    }

    /// The comparison that is looked at, as far as it has been worked out.
    pub fn compared(&self) -> &Compared {
        &self.shown().compared
    }

    /// The messages.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// The running jobs.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// The question that must be answered before something closes.
    pub fn question(&self) -> Option<Question<'_>> {
        self.closing.as_ref()?.question(&self.documents)
    }

    /// What a path is wanted for, where the desktop has no file dialog.
    pub fn path_wanted(&self) -> Option<ChoosePurpose> {
        self.path_wanted
    }

    /// True if the desktop can show a dialog for choosing files.
    pub fn has_dialogs(&self) -> bool {
        self.dialogs.available()
    }

    /// The stat tables that open dossiers name.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Looks for no stat table until [`Self::look_for_tables`]. Reading one takes a processor away
    /// from the first frame, which shows none.
    pub fn put_off_tables(&mut self) {
        self.tables.put_off(true);
    }

    /// Looks for the stat tables that the dossiers name.
    pub fn look_for_tables(&mut self) {
        self.tables.put_off(false);
        self.refresh();
    }

    /// Says where stat tables are cached; until then none is.
    pub fn set_table_cache(&mut self, cache: PoolCache) {
        self.tables.set_cache(cache);
    }

    /// Files opened or saved lately, the latest first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.recent
    }

    /// Who edits.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Time and new ids.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// True once the program may end.
    pub fn ended(&self) -> bool {
        self.ended
    }
}
