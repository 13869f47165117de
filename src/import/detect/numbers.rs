//! Numbers as files write them, and which sign divides their decimals.

use serde::{Deserialize, Serialize};

use super::Detected;
use crate::domain::figures::counted;
use crate::import::table::Table;

/// The sign between whole units and decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalSign {
    /// 2.37
    #[default]
    Point,
    /// 2,37
    Comma,
}

impl DecimalSign {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Point => "point, 2.37",
            Self::Comma => "comma, 2,37",
        }
    }

    fn signs(self) -> (u8, u8) {
        match self {
            Self::Point => (b'.', b','),
            Self::Comma => (b',', b'.'),
        }
    }
}

/// Reads a number: digits, groups of three, decimals, a sign, a percent sign behind it. Empty cells
/// and the ways in which tables say "nothing" are `None`, as is what is no number.
pub fn number(text: &str, sign: DecimalSign) -> Option<f64> {
    if let Some(plain) = plain_number(text, sign) {
        return Some(plain.figure());
    }
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let (minus, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let first = *digits.as_bytes().first()?;
    if !first.is_ascii_digit() && !matches!(first, b'.' | b',') {
        return None;
    }
    let plain = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse::<f64>().ok()?
    } else {
        marked(digits, sign)?
    };
    Some(if minus { -plain } else { plain })
}

/// A number as it is written: the digits and how many of them are decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainNumber {
    /// All digits, with the sign.
    pub digits: i64,
    /// How many are decimals, at most fifteen.
    pub places: u8,
}

impl PlainNumber {
    /// The figure. Digits and powers of ten up to fifteen are exact, so that their quotient is rounded
    /// once, as the general reader rounds.
    fn figure(self) -> f64 {
        const TENS: [f64; 16] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        ];
        let tens = TENS.get(usize::from(self.places)).copied();
        self.digits as f64 / tens.unwrap_or(f64::NAN)
    }
}

/// Reads up to fifteen digits with at most one decimal sign, as nearly all figures are written.
pub fn plain_number(text: &str, sign: DecimalSign) -> Option<PlainNumber> {
    let text = text.as_bytes();
    let (minus, text) = match text.split_first()? {
        (b'-', rest) => (true, rest),
        _ => (false, text),
    };
    if text.len() > 15 {
        return None;
    }
    let (decimal, _) = sign.signs();
    let (mut digits, mut count, mut whole) = (0_i64, 0_u8, None);
    for byte in text {
        match byte.wrapping_sub(b'0') {
            digit @ 0..=9 => {
                digits = digits * 10 + i64::from(digit);
                count += 1;
            }
            _ if *byte == decimal && whole.is_none() => whole = Some(count),
            _ => return None,
        }
    }
    // Whole digits know no minus zero.
    let is_exact = count > 0 && (digits != 0 || !minus);
    is_exact.then_some(PlainNumber {
        digits: if minus { -digits } else { digits },
        places: whole.map_or(0, |whole| count - whole),
    })
}

/// Digits with marks between them.
fn marked(digits: &str, sign: DecimalSign) -> Option<f64> {
    let (decimal, thousands) = sign.signs();
    let mut plain = String::with_capacity(digits.len());
    // Digits since the last mark that divides thousands, once there was one.
    let mut group: Option<usize> = None;
    let mut decimals = false;
    for c in digits.chars() {
        match c {
            c if c.is_ascii_digit() => {
                plain.push(c);
                if !decimals {
                    group = group.map(|count| count + 1);
                }
            }
            c if c == char::from(decimal) && !decimals => {
                if group.is_some_and(|count| count != 3) {
                    return None;
                }
                (decimals, group) = (true, None);
                plain.push('.');
            }
            c if !decimals
                && (c == char::from(thousands)
                    || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')) =>
            {
                let first = group.is_none() && (1..=3).contains(&plain.len());
                if !first && group != Some(3) {
                    return None;
                }
                group = Some(0);
            }
            _ => return None,
        }
    }
    if group.is_some_and(|count| count != 3) || plain == "." {
        return None;
    }
    plain.parse().ok()
}

/// True for a cell of digits and the marks of numbers, dates and money alone.
pub(super) fn looks_numeric(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters == 0
}

/// What a cell says of the decimal sign.
enum Proof {
    Point,
    Comma,
    /// 1.234 or 1,234
    Open,
    Nothing,
}

fn proof(cell: &str) -> Proof {
    let cell = cell.trim_matches(|c: char| {
        c.is_whitespace() || c.is_alphabetic() || matches!(c, '€' | '£' | '$' | '%' | '-' | '+')
    });
    let marks: Vec<(usize, u8)> = cell
        .bytes()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii_digit())
        .collect();
    if marks.iter().any(|(_, mark)| !matches!(mark, b'.' | b',')) {
        return Proof::Nothing;
    }
    let decides = |mark: u8| {
        if mark == b'.' {
            Proof::Point
        } else {
            Proof::Comma
        }
    };
    let other = |mark: u8| {
        if mark == b'.' {
            Proof::Comma
        } else {
            Proof::Point
        }
    };
    match marks.as_slice() {
        [(at, mark)] => {
            let (whole, decimals) = (*at, cell.len() - at - 1);
            if decimals == 0 {
                Proof::Nothing
            } else if decimals != 3 || whole > 3 || cell.starts_with('0') || whole == 0 {
                decides(*mark)
            } else {
                Proof::Open
            }
        }
        [.., (before, first), (last, mark)] if first != mark && last - before == 4 => {
            decides(*mark)
        }
        // The same mark twice divides thousands, if groups of three stand between; else a date.
        [_, .., (last, mark)]
            if marks.iter().all(|(_, one)| one == mark)
                && cell.len() - last == 4
                && marks
                    .windows(2)
                    .all(|two| matches!(two, [a, b] if b.0 - a.0 == 4)) =>
        {
            other(*mark)
        }
        _ => Proof::Nothing,
    }
}

/// The decimal sign that the cells prove.
pub fn decimal_sign(table: &Table) -> Detected<DecimalSign> {
    /// Cells that are looked at.
    const CELLS: usize = 400_000;
    let rows = table.len().min(CELLS / table.width().max(1) + 1);
    let (mut point, mut comma, mut open) = (Tally::default(), Tally::default(), Tally::default());
    for row in 0..rows {
        for column in 0..table.width() {
            let cell = table.cell(row, column);
            match proof(cell) {
                Proof::Point => point.add(cell),
                Proof::Comma => comma.add(cell),
                Proof::Open => open.add(cell),
                Proof::Nothing => {}
            }
        }
    }
    let (value, more, less) = if comma.count > point.count {
        (DecimalSign::Comma, &comma, &point)
    } else {
        (DecimalSign::Point, &point, &comma)
    };
    let name = if value == DecimalSign::Comma {
        "comma"
    } else {
        "point"
    };
    match (more.count, less.count, open.count) {
        (0, _, 0) => Detected::sure(value, "No number has decimals or groups of three digits"),
        (0, _, _) => {
            let open = &open.example;
            let evidence = format!("Nothing proves it: “{open}” can be read both ways");
            Detected::doubtful(value, evidence)
        }
        (count, 0, _) => {
            let evidence = format!(
                "{} such as “{}” can only hold a decimal {name}",
                counted(count, "number"),
                more.example
            );
            Detected::sure(value, evidence)
        }
        (count, against, _) => {
            let evidence = format!(
                "{} such as “{}” {} a decimal {name}, and {against} such as “{}” the other sign",
                counted(count, "number"),
                more.example,
                if count == 1 { "holds" } else { "hold" },
                less.example
            );
            Detected {
                value,
                evidence,
                // A club called "1.FC" or a version "2,0" does not unsettle a thousand numbers.
                sure: against * 50 < count,
            }
        }
    }
}

#[derive(Default)]
struct Tally {
    count: usize,
    example: String,
}

impl Tally {
    fn add(&mut self, cell: &str) {
        if self.count == 0 {
            self.example = cell.chars().take(30).collect();
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::csv;
    use crate::import::limits::Limits;

    #[test]
    fn numbers_are_read_with_their_groups_and_decimals() {
        use DecimalSign::{Comma, Point};
        for (text, sign, value) in [
            ("12", Point, Some(12.0)),
            ("2.37", Point, Some(2.37)),
            ("2,37", Comma, Some(2.37)),
            ("1,234.5", Point, Some(1234.5)),
            ("1.234,5", Comma, Some(1234.5)),
            ("1 234 567", Comma, Some(1_234_567.0)),
            ("−3", Point, Some(-3.0)),
            (".5", Point, Some(0.5)),
            ("79.4 %", Point, Some(79.4)),
            ("2,37", Point, None),
            ("12.05.1999", Point, None),
            ("1,23,456", Point, None),
            ("", Point, None),
            ("-", Point, None),
            ("N/A", Point, None),
            ("1e5", Point, None),
        ] {
            assert_eq!(number(text, sign), value, "{text}");
        }
    }

    #[test]
    fn every_figure_is_the_one_that_a_general_reader_of_decimals_gives() {
        for whole in [
            "",
            "0",
            "7",
            "12",
            "4503",
            "90071992",
            "123456789012",
            "9007199254740993",
        ] {
            for decimals in ["", "0", "1", "05", "37", "125", "3333333", "00000000001"] {
                for minus in ["", "-"] {
                    for point in [".", ","] {
                        let sign = if point == "." {
                            DecimalSign::Point
                        } else {
                            DecimalSign::Comma
                        };
                        let text = format!("{minus}{whole}{point}{decimals}");
                        let expected: Option<f64> = text.replace(',', ".").parse().ok();
                        let bits = |figure: Option<f64>| figure.map(f64::to_bits);
                        assert_eq!(bits(number(&text, sign)), bits(expected), "{text}");
                    }
                }
            }
        }
    }

    fn check(cells: &str, sign: DecimalSign, sure: bool) {
        let text = format!("a\n{cells}\n");
        let grid = csv::read(&text, b';', &Limits::default()).unwrap();
        let found = decimal_sign(&Table::new(grid, Some(0), 1));
        assert_eq!(
            (found.value, found.sure),
            (sign, sure),
            "{}",
            found.evidence
        );
    }

    #[test]
    fn the_decimal_sign_is_proved_by_the_cells() {
        check("2.37\n1\n30.5", DecimalSign::Point, true);
        check("2,37\n1.250.000", DecimalSign::Comma, true);
        check("1.234,5", DecimalSign::Comma, true);
        check("€84.65m\n1,234,567", DecimalSign::Point, true);
        check("1.234\n5.678", DecimalSign::Point, false);
        check("12\n13", DecimalSign::Point, true);
        check("1,5\n2.5", DecimalSign::Point, false);
        check("30.06.2026\n0,75", DecimalSign::Comma, true);
    }
}
