//! The bytes of a file as a dossier.
//!
//! A sound file is read in one pass into records, without a tree of JSON values in between. Only
//! when that fails is the file read again, line by line.

use blake3::{Hash, Hasher};
use memchr::memmem;
use uuid::Uuid;

use crate::domain::dossier::Dossier;

use super::draft::{Draft, OnBadRecord};
use super::limits::{Limit, Limits};
use super::lines;
use super::notice::{LoadNotice, Notices, reason};
use super::revision::Revision;
use super::salvage::salvage;
use super::spread::both;
use super::version::{self, SCHEMA, Version};

/// A dossier as it was read from its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the file holds.
    pub dossier: Dossier,
    /// Which saved state it is.
    pub revision: Revision,
    /// What a person should know about the file.
    pub notices: Vec<LoadNotice>,
    /// Why it may only be saved as a copy; `None` if it may be saved over.
    pub read_only: Option<String>,
}

/// Why bytes are no dossier that this version can read. `Display` says it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No byte.
    #[error("The file is empty")]
    Empty,
    /// Something else.
    #[error("It is not a Backline dossier")]
    NotADossier,
    /// zstd, gzip or zip.
    #[error("It is compressed, and this version cannot read compressed dossiers")]
    Compressed,
    /// age.
    #[error("It is encrypted, and this version cannot read encrypted dossiers")]
    Encrypted,
    /// UTF-16.
    #[error("It is UTF-16 text, and a dossier is UTF-8 text")]
    Utf16,
    /// More than a dossier may hold.
    #[error("{0}")]
    Limit(Limit),
    /// A newer program wrote it, and nothing of it may be guessed.
    #[error("It was written by a newer version ({app}), and this version cannot read it")]
    Newer {
        /// The writer.
        app: String,
        /// The oldest format version whose programs may write it.
        min_reader: u32,
    },
    /// Nothing could be saved from it.
    #[error("It is damaged at line {line} ({why}), and no record could be read")]
    Damaged {
        /// The first bad line, from 1.
        line: usize,
        /// What the reader says.
        why: String,
    },
}

impl DecodeError {
    /// What to do now.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Empty => "Open an older copy. A copy or a download may have broken off",
            Self::NotADossier => "Choose a file whose name ends in .backline",
            Self::Compressed => "Unpack it first, or open it with a newer version",
            Self::Encrypted => "Decrypt it first, or open it with a newer version",
            Self::Utf16 => "Save it as UTF-8 in the program that changed it",
            Self::Limit(_) => "Divide it into smaller dossiers with the program that wrote it",
            Self::Newer { .. } => "Install the newest version",
            Self::Damaged { .. } => "Open an older copy. The damaged file was left as it is",
        }
    }
}

/// Reads a dossier. Takes any bytes, never panics, and keeps within the limits.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Loaded, DecodeError> {
    read(bytes, limits).map(|(loaded, _)| loaded)
}

/// The hash of a file and of what stands above its end mark, from one pass.
pub(super) struct Digest {
    /// Of everything above the end mark; `None` if no line begins with one.
    above_end: Option<Hash>,
    /// Of all bytes.
    pub whole: Hash,
}

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        /// An end mark is about 110 bytes long.
        const TAIL: usize = 1024;
        let tail = bytes.len().saturating_sub(TAIL);
        let mut hasher = Hasher::new();
        let mark = memmem::rfind(&bytes[tail..], b"\n\"end\":").map(|at| tail + at + 1);
        let above = mark.unwrap_or(0);
        hasher.update(&bytes[..above]);
        let above_end = mark.map(|_| hasher.finalize());
        hasher.update(&bytes[above..]);
        Self {
            above_end,
            whole: hasher.finalize(),
        }
    }

    /// An id for a dossier whose own is lost: the same for the same bytes.
    fn id(&self) -> Uuid {
        let mut id = [0; 16];
        id.copy_from_slice(&self.whole.as_bytes()[..16]);
        uuid::Builder::from_custom_bytes(id).into_uuid()
    }
}

/// The dossier and the hash of all bytes.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Loaded, Hash), DecodeError> {
    limits
        .check_size(bytes.len() as u64)
        .map_err(DecodeError::Limit)?;
    let version = version::peek(bytes)?;
    limits.check_bytes(bytes).map_err(DecodeError::Limit)?;
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (digest, whole) = if bytes.len() < lines::LARGE {
        (Digest::of(bytes), read_whole(text, limits))
    } else {
        both(|| Digest::of(bytes), || read_whole(text, limits))
    };
    let loaded = understand(whole, text, limits, &version, &digest)?;
    Ok((loaded, digest.whole))
}

fn understand(
    whole: Result<Draft<'_>, Fault>,
    bytes: &[u8],
    limits: &Limits,
    version: &Version,
    digest: &Digest,
) -> Result<Loaded, DecodeError> {
    match whole {
        Ok(draft) => match draft.misspelt_section() {
            // A flipped bit in a name of ours must not hide all its records.
            Some(name) if version.schema <= SCHEMA && !is_sealed(&draft, digest) => {
                let why = format!("there is no section {name}");
                Ok(finish(salvage(bytes, limits, 1, why)?, version, digest))
            }
            _ => Ok(finish(draft, version, digest)),
        },
        Err(Fault::Limit(limit)) => Err(DecodeError::Limit(limit)),
        Err(Fault::Json { .. }) if !version.may_write() => Err(DecodeError::Newer {
            app: version.app.clone(),
            min_reader: version.min_reader,
        }),
        Err(Fault::Json { line, why }) => {
            let draft = salvage(bytes, limits, line, why)?;
            Ok(finish(draft, version, digest))
        }
    }
}

enum Fault {
    Limit(Limit),
    Json { line: usize, why: String },
}

fn read_whole<'a>(bytes: &[u8], limits: &'a Limits) -> Result<Draft<'a>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|err| Fault::Json {
        line: 1 + memchr::memchr_iter(b'\n', &bytes[..err.valid_up_to()]).count(),
        why: "not UTF-8 text".to_owned(),
    })?;
    limits.check_texts(bytes).map_err(|limit| Fault::Json {
        line: 1,
        why: limit.to_string(),
    })?;
    let mut draft = Draft::new(limits, OnBadRecord::Stop);
    let quick = text.len() >= lines::LARGE && lines::read(text, &mut draft).is_some();
    let read = if quick {
        Ok(())
    } else {
        draft = Draft::new(limits, OnBadRecord::Stop);
        draft.read_members(text)
    };
    if let Some(limit) = draft.limit {
        return Err(Fault::Limit(limit));
    }
    let fault = |line, why: &str| Fault::Json {
        line,
        why: why.to_owned(),
    };
    match read {
        Err(err) => Err(fault(err.line(), &reason(&err))),
        Ok(()) if draft.doc.is_none() || draft.head.is_none() => {
            Err(fault(1, "the head is incomplete"))
        }
        Ok(()) => Ok(draft),
    }
}

/// True if the end mark fits what stands above it.
fn is_sealed(draft: &Draft<'_>, digest: &Digest) -> bool {
    let above = digest.above_end.map(|hash| hash.to_hex());
    let end = draft.end.as_ref().zip(above);
    end.is_some_and(|(end, hash)| end.blake3 == hash.as_str() && end.records == draft.records)
}

fn finish(mut draft: Draft<'_>, version: &Version, digest: &Digest) -> Loaded {
    if draft.app.is_empty() {
        draft.app.clone_from(&version.app);
    }
    if version.schema > SCHEMA {
        draft.notices.push(LoadNotice::NewerSchema {
            app: version.app.clone(),
            schema: version.schema,
        });
    }
    let sealed = is_sealed(&draft, digest);
    let (dossier, revision, mut notices) =
        draft.finish(version.schema, version.min_reader, digest.id());
    // A damaged file has another hash too; saying so would only blur what is really wrong.
    if !sealed && !notices.has_damage() {
        notices.push(LoadNotice::EditedByHand);
    }
    let read_only = read_only(version, &notices);
    Loaded {
        dossier,
        revision,
        notices: notices.finish(),
        read_only,
    }
}

fn read_only(version: &Version, notices: &Notices) -> Option<String> {
    if !version.may_write() {
        let app = &version.app;
        return Some(format!(
            "The file was written by a newer version ({app}) and may hold what this version would break"
        ));
    }
    notices.has_loss().then(|| {
        "Parts of the file could not be read. Saving over it would lose them for good".to_owned()
    })
}
