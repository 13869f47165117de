//! One table that is being taken in: what was chosen, how it is read, what it would change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{FileKey, ImportNews};
use crate::domain::dossier::Dossier;
use crate::domain::edit::Edit;
use crate::editor::clock::Clock;
use crate::editor::document::DocumentKey;
use crate::editor::jobs::{Jobs, Outcome as JobOutcome, Steps};
use crate::import::FileBytes;
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::limits::Limits;
use crate::import::plan::{Doubt, Outcome, Plan, dry_run_of};

/// Rows after which a job says how far it is.
const STEP: usize = 500;

/// A table on its way into the dossier.
#[derive(Debug)]
pub struct TableImport {
    /// What a person chose over what was detected.
    pub choices: Choices,
    /// How it is read; the last reading stays while the next one is made.
    pub draft: Option<Arc<Draft>>,
    /// Why it cannot be read as chosen.
    pub trouble: Option<String>,
    /// What it would change; the last plan stays while the next one is made.
    pub planned: Option<Arc<Planned>>,
    /// Everybody on whom a person had to decide, decided or not, in the order of the table.
    pub asked: Vec<Doubt>,
    name: String,
    bytes: FileBytes,
    /// Counts the choices.
    turn: u64,
    drafted: Option<u64>,
    drafting: Option<(u64, u64)>,
    planning: Option<(u64, Stand)>,
}

/// For which choices and which state of the dossier something was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stand {
    turn: u64,
    serial: u64,
}

/// What an import would do, sorted for the screen.
#[derive(Debug)]
pub struct Planned {
    /// The dry run.
    pub plan: Plan,
    /// The rows of each outcome, by their place in the plan.
    pub groups: BTreeMap<Outcome, Vec<usize>>,
    /// Players of the dossier whose rows these are beyond doubt or by decision.
    pub joined: usize,
    stand: Stand,
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
    /// What it would change was worked out.
    Planned(Arc<Planned>),
}

impl TableImport {
    pub(super) fn new(name: String, bytes: FileBytes, choices: Choices) -> Self {
        Self {
            choices,
            draft: None,
            trouble: None,
            planned: None,
            asked: Vec::new(),
            name,
            bytes,
            turn: 0,
            drafted: None,
            drafting: None,
            planning: None,
        }
    }

    /// True while it is being read under the latest choices.
    pub fn is_reading(&self) -> bool {
        self.drafted != Some(self.turn)
    }

    /// The plan, if it is that of the latest choices and of this state of the dossier.
    pub fn ready(&self, serial: u64) -> Option<&Planned> {
        let stand = Stand {
            turn: self.turn,
            serial,
        };
        self.planned
            .as_deref()
            .filter(|planned| planned.stand == stand)
    }

    /// True if a person stopped the job that reads it or works its plan out.
    pub fn is_stopped(&self, jobs: &Jobs, serial: u64) -> bool {
        let turn = self.turn;
        let stand = Stand { turn, serial };
        if self.is_reading() {
            self.drafting
                .is_some_and(|(job, of)| of == turn && !jobs.is_running(job))
        } else {
            let planning = self.planning.filter(|_| self.ready(serial).is_none());
            planning.is_some_and(|(job, of)| of == stand && !jobs.is_running(job))
        }
    }

    /// Lets a stopped job start again.
    pub(super) fn resume(&mut self) {
        (self.drafting, self.planning) = (None, None);
    }

    /// The step that the import is, if its plan is of this state of the dossier.
    pub(super) fn edit(&self, serial: u64) -> Option<&Edit> {
        self.ready(serial)?.plan.edit.as_ref()
    }

    pub(super) fn bytes(&self) -> FileBytes {
        self.bytes.clone()
    }

    /// Counts the choices.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    pub(super) fn choose(&mut self, choices: Choices) {
        if choices == self.choices {
            return;
        }
        self.turn += 1;
        let only_people = Choices {
            people: self.choices.people.clone(),
            ..choices.clone()
        } == self.choices;
        let read = self.drafted == Some(self.turn - 1);
        if let Some(draft) = self.draft.as_ref().filter(|_| only_people && read) {
            // Who is who does not change how the rows are read.
            let mut next = Draft::clone(draft);
            next.choices = choices.clone();
            self.draft = Some(Arc::new(next));
            self.drafted = Some(self.turn);
        }
        self.choices = choices;
    }

    /// Other bytes under the same choices, as when match events are given their season.
    pub(super) fn replace(&mut self, bytes: FileBytes, choices: Choices) {
        self.bytes = bytes;
        self.choices = choices;
        self.turn += 1;
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
            TableNews::Planned(planned) => {
                self.planning = None;
                if planned.stand.turn == self.turn {
                    self.ask(&planned.plan.doubts);
                    self.planned = Some(planned);
                }
            }
        }
    }

    /// Those who are decided keep their place in the list, so that a decision can be taken back.
    fn ask(&mut self, doubts: &[Doubt]) {
        let mut open: BTreeMap<&str, &Doubt> = doubts
            .iter()
            .map(|doubt| (doubt.key.as_str(), doubt))
            .collect();
        let decided = &self.choices.people;
        let mut asked = Vec::with_capacity(doubts.len());
        for old in std::mem::take(&mut self.asked) {
            match open.remove(old.key.as_str()) {
                Some(doubt) => asked.push(doubt.clone()),
                None if decided.contains_key(&old.key) => asked.push(old),
                None => {}
            }
        }
        let new = doubts
            .iter()
            .filter(|doubt| open.contains_key(doubt.key.as_str()));
        asked.extend(new.cloned());
        self.asked = asked;
    }

    /// Starts what is missing; one job at a time.
    pub(super) fn refresh(
        &mut self,
        jobs: &mut Jobs,
        clock: &Arc<dyn Clock>,
        whose: (DocumentKey, FileKey),
        dossier: &Arc<Dossier>,
        serial: u64,
    ) {
        if self.is_reading() {
            self.start_reading(jobs, clock, whose, dossier);
        } else if self.trouble.is_none() && self.ready(serial).is_none() {
            self.start_planning(jobs, clock, whose, dossier, serial);
        }
    }

    fn start_reading(
        &mut self,
        jobs: &mut Jobs,
        clock: &Arc<dyn Clock>,
        (document, file): (DocumentKey, FileKey),
        dossier: &Arc<Dossier>,
    ) {
        let turn = self.turn;
        // One that was stopped starts again with the next choice.
        let waits = |(job, of): (u64, u64)| jobs.is_running(job) || of == turn;
        if self.drafting.is_some_and(waits) {
            return;
        }
        let (name, bytes) = (self.name.clone(), self.bytes.clone());
        let (choices, head) = (self.choices.clone(), Arc::clone(&dossier.head));
        let label = format!("Reading {name}");
        let job = jobs.start(label, clock.seconds(), true, move |_| {
            let draft = Draft::read(name, bytes, choices, &head, &Limits::default());
            let draft = draft.map(Arc::new).map_err(|err| err.to_string());
            JobOutcome::import(
                document,
                ImportNews::Table(file, TableNews::Drafted { turn, draft }),
            )
        });
        self.drafting = Some((job, turn));
    }

    fn start_planning(
        &mut self,
        jobs: &mut Jobs,
        clock: &Arc<dyn Clock>,
        (document, file): (DocumentKey, FileKey),
        dossier: &Arc<Dossier>,
        serial: u64,
    ) {
        let stand = Stand {
            turn: self.turn,
            serial,
        };
        let waits = |(job, of): (u64, Stand)| jobs.is_running(job) || of == stand;
        let Some(draft) = self
            .draft
            .clone()
            .filter(|_| !self.planning.is_some_and(waits))
        else {
            return;
        };
        let (dossier, ids) = (Arc::clone(dossier), Arc::clone(clock));
        let label = format!("Comparing {} with the dossier", self.name);
        let job = jobs.start_in_steps(label, clock.seconds(), true, move |steps| {
            match planned(&draft, &dossier, &*ids, stand, steps) {
                Some(planned) => JobOutcome::import(
                    document,
                    ImportNews::Table(file, TableNews::Planned(Arc::new(planned))),
                ),
                None => JobOutcome::nothing(),
            }
        });
        self.planning = Some((job, stand));
    }
}

/// The dry run; `None` if it was stopped.
fn planned(
    draft: &Draft,
    dossier: &Dossier,
    ids: &dyn Clock,
    stand: Stand,
    steps: &Steps,
) -> Option<Planned> {
    let count = draft.table.len();
    steps.plan(count);
    let reader = draft.reader();
    let mut rows = Vec::with_capacity(count);
    for row in 0..count {
        if row % STEP == 0 {
            if steps.is_cancelled() {
                return None;
            }
            steps.reach(row);
        }
        rows.push(reader.row(row));
    }
    let plan = dry_run_of(draft, rows, dossier, &mut || ids.new_id());
    let mut groups: BTreeMap<Outcome, Vec<usize>> = BTreeMap::new();
    let mut people = BTreeSet::new();
    for (idx, row) in plan.rows.iter().enumerate() {
        groups.entry(row.outcome).or_default().push(idx);
        if row.outcome <= Outcome::Conflicting {
            people.insert(row.who.as_str());
        }
    }
    let joined = people.len().saturating_sub(plan.new_players);
    Some(Planned {
        plan,
        groups,
        joined,
        stand,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::jobs::Runner;

    #[test]
    fn what_was_stopped_is_said_to_be_and_can_go_on() {
        let jobs = Jobs::new(Runner::Inline, Arc::new(|| ()));
        let bytes = "name,born".to_owned().into();
        let mut table = TableImport::new("a.csv".to_owned(), bytes, Choices::default());
        assert!(!table.is_stopped(&jobs, 0), "nothing was started yet");
        // A job of that number does not run, and nothing came of it.
        table.drafting = Some((7, table.turn));
        assert!(table.is_stopped(&jobs, 0));
        table.resume();
        assert!(!table.is_stopped(&jobs, 0));
    }
}
