//! The totals of many matches as a table that pools can be made of.

use std::collections::BTreeMap;

use super::COUNTS;
use super::totals::{Season, Totals};
use crate::domain::date;
use crate::domain::fact::Position;
use crate::domain::stats::{Counts, Provider, StatColumn, StatRow, StatTable};
use crate::import::events::add_rates;

/// One row for each player, by his real minutes. Events name neither competition nor season.
pub fn season_table(season: &Season, competition: &str, year: Option<date::Season>) -> StatTable {
    let mut columns: BTreeMap<String, StatColumn> = BTreeMap::new();
    let rows = season
        .players
        .iter()
        .map(|(id, totals)| row(*id, totals, competition, year))
        .collect();
    let mut put = |key: &str, figure: &dyn Fn(&Totals) -> f64| {
        let column = season.players.values().map(figure).collect();
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
    StatTable::new(
        Provider::StatsBomb,
        competition,
        Counts::Totals,
        rows,
        columns,
    )
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
