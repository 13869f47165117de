//! What one provider counted for a player in the season in which he is looked at.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::career::SeasonLine;
use crate::domain::comparison::{Comparison, StatPool};
use crate::domain::date::Season;
use crate::domain::dossier::Dossier;
use crate::domain::field::FieldRef;
use crate::domain::injury::three_seasons;
use crate::domain::player::Player;
use crate::domain::stats::{METRICS, Metric, MetricKind, Pool, Provider, metric};

/// A pool with what the dossier says of it.
pub type PoolOf<'a> = (&'a StatPool, &'a Pool);

/// The figures of one player in one season, as one provider counts them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figures {
    pub season: Season,
    pub provider: Provider,
    /// "Premier League, Liverpool".
    pub played_in: String,
    pub minutes: Option<f64>,
    /// Counts over all lines, and percentages, by metric key.
    pub totals: BTreeMap<String, f64>,
    /// The percentages that could not be put together from several lines.
    pub divided: Vec<String>,
    /// The first line, to which cells lead; none for figures of a pool.
    pub field: Option<FieldRef>,
}

/// Every season of a player that had begun at a date, the latest first.
pub fn seasons_of(player: &Player, pool: Option<PoolOf<'_>>, on: NaiveDate) -> Vec<Season> {
    let entered = player.seasons.iter().map(|line| line.season);
    let counted = pool.filter(|(_, pool)| pool.players().any(|id| id == player.id));
    let all = entered.chain(counted.map(|(definition, _)| definition.season));
    let mut seasons: Vec<Season> = all.filter(|season| season.start() <= on).collect();
    seasons.sort_unstable_by(|one, other| other.cmp(one));
    seasons.dedup();
    seasons
}

/// The season in which a player is looked at: the chosen one, the last complete one, or the latest
/// that is entered.
fn season_for(
    comparison: &Comparison,
    player: &Player,
    seasons: &[Season],
    on: NaiveDate,
) -> Option<Season> {
    let chosen = comparison.seasons.get(&player.id).copied();
    let complete = three_seasons(on).1;
    chosen
        .filter(|season| seasons.contains(season))
        .or_else(|| seasons.contains(&complete).then_some(complete))
        .or_else(|| seasons.first().copied())
}

/// Who counted a line; a line without a source was counted by nobody whom we know.
fn provider_of(dossier: &Dossier, line: &SeasonLine) -> Provider {
    let source = line.basis.source.and_then(|id| dossier.source(id));
    match source {
        Some(source) => Provider::parse(&source.name),
        None => Provider::Other("an unnamed source".to_owned()),
    }
}

/// The figures of each player. All are counted by one provider as far as that can be: the one of
/// the pool, or else the one who counted most of them.
pub(super) fn figures(
    dossier: &Dossier,
    comparison: &Comparison,
    players: &[&Player],
    pool: Option<PoolOf<'_>>,
    on: NaiveDate,
) -> Vec<Option<Figures>> {
    let offered: Vec<Vec<Figures>> = players
        .iter()
        .map(|player| {
            let seasons = seasons_of(player, pool, on);
            let season = season_for(comparison, player, &seasons, on);
            season.map_or_else(Vec::new, |season| offers(dossier, player, season, pool))
        })
        .collect();
    let counts = |provider: &Provider| {
        let by_him = |offers: &&Vec<Figures>| offers.iter().any(|one| one.provider == *provider);
        offered.iter().filter(by_him).count()
    };
    let of_pool = pool
        .map(|(_, pool)| &pool.provider)
        .filter(|provider| counts(provider) > 0);
    let all = offered.iter().flatten().map(|figures| &figures.provider);
    // Of several that counted as many, the one that stands first in the list of providers.
    let common = of_pool
        .or_else(|| all.max_by_key(|provider| (counts(provider), std::cmp::Reverse(*provider))));
    let common = common.cloned();
    offered
        .into_iter()
        .map(|mut offers| {
            let wanted = offers
                .iter()
                .position(|one| Some(&one.provider) == common.as_ref());
            (!offers.is_empty()).then(|| offers.swap_remove(wanted.unwrap_or(0)))
        })
        .collect()
}

/// What each provider counted for a player in a season.
fn offers(
    dossier: &Dossier,
    player: &Player,
    season: Season,
    pool: Option<PoolOf<'_>>,
) -> Vec<Figures> {
    let mut by_provider: Vec<(Provider, Vec<&SeasonLine>)> = Vec::new();
    for line in player.seasons.iter().filter(|line| line.season == season) {
        let provider = provider_of(dossier, line);
        match by_provider.iter_mut().find(|(who, _)| *who == provider) {
            Some((_, lines)) => lines.push(line),
            None => by_provider.push((provider, vec![line])),
        }
    }
    let mut offers: Vec<Figures> = by_provider
        .into_iter()
        .filter_map(|(provider, lines)| Figures::of_lines(player, season, provider, &lines))
        .collect();
    let of_pool = pool.filter(|(definition, pool)| {
        definition.season == season && !offers.iter().any(|one| one.provider == pool.provider)
    });
    offers.extend(of_pool.and_then(|pool| Figures::of_pool(player, pool)));
    offers
}

impl Figures {
    fn of_lines(
        player: &Player,
        season: Season,
        provider: Provider,
        lines: &[&SeasonLine],
    ) -> Option<Self> {
        let first = lines.first()?;
        let minutes: Option<Vec<u32>> = lines.iter().map(|line| line.minutes).collect();
        let minutes = minutes.map(|all| all.into_iter().map(f64::from).sum());
        let mut figures = Self {
            season,
            provider,
            played_in: played_in(lines),
            minutes,
            totals: BTreeMap::new(),
            divided: Vec::new(),
            field: Some(FieldRef::Season(player.id, first.id)),
        };
        let in_all = |key: &&String| lines.iter().all(|line| line.metrics.contains_key(*key));
        for key in first.metrics.keys().filter(in_all) {
            let each = lines.iter().filter_map(|line| line.metrics.get(key));
            if lines.len() > 1 && !is_count(key) {
                figures.divided.push(key.clone());
            } else {
                figures.totals.insert(key.clone(), each.sum());
            }
        }
        figures.join_rates();
        Some(figures)
    }

    /// What the pool's own table says of him.
    fn of_pool(player: &Player, (definition, pool): PoolOf<'_>) -> Option<Self> {
        let total = |key: &str| pool.total_of(player.id, key);
        let known = METRICS
            .iter()
            .filter_map(|metric| Some((metric.key.to_owned(), total(metric.key)?)));
        let totals: BTreeMap<String, f64> = known.collect();
        (!totals.is_empty()).then(|| Self {
            season: definition.season,
            provider: pool.provider.clone(),
            played_in: pool
                .played_in(player.id)
                .map_or_else(|| definition.competitions.join(", "), str::to_owned),
            minutes: total("minutes"),
            totals,
            divided: Vec::new(),
            field: None,
        })
    }

    /// Percentages of several lines follow from their counts, where these are known.
    fn join_rates(&mut self) {
        let divided = std::mem::take(&mut self.divided);
        for key in divided {
            match metric(&key).and_then(|metric| self.attempts(metric)) {
                Some((won, of)) if of > 0.0 => drop(self.totals.insert(key, 100.0 * won / of)),
                _ => self.divided.push(key),
            }
        }
    }

    /// Successes and attempts of a rate, where both are counted.
    pub fn attempts(&self, rate: &Metric) -> Option<(f64, f64)> {
        let MetricKind::Rate { won, of } = rate.kind else {
            return None;
        };
        let tries: Option<Vec<f64>> = of
            .iter()
            .map(|key| self.totals.get(*key).copied())
            .collect();
        Some((*self.totals.get(won)?, tries?.iter().sum()))
    }

    /// The minutes by which counts are divided.
    pub fn played(&self) -> Option<f64> {
        self.minutes.filter(|minutes| *minutes > 0.0)
    }
}

/// True for what two lines of one season may add up. Keys that end in `_pct` are percentages, also
/// those that the catalogue does not know.
fn is_count(key: &str) -> bool {
    match metric(key) {
        Some(metric) => metric.is_volume() || matches!(key, "minutes" | "matches" | "starts"),
        None => !key.ends_with("_pct"),
    }
}

fn played_in(lines: &[&SeasonLine]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let competitions = lines.iter().map(|line| line.competition.as_str());
    let clubs = lines.iter().map(|line| line.club.as_str());
    for part in competitions.chain(clubs) {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}
