//! What tests of this room begin with: Real Madrid on 11 July 2025, with nobody in the dossier.

use chrono::NaiveDate;
use uuid::Uuid;

use super::dossier::{Dossier, Head};
use super::id::DossierId;
use super::money::Currency;

/// A day, `2025-07-11`.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The decision date.
pub(super) fn decision() -> NaiveDate {
    day("2025-07-11")
}

/// What the dossier says as a whole.
pub(super) fn head() -> Head {
    Head {
        our_club: "Real Madrid".to_owned(),
        our_country: "Spain".to_owned(),
        ..Head::new("Centre-back", decision(), Currency::EUR)
    }
}

/// The dossier before anybody is in it.
pub(super) fn empty_dossier() -> Dossier {
    Dossier::new(DossierId(Uuid::from_u128(9)), head())
}
