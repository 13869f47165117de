//! One figure of one player, or why there is none.

use std::borrow::Cow;

use super::{Look, Shown};
use crate::domain::field::FieldRef;
use crate::domain::sourced::Basis;

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// A statement; it may be unsourced.
    Stated(Basis),
    /// Worked out from statements.
    Derived,
    /// Worked out, and an assumption is among what it rests on.
    Assumed,
}

/// Why a cell is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// His provider does not count it.
    NotMeasured(String),
    /// Nobody entered it.
    NotEntered,
    /// No season of his is entered.
    NoSeason,
    /// The minutes by which a count is divided are not entered.
    NoMinutes,
    /// A percentage of several competitions, whose attempts are not known.
    Divided,
    /// He is ours: nobody asks a price.
    Ours,
    /// Nobody looked at his injuries, or not for all of these seasons.
    InjuriesUnknown,
    /// No negotiation is entered.
    NoNegotiation,
    /// Beliefs that the figure needs.
    Needs(String),
}

impl Why {
    /// What stands in the cell.
    pub fn short(&self) -> &'static str {
        match self {
            Self::Ours => "own",
            Self::InjuriesUnknown => "unknown",
            _ => "—",
        }
    }

    /// The whole reason.
    pub fn words(&self) -> String {
        match self {
            Self::NotMeasured(provider) => format!("not measured by {provider}"),
            Self::NotEntered => "not entered".to_owned(),
            Self::NoSeason => "no season entered".to_owned(),
            Self::NoMinutes => "no minutes entered".to_owned(),
            Self::Divided => "several competitions, and their attempts are not known".to_owned(),
            Self::Ours => "one of ours, so nobody asks a price".to_owned(),
            Self::InjuriesUnknown => "injuries not known for these seasons".to_owned(),
            Self::NoNegotiation => "no negotiation entered".to_owned(),
            Self::Needs(what) => format!("needs {what}"),
        }
    }
}

/// What the eye should catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellRemark {
    /// The contract ends within a year.
    EndsSoon,
    /// Available less often than the best are.
    BelowBaseline,
}

/// One figure of one player, with everything that is to be said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The figure in the measure of the row; `None` for words and where nothing is known.
    pub figure: Option<f64>,
    /// The figure or the words as a table prints them; empty where nothing is known.
    pub text: String,
    /// Why nothing is known.
    pub why: Option<Why>,
    /// What it rests on; `None` for a count, whose provider the column names.
    pub rest: Option<Rest>,
    /// The field to which it leads.
    pub field: Option<FieldRef>,
    /// What was counted over the season: the events, or the attempts of a rate.
    pub counted: Option<f64>,
    /// Where it would lie in 90 of 100 such seasons.
    pub interval: Option<(f64, f64)>,
    /// Its place among the players, from 1.
    pub rank: Option<usize>,
    /// True for the first of those with enough minutes.
    pub is_best: bool,
    /// True if it cannot be told apart from the best.
    pub is_close: bool,
    /// The difference from the baseline, as printed.
    pub delta: Option<String>,
    /// Its percentile in the pool; more is better.
    pub percentile: Option<f64>,
    /// The percentiles of the ends of the interval.
    pub percentile_interval: Option<(f64, f64)>,
    /// Why there is no percentile though there is a pool.
    pub no_percentile: Option<String>,
    /// What the eye should catch.
    pub remark: Option<CellRemark>,
    /// What must be known about it: another provider, several competitions.
    pub warning: Option<String>,
}

impl Cell {
    /// A cell without a figure.
    pub fn empty(why: Why) -> Self {
        Self {
            why: Some(why),
            ..Self::default()
        }
    }

    /// What stands in the cell: the figure, its percentile or its difference. Where there is none of
    /// the wished kind, the figure.
    pub fn shown(&self, look: Look) -> Cow<'_, str> {
        let wished = match look.shown {
            Shown::Values => None,
            Shown::Percentiles => self
                .percentile
                .map(|percentile| format!("{percentile:.0}").into()),
            Shown::Differences => self.delta.as_deref().map(Cow::Borrowed),
        };
        wished.unwrap_or(Cow::Borrowed(&self.text))
    }

    /// True if nothing is known.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
