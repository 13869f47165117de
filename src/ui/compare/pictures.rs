//! The pictures of the sheet, each built once for a state and a width.

use std::sync::Arc;

use eframe::egui;

use crate::chart::bars::bars;
use crate::chart::percentile_bars::{Rows, percentile_bars};
use crate::chart::pictured::{Ghosts, Pictured};
use crate::chart::pizza::pizza;
use crate::chart::radar::{MOST_AXES, MOST_OVERLAID, radar};
use crate::chart::scene::Scene;
use crate::chart::strips::{StripBy, strips};
use crate::domain::compare::Sheet;
use crate::domain::id::PlayerId;
use crate::ui::widgets::chart::UiMeasure;

/// Pictures that are kept; one for each metric that was pointed at.
const KEPT: usize = 64;
/// Axes of wheels that stand beside each other.
const FEW_AXES: usize = 6;
/// Slices of two or three pizzas.
const SOME_AXES: usize = 8;

/// Which picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shot {
    /// The bars of a metric.
    Bars(String),
    /// Every player in the percentile of a metric.
    Percentiles(String),
    /// All metrics by their values.
    Values,
    /// All metrics by their percentiles.
    Ranks,
    Radar,
    Pizza,
    /// A metric, all metrics and the pizza of the players in the season of the pool.
    ThenBars(String),
    ThenRanks,
    ThenPizza,
}

/// What was built.
#[derive(Default)]
pub(super) struct Pictures {
    of: Option<(Arc<Sheet>, Arc<Ghosts>, bool)>,
    pictured: Pictured,
    /// The metrics that a wheel shows.
    wheel: Pictured,
    /// The metrics that a pizza shows.
    slices: Pictured,
    then: Pictured,
    then_slices: Pictured,
    /// Who has which slot.
    slots: Vec<(PlayerId, usize)>,
    scenes: Vec<(Shot, u32, Arc<Scene>)>,
}

/// Small wheels have room for few words.
pub(super) fn axes(players: usize) -> usize {
    if players > MOST_OVERLAID {
        FEW_AXES
    } else {
        MOST_AXES
    }
}

/// The metrics of the pizzas, in short words where several stand beside each other.
pub(super) fn slices(sheet: &Sheet) -> Pictured {
    let most = match sheet.columns.len() {
        0 | 1 => MOST_AXES,
        2 | 3 => SOME_AXES,
        _ => FEW_AXES,
    };
    let several = sheet.columns.len() > 1;
    Pictured::of(sheet, &Ghosts::new(), several).judged(sheet, most)
}

impl Pictures {
    /// Notes the sheet of this frame; pictures of another one are forgotten.
    pub fn turn_to(
        &mut self,
        sheet: &Arc<Sheet>,
        then: Option<&Sheet>,
        ghosts: &Arc<Ghosts>,
        narrow: bool,
    ) {
        let same = self.of.as_ref().is_some_and(|(one, other, was)| {
            Arc::ptr_eq(one, sheet) && Arc::ptr_eq(other, ghosts) && *was == narrow
        });
        if same {
            return;
        }
        self.pictured = Pictured::of(sheet, ghosts, narrow);
        self.wheel = self.pictured.judged(sheet, axes(sheet.columns.len()));
        self.then = then.map_or_else(Pictured::default, |then| {
            Pictured::of(then, &Ghosts::new(), narrow)
        });
        self.slices = slices(sheet);
        self.then_slices = then.map_or_else(Pictured::default, slices);
        let slots = sheet
            .columns
            .iter()
            .map(|column| (column.player, column.slot));
        self.slots = slots.collect();
        self.scenes.clear();
        self.of = Some((sheet.clone(), ghosts.clone(), narrow));
    }

    /// True if marks of a pool before this one are drawn.
    pub fn has_ghosts(&self) -> bool {
        let mut readings = self.pictured.metrics.iter().flat_map(|it| &it.readings);
        readings.any(|reading| reading.ghost.is_some())
    }

    pub fn pictured(&self) -> &Pictured {
        &self.pictured
    }

    pub fn slots(&self) -> &[(PlayerId, usize)] {
        &self.slots
    }

    /// The keys of the metrics that pictures draw.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.pictured
            .metrics
            .iter()
            .map(|metric| metric.key.as_str())
    }

    /// A picture of this width.
    pub fn scene(&mut self, ui: &egui::Ui, shot: Shot, width: f32) -> Arc<Scene> {
        let key = width.max(0.0).round() as u32;
        let found = self
            .scenes
            .iter()
            .find(|(other, wide, _)| *other == shot && *wide == key);
        if let Some((_, _, scene)) = found {
            return scene.clone();
        }
        let scene = Arc::new(self.draw(&UiMeasure::new(ui), &shot, width));
        if self.scenes.len() >= KEPT {
            self.scenes.clear();
        }
        self.scenes.push((shot, key, scene.clone()));
        scene
    }

    fn draw(&self, measure: &UiMeasure, shot: &Shot, width: f32) -> Scene {
        let of = self.pictured.comparison();
        let place = |key: &str| self.pictured.place(key).unwrap_or(usize::MAX);
        match shot {
            Shot::Bars(key) => bars(measure, width, of, place(key)),
            Shot::Percentiles(key) => {
                percentile_bars(measure, width, of, Rows::OfMetric(place(key)))
            }
            Shot::Values => strips(measure, width, of, StripBy::Value),
            Shot::Ranks => strips(measure, width, of, StripBy::Percentile),
            Shot::Radar => radar(measure, width, self.wheel.comparison()),
            Shot::Pizza => pizza(measure, width, self.slices.comparison()),
            Shot::ThenBars(key) => {
                let place = self.then.place(key).unwrap_or(usize::MAX);
                let of = self.then.comparison();
                percentile_bars(measure, width, of, Rows::OfMetric(place))
            }
            Shot::ThenRanks => strips(measure, width, self.then.comparison(), StripBy::Percentile),
            Shot::ThenPizza => pizza(measure, width, self.then_slices.comparison()),
        }
    }
}
