//! Injuries as lists print them.

use chrono::NaiveDate;

use super::{ReadRow, Reader, clean_text};
use crate::domain::date::day_text;
use crate::domain::injury::SpellGroup;
use crate::domain::text::plain;
use crate::import::dates::is_still_open;
use crate::import::detect::{Detected, number};
use crate::import::field::Field;
use crate::import::kind::TableKind;
use crate::import::values::is_blank;

/// One injury of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct SpellRow {
    /// What the source calls it.
    pub kind: String,
    /// The group that the words suggest.
    pub group: SpellGroup,
    /// The part of the body, if the list says.
    pub body_part: String,
    /// The first day out.
    pub from: NaiveDate,
    /// The last day out; `None` while that is open.
    pub to: Option<NaiveDate>,
    /// Days out as the source counts them.
    pub days: Option<i64>,
    /// Matches that he missed.
    pub games: Option<u16>,
}

impl Reader<'_> {
    pub(super) fn spell(&self, row: usize, read: &mut ReadRow) {
        let kind = clean_text(self.cell(row, &Field::SpellKind));
        let from = self.noted_day(row, &Field::SpellFrom, read);
        let to = self.noted_day(row, &Field::SpellTo, read);
        let end = self.cell(row, &Field::SpellTo);
        let unread_end = to.is_none() && !is_blank(end) && !is_still_open(end);
        let Some(from) = from else {
            read.refused = Some("has no day on which the injury began".to_owned());
            return;
        };
        if to.is_some_and(|to| to < from) {
            let to = to.map(day_text).unwrap_or_default();
            read.refused = Some(format!(
                "ends on {to}, before it began on {}",
                day_text(from)
            ));
            return;
        }
        if unread_end {
            // An end that cannot be read must not make an injury that never ends.
            read.refused = Some("has an end that cannot be read".to_owned());
            return;
        }
        let sign = self.reading.decimal.value;
        let figure = |field: &Field| number(self.cell(row, field), sign);
        if from > self.head.decision_date {
            read.notes.push(format!(
                "begins on {}, after the decision date: it is not known then",
                day_text(from)
            ));
        }
        let group = group_of(&kind);
        let blank = is_blank(&kind);
        read.spell = Some(SpellRow {
            kind: if blank { "not stated".to_owned() } else { kind },
            group,
            body_part: clean_text(self.cell(row, &Field::SpellPart)),
            from,
            to,
            days: figure(&Field::SpellDays).map(|days| days.round() as i64),
            games: figure(&Field::SpellGames)
                .filter(|games| (0.0..=400.0).contains(games))
                .map(|games| games.round() as u16),
        });
    }

    /// Whether the list counts days with both ends; `None` if it is no list of injuries or has none.
    pub fn day_count(&self) -> Option<Detected<DayCount>> {
        if self.kind != TableKind::Injuries {
            return None;
        }
        self.mapping.column(&Field::SpellDays)?;
        let rows: Vec<ReadRow> = (0..self.table.len().min(5_000))
            .map(|row| self.row(row))
            .collect();
        day_count(rows.iter().filter_map(|row| row.spell.as_ref()))
    }
}

/// How a list counts the days of an injury.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCount {
    /// The first and the last day both count.
    BothEnds,
    /// One of them does not.
    OneEnd,
}

impl DayCount {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::BothEnds => "both ends count",
            Self::OneEnd => "one end does not count",
        }
    }
}

/// How a list counts days, by the days that it prints beside its dates.
pub fn day_count<'a>(spells: impl Iterator<Item = &'a SpellRow>) -> Option<Detected<DayCount>> {
    let (mut both, mut one, mut neither) = (0_usize, 0_usize, 0_usize);
    for spell in spells {
        let (Some(to), Some(days)) = (spell.to, spell.days) else {
            continue;
        };
        match days - (to - spell.from).num_days() {
            1 => both += 1,
            0 => one += 1,
            _ => neither += 1,
        }
    }
    let all = both + one + neither;
    if all == 0 {
        return None;
    }
    let (value, fit) = if both >= one {
        (DayCount::BothEnds, both)
    } else {
        (DayCount::OneEnd, one)
    };
    let evidence = format!(
        "So it is in {fit} of the {all} rows that print days. Days are counted from the dates, with both ends"
    );
    Some(Detected {
        value,
        evidence,
        sure: fit * 10 >= all * 9,
    })
}

/// The group that the words of a list suggest, in six languages.
pub fn group_of(kind: &str) -> SpellGroup {
    const WORDS: [(&[&str], SpellGroup); 8] = [
        (
            &["rest", "schon", "descanso", "repos", "riposo"],
            SpellGroup::Rest,
        ),
        (
            &[
                "suspen",
                "sperre",
                "gesperrt",
                "sancion",
                "squalifica",
                "red card",
                "yellow card",
            ],
            SpellGroup::Suspension,
        ),
        (&["quarant", "cuarentena"], SpellGroup::Quarantine),
        (
            &[
                "corona", "covid", "grippe", "krank", "enferm", "malad", "malat", "doen", "fieber",
            ],
            SpellGroup::Illness,
        ),
        (
            &[
                "gehirn",
                "conmoc",
                "commotion",
                "concus",
                "kopf",
                "trauma cran",
            ],
            SpellGroup::Head,
        ),
        (
            &[
                "bruch", "fraktur", "fractur", "frattura", "fratura", "rippe",
            ],
            SpellGroup::Bone,
        ),
        (
            &[
                "kreuzband",
                "ligament",
                "legament",
                "knie",
                "rodilla",
                "genou",
                "ginocch",
                "joelho",
                "tobillo",
                "cheville",
                "cavigl",
                "tornozelo",
                "knochel",
                "sprunggelenk",
                "schulter",
            ],
            SpellGroup::Joint,
        ),
        (
            &[
                "muskel",
                "muscul",
                "muscol",
                "oberschenkel",
                "isquio",
                "ischio",
                "wade",
                "adduktor",
                "muslo",
                "coscia",
                "cuisse",
                "coxa",
                "sehne",
                "leiste",
            ],
            SpellGroup::Muscle,
        ),
    ];
    let plain = plain(kind);
    let names = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    // "Wrestling" rests on nobody: rest is a word of its own.
    let rests = plain
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "rest");
    let found = WORDS.iter().find(|(words, group)| match group {
        SpellGroup::Rest => rests || names(&["descanso", "repos", "riposo", "schonung"]),
        _ => names(words),
    });
    found.map_or_else(|| SpellGroup::of_kind(&plain), |(_, group)| group.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_known_in_six_languages() {
        for (kind, group) in [
            ("Rest", SpellGroup::Rest),
            ("Ill", SpellGroup::Illness),
            ("Corona virus", SpellGroup::Illness),
            ("Quarantine", SpellGroup::Quarantine),
            ("Red card suspension", SpellGroup::Suspension),
            ("Kreuzbandriss", SpellGroup::Joint),
            ("Rotura fibrilar muscular", SpellGroup::Muscle),
            ("Fracture de la cheville", SpellGroup::Bone),
            ("Hamstring injury", SpellGroup::Muscle),
            ("minor knock", SpellGroup::Knock),
        ] {
            assert_eq!(group_of(kind), group, "{kind}");
        }
    }
}
