//! What follows from a state of the dossier at a date: findings, the rows of the player table and
//! their order. Worked out at once for a dossier of ordinary size and on a worker for a large one,
//! so that no frame waits.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::document::Document;
use super::jobs::{Jobs, Outcome};
use crate::domain::compare::case_slots;
use crate::domain::dossier::Dossier;
use crate::domain::fact::{FactKey, FactValue, Position};
use crate::domain::finding::Findings;
use crate::domain::id::PlayerId;
use crate::domain::money::Currency;
use crate::domain::outlook::Outlook;
use crate::domain::player::Role;
use crate::domain::roster::{Arrangement, Line, Roster, arrange};

/// Up to this many players everything is worked out within the frame.
const AT_ONCE: usize = 400;

/// What follows from one state at one date.
#[derive(Debug)]
pub struct Derived {
    /// The state; see [`History::serial`](super::history::History::serial).
    pub serial: u64,
    /// The date.
    pub on: NaiveDate,
    /// What is missing or contradicts itself.
    pub findings: Findings,
    /// The rows of the player table.
    pub roster: Arc<Roster>,
    /// Targets, then benchmarks, each in the order in which they joined.
    pub targets: Vec<PlayerId>,
    /// The target that the case is about: the first one whose price is talked of, or else the
    /// first.
    pub lead: Option<PlayerId>,
    /// The slot of each player who has a colour of his own.
    pub slots: BTreeMap<PlayerId, usize>,
    /// How long our players of the lead target's position are bound.
    pub outlook: Outlook,
}

/// Seasons of the outlook.
const SEASONS: usize = 5;

fn of_role(dossier: &Dossier, role: Role) -> impl Iterator<Item = PlayerId> + '_ {
    let players = dossier.players.values();
    players
        .filter(move |player| player.role == role)
        .map(|player| player.id)
}

fn outlook(dossier: &Dossier, lead: Option<PlayerId>, on: NaiveDate) -> Outlook {
    let player = lead.and_then(|id| dossier.player(id));
    let position = match player.and_then(|player| player.facts.value(FactKey::Position)) {
        Some(FactValue::Position(position)) => position.clone(),
        _ => Position::CentreBack,
    };
    Outlook::of(dossier, &position, on, SEASONS)
}

impl Derived {
    /// What it was worked out for: the state, the date, the currency.
    fn key(&self) -> (u64, NaiveDate, Currency) {
        (self.serial, self.on, self.roster.currency())
    }

    /// What follows from nothing.
    pub(super) fn nothing(on: NaiveDate) -> Self {
        Self {
            serial: u64::MAX,
            on,
            findings: Findings::nothing(on),
            roster: Arc::default(),
            targets: Vec::new(),
            lead: None,
            slots: BTreeMap::new(),
            outlook: Outlook::nothing(),
        }
    }

    fn updated(&self, dossier: &Dossier, on: NaiveDate, serial: u64) -> Self {
        let findings = self.findings.updated(dossier, on);
        let roster = Arc::new(self.roster.updated(dossier, on, &findings));
        let mut targets: Vec<PlayerId> = of_role(dossier, Role::Target).collect();
        targets.extend(of_role(dossier, Role::Benchmark));
        let slots = case_slots(dossier);
        let lead = dossier.lead_target();
        Self {
            serial,
            on,
            findings,
            roster,
            outlook: outlook(dossier, lead, on),
            targets,
            lead,
            slots,
        }
    }
}

/// The order of the player table.
#[derive(Debug, Default)]
pub struct Arranged {
    /// What was asked for; `None` before the first time.
    pub key: Option<ArrangementKey>,
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
    /// The rows that the lines point into.
    pub roster: Arc<Roster>,
    /// How many players the filter let through.
    pub players: usize,
}

/// What an order rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangementKey {
    /// The state.
    pub serial: u64,
    /// The date.
    pub on: NaiveDate,
    /// The currency of its sums.
    pub currency: Currency,
    /// What was asked for.
    pub arrangement: Arrangement,
}

impl Arranged {
    fn of(key: ArrangementKey, roster: Arc<Roster>, cancelled: &dyn Fn() -> bool) -> Self {
        let lines = arrange(&roster, &key.arrangement, cancelled);
        let players = lines
            .iter()
            .filter(|line| matches!(line, Line::Player(_)))
            .count();
        Self {
            key: Some(key),
            lines,
            roster,
            players,
        }
    }

    /// The line on which a player stands.
    pub fn position_of(&self, id: PlayerId) -> Option<usize> {
        let row = self.roster.position_of(id)?;
        self.lines
            .iter()
            .position(|line| *line == Line::Player(row))
    }

    /// The next player below a line, or above it for a negative step.
    pub fn player_near(&self, line: usize, step: isize) -> Option<PlayerId> {
        self.player_at_or_beyond(line.checked_add_signed(step)?, step)
    }

    /// The player on a line, or on the next one in a direction that is no head of a group.
    pub fn player_at_or_beyond(&self, line: usize, step: isize) -> Option<PlayerId> {
        let mut line = line;
        loop {
            match self.lines.get(line)? {
                Line::Player(row) => return Some(self.roster.row(*row)?.player.id),
                Line::Group { .. } => line = line.checked_add_signed(step)?,
            }
        }
    }
}

/// Brings findings, rows and order up to date with the present state.
pub(super) fn refresh(document: &mut Document, jobs: &mut Jobs, now: f64) {
    refresh_derived(document, jobs, now);
    refresh_order(document, jobs, now);
}

fn refresh_derived(document: &mut Document, jobs: &mut Jobs, now: f64) {
    let currency = document.seen().head.currency;
    let wanted = (document.history.serial(), document.on(), currency);
    if document.derived.key() == wanted || document.deriving == Some(wanted) {
        return;
    }
    let (before, dossier) = (document.derived.clone(), document.seen().clone());
    let (serial, on, _) = wanted;
    if dossier.players.len() <= AT_ONCE {
        document.derived = Arc::new(before.updated(&dossier, on, serial));
        return;
    }
    document.deriving = Some(wanted);
    let key = document.key;
    jobs.start("", now, true, move |_| {
        let derived = Arc::new(before.updated(&dossier, on, serial));
        Outcome::of(key, move |document| document.take_derived(derived))
    });
}

fn refresh_order(document: &mut Document, jobs: &mut Jobs, now: f64) {
    let wanted = ArrangementKey {
        serial: document.derived.serial,
        on: document.derived.on,
        currency: document.derived.roster.currency(),
        arrangement: document.wanted_arrangement.clone(),
    };
    if document.arranged.key.as_ref() == Some(&wanted)
        || document.arranging.as_ref() == Some(&wanted)
    {
        return;
    }
    let roster = document.derived.roster.clone();
    if roster.rows().len() <= AT_ONCE {
        document.arranged = Arc::new(Arranged::of(wanted, roster, &|| false));
        return;
    }
    if let Some(job) = document.arranging_job.take() {
        jobs.cancel(job);
    }
    document.arranging = Some(wanted.clone());
    let key = document.key;
    let job = jobs.start("", now, true, move |cancelled| {
        let arranged = Arc::new(Arranged::of(wanted, roster, cancelled));
        Outcome::of(key, move |document| document.take_arranged(arranged))
    });
    document.arranging_job = Some(job);
}

impl Document {
    /// Takes what a worker found, even if the state has moved on: it is nearer than what was there.
    fn take_derived(&mut self, derived: Arc<Derived>) {
        if self.deriving == Some(derived.key()) {
            self.deriving = None;
        }
        self.derived = derived;
    }

    fn take_arranged(&mut self, arranged: Arc<Arranged>) {
        if self.arranging == arranged.key {
            self.arranging = None;
            self.arranging_job = None;
            self.arranged = arranged;
        }
    }
}
