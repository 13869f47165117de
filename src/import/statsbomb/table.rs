//! The totals of many matches as a table that pools can be made of.

use std::collections::BTreeMap;

use super::COUNTS;
use super::totals::{Season, Totals};
use crate::domain::date;
use crate::domain::fact::Position;
use crate::domain::stats::{Counts, Provider, StatColumn, StatRow, StatTable};
use crate::import::events::add_rates;

/// The totals of one competition and season.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The competition, as the list of matches or a person names it.
    pub competition: String,
    /// The season, likewise.
    pub year: Option<date::Season>,
    /// Everybody's totals.
    pub totals: Season,
}

/// One row for each player, competition and season, by his real minutes.
pub fn season_table(parts: &[Part]) -> StatTable {
    let lines: Vec<(&Part, i64, &Totals)> = parts
        .iter()
        .flat_map(|part| {
            part.totals
                .players
                .iter()
                .map(move |(id, one)| (part, *id, one))
        })
        .collect();
    let rows = lines
        .iter()
        .map(|(part, id, totals)| {
            let row = row(*id, totals, &part.competition, part.year);
            // What a row is called stays as it was while there is one competition.
            let place = parts.iter().position(|one| std::ptr::eq(one, *part));
            match place.filter(|_| parts.len() > 1) {
                Some(place) => StatRow {
                    key: format!("{id}-{}", place + 1).into(),
                    ..row
                },
                None => row,
            }
        })
        .collect();
    let mut columns: BTreeMap<String, StatColumn> = BTreeMap::new();
    let mut put = |key: &str, figure: &dyn Fn(&Totals) -> f64| {
        let column = lines.iter().map(|(_, _, totals)| figure(totals)).collect();
        columns.insert(key.to_owned(), column);
    };
    put("minutes", &|totals| totals.minutes.minutes_clock());
    put("matches", &|totals| f64::from(totals.matches));
    put("starts", &|totals| f64::from(totals.starts));
    put("possession_pct", &|totals| {
        totals.possession().unwrap_or(f64::NAN)
    });
    for (name, key) in COUNTS {
        put(key, &|totals| f64::from(totals.counts.get(name)));
    }
    put("aerials", &|totals| {
        f64::from(totals.counts.get("aerials_won") + totals.counts.get("aerials_lost"))
    });
    add_rates(&mut columns, &Provider::StatsBomb);
    let name = match parts {
        [one] => one.competition.clone(),
        _ => String::new(),
    };
    StatTable::new(Provider::StatsBomb, name, Counts::Totals, rows, columns)
}

fn row(
    id: i64,
    totals: &Totals,
    competition: &str,
    year: Option<date::Season>,
) -> StatRow<'static> {
    let position = totals.primary_position();
    let teams: Vec<&str> = totals.teams.iter().map(String::as_str).collect();
    StatRow {
        key: id.to_string().into(),
        name: totals.name.clone().into(),
        born: None,
        club: teams.join(", ").into(),
        competition: competition.to_owned().into(),
        season: year,
        role: position
            .map(|position| position.to_string())
            .unwrap_or_default()
            .into(),
        positions: position.and_then(position_of).into_iter().collect(),
        minutes: totals.minutes.minutes_clock(),
        age: None,
    }
}

/// A position id of StatsBomb as a position of ours.
fn position_of(id: i64) -> Option<Position> {
    Some(match id {
        1 => Position::Goalkeeper,
        2 | 7 => Position::RightBack,
        3..=5 => Position::CentreBack,
        6 | 8 => Position::LeftBack,
        9..=11 => Position::DefensiveMidfielder,
        13..=15 => Position::Midfielder,
        12 | 16 | 17 | 21 => Position::Winger,
        18..=20 => Position::AttackingMidfielder,
        22..=25 => Position::Forward,
        _ => return None,
    })
}
