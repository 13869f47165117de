//! Numbers of the pitch: what is counted, by whom, and where a figure stands among others.
//!
//! [`METRICS`] is the catalogue. A [`StatTable`] holds the season rows of one provider, a [`Pool`]
//! the rows that a saved pool selects, sorted, so that a figure finds its percentile. The rules of
//! counting are those of docs/METRICS.md; what an event file or a table looks like is left to the
//! `import` room.

mod catalogue;
mod column;
mod making;
mod metric;
mod pool;
mod provider;
mod rows;
mod sample;
mod table;

pub use catalogue::{METRICS, metric};
pub use column::{Cells, StatColumn};
pub use metric::{Better, Metric, MetricGroup, MetricKind};
pub use pool::{Pool, PoolSource, Ranked, Spread, rank_share};
pub use provider::Provider;
pub use rows::{Coded, Rows, StatRow, Texts};
pub use sample::{
    Adjustment, Sample, poisson_90, possession_minutes, possession_sigmoid, shrink, wilson_90,
};
pub use table::{Counts, StatTable};
