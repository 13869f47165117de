//! What a person should know of a table as a whole.

use crate::domain::date::PartialDate;
use crate::domain::fact::FactKey;
use crate::domain::figures::counted;
use crate::import::detect::Detected;
use crate::import::draft::Draft;
use crate::import::field::Field;
use crate::import::oddities::oddities;
use crate::import::rows::{DayCount, ReadRow};

/// What is to say of the table as a whole.
pub(super) fn of(draft: &Draft, rows: &[ReadRow]) -> Vec<String> {
    let mut remarks = oddities(draft);
    // A list that counts as we do needs no word.
    let as_we_do = |count: &Detected<DayCount>| count.sure && count.value == DayCount::BothEnds;
    if let Some(count) = draft.reader().day_count().filter(|count| !as_we_do(count)) {
        remarks.push(format!(
            "In the printed days out {}. {}",
            count.value.label(),
            count.evidence
        ));
    }
    let repeats = draft.table.repeats();
    if let Some(first) = repeats.first() {
        let rows = counted(repeats.len(), "row");
        remarks.push(format!(
            "{rows} {}, row {first} first",
            if repeats.len() == 1 {
                "repeats the header and is left out"
            } else {
                "repeat the header and are left out"
            }
        ));
    }
    let uneven: Vec<(u32, usize)> = draft.table.uneven().collect();
    if let Some((row, cells)) = uneven.first() {
        remarks.push(format!(
            "{} more or fewer cells than there are headers: row {row} has {cells} and not {}",
            having(uneven.len(), "row"),
            draft.table.width()
        ));
    }
    let unsaid = rows.iter().filter(|row| {
        let kind = row.transfer.as_ref().map(|transfer| transfer.kind.key());
        kind == Some("not stated")
    });
    let unsaid = unsaid.count();
    if unsaid > 0 {
        remarks.push(format!(
            "Of {} it is not said whether free, on loan or for a fee; a fee of 0 stands for all of \
             these and is not entered",
            counted(unsaid, "transfer")
        ));
    }
    let undated = rows.iter().filter(|row| {
        let on = row.transfer.as_ref().map(|transfer| transfer.on);
        matches!(on, Some(PartialDate::Year(_)))
    });
    let undated = undated.count();
    if undated > 0 {
        remarks.push(format!(
            "{} no day: the year of the season is entered",
            having(undated, "transfer")
        ));
    }
    let dated = draft
        .choices
        .source
        .as_ref()
        .is_some_and(|source| source.on.is_some());
    if draft.kind.value.is_players() && draft.has(&Field::Fact(FactKey::StatedAge)) && !dated {
        let remark = "Ages are left out, because nobody says of which day they are. Give the source its date";
        remarks.push(remark.to_owned());
    }
    let values = rows.iter().filter(|row| row.value.is_some()).count();
    if values > 0 && !draft.has(&Field::ValueDate) && !dated {
        remarks.push(format!(
            "{} left out, because nobody says of which day. Give the source its date",
            if values == 1 {
                "1 market value is".to_owned()
            } else {
                format!("{values} market values are")
            }
        ));
    }
    let headers = draft.table.headers();
    let stray = draft.choices.columns.keys();
    let stray = stray.filter(|chosen| headers.iter().all(|head| head.name != **chosen));
    remarks.extend(
        stray.map(|chosen| format!("The choices name a column “{chosen}”, which is not here")),
    );
    remarks
}

/// `1 row has`, `2 rows have`.
fn having(count: usize, one: &str) -> String {
    let have = if count == 1 { "has" } else { "have" };
    format!("{} {have}", counted(count, one))
}
