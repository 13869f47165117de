//! Waiting, simulated path by path on a worker; it checks the closed form.

use super::Editor;
use super::document::Document;
use super::jobs::{Outcome, Steps};
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
        let work = move |steps: &Steps| {
            steps.plan(PATHS as usize);
            let estimate = wait_value(&case, SEED, PATHS, |paths| {
                steps.reach(paths as usize);
                !steps.is_cancelled()
            });
            match estimate {
                Some(estimate) => Outcome::of(document, move |document| {
                    document.take_simulation(Simulation {
                        negotiation,
                        case,
                        estimate,
                    });
                }),
                None => Outcome::nothing(),
            }
        };
        self.jobs
            .start_in_steps("Simulating the wait", now, true, work);
    }
}

impl Document {
    fn take_simulation(&mut self, simulation: Simulation) {
        let of = simulation.negotiation;
        self.simulations.retain(|old| old.negotiation != of);
        self.simulations.push(simulation);
    }
}
