//! Dates as tables write them beside those that people type: with the age behind them, with months in
//! six languages, as figures without signs, as a spreadsheet's number of a day.

use chrono::{DateTime, Days, NaiveDate};

use super::detect::Figures;
use crate::domain::date::is_plausible;

/// A date without the age behind it: "May 13, 1999 (27)" is "May 13, 1999".
pub(super) fn without_age(cell: &str) -> &str {
    let cell = cell.trim();
    match cell
        .strip_suffix(')')
        .and_then(|cell| cell.rsplit_once('('))
    {
        Some((date, age)) if age.chars().any(|c| c.is_ascii_digit()) => date.trim_end(),
        _ => cell,
    }
}

/// A day that a table writes as one number, and what the number counts.
pub(super) fn of_number(cell: &str) -> Option<(NaiveDate, &'static str)> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let (day, what) = match digits.len() {
        // Spreadsheets count days from the end of 1899.
        5 if number >= 10_000 => {
            let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            let day = start.checked_add_days(Days::new(number.unsigned_abs()))?;
            (day, "a spreadsheet's number of a day")
        }
        8 => {
            let (year, rest) = (number / 10_000, number % 10_000);
            let (month, day) = (u32::try_from(rest / 100), u32::try_from(rest % 100));
            let year = i32::try_from(year).ok()?;
            let day = NaiveDate::from_ymd_opt(year, month.ok()?, day.ok()?)?;
            (day, "year, month and day")
        }
        9 | 10 => (
            DateTime::from_timestamp(number, 0)?.date_naive(),
            "seconds since 1970",
        ),
        _ => return None,
    };
    is_plausible(day).then_some((day, what))
}

/// The months in English, German, Spanish, French, Italian and Portuguese, without accents.
const MONTHS: [(&str, &[&str]); 12] = [
    (
        "Jan",
        &[
            "jan", "januar", "janner", "january", "ene", "enero", "janv", "janvier", "gen", "genn",
            "gennaio", "janeiro",
        ],
    ),
    (
        "Feb",
        &[
            "feb",
            "febr",
            "februar",
            "february",
            "febrero",
            "fev",
            "fevr",
            "fevrier",
            "febbraio",
            "fevereiro",
        ],
    ),
    (
        "Mar",
        &[
            "mar", "marz", "maerz", "mrz", "march", "marzo", "mars", "marco",
        ],
    ),
    (
        "Apr",
        &["apr", "april", "abr", "abril", "avr", "avril", "aprile"],
    ),
    ("May", &["mai", "may", "mayo", "mag", "maggio", "maio"]),
    (
        "Jun",
        &[
            "jun", "juni", "june", "junio", "juin", "giu", "giugno", "junho",
        ],
    ),
    (
        "Jul",
        &[
            "jul", "juli", "july", "julio", "juil", "juillet", "lug", "luglio", "julho",
        ],
    ),
    ("Aug", &["aug", "august", "ago", "agosto", "aout"]),
    (
        "Sep",
        &[
            "sep",
            "sept",
            "september",
            "septiembre",
            "setiembre",
            "septembre",
            "set",
            "sett",
            "settembre",
            "setembro",
        ],
    ),
    (
        "Oct",
        &[
            "okt", "oktober", "oct", "october", "octubre", "octobre", "ott", "ottobre", "out",
            "outubro",
        ],
    ),
    (
        "Nov",
        &["nov", "november", "noviembre", "novembre", "novembro"],
    ),
    (
        "Dec",
        &[
            "dez",
            "dezember",
            "dec",
            "december",
            "dic",
            "diciembre",
            "decembre",
            "dicembre",
            "dezembro",
        ],
    ),
];

/// A date with its month in English: "13 de mayo de 1999" is "13 May 1999". `None` without a month.
pub(super) fn in_english(cell: &str) -> Option<String> {
    let plain = deunicode::deunicode(cell).to_lowercase();
    let mut words = Vec::new();
    let mut months = 0;
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()) {
        let month = MONTHS.iter().find(|(_, names)| names.contains(&word));
        match month {
            Some((month, _)) => {
                months += 1;
                words.push(*month);
            }
            None if matches!(word, "" | "de" | "del" | "di" | "do" | "of" | "den") => {}
            None => words.push(word),
        }
    }
    (months == 1).then(|| words.join(" "))
}

/// True for an injury's end that says that he is still out.
pub(super) fn is_still_open(cell: &str) -> bool {
    // A day beyond every career stands for none: 9999-12-31, 31/12/2099.
    if Figures::read(cell).is_some_and(|figures| figures.year() >= 2_099) {
        return true;
    }
    let plain = deunicode::deunicode(cell).to_lowercase();
    matches!(
        plain.trim(),
        "today"
            | "now"
            | "present"
            | "current"
            | "ongoing"
            | "open"
            | "still out"
            | "still injured"
            | "heute"
            | "bis heute"
            | "aktuell"
            | "laufend"
            | "offen"
            | "hoy"
            | "actualidad"
            | "presente"
            | "en curso"
            | "aujourd'hui"
            | "en cours"
            | "oggi"
            | "in corso"
            | "hoje"
            | "em curso"
            | "atual"
            | "atualmente"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_six_languages() {
        for (text, english) in [
            ("13. März 1999", Some("13 Mar 1999")),
            ("30. Juni 2027", Some("30 Jun 2027")),
            ("13 de mayo de 1999", Some("13 May 1999")),
            ("1 août 2024", Some("1 Aug 2024")),
            ("5 gennaio 2001", Some("5 Jan 2001")),
            ("31-dez-2026", Some("31 Dec 2026")),
            ("27.06.1999", None),
            ("in the autumn", None),
        ] {
            assert_eq!(in_english(text).as_deref(), english, "{text}");
        }
    }

    #[test]
    fn a_day_can_be_one_number() {
        let day = |cell: &str| of_number(cell).map(|(day, _)| day.to_string());
        for (cell, expected) in [
            ("36293", Some("1999-05-13")),
            ("46568.0", Some("2027-06-30")),
            ("19990513", Some("1999-05-13")),
            ("1715558400", Some("2024-05-13")),
            ("13051999", None),
            ("2024", None),
            ("123456", None),
        ] {
            assert_eq!(day(cell).as_deref(), expected, "{cell}");
        }
    }
}
