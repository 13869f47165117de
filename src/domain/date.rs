//! Days, partial dates and seasons, as football counts them.

use std::fmt;

use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Days of a month when months left are counted: 365.25 / 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// A date as exact as the source gives it: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i32),
    /// Year and month (1 to 12) are known.
    Month(i32, u32),
    /// The day is known.
    Day(NaiveDate),
}

impl PartialDate {
    /// The first day that it can mean.
    pub fn earliest(self) -> NaiveDate {
        match self {
            Self::Year(year) => first_of(year, 1),
            Self::Month(year, month) => first_of(year, month),
            Self::Day(day) => day,
        }
    }

    /// The last day that it can mean.
    pub fn latest(self) -> NaiveDate {
        match self {
            Self::Year(year) => last_of(year, 12),
            Self::Month(year, month) => last_of(year, month),
            Self::Day(day) => day,
        }
    }

    /// The day, if the source gave one.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// The form of the file: `2025`, `2025-07` or `2025-07-11`.
    pub fn iso(self) -> String {
        match self {
            Self::Year(year) => format!("{year:04}"),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Day(day) => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }

    /// Reads the form of the file: `2025`, `2025-07` or `2025-07-11`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let valid = |year: i32| (MIN_YEAR..=MAX_YEAR).contains(&year);
        match text.len() {
            4 => text
                .parse()
                .ok()
                .filter(|year| valid(*year))
                .map(Self::Year),
            7 => {
                let (year, month) = text.split_once('-')?;
                let (year, month) = (year.parse().ok()?, month.parse().ok()?);
                (valid(year) && (1..=12).contains(&month)).then_some(Self::Month(year, month))
            }
            10 => {
                let day = iso_day(text)?;
                valid(day.year()).then_some(Self::Day(day))
            }
            _ => None,
        }
    }
}

/// `2025-07-11`, without the general reader of patterns: a large file has a hundred thousand days.
fn iso_day(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, byte| {
            let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
            Some(number * 10 + digit)
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Writes `2025-07-11`, again without the general way.
fn write_day<S: Serializer>(day: NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    let Ok(year @ 0..=9999) = u32::try_from(day.year()) else {
        return day.serialize(serializer);
    };
    let mut text = *b"0000-00-00";
    for (places, mut number) in [(0..4, year), (5..7, day.month()), (8..10, day.day())] {
        for place in places.rev() {
            text[place] += (number % 10) as u8;
            number /= 10;
        }
    }
    match std::str::from_utf8(&text) {
        Ok(text) => serializer.serialize_str(text),
        Err(_) => day.serialize(serializer),
    }
}

fn read_day<E: de::Error>(text: &str) -> Result<NaiveDate, E> {
    match iso_day(text) {
        Some(day) => Ok(day),
        None => text.parse().map_err(E::custom),
    }
}

/// A day in the file: the form of `NaiveDate`, without the general reader of patterns.
pub(crate) mod day {
    use super::*;

    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        write_day(*day, serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        read_day(&std::borrow::Cow::<'de, str>::deserialize(deserializer)?)
    }
}

/// A day in the file that may be missing.
pub(crate) mod optional_day {
    use super::*;

    pub fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => write_day(*day, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.map(|text| read_day(&text)).transpose()
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.earliest(), self.latest()).cmp(&(other.earliest(), other.latest()))
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

/// As the screen prints it: `2017`, `July 2021` or `11 Jul 2025`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{}", first_of(*year, *month).format("%B %Y")),
            Self::Day(day) => write!(f, "{}", day_text(*day)),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => write_day(*day, serializer),
            Self::Year(_) | Self::Month(..) => serializer.serialize_str(&self.iso()),
        }
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_iso(&text).ok_or_else(|| {
            de::Error::custom(format_args!(
                "{text:?} is not a date such as 2025-07-11, 2025-07 or 2025"
            ))
        })
    }
}

/// Years outside this range are typing errors, not football.
const MIN_YEAR: i32 = 1850;
const MAX_YEAR: i32 = 2200;

/// True if a year can stand in a dossier.
pub fn is_plausible(day: NaiveDate) -> bool {
    (MIN_YEAR..=MAX_YEAR).contains(&day.year())
}

/// A football season, 1 July to 30 June, named by the year in which it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Season(pub i32);

impl Season {
    /// The season in which a day lies.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= 7 {
            day.year()
        } else {
            day.year() - 1
        })
    }

    /// 1 July.
    pub fn start(self) -> NaiveDate {
        first_of(self.0, 7)
    }

    /// 30 June of the next year.
    pub fn end(self) -> NaiveDate {
        last_of(self.0.saturating_add(1), 6)
    }

    /// The season before or after.
    pub fn offset(self, seasons: i32) -> Self {
        Self(self.0.saturating_add(seasons))
    }

    /// `2024/25`.
    pub fn long(self) -> String {
        format!("{}/{:02}", self.0, self.0.saturating_add(1).rem_euclid(100))
    }
}

/// `24/25`.
impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}/{:02}",
            self.0.rem_euclid(100),
            self.0.saturating_add(1).rem_euclid(100)
        )
    }
}

/// Completed years at a date; a date before the birth gives none.
pub fn age_on(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    on.years_since(born)
}

/// Months from `on` to the end of a contract: days / 30.4375; negative after the end.
pub fn months_left(end: NaiveDate, on: NaiveDate) -> f64 {
    (end - on).num_days() as f64 / DAYS_PER_MONTH
}

/// The first day on which a club abroad may sign a player whose contract ends on `expiry`:
/// six calendar months before the day after (FIFA RSTP art. 18(3), secondary source).
pub fn pre_contract_from(expiry: NaiveDate) -> NaiveDate {
    expiry
        .succ_opt()
        .and_then(|free| free.checked_sub_months(Months::new(6)))
        .unwrap_or(expiry)
}

/// `11 Jul 2025`, the form of the screen.
pub fn day_text(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

fn last_of(year: i32, month: u32) -> NaiveDate {
    let first = first_of(year, month);
    first
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::day;

    #[test]
    fn days_stand_in_the_file_as_the_calendar_prints_them() {
        for text in [
            "2025-07-11",
            "0000-01-01",
            "9999-12-31",
            "-0001-12-31",
            "+10000-01-01",
        ] {
            let json = format!("\"{text}\"");
            let mut written = Vec::new();
            let mut writer = serde_json::Serializer::new(&mut written);
            day::serialize(&day(text), &mut writer).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), json);
            let mut reader = serde_json::Deserializer::from_str(&json);
            assert_eq!(day::deserialize(&mut reader).unwrap(), day(text));
        }
        for text in [
            "2025-02-30",
            "2025-13-01",
            "2025/07/11",
            "20250711",
            "２０２５-07-11",
            "",
        ] {
            let json = format!("\"{text}\"");
            let mut reader = serde_json::Deserializer::from_str(&json);
            assert!(day::deserialize(&mut reader).is_err(), "{text}");
        }
    }

    #[test]
    fn pre_contract_opens_six_months_before_the_day_after_expiry() {
        for (expiry, from) in [("2026-06-30", "2026-01-01"), ("2027-05-31", "2026-12-01")] {
            assert_eq!(pre_contract_from(day(expiry)), day(from), "{expiry}");
        }
    }

    #[test]
    fn seasons_run_from_july_to_june() {
        for (on, season) in [
            ("2025-06-30", "24/25"),
            ("2025-07-01", "25/26"),
            ("1999-12-31", "99/00"),
        ] {
            assert_eq!(Season::of(day(on)).to_string(), season, "{on}");
        }
        assert_eq!(Season(2024).end(), day("2025-06-30"));
    }

    #[test]
    fn ages_are_completed_years() {
        assert_eq!(age_on(day("1999-05-25"), day("2025-07-11")), Some(26));
        assert_eq!(age_on(day("1999-05-25"), day("2026-05-24")), Some(26));
        assert_eq!(age_on(day("2030-01-01"), day("2025-07-11")), None);
    }

    #[test]
    fn months_left_are_days_over_the_mean_month() {
        assert!(
            (months_left(day("2026-06-30"), day("2025-07-11")) - 354.0 / 30.4375).abs() < 1e-12
        );
    }

    #[test]
    fn partial_dates_keep_their_precision() {
        for text in ["2017", "2021-07", "2025-07-11"] {
            let date = PartialDate::from_iso(text).unwrap();
            assert_eq!(serde_json::to_string(&date).unwrap(), format!("\"{text}\""));
        }
        for text in ["17", "2021-13", "2025-02-30", "0001-01-01", ""] {
            assert_eq!(PartialDate::from_iso(text), None, "{text}");
        }
    }
}
