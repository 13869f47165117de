//! Background work: start, cancel; it ends as a command.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::command::Command;
use super::compared::{Compared, ComparedKey};
use super::derived::{Arranged, Derived};
use super::document::DocumentKey;
use super::imports::ImportNews;
use super::simulation::Simulation;
use crate::domain::compare::Robustness;
use crate::domain::stats::StatTable;
use crate::store::{FileStamp, Loaded, Picture, PictureError, Revision, StoreError};

/// How a job ended. A result names the dossier for which it worked; the answer to a dossier that
/// was closed meanwhile is dropped.
#[derive(Clone, Debug)]
pub struct JobResult {
    /// Which job.
    pub job: u64,
    /// What came out.
    pub outcome: Outcome,
}

/// What came out of a job.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A file was read.
    Loaded {
        /// Which file.
        path: PathBuf,
        /// What for.
        purpose: LoadPurpose,
        /// Its content, or why there is none.
        result: Result<Arc<(Loaded, FileStamp)>, Arc<StoreError>>,
    },
    /// A file was written.
    Saved {
        /// Of which dossier.
        document: DocumentKey,
        /// Which of its states.
        serial: u64,
        /// The revision that was written.
        revision: Revision,
        /// To which file.
        path: PathBuf,
        /// What the file looks like now, or why it is as it was.
        result: Result<FileStamp, Arc<StoreError>>,
    },
    /// A person chose a file, or none.
    Chosen {
        /// What for.
        purpose: ChoosePurpose,
        /// Which file; `None` if the dialog was cancelled.
        path: Option<PathBuf>,
    },
    /// The file of a dossier was looked at.
    Looked {
        /// Of which dossier.
        document: DocumentKey,
        /// With what it was compared.
        stamp: FileStamp,
        /// True if somebody changed it since.
        changed: bool,
    },
    /// What follows from a state was worked out.
    Derived {
        /// Of which dossier.
        document: DocumentKey,
        /// What follows.
        derived: Arc<Derived>,
    },
    /// The player table was put in order.
    Arranged {
        /// Of which dossier.
        document: DocumentKey,
        /// The order.
        arranged: Arc<Arranged>,
    },
    /// A comparison was worked out.
    Compared {
        /// Of which dossier.
        document: DocumentKey,
        /// The comparison.
        compared: Arc<Compared>,
    },
    /// Many weightings of a comparison were tried.
    Weighed {
        /// Of which dossier.
        document: DocumentKey,
        /// Of which of its comparisons, in which state.
        key: ComparedKey,
        /// What came of it.
        robustness: Arc<Robustness>,
    },
    /// A chart was painted for the clipboard.
    Painted(Result<Arc<Picture>, PictureError>),
    /// A chart was written to a file.
    PictureSaved {
        /// To which file.
        path: PathBuf,
        /// Why it was not.
        result: Result<(), PictureError>,
    },
    /// A step of an import has ended.
    Import {
        /// Into which dossier.
        document: DocumentKey,
        /// What came out.
        news: ImportNews,
    },
    /// A stat table was looked for.
    Table {
        /// By which hash.
        hash: String,
        /// The table, or why it is not at hand.
        result: Result<Arc<StatTable>, String>,
    },
    /// Waiting was simulated.
    Simulated {
        /// In which dossier.
        document: DocumentKey,
        /// What came out.
        simulation: Box<Simulation>,
    },
    /// Nothing to tell.
    Quiet,
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
    sender: Sender<JobResult>,
    receiver: Receiver<JobResult>,
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
                Outcome::Quiet
            } else {
                outcome
            };
            // The program is ending if nobody listens any more.
            let _ = sender.send(JobResult { job: id, outcome });
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

    /// What has ended since the last call, as commands.
    pub fn finished(&mut self) -> Vec<Command> {
        let results: Vec<JobResult> = self.receiver.try_iter().collect();
        for result in &results {
            self.running.retain(|job| job.id != result.job);
        }
        results
            .into_iter()
            .map(|result| Command::JobDone(Box::new(result)))
            .collect()
    }

    /// Lets a job run out without its result.
    pub fn cancel(&mut self, id: u64) {
        if let Some(idx) = self
            .running
            .iter()
            .position(|job| job.id == id && job.can_cancel)
        {
            self.running
                .remove(idx)
                .cancelled
                .store(true, Ordering::Relaxed);
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
