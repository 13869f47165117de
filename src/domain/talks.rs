//! What a negotiation comes to and what can be done in it, without a screen.
//!
//! [`reckoning`] puts a negotiation through the deal engine once for a date; the others tell of it
//! ([`standing`], [`advice`], [`pattern`]) or make the next edit: a term typed into a cell ([`term_table`]), a
//! package solved ([`solving`]), a row for the ledger ([`ledger`]). [`term_sheet`] is the paper that
//! goes to the other side.

pub mod advice;
pub mod ledger;
pub mod pattern;
pub mod reckoning;
pub mod solving;
pub mod standing;
pub mod term_sheet;
pub mod term_table;
