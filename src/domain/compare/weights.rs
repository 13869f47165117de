//! What each group of metrics weighs, and who stands where by these weights.

use super::{Cell, Column, GroupKey, Row, RowKind, Sheet};
use crate::domain::comparison::Comparison;
use crate::domain::id::PlayerId;
use crate::domain::stats::{Better, MetricGroup, shrink};

/// The weight of a group that the comparison does not name.
const USUAL: f64 = 50.0;

/// The groups that can be weighed.
pub const WEIGHED: [GroupKey; 8] = [
    GroupKey::Metrics(MetricGroup::Ground),
    GroupKey::Metrics(MetricGroup::Air),
    GroupKey::Metrics(MetricGroup::Reading),
    GroupKey::Metrics(MetricGroup::Box),
    GroupKey::Metrics(MetricGroup::Progression),
    GroupKey::Metrics(MetricGroup::Security),
    GroupKey::Metrics(MetricGroup::Physical),
    GroupKey::Availability,
];

impl GroupKey {
    /// The name in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Metrics(group) => group.key(),
            Self::Other => "other",
            Self::Availability => "availability",
            Self::Contract => "contract",
            Self::Money => "money",
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Metrics(group) => group.label(),
            Self::Other => "Other counts",
            Self::Availability => "Availability",
            Self::Contract => "Contract",
            Self::Money => "Money",
        }
    }
}

/// What a group weighs, 0 to 100.
pub fn weight_of(comparison: &Comparison, group: GroupKey) -> f64 {
    let weight = comparison.weights.get(group.key()).copied();
    let weight = weight.filter(|weight| weight.is_finite());
    weight.unwrap_or(USUAL).clamp(0.0, 100.0)
}

/// Where a player stands by the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Who.
    pub player: PlayerId,
    /// 0 to 100; `None` if too little that weighs is known of him.
    pub score: Option<f64>,
    /// From 1; `None` without a score.
    pub rank: Option<usize>,
    /// In how many of the weighed groups something is known of him.
    pub known: usize,
    /// How many groups weigh something.
    pub weighed: usize,
}

/// What is scored: each metric with the mark of each player, 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scored {
    pub group: GroupKey,
    pub label: String,
    pub marks: Vec<Option<f64>>,
}

/// Every row that says who is better: by its percentile where the pool measures all who are known,
/// else by the share of the compared that he is ahead of.
pub(super) fn scored(sheet: &Sheet) -> Vec<Scored> {
    let mut all = Vec::new();
    for group in &sheet.groups {
        if !WEIGHED.contains(&group.key) {
            continue;
        }
        for row in &group.rows {
            if row.better == Better::Neither || row.kind == RowKind::Words {
                continue;
            }
            // Days out and injuries tell once more what the percentage says.
            if group.key == GroupKey::Availability && row.key != "available_pct" {
                continue;
            }
            let marks = marks(sheet, row);
            if marks.iter().any(Option::is_some) {
                all.push(Scored {
                    group: group.key,
                    label: row.label.clone(),
                    marks,
                });
            }
        }
    }
    all
}

/// The marks of a row. Figures of another provider have none, and those of few minutes are pulled
/// towards the middle, or a handful of matches would lead.
fn marks(sheet: &Sheet, row: &Row) -> Vec<Option<f64>> {
    let counted = row.kind.is_counted();
    let pulled = |(mark, column): (Option<f64>, &Column)| {
        let minutes = column.minutes.unwrap_or(0.0);
        mark.map(|mark| if counted { shrink(mark, minutes) } else { mark })
    };
    let figure = |cell: &Cell| cell.figure.filter(|_| cell.warning.is_none());
    let known = row.cells.iter().filter(|cell| figure(cell).is_some());
    if known.clone().all(|cell| cell.percentile.is_some()) {
        let marks = row.cells.iter().map(|cell| cell.percentile);
        return if sheet.look.shrunk {
            marks.collect()
        } else {
            marks.zip(&sheet.columns).map(pulled).collect()
        };
    }
    let figures: Vec<f64> = known.filter_map(figure).collect();
    let share = |figure: f64| {
        let below = figures.iter().filter(|other| **other < figure).count() as f64;
        let equal = figures.iter().filter(|other| **other == figure).count() as f64;
        let share = 100.0 * (below + equal / 2.0) / figures.len() as f64;
        if row.better == Better::Less {
            100.0 - share
        } else {
            share
        }
    };
    let marks = row.cells.iter().map(|cell| figure(cell).map(share));
    marks.zip(&sheet.columns).map(pulled).collect()
}

/// The mean mark of each group: by group, then by player.
pub(super) fn group_marks(scored: &[Scored], players: usize) -> Vec<(GroupKey, Vec<Option<f64>>)> {
    WEIGHED
        .into_iter()
        .filter_map(|group| {
            let rows: Vec<&Scored> = scored.iter().filter(|row| row.group == group).collect();
            let mean = |player: usize| {
                let marks = rows
                    .iter()
                    .filter_map(|row| row.marks.get(player).copied().flatten());
                let (sum, count) =
                    marks.fold((0.0, 0_u32), |(sum, count), mark| (sum + mark, count + 1));
                (count > 0).then(|| sum / f64::from(count))
            };
            (!rows.is_empty()).then(|| (group, (0..players).map(mean).collect()))
        })
        .collect()
}

/// The score of a player by these weights: the weighted mean over the groups in which something is
/// known of him; none if that is less than half of what weighs.
pub(super) fn score(marks: impl Iterator<Item = (f64, Option<f64>)>) -> Option<f64> {
    let (mut sum, mut known, mut all) = (0.0, 0.0, 0.0);
    for (weight, mark) in marks {
        all += weight;
        if let Some(mark) = mark {
            sum += weight * mark;
            known += weight;
        }
    }
    (known > 0.0 && 2.0 * known >= all).then(|| sum / known)
}

/// Where each player stands, in the order of the columns.
pub fn standings(sheet: &Sheet, comparison: &Comparison) -> Vec<Standing> {
    let scored = scored(sheet);
    let groups = group_marks(&scored, sheet.columns.len());
    let weighed: Vec<(f64, &Vec<Option<f64>>)> = groups
        .iter()
        .map(|(group, marks)| (weight_of(comparison, *group), marks))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    let mut standings: Vec<Standing> = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(idx, column)| {
            let marks = weighed
                .iter()
                .map(|(weight, marks)| (*weight, marks.get(idx).copied().flatten()));
            Standing {
                player: column.player,
                score: score(marks.clone()),
                rank: None,
                known: marks.filter(|(_, mark)| mark.is_some()).count(),
                weighed: weighed.len(),
            }
        })
        .collect();
    let scores: Vec<f64> = standings
        .iter()
        .filter_map(|standing| standing.score)
        .collect();
    for standing in &mut standings {
        standing.rank = standing
            .score
            .map(|own| scores.iter().filter(|other| **other > own).count() + 1);
    }
    standings
}
