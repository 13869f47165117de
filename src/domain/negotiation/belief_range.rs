//! How low and how high a belief may be, as the person who holds it sees it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::BeliefValue;
use crate::domain::extra::Extra;

/// Both ends of a belief. Confidential, as the belief.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BeliefRange {
    /// The lower end.
    pub low: BeliefValue,
    /// The upper end.
    pub high: BeliefValue,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl BeliefRange {
    /// Both ends, whichever is named first.
    pub fn new(one: BeliefValue, other: BeliefValue) -> Self {
        let (low, high) = if one.is_above(&other) {
            (other, one)
        } else {
            (one, other)
        };
        Self {
            low,
            high,
            extra: Extra::new(),
        }
    }

    /// True if a value of the same kind lies between both ends; of another kind nobody can say.
    pub fn holds(&self, value: &BeliefValue) -> bool {
        !self.low.is_above(value) && !value.is_above(&self.high)
    }
}

/// `EUR 2m to EUR 12m`.
impl fmt::Display for BeliefRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.low, self.high)
    }
}

impl BeliefValue {
    /// True if it is larger than another of the same kind and currency.
    fn is_above(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) => a.currency == b.currency && a.minor > b.minor,
            (Self::Percent(a), Self::Percent(b)) => a > b,
            (Self::Years(a), Self::Years(b)) => a > b,
            (Self::Money(_) | Self::Percent(_) | Self::Years(_), _) => false,
        }
    }
}
