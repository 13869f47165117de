//! The promises of the program, one file each, in one program: it is linked once.
//!
//! `cargo test --test it samples::` runs one of them. The cases of other promises run beside it in
//! the same process, so a test leaves the current folder and the environment alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that fails should say so at once, and one that tries much says how much"
)]

mod support;

mod chart_menu;
mod chart_palette;
mod chart_pictures;
mod chart_pictures_editor;
mod check_command;
mod commands;
mod compare;
mod compare_command;
mod compare_expected;
mod data;
mod deal_cases;
mod deal_command;
mod deal_errors;
mod deal_properties;
mod dependencies;
mod editor_files;
mod every_number;
mod file_format;
#[cfg(feature = "snapshots")]
mod gallery;
mod house;
mod import_command;
mod import_data;
mod import_identity;
mod import_limits;
mod import_mutations;
mod import_oddities;
mod import_traps;
mod negotiate;
mod negotiate_advice;
mod negotiate_beliefs;
mod negotiate_worth;
mod players;
mod profile;
mod samples;
#[cfg(feature = "snapshots")]
mod screens;
mod stats_command;
mod stats_expected;
mod stats_mutations;
mod stats_tables;
mod store_damage;
mod store_save;
mod story;
mod unsaved;
mod untaken;
mod widgets;
