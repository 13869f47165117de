//! What a zip archive really unpacks to, found by unpacking it into nothing.
//!
//! The sizes that an archive states can lie, and the reader of workbooks unpacks into memory.

use std::io::{BufRead, BufReader, Read as _};

use flate2::read::DeflateDecoder;

use crate::import::error::ReadError;

/// A member of an archive.
struct Member<'a> {
    name: &'a [u8],
    method: u16,
    packed: &'a [u8],
}

/// True if bytes start as a zip archive does.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// True if an archive has a member of that name.
pub fn has_member(bytes: &[u8], name: &str) -> bool {
    members(bytes)
        .is_some_and(|members| members.iter().any(|member| member.name == name.as_bytes()))
}

/// A member with its name, as it unpacks.
pub(super) type Unpacked<'a> = (String, Box<dyn BufRead + 'a>);

/// The members that are XML, by their names or by how they begin; `None` if the list is damaged.
pub(super) fn xml_members(bytes: &[u8]) -> Option<Vec<Unpacked<'_>>> {
    let mut found = Vec::new();
    for member in members(bytes)? {
        let name = member.name.to_ascii_lowercase();
        let mut start = [0; 64];
        let read = member.open().1.read(&mut start).unwrap_or(0);
        let text = start.get(..read).unwrap_or_default();
        let first = text
            .iter()
            .find(|byte| !b"\xef\xbb\xbf\xff\xfe\0 \r\n\t".contains(byte));
        if name.ends_with(b".xml") || name.ends_with(b".rels") || first == Some(&b'<') {
            found.push(member.open());
        }
    }
    Some(found)
}

impl<'a> Member<'a> {
    fn open(&self) -> Unpacked<'a> {
        let name = String::from_utf8_lossy(self.name).into_owned();
        match self.method {
            8 => (
                name,
                Box::new(BufReader::new(DeflateDecoder::new(self.packed))),
            ),
            _ => (name, Box::new(self.packed)),
        }
    }
}

/// Refuses an archive whose members unpack to more bytes than a table may hold.
pub fn check_unpacked(bytes: &[u8], max: usize) -> Result<(), ReadError> {
    let members = members(bytes).ok_or_else(|| ReadError::Damaged {
        format: "workbook",
        why: "the list of its parts is missing or cut off".to_owned(),
    })?;
    let mut left = max as u64;
    for member in members {
        let unpacked = match member.method {
            8 => {
                let inflate = DeflateDecoder::new(member.packed);
                // What is damaged is for the reader of workbooks to say.
                std::io::copy(&mut inflate.take(left + 1), &mut std::io::sink()).unwrap_or(0)
            }
            _ => member.packed.len() as u64,
        };
        left = left
            .checked_sub(unpacked)
            .ok_or(ReadError::Unpacked { max })?;
    }
    Ok(())
}

fn members(bytes: &[u8]) -> Option<Vec<Member<'_>>> {
    const END: &[u8] = b"PK\x05\x06";
    // A comment of at most 65,535 bytes may follow the end record of 22.
    let tail = bytes.len().saturating_sub(65_535 + 22);
    let at = tail + memchr::memmem::rfind(bytes.get(tail..)?, END)?;
    // Longer archives keep their list elsewhere, where their reader would look and this would not.
    let before = at.checked_sub(20).and_then(|start| bytes.get(start..at));
    if before.is_some_and(|before| before.starts_with(b"PK\x06\x07")) {
        return None;
    }
    let end = bytes.get(at..)?;
    let count = u16_at(end, 10)?;
    let mut next = u32_at(end, 16)? as usize;
    let mut members = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let entry = bytes.get(next..)?;
        if !entry.starts_with(b"PK\x01\x02") {
            return None;
        }
        let method = u16_at(entry, 10)?;
        let size = u32_at(entry, 20)? as usize;
        let name_len = usize::from(u16_at(entry, 28)?);
        let rest = usize::from(u16_at(entry, 30)?) + usize::from(u16_at(entry, 32)?);
        let local = bytes.get(u32_at(entry, 42)? as usize..)?;
        let start = 30 + usize::from(u16_at(local, 26)?) + usize::from(u16_at(local, 28)?);
        let packed = local.get(start..)?;
        members.push(Member {
            name: entry.get(46..46 + name_len)?,
            method,
            // The reader may go by another size than this one; never past the file.
            packed: packed.get(..size).unwrap_or(packed),
        });
        next = next.checked_add(46 + name_len + rest)?;
    }
    Some(members)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
