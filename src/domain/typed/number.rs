//! Digits with points, commas and spaces between them.

use rust_decimal::Decimal;

/// A number without a unit, as counts and heights are typed.
pub(super) fn plain_number(text: &str) -> Option<Decimal> {
    Number::read(text.trim()).ok()?.value(0).ok()
}

/// Digits with their marks, before it is decided what the marks mean.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Without marks that can only divide thousands.
    plain: String,
    /// True for one mark with exactly three digits behind it: "1.250".
    open: Option<char>,
}

impl Number {
    pub(super) fn read(text: &str) -> Result<Self, &'static str> {
        const BAD_GROUPS: &str = "has digits in odd groups";
        let text: String = text
            .chars()
            .filter_map(|c| match c {
                ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' => None,
                c => Some(c),
            })
            .collect();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let marks: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, c)| !c.is_ascii_digit())
            .collect();
        if digits == 0 || marks.iter().any(|(_, c)| !matches!(c, '.' | ',')) {
            return Err("is no number");
        }
        let Some(&(last, mark)) = marks.last() else {
            return Ok(Self {
                plain: text,
                open: None,
            });
        };
        let (whole, decimals) = (&text[..last], &text[last + 1..]);
        let others: Vec<char> = marks.iter().rev().skip(1).map(|(_, c)| *c).collect();
        let groups_fit = |text: &str, by: char| {
            let mut groups = text.split(by);
            let first = groups
                .next()
                .is_some_and(|group| (1..=3).contains(&group.len()));
            first && groups.all(|group| group.len() == 3)
        };
        let plain = match others.as_slice() {
            // One mark alone: decimals, unless three digits follow and leave it open.
            [] if decimals.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" => {
                let plain = format!("{whole}.{decimals}");
                return Ok(Self {
                    plain,
                    open: Some(mark),
                });
            }
            [] if whole.is_empty() || decimals.is_empty() => return Err("is no number"),
            [] => format!("{whole}.{decimals}"),
            // The same mark again and again divides thousands.
            others if others.iter().all(|other| *other == mark) => {
                if !groups_fit(&text, mark) {
                    return Err(BAD_GROUPS);
                }
                text.replace(mark, "")
            }
            // Two marks: the last one divides decimals.
            others if others.iter().all(|other| *other != mark) => {
                let by = if mark == '.' { ',' } else { '.' };
                if !groups_fit(whole, by) || decimals.is_empty() {
                    return Err(BAD_GROUPS);
                }
                format!("{}.{decimals}", whole.replace(by, ""))
            }
            _ => return Err(BAD_GROUPS),
        };
        Ok(Self { plain, open: None })
    }

    fn exact(&self) -> Result<Decimal, String> {
        let number = Decimal::from_str_exact(&self.plain);
        number.map_err(|_| "is too large".to_owned())
    }

    pub(super) fn decimals(&self) -> usize {
        self.plain
            .split_once('.')
            .map_or(0, |(_, digits)| digits.len())
    }

    /// Without a letter behind it: a comma divides thousands, a point leaves it open, unless the
    /// currency counts thousandths.
    pub(super) fn value(&self, minor_digits: u32) -> Result<Decimal, String> {
        let thousands = || self.plain.replace('.', "");
        match self.open {
            Some('.') if minor_digits < 3 => Err(format!(
                "could be two numbers. Type {} or {}",
                thousands(),
                self.plain.trim_end_matches('0').trim_end_matches('.')
            )),
            Some(',') => {
                Decimal::from_str_exact(&thousands()).map_err(|_| "is too large".to_owned())
            }
            _ => self.exact(),
        }
    }

    /// With `k`, `m` or `bn` behind it: a point divides decimals, a comma leaves it open.
    pub(super) fn value_in_units(&self, power: u32) -> Result<Decimal, String> {
        if self.open == Some(',') {
            return Err(format!(
                "could be two sums. Type {} or {} before the letter",
                self.plain,
                self.plain.replace('.', "")
            ));
        }
        let unit = 10_i64.checked_pow(power).map(Decimal::from);
        let product = unit.and_then(|unit| self.exact().ok()?.checked_mul(unit));
        product.ok_or_else(|| "is too large".to_owned())
    }
}
