//! What a deal function refuses, with a code for programs and a sentence for people.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

/// Why there is no figure. Programs read the code; it never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The catalogue has no function of that name.
    UnknownFunction,
    /// The input is not one JSON object.
    BadJson,
    /// A field that the function does not know.
    UnknownField,
    /// A field without a default is absent.
    MissingField,
    /// A value of another kind than the field takes.
    WrongType,
    /// A date that is no day between 1850 and 2200.
    BadDate,
    /// A word that is not one of the choices.
    BadChoice,
    /// A number that is not finite, or a result too large for one.
    NotFinite,
    /// A probability outside 0 to 1.
    ProbabilityOutOfRange,
    /// A share, percentage, amount or count outside its range.
    OutOfRange,
    /// A rate of −100 % or less.
    RateTooLow,
    /// The shares of a payment profile do not add up to 1.
    ProfileSum,
    /// A sell-on of profit without the cost from which profit counts.
    MissingBase,
    /// Two currencies without a rate between them.
    MixedCurrencies,
    /// An add-on that would be paid before the valuation date.
    AddOnBeforeSigning,
    /// A contract that ends before it starts.
    ContractEndBeforeStart,
    /// Two dates in the wrong order.
    DatesOutOfOrder,
    /// A division by nothing: no revenue, no expected minutes, no discounting on either side.
    DivisionByZero,
    /// The seller's least is above the buyer's most.
    NoZone,
    /// There is no gap to bridge.
    NoGap,
    /// The two sides do not disagree enough for an add-on to bridge the gap.
    NoBridge,
    /// An own offer that leaves its maker nothing.
    NonPositiveSurplus,
    /// The offers have met already.
    OffersCross,
    /// Concessions that do not shrink towards a limit.
    NoLimit,
    /// No rate for that day or currency.
    NoRate,
}

impl Code {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownFunction => "unknown_function",
            Self::BadJson => "bad_json",
            Self::UnknownField => "unknown_field",
            Self::MissingField => "missing_field",
            Self::WrongType => "wrong_type",
            Self::BadDate => "bad_date",
            Self::BadChoice => "bad_choice",
            Self::NotFinite => "not_finite",
            Self::ProbabilityOutOfRange => "probability_out_of_range",
            Self::OutOfRange => "out_of_range",
            Self::RateTooLow => "rate_too_low",
            Self::ProfileSum => "profile_sum",
            Self::MissingBase => "missing_base",
            Self::MixedCurrencies => "mixed_currencies",
            Self::AddOnBeforeSigning => "addon_before_signing",
            Self::ContractEndBeforeStart => "contract_end_before_start",
            Self::DatesOutOfOrder => "dates_out_of_order",
            Self::DivisionByZero => "division_by_zero",
            Self::NoZone => "no_zone",
            Self::NoGap => "no_gap",
            Self::NoBridge => "no_bridge",
            Self::NonPositiveSurplus => "non_positive_surplus",
            Self::OffersCross => "offers_cross",
            Self::NoLimit => "no_limit",
            Self::NoRate => "no_rate",
        }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A refusal: what, in which field, and what to do about it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct DealError {
    /// For programs.
    pub code: Code,
    /// The field, with its place in a list: `addons[1][2]`. Empty if it is none of them.
    pub field: String,
    /// For people.
    pub message: String,
}

impl DealError {
    /// A refusal of one field.
    pub fn new(code: Code, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            field: field.into(),
            message: message.into(),
        }
    }
}

/// `{"error":{"code":…,"field":…,"message":…}}`.
impl Serialize for DealError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            code: Code,
            field: &'a str,
            message: &'a str,
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(
            "error",
            &Body {
                code: self.code,
                field: &self.field,
                message: &self.message,
            },
        )?;
        map.end()
    }
}
