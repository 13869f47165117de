//! `backline pool`: where the players of a season table stand among each other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde_json::{Map, Value, json};

use super::answer::{Table, cell, complain, ended, print_json_line, print_table, refused};
use super::import::draft_of;
use super::metrics::rounded;
use crate::domain::career::typed_season;
use crate::domain::comparison::StatPool;
use crate::domain::date::Season;
use crate::domain::fact::Position;
use crate::domain::id::PoolId;
use crate::domain::stats::{Counts, Metric, MetricGroup, Pool, Provider, StatTable, metric};
use crate::editor::clock::SystemClock;
use crate::import::choices::Choices;
use crate::import::kind::TableKind;
use crate::import::oddities::oddities;
use crate::import::season_csv;
use crate::store::{SourceLimits, read_source, season_table};

/// Who belongs to the pool.
#[derive(Clone, Debug, Args)]
pub struct PoolOptions {
    /// The competition as the table writes it; without it, all.
    #[arg(long)]
    pub competition: Option<String>,
    /// How the position begins (DF), or one of ours (cb); without it, all.
    #[arg(long)]
    pub position: Option<String>,
    /// Minutes from which a row belongs to the pool.
    #[arg(long, default_value_t = 900, allow_negative_numbers = true)]
    pub min_minutes: u32,
    /// The youngest age.
    #[arg(long)]
    pub min_age: Option<u8>,
    /// The oldest age.
    #[arg(long)]
    pub max_age: Option<u8>,
    /// The season, in a table of several, like 2024/25.
    #[arg(long)]
    pub season: Option<String>,
    /// A file of choices for a table that is not read as it should be, as for `import`.
    #[arg(long)]
    pub map: Option<PathBuf>,
    /// Print JSON for other programs.
    #[arg(long)]
    pub json: bool,
}

/// Prints the pool. 0: printed; 2: the table cannot be read, or nobody belongs to the pool.
pub fn pool(file: &Path, options: &PoolOptions) -> ExitCode {
    let report = match work_out(file, options) {
        Ok(report) => report,
        Err(why) => return refused(&why),
    };
    let printed = if options.json {
        print_json_line(&report.json(file))
    } else {
        print_table(&report.table())
    };
    ended(printed, 0)
}

struct Report {
    table: StatTable,
    rows_in_file: usize,
    /// Rows that sum up a man's clubs beside the row of each.
    sums_left_out: usize,
    rule: String,
    pool: Pool,
}

fn work_out(file: &Path, options: &PoolOptions) -> Result<Report, String> {
    let Read {
        table,
        rows_in_file,
        sums_left_out,
    } = read(file, options)?;
    let competition = options.competition.as_deref();
    let competition = competition
        .map(|wanted| competition_of(&table, wanted))
        .transpose()?;
    let season = options.season.as_deref().map(|text| {
        typed_season(text).ok_or_else(|| format!("“{text}” is no season. Write it like 2024/25"))
    });
    let season: Option<Season> = season.transpose()?;
    let definition = StatPool {
        competitions: competition.iter().cloned().collect(),
        min_minutes: options.min_minutes,
        min_age: options.min_age,
        max_age: options.max_age,
        ..StatPool::new(PoolId(uuid::Uuid::nil()), "", season.unwrap_or(Season(0)))
    };
    let members: Vec<usize> = (0..table.rows.len())
        .filter(|row| {
            let row = table.rows.get(*row);
            let fits = |row: &crate::domain::stats::StatRow<'_>| {
                let of_season =
                    season.is_none_or(|season| row.season.is_none_or(|of| of == season));
                let asked = StatPool {
                    season: row.season.unwrap_or(definition.season),
                    ..definition.clone()
                };
                of_season
                    && asked.takes(row)
                    && plays(&row.role, &row.positions, options.position.as_deref())
            };
            row.as_ref().is_some_and(fits)
        })
        .collect();
    if members.is_empty() {
        return Err(nobody(file, &table, options));
    }
    let said = |name: &str, value: &Option<String>, sign: &str| {
        value.as_ref().map(|value| format!("{name}{sign}{value}"))
    };
    let parts = [
        competition.map(|competition| format!("Comp=='{competition}'")),
        said("Pos starts with ", &options.position, ""),
        Some(format!("Min>={}", options.min_minutes)),
        options.min_age.map(|age| format!("Age>={age}")),
        options.max_age.map(|age| format!("Age<={age}")),
        said("Season", &options.season, "=="),
        Some("one unit per row".to_owned()),
    ];
    let rule: Vec<String> = parts.into_iter().flatten().collect();
    Ok(Report {
        rows_in_file,
        sums_left_out,
        rule: rule.join(", "),
        pool: Pool::of_rows(&definition, &table, members),
        table,
    })
}

/// Why a pool is empty, with what there is to choose from.
fn nobody(file: &Path, table: &StatTable, options: &PoolOptions) -> String {
    let empty = format!("Nobody in {} belongs to that pool", file.display());
    let asked = options.position.as_deref();
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    for row in table.rows.iter() {
        *roles.entry(row.role.into_owned()).or_default() += 1;
    }
    let is_known = asked.is_none()
        || table
            .rows
            .iter()
            .any(|row| plays(&row.role, &row.positions, asked));
    if !is_known {
        roles.remove("");
        let mut roles: Vec<(&str, usize)> = roles
            .iter()
            .map(|(role, count)| (role.as_str(), *count))
            .collect();
        roles.sort_by_key(|(role, count)| (std::cmp::Reverse(*count), *role));
        let roles: Vec<&str> = roles.into_iter().map(|(role, _)| role).collect();
        if roles.is_empty() {
            return format!("{empty}. The table names no positions");
        }
        return format!("{empty}. The positions in it are {}", list(&roles));
    }
    let most = table
        .rows
        .iter()
        .map(|row| row.minutes)
        .fold(f64::NAN, f64::max);
    if most < f64::from(options.min_minutes) {
        return format!("{empty}. The most minutes in it are {most:.0}");
    }
    empty
}

/// Up to thirty names in quotation marks.
fn list(names: &[&str]) -> String {
    let quoted = names.iter().take(30).map(|name| format!("“{name}”"));
    quoted.collect::<Vec<_>>().join(", ")
}

/// The table of a file.
struct Read {
    table: StatTable,
    rows_in_file: usize,
    sums_left_out: usize,
}

fn read(file: &Path, options: &PoolOptions) -> Result<Read, String> {
    let bytes = read_source(file, &SourceLimits::default())
        .map_err(|err| format!("{err}. {}", err.advice()))?;
    if season_csv::is_season_csv(&bytes) {
        let table = season_csv::read("", &bytes)
            .map_err(|err| format!("Could not read {}. {err}", file.display()))?;
        return Ok(Read {
            rows_in_file: table.rows.len(),
            sums_left_out: 0,
            table,
        });
    }
    drop(bytes);
    let clock = SystemClock::default();
    let head = Arc::new(super::import::head_of_a_new_dossier(file, &clock));
    let mut choices = match &options.map {
        Some(map) => super::import::read_choices(map)?,
        None => Choices::default(),
    };
    choices.kind.get_or_insert(TableKind::Seasons);
    let draft = draft_of(file, choices, &head)?;
    let table = season_table(&draft, &head);
    if let Some(counting) = &draft.reading.counting
        && (counting.value == crate::import::detect::Counting::Per90 || !counting.sure)
    {
        complain(&format!(
            "counts are taken {}. {}",
            counting.value.label(),
            counting.evidence
        ));
    }
    for odd in oddities(&draft) {
        complain(&odd);
    }
    if draft
        .mapping
        .column(&crate::import::field::Field::Minutes)
        .is_none()
    {
        return Err(format!(
            "{} has no column of minutes that is known. Name it with --map",
            file.display()
        ));
    }
    Ok(Read {
        table,
        rows_in_file: draft.table.len(),
        sums_left_out: draft.reading.sums_of_clubs.len(),
    })
}

/// The competition that is meant: as the table writes it, or without the country before it if that
/// means one.
fn competition_of(table: &StatTable, wanted: &str) -> Result<String, String> {
    let names: Vec<&str> = table.competitions();
    if names.iter().all(|name| name.is_empty()) {
        return Err(format!(
            "The table names no competition. Leave out --competition “{wanted}” if all of it is meant"
        ));
    }
    if let Some(name) = names.iter().find(|name| **name == wanted) {
        return Ok((*name).to_owned());
    }
    let bare = |name: &str| {
        let lower = name.to_lowercase();
        let rest = name.split_once(' ').filter(|(country, _)| {
            (2..=3).contains(&country.len())
                && country.bytes().all(|byte| byte.is_ascii_lowercase())
        });
        rest.map_or(lower, |(_, rest)| rest.to_lowercase())
    };
    let alike: Vec<&&str> = names
        .iter()
        .filter(|name| bare(name) == bare(wanted))
        .collect();
    match alike.as_slice() {
        [one] => {
            complain(&format!("“{wanted}” is taken for “{one}”"));
            Ok((**one).to_owned())
        }
        [] => Err(format!(
            "There is no competition “{wanted}” in it. There are {}",
            list(&names)
        )),
        _ => Err(format!(
            "“{wanted}” can be several competitions: {}",
            list(&names)
        )),
    }
}

/// True if a role begins as asked, or if it can be one of our positions by that name.
fn plays(role: &str, positions: &[Position], asked: Option<&str>) -> bool {
    let Some(asked) = asked else {
        return true;
    };
    let begins = role
        .get(..asked.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(asked));
    begins || Position::parse(asked).is_some_and(|asked| positions.contains(&asked))
}

impl Report {
    /// The metrics that the table has, how much somebody played left out.
    fn metrics(&self) -> Vec<&'static Metric> {
        let keys = self.table.columns.keys().filter_map(|key| metric(key));
        keys.filter(|metric| metric.group != MetricGroup::Minutes)
            .collect()
    }

    fn json(&self, file: &Path) -> Value {
        let metrics = self.metrics();
        let players = self
            .pool
            .members
            .iter()
            .enumerate()
            .filter_map(|(member, idx)| {
                let row = self.table.rows.get(*idx)?;
                let (mut values, mut percentiles) = (Map::new(), Map::new());
                for metric in &metrics {
                    let name = name_of(metric, &self.table.provider);
                    let value = self.table.scaled(*idx, metric);
                    let share = value.and_then(|value| self.pool.share(metric.key, value));
                    values.insert(name.to_owned(), rounded(value, 6));
                    percentiles.insert(name.to_owned(), rounded(share, 6));
                    if metric.less_is_better() {
                        let inverted = self.pool.member_percentile(metric.key, member);
                        percentiles.insert(format!("{name}__inverted"), rounded(inverted, 6));
                    }
                }
                Some(json!({
                    "player": row.name,
                    "squad": row.club,
                    "born": row.born.map(|born| born.iso()),
                    "min": rounded(Some(row.minutes), 6),
                    "pos": row.role,
                    "per90_or_pct": values,
                    "percentile": percentiles,
                }))
            });
        let mut report = json!({
            "file": file.display().to_string(),
            "rows_in_file": self.rows_in_file,
            "counts": match self.table.counts {
                Counts::Totals => "totals",
                Counts::Per90 => "per 90",
            },
            "rule": self.rule,
            "pool_size": self.pool.size,
            "players": players.collect::<Vec<_>>(),
        });
        if let Some(report) = report.as_object_mut().filter(|_| self.sums_left_out > 0) {
            report.insert("sums_left_out".into(), self.sums_left_out.into());
        }
        report
    }

    /// Values with percentiles for a few metrics that most tables have.
    fn table(&self) -> Table {
        const SHOWN: [&str; 8] = [
            "tackles",
            "ground_def_duels_won_pct",
            "interceptions",
            "blocks",
            "clearances",
            "aerials_won_pct",
            "air_duels_won_pct",
            "pass_pct",
        ];
        let shown: Vec<&Metric> = SHOWN
            .iter()
            .filter_map(|key| metric(key))
            .filter(|metric| self.pool.n(metric.key) > 0)
            .collect();
        let mut head = vec!["Player".to_owned(), "Club".to_owned(), "Minutes".to_owned()];
        for metric in &shown {
            head.extend([metric.title(true), "pct".to_owned()]);
        }
        let rows = self
            .pool
            .members
            .iter()
            .enumerate()
            .filter_map(|(member, idx)| {
                let row = self.table.rows.get(*idx)?;
                let mut cells = vec![
                    row.name.to_string(),
                    row.club.to_string(),
                    cell(Some(row.minutes), 0),
                ];
                for metric in &shown {
                    cells.push(cell(self.table.scaled(*idx, metric), metric.decimals));
                    cells.push(cell(self.pool.member_percentile(metric.key, member), 0));
                }
                Some(cells)
            });
        std::iter::once(head).chain(rows).collect()
    }
}

/// The names that FBref's readers know.
fn name_of(metric: &Metric, provider: &Provider) -> &'static str {
    match metric.key {
        "progressive_passes" if *provider != Provider::StatsBomb => "prog_passes",
        "progressive_carries" if *provider != Provider::StatsBomb => "prog_carries",
        "dribbled_past" if *provider != Provider::StatsBomb => "challenges_lost",
        "aerials_won_pct" => "aerial_won_pct",
        key => key,
    }
}
