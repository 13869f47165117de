//! Where the facts of the samples come from.

use backline::domain::extra::Extra;
use backline::domain::id::SourceId;
use backline::domain::source::{Source, SourceKind};
use backline::domain::sourced::{Basis, Grade};

use super::super::build::numbered;
use super::super::values::{date, day};
use super::DECISION_DATE;

/// A source of the samples.
#[derive(Clone, Copy, PartialEq)]
pub enum Outlet {
    Article = 2,
    As,
    Times,
    Transfermarkt,
    Wyscout,
    Fbref,
    Ecb,
    Records,
    Calendars,
    /// Outlets that nobody named.
    Elsewhere,
    Athletic,
    Liverpool,
}

use Outlet::*;

impl Outlet {
    fn id(self) -> SourceId {
        SourceId(numbered(day(DECISION_DATE), self as u64))
    }
}

impl From<Outlet> for Basis {
    fn from(outlet: Outlet) -> Self {
        Self::reported(outlet.id())
    }
}

/// The sources of the first sample.
pub fn known_in_2025() -> Vec<Source> {
    vec![
        Source {
            on: Some(date(DECISION_DATE)),
            ..source(Article, "Article", SourceKind::Press, Grade::C,
                "Newspaper article of 11 July 2025, quoting AS",
                "A single report. What it tells of AS stands under AS.")
        },
        source(As, "AS", SourceKind::Press, Grade::C, "AS, Madrid",
            "As quoted by the article of 11 July 2025. AS itself was not read."),
        source(Times, "The Times", SourceKind::Press, Grade::B, "The Times, London",
            "As others report it. The Times itself was not read."),
        source(Transfermarkt, "Transfermarkt", SourceKind::Provider, Grade::C,
            "Tables that others copied from Transfermarkt",
            "Players, transfers, market values and injuries. The site itself was not read."),
        Source {
            licence: "CC BY 4.0. Pappalardo, L. and Massucco, E. (2019), Soccer match event dataset, figshare. \
                      Pappalardo, L. et al. (2019), Scientific Data 6, 236. Data by Wyscout. \
                      Changed: single values taken from the table of players; events of the Bundesliga and the \
                      Premier League counted into season totals."
                .to_owned(),
            url: "https://doi.org/10.6084/m9.figshare.c.4415000".to_owned(),
            ..source(Wyscout, "Wyscout", SourceKind::Provider, Grade::C, "Wyscout open data, 2017/18",
                "The table of players gives birth, height and foot of that season; the stat pool is counted from its events.")
        },
        source(Fbref, "FBref", SourceKind::Provider, Grade::B, "FBref, league totals 2024/25",
            "Counted by Opta. Raw values of seven players. Ranks would need the full table, which may not be passed on."),
        Source {
            on: Some(date(DECISION_DATE)),
            licence: "Free re-use with the source named. Source: European Central Bank.".to_owned(),
            ..source(Ecb, "ECB", SourceKind::Official, Grade::A, "ECB euro foreign exchange reference rates", "")
        },
        source(Records, "Public records", SourceKind::Reference, Grade::C,
            "Club statements and public career records",
            "Not verified one by one."),
        source(Calendars, "League calendars", SourceKind::Reference, Grade::C,
            "Registration windows as the leagues publish them",
            "The announcements themselves were not read, hence grade C."),
        source(Elsewhere, "Other reports", SourceKind::Press, Grade::C, "Press reports that name no single outlet",
            "Each statement has its own grade."),
    ]
}

/// The sources that the second sample adds.
pub fn added_in_2026() -> Vec<Source> {
    vec![
        source(
            Athletic,
            "The Athletic",
            SourceKind::Press,
            Grade::B,
            "The Athletic",
            "",
        ),
        source(
            Liverpool,
            "Liverpool FC",
            SourceKind::Official,
            Grade::A,
            "Statement of the club",
            "",
        ),
    ]
}

fn source(
    outlet: Outlet,
    name: &str,
    kind: SourceKind,
    grade: Grade,
    title: &str,
    note: &str,
) -> Source {
    Source {
        id: outlet.id(),
        name: name.to_owned(),
        kind,
        grade,
        on: None,
        title: title.to_owned(),
        url: String::new(),
        licence: String::new(),
        note: note.to_owned(),
        extra: Extra::new(),
    }
}
