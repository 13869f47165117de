//! Backline: the desk on which a football club decides about a defender.
//!
//! The rooms, from what is known to what is shown: [`domain`], [`chart`], [`import`], [`store`],
//! [`editor`], [`ui`]. Each may use those before it, never those after it.

pub mod chart;
pub mod domain;

pub mod import;
pub mod store;

pub mod editor;

pub mod ui;

pub mod app;
pub mod cli;
pub mod handoff;

mod log_file;

pub use log_file::log_to_file;

/// Opening a dossier makes a million small pieces; the system's allocator takes half again as long
/// for them (docs/PERFORMANCE.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
