//! `backline import`: tables into a dossier, or only what they would do.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::answer;
use crate::domain::change::Stamp;
use crate::domain::dossier::{Dossier, Head};
use crate::domain::extra::Extra;
use crate::domain::figures::counted;
use crate::domain::id::{ChangeId, DossierId, RevisionId};
use crate::domain::money::Currency;
use crate::editor::clock::{Clock, SystemClock};
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::limits::Limits;
use crate::import::plan::{Outcome, Plan, RowOutcome, dry_run, remembered};
use crate::store::{self, FileStamp, Revision, SourceLimits, list_sources, read_packed};

/// How `backline import` reads and answers.
#[derive(Clone, Debug, Default, Args)]
pub struct ImportOptions {
    /// JSON that says which column holds what, and who is who.
    #[arg(long)]
    pub map: Option<PathBuf>,
    /// Only say what would happen.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON for other programs.
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Report {
    into: String,
    /// False after a dry run, or if nothing was to change.
    written: bool,
    sources: Vec<SourceReport>,
}

#[derive(Serialize)]
struct SourceReport {
    file: String,
    kind: &'static str,
    rows: usize,
    new: usize,
    changed: usize,
    conflicting: usize,
    unchanged: usize,
    doubtful: usize,
    left_out: usize,
    refused: usize,
    new_players: usize,
    changed_players: usize,
    settings: Vec<SettingReport>,
    /// Which column holds what; null for one that is left out.
    columns: Vec<ColumnReport>,
    remarks: Vec<String>,
    refused_rows: Vec<RowReport>,
    conflicts: Vec<RowReport>,
    refused_cells: Vec<CellReport>,
    /// What a person should know of single rows: a date that may be another day, a name put right.
    notes: Vec<NoteReport>,
    doubts: Vec<DoubtReport>,
}

#[derive(Serialize)]
struct SettingReport {
    key: &'static str,
    value: String,
    evidence: String,
    sure: bool,
}

#[derive(Serialize)]
struct ColumnReport {
    header: String,
    field: Option<String>,
    why: String,
}

#[derive(Serialize)]
struct RowReport {
    row: u32,
    who: String,
    text: String,
}

#[derive(Serialize)]
struct CellReport {
    row: u32,
    column: String,
    text: String,
    why: String,
}

#[derive(Serialize)]
struct NoteReport {
    row: u32,
    text: String,
}

#[derive(Serialize)]
struct DoubtReport {
    key: String,
    shown: String,
    rows: Vec<u32>,
    notes: Vec<String>,
    candidates: Vec<CandidateReport>,
}

#[derive(Serialize)]
struct CandidateReport {
    player: String,
    name: String,
    reasons: Vec<String>,
}

/// Takes tables into a dossier. 0: every row was taken; 1: rows were refused or are doubtful; 2:
/// nothing was written, because a file could not be read or written.
pub fn import(sources: &[PathBuf], into: &Path, options: &ImportOptions) -> ExitCode {
    let report = match carry_out(sources, into, options) {
        Ok(report) => report,
        Err(message) => return answer::refused(&message),
    };
    let printed = if options.json {
        answer::print_json(&report)
    } else {
        print_text(&report)
    };
    let open = |source: &SourceReport| source.refused + source.doubtful > 0;
    answer::ended(printed, u8::from(report.sources.iter().any(open)))
}

fn carry_out(sources: &[PathBuf], into: &Path, options: &ImportOptions) -> Result<Report, String> {
    let clock = SystemClock::default();
    let mut target = Target::open(into, &clock)?;
    let choices = match &options.map {
        Some(map) => read_choices(map)?,
        None => Choices::default(),
    };
    let files = list_sources(sources, &SourceLimits::default())
        .map_err(|err| format!("{err}. {}", err.advice()))?;
    let mut reports = Vec::new();
    let mut changed = false;
    for file in &files {
        let head = Arc::clone(&target.dossier.head);
        let mut draft = draft_of(file, choices.clone(), &head)?;
        if let Some(mapping) = remembered(&target.dossier, &draft.shape) {
            let both = choices.clone().or(Choices::remembered(mapping));
            draft = draft.with(both).map_err(|err| refused(file, &err))?;
        }
        let plan = dry_run(&draft, &target.dossier, &mut || clock.new_id());
        reports.push(source_report(file, &draft, &plan, &target.dossier));
        if let Some(edit) = &plan.edit {
            let stamp = Stamp {
                id: ChangeId(clock.new_id()),
                at: clock.now(),
                by: String::new(),
            };
            let edited = target
                .dossier
                .edited(edit, &stamp)
                .map_err(|err| format!("{} could not be taken over. {err}", file.display()))?;
            if let Some(edited) = edited {
                target.dossier = edited.dossier;
                changed = true;
            }
        }
    }
    let written = changed && !options.dry_run;
    if written {
        target.save(into, &clock)?;
    }
    Ok(Report {
        into: into.display().to_string(),
        written,
        sources: reports,
    })
}

/// Reads a file as a table, within the limits of other people's files.
pub(super) fn draft_of(file: &Path, choices: Choices, head: &Arc<Head>) -> Result<Draft, String> {
    let bytes = read_packed(file, &SourceLimits::default())
        .map_err(|err| format!("{err}. {}", err.advice()))?;
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| file.display().to_string());
    Draft::read(name, bytes, choices, head, &Limits::default()).map_err(|err| refused(file, &err))
}

fn refused(file: &Path, err: &crate::import::error::ReadError) -> String {
    format!("Could not read {}. {err}", file.display())
}

pub(super) fn read_choices(map: &Path) -> Result<Choices, String> {
    let bytes = read_packed(map, &SourceLimits::default())
        .map_err(|err| format!("{err}. {}", err.advice()))?;
    serde_json::from_slice(&bytes).map_err(|err| {
        format!(
            "Could not read {}. It is no file of choices ({err}). It is JSON such as \
             {{\"columns\": {{\"Alter\": \"fact.stated_age\"}}, \"dates\": \"day_first\"}}",
            map.display()
        )
    })
}

/// The head of a dossier that does not exist yet.
pub(super) fn head_of_a_new_dossier(file: &Path, clock: &dyn Clock) -> Head {
    let title = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    Head {
        title: title.unwrap_or_else(|| "Dossier".to_owned()),
        question: String::new(),
        our_club: String::new(),
        our_country: String::new(),
        decision_date: clock.today(),
        currency: Currency::EUR,
        extra: Extra::new(),
    }
}

/// The dossier that takes the rows.
struct Target {
    dossier: Dossier,
    revision: Revision,
    /// `None` for a file that does not exist yet.
    stamp: Option<FileStamp>,
}

impl Target {
    fn open(into: &Path, clock: &dyn Clock) -> Result<Self, String> {
        if !into.try_exists().unwrap_or(true) {
            return Ok(Self::new(into, clock));
        }
        let (loaded, stamp) =
            store::load(into).map_err(|err| format!("{err}. {}", err.advice()))?;
        if let Some(why) = loaded.read_only {
            return Err(format!("{} cannot be changed. {why}", into.display()));
        }
        if loaded.notices.iter().any(store::LoadNotice::is_loss) {
            return Err(format!(
                "{} is damaged. Open it in the window and save what could be read first",
                into.display()
            ));
        }
        Ok(Self {
            dossier: loaded.dossier,
            revision: loaded.revision,
            stamp: Some(stamp),
        })
    }

    fn new(into: &Path, clock: &dyn Clock) -> Self {
        let head = head_of_a_new_dossier(into, clock);
        Self {
            dossier: Dossier::new(DossierId(clock.new_id()), head),
            revision: Revision::first(RevisionId(clock.new_id())),
            stamp: None,
        }
    }

    fn save(&self, into: &Path, clock: &dyn Clock) -> Result<(), String> {
        let revision = self.revision.next(RevisionId(clock.new_id()));
        store::save(into, &self.dossier, &revision, self.stamp.as_ref())
            .map(drop)
            .map_err(|err| format!("{err}. {}", err.advice()))
    }
}

fn source_report(file: &Path, draft: &Draft, plan: &Plan, dossier: &Dossier) -> SourceReport {
    let rows = |outcome: Outcome| -> Vec<RowReport> {
        let found = plan.rows.iter().filter(|row| row.outcome == outcome);
        let report = |row: &RowOutcome| RowReport {
            row: row.row,
            who: row.who.clone(),
            text: row.text.clone(),
        };
        found.map(report).collect()
    };
    SourceReport {
        file: file.display().to_string(),
        kind: draft.kind.value.label(),
        rows: plan.rows.len(),
        new: plan.count(Outcome::New),
        changed: plan.count(Outcome::Changed),
        conflicting: plan.count(Outcome::Conflicting),
        unchanged: plan.count(Outcome::Unchanged),
        doubtful: plan.count(Outcome::Doubtful),
        left_out: plan.count(Outcome::LeftOut),
        refused: plan.count(Outcome::Refused),
        new_players: plan.new_players,
        changed_players: plan.changed_players,
        settings: draft
            .lines()
            .into_iter()
            .map(|line| SettingReport {
                key: line.key,
                value: line.value,
                evidence: line.evidence,
                sure: line.sure,
            })
            .collect(),
        columns: draft
            .mapping
            .columns
            .iter()
            .map(|column| ColumnReport {
                header: column.header.clone(),
                field: column.field.as_ref().map(|field| field.key()),
                why: column.why.clone(),
            })
            .collect(),
        remarks: plan.remarks.clone(),
        refused_rows: rows(Outcome::Refused),
        conflicts: rows(Outcome::Conflicting),
        refused_cells: plan
            .cells
            .iter()
            .map(|(row, cell)| CellReport {
                row: *row,
                column: cell.column.clone(),
                text: cell.text.clone(),
                why: cell.why.clone(),
            })
            .collect(),
        notes: plan
            .notes
            .iter()
            .map(|(row, text)| NoteReport {
                row: *row,
                text: text.clone(),
            })
            .collect(),
        doubts: plan
            .doubts
            .iter()
            .map(|doubt| doubt_report(doubt, dossier))
            .collect(),
    }
}

fn doubt_report(doubt: &crate::import::plan::Doubt, dossier: &Dossier) -> DoubtReport {
    let name = |id| {
        dossier
            .player(id)
            .map_or_else(String::new, |player| player.name.clone())
    };
    DoubtReport {
        key: doubt.key.clone(),
        shown: doubt.shown.clone(),
        rows: doubt.rows.clone(),
        notes: doubt.notes.clone(),
        candidates: doubt
            .candidates
            .iter()
            .map(|candidate| CandidateReport {
                player: candidate.player.to_string(),
                name: name(candidate.player),
                reasons: candidate.confidence.reasons.clone(),
            })
            .collect(),
    }
}

/// Rows of each list that are printed for people; JSON holds all.
const SHOWN: usize = 20;

fn print_text(report: &Report) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for source in &report.sources {
        print_source(&mut out, source)?;
    }
    let end = if report.written {
        "saved"
    } else {
        "nothing was written"
    };
    writeln!(out, "{}: {end}", report.into)
}

fn print_source(out: &mut impl std::io::Write, source: &SourceReport) -> std::io::Result<()> {
    writeln!(
        out,
        "{}: {}, {}",
        source.file,
        source.kind,
        counted(source.rows, "row")
    )?;
    for line in &source.settings {
        let mark = if line.sure { ' ' } else { '?' };
        writeln!(
            out,
            "  {mark} {:<12} {}  ({})",
            line.key, line.value, line.evidence
        )?;
    }
    let left_out: Vec<&str> = source
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| column.header.as_str())
        .collect();
    if !left_out.is_empty() {
        let shown: Vec<&str> = left_out.iter().take(SHOWN).copied().collect();
        let more = left_out.len() - shown.len();
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        writeln!(out, "  columns left out: {}{more}", shown.join(", "))?;
    }
    for remark in &source.remarks {
        writeln!(out, "  {remark}")?;
    }
    for (word, rows) in [
        ("refused", &source.refused_rows),
        ("conflicting", &source.conflicts),
    ] {
        print_rows(out, word, rows)?;
    }
    for cell in source.refused_cells.iter().take(SHOWN) {
        writeln!(
            out,
            "  refused: row {}, {}: {}",
            cell.row, cell.column, cell.why
        )?;
    }
    print_more(out, source.refused_cells.len())?;
    for note in source.notes.iter().take(SHOWN) {
        writeln!(out, "  note: row {}, {}", note.row, note.text)?;
    }
    print_more(out, source.notes.len())?;
    for doubt in source.doubts.iter().take(SHOWN) {
        let who = doubt.candidates.first().map_or_else(
            || doubt.notes.join(", "),
            |first| format!("may be {} ({})", first.name, first.reasons.join(", ")),
        );
        writeln!(out, "  doubtful: “{}” {}: {who}", doubt.key, doubt.shown)?;
    }
    print_more(out, source.doubts.len())?;
    writeln!(
        out,
        "  {} new, {} changed, {} conflicting, {} unchanged, {} doubtful, {} left out, {} refused",
        source.new,
        source.changed,
        source.conflicting,
        source.unchanged,
        source.doubtful,
        source.left_out,
        source.refused
    )
}

/// Rows that share their reason are one line: a season that nobody names refuses thousands.
fn print_rows(
    out: &mut impl std::io::Write,
    word: &str,
    rows: &[RowReport],
) -> std::io::Result<()> {
    let mut groups: Vec<(&RowReport, usize)> = Vec::new();
    for row in rows {
        let is_it = |(first, _): &(&RowReport, usize)| first.text == row.text;
        match groups.iter().position(is_it) {
            Some(at) => {
                if let Some((_, count)) = groups.get_mut(at) {
                    *count += 1;
                }
            }
            None if groups.len() < SHOWN => groups.push((row, 1)),
            None => {}
        }
    }
    let told: usize = groups.iter().map(|(_, count)| count).sum();
    for (first, count) in groups {
        let more = match count - 1 {
            0 => String::new(),
            1 => ", and 1 row more".to_owned(),
            more => format!(", and {more} rows more"),
        };
        writeln!(
            out,
            "  {word}: row {} {} {}{more}",
            first.row, first.who, first.text
        )?;
    }
    match rows.len() - told {
        0 => Ok(()),
        more => writeln!(out, "  … and {more} more"),
    }
}

fn print_more(out: &mut impl std::io::Write, all: usize) -> std::io::Result<()> {
    match all.checked_sub(SHOWN) {
        Some(more @ 1..) => writeln!(out, "  … and {more} more"),
        _ => Ok(()),
    }
}
