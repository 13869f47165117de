//! Backline.
pub mod ui;
