//! What several test files share: the sample dossiers and the builders that make them.
#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses a part of this"
)]

pub mod build;
pub mod program;
pub mod samples;
pub mod values;
pub mod window;
