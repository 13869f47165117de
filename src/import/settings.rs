//! Everything that was found out about a table before its rows are taken, each with its evidence.

mod counting;
mod spans;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::choices::Choices;
use super::detect::{
    Counting, DateOrder, DecimalSign, Detected, Format, Head, date_order, decimal_sign,
};
use super::field::Field;
use super::kind::TableKind;
use super::mapping::Mapping;
use super::sums::sums_of_clubs;
use super::table::Table;
use super::values::{SumUnits, sum};
use crate::domain::career::typed_season;
use crate::domain::contract::WagePeriod;
use crate::domain::date::Season;
use crate::domain::dossier::Head as DossierHead;
use crate::domain::fact::FactKey;
use crate::domain::figures::{self, counted};
use crate::domain::money::Currency;
use crate::domain::player::Role;
use crate::domain::stats::{MetricKind, metric};
pub(super) use counting::is_rate;

/// How the bytes became a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// What kind of file it is.
    pub format: Detected<Format>,
    /// The sheets of a workbook in their order.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// The encoding of text.
    pub encoding: Option<Detected<&'static str>>,
    /// The sign between the cells of text.
    pub separator: Option<Detected<u8>>,
    /// Where the headers stand.
    pub head: Detected<Head>,
}

/// How the cells are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The decimal sign.
    pub decimal: Detected<DecimalSign>,
    /// The order of day and month.
    pub dates: Detected<DateOrder>,
    /// Whether counts are totals or for 90 minutes; `None` without counts.
    pub counting: Option<Detected<Counting>>,
    /// Columns of fractions in a table of totals: they can only be for 90 minutes.
    pub per_90_columns: Vec<usize>,
    /// Columns of rates that hold shares of one: 0.855 for 85.5 %.
    pub share_columns: Vec<usize>,
    /// Rows that sum up a man's clubs although these have rows of their own, in their order.
    pub sums_of_clubs: BTreeSet<usize>,
    /// The currency of sums that do not say theirs; `None` without such sums.
    pub currency: Option<Detected<Currency>>,
    /// The span that a wage pays for if its cell does not say; `None` without wages.
    pub wage_period: Option<Detected<WagePeriod>>,
    /// The season of rows that do not say theirs; `None` if they do or need none.
    pub season: Option<Detected<Option<Season>>>,
    /// Whose numbers and names of players these are.
    pub provider: Detected<String>,
    /// What new players are to us; `None` if players are not added.
    pub role: Option<Detected<Role>>,
}

/// One line of the list of settings, as the screen and the command line show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingLine {
    /// The key in the file of choices.
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
    /// What was found.
    pub value: String,
    /// On what evidence.
    pub evidence: String,
    /// False if a person should look.
    pub sure: bool,
}

impl Reading {
    /// Finds out how the cells of a table are read.
    pub fn of(
        name: &str,
        table: &Table,
        kind: TableKind,
        mapping: &Mapping,
        choices: &Choices,
        head: &DossierHead,
    ) -> Self {
        let decimal = choices
            .decimal
            .map_or_else(|| decimal_sign(table), Detected::chosen);
        let columns = mapping.columns_of(Field::is_date);
        let season = mapping.column(&Field::Season);
        let dates = choices.dates.map_or_else(
            || spans::with_spans(date_order(table, &columns, season), table, kind, mapping),
            Detected::chosen,
        );
        let counting = counting::find(table, mapping, decimal.value, choices);
        Self {
            dates,
            per_90_columns: counting::per_90_columns(
                table,
                mapping,
                decimal.value,
                choices,
                counting.as_ref(),
            ),
            counting,
            share_columns: counting::share_columns(table, mapping, decimal.value),
            sums_of_clubs: sums_of_clubs(table, kind, mapping).into_iter().collect(),
            currency: find_currency(table, mapping, decimal.value, choices, head),
            wage_period: find_wage_period(table, mapping, kind, choices),
            season: find_season(name, kind, mapping, choices),
            provider: find_provider(kind, mapping, choices),
            role: find_role(table, kind, choices),
            decimal,
        }
    }
}

impl Reading {
    /// True if the fractions of a column say that it is for 90 minutes in a table of totals.
    pub fn is_per_90(&self, column: usize) -> bool {
        self.per_90_columns.contains(&column)
    }

    /// What the figures of a column are multiplied by, so that rates are in percent.
    pub fn scale(&self, column: usize) -> f64 {
        if self.share_columns.contains(&column) {
            100.0
        } else {
            1.0
        }
    }
}

/// True for counts of single things, which can be judged by their fractions and divided by minutes.
pub(super) fn is_count(field: &Field) -> bool {
    let Field::Metric(key) = field else {
        return false;
    };
    !matches!(key.as_str(), "matches" | "starts")
        && metric(key).is_some_and(|metric| matches!(metric.kind, MetricKind::Volume))
}

fn find_currency(
    table: &Table,
    mapping: &Mapping,
    sign: DecimalSign,
    choices: &Choices,
    head: &DossierHead,
) -> Option<Detected<Currency>> {
    let units = SumUnits {
        currency: head.currency,
        power: 0,
        sign,
    };
    let sums = mapping.columns_of(Field::is_sum);
    let mut silent = 0_usize;
    for column in sums {
        let names = mapping
            .columns
            .get(column)
            .and_then(|column| column.currency);
        if names.is_some() {
            continue;
        }
        for cell in table.column_cells(column).take(2_000) {
            let is_silent = matches!(sum(cell, &units), Ok(Some(read)) if !read.names_currency
                && read.amount.low.minor != 0);
            silent += usize::from(is_silent);
        }
    }
    if silent == 0 {
        return None;
    }
    if let Some(chosen) = choices.currency {
        return Some(Detected::chosen(chosen));
    }
    let named = mapping.columns.iter().find_map(|column| {
        let header = column.header.to_lowercase();
        let code = header
            .split(|c: char| !c.is_alphabetic())
            .find_map(|word| match word {
                "eur" | "euro" | "euros" => Some(Currency::EUR),
                "gbp" => Some(Currency::GBP),
                "usd" => Some(Currency::USD),
                _ => None,
            })?;
        Some((code, column.header.clone()))
    });
    Some(match named {
        Some((code, header)) => Detected::sure(code, format!("“{header}” names it")),
        None => Detected::doubtful(
            head.currency,
            format!(
                "{} no currency, nor does the header; this is the currency of the dossier",
                if silent == 1 {
                    "A sum names".to_owned()
                } else {
                    format!("{} sums name", figures::count(silent))
                }
            ),
        ),
    })
}

fn find_wage_period(
    table: &Table,
    mapping: &Mapping,
    kind: TableKind,
    choices: &Choices,
) -> Option<Detected<WagePeriod>> {
    let column = mapping.column(&Field::Fact(FactKey::Wage))?;
    if let Some(chosen) = &choices.wage_period {
        return Some(Detected::chosen(chosen.clone()));
    }
    let header = mapping.columns.get(column)?.header.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
    if says(&["week", "woche", "seman", "hebdo", "settiman"]) {
        return Some(Detected::sure(WagePeriod::Week, "The header says so"));
    }
    if says(&["annual", "year", "jahr", "anual", "annuel", "annuo", "ann"]) {
        return Some(Detected::sure(WagePeriod::Year, "The header says so"));
    }
    if kind == TableKind::EaFc {
        return Some(Detected::sure(
            WagePeriod::Week,
            "EA's game states wages for a week",
        ));
    }
    let first = table.column_cells(column).find(|cell| cell.contains("p/w"));
    if let Some(cell) = first {
        let evidence = format!("Cells such as “{cell}” say so");
        return Some(Detected::sure(WagePeriod::Week, evidence));
    }
    let evidence = "Neither the header nor the cells say for which span a wage is";
    Some(Detected::doubtful(WagePeriod::Week, evidence))
}

fn find_season(
    name: &str,
    kind: TableKind,
    mapping: &Mapping,
    choices: &Choices,
) -> Option<Detected<Option<Season>>> {
    if kind != TableKind::Seasons || mapping.column(&Field::Season).is_some() {
        return None;
    }
    if let Some(chosen) = &choices.season {
        return Some(Detected::chosen(typed_season(chosen)));
    }
    let digits: Vec<&str> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let pair = digits.windows(2).find_map(|pair| match pair {
        [first, second] => typed_season(&format!("{first}/{second}")),
        _ => None,
    });
    Some(match pair {
        Some(season) => {
            let evidence = format!("The name of the file holds {}", season.long());
            Detected::doubtful(Some(season), evidence)
        }
        None => Detected::doubtful(None, "No column and no name of a file says which season"),
    })
}

fn find_provider(kind: TableKind, mapping: &Mapping, choices: &Choices) -> Detected<String> {
    if let Some(chosen) = &choices.provider {
        return Detected::chosen(chosen.trim().to_lowercase());
    }
    let id = mapping.column(&Field::Id);
    let header = id
        .and_then(|column| mapping.columns.get(column))
        .map(|column| &column.header);
    let provider = |name: &str, evidence: &str| Detected::sure(name.to_owned(), evidence);
    match (kind, header) {
        (TableKind::EaFc, _) => provider("ea fc", "The table is of EA's game"),
        (TableKind::FootballManager, _) => {
            provider("football manager", "The table is of Football Manager")
        }
        (_, None) => provider(
            "names",
            "There are no numbers of players; names are remembered",
        ),
        (TableKind::Injuries | TableKind::Transfers | TableKind::Values, Some(header)) => {
            let evidence = format!(
                "“{header}” in a table of {}; such tables mostly number players as Transfermarkt does",
                kind.label()
            );
            Detected::doubtful("transfermarkt".to_owned(), evidence)
        }
        (_, Some(header)) => {
            let evidence = format!("“{header}” does not say whose numbers they are");
            Detected::doubtful("transfermarkt".to_owned(), evidence)
        }
    }
}

fn find_role(table: &Table, kind: TableKind, choices: &Choices) -> Option<Detected<Role>> {
    /// More new players than this are a pool, fewer a list of targets.
    const LIST: usize = 60;
    if !choices.add_players.unwrap_or(kind.is_players()) {
        return None;
    }
    if let Some(chosen) = &choices.role {
        return Some(Detected::chosen(chosen.clone()));
    }
    let rows = counted(table.len(), "row");
    Some(if table.len() > LIST {
        Detected::sure(Role::Pool, format!("{rows}: a pool, no list of targets"))
    } else {
        Detected::sure(Role::Target, format!("{rows}: a list of targets, no pool"))
    })
}

/// Adds a line for a finding.
pub(super) fn line<T>(
    lines: &mut Vec<SettingLine>,
    (key, label): (&'static str, &'static str),
    found: Option<&Detected<T>>,
    words: impl FnOnce(&T) -> Cow<'static, str>,
) {
    if let Some(found) = found {
        lines.push(SettingLine {
            key,
            label,
            value: words(&found.value).into_owned(),
            evidence: found.evidence.clone(),
            sure: found.sure,
        });
    }
}
