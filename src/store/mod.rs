//! The dossier on disk.
//!
//! A file is one JSON object, written canonically with one record on each line, so the same content
//! is always the same bytes and a comparison of two files shows the records that changed. What a
//! newer version wrote and this one does not know is carried through a load and save. A damaged file
//! is read record by record, with a notice for what is lost. A save replaces the file whole or not
//! at all, and never replaces what somebody else wrote in the meantime.
//!
//! [`encode`] and [`decode`] are pure; [`load`], [`save`] and [`changed`] block and belong on a
//! worker. Version 1 of the file is the domain's own serde form. The version is read before anything
//! else (see `version.rs`); once there is a version 2, older files are lifted there, step by step,
//! by functions from JSON value to JSON value in `migrate.rs`.

mod decode;
mod disk;
mod draft;
mod encode;
mod error;
mod event_files;
mod journal;
mod limits;
mod lines;
mod load;
mod notice;
mod picture;
mod pool_cache;
mod pool_source;
mod revision;
mod salvage;
mod save;
mod season_table;
mod source_file;
mod spread;
mod version;

pub use decode::{DecodeError, Loaded, decode};
pub use encode::encode;
pub use error::{Attempt, StoreError};
pub use event_files::{EventFiles, EventTableError, FileNote, ReadEvents};
pub use journal::{Fit, Journal, Journals, Origin, OriginFile, Unsaved};
pub use limits::{Limit, Limits};
pub use load::{FileStamp, Looked, changed, load, look};
pub use notice::{LoadNotice, Place};
pub use picture::{Picture, PictureError, picture, picture_file, png, save_picture};
pub use pool_cache::{CacheError, Fetched, PoolCache};
pub use pool_source::TableOrigin;
pub use revision::Revision;
pub use save::{export, save};
pub use season_table::season_table;
pub use source_file::{
    SourceError, SourceLimits, SourceTrouble, each_source, list_sources, read_packed, read_source,
    unpack,
};
pub use version::{MIN_READER, SCHEMA};

/// The ending of a dossier's file name, without the dot.
pub const EXTENSION: &str = "backline";

/// Makes a folder of the program's own, and those above it, if they are not there yet.
///
/// # Errors
/// What the system says.
pub fn make_folder(path: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}

/// Writes a text that other programs read, in place of what was there.
///
/// # Errors
/// What the system says.
pub fn write_text(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    std::fs::write(path, text)
}
