//! Making a pool of what was read: the table is kept outside the dossier, its definition and what
//! it says of our players inside.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::counted::EventNames;
use super::{FileContent, FileKey, ImportFile, ImportNews};
use crate::domain::comparison::StatPool;
use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::Edit;
use crate::domain::id::{PlayerId, PoolId};
use crate::domain::stats::StatTable;
use crate::editor::Editor;
use crate::editor::command::Command;
use crate::editor::jobs::Outcome;
use crate::editor::notices::NoticeWeight;
use crate::import::FileBytes;
use crate::import::detect::Detected;
use crate::import::draft::Draft;
use crate::import::identity::{Person, Roll, Verdict};
use crate::import::rows::Who;
use crate::store::{TableOrigin, season_table};

/// A table with a pool of it.
#[derive(Clone, Debug)]
pub struct MadePool {
    table: Arc<StatTable>,
    origin: TableOrigin,
    pool: StatPool,
}

/// From what a table is made.
enum Stuff {
    Draft(Arc<Draft>, FileBytes),
    Events(Vec<PathBuf>, EventNames),
}

impl Editor {
    /// Makes a pool of everybody in a file.
    pub(super) fn make_pool(&mut self, key: FileKey) {
        let document = self.shown();
        let mut files = document.import.files.iter();
        let Some(file) = files.find(|file| file.key == key) else {
            return;
        };
        let Some(stuff) = stuff_of(file) else { return };
        let origin = TableOrigin {
            paths: match &stuff {
                Stuff::Draft(..) => file.path.iter().cloned().collect(),
                Stuff::Events(paths, _) => paths.clone(),
            },
            name: stem(&file.name),
            ..TableOrigin::default()
        };
        let (id, on) = (PoolId(self.clock.new_id()), document.on());
        let (whose, dossier) = (document.key, Arc::clone(document.dossier()));
        let label = format!("Making a table of {}", file.name);
        let now = self.clock.seconds();
        self.jobs.start(label, now, true, move |_| {
            Outcome::import(
                whose,
                ImportNews::Pool(key, made(stuff, origin, &dossier, id, on).map(Box::new)),
            )
        });
    }

    pub(super) fn take_pool(&mut self, made: Result<Box<MadePool>, String>) {
        let made = match made {
            Ok(made) => *made,
            Err(why) => {
                let title = "Could not make a pool of it";
                self.notices
                    .show(NoticeWeight::Failure, title, why, Vec::new());
                return;
            }
        };
        let before = self.shown().history.serial();
        let (name, size) = (made.pool.name.clone(), made.pool.size);
        self.apply(Command::KeepTable(made.table, Box::new(made.origin)));
        self.edit(&Edit::Put(Record::Pool(Arc::new(made.pool))));
        if self.shown().history.serial() == before {
            return;
        }
        let undo = Command::With(self.shown().key, Box::new(Command::Undo));
        self.notices.show(
            NoticeWeight::Done,
            format!("Made the pool {name}, n = {size}"),
            "It stands under Pools, where its competition, positions and minutes are chosen.",
            vec![("Undo".to_owned(), undo)],
        );
    }
}

fn stuff_of(file: &ImportFile) -> Option<Stuff> {
    Some(match &file.content {
        FileContent::Table(table) => Stuff::Draft(table.draft.clone()?, table.bytes()),
        FileContent::Events(events) => Stuff::Events(events.set.paths(), events.names.clone()),
    })
}

/// A name without its endings.
fn stem(name: &str) -> String {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.to_owned()
}

fn made(
    stuff: Stuff,
    origin: TableOrigin,
    dossier: &Dossier,
    id: PoolId,
    on: NaiveDate,
) -> Result<MadePool, String> {
    let (table, origin, provider) = match stuff {
        Stuff::Draft(draft, bytes) => {
            let hash = blake3::hash(&bytes).to_hex().to_string();
            let mut table = season_table(&draft, &dossier.head).with_hash(hash);
            table.name.clone_from(&origin.name);
            let origin = TableOrigin {
                choices: draft.choices.clone(),
                read_on: Some(dossier.head.decision_date),
                ..origin
            };
            (table, origin, draft.reading.provider.clone())
        }
        Stuff::Events(_, names) => {
            let origin = TableOrigin {
                competition: names.competition,
                season: names.season.map(|season| season.0),
                ..origin
            };
            let table = origin.build()?;
            let provider = table.provider.label().to_lowercase();
            let provider = Detected::sure(provider, "The events are of this provider");
            (table, origin, provider)
        }
    };
    if table.rows.is_empty() {
        return Err("No row of it names a player".to_owned());
    }
    table.prepare();
    let mut pool = StatPool::of_table(id, &table, on);
    pool.row_keys = rows_of_players(&table, &provider, dossier);
    let pool = pool.worked_out(&table);
    Ok(MadePool {
        table: Arc::new(table),
        origin,
        pool,
    })
}

/// Which row is which player of the dossier, where nothing speaks against it; of several rows the
/// one with most minutes.
fn rows_of_players(
    table: &StatTable,
    provider: &Detected<String>,
    dossier: &Dossier,
) -> BTreeMap<PlayerId, String> {
    let roll = Roll::of(dossier);
    let mut rows: BTreeMap<PlayerId, (f64, String)> = BTreeMap::new();
    for row in table.rows.iter() {
        let number = row.key.split('-').next().unwrap_or_default();
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let person = Person {
            key: number.to_owned(),
            who: Who {
                number: number.to_owned(),
                name: row.name.to_string(),
                born: row.born,
                club: row.club.to_string(),
                ..Who::default()
            },
            rows: Vec::new(),
            notes: Vec::new(),
            is_shared_name: false,
        };
        let person = if is_number {
            person
        } else {
            Person {
                key: row.name.to_string(),
                ..person
            }
        };
        let (Verdict::Is(id, _) | Verdict::Decided(id)) = roll.find(provider, &person) else {
            continue;
        };
        let minutes = if row.minutes.is_finite() {
            row.minutes
        } else {
            0.0
        };
        let most = rows.get(&id).is_none_or(|(other, _)| minutes > *other);
        if most {
            rows.insert(id, (minutes, row.key.into_owned()));
        }
    }
    rows.into_iter().map(|(id, (_, key))| (id, key)).collect()
}
