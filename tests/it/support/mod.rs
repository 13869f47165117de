//! What several promises share: the sample dossiers, builders, and ways to run the program.

pub mod build;
pub mod command;
pub mod program;
pub mod samples;
pub mod shared;
pub mod tables;
pub mod values;
pub mod window;
