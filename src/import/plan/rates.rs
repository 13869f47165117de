//! A list of the ECB's reference rates: the rates of the decision date become part of the dossier.

use std::str::FromStr as _;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Outcome, Plan, RowOutcome};
use crate::domain::date::day_text;
use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::Edit;
use crate::domain::exchange::ExchangeRate;
use crate::domain::extra::Extra;
use crate::domain::id::{RateId, SourceId};
use crate::domain::money::Currency;
use crate::domain::source::{Source, SourceKind};
use crate::domain::sourced::{Basis, Grade};
use crate::import::detect::Figures;
use crate::import::draft::Draft;

const ECB: &str = "European Central Bank";

/// The plan for a list of rates: the row of the decision date, or of the working day before it, gives
/// the rates of pound, dollar and the currency of the dossier.
pub(super) fn plan(draft: &Draft, dossier: &Dossier, make_id: &mut dyn FnMut() -> Uuid) -> Plan {
    let table = &draft.table;
    let on = dossier.head.decision_date;
    let days: Vec<Option<NaiveDate>> = table
        .column_cells(0)
        .map(|cell| Figures::read(cell).and_then(Figures::straight))
        .collect();
    let taken = row_of(&days, on);
    let mut plan = Plan {
        rows: rows(draft, &days, taken),
        ..Plan::default()
    };
    let Some((row, day)) = taken else {
        plan.remarks.push(outside(&days, on));
        return plan;
    };
    let known = dossier.sources.values().find(|source| source.name == ECB);
    let source = known.map_or_else(
        || source(SourceId(make_id()), day),
        |known| known.as_ref().clone(),
    );
    let rates = rates(draft, row, day, &source, dossier, make_id);
    let words: Vec<String> = rates.iter().map(ToString::to_string).collect();
    if let Some(of_day) = plan.rows.get_mut(row) {
        of_day.outcome = if rates.is_empty() {
            Outcome::Unchanged
        } else {
            Outcome::New
        };
        of_day.text = words.join(". ");
    }
    plan.remarks.push(format!(
        "Only the rates of {}, the working day of the decision date, are entered. The program holds the rates of the European Central Bank from 2 Jan 2015 to 30 Oct 2026 itself",
        day_text(day)
    ));
    if rates.is_empty() {
        return plan;
    }
    let mut edits: Vec<Edit> = Vec::new();
    if known.is_none() {
        edits.push(Edit::Put(Record::Source(Arc::new(source))));
    }
    let put = |rate| Edit::Put(Record::Rate(Arc::new(rate)));
    edits.extend(rates.into_iter().map(put));
    let label = format!("import the exchange rates of {}", day_text(day));
    plan.edit = Some(Edit::Many { label, edits });
    plan
}

/// The last day of the list that is not after the decision date; none outside of the list, for the
/// days beyond it would be guessed.
fn row_of(days: &[Option<NaiveDate>], on: NaiveDate) -> Option<(usize, NaiveDate)> {
    let last = days.iter().flatten().max()?;
    let dated = days.iter().enumerate();
    let dated = dated.filter_map(|(row, day)| Some((row, (*day)?)));
    let before = dated.filter(|(_, day)| *day <= on && on <= *last);
    before.max_by_key(|(_, day)| *day)
}

fn outside(days: &[Option<NaiveDate>], on: NaiveDate) -> String {
    let known = || days.iter().flatten().copied();
    match (known().min(), known().max()) {
        (Some(first), Some(last)) => format!(
            "The rates run from {} to {}, and the decision date is {}: none is entered",
            day_text(first),
            day_text(last),
            day_text(on)
        ),
        _ => "No row has a day".to_owned(),
    }
}

fn rows(
    draft: &Draft,
    days: &[Option<NaiveDate>],
    taken: Option<(usize, NaiveDate)>,
) -> Vec<RowOutcome> {
    let row = |(row, day): (usize, &Option<NaiveDate>)| RowOutcome {
        row: draft.table.row_number(row),
        who: day.map_or_else(String::new, day_text),
        outcome: if day.is_none() {
            Outcome::Refused
        } else {
            Outcome::LeftOut
        },
        text: match (day, taken) {
            (None, _) => "has no day".to_owned(),
            (_, Some(_)) => "is of another day".to_owned(),
            (_, None) => "is not the decision date's".to_owned(),
        },
    };
    days.iter().enumerate().map(row).collect()
}

fn source(id: SourceId, day: NaiveDate) -> Source {
    Source {
        id,
        name: ECB.to_owned(),
        kind: SourceKind::Reference,
        grade: Grade::A,
        on: Some(day.into()),
        title: "Euro foreign exchange reference rates".to_owned(),
        url: "https://www.ecb.europa.eu/stats/eurofxref/".to_owned(),
        licence: "Source: European Central Bank; free re-use, figures unchanged".to_owned(),
        note: String::new(),
        extra: Extra::new(),
    }
}

/// The rates of a row that the dossier does not hold yet.
fn rates(
    draft: &Draft,
    row: usize,
    day: NaiveDate,
    source: &Source,
    dossier: &Dossier,
    make_id: &mut dyn FnMut() -> Uuid,
) -> Vec<ExchangeRate> {
    let own = dossier.head.currency;
    let wanted = ["GBP", "USD"]
        .into_iter()
        .filter_map(Currency::from_code)
        .chain(
            [own]
                .into_iter()
                .filter(|own| !["GBP", "USD", "EUR"].contains(&own.code())),
        );
    let mut rates = Vec::new();
    for quote in wanted {
        let column = draft.table.column(quote.code());
        let cell = column.map_or("", |column| draft.table.cell(row, column));
        let Some(rate) = Decimal::from_str(cell).ok().filter(|rate| !rate.is_zero()) else {
            continue;
        };
        let is_known = dossier.rates.values().any(|known| {
            (known.on, known.base, known.quote, known.rate) == (day, Currency::EUR, quote, rate)
        });
        if !is_known {
            rates.push(ExchangeRate {
                id: RateId(make_id()),
                on: day,
                base: Currency::EUR,
                quote,
                rate,
                basis: Basis {
                    on: Some(day.into()),
                    ..Basis::reported(source.id)
                },
                extra: Extra::new(),
            });
        }
    }
    rates
}
