//! What stands in one cell: its text, its figure and what it rests on.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};

use super::{Column, Row, millions, position_of, season_lines};
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::field::FieldRef;
use crate::domain::figures::whole;
use crate::domain::finding::Weight;
use crate::domain::injury::{ELITE_AVAILABILITY, three_seasons};
use crate::domain::player::{Role, Stage};
use crate::domain::sourced::Basis;

/// What the figure in a cell rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellBasis<'a> {
    /// A statement; it may be unsourced.
    Stated(&'a Basis),
    /// Computed by the program.
    Derived,
}

/// What is remarkable about the figure in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The contract ends within a year, or has ended.
    EndsSoon,
    /// Available less often than the best are.
    BelowBaseline,
    /// Too few minutes to say much.
    SmallSample,
}

/// Below this many minutes a season says little.
const SMALL_SAMPLE: u32 = 570;
/// Below this many months a contract ends soon.
const SOON: f64 = 12.0;

/// By what a column is sorted. A missing value has none and stands last.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SortKey {
    Number(f64),
    Text(String),
}

impl Row {
    /// The text of a cell; empty if nothing is known.
    pub fn text(&self, column: Column) -> Cow<'_, str> {
        let player = &*self.player;
        if let Some(key) = column.fact() {
            return self.fact_text(key);
        }
        match column {
            Column::Name => Cow::Borrowed(&player.name),
            Column::FullName => Cow::Borrowed(&player.full_name),
            Column::Role => Cow::Borrowed(player.role.label()),
            Column::Stage => Cow::Borrowed(player.stage.as_ref().map_or("", Stage::label)),
            Column::NextStep => Cow::Borrowed(&player.next_step),
            Column::Owner => Cow::Borrowed(&player.owner),
            // A table row has one line.
            Column::Note => Cow::Borrowed(player.note.lines().next().unwrap_or("")),
            Column::Value => owned(self.value.map(|value| value.millions_text(1))),
            Column::ValueDate => owned(player.valuation(self.on).map(|value| value.on)),
            Column::Ask => Cow::Borrowed(self.price(column).map_or("", |price| &price.text)),
            Column::Bid => Cow::Borrowed(self.price(column).map_or("", |price| &price.text)),
            Column::LatestSeason => owned(self.latest.map(|(season, _)| season)),
            Column::MonthsLeft | Column::Availability => owned(
                self.number(column)
                    .map(|figure| format!("{figure:.1}").replace('-', "−")),
            ),
            Column::Minutes | Column::LatestMinutes | Column::DaysOut => {
                owned(self.number(column).map(whole))
            }
            Column::Findings if self.findings == 0 => Cow::Borrowed(""),
            Column::Age | Column::Spells | Column::Findings => owned(self.number(column)),
            // Every other column is a fact.
            _ => Cow::Borrowed(""),
        }
    }

    fn fact_text(&self, key: FactKey) -> Cow<'_, str> {
        match self.player.facts.value(key) {
            None => Cow::Borrowed(""),
            Some(FactValue::Text(text)) => Cow::Borrowed(text),
            Some(FactValue::Foot(foot)) => Cow::Borrowed(foot.label()),
            Some(FactValue::Position(position)) => Cow::Borrowed(position.label()),
            Some(value) => Cow::Owned(value.to_string()),
        }
    }

    /// The figure of a cell, exact; `None` for words and where nothing is known. Sums are millions
    /// in the currency of the dossier, wages thousands a week.
    pub fn number(&self, column: Column) -> Option<f64> {
        match column {
            Column::Age => self.age.map(f64::from),
            Column::MonthsLeft => self.months_left,
            Column::Availability => self.availability,
            Column::DaysOut => self.days_out.map(|days| days as f64),
            Column::Value => self.value.and_then(millions),
            Column::Ask | Column::Bid => self.price(column)?.millions,
            Column::Minutes => self.minutes.map(f64::from),
            Column::LatestMinutes => self.latest.map(|(_, minutes)| f64::from(minutes)),
            Column::Wage => self.wage_per_week,
            Column::Findings => Some(self.findings as f64),
            Column::Spells => {
                let player = &self.player;
                let known = player.injury_coverage.is_some() || !player.spells.is_empty();
                let counted = player
                    .spells
                    .iter()
                    .filter(|spell| spell.from <= self.on && spell.counts_as_injury());
                known.then(|| counted.count() as f64)
            }
            Column::Height | Column::Caps => match self.player.facts.value(column.fact()?)? {
                FactValue::Count(count) => Some(f64::from(*count)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What the eye should catch in a cell.
    pub fn remark(&self, column: Column) -> Option<Remark> {
        let remark = match column {
            Column::MonthsLeft if self.months_left? < SOON => Remark::EndsSoon,
            Column::Availability if self.availability? < ELITE_AVAILABILITY => {
                Remark::BelowBaseline
            }
            Column::Minutes if self.minutes? < SMALL_SAMPLE => Remark::SmallSample,
            Column::LatestMinutes if self.latest?.1 < SMALL_SAMPLE => Remark::SmallSample,
            _ => return None,
        };
        Some(remark)
    }

    fn price(&self, column: Column) -> Option<&super::Price> {
        let deal = self.deal.as_deref()?;
        match column {
            Column::Ask => deal.ask.as_ref(),
            Column::Bid => deal.bid.as_ref(),
            _ => None,
        }
    }

    /// What a cell rests on; `None` where nothing is known and for plain fields.
    pub fn basis(&self, column: Column) -> Option<CellBasis<'_>> {
        if let Some(key) = column.fact() {
            let used = self.player.facts.get(key)?.used_reading()?;
            return Some(CellBasis::Stated(&used.basis));
        }
        let stated = match column {
            Column::Value | Column::ValueDate => &self.player.valuation(self.on)?.basis,
            Column::Ask | Column::Bid => &self.price(column)?.basis,
            Column::Minutes => {
                let (_, line) = season_lines(&self.player, three_seasons(self.on).1)?;
                &line.basis
            }
            Column::LatestMinutes | Column::LatestSeason => {
                &season_lines(&self.player, self.latest?.0)?.1.basis
            }
            Column::Age
            | Column::MonthsLeft
            | Column::Availability
            | Column::DaysOut
            | Column::Spells => {
                return self.number(column).map(|_| CellBasis::Derived);
            }
            _ => return None,
        };
        Some(CellBasis::Stated(stated))
    }

    /// The field to which a cell leads: the inspector shows it.
    pub fn field(&self, column: Column) -> Option<FieldRef> {
        let id = self.player.id;
        match column {
            Column::Value | Column::ValueDate => {
                let value = self.player.valuation(self.on)?;
                Some(FieldRef::Valuation(id, value.id))
            }
            Column::Ask | Column::Bid => Some(self.price(column)?.field.clone()),
            Column::Minutes => {
                let (_, line) = season_lines(&self.player, three_seasons(self.on).1)?;
                Some(FieldRef::Season(id, line.id))
            }
            Column::LatestMinutes | Column::LatestSeason => {
                let (_, line) = season_lines(&self.player, self.latest?.0)?;
                Some(FieldRef::Season(id, line.id))
            }
            other => other.inspects(id),
        }
    }

    /// True if what a column shows is past its limit.
    pub fn is_stale(&self, column: Column) -> bool {
        !self.stale.is_empty()
            && self
                .field(column)
                .is_some_and(|field| self.stale.contains(&field))
    }

    pub(super) fn sort_key(&self, column: Column) -> Option<SortKey> {
        let player = &self.player;
        let number = match column {
            Column::Role => rank(Role::ALL, &player.role),
            Column::Stage => rank(Stage::ALL, player.stage.as_ref()?),
            Column::Position => {
                let position = position_of(player)?;
                rank(crate::domain::fact::Position::ALL, position)
            }
            Column::Born | Column::ClubSince | Column::ContractEnd => {
                days(player.date(column.fact()?)?.latest())
            }
            Column::ValueDate => days(player.valuation(self.on)?.on.latest()),
            Column::LatestSeason => f64::from(self.latest?.0.0),
            // Errors weigh more than any number of notes.
            Column::Findings => match self.gravest? {
                Weight::Error => 2e6 + self.findings as f64,
                Weight::Warning => 1e6 + self.findings as f64,
                Weight::Note => self.findings as f64,
            },
            _ => match self.number(column) {
                Some(number) => number,
                None if column.is_numeric() || column == Column::Wage => return None,
                None => {
                    let text = super::plain_line(&self.text(column));
                    return (!text.is_empty()).then_some(SortKey::Text(text));
                }
            },
        };
        Some(SortKey::Number(number))
    }
}

fn owned<T: ToString>(value: Option<T>) -> Cow<'static, str> {
    value.map_or(Cow::Borrowed(""), |value| Cow::Owned(value.to_string()))
}

fn days(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce())
}

fn rank<T: PartialEq>(all: &[T], value: &T) -> f64 {
    all.iter()
        .position(|other| other == value)
        .unwrap_or(all.len()) as f64
}
