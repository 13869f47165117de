//! Which rows the table shows, and in which order.

use std::cmp::Ordering;

use super::cell::SortKey;
use super::query::{Query, STRIDE};
use super::{Column, Roster};
use crate::domain::comparison::SavedView;
use crate::domain::player::Role;

/// The way in which a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The smallest first, A to Z.
    Up,
    /// The largest first, Z to A.
    Down,
}

impl Direction {
    /// The other way.
    pub fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// How the table is filtered, sorted and grouped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrangement {
    /// The filter as it is typed.
    pub query: String,
    /// The columns by which rows are sorted, the first one first; by name if there are none.
    pub sort: Vec<(Column, Direction)>,
    /// True to divide the rows by role.
    pub grouped: bool,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of a group.
    Group {
        /// What the group is.
        label: String,
        /// How many players follow.
        count: usize,
    },
    /// A player, by his place in the roster.
    Player(u32),
}

/// The columns, the sort, the filter and the grouping of a saved view; a column of a newer version is left out.
pub fn arrangement_of(view: &SavedView) -> (Vec<Column>, Arrangement) {
    let columns = view.columns.iter();
    let columns = columns.filter_map(|key| Column::from_key(key)).collect();
    let sort = view.sort.iter().filter_map(|key| {
        let (key, direction) = match key.strip_prefix('-') {
            Some(key) => (key, Direction::Down),
            None => (key.as_str(), Direction::Up),
        };
        Some((Column::from_key(key)?, direction))
    });
    let arrangement = Arrangement {
        query: view.filter.clone(),
        sort: sort.collect(),
        grouped: !view.flat,
    };
    (columns, arrangement)
}

/// The lines of the table. Equal rows keep the order of the roster, and a missing value stands
/// last in both directions. `cancelled` is asked now and then; the lines are then of no use.
pub fn arrange(
    roster: &Roster,
    arrangement: &Arrangement,
    cancelled: &dyn Fn() -> bool,
) -> Vec<Line> {
    let query = Query::parse(&arrangement.query);
    let Some(mut hits) = query.hits(roster, cancelled) else {
        return Vec::new();
    };
    let by_name = [(Column::Name, Direction::Up)];
    let sort = match arrangement.sort.as_slice() {
        [] => by_name.as_slice(),
        sort => sort,
    };
    // From the last column to the first: each stable pass keeps the order of the one before.
    for (column, direction) in sort.iter().rev() {
        match sorted(roster, &hits, *column, *direction, cancelled) {
            Some(sorted) => hits = sorted,
            None => return Vec::new(),
        }
    }
    if arrangement.grouped {
        in_groups(roster, &hits)
    } else {
        hits.into_iter().map(Line::Player).collect()
    }
}

fn sorted(
    roster: &Roster,
    hits: &[u32],
    column: Column,
    direction: Direction,
    cancelled: &dyn Fn() -> bool,
) -> Option<Vec<u32>> {
    let turn = |order: Ordering| match direction {
        Direction::Up => order,
        Direction::Down => order.reverse(),
    };
    if column == Column::Name {
        let mut keyed: Vec<(&str, u32)> = hits
            .iter()
            .filter_map(|hit| Some((&*roster.row(*hit)?.name_key, *hit)))
            .collect();
        keyed.sort_by(|one, other| turn(one.0.cmp(other.0)));
        return Some(keyed.into_iter().map(|(_, hit)| hit).collect());
    }
    let mut keyed: Vec<(SortKey, u32)> = Vec::with_capacity(hits.len());
    let mut missing = Vec::new();
    for hits in hits.chunks(STRIDE) {
        if cancelled() {
            return None;
        }
        for hit in hits {
            match roster.row(*hit).and_then(|row| row.sort_key(column)) {
                Some(key) => keyed.push((key, *hit)),
                None => missing.push(*hit),
            }
        }
    }
    keyed.sort_by(|one, other| turn(order(&one.0, &other.0)));
    if cancelled() {
        return None;
    }
    let known = keyed.into_iter().map(|(_, hit)| hit);
    Some(known.chain(missing).collect())
}

fn order(one: &SortKey, other: &SortKey) -> Ordering {
    match (one, other) {
        (SortKey::Number(one), SortKey::Number(other)) => one.total_cmp(other),
        (SortKey::Text(one), SortKey::Text(other)) => one.cmp(other),
        (SortKey::Number(_), SortKey::Text(_)) => Ordering::Less,
        (SortKey::Text(_), SortKey::Number(_)) => Ordering::Greater,
    }
}

fn in_groups(roster: &Roster, hits: &[u32]) -> Vec<Line> {
    let mut groups: Vec<(&Role, Vec<u32>)> =
        Role::ALL.iter().map(|role| (role, Vec::new())).collect();
    for hit in hits {
        let Some(row) = roster.row(*hit) else {
            continue;
        };
        let role = &row.player.role;
        match groups.iter_mut().find(|(other, _)| *other == role) {
            Some((_, group)) => group.push(*hit),
            None => groups.push((role, vec![*hit])),
        }
    }
    let mut lines = Vec::with_capacity(hits.len() + groups.len());
    for (role, group) in groups {
        if group.is_empty() {
            continue;
        }
        lines.push(Line::Group {
            label: group_label(role).to_owned(),
            count: group.len(),
        });
        lines.extend(group.into_iter().map(Line::Player));
    }
    lines
}

fn group_label(role: &Role) -> &str {
    match role {
        Role::Target => "Targets",
        Role::Benchmark => "Benchmark",
        Role::Own => "Our players",
        Role::Pool => "Pool",
        Role::Other(key) => key,
    }
}
