//! The rows of the game: what was counted on the pitch.

use std::collections::BTreeSet;

use super::seasons::{Figures, PoolOf};
use super::{Cell, Column, Counting, Group, GroupKey, Look, Row, RowKind, Spread, Why};
use crate::domain::figures::whole;
use crate::domain::id::PlayerId;
use crate::domain::stats::{
    Adjustment, Better, Metric, MetricGroup, MetricKind, Sample, metric, poisson_90, shrink,
    wilson_90,
};
use crate::domain::text::key_words;

/// What every cell of the game is worked out with.
pub(super) struct Game<'a> {
    pub columns: &'a [Column],
    pub figures: &'a [Option<Figures>],
    pub pool: Option<PoolOf<'a>>,
    pub look: Look,
}

impl Game<'_> {
    /// All groups of the game, with every metric that anybody's provider counts.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = MetricGroup::ALL
            .iter()
            .map(|group| self.group(*group))
            .collect();
        groups.extend(self.others());
        groups
    }

    fn group(&self, group: MetricGroup) -> Group {
        let mut rows: Vec<Row> = Vec::new();
        if group == MetricGroup::Minutes {
            rows.push(self.minutes());
        }
        let counted = group.metrics().filter(|metric| metric.key != "minutes");
        rows.extend(counted.map(|metric| self.row(metric)));
        let key = GroupKey::Metrics(group);
        Group {
            key,
            label: key.label().to_owned(),
            note: self.note(group, &rows),
            rows,
        }
    }

    fn note(&self, group: MetricGroup, rows: &[Row]) -> String {
        if group == MetricGroup::Minutes {
            return self.season_note();
        }
        let filled = rows
            .iter()
            .any(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        let provider = self
            .figures
            .iter()
            .flatten()
            .map(|figures| &figures.provider)
            .next();
        match provider {
            _ if filled => String::new(),
            None => Why::NoSeason.words(),
            Some(provider)
                if group
                    .metrics()
                    .any(|metric| metric.definition(provider).is_some()) =>
            {
                Why::NotEntered.words()
            }
            Some(provider) => Why::NotMeasured(provider.label().to_owned()).words(),
        }
    }

    /// "2024/25, Opta (FBref)", if that holds for everybody.
    fn season_note(&self) -> String {
        let mut of_each = self
            .figures
            .iter()
            .flatten()
            .map(|figures| (figures.season, &figures.provider));
        match of_each.next() {
            None => Why::NoSeason.words(),
            Some(first) if of_each.all(|other| other == first) => {
                format!("{}, {}", first.0.long(), first.1)
            }
            Some(_) => "seasons or providers differ, see each name".to_owned(),
        }
    }

    fn minutes(&self) -> Row {
        let cell = |figures: &Option<Figures>| {
            let Some(figures) = figures else {
                return Cell::empty(Why::NoSeason);
            };
            match figures.minutes {
                None => Cell {
                    field: figures.field.clone(),
                    ..Cell::empty(Why::NotEntered)
                },
                Some(minutes) => Cell {
                    figure: Some(minutes),
                    text: whole(minutes),
                    field: figures.field.clone(),
                    ..Cell::default()
                },
            }
        };
        let catalogued = metric("minutes");
        Row {
            key: "minutes".to_owned(),
            label: "Minutes".to_owned(),
            kind: RowKind::Minutes,
            better: Better::Neither,
            decimals: 0,
            definition: catalogued.map_or_else(String::new, |metric| self.definition(metric)),
            cells: self.figures.iter().map(cell).collect(),
            spread: None,
            adjustment: None,
        }
    }

    fn row(&self, metric: &Metric) -> Row {
        let per_90 = self.look.counting == Counting::Per90;
        let adjusted = self.adjusts(metric);
        let mut label = metric.title(per_90 && !adjusted);
        if adjusted {
            label = format!("{label}, adjusted");
        }
        let cells = self.columns.iter().zip(self.figures);
        Row {
            key: metric.key.to_owned(),
            label,
            kind: match metric.kind {
                MetricKind::Volume => RowKind::Count,
                MetricKind::Rate { .. } => RowKind::Rate,
                MetricKind::Derived => RowKind::Figure,
            },
            better: metric.better,
            decimals: metric.decimals,
            definition: self.definition(metric),
            cells: cells
                .map(|(column, figures)| self.cell(metric, column, figures.as_ref()))
                .collect(),
            spread: self.spread(metric),
            adjustment: adjusted.then(|| self.look.adjustment.label().to_owned()),
        }
    }

    fn adjusts(&self, metric: &Metric) -> bool {
        metric.adjustable && metric.is_volume() && self.look.adjusting() != Adjustment::None
    }

    /// How the provider of most of them counts it.
    fn definition(&self, metric: &Metric) -> String {
        let providers = self
            .figures
            .iter()
            .flatten()
            .map(|figures| &figures.provider);
        let mut known =
            providers.filter_map(|provider| Some((provider, metric.definition(provider)?)));
        known.next().map_or_else(String::new, |(provider, words)| {
            format!("{provider}: {words}")
        })
    }

    /// The pool in the measure of the row; totals depend on the minutes of each and have none. Beside
    /// figures of another provider or season it would mislead.
    fn spread(&self, metric: &Metric) -> Option<Spread> {
        let totals = metric.is_volume() && self.look.counting == Counting::Total;
        let (definition, pool) = self.pool.filter(|_| !totals)?;
        if self.adjusts(metric) && pool.adjustment != self.look.adjustment {
            return None;
        }
        let mut counted = self.figures.iter().flatten();
        counted.find(|figures| {
            figures.provider == pool.provider && figures.season == definition.season
        })?;
        let (low, high) = pool.ends(metric.key)?;
        let [quarter, median, last_quarter] = pool.quartiles(metric.key)?;
        Some(Spread {
            n: pool.n(metric.key),
            low,
            quarter,
            median,
            last_quarter,
            high,
        })
    }

    fn cell(&self, metric: &Metric, column: &Column, figures: Option<&Figures>) -> Cell {
        let Some(figures) = figures else {
            return Cell::empty(Why::NoSeason);
        };
        let empty = |why| Cell {
            field: figures.field.clone(),
            ..Cell::empty(why)
        };
        let Some(total) = figures.totals.get(metric.key).copied() else {
            let known = metric.definition(&figures.provider).is_some();
            return empty(
                match (known, figures.divided.iter().any(|key| key == metric.key)) {
                    (_, true) => Why::Divided,
                    (true, _) => Why::NotEntered,
                    (false, _) => Why::NotMeasured(figures.provider.label().to_owned()),
                },
            );
        };
        let scaled = match (metric.kind, figures.played()) {
            (MetricKind::Volume, None) => return empty(Why::NoMinutes),
            (MetricKind::Volume, Some(minutes)) => total * 90.0 / minutes,
            _ => total,
        };
        let mut cell = match metric.kind {
            MetricKind::Volume => match self.count(metric, total, figures) {
                Ok(cell) => cell,
                Err(why) => return empty(why),
            },
            MetricKind::Rate { .. } => rate(total, figures.attempts(metric), metric.decimals),
            MetricKind::Derived => Cell {
                figure: Some(total),
                text: format!("{total:.*}", metric.decimals),
                ..Cell::default()
            },
        };
        cell.field.clone_from(&figures.field);
        cell.warning.clone_from(&column.warning);
        self.place(metric, scaled, (column.player, figures), &mut cell);
        cell
    }

    fn count(&self, metric: &Metric, total: f64, figures: &Figures) -> Result<Cell, Why> {
        let minutes = figures.played().ok_or(Why::NoMinutes)?;
        let interval = poisson_90(total, minutes);
        let (figure, text, scale) = if self.look.counting == Counting::Total {
            (total, whole(total), minutes / 90.0)
        } else if self.adjusts(metric) {
            let possession = figures.totals.get("possession_pct").copied();
            let adjust = |count| self.look.adjustment.apply(count, minutes, possession?);
            let needs = || Why::Needs("the possession of his team".to_owned());
            let adjusted = adjust(total).ok_or_else(needs)?;
            let unit = adjust(1.0).unwrap_or(0.0);
            let text = format!("{adjusted:.*}", metric.decimals);
            (adjusted, text, unit * minutes / 90.0)
        } else {
            let figure = total * 90.0 / minutes;
            (figure, format!("{figure:.*}", metric.decimals), 1.0)
        };
        Ok(Cell {
            figure: Some(figure),
            text,
            counted: Some(total),
            interval: interval.map(|(low, high)| (low * scale, high * scale)),
            ..Cell::default()
        })
    }

    /// Where the figure stands in the pool. Only what the pool's provider counted in the pool's
    /// season has a place there.
    fn place(
        &self,
        metric: &Metric,
        scaled: f64,
        (player, figures): (PlayerId, &Figures),
        cell: &mut Cell,
    ) {
        // How much somebody played is no mark of how well.
        let Some((definition, pool)) = self.pool.filter(|_| metric.group != MetricGroup::Minutes)
        else {
            return;
        };
        let other = if figures.provider != pool.provider {
            Some(format!("the pool is counted by {}", pool.provider))
        } else if figures.season != definition.season {
            Some(format!("the pool is {}", definition.season.long()))
        } else if self.adjusts(metric) && pool.adjustment != self.look.adjustment {
            Some(match pool.not_adjusted.as_str() {
                "" => "the pool is not adjusted for possession".to_owned(),
                why => why.to_owned(),
            })
        } else if pool.n(metric.key) == 0 {
            Some("nobody in the pool has it".to_owned())
        } else {
            None
        };
        if other.is_some() {
            cell.no_percentile = other;
            return;
        }
        let minutes = figures.minutes.unwrap_or(0.0);
        let shown = |percentile: f64| {
            if self.look.shrunk {
                shrink(percentile, minutes)
            } else {
                percentile
            }
        };
        let adjusted = self.adjusts(metric);
        let scaled = cell.figure.filter(|_| adjusted).unwrap_or(scaled);
        let per_90 = match metric.kind {
            MetricKind::Volume if !adjusted => {
                cell.counted.and_then(|total| poisson_90(total, minutes))
            }
            _ => cell.interval,
        };
        // What a dossier quotes of its players is exact; between its quantiles nothing is.
        let is_quoted = |value: &f64| (value - scaled).abs() < 1e-9;
        let quoted = pool.value_of(player, metric.key).filter(is_quoted);
        let percentile = quoted.and_then(|_| pool.percentile_of(player, metric.key));
        let percentile = percentile.or_else(|| pool.percentile(metric.key, scaled));
        cell.percentile = percentile.map(shown);
        cell.percentile_interval = per_90.and_then(|(low, high)| {
            let ends = (
                pool.percentile(metric.key, low)?,
                pool.percentile(metric.key, high)?,
            );
            let (low, high) = (shown(ends.0), shown(ends.1));
            Some((low.min(high), low.max(high)))
        });
    }

    /// Counts that the catalogue does not know: shown as they are, ranked by nobody.
    fn others(&self) -> Option<Group> {
        let figures = self.figures.iter().flatten();
        let keys: BTreeSet<&String> = figures
            .flat_map(|figures| figures.totals.keys())
            .filter(|key| metric(key).is_none() && *key != "possession_pct")
            .collect();
        let rows: Vec<Row> = keys.into_iter().map(|key| self.other(key)).collect();
        let key = GroupKey::Other;
        (!rows.is_empty()).then(|| Group {
            key,
            label: key.label().to_owned(),
            note: "not in the catalogue, so not ranked".to_owned(),
            rows,
        })
    }

    fn other(&self, key: &str) -> Row {
        let is_rate = key.ends_with("_pct");
        let per_90 = self.look.counting == Counting::Per90 && !is_rate;
        let label = key_words(key.trim_end_matches("_pct"));
        let label = match (is_rate, per_90) {
            (true, _) => format!("{label}, %"),
            (false, true) => format!("{label} per 90"),
            (false, false) => label,
        };
        let decimals = if is_rate { 1 } else { 2 };
        let cell = |figures: &Option<Figures>| {
            let Some(figures) = figures else {
                return Cell::empty(Why::NoSeason);
            };
            let total = figures.totals.get(key).copied();
            let figure = match total.zip(figures.played()) {
                Some((total, minutes)) if per_90 => Some(total * 90.0 / minutes),
                _ if per_90 => None,
                _ => total,
            };
            match figure {
                None => Cell::empty(if total.is_some() {
                    Why::NoMinutes
                } else {
                    Why::NotEntered
                }),
                Some(figure) => Cell {
                    figure: Some(figure),
                    text: match per_90 || is_rate {
                        true => format!("{figure:.decimals$}"),
                        false => whole(figure),
                    },
                    counted: total.filter(|_| !is_rate),
                    field: figures.field.clone(),
                    ..Cell::default()
                },
            }
        };
        Row {
            key: key.to_owned(),
            label,
            kind: RowKind::Figure,
            better: Better::Neither,
            decimals,
            definition: "Typed in; the catalogue of metrics does not know it.".to_owned(),
            cells: self.figures.iter().map(cell).collect(),
            spread: None,
            adjustment: None,
        }
    }
}

fn rate(percent: f64, attempts: Option<(f64, f64)>, decimals: usize) -> Cell {
    Cell {
        figure: Some(percent),
        text: format!("{percent:.decimals$}"),
        counted: attempts.map(|(_, of)| of),
        interval: attempts.and_then(|(won, of)| wilson_90(won, of)),
        ..Cell::default()
    }
}

/// How far the minutes of a season carry.
pub(super) fn sample(figures: Option<&Figures>) -> Sample {
    Sample::of(figures.and_then(|figures| figures.minutes).unwrap_or(0.0))
}
