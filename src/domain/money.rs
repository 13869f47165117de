//! Money in whole minor units with its currency, and figures as a source states them.
//!
//! No amount is ever a float. Exchange rates are exact decimals.

use std::fmt;

use iso_currency::Currency as Iso;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::extra::Extra;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(Iso);

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(Iso::EUR);
    /// Pound sterling.
    pub const GBP: Self = Self(Iso::GBP);
    /// US dollar.
    pub const USD: Self = Self(Iso::USD);

    /// Reads an ISO 4217 code in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Iso::from_code(&code.to_ascii_uppercase()).map(Self)
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits after the point: 2 for the euro, 0 for the yen.
    pub fn minor_digits(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_code(&code).ok_or_else(|| {
            de::Error::custom(format_args!("{code:?} is not an ISO 4217 currency code"))
        })
    }
}

/// An amount in minor units (cents, pence) of one currency.
///
/// It is copied everywhere, so it cannot carry members of a newer version as the records do.
/// Whatever is said of a sum beside its two members belongs to the record around it; a version
/// that must say it here raises `min_reader`. An unknown member is refused, because a sum that
/// loses part of its meaning when it is saved would be worse than a record that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Whole minor units.
    pub minor: i64,
    /// The currency of the amount.
    pub currency: Currency,
}

impl Money {
    /// An amount of minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// An amount in major units, rounded to the minor unit (ties away from zero); `None` if it
    /// does not fit.
    pub fn from_major(major: Decimal, currency: Currency) -> Option<Self> {
        let scale = Decimal::from(10_i64.checked_pow(currency.minor_digits())?);
        let minor = major
            .checked_mul(scale)?
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        Some(Self::new(minor.to_i64()?, currency))
    }

    /// Millions as the deal engine reckons them, rounded once to the minor unit; `None` if they do
    /// not fit.
    pub fn from_millions(millions: f64, currency: Currency) -> Option<Self> {
        let major = Decimal::from_f64(millions)?.checked_mul(Decimal::from(1_000_000))?;
        Self::from_major(major, currency)
    }

    /// The amount in major units, exact.
    pub fn major(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// The amount in millions of major units, exact.
    pub fn millions(self) -> Decimal {
        self.major() / Decimal::from(1_000_000)
    }

    /// The amount at `rate` units of `to` for one unit of this currency.
    pub fn converted(self, rate: Decimal, to: Currency) -> Option<Self> {
        Self::from_major(self.major().checked_mul(rate)?, to)
    }

    /// The amount without its currency, in the shortest exact form: `50m`, `25.5m`, `80k`, `950`.
    pub fn short(self) -> String {
        let major = self.major();
        let (unit, suffix) = if major.abs() >= Decimal::from(1_000_000) {
            (1_000_000, "m")
        } else if major.abs() >= Decimal::from(1_000) {
            (1_000, "k")
        } else {
            (1, "")
        };
        let figure = (major / Decimal::from(unit)).normalize();
        format!("{figure}{suffix}").replace('-', "−")
    }

    /// Millions with a fixed number of decimals, as a table prints them: `60.0`.
    pub fn millions_text(self, decimals: u32) -> String {
        let rounded = self.millions().round_dp_with_strategy(
            decimals,
            rust_decimal::RoundingStrategy::MidpointAwayFromZero,
        );
        format!("{rounded:.*}", decimals as usize).replace('-', "−")
    }

    /// Millions with two decimals in a column of that currency; another one has its code before it.
    pub fn in_column_of(self, currency: Currency) -> String {
        let text = self.millions_text(2);
        if self.currency == currency {
            text
        } else {
            format!("{} {text}", self.currency)
        }
    }
}

/// `EUR 50m`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.short())
    }
}

/// A share in hundredths of a percent: 1,000 is 10 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(pub u32);

impl Percent {
    /// The share as a fraction: 10 % is 0.1.
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

/// `12.5 %`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", Decimal::new(i64::from(self.0), 2).normalize())
    }
}

/// A figure as a source states it: an amount, a range, or a lower bound, with the conversion
/// that the source printed beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedAmount {
    /// The amount, or the lower end of a range.
    pub low: Money,
    /// The upper end of a range, in the same currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// True for "at least" and "or more".
    #[serde(default, skip_serializing_if = "super::extra::is_false")]
    pub or_more: bool,
    /// The conversion that the source printed; never converted further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<PrintedConversion>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl StatedAmount {
    /// A plain amount.
    pub fn exactly(amount: Money) -> Self {
        Self {
            low: amount,
            high: None,
            or_more: false,
            printed: None,
            extra: Extra::new(),
        }
    }

    /// The currency in which the source states the figure.
    pub fn currency(&self) -> Currency {
        self.low.currency
    }
}

/// `EUR 50m or more`, `EUR 20m–25m`.
impl fmt::Display for StatedAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.low)?;
        if let Some(high) = self.high {
            write!(f, "–{}", high.short())?;
        }
        if self.or_more {
            f.write_str(" or more")?;
        }
        Ok(())
    }
}

/// What a source printed in another currency, with the precision of its print.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrintedConversion {
    /// The amount, or the lower end of a range.
    pub low: Money,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Money>,
    /// The unit to which the print is rounded, in minor units: 100,000,000 for "GBP 43m".
    pub unit: i64,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_print_in_their_shortest_exact_form() {
        for (minor, text) in [
            (5_000_000_000, "EUR 50m"),
            (2_550_000_000, "EUR 25.5m"),
            (8_000_000, "EUR 80k"),
            (95_050, "EUR 950.5"),
            (0, "EUR 0"),
            (-100_000_000, "EUR −1m"),
        ] {
            assert_eq!(Money::new(minor, Currency::EUR).to_string(), text);
        }
    }

    #[test]
    fn conversion_rounds_once_to_the_minor_unit() {
        let rate = "0.8657".parse().unwrap();
        let pounds = Money::new(5_000_000_000, Currency::EUR)
            .converted(rate, Currency::GBP)
            .unwrap();
        assert_eq!(pounds, Money::new(4_328_500_000, Currency::GBP));
    }

    #[test]
    fn an_amount_too_large_is_refused_not_wrapped() {
        assert_eq!(Money::from_major(Decimal::MAX, Currency::EUR), None);
        assert_eq!(
            Money::new(i64::MAX, Currency::EUR).converted(Decimal::TEN, Currency::GBP),
            None
        );
    }
}
