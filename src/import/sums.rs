//! Rows that sum up others: the total of a squad, and a man's total over several clubs beside the
//! rows of each club, which would count twice.

use std::collections::HashSet;

use super::field::Field;
use super::kind::TableKind;
use super::mapping::Mapping;
use super::table::Table;
use crate::domain::fact::FactKey;

/// True for what stands in the place of a name where a table sums up its rows.
pub(super) fn is_sum_of_others(name: &str) -> bool {
    const SUMS: [&str; 16] = [
        "squad total",
        "opponent total",
        "team total",
        "total",
        "totals",
        "grand total",
        "league average",
        "average",
        "vs squad total",
        "gesamt",
        "summe",
        "durchschnitt",
        "totale",
        "media",
        "moyenne",
        "squad totals",
    ];
    let name = name.trim();
    SUMS.iter().any(|sum| sum.eq_ignore_ascii_case(name))
}

/// True for what stands in the place of a club or a competition where a row holds several of them.
pub(super) fn names_several(cell: &str) -> bool {
    const WORDS: [&str; 13] = [
        "total",
        "totals",
        "tot",
        "gesamt",
        "totale",
        "combined",
        "multiple",
        "multiple clubs",
        "multiple teams",
        "various",
        "all clubs",
        "all teams",
        "all competitions",
    ];
    const COUNTED: [&str; 22] = [
        "club",
        "clubs",
        "team",
        "teams",
        "squad",
        "squads",
        "tm",
        "tms",
        "vereine",
        "teams.",
        "mannschaften",
        "equipos",
        "clubes",
        "équipes",
        "equipes",
        "squadre",
        "leagues",
        "league(s)",
        "comps",
        "competitions",
        "ligen",
        "wettbewerbe",
    ];
    let is_one_of =
        |words: &[&str], word: &str| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    let count = cell.bytes().take_while(u8::is_ascii_digit).count();
    match cell.split_at_checked(count) {
        Some((number, word)) if (1..=2).contains(&count) => {
            number != "1" && is_one_of(&COUNTED, word.trim())
        }
        _ => is_one_of(&WORDS, cell),
    }
}

/// The rows of a table of seasons that sum up a man's clubs or competitions although these have
/// rows of their own, from the first to the last. A sum that stands alone is the only row he has.
pub(super) fn sums_of_clubs(table: &Table, kind: TableKind, mapping: &Mapping) -> Vec<usize> {
    if kind != TableKind::Seasons {
        return Vec::new();
    }
    let places = [Field::Fact(FactKey::Club), Field::Competition];
    let places: Vec<usize> = places
        .iter()
        .filter_map(|field| mapping.column(field))
        .collect();
    let is_sum = |row: &usize| {
        let mut cells = places.iter().map(|column| table.cell(*row, *column));
        cells.any(names_several)
    };
    let mut sums: Vec<usize> = (0..table.len()).filter(is_sum).collect();
    if sums.is_empty() {
        return sums;
    }
    let fields = [
        Field::Id,
        Field::Name,
        Field::Fact(FactKey::Born),
        Field::Season,
    ];
    let whose: Vec<Option<usize>> = fields.iter().map(|field| mapping.column(field)).collect();
    let key = |row: usize| -> [&str; 4] {
        let mut cells = whose
            .iter()
            .map(|column| column.map_or("", |column| table.cell(row, column)));
        // Some tables number their rows and not their players.
        let mut key = [(); 4].map(|()| cells.next().unwrap_or_default());
        if !key[1].is_empty() {
            key[0] = "";
        }
        key
    };
    let listed: HashSet<usize> = sums.iter().copied().collect();
    let single: HashSet<[&str; 4]> = (0..table.len())
        .filter(|row| !listed.contains(row))
        .map(key)
        .collect();
    sums.retain(|row| single.contains(&key(*row)));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_clubs_are_told_from_a_club_with_a_number() {
        for (cell, several) in [
            ("2 Clubs", true),
            ("3 teams", true),
            ("2 Vereine", true),
            ("2TM", true),
            ("TOT", true),
            ("2 Leagues", true),
            ("1 Club", false),
            ("1.FC Köln", false),
            ("9 de Octubre", false),
            ("Mainz 05", false),
            ("1860 Clubs", false),
            ("Tottenham", false),
            ("", false),
        ] {
            assert_eq!(names_several(cell), several, "{cell}");
        }
    }
}
