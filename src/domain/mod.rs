//! What a scout knows and can reckon: plain data and pure functions.
//!
//! Nothing here knows the screen, files, the clock or threads. Dates are handed in. Modules are
//! listed from the document down to what it is made of.

pub mod career;
pub mod citation;
pub mod comparison;
pub mod contract;
pub mod dossier;
pub mod exchange;
pub mod fact;
pub mod import_memory;
pub mod injury;
pub mod negotiation;
pub mod package;
pub mod player;
pub mod report;
pub mod source;
pub mod sourced;
pub mod squad;
pub mod statement;

pub mod belief;
pub mod change;
pub mod edit;
pub mod field;
pub mod finding;
pub mod typed;

pub mod compare;
pub mod outlook;
pub mod roster;
pub mod stats;
pub mod talks;

pub mod deal;

pub mod apportion;
pub mod date;
pub mod extra;
pub mod figures;
pub mod id;
pub mod money;
pub mod text;

mod list;
#[cfg(test)]
mod testing;
