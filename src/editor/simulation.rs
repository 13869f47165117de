//! Waiting, simulated path by path on a worker; it checks the closed form.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::Editor;
use super::document::DocumentKey;
use super::jobs::Outcome;
use crate::domain::deal::monte_carlo::{Estimate, wait_value};
use crate::domain::deal::wait::BuyerCase;
use crate::domain::id::NegotiationId;

/// Paths of one simulation.
const PATHS: u64 = 400_000;
/// Each simulation draws from the same seed, so that two beliefs are compared on the same paths.
const SEED: u64 = 2025;

/// What a simulation found, and for which beliefs.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// Over whom was negotiated.
    pub negotiation: NegotiationId,
    /// The beliefs that went in; a result for other beliefs is old.
    pub case: BuyerCase,
    /// What came out.
    pub estimate: Estimate,
}

impl Editor {
    pub(super) fn simulate(&mut self, negotiation: NegotiationId, case: BuyerCase) {
        let (document, now) = (self.shown().key, self.clock.seconds());
        let done = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&done);
        let work = move |is_cancelled: &dyn Fn() -> bool| {
            let estimate = wait_value(&case, SEED, PATHS, |paths| {
                let permille = paths * 1000 / PATHS;
                counter.store(u32::try_from(permille).unwrap_or(1000), Ordering::Relaxed);
                !is_cancelled()
            });
            match estimate {
                Some(estimate) => Outcome::Simulated {
                    document,
                    simulation: Box::new(Simulation {
                        negotiation,
                        case,
                        estimate,
                    }),
                },
                None => Outcome::Quiet,
            }
        };
        let id = self.jobs.start("Simulating the wait", now, true, work);
        self.jobs.measure(id, done);
    }

    pub(super) fn finish_simulation(&mut self, document: DocumentKey, simulation: Simulation) {
        if let Some(document) = self.document_mut(document) {
            let of = simulation.negotiation;
            document.simulations.retain(|old| old.negotiation != of);
            document.simulations.push(simulation);
        }
    }
}
