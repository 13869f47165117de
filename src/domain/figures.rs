//! Figures as the screen prints them: fixed decimals, thousands by comma, the minus sign, a dash for
//! what is not there.

/// A figure with this many decimals: `1,234.50`, `−2.80`; `—` if it is no number.
pub fn figure(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    let plain = format!("{:.decimals$}", value.abs());
    let is_zero = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 4);
    if value < 0.0 && !is_zero {
        text.push('−');
    }
    text.push_str(&thousands(whole));
    if !rest.is_empty() {
        text.push('.');
        text.push_str(rest);
    }
    text
}

/// Digits with commas between thousands: `1,234`.
pub fn thousands(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.char_indices() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A whole figure: `2,560`.
pub fn whole(value: f64) -> String {
    figure(value, 0)
}

/// A count with commas between thousands.
pub fn count(count: usize) -> String {
    thousands(&count.to_string())
}

/// `1 row`, `1,200 rows`, `3 matches`.
pub fn counted(count: usize, one: &str) -> String {
    let ending = match count {
        1 => "",
        _ if one.ends_with("ch") => "es",
        _ => "s",
    };
    format!("{} {one}{ending}", self::count(count))
}

/// A figure that says on which side of zero it stands: `+2.80`, `−2.80`, `0.00`.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = figure(value, decimals);
    let above_zero = value > 0.0 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    if above_zero { format!("+{text}") } else { text }
}

/// A span: `0.41–1.12`.
pub fn span((low, high): (f64, f64), decimals: usize) -> String {
    format!("{}–{}", figure(low, decimals), figure(high, decimals))
}

/// Words that no line may part: `n = 104`, `EUR m`.
pub fn tied(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

/// The least and the most of those that are numbers.
pub fn ends(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold(None, |ends, value| match ends {
            None => Some((value, value)),
            Some((least, most)) => Some((least.min(value), most.max(value))),
        })
}

/// Millions with two decimals: `24.95`, `−2.80`.
pub fn millions_text(millions: f64) -> String {
    let rounded = (millions * 100.0).round() / 100.0;
    // A tenth of a cent below nothing is nothing.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded:.2}").replace('-', "−")
}

/// A chance in whole percent, as the screen prints it.
pub fn chance_text(chance: f64) -> String {
    format!("{:.0} %", 100.0 * chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_fixed_decimals_and_their_own_signs() {
        for (value, decimals, plain, with_sign) in [
            (0.0, 2, "0.00", "0.00"),
            (-0.0, 1, "0.0", "0.0"),
            (-0.001, 2, "0.00", "0.00"),
            (0.001, 2, "0.00", "0.00"),
            (-2.8, 2, "−2.80", "−2.80"),
            (24.954, 2, "24.95", "+24.95"),
            (1_234_567.0, 0, "1,234,567", "+1,234,567"),
            (999.5, 0, "1,000", "+1,000"),
            (f64::NAN, 2, "—", "—"),
            (f64::INFINITY, 0, "—", "—"),
        ] {
            assert_eq!(figure(value, decimals), plain);
            assert_eq!(signed(value, decimals), with_sign);
        }
    }

    #[test]
    fn ends_leave_out_what_is_no_number() {
        assert_eq!(
            ends([f64::NAN, 3.0, -1.0, f64::INFINITY]),
            Some((-1.0, 3.0))
        );
        assert_eq!(ends([f64::NAN]), None);
        assert_eq!(ends([]), None);
    }
}
