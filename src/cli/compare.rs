//! `backline compare`: a comparison as a picture or as figures, without a window.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Serialize;
use uuid::Uuid;

use super::answer::refused;
use crate::domain::compare::{
    Column, Counting, DealFigures, Look, Row, Sheet, SheetInput, Shown, case_slots, sheet_table,
};
use crate::domain::comparison::{Comparison, MOST_PLAYERS, StatPool};
use crate::domain::date::day_text;
use crate::domain::dossier::Dossier;
use crate::domain::id::{ComparisonId, PlayerId};
use crate::domain::stats::{Pool, StatTable};
use crate::domain::text::harmless;
use crate::editor::tables::{shipped, shipped_hash};
use crate::store::{self, PoolCache};
use crate::ui::compare::export::{ComparisonPicture, comparison_svg};

/// The form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareForm {
    /// A picture point by point, at twice the size of the screen.
    Png,
    /// A picture of shapes and text.
    Svg,
    /// Lines of cells divided by commas.
    Csv,
    /// Every figure with its rank, percentile and interval.
    Json,
}

/// What to compare, and how.
#[derive(Clone, Debug, Args)]
pub struct CompareOptions {
    /// The players from left to right, divided by commas: names, or parts of them.
    #[arg(long, value_delimiter = ',', required_unless_present = "comparison")]
    pub players: Vec<String>,
    /// A comparison that the dossier holds, with its rows, pool and seasons.
    #[arg(long)]
    pub comparison: Option<String>,
    /// Show differences from this player.
    #[arg(long)]
    pub against: Option<String>,
    /// Counts over the season instead of for 90 minutes.
    #[arg(long)]
    pub total: bool,
    /// Pull percentiles of few minutes towards 50.
    #[arg(long)]
    pub shrink: bool,
    /// Show our ceiling and what rests on our beliefs.
    #[arg(long)]
    pub confidential: bool,
    /// Which picture, for png and svg.
    #[arg(long, value_enum, default_value_t)]
    pub picture: ComparisonPicture,
    /// The form of the file.
    #[arg(long = "to", value_enum)]
    pub form: CompareForm,
    /// The file to write.
    #[arg(short, long)]
    pub output: PathBuf,
}

/// Writes a comparison of a dossier. 0: written; 2: not, and why.
pub fn compare(file: &Path, options: &CompareOptions) -> ExitCode {
    match written(file, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => refused(&message),
    }
}

fn written(file: &Path, options: &CompareOptions) -> Result<(), String> {
    let (loaded, _) = store::load(file).map_err(|err| format!("{err}. {}", err.advice()))?;
    let dossier = loaded.dossier;
    let on = dossier.head.decision_date;
    let comparison = comparison(&dossier, options)?;
    let pool = pool(&dossier, &comparison);
    let (mut sheet, then) = sheets(&dossier, &comparison, options, pool.as_ref());
    if !options.confidential {
        sheet = sheet.without_confidential();
    }
    let found = pool.as_ref().map(|pool| pool.from.words());
    let bytes = match options.form {
        CompareForm::Csv => csv_of(&sheet, found)?,
        CompareForm::Json => json_of(&sheet, &comparison, on, found)?,
        CompareForm::Svg | CompareForm::Png => {
            // A picture of another season alone must not name this one.
            let is_then = options.picture == ComparisonPicture::Pizza && then.is_some();
            let mut noted: Vec<&Sheet> = then.iter().collect();
            if !is_then {
                noted.insert(0, &sheet);
            }
            let mut notes = vec![
                noted
                    .iter()
                    .flat_map(|sheet| &sheet.columns)
                    .filter_map(season_words)
                    .collect::<Vec<_>>()
                    .join(". "),
                format!(
                    "{}, at {}, revision {}",
                    file.file_name()
                        .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
                    day_text(on),
                    loaded.revision.id
                ),
            ];
            notes.extend(found.map(|found| format!("Pool: {found}")));
            let sheets = (&sheet, then.as_ref());
            let svg = comparison_svg(sheets, options.picture, &comparison.name, &notes);
            match options.form {
                CompareForm::Svg => svg.into_bytes(),
                _ => store::png(&svg, 2.0).map_err(|err| err.to_string())?,
            }
        }
    };
    store::export(&options.output, &bytes).map_err(|err| format!("{err}. {}", err.advice()))
}

/// The saved comparison, or one of the players who are named, or the saved one with these players.
fn comparison(dossier: &Dossier, options: &CompareOptions) -> Result<Comparison, String> {
    let mut comparison = match &options.comparison {
        Some(name) => {
            let named =
                |it: &&Arc<Comparison>| it.name.to_lowercase() == name.trim().to_lowercase();
            let found = dossier.comparisons.values().find(named);
            Comparison::clone(found.ok_or_else(|| no_comparison(dossier, name))?)
        }
        None => Comparison::new(ComparisonId(Uuid::nil()), "Comparison", Vec::new()),
    };
    if !options.players.is_empty() {
        let players = options.players.iter().map(|name| player(dossier, name));
        comparison.players = players.collect::<Result<_, _>>()?;
    }
    if comparison.players.len() > MOST_PLAYERS {
        return Err(format!(
            "A comparison holds {MOST_PLAYERS} players, and {} were named",
            comparison.players.len()
        ));
    }
    if comparison.players.is_empty() {
        return Err(
            "Nobody to compare. Name players with --players or a comparison with --comparison"
                .to_owned(),
        );
    }
    if let Some(name) = &options.against {
        comparison.baseline = Some(player(dossier, name)?);
    }
    Ok(comparison)
}

fn no_comparison(dossier: &Dossier, name: &str) -> String {
    let names: Vec<&str> = dossier
        .comparisons
        .values()
        .map(|it| it.name.as_str())
        .collect();
    match names.as_slice() {
        [] => format!("There is no comparison {name:?}: the dossier holds none"),
        names => format!(
            "There is no comparison {name:?}. The dossier holds {}",
            names.join(", ")
        ),
    }
}

/// The player of this name, in any case and without accents; a part of the name will do if it is
/// nobody else's.
fn player(dossier: &Dossier, name: &str) -> Result<PlayerId, String> {
    match dossier.players_named(name, |_| true).as_slice() {
        [only] => Ok(only.id),
        [] => Err(format!("Nobody in the dossier is called {name:?}")),
        several => {
            let names: Vec<&str> = several
                .iter()
                .take(6)
                .map(|player| player.name.as_str())
                .collect();
            Err(format!(
                "{name:?} may be {}. Type more of the name",
                names.join(" or ")
            ))
        }
    }
}

/// A pool with what it was made of.
struct Found<'a> {
    definition: &'a StatPool,
    pool: Pool,
    table: Option<StatTable>,
    from: Origin,
}

/// From where a pool came.
#[derive(Clone, Copy)]
enum Origin {
    Shipped,
    Cached,
    Quoted,
}

impl Origin {
    fn words(self) -> &'static str {
        match self {
            Self::Shipped => "from the table that comes with the program",
            Self::Cached => "from the table that is kept on this computer",
            Self::Quoted => "as the dossier quotes it, its table is not on this computer",
        }
    }
}

/// The pool of a comparison: from its table if it comes with the program or was kept here once, else
/// as the dossier quotes it.
fn pool<'a>(dossier: &'a Dossier, comparison: &Comparison) -> Option<Found<'a>> {
    let definition = dossier.pools.get(&comparison.pool?)?.as_ref();
    let hash = &definition.table_hash;
    let (table, from) = if *hash == shipped_hash() {
        (shipped(), Origin::Shipped)
    } else {
        let cache = PoolCache::of_user();
        (cache.and_then(|cache| cache.get(hash).ok()), Origin::Cached)
    };
    let (pool, from) = match &table {
        Some(table) => (Pool::of(definition, table), from),
        None => (Pool::quoted(definition), Origin::Quoted),
    };
    Some(Found {
        definition,
        pool,
        table,
        from,
    })
}

/// The sheet, and the one of the season of the pool if that is another.
fn sheets(
    dossier: &Dossier,
    comparison: &Comparison,
    options: &CompareOptions,
    pool: Option<&Found<'_>>,
) -> (Sheet, Option<Sheet>) {
    let on = dossier.head.decision_date;
    let look = look(options);
    let over = comparison
        .players
        .iter()
        .filter_map(|id| dossier.negotiation_over(*id));
    let deals: BTreeMap<PlayerId, DealFigures> = over
        .map(|negotiation| {
            (
                negotiation.player,
                DealFigures::of(dossier, negotiation, on),
            )
        })
        .collect();
    let shown = pool.map(|found| {
        let table = found.table.as_ref();
        (
            found.definition,
            found.pool.adjusted(table, look.adjusting()),
        )
    });
    let input = SheetInput {
        dossier,
        comparison,
        on,
        look,
        pool: shown.as_ref().map(|(definition, pool)| (*definition, pool)),
        deals: &deals,
        slots: &case_slots(dossier),
    };
    let sheet = Sheet::of(&input);
    let then = sheet.then(&input);
    (sheet, then)
}

fn look(options: &CompareOptions) -> Look {
    let shown = if options.against.is_some() {
        Shown::Differences
    } else {
        Shown::Values
    };
    Look {
        counting: if options.total {
            Counting::Total
        } else {
            Counting::Per90
        },
        shown,
        shrunk: options.shrink,
        ..Look::default()
    }
}

fn season_words(column: &Column) -> Option<String> {
    let (season, provider) = (column.season?, column.provider.as_ref()?);
    Some(format!(
        "{}: {}, {}, {provider}",
        column.short,
        season.long(),
        column.played_in
    ))
}

fn csv_of(sheet: &Sheet, found: Option<&str>) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let mut lines = sheet_table(sheet, sheet.look);
    lines.extend(found.map(|found| vec![format!("Pool: {found}")]));
    for line in lines {
        let safe: Vec<String> = line.iter().map(|cell| harmless(cell)).collect();
        writer.write_record(safe).map_err(|err| err.to_string())?;
    }
    writer.into_inner().map_err(|err| err.to_string())
}

#[derive(Serialize)]
struct Answer<'a> {
    comparison: &'a str,
    decision_date: NaiveDate,
    pool: Option<String>,
    /// From where its figures come.
    pool_from: Option<&'a str>,
    warnings: &'a [String],
    players: Vec<AnswerPlayer<'a>>,
    rows: Vec<AnswerRow<'a>>,
}

#[derive(Serialize)]
struct AnswerPlayer<'a> {
    name: &'a str,
    season: Option<String>,
    provider: Option<String>,
    played_in: &'a str,
    minutes: Option<f64>,
    baseline: bool,
}

#[derive(Serialize)]
struct AnswerRow<'a> {
    group: &'a str,
    key: &'a str,
    label: &'a str,
    definition: &'a str,
    cells: Vec<AnswerCell<'a>>,
}

#[derive(Serialize)]
struct AnswerCell<'a> {
    text: &'a str,
    value: Option<f64>,
    rank: Option<usize>,
    percentile: Option<f64>,
    interval_90: Option<(f64, f64)>,
    counted: Option<f64>,
    not_told_apart: bool,
    difference: Option<&'a str>,
    empty_because: Option<String>,
    warning: Option<&'a str>,
}

fn json_of(
    sheet: &Sheet,
    comparison: &Comparison,
    on: NaiveDate,
    found: Option<&str>,
) -> Result<Vec<u8>, String> {
    let players = sheet.columns.iter().map(|column| AnswerPlayer {
        name: &column.name,
        season: column.season.map(|season| season.long()),
        provider: column.provider.as_ref().map(ToString::to_string),
        played_in: &column.played_in,
        minutes: column.minutes,
        baseline: column.is_baseline,
    });
    let rows = sheet
        .groups
        .iter()
        .flat_map(|group| group.rows.iter().map(|row| answer_row(&group.label, row)));
    let answer = Answer {
        comparison: &comparison.name,
        decision_date: on,
        pool: sheet.pool.as_ref().map(|pool| pool.words()),
        pool_from: found,
        warnings: &sheet.warnings,
        players: players.collect(),
        rows: rows.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&answer).map_err(|err| err.to_string())?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn answer_row<'a>(group: &'a str, row: &'a Row) -> AnswerRow<'a> {
    let cells = row.cells.iter().map(|cell| AnswerCell {
        text: &cell.text,
        value: cell.figure,
        rank: cell.rank,
        percentile: cell.percentile,
        interval_90: cell.interval,
        counted: cell.counted,
        not_told_apart: cell.is_close,
        difference: cell.delta.as_deref(),
        empty_because: cell.why.as_ref().map(|why| why.words()),
        warning: cell.warning.as_deref(),
    });
    AnswerRow {
        group,
        key: &row.key,
        label: &row.label,
        definition: &row.definition,
        cells: cells.collect(),
    }
}
