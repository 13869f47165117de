use std::collections::BTreeMap;

use super::*;
use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::Position;
use crate::domain::stats::{Counts, Provider, StatRow};

fn a_table(rows: usize) -> StatTable {
    let row = |idx: usize| StatRow {
        key: format!("{idx}-426").into(),
        name: ["Konaté", "", "Łukasz Fabiański"][idx % 3].into(),
        born: PartialDate::from_iso(["1999-05-25", "1999", ""][idx % 3]),
        club: ["Leipzig", "Liverpool"][idx % 2].into(),
        competition: "Bundesliga".into(),
        season: (!idx.is_multiple_of(4)).then_some(Season(2017)),
        role: "DF,MF".into(),
        positions: if idx.is_multiple_of(2) {
            vec![Position::CentreBack, Position::Other("sw".into())].into()
        } else {
            Vec::new().into()
        },
        minutes: if idx.is_multiple_of(5) {
            f64::NAN
        } else {
            90.0 * idx as f64
        },
        age: idx.is_multiple_of(3).then_some(18.0),
    };
    let tackles = (0..rows).map(|idx| {
        if idx.is_multiple_of(7) {
            f64::NAN
        } else {
            idx as f64 / 3.0
        }
    });
    let columns = BTreeMap::from([
        ("tackles".to_owned(), tackles.collect()),
        (
            "pass_pct".to_owned(),
            vec![80.5; rows].into_iter().collect(),
        ),
    ]);
    let table = StatTable::new(
        Provider::Other("Müller".into()),
        "a table",
        Counts::Per90,
        (0..rows).map(row).collect(),
        columns,
    );
    table.with_hash("0a".repeat(32))
}

/// NaN minutes are equal here: the tables are compared by what is written of them.
fn same(one: &StatTable, other: &StatTable) -> bool {
    encode(one) == encode(other)
}

#[test]
fn a_table_comes_back_as_it_was_kept() {
    let folder = tempfile::tempdir().unwrap();
    let cache = PoolCache::new(folder.path().join("pools"));
    for rows in [0, 1, 50] {
        let table = a_table(rows);
        cache.put(&table).unwrap();
        let back = cache.get(&table.hash).unwrap();
        assert!(same(&table, &back), "{rows}");
        assert_eq!(back.figure(4, "pass_pct"), table.figure(4, "pass_pct"));
    }
    let left: Vec<_> = fs::read_dir(cache.folder()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_damaged_file_is_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let cache = PoolCache::new(folder.path());
    let table = a_table(20);
    let whole = encode(&table);
    let path = cache.path(&table.hash).unwrap();
    let mut built = 0;
    let mut check = |bytes: &[u8], expected: Fetched| {
        fs::write(&path, bytes).unwrap();
        let (back, fetched) = cache
            .fetch(&table.hash, || {
                built += 1;
                Some(a_table(20))
            })
            .unwrap();
        assert!(same(&back, &table));
        assert_eq!(fetched, expected);
        assert_eq!(fs::read(&path).unwrap(), whole);
    };
    check(&whole, Fetched::Cached);
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        // Between the parts stands nothing that counts.
        if decoded(&bytes).is_err() {
            check(&bytes, Fetched::Rebuilt);
        }
    }
    for cut in [0, 7, 47, 48, 100, whole.len() / 2, whole.len() - 1] {
        check(&whole[..cut], Fetched::Rebuilt);
    }
    check(&[whole.as_slice(), b"more"].concat(), Fetched::Rebuilt);
    assert!(built > 100);
}

fn decoded(bytes: &[u8]) -> Result<StatTable, CacheError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    decode(file.path())
}

#[test]
fn a_changed_figure_is_always_noticed() {
    let table = a_table(20);
    let whole = encode(&table);
    for at in (0..whole.len()).step_by(5) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        if let Ok(back) = decoded(&bytes) {
            assert!(same(&back, &table), "byte {at}");
        }
    }
}

#[test]
fn a_head_that_lies_is_refused() {
    let table = a_table(2);
    let whole = encode(&table);
    let size = u64::from_ne_bytes(whole[8..16].try_into().unwrap()) as usize;
    let head: serde_json::Value = serde_json::from_slice(&whole[48..48 + size]).unwrap();
    let lie = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut head = head.clone();
        change(&mut head);
        let head = serde_json::to_vec(&head).unwrap();
        let mut bytes = whole[..8].to_vec();
        bytes.extend_from_slice(&(head.len() as u64).to_ne_bytes());
        bytes.extend_from_slice(blake3::hash(&head).as_bytes());
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(&whole[48 + size..]);
        decoded(&bytes).unwrap_err().to_string()
    };
    for (found, words) in [
        (
            lie(&|head| head["rows"] = 4_000_000.into()),
            "a column is too short or too long",
        ),
        (
            lie(&|head| head["rows"] = 4_000_000_000_u64.into()),
            "too many rows",
        ),
        (
            lie(&|head| head["parts"][0]["bytes"] = u64::MAX.into()),
            "is too long",
        ),
        (
            lie(&|head| head["parts"] = serde_json::json!([])),
            "its length is not that of its parts",
        ),
        (lie(&|head| *head = 5.into()), "its head is no head"),
    ] {
        assert!(found.contains(words), "{found}");
    }
}

#[test]
fn a_hash_of_a_foreign_dossier_leads_nowhere_else() {
    let cache = PoolCache::new("/cache");
    let long = "0".repeat(65);
    for hash in ["", "../../etc/passwd", "0a", long.as_str()] {
        assert_eq!(cache.path(hash), None, "{hash}");
        assert!(matches!(cache.get(hash), Err(CacheError::Missing)));
    }
}

#[test]
fn without_a_source_a_missing_table_stays_missing() {
    let folder = tempfile::tempdir().unwrap();
    let cache = PoolCache::new(folder.path());
    assert!(cache.fetch(&"0a".repeat(32), || None).is_none());
}
