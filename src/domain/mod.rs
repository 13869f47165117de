//! What a scout knows and can reckon: plain data and pure functions.
//!
//! Nothing here knows the screen, files, the clock or threads. Dates are handed in.

pub mod career;
pub mod comparison;
pub mod contract;
pub mod date;
pub mod extra;
pub mod fact;
pub mod id;
pub mod injury;
pub mod money;
pub mod negotiation;
pub mod package;
pub mod player;
pub mod report;
pub mod source;
pub mod sourced;
pub mod squad;
