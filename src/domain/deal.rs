//! The deal engine: what an offer is worth to each side, who should accept what, now or later.
//!
//! Pure functions over plain numbers. Money in a formula is a float in millions of one model
//! currency; money in a ledger is whole minor units, and whatever divides it ([`apportion`](super::apportion)) does
//! so without losing one. Time is a calendar date, `t = days / 365`, and `PV = CF / (1 + r)^t`.
//! A season runs from 1 July to 30 June; a contract counts both its days.
//!
//! Read in this order:
//! 1. what is paid: [`present_value`], [`instalments`], [`sell_on`], [`loan`], [`swap`],
//!    [`solidarity`], [`agents`], [`currency`];
//! 2. what it does to the books: [`amortisation`], [`squad_cost`], [`wages`];
//! 3. what he is worth: [`valuation`];
//! 4. who should accept what: [`wait`] (the buyer's most), [`keep`] (the seller's least),
//!    [`zone`], [`final_offer`], [`rounds`], [`concession`], [`prior`];
//! 5. which rule touches it: [`rules`], [`contract_rules`];
//! 6. all of it at once: [`scenario`], [`evaluation`], [`tornado`], [`solve`], [`monte_carlo`].
//!
//! [`catalogue`] is the table of all functions by name, each a [`function`] with its [`field`]s;
//! [`explain`] says how a figure was reached, [`tag`] on what it rests. [`figure::Figure`] names every figure of the screen, and
//! [`scenario::Scenario::explain`] tells of each. [`BELIEFS`](super::belief::BELIEFS) lists what a person is asked.

pub mod present_value;

pub mod agents;
pub mod currency;
pub mod instalments;
pub mod loan;
pub mod sell_on;
pub mod solidarity;
pub mod swap;

pub mod amortisation;
pub mod squad_cost;
pub mod wages;

pub mod valuation;

pub mod concession;
pub mod final_offer;
pub mod keep;
pub mod precedents;
pub mod prior;
pub mod rounds;
pub mod wait;
pub mod zone;

pub mod contract_rules;
pub mod rules;

pub mod evaluation;
pub mod figure;
pub mod scenario;

pub mod beliefs;
pub mod model;
pub mod monte_carlo;
pub mod solve;
pub mod terms;
pub mod tornado;
pub mod uncertainty;

pub mod catalogue;
pub mod error;
pub mod explain;
pub mod field;
pub mod function;
pub mod input;
pub mod tag;

pub mod normal;
pub mod search;
pub mod time;

#[cfg(test)]
mod testing;

pub use catalogue::{call, call_text};
pub use error::{Code, DealError};
