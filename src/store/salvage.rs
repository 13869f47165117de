//! A damaged file, read line by line so that one bad line costs one record.

use std::borrow::Cow;

use memchr::memchr;
use serde::de::DeserializeSeed as _;
use serde_json::Value;

use crate::domain::dossier::{Dossier, Head};
use crate::domain::money::Currency;

use super::decode::DecodeError;
use super::draft::{Draft, HEAD_WORDS, OnBadRecord, RecordOf, nearly};
use super::limits::Limits;
use super::notice::{LoadNotice, Place, reason};
use super::version::member;

/// Reads what can be read. `line` and `why` say where the file stops being sound.
pub(super) fn salvage<'a>(
    bytes: &[u8],
    limits: &'a Limits,
    line: usize,
    why: String,
) -> Result<Draft<'a>, DecodeError> {
    let draft = if is_in_lines(bytes) {
        let mut lines = Lines::new(limits, line, why.clone());
        lines.read(bytes);
        Some(lines.draft)
    } else {
        laid_out_anew(bytes, limits)
    };
    match draft {
        Some(draft) => match draft.limit {
            Some(limit) => Err(DecodeError::Limit(limit)),
            None if draft.is_bare() => Err(DecodeError::Damaged { line, why }),
            None => Ok(draft),
        },
        None => Err(DecodeError::Damaged { line, why }),
    }
}

/// True if the file still has its lines: another program writes the brace alone, or all in one.
fn is_in_lines(bytes: &[u8]) -> bool {
    /// Shorter than any first line of ours.
    const BRACE: usize = 20;
    memchr(b'\n', bytes).is_some_and(|end| end > BRACE)
}

/// A file that another program laid out anew, so that a line is no record. It must be sound JSON.
fn laid_out_anew<'a>(bytes: &[u8], limits: &'a Limits) -> Option<Draft<'a>> {
    let text = std::str::from_utf8(bytes).ok()?;
    limits.check_texts(bytes).ok()?;
    let mut draft = Draft::new(limits, OnBadRecord::Skip);
    let read = draft.read_members(text);
    (read.is_ok() || draft.limit.is_some()).then_some(draft)
}

struct Lines<'a> {
    draft: Draft<'a>,
    /// The section whose rows are being read.
    section: Option<String>,
    /// The last line that was seen, from 1.
    last: usize,
    /// True once the end mark was seen, sound or not.
    ended: bool,
}

impl<'a> Lines<'a> {
    fn new(limits: &'a Limits, line: usize, why: String) -> Self {
        let mut draft = Draft::new(limits, OnBadRecord::Skip);
        draft.notices.push(LoadNotice::Damaged { line, why });
        Self {
            draft,
            section: None,
            last: 0,
            ended: false,
        }
    }

    fn read(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() && self.draft.limit.is_none() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = rest[..end].trim_ascii();
            rest = rest.get(end + 1..).unwrap_or_default();
            self.last += 1;
            if !line.is_empty() {
                self.line(line);
            }
        }
        if !self.ended {
            self.draft
                .notices
                .push(LoadNotice::Truncated { line: self.last });
        }
    }

    fn line(&mut self, line: &[u8]) {
        if let Err(limit) = self.draft.limits.check_texts(line) {
            self.lose(limit.to_string());
            return;
        }
        let text = match std::str::from_utf8(line) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                self.draft
                    .notices
                    .push(LoadNotice::Reencoded { line: self.last });
                line.iter().copied().map(char::from).collect()
            }
        };
        if self.last == 1 {
            self.head(&text);
            self.section = swallowed_section(&text);
        } else if let Some(section) = opened_section(&text) {
            self.section = Some(section);
        } else if let Some((section, row)) = opened_before_row(&text) {
            self.section = Some(section);
            self.row(row);
        } else if matches!(text.as_ref(), "]" | "]," | "}" | "]}") || self.member(&text) {
            self.section = None;
        } else {
            self.row(&text);
        }
    }

    /// The first line, as one object or else member by member.
    fn head(&mut self, text: &str) {
        let whole = format!("{}}}", text.trim_end_matches(','));
        if self.draft.read_members(&whole).is_ok() {
            return;
        }
        let draft = &mut self.draft;
        draft.doc = draft.doc.or_else(|| member(text, "doc"));
        draft.rev = draft.rev.or_else(|| member(text, "rev"));
        if draft.parents.is_empty() {
            draft.parents = member(text, "parents").unwrap_or_default();
            draft.parents.truncate(super::Revision::MAX_PARENTS);
        }
        if draft.head.is_none() {
            draft.head = member(text, "head");
        }
        if draft.head.is_none() {
            draft.head = head_by_parts(text);
            if draft.head.is_some() {
                draft
                    .notices
                    .push(LoadNotice::LostHead { member: HEAD_WORDS });
            }
        }
    }

    /// A member beside the sections; false if it is none.
    fn member(&mut self, text: &str) -> bool {
        if !text.starts_with('"') {
            return false;
        }
        if text.starts_with("\"end\"") {
            self.ended = true;
            let end = format!("{{{}", text.trim_end_matches(','));
            if self.draft.read_members(&end).is_err() {
                self.draft.end = None;
            }
            return true;
        }
        let member = format!("{{{}}}", text.trim_end_matches(','));
        self.draft.read_members(&member).is_ok()
    }

    fn row(&mut self, text: &str) {
        let Some(section) = self.section.clone() else {
            self.lose("it stands in no section".to_owned());
            return;
        };
        if self.draft.count_row().is_err() {
            return;
        }
        let known = Dossier::SECTIONS.contains(&section.as_str());
        let read = if known {
            // Whatever stands between two rows says nothing about them.
            let row = text
                .trim_start_matches(',')
                .trim_end_matches([',', ']', ' ']);
            self.record(&section, row)
        } else {
            let row = serde_json::from_str::<Value>(text.trim_matches(','));
            row.map_err(|err| reason(&err))
                .and_then(|row| self.draft.put_unknown(&section, row))
        };
        if let Err(why) = read {
            self.lose(why);
        }
    }

    fn record(&mut self, section: &str, row: &str) -> Result<(), String> {
        let mut json = serde_json::Deserializer::from_str(row);
        let record = RecordOf(section)
            .deserialize(&mut json)
            .map_err(|err| reason(&err))?;
        json.end().map_err(|err| reason(&err))?;
        self.draft.put(record).map_err(|limit| limit.to_string())
    }

    fn lose(&mut self, why: String) {
        let section = self.section.clone().unwrap_or_default();
        self.draft.lost(&section, Place::Line(self.last), why);
    }
}

/// The name of the section that a line opens. A flipped bit in it must not cost all its rows.
fn opened_section(line: &str) -> Option<String> {
    if let Some(name) = line
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix("\":["))
        && !name.contains(['"', '\\'])
    {
        let known = Dossier::SECTIONS.iter().find(|known| nearly(name, known));
        return Some(known.map_or(name, |known| *known).to_owned());
    }
    let known = Dossier::SECTIONS
        .iter()
        .find(|known| nearly(line, &format!("\"{known}\":[")));
    known
        .map(|known| (*known).to_owned())
        .or_else(|| swallowed_section(line))
}

/// The name of the section that a line opens, and its first row, which lost the line break before it.
fn opened_before_row(line: &str) -> Option<(String, &str)> {
    let (name, rest) = line.strip_prefix('"')?.split_once("\":[")?;
    let known = Dossier::SECTIONS.contains(&name) && !rest.ends_with("],");
    known.then(|| {
        (
            name.to_owned(),
            rest.find('{').map_or("", |start| &rest[start..]),
        )
    })
}

/// The name of the section that is opened at the end of a line that lost its own line break.
fn swallowed_section(line: &str) -> Option<String> {
    let known = Dossier::SECTIONS
        .iter()
        .find(|known| line.ends_with(&format!("\"{known}\":[")));
    known.map(|known| (*known).to_owned())
}

/// What is left of a damaged head, if it is enough for a title and a date.
fn head_by_parts(text: &str) -> Option<Head> {
    Some(Head {
        title: member(text, "title").unwrap_or_default(),
        question: member(text, "question").unwrap_or_default(),
        our_club: member(text, "our_club").unwrap_or_default(),
        our_country: member(text, "our_country").unwrap_or_default(),
        decision_date: member(text, "decision_date")?,
        currency: member(text, "currency").unwrap_or(Currency::EUR),
        extra: Default::default(),
    })
}
