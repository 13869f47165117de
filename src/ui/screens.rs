//! What each screen keeps to itself from frame to frame, and the palette.

use super::compare::CompareState;
use super::data::DataState;
use super::negotiate::NegotiateState;
use super::palette::PaletteState;
use super::players::TableState;
use super::sources::SourcesState;

/// The states of the screens. What several of them share is in
/// [`ViewState`](super::state::ViewState).
#[derive(Default)]
pub struct Screens {
    /// The player table.
    pub players: TableState,
    /// The comparison.
    pub compare: CompareState,
    /// The negotiation.
    pub negotiate: NegotiateState,
    /// What comes in from elsewhere.
    pub data: DataState,
    /// Where facts come from.
    pub sources: SourcesState,
    /// What is searched for in the palette.
    pub palette: PaletteState,
}
