//! Days, year fractions and seasons as the engine counts them.

use chrono::{Months, NaiveDate};

use super::error::{Code, DealError};
use crate::domain::date::Season;

/// Years from one day to another: days / 365 (ACT/365F). Negative if `to` is earlier.
pub fn years_between(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64 / 365.0
}

/// The factor that brings a sum paid in `years` to today, at a yearly effective `rate`.
pub fn discount(rate: f64, years: f64) -> f64 {
    (1.0 + rate).powf(-years)
}

/// Days of a range that counts both ends; 0 if it ends before it starts.
pub fn days_inclusive(start: NaiveDate, end: NaiveDate) -> i64 {
    ((end - start).num_days() + 1).max(0)
}

/// The day before the same date so many years later; 29 February becomes 28 February.
pub fn last_day_of_years(start: NaiveDate, years: u32) -> Option<NaiveDate> {
    start
        .checked_add_months(Months::new(years.checked_mul(12)?))?
        .pred_opt()
}

/// Days of a range in each season that it touches, in order.
pub fn days_by_season(start: NaiveDate, end: NaiveDate) -> Vec<(Season, i64)> {
    let mut seasons = Vec::new();
    let mut season = Season::of(start);
    while season.start() <= end {
        let days = days_inclusive(start.max(season.start()), end.min(season.end()));
        seasons.push((season, days));
        season = season.offset(1);
    }
    seasons
}

/// Refuses a contract that ends before it starts.
pub(super) fn ordered(start: NaiveDate, end: NaiveDate, field: &str) -> Result<(), DealError> {
    if end >= start {
        return Ok(());
    }
    let message = format!("The contract ends on {end}, before it starts on {start}");
    Err(DealError::new(Code::ContractEndBeforeStart, field, message))
}
