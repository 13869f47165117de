//! One table that is being taken in: what was chosen, how it is read, what it would change.

use std::sync::Arc;

use super::gather::Gathered;
use super::{FileKey, ImportNews};
use crate::domain::dossier::Dossier;
use crate::editor::document::DocumentKey;
use crate::editor::jobs::{Jobs, Outcome};
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::limits::Limits;

/// A table on its way into the dossier.
#[derive(Debug)]
pub struct TableImport {
    /// What a person chose over what was detected.
    pub choices: Choices,
    /// How it is read; the last reading stays while the next one is made.
    pub draft: Option<Arc<Draft>>,
    /// Why it cannot be read as chosen.
    pub trouble: Option<String>,
    name: String,
    bytes: Arc<[u8]>,
    /// Counts the choices.
    turn: u64,
    drafted: Option<u64>,
    drafting: Option<(u64, u64)>,
}

/// What came out for a table.
#[derive(Clone, Debug)]
pub enum TableNews {
    /// It was read under the choices of a turn.
    Drafted {
        /// Which turn.
        turn: u64,
        /// The reading, or why there is none.
        draft: Result<Arc<Draft>, String>,
    },
}

impl TableImport {
    pub(super) fn new(file: &Gathered, bytes: Arc<[u8]>) -> Self {
        Self {
            choices: Choices::default(),
            draft: None,
            trouble: None,
            name: file.name.clone(),
            bytes,
            turn: 0,
            drafted: None,
            drafting: None,
        }
    }

    /// True while it is being read under the latest choices.
    pub fn is_reading(&self) -> bool {
        self.drafted != Some(self.turn)
    }

    /// Counts the choices.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    pub(super) fn choose(&mut self, choices: Choices) {
        if choices != self.choices {
            self.choices = choices;
            self.turn += 1;
        }
    }

    pub(super) fn take(&mut self, news: TableNews) {
        match news {
            TableNews::Drafted { turn, draft } => {
                self.drafting = None;
                if turn != self.turn {
                    return;
                }
                self.drafted = Some(turn);
                match draft {
                    Ok(draft) => {
                        self.draft = Some(draft);
                        self.trouble = None;
                    }
                    Err(why) => self.trouble = Some(why),
                }
            }
        }
    }

    /// Starts what is missing; one job at a time.
    pub(super) fn refresh(
        &mut self,
        jobs: &mut Jobs,
        now: f64,
        (document, file): (DocumentKey, FileKey),
        dossier: &Arc<Dossier>,
        _serial: u64,
    ) {
        let busy = self.drafting.is_some_and(|(job, _)| jobs.is_running(job));
        if busy || self.drafted == Some(self.turn) {
            return;
        }
        if self.drafting.is_some_and(|(_, turn)| turn == self.turn) {
            // It was stopped; the next choice starts it again.
            return;
        }
        let (name, bytes) = (self.name.clone(), Arc::clone(&self.bytes));
        let (choices, head) = (self.choices.clone(), Arc::clone(&dossier.head));
        let turn = self.turn;
        let label = format!("Reading {name}");
        let job = jobs.start(label, now, true, move |_| {
            let draft = Draft::read(name, bytes, choices, &head, &Limits::default());
            let draft = draft.map(Arc::new).map_err(|err| err.to_string());
            let news = TableNews::Drafted { turn, draft };
            Outcome::Import {
                document,
                news: ImportNews::File(file, news),
            }
        });
        self.drafting = Some((job, turn));
    }
}
