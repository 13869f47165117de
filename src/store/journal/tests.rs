use uuid::Uuid;

use crate::domain::dossier::Record;
use crate::domain::id::PlayerId;
use crate::domain::player::{Player, Role};
use crate::store::{decode, encode};

use super::*;

const FULL: &[u8] = include_bytes!("../../../tests/golden/v1/full.backline");

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_752_242_100 + second, 0).unwrap()
}

fn golden() -> (Arc<Dossier>, Origin) {
    let loaded = decode(FULL, &Limits::default()).unwrap();
    let origin = Origin {
        doc: loaded.dossier.id,
        name: "a.backline".to_owned(),
        file: Some(OriginFile {
            path: "/a.backline".to_owned(),
            revision: loaded.revision.id,
            hash: blake3::hash(FULL).to_hex().to_string(),
        }),
    };
    (Arc::new(loaded.dossier), origin)
}

/// States that follow each other: a record added, changed, taken out and brought back; another head.
fn states(first: &Arc<Dossier>) -> Vec<Arc<Dossier>> {
    let player = |name: &str| {
        let player = Player::new(PlayerId(Uuid::from_u128(7)), name, Role::Own);
        Record::Player(Arc::new(player))
    };
    let mut states = vec![first.clone()];
    let mut then = |change: &dyn Fn(&mut Dossier)| {
        let mut next = (**states.last().unwrap()).clone();
        change(&mut next);
        states.push(Arc::new(next));
    };
    then(&|dossier| drop(dossier.put(player("Ibou"))));
    then(&|dossier| Arc::make_mut(&mut dossier.head).title = "Mine \u{2028} \"\n\\".to_owned());
    then(&|dossier| drop(dossier.put(player("Konaté"))));
    let old = first.players.keys().next().copied().unwrap();
    then(&|dossier| drop(dossier.players.remove(&old)));
    let record = first.players.get(&old).cloned().unwrap();
    then(&|dossier| drop(dossier.put(Record::Player(record.clone()))));
    states
}

fn bytes_of(dossier: &Dossier) -> Vec<u8> {
    encode(dossier, &Revision::first(RevisionId(Uuid::nil())))
}

/// A journal with one entry for each state; gives its path and the bytes after each entry.
fn written(journals: &Journals, origin: &Origin, states: &[Arc<Dossier>]) -> (PathBuf, Vec<usize>) {
    let base = origin.file.as_ref().map(|_| states[0].clone());
    let mut journal = journals.begin(origin, base).unwrap();
    let mut ends = vec![usize::try_from(journal.length).unwrap()];
    for (state, second) in states[1..].iter().zip(0..) {
        journal.append(state, at(second)).unwrap();
        ends.push(usize::try_from(journal.length).unwrap());
    }
    (journal.path().to_owned(), ends)
}

#[test]
fn a_journal_leads_from_the_file_to_the_last_state() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path().join("unsaved"));
    let (first, origin) = golden();
    let states = states(&first);
    for count in 2..=states.len() {
        let (path, _) = written(&journals, &origin, &states[..count]);
        let unsaved = journals.open(&path).unwrap();
        assert_eq!(unsaved.origin, origin);
        assert_eq!(unsaved.at, at(count as i64 - 2));
        assert!(!unsaved.cut);
        let replayed = unsaved.onto(&first);
        assert!(
            bytes_of(&replayed) == bytes_of(&states[count - 1]),
            "{count}"
        );
        unsaved.discard();
        assert!(!path.exists());
    }
}

#[test]
fn a_dossier_that_is_in_no_file_is_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, mut origin) = golden();
    origin.file = None;
    let states = states(&first);
    let (path, _) = written(&journals, &origin, &states);
    let whole = journals.open(&path).unwrap().whole();
    assert!(bytes_of(&whole) == bytes_of(states.last().unwrap()));
}

#[test]
fn a_journal_that_is_cut_anywhere_gives_the_lines_that_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, origin) = golden();
    let states = states(&first);
    let (path, ends) = written(&journals, &origin, &states);
    let whole = std::fs::read(&path).unwrap();
    let expected: Vec<Vec<u8>> = states.iter().map(|state| bytes_of(state)).collect();
    for end in 0..=whole.len() {
        let replayed = replay(&whole[..end], &Limits::default());
        let last = ends.iter().rposition(|whole| *whole <= end);
        match (replayed, last) {
            (None, None) => {}
            (Some((_, replay)), Some(last)) => {
                let mut dossier = (*first).clone();
                replay
                    .steps
                    .iter()
                    .for_each(|step| step.carry_out(&mut dossier));
                assert_eq!(replay.length, ends[last]);
                // Encoding is slow, and between two ends nothing changes.
                if end == ends[last] || end + 1 == whole.len() {
                    assert!(bytes_of(&dossier) == expected[last], "cut at {end}");
                }
            }
            (replayed, last) => panic!("{end}: {} {last:?}", replayed.is_some()),
        }
    }
}

#[test]
fn what_stands_behind_damage_is_never_taken() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, origin) = golden();
    let (path, ends) = written(&journals, &origin, &states(&first));
    let whole = std::fs::read(&path).unwrap();
    let second = &whole[ends[1]..ends[2]];
    for at in (0..whole.len()).step_by(3) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        let length = replay(&damaged, &Limits::default()).map_or(0, |(_, replay)| replay.length);
        let sound = ends.iter().rfind(|end| **end <= at).copied().unwrap_or(0);
        // The end of a line that became another byte takes its line along.
        assert!(
            length <= at && (length == sound || whole[at] == b'\n'),
            "{at}: {length}"
        );
    }
    for tail in [
        &b"\0\0\0"[..],
        b"\n\n",
        b"6 0123456789abcdef {}\n",
        second,
        &whole,
    ] {
        let mut long = whole.clone();
        long.extend_from_slice(tail);
        let (_, replay) = replay(&long, &Limits::default()).unwrap();
        assert_eq!(replay.length, whole.len(), "{tail:?}");
    }
}

#[test]
fn after_a_damaged_end_the_journal_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, origin) = golden();
    let states = states(&first);
    let (path, ends) = written(&journals, &origin, &states[..3]);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..ends[2] - 5]).unwrap();
    let unsaved = journals.open(&path).unwrap();
    assert!(unsaved.cut);
    let present = Arc::new(unsaved.onto(&first));
    assert!(bytes_of(&present) == bytes_of(&states[1]));
    let mut journal = unsaved.go_on(present).unwrap();
    journal.append(&states[4], at(9)).unwrap();
    drop(journal);
    let unsaved = journals.open(&path).unwrap();
    assert!(!unsaved.cut);
    assert!(bytes_of(&unsaved.onto(&first)) == bytes_of(&states[4]));
}

#[test]
fn the_journal_of_a_running_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, origin) = golden();
    let states = states(&first);
    let mut journal = journals.begin(&origin, Some(first.clone())).unwrap();
    journal.append(&states[1], at(0)).unwrap();
    assert!(journals.left_behind().is_empty());
    assert!(journals.open(journal.path()).is_none());
    let path = journal.path().to_owned();
    drop(journal);
    assert_eq!(journals.left_behind(), [(path.clone(), origin)]);
    assert!(journals.open(&path).is_some());
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_a_journal() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, origin) = golden();
    let journal = journals.begin(&origin, Some(first)).unwrap();
    let mode = journal.path().metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// A disk that is full after half of what is written.
struct Full;

impl Disk for Full {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write(file, &bytes[..bytes.len() / 2])?;
        Err(io::ErrorKind::StorageFull.into())
    }
}

#[test]
fn an_entry_that_does_not_fit_leaves_the_journal_sound() {
    let folder = tempfile::tempdir().unwrap();
    let journals = Journals::new(folder.path());
    let (first, origin) = golden();
    let states = states(&first);
    let mut journal = journals.begin(&origin, Some(first.clone())).unwrap();
    journal.append(&states[1], at(0)).unwrap();
    assert!(journal.append_on(&Full, &states[2], at(1)).is_err());
    // Later there is room again.
    journal.append(&states[3], at(2)).unwrap();
    let path = journal.path().to_owned();
    drop(journal);
    let unsaved = journals.open(&path).unwrap();
    assert!(!unsaved.cut);
    assert!(bytes_of(&unsaved.onto(&first)) == bytes_of(&states[3]));
}
