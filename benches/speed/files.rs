//! Loading and saving, against what the system alone takes for the same bytes.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use backline::domain::id::RevisionId;
use backline::store::{Revision, load, save};
use uuid::Uuid;

use crate::generate::dossier;
use crate::table::Row;
use crate::{best, millis, timed};

const PLAYERS: usize = 10_000;
const ROUNDS: usize = 9;

pub fn rows() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.backline");
    let dossier = dossier(PLAYERS);
    let revision = Revision::first(RevisionId(Uuid::from_u128(1)));
    let stamp = save(&path, &dossier, &revision, None).unwrap();
    let bytes = fs::read(&path).unwrap();
    let size = bytes.len() as f64 / 1e6;

    // Beside it, or each save would find that somebody else had been there.
    let other = folder.path().join("other.backline");
    fs::write(&other, &bytes).unwrap();
    let mut stamp = stamp;
    let rounds: [[Duration; 4]; ROUNDS] = std::array::from_fn(|_| {
        let (read, text) = timed(|| text_of(&path));
        drop(text);
        let (loading, loaded) = timed(|| load(&path).unwrap());
        assert_eq!(loaded.0.dossier.players.len(), PLAYERS);
        drop(loaded);
        let written = timed(|| replace(&other, &bytes)).0;
        let (saving, saved) = timed(|| save(&path, &dossier, &revision, Some(&stamp)));
        stamp = saved.unwrap();
        [read, loading, written, saving]
    });
    let [read, loaded, written, saved] =
        std::array::from_fn(|part| best(rounds.map(|round| round[part])));
    vec![
        ratio(
            "Open",
            "reading the bytes and checking UTF-8",
            size,
            loaded,
            read,
            6.0,
        ),
        ratio(
            "Save",
            "writing, syncing and renaming the same bytes",
            size,
            saved,
            written,
            4.0,
        ),
        python(
            &path,
            size,
            "json",
            "json.load(open(path, encoding='utf-8'))",
        ),
        python(
            &path,
            size,
            "pandas",
            "pandas.json_normalize(json.load(open(path))['players'])",
        ),
    ]
}

fn ratio(verb: &str, than: &str, size: f64, ours: Duration, theirs: Duration, limit: f64) -> Row {
    Row {
        what: format!("{verb} {PLAYERS} players ({size:.1} MB), against {than}"),
        found: Some(ours.as_secs_f64() / theirs.as_secs_f64()),
        unit: "×",
        limit: Some(limit),
        detail: format!("{} against {}", millis(ours), millis(theirs)),
    }
}

/// What any program must do that reads text.
fn text_of(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

/// What any program must do that replaces a file whole.
fn replace(path: &Path, bytes: &[u8]) {
    let temp = path.with_extension("tmp");
    let mut file = File::create_new(&temp).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    drop(file);
    fs::rename(&temp, path).unwrap();
    File::open(path.parent().unwrap())
        .unwrap()
        .sync_all()
        .unwrap();
}

/// The same file in Python, for comparison.
fn python(path: &Path, size: f64, library: &str, load: &str) -> Row {
    let script = format!(
        "import sys, time, json, {library}\npath = sys.argv[1]\nbest = 9e9\nfor _ in range(3):\n    \
         start = time.perf_counter()\n    loaded = {load}\n    best = min(best, time.perf_counter() - start)\nprint(best)"
    );
    let output = Command::new("python3")
        .args(["-c", &script])
        .arg(path)
        .output();
    let seconds = output.ok().and_then(|output| {
        let text = String::from_utf8(output.stdout).ok()?;
        text.trim().parse::<f64>().ok()
    });
    Row {
        what: format!("For comparison: Python reads the same file ({size:.1} MB) with {library}"),
        found: seconds.map(|seconds| seconds * 1e3),
        unit: "ms",
        limit: None,
        detail: if seconds.is_some() {
            ""
        } else {
            "python3 or the library is not there"
        }
        .to_owned(),
    }
}
