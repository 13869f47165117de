//! Putting a sheet together.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::judge::judge;
use super::metrics::{Game, sample};
use super::seasons::{Figures, PoolOf, figures, seasons_of};
use super::slots::slots_of;
use super::{Column, Group, GroupKey, Look, PoolLine, Row, RowKind, RowName, Sheet, fit, money};
use crate::domain::comparison::{Comparison, MOST_PLAYERS};
use crate::domain::dossier::Dossier;
use crate::domain::id::PlayerId;
use crate::domain::player::Player;
use crate::domain::stats::{Better, PoolSource, Provider};

use super::money::DealFigures;

/// Everything that a sheet is worked out from.
#[derive(Clone, Copy, Debug)]
pub struct SheetInput<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The comparison.
    pub comparison: &'a Comparison,
    /// The date at which everything holds.
    pub on: NaiveDate,
    /// How counts are shown.
    pub look: Look,
    /// The pool that the comparison names, if it is in the dossier.
    pub pool: Option<PoolOf<'a>>,
    /// What the deal engine found.
    pub deals: &'a BTreeMap<PlayerId, DealFigures>,
    /// The slots of the players of the case; see [`case_slots`](super::case_slots).
    pub slots: &'a BTreeMap<PlayerId, usize>,
}

impl Sheet {
    /// The sheet of a comparison.
    pub fn of(input: &SheetInput<'_>) -> Self {
        let players: Vec<&Player> = input
            .comparison
            .players
            .iter()
            .filter_map(|id| input.dossier.player(*id))
            .map(AsRef::as_ref)
            .take(MOST_PLAYERS)
            .collect();
        let figures = figures(
            input.dossier,
            input.comparison,
            &players,
            input.pool,
            input.on,
        );
        let columns = columns(input, &players, &figures);
        let game = Game {
            columns: &columns,
            figures: &figures,
            pool: input.pool,
            look: input.look,
        };
        let mut groups = game.groups();
        groups.push(fit::availability(&players, input.on));
        groups.push(fit::contract(&players, input.on));
        groups.push(money::money(input.dossier, &players, input.deals, input.on));
        for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
            judge(row, &columns, input.look);
        }
        let choice = choice(&groups);
        choose(&mut groups, &input.comparison.rows);
        Self {
            look: input.look,
            groups,
            choice,
            pool: input.pool.map(pool_line),
            warnings: warnings(&figures, input.pool),
            columns,
        }
    }
}

fn columns(
    input: &SheetInput<'_>,
    players: &[&Player],
    figures: &[Option<Figures>],
) -> Vec<Column> {
    let ids: Vec<PlayerId> = players.iter().map(|player| player.id).collect();
    let slots = slots_of(&ids, input.slots);
    let common = common_provider(figures).cloned();
    let made = players.iter().zip(figures).map(|(player, figures)| {
        let figures = figures.as_ref();
        let other = figures.filter(|figures| Some(&figures.provider) != common.as_ref());
        Column {
            player: player.id,
            name: player.name.clone(),
            short: player.short_name().to_owned(),
            role: player.role.clone(),
            slot: slots.get(&player.id).copied().unwrap_or(0),
            is_baseline: input.comparison.baseline == Some(player.id),
            season: figures.map(|figures| figures.season),
            provider: figures.map(|figures| figures.provider.clone()),
            played_in: figures.map_or_else(String::new, |figures| figures.played_in.clone()),
            minutes: figures.and_then(|figures| figures.minutes),
            sample: sample(figures),
            seasons: seasons_of(player, input.pool, input.on),
            warning: other.map(|figures| {
                format!(
                    "counted by {}, the others are not, so not ranked",
                    figures.provider
                )
            }),
        }
    });
    made.collect()
}

/// The provider who counted most of the players.
fn common_provider(figures: &[Option<Figures>]) -> Option<&Provider> {
    let counts = |provider: &Provider| {
        let all = figures.iter().flatten();
        all.filter(|figures| figures.provider == *provider).count()
    };
    let all = figures.iter().flatten().map(|figures| &figures.provider);
    all.max_by_key(|provider| (counts(provider), std::cmp::Reverse(*provider)))
}

fn warnings(figures: &[Option<Figures>], pool: Option<PoolOf<'_>>) -> Vec<String> {
    let mut warnings = Vec::new();
    let mut providers: Vec<&Provider> = figures
        .iter()
        .flatten()
        .map(|figures| &figures.provider)
        .collect();
    providers.sort_unstable();
    providers.dedup();
    if let [first, .., last] = providers.as_slice() {
        warnings.push(format!(
            "{first} and {last} count the same words differently. Only figures of one provider are ranked"
        ));
    }
    if let Some((definition, pool)) = pool {
        let outside = |figures: &&Figures| {
            figures.season != definition.season || figures.provider != pool.provider
        };
        let known = figures.iter().flatten().count();
        let apart = figures.iter().flatten().filter(outside).count();
        let season = definition.season.long();
        if known > 0 && apart == known {
            warnings.push(format!(
                "No percentiles: the pool is {season}, counted by {}. Values and ranks among these players stand in",
                pool.provider
            ));
        } else if apart > 0 {
            warnings.push(format!(
                "{apart} of {known} players were counted in another season or by another provider than the pool, so \
                 they have no percentiles"
            ));
        }
        if pool.coarse_positions {
            warnings.push(
                "The source names lines, not positions: the pool holds all its defenders"
                    .to_owned(),
            );
        }
    }
    warnings
}

fn pool_line((definition, pool): PoolOf<'_>) -> PoolLine {
    PoolLine {
        name: pool.name.clone(),
        provider: pool.provider.clone(),
        season: definition.season,
        n: pool.size,
        min_minutes: definition.min_minutes,
        at_hand: pool.source == PoolSource::Table,
    }
}

fn choice(groups: &[Group]) -> Vec<RowName> {
    let rows = groups
        .iter()
        .flat_map(|group| group.rows.iter().map(|row| (group.key, row)));
    rows.map(|(group, row)| RowName {
        key: row.key.clone(),
        label: row.label.clone(),
        group,
        filled: is_filled(row),
    })
    .collect()
}

/// True if anybody has a figure of the provider who counted most of them.
fn is_ranked(row: &Row) -> bool {
    let mut known = row.cells.iter().filter(|cell| !cell.is_empty());
    known.any(|cell| cell.warning.is_none())
}

fn is_filled(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.is_empty())
}

/// Leaves the rows that were asked for, in their order within each group; or the usual ones.
fn choose(groups: &mut Vec<Group>, rows: &[String]) {
    for group in groups.iter_mut() {
        let key = group.key;
        if rows.is_empty() {
            group.rows.retain(|row| is_usual(key, row));
            continue;
        }
        let place = |row: &Row| rows.iter().position(|key| *key == row.key);
        group.rows.retain(|row| place(row).is_some());
        group.rows.sort_by_key(place);
    }
    // Of a group that was not asked for, not even the heading stays.
    groups.retain(|group| !group.rows.is_empty() || (rows.is_empty() && !group.note.is_empty()));
}

/// What is shown if nobody chose: all that says who is better and is known of anybody, and the
/// figures on which a decision turns even where they are missing.
fn is_usual(group: GroupKey, row: &Row) -> bool {
    match group {
        GroupKey::Metrics(_) => {
            row.kind == RowKind::Minutes || (row.better != Better::Neither && is_ranked(row))
        }
        GroupKey::Other => true,
        GroupKey::Availability => !matches!(row.key.as_str(), "days_out" | "spells"),
        GroupKey::Contract => {
            matches!(row.key.as_str(), "contract_end" | "months_left")
                || (row.key != "wage" && is_filled(row))
        }
        GroupKey::Money => true,
    }
}
