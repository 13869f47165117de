//! What the window remembers of the screen.

use eframe::egui;

use super::ledger::{RowDraft, SendDraft};
use super::solve::SolveState;
use crate::domain::deal::figure::{Figure, PackageFigure};
use crate::domain::field::FieldRef;
use crate::domain::id::PackageId;
use crate::domain::package::Package;
use crate::ui::reckoned::{Shown, Subject};

/// What the right side of a narrow page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aside {
    /// What each package is worth.
    #[default]
    Worth,
    /// Buying now against waiting.
    Later,
    /// What we believe.
    Beliefs,
    /// The rounds.
    Ledger,
}

impl Aside {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Worth, Self::Later, Self::Beliefs, Self::Ledger];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Worth => "What it is worth",
            Self::Later => "Now or later",
            Self::Beliefs => "Beliefs",
            Self::Ledger => "Ledger",
        }
    }

    /// The part in which a figure stands; `None` for what is always in sight.
    pub fn of(subject: Subject) -> Option<Self> {
        Some(match subject {
            Subject::Precedents => Self::Later,
            Subject::Pattern(_) => Self::Ledger,
            Subject::Figure(figure) => match figure {
                Figure::Term(..) | Figure::Package(_, PackageFigure::SeasonCash(_)) => return None,
                Figure::Package(_, PackageFigure::BuyerGain | PackageFigure::SellerGain)
                | Figure::Path(_)
                | Figure::WaitValue
                | Figure::KeepValue
                | Figure::PAvailable
                | Figure::PSign
                | Figure::Curve(_)
                | Figure::CurveSeller(_) => Self::Later,
                Figure::Belief(_) | Figure::Bar(..) => Self::Beliefs,
                _ => Self::Worth,
            },
        })
    }
}

/// What the window remembers of the screen.
#[derive(Default)]
pub struct NegotiateState {
    /// The package that is worked on; else the first.
    pub package: Option<PackageId>,
    /// What the right side of a narrow page shows.
    pub aside: Aside,
    /// True while the same figures are seen from the seller's chair.
    pub from_their_chair: bool,
    /// True while limits, beliefs and unsent packages may go into copies and pictures.
    pub lets_out: bool,
    /// The package whose name is being typed.
    pub renaming: Option<PackageId>,
    /// True once the field of that name has had the keyboard.
    pub rename_begun: bool,
    /// True while the table says what each term is worth in place of the terms.
    pub worths: bool,
    /// Packages in which a term was typed that cannot be read: their figures are those of before.
    pub unread: Vec<PackageId>,
    /// The offer that is about to be recorded.
    pub sending: Option<SendDraft>,
    /// True while terms that no package has are listed.
    pub all_terms: bool,
    /// What was chosen for solving.
    pub solve: SolveState,
    /// What had the keyboard in the last frame.
    pub focused: Option<egui::Id>,
    /// The figure that stays in sight while the inspector takes its room.
    pub keep: Option<Subject>,
    /// True if Enter has just taken a term: the keyboard goes on to the one below.
    pub goes_down: bool,
    /// The row of the ledger that is being written.
    pub row: Option<RowDraft>,
}

impl NegotiateState {
    /// The package that is worked on.
    pub fn chosen_package(&self, shown: &Shown) -> Option<usize> {
        let packages = &shown.negotiation.packages;
        let wanted = |package: &Package| Some(package.id) == self.package;
        packages
            .iter()
            .position(wanted)
            .or((!packages.is_empty()).then_some(0))
    }

    /// Shows the package, and the part of the screen, to which a field belongs.
    pub fn turn_to(&mut self, field: &FieldRef) {
        self.worths &= !matches!(field, FieldRef::Term(..) | FieldRef::AddOn(..));
        match field {
            FieldRef::Round(..) => self.aside = Aside::Ledger,
            FieldRef::Belief(..) => self.aside = Aside::Beliefs,
            _ => {}
        }
        self.package = field.package().or(self.package);
    }
}
