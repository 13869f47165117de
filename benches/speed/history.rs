//! Edits and undo in a dossier of a hundred thousand players.

use backline::domain::change::Stamp;
use backline::domain::dossier::Dossier;
use backline::domain::edit::{Edit, PlayerEdit};
use backline::domain::fact::{FactKey, FactValue};
use backline::domain::id::{ChangeId, PlayerId};
use backline::editor::history::History;
use chrono::NaiveTime;
use uuid::Uuid;

use crate::generate::{Dice, dossier, today};
use crate::table::Row;
use crate::{PLAYERS, best, child, timed};

const EDITS: usize = 2_000;
const ROUNDS: usize = 7;
/// Ten times as many steps as the promise names, so that the growth stands out from the rest.
const STEPS: usize = 10_000;

/// Makes edits as a person does: a typed value, a note, of players here and there.
struct Hand {
    dice: Dice,
    players: Vec<PlayerId>,
    made: usize,
}

impl Hand {
    fn of(dossier: &Dossier) -> Self {
        Self {
            dice: Dice::new(7),
            players: dossier.players.keys().copied().collect(),
            made: 0,
        }
    }

    fn edit(&mut self) -> (Edit, Stamp) {
        self.made += 1;
        let made = self.made;
        let player = self.players[self.dice.below(self.players.len())];
        let edit = if made.is_multiple_of(2) {
            PlayerEdit::SetNote(format!("Seen {made} times"))
        } else {
            PlayerEdit::EnterFact {
                key: FactKey::Height,
                value: Some(FactValue::Count(205 + made as u32)),
                reading: self.dice.id(),
            }
        };
        let stamp = Stamp {
            // Ids of changes grow with time.
            id: ChangeId(Uuid::from_u128(made as u128)),
            at: today().and_time(NaiveTime::MIN).and_utc(),
            by: "Scout".to_owned(),
        };
        (Edit::Player(player, edit), stamp)
    }
}

fn carry_out(history: &mut History, edit: &Edit, stamp: &Stamp) {
    let edited = history.present().edited(edit, stamp).unwrap().unwrap();
    history.record(edited.label, edited.dossier);
}

pub fn rows() -> Vec<Row> {
    vec![edit_and_undo(), memory()]
}

fn edit_and_undo() -> Row {
    let dossier = dossier(PLAYERS);
    let mut hand = Hand::of(&dossier);
    let mut history = History::new(dossier);
    let edits: Vec<(Edit, Stamp)> = (0..EDITS).map(|_| hand.edit()).collect();
    let times: [_; ROUNDS] = std::array::from_fn(|_| {
        timed(|| {
            for (edit, stamp) in &edits {
                carry_out(&mut history, edit, stamp);
                assert!(history.undo());
            }
        })
        .0
    });
    Row {
        what: format!("An edit and its undo among {PLAYERS} players"),
        found: Some(best(times).as_secs_f64() * 1e6 / EDITS as f64),
        unit: "µs",
        limit: Some(10.0),
        detail: format!("mean of {EDITS}, best of {ROUNDS}"),
    }
}

fn memory() -> Row {
    let grown = child("undo-memory", false);
    Row {
        what: format!("Memory of 1000 undo steps among {PLAYERS} players"),
        found: grown,
        unit: "MiB",
        limit: Some(8.0),
        detail: format!("a tenth of what the process grows by in {STEPS} steps"),
    }
}

/// In a process of its own, so that nothing that was freed before hides the growth.
pub fn undo_memory() -> Option<f64> {
    let dossier = dossier(PLAYERS);
    let mut hand = Hand::of(&dossier);
    let mut history = History::new(dossier);
    let before = resident()?;
    for _ in 0..STEPS {
        let (edit, stamp) = hand.edit();
        carry_out(&mut history, &edit, &stamp);
    }
    let grown = resident()? - before;
    assert_eq!(history.len(), STEPS);
    Some(grown / 10.0)
}

/// Memory of the process in MiB, where the system tells it.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
