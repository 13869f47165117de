//! What the program does without a window.

mod answer;
mod availability;
mod compare;
mod deal;
mod fx;
mod import;
mod metrics;
mod pool;

pub use answer::complain;
pub use availability::availability;
pub use compare::{CompareForm, CompareOptions, compare};
pub use deal::{DealOptions, deal, list_deal_functions};
pub use fx::fx;
pub use import::{ImportOptions, import};
pub use metrics::{SeasonOptions, metrics, season};
pub use pool::{PoolOptions, pool};

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use serde::Serialize;

use answer::{ended, print_json, refused};

use crate::domain::date::day_text;
use crate::domain::field::FieldRef;
use crate::domain::finding::{Counts, FindingKind, Findings, Weight};
use crate::store;

/// The findings of a file, as other programs read them.
#[derive(Serialize)]
struct Report<'a> {
    file: String,
    decision_date: NaiveDate,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<ReportRow<'a>>,
}

#[derive(Serialize)]
struct ReportRow<'a> {
    weight: &'static str,
    kind: &'static str,
    subject: &'a str,
    text: String,
    /// The address of the field; none for what was lost in reading.
    field: Option<&'a FieldRef>,
}

/// Prints the findings of a dossier. 0: no error among them; 1: some; 2: the file is unreadable.
pub fn check(file: &Path, json: bool) -> ExitCode {
    let loaded = match store::load(file) {
        Ok((loaded, _)) => loaded,
        Err(err) => return refused(&format!("{err}. {}", err.advice())),
    };
    let on = loaded.dossier.head.decision_date;
    let findings = Findings::of(&loaded.dossier, on);
    let lost = loaded
        .notices
        .iter()
        .filter(|notice| notice.is_loss())
        .map(|notice| ReportRow {
            weight: Weight::Error.label(),
            kind: FindingKind::Lost.label(),
            subject: "File",
            text: notice.to_string(),
            field: None,
        });
    let found = findings.all().map(|finding| ReportRow {
        weight: finding.weight.label(),
        kind: finding.kind.label(),
        subject: &finding.subject,
        text: finding.text.clone(),
        field: Some(&finding.field),
    });
    let rows: Vec<ReportRow<'_>> = lost.chain(found).collect();
    let count = |weight: Weight| {
        rows.iter()
            .filter(|row| row.weight == weight.label())
            .count()
    };
    let report = Report {
        file: file.display().to_string(),
        decision_date: on,
        errors: count(Weight::Error),
        warnings: count(Weight::Warning),
        notes: count(Weight::Note),
        findings: rows,
    };
    let printed = if json {
        print_json(&report)
    } else {
        print_table(&report)
    };
    ended(printed, u8::from(report.errors > 0))
}

fn print_table(report: &Report<'_>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let width = |text: &dyn Fn(&ReportRow<'_>) -> usize| {
        report.findings.iter().map(text).max().unwrap_or(0)
    };
    let subject = width(&|row| row.subject.chars().count());
    for row in &report.findings {
        writeln!(
            out,
            "{:<8} {:<subject$}  {}  [{}]",
            row.weight, row.subject, row.text, row.kind
        )?;
    }
    let counts = Counts {
        errors: report.errors,
        warnings: report.warnings,
        notes: report.notes,
    };
    writeln!(
        out,
        "{}: {counts} at {}",
        report.file,
        day_text(report.decision_date)
    )
}
