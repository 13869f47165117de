//! Background work: start, cancel, and what is left to do when it has ended.
//!
//! A job owns what it works on. It never sees the program; it hands back what is to be done with it,
//! which [`Editor::finish_jobs`] does on its own thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::Editor;
use super::document::{Document, DocumentKey};
use super::imports::ImportNews;

/// What a job leaves to be done with the program once it has ended.
pub struct Outcome(Option<Finish>);

type Finish = Box<dyn FnOnce(&mut Editor) + Send>;

impl Outcome {
    /// Nothing.
    pub(super) fn nothing() -> Self {
        Self(None)
    }

    /// Something with the whole program.
    pub(super) fn new(finish: impl FnOnce(&mut Editor) + Send + 'static) -> Self {
        Self(Some(Box::new(finish)))
    }

    /// Something with one dossier. The answer to one that was closed meanwhile is dropped.
    pub(super) fn of(
        document: DocumentKey,
        finish: impl FnOnce(&mut Document) + Send + 'static,
    ) -> Self {
        Self::new(move |editor| {
            if let Some(document) = editor.document_mut(document) {
                finish(document);
            }
        })
    }

    /// A step of an import has ended.
    pub(super) fn import(document: DocumentKey, news: ImportNews) -> Self {
        Self::new(move |editor| editor.import_news(document, news))
    }

    pub(super) fn apply(self, editor: &mut Editor) {
        if let Some(finish) = self.0 {
            finish(editor);
        }
    }
}

/// What a file is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadPurpose {
    /// To be shown.
    Open,
    /// To take the place of what is in the window.
    Reload(DocumentKey),
    /// To be shown beside what is in the window.
    Theirs,
}

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoosePurpose {
    /// To be opened.
    Open,
    /// To be written.
    SaveAs(DocumentKey),
    /// To hold the chart that waits for it.
    Picture,
}

/// A running job.
#[derive(Debug)]
pub struct Job {
    /// Names it.
    pub id: u64,
    /// What the status line says; empty for work that nobody waits for.
    pub label: String,
    /// When it began, in the seconds of the clock.
    pub started: f64,
    /// True if stopping it loses nothing.
    pub can_cancel: bool,
    cancelled: Arc<AtomicBool>,
    progress: Arc<Progress>,
}

impl Job {
    /// How many steps are done, and of how many; `None` if nobody can tell.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let of = self.progress.of.load(Ordering::Relaxed);
        let done = self.progress.done.load(Ordering::Relaxed);
        (of > 0).then_some((done.min(of), of))
    }
}

/// How far a job is.
#[derive(Debug, Default)]
struct Progress {
    done: AtomicUsize,
    of: AtomicUsize,
}

/// What a job that counts its steps is handed: it says how far it is and asks whether to go on.
#[derive(Clone, Debug)]
pub struct Steps {
    cancelled: Arc<AtomicBool>,
    progress: Arc<Progress>,
}

impl Steps {
    /// True once somebody stopped the job.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says how many steps there are.
    pub fn plan(&self, of: usize) {
        self.progress.of.store(of, Ordering::Relaxed);
    }

    /// Says how many are done.
    pub fn reach(&self, done: usize) {
        self.progress.done.store(done, Ordering::Relaxed);
    }
}

/// Where jobs run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// Each on a thread of its own.
    Threads,
    /// At once, on the caller's thread: for tests.
    Inline,
}

/// All running jobs and the way back from them.
pub struct Jobs {
    runner: Runner,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// Which job has ended, and how.
    sender: Sender<(u64, Outcome)>,
    receiver: Receiver<(u64, Outcome)>,
    running: Vec<Job>,
    next_id: u64,
}

impl Jobs {
    /// No jobs. `wake` is called from a thread when there is a result to fetch.
    pub fn new(runner: Runner, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (sender, receiver) = channel();
        Self {
            runner,
            wake,
            sender,
            receiver,
            running: Vec::new(),
            next_id: 0,
        }
    }

    /// Starts a job. It owns what it works on, and may ask now and then whether it was cancelled.
    pub fn start(
        &mut self,
        label: impl Into<String>,
        now: f64,
        can_cancel: bool,
        work: impl FnOnce(&dyn Fn() -> bool) -> Outcome + Send + 'static,
    ) -> u64 {
        self.start_in_steps(label, now, can_cancel, |steps| {
            work(&|| steps.is_cancelled())
        })
    }

    /// Starts a job that says how far it is.
    pub fn start_in_steps(
        &mut self,
        label: impl Into<String>,
        now: f64,
        can_cancel: bool,
        work: impl FnOnce(&Steps) -> Outcome + Send + 'static,
    ) -> u64 {
        self.next_id += 1;
        let id = self.next_id;
        let cancelled = Arc::new(AtomicBool::new(false));
        let progress = Arc::new(Progress::default());
        let steps = Steps {
            cancelled: cancelled.clone(),
            progress: progress.clone(),
        };
        let job = Job {
            id,
            label: label.into(),
            started: now,
            can_cancel,
            cancelled,
            progress,
        };
        self.running.push(job);
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let run = move || {
            let outcome = work(&steps);
            let outcome = if steps.is_cancelled() {
                Outcome::nothing()
            } else {
                outcome
            };
            // The program is ending if nobody listens any more.
            let _ = sender.send((id, outcome));
            wake();
        };
        match self.runner {
            Runner::Inline => run(),
            Runner::Threads => {
                std::thread::spawn(run);
            }
        }
        id
    }

    /// What has ended since the last call.
    pub(super) fn finished(&mut self) -> Vec<Outcome> {
        let ended: Vec<(u64, Outcome)> = self.receiver.try_iter().collect();
        let is_running = |job: &Job| ended.iter().all(|(id, _)| *id != job.id);
        self.running.retain(is_running);
        ended.into_iter().map(|(_, outcome)| outcome).collect()
    }

    /// Lets a job run out without its result.
    pub fn cancel(&mut self, id: u64) {
        let can_cancel = |job: &Job| job.id == id && job.can_cancel;
        if let Some(idx) = self.running.iter().position(can_cancel) {
            let job = self.running.remove(idx);
            job.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// True while a job runs.
    pub fn is_running(&self, id: u64) -> bool {
        self.running.iter().any(|job| job.id == id)
    }

    /// What is running.
    pub fn running(&self) -> &[Job] {
        &self.running
    }
}
