//! Who in a pool plays like a player, and in what.

use super::seasons::PoolOf;
use crate::domain::id::PlayerId;
use crate::domain::stats::{Metric, StatTable};

/// Metrics that both must have for two players to be compared at all.
const FEWEST: usize = 5;
/// Metrics that are named.
const NAMED: usize = 3;

/// One player of the pool beside the one who was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// The row of the table.
    pub row: usize,
    /// His name, as the table writes it.
    pub name: String,
    /// His club.
    pub club: String,
    /// His minutes.
    pub minutes: f64,
    /// The mean difference of their percentiles, 0 to 100.
    pub distance: f64,
    /// The distance in words.
    pub alike: Alike,
    /// The metrics that make them alike: where both stand out on the same side and close together.
    pub because: Vec<String>,
    /// The metric in which they differ most, with both percentiles.
    pub but: Option<String>,
}

/// How alike two players are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Within 12 percentiles on average.
    Very,
    /// Within 18.
    Quite,
    /// Within 25.
    Somewhat,
    /// No nearer than two players drawn at random.
    Hardly,
}

impl Alike {
    /// Two players drawn at random lie 33 percentiles apart on average.
    fn of(distance: f64) -> Self {
        match distance {
            distance if distance <= 12.0 => Self::Very,
            distance if distance <= 18.0 => Self::Quite,
            distance if distance <= 25.0 => Self::Somewhat,
            _ => Self::Hardly,
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Very => "very alike",
            Self::Quite => "alike",
            Self::Somewhat => "somewhat alike",
            Self::Hardly => "hardly alike",
        }
    }
}

/// The most similar players of a pool, the nearest first. Nobody without the table of the pool or
/// without figures of the player in it.
pub fn similar(
    (definition, pool): PoolOf<'_>,
    table: &StatTable,
    player: PlayerId,
    most: usize,
) -> Vec<Similar> {
    let own = definition
        .row_keys
        .get(&player)
        .and_then(|key| table.row(key));
    let profile: Vec<(&'static Metric, f64)> = pool
        .metrics()
        .filter(|metric| metric.is_volume() || metric.is_rate())
        .filter_map(|metric| Some((metric, pool.percentile_of(player, metric.key)?)))
        .collect();
    if profile.len() < FEWEST {
        return Vec::new();
    }
    let mut found: Vec<(f64, usize, usize)> = (0..pool.members.len())
        .filter_map(|member| {
            let row = pool.row(member).filter(|row| Some(*row) != own)?;
            let both = profile.iter().filter_map(|(metric, percentile)| {
                Some((percentile - pool.member_percentile(metric.key, member)?).abs())
            });
            let (sum, count) = both.fold((0.0, 0_usize), |(sum, count), apart| {
                (sum + apart, count + 1)
            });
            (count >= FEWEST).then(|| (sum / count as f64, member, row))
        })
        .collect();
    found.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    found.truncate(most);
    let told = found.into_iter().filter_map(|(distance, member, row)| {
        let he = table.rows.get(row)?;
        let pairs: Vec<(&Metric, f64, f64)> = profile
            .iter()
            .filter_map(|(metric, own)| {
                Some((*metric, *own, pool.member_percentile(metric.key, member)?))
            })
            .collect();
        Some(Similar {
            row,
            name: he.name.into_owned(),
            club: he.club.into_owned(),
            minutes: he.minutes,
            distance,
            alike: Alike::of(distance),
            because: because(&pairs),
            but: but(&pairs),
        })
    });
    told.collect()
}

/// Both far from the middle on the same side, and near each other.
fn because(pairs: &[(&Metric, f64, f64)]) -> Vec<String> {
    let strength = |own: f64, his: f64| {
        let (own, his) = (own - 50.0, his - 50.0);
        let same_side = own * his > 0.0;
        same_side.then(|| own.abs().min(his.abs()) - (own - his).abs())
    };
    let mut shared: Vec<(f64, &Metric, f64)> = pairs
        .iter()
        .filter_map(|(metric, own, his)| Some((strength(*own, *his)?, *metric, own - 50.0)))
        .filter(|(strength, ..)| *strength > 0.0)
        .collect();
    shared.sort_by(|one, other| other.0.total_cmp(&one.0));
    shared
        .into_iter()
        .take(NAMED)
        .map(|(_, metric, side)| {
            // Percentiles are turned round where less is better, counts are not.
            let more = (side > 0.0) != metric.less_is_better();
            let sign = match (metric.is_rate(), more) {
                (true, true) => "high",
                (true, false) => "low",
                (false, true) => "many",
                (false, false) => "few",
            };
            format!("{sign} {}", lower_first(&metric.title(true)))
        })
        .collect()
}

fn but(pairs: &[(&Metric, f64, f64)]) -> Option<String> {
    let apart = |(_, own, his): &&(&Metric, f64, f64)| (own - his).abs();
    let (metric, own, his) = pairs
        .iter()
        .max_by(|one, other| apart(one).total_cmp(&apart(other)))?;
    let what = lower_first(&metric.title(true));
    ((own - his).abs() > 20.0).then(|| format!("percentile {his:.0} against {own:.0} in {what}"))
}

fn lower_first(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    words
}
