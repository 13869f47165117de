//! Today, now, and new ids: the only place that reads the time.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound as _, Utc};
use uuid::Uuid;

/// Tells the time and makes ids from it.
pub trait Clock: Send + Sync {
    /// The moment, to the second.
    fn now(&self) -> DateTime<Utc>;

    /// The day, in the user's time zone.
    fn today(&self) -> NaiveDate;

    /// A moment as the user's clock on the wall showed it.
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime;

    /// An id that no other record has (UUID version 7, RFC 9562).
    fn new_id(&self) -> Uuid;

    /// Seconds since some moment in the past; never goes back.
    fn seconds(&self) -> f64;
}

/// The clock of the machine.
#[derive(Debug)]
pub struct SystemClock {
    start: std::time::Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            start: std::time::Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(0)
    }

    fn today(&self) -> NaiveDate {
        chrono::Local::now().date_naive()
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&chrono::Local).naive_local()
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }
}

/// A clock that stands still and counts its ids, for tests and pictures.
#[derive(Debug)]
pub struct FixedClock {
    now: DateTime<Utc>,
    ids: AtomicU64,
}

impl FixedClock {
    /// A clock that stands at noon of a day.
    pub fn at(day: NaiveDate) -> Self {
        let noon = day.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::hours(12);
        Self {
            now: noon.and_utc(),
            ids: AtomicU64::new(1),
        }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.naive_utc()
    }

    fn new_id(&self) -> Uuid {
        let count = self.ids.fetch_add(1, Ordering::Relaxed);
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        random[2..].copy_from_slice(&count.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn seconds(&self) -> f64 {
        0.0
    }
}
