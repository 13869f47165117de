//! Which negotiation is on the screen, and what it comes to: worked out once for each state of the
//! dossier, each date and each step of a dragged sum.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use eframe::egui;

use super::explain::Subject;
use super::ledger::RowDraft;
use super::solve::SolveState;
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::explain::Explanation;
use crate::domain::deal::figure::Figure;
use crate::domain::deal::scenario::PackageFigures;
use crate::domain::deal::tag::Tag;
use crate::domain::dossier::Dossier;
use crate::domain::field::FieldRef;
use crate::domain::id::{NegotiationId, PackageId};
use crate::domain::money::Currency;
use crate::domain::negotiation::Negotiation;
use crate::domain::package::Package;
use crate::domain::player::Player;
use crate::domain::talks::reckoning::Reckoning;
use crate::editor::document::DocumentKey;
use crate::ui::ViewCtx;

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
}

/// What the window remembers of the screen.
#[derive(Default)]
pub struct NegotiateState {
    /// The negotiation that was chosen; else the one over the lead target.
    pub chosen: Option<NegotiationId>,
    /// The package that is worked on; else the first.
    pub package: Option<PackageId>,
    /// What the right side of a narrow page shows.
    pub aside: Aside,
    /// True while the same figures are seen from the seller's chair.
    pub from_their_chair: bool,
    /// True while limits, beliefs and unsent packages may go into copies and pictures.
    pub lets_out: bool,
    /// True while the inspector was asked for on this screen.
    pub inspector: bool,
    /// The figure that the inspector explains; a field that is inspected takes its place.
    pub explained: Option<Subject>,
    /// A package while one of its sums is dragged: shown and reckoned with, not yet an edit.
    pub dragged: Option<(NegotiationId, Package)>,
    /// The package whose name is being typed.
    pub renaming: Option<PackageId>,
    /// True once the field of that name has had the keyboard.
    pub rename_begun: bool,
    /// True while the table says what each term is worth in place of the terms.
    pub worths: bool,
    /// True while terms that no package has are listed.
    pub all_terms: bool,
    /// What was chosen for solving.
    pub solve: SolveState,
    /// What had the keyboard in the last frame.
    pub focused: Option<egui::Id>,
    /// True if Enter has just taken a term: the keyboard goes on to the one below.
    pub goes_down: bool,
    /// The row of the ledger that is being written.
    pub row: Option<RowDraft>,
    memo: BTreeMap<NegotiationId, (MemoKey, Arc<Shown>)>,
    /// The same at the decision date, while another is looked at.
    at_decision: Option<(MemoKey, NegotiationId, Arc<Shown>)>,
}

/// A negotiation with what it comes to.
#[derive(Clone, Debug)]
pub struct Shown {
    /// As it is drawn: a sum that is being dragged is already in it.
    pub negotiation: Arc<Negotiation>,
    /// Over whom.
    pub player: Arc<Player>,
    /// What it comes to.
    pub reckoning: Reckoning,
}

impl Shown {
    /// The currency of every figure.
    pub fn currency(&self) -> Currency {
        self.reckoning.currency
    }

    /// Everything that the engine found; `None` while it cannot read the terms or beliefs.
    pub fn evaluation(&self) -> Option<&Evaluation> {
        self.reckoning.evaluation.as_ref()
    }

    /// A package with what it comes to.
    pub fn package(&self, id: PackageId) -> Option<(&Package, Option<&PackageFigures>)> {
        let packages = &self.negotiation.packages;
        let idx = packages.iter().position(|package| package.id == id)?;
        Some((packages.get(idx)?, self.figures(idx)))
    }

    /// A figure; `None` while something is missing for it.
    pub fn value(&self, figure: Figure) -> Option<f64> {
        let scenario = self.reckoning.scenario.as_ref()?;
        figure.value(scenario, self.evaluation()?)
    }

    /// How a figure was reached.
    pub fn explanation(&self, figure: Figure) -> Option<Explanation> {
        let scenario = self.reckoning.scenario.as_ref()?;
        Some(scenario.explain(self.evaluation()?, figure))
    }

    /// What a figure rests on.
    pub fn tag(&self, figure: Figure) -> Option<Tag> {
        self.evaluation()?;
        Some(self.reckoning.scenario.as_ref()?.tag(figure))
    }

    /// What the package in this place comes to.
    pub fn figures(&self, idx: usize) -> Option<&PackageFigures> {
        self.evaluation()?.packages.get(idx)
    }
}

/// What a reckoning rests on.
#[derive(Clone, Debug, PartialEq)]
struct MemoKey {
    document: DocumentKey,
    serial: u64,
    on: NaiveDate,
    dragged: Option<Package>,
}

impl NegotiateState {
    /// The negotiation on the screen.
    pub fn current(&mut self, ctx: &ViewCtx<'_>) -> Option<Arc<Shown>> {
        let id = self.current_id(ctx)?;
        self.shown(ctx, id)
    }

    fn current_id(&self, ctx: &ViewCtx<'_>) -> Option<NegotiationId> {
        let is_there = |id: &NegotiationId| {
            let found = ctx.dossier.negotiations.get(id);
            found.is_some_and(|found| ctx.dossier.player(found.player).is_some())
        };
        let lead = || Some(ctx.lead_negotiation()?.id);
        let first = || {
            ctx.dossier
                .negotiations
                .keys()
                .copied()
                .find(|id| is_there(id))
        };
        self.chosen.filter(is_there).or_else(lead).or_else(first)
    }

    /// A negotiation with what it comes to.
    pub fn shown(&mut self, ctx: &ViewCtx<'_>, id: NegotiationId) -> Option<Arc<Shown>> {
        let dragged = match &self.dragged {
            Some((of, package)) if *of == id => Some(package.clone()),
            _ => None,
        };
        let key = MemoKey {
            document: ctx.document.key,
            serial: ctx.document.history.serial(),
            on: ctx.on,
            dragged,
        };
        if let Some((known, shown)) = self.memo.get(&id)
            && *known == key
        {
            return Some(Arc::clone(shown));
        }
        let shown = Arc::new(work_out(ctx.dossier, id, key.on, key.dragged.as_ref())?);
        self.memo.insert(id, (key, Arc::clone(&shown)));
        Some(shown)
    }

    /// What a negotiation comes to at the decision date, while another date is looked at.
    pub fn at_decision(&mut self, ctx: &ViewCtx<'_>, id: NegotiationId) -> Option<Arc<Shown>> {
        let on = ctx.dossier.head.decision_date;
        if on == ctx.on {
            return None;
        }
        let key = MemoKey {
            document: ctx.document.key,
            serial: ctx.document.history.serial(),
            on,
            dragged: None,
        };
        if let Some((known, of, shown)) = &self.at_decision
            && (known, *of) == (&key, id)
        {
            return Some(Arc::clone(shown));
        }
        let shown = Arc::new(work_out(ctx.dossier, id, on, None)?);
        self.at_decision = Some((key, id, Arc::clone(&shown)));
        Some(shown)
    }

    /// The package that is worked on.
    pub fn chosen_package(&self, shown: &Shown) -> Option<usize> {
        let packages = &shown.negotiation.packages;
        let wanted = |package: &Package| Some(package.id) == self.package;
        packages
            .iter()
            .position(wanted)
            .or((!packages.is_empty()).then_some(0))
    }

    /// Shows the negotiation, and the package, to which a field belongs.
    pub fn turn_to(&mut self, field: &FieldRef) {
        if let Some(id) = field.negotiation() {
            self.chosen = Some(id);
        }
        self.worths &= !matches!(field, FieldRef::Term(..) | FieldRef::AddOn(..));
        match field {
            FieldRef::Round(..) => self.aside = Aside::Ledger,
            FieldRef::Belief(..) => self.aside = Aside::Beliefs,
            _ => {}
        }
        self.package = field.package().or(self.package);
    }
}

fn work_out(
    dossier: &Dossier,
    id: NegotiationId,
    on: NaiveDate,
    dragged: Option<&Package>,
) -> Option<Shown> {
    let mut negotiation = Arc::clone(dossier.negotiations.get(&id)?);
    if let Some(dragged) = dragged {
        let packages = Arc::make_mut(&mut Arc::make_mut(&mut negotiation).packages);
        let same = packages.iter_mut().find(|package| package.id == dragged.id);
        if let Some(package) = same {
            *package = dragged.clone();
        }
    }
    let player = Arc::clone(dossier.player(negotiation.player)?);
    let reckoning = Reckoning::of(&negotiation, dossier, on);
    Some(Shown {
        negotiation,
        player,
        reckoning,
    })
}
