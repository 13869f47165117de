//! In which order day, month and year stand, and whether a file has swapped some of them.
//!
//! A day above 12 proves an order; the others could be read both ways. Some tools swap day and month
//! whenever the day allows it, so that half of a file is right and the other half wrong: the season
//! that stands in the same row tells.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Detected;
use crate::domain::career::typed_season;
use crate::domain::date::{PartialDate, Season, is_plausible};
use crate::domain::figures::{self, counted};
use crate::import::table::Table;

/// The order of day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 30/6/2026, and 2026-06-30.
    #[default]
    DayFirst,
    /// 6/30/2026, and 2026-06-30.
    MonthFirst,
    /// As day first, but day and month are swapped wherever the day is at most 12.
    Swapped,
}

impl DateOrder {
    /// Every order, as a list offers them.
    pub const ALL: [Self; 3] = [Self::DayFirst, Self::MonthFirst, Self::Swapped];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::DayFirst => "year-month-day or day first",
            Self::MonthFirst => "month first",
            Self::Swapped => "day and month swapped up to the 12th",
        }
    }
}

/// How many dates prove what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    /// Only the day can stand first (or last, behind year and month).
    pub day_first: usize,
    /// Only the month can stand first.
    pub month_first: usize,
    /// Both can.
    pub open: usize,
    /// Open ones that lie in the season of their row only as they are written.
    pub season_as_written: usize,
    /// Open ones that lie in the season of their row only when swapped.
    pub season_swapped: usize,
}

/// The parts of a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    year: i32,
    /// The first figure beside the year as a person reads it day first: the day.
    day: u32,
    month: u32,
}

impl Figures {
    /// Reads `2026-06-30`, `30.6.2026`, `30/06/26`; a time behind it is left out.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.split([' ', 'T']).next()?;
        let mut parts = text.split(['-', '/', '.']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let number = |part: &str| -> Option<u32> {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        if parts.next().is_some() {
            return None;
        }
        let (one, two, three) = (number(first)?, number(second)?, number(third)?);
        let (year, month, day) = match (first.len(), third.len()) {
            (4, 1 | 2) => (one, two, three),
            (1 | 2, 4) => (three, two, one),
            // Careers run from 1960 to 2059.
            (1 | 2, 2) => (
                if three >= 60 {
                    1_900 + three
                } else {
                    2_000 + three
                },
                two,
                one,
            ),
            _ => return None,
        };
        Some(Self {
            year: i32::try_from(year).ok()?,
            day,
            month,
        })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The day as it is written, day first.
    pub fn straight(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }

    /// The day with day and month changed over.
    pub fn swapped(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.day, self.month)
    }
}

/// A date that was read, and why it may be another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The date.
    pub date: PartialDate,
    /// The other day that it may be, if the file leaves it open.
    pub or_else: Option<NaiveDate>,
}

/// Reads a date in figures in the order of its file. The season of the row overrules the order if
/// only one of two readings lies in it. `doubted` says that the order itself is in doubt.
pub fn read_figures(
    figures: Figures,
    order: DateOrder,
    season: Option<Season>,
    doubted: bool,
) -> Option<ReadDate> {
    let sound = |day: Option<NaiveDate>| day.filter(|day| is_plausible(*day));
    let (straight, swapped) = (sound(figures.straight()), sound(figures.swapped()));
    let (first, second) = match order {
        DateOrder::DayFirst => (straight, swapped),
        DateOrder::MonthFirst | DateOrder::Swapped => (swapped, straight),
    };
    let read = |date: NaiveDate, or_else| ReadDate {
        date: PartialDate::Day(date),
        or_else,
    };
    let (first, second) = match (first, second) {
        (Some(first), Some(second)) if first != second => (first, second),
        (first, second) => return first.or(second).map(|day| read(day, None)),
    };
    // Where the order is proved, a row that seems to contradict its season is only odd.
    let fits = |day: NaiveDate| doubted && season.is_some_and(|season| Season::of(day) == season);
    Some(match (fits(first), fits(second)) {
        (true, false) => read(first, None),
        (false, true) => read(second, None),
        _ => read(first, doubted.then_some(second)),
    })
}

/// Counts what the dates of some columns prove, by themselves and by the season of their row.
pub fn date_evidence(table: &Table, columns: &[usize], season: Option<usize>) -> DateEvidence {
    /// Rows that are looked at.
    const ROWS: usize = 100_000;
    let mut found = DateEvidence::default();
    for row in 0..table.len().min(ROWS) {
        let season = season.and_then(|column| typed_season(table.cell(row, column)));
        for column in columns {
            let Some(figures) = Figures::read(table.cell(row, *column)) else {
                continue;
            };
            match (figures.straight(), figures.swapped()) {
                (Some(_), None) => found.day_first += 1,
                (None, Some(_)) => found.month_first += 1,
                (Some(one), Some(other)) if one != other => {
                    found.open += 1;
                    let fits = |day| season.map(|season| Season::of(day) == season);
                    match (fits(one), fits(other)) {
                        (Some(true), Some(false)) => found.season_as_written += 1,
                        (Some(false), Some(true)) => found.season_swapped += 1,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The order of day and month that the dates of some columns prove.
pub fn date_order(table: &Table, columns: &[usize], season: Option<usize>) -> Detected<DateOrder> {
    judge(date_evidence(table, columns, season))
}

fn judge(found: DateEvidence) -> Detected<DateOrder> {
    let DateEvidence {
        day_first,
        month_first,
        open,
        season_as_written,
        season_swapped,
    } = found;
    let all = day_first + month_first + open;
    let either = match (open, all) {
        (0, _) => "none could be read both ways".to_owned(),
        (1, 1) => "The one date could be read both ways".to_owned(),
        (open, all) if open == all => {
            format!("All {} dates could be read both ways", figures::count(all))
        }
        (open, all) => format!(
            "{} of {} could be read both ways",
            figures::count(open),
            figures::count(all)
        ),
    };
    // A few rows of a file are always odd: a move of the summer may be dated before 1 July.
    let by_season = season_swapped > 20 * season_as_written.max(1).min(season_swapped)
        || (season_swapped >= 3 && season_as_written == 0);
    let against = season_swapped > 2 && season_swapped > 10 * season_as_written;
    if (by_season || against) && day_first >= month_first {
        let evidence = format!(
            "{either}. {} of them lie in the season of their row only when day and month are \
             swapped, {} only as written",
            figures::count(season_swapped),
            figures::count(season_as_written)
        );
        let order = if day_first == 0 {
            DateOrder::MonthFirst
        } else {
            DateOrder::Swapped
        };
        return Detected::doubtful(order, evidence);
    }
    match (day_first, month_first) {
        (0, 0) if open == 0 => Detected::sure(DateOrder::DayFirst, "No date could be misread"),
        (0, 0) => {
            let evidence = format!("{either}, and none proves the order");
            let sure = season_as_written > 2 && season_swapped == 0;
            Detected {
                value: DateOrder::DayFirst,
                evidence,
                sure,
            }
        }
        (day_first, 0) => {
            let evidence = format!("{} in its place; {either}", above_twelve(day_first));
            Detected::sure(DateOrder::DayFirst, evidence)
        }
        (0, month_first) => {
            let evidence = format!("{} behind the month; {either}", above_twelve(month_first));
            Detected::sure(DateOrder::MonthFirst, evidence)
        }
        (day_first, month_first) => {
            let evidence = format!(
                "Day first and month first are mixed: {} in its place and {month_first} behind the month; {either}",
                above_twelve(day_first)
            );
            let value = if month_first > day_first {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            };
            Detected::doubtful(value, evidence)
        }
    }
}

/// `1 date has a day above 12`, `4 dates have a day above 12`.
fn above_twelve(count: usize) -> String {
    let have = if count == 1 { "has" } else { "have" };
    format!("{} {have} a day above 12", counted(count, "date"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::csv;
    use crate::import::limits::Limits;

    fn check(rows: &str, order: DateOrder, sure: bool) {
        let text = format!("on,season\n{rows}\n");
        let grid = csv::read(&text, b',', &Limits::default()).unwrap();
        let table = Table::new(grid, Some(0), 1);
        let found = date_order(&table, &[0], Some(1));
        let ends = (found.value, found.sure);
        assert_eq!(ends, (order, sure), "{}", found.evidence);
    }

    #[test]
    fn days_above_twelve_prove_the_order() {
        use DateOrder::{DayFirst, MonthFirst};
        check("30/6/2026,\n1/7/2025,", DayFirst, true);
        check("6/30/2026,\n7/1/2025,", MonthFirst, true);
        check("2026-06-30,\n2025-07-01,", DayFirst, true);
        check("1/7/2025,\n2/3/2025,", DayFirst, false);
        check("30/6/2026,\n6/30/2026,", DayFirst, false);
        check(",\n,", DayFirst, true);
    }

    #[test]
    fn the_season_of_the_row_shows_that_day_and_month_are_swapped() {
        let rows = "2024-01-27,23/24\n2024-01-07,24/25\n2023-01-07,23/24\n2022-02-09,22/23";
        check(rows, DateOrder::Swapped, false);
    }

    fn check_read(text: &str, order: DateOrder, season: Option<i32>, day: &str, other: &str) {
        let figures = Figures::read(text).unwrap();
        let read = read_figures(figures, order, season.map(Season), true).unwrap();
        let or_else = read.or_else.map(|day| day.to_string()).unwrap_or_default();
        let found = (read.date.earliest().to_string(), or_else);
        assert_eq!(found, (day.to_owned(), other.to_owned()), "{text}");
    }

    #[test]
    fn a_date_is_read_in_its_order_and_its_doubt_is_told() {
        use DateOrder::{DayFirst, MonthFirst, Swapped};
        check_read("30.6.26", DayFirst, None, "2026-06-30", "");
        check_read("6/30/2026", MonthFirst, None, "2026-06-30", "");
        check_read("2025-01-27", Swapped, None, "2025-01-27", "");
        check_read("2025-01-06", Swapped, None, "2025-06-01", "2025-01-06");
        check_read("2024-01-07", Swapped, Some(2024), "2024-07-01", "");
        check_read("2024-01-07", DayFirst, Some(2024), "2024-07-01", "");
        check_read(
            "2024-01-07 00:00:00",
            DayFirst,
            Some(2023),
            "2024-01-07",
            "",
        );
        assert_eq!(
            Figures::read("2025-02-30")
                .and_then(|figures| { read_figures(figures, DayFirst, None, true) }),
            None
        );
        assert_eq!(Figures::read("1.2.3.4"), None);
    }
}
