//! The stat tables that a dossier names come and go without it.

use std::path::Path;
use std::sync::Arc;

use backline::domain::comparison::StatPool;
use backline::domain::dossier::Record;
use backline::domain::edit::Edit;
use backline::domain::stats::{Pool, PoolSource};
use backline::editor::command::{Command, Sample};
use backline::editor::tables::{TableState, shipped_hash};
use backline::store::{PoolCache, TableOrigin};

use crate::support::program::Program;

const TABLE: &str = "Rk,Player,Pos,Squad,Comp,Born,Min,90s,Tkl,PrgP\n\
                     1,Ibrahima Konaté,DF,Liverpool,eng Premier League,1999,2560,28.4,40,115\n\
                     2,Virgil van Dijk,DF,Liverpool,eng Premier League,1991,3330,37,38,198\n";

fn origin(folder: &Path) -> TableOrigin {
    let file = folder.join("season.csv");
    std::fs::write(&file, TABLE).unwrap();
    TableOrigin {
        paths: vec![file],
        name: "Season".to_owned(),
        ..TableOrigin::default()
    }
}

#[test]
fn the_pool_of_the_sample_has_its_table_without_an_import() {
    let mut program = Program::start();
    program.run(Command::OpenSample(Sample::Konate2025));
    program.editor.finish_jobs();
    let table = program
        .editor
        .tables()
        .get(&shipped_hash())
        .unwrap()
        .clone();
    let dossier = program.editor.shown().dossier().clone();
    let definition = dossier.pools.values().next().unwrap();
    assert_eq!(definition.table_hash, shipped_hash());
    let with = Pool::of(definition, &table);
    let without = Pool::quoted(definition);
    assert_eq!(
        (with.source, without.source),
        (PoolSource::Table, PoolSource::Quoted)
    );
    assert_eq!(with.size, without.size);
    let players: Vec<_> = with.players().collect();
    assert_eq!(players.len(), 4);
    for player in players {
        for metric in with.metrics() {
            assert_eq!(
                with.percentile_of(player, metric.key),
                without.percentile_of(player, metric.key)
            );
        }
    }
}

#[test]
fn tables_that_are_put_off_are_looked_for_when_asked() {
    let mut program = Program::start();
    program.editor.put_off_tables();
    program.run(Command::OpenSample(Sample::Konate2025));
    program.editor.finish_jobs();
    assert!(program.editor.tables().state(&shipped_hash()).is_none());
    program.editor.look_for_tables();
    program.editor.finish_jobs();
    assert!(program.editor.tables().get(&shipped_hash()).is_some());
}

#[test]
fn an_imported_table_is_found_again_by_a_later_start() {
    let folder = tempfile::tempdir().unwrap();
    let origin = origin(folder.path());
    let table = Arc::new(origin.build().unwrap());
    let cache = PoolCache::new(folder.path().join("cache"));

    let mut first = Program::start();
    first.editor.set_table_cache(cache.clone());
    first.run(Command::KeepTable(table.clone(), Box::new(origin)));
    first.editor.finish_jobs();
    assert_eq!(first.editor.tables().all().len(), 1);

    let mut later = Program::start();
    later.editor.set_table_cache(cache.clone());
    let mut pool = StatPool::clone(&sample_pool());
    pool.table_hash.clone_from(&table.hash);
    later.run(Command::Edit(Edit::Put(Record::Pool(Arc::new(pool)))));
    later.editor.finish_jobs();
    assert_eq!(later.editor.tables().get(&table.hash), Some(&table));
    assert!(later.editor.tables().generation() > 0);
}

#[test]
fn a_table_that_is_nowhere_is_missing_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let origin = origin(folder.path());
    let table = Arc::new(origin.build().unwrap());
    let mut program = Program::start();
    let mut pool = StatPool::clone(&sample_pool());
    pool.table_hash.clone_from(&table.hash);
    program.run(Command::Edit(Edit::Put(Record::Pool(Arc::new(pool)))));
    program.editor.finish_jobs();
    let state = program.editor.tables().state(&table.hash).cloned();
    assert_eq!(
        state,
        Some(TableState::Missing(
            "Its table is not on this computer".to_owned()
        ))
    );

    let cache = PoolCache::new(folder.path().join("cache"));
    cache.keep(&table, &origin).unwrap();
    program.editor.set_table_cache(cache);
    program.run(Command::FindTable(table.hash.clone()));
    program.editor.finish_jobs();
    assert!(program.editor.tables().get(&table.hash).is_some());
}

fn sample_pool() -> Arc<StatPool> {
    let dossier = crate::support::samples::konate_2025();
    dossier.pools.values().next().unwrap().clone()
}
