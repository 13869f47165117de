//! How a fee is paid, as people type it: its shares, and when the parts are due.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::apportion::apportion;
use crate::domain::extra::Extra;
use crate::domain::id::InstalmentId;
use crate::domain::money::Money;
use crate::domain::package::schedule::after;
use crate::domain::package::{Instalment, Package};
use crate::domain::typed;

/// More parts than any deal has.
const MOST_PARTS: usize = 24;

impl Package {
    /// Reads shares such as `50/50`, `40/30/30`, `3` equal parts, or `at once`. Days that are
    /// known stay; new parts follow a year apart, the first on `on`.
    ///
    /// # Errors
    /// A sentence for the field.
    pub(super) fn with_shares(
        &self,
        text: &str,
        on: NaiveDate,
        mut new_id: impl FnMut() -> InstalmentId,
    ) -> Result<Vec<Instalment>, String> {
        let weights = read_shares(text)?;
        if weights.len() <= 1 {
            return Ok(Vec::new());
        }
        let Some(fee) = self.fixed_fee else {
            return Err("Enter the fixed fee first. Its parts follow from it".to_owned());
        };
        let first = self.instalments.first().map_or(on, |part| part.due);
        let parts = apportion(fee.minor, &weights);
        let mut dated = |(idx, minor): (usize, i64)| {
            let old = self.instalments.get(idx);
            let months = u32::try_from(12 * idx).unwrap_or(0);
            let due = || after(first, months).unwrap_or(first);
            Instalment {
                id: old.map_or_else(&mut new_id, |old| old.id),
                due: old.map_or_else(due, |old| old.due),
                amount: Money::new(minor, fee.currency),
                extra: old.map_or_else(Extra::new, |old| old.extra.clone()),
            }
        };
        Ok(parts.into_iter().enumerate().map(&mut dated).collect())
    }

    /// Reads when the parts are due: `1 year`, `6 months`, `90 days`, or the day of each part after
    /// the first; with as many days as parts the first is moved too.
    ///
    /// # Errors
    /// A sentence for the field.
    pub(super) fn with_dues(&self, text: &str, on: NaiveDate) -> Result<Vec<Instalment>, String> {
        let Some(first) = self.instalments.first().map(|part| part.due) else {
            return Err("Say first how the fee is divided, as in 50/50".to_owned());
        };
        let count = self.instalments.len();
        let dues = match span(text) {
            Some(step) => step
                .from(first, count)
                .ok_or_else(|| format!("“{}” leads beyond the calendar", text.trim()))?,
            None => {
                let days = days(text, on)?;
                match days.len() {
                    given if given == count => days,
                    given if given + 1 == count => std::iter::once(first).chain(days).collect(),
                    given => {
                        return Err(format!(
                            "{given} days for {count} parts. Type 1 year, or a day for each part after the first"
                        ));
                    }
                }
            }
        };
        let mut parts = self.instalments.clone();
        for (part, due) in parts.iter_mut().zip(dues) {
            part.due = due;
        }
        Ok(parts)
    }
}

fn read_shares(text: &str) -> Result<Vec<f64>, String> {
    let text = text.trim();
    let sorry =
        || format!("“{text}” is no division. Type 50/50, 40/30/30, 3 for equal parts, or at once");
    let lower = text.to_lowercase();
    if text.is_empty() || matches!(lower.as_str(), "at once" | "once" | "up front" | "100") {
        return Ok(Vec::new());
    }
    let number = |part: &str| {
        let part = part.trim().trim_end_matches('%').trim().replace(',', ".");
        let share = Decimal::from_str_exact(&part).ok()?.to_f64()?;
        (share > 0.0).then_some(share)
    };
    let shares: Option<Vec<f64>> = text.split(['/', '+']).map(number).collect();
    let shares = shares.ok_or_else(sorry)?;
    if shares.len() > MOST_PARTS {
        return Err(format!("{} parts are more than {MOST_PARTS}", shares.len()));
    }
    if let [count] = shares.as_slice() {
        let whole = count.fract() == 0.0 && *count <= MOST_PARTS as f64;
        let count = Some(*count).filter(|_| whole).ok_or_else(sorry)?;
        return Ok(vec![1.0; count as usize]);
    }
    let sum: f64 = shares.iter().sum();
    if (sum - 100.0).abs() > 1.0 {
        return Err(format!("The parts add up to {sum:.0} %, not to 100 %"));
    }
    Ok(shares)
}

#[derive(Clone, Copy)]
enum Step {
    Months(u32),
    Days(u64),
}

impl Step {
    fn from(self, first: NaiveDate, count: usize) -> Option<Vec<NaiveDate>> {
        let nth = |idx: u32| match self {
            Self::Months(months) => after(first, months.checked_mul(idx)?),
            Self::Days(days) => {
                let days = days.checked_mul(u64::from(idx))?;
                first.checked_add_days(chrono::Days::new(days))
            }
        };
        (0..u32::try_from(count).ok()?).map(nth).collect()
    }
}

/// `1 year`, `6 months`, `90 days`.
fn span(text: &str) -> Option<Step> {
    let lower = text.trim().to_lowercase();
    let (figure, unit) = lower.split_at(lower.find(|c: char| !c.is_ascii_digit())?);
    let count: u32 = figure
        .parse()
        .ok()
        .filter(|count| (1..=3650).contains(count))?;
    match unit.trim() {
        "y" | "yr" | "year" | "years" | "a" => Some(Step::Months(count.checked_mul(12)?)),
        "m" | "mo" | "month" | "months" => Some(Step::Months(count)),
        "d" | "day" | "days" => Some(Step::Days(u64::from(count))),
        _ => None,
    }
}

fn days(text: &str, on: NaiveDate) -> Result<Vec<NaiveDate>, String> {
    let mut days = Vec::new();
    for part in text.split([',', ';']) {
        let day = typed::day(part, on).map_err(|err| err.to_string())?;
        days.extend(day);
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::PackageId;
    use crate::domain::money::Currency;
    use crate::domain::sourced::Basis;
    use crate::domain::testing::day;

    fn of(minor: i64) -> Package {
        let package = Package::new(PackageId(Uuid::nil()), "A", Basis::default());
        package.with_fixed_fee(Some(Money::new(minor, Currency::EUR)))
    }

    fn divided(minor: i64, text: &str) -> Package {
        let mut n = 0;
        let ids = || {
            n += 1;
            InstalmentId(Uuid::from_u128(n))
        };
        let mut package = of(minor);
        package.instalments = package.with_shares(text, day("2025-07-11"), ids).unwrap();
        package
    }

    #[test]
    fn parts_add_up_to_the_fee_whatever_the_shares_and_the_fee() {
        for text in ["50/50", "40/30/30", "3", "33.3/33.3/33.4", "7"] {
            for minor in [0, 1, 100, 2_217_222_100, 100_000_000_001] {
                let package = divided(minor, text);
                let sum = |package: &Package| -> i64 {
                    let parts = package.instalments.iter();
                    parts.map(|part| part.amount.minor).sum()
                };
                assert_eq!(sum(&package), minor, "{text} of {minor}");
                let more = package.with_fixed_fee(Some(Money::new(minor + 7, Currency::GBP)));
                assert_eq!(sum(&more), minor + 7, "{text} of {minor} and 7");
            }
        }
    }

    #[test]
    fn shares_and_dues_read_back_what_they_print() {
        for (shares, dues) in [
            ("50/50", "1 year"),
            ("40/30/30", "1 year"),
            ("50/50", "6 months"),
            ("50/25/25", "1 Oct 2025, 15 Jan 2027"),
        ] {
            let mut package = divided(2_500_000_000, shares);
            package.instalments = package.with_dues(dues, day("2025-07-11")).unwrap();
            assert_eq!(package.shares_text(), shares);
            assert_eq!(package.dues_text(), dues);
        }
        assert_eq!(of(100).shares_text(), "at once");
    }

    #[test]
    fn nonsense_is_refused_with_a_sentence() {
        let package = of(100);
        for text in [
            "50/60",
            "half",
            "-1/101",
            "0/100",
            "2.5",
            "100/",
            "99999999999",
        ] {
            let found = package.with_shares(text, day("2025-07-11"), || InstalmentId(Uuid::nil()));
            assert!(found.is_err(), "{text} gave {found:?}");
        }
        let package = divided(100, "50/50");
        for text in [
            "tomorrow",
            "3 days, 4 days",
            "1/1/26, 1/1/27, 1/1/28",
            "30/2/26",
        ] {
            assert!(
                package.with_dues(text, day("2025-07-11")).is_err(),
                "{text}"
            );
        }
    }
}
