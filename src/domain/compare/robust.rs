//! How much the first place hangs on the weights.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};

use super::Sheet;
use super::weights::{Scored, group_marks, score, scored, weight_of};
use crate::domain::comparison::Comparison;
use crate::domain::id::PlayerId;

/// How many weightings are tried.
pub const WEIGHTINGS: usize = 10_000;
/// The same draws each time, so that a figure that was printed can be found again.
const SEED: u64 = 0x0BAC_411E;
/// Each weight is drawn between this share of the user's and as much above it.
const FROM: f64 = 0.5;

/// How often each player is first when every weight is drawn between half and one and a half times
/// what the user gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robustness {
    /// In the order of the columns.
    pub players: Vec<SpellOfFirst>,
    /// How many weightings were tried.
    pub weightings: usize,
}

/// How often one player is first, and what decides it.
#[derive(Clone, Debug, PartialEq)]
pub struct SpellOfFirst {
    /// Who.
    pub player: PlayerId,
    /// The share of weightings in which he is first, 0 to 1. Equal players share a first place.
    pub share: f64,
    /// The metric that does most for him against his strongest rival: for who leads, what keeps him
    /// in front; for the others, what keeps them behind.
    pub decides: Option<String>,
    /// The rival.
    pub rival: Option<PlayerId>,
}

/// Tries [`WEIGHTINGS`] weightings around the user's.
pub fn robustness(sheet: &Sheet, comparison: &Comparison) -> Robustness {
    let scored = scored(sheet);
    let players = sheet.columns.len();
    let groups: Vec<(f64, Vec<Option<f64>>)> = group_marks(&scored, players)
        .into_iter()
        .map(|(group, marks)| (weight_of(comparison, group), marks))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    let weights: Vec<f64> = groups.iter().map(|(weight, _)| *weight).collect();
    let shares = shares(&groups, players);
    let at = |weights: &[f64], player: usize| {
        let marks = weights.iter().zip(&groups);
        score(marks.map(|(weight, (_, marks))| (*weight, marks.get(player).copied().flatten())))
    };
    let scores: Vec<Option<f64>> = (0..players).map(|player| at(&weights, player)).collect();
    let rival_of = |player: usize| {
        let others = (0..players).filter(|other| *other != player);
        let scored =
            others.filter_map(|other| Some((other, scores.get(other).copied().flatten()?)));
        scored
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(other, _)| other)
    };
    let spells = sheet.columns.iter().enumerate().map(|(idx, column)| {
        let own = scores.get(idx).copied().flatten();
        let rival = own.and_then(|_| rival_of(idx));
        let leads = rival.and_then(|rival| scores.get(rival).copied().flatten()) <= own;
        let decides = rival.and_then(|rival| decides(&scored, comparison, idx, rival, leads));
        SpellOfFirst {
            player: column.player,
            share: shares.get(idx).copied().unwrap_or_default(),
            decides,
            rival: rival.and_then(|rival| Some(sheet.columns.get(rival)?.player)),
        }
    });
    Robustness {
        players: spells.collect(),
        weightings: WEIGHTINGS,
    }
}

fn shares(groups: &[(f64, Vec<Option<f64>>)], players: usize) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut firsts = vec![0.0; players];
    let mut drawn = vec![0.0; groups.len()];
    let mut scores: Vec<Option<f64>> = vec![None; players];
    for _ in 0..WEIGHTINGS {
        for (weight, (own, _)) in drawn.iter_mut().zip(groups) {
            // 32 random bits as a share of one.
            let share = f64::from(rng.next_u32()) / (f64::from(u32::MAX) + 1.0);
            *weight = own * (FROM + share);
        }
        for (player, place) in scores.iter_mut().enumerate() {
            let marks = drawn.iter().zip(groups);
            *place = score(
                marks.map(|(weight, (_, marks))| (*weight, marks.get(player).copied().flatten())),
            );
        }
        let best = scores
            .iter()
            .flatten()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        let first = |score: &Option<f64>| *score == Some(best);
        let equal = scores.iter().filter(|score| first(score)).count() as f64;
        for (count, score) in firsts.iter_mut().zip(&scores) {
            if first(score) {
                *count += 1.0 / equal;
            }
        }
    }
    firsts
        .into_iter()
        .map(|count: f64| count / WEIGHTINGS as f64)
        .collect()
}

/// The metric with the largest part in the distance between two players, in the direction that
/// decides it.
fn decides(
    scored: &[Scored],
    comparison: &Comparison,
    player: usize,
    rival: usize,
    leads: bool,
) -> Option<String> {
    let mark = |row: &Scored, of: usize| row.marks.get(of).copied().flatten();
    let part = |row: &Scored| {
        let group = scored.iter().filter(|other| other.group == row.group);
        let weight = weight_of(comparison, row.group) / group.count() as f64;
        let ahead = mark(row, player)? - mark(row, rival)?;
        Some(weight * if leads { ahead } else { -ahead })
    };
    scored
        .iter()
        .filter_map(|row| Some((part(row)?, &row.label)))
        .filter(|(part, _)| *part > 0.0)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, label)| label.clone())
}
