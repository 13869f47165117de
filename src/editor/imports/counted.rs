//! Match events that are being taken in: the season totals of everybody, as a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::TableImport;
use super::{FileKey, ImportNews};
use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::FactKey;
use crate::domain::stats::{Counts, METRICS, Rows, StatTable};
use crate::editor::clock::Clock;
use crate::editor::document::DocumentKey;
use crate::editor::jobs::{Jobs, Outcome};
use crate::import::FileBytes;
use crate::import::choices::{Choices, SourceChoice};
use crate::import::detect::DecimalSign;
use crate::import::field::Field;
use crate::import::kind::TableKind;
use crate::store::EventFiles;

/// Events on their way into the dossier.
#[derive(Debug)]
pub struct EventImport {
    /// The events.
    pub set: Arc<EventFiles>,
    /// What a person called them.
    pub names: EventNames,
    /// The totals; the last ones stay while the next are worked out.
    pub table: Option<Arc<StatTable>>,
    /// The totals as the rows of a table, for what they would change in the dossier.
    pub rows: TableImport,
    turn: u64,
    counted: Option<u64>,
    counting: Option<(u64, u64)>,
}

/// What events themselves do not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventNames {
    /// The competition.
    pub competition: String,
    /// The season.
    pub season: Option<Season>,
}

/// What came out for events.
#[derive(Clone, Debug)]
pub struct EventNews {
    turn: u64,
    table: Arc<StatTable>,
    rows: (FileBytes, Choices),
}

impl EventNames {
    /// What is known before anybody types: the list of matches may name one competition.
    fn of(set: &EventFiles, file: &str) -> Self {
        let said = set.named();
        match said.as_slice() {
            _ if !set.asks_competition() => Self {
                competition: file.to_owned(),
                season: None,
            },
            [one] if set.all_named() => Self {
                competition: one.competition.clone(),
                season: one.season,
            },
            _ => Self::default(),
        }
    }
}

impl EventImport {
    pub(super) fn new(set: Arc<EventFiles>, name: &str) -> Self {
        Self {
            names: EventNames::of(&set, name),
            set,
            table: None,
            rows: TableImport::new(name.to_owned(), Vec::new().into(), Choices::default()),
            turn: 0,
            counted: None,
            counting: None,
        }
    }

    /// True while the totals are worked out.
    pub fn is_counting(&self) -> bool {
        self.counted != Some(self.turn)
    }

    pub(super) fn rename(&mut self, names: EventNames) {
        if names != self.names {
            self.names = names;
            self.turn += 1;
        }
    }

    pub(super) fn absorb(&mut self, more: &EventFiles) {
        Arc::make_mut(&mut self.set).absorb(more);
        if self.names == EventNames::default() {
            self.names = EventNames::of(&self.set, "");
        }
        self.turn += 1;
    }

    /// What should be told of the files.
    pub fn notes(&self) -> Vec<String> {
        let of_files = self.set.notes.iter().map(|note| note.text.clone());
        of_files.chain(self.set.remarks()).collect()
    }

    pub(super) fn take(&mut self, news: EventNews) {
        self.counting = None;
        if news.turn == self.turn {
            self.counted = Some(news.turn);
            self.table = Some(news.table);
            let (bytes, choices) = news.rows;
            self.rows.replace(bytes, choices);
        }
    }

    pub(super) fn refresh(
        &mut self,
        jobs: &mut Jobs,
        clock: &Arc<dyn Clock>,
        (document, file): (DocumentKey, FileKey),
    ) {
        let busy = self.counting.is_some_and(|(job, _)| jobs.is_running(job));
        let stopped = self.counting.is_some_and(|(_, turn)| turn == self.turn);
        if busy || stopped || self.counted == Some(self.turn) {
            return;
        }
        let (set, names, turn) = (Arc::clone(&self.set), self.names.clone(), self.turn);
        let job = jobs.start("Adding up the matches", clock.seconds(), true, move |_| {
            let table = set
                .table("", &names.competition, names.season)
                .unwrap_or_else(|_| empty_table(&set));
            let news = EventNews {
                turn,
                rows: as_rows(&table),
                table: Arc::new(table),
            };
            Outcome::import(document, ImportNews::Counted(file, Box::new(news)))
        });
        self.counting = Some((job, turn));
    }
}

/// What the screen shows until there is something to count: lists alone have no events.
fn empty_table(set: &EventFiles) -> StatTable {
    StatTable::new(
        set.provider(),
        String::new(),
        Counts::Totals,
        Rows::default(),
        BTreeMap::new(),
    )
}

/// The totals as tab-separated text with the choices that say what each column holds, so that they
/// go the way of every table.
fn as_rows(table: &StatTable) -> (FileBytes, Choices) {
    let metrics: Vec<_> = METRICS
        .iter()
        .filter(|metric| metric.key != "minutes" && table.columns.contains_key(metric.key))
        .collect();
    let mut fields = vec![
        Field::Id,
        Field::Name,
        Field::Fact(FactKey::Born),
        Field::Fact(FactKey::Club),
        Field::Competition,
        Field::Season,
        Field::Minutes,
    ];
    fields.extend(
        metrics
            .iter()
            .map(|metric| Field::Metric(metric.key.to_owned())),
    );
    let headers: Vec<String> = fields.iter().map(Field::key).collect();
    let mut text = headers.join("\t");
    for (idx, row) in table.rows.iter().enumerate() {
        let number = row.key.split('-').next().unwrap_or_default();
        let words = [
            number.to_owned(),
            row.name.replace(['\t', '\n', '"'], " "),
            row.born.map(PartialDate::iso).unwrap_or_default(),
            row.club.replace(['\t', '\n', '"'], " "),
            row.competition.replace(['\t', '\n', '"'], " "),
            row.season.map_or_else(String::new, Season::long),
            figure_text(row.minutes.round()),
        ];
        text.push('\n');
        text.push_str(&words.join("\t"));
        for metric in &metrics {
            text.push('\t');
            text.push_str(
                &table
                    .total(idx, metric)
                    .map_or_else(String::new, figure_text),
            );
        }
    }
    let columns = headers.into_iter().zip(fields.into_iter().map(Some));
    let provider = table.provider.label().to_owned();
    let choices = Choices {
        columns: columns.collect(),
        separator: Some('\t'),
        encoding: Some("utf-8".to_owned()),
        header_row: Some(1),
        header_rows: Some(1),
        decimal: Some(DecimalSign::Point),
        kind: Some(TableKind::Seasons),
        provider: Some(provider.to_lowercase()),
        source: Some(SourceChoice {
            name: provider,
            grade: None,
            on: None,
        }),
        ..Choices::default()
    };
    (text.into_bytes().into(), choices)
}

fn figure_text(figure: f64) -> String {
    if figure.is_finite() {
        figure.to_string()
    } else {
        String::new()
    }
}
