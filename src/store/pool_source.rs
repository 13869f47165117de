//! From where a stat table came, kept beside its cache, so that it can be built again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event_files::EventFiles;
use super::pool_cache::PoolCache;
use super::season_table::season_table;
use super::source_file::{SourceLimits, list_sources, read_source};
use crate::domain::date::Season;
use crate::domain::dossier::Head;
use crate::domain::money::Currency;
use crate::domain::stats::StatTable;
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::events::EventFile;
use crate::import::kind::TableKind;
use crate::import::limits::Limits;
use crate::import::season_csv;

/// The files of a table and what a person said of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableOrigin {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// What a person calls the table.
    #[serde(default)]
    pub name: String,
    /// The competition, where the files do not name it.
    #[serde(default)]
    pub competition: String,
    /// The year in which the season starts, where the files do not name it.
    #[serde(default)]
    pub season: Option<i32>,
    /// How a table is read that does not say everything itself.
    #[serde(default)]
    pub choices: Choices,
    /// The day on which a table was read; births after it are none.
    #[serde(default)]
    pub read_on: Option<NaiveDate>,
}

/// Bytes of the largest note of an origin.
const MAX_NOTE: u64 = 1 << 20;

impl TableOrigin {
    /// Reads the files and makes the table.
    ///
    /// # Errors
    /// A sentence that says why it cannot be made.
    pub fn build(&self) -> Result<StatTable, String> {
        if self.paths.is_empty() {
            return Err(
                "It was pasted, and no file keeps it. Paste it again under Data".to_owned(),
            );
        }
        if let Some(gone) = self.paths.iter().find(|path| !path.exists()) {
            return Err(format!(
                "The file that it was read from is gone: {}. Put it back there, or import it again under Data",
                gone.display()
            ));
        }
        let limits = SourceLimits::default();
        let sentence = |err: super::SourceError| format!("{err}. {}", err.advice());
        let files = list_sources(&self.paths, &limits).map_err(sentence)?;
        if let [file] = files.as_slice() {
            let bytes = read_source(file, &limits).map_err(sentence)?;
            let hash = blake3::hash(&bytes).to_hex().to_string();
            if season_csv::is_season_csv(&bytes) {
                let table = season_csv::read(&self.name, &bytes).map_err(|err| err.to_string())?;
                return Ok(table.with_hash(hash));
            }
            if EventFile::of(&bytes).is_none() {
                return Ok(self.read_table(file, bytes)?.with_hash(hash));
            }
        }
        let events = EventFiles::read(&self.paths, &limits).map_err(sentence)?;
        let table = events.table(&self.name, &self.competition, self.season.map(Season));
        table.map_err(|err| err.to_string())
    }

    /// Reads bytes as a table of season figures.
    fn read_table(&self, file: &Path, bytes: Vec<u8>) -> Result<StatTable, String> {
        let name = file.file_name().unwrap_or(file.as_os_str());
        let day = self.read_on.unwrap_or(NaiveDate::MAX);
        let head = Arc::new(Head::new("", day, Currency::EUR));
        let mut choices = self.choices.clone();
        choices.kind.get_or_insert(TableKind::Seasons);
        let draft = Draft::read(
            // Its whole name may say of which season and by whom it is.
            name.to_string_lossy(),
            bytes,
            choices,
            &head,
            &Limits::default(),
        );
        let draft = draft.map_err(|err| err.to_string())?;
        let mut table = season_table(&draft, &head);
        table.name.clone_from(&self.name);
        if table.rows.minutes.iter().all(f64::is_nan) {
            return Err("It has no minutes, so nothing can be put on 90 of them".to_owned());
        }
        Ok(table)
    }
}

impl PoolCache {
    /// Keeps a table and from where it came.
    ///
    /// # Errors
    /// The system's, if the folder cannot be written to.
    pub fn keep(&self, table: &StatTable, origin: &TableOrigin) -> io::Result<()> {
        self.put(table)?;
        let Some(path) = self.path(&table.hash) else {
            return Ok(());
        };
        fs::write(path.with_extension("json"), serde_json::to_vec(origin)?)
    }

    /// From where a table came, if that was kept.
    pub fn origin(&self, hash: &str) -> Option<TableOrigin> {
        let path = self.path(hash)?.with_extension("json");
        let small = fs::metadata(&path).is_ok_and(|metadata| metadata.len() <= MAX_NOTE);
        small.then(|| serde_json::from_slice(&fs::read(path).ok()?).ok())?
    }

    /// A table by its hash, from the cache or built again from its files.
    ///
    /// # Errors
    /// A sentence that says why it is not at hand.
    pub fn find(&self, hash: &str) -> Result<StatTable, String> {
        let mut why =
            "Its table is not on this computer. Import the file that it was read from under Data"
                .to_owned();
        let fetched = self.fetch(hash, || match self.origin(hash)?.build() {
            Ok(table) if table.hash == hash => Some(table),
            Ok(_) => {
                "The file of its table was changed since. Import it again under Data and make a pool of it"
                    .clone_into(&mut why);
                None
            }
            Err(err) => {
                why = err;
                None
            }
        });
        fetched.map(|(table, _)| table).ok_or(why)
    }
}

#[cfg(test)]
mod tests {
    use crate::import::field::Field;

    use super::*;

    const TABLE: &str = "provider,key,name,born,club,competition,season,role,positions,age,minutes,tackles\n\
                         Opta,1,Konaté,,Leipzig,Bundesliga,2017/18,DF,cb,,900,20\n";

    fn kept(folder: &Path, text: &str) -> (PoolCache, String, PathBuf) {
        let file = folder.join("season.csv");
        fs::write(&file, text).unwrap();
        let origin = TableOrigin {
            paths: vec![file.clone()],
            ..TableOrigin::default()
        };
        let table = origin.build().unwrap();
        let cache = PoolCache::new(folder.join("cache"));
        cache.keep(&table, &origin).unwrap();
        assert_eq!(cache.origin(&table.hash), Some(origin));
        (cache, table.hash, file)
    }

    #[test]
    fn a_table_without_its_cache_is_built_again_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, hash, _) = kept(folder.path(), TABLE);
        let kept = cache.find(&hash).unwrap();
        fs::write(cache.path(&hash).unwrap(), "damaged").unwrap();
        assert_eq!(cache.find(&hash).unwrap(), kept);
        assert!(cache.get(&hash).is_ok());
    }

    #[test]
    fn a_table_of_somebody_else_is_built_again_as_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("league 2024-2025.csv");
        let text = "Wer,Pos,Squad,Comp,Min,Tkl,Int,Clr\nA Mann,DF,X,L,900,20,10,30\n";
        fs::write(&file, text).unwrap();
        let named = [("Wer".to_owned(), Some(Field::Name))];
        let origin = TableOrigin {
            paths: vec![file.clone()],
            name: "league 2024-2025".to_owned(),
            choices: Choices {
                columns: named.into_iter().collect(),
                ..Choices::default()
            },
            ..TableOrigin::default()
        };
        let table = origin.build().unwrap();
        assert_eq!(
            (table.rows.len(), table.rows.get(0).unwrap().season),
            (1, Some(Season(2024)))
        );
        let cache = PoolCache::new(folder.path().join("cache"));
        cache.keep(&table, &origin).unwrap();
        cache.forget(&table.hash);
        assert_eq!(cache.find(&table.hash), Ok(table.clone()));
        let pasted = TableOrigin {
            paths: Vec::new(),
            ..origin
        };
        cache.keep(&table, &pasted).unwrap();
        cache.forget(&table.hash);
        assert!(cache.find(&table.hash).unwrap_err().contains("pasted"));
    }

    #[test]
    fn a_file_that_was_changed_is_not_taken_for_the_table() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, hash, file) = kept(folder.path(), TABLE);
        cache.forget(&hash);
        fs::write(&file, TABLE.replace("20", "21")).unwrap();
        assert!(cache.find(&hash).unwrap_err().contains("changed since"));
        fs::remove_file(&file).unwrap();
        assert!(cache.find(&hash).unwrap_err().contains("is gone: "));
        assert!(
            cache
                .find(&"0".repeat(64))
                .unwrap_err()
                .contains("not on this computer")
        );
    }
}
