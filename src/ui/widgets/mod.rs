//! The reusable inputs and marks: each sizes, allocates, interacts, paints, and says its name to
//! screen readers and tests.
//!
//! Colours, sizes and type come from the tokens; no widget knows a dossier or a command.

pub mod button;
pub mod chip;
pub mod choice;
pub mod menu;

pub mod basis_mark;
pub mod calendar;
pub mod choice_field;
pub mod draft_field;
pub mod fields;
pub mod search_choice;

pub mod highlight;
pub mod notice;
pub mod progress;
pub mod rows;

pub mod chart;

pub mod paint;
