//! Every change that a dossier can undergo, with its label.

mod apply;
mod comparison;
mod describe;
pub mod negotiation;

pub use negotiation::{NegotiationEdit, PackageEdit};

pub use self::comparison::ComparisonEdit;

use chrono::NaiveDate;

use super::career::{SeasonLine, Training, Transfer, Valuation};
use super::dossier::{Dossier, Record, RecordRef};
use super::fact::{FactKey, FactValue};
use super::id::*;
use super::injury::{InjuryCoverage, Spell};
use super::money::Currency;
use super::player::{Role, Stage};
use super::sourced::Sourced;

/// A change that a person asks for. One gesture is one edit.
#[allow(
    clippy::large_enum_variant,
    reason = "one edit exists at a time; a box would only add noise"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Gives the dossier a title.
    SetTitle(String),
    /// Puts the question.
    SetQuestion(String),
    /// Says which club we are.
    SetOurClub(String),
    /// Says in which country we play.
    SetOurCountry(String),
    /// Moves the date at which everything is computed.
    SetDecisionDate(NaiveDate),
    /// Says in which currency sums are shown.
    SetCurrency(Currency),
    /// Changes one player.
    Player(PlayerId, PlayerEdit),
    /// Starts or changes one negotiation.
    Negotiation(NegotiationId, NegotiationEdit),
    /// Begins or changes one comparison.
    Comparison(ComparisonId, ComparisonEdit),
    /// Adds a record, or replaces the one of the same id.
    Put(Record),
    /// Takes a record out.
    Remove(RecordRef),
    /// Several edits that are one step for the person.
    Many {
        /// What the undo menu says.
        label: String,
        /// In this order.
        edits: Vec<Edit>,
    },
}

/// A change to one player.
#[derive(Clone, Debug, PartialEq)]
pub enum PlayerEdit {
    /// The name by which he is known; never empty.
    SetName(String),
    /// His full legal name.
    SetFullName(String),
    /// What he is to the decision.
    SetRole(Role),
    /// How far he has come.
    SetStage(Option<Stage>),
    /// What happens next.
    SetNextStep(String),
    /// Who does it.
    SetOwner(String),
    /// Free remarks.
    SetNote(String),
    /// What a person typed over a fact; see [`Sourced::entered`]. `None` takes the used reading out.
    EnterFact {
        /// Which fact.
        key: FactKey,
        /// What was typed.
        value: Option<FactValue>,
        /// The id for the reading, if it becomes one of its own.
        reading: ReadingId,
    },
    /// All readings of a fact.
    SetFact(FactKey, Sourced<FactValue>),
    /// How much of his injuries is known.
    SetCoverage(Option<InjuryCoverage>),
    /// Adds an injury or replaces the one of the same id.
    PutSpell(Spell),
    /// Takes an injury out.
    RemoveSpell(SpellId),
    /// Adds a transfer or replaces the one of the same id.
    PutTransfer(Transfer),
    /// Takes a transfer out.
    RemoveTransfer(TransferId),
    /// Adds a market value or replaces the one of the same id.
    PutValuation(Valuation),
    /// Takes a market value out.
    RemoveValuation(ValuationId),
    /// Adds a season or replaces the one of the same id.
    PutSeason(SeasonLine),
    /// Takes a season out.
    RemoveSeason(SeasonLineId),
    /// Adds a training club or replaces the one of the same id.
    PutTraining(Training),
    /// Takes a training club out.
    RemoveTraining(TrainingId),
}

/// Why an edit was refused. The dossier is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Undo or a second window took the record away.
    #[error("The {0} is no longer in the dossier")]
    Gone(&'static str),
    /// A name was emptied.
    #[error("A {0} needs a name")]
    NoName(&'static str),
    /// A date that cannot be meant.
    #[error("The year {0} lies outside 1850 to 2200")]
    Implausible(i32),
    /// The ledger is never changed.
    #[error("A row of the ledger stays as it is. Record a row that corrects it")]
    LedgerRow,
    /// A second record of an id.
    #[error("The {0} is already in the dossier")]
    There(&'static str),
    /// One player too many for a comparison.
    #[error("A comparison holds {most} players. Take one out of {name} first")]
    ComparisonFull {
        /// The comparison.
        name: String,
        /// How many it can hold.
        most: usize,
    },
    /// A source that values still refer to.
    #[error("{uses} values rest on {name}. Give them another source first")]
    SourceInUse {
        /// The source.
        name: String,
        /// How many values refer to it.
        uses: usize,
    },
}

/// A dossier after an edit.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The next state.
    pub dossier: Dossier,
    /// What the undo menu says: "change wage of Konaté".
    pub label: String,
}
