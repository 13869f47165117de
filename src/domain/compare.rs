//! A comparison worked out: who stands beside whom in what, and how sure that is.
//!
//! A [`Sheet`] holds every figure that the screen, the pictures and the exports of a comparison
//! show. Rows come in groups: minutes first, then the game, then availability, contract and money.
//! An empty cell says why it is empty. Nothing here knows how a cell is drawn.

mod cell;
mod copy;
mod deals;
mod fit;
mod join;
mod judge;
mod metrics;
mod money;
mod robust;
mod seasons;
mod sheet;
mod similar;
mod slots;
mod then;
mod weights;

use super::date::Season;
use super::id::PlayerId;
use super::player::Role;
use super::stats::{Adjustment, Better, MetricGroup, Provider, Sample};

pub use self::cell::{Cell, CellRemark, Rest, Why};
pub use self::copy::{sheet_copy, sheet_table};
pub use self::join::join_from_pool;
pub use self::money::DealFigures;
pub use self::robust::{Robustness, SpellOfFirst, WEIGHTINGS, robustness};
pub use self::seasons::{PoolOf, seasons_of};
pub use self::sheet::SheetInput;
pub use self::similar::{Alike, Similar, similar};
pub use self::slots::{case_slots, slots_of};
pub use self::weights::{Standing, WEIGHED, standings, weight_of};

/// How counts are shown, and against what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// For 90 minutes, or over the season.
    pub counting: Counting,
    /// What stands in a cell.
    pub shown: Shown,
    /// True to pull the percentiles of few minutes towards the middle.
    pub shrunk: bool,
    /// How counts are put right for the ball that the opponents have.
    pub adjustment: Adjustment,
}

impl Look {
    /// How counts are put right: never over the season.
    pub fn adjusting(self) -> Adjustment {
        match self.counting {
            Counting::Per90 => self.adjustment,
            Counting::Total => Adjustment::None,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// The figure.
    #[default]
    Values,
    /// Its percentile in the pool, where it has one.
    Percentiles,
    /// Its difference from the baseline's.
    Differences,
}

/// Over which time counts are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// For 90 minutes played.
    #[default]
    Per90,
    /// Over the season.
    Total,
}

/// Everything that a comparison shows, for one state of the dossier at one date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// How its counts are shown.
    pub look: Look,
    /// The players from left to right.
    pub columns: Vec<Column>,
    /// The rows that are shown, in their groups.
    pub groups: Vec<Group>,
    /// The key and the words of every row that could be shown, in the usual order.
    pub choice: Vec<RowName>,
    /// The pool that percentiles refer to.
    pub pool: Option<PoolLine>,
    /// What must be said before anybody reads a figure: providers that differ, a pool of another
    /// season.
    pub warnings: Vec<String>,
}

/// One player.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Who.
    pub player: PlayerId,
    /// His whole name.
    pub name: String,
    /// The name that narrow columns print.
    pub short: String,
    /// What he is to the decision.
    pub role: Role,
    /// His colour and shape, counted from 0.
    pub slot: usize,
    /// True if differences are shown against him.
    pub is_baseline: bool,
    /// The season in which he is looked at; `None` if no season of his is entered.
    pub season: Option<Season>,
    /// Who counted it.
    pub provider: Option<Provider>,
    /// "Premier League, Liverpool".
    pub played_in: String,
    /// Minutes in it.
    pub minutes: Option<f64>,
    /// How far they carry.
    pub sample: Sample,
    /// Every season that could be looked at, the latest first.
    pub seasons: Vec<Season>,
    /// What sets his figures apart from the others': another provider, another season.
    pub warning: Option<String>,
}

impl Column {
    /// True for one of ours, who is drawn as an outline.
    pub fn is_own(&self) -> bool {
        self.role == Role::Own
    }

    /// What stands under his name: "target", "baseline".
    pub fn under(&self) -> String {
        if self.is_baseline {
            "baseline".to_owned()
        } else {
            self.role.label().to_lowercase()
        }
    }
}

/// What a group of rows is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// What was counted on the pitch.
    Metrics(MetricGroup),
    /// Counts that the catalogue does not know.
    Other,
    /// How often he could play.
    Availability,
    /// What binds him.
    Contract,
    /// What he would cost.
    Money,
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they are about.
    pub key: GroupKey,
    /// The words above them.
    pub label: String,
    /// What holds for all of them: season and provider, currency, why they are empty.
    pub note: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row that can be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RowName {
    /// The name in the file.
    pub key: String,
    /// The words on the screen.
    pub label: String,
    /// Where it stands.
    pub group: GroupKey,
    /// True if any player has a figure in it.
    pub filled: bool,
}

/// What the figures of a row are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Minutes played.
    Minutes,
    /// A count, for 90 minutes or over the season.
    Count,
    /// A percentage of attempts.
    Rate,
    /// Another figure.
    Figure,
    /// Words.
    Words,
}

impl RowKind {
    /// True for what was counted on the pitch.
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Minutes | Self::Count | Self::Rate)
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The name in the file.
    pub key: String,
    /// The words on the screen: "Tackles per 90".
    pub label: String,
    /// What the figures are.
    pub kind: RowKind,
    /// Which way is better.
    pub better: Better,
    /// Digits after the point.
    pub decimals: usize,
    /// What it means, and how its provider counts it.
    pub definition: String,
    /// The cells, a player each, in the order of the columns.
    pub cells: Vec<Cell>,
    /// How the pool is spread, where it measures this.
    pub spread: Option<Spread>,
    /// How the count was adjusted, where it was.
    pub adjustment: Option<String>,
}

impl Row {
    /// The label where there is little room: "Prog. passes per 90".
    pub fn short_label(&self) -> String {
        let mut label = self.label.clone();
        for (long, short) in [
            ("Progressive ", "Prog. "),
            ("Defending duels", "Def. duels"),
            ("Attacking duels", "Att. duels"),
            ("Passes into final third", "Passes final third"),
            ("Penalties conceded", "Pens conceded"),
        ] {
            label = label.replace(long, short);
        }
        label
    }
}

/// How a metric is spread over a pool, in the measure of the row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many of the pool were measured.
    pub n: usize,
    /// The 5th percentile.
    pub low: f64,
    /// The first quarter.
    pub quarter: f64,
    /// The middle.
    pub median: f64,
    /// The last quarter.
    pub last_quarter: f64,
    /// The 95th percentile.
    pub high: f64,
}

/// The pool as it is always printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolLine {
    /// "Bundesliga 2017/18, defenders".
    pub name: String,
    /// Who counted.
    pub provider: Provider,
    /// The season.
    pub season: Season,
    /// How many belong to it.
    pub n: usize,
    /// The fewest minutes of a member.
    pub min_minutes: u32,
    /// True if the table is at hand; else only what the dossier quotes of it is known.
    pub at_hand: bool,
}

impl PoolLine {
    /// "Bundesliga 2017/18, defenders, 900 minutes or more, n = 104, 90 % intervals".
    pub fn words(&self) -> String {
        format!(
            "{}, 90 % intervals (counts Poisson, rates Wilson)",
            self.short_words()
        )
    }

    /// The same without the kind of the intervals.
    pub fn short_words(&self) -> String {
        // Many a name says it already.
        let minutes = if self.name.contains("minutes") {
            String::new()
        } else {
            let minutes = super::figures::whole(f64::from(self.min_minutes));
            format!(", {minutes} minutes or more")
        };
        let quoted = if self.at_hand {
            ""
        } else {
            ", as the dossier quotes it"
        };
        format!("{}{minutes}, n = {}{quoted}", self.name, self.n)
    }
}

/// Rows that tell what we think and could pay.
const CONFIDENTIAL: [&str; 5] = [
    "ceiling",
    "short_of_ask",
    "expected_cost",
    "cost_a_year",
    "cost_per_90",
];

impl Sheet {
    /// The sheet as it may leave the program: without our limits, and without the costs that rest on
    /// our beliefs.
    #[must_use]
    pub fn without_confidential(mut self) -> Self {
        for group in &mut self.groups {
            group
                .rows
                .retain(|row| !CONFIDENTIAL.contains(&row.key.as_str()));
        }
        self
    }

    /// What stands in the cells, for the corner of the table: "value, rank of 6".
    pub fn corner_words(&self) -> String {
        let shown = match self.look.shown {
            Shown::Values => "value",
            Shown::Percentiles => "percentile",
            Shown::Differences => "difference",
        };
        format!("{shown}, rank of {}", self.columns.len())
    }

    /// Every row, from top to bottom.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// A row by its key.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows().find(|row| row.key == key)
    }

    /// A cell.
    pub fn cell(&self, key: &str, player: PlayerId) -> Option<&Cell> {
        let at = self.column_of(player)?;
        self.row(key)?.cells.get(at)
    }

    /// The place of a player.
    pub fn column_of(&self, player: PlayerId) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.player == player)
    }

    /// Rows of counts and rates, which the pictures draw.
    pub fn measured(&self) -> impl Iterator<Item = &Row> {
        self.rows()
            .filter(|row| matches!(row.kind, RowKind::Count | RowKind::Rate))
    }
}

#[cfg(test)]
mod tests;
