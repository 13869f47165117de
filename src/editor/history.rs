//! Past, present and future states of a dossier, each with the label of the edit that led to it.

use std::sync::Arc;

use crate::domain::dossier::Dossier;

/// The states are snapshots that share their untouched records, so their number is not limited
/// by their size.
#[derive(Debug)]
pub struct History {
    past: Vec<Step>,
    present: Step,
    future: Vec<Step>,
    next_serial: u64,
}

#[derive(Debug)]
struct Step {
    /// Of the edit that led here.
    label: String,
    /// Names this state; no other state of this history has it.
    serial: u64,
    dossier: Arc<Dossier>,
}

impl History {
    /// A history that begins with this state.
    pub fn new(dossier: Dossier) -> Self {
        let present = Step {
            label: String::new(),
            serial: 0,
            dossier: Arc::new(dossier),
        };
        Self {
            past: Vec::new(),
            present,
            future: Vec::new(),
            next_serial: 1,
        }
    }

    /// The present state.
    pub fn present(&self) -> &Arc<Dossier> {
        &self.present.dossier
    }

    /// The number of the present state; equal numbers mean equal states.
    pub fn serial(&self) -> u64 {
        self.present.serial
    }

    /// Takes the next state for the present one. What had been undone is gone.
    pub fn record(&mut self, label: String, dossier: Dossier) {
        self.future.clear();
        let next = Step {
            label,
            serial: self.next_serial,
            dossier: Arc::new(dossier),
        };
        self.next_serial += 1;
        self.past.push(std::mem::replace(&mut self.present, next));
    }

    /// Goes back one step; false if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else {
            return false;
        };
        self.future
            .push(std::mem::replace(&mut self.present, before));
        true
    }

    /// Goes forward one step; false if there is none.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.future.pop() else {
            return false;
        };
        self.past.push(std::mem::replace(&mut self.present, after));
        true
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        (!self.past.is_empty()).then_some(self.present.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// How many edits lie between an earlier state and the present one; `None` if that state has
    /// been undone or left.
    pub fn steps_since(&self, serial: u64) -> Option<usize> {
        if self.present.serial == serial {
            return Some(0);
        }
        self.past
            .iter()
            .rev()
            .position(|step| step.serial == serial)
            .map(|steps| steps + 1)
    }

    /// How many steps can be undone.
    pub fn len(&self) -> usize {
        self.past.len()
    }

    /// True if nothing can be undone.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty()
    }
}
