//! Other people's files: bytes in, tables and events out.
//!
//! Nothing here knows the screen, files, the clock or threads. A reader notices what can be noticed
//! and says on what evidence, asks about what cannot, and never guesses in silence. Bytes that are
//! no table of any kind are an error in words, never a panic.

mod counts;
mod file_bytes;

pub use file_bytes::FileBytes;

pub mod events;
pub mod season_csv;
pub mod seasons;
pub mod statsbomb;
pub mod wyscout;

pub mod error;
pub mod limits;

pub mod table;

pub mod csv;
pub mod html;
pub mod sheet;

pub mod detect;

pub mod aliases;
mod countries;
mod dates;
pub mod field;
pub mod kind;
pub mod names;
pub mod values;

pub mod choices;
pub mod draft;
pub mod mapping;
pub mod oddities;
pub mod rows;
pub mod settings;
mod sums;

pub mod identity;
pub mod plan;
