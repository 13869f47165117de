//! The quick way through a large file that is laid out as this program lays it out: one record on
//! each line, so that several processors can read them.

use serde::de::DeserializeSeed as _;

use crate::domain::dossier::{Dossier, Record};

use super::draft::{Draft, RecordOf};
use super::limits::Limits;
use super::spread::spread;

/// Smaller files are read before a worker has started.
pub(super) const LARGE: usize = 256 * 1024;

/// Reads the whole file into the draft. `None` if anything in it is not as this program writes it;
/// the draft is then of no use, and the slow way says what is wrong.
pub(super) fn read(text: &str, draft: &mut Draft<'_>) -> Option<()> {
    let (head, mut rest) = text.split_once('\n')?;
    let head = head.strip_suffix(',')?;
    draft.read_members(&format!("{head}}}")).ok()?;
    loop {
        let (line, below) = rest.split_once('\n')?;
        if line.starts_with("\"end\":") {
            draft.read_members(&format!("{{{line}")).ok()?;
            return below.is_empty().then_some(());
        }
        let name = line.strip_prefix('"')?.strip_suffix("\":[")?;
        if !Dossier::SECTIONS.contains(&name) {
            return None;
        }
        let end = memchr::memmem::find(below.as_bytes(), b"\n],\n")?;
        read_section(name, below.get(..end)?, draft)?;
        rest = below.get(end + 4..)?;
    }
}

fn read_section(name: &str, text: &str, draft: &mut Draft<'_>) -> Option<()> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    // A comma stands between the records, not behind the last one.
    let (_, divided) = lines.split_last_mut()?;
    for line in divided {
        *line = line.strip_suffix(',')?;
    }
    let limits = draft.limits;
    for part in spread(&lines, |lines| read_records(name, lines, limits)) {
        for record in part? {
            draft.count_row().ok()?;
            draft.put_checked(record);
        }
    }
    Some(())
}

fn read_records(name: &str, lines: &[&str], limits: &Limits) -> Option<Vec<Record>> {
    let record = |line: &&str| {
        let mut json = serde_json::Deserializer::from_str(line);
        let record = RecordOf(name).deserialize(&mut json).ok()?;
        json.end().ok()?;
        // Here, where the record has just been made: later it is no longer in the cache.
        limits.check_record(&record).ok()?;
        Some(record)
    };
    lines.iter().map(record).collect()
}

#[cfg(test)]
mod tests {
    use crate::store::Limits;
    use crate::store::draft::OnBadRecord;

    use super::*;

    fn read_both_ways(text: &str) -> (bool, bool) {
        let limits = Limits::default();
        let mut quick = Draft::new(&limits, OnBadRecord::Stop);
        let mut slow = Draft::new(&limits, OnBadRecord::Stop);
        let read_quick = read(text, &mut quick).is_some();
        let read_slow = slow.read_members(text).is_ok();
        if read_quick && read_slow {
            let [quick, slow] = [quick, slow].map(|draft| draft.finish(1, 1, uuid::Uuid::nil()));
            assert_eq!(quick.0, slow.0);
            assert_eq!(quick.1, slow.1);
        }
        (read_quick, read_slow)
    }

    #[test]
    fn the_quick_way_gives_what_the_slow_way_gives() {
        for bytes in [
            include_str!("../../sample_data/konate-2025.backline"),
            include_str!("../../tests/golden/v1/full.backline"),
            include_str!("../../tests/golden/v1/empty.backline"),
        ] {
            assert_eq!(read_both_ways(bytes), (true, true));
        }
    }

    #[test]
    fn the_quick_way_takes_nothing_that_the_slow_way_refuses() {
        let sound = include_str!("../../tests/golden/v1/full.backline");
        let lines = sound.lines().count();
        let mut refused = 0;
        for idx in 0..lines {
            for change in [
                |_: &str| String::new(),
                |line: &str| format!("{line},"),
                |line: &str| line.trim_end_matches(',').to_owned(),
                |line: &str| format!("{line}\n{line}"),
                |line: &str| line.replace("\":[", "\": ["),
                |line: &str| line.replacen('{', "{\n],\n", 1),
            ] {
                let changed: Vec<String> = sound
                    .lines()
                    .enumerate()
                    .map(|(at, line)| {
                        if at == idx {
                            change(line)
                        } else {
                            line.to_owned()
                        }
                    })
                    .collect();
                let changed = changed.join("\n") + "\n";
                let (quick, slow) = read_both_ways(&changed);
                assert!(slow || !quick, "{changed}");
                refused += usize::from(!quick);
            }
        }
        assert!(refused > lines, "{refused}");
    }
}
