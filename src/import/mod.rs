//! Other people's files: bytes in, tables and events out.
//!
//! Nothing here knows the screen, files, the clock or threads. A reader notices what can be noticed
//! and says on what evidence, asks about what cannot, and never guesses in silence. Bytes that are
//! no table of any kind are an error in words, never a panic.

pub mod events;
pub mod season_csv;
pub mod statsbomb;
pub mod wyscout;
