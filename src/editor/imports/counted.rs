//! Match events that are being taken in: the season totals of everybody, as a table.

use std::sync::Arc;

use super::events::EventSet;
use super::{FileKey, ImportNews};
use crate::domain::date::Season;
use crate::domain::stats::StatTable;
use crate::editor::document::DocumentKey;
use crate::editor::jobs::{Jobs, Outcome};

/// Events on their way into the dossier.
#[derive(Debug)]
pub struct EventImport {
    /// The events.
    pub set: Arc<EventSet>,
    /// What a person called them.
    pub names: EventNames,
    /// The totals; the last ones stay while the next are worked out.
    pub table: Option<Arc<StatTable>>,
    turn: u64,
    counted: Option<u64>,
    counting: Option<(u64, u64)>,
}

/// What events themselves do not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventNames {
    /// The competition.
    pub competition: String,
    /// The season.
    pub season: Option<Season>,
}

/// What came out for events.
#[derive(Clone, Debug)]
pub struct EventNews {
    turn: u64,
    table: Arc<StatTable>,
}

impl EventImport {
    pub(super) fn new(set: Arc<EventSet>, name: &str) -> Self {
        let competition = if set.asks_competition() {
            String::new()
        } else {
            name.to_owned()
        };
        Self {
            set,
            names: EventNames {
                competition,
                season: None,
            },
            table: None,
            turn: 0,
            counted: None,
            counting: None,
        }
    }

    /// True while the totals are worked out.
    pub fn is_counting(&self) -> bool {
        self.counted != Some(self.turn)
    }

    pub(super) fn rename(&mut self, names: EventNames) {
        if names != self.names {
            self.names = names;
            self.turn += 1;
        }
    }

    pub(super) fn absorb(&mut self, more: &EventSet) -> bool {
        let absorbed = Arc::make_mut(&mut self.set).absorb(more);
        self.turn += u64::from(absorbed);
        absorbed
    }

    pub(super) fn take(&mut self, news: EventNews) {
        self.counting = None;
        if news.turn == self.turn {
            self.counted = Some(news.turn);
            self.table = Some(news.table);
        }
    }

    pub(super) fn refresh(
        &mut self,
        jobs: &mut Jobs,
        now: f64,
        (document, file): (DocumentKey, FileKey),
    ) {
        let busy = self.counting.is_some_and(|(job, _)| jobs.is_running(job));
        let stopped = self.counting.is_some_and(|(_, turn)| turn == self.turn);
        if busy || stopped || self.counted == Some(self.turn) {
            return;
        }
        let (set, names, turn) = (Arc::clone(&self.set), self.names.clone(), self.turn);
        let job = jobs.start("Adding up the matches", now, true, move |_| {
            let table = set.table(&names.competition, names.season);
            let news = EventNews {
                turn,
                table: Arc::new(table),
            };
            Outcome::Import {
                document,
                news: ImportNews::Counted(file, news),
            }
        });
        self.counting = Some((job, turn));
    }
}
