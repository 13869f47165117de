//! Stable ids: one type for each kind of record, so that none is taken for another.
//!
//! Ids are handed in (UUID version 7, RFC 9562); this layer has no clock to make them from.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident; )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+ };
}

ids! {
    /// One dossier, the same in every copy and revision of its file.
    DossierId;
    /// One saved state of a dossier.
    RevisionId;
    /// One player.
    PlayerId;
    /// One reading of a sourced value.
    ReadingId;
    /// One source.
    SourceId;
    /// One injury spell.
    SpellId;
    /// One transfer or loan.
    TransferId;
    /// One market value on a date.
    ValuationId;
    /// One season line of one provider.
    SeasonLineId;
    /// One stay at a club that trained the player.
    TrainingId;
    /// One registration window.
    WindowId;
    /// One exchange rate.
    RateId;
    /// One place in our squad.
    SlotId;
    /// One scouting report.
    ReportId;
    /// One observation in a report.
    ObservationId;
    /// One stat pool.
    PoolId;
    /// One comparison.
    ComparisonId;
    /// One negotiation.
    NegotiationId;
    /// One package of terms.
    PackageId;
    /// One instalment of a package.
    InstalmentId;
    /// One add-on of a package.
    AddOnId;
    /// One round in the ledger.
    RoundId;
    /// One statement in words.
    StatementId;
    /// One saved view of the player table.
    ViewId;
    /// One person of a provider's tables.
    IdentityId;
    /// One remembered way to read tables of a shape.
    MappingId;
    /// One entry of the change history.
    ChangeId;
}
