//! `backline availability`: days lost to injury by season, from a list of injuries.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::answer::{ended, print_json, refused};
use super::import::draft_of;
use crate::domain::date::{Season, day_text};
use crate::domain::dossier::Head;
use crate::domain::extra::Extra;
use crate::domain::figures::counted;
use crate::domain::id::SpellId;
use crate::domain::injury::{Availability, Spell, three_seasons};
use crate::domain::money::Currency;
use crate::domain::sourced::Basis;
use crate::import::choices::Choices;
use crate::import::draft::Draft;
use crate::import::identity::people;
use crate::import::kind::TableKind;
use crate::import::plan::remarks;
use crate::import::rows::{ReadRow, SpellRow};

#[derive(Serialize)]
struct Report {
    file: String,
    as_of: NaiveDate,
    players: BTreeMap<String, PlayerReport>,
    /// What is odd about the list as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
    /// Rows that could not be read, with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<RefusedRow>,
}

#[derive(Serialize)]
struct RefusedRow {
    row: u32,
    reason: String,
}

#[derive(Serialize)]
struct PlayerReport {
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    rows: usize,
    sum_days_missed_column: f64,
    sum_games_missed_column: f64,
    /// Days of spells that have begun, both ends included, cut at the date.
    sum_inclusive_from_dates: i64,
    ongoing_at_asof: Vec<String>,
    /// By season and by span; null where the span lies after the date.
    windows: Windows,
}

/// Windows in their order in time, which a sorted map would lose.
struct Windows(Vec<(String, Option<Window>)>);

impl Serialize for Windows {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, window)| (name, window)))
    }
}

#[derive(Clone, Copy, Serialize)]
struct Window {
    window_days: i64,
    injured_days_union_inclusive: i64,
    availability_pct: f64,
    spells_overlapping: usize,
}

/// Prints how much of each season the players of a list were fit for. 0: all rows were read; 1: some
/// were refused; 2: the file is no list of injuries.
pub fn availability(file: &Path, as_of: NaiveDate, json: bool) -> ExitCode {
    let draft = match read(file, as_of) {
        Ok(draft) => draft,
        Err(message) => return refused(&message),
    };
    let report = report(file, &draft, as_of);
    let printed = if json {
        print_json(&report)
    } else {
        print_table(&report, &draft)
    };
    ended(printed, u8::from(!report.refused.is_empty()))
}

fn read(file: &Path, as_of: NaiveDate) -> Result<Draft, String> {
    let head = Head {
        title: String::new(),
        question: String::new(),
        our_club: String::new(),
        our_country: String::new(),
        decision_date: as_of,
        currency: Currency::EUR,
        extra: Extra::new(),
    };
    let draft = draft_of(file, Choices::default(), &Arc::new(head))?;
    if draft.kind.value != TableKind::Injuries {
        return Err(format!(
            "{} is no list of injuries. {}",
            file.display(),
            draft.kind.evidence
        ));
    }
    Ok(draft)
}

fn report(file: &Path, draft: &Draft, as_of: NaiveDate) -> Report {
    let rows = draft.rows();
    let refused = rows.iter().filter_map(|row| {
        let reason = row.refused.clone()?;
        Some(RefusedRow {
            row: row.number,
            reason,
        })
    });
    let spells = rows.iter().filter_map(|row| row.spell.as_ref());
    let latest = spells.map(|spell| spell.from).max();
    let seasons = seasons(as_of, latest);
    let players = people(&rows).into_iter().map(|person| {
        let of_person: Vec<&ReadRow> = person
            .rows
            .iter()
            .filter_map(|idx| rows.get(*idx))
            .collect();
        let report = player_report(person.who.name.clone(), &of_person, &seasons, as_of);
        // Without numbers the names are what other programs know him by.
        let named = person.who.number.is_empty() && !person.is_shared_name;
        let key = if named { person.who.name } else { person.key };
        (key, report)
    });
    let mut remarks = remarks(draft, &rows);
    let ahead = |row: &&ReadRow| row.spell.as_ref().is_some_and(|spell| spell.from > as_of);
    let ahead = rows.iter().filter(ahead).count();
    if ahead > 0 {
        let (begin, are) = if ahead == 1 {
            ("begins", "is")
        } else {
            ("begin", "are")
        };
        remarks.push(format!(
            "{} {begin} after {} and {are} not counted",
            counted(ahead, "spell"),
            day_text(as_of)
        ));
    }
    Report {
        file: file.display().to_string(),
        as_of,
        players: players.collect(),
        remarks,
        refused: refused.collect(),
    }
}

/// Ten seasons up to the date, those since 2016/17 in any case, and those that follow in the list.
fn seasons(as_of: NaiveDate, latest: Option<NaiveDate>) -> Vec<Season> {
    let now = Season::of(as_of);
    let first = now.offset(-9).min(Season(2016));
    let last = latest.map_or(now, Season::of).max(now.offset(1));
    (first.0..=last.0).map(Season).collect()
}

fn player_report(
    name: String,
    rows: &[&ReadRow],
    seasons: &[Season],
    as_of: NaiveDate,
) -> PlayerReport {
    let listed: Vec<&SpellRow> = rows.iter().filter_map(|row| row.spell.as_ref()).collect();
    let spells: Vec<Spell> = listed.iter().map(|row| counted_spell(row)).collect();
    let window = |from, to| window(&spells, from, to, as_of);
    let mut windows: Vec<(String, Option<Window>)> = seasons
        .iter()
        .map(|season| (season.long(), window(season.start(), season.end())))
        .collect();
    let (first, last) = three_seasons(as_of);
    windows.push((
        format!(
            "last_3_full_seasons_{}-{:02}",
            first.0,
            last.offset(1).0.rem_euclid(100)
        ),
        window(first.start(), last.end()),
    ));
    let year_ago = as_of.checked_sub_days(Days::new(364)).unwrap_or(as_of);
    windows.push((format!("last_365_days_to_{as_of}"), window(year_ago, as_of)));
    let ongoing = listed
        .iter()
        .filter(|row| row.from <= as_of && row.to.is_none_or(|to| to > as_of))
        .map(|row| row.kind.clone());
    PlayerReport {
        name,
        rows: rows.len(),
        sum_days_missed_column: listed.iter().filter_map(|row| row.days).sum::<i64>() as f64,
        sum_games_missed_column: listed
            .iter()
            .filter_map(|row| row.games)
            .map(f64::from)
            .sum(),
        sum_inclusive_from_dates: listed
            .iter()
            .filter(|row| row.from <= as_of)
            .map(|row| (row.to.unwrap_or(as_of).min(as_of) - row.from).num_days() + 1)
            .sum(),
        ongoing_at_asof: ongoing.collect(),
        windows: Windows(windows),
    }
}

/// The list counts whatever it lists, illness and rest too.
fn counted_spell(row: &SpellRow) -> Spell {
    Spell {
        id: SpellId(uuid::Uuid::nil()),
        kind: row.kind.clone(),
        group: row.group.clone(),
        body_part: row.body_part.clone(),
        side: None,
        from: row.from,
        to: row.to,
        games_missed_club: row.games,
        games_missed_country: None,
        surgery: false,
        counts: Some(true),
        basis: Basis::default(),
        extra: Extra::new(),
    }
}

fn window(spells: &[Spell], from: NaiveDate, to: NaiveDate, as_of: NaiveDate) -> Option<Window> {
    let found = Availability::over(spells, from, to, as_of)?;
    let to = to.min(as_of);
    let overlapping = spells
        .iter()
        .filter(|spell| spell.from <= to && spell.to.is_none_or(|end| end >= from));
    Some(Window {
        window_days: found.days,
        injured_days_union_inclusive: found.days_out,
        availability_pct: (found.percent() * 10_000.0).round() / 10_000.0,
        spells_overlapping: overlapping.count(),
    })
}

fn print_table(report: &Report, draft: &Draft) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (key, player) in &report.players {
        let name = if player.name.is_empty() {
            key
        } else {
            &player.name
        };
        writeln!(
            out,
            "{name}: {} rows, {} days and {} games missed as printed, {} days from the dates",
            player.rows,
            player.sum_days_missed_column,
            player.sum_games_missed_column,
            player.sum_inclusive_from_dates
        )?;
        for (label, window) in &player.windows.0 {
            let Some(window) = window else { continue };
            writeln!(
                out,
                "  {:<34} {:>5} days {:>5} out {:>8.2} % available  {:>3} spells",
                label.replace('_', " "),
                window.window_days,
                window.injured_days_union_inclusive,
                window.availability_pct,
                window.spells_overlapping
            )?;
        }
        for ongoing in &player.ongoing_at_asof {
            writeln!(out, "  still out: {ongoing}")?;
        }
    }
    for remark in &report.remarks {
        writeln!(out, "{remark}")?;
    }
    for row in &report.refused {
        writeln!(out, "row {} {}", row.row, row.reason)?;
    }
    for line in draft
        .lines()
        .iter()
        // Whose numbers they are and whether the list is whole change nothing of what it counts.
        .filter(|line| !line.sure && !["provider", "full_record"].contains(&line.key))
    {
        writeln!(
            out,
            "Look at {}: {}. {}",
            line.label.to_lowercase(),
            line.value,
            line.evidence
        )?;
    }
    writeln!(out, "{} at {}", report.file, day_text(report.as_of))
}
