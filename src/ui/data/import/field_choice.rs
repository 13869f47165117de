//! The choice of what a column holds: a list of some hundred and forty fields with a search.

use eframe::egui;

use crate::domain::fact::FactKey;
use crate::domain::stats::METRICS;
use crate::import::field::Field;
use crate::import::kind::TableKind;
use crate::ui::widgets::search_choice::{Search, SearchChoice, SearchItem};

/// The button and its list; another field than the present one, `Some(None)` to leave the column
/// out.
pub(super) fn field_choice(
    ui: &mut egui::Ui,
    search: &mut Search,
    header: &str,
    field: Option<&Field>,
    kind: TableKind,
) -> Option<Option<Field>> {
    let choice = SearchChoice {
        label: &format!("{header} holds"),
        words: &field.map_or_else(|| "left out".to_owned(), words_of),
        list: "What the column holds",
        hint: "Search fields",
        none: "No such field",
    };
    let present = field.cloned();
    choice.ui(ui, search, Some(&present), || items(kind))
}

fn words_of(field: &Field) -> String {
    match field {
        Field::Metric(key) => crate::domain::stats::metric(key)
            .map_or_else(|| key.clone(), |metric| metric.title(false)),
        other => other.label().to_owned(),
    }
}

/// Everything that a column can hold; what fits the table first.
fn items(kind: TableKind) -> Vec<SearchItem<Option<Field>>> {
    let plain = Field::PLAIN.iter().cloned();
    let facts = FactKey::ALL.iter().map(|key| Field::Fact(*key));
    let metrics = METRICS
        .iter()
        .map(|metric| Field::Metric(metric.key.to_owned()));
    let mut all: Vec<Field> = plain.chain(facts).chain(metrics).collect();
    all.sort_by_key(|field| std::cmp::Reverse(kind.fit(field)));
    let none = SearchItem {
        value: None,
        words: "Leave out".to_owned(),
        aside: String::new(),
        keys: String::new(),
        faint: false,
    };
    let fields = all.into_iter().map(|field| SearchItem {
        words: words_of(&field),
        aside: match field {
            Field::Fact(_) => "player".to_owned(),
            Field::Metric(_) => "metric".to_owned(),
            _ => String::new(),
        },
        keys: field.key(),
        faint: kind.fit(&field) == 0,
        value: Some(field),
    });
    std::iter::once(none).chain(fields).collect()
}
